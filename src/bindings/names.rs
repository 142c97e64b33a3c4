//! Names that are passed to JavaScript over and over: their JavaScript strings are made once.

use crate::core::platform::Shape;
use std::cell::RefCell;
use wasm_bindgen::JsValue;

/// The names: members of objects.
const CACHED_NAMES: [&str; 39] = [
    "id",
    "name",
    "value",
    "type",
    "custom",
    "attachments",
    "shortcut",
    "vaultId",
    "folderId",
    "cryptedPassword",
    "cryptedKey",
    "encryptedKey",
    "encryptedData",
    "hash",
    "vaultPasswordCrypted",
    "passwordCrypted",
    "domainMaster",
    "scope",
    "status",
    "data",
    "code",
    "token",
    "refreshToken",
    "password",
    "login",
    "url",
    "description",
    "tags",
    "color",
    "lastPasswordUpdate",
    "groupId",
    "snapshot",
    "body",
    "items",
    "isFavorite",
    "keyEncrypted",
    "vaultMasterKeyEncrypted",
    "bytes",
    "requestId",
];

/// Places of the table: six for each name, so that few have to be looked for.
const PLACES: usize = 256;

/// The strings of [`CACHED_NAMES`], each at the place that its name leads to, or the next free one.
struct Table(Vec<Option<(&'static str, JsValue)>>);

impl Table {
    fn new() -> Self {
        let mut places = vec![None; PLACES];
        for name in CACHED_NAMES {
            let mut at = place_of(name);
            while places[at].is_some() {
                at = (at + 1) % PLACES;
            }
            places[at] = Some((name, JsValue::from_str(name)));
        }
        Self(places)
    }

    fn find(&self, name: &str) -> Option<&JsValue> {
        let mut at = place_of(name);
        while let Some((known, string)) = &self.0[at] {
            if *known == name {
                return Some(string);
            }
            at = (at + 1) % PLACES;
        }
        None
    }
}

fn place_of(name: &str) -> usize {
    let bytes = name.as_bytes();
    let at = |i: usize| bytes.get(i).map_or(0, |&byte| usize::from(byte));
    (bytes.len() * 7 + at(0) * 31 + at(bytes.len() / 2) * 5 + at(bytes.len().wrapping_sub(1))) % PLACES
}

thread_local! {
    static TABLE: Table = Table::new();
    static SHAPES: RefCell<Vec<(&'static str, JsValue)>> = const { RefCell::new(Vec::new()) };
}

/// Gives `f` the string of a name.
pub fn with<R>(name: &str, f: impl FnOnce(&JsValue) -> R) -> R {
    TABLE.with(|table| match table.find(name) {
        Some(string) => f(string),
        None => f(&JsValue::from_str(name)),
    })
}

/// Gives `f` the string of a shape.
pub fn with_shape<R>(shape: Shape, f: impl FnOnce(&JsValue) -> R) -> R {
    let string =
        SHAPES.with_borrow_mut(|shapes| match shapes.iter().find(|(known, _)| std::ptr::eq(*known, shape.0)) {
            Some((_, string)) => string.clone(),
            None => {
                let string = JsValue::from_str(shape.0);
                shapes.push((shape.0, string.clone()));
                string
            }
        });
    f(&string)
}
