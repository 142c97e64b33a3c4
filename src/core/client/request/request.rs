//! Methods that are one request: they are written down as values, and one function carries them all out.

use crate::core::client::request::expect;
use crate::core::client::{Call, Endpoint, Outcome};
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Platform};

/// A request, and what becomes of its data.
pub struct Request<D> {
    method: &'static str,
    endpoint: Result<Endpoint, Failure<D>>,
    body: Option<D>,
    sorted: bool,
}

impl<D: Document> Request<D> {
    /// `GET`.
    pub fn get(endpoint: impl Into<Address<D>>) -> Self {
        Self::new("GET", endpoint, None)
    }

    /// `POST`, with a body or without.
    pub fn post(endpoint: impl Into<Address<D>>, body: Option<D>) -> Self {
        Self::new("POST", endpoint, body)
    }

    /// `PUT`.
    pub fn put(endpoint: impl Into<Address<D>>, body: D) -> Self {
        Self::new("PUT", endpoint, Some(body))
    }

    /// `PATCH`.
    pub fn patch(endpoint: impl Into<Address<D>>, body: D) -> Self {
        Self::new("PATCH", endpoint, Some(body))
    }

    /// `DELETE` with a body.
    pub fn delete_with(endpoint: impl Into<Address<D>>, body: D) -> Self {
        Self::new("DELETE", endpoint, Some(body))
    }

    /// `DELETE`.
    pub fn delete(endpoint: impl Into<Address<D>>) -> Self {
        Self::new("DELETE", endpoint, None)
    }

    fn new(method: &'static str, endpoint: impl Into<Address<D>>, body: Option<D>) -> Self {
        Self { method, endpoint: endpoint.into().0, body, sorted: false }
    }

    /// The data is a list, to be sorted by name.
    pub fn sorted(mut self) -> Self {
        self.sorted = true;
        self
    }

    /// Leaves the list as the server sends it, for callers that sort it themselves.
    pub fn unsorted(mut self) -> Self {
        self.sorted = false;
        self
    }

    /// The HTTP method.
    pub fn method(&self) -> &'static str {
        self.method
    }

    /// Endpoint and body.
    ///
    /// # Errors
    /// Kind `usage` where what the caller gave makes no address.
    pub fn parts(self) -> Result<(Endpoint, Option<D>), Failure<D>> {
        self.endpoint.map(|endpoint| (endpoint, self.body))
    }

    /// Sends the request.
    pub async fn send<P: Platform<Doc = D>>(self, call: &Call<P>) -> Outcome<P>
    where
        Doc<P>: Document,
    {
        let data = call.request(self.method, self.endpoint?, self.body.map(Into::into)).await?;
        if self.sorted { sorted(call, data) } else { Ok(data) }
    }
}

/// Address of a request: an endpoint, or the failure to make one of what the caller gave.
pub struct Address<D>(Result<Endpoint, Failure<D>>);

impl<D> From<Endpoint> for Address<D> {
    fn from(endpoint: Endpoint) -> Self {
        Self(Ok(endpoint))
    }
}

impl<D> From<Result<Endpoint, Failure<D>>> for Address<D> {
    fn from(endpoint: Result<Endpoint, Failure<D>>) -> Self {
        Self(endpoint)
    }
}

/// A list of the server's, sorted by name as the platform sorts (spec §6.1). Fails unless the data is a list.
pub fn sorted<P: Platform>(call: &Call<P>, list: Doc<P>) -> Outcome<P> {
    let list = expect::list(list)?;
    call.platform.sort_by_name(&list);
    Ok(list)
}
