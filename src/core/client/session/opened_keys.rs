//! Keys that were opened before. What is remembered is the opening of a sealed key, never the reading of a vault: a
//! vault that was changed has other sealed texts and is simply another key.

use crate::core::crypto::Key;
use crate::core::sorted_map::SortedMap;
use crate::core::text::Text;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Capacity; when it is reached, the cache is cleared.
const CAPACITY: usize = 512;

/// Opened keys by the texts that they were opened with. Wiped at login, logout and `setAuthOptions`.
#[derive(Default)]
pub struct OpenedKeys(SortedMap<Name, Key>);

/// Opener and sealed text, the first one's length in front, so that no two pairs look alike.
#[derive(PartialEq, Eq, PartialOrd, Ord, Zeroize, ZeroizeOnDrop)]
struct Name(Vec<u8>);

impl OpenedKeys {
    /// The key that `opener` found in `sealed`.
    pub fn get(&self, opener: &Key, sealed: &Text) -> Option<Key> {
        self.0.get(&name(opener, sealed)?).cloned()
    }

    /// Remembers an opened key.
    pub fn put(&mut self, opener: &Key, sealed: &Text, opened: Key) {
        if self.0.len() >= CAPACITY {
            self.0.clear();
        }
        if let Some(name) = name(opener, sealed) {
            self.0.insert(name, opened);
        }
    }

    /// Forgets and wipes all.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

fn name(opener: &Key, sealed: &Text) -> Option<Name> {
    let (opener, sealed) = (opener.bytes().ok()?, sealed.as_utf8()?);
    Some(Name([&opener.len().to_le_bytes(), opener, sealed.as_bytes()].concat()))
}
