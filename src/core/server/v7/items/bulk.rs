//! Reading many items: in batches, a few in flight (§5.7, V12).

use super::super::batch::{self, MAX_REQUESTS};
use super::super::vault_keys;
use super::super::visit::Visit;
use super::super::wire::endpoints;
use super::read::{Opened, shown};
use crate::core::client::request::expect;
use crate::core::client::together::{Asked, all};
use crate::core::client::{Args, Endpoint, Outcome};
use crate::core::failure::Failure;
use crate::core::given_list;
use crate::core::platform::{Doc, Document, Platform};
use futures_util::future::LocalBoxFuture;
use std::cell::Cell;

/// What a batch reads: where such things lie, and where one names itself.
pub struct Things<D> {
    at: fn(&D, &str) -> Result<Endpoint, Failure<D>>,
    id: fn(&D) -> D,
}

impl<D: Document> Things<D> {
    /// Items.
    pub const ITEMS: Self = Self { at: endpoints::item, id: |item| item.own("id") };

    /// Items by shortcuts to them.
    pub const SHORTCUTS: Self = Self {
        at: endpoints::shortcut,
        id: |item| {
            let shortcut = item.own("shortcut");
            if shortcut.is_object() { shortcut.own("id") } else { D::undefined() }
        },
    };
}

/// More than anybody reads at once.
const MAX_IDS: usize = 1_000_000;

/// `getPasswordsById(ids)`: in order, for each id `{id, password}` or `{id, error}`. One that cannot be read spoils nothing
/// but itself.
pub async fn get_many<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let ids = given_list::given_list(&args.at(0), "getPasswordsById needs a list of ids", MAX_IDS)?.items();
    let total = ids.len();
    let done = Cell::new(0);
    let asked = ids.chunks(MAX_REQUESTS).map(|part| -> Asked<'_, Doc<P>, Doc<P>> {
        let (v, done) = (&v, &done);
        Box::pin(async move {
            let results = Doc::<P>::list();
            for (id, outcome) in part.iter().zip(batch_of(v, part, &Things::ITEMS).await) {
                let outcome = match outcome {
                    Ok(item) => opened(v, item).await.and_then(|opened| shown(v, opened)),
                    Err(failure) => Err(failure),
                };
                let (member, value) = match outcome {
                    Ok(password) => ("password", password),
                    Err(failure) => ("error", v.platform.error(failure)),
                };
                results.push(Doc::<P>::record([("id", id.clone()), (member, value)]));
            }
            done.set(done.get() + part.len());
            v.platform.progress(done.get(), total);
            Ok(results)
        })
    });
    let parts = all::<P>(asked.collect(), v.options.concurrency).await?;
    let results = Doc::<P>::list();
    parts.into_iter().flat_map(|part| part.items()).for_each(|result| results.push(result));
    Ok(results)
}

/// The entries of a list, each with what it may lack there: if one does, all are read, in batches (§6.2 rows 26, 44).
pub fn complete<'a, P: Platform>(
    v: &'a Visit<P>,
    list: Doc<P>,
    things: &'a Things<Doc<P>>,
    is_whole: &'a dyn Fn(&Doc<P>) -> bool,
) -> LocalBoxFuture<'a, Outcome<P>> {
    Box::pin(async move {
        let entries = list.items();
        if entries.iter().all(|entry| entry.is_object() && is_whole(entry)) {
            return Ok(list);
        }
        let ids = entries.into_iter().map(|entry| Ok((things.id)(&expect::object(entry, "password in a list")?)));
        let ids = ids.collect::<Result<Vec<_>, Failure<Doc<P>>>>()?;
        let whole = Doc::<P>::list();
        batch_read(v, &ids, things).await?.into_iter().for_each(|entry| whole.push(entry));
        Ok(whole)
    })
}

/// An item that was read by a batch, with its key.
pub async fn opened<P: Platform>(v: &Visit<P>, item: Doc<P>) -> Result<Opened<Doc<P>>, Failure<Doc<P>>> {
    let cipher = vault_keys::of_item(v, &item).await?;
    Ok(Opened::new(item, cipher))
}

/// One batch; if it fails as a whole, each of its ids has failed so. Ids that make no address are not sent.
pub async fn batch_of<P: Platform>(v: &Visit<P>, ids: &[Doc<P>], things: &Things<Doc<P>>) -> Vec<Outcome<P>> {
    let mut outcomes: Vec<Option<Outcome<P>>> = ids.iter().map(|_| None).collect();
    let mut wanted = Vec::new();
    for (at, id) in ids.iter().enumerate() {
        match (things.at)(id, "") {
            Ok(endpoint) => wanted.push((at, (endpoint.path().to_owned(), id.clone()))),
            Err(failure) => outcomes[at] = Some(Err(failure)),
        }
    }
    let (places, requests): (Vec<usize>, Vec<_>) = wanted.into_iter().unzip();
    if !requests.is_empty() {
        match batch::read(v, &requests, things.id).await {
            Ok(answers) => places.into_iter().zip(answers).for_each(|(at, answer)| outcomes[at] = Some(answer)),
            Err(failure) => places.into_iter().for_each(|at| outcomes[at] = Some(Err(failure.clone()))),
        }
    }
    let lost = || Err(Failure::usage("an id cannot be part of an address"));
    outcomes.into_iter().map(|outcome| outcome.unwrap_or_else(lost)).collect()
}

/// Things by their ids, all or the first failure.
pub async fn batch_read<P: Platform>(
    v: &Visit<P>,
    ids: &[Doc<P>],
    things: &Things<Doc<P>>,
) -> Result<Vec<Doc<P>>, Failure<Doc<P>>> {
    let asked = ids.chunks(MAX_REQUESTS).map(|part| -> Asked<'_, Doc<P>, Doc<P>> {
        Box::pin(async move {
            let items = Doc::<P>::list();
            for outcome in batch_of(v, part, things).await {
                items.push(outcome?);
            }
            Ok(items)
        })
    });
    let parts = all::<P>(asked.collect(), v.options.concurrency).await?;
    Ok(parts.into_iter().flat_map(|part| part.items()).collect())
}
