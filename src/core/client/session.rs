//! Tokens, master key and mode: what a login makes and a logout wipes.

use crate::core::crypto::Key;
use crate::core::crypto::hash::{HashAlgorithm, protocol_hash};
use crate::core::platform::{Document, Kind};
use crate::core::text::Text;
use crate::core::white_space;
use zeroize::Zeroize;

/// The session token as it was given. Sent as text, `''` for none; the event shows what was given (spec §3.4).
#[derive(Clone, PartialEq)]
pub enum Token {
    /// `undefined`.
    Undefined,
    /// `null`.
    Null,
    /// A text (anything else as `String()` makes it).
    Text(Text),
}

impl Token {
    /// From a caller's or server's value.
    pub fn given<D: Document>(value: &D) -> Self {
        match value.kind() {
            Kind::Undefined => Self::Undefined,
            Kind::Null => Self::Null,
            _ => value.display().map_or(Self::Undefined, Self::Text),
        }
    }

    /// What the header and the refresh path carry.
    pub fn text(&self) -> Text {
        match self {
            Self::Text(t) => t.clone(),
            _ => "".into(),
        }
    }

    /// What the event shows.
    pub fn shown<D: Document>(&self) -> D {
        match self {
            Self::Undefined => D::undefined(),
            Self::Null => D::null(),
            Self::Text(t) => D::text(t),
        }
    }
}

/// The live state of a client.
#[derive(Clone)]
pub struct Session {
    /// Session token.
    pub token: Token,
    /// Refresh token, empty for none.
    pub refresh_token: Text,
    /// MK (spec §1): the derived key, or the master password itself.
    pub master_key: Option<Key>,
    /// Sealed mode, as opposed to plain mode.
    pub sealed: bool,
    /// `Passwork-Lang`.
    pub lang: Option<Text>,
    /// The hash of `Passwork-MasterHash` (K1: not that of request bodies).
    pub header_hash: HashAlgorithm,
    /// How often master key and mode were changed. Whoever changed them and comes back later sees by this whether
    /// somebody else did meanwhile.
    pub key_changes: u64,
    /// The same of the tokens. The session's own renewal does not count.
    pub token_changes: u64,
}

impl Session {
    /// The header `Passwork-MasterHash`: `''` without a master key.
    pub fn master_hash(&self) -> String {
        self.master_key.as_ref().map_or_else(String::new, |k| protocol_hash(self.header_hash, k.text()))
    }

    /// Sets master key and mode.
    pub fn set_key(&mut self, key: Option<Key>, sealed: bool) {
        self.master_key = key;
        self.sealed = sealed;
        self.key_changes += 1;
    }

    /// Sets both tokens.
    pub fn set_tokens(&mut self, token: Token, refresh_token: Text) {
        self.token = token;
        self.refresh_token = refresh_token;
        self.token_changes += 1;
    }

    /// Forgets tokens and master key; plain mode from here on (D12).
    pub fn wipe(&mut self) {
        self.set_tokens(Token::Text("".into()), "".into());
        self.set_key(None, false);
        scrub_stack();
    }

    /// The texts that no error may show; tokens both as they were given and as they are sent (D6).
    pub fn secrets(&self) -> Vec<String> {
        let token = self.token.text();
        let tokens = [token.as_utf8(), self.refresh_token.as_utf8()].into_iter().flatten();
        let tokens = tokens.flat_map(|given| [given, white_space::without_end(given)]);
        let mut secrets: Vec<String> = tokens
            .chain(self.master_key.as_ref().and_then(|key| key.text().as_utf8()))
            .filter(|secret| !secret.is_empty())
            .map(str::to_owned)
            .collect();
        secrets.dedup();
        secrets
    }
}

/// Overwrites what earlier calls left below this frame of the stack, such as the last block that was decrypted.
#[inline(never)]
fn scrub_stack() {
    let mut below = [0; 64 * 1024];
    below.zeroize();
    std::hint::black_box(&below);
}

/// The value of the option `lang`: `null` and `undefined` are none (D37).
pub fn lang<D: Document>(value: &D) -> Option<Text> {
    if value.is_nullish() { None } else { value.display() }
}

/// A text that may be missing: falsy values are `''`.
pub fn optional_text<D: Document>(value: &D) -> Text {
    if value.truthy() { value.display().unwrap_or_else(|| "".into()) } else { "".into() }
}
