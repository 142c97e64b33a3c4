//! RSA public keys: reading them, SubjectPublicKeyInfo or PKCS#1, as PEM or as bare base64 of the DER; and their power.

use super::der::{BIT_STRING, INTEGER, OBJECT_ID, RSA_ENCRYPTION, Reader, SEQUENCE};
use super::modular::{Exponent, Modulus, pow, public_exponent, to_bytes};
use super::pem;

/// A public key.
pub(super) struct PublicKey {
    modulus: Modulus,
    exponent: Exponent,
}

impl PublicKey {
    /// From its numbers.
    pub(super) fn new(modulus: Modulus, exponent: Exponent) -> Self {
        Self { modulus, exponent }
    }

    /// The first public key in the text.
    pub(super) fn read(text: &[u8]) -> Option<Self> {
        pem::first(text, read_der)
    }

    /// Length of the modulus in bytes.
    pub(super) fn length(&self) -> usize {
        self.modulus.length()
    }

    /// message^e (RSAEP, RFC 8017 §5.1.1), as long as the modulus. `None` if the message is not below it.
    pub(super) fn power(&self, message: &[u8]) -> Option<Vec<u8>> {
        let message = self.modulus.residue(message)?;
        Some(to_bytes(&pow(&message, &self.exponent), &self.modulus).to_vec())
    }
}

fn read_der(der: &[u8]) -> Option<PublicKey> {
    let mut key = Reader::new(Reader::new(der).take(SEQUENCE)?);
    if key.peek()? == INTEGER {
        return read_pkcs1(key);
    }
    if Reader::new(key.take(SEQUENCE)?).take(OBJECT_ID)? != RSA_ENCRYPTION {
        return None;
    }
    // The first byte tells how many bits of the last are not used: a key has whole bytes.
    let bits = key.take(BIT_STRING)?.strip_prefix(&[0])?;
    read_pkcs1(Reader::new(Reader::new(bits).take(SEQUENCE)?))
}

/// The contents of a PKCS#1 `RSAPublicKey`: two numbers, where a private key has more.
fn read_pkcs1(mut key: Reader<'_>) -> Option<PublicKey> {
    let (n, e) = (key.unsigned()?, key.unsigned()?);
    if key.peek().is_some() {
        return None;
    }
    Some(PublicKey { modulus: Modulus::new(n)?, exponent: public_exponent(e)? })
}
