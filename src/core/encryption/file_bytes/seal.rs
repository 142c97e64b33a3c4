//! Bytes to `encryptedData`.

use crate::core::crypto::armour::Armour;
use crate::core::crypto::openssl_enc::{EnvelopeKey, Salt};
use crate::core::crypto::{CryptoError, Key, aes_cbc, base64, openssl_enc};
use crate::core::encryption::file_bytes::{CHUNK_BYTES, Yielder};
use crate::core::platform::{Clock, ExternalBytes, Fetch, LARGE_BYTES, MARGIN, PlatformCrypto, Timers};
use zeroize::Zeroizing;

/// `encryptedData` of sealed mode: base64, AES, armour.
pub async fn seal<P: PlatformCrypto + Timers + Clock + Fetch>(
    platform: &P,
    bytes: Zeroizing<Vec<u8>>,
    key: &Key,
    salt: Salt,
) -> Result<ExternalBytes<P::Doc>, CryptoError> {
    let mut keys = openssl_enc::key_and_iv(key, &salt)?;
    let padded = bytes.len().div_ceil(3) * 4 / aes_cbc::BLOCK * aes_cbc::BLOCK + aes_cbc::BLOCK;
    let mut text = Writer::new(platform, Armour::length(padded));
    let mut armour = Armour::begin(platform, &salt, aes_cbc::BLOCK + CHUNK_BYTES / 3 * 4);
    let mut piece = Zeroizing::new(Vec::with_capacity(CHUNK_BYTES / 3 * 4 + aes_cbc::BLOCK));
    let mut turns = Yielder::new(platform);
    let mut pieces = bytes.chunks(CHUNK_BYTES).peekable();
    loop {
        let next = pieces.next().unwrap_or_default();
        piece.clear();
        base64::encode_into(platform, next, &mut piece);
        let is_last = pieces.peek().is_none();
        if is_last {
            let padding = aes_cbc::BLOCK - piece.len() % aes_cbc::BLOCK;
            let padded = piece.len() + padding;
            piece.resize(padded, padding as u8);
        }
        encrypt(platform, &keys, &mut piece).await;
        keys.go_on_from(piece.last_chunk().ok_or(CryptoError::CannotOpen)?);
        armour.push(&piece);
        if is_last {
            text.push(&armour.finish());
            return Ok(text.room);
        }
        armour.drain(|letters| text.push(letters));
        turns.yield_if_due().await;
    }
}

async fn encrypt<E: PlatformCrypto>(engines: &E, keys: &EnvelopeKey, blocks: &mut [u8]) {
    let (key, iv) = (keys.key(), keys.iv());
    let done = blocks.len() >= LARGE_BYTES
        && (engines.encrypt_sync(key, iv, blocks) || engines.encrypt(key, iv, blocks).await);
    if !done {
        aes_cbc::encrypt_blocks(key, iv, blocks);
    }
}

/// `encryptedData` of plain mode: base64 twice.
pub async fn plain<P: PlatformCrypto + Timers + Clock + Fetch>(platform: &P, bytes: &[u8]) -> ExternalBytes<P::Doc> {
    let mut text = Writer::new(platform, (bytes.len().div_ceil(3) * 4).div_ceil(3) * 4);
    let (mut once, mut twice) = (Vec::new(), Vec::new());
    let mut turns = Yielder::new(platform);
    for piece in bytes.chunks(CHUNK_BYTES) {
        once.clear();
        twice.clear();
        base64::encode_into(platform, piece, &mut once);
        base64::encode_into(platform, &once, &mut twice);
        text.push(&twice);
        turns.yield_if_due().await;
    }
    text.room
}

/// Writes a text of known length into the platform's memory, with a margin on both sides.
struct Writer<'a, P: Fetch> {
    platform: &'a P,
    room: ExternalBytes<P::Doc>,
}

impl<'a, P: Fetch> Writer<'a, P> {
    fn new(platform: &'a P, length: usize) -> Self {
        let whole = platform.alloc_external(MARGIN + length + MARGIN);
        Self { platform, room: ExternalBytes { whole, start: MARGIN, end: MARGIN } }
    }

    fn push(&mut self, text: &[u8]) {
        self.platform.write(&self.room.whole, self.room.end, text);
        self.room.end += text.len();
    }
}
