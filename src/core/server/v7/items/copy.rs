//! Copying an item (§6.2 row 50), made of known requests: all of it is read first, then the copy is written with keys of its
//! own. What cannot be read whole is not copied (V17).

use super::super::visit::Visit;
use super::super::wire::endpoints;
use super::super::{ids, recipes, vault_keys};
use super::read::{Opened, open};
use super::write::{color_member, new_key};
use crate::core::client::together::{Asked, all, both};
use crate::core::client::{Args, Outcome, check_id};
use crate::core::encryption::attachment::{self, File};
use crate::core::encryption::{Cipher, custom_fields};
use crate::core::failure::Failure;
use crate::core::platform::{Body, Doc, Document, Platform};
use crate::core::text::Text;

/// Members of an item that a copy takes over as they are.
const MEMBERS: [&str; 7] = ["name", "login", "url", "urls", "description", "tags", "fieldsOrder"];

/// An item in the clear.
pub struct Contents<D> {
    item: D,
    password: Option<Text>,
    customs: Vec<custom_fields::Custom<D>>,
    files: Vec<File>,
}

/// `copyPassword(id, vaultId, folderId = null)`: the id of the copy.
pub async fn copy<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let (id, vault_id) = (args.at(0), args.at(1));
    check_id(&vault_id)?;
    let (opened, vault) = both(Box::pin(open(&v, &id)), Box::pin(vault_keys::for_writing(&v, &vault_id))).await?;
    let contents = read_whole(&v, opened).await?;
    write_copy(&v, contents, (&vault_id, &args.or_null(2)), &vault).await
}

/// All of an item, its files too.
///
/// # Errors
/// Kind `crypto` or `attachment` for what cannot be read.
pub async fn read_whole<P: Platform>(
    v: &Visit<P>,
    opened: Opened<Doc<P>>,
) -> Result<Contents<Doc<P>>, Failure<Doc<P>>> {
    let (password, customs, entries) = (opened.password(v)?, opened.customs(v)?, opened.files()?);
    let Opened { item, cipher, .. } = opened;
    let id = item.own("id");
    let mut asked: Vec<Asked<'_, Doc<P>, Doc<P>>> = Vec::with_capacity(entries.len());
    for entry in &entries {
        let (id, file_id) = (&id, entry.own("id"));
        asked.push(Box::pin(async move {
            ids::fetch(v, endpoints::item_file(id, &file_id)?, &file_id, "attachment").await
        }));
    }
    let stored = all::<P>(asked, v.options.concurrency).await?;
    let mut files = Vec::with_capacity(entries.len());
    for (entry, stored) in entries.iter().zip(stored) {
        let bytes = attachment::open_soon(&*v.platform, &stored, &cipher).await?;
        let name = entry.own_text("name").or_else(|| stored.own_text("name")).unwrap_or_else(|| "".into());
        files.push(File::of_bytes(bytes, name));
    }
    Ok(Contents { item, password, customs, files })
}

/// Writes a copy into a vault and a folder of it; gives its id.
pub async fn write_copy<P: Platform>(
    v: &Visit<P>,
    contents: Contents<Doc<P>>,
    (vault_id, folder_id): (&Doc<P>, &Doc<P>),
    vault: &Cipher,
) -> Outcome<P> {
    let Contents { item, password, customs, files } = contents;
    let (cipher, key) = new_key(v, vault)?;
    let source = &*v.platform;
    let document = Doc::<P>::record([("vaultId", vault_id.clone())]);
    if !folder_id.is_nullish() {
        document.set("folderId", folder_id.clone());
    }
    for member in MEMBERS {
        let value = item.own(member);
        if !value.is_nullish() {
            document.set(member, value);
        }
    }
    if !document.own("name").truthy() {
        document.set("name", Document::str(""));
    }
    let color = item.own("color");
    if color.as_number().is_some_and(|color| color != 0.0) {
        document.set(color_member(v), color);
    }
    document.set("keyEncrypted", key);
    if let Some(password) = password {
        document.set("passwordEncrypted", cipher.write_as(source, &password, "password")?);
    }
    if !customs.is_empty() {
        document.set("customs", custom_fields::write(&cipher, source, &customs)?);
    }
    let mut body = Body::from(document.clone());
    if !files.is_empty() {
        let list = Doc::<P>::list();
        for file in files {
            let sealed = attachment::seal(source, file, &cipher, recipes::FILE).await?;
            list.push(sealed.document);
            body.large.push(sealed.large);
        }
        document.set("attachments", list);
    }
    let made = v.post(endpoints::items(), body).await?;
    v.id_of(&made, "copy")
}
