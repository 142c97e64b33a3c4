//! The seam to the network.

use crate::core::failure::cause::Thrown;
use crate::core::platform::Documents;
use std::rc::Rc;
use zeroize::Zeroizing;

/// Names and values of headers that the caller has given.
pub type HeaderList = Vec<(String, Zeroizing<String>)>;

/// An HTTP request, as it goes to the platform.
pub struct HttpRequest<D> {
    /// `GET`, `POST`, `PUT`, `DELETE`.
    pub method: &'static str,
    /// Absolute, or relative to the page.
    pub url: String,
    /// Names and values; the values hold only what a header can carry.
    pub headers: Vec<(&'static str, String)>,
    /// Headers that the caller has given; no name is one of those above.
    pub given: Rc<HeaderList>,
    /// The body.
    pub body: HttpBody<D>,
    /// Whether the answer may be one text of many megabytes for the most part, and is worth reading as such.
    pub file: bool,
    /// Whether sending it twice is harmless: the platform may do so where a connection that it had kept turns out closed.
    pub reads: bool,
    /// What [`Observer::request_started`](super::Observer::request_started) gave, where somebody watches.
    pub observed: Option<D>,
}

/// The body of a request.
#[derive(Clone)]
pub enum HttpBody<D> {
    /// An empty body, without a content type.
    None,
    /// A string of the platform, as `JSON.stringify` wrote it.
    Json(D),
    /// Such a string with large texts woven in.
    Woven {
        /// The bytes that are sent.
        sent: D,
        /// The string before that, marks in the place of the large texts: what is secret in the body is looked for here (D1).
        around: D,
    },
}

/// Bytes on the platform's side, from `start` to `end` of `whole`.
#[derive(Clone)]
pub struct ExternalBytes<D> {
    /// The whole buffer that was made.
    pub whole: D,
    /// Start of the bytes in `whole`.
    pub start: usize,
    /// End of the bytes in `whole`.
    pub end: usize,
}

impl<D> ExternalBytes<D> {
    /// The number of bytes.
    pub fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether the length is 0.
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }
}

/// An HTTP response. The body has been read to its end.
pub struct HttpResponse<D> {
    /// The HTTP status; 0 for a redirect that a page is not allowed to see.
    pub status: u16,
    /// True for a redirect whose target the platform hides (pages).
    pub opaque_redirect: bool,
    /// The header `Content-Type`.
    pub content_type: Option<String>,
    /// The header `Location`.
    pub location: Option<String>,
    /// The header `Retry-After`.
    pub retry_after: Option<String>,
    /// The header `X-Request-Id`.
    pub request_id: Option<String>,
    /// The body, which [`Documents::parse_json`] understands; falsy when it is empty.
    pub body: D,
    /// Number of its bytes.
    pub bytes: usize,
}

/// Failure of a request to which nothing usable came back.
pub struct FetchFailure {
    /// Kind of the failure.
    pub reason: FetchFailureReason,
    /// Errors that the platform threw, the outermost first.
    pub thrown: Vec<Thrown>,
}

/// The kinds of [`FetchFailure`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FetchFailureReason {
    /// The connection failed, or broke.
    Network,
    /// The answer began and was cut off.
    CutOff,
    /// The platform has no `fetch`.
    NoFetch,
}

/// The page that a client runs in.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Address of the page; empty where there is no page.
    pub address: String,
    /// Whether the browser says that it is offline.
    pub offline: bool,
}

/// Sends one request and reads the whole answer; follows no redirect, and never sends twice what writes.
pub trait Fetch: Documents {
    /// The exchange.
    fn fetch(
        &self,
        request: HttpRequest<Self::Doc>,
    ) -> impl Future<Output = Result<HttpResponse<Self::Doc>, FetchFailure>>;

    /// Number of bytes of a value that can be a body.
    fn byte_length(&self, body: &Self::Doc) -> usize;

    /// Allocates bytes on the platform's side, where a large body is put together: our own memory never shrinks.
    fn alloc_external(&self, length: usize) -> Self::Doc;

    /// Writes into a room.
    fn write(&self, room: &Self::Doc, at: usize, bytes: &[u8]);

    /// Copies from another room into a room.
    fn copy_external(&self, room: &Self::Doc, at: usize, from: &ExternalBytes<Self::Doc>);

    /// The bytes in a room as a value that can be a body.
    fn body_of(&self, room: &ExternalBytes<Self::Doc>) -> Self::Doc;

    /// The bytes in a room, ASCII, as a string.
    fn text_of(&self, room: &ExternalBytes<Self::Doc>) -> Self::Doc;

    /// Resolves `reference` against `base` as URL parsers do: the absolute address, and its origin.
    fn resolve(&self, base: &str, reference: &str) -> Option<(String, String)>;

    /// The page that the client runs in.
    fn page(&self) -> Page;

    /// True where a host without a scheme is relative to the page.
    fn has_page(&self) -> bool;

    /// Debug output: by which of the platform's clients requests leave. Printed once, and where it has changed.
    fn tell_route(&self);
}
