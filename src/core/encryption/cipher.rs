//! Ciphers of values: how those of one object are written and read, `ENC` and `DEC` of spec §1.

use crate::core::crypto::random::{Entropy, Recipe, salt};
use crate::core::crypto::{CryptoError, Key, openssl_enc, plain_form, plain_utf8};
use crate::core::failure::{Failure, excerpt};
use crate::core::platform::Document;
use crate::core::text::Text;

/// Contents of the base64 of a value that is not sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlainForm {
    /// The code units of the text, line ends made alike; whatever stands there is a text.
    CodeUnits,
    /// The text in UTF-8; anything else is damaged.
    Utf8,
}

/// The mode with, in sealed mode, the key.
#[derive(Clone)]
pub enum Cipher {
    /// No client-side encryption: values travel in base64.
    Plain(PlainForm),
    /// Values are sealed with this key.
    Sealed(Key),
}

impl Cipher {
    /// The key as text; `''` in plain mode, as the protocol has it there (K11).
    pub fn key(&self) -> Text {
        match self {
            Self::Plain(_) => "".into(),
            Self::Sealed(key) => key.text().clone(),
        }
    }

    /// `ENC(text)`.
    pub fn write(&self, source: &dyn Entropy, text: &Text) -> Result<String, CryptoError> {
        match self {
            Self::Plain(PlainForm::CodeUnits) => Ok(plain_form::encode(text)),
            Self::Plain(PlainForm::Utf8) => plain_utf8::encode(text),
            Self::Sealed(key) => openssl_enc::seal_text(text, key, salt(source)?),
        }
    }

    /// `DEC(value)`. One that is null or missing is empty: other clients store empty values so (D47). In plain mode
    /// everything falsy is.
    pub fn read<D: Document>(&self, value: &D) -> Result<Text, CryptoError> {
        let text = match value.as_text() {
            Some(text) => text,
            None if value.is_nullish() => return Ok("".into()),
            None if matches!(self, Self::Plain(_)) && !value.truthy() => return Ok("".into()),
            None => return Err(CryptoError::CannotOpen),
        };
        self.read_text(&text)
    }

    /// `DEC` of a text.
    pub fn read_text(&self, text: &Text) -> Result<Text, CryptoError> {
        match self {
            Self::Plain(PlainForm::CodeUnits) => Ok(plain_form::decode(text)),
            Self::Plain(PlainForm::Utf8) => plain_utf8::decode(text),
            Self::Sealed(key) => openssl_enc::open_text(text, key),
        }
    }

    /// `ENC(text)` as a document; `subject` names the field if it cannot be written.
    pub fn write_as<D: Document>(&self, source: &dyn Entropy, text: &Text, subject: &str) -> Result<D, Failure<D>> {
        self.write(source, text).map(|s| D::str(&s)).map_err(|e| Failure::crypto(e, subject))
    }

    /// `DEC` of a member; the failure says which member of which object, never the value (D28).
    pub fn read_member<D: Document>(&self, object: &D, member: &str, what: &str) -> Result<Text, Failure<D>> {
        let opened = match object.own_text(member) {
            Some(text) => self.read_text(&text),
            None => self.read(&object.own(member)),
        };
        opened.map_err(|e| Failure::crypto(e, &subject(object, member, what)))
    }
}

impl Cipher {
    /// The key that is sealed in a member, with this cipher's key; the one place where keys of the server's come from. A
    /// missing or null key is refused, and one that opens to nothing (D42): anybody could have put it there, and could read
    /// what is sealed with it afterwards.
    pub fn open_key<D: Document>(&self, object: &D, member: &str, what: &str) -> Result<Key, Failure<D>> {
        let sealed = object.own_text(member).ok_or(CryptoError::CannotOpen);
        let opened = sealed.and_then(|sealed| self.read_text(&sealed)).and_then(Key::new);
        opened.map_err(|e| Failure::crypto(e, &subject(object, member, what)))
    }
}

/// A new random key.
pub fn new_key<D: Document>(source: &dyn Entropy, recipe: Recipe) -> Result<Key, Failure<D>> {
    recipe.draw(source).and_then(Key::new).map_err(|e| Failure::crypto(e, ""))
}

/// Longest quotation of an id, in characters: it is the server's text.
const MAX_ID_CHARS: usize = 64;

/// `password 5f3…: cryptedPassword`.
pub fn subject<D: Document>(object: &D, member: &str, what: &str) -> String {
    match object.own_text("id") {
        Some(id) => format!("{what} {}: {member}", excerpt(&id.to_utf8_lossy(), MAX_ID_CHARS)),
        None => format!("{what}: {member}"),
    }
}
