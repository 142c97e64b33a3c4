//! The base32 armour of sealed values (§5.2). Not the base32 of RFC 4648, which only TOTP uses.
//!
//! Armour is most of the length of a sealed file (15 MB for 5 MiB), so both ways work on tables and on eight
//! characters at a time.

use super::simd::{Scalar, SimdKernels};

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrtuvwxyz";

/// Mark in [`VALUES`] of a character that is skipped. No value of five bits has this bit.
const SKIP: u8 = 0x80;

/// The value of each ASCII character. The letters that the alphabet leaves out stand for the digits they look like.
const VALUES: [u8; 256] = {
    let mut values = [SKIP; 256];
    let mut i = 0;
    while i < ALPHABET.len() {
        values[ALPHABET[i] as usize] = i as u8;
        values[ALPHABET[i].to_ascii_uppercase() as usize] = i as u8;
        i += 1;
    }
    let aliases = [(b'o', 0), (b'i', 1), (b'l', 1), (b's', 5)];
    i = 0;
    while i < aliases.len() {
        values[aliases[i].0 as usize] = aliases[i].1;
        values[aliases[i].0.to_ascii_uppercase() as usize] = aliases[i].1;
        i += 1;
    }
    values
};

/// Bytes to armour: ⌈8·n/5⌉ characters, no padding.
pub fn encode(bytes: &[u8]) -> String {
    let mut out = Vec::with_capacity(encoded_len(bytes.len()));
    encode_into(&Scalar, bytes, &mut out);
    into_string(out)
}

/// Appends the armour of `bytes`. A long input may be given in chunks if all but the last are multiples of 5 bytes.
pub fn encode_into(kernels: &dyn SimdKernels, bytes: &[u8], out: &mut Vec<u8>) {
    let start = out.len();
    out.resize(start + encoded_len(bytes.len()), 0);
    let done = kernels.base32_encode(bytes, &mut out[start..]);
    let (groups, rest) = bytes[done..].as_chunks::<5>();
    let (letters, last_letters) = out[start + done / 5 * 8..].as_chunks_mut::<8>();
    for (&[a, b, c, d, e], letters) in groups.iter().zip(letters) {
        *letters = eight_letters(u64::from_be_bytes([0, 0, 0, a, b, c, d, e]));
    }
    if !rest.is_empty() {
        let mut last = [0; 8];
        last[3..3 + rest.len()].copy_from_slice(rest);
        last_letters.copy_from_slice(&eight_letters(u64::from_be_bytes(last))[..last_letters.len()]);
    }
}

/// The number of characters that `n` bytes take.
pub(super) fn encoded_len(n: usize) -> usize {
    n / 5 * 8 + (n % 5 * 8).div_ceil(5)
}

/// Armour as a `String`; it is ASCII, so this cannot fail.
pub(super) fn into_string(armour: Vec<u8>) -> String {
    String::from_utf8(armour).unwrap_or_default()
}

/// The letters of every ten bits.
const PAIRS: [[u8; 2]; 1024] = {
    let mut pairs = [[0; 2]; 1024];
    let mut i = 0;
    while i < pairs.len() {
        pairs[i] = [ALPHABET[i >> 5], ALPHABET[i & 31]];
        i += 1;
    }
    pairs
};

fn eight_letters(forty_bits: u64) -> [u8; 8] {
    let pair = |shift: u32| PAIRS[(forty_bits >> shift) as usize & 1023];
    let ([a, b], [c, d], [e, f], [g, h]) = (pair(30), pair(20), pair(10), pair(0));
    [a, b, c, d, e, f, g, h]
}

/// Armour to bytes. Case does not matter, aliases are understood, every other character is skipped, and bits that
/// make no whole byte are dropped: there is no armour that cannot be read.
pub fn decode(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let regular = decode_regular(&Scalar, text, &mut out);
    let (groups, rest) = text.as_chunks::<8>();
    // The low `bits` (0–7) bits of `acc` wait for company; those above are spent.
    let (mut acc, mut bits) = (0u64, 0u32);
    for group in &groups[regular..] {
        decode_singly(group, &mut acc, &mut bits, &mut out);
    }
    decode_singly(rest, &mut acc, &mut bits, &mut out);
    out
}

/// Appends the bytes of whole groups of eight characters as long as nothing is skipped: five bytes each. Gives the
/// number of those groups.
pub fn decode_regular(kernels: &dyn SimdKernels, text: &[u8], out: &mut Vec<u8>) -> usize {
    let (groups, _) = text.as_chunks::<8>();
    let start = out.len();
    out.resize(start + groups.len() * 5, 0);
    let mut regular = kernels.base32_decode(groups.as_flattened(), &mut out[start..]) / 8;
    let rest = start + regular * 5;
    // Written out, as the compiler does not unroll where it goes for size.
    let value = |byte: u8| u32::from(VALUES[usize::from(byte)]);
    for (bytes, &[a, b, c, d, e, f, g, h]) in out[rest..].as_chunks_mut::<5>().0.iter_mut().zip(&groups[regular..]) {
        let (a, b, c, d) = (value(a), value(b), value(c), value(d));
        let (e, f, g, h) = (value(e), value(f), value(g), value(h));
        if (a | b | c | d | e | f | g | h) & u32::from(SKIP) != 0 {
            break;
        }
        let high = a << 15 | b << 10 | c << 5 | d;
        let low = e << 15 | f << 10 | g << 5 | h;
        let forty = u64::from(high) << 20 | u64::from(low);
        let [_, _, _, five @ ..] = forty.to_be_bytes();
        *bytes = five;
        regular += 1;
    }
    out.truncate(start + regular * 5);
    regular
}

#[inline(never)]
fn decode_singly(text: &[u8], acc: &mut u64, bits: &mut u32, out: &mut Vec<u8>) {
    for &byte in text {
        let value = VALUES[usize::from(byte)];
        if value == SKIP {
            continue;
        }
        *acc = *acc << 5 | u64::from(value);
        *bits += 5;
        if *bits >= 8 {
            *bits -= 8;
            out.push((*acc >> *bits) as u8);
        }
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::super::simd::tests::Some as SimdKernels;
    use super::*;
    use proptest::prelude::*;

    /// The rule of §5.2, one character after the other.
    fn slow_decode(text: &[u8]) -> Vec<u8> {
        let mut bits = Vec::new();
        for byte in text {
            let byte = match byte.to_ascii_lowercase() {
                b'o' => b'0',
                b'i' | b'l' => b'1',
                b's' => b'5',
                other => other,
            };
            if let Some(value) = ALPHABET.iter().position(|&letter| letter == byte) {
                (0..5).rev().for_each(|i| bits.push(value >> i & 1));
            }
        }
        bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |acc, bit| acc << 1 | *bit as u8)).collect()
    }

    #[test]
    fn known_answers() {
        assert_eq!(encode(b"U2FsdGVkX1"), "amt4cwv48xb6pp1h");
        assert_eq!(encode(b""), "");
        assert_eq!(encode(&[0xFF]), "zw");
        assert_eq!(decode(b"oOiIlLsS"), [0x00, 0x02, 0x10, 0x84, 0xA5]);
        assert_eq!(decode("amt4\u{e9}$====".as_bytes()), [0x55, 0x32]);
    }

    proptest! {
        #[test]
        fn round_trip(bytes: Vec<u8>) {
            let text = encode(&bytes);
            prop_assert_eq!(text.len(), (bytes.len() * 8).div_ceil(5));
            prop_assert_eq!(decode(text.as_bytes()), bytes);
        }

        #[test]
        fn chunks_make_the_same(bytes: Vec<u8>) {
            let mut chunked = Vec::new();
            bytes.chunks(10).for_each(|chunk| encode_into(&Scalar, chunk, &mut chunked));
            prop_assert_eq!(chunked, encode(&bytes).into_bytes());
        }

        #[test]
        fn lanes_may_stop_anywhere(bytes: Vec<u8>, at in 0usize..200, junk in "[0-9A-Zé $]{0,3}", cut: proptest::sample::Index) {
            let mut text = Vec::new();
            encode_into(&SimdKernels(at), &bytes, &mut text);
            prop_assert_eq!(&text, &encode(&bytes).into_bytes());
            text.splice(cut.index(text.len() + 1).., junk.bytes());
            let (mut ours, mut theirs) = (b"x".to_vec(), b"x".to_vec());
            prop_assert_eq!(decode_regular(&SimdKernels(at), &text, &mut ours), decode_regular(&Scalar, &text, &mut theirs));
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn any_bytes_are_read_as_the_rule_says(text: Vec<u8>) {
            prop_assert_eq!(decode(&text), slow_decode(&text));
        }

        #[test]
        fn armour_with_junk_is_read_as_the_rule_says(text in "[0-9a-zA-Z]{0,24}[ \\-$\n]{0,2}[0-9a-z]{0,40}é?[a-z]{0,9}") {
            prop_assert_eq!(decode(text.as_bytes()), slow_decode(text.as_bytes()));
        }
    }
}
