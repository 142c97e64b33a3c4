//! Links that give an item to somebody without an account (§4.10, §6.3). Their life is never made longer than was asked.

use super::items::{self, Opened};
use super::visit::Visit;
use super::wire::endpoints;
use super::{recipes, shortcuts, vault_keys};
use crate::core::client::{Args, Outcome};
use crate::core::crypto::{CryptoError, Key, hash, sha256};
use crate::core::encryption::{Cipher, custom_fields, link_address};
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Kind, Platform};
use crate::core::text::Text;

const HOUR: &str = "1 hour";
const WEEK: &str = "1 week";
const MONTH: &str = "1 month";
const UNLIMITED: &str = "unlimited";

/// `generatePasswordShareLink(id, reusable = false, time = 24, secret = null)`.
pub async fn of_item<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let lifetime = lifetime(&args.at(2))?;
    let opened = items::open(&v, &args.at(0)).await?;
    make(&v, opened, &args, lifetime, None).await
}

/// `generateShortcutPasswordShareLink(shortcutId, …)`.
pub async fn of_shortcut<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let lifetime = lifetime(&args.at(2))?;
    let id = args.at(0);
    let opened = shortcuts::open(&v, &id).await?;
    make(&v, opened, &args, lifetime, Some(id)).await
}

/// The longest life that the server knows and that is not longer than asked: hours (24 if nothing is said), the words of API
/// v4, or those of this one.
///
/// # Errors
/// Kind `usage` for less than an hour, and for anything else.
fn lifetime<D: Document>(time: &D) -> Result<&'static str, Failure<D>> {
    let known = match time.kind() {
        Kind::Undefined => Some(HOUR),
        Kind::Null => Some(UNLIMITED),
        Kind::Number => time.as_number().and_then(|hours| match hours {
            hours if hours.is_nan() || hours < 1.0 => None,
            hours if hours < 168.0 => Some(HOUR),
            hours if hours < 720.0 => Some(WEEK),
            _ => Some(MONTH),
        }),
        Kind::Text => match time.as_text().as_ref().and_then(Text::as_utf8) {
            Some("hour" | "day" | HOUR) => Some(HOUR),
            Some("week" | WEEK) => Some(WEEK),
            Some(MONTH) => Some(MONTH),
            Some("forever" | UNLIMITED) => Some(UNLIMITED),
            _ => None,
        },
        _ => None,
    };
    known.ok_or_else(|| {
        Failure::usage(
            "the life of a share link must be a number of hours, 1 or more, null or 'forever' for no end, 'hour', 'day', 'week', \
             '1 hour', '1 week', '1 month' or 'unlimited'. Nothing was written",
        )
    })
}

async fn make<P: Platform>(
    v: &Visit<P>,
    opened: Opened<Doc<P>>,
    args: &Args<Doc<P>>,
    lifetime: &'static str,
    shortcut: Option<Doc<P>>,
) -> Outcome<P> {
    let cipher = &opened.cipher;
    vault_keys::ensure_sealed(v, cipher, "the password")?;
    let code = code(v, cipher, &args.or_null(3))?;
    let body = Doc::<P>::record([("itemId", opened.item.own("id"))]);
    if let Some(shortcut) = shortcut {
        body.set("shortcutId", shortcut);
    }
    body.set("itemData", data(v, &opened, code.as_ref())?);
    let (hash, for_owner) = match &code {
        Some(code) => {
            let hash = hash::hex(&sha256::standard(code.text().to_utf8_lossy().as_bytes()));
            (Document::str(&hash), cipher.write_as(&*v.platform, code.text(), "keyEncrypted")?)
        }
        None => (Document::null(), Document::null()),
    };
    body.set("keyHash", hash);
    body.set("keyEncrypted", for_owner);
    body.set("type", Document::str(if args.at(1).truthy() { "reusable" } else { "single_use" }));
    body.set("expirationTime", Document::str(lifetime));
    let answer = v.post(endpoints::links(), body).await?;
    let url = if answer.is_object() { answer.own("url") } else { answer };
    link_address::with_code(&*v.platform, &url, code.as_ref().map(Key::text))
}

/// The code that opens the link; none without encryption.
fn code<P: Platform>(v: &Visit<P>, cipher: &Cipher, given: &Doc<P>) -> Result<Option<Key>, Failure<Doc<P>>> {
    if matches!(cipher, Cipher::Plain(_)) {
        return Ok(None);
    }
    if !given.truthy() {
        return v.random_key(recipes::KEY).map(Some);
    }
    let secret = given.as_text().ok_or_else(|| Failure::usage("the secret of a share link must be a string"))?;
    let key = Key::new(secret).and_then(|key| key.bytes().is_ok().then_some(key).ok_or(CryptoError::NoUtf8));
    key.map(Some).map_err(|e| Failure::crypto(e, "the secret of a share link"))
}

/// What the recipient gets: sealed for the code, or as it is. All of it must open first (V17).
fn data<P: Platform>(v: &Visit<P>, opened: &Opened<Doc<P>>, code: Option<&Key>) -> Outcome<P> {
    let (item, cipher) = (&opened.item, &opened.cipher);
    let text = |member: &str| match item.own(member) {
        value if value.is_nullish() => Document::str(""),
        value => value,
    };
    let data = Doc::<P>::record([
        ("name", text("name")),
        ("login", text("login")),
        ("url", text("url")),
        ("description", text("description")),
    ]);
    let source = &*v.platform;
    let link = code.map_or(vault_keys::PLAIN, |code| Cipher::Sealed(code.clone()));
    if let Some(password) = opened.password(v)? {
        data.set("passwordEncrypted", link.write_as(source, &password, "password")?);
    }
    let customs = opened.customs(v)?;
    if !customs.is_empty() {
        data.set("customs", custom_fields::write(&link, source, &customs)?);
    }
    let files = opened.files()?;
    let list = Doc::<P>::list();
    for file in &files {
        let entry = Doc::<P>::record([("id", file.own("id")), ("name", file.own("name"))]);
        let key = match cipher {
            Cipher::Plain(_) => file.own("encryptedKey"),
            Cipher::Sealed(_) if file.own("encryptedKey").is_nullish() => Document::null(), // an empty file may have none (D47)
            Cipher::Sealed(_) => {
                let key = cipher.open_key(file, "encryptedKey", "attachment")?;
                link.write_as(source, key.text(), "encryptedKey")?
            }
        };
        entry.set("encryptedKey", key);
        list.push(entry);
    }
    if !files.is_empty() || code.is_none() {
        data.set("attachments", list);
    }
    Ok(data)
}
