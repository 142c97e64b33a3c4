//! Trying the endpoints that nobody has seen (`wire/guessed.rs`). One that answers 404 or 405 and never answered otherwise is one
//! that this server does not have; afterwards it is an ordinary endpoint, whose 404 is the object's.

use super::support::unsupported;
use super::visit::Visit;
pub use super::wire::guessed::Guess;
use crate::core::client::Outcome;
use crate::core::failure::Failure;
use crate::core::platform::{Body, Doc, Document, Platform};

/// Why a guess that failed is not tried in another way.
const UNKNOWN: &str = "nothing is there by which it could be done";

/// Tries a guessed endpoint with a body; without one, a request that is no GET carries the empty object.
///
/// # Errors
/// Kind `unsupportedByServer` where the server does not have it; else what the server said.
pub async fn send<P: Platform>(v: &Visit<P>, guess: Guess, ids: &[&Doc<P>], body: Option<Body<Doc<P>>>) -> Outcome<P> {
    let (method, endpoint) = guess.request(ids)?;
    let body = match method {
        "GET" => None,
        _ => Some(body.unwrap_or_else(|| Doc::<P>::object().into())),
    };
    let outcome = v.request(method, endpoint, body).await;
    let is_known = v.state.answered.borrow().contains(&guess);
    match outcome {
        Err(failure) if !is_known && (failure.has_status(404) || failure.has_status(405)) => {
            Err(unsupported(v.method, UNKNOWN))
        }
        outcome => {
            // A 401 comes before the address is looked at.
            let refuses = |failure: &Failure<Doc<P>>| failure.is_refusal() && !failure.has_status(401);
            let answered = outcome.as_ref().map_or_else(refuses, |_| true);
            if answered && !is_known {
                v.state.answered.borrow_mut().push(guess);
            }
            outcome
        }
    }
}
