//! A request on its way: what all attempts to send it have in common.

use crate::core::client::request::SendsToken;
use crate::core::client::{Call, Endpoint};
use crate::core::platform::{HttpBody, Platform, RequestEvent};
use std::cell::{Cell, RefCell};

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
    /// The attempts to send it.
    pub attempts: &'a Attempts,
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

/// The attempts of one request.
#[derive(Default)]
pub struct Attempts {
    /// Number of the request.
    pub id: Cell<u32>,
    /// How many there were.
    pub number: Cell<u32>,
    /// What was told of the last one.
    pub last: RefCell<Option<RequestEvent>>,
}

impl Attempts {
    /// Tells that the last of them is not the last.
    pub fn repeat<P: Platform>(&self, call: &Call<P>, delay_ms: f64, reason: Option<&str>) {
        let Some(mut event) = self.last.take() else { return };
        let of_failure = || match event.status {
            Some(status) => status.to_string(),
            None => event.kind.unwrap_or_default().to_owned(),
        };
        event.reason = Some(reason.map_or_else(of_failure, str::to_owned));
        event.delay_ms = Some(delay_ms);
        call.platform.request_repeated(&event);
    }
}
