//! Adding, changing, deleting items (§5.5). All is read and checked before anything is written.

use super::super::fields::{self, Checked};
use super::super::visit::Visit;
use super::super::wire::endpoints;
use super::super::{files, recipes, support, vault_keys};
use super::read::{Opened, fetch, open, shown};
use crate::core::client::{Args, Outcome};
use crate::core::encryption::Cipher;
use crate::core::failure::Failure;
use crate::core::platform::{Body, Doc, Document, Platform};

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
    let mut body = checked.body(&v, &cipher).await?;
    let document = body.document.clone();
    document.set("vaultId", vault_id);
    if !given.own("folderId").is_nullish() {
        document.set("folderId", given.own("folderId"));
    }
    if !document.own("name").truthy() {
        document.set("name", Document::str(""));
    }
    document.set("keyEncrypted", key);
    let member = color.filter(|&color| color != 0.0).map(|color| {
        let member = color_member(&v);
        document.set(member, Document::number(color));
        (member, color)
    });
    body.document = document;
    let made = v.post(endpoints::items(), body).await?;
    let id = v.id_of(&made, "password")?;
    let item = fetch(&v, &id).await?;
    let item = settle_color(&v, &id, item, member).await?;
    let opened = Opened { cipher, item };
    shown(&v, opened)
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
    let id = args.at(0);
    let opened = open(&v, &id).await?;
    let target = Target::of_item(&opened);
    change(&v, &id, given, &opened, &target).await?;
    reread(&v, &id).await
}

/// Reads an item anew, for the result of a write.
pub async fn reread<P: Platform>(v: &Visit<P>, id: &Doc<P>) -> Outcome<P> {
    let opened = open(v, id).await?;
    shown(v, opened)
}

/// How an item is changed: by which request, and with which of its members beside the changed ones.
pub struct Target<D> {
    /// `keyEncrypted`, unchanged; `None` for items of the inbox, which have none (V14).
    pub key: Option<D>,
    /// By the shortcut of that id first.
    pub shortcut: Option<D>,
}

impl<D: Document> Target<D> {
    /// By the item itself.
    pub fn of_item(opened: &Opened<D>) -> Self {
        let key = opened.item.own("keyEncrypted");
        Self { key: (!key.is_nullish()).then_some(key), shortcut: None }
    }
}

/// Changes an item that was read, under its own key. Files that only a guess can add go first: if they cannot be added, nothing
/// else is changed (V15).
pub async fn change<P: Platform>(
    v: &Visit<P>,
    id: &Doc<P>,
    given: Doc<P>,
    opened: &Opened<Doc<P>>,
    target: &Target<Doc<P>>,
) -> Result<(), Failure<Doc<P>>> {
    vault_keys::ensure_sealed(v, &opened.cipher, "the password")?;
    let mut checked = Checked::read(v, &given, Some(opened)).await?;
    let before = opened.item.own("attachments").length();
    if before > 0 {
        for file in checked.files.take().unwrap_or_default() {
            files::add(v, id, target.shortcut.as_ref(), file, &opened.cipher).await?;
        }
    }
    let first_files = checked.files.as_ref().map_or(0, Vec::len);
    let color = checked.color;
    let body = checked.body(v, &opened.cipher).await?;
    let document = body.document.clone();
    let mut written = None;
    if let Some(color) = color {
        let member = color_member(v);
        document.set(member, Document::number(color));
        written = Some((member, color));
    }
    if document.names().is_empty() {
        return Ok(()); // files alone, or nothing
    }
    set_unchanged(&document, opened, target);
    send_change(v, id, target, body).await?;
    if written.is_some() || first_files > 0 {
        let item = match &target.shortcut {
            Some(shortcut) => v.get(endpoints::shortcut(shortcut, "")?).await?,
            None if target.key.is_none() && matches!(opened.cipher, Cipher::Sealed(_)) => return Ok(()), // the inbox
            None => fetch(v, id).await?,
        };
        if item.own("attachments").length() < before + first_files {
            return Err(support::not_as_asked(v.method, "the files are not there. Everything else was written"));
        }
        settle_color_by(v, id, item, written, (opened, target)).await?;
    }
    Ok(())
}

/// What goes along with every change.
fn set_unchanged<D: Document>(document: &D, opened: &Opened<D>, target: &Target<D>) {
    document.set("vaultId", opened.item.own("vaultId"));
    if let Some(key) = &target.key {
        document.set("keyEncrypted", key.clone());
    }
}

async fn send_change<P: Platform>(
    v: &Visit<P>,
    id: &Doc<P>,
    target: &Target<Doc<P>>,
    body: Body<Doc<P>>,
) -> Result<(), Failure<Doc<P>>> {
    let Some(shortcut) = &target.shortcut else {
        return v.patch(endpoints::item(id, "")?, body).await.map(|_| ());
    };
    let again = Body { document: body.document.clone(), large: Vec::new() };
    let has_files = !body.large.is_empty();
    match v.patch(endpoints::shortcut(shortcut, "")?, body).await {
        // As the official command line does it, where the user has rights on the item (§6.2 row 64).
        Err(failure) if (failure.has_status(404) || failure.has_status(405)) && !has_files => {
            v.patch(endpoints::item(id, "")?, again).await.map(|_| ())
        }
        outcome => outcome.map(|_| ()),
    }
}

/// The same for an item that was just made.
async fn settle_color<P: Platform>(
    v: &Visit<P>,
    id: &Doc<P>,
    item: Doc<P>,
    written: Option<(&'static str, f64)>,
) -> Outcome<P> {
    let key = item.own("keyEncrypted");
    let target = Target { key: (!key.is_nullish()).then_some(key), shortcut: None };
    let opened = Opened { item: item.clone(), cipher: vault_keys::PLAIN };
    settle_color_by(v, id, item, written, (&opened, &target)).await
}

/// Looks at the colour again: if it did not follow, it is written once more by the other name, and the name that works is
/// remembered (V14). If neither does, the result shows the colour that the item has.
async fn settle_color_by<P: Platform>(
    v: &Visit<P>,
    id: &Doc<P>,
    item: Doc<P>,
    written: Option<(&'static str, f64)>,
    (opened, target): (&Opened<Doc<P>>, &Target<Doc<P>>),
) -> Outcome<P> {
    let Some((member, color)) = written else { return Ok(item) };
    let follows = |item: &Doc<P>| item.own("color").as_number().unwrap_or(0.0) == color;
    let had = opened.item.own("color").as_number().unwrap_or(0.0) == color && !opened.item.same(&item);
    if follows(&item) {
        if !had && color != 0.0 {
            v.state.color_member.set(Some(member));
        }
        return Ok(item);
    }
    if v.state.color_member.get().is_some() {
        return Ok(item);
    }
    let other = if member == COLOR_MEMBERS[0] { COLOR_MEMBERS[1] } else { COLOR_MEMBERS[0] };
    let document = Doc::<P>::record([(other, Document::number(color))]);
    set_unchanged(&document, opened, target);
    send_change(v, id, target, document.into()).await?;
    let item = fetch(v, id).await?;
    if follows(&item) {
        v.state.color_member.set(Some(other));
    }
    Ok(item)
}
