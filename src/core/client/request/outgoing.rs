//! A request on its way: what all attempts to send it have in common.

use crate::core::client::Endpoint;
use crate::core::platform::HttpBody;

/// A request, before it has headers.
pub struct Outgoing<'a, D> {
    /// The method.
    pub method: &'static str,
    /// The endpoint.
    pub endpoint: &'a Endpoint,
    /// The body.
    pub body: &'a HttpBody<D>,
    /// Without the session token (the refresh request, K28).
    pub anonymous: bool,
}

impl<D> Clone for Outgoing<'_, D> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<D> Copy for Outgoing<'_, D> {}

impl<D> Outgoing<'_, D> {
    /// Whether it changes nothing on the server, so that sending it twice is harmless.
    pub fn reads(&self) -> bool {
        self.method == "GET" || self.endpoint.reads()
    }
}
