//! The seam to who watches requests: hooks of the caller, and subscribers of the platform's diagnostics channels.

use super::{Documents, RequestEvent};

/// Who watches. Nothing that it does can fail a request.
pub trait Observer: Documents {
    /// Whether anybody does.
    fn is_observed(&self) -> bool;
    /// A request is about to be sent. Gives what [`HttpRequest::observed`](super::HttpRequest::observed) is.
    fn request_started(&self, event: &RequestEvent) -> Self::Doc;
    /// It has come to its end, with an answer or without one.
    fn request_ended(&self, observed: &Self::Doc, event: &RequestEvent);
    /// It will be sent again.
    fn request_repeated(&self, event: &RequestEvent);
    /// The session has been renewed, or not, within that number of milliseconds.
    fn session_renewed(&self, milliseconds: f64, ok: bool);
}
