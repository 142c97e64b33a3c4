//! Fingerprints of the keys of vaults: a program that has seen a vault's key once can hold the vault to it, and is told when it
//! changes. The protocol proves of no key who has made it (SECURITY.md).

use super::events;
use crate::core::client::{Call, Outcome, Values};
use crate::core::crypto::{Key, base64, sha256};
use crate::core::encryption::Cipher;
use crate::core::failure::{Failure, FailureKind, excerpt};
use crate::core::object_ids::folded;
use crate::core::platform::{Doc, Document, Platform};
use crate::core::sorted_map::SortedMap;

/// What keeps these digests apart from all others.
const LABEL: &str = "passwork-wasm vault key";

/// How a fingerprint begins.
const ALGORITHM: &str = "sha256:";

/// Letters of a digest in base64url.
const DIGEST_CHARS: usize = 43;

/// Longest id that an error shows, in characters.
const MAX_ID_CHARS: usize = 64;

/// The fingerprint of a vault's key: `sha256:` and base64url of SHA-256 over label, 0, id of the vault, 0, key.
pub fn fingerprint(vault: &str, key: &Key) -> String {
    let (text, vault) = (key.text().to_utf8_lossy(), &*folded(vault));
    let mut hashed = zeroize::Zeroizing::new(Vec::with_capacity(LABEL.len() + vault.len() + text.len() + 2));
    for (part, end) in [(LABEL, &[0][..]), (vault, &[0]), (&text, &[])] {
        hashed.extend_from_slice(part.as_bytes());
        hashed.extend_from_slice(end);
    }
    let digest = base64::encode(&sha256::standard(&hashed));
    format!("{ALGORITHM}{}", digest.trim_end_matches('=').replace('+', "-").replace('/', "_"))
}

/// The option `pinVaultKeys`: fingerprints by ids of vaults.
#[derive(Clone, Default)]
pub struct Pins(std::rc::Rc<SortedMap<String, String>>);

impl Pins {
    /// Reads the option.
    ///
    /// # Errors
    /// Words for a person, if it is no record of fingerprints: a pin that is not understood must not count as none.
    pub fn read<D: Document>(option: &D) -> Result<Self, &'static str> {
        const WRONG: &str = "the option 'pinVaultKeys' must be an object of fingerprints as getVaultKeyFingerprint(id) gives them, \
            by the ids of the vaults";
        let mut pins = SortedMap::default();
        if option.is_nullish() {
            return Ok(Self::default());
        }
        let ids = option.names();
        // A `Map` keeps what it holds elsewhere.
        let is_map = ids.is_empty() && !option.get("get").is_undefined();
        if !option.is_object() || option.is_list() || is_map {
            return Err(WRONG);
        }
        for id in ids {
            let pin = option.own_text(&id).map(|pin| pin.to_utf8_lossy().to_string()).ok_or(WRONG)?;
            let digest = pin.strip_prefix(ALGORITHM).ok_or(WRONG)?;
            let is_digest = digest.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
            if digest.len() != DIGEST_CHARS || !is_digest {
                return Err(WRONG);
            }
            pins.insert(folded(&id).into_owned(), pin);
        }
        Ok(Self(std::rc::Rc::new(pins)))
    }

    /// Fails where a vault is pinned to another key; `None`: it has none.
    fn ensure<D: Document>(&self, vault: &str, key: Option<&Key>) -> Result<(), Failure<D>> {
        let Some(pin) = self.0.get(&*folded(vault)) else { return Ok(()) };
        let found = key.map(|key| fingerprint(vault, key));
        if found.as_ref() == Some(pin) {
            return Ok(());
        }
        let found = found.map_or_else(|| "it has none".to_owned(), |found| format!("its fingerprint is {found}"));
        Err(Failure::new(
            FailureKind::Crypto,
            format!(
                "vault {}: its key is not the one of the option pinVaultKeys: {found}. Nothing was written. Find out who has changed \
                 it before you change the pin",
                excerpt(vault, MAX_ID_CHARS)
            ),
        ))
    }
}

impl<P: Platform> Call<P> {
    /// Notes which key came with a vault, and tells the listeners if it is another than before; fails where the vault is pinned
    /// to another, and where this call would write there although that is suspicious.
    pub fn note_vault_key(&self, vault: &str, key: &Key) -> Result<(), Failure<Doc<P>>> {
        let by_inbox = self.inbox_vault.as_deref().is_some_and(|own| folded(own) == folded(vault));
        let noted = self.client.vault_keys.borrow_mut().note(key, vault, by_inbox);
        if let Some(before) = noted.before {
            events::vault_key_changed(self, vault, &before, &fingerprint(vault, key));
        }
        self.pins()?.ensure(vault, Some(key))?;
        match noted.suspicion.filter(|_| self.values == Values::Writes) {
            Some(suspicion) => Err(Failure::new(FailureKind::Crypto, suspicion.message(vault))),
            None => Ok(()),
        }
    }

    /// Notes that a vault came without a key.
    ///
    /// # Errors
    /// Kind `crypto` where it is pinned to one.
    pub fn note_plain_vault(&self, vault: &str) -> Result<(), Failure<Doc<P>>> {
        self.pins()?.ensure(vault, None)
    }

    /// The fingerprint of a vault's key.
    ///
    /// # Errors
    /// Kind `usage` for a vault without a key.
    pub fn fingerprint_of(&self, vault: &str, cipher: &Cipher) -> Outcome<P> {
        match cipher {
            Cipher::Sealed(key) => Ok(Document::str(&fingerprint(vault, key))),
            Cipher::Plain(_) => Err(Failure::usage(format!(
                "vault {} has no key here: it is not encrypted on the client, or this session has no master password",
                excerpt(vault, MAX_ID_CHARS)
            ))),
        }
    }

    fn pins(&self) -> Result<&Pins, Failure<Doc<P>>> {
        self.client.options.pins.as_ref().map_err(|words| Failure::usage(*words))
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::core::platform::in_memory::Value;
    use serde_json::json;

    #[test]
    fn it_is_the_digest_of_label_vault_and_key() {
        let key = Key::new("key of the vault".into()).unwrap();
        // Computed with node:crypto.
        assert_eq!(fingerprint("v1", &key), "sha256:50XAG0iE0ZLUcIAGzbPekHRtijNiE1qSk_BnvUaji-o");
        assert_eq!(fingerprint("v1", &key).len(), 50);
        assert_ne!(fingerprint("v2", &key), fingerprint("v1", &key));
    }

    #[test]
    fn a_pin_that_is_not_understood_does_not_count_as_none() {
        let key = Key::new("k".into()).unwrap();
        let good = fingerprint("v1", &key);
        for option in [json!(null), json!({}), json!({ "v1": good })] {
            assert!(Pins::read(&Value::from(option)).is_ok());
        }
        for option in [
            json!(5),
            json!("sha256:x"),
            json!([good]),
            json!({ "v1": null }),
            json!({ "v1": 5 }),
            json!({ "v1": "" }),
            json!({ "v1": good[7..] }),
            json!({ "v1": format!("{good}=") }),
            json!({ "v1": good.replace("sha256", "sha512") }),
            json!({ "v1": format!("{}+", &good[..49]) }),
        ] {
            assert!(Pins::read(&Value::from(option.clone())).is_err(), "{option}");
        }
    }
}
