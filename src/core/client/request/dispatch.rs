//! The upper seam: `(method, endpoint, body) → data or failure`. Ours adds headers, refresh, error shaping and debug
//! output; an agent of the caller's own takes its place whole (spec §2.3).

use crate::core::client::request::json_body::written;
use crate::core::client::request::outgoing::{Attempts, Outgoing};
use crate::core::client::request::refresh;
use crate::core::client::{Call, Endpoint};
use crate::core::failure::Failure;
use crate::core::platform::{Body, Doc, Document, HttpBody, Platform};
use futures_util::future::LocalBoxFuture;

/// Outcome of a request. Boxed, so that the methods that wait for it stay small.
pub type Answer<'a, P> = LocalBoxFuture<'a, Result<Doc<P>, Failure<Doc<P>>>>;

impl<P: Platform> Call<P> {
    /// `GET`.
    pub fn get(&self, endpoint: Endpoint) -> Answer<'_, P> {
        self.request("GET", endpoint, None)
    }

    /// `POST` without a body.
    pub fn post_nothing(&self, endpoint: Endpoint) -> Answer<'_, P> {
        self.request("POST", endpoint, None)
    }

    /// `POST` with a body.
    pub fn post(&self, endpoint: Endpoint, body: impl Into<Body<Doc<P>>>) -> Answer<'_, P> {
        self.request("POST", endpoint, Some(body.into()))
    }

    /// `PUT` with a body.
    pub fn put(&self, endpoint: Endpoint, body: impl Into<Body<Doc<P>>>) -> Answer<'_, P> {
        self.request("PUT", endpoint, Some(body.into()))
    }

    /// Sends any request: through the caller's agent if there is one, else through ours.
    pub fn request(&self, method: &'static str, endpoint: Endpoint, body: Option<Body<Doc<P>>>) -> Answer<'_, P> {
        Box::pin(self.answer(method, endpoint, body))
    }

    async fn answer(
        &self,
        method: &'static str,
        endpoint: Endpoint,
        body: Option<Body<Doc<P>>>,
    ) -> Result<Doc<P>, Failure<Doc<P>>> {
        self.ensure_open()?;
        self.client.options.ensure_version()?;
        self.ensure_decided()?;
        self.ensure_may_send(method, &endpoint)?;
        if method != "GET" && !endpoint.reads() {
            self.wrote.set(true);
        }
        if self.platform.has_foreign_agent() {
            self.show_session_to_agent();
            let document = body.map_or_else(Document::undefined, |body| whole(&*self.platform, body));
            let data = self.platform.foreign_request(method, endpoint.path(), document).await;
            self.ensure_open()?;
            return data.map_err(Failure::Foreign);
        }
        let body = match body {
            None => HttpBody::None,
            Some(body) => written(&*self.platform, body)?,
        };
        let attempts = Attempts::default();
        let request = Outgoing { method, endpoint: &endpoint, body: &body, renews: false, attempts: &attempts };
        refresh::with_refresh(self, request).await
    }
}

/// The body as one document, for an agent of the caller's own.
fn whole<P: Platform>(platform: &P, body: Body<Doc<P>>) -> Doc<P> {
    for large in body.large {
        large.holder.set(large.member, platform.text_of(&large.text));
    }
    body.document
}
