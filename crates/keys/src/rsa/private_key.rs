//! RSA private keys (§5.12): reading them, PKCS#1 or PKCS#8, as PEM or as bare base64 of the DER; and their power, blinded.

use super::der::{INTEGER, OBJECT_ID, OCTET_STRING, RSA_ENCRYPTION, Reader, SEQUENCE};
use super::modular::{Exponent, Modulus, invert, multiply, pow, public_exponent, to_bytes};
use super::pem;
use super::public_key::PublicKey;
use crate::random::Entropy;
use passwork_values::CryptoError;
use zeroize::Zeroizing;

/// A private key, as much of it as decryption needs.
///
/// It works without the primes (CRT), which would make it about three times as fast. A damaged prime or a slip of the
/// computer there gives an answer from which whoever sees it computes the key (Boneh, DeMillo, Lipton 1997); and what is
/// not read can neither be wrong nor leak. Where it matters, with many keys of 2048 bits, the platform is faster than
/// either.
pub(super) struct PrivateKey {
    modulus: Modulus,
    /// Public exponent e.
    public: Exponent,
    /// Private exponent d.
    private: Exponent,
}

impl PrivateKey {
    /// The first private key in the text.
    pub(super) fn read(text: &[u8]) -> Option<Self> {
        pem::first(text, read_der)
    }

    /// The public half.
    pub(super) fn public_half(&self) -> PublicKey {
        PublicKey::new(self.modulus.clone(), self.public.clone())
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

/// The contents of the PKCS#1 `RSAPrivateKey` that a DER is or, in PKCS#8, holds.
pub(super) fn pkcs1_of(der: &[u8]) -> Option<&[u8]> {
    let whole = Reader::new(der).take(SEQUENCE)?;
    let mut key = Reader::new(whole);
    key.take(INTEGER)?;
    if key.peek()? == INTEGER {
        return Some(whole);
    }
    // PKCS#8: the same again, with the algorithm before it, in an OCTET STRING.
    if Reader::new(key.take(SEQUENCE)?).take(OBJECT_ID)? != RSA_ENCRYPTION {
        return None;
    }
    Reader::new(key.take(OCTET_STRING)?).take(SEQUENCE)
}

fn read_der(der: &[u8]) -> Option<PrivateKey> {
    let mut key = Reader::new(pkcs1_of(der)?);
    key.take(INTEGER)?; // the version
    let (n, e, d) = (key.unsigned()?, key.unsigned()?, key.unsigned()?);
    let modulus = Modulus::new(n)?;
    Some(PrivateKey { public: public_exponent(e)?, private: modulus.exponent(d)?, modulus })
}
