//! Names of members (§7): as the public interface has them, as they travel, and what becomes of values that are nothing. One
//! table serves a whole list in one crossing to the platform; members that are not in it follow unchanged.

use super::visit::Visit;
use crate::core::platform::{Doc, Document, Platform, Shape};

/// An item that was read by itself.
pub const ITEM: Shape = Shape(
    "id id = \
     vaultId vaultId = \
     folderId folderId null \
     name name = \
     login login text \
     url url text \
     description description text \
     tags tags = \
     color color noneIsNull \
     isFavorite isFavorite = \
     cryptedPassword passwordEncrypted null \
     cryptedKey keyEncrypted omit \
     custom customs null \
     attachments attachments null \
     shortcut shortcut null",
);

/// An item in a list, which tells less: what is not there is left out.
pub const ENTRY: Shape = Shape(
    "id id = \
     vaultId vaultId = \
     folderId folderId null \
     name name = \
     login login text \
     url url text \
     description description text \
     tags tags = \
     color color noneIsNull \
     isFavorite isFavorite = \
     cryptedPassword passwordEncrypted omit \
     cryptedKey keyEncrypted omit \
     custom customs noneIsNull \
     attachments attachments noneIsNull \
     shortcut shortcut null",
);

/// Where a shortcut lies, and its key.
const SHORTCUT: Shape = Shape("id id = vaultId vaultId = folderId folderId null cryptedKey keyEncrypted omit");

/// A vault.
pub const VAULT: Shape = Shape("id id = name name = visible isVisible = vaultPasswordCrypted masterKeyEncrypted omit");

/// A folder.
pub const FOLDER: Shape = Shape("id id = name name = vaultId vaultId = parentId parentFolderId null");

/// A document, or each of a list, in the shape of the public interface.
pub fn shaped<P: Platform>(v: &Visit<P>, sent: &Doc<P>, shape: Shape) -> Doc<P> {
    v.platform.reshape(sent, shape, false)
}

/// The items of a list, in the shape of the public interface. There may be very many, so they are changed where they are: they
/// were parsed here, for an agent of the caller's own is refused on this generation.
pub fn entries<P: Platform>(v: &Visit<P>, sent: &Doc<P>) -> Doc<P> {
    v.platform.reshape(sent, ENTRY, true)
}

/// An item, with its shortcut if it was read by one.
pub fn item<P: Platform>(v: &Visit<P>, sent: &Doc<P>) -> Doc<P> {
    let item = shaped(v, sent, ITEM);
    reshape_shortcut(v, &item);
    item
}

/// Entries of lists of shortcuts.
pub fn shortcut_entries<P: Platform>(v: &Visit<P>, sent: &Doc<P>) -> Doc<P> {
    let entries = entries(v, sent);
    entries.items().iter().for_each(|entry| reshape_shortcut(v, entry));
    entries
}

fn reshape_shortcut<P: Platform>(v: &Visit<P>, item: &Doc<P>) {
    let shortcut = item.own("shortcut");
    if shortcut.is_object() {
        item.set("shortcut", shaped(v, &shortcut, SHORTCUT));
    }
}
