//! The hash of a file: over its text form, one character a byte.

use crate::core::crypto::hash::{HashAlgorithm, hex, protocol_hash_of_bytes};
use crate::core::crypto::{attachment_hash, sha256};
use crate::core::encryption::file_bytes::{CHUNK_BYTES, Yielder};
use crate::core::platform::{Clock, Fetch, LARGE_BYTES, PlatformCrypto, Timers};
use crate::core::text::Text;

/// The hash that is stored with a file (spec §5.9 step 4).
pub async fn hash<P: PlatformCrypto + Timers + Clock + Fetch>(
    platform: &P,
    algorithm: HashAlgorithm,
    bytes: &[u8],
) -> String {
    if algorithm != HashAlgorithm::Sha256 || bytes.len() < LARGE_BYTES {
        return protocol_hash_of_bytes(algorithm, bytes);
    }
    if let Some(digest) = Some(bytes).filter(|b| !sha256::is_odd(b)).and_then(|b| by_platform(platform, b)) {
        return hex(&digest);
    }
    hex(&digest(platform, bytes).await.protocol())
}

/// Whether a file is the one that was stored.
pub(super) fn is_hash_of<E: PlatformCrypto>(engines: &E, bytes: &[u8], hash: &Text) -> bool {
    // The standard digest is among those that are accepted (D23), and the fastest to have.
    let standard = by_platform(engines, bytes);
    standard.is_some_and(|digest| *hash == *hex(&digest)) || attachment_hash::accepts(hash, bytes)
}

/// SHA-256 in turns with the page.
pub(super) async fn digest<P: Timers + Clock + Fetch>(platform: &P, bytes: &[u8]) -> sha256::OfBytes {
    let mut turns = Yielder::new(platform);
    let mut digest = sha256::OfBytes::default();
    for piece in bytes.chunks(CHUNK_BYTES) {
        digest.update(piece);
        turns.yield_if_due().await;
    }
    digest
}

/// The standard's SHA-256 of the text form, by the platform.
fn by_platform<E: PlatformCrypto>(engines: &E, bytes: &[u8]) -> Option<[u8; 32]> {
    if bytes.len() < LARGE_BYTES {
        return None;
    }
    let mut pieces = bytes.chunks(CHUNK_BYTES);
    engines.sha256_sync(&mut |piece| match pieces.next() {
        Some(next) => {
            sha256::text_form_into(engines, next, piece);
            true
        }
        None => false,
    })
}
