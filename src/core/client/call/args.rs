//! The arguments of a call.

use crate::core::platform::Document;

/// Positional arguments. Those beyond the documented ones are ignored, so that methods can be passed to `map`.
#[derive(Clone)]
pub struct Args<D>(Vec<D>);

impl<D: Document> Args<D> {
    /// Makes arguments of the caller's list.
    pub fn new(list: Vec<D>) -> Self {
        Self(list)
    }

    /// The arguments as they are now, whatever becomes of the caller's lists and objects (D53).
    pub fn taken(self) -> Self {
        Self(self.0.iter().map(D::taken).collect())
    }

    /// Replaces the value at a position.
    pub fn with(mut self, position: usize, change: impl FnOnce(&D) -> D) -> Self {
        if let Some(argument) = self.0.get_mut(position) {
            *argument = change(argument);
        }
        self
    }

    /// The argument at a position, `undefined` if it was not given.
    pub fn at(&self, position: usize) -> D {
        self.0.get(position).cloned().unwrap_or_else(D::undefined)
    }

    /// The argument at a position; the default counts for `undefined` only, `null` is taken as given.
    pub fn or(&self, position: usize, default: impl FnOnce() -> D) -> D {
        let given = self.at(position);
        if given.is_undefined() { default() } else { given }
    }

    /// The argument at a position, `null` by default.
    pub fn or_null(&self, position: usize) -> D {
        self.or(position, D::null)
    }
}
