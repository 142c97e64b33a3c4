//! One call of a method on a server of Passwork 7.

use super::state::State;
use crate::core::client::{Call, Endpoint, Method, Outcome};
use crate::core::failure::{Failure, FailureKind, excerpt};
use crate::core::platform::{Body, Doc, Document, Platform};
use futures_util::future::LocalBoxFuture;
use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;

/// Longest id that is shown, in characters.
const MAX_ID_CHARS: usize = 64;

/// A call, and what its client has learned of the server. Clones are one.
pub struct Visit<P: Platform>(Rc<Parts<P>>);

/// What a visit is made of.
pub struct Parts<P: Platform> {
    /// The call.
    pub call: Call<P>,
    /// What is known of the server.
    pub state: Rc<State<P>>,
    /// The method that was called.
    pub method: Method,
    /// What the server has carried out for it, the last of it.
    done: RefCell<Option<String>>,
}

impl<P: Platform> Clone for Visit<P> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<P: Platform> Deref for Visit<P> {
    type Target = Parts<P>;

    fn deref(&self) -> &Parts<P> {
        &self.0
    }
}

impl<P: Platform> Deref for Parts<P> {
    type Target = Call<P>;

    fn deref(&self) -> &Call<P> {
        &self.call
    }
}

impl<P: Platform> Visit<P> {
    /// A visit of a call.
    pub fn new(call: Call<P>, state: Rc<State<P>>, method: Method) -> Self {
        Self(Rc::new(Parts { call, state, method, done: RefCell::default() }))
    }

    /// Sends any request. One that has changed something is noted.
    pub fn request(
        &self,
        method: &'static str,
        endpoint: Endpoint,
        body: Option<Body<Doc<P>>>,
    ) -> LocalBoxFuture<'_, Outcome<P>> {
        Box::pin(self.answer(method, endpoint, body))
    }

    async fn answer(&self, method: &'static str, endpoint: Endpoint, body: Option<Body<Doc<P>>>) -> Outcome<P> {
        let change = (method != "GET" && !endpoint.reads()).then(|| [method, " ", endpoint.shown()].concat());
        let answer = self.call.request(method, endpoint, body).await?;
        if let Some(mut change) = change {
            if let Some(id) = answer.is_object().then(|| answer.own_text("id")).flatten() {
                change += " for ";
                change += &excerpt(&id.to_utf8_lossy(), MAX_ID_CHARS);
            }
            self.done.replace(Some(change));
        }
        Ok(answer)
    }

    /// A failure of the call. Who takes it for one of what was carried out before, writes again (V10).
    pub fn told(&self, failure: Failure<Doc<P>>) -> Failure<Doc<P>> {
        match &*self.done.borrow() {
            // It tells itself what has become of it.
            Some(done) if !failure.has_kind(FailureKind::UnsupportedByServer) => {
                failure.because(&[done, " was carried out: look there before you repeat the call"].concat())
            }
            _ => failure,
        }
    }

    /// `POST`.
    pub fn post(&self, endpoint: Endpoint, body: impl Into<Body<Doc<P>>>) -> LocalBoxFuture<'_, Outcome<P>> {
        self.request("POST", endpoint, Some(body.into()))
    }

    /// `PATCH`.
    pub fn patch(&self, endpoint: Endpoint, body: impl Into<Body<Doc<P>>>) -> LocalBoxFuture<'_, Outcome<P>> {
        self.request("PATCH", endpoint, Some(body.into()))
    }

    /// The id in the answer to a request that made something.
    ///
    /// # Errors
    /// Kind `notApi` where there is none: the thing was made, and nothing more can be said of it.
    pub fn id_of(&self, answer: &Doc<P>, what: &str) -> Outcome<P> {
        let id = if answer.is_object() { answer.own("id") } else { Doc::<P>::undefined() };
        if id.text_length().is_some_and(|length| length > 0) {
            return Ok(id);
        }
        let message = format!("the server answered without the id of the {what} that it has made: look for it there");
        Err(Failure::new(FailureKind::NotApi, message))
    }
}
