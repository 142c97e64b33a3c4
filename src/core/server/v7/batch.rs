//! Many GETs in one request (§5.7). The server may answer in any order, with fewer answers, or with others' items: no id ever
//! gets another one's.

use super::ids;
use super::visit::Visit;
use super::wire::endpoints;
use crate::core::client::Outcome;
use crate::core::client::request::answer;
use crate::core::failure::{Failure, FailureKind};
use crate::core::platform::{Doc, Document, Platform};

/// The most requests of one batch, as the official client has it.
pub const MAX_REQUESTS: usize = 25;

/// Reads what lies at these paths below the API, at most [`MAX_REQUESTS`]; each with the id that its answer must name.
/// `id_of`: where an answer names it.
///
/// # Errors
/// Of the whole: the request failed, or its answer is no list of answers.
pub async fn read<P: Platform>(
    v: &Visit<P>,
    wanted: &[(String, Doc<P>)],
    id_of: fn(&Doc<P>) -> Doc<P>,
) -> Result<Vec<Outcome<P>>, Failure<Doc<P>>> {
    let requests = Doc::<P>::list();
    for (path, _) in wanted {
        requests.push(Doc::<P>::record([
            ("method", Document::str("GET")),
            ("relativeUrl", Document::str(&format!("{}{path}", super::SUFFIX))),
        ]));
    }
    let answer = v.post(endpoints::batch(), Doc::<P>::record([("requests", requests)])).await?;
    let list = if answer.is_object() { answer.own("responses") } else { answer };
    if !list.is_list() {
        return Err(Failure::new(FailureKind::NotApi, "the server answered a batch without a list of answers"));
    }
    let answers = list.items();
    let is_complete = answers.len() == wanted.len();
    let mut used = vec![false; answers.len()];
    let names = |answer: &Doc<P>, id: &Doc<P>| {
        answer.is_object()
            && answer.own("body").is_object()
            && ids::name_of(&id_of(&answer.own("body"))) == ids::name_of(id)
    };
    // Those that name their item first, wherever they stand; refusals name nothing and count by their place.
    let mut found: Vec<Option<usize>> = Vec::with_capacity(wanted.len());
    for (place, (_, id)) in wanted.iter().enumerate() {
        let at_place = (place < answers.len() && !used[place] && names(&answers[place], id)).then_some(place);
        let at = at_place.or_else(|| (0..answers.len()).find(|&at| !used[at] && names(&answers[at], id)));
        // The same id twice is the same item.
        let at = at.or_else(|| (0..answers.len()).find(|&at| names(&answers[at], id)));
        at.into_iter().for_each(|at| used[at] = true);
        found.push(at);
    }
    Ok(wanted
        .iter()
        .enumerate()
        .map(|(place, (path, _))| match found[place] {
            Some(at) => of_answer(v, &answers[at], path, true),
            None if is_complete && !used[place] => of_answer(v, &answers[place], path, false),
            None => Err(missing(path)),
        })
        .collect())
}

fn missing<D: Document>(path: &str) -> Failure<D> {
    Failure::new(FailureKind::NotApi, format!("the answer to a batch has nothing for {path}"))
}

/// One answer: its body if it names what was asked for, or the failure that it is.
fn of_answer<P: Platform>(v: &Visit<P>, answer: &Doc<P>, path: &str, is_named: bool) -> Outcome<P> {
    let status = if answer.is_object() { answer.own("statusCode").as_number() } else { None };
    let status = status.filter(|status| (100.0..=599.0).contains(status)).map(|status| status as u16);
    match status {
        Some(200..=299) if is_named => Ok(answer.own("body")),
        Some(200..=299) | None => Err(missing(path)),
        Some(status) => Err(refusal(v, status, answer.own("body"), path)),
    }
}

fn refusal<P: Platform>(v: &Visit<P>, status: u16, body: Doc<P>, path: &str) -> Failure<Doc<P>> {
    let shown = match v.client.options.host.as_ref() {
        Some(host) => format!("GET: {}", host.shown(Some(super::SUFFIX), path)),
        None => format!("GET: {path}"),
    };
    answer::refusal_within(v, &shown, status, body)
}
