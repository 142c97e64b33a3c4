//! `HASH(t)` of the protocol, by either algorithm (§5.10).

use super::{md5, sha256};
use crate::text::Text;
use std::fmt::Write;

/// The two algorithms of the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum HashAlgorithm {
    /// The protocol's SHA-256.
    #[default]
    Sha256,
    /// The protocol's MD5.
    Md5,
}

impl HashAlgorithm {
    /// The name of the algorithm in the option `hash`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "sha256",
            Self::Md5 => "md5",
        }
    }
}

/// `HASH(t)`: lower-case hexadecimal, the empty text for the empty text.
pub fn protocol_hash(algorithm: HashAlgorithm, text: &Text) -> String {
    match algorithm {
        _ if text.is_empty() => String::new(),
        HashAlgorithm::Sha256 => hex(&sha256::protocol(text)),
        HashAlgorithm::Md5 => hex(&md5::protocol(text)),
    }
}

/// `HASH(t)` of the byte string of a file: the text with one character U+0000–U+00FF per byte (§5.9 step 4).
pub fn protocol_hash_of_bytes(algorithm: HashAlgorithm, bytes: &[u8]) -> String {
    match algorithm {
        _ if bytes.is_empty() => String::new(),
        HashAlgorithm::Sha256 => hex(&sha256::protocol_of_bytes(bytes)),
        HashAlgorithm::Md5 => hex(&md5::protocol_of_bytes(bytes)),
    }
}

/// Lower-case hexadecimal.
#[inline(never)]
pub fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a `String` cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_hashes_to_nothing() {
        for algorithm in [HashAlgorithm::Sha256, HashAlgorithm::Md5] {
            assert_eq!(protocol_hash(algorithm, &Text::from("")), "");
            assert_eq!(protocol_hash_of_bytes(algorithm, &[]), "");
        }
    }

    /// RFC 1321 A.5 and FIPS 180-4 (NIST example "abc").
    #[test]
    fn standards() {
        let abc = Text::from("abc");
        assert_eq!(protocol_hash(HashAlgorithm::Md5, &abc), "900150983cd24fb0d6963f7d28e17f72");
        let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(protocol_hash(HashAlgorithm::Sha256, &abc), sha256);
    }
}
