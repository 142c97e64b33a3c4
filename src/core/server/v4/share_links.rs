//! Links that give a password to somebody without an account (spec §6.4).

use crate::core::client::{Args, Call, Outcome};
use crate::core::crypto::hash::protocol_hash;
use crate::core::crypto::{CryptoError, Key, random};
use crate::core::encryption::{Cipher, custom_fields, link_address};
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Platform};
use crate::core::server::v4::transfer::set_resealed_file_key;
use crate::core::server::v4::wire::endpoints;
use crate::core::server::v4::{passwords, shortcuts};

/// `generatePasswordShareLink(id, reusable = false, time = 24, secret = null)`.
pub async fn of_password<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let opened = passwords::open(&call, &args.at(0)).await?;
    make(&call, &opened.password, &opened.cipher, &args, None).await
}

/// `generateShortcutPasswordShareLink(shortcutId, …)`.
pub async fn of_shortcut<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let id = args.at(0);
    let opened = shortcuts::open(&call, &id).await?;
    make(&call, &opened.password, &opened.cipher, &args, Some(id)).await
}

async fn make<P: Platform>(
    call: &Call<P>,
    stored: &Doc<P>,
    cipher: &Cipher,
    args: &Args<Doc<P>>,
    shortcut: Option<Doc<P>>,
) -> Outcome<P> {
    let reusable = args.or(1, || Document::bool(false));
    let time = args.or(2, || Document::number(24.0));
    let old_style = time.is_string(); // `hour day week forever` of servers of version 5; '' too (K12)
    let secret = one_time_secret(call, cipher, &args.or_null(3), old_style)?;
    let password = stored.copy().ok_or_else(|| Failure::usage("the password cannot be copied"))?;
    let hash = match &secret {
        Some(secret) => {
            seal_for_link(call, &password, cipher, secret)?;
            Document::str(&protocol_hash(call.client.options.body_hash, secret.text()))
        }
        None => {
            show_for_link(&password, cipher)?;
            Document::null()
        }
    };
    let body = Doc::<P>::record([("password", password)]);
    if old_style {
        body.set("ttl", time);
        body.set("type", Document::str(if reusable.truthy() { "reusable" } else { "onetime" }));
        body.set("passwordHash", hash);
        let for_owner = match &secret {
            Some(secret) => cipher.write_as(&*call.platform, secret.text(), "oneTimePasswordCrypted")?,
            None => Document::null(),
        };
        body.set("oneTimePasswordCrypted", for_owner);
    } else {
        body.set("reusable", reusable);
        body.set("time", time);
        body.set("secretHash", hash);
    }
    if let Some(id) = shortcut {
        body.set("fromShortcut", Document::bool(true));
        body.set("shortcut", Doc::<P>::record([("id", id)]));
    }
    let link = call.post(endpoints::share_link(), body).await?;
    link_address::with_code(&*call.platform, &link, secret.as_ref().map(Key::text))
}

/// The secret that opens the link; none in plain mode.
fn one_time_secret<P: Platform>(
    call: &Call<P>,
    cipher: &Cipher,
    given: &Doc<P>,
    old_style: bool,
) -> Result<Option<Key>, Failure<Doc<P>>> {
    if matches!(cipher, Cipher::Plain(_)) {
        return Ok(None);
    }
    if old_style || !given.truthy() {
        return call.random_key(random::LINK_SECRET).map(Some);
    }
    let secret = given.as_text().ok_or_else(|| Failure::usage("the secret of a share link must be a string"))?;
    let key = Key::new(secret).and_then(|key| key.bytes().is_ok().then_some(key).ok_or(CryptoError::NoUtf8));
    key.map(Some).map_err(|e| Failure::crypto(e, "the secret of a share link"))
}

/// Sealed mode: every value for the secret.
fn seal_for_link<P: Platform>(
    call: &Call<P>,
    password: &Doc<P>,
    cipher: &Cipher,
    secret: &Key,
) -> Result<(), Failure<Doc<P>>> {
    let source = &*call.platform;
    let link = Cipher::Sealed(secret.clone());
    let text = cipher.read_member(password, "cryptedPassword", "password")?;
    let fields = custom_fields::read(cipher, password)?;
    password.set("cryptedPassword", link.write_as(source, &text, "cryptedPassword")?);
    if !password.own("custom").items().is_empty() {
        password.set("custom", custom_fields::write(&link, source, &fields)?);
    }
    let attachments = password.own("attachments").items();
    if !attachments.is_empty() {
        let list = Doc::<P>::list();
        for attachment in attachments {
            let copy = attachment.copy().ok_or_else(|| Failure::usage("an attachment cannot be copied"))?;
            set_resealed_file_key(call, &attachment, &copy, cipher, &link)?;
            list.push(copy);
        }
        password.set("attachments", list);
    }
    Ok(())
}

/// Plain mode: the values in the clear, as the protocol wants it there.
fn show_for_link<D: Document>(password: &D, cipher: &Cipher) -> Result<(), Failure<D>> {
    let text = cipher.read_member(password, "cryptedPassword", "password")?;
    let fields = custom_fields::read(cipher, password)?;
    password.set("password", D::text(&text));
    password.remove("cryptedPassword");
    if !password.own("custom").items().is_empty() {
        let list = D::list();
        for field in fields {
            list.push(field.shown());
        }
        password.set("custom", list);
    }
    Ok(())
}
