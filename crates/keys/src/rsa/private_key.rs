//! RSA private keys (§5.12): reading them, PKCS#1 or PKCS#8, as PEM or as bare base64 of the DER; and their power, blinded.

use super::der::{INTEGER, OBJECT_ID, OCTET_STRING, Reader, SEQUENCE};
use super::modular::{Exponent, Modulus, invert, multiply, pow, public_exponent, to_bytes};
use crate::random::Entropy;
use passwork_values::CryptoError;
use passwork_values::base64::decode_skipping_foreign;
use zeroize::Zeroizing;

/// As much of a private key as decryption needs.
///
/// It works without the primes (CRT), which would make it about three times as fast. A damaged prime or a slip of the
/// computer there gives an answer from which whoever sees it computes the key (Boneh, DeMillo, Lipton 1997); and what is
/// not read can neither be wrong nor leak. Where it matters, with many keys of 2048 bits, the platform is faster than
/// either.
pub(super) struct PrivateKey {
    modulus: Modulus,
    /// e, public.
    public: Exponent,
    /// d.
    private: Exponent,
}

/// Longest public exponent that is taken, in bytes, as with OpenSSL. 65537 has three; a longer one makes each power slower.
const LONGEST_PUBLIC: usize = 8;

const BEGIN: &[u8] = b"-----BEGIN";
const DASHES: &[u8] = b"-----";

/// 1.2.840.113549.1.1.1, rsaEncryption.
const RSA_ENCRYPTION: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01];

impl PrivateKey {
    /// The first private key in the text. Neither the label of a PEM header nor the way lines end matters, and what stands
    /// outside of the PEM blocks is skipped.
    pub(super) fn read(text: &[u8]) -> Option<Self> {
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

    /// cipher^d (RSADP, RFC 8017 §5.1.2): the encoded message, as long as the modulus. A cipher text is no longer than
    /// that (§7.2.2 step 1), also by zeros; a shorter one has lost its leading zeros, as some encoders write it.
    ///
    /// Blinded (Kocher 1996): the secret power is taken of cipher · r^e, with a new random r each time, so that whoever
    /// chose the cipher text does not know what is multiplied. The result is (cipher · r^e)^d / r.
    ///
    /// # Errors
    /// [`CryptoError::CannotOpen`] if the cipher text is not below the modulus, [`CryptoError::RandomFailed`] without r,
    /// [`CryptoError::PrivateKey`] if the numbers of the key do not belong together.
    pub(super) fn power(&self, cipher: &[u8], source: &dyn Entropy) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
        let cipher = self.modulus.residue(cipher).ok_or(CryptoError::CannotOpen)?;
        let r = self.modulus.draw(source)?;
        // A true modulus has no factors that are met by chance.
        let unblind = invert(&r).ok_or(CryptoError::PrivateKey)?;
        let blinded = multiply(&cipher, &pow(&r, &self.public));
        let message = multiply(&pow(&blinded, &self.private), &unblind);
        // What is wrong must not be taken for padding by chance, and a key whose e is wrong unblinds to nonsense.
        if pow(&message, &self.public) != cipher {
            return Err(CryptoError::PrivateKey);
        }
        Ok(to_bytes(&message, &self.modulus))
    }
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
    let (n, e, d) = (key.unsigned()?, key.unsigned()?, key.unsigned()?);
    // An even e has no d, 1 does not encrypt.
    if e.len() > LONGEST_PUBLIC || e.last()? & 1 == 0 || e == [1] {
        return None;
    }
    let modulus = Modulus::new(n)?;
    Some(PrivateKey { public: public_exponent(e)?, private: modulus.exponent(d)?, modulus })
}
