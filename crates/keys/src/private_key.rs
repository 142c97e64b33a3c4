//! Reading an RSA private key (§5.12): PKCS#1 or PKCS#8, as PEM or as bare base64 of the DER.

use super::der::{INTEGER, OBJECT_ID, OCTET_STRING, Reader, SEQUENCE};
use super::modular::Modulus;
use passwork_values::base64::decode_skipping_foreign;
use zeroize::Zeroizing;

/// As much of a private key as decryption needs. It works without the primes, which make it two to four times as fast
/// and the code much longer; so whatever else the key says is not looked at.
pub(super) struct PrivateKey {
    /// n.
    pub(super) modulus: Modulus,
    /// d, big-endian, as long as the modulus and wiped when dropped.
    pub(super) exponent: Zeroizing<Vec<u8>>,
}

/// Sizes of the modulus that are taken, in bits. The protocol's are 1024 to 4096; the upper limit keeps a monster from
/// stopping the client for minutes.
const BITS: std::ops::RangeInclusive<usize> = 512..=8192;

const BEGIN: &[u8] = b"-----BEGIN";
const DASHES: &[u8] = b"-----";

/// 1.2.840.113549.1.1.1, rsaEncryption.
const RSA_ENCRYPTION: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01];

/// The first private key in the text. Neither the label of a PEM header nor the way lines end matters, and what stands
/// outside of the PEM blocks is skipped.
pub(super) fn read(text: &[u8]) -> Option<PrivateKey> {
    let mut blocks = 0;
    let mut rest = text;
    while let Some(begin) = find(rest, BEGIN) {
        blocks += 1;
        rest = &rest[begin + BEGIN.len()..];
        let body = &rest[find(rest, DASHES)? + DASHES.len()..];
        let (body, after) = body.split_at(find(body, DASHES).unwrap_or(body.len()));
        if let Some(key) = read_base64(body) {
            return Some(key);
        }
        rest = after;
    }
    if blocks == 0 { read_base64(text) } else { None }
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

fn read_base64(base64: &[u8]) -> Option<PrivateKey> {
    let der = Zeroizing::new(decode_skipping_foreign(base64));
    let mut key = Reader::new(Reader::new(&der).take(SEQUENCE)?);
    key.take(INTEGER)?;
    if key.peek()? == INTEGER {
        return read_pkcs1(key);
    }
    // PKCS#8: the same again, with the algorithm before it, in an OCTET STRING.
    if Reader::new(key.take(SEQUENCE)?).take(OBJECT_ID)? != RSA_ENCRYPTION {
        return None;
    }
    let mut key = Reader::new(Reader::new(key.take(OCTET_STRING)?).take(SEQUENCE)?);
    key.take(INTEGER)?;
    read_pkcs1(key)
}

/// What follows the version of a PKCS#1 `RSAPrivateKey`.
fn read_pkcs1(mut key: Reader<'_>) -> Option<PrivateKey> {
    let (n, _e, d) = (key.unsigned()?, key.unsigned()?, key.unsigned()?);
    if !BITS.contains(&n.len().checked_mul(8)?) {
        return None;
    }
    // Leading zeros, so that the length tells nothing of the number.
    let zeros = vec![0; n.len().checked_sub(d.len())?];
    Some(PrivateKey { modulus: Modulus::new(n)?, exponent: Zeroizing::new([&zeros[..], d].concat()) })
}
