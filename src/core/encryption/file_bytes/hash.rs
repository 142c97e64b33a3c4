//! The hash of a file: over its text form, one character a byte.

use crate::core::crypto::hash::{HashAlgorithm, hex, protocol_hash_of_bytes};
use crate::core::crypto::{attachment_hash, sha256};
use crate::core::encryption::file_bytes::{PIECE, Turns};
use crate::core::platform::{Clock, Engines, Fetch, LARGE, Limits};
use crate::core::text::Text;

/// The hash that is stored with a file (spec §5.9 step 4).
pub async fn hash<P: Engines + Limits + Clock + Fetch>(platform: &P, algorithm: HashAlgorithm, bytes: &[u8]) -> String {
    if algorithm != HashAlgorithm::Sha256 || bytes.len() < LARGE {
        return protocol_hash_of_bytes(algorithm, bytes);
    }
    if let Some(digest) = Some(bytes).filter(|b| !sha256::is_odd(b)).and_then(|b| by_platform(platform, b)) {
        return hex(&digest);
    }
    hex(&digest(platform, bytes).await.protocol())
}

/// Whether a file is the one that was stored.
pub(super) fn is_hash_of<E: Engines>(engines: &E, bytes: &[u8], hash: &Text) -> bool {
    // The standard digest is among those that are accepted (D23), and the fastest to have.
    let standard = by_platform(engines, bytes);
    standard.is_some_and(|digest| *hash == *hex(&digest)) || attachment_hash::accepts(hash, bytes)
}

/// SHA-256 in turns with the page.
pub(super) async fn digest<P: Limits + Clock + Fetch>(platform: &P, bytes: &[u8]) -> sha256::OfBytes {
    let mut turns = Turns::new(platform);
    let mut digest = sha256::OfBytes::default();
    for piece in bytes.chunks(PIECE) {
        digest.update(piece);
        turns.rest().await;
    }
    digest
}

/// The standard's SHA-256 of the text form, by the platform.
fn by_platform<E: Engines>(engines: &E, bytes: &[u8]) -> Option<[u8; 32]> {
    if bytes.len() < LARGE {
        return None;
    }
    let mut pieces = bytes.chunks(PIECE);
    engines.sha256_now(&mut |piece| match pieces.next() {
        Some(next) => {
            sha256::text_form_into(engines, next, piece);
            true
        }
        None => false,
    })
}
