//! References: texts that name a field of an item, and how their values are found; and places, with what lies in them.

mod browse;
mod fields;
mod format;
mod matching;
mod parse;
pub mod reference;
mod resolve;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod samples;

use crate::core::client::library::Library;
use crate::core::client::{Args, Call, Method, Outcome};
use crate::core::document::Kind;
use crate::core::failure::Failure;
use crate::core::given_list;
use crate::core::platform::{Doc, Document, Platform};
use futures_util::future::LocalBoxFuture;
use parse::BadReference;
use reference::{Form, Place, Reference, Source};
use std::rc::Rc;

/// What `resolveAll` wants.
const WORDS: &str = "resolveAll needs a list or a record of references";

/// Most references of one call.
const MAX_REFERENCES: usize = 10_000;

/// Carries out a method of references.
pub fn start<P: Platform>(
    method: Method,
    call: Call<P>,
    args: Args<Doc<P>>,
    library: Rc<dyn Library<P>>,
) -> LocalBoxFuture<'static, Outcome<P>> {
    match method {
        Method::Locate | Method::List => Box::pin(browse::start(method, call, args, library)),
        _ => Box::pin(resolved(method, call, args, library)),
    }
}

/// `resolve(text)`: the value. `resolveAll(list or record)`: for a list, `{reference, value}` or `{reference, error}` each, in order;
/// for a record, `{ok, values, errors}` by its names.
async fn resolved<P: Platform>(
    method: Method,
    call: Call<P>,
    args: Args<Doc<P>>,
    library: Rc<dyn Library<P>>,
) -> Outcome<P> {
    let given = args.at(0);
    let names = if given.is_object() { given.names() } else { Vec::new() };
    let texts = match given.kind() {
        _ if method == Method::Resolve => vec![given.clone()],
        Kind::List => given_list::given_list(&given, WORDS, MAX_REFERENCES)?.items(),
        Kind::Object if names.is_empty() && !call.platform.is_record(&given) => return Err(Failure::usage(WORDS)),
        Kind::Object if names.len() <= MAX_REFERENCES => names.iter().map(|name| given.own(name)).collect(),
        Kind::Object => return Err(Failure::usage(format!("{WORDS}, at most {MAX_REFERENCES} of them"))),
        _ => return Err(Failure::usage(WORDS)),
    };
    ensure_session(&call)?;
    let mut wanted = Vec::with_capacity(texts.len());
    texts.iter().for_each(|text| wanted.push(read(text)));
    let mut outcomes = resolve::values(&call, &*library, wanted).await;
    if method == Method::Resolve {
        return outcomes.pop().unwrap_or_else(|| Err(Failure::usage(WORDS)));
    }
    let (list, values, errors) = (Doc::<P>::list(), Doc::<P>::object(), Doc::<P>::object());
    let is_list = given.is_list();
    let mut ok = true;
    for (at, (text, outcome)) in texts.into_iter().zip(outcomes).enumerate() {
        let (member, record, value) = match outcome {
            Ok(value) => ("value", &values, value),
            Err(failure) => ("error", &errors, call.platform.error(failure)),
        };
        ok &= member == "value";
        match is_list {
            true => list.push(Doc::<P>::record([("reference", text), (member, value)])),
            false => record.set(&names[at], value),
        }
    }
    Ok(match is_list {
        true => list,
        false => Doc::<P>::record([("ok", Document::bool(ok)), ("values", values), ("errors", errors)]),
    })
}

/// Fails before anything is asked for, where no server would answer.
fn ensure_session<P: Platform>(call: &Call<P>) -> Result<(), Failure<Doc<P>>> {
    if call.tokens().0.text().is_empty() && !call.platform.has_foreign_agent() {
        return Err(Failure::usage("there is no session: log in first. Nothing was sent"));
    }
    Ok(())
}

/// Reads a reference as a caller passes it.
fn read<D: Document>(given: &D) -> Result<Reference, Failure<D>> {
    let text = given.as_text().ok_or_else(|| Failure::usage("a reference is a text: pw://VAULT/ITEM/FIELD"))?;
    Reference::parse(&text).map_err(|bad| refusal("reference", bad))
}

fn refusal<D: Document>(what: &str, bad: BadReference) -> Failure<D> {
    Failure::usage(format!("this is no {what}: {} (at position {})", bad.words, bad.position))
}

/// `parseReference(text)`: `{vault, folders, item, field, as, in}`, or `{id, field, as, in}`; `in` only where it is said.
///
/// # Errors
/// Kind `usage`, with the position.
pub fn parse<D: Document>(text: &D) -> Result<D, Failure<D>> {
    let reference = read(text)?;
    let parts = D::object();
    match &reference.place {
        Place::Path { vault, folders, item } => {
            let list = D::list();
            folders.iter().for_each(|folder| list.push(D::str(folder)));
            parts.set("vault", D::str(vault));
            parts.set("folders", list);
            parts.set("item", D::str(item));
        }
        Place::Id(id) => parts.set("id", D::str(id)),
    }
    parts.set("field", D::str(&reference.field));
    parts.set("as", D::str(reference.form.name()));
    if let Some(source) = reference.source {
        parts.set("in", D::str(source.name()));
    }
    Ok(parts)
}

/// `formatReference(parts)`: a text that reads as these parts.
///
/// # Errors
/// Kind `usage` for what is no name, or too long.
pub fn format<D: Document>(given: &D) -> Result<D, Failure<D>> {
    // A copy: what cannot be read must not count as not there.
    let needed = || Failure::usage("formatReference needs {vault, folders, item, field}, or {id, field}");
    let parts = given.is_object().then(|| given.copy()).flatten().ok_or_else(needed)?;
    let name = |value: &D, what: &str| -> Result<String, Failure<D>> {
        let text = value.as_text().and_then(|text| text.as_utf8().map(str::to_owned)).filter(|text| !text.is_empty());
        text.ok_or_else(|| {
            Failure::usage(format!("formatReference: {what} must be a text, not empty, without halves of characters"))
        })
    };
    let word = |member: &str| -> Result<Option<String>, Failure<D>> {
        let value = parts.own(member);
        if value.is_nullish() { Ok(None) } else { name(&value, member).map(Some) }
    };
    let form = match word("as")? {
        None => Form::Text,
        Some(name) => {
            Form::named(&name).ok_or_else(|| Failure::usage("formatReference: as is text, totp, base64 or bytes"))?
        }
    };
    let source = match word("in")? {
        None => None,
        Some(name) => {
            let source = Source::named(&name);
            Some(source.ok_or_else(|| Failure::usage("formatReference: in is item, custom or attachment"))?)
        }
    };
    let place = match word("id")? {
        Some(_) if parts.has_own("vault") || parts.has_own("item") || parts.has_own("folders") => return Err(needed()),
        Some(id) => Place::Id(id),
        None => {
            let folders = parts.own("folders");
            let folders = if folders.is_nullish() { D::list() } else { folders };
            let folders = given_list::given_list(&folders, "formatReference: folders must be a list", MAX_REFERENCES)?;
            Place::Path {
                vault: name(&parts.own("vault"), "vault")?,
                folders: folders.items().iter().map(|folder| name(folder, "a folder")).collect::<Result<_, _>>()?,
                item: name(&parts.own("item"), "item")?,
            }
        }
    };
    let reference = Reference { place, field: name(&parts.own("field"), "field")?, form, source };
    let text = reference.format();
    let text =
        text.ok_or_else(|| Failure::usage("formatReference: a reference has 64 names and 4,096 bytes at most"))?;
    Ok(D::str(&text))
}
