//! The bodies of writes that take a caller's *fields* (spec §6.3). The caller's object is copied at once and never
//! changed (D16); everything is checked before anything is sent. The fields may be a result that was read before (D45).

use crate::core::client::Call;
use crate::core::crypto::totp;
use crate::core::encryption::alike::alike;
use crate::core::encryption::{Cipher, attachment, custom_fields};
use crate::core::failure::{Failure, FailureKind, messages};
use crate::core::given_list;
use crate::core::platform::{Body, Doc, Document, Kind, Platform, Source};
use crate::core::server::v4::{attachments, snapshot};

/// Copies the caller's fields. An error in them is reported after the call's reads, like every other one (D19), so it is
/// kept until then. `undefined` counts as an empty object.
pub fn of_caller<D: Document>(fields: &D) -> Result<D, Failure<D>> {
    match fields.kind() {
        Kind::Undefined => Ok(D::object()),
        Kind::Object => {
            let copy = fields.copy().ok_or_else(|| Failure::usage("'fields' has a property that cannot be read"))?;
            if copy.own("toJSON").kind() == Kind::Other {
                copy.remove("toJSON"); // or it would write the body, the plain password perhaps (D16)
            }
            Ok(copy)
        }
        _ => Err(Failure::usage("'fields' must be an object")),
    }
}

/// The body of `addPassword`: `cipher` is the new password's, `key_for_vault` its own key sealed for a keyed vault.
pub async fn for_add<P: Platform>(
    call: &Call<P>,
    fields: Doc<P>,
    cipher: &Cipher,
    key_for_vault: Option<Doc<P>>,
) -> Result<Body<Doc<P>>, Failure<Doc<P>>> {
    let password = fields.own("password");
    let text = password.as_text().ok_or_else(not_a_password)?;
    let custom = checked_customs(&fields)?;
    let mut body = Body::from(fields);
    let document = body.document.clone();
    document.remove("password");
    document.set("cryptedPassword", cipher.write_as(&*call.platform, &text, "password")?);
    without_key(&document, cipher);
    if let Some(key) = key_for_vault {
        document.set("cryptedKey", key);
    }
    set_customs(call, &document, custom, cipher)?;
    if has_value(&document, "attachments") && !set_attachments(call, &mut body, cipher).await? {
        document.remove("attachments"); // an empty list is not sent by add (K16)
    }
    if !document.own("name").truthy() {
        document.set("name", Document::str(""));
    }
    Ok(body)
}

/// The body of an edit.
pub async fn for_edit<P: Platform>(
    call: &Call<P>,
    fields: Doc<P>,
    stored: &Doc<P>,
    cipher: &Cipher,
) -> Result<Body<Doc<P>>, Failure<Doc<P>>> {
    let password = fields.own("password");
    let text = match password.kind() {
        Kind::Undefined => None,
        _ => Some(password.as_text().ok_or_else(not_a_password)?),
    };
    for list in ["custom", "attachments"] {
        // As it was read: it counts as not given. Sealed again, or taken for new files, it would be lost.
        if fields.own(list).is_list() && alike(&fields.own(list), &stored.own(list)) {
            fields.remove(list);
        }
    }
    let custom = checked_customs(&fields)?;
    let mut body = Body::from(fields);
    let document = body.document.clone();
    document.remove("password");
    without_key(&document, cipher);
    if let Some(text) = text {
        // It wins over a `cryptedPassword` beside it, which is the old one.
        document.set("cryptedPassword", cipher.write_as(&*call.platform, &text, "password")?);
        document.set("passwordFieldChanged", Document::bool(true));
    }
    set_customs(call, &document, custom, cipher)?;
    if has_value(&document, "attachments") {
        set_attachments(call, &mut body, cipher).await?;
    }
    document.set("snapshot", snapshot::make(call, stored, cipher)?);
    Ok(body)
}

/// Removes the key from the fields where values are sealed: theirs is the one that this call has found or made.
fn without_key<D: Document>(document: &D, cipher: &Cipher) {
    if matches!(cipher, Cipher::Sealed(_)) {
        document.remove("cryptedKey");
    }
}

fn not_a_password<D: Document>() -> Failure<D> {
    Failure::usage(
        "'password' must be a string (an empty one is fine); leave it out of an edit to keep the stored one. Nothing was \
         written",
    )
}

/// An own property with the value `undefined` counts as not given.
fn has_value<D: Document>(fields: &D, member: &str) -> bool {
    fields.has_own(member) && !fields.own(member).is_undefined()
}

fn checked_customs<D: Document>(fields: &D) -> Result<Option<Vec<custom_fields::Custom<D>>>, Failure<D>> {
    if !has_value(fields, "custom") {
        return Ok(None);
    }
    custom_fields::from_caller(&fields.own("custom"), totp::is_valid_secret).map(Some)
}

fn set_customs<P: Platform>(
    call: &Call<P>,
    document: &Doc<P>,
    custom: Option<Vec<custom_fields::Custom<Doc<P>>>>,
    cipher: &Cipher,
) -> Result<(), Failure<Doc<P>>> {
    if let Some(fields) = custom {
        document.set("custom", custom_fields::write(cipher, &*call.platform, &fields)?);
    }
    Ok(())
}

/// Replaces `attachments` by sealed files (§6.5). Returns false when the caller's list was empty.
async fn set_attachments<P: Platform>(
    call: &Call<P>,
    body: &mut Body<Doc<P>>,
    cipher: &Cipher,
) -> Result<bool, Failure<Doc<P>>> {
    let given = body.document.own("attachments");
    let words = "'attachments' must be a list of {path, name}; leave it out to keep what is stored";
    let entries = given_list::given_list(&given, words, given_list::MAX_ENTRIES)?.items();
    let mut files = Vec::new();
    for (i, entry) in entries.iter().enumerate() {
        if !entry.is_object() {
            return Err(Failure::usage(format!("attachments[{i}] must be an object {{path, name}}")));
        }
        let path = ["path", "bytes"].into_iter().map(|member| entry.get(member)).find(Document::truthy);
        let path = path.unwrap_or_else(Document::undefined);
        if path.truthy() {
            if matches!(call.platform.source(&path), Source::Path(_)) && !call.platform.can_use_paths() {
                return Err(Failure::new(FailureKind::Attachment, messages::NO_PATHS_HERE)); // D20
            }
            files.push(attachment::load(&*call.platform, &path, &entry.get("name")).await?);
        }
    }
    let list = Doc::<P>::list();
    for file in files {
        let sealed = attachment::seal(&*call.platform, file, cipher, attachments::file_rule(call)).await?;
        list.push(sealed.document);
        body.large.push(sealed.large);
    }
    body.document.set("attachments", list);
    Ok(!entries.is_empty())
}
