//! Checking the stored hash of an attachment, of which several forms are accepted (§5.9, D23).

use super::hash::{HashAlgorithm, hex, protocol_hash_of_bytes};
use super::sha256::Sha256;
use crate::text::Text;

/// Hashes that clients store for an empty file: nothing, or the digest of nothing by either algorithm.
const OF_NOTHING: [&str; 3] =
    ["", "d41d8cd98f00b204e9800998ecf8427e", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"];

/// True if `stored` is a hash of the file's `bytes`. Its shape says which: 32 digits are the protocol's MD5, 64 the
/// protocol's SHA-256 or the real SHA-256 of the same text form, whatever the client's own option. Case matters.
pub fn accepts(stored: &Text, bytes: &[u8]) -> bool {
    let Some(stored) = stored.as_utf8() else { return false };
    if bytes.is_empty() {
        return OF_NOTHING.contains(&stored);
    }
    match stored.len() {
        32 => stored == protocol_hash_of_bytes(HashAlgorithm::Md5, bytes),
        64 => {
            let mut hasher = Sha256::new();
            hasher.update_byte_string(bytes);
            stored == hex(&hasher.protocol()) || stored == hex(&hasher.standard())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::Digest;

    fn accepted(stored: &str, bytes: &[u8]) -> bool {
        accepts(&Text::from(stored), bytes)
    }

    #[test]
    fn what_clients_store_is_accepted_and_nothing_else() {
        let mut straddling = vec![b'x'; 63];
        straddling.extend_from_slice(&[0xE9; 30]);
        for bytes in [&b"abc\r\n"[..], &[0xFF, 0], &straddling] {
            let md5 = protocol_hash_of_bytes(HashAlgorithm::Md5, bytes);
            let sha256 = protocol_hash_of_bytes(HashAlgorithm::Sha256, bytes);
            assert!(accepted(&md5, bytes) && accepted(&sha256, bytes));
            let form: String = bytes.iter().map(|&byte| char::from(byte)).collect();
            assert!(accepted(&hex(&sha2::Sha256::digest(form)), bytes));
            assert!(!accepted(&md5.to_uppercase(), bytes) && !accepted(&sha256.to_uppercase(), bytes));
            assert!(!accepted("", bytes) && !accepted(&sha256[1..], bytes) && !accepted(&(sha256 + " "), bytes));
            assert!(OF_NOTHING.iter().all(|stored| !accepted(stored, bytes)));
            assert!(!accepts(&Text::from_units(&[0xD800; 64]), bytes));
        }
        // Of the raw bytes: refused.
        assert!(!accepted(&hex(&sha2::Sha256::digest(&straddling)), &straddling));
        assert!(OF_NOTHING.iter().all(|stored| accepted(stored, b"")));
        assert!(!accepted(&protocol_hash_of_bytes(HashAlgorithm::Md5, b"a"), b""));
    }
}
