//! Lists (§1.4): `{"items": […]}` or the bare list; an answer that says that there is more than it holds is none (V20).

use super::visit::Visit;
use crate::core::client::request::expect;
use crate::core::client::{Endpoint, Outcome};
use crate::core::failure::{Failure, FailureKind};
use crate::core::platform::{Doc, Document, Platform};

/// Members by which an answer may tell how many entries there are.
const TOTALS: [&str; 3] = ["total", "totalCount", "count"];

/// The list of an answer.
///
/// # Errors
/// Kind `notApi` for anything else, and for a list that is not complete.
pub fn of_answer<D: Document>(answer: D) -> Result<D, Failure<D>> {
    let list = expect::list(if answer.is_object() { answer.own("items") } else { answer.clone() })?;
    let held = list.length();
    let total =
        TOTALS.into_iter().filter_map(|name| if answer.is_object() { answer.own(name).as_number() } else { None });
    if total.into_iter().any(|total| total > held as f64) {
        let message = format!(
            "the server says that there are more entries than the {held} that it sent, and how to ask for the rest is not known: \
             narrow the question"
        );
        return Err(Failure::new(FailureKind::NotApi, message));
    }
    Ok(list)
}

/// Asks for a list.
pub async fn get<P: Platform>(v: &Visit<P>, endpoint: Endpoint) -> Outcome<P> {
    of_answer(v.get(endpoint).await?)
}

/// The entries of a list, all of them.
///
/// # Errors
/// Kind `notApi` if one is no object: what is made of the list would lack it without a word (V17).
pub fn objects<D: Document>(list: D) -> Result<Vec<D>, Failure<D>> {
    list.items().into_iter().map(|entry| expect::object(entry, "entry of a list")).collect()
}

/// A list in an object; none is an empty one.
///
/// # Errors
/// Kind `notApi` for anything else, which may hold what would be lacked (V17).
pub fn of_member<D: Document>(holder: &D, member: &str) -> Result<D, Failure<D>> {
    let list = holder.own(member);
    if list.is_nullish() { Ok(D::list()) } else { expect::list(list) }
}

/// A list of those entries that fit.
pub fn filtered<D: Document>(list: &D, fits: impl Fn(&D) -> bool) -> D {
    let kept = D::list();
    list.items().into_iter().filter(|entry| entry.is_object() && fits(entry)).for_each(|entry| kept.push(entry));
    kept
}

/// Puts a second list, the shorter one as a rule, into the first one, and sorts it by name as the platform sorts.
pub fn sorted_together<P: Platform>(v: &Visit<P>, one: Doc<P>, other: &Doc<P>) -> Doc<P> {
    other.items().into_iter().for_each(|entry| one.push(entry));
    v.platform.sort_by_name(&one);
    one
}
