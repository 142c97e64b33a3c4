//! Known answers of what makes and opens keys.

use super::values::{PLAIN, SALT};
use crate::core::crypto::CryptoError;
use crate::core::crypto::pbkdf2::{Derivation, Digest};
use crate::core::crypto::random::Entropy;
use crate::core::crypto::rsa::{self, Padding};
use crate::core::crypto::simd::SimdKernels;
use crate::core::crypto::totp::{Algorithm, Spelling, Totp};
use std::cell::Cell;

/// A private key that nobody uses, of 640 bits: as small as OAEP with SHA-256 allows. PKCS#1, without what is not read of it.
const KEY: &str = "MIGtAgEAAlEAq102AD6Fhz8GqpbdkCrTvrLHBMdhc167ekDWOj6DJa2zs41LMY3uxRrbD7n2bFcN9tMnXhXwFihrCxQkm44VW7MIFTxd63zzA7EWP5NxpfUCAwEAAQJQf680TXpIhD2x+envrTw8ChurryPguNYdWzp0ZXGuxqRnAaKGJKZdAcgn1tv3OJN8PqNWU6XH2HDZaj+qEY9GLXA7p62W7wc73MM/LI2z4AE=";
const MESSAGE: &str = "known answer";
const OAEP: &str =
    "CQ2KYHd21zkg8w/ZEpLlKKsrCUX0lNBqyyt1/zImwZPBKWxC0t5ARzBTrbQJSro/O1O5QtS+cO4zhRO4oSyN3RzroZ7TRnW691R+BpWXMso=";
const PKCS1: &str =
    "ZUOFNqHNvlhtJy8FNhZqkev143izpzXJWdS1Y01uuwUY3zOQfkXVtvQ9K5jUsPcEVx4nct7RYYXBEsDY3hgK4FVSvgDkYO024UwrtTDoEYk=";

/// The last 8 of 24 bytes, after three rounds.
const DERIVED: [(Digest, [u8; 8]); 7] = [
    (Digest::Md5, [0x2F, 0x99, 0xF5, 0x0A, 0xFC, 0x48, 0xAA, 0xA9]),
    (Digest::Ripemd160, [0x43, 0x88, 0x88, 0xDD, 0x69, 0x39, 0x2F, 0x1C]),
    (Digest::Sha1, [0x7E, 0x0C, 0x0A, 0x5C, 0x36, 0xF3, 0x8C, 0x0A]),
    (Digest::Sha224, [0xC0, 0xCF, 0xDA, 0x5F, 0x25, 0x57, 0xEC, 0xA6]),
    (Digest::Sha256, [0x47, 0x3F, 0x37, 0xBB, 0xD1, 0x06, 0x01, 0x5A]),
    (Digest::Sha384, [0xFB, 0xA2, 0x73, 0x2D, 0x27, 0x5E, 0x7A, 0x1A]),
    (Digest::Sha512, [0x0C, 0x37, 0xDB, 0x7E, 0x50, 0x69, 0xF8, 0xA8]),
];

/// The secret of RFC 6238, and its codes 59 seconds after 1970.
const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const CODES: [(Algorithm, &str); 3] =
    [(Algorithm::Sha1, "94287082"), (Algorithm::Sha256, "32247374"), (Algorithm::Sha512, "69342147")];

/// Bytes that count up: nothing is kept secret by them.
struct Counting(Cell<u8>);

impl Entropy for Counting {
    fn fill(&self, out: &mut [u8]) -> Result<(), CryptoError> {
        for byte in out {
            self.0.set(self.0.get().wrapping_add(1));
            *byte = self.0.get();
        }
        Ok(())
    }
}

pub(super) fn rsa(_: &dyn SimdKernels) -> bool {
    let source = Counting(Cell::new(0));
    let opens = |cipher: &str, padding| {
        let opened = rsa::decrypt(&KEY.into(), &cipher.into(), &source);
        opened.is_ok_and(|(message, found)| *message == MESSAGE.as_bytes() && found == padding)
    };
    opens(OAEP, Padding::Oaep)
        && opens(PKCS1, Padding::Pkcs1V15)
        && rsa::encrypt_to_owner(&KEY.into(), MESSAGE.as_bytes(), &source)
            .is_ok_and(|cipher| opens(&cipher, Padding::Oaep))
}

pub(super) fn pbkdf2(_: &dyn SimdKernels) -> bool {
    DERIVED.iter().all(|(digest, last)| {
        let derived = Derivation::new(PLAIN, &SALT, *digest, 3, 24).ok().and_then(|mut derivation| {
            derivation.run(u32::MAX);
            derivation.into_bytes()
        });
        derived.is_some_and(|bytes| bytes.ends_with(last))
    })
}

pub(super) fn totp(_: &dyn SimdKernels) -> bool {
    let Ok(mut totp) = Totp::of_secret(SECRET, Spelling::Typed) else { return false };
    totp.digits = 8;
    CODES.iter().all(|(algorithm, expected)| {
        totp.algorithm = *algorithm;
        totp.code(59_000.0).is_ok_and(|code| code == *expected)
    })
}
