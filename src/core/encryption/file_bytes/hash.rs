//! The hash of a file: over its text form, one character a byte.

use crate::core::crypto::hash::{HashAlgorithm, hex, protocol_hash_of_bytes};
use crate::core::crypto::{attachment_hash, sha256};
use crate::core::encryption::file_bytes::{CHUNK_BYTES, Yielder};
use crate::core::platform::{Clock, Fetch, LARGE_BYTES, PlatformCrypto, Timers};
use crate::core::text::Text;

/// How the text form of a file is hashed.
#[derive(Clone, Copy, PartialEq)]
pub enum FileHash {
    /// By an algorithm of API v4, of which a file of no bytes has no hash, and some texts another than the standard's.
    Protocol(HashAlgorithm),
    /// By SHA-256 as it is.
    Standard,
}

/// The hash that is stored with a file (spec §5.9 step 4).
pub async fn hash<P: PlatformCrypto + Timers + Clock + Fetch>(platform: &P, rule: FileHash, bytes: &[u8]) -> String {
    let is_small = bytes.len() < LARGE_BYTES;
    match rule {
        FileHash::Protocol(HashAlgorithm::Sha256) if !is_small => {}
        FileHash::Protocol(algorithm) => return protocol_hash_of_bytes(algorithm, bytes),
        FileHash::Standard => {}
    }
    let is_standard = rule == FileHash::Standard || !sha256::is_odd(bytes);
    if let Some(digest) = Some(bytes).filter(|_| is_standard).and_then(|bytes| by_platform(platform, bytes)) {
        return hex(&digest);
    }
    let digest = digest(platform, bytes).await;
    hex(&if is_standard { digest.standard() } else { digest.protocol() })
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
