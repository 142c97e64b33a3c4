//! The key hierarchy (spec §5.6): from the master key to the key of a password.

use crate::core::client::Call;
use crate::core::crypto::{Key, rsa};
use crate::core::encryption::{Cipher, PlainForm, cipher};
use crate::core::failure::{Failure, FailureKind, messages};
use crate::core::platform::{Doc, Document, Platform};
use crate::core::text::Text;
use crate::core::white_space;

/// How values travel without client-side encryption (spec §5.3).
pub const PLAIN: Cipher = Cipher::Plain(PlainForm::CodeUnits);

/// Whether a sealed key that may be missing is: `null`, not there, or the empty text (spec §5). Everything else is there, and
/// has to open.
fn is_absent<D: Document>(sealed: &D) -> bool {
    sealed.is_nullish() || sealed.text_length() == Some(0)
}

/// Whether a password has a key of its own.
pub fn has_own_key<D: Document>(password: &D) -> bool {
    !is_absent(&password.own("cryptedKey"))
}

/// A vault in which every password has a key of its own; decided by this field alone (K7).
pub fn is_keyed<D: Document>(vault: &D) -> bool {
    !is_absent(&vault.own("vaultPasswordCrypted"))
}

/// The cipher of the master key.
pub fn master<P: Platform>(call: &Call<P>) -> Cipher {
    call.master_key().map_or(PLAIN, Cipher::Sealed)
}

/// `VP(vault)`: the cipher of a vault's password. `id` is the one that the vault was asked for by, whatever it says itself.
pub fn of_vault<P: Platform>(call: &Call<P>, id: &Doc<P>, vault: &Doc<P>) -> Result<Cipher, Failure<Doc<P>>> {
    let master = master(call);
    if matches!(master, Cipher::Plain(_)) {
        call.note_plain_vault(&vault_name(id))?;
        return Ok(PLAIN);
    }
    // The old field goes first (K7).
    let member = if is_absent(&vault.own("passwordCrypted")) { "vaultPasswordCrypted" } else { "passwordCrypted" };
    let in_domain = vault.own_text("scope").is_some_and(|s| s == *"domain");
    let opener =
        if in_domain { open(call, &master, vault, "domainMaster", "vault").map_err(Failure::of_key)? } else { master };
    let opened = open(call, &opener, vault, member, "vault").map_err(Failure::of_key)?;
    if let Cipher::Sealed(key) = &opened {
        call.note_vault_key(&vault_name(id), key)?;
    }
    Ok(opened)
}

/// The id of a vault as it is sent (D6), by which vaults are told apart.
pub fn vault_name<D: Document>(id: &D) -> String {
    let id = id.display().map(|id| id.to_utf8_lossy().to_string()).unwrap_or_default();
    white_space::without_end(&id).to_owned()
}

/// Opens a sealed key; one that was opened before with the same key is remembered.
fn open<P: Platform>(
    call: &Call<P>,
    opener: &Cipher,
    holder: &Doc<P>,
    member: &'static str,
    what: &'static str,
) -> Result<Cipher, Failure<Doc<P>>> {
    let Cipher::Sealed(key) = opener else { return Ok(PLAIN) };
    let sealed = holder.own_text(member);
    if let Some(sealed) = &sealed
        && let Some(known) = call.client.opened.borrow().get(key, sealed)
    {
        return Ok(Cipher::Sealed(known));
    }
    let opened = opener.open_key(holder, member, what)?;
    if let Some(sealed) = &sealed
        && !call.client.is_closed()
    {
        call.client.opened.borrow_mut().put(key, sealed, opened.clone());
    }
    Ok(Cipher::Sealed(opened))
}

/// The cipher of the domain's master password.
pub fn of_domain<P: Platform>(call: &Call<P>, domain: &Doc<P>) -> Result<Cipher, Failure<Doc<P>>> {
    open(call, &master(call), domain, "mpCrypted", "domain").map_err(Failure::of_key)
}

/// `PK(password, vault)`: the cipher of a password's values.
pub fn of_password<P: Platform>(
    call: &Call<P>,
    password: &Doc<P>,
    vault_id: &Doc<P>,
    vault: &Doc<P>,
) -> Result<Cipher, Failure<Doc<P>>> {
    of_password_in(call, password, &of_vault(call, vault_id, vault)?)
}

/// The cipher of a password's values, with a vault's cipher that is known already.
pub fn of_password_in<P: Platform>(
    call: &Call<P>,
    password: &Doc<P>,
    vault: &Cipher,
) -> Result<Cipher, Failure<Doc<P>>> {
    if matches!(vault, Cipher::Plain(_)) || !has_own_key(password) {
        return Ok(vault.clone());
    }
    let shortcut = password.own("shortcut");
    if shortcut.truthy() {
        open(call, vault, &shortcut, "cryptedKey", "shortcut")
    } else {
        open(call, vault, password, "cryptedKey", "password")
    }
}

/// The user's private key (PEM). Fails if the user has none.
pub fn user_private_key<P: Platform>(call: &Call<P>, user: &Doc<P>) -> Result<Text, Failure<Doc<P>>> {
    let keys = user.own("keys");
    if !keys.truthy() {
        return Err(Failure::new(FailureKind::Crypto, messages::NO_USER_KEYS));
    }
    // A key, though not one that values are sealed with: none that is missing counts as empty.
    Ok(master(call).open_key(&keys, "privateCrypted", "the user's keys")?.text().clone())
}

/// Unwraps what an inbox item's sender wrapped for this user (RSA).
pub fn unwrap_for_user<P: Platform>(
    call: &Call<P>,
    item: &Doc<P>,
    member: &str,
    user: &Doc<P>,
) -> Result<Key, Failure<Doc<P>>> {
    let private_key = user_private_key(call, user)?;
    let subject = cipher::subject(item, member, "inbox item");
    let wrapped = item.own_text(member).ok_or_else(|| {
        Failure::new(FailureKind::Crypto, format!("{subject}: there is nothing that this user's key could open"))
    })?;
    rsa::decrypt_pkcs1v15(&private_key, &wrapped, &*call.platform)
        .and_then(Key::new)
        .map_err(|e| Failure::crypto(e, &subject))
}
