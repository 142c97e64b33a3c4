//! Adding, changing, deleting items (§5.5). All is read and checked before anything is written.

use super::super::fields::{self, Checked};
use super::super::place::Place;
use super::super::visit::Visit;
use super::super::wire::endpoints;
use super::super::{files, recipes, support, vault_keys};
use super::read::{Opened, fetch, open, shown};
use crate::core::client::{Args, Outcome};
use crate::core::encryption::Cipher;
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Platform};

/// The members by which a colour may be written; which of them a server reads is found out (§5.5).
const COLOR_MEMBERS: [&str; 2] = ["colorCode", "color"];

/// `addPassword(fields)`: three requests at most, two when the vault's key is known.
pub async fn add<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let given = fields::of_caller(&args.at(0))?;
    let vault_id = given.own("vaultId");
    if vault_id.is_nullish() {
        return Err(Failure::usage("'vaultId' must name the vault. Nothing was sent"));
    }
    let checked = Checked::read(&v, &given, None).await?;
    let vault = vault_keys::for_writing(&v, &vault_id).await?;
    let (cipher, key) = new_key(&v, &vault)?;
    let color = checked.color;
    let body = checked.body(&v, &cipher).await?;
    let document = body.document.clone();
    document.set("vaultId", vault_id);
    if !given.own("folderId").is_nullish() {
        document.set("folderId", given.own("folderId"));
    }
    if !document.own("name").truthy() {
        document.set("name", Document::str(""));
    }
    document.set("keyEncrypted", key);
    let color = color.filter(|&color| color != 0.0);
    if let Some(color) = color {
        document.set(color_member(&v), Document::number(color));
    }
    let made = v.post(endpoints::items(), body).await?;
    let id = v.id_of(&made, "password")?;
    let item = fetch(&v, &id).await?;
    let place = Place::of_item(&item);
    let item = settle_color(&v, item, color, 0.0, &place).await?;
    shown(&v, Opened::new(item, cipher))
}

/// A new key for an item, and the same sealed for its vault; in the clear the empty text, as the official client sends it. It
/// is always sent: an item without one could never be opened (defect 2).
pub fn new_key<P: Platform>(v: &Visit<P>, vault: &Cipher) -> Result<(Cipher, Doc<P>), Failure<Doc<P>>> {
    match vault {
        Cipher::Plain(_) => Ok((vault.clone(), Document::str(""))),
        Cipher::Sealed(_) => {
            let key = v.random_key(recipes::KEY)?;
            let sealed = vault.write_as(&*v.platform, key.text(), "keyEncrypted")?;
            Ok((Cipher::Sealed(key), sealed))
        }
    }
}

/// The member by which this server takes a colour, as far as it is known.
pub fn color_member<P: Platform>(v: &Visit<P>) -> &'static str {
    v.state.color_member.get().unwrap_or(COLOR_MEMBERS[0])
}

/// `editPassword(id, fields)`: three requests at most.
pub async fn edit<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let given = fields::of_caller(&args.at(1))?;
    let opened = open(&v, &args.at(0)).await?;
    let place = Place::of_item(&opened.item);
    let item = change(&v, given, &opened, &place).await?;
    // Somebody may have given it another key meanwhile.
    let has_same_key = item.own("keyEncrypted").same(&opened.item.own("keyEncrypted"));
    let cipher = if has_same_key { opened.cipher } else { vault_keys::of_item(&v, &item).await? };
    shown(&v, Opened::new(item, cipher))
}

/// Changes an item that was read, under its own key, and gives it as it is afterwards. Files that only a guess can add go
/// first: if they cannot be added, nothing else is changed (V15).
pub async fn change<P: Platform>(
    v: &Visit<P>,
    given: Doc<P>,
    opened: &Opened<Doc<P>>,
    place: &Place<Doc<P>>,
) -> Outcome<P> {
    vault_keys::ensure_sealed(v, &opened.cipher, "the password")?;
    let mut checked = Checked::read(v, &given, Some(opened)).await?;
    let new = checked.files.as_ref().map_or(0, Vec::len);
    let before = if new > 0 { opened.files()?.len() } else { opened.item.own("attachments").length() };
    let wanted = before + new;
    if before > 0 {
        for file in checked.files.take().unwrap_or_default() {
            files::add(v, place, file, &opened.cipher).await?;
        }
    }
    let color = checked.color;
    let body = checked.body(v, &opened.cipher).await?;
    if let Some(color) = color {
        body.document.set(color_member(v), Document::number(color));
    }
    if !body.document.names().is_empty() {
        place.change(v, body).await?;
    } else if wanted == before {
        return Ok(opened.item.clone());
    }
    let item = place.read(v).await?;
    if item.own("attachments").length() < wanted {
        return Err(support::not_as_asked(v.method, "the files are not there. Everything else was written"));
    }
    let had = number_of_color(&opened.item);
    settle_color(v, item, color, had, place).await
}

/// The colour of an item; 0 for none.
fn number_of_color<D: Document>(item: &D) -> f64 {
    item.own("color").as_number().unwrap_or(0.0)
}

/// Looks at the colour again: if it did not follow, it is written once more by the other name, and the name that works is
/// remembered (V14). If neither does, the result shows the colour that the item has. `had`: the one before.
async fn settle_color<P: Platform>(
    v: &Visit<P>,
    item: Doc<P>,
    color: Option<f64>,
    had: f64,
    place: &Place<Doc<P>>,
) -> Outcome<P> {
    let Some(color) = color else { return Ok(item) };
    let is_known = v.state.color_member.get().is_some();
    let member = color_member(v);
    if number_of_color(&item) == color {
        if had != color {
            v.state.color_member.set(Some(member));
        }
        return Ok(item);
    }
    if is_known {
        return Ok(item);
    }
    let other = if member == COLOR_MEMBERS[0] { COLOR_MEMBERS[1] } else { COLOR_MEMBERS[0] };
    place.change(v, Doc::<P>::record([(other, Document::number(color))]).into()).await?;
    let item = place.read(v).await?;
    if number_of_color(&item) == color {
        v.state.color_member.set(Some(other));
    }
    Ok(item)
}
