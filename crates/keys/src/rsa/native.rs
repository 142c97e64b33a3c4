//! A private key and a cipher text in the form that platforms take, whose own RSA is fifty times as fast.

use super::der::{INTEGER, NULL, OBJECT_ID, OCTET_STRING, RSA_ENCRYPTION, Reader, SEQUENCE, append};
use super::pem;
use super::private_key::pkcs1_of;
use passwork_values::base64::decode_skipping_foreign;
use passwork_values::code_units::with_ascii;
use passwork_values::text::Text;
use zeroize::Zeroizing;

/// Version 0, of PKCS#8 too.
const VERSION: [u8; 3] = [INTEGER, 1, 0];

/// What a platform is given.
pub struct NativeParts {
    /// The private key, PKCS#8.
    pub pkcs8: Zeroizing<Vec<u8>>,
    /// The cipher text, as long as the modulus.
    pub block: Vec<u8>,
}

impl NativeParts {
    /// Of the key that this module's own arithmetic would read; `None` where it reads none, and for a cipher text that is too
    /// long. Whether its numbers are any good is for whoever works with them.
    pub fn of(private_key_text: &Text, cipher_base64: &Text) -> Option<Self> {
        let (pkcs8, length) = with_ascii(private_key_text, |text| pem::first(text, read_der))?;
        let cipher = with_ascii(cipher_base64, decode_skipping_foreign);
        let mut block = vec![0; length.checked_sub(cipher.len())?];
        block.extend_from_slice(&cipher);
        Some(Self { pkcs8, block })
    }
}

/// PKCS#8 of a key, and the length of its modulus in bytes.
fn read_der(der: &[u8]) -> Option<(Zeroizing<Vec<u8>>, usize)> {
    let pkcs1 = pkcs1_of(der)?;
    let mut numbers = Reader::new(pkcs1);
    numbers.take(INTEGER)?; // the version
    let length = numbers.unsigned()?.len();

    // Room for all of it from the start: a buffer that grows leaves pieces of the key behind.
    let with_room = || Zeroizing::new(Vec::with_capacity(pkcs1.len() + 64));
    let (mut inner, mut body, mut whole) = (with_room(), with_room(), with_room());
    append(&mut inner, SEQUENCE, pkcs1);
    let mut algorithm = Vec::with_capacity(16);
    append(&mut algorithm, OBJECT_ID, RSA_ENCRYPTION);
    append(&mut algorithm, NULL, &[]);
    body.extend_from_slice(&VERSION);
    append(&mut body, SEQUENCE, &algorithm);
    append(&mut body, OCTET_STRING, &inner);
    append(&mut whole, SEQUENCE, &body);
    Some((whole, length))
}
