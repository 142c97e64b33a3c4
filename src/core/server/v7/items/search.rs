//! Lists of items that are found by something (§5.5): filters, addresses, marks.

use super::super::fields::color_of;
use super::super::guesses::{self, Guess};
use super::super::visit::Visit;
use super::super::wire::{endpoints, query};
use super::super::{contents, lists, members};
use super::bulk::{Things, complete};
use crate::core::client::together::both;
use crate::core::client::{Args, Outcome};
use crate::core::failure::Failure;
use crate::core::given_list;
use crate::core::platform::{Doc, Document, Kind, Platform};
use crate::core::text::Text;

/// Items that fit filters, as the server lists them.
async fn found<P: Platform>(v: &Visit<P>, filters: &Doc<P>) -> Outcome<P> {
    let parameters = query::parameters(filters)?;
    lists::get(v, endpoints::item_search().private_query(query::pairs(&parameters))).await
}

/// Shortcuts to such items.
async fn found_shortcuts<P: Platform>(v: &Visit<P>, filters: &Doc<P>) -> Outcome<P> {
    let parameters = query::parameters(filters)?;
    lists::get(v, endpoints::shortcut_search().private_query(query::pairs(&parameters))).await
}

/// `searchPasswords(query, tags = [], colors = [], vaultId = null, includeShared = false, includeShortcuts = false)`. Items of
/// the inbox cannot be searched here: `includeShared` finds nothing more.
pub async fn search<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let filters = Doc::<P>::object();
    let text = args.at(0);
    if text.truthy() {
        filters.set("query", text);
    }
    filters.set("tags", list_of(&args.at(1), "tags")?);
    filters.set("colorCodes", colors(&args.at(2))?);
    if args.at(3).truthy() {
        filters.set("vaultIds", id_texts(&[args.at(3)])?);
    }
    if !args.at(5).truthy() {
        return Ok(members::entries(&v, &found(&v, &filters).await?));
    }
    let (items, shortcuts) = both(Box::pin(found(&v, &filters)), Box::pin(found_shortcuts(&v, &filters))).await?;
    let all = members::entries(&v, &items);
    members::shortcut_entries(&v, &shortcuts).items().into_iter().for_each(|entry| all.push(entry));
    Ok(all)
}

/// `searchItems({query, tags, colorCodes, vaultIds, folderIds})`, all optional (V12).
pub async fn search_items<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let given = args.at(0);
    if !given.is_object() && !given.is_undefined() {
        return Err(Failure::usage(
            "searchItems needs an object with the members query, tags, colorCodes, vaultIds, folderIds",
        ));
    }
    let filters = Doc::<P>::object();
    if given.is_object() {
        let text = given.own("query");
        if !text.is_nullish() {
            if text.kind() != Kind::Text {
                return Err(Failure::usage("searchItems: 'query' must be a text"));
            }
            filters.set("query", text);
        }
        filters.set("colorCodes", colors(&given.own("colorCodes"))?);
        filters.set("tags", list_of(&given.own("tags"), "tags")?);
        for name in ["vaultIds", "folderIds"] {
            filters.set(name, id_texts(&list_of(&given.own(name), name)?.items())?);
        }
    }
    Ok(members::entries(&v, &found(&v, &filters).await?))
}

fn list_of<D: Document>(given: &D, name: &str) -> Result<D, Failure<D>> {
    if given.is_nullish() {
        return Ok(D::list());
    }
    given_list::given_list(given, &format!("'{name}' must be a list of texts"), given_list::MAX_ENTRIES)
}

/// Ids, as a query carries them.
fn id_texts<D: Document>(ids: &[D]) -> Result<D, Failure<D>> {
    let texts = D::list();
    for id in ids {
        if !matches!(id.kind(), Kind::Text | Kind::Number) {
            return Err(Failure::usage("an id of a vault or folder must be a text")); // without it all there is would be found
        }
        texts.push(D::str(&contents::id_text(id)?));
    }
    Ok(texts)
}

/// Colours as numbers, as a search wants them.
fn colors<D: Document>(given: &D) -> Result<D, Failure<D>> {
    let numbers = D::list();
    for color in list_of(given, "colors")?.items() {
        if let Some(color) = color_of(&color)? {
            numbers.push(D::number(color));
        }
    }
    Ok(numbers)
}

/// `searchPasswordsByUrl(url, includeShared = false, includeShortcuts = false)`: those found by the host, narrowed to what
/// contains the text (§6.2 row 46).
pub async fn search_by_url<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let url = args.at(0).as_text().ok_or_else(|| Failure::usage("searchPasswordsByUrl needs a text"))?;
    let url = url.to_utf8_lossy().to_string();
    let filters = Doc::<P>::record([("query", Document::str(host_of(&url)))]);
    let tells_address = |item: &Doc<P>| item.has_own("url");
    let items = complete(&v, found(&v, &filters).await?, &Things::ITEMS, &tells_address).await?;
    let wanted = url.to_ascii_lowercase();
    let contains =
        |address: Option<Text>| address.is_some_and(|text| text.to_utf8_lossy().to_ascii_lowercase().contains(&wanted));
    let fits = |item: &Doc<P>| {
        contains(item.own_text("url")) || item.own("urls").items().iter().any(|address| contains(address.as_text()))
    };
    let all = members::entries(&v, &lists::filtered(&items, fits));
    if args.at(2).truthy() {
        let shortcuts = found_shortcuts(&v, &filters).await?;
        let shortcuts = complete(&v, shortcuts, &Things::SHORTCUTS, &tells_address).await?;
        let shortcuts = lists::filtered(&shortcuts, fits);
        members::shortcut_entries(&v, &shortcuts).items().into_iter().for_each(|entry| all.push(entry));
    }
    Ok(all)
}

/// The name of the host of an address; a text that is none is taken whole.
fn host_of(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = match host.strip_prefix('[') {
        Some(ipv6) => ipv6.split(']').next().unwrap_or(ipv6),
        None => host.split(':').next().unwrap_or(host),
    };
    if host.is_empty() { address } else { host }
}

/// `getFavoritePasswords`: of all items, those that are marked.
pub async fn favorites<P: Platform>(v: Visit<P>) -> Outcome<P> {
    let all = found(&v, &Doc::<P>::object()).await?;
    let all = complete(&v, all, &Things::ITEMS, &|item| item.has_own("isFavorite")).await?;
    let marked = lists::filtered(&all, |item| item.own("isFavorite").truthy());
    Ok(members::entries(&v, &marked))
}

/// `getRecentPasswords`, guessed.
pub async fn recent<P: Platform>(v: Visit<P>) -> Outcome<P> {
    let list = lists::of_answer(guesses::send(&v, Guess::RecentItems, &[], None).await?)?;
    Ok(members::entries(&v, &list))
}
