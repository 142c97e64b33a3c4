//! One call of a method on a server of Passwork 7.

use super::state::State;
use crate::core::client::{Call, Endpoint, Method, Outcome};
use crate::core::failure::{Failure, FailureKind};
use crate::core::platform::{Body, Doc, Document, Platform};
use std::ops::Deref;
use std::rc::Rc;

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
        Self(Rc::new(Parts { call, state, method }))
    }

    /// `PATCH`.
    pub async fn patch(&self, endpoint: Endpoint, body: impl Into<Body<Doc<P>>>) -> Outcome<P> {
        self.request("PATCH", endpoint, Some(body.into())).await
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
