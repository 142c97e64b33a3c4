//! Helpers on results (spec §2.6): synchronous, over the current fields of their object, with the key that was found
//! when they were made.

use crate::core::client::Call;
use crate::core::client::request::expect;
use crate::core::client::session::key_table::KeyTable;
use crate::core::crypto::otpauth;
use crate::core::crypto::totp::Spelling;
use crate::core::encryption::custom_fields::FieldReading;
use crate::core::encryption::{Cipher, attachment, custom_fields, file_names};
use crate::core::failure::{Failure, FailureKind, messages};
use crate::core::platform::{Clock, Doc, Document, Files, Helpers, KeyHandle, Platform, PlatformCrypto};
use std::cell::RefCell;
use zeroize::Zeroizing;

/// Adds `getPassword` and `getCustoms` to a password.
pub fn attach_password_helpers<P: Platform>(
    call: &Call<P>,
    password: &Doc<P>,
    cipher: Cipher,
) -> Result<(), Failure<Doc<P>>> {
    expect::object(password.clone(), "password")?;
    let attached = call.platform.attach_to_password(password, call.client.keep(cipher, None));
    attached.map_err(|cause| no_place_for_helpers("password", cause))
}

/// Failure of adding helpers to a frozen object of the caller's own agent.
fn no_place_for_helpers<D: Document>(what: &str, cause: D) -> Failure<D> {
    let message = format!("helpers cannot be added to the {what}: the object is frozen");
    Failure::caused(FailureKind::NotApi, message, cause)
}

/// Adds `getData` and `saveTo` to an attachment.
pub async fn attach_attachment_helpers<P: Platform>(
    call: &Call<P>,
    attachment: &Doc<P>,
    cipher: Cipher,
) -> Result<(), Failure<Doc<P>>> {
    expect::object(attachment.clone(), "attachment")?;
    let ahead = attachment::decrypt_ahead(&*call.platform, attachment, &cipher).await;
    call.ensure_open()?; // closed meanwhile: no key is kept any more
    let attached = call.platform.attach_to_attachment(attachment, call.client.keep(cipher, ahead));
    attached.map_err(|cause| no_place_for_helpers("attachment", cause))
}

/// The cipher of a handle, or the failure that its client was closed.
pub fn cipher_of<D: Document>(keys: &KeyTable<D>, handle: KeyHandle) -> Result<Cipher, Failure<D>> {
    held(keys, handle).map(|(cipher, _)| cipher)
}

fn held<D: Document>(keys: &KeyTable<D>, handle: KeyHandle) -> Result<(Cipher, FieldReading), Failure<D>> {
    keys.get(handle).ok_or_else(|| Failure::new(FailureKind::Closed, messages::CLOSED))
}

/// `getPassword()`.
pub fn password_text<D: Document>(cipher: &Cipher, password: &D) -> Result<D, Failure<D>> {
    cipher.read_member(password, "cryptedPassword", "password").map(|text| D::text(&text))
}

/// `getCustoms()`: `null` where there is no list.
pub fn customs_of<H: Helpers>(
    platform: &H,
    keys: &RefCell<KeyTable<H::Doc>>,
    handle: KeyHandle,
    password: &H::Doc,
) -> Result<H::Doc, Failure<H::Doc>> {
    let (cipher, reading) = held(&keys.borrow(), handle)?;
    if !password.own("custom").truthy() {
        return Ok(Document::null());
    }
    let fields = match reading {
        FieldReading::Lenient => custom_fields::read_sound(&cipher, password),
        FieldReading::Strict => custom_fields::read(&cipher, password)?,
    };
    let list = H::Doc::list();
    for field in fields {
        let shown = field.shown();
        if field.is_totp() {
            platform.attach_to_totp_field(&shown, reading.spelling());
        }
        list.push(shown);
    }
    Ok(list)
}

/// `getTotpCode()`, for the field's current value at the current time.
pub fn totp_code<C: Clock, D: Document>(clock: &C, field: &D, spelling: Spelling) -> Result<String, Failure<D>> {
    let secret = field.own_text("value");
    let secret = secret.ok_or_else(|| Failure::new(FailureKind::Totp, "the field's value is no TOTP secret"))?;
    let code = otpauth::read(&secret, spelling).and_then(|totp| totp.code(clock.now()));
    code.map_err(|e| Failure::crypto(e, ""))
}

/// `getData()`. What was opened ahead serves once, and only while the fields are the same.
pub fn attachment_bytes<E: PlatformCrypto, D: Document>(
    engines: &E,
    keys: &RefCell<KeyTable<D>>,
    handle: KeyHandle,
    stored: &D,
) -> Result<Zeroizing<Vec<u8>>, Failure<D>> {
    let cipher = cipher_of(&keys.borrow(), handle)?;
    let ahead = keys.borrow_mut().take_ahead(handle);
    if let Some(ahead) = ahead {
        let now = attachment::FIELDS.map(|name| stored.own(name));
        if now.iter().zip(&ahead.fields).all(|(a, b)| a.same(b)) {
            return Ok(ahead.bytes);
        }
    }
    attachment::open(engines, stored, &cipher)
}

/// `saveTo(path, name)`.
pub fn save_attachment<F: Files + PlatformCrypto>(
    files: &F,
    keys: &RefCell<KeyTable<F::Doc>>,
    handle: KeyHandle,
    attachment: &F::Doc,
    path: &F::Doc,
    name: &F::Doc,
) -> Result<(), Failure<F::Doc>> {
    let bytes = attachment_bytes(files, keys, handle, attachment)?;
    let place = file_names::save_path(path, name, attachment, files.has_windows_names())?;
    files.save(&place.path, &bytes, place.named_by).map_err(Failure::Foreign)
}
