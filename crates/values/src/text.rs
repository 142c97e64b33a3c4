//! Texts as JavaScript has them: sequences of UTF-16 code units in which a surrogate may stand alone.

use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A JavaScript string. Wiped when dropped, and never shown by `Debug`, because most texts that pass
/// through this crate are secrets or are made of them.
///
/// Nearly every string is well-formed and is kept as UTF-8; one with a lone surrogate, which UTF-8 cannot hold, is
/// kept as its code units (`Wide`), so that nothing is ever replaced by U+FFFD on the way.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Text(Form);

#[derive(Clone, Zeroize, ZeroizeOnDrop)]
enum Form {
    Utf8(String),
    /// Invariant: holds at least one lone surrogate.
    Wide(Vec<u16>),
}

impl Text {
    /// The text with these UTF-16 code units.
    pub fn from_units(units: &[u16]) -> Self {
        match String::from_utf16(units) {
            Ok(s) => Self(Form::Utf8(s)),
            Err(_) => Self(Form::Wide(units.to_vec())),
        }
    }

    /// The text as UTF-8, or `None` when it has a lone surrogate and therefore no UTF-8.
    pub fn as_utf8(&self) -> Option<&str> {
        match &self.0 {
            Form::Utf8(s) => Some(s),
            Form::Wide(_) => None,
        }
    }

    /// Frees a large text without wiping it here, which takes ten times as long as the wiping of the engine's allocator.
    /// For texts that came from the server.
    pub fn release(mut self) {
        if let Form::Utf8(text) = &mut self.0 {
            drop(std::mem::take(text));
        }
    }

    /// The UTF-16 code units, if this text has a lone surrogate.
    pub fn as_wide(&self) -> Option<&[u16]> {
        match &self.0 {
            Form::Utf8(_) => None,
            Form::Wide(u) => Some(u),
        }
    }

    /// The UTF-16 code units, in order.
    pub fn units(&self) -> impl Iterator<Item = u16> + '_ {
        let (utf8, wide): (&str, &[u16]) = match &self.0 {
            Form::Utf8(s) => (s, &[]),
            Form::Wide(u) => ("", u),
        };
        utf8.encode_utf16().chain(wide.iter().copied())
    }

    /// True for the empty string.
    pub fn is_empty(&self) -> bool {
        match &self.0 {
            Form::Utf8(s) => s.is_empty(),
            Form::Wide(u) => u.is_empty(),
        }
    }

    /// The text with every lone surrogate as U+FFFD, for the one place where the protocol wants that (spec §5.5).
    pub fn to_utf8_lossy(&self) -> zeroize::Zeroizing<String> {
        zeroize::Zeroizing::new(match &self.0 {
            Form::Utf8(s) => s.clone(),
            Form::Wide(u) => String::from_utf16_lossy(u),
        })
    }
}

impl From<String> for Text {
    fn from(s: String) -> Self {
        Self(Form::Utf8(s))
    }
}

impl From<&str> for Text {
    fn from(s: &str) -> Self {
        Self(Form::Utf8(s.to_owned()))
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Form::Utf8(a), Form::Utf8(b)) => a == b,
            (Form::Wide(a), Form::Wide(b)) => a == b,
            _ => false,
        }
    }
}

impl Eq for Text {}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.as_utf8() == Some(other)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Text([REDACTED])")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lone_surrogates_survive_and_pairs_become_utf8() {
        assert_eq!(Text::from_units(&[0xD83D, 0xDE00]).as_utf8(), Some("😀"));
        let lone = Text::from_units(&[0x61, 0xD800, 0x62]);
        assert_eq!(lone.as_utf8(), None);
        assert_eq!(lone.units().collect::<Vec<_>>(), [0x61, 0xD800, 0x62]);
        assert_eq!(lone.to_utf8_lossy().as_str(), "a\u{FFFD}b");
    }

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(format!("{:?}", Text::from("secret")), "Text([REDACTED])");
    }
}
