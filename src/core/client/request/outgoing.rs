//! A request on its way: what all attempts to send it have in common.

use crate::core::client::Endpoint;
use crate::core::client::request::SendsToken;
use crate::core::platform::HttpBody;

/// A request, before it has headers.
pub struct Outgoing<'a, D> {
    /// The method.
    pub method: &'static str,
    /// The endpoint.
    pub endpoint: &'a Endpoint,
    /// The body.
    pub body: &'a HttpBody<D>,
    /// The request that renews the session.
    pub renews: bool,
}

impl<D> Clone for Outgoing<'_, D> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<D> Copy for Outgoing<'_, D> {}

impl<D> Outgoing<'_, D> {
    /// Which token it carries.
    pub fn sends_token(&self) -> SendsToken {
        match (self.renews, self.endpoint.sends_token()) {
            (_, SendsToken::Never) => SendsToken::Never,
            (true, _) => SendsToken::ToRenew,
            (false, sends) => sends,
        }
    }

    /// Whether it changes nothing on the server, so that sending it twice is harmless.
    pub fn reads(&self) -> bool {
        self.method == "GET" || self.endpoint.reads()
    }
}
