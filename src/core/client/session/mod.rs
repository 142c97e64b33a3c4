//! Tokens, master key and mode: what a login makes and a logout wipes.

pub mod auth_options;
pub mod events;
pub mod key_provenance;
pub mod key_table;
pub mod login;
pub mod opened_keys;
pub mod pending_session;
pub mod token_store;
pub mod vault_pins;

use self::pending_session::Tokens;
use crate::core::crypto::Key;
use crate::core::crypto::hash::{HashAlgorithm, protocol_hash};
use crate::core::platform::{Document, Kind};
use crate::core::redact::Secrets;
use crate::core::text::Text;
use crate::core::white_space;
use passwork_values::stack;

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
    /// Makes a token from a caller's or server's value.
    pub fn given<D: Document>(value: &D) -> Self {
        match value.kind() {
            Kind::Undefined => Self::Undefined,
            Kind::Null => Self::Null,
            _ => value.display().map_or(Self::Undefined, Self::Text),
        }
    }

    /// The token as the header and the refresh path carry it.
    pub fn text(&self) -> Text {
        match self {
            Self::Text(t) => t.clone(),
            _ => "".into(),
        }
    }

    /// The token as the event shows it.
    pub fn shown<D: Document>(&self) -> D {
        match self {
            Self::Undefined => D::undefined(),
            Self::Null => D::null(),
            Self::Text(t) => D::text(t),
        }
    }
}

/// Whether values are sealed (D41).
#[derive(Clone, PartialEq, Debug)]
pub enum Encryption {
    /// Client-side encryption is off: no master password was ever given, or the last login without one has succeeded.
    Plain,
    /// Values are sealed with MK (spec §1): the derived key, or the master password itself.
    Sealed(Key),
    /// A master password was given, and none is in force: what it was to seal must not be sent in the clear.
    Undecided,
}

impl Encryption {
    /// The key in force.
    pub fn key(&self) -> Option<&Key> {
        match self {
            Self::Sealed(key) => Some(key),
            _ => None,
        }
    }
}

impl From<Option<Key>> for Encryption {
    fn from(given: Option<Key>) -> Self {
        given.map_or(Self::Plain, Self::Sealed)
    }
}

/// The state of a client, or what one call sees in its place ([`super::PendingSession`]).
#[derive(Clone)]
pub struct Session {
    /// Session token.
    pub token: Token,
    /// Refresh token, empty for none.
    pub refresh_token: Text,
    /// Whether values are sealed, and with which key.
    pub encryption: Encryption,
    /// `Passwork-Lang`.
    pub lang: Option<Text>,
    /// The hash of `Passwork-MasterHash` (K1: not that of request bodies).
    pub header_hash: HashAlgorithm,
    /// Moment when the tokens were set, on the client's own count of such events. The session's own renewal does not
    /// count.
    pub tokens_set_at: u64,
    /// Moment when the encryption was set, on the same count.
    pub encryption_set_at: u64,
}

impl Session {
    /// The header `Passwork-MasterHash`: `''` without a master key.
    pub fn master_hash(&self) -> String {
        self.encryption.key().map_or_else(String::new, |key| protocol_hash(self.header_hash, key.text()))
    }

    /// Forgets tokens and master key. What was plain stays plain; a client that sealed sends nothing in the clear from here
    /// on (D12, D41).
    pub fn wipe(&mut self, at: u64) {
        (self.token, self.refresh_token, self.tokens_set_at) = (Token::Text("".into()), "".into(), at);
        if self.encryption != Encryption::Plain {
            self.encryption = Encryption::Undecided;
        }
        self.encryption_set_at = at;
        stack::scrub::<{ 64 * 1024 }>();
    }

    /// Tells what no error may show: the tokens, the master key, and its hashes, one of which is sent.
    pub fn tell(&self, secrets: &mut Secrets) {
        for token in [&self.token.text(), &self.refresh_token] {
            secrets.add(white_space::without_end(&token.to_utf8_lossy())); // as it is sent (D6)
        }
        if let Some(key) = self.encryption.key().map(Key::text) {
            secrets.add_text(key);
            for algorithm in [HashAlgorithm::Sha256, HashAlgorithm::Md5] {
                secrets.add(&protocol_hash(algorithm, key));
            }
        }
    }
}

/// The value of the option `lang`; `None` for `null` and `undefined` (D37).
pub fn lang<D: Document>(value: &D) -> Option<Text> {
    if value.is_nullish() { None } else { value.display() }
}

/// A text that may be missing: falsy values are `''`.
pub fn optional_text<D: Document>(value: &D) -> Text {
    if value.truthy() { value.display().unwrap_or_else(|| "".into()) } else { "".into() }
}

/// Reads a pair of tokens as it was given, which may run the caller's code, and that may call the client: nothing is
/// borrowed meanwhile.
pub fn tokens_of<D: Document>(token: &D, refresh_token: &D) -> Tokens {
    (Token::given(token), optional_text(refresh_token))
}
