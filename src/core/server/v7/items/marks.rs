//! Favourites. `/favorite` may be a switch that turns the mark, so it is looked at before and after (V16).

use super::super::guesses::{self, Guess};
use super::super::support;
use super::super::visit::Visit;
use super::read::fetch;
use crate::core::client::{Args, Outcome};
use crate::core::platform::{Doc, Document, Kind, Platform};

/// `favoritePassword(id)`.
pub async fn favorite<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    set(v, args.at(0), true).await
}

/// `unfavoritePassword(id)`.
pub async fn unfavorite<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    set(v, args.at(0), false).await
}

async fn set<P: Platform>(v: Visit<P>, id: Doc<P>, wanted: bool) -> Outcome<P> {
    let is = |item: &Doc<P>| {
        let mark = item.own("isFavorite");
        (mark.kind() == Kind::Bool).then(|| mark.truthy())
    };
    if is(&fetch(&v, &id).await?) == Some(wanted) {
        return Ok(Document::bool(true));
    }
    let guess = if wanted { Guess::Favorite } else { Guess::Unfavorite };
    guesses::send(&v, guess, &[&id], None).await?;
    match is(&fetch(&v, &id).await?) {
        Some(now) if now != wanted => Err(support::not_as_asked(v.method, "the mark is not as it was asked for")),
        _ => Ok(Document::bool(true)),
    }
}
