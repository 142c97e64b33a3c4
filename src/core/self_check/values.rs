//! Known answers of what values are sealed with, and of their forms.

use crate::core::crypto::simd::SimdKernels;
use crate::core::crypto::{
    Key, aes_cbc, base32 as armour, base64 as base, md5 as md, openssl_enc, plain_form, plain_utf8,
};
use crate::core::crypto::{sha256 as sha, simd::Scalar};
use crate::core::text::Text;
use std::array::from_fn;

pub(super) const PLAIN: &[u8] = b"The answer that every engine must give, however and wherever it was built";
pub(super) const SALT: openssl_enc::Salt = *b"saltsalt";
const KEY: &str = "known key";
const TEXT: &str = "\r\n\"é€😀";

/// Of [`PLAIN`], with a key of the bytes 0 to 31 and a vector of 255 to 240.
const AES: [u8; 80] = [
    0xF9, 0xAF, 0x56, 0xFB, 0x7E, 0xD9, 0xC6, 0xE0, 0xE5, 0xCA, 0x79, 0x96, 0xC1, 0x28, 0x35, 0xDC, 0x97, 0x46, 0x2C,
    0x87, 0xCE, 0xDF, 0xA8, 0xB2, 0x24, 0x63, 0xBD, 0x75, 0xFF, 0x9E, 0xFA, 0xA7, 0x2B, 0x46, 0x2F, 0xE2, 0xCB, 0xD6,
    0xA3, 0x9B, 0x9A, 0xC5, 0xBC, 0x5E, 0xB4, 0x7C, 0x8A, 0x12, 0x0F, 0x52, 0x22, 0x00, 0xF2, 0xDB, 0xD8, 0x7D, 0x46,
    0xD7, 0x39, 0xF5, 0x7A, 0xAB, 0x66, 0xEF, 0xEB, 0x8B, 0x91, 0x1F, 0x54, 0xED, 0xE9, 0xA8, 0x29, 0x08, 0x01, 0x6D,
    0x5D, 0x9B, 0x7B, 0xE4,
];

const MD5: [u8; 16] = [0x7B, 0xE4, 0xC9, 0x02, 0xB2, 0xC8, 0xC6, 0xE8, 0x17, 0xEE, 0xD7, 0x8B, 0x3C, 0x49, 0xB3, 0x43];

/// Key and vector of `EVP_BytesToKey`.
const CHAINED: [u8; 48] = [
    0xE7, 0x0B, 0x1A, 0xA7, 0xDF, 0x2D, 0xD7, 0xBB, 0xB4, 0x64, 0xB3, 0x0D, 0xF3, 0xC0, 0x74, 0xEE, 0x33, 0xF6, 0x34,
    0x1C, 0xFB, 0xC9, 0x65, 0x2B, 0xE7, 0xB3, 0xDE, 0xDC, 0xAD, 0x76, 0xB3, 0x7C, 0xD8, 0xCD, 0xC8, 0x72, 0x3F, 0xFD,
    0xF7, 0xDA, 0xD1, 0x99, 0xDF, 0x03, 0x97, 0xAD, 0x34, 0xF2,
];

const SHA256: [u8; 32] = [
    0x0B, 0x80, 0x05, 0x89, 0xDD, 0xD9, 0x41, 0x95, 0x1D, 0xA1, 0x2A, 0x67, 0x4D, 0x32, 0xFF, 0xD1, 0xD7, 0xAD, 0x0E,
    0xB4, 0x7B, 0x9B, 0x2E, 0x31, 0x4D, 0xA3, 0xB7, 0x3C, 0xD2, 0x3A, 0x70, 0x85,
];

/// The protocol's, of a text for which it differs (K8): 63 times x, é, 57 times x, in one character a byte.
const SHA256_ODD: [u8; 32] = [
    0x73, 0x2C, 0xC2, 0x5D, 0x88, 0x49, 0xCB, 0x75, 0xE1, 0x9B, 0xE3, 0xA3, 0x65, 0x98, 0xA4, 0xF3, 0xA3, 0xBF, 0x4F,
    0x0B, 0xC1, 0x1B, 0x84, 0x8F, 0xF1, 0xE1, 0xED, 0x0E, 0xBE, 0x8B, 0x70, 0xF6,
];

/// All letters of the armour in their order.
pub(super) const LETTERS_32: &str = "0123456789abcdefghjkmnpqrtuvwxyz";

/// SHA-256 of the armour of the numbers 0 to 1023, of ten bits each: of all pairs of letters.
const PAIRS: [u8; 32] = [
    0xBA, 0xA1, 0x50, 0x73, 0x73, 0x33, 0x65, 0x9C, 0x6B, 0x75, 0xC2, 0x8A, 0xA8, 0x60, 0x81, 0xA0, 0xCF, 0x62, 0x94,
    0x64, 0x87, 0xE8, 0xEE, 0x23, 0x00, 0x54, 0x78, 0x8F, 0x50, 0xAA, 0x00, 0x3A,
];

/// All letters of base64 in their order, and the bytes that they stand for.
pub(super) const LETTERS_64: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BYTES_64: [u8; 48] = [
    0x00, 0x10, 0x83, 0x10, 0x51, 0x87, 0x20, 0x92, 0x8B, 0x30, 0xD3, 0x8F, 0x41, 0x14, 0x93, 0x51, 0x55, 0x97, 0x61,
    0x96, 0x9B, 0x71, 0xD7, 0x9F, 0x82, 0x18, 0xA3, 0x92, 0x59, 0xA7, 0xA2, 0x9A, 0xAB, 0xB2, 0xDB, 0xAF, 0xC3, 0x1C,
    0xB3, 0xD3, 0x5D, 0xB7, 0xE3, 0x9E, 0xBB, 0xF3, 0xDF, 0xBF,
];

/// Of [`TEXT`]: as code units, where line ends become alike, and as UTF-8.
const CODE_UNITS: &str = "CiLDqeKCrO2gve24gA==";
const UTF8: &str = "DQoiw6nigqzwn5iA";

/// [`TEXT`] under [`KEY`] with [`SALT`].
const SEALED: &str = "amt4cwv48xb6pp1h75x5jnvr61hk4hkkch5qatkpct1q8n2ka5q74ua58tjncxum711njf8";

fn aes_key() -> ([u8; 32], [u8; 16]) {
    (from_fn(|i| i as u8), from_fn(|i| 255 - i as u8))
}

pub(super) fn aes_seals(_: &dyn SimdKernels) -> bool {
    let (key, iv) = aes_key();
    let mut blocks = PLAIN[..64].to_vec();
    aes_cbc::encrypt_blocks(&key, &iv, &mut blocks);
    aes_cbc::encrypt(&key, &iv, PLAIN) == AES && blocks == AES[..64]
}

pub(super) fn aes(kernels: &dyn SimdKernels) -> bool {
    let (key, iv) = aes_key();
    aes_seals(kernels) && aes_cbc::decrypt(&key, &iv, AES.to_vec()).is_ok_and(|plain| *plain == PLAIN)
}

fn key() -> Option<Key> {
    Key::new(KEY.into()).ok()
}

pub(super) fn md5(_: &dyn SimdKernels) -> bool {
    let chained = key().and_then(|key| openssl_enc::key_and_iv(&key, &SALT).ok());
    md::protocol_of_bytes(PLAIN) == MD5
        && chained.is_some_and(|made| *made.key() == CHAINED[..32] && *made.iv() == CHAINED[32..])
}

pub(super) fn sha256(_: &dyn SimdKernels) -> bool {
    let mut odd = [b'x'; 121];
    odd[63] = 0xE9;
    let mut of_file = sha::OfBytes::default();
    of_file.update(&odd);
    sha::standard(PLAIN) == SHA256 && of_file.protocol() == SHA256_ODD && sha::protocol_of_bytes(&odd) == SHA256_ODD
}

pub(super) fn base32(_: &dyn SimdKernels) -> bool {
    let mut numbers = Vec::new();
    let mut n = 0u64;
    while n < 1024 {
        numbers.extend_from_slice(&(n << 30 | (n + 1) << 20 | (n + 2) << 10 | (n + 3)).to_be_bytes()[3..]);
        n += 4;
    }
    let mut letters = Vec::new();
    armour::encode_into(&Scalar, &numbers, &mut letters);
    sha::standard(&letters) == PAIRS
        && armour::decode(&letters) == numbers
        && armour::decode(&letters.to_ascii_uppercase()) == numbers
        && armour::decode(b"oOiIlLsS") == armour::decode(b"00111155")
}

pub(super) fn base64(_: &dyn SimdKernels) -> bool {
    base::encode(&BYTES_64) == LETTERS_64
        && base::decode_standard(LETTERS_64.as_bytes()).is_some_and(|bytes| bytes == BYTES_64)
        && base::decode_skipping_foreign(LETTERS_64.as_bytes()) == BYTES_64
}

pub(super) fn plain_forms(_: &dyn SimdKernels) -> bool {
    let text = Text::from(TEXT);
    plain_form::encode(&text) == CODE_UNITS
        && plain_form::decode(&CODE_UNITS.into()) == TEXT[1..]
        && plain_utf8::encode(&text).is_ok_and(|form| form == UTF8)
        && plain_utf8::decode(&UTF8.into()).is_ok_and(|read| read == text)
}

pub(super) fn envelope(_: &dyn SimdKernels) -> bool {
    let Some(key) = key() else { return false };
    let text = Text::from(TEXT);
    openssl_enc::seal_text(&text, &key, SALT).is_ok_and(|sealed| sealed == SEALED)
        && openssl_enc::open_text(&SEALED.into(), &key).is_ok_and(|opened| opened == text)
}
