//! The PLAIN text form: how values travel when there is no master password (§5.3). No secrecy, only a shape.

use super::base64;
use super::base64::{FOREIGN, PADDING, VALUES};
use super::code_units::{push_unit, read_bytes, read_leniently, with_ascii};
use crate::text::Text;
use zeroize::Zeroizing;

/// A text as the bytes of §5.3 steps 1 and 2: CR LF becomes LF, then each code unit takes 1 to 3 bytes of its own.
pub(super) fn to_bytes(text: &Text) -> Zeroizing<Vec<u8>> {
    // A character of four UTF-8 bytes takes six here, a lone surrogate three: enough room, so that the bytes are never
    // moved and no copy stays behind.
    let room = match text.as_wide() {
        Some(units) => units.len() * 3,
        None => text.as_utf8().map_or(0, |utf8| utf8.len() / 2 * 3 + 3),
    };
    let mut out = Zeroizing::new(Vec::with_capacity(room));
    let mut units = text.units().peekable();
    while let Some(unit) = units.next() {
        if unit != 0x0D || units.peek() != Some(&0x0A) {
            push_unit(unit, &mut out);
        }
    }
    out
}

/// `PLAIN(t)`. Every text has one, with lone surrogates too (K6).
pub fn encode(text: &Text) -> String {
    match text.as_utf8() {
        Some(utf8) if utf8.is_ascii() => encode_bytes(utf8.as_bytes()),
        _ => base64::encode(&to_bytes(text)),
    }
}

/// `PLAIN(t)` of the text with one character U+0000–U+00FF per byte. Quick for ASCII, such as the base64 of a file.
pub fn encode_bytes(bytes: &[u8]) -> String {
    if bytes.is_ascii() && !bytes.contains(&b'\r') {
        return base64::encode(bytes);
    }
    let mut out = Zeroizing::new(Vec::with_capacity(bytes.len() * 2));
    let mut rest = bytes.iter().peekable();
    while let Some(&byte) = rest.next() {
        if byte != b'\r' || rest.peek() != Some(&&b'\n') {
            push_unit(u16::from(byte), &mut out);
        }
    }
    base64::encode(&out)
}

/// `UNPLAIN(s)`. Never fails: junk is dropped, what is missing counts as zero (K6).
pub fn decode(text: &Text) -> Text {
    with_ascii(text, |ascii| match base64::decode_standard(ascii) {
        // Canonical base64 means the same to the lenient rule, and nearly all values are canonical.
        Some(bytes) => read_bytes(&Zeroizing::new(bytes)),
        None => read_leniently(&lenient_base64(ascii)),
    })
}

/// §5.3 UNPLAIN steps 1 and 2. The padding character is the value 64 wherever it stands, which makes "bytes" above
/// 255; they are kept, because the reading of them tells them from bytes.
#[inline(never)]
fn lenient_base64(ascii: &[u8]) -> Zeroizing<Vec<u16>> {
    let mut values = Zeroizing::new(Vec::with_capacity(ascii.len()));
    values.extend(ascii.iter().map(|&byte| VALUES[usize::from(byte)]).filter(|&value| value != FOREIGN));
    let mut out = Zeroizing::new(Vec::with_capacity(values.len() / 4 * 3 + 3));
    for group in values.chunks(4) {
        let mut four = [0; 4];
        four[..group.len()].copy_from_slice(group);
        let [e1, e2, e3, e4] = four.map(u16::from);
        out.push(e1 << 2 | e2 >> 4);
        if e3 != u16::from(PADDING) {
            out.push((e2 & 15) << 4 | e3 >> 2);
        }
        if e4 != u16::from(PADDING) {
            out.push((e3 & 3) << 6 | e4);
        }
    }
    out
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_answers() {
        assert_eq!(encode(&Text::from("😀")), "7aC97biA");
        assert_eq!(encode(&Text::from("\r\r\n\n")), "DQoK");
        assert_eq!(decode(&Text::from("YQ")), *"a\0\0");
        assert_eq!(decode(&Text::from("YQ=")), *"a\0");
        assert_eq!(decode(&Text::from("YQ==YQ==")), *"aa");
        assert_eq!(decode(&Text::from("8J+YgA==")), *"😀");
    }

    /// The text without what the form cannot keep.
    fn kept(units: &[u16]) -> Vec<u16> {
        let mut out = Vec::new();
        for (i, &unit) in units.iter().enumerate() {
            if unit != 0x0D || units.get(i + 1) != Some(&0x0A) {
                out.push(unit);
            }
        }
        out
    }

    fn units() -> impl Strategy<Value = Vec<u16>> {
        let unit = prop_oneof![any::<u16>(), 0xD800u16..0xE000, 0u16..0x100, Just(0x0D), Just(0x0A)];
        proptest::collection::vec(unit, 0..40)
    }

    proptest! {
        #[test]
        fn round_trip_of_any_units(units in units()) {
            let decoded = decode(&Text::from(encode(&Text::from_units(&units))));
            prop_assert_eq!(decoded.units().collect::<Vec<_>>(), kept(&units));
        }

        #[test]
        fn bytes_are_characters(bytes: Vec<u8>) {
            let units: Vec<u16> = bytes.iter().map(|&byte| byte.into()).collect();
            prop_assert_eq!(encode_bytes(&bytes), encode(&Text::from_units(&units)));
        }

        #[test]
        fn quick_and_lenient_reading_agree(text in "([A-Za-z0-9+/]{4}){0,9}([A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQ]=)?") {
            prop_assert_eq!(decode(&Text::from(&*text)), read_leniently(&lenient_base64(text.as_bytes())));
        }

        #[test]
        fn nothing_panics(units in units(), text in "[A-Z=/ é]{0,20}") {
            decode(&Text::from_units(&units));
            decode(&Text::from(text));
        }
    }
}
