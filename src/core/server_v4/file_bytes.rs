//! The bytes of files, sealed and opened piece by piece, each step on the fastest engine at hand.

use crate::core::client::MARGIN;
use crate::core::crypto::armour::Armour;
use crate::core::crypto::envelope::{self, EnvelopeKey, Salt};
use crate::core::crypto::hash::{HashAlgorithm, hex, protocol_hash_of_bytes};
use crate::core::crypto::{CryptoError, aes_cbc, attachment, attachment_hash, base32, base64, sha256};
use crate::core::platform::{Clock, Engines, Fetch, LARGE, Limits, Room};
use crate::core::text::Text;
use zeroize::Zeroizing;

/// Bytes of a file that are worked on at once: its base64 is a whole number of cipher blocks.
const PIECE: usize = 12 * 32_768;

/// Characters of armour that are read at once: a whole number of its groups, and of those of base64.
const LETTERS: usize = 32 * 8192;

/// In pages: milliseconds of work after which the page gets its turn.
const TURN: f64 = 16.0;

/// `encryptedData` of sealed mode: base64, AES, armour (spec §5.9).
pub async fn seal<P: Engines + Limits + Clock + Fetch>(
    platform: &P,
    bytes: Zeroizing<Vec<u8>>,
    key: &Text,
    salt: Salt,
) -> Room<P::Doc> {
    let EnvelopeKey { key, iv } = &envelope::key_and_iv(key.as_utf8().unwrap_or_default().as_bytes(), &salt);
    let mut iv = *iv;
    let padded = bytes.len().div_ceil(3) * 4 / aes_cbc::BLOCK * aes_cbc::BLOCK + aes_cbc::BLOCK;
    let mut text = Writer::new(platform, Armour::length(padded));
    let mut armour = Armour::begin(&salt, aes_cbc::BLOCK + PIECE / 3 * 4);
    let mut piece = Zeroizing::new(Vec::with_capacity(PIECE / 3 * 4 + aes_cbc::BLOCK));
    let mut turns = Turns::new(platform);
    let mut pieces = bytes.chunks(PIECE).peekable();
    loop {
        let next = pieces.next().unwrap_or_default();
        piece.clear();
        base64::encode_into(next, &mut piece);
        let is_last = pieces.peek().is_none();
        if is_last {
            let padding = aes_cbc::BLOCK - piece.len() % aes_cbc::BLOCK;
            let padded = piece.len() + padding;
            piece.resize(padded, padding as u8);
        }
        encrypt(platform, key, &iv, &mut piece).await;
        iv.copy_from_slice(&piece[piece.len() - aes_cbc::BLOCK..]);
        armour.push(&piece);
        if is_last {
            text.push(&armour.finish());
            return text.room;
        }
        armour.drain(|letters| text.push(letters));
        turns.rest().await;
    }
}

/// The turns of a page, between pieces of large work.
struct Turns<'a, P> {
    platform: &'a P,
    since: f64,
}

impl<'a, P: Limits + Clock + Fetch> Turns<'a, P> {
    fn new(platform: &'a P) -> Self {
        Self { platform, since: platform.now() }
    }

    /// Lets the page have its turn if it waits for one long enough.
    async fn rest(&mut self) {
        if self.platform.has_page() && self.platform.now() - self.since > TURN {
            self.platform.sleep(0.0).await;
            self.since = self.platform.now();
        }
    }
}

/// `encryptedData` of plain mode.
pub fn plain<P: Fetch>(platform: &P, bytes: &[u8]) -> Room<P::Doc> {
    let data = attachment::encode_plain(bytes);
    let mut text = Writer::new(platform, data.len());
    text.push(data.as_bytes());
    text.room
}

/// Writes a text of known length into the platform's memory, with a margin on both sides.
struct Writer<'a, P: Fetch> {
    platform: &'a P,
    room: Room<P::Doc>,
}

impl<'a, P: Fetch> Writer<'a, P> {
    fn new(platform: &'a P, length: usize) -> Self {
        let whole = platform.room(MARGIN + length + MARGIN);
        Self { platform, room: Room { whole, start: MARGIN, end: MARGIN } }
    }

    fn push(&mut self, text: &[u8]) {
        self.platform.write(&self.room.whole, self.room.end, text);
        self.room.end += text.len();
    }
}

async fn encrypt<E: Engines>(engines: &E, key: &[u8; 32], iv: &[u8; 16], blocks: &mut [u8]) {
    let done =
        blocks.len() >= LARGE && (engines.encrypt_now(key, iv, blocks) || engines.encrypt(key, iv, blocks).await);
    if !done {
        aes_cbc::encrypt_blocks(key, iv, blocks);
    }
}

/// The bytes of a stored file: `key` in sealed mode, none in plain mode.
pub fn open<E: Engines>(
    engines: &E,
    data: &Text,
    hash: &Text,
    key: Option<&Text>,
) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
    let inner = match key {
        Some(key) if data.as_utf8().is_some_and(|d| d.len() >= LARGE) => {
            let keyed = data.as_utf8().zip(key.as_utf8());
            if let Some(bytes) = keyed.and_then(|(data, key)| open_in_pieces(engines, data.as_bytes(), key)) {
                return if is_hash_of(engines, &bytes, hash) { Ok(bytes) } else { Err(CryptoError::AttachmentHash) };
            }
            let (EnvelopeKey { key, iv }, ciphertext) = &mut opened_armour(data, key)?;
            if engines.decrypt_now(key, iv, ciphertext) {
                let mut plain = Zeroizing::new(std::mem::take(&mut **ciphertext));
                aes_cbc::unpad(&mut plain)?;
                plain
            } else {
                aes_cbc::decrypt(key, iv, std::mem::take(&mut **ciphertext))?
            }
        }
        _ => return attachment::open(data, hash, key).map(Zeroizing::new),
    };
    checked(engines, &inner, hash)
}

/// All steps over one piece after the other, on an engine that works at once. `None` where there is none, and for
/// everything that is not exactly as clients write it: the careful way decides then what it is.
fn open_in_pieces<E: Engines>(engines: &E, armoured: &[u8], key: &str) -> Option<Zeroizing<Vec<u8>>> {
    if !engines.has_immediate_aes() {
        return None;
    }
    let mut bytes = Zeroizing::new(Vec::with_capacity(armoured.len() / 8 * 5 / 16 * 9));
    let (mut base64, mut piece) = (Vec::new(), Zeroizing::new(Vec::with_capacity(LETTERS / 32 * 15 + 64)));
    let mut keys: Option<EnvelopeKey> = None;
    let mut pieces = armoured.chunks(LETTERS).peekable();
    while let Some(letters) = pieces.next() {
        let is_last = pieces.peek().is_none();
        if !read(letters, is_last, &mut base64, &mut piece) {
            return None;
        }
        if keys.is_none() {
            let salt = envelope::salt_of(&piece)?;
            keys = Some(envelope::key_and_iv(key.as_bytes(), &salt));
            piece.drain(..2 * salt.len());
        }
        let EnvelopeKey { key, iv } = keys.as_mut()?;
        // The last block, which has the padding, is never among those of an earlier piece.
        let ready = if is_last { piece.len() } else { piece.len().saturating_sub(1) } / aes_cbc::BLOCK * aes_cbc::BLOCK;
        let next_iv = *piece[..ready].last_chunk()?;
        if !engines.decrypt_now(key, iv, &mut piece[..ready]) {
            return None;
        }
        *iv = next_iv;
        if is_last {
            if ready != piece.len() {
                return None;
            }
            aes_cbc::unpad(&mut piece).ok()?;
        }
        let ready = ready.min(piece.len());
        if !base64::decode_standard_into(&piece[..ready], is_last, &mut bytes) {
            return None;
        }
        piece.drain(..ready);
    }
    Some(bytes)
}

/// Appends the part of a container that [`LETTERS`] characters of armour hold, or fewer at its end. False for everything
/// that is not exactly as clients write it. `base64` is scratch.
fn read(letters: &[u8], is_last: bool, base64: &mut Vec<u8>, container: &mut Vec<u8>) -> bool {
    base64.clear();
    if is_last {
        *base64 = base32::decode(letters);
    } else if base32::decode_regular(letters, base64) != LETTERS / 8 {
        return false;
    }
    base64::decode_standard_into(base64, is_last, container)
}

/// The same, with an asynchronous engine; `None` where there is none or anything is out of the ordinary.
pub async fn open_later<P: Engines + Limits + Clock + Fetch>(
    platform: &P,
    data: &Text,
    hash: &Text,
    key: &Text,
) -> Option<Zeroizing<Vec<u8>>> {
    let armoured = data.as_utf8().filter(|d| d.len() >= LARGE)?.as_bytes();
    let mut turns = Turns::new(platform);
    let (mut base64, mut container) = (Vec::new(), Vec::with_capacity(armoured.len() / 32 * 15 + 64));
    let mut pieces = armoured.chunks(LETTERS).peekable();
    while let Some(letters) = pieces.next() {
        if !read(letters, pieces.peek().is_none(), &mut base64, &mut container) {
            return None;
        }
        turns.rest().await;
    }
    let EnvelopeKey { key, iv } = &envelope::key_and_iv(key.as_utf8()?.as_bytes(), &envelope::salt_of(&container)?);
    let inner = Zeroizing::new(platform.decrypt(key, iv, container.get(aes_cbc::BLOCK..)?).await?);
    let bytes = Zeroizing::new(base64::decode_forgiving(&inner)?);
    let mut digest = sha256::OfBytes::default();
    for piece in bytes.chunks(PIECE) {
        turns.rest().await;
        digest.update(piece);
    }
    (*hash == *hex(&digest.standard()) || *hash == *hex(&digest.protocol())).then_some(bytes)
}

fn opened_armour(data: &Text, key: &Text) -> Result<(EnvelopeKey, Zeroizing<Vec<u8>>), CryptoError> {
    let (salt, ciphertext) = envelope::split(&envelope::armour_of(data))?;
    let key = key.as_utf8().ok_or(CryptoError::NoUtf8)?;
    Ok((envelope::key_and_iv(key.as_bytes(), &salt), Zeroizing::new(ciphertext)))
}

fn checked<E: Engines>(engines: &E, inner: &[u8], hash: &Text) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
    let bytes = base64::decode_forgiving(inner).ok_or(CryptoError::AttachmentHash)?;
    let bytes = Zeroizing::new(bytes);
    if is_hash_of(engines, &bytes, hash) { Ok(bytes) } else { Err(CryptoError::AttachmentHash) }
}

fn is_hash_of<E: Engines>(engines: &E, bytes: &[u8], hash: &Text) -> bool {
    // The standard digest is among those that are accepted (D23), and the fastest to have.
    let standard = native_sha256(engines, bytes);
    standard.is_some_and(|digest| *hash == *hex(&digest)) || attachment_hash::accepts(hash, bytes)
}

/// The hash that is stored with a file (spec §5.9 step 4).
pub async fn hash<P: Engines + Limits + Clock + Fetch>(platform: &P, algorithm: HashAlgorithm, bytes: &[u8]) -> String {
    if algorithm != HashAlgorithm::Sha256 || bytes.len() < LARGE {
        return protocol_hash_of_bytes(algorithm, bytes);
    }
    if let Some(digest) = Some(bytes).filter(|b| !sha256::is_odd(b)).and_then(|b| native_sha256(platform, b)) {
        return hex(&digest);
    }
    let mut turns = Turns::new(platform);
    let mut digest = sha256::OfBytes::default();
    for piece in bytes.chunks(PIECE) {
        digest.update(piece);
        turns.rest().await;
    }
    hex(&digest.protocol())
}

/// The standard's SHA-256 of the text form, by the platform.
fn native_sha256<E: Engines>(engines: &E, bytes: &[u8]) -> Option<[u8; 32]> {
    if bytes.len() < LARGE {
        return None;
    }
    let mut pieces = bytes.chunks(PIECE);
    engines.sha256_now(&mut |piece| match pieces.next() {
        Some(next) => {
            sha256::text_form_into(next, piece);
            true
        }
        None => false,
    })
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use cbc::cipher::{BlockModeDecrypt, KeyIvInit};

    /// An engine that works at once, or none.
    struct Engine(bool);

    impl Engines for Engine {
        fn encrypt_now(&self, _: &[u8; 32], _: &[u8; 16], _: &mut [u8]) -> bool {
            false
        }

        fn decrypt_now(&self, key: &[u8; 32], iv: &[u8; 16], blocks: &mut [u8]) -> bool {
            if !self.0 {
                return false;
            }
            let mut cipher = cbc::Decryptor::<aes::Aes256>::new(key.into(), iv.into());
            for block in blocks.as_chunks_mut::<{ aes_cbc::BLOCK }>().0 {
                cipher.decrypt_block(block.into());
            }
            true
        }

        fn has_immediate_aes(&self) -> bool {
            self.0
        }

        async fn encrypt(&self, _: &[u8; 32], _: &[u8; 16], _: &mut [u8]) -> bool {
            false
        }

        async fn decrypt(&self, _: &[u8; 32], _: &[u8; 16], _: &[u8]) -> Option<Vec<u8>> {
            None
        }

        fn sha256_now(&self, _: &mut dyn FnMut(&mut Vec<u8>) -> bool) -> Option<[u8; 32]> {
            None
        }
    }

    fn bytes(length: usize) -> Vec<u8> {
        (0..length as u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect()
    }

    fn sealed(bytes: &[u8]) -> (String, Text, Text) {
        let key = Text::from("the key of the file");
        let armour = attachment::seal(bytes, &key, [9; 8]).unwrap();
        (armour, Text::from(protocol_hash_of_bytes(HashAlgorithm::Sha256, bytes)), key)
    }

    #[test]
    fn in_pieces_as_at_once() {
        // A piece of armour holds 122,880 bytes of container, that is 69,111 bytes of the file or so.
        for length in (69_000..69_200).step_by(3).chain([24_000, 138_220, 300_001]) {
            let bytes = bytes(length);
            let (armour, hash, key) = sealed(&bytes);
            assert_eq!(**open_in_pieces(&Engine(true), armour.as_bytes(), "the key of the file").unwrap(), *bytes);
            assert_eq!(**open(&Engine(true), &Text::from(armour), &hash, Some(&key)).unwrap(), *bytes);
        }
    }

    #[test]
    fn what_is_unusual_is_read_as_without_an_engine() {
        let bytes = bytes(200_000);
        let (armour, hash, key) = sealed(&bytes);
        let spaced = [&armour[..270_000], "\n ", &armour[270_000..]].concat();
        let cut = armour[..armour.len() - 9].to_owned();
        let spoilt = armour.replacen('a', "b", 3);
        let wrapped = base32::encode(
            &[&base32::decode(armour.as_bytes())[..200_000], b"\r\n", &base32::decode(armour.as_bytes())[200_000..]]
                .concat(),
        );
        for (text, opens) in
            [(armour.to_uppercase(), true), (spaced, true), (wrapped, true), (cut, false), (spoilt, false)]
        {
            let text = Text::from(text);
            let fast = open(&Engine(true), &text, &hash, Some(&key));
            assert_eq!(fast, open(&Engine(false), &text, &hash, Some(&key)));
            assert_eq!(fast.is_ok_and(|b| **b == *bytes), opens);
        }
        let other = Text::from(protocol_hash_of_bytes(HashAlgorithm::Sha256, b"other"));
        assert_eq!(open(&Engine(true), &Text::from(&*armour), &other, Some(&key)), Err(CryptoError::AttachmentHash));
        assert!(open(&Engine(true), &Text::from(&*armour), &hash, Some(&Text::from("other"))).is_err());
    }
}
