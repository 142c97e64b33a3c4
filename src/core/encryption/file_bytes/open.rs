//! `encryptedData` to bytes.

use crate::core::crypto::hash::hex;
use crate::core::crypto::openssl_enc::EnvelopeKey;
use crate::core::crypto::simd::SimdKernels;
use crate::core::crypto::{CryptoError, Key, aes_cbc, attachment, base32, base64, openssl_enc};
use crate::core::encryption::file_bytes::hash::{digest, is_hash_of};
use crate::core::encryption::file_bytes::{CHUNK_CHARS, Yielder};
use crate::core::platform::{Clock, Document, Fetch, LARGE_BYTES, PlatformCrypto, Timers};
use crate::core::text::Text;
use zeroize::Zeroizing;

/// The bytes of a stored file: `key` in sealed mode, none in plain mode.
pub fn open<E: PlatformCrypto, D: Document>(
    engines: &E,
    data: &D,
    hash: &Text,
    key: Option<&Key>,
) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
    let regular = Letters::of(data).and_then(|letters| match key {
        Some(key) => sealed_in_pieces(engines, letters, key),
        None => plain_in_pieces(engines, letters),
    });
    if let Some(bytes) = regular {
        return if is_hash_of(engines, &bytes, hash) { Ok(bytes) } else { Err(CryptoError::AttachmentHash) };
    }
    let data = data.as_text().ok_or(CryptoError::CannotOpen)?;
    let opened = at_once(engines, &data, hash, key);
    data.release();
    opened
}

/// The careful way, for all that is small or not exactly as clients write it.
fn at_once<E: PlatformCrypto>(
    engines: &E,
    data: &Text,
    hash: &Text,
    key: Option<&Key>,
) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
    let (Some(key), true) = (key, data.as_utf8().is_some_and(|d| d.len() >= LARGE_BYTES)) else {
        return attachment::open(data, hash, key).map(Zeroizing::new);
    };
    let (salt, ciphertext) = openssl_enc::split(&openssl_enc::armour_of(data))?;
    let mut inner = Zeroizing::new(ciphertext);
    let keys = openssl_enc::key_and_iv(key, &salt)?;
    if engines.decrypt_sync(keys.key(), keys.iv(), &mut inner) {
        aes_cbc::unpad(&mut inner)?;
    } else {
        inner = aes_cbc::decrypt(keys.key(), keys.iv(), std::mem::take(&mut *inner))?;
    }
    let bytes = Zeroizing::new(base64::decode_forgiving(&inner).ok_or(CryptoError::AttachmentHash)?);
    if is_hash_of(engines, &bytes, hash) { Ok(bytes) } else { Err(CryptoError::AttachmentHash) }
}

/// A large text, a piece at a time.
struct Letters<'a, D> {
    data: &'a D,
    length: usize,
    done: usize,
    piece: Vec<u8>,
}

impl<'a, D: Document> Letters<'a, D> {
    /// Begins to read a large text; `None` for a small one.
    fn of(data: &'a D) -> Option<Self> {
        let length = data.text_length().filter(|&length| length >= LARGE_BYTES)?;
        Some(Self { data, length, done: 0, piece: Vec::new() })
    }

    /// The next piece, and whether it is the last; `None` if it is not ASCII.
    fn next(&mut self) -> Option<(&[u8], bool)> {
        let at = self.done;
        self.done = (at + CHUNK_CHARS).min(self.length);
        self.piece.resize(self.done - at, 0);
        self.data.ascii_at(at, &mut self.piece).then_some((&*self.piece, self.done == self.length))
    }
}

/// Opens a file piece by piece, all steps over one piece after the other, on an engine that works at once. `None` where
/// there is none, and for everything that is not exactly as clients write it.
fn sealed_in_pieces<E: PlatformCrypto, D: Document>(
    engines: &E,
    mut letters: Letters<D>,
    key: &Key,
) -> Option<Zeroizing<Vec<u8>>> {
    if !engines.has_immediate_aes() {
        return None;
    }
    let mut bytes = Zeroizing::new(Vec::with_capacity(letters.length / 8 * 5 / 16 * 9 + 64));
    let (mut base64, mut piece) = (Vec::new(), Zeroizing::new(Vec::with_capacity(CHUNK_CHARS / 32 * 15 + 64)));
    let mut keys: Option<EnvelopeKey> = None;
    loop {
        let (text, is_last) = letters.next()?;
        if !read(engines, text, is_last, &mut base64, &mut piece) {
            return None;
        }
        if keys.is_none() {
            let salt = openssl_enc::salt_of(&piece)?;
            keys = Some(openssl_enc::key_and_iv(key, &salt).ok()?);
            piece.drain(..2 * salt.len());
        }
        let keys = keys.as_mut()?;
        // The last block, which has the padding, is never among those of an earlier piece.
        let ready = if is_last { piece.len() } else { piece.len().saturating_sub(1) } / aes_cbc::BLOCK * aes_cbc::BLOCK;
        let next_iv = *piece[..ready].last_chunk()?;
        if !engines.decrypt_sync(keys.key(), keys.iv(), &mut piece[..ready]) {
            return None;
        }
        keys.go_on_from(&next_iv);
        if is_last {
            if ready != piece.len() {
                return None;
            }
            aes_cbc::unpad(&mut piece).ok()?;
        }
        let ready = ready.min(piece.len());
        if !base64::decode_standard_into(engines, &piece[..ready], is_last, &mut bytes) {
            return None;
        }
        if is_last {
            return Some(bytes);
        }
        piece.drain(..ready);
    }
}

/// Opens a file of plain mode piece by piece: base64 twice.
fn plain_in_pieces<L: SimdKernels, D: Document>(kernels: &L, mut letters: Letters<D>) -> Option<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(letters.length / 16 * 9 + 64));
    let mut once = Zeroizing::new(Vec::with_capacity(CHUNK_CHARS / 4 * 3));
    loop {
        let (text, is_last) = letters.next()?;
        once.clear();
        if !base64::decode_standard_into(kernels, text, is_last, &mut once)
            || !base64::decode_standard_into(kernels, &once, is_last, &mut bytes)
        {
            return None;
        }
        if is_last {
            return Some(bytes);
        }
    }
}

/// Appends the part of a container that a piece of armour holds. False for everything that is not exactly as clients write
/// it. `base64` is scratch.
fn read<L: SimdKernels>(
    kernels: &L,
    text: &[u8],
    is_last: bool,
    base64: &mut Vec<u8>,
    container: &mut Vec<u8>,
) -> bool {
    base64.clear();
    let regular = base32::decode_regular(kernels, text, base64) * 8;
    // Only the end of all has no whole group.
    if text.len() - regular >= 8 {
        return false;
    }
    base64.extend_from_slice(&base32::decode(&text[regular..]));
    base64::decode_standard_into(kernels, base64, is_last, container)
}

/// Opens a file as [`open`] does in sealed mode, with an asynchronous engine; `None` where there is none or anything is
/// out of the ordinary.
pub async fn open_async<P: PlatformCrypto + Timers + Clock + Fetch>(
    platform: &P,
    data: &P::Doc,
    hash: &Text,
    key: &Key,
) -> Option<Zeroizing<Vec<u8>>> {
    let mut letters = Letters::of(data)?;
    let mut turns = Yielder::new(platform);
    let (mut base64, mut container) = (Vec::new(), Vec::with_capacity(letters.length / 32 * 15 + 64));
    loop {
        let (text, is_last) = letters.next()?;
        if !read(platform, text, is_last, &mut base64, &mut container) {
            return None;
        }
        if is_last {
            break;
        }
        turns.yield_if_due().await;
    }
    let keys = openssl_enc::key_and_iv(key, &openssl_enc::salt_of(&container)?).ok()?;
    let inner = Zeroizing::new(platform.decrypt(keys.key(), keys.iv(), container.get(aes_cbc::BLOCK..)?).await?);
    let mut bytes = Zeroizing::new(Vec::with_capacity(inner.len() / 4 * 3));
    if !base64::decode_standard_into(platform, &inner, true, &mut bytes) {
        return None;
    }
    turns.yield_if_due().await;
    let digest = digest(platform, &bytes).await;
    (*hash == *hex(&digest.standard()) || *hash == *hex(&digest.protocol())).then_some(bytes)
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::core::crypto::hash::{HashAlgorithm, protocol_hash_of_bytes};
    use crate::core::platform::in_memory::Value;
    use cbc::cipher::{BlockModeDecrypt, KeyIvInit};

    /// An engine that works at once, or none.
    struct Engine(bool);

    impl SimdKernels for Engine {}

    impl PlatformCrypto for Engine {
        fn encrypt_sync(&self, _: &[u8; 32], _: &[u8; 16], _: &mut [u8]) -> bool {
            false
        }

        fn decrypt_sync(&self, key: &[u8; 32], iv: &[u8; 16], blocks: &mut [u8]) -> bool {
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

        fn sha256_sync(&self, _: &mut dyn FnMut(&mut Vec<u8>) -> bool) -> Option<[u8; 32]> {
            None
        }
    }

    fn bytes(length: usize) -> Vec<u8> {
        (0..length as u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect()
    }

    fn sealed(bytes: &[u8]) -> (String, Text, Key) {
        let key = Key::new(Text::from("the key of the file")).unwrap();
        let armour = openssl_enc::seal(base64::encode(bytes).as_bytes(), &key, [9; 8]).unwrap();
        (armour, Text::from(protocol_hash_of_bytes(HashAlgorithm::Sha256, bytes)), key)
    }

    #[test]
    fn in_pieces_as_at_once() {
        // A piece of armour holds 307,200 bytes of container, that is 230,388 bytes of the file.
        for length in (230_340..230_440).step_by(3).chain([24_000, 138_220, 460_776, 500_001]) {
            let bytes = bytes(length);
            let (armour, hash, key) = sealed(&bytes);
            let data = Value::str(&armour);
            let letters = Letters::of(&data).unwrap();
            assert_eq!(**sealed_in_pieces(&Engine(true), letters, &key).unwrap(), *bytes);
            assert_eq!(**open(&Engine(true), &data, &hash, Some(&key)).unwrap(), *bytes);
            let plain = Value::str(&base64::encode(base64::encode(&bytes).as_bytes()));
            assert_eq!(**plain_in_pieces(&Engine(true), Letters::of(&plain).unwrap()).unwrap(), *bytes);
            assert_eq!(**open(&Engine(true), &plain, &hash, None).unwrap(), *bytes);
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
            let text = Value::str(&text);
            let fast = open(&Engine(true), &text, &hash, Some(&key));
            assert_eq!(fast, open(&Engine(false), &text, &hash, Some(&key)));
            assert_eq!(fast.is_ok_and(|b| **b == *bytes), opens);
        }
        let other = Text::from(protocol_hash_of_bytes(HashAlgorithm::Sha256, b"other"));
        assert_eq!(open(&Engine(true), &Value::str(&armour), &other, Some(&key)), Err(CryptoError::AttachmentHash));
        assert!(
            open(&Engine(true), &Value::str(&armour), &hash, Some(&Key::new(Text::from("other")).unwrap())).is_err()
        );
    }
}
