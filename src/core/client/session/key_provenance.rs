//! Provenance of keys: which came with which vault. The protocol binds neither to the other, so a server can pass off
//! the key of one vault as that of another, or a key of its own choice, which an old inbox item made the client store,
//! as that of any. Reading cannot be kept from that; but nothing is written there (SECURITY.md).

use super::vault_pins::fingerprint;
use crate::core::crypto::{Key, sha256};
use crate::core::object_ids::folded;
use crate::core::sorted_map::SortedMap;

/// Capacity; beyond it all but the keys of the inbox are forgotten.
const CAPACITY: usize = 4096;

/// The vaults by their keys; looked through from end to end, for most clients see a few.
#[derive(Default)]
pub struct VaultKeys {
    keys: Vec<Seen>,
    /// The key that each vault had last.
    last: SortedMap<String, Last>,
}

/// The key that a vault had last.
struct Last {
    /// Digest of the key.
    digest: [u8; 32],
    /// Its fingerprint.
    fingerprint: String,
}

/// What is found when a key comes with a vault.
#[derive(Debug, PartialEq, Eq)]
pub struct Noted {
    /// What is wrong with that.
    pub suspicion: Option<Suspicion>,
    /// The fingerprint of the key that the vault had before, if it was another.
    pub before: Option<String>,
}

/// A key, and the vault that it came with.
struct Seen {
    /// Digest of the key. (The key itself is not kept; it is a random text of 100 characters.)
    digest: [u8; 32],
    /// The vault whose key it was first.
    vault: String,
    /// Whether it came by the inbox.
    by_inbox: bool,
}

/// Reasons to distrust a vault's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suspicion {
    /// Another vault has it as well.
    OfAnotherVault,
    /// Whoever sent an inbox item chose it.
    ByInbox,
}

impl Suspicion {
    /// Message where nothing is written to such a vault.
    pub fn message(self, vault: &str) -> String {
        let vault = vault.chars().filter(|c| !c.is_control()).take(64).collect::<String>();
        match self {
            Self::OfAnotherVault => format!(
                "vault {vault}: its key is that of another vault, so that who reads the one can read the other. Nothing was \
             written; if it is meant to be so, use another client for each of the two"
            ),
            Self::ByInbox => format!(
                "vault {vault}: its key came by an old inbox item, so its sender and the server may know it. Nothing was written; \
             the methods of the inbox can write to the item itself"
            ),
        }
    }
}

impl VaultKeys {
    /// Notes that a key came with a vault, and says what is wrong with that. `by_inbox`: an inbox item named the vault.
    pub fn note(&mut self, key: &Key, vault: &str, by_inbox: bool) -> Noted {
        let (digest, vault) = (sha256::protocol(key.text()), &*folded(vault));
        let before = self.replace(vault, digest, key);
        Noted { suspicion: self.suspicion(digest, vault, by_inbox), before }
    }

    /// Notes the key as the last of its vault.
    fn replace(&mut self, vault: &str, digest: [u8; 32], key: &Key) -> Option<String> {
        if self.last.get(vault).is_some_and(|last| last.digest == digest) {
            return None;
        }
        if self.last.len() >= CAPACITY {
            self.last.clear();
        }
        let before = self.last.get(vault).map(|last| last.fingerprint.clone());
        self.last.insert(vault.to_owned(), Last { digest, fingerprint: fingerprint(vault, key) });
        before
    }

    fn suspicion(&mut self, digest: [u8; 32], vault: &str, by_inbox: bool) -> Option<Suspicion> {
        if self.keys.len() >= CAPACITY {
            self.keys.retain(|seen| seen.by_inbox);
        }
        let Some(seen) = self.keys.iter_mut().find(|seen| seen.digest == digest) else {
            self.keys.push(Seen { digest, vault: vault.to_owned(), by_inbox });
            return None;
        };
        seen.by_inbox |= by_inbox;
        if seen.vault != vault {
            return Some(Suspicion::OfAnotherVault);
        }
        (seen.by_inbox && !by_inbox).then_some(Suspicion::ByInbox)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Key {
        Key::new(text.into()).unwrap()
    }

    fn suspicion(keys: &mut VaultKeys, key: &Key, vault: &str, by_inbox: bool) -> Option<Suspicion> {
        keys.note(key, vault, by_inbox).suspicion
    }

    #[test]
    fn a_key_that_takes_the_place_of_another_is_noticed() {
        let mut keys = VaultKeys::default();
        let mut before = |text: &str, vault| keys.note(&key(text), vault, false).before;
        assert_eq!(before("a", "1"), None);
        assert_eq!(before("a", "1"), None);
        assert_eq!(before("b", "1"), Some(fingerprint("1", &key("a"))));
        assert_eq!(before("b", "1"), None);
        assert_eq!(before("c", "2"), None);
        assert_eq!(before("a", "1"), Some(fingerprint("1", &key("b"))));
    }

    #[test]
    fn a_key_belongs_to_the_vault_that_it_came_with_first() {
        let mut keys = VaultKeys::default();
        assert_eq!(suspicion(&mut keys, &key("a"), "1", false), None);
        assert_eq!(suspicion(&mut keys, &key("a"), "1", false), None);
        assert_eq!(suspicion(&mut keys, &key("b"), "2", false), None);
        assert_eq!(suspicion(&mut keys, &key("a"), "2", false), Some(Suspicion::OfAnotherVault));
    }

    #[test]
    fn a_key_that_came_by_the_inbox_serves_the_inbox_alone() {
        let mut keys = VaultKeys::default();
        assert_eq!(suspicion(&mut keys, &key("a"), "1", true), None);
        assert_eq!(suspicion(&mut keys, &key("a"), "1", true), None);
        assert_eq!(suspicion(&mut keys, &key("a"), "1", false), Some(Suspicion::ByInbox));
        assert_eq!(suspicion(&mut keys, &key("a"), "2", true), Some(Suspicion::OfAnotherVault));
        assert_eq!(suspicion(&mut keys, &key("b"), "3", false), None);
        keys.note(&key("b"), "3", true);
        assert_eq!(suspicion(&mut keys, &key("b"), "3", false), Some(Suspicion::ByInbox));
    }

    #[test]
    fn it_does_not_grow_without_end() {
        let mut keys = VaultKeys::default();
        keys.note(&key("sent"), "sent", true);
        for n in 0..CAPACITY * 2 {
            keys.note(&key(&n.to_string()), &n.to_string(), false);
        }
        assert!(keys.keys.len() <= CAPACITY + 1);
        assert_eq!(suspicion(&mut keys, &key("sent"), "sent", false), Some(Suspicion::ByInbox));
    }
}
