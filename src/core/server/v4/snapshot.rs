//! The snapshot of a password that edits and deletions send along (spec §5.8).

use crate::core::client::Call;
use crate::core::encryption::{Cipher, custom_fields};
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Platform};

/// Members that a snapshot keeps, where the password has them.
const SNAPSHOT_MEMBERS: [&str; 13] = [
    "id",
    "groupId",
    "folderId",
    "name",
    "login",
    "url",
    "description",
    "attachments",
    "color",
    "tags",
    "password",
    "custom",
    "lastPasswordUpdate",
];

/// `SNAP(password)`: the password as it was before the change, encrypted.
pub fn make<P: Platform>(call: &Call<P>, password: &Doc<P>, cipher: &Cipher) -> Result<Doc<P>, Failure<Doc<P>>> {
    let snapshot = Doc::<P>::object();
    for member in SNAPSHOT_MEMBERS {
        let value = match member {
            "groupId" => password.own("vaultId"),
            "password" => Document::text(&cipher.read_member(password, "cryptedPassword", "password")?),
            "custom" => clear_customs(password, cipher)?,
            "attachments" => attachments(password, cipher)?,
            _ => password.own(member),
        };
        if !value.is_undefined() {
            snapshot.set(member, value);
        }
    }
    let json = call.platform.write_json(&snapshot).and_then(|j| j.as_text());
    let json = json.ok_or_else(|| Failure::usage("the password cannot be written as JSON"))?;
    cipher.write_as(&*call.platform, &json, "snapshot")
}

fn clear_customs<D: Document>(password: &D, cipher: &Cipher) -> Result<D, Failure<D>> {
    if !password.own("custom").truthy() {
        return Ok(D::null());
    }
    let list = D::list();
    for field in custom_fields::read(cipher, password)? {
        list.push(field.shown());
    }
    Ok(list)
}

/// Attachments of a snapshot: in sealed mode `{id, name, key}` with the file's key in the clear (the snapshot itself is
/// sealed); else as sent.
fn attachments<D: Document>(password: &D, cipher: &Cipher) -> Result<D, Failure<D>> {
    let stored = password.own("attachments");
    if !stored.truthy() || matches!(cipher, Cipher::Plain(_)) {
        return Ok(stored);
    }
    let list = D::list();
    for attachment in stored.items() {
        let file = D::record([("id", attachment.own("id")), ("name", attachment.own("name"))]);
        let sealed = attachment.own("encryptedKey");
        if sealed.is_nullish() {
            file.set("key", sealed); // an empty file of other clients may have none (D47)
        } else {
            file.set("key", D::text(cipher.open_key(&attachment, "encryptedKey", "attachment")?.text()));
        }
        list.push(file);
    }
    Ok(list)
}
