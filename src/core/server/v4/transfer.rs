//! Values of a password that is moved or copied into another vault (spec §6.3, move and copy).

use crate::core::client::Call;
use crate::core::client::request::expect;
use crate::core::crypto::random;
use crate::core::encryption::{Cipher, custom_fields};
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Platform};
use crate::core::server::v4::key_hierarchy;

/// The vault that something goes to.
pub struct Target {
    /// Cipher of the vault.
    pub cipher: Cipher,
    /// Whether its passwords have keys of their own.
    pub keyed: bool,
}

impl Target {
    /// Makes a target of the vault's document.
    pub fn of<P: Platform>(call: &Call<P>, id: &Doc<P>, vault: &Doc<P>) -> Result<Self, Failure<Doc<P>>> {
        let vault = expect::present(vault.clone(), "vault")?; // or everything would be written as for an unkeyed one
        Ok(Self { cipher: key_hierarchy::of_vault(call, id, &vault)?, keyed: key_hierarchy::is_keyed(&vault) })
    }
}

/// The values of one password, sealed for the target; absent where the password has none.
pub struct Resealed<D> {
    /// `cryptedPassword`.
    pub password: D,
    /// `cryptedKey`, for a keyed target.
    pub key: Option<D>,
    /// `custom`.
    pub custom: Option<D>,
    /// `attachments`.
    pub attachments: Option<D>,
}

/// Opens the values of `password` with the key that it has in the source vault and seals them for the target.
pub fn reseal<P: Platform>(
    call: &Call<P>,
    password: &Doc<P>,
    source: &Cipher,
    target: &Target,
) -> Result<Resealed<Doc<P>>, Failure<Doc<P>>> {
    let entropy = &*call.platform;
    let from = key_hierarchy::of_password_in(call, password, source)?;
    let to = if !target.keyed {
        target.cipher.clone()
    } else if matches!(from, Cipher::Sealed(_)) && !key_hierarchy::has_own_key(password) {
        // Its key so far is the source vault's own password, which must never get into another vault (D24).
        Cipher::Sealed(call.random_key(random::PASSWORD_KEY)?)
    } else {
        from.clone()
    };
    let text = from.read_member(password, "cryptedPassword", "password")?;
    let key = match target.keyed {
        true => Some(target.cipher.write_as(entropy, &to.key(), "cryptedKey")?), // plain mode: '' of '' (K11)
        false => None,
    };
    let custom = match password.own("custom") {
        c if c.is_nullish() => None,
        _ => Some(custom_fields::write(&to, entropy, &custom_fields::read(&from, password)?)?),
    };
    Ok(Resealed {
        password: to.write_as(entropy, &text, "cryptedPassword")?,
        key,
        custom,
        attachments: attachments(call, password, &from, &to)?,
    })
}

fn attachments<P: Platform>(
    call: &Call<P>,
    password: &Doc<P>,
    from: &Cipher,
    to: &Cipher,
) -> Result<Option<Doc<P>>, Failure<Doc<P>>> {
    let stored = password.own("attachments").items();
    if stored.is_empty() {
        return Ok(None);
    }
    let list = Doc::<P>::list();
    for attachment in stored {
        let file = Doc::<P>::record([("id", attachment.own("id")), ("name", attachment.own("name"))]);
        set_resealed_file_key(call, &attachment, &file, from, to)?;
        list.push(file);
    }
    Ok(Some(list))
}

/// Sets a file's key for another key of its password. In plain mode it is handed on as it is, and always where there is
/// none, as an empty file of other clients may have it (D47).
pub fn set_resealed_file_key<P: Platform>(
    call: &Call<P>,
    stored: &Doc<P>,
    file: &Doc<P>,
    from: &Cipher,
    to: &Cipher,
) -> Result<(), Failure<Doc<P>>> {
    let sealed = stored.own("encryptedKey");
    if sealed.is_undefined() {
        return Ok(());
    }
    let key = if sealed.is_nullish() || matches!(from, Cipher::Plain(_)) {
        sealed
    } else {
        let key = from.open_key(stored, "encryptedKey", "attachment")?;
        to.write_as(&*call.platform, key.text(), "encryptedKey")?
    };
    file.set("encryptedKey", key);
    Ok(())
}
