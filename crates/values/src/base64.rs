//! Base64 with the standard alphabet (RFC 4648 §4), and the two lenient ways of reading it that the protocol needs.

use super::simd::SimdKernels;
use base64::Engine as _;
use base64::alphabet;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};

/// Base64 without padding: reads what is left once the padding is gone, and does not look at the unused bits of the
/// last character.
const BARE: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::RequireNone)
        .with_decode_allow_trailing_bits(true),
);

/// Mark in [`VALUES`] of a character that base64 does not know.
pub(super) const FOREIGN: u8 = 0xFF;
/// Mark in [`VALUES`] of the padding character.
pub(super) const PADDING: u8 = 64;

/// The value of each ASCII character: 0–63, [`PADDING`] or [`FOREIGN`].
pub(super) const VALUES: [u8; 256] = {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
    let mut values = [FOREIGN; 256];
    let mut i = 0;
    while i < letters.len() {
        values[letters[i] as usize] = i as u8;
        i += 1;
    }
    values
};

/// Bytes to base64 with padding.
pub fn encode(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Appends base64 with padding. A long input may be given in chunks if all but the last are multiples of 3 bytes.
pub fn encode_into(kernels: &dyn SimdKernels, bytes: &[u8], out: &mut Vec<u8>) {
    let start = out.len();
    out.resize(start + bytes.len().div_ceil(3) * 4, 0);
    let done = kernels.base64_encode(bytes, &mut out[start..]);
    let rest = start + done / 3 * 4;
    let written = STANDARD.encode_slice(&bytes[done..], &mut out[rest..]).unwrap_or(0);
    debug_assert_eq!(written, out.len() - rest);
}

/// Reads canonical base64: padding complete, unused bits zero, nothing else in between. `None` for anything else.
pub fn decode_standard(text: &[u8]) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

/// Appends what canonical base64 stands for; false for anything else. A long input may be given in chunks if all but
/// the last are multiples of 4 characters, without padding.
pub fn decode_standard_into(kernels: &dyn SimdKernels, text: &[u8], is_last: bool, out: &mut Vec<u8>) -> bool {
    if !is_last && text.ends_with(b"=") {
        return false;
    }
    let start = out.len();
    out.resize(start + text.len() / 4 * 3, 0);
    let done = kernels.base64_decode(text, &mut out[start..]);
    out.truncate(start + done / 4 * 3);
    STANDARD.decode_vec(&text[done..], out).is_ok()
}

/// Reads base64 as the `atob` of browsers does (WHATWG Infra, "forgiving-base64 decode"): ASCII white space is
/// ignored, padding may be left out altogether (but not half of it), unused bits may be anything. `None` otherwise.
#[inline(never)]
pub fn decode_forgiving(text: &[u8]) -> Option<Vec<u8>> {
    let is_space = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0C);
    let stripped: zeroize::Zeroizing<Vec<u8>>;
    let mut text = text;
    if text.iter().any(is_space) {
        stripped = zeroize::Zeroizing::new(text.iter().copied().filter(|byte| !is_space(byte)).collect());
        text = &stripped;
    }
    if text.len().is_multiple_of(4) {
        text = text.strip_suffix(b"==").or_else(|| text.strip_suffix(b"=")).unwrap_or(text);
    }
    BARE.decode(text).ok()
}

/// Reads base64 in which every foreign character is skipped and padding is optional; it ends at the first `=`, and
/// bits that make no whole byte are dropped. For RSA texts (§5.12), which come wrapped in many ways.
#[inline(never)]
pub fn decode_skipping_foreign(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3 + 3);
    let (mut acc, mut bits) = (0u32, 0);
    for &byte in text {
        match VALUES[usize::from(byte)] {
            FOREIGN => continue,
            PADDING => break,
            value => acc = acc << 6 | u32::from(value),
        }
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((acc >> bits) as u8);
        }
    }
    out
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::super::simd::{Scalar, tests::Some as SimdKernels};
    use super::*;
    use proptest::prelude::*;

    /// RFC 4648 §10.
    const RFC: [(&str, &str); 7] = [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ];

    #[test]
    fn rfc_4648() {
        for (bytes, text) in RFC {
            assert_eq!(encode(bytes.as_bytes()), text);
            assert_eq!(decode_standard(text.as_bytes()).unwrap(), bytes.as_bytes());
            assert_eq!(decode_forgiving(text.as_bytes()).unwrap(), bytes.as_bytes());
            assert_eq!(decode_skipping_foreign(text.as_bytes()), bytes.as_bytes());
        }
    }

    #[test]
    fn standard_is_strict() {
        for bad in ["Zg", "Zg=", "Zh==", " Zg==", "Zg==\n", "Z===", "Zg==Zg==", "Zm9-", "é"] {
            assert_eq!(decode_standard(bad.as_bytes()), None, "{bad}");
        }
    }

    #[test]
    fn forgiving_as_atob() {
        for (text, bytes) in [("Zg", "f"), (" Z\tg\n=\r=\x0c", "f"), ("Zm8", "fo"), ("Zh==", "f"), ("  ", "")] {
            assert_eq!(decode_forgiving(text.as_bytes()).unwrap(), bytes.as_bytes(), "{text}");
        }
        for bad in ["Z", "Zg=", "Z===", "====", "=", "Zg==Zg==", "Zm9-", "Zm\x0b9v", "Zm9vZ", "Zg===", "\u{a0}Zg=="] {
            assert_eq!(decode_forgiving(bad.as_bytes()), None, "{bad}");
        }
    }

    #[test]
    fn foreign_characters_are_skipped() {
        assert_eq!(decode_skipping_foreign(b"-Z\r\n m9_v!Yg"), b"foob");
        assert_eq!(decode_skipping_foreign(b"Z"), b"");
        assert_eq!(decode_skipping_foreign(b"Zg==Zm9v"), b"f");
    }

    proptest! {
        #[test]
        fn round_trip(bytes: Vec<u8>) {
            let text = encode(&bytes);
            prop_assert_eq!(&decode_standard(text.as_bytes()).unwrap(), &bytes);
            prop_assert_eq!(&decode_forgiving(text.as_bytes()).unwrap(), &bytes);
            prop_assert_eq!(&decode_skipping_foreign(text.as_bytes()), &bytes);
            let mut chunked = b"x".to_vec();
            bytes.chunks(6).for_each(|chunk| encode_into(&Scalar, chunk, &mut chunked));
            prop_assert_eq!(&chunked[1..], text.as_bytes());
        }

        #[test]
        fn lanes_may_stop_anywhere(bytes: Vec<u8>, at in 0usize..200, junk in "[a-z/=é]{0,3}", cut: proptest::sample::Index) {
            let mut text = Vec::new();
            encode_into(&SimdKernels(at), &bytes, &mut text);
            prop_assert_eq!(&text, &encode(&bytes).into_bytes());
            text.splice(cut.index(text.len() + 1).., junk.bytes());
            let mut out = b"x".to_vec();
            let is_read = decode_standard_into(&SimdKernels(at), &text, true, &mut out);
            prop_assert_eq!(is_read.then(|| out[1..].to_vec()), decode_standard(&text));
        }

        #[test]
        fn no_input_panics(bytes: Vec<u8>) {
            decode_standard(&bytes);
            decode_forgiving(&bytes);
            decode_skipping_foreign(&bytes);
        }
    }
}
