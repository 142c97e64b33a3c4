//! The envelope of sealed mode (§5.1): an OpenSSL "salted" container, as base64, in the armour of §5.2.
//!
//! [`seal`] and [`open`] do it all. The pieces are public as well, so that a caller can have the AES step done
//! elsewhere (WebCrypto): [`key_and_iv`], [`split`], [`join`].

pub use super::armour::Salt;
use super::armour::{Armour, BEGINNING, MAGIC};
use super::simd::Scalar;
use super::{CryptoError, Key, aes_cbc, base32, base64, md5};
use crate::text::Text;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// AES key and IV of one envelope. Wiped when dropped; on the heap, since a value that is moved leaves a copy on the stack that
/// nobody wipes.
pub struct EnvelopeKey(Box<Parts>);

#[derive(Zeroize, ZeroizeOnDrop)]
struct Parts {
    key: [u8; 32],
    iv: [u8; 16],
}

impl EnvelopeKey {
    /// AES-256 key.
    pub fn key(&self) -> &[u8; 32] {
        &self.0.key
    }

    /// CBC initialization vector.
    pub fn iv(&self) -> &[u8; 16] {
        &self.0.iv
    }

    /// Sets the vector by which the next piece of the same message begins.
    pub fn go_on_from(&mut self, iv: &[u8; 16]) {
        self.0.iv = *iv;
    }
}

/// Key and IV from the UTF-8 of the text key and the salt: OpenSSL's `EVP_BytesToKey` with MD5 and one round (§5.1
/// step 2). Weak for guessable keys, but it is what all clients of the protocol do.
///
/// # Errors
/// [`CryptoError::NoUtf8`] for a key with a lone surrogate.
pub fn key_and_iv(key: &Key, salt: &Salt) -> Result<EnvelopeKey, CryptoError> {
    let mut rounds = md5::Chained::new(key.bytes()?, salt);
    let mut out = Box::new(Parts { key: [0; 32], iv: [0; 16] });
    out.key[..16].copy_from_slice(rounds.next());
    out.key[16..].copy_from_slice(rounds.next());
    out.iv.copy_from_slice(rounds.next());
    Ok(EnvelopeKey(out))
}

/// Whether a text begins as every sealed one does.
pub fn looks_sealed(text: &Text) -> bool {
    text.as_utf8().and_then(|text| text.get(..BEGINNING.len())).is_some_and(|text| text.eq_ignore_ascii_case(BEGINNING))
}

/// Salt and ciphertext to the armoured envelope (§5.1 steps 4 and 5).
pub fn join(salt: &Salt, ciphertext: &[u8]) -> String {
    let mut armour = Armour::begin(&Scalar, salt, ciphertext.len());
    armour.push(ciphertext);
    base32::into_string(armour.finish())
}

/// The armoured envelope to salt and ciphertext, a whole number of blocks, at least one.
///
/// # Errors
/// [`CryptoError::CannotOpen`] for everything else, the empty text included.
pub fn split(armoured: &[u8]) -> Result<(Salt, Vec<u8>), CryptoError> {
    let base64 = base32::decode(armoured);
    // Lenient about what base64 may suffer without losing a bit: line ends, which OpenSSL's own tools put in, and cut
    // or missing padding. A character that was lost or spoilt leaves no whole number of blocks.
    let mut container = base64::decode_standard(&base64).unwrap_or_else(|| base64::decode_skipping_foreign(&base64));
    let salt = salt_of(&container)
        .filter(|_| container.len() > 16 && container.len().is_multiple_of(aes_cbc::BLOCK))
        .ok_or(CryptoError::CannotOpen)?;
    container.drain(..16);
    Ok((salt, container))
}

/// The salt at the head of a container.
pub fn salt_of(container: &[u8]) -> Option<Salt> {
    container.strip_prefix(MAGIC)?.first_chunk().copied()
}

/// Whether a text is an armoured envelope, whoever can open it.
pub fn is_sealed(text: &Text) -> bool {
    split(&armour_of(text)).is_ok()
}

/// Seals bytes with a text key. `plain` of n bytes gives ⌈8·4·⌈b/3⌉/5⌉ characters with b = 16 + 16·(⌊n/16⌋ + 1).
///
/// # Errors
/// [`CryptoError::NoUtf8`] for a key with a lone surrogate.
pub fn seal(plain: &[u8], key: &Key, salt: Salt) -> Result<String, CryptoError> {
    let keys = key_and_iv(key, &salt)?;
    Ok(join(&salt, &aes_cbc::encrypt(keys.key(), keys.iv(), plain)))
}

/// Opens an armoured envelope.
///
/// # Errors
/// [`CryptoError::CannotOpen`] for a wrong key or a damaged value, and for what is no whole envelope: nothing is read out
/// of nothing (D42). (About one wrong key in 256 gives correct padding; [`open_text`], which wants UTF-8, catches nearly
/// all of those.) [`CryptoError::NoUtf8`] for a key with a lone surrogate.
pub fn open(sealed: &[u8], key: &Key) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
    let (salt, ciphertext) = split(sealed)?;
    let keys = key_and_iv(key, &salt)?;
    aes_cbc::decrypt(keys.key(), keys.iv(), ciphertext)
}

/// `SEAL(t, k)`.
///
/// # Errors
/// [`CryptoError::NoUtf8`] if text or key have a lone surrogate (D29).
pub fn seal_text(text: &Text, key: &Key, salt: Salt) -> Result<String, CryptoError> {
    seal(text.as_utf8().ok_or(CryptoError::NoUtf8)?.as_bytes(), key, salt)
}

/// `OPEN(s, k)`. Only the text that is literally empty opens without an envelope: to the empty text, with every key. As the
/// text of a key that is refused by [`Key::new`].
///
/// # Errors
/// [`CryptoError::CannotOpen`] for a wrong key or a damaged value, which includes what is not strict UTF-8 inside;
/// [`CryptoError::NoUtf8`] for a key with a lone surrogate.
pub fn open_text(sealed: &Text, key: &Key) -> Result<Text, CryptoError> {
    if sealed.is_empty() {
        return Ok(Text::from(""));
    }
    text_of_plain(open(&armour_of(sealed), key)?)
}

/// The text that an envelope held: strict UTF-8, a byte order mark is kept. For callers that did the AES step
/// elsewhere.
///
/// # Errors
/// [`CryptoError::CannotOpen`] for anything else.
pub fn text_of_plain(mut plain: Zeroizing<Vec<u8>>) -> Result<Text, CryptoError> {
    String::from_utf8(std::mem::take(&mut *plain)).map(Text::from).map_err(|error| {
        error.into_bytes().zeroize();
        CryptoError::CannotOpen
    })
}

/// An armoured text as bytes for [`open`] and [`split`]. The armour is read without regard to case as JavaScript
/// understands it, and to JavaScript the Kelvin sign is an upper-case k, and U+0130 an i.
pub fn armour_of(sealed: &Text) -> std::borrow::Cow<'_, [u8]> {
    match sealed.as_utf8() {
        Some(utf8) if utf8.is_ascii() => utf8.as_bytes().into(),
        _ => sealed
            .units()
            .filter_map(|unit| match unit {
                0x212A => Some(b'k'),
                0x0130 => Some(b'i'),
                _ => u8::try_from(unit).ok(),
            })
            .collect(),
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(text: &str) -> Key {
        Key::new(Text::from(text)).unwrap()
    }

    #[test]
    fn length_and_beginning_are_those_of_the_specification() {
        for (n, length) in [(0, 71), (15, 71), (16, 103), (31, 103)] {
            let sealed = seal(&vec![b'x'; n], &key("key"), [1; 8]).unwrap();
            assert_eq!(sealed.len(), length);
            assert!(sealed.starts_with("amt4cwv48xb6pp1h"));
        }
    }

    #[test]
    fn pieces_join_as_the_whole() {
        for n in [1, 478, 479, 480, 481, 959, 960, 961, 2000] {
            let ciphertext: Vec<u8> = (0..n * 16).map(|i| (i * 7 % 251) as u8).collect();
            let whole = [MAGIC.as_slice(), &[3; 8], &ciphertext].concat();
            let armour = join(&[3; 8], &ciphertext);
            assert_eq!(armour, base32::encode(base64::encode(&whole).as_bytes()));
            assert_eq!(armour.len(), armour.capacity());
            assert_eq!(split(armour.as_bytes()), Ok(([3; 8], ciphertext)));
        }
    }

    #[test]
    fn wrapped_base64_opens_and_cut_containers_do_not() {
        let sealed = seal(b"some text", &key("k"), [5; 8]).unwrap();
        let mut base64 = base32::decode(sealed.as_bytes());
        base64.splice(20..20, *b"\r\n");
        assert_eq!(*open(base32::encode(&base64).as_bytes(), &key("k")).unwrap(), b"some text");
        let unpadded = &base64[..base64.len() - 1];
        assert_eq!(*open(base32::encode(unpadded).as_bytes(), &key("k")).unwrap(), b"some text");
        assert!(open(base32::encode(&unpadded[..unpadded.len() - 1]).as_bytes(), &key("k")).is_err());
        for bytes in [&b"Salted__"[..], b"Salted__12345678", b"Salted_", b"salted__12345678abcdefghijklmnop", b""] {
            let armour = base32::encode(base64::encode(bytes).as_bytes());
            assert_eq!(split(armour.as_bytes()), Err(CryptoError::CannotOpen));
        }
    }

    #[test]
    fn lone_surrogates_are_refused_and_foreign_letters_are_not() {
        let lone = Text::from_units(&[0xD800]);
        let lone_key = Key::new(lone.clone()).unwrap();
        let key = key("k");
        assert_eq!(seal_text(&lone, &key, [0; 8]), Err(CryptoError::NoUtf8));
        assert_eq!(seal_text(key.text(), &lone_key, [0; 8]), Err(CryptoError::NoUtf8));
        let sealed = seal_text(&Text::from("a😀"), &key, [0; 8]).unwrap();
        assert_eq!(open_text(&Text::from(&*sealed), &lone_key), Err(CryptoError::NoUtf8));
        assert_eq!(open_text(&Text::from(""), &lone_key), Ok(Text::from("")));
        let mut units: Vec<u16> = sealed.replace('k', "\u{212A}").encode_utf16().collect();
        units.insert(5, 0xDC00);
        assert_eq!(open_text(&Text::from_units(&units), &key), Ok(Text::from("a😀")));
    }

    #[test]
    fn nothing_opens_out_of_nothing() {
        let key = key("k");
        let short = base32::encode(base64::encode(b"Salted__12345678").as_bytes());
        let damaged = [0x4E2D, 0xDFFF, 0xFFFD].map(|unit| Text::from_units(&[unit; 3]));
        for text in damaged.into_iter().chain([" ", "\0", "!", "中", &short].map(Text::from)) {
            assert_eq!(open_text(&text, &key), Err(CryptoError::CannotOpen));
        }
        assert_eq!(open(b"", &key), Err(CryptoError::CannotOpen));
        assert_eq!(open_text(&Text::from(seal_text(&Text::from(""), &key, [1; 8]).unwrap()), &key), Ok(Text::from("")));
    }

    proptest! {
        #[test]
        fn round_trip(plain: Vec<u8>, key in ".+", salt: Salt) {
            let key = self::key(&key);
            prop_assert_eq!(&*open(seal(&plain, &key, salt).unwrap().as_bytes(), &key).unwrap(), &plain);
        }

        #[test]
        fn round_trip_of_texts(text: String, key in ".+", salt: Salt) {
            let (text, key) = (Text::from(text), self::key(&key));
            prop_assert_eq!(open_text(&Text::from(seal_text(&text, &key, salt).unwrap()), &key), Ok(text));
        }

        #[test]
        fn damage_never_panics_and_never_gives_the_text(text in "[a-z]{30}", at in 71usize..103, salt: Salt) {
            let mut sealed = seal(text.as_bytes(), &key("key"), salt).unwrap().into_bytes();
            sealed[at] = if sealed[at] == b'0' { b'z' } else { b'0' };
            let opened = open(&sealed, &key("key"));
            // The last character holds padding bits of the armour only in part; the rest is all ciphertext.
            prop_assert!(at == 102 || opened.is_err() || *opened.unwrap() != text.as_bytes());
        }

        #[test]
        fn nothing_panics(bytes: Vec<u8>, units: Vec<u16>, key in ".+") {
            let key = self::key(&key);
            let _ = open(&bytes, &key);
            let armoured = base32::encode(base64::encode(&[&b"Salted__"[..], &bytes].concat()).as_bytes());
            let _ = open(armoured.as_bytes(), &key);
            let _ = open_text(&Text::from_units(&units), &key);
        }
    }
}
