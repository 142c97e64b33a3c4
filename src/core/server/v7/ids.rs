//! Objects by their ids: an answer is the one that was asked for.

use super::visit::Visit;
use crate::core::client::request::expect;
use crate::core::client::request::ids::ensure_same;
pub use crate::core::client::request::ids::name_of;
use crate::core::client::{Endpoint, Outcome};
use crate::core::failure::Failure;
use crate::core::platform::{Document, Platform};
use futures_util::future::LocalBoxFuture;

/// The same of an id that may be missing: `""`.
pub fn name_of_any<D: Document>(id: &D) -> String {
    if id.is_nullish() { String::new() } else { name_of(id) }
}

/// Reads an object by its id.
///
/// # Errors
/// As [`named`].
pub fn fetch<'a, P: Platform>(
    v: &'a Visit<P>,
    endpoint: Endpoint,
    id: &'a P::Doc,
    what: &'static str,
) -> LocalBoxFuture<'a, Outcome<P>> {
    Box::pin(async move { named(v.get(endpoint).await?, id, what) })
}

/// An object that has this id.
///
/// # Errors
/// As [`ensure_same`], and for something without an id (V10).
pub fn named<D: Document>(data: D, id: &D, what: &str) -> Result<D, Failure<D>> {
    let data = expect::object(data, what)?;
    ensure_same(&data.own("id"), id, what)?;
    Ok(data)
}
