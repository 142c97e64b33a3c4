//! The text keys that values are sealed with.

use super::CryptoError;
use crate::text::Text;
use std::rc::Rc;

/// A text key. It is never empty: what is sealed with an empty key anybody can open, and what anybody sealed with it would
/// pass for genuine (D42). There is no other way to one than [`Key::new`], and nothing seals or opens without one.
///
/// Clones share one text, which is wiped with the last of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Key(Rc<Text>);

impl Key {
    /// The key with this text.
    ///
    /// # Errors
    /// [`CryptoError::EmptyKey`] for the empty text.
    pub fn new(text: Text) -> Result<Self, CryptoError> {
        if text.is_empty() { Err(CryptoError::EmptyKey) } else { Ok(Self(Rc::new(text))) }
    }

    /// The key as text.
    pub fn text(&self) -> &Text {
        &self.0
    }

    /// The UTF-8 of the key, which is what the cipher takes.
    ///
    /// # Errors
    /// [`CryptoError::NoUtf8`] for a key with a lone surrogate.
    pub fn bytes(&self) -> Result<&[u8], CryptoError> {
        self.0.as_utf8().map(str::as_bytes).ok_or(CryptoError::NoUtf8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_never_empty_and_never_shown() {
        assert_eq!(Key::new(Text::from("")), Err(CryptoError::EmptyKey));
        let key = Key::new(Text::from("secret")).unwrap();
        assert_eq!(key.bytes(), Ok(&b"secret"[..]));
        assert!(!format!("{key:?}").contains("secret"));
        assert_eq!(Key::new(Text::from_units(&[0xD800])).unwrap().bytes(), Err(CryptoError::NoUtf8));
    }
}
