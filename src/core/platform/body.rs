//! The body of a request before it is written.

use super::ExternalBytes;

/// The body of a request: a document, into which large texts made by the core are woven only when it is written, so
/// that they never become strings of the platform. A clone is the same body, for a second request when the first has been
/// answered: both are written into the same room.
#[derive(Clone)]
pub struct Body<D> {
    /// The document that `JSON.stringify` writes.
    pub document: D,
    /// Texts of plain ASCII that belong into it.
    pub large: Vec<LargeText<D>>,
}

/// Free room on both sides of a large text: enough for what mostly stands around it in a body.
pub const MARGIN: usize = 2048;

/// A large member of a [`Body`].
#[derive(Clone)]
pub struct LargeText<D> {
    /// The object that the member belongs to.
    pub holder: D,
    /// Name of the member.
    pub member: &'static str,
    /// Value of the member: ASCII without `"` and `\`. [`MARGIN`] bytes are free on both sides of it.
    pub text: ExternalBytes<D>,
}

impl<D> From<D> for Body<D> {
    fn from(document: D) -> Self {
        Self { document, large: Vec::new() }
    }
}
