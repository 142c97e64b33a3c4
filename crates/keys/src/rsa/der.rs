//! DER (X.690), as much of it as keys need.

/// INTEGER.
pub(super) const INTEGER: u8 = 0x02;
/// BIT STRING.
pub(super) const BIT_STRING: u8 = 0x03;
/// OCTET STRING.
pub(super) const OCTET_STRING: u8 = 0x04;
/// NULL.
pub(super) const NULL: u8 = 0x05;
/// OBJECT IDENTIFIER.
pub(super) const OBJECT_ID: u8 = 0x06;
/// SEQUENCE.
pub(super) const SEQUENCE: u8 = 0x30;

/// 1.2.840.113549.1.1.1, rsaEncryption.
pub(super) const RSA_ENCRYPTION: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01];

/// The elements of a constructed value, one after the other.
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// The tag of the next element.
    pub(super) fn peek(&self) -> Option<u8> {
        self.0.first().copied()
    }

    /// The contents of the next element, if it has this tag and is there in full. Lengths in more bytes than necessary
    /// are accepted, as OpenSSL does; indefinite ones are not.
    pub(super) fn take(&mut self, tag: u8) -> Option<&'a [u8]> {
        let (&[found, first], mut rest) = self.0.split_first_chunk()?;
        if found != tag {
            return None;
        }
        let mut length = usize::from(first);
        if first >= 0x80 {
            let (bytes, after) = rest.split_at_checked(usize::from(first & 0x7F))?;
            if bytes.is_empty() {
                return None;
            }
            length =
                bytes.iter().try_fold(0usize, |length, &byte| Some(length.checked_mul(256)? | usize::from(byte)))?;
            rest = after;
        }
        let (contents, after) = rest.split_at_checked(length)?;
        self.0 = after;
        Some(contents)
    }

    /// The next element as an unsigned integer, big-endian without leading zeros.
    pub(super) fn unsigned(&mut self) -> Option<&'a [u8]> {
        let bytes = self.take(INTEGER)?;
        let zeros = bytes.iter().take_while(|&&byte| byte == 0).count();
        Some(&bytes[zeros..])
    }
}

/// Appends an element, its length in as few bytes as it needs.
pub(super) fn append(out: &mut Vec<u8>, tag: u8, contents: &[u8]) {
    out.push(tag);
    let length = contents.len().to_be_bytes();
    match contents.len() {
        short @ 0..0x80 => out.push(short as u8),
        _ => {
            let needed = &length[length.iter().take_while(|&&byte| byte == 0).count()..];
            out.push(0x80 | needed.len() as u8);
            out.extend_from_slice(needed);
        }
    }
    out.extend_from_slice(contents);
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_written_is_read() {
        for length in [0, 1, 127, 128, 255, 256, 65_535, 65_536] {
            let mut written = Vec::new();
            append(&mut written, OCTET_STRING, &vec![7; length]);
            assert_eq!(Reader::new(&written).take(OCTET_STRING).map(<[u8]>::len), Some(length));
        }
        let mut written = Vec::new();
        append(&mut written, INTEGER, &[7; 200]);
        assert_eq!(&written[..3], &[INTEGER, 0x81, 200]);
    }

    #[test]
    fn lengths() {
        assert_eq!(Reader::new(&[2, 1, 5]).take(INTEGER), Some(&[5][..]));
        assert_eq!(Reader::new(&[2, 0x81, 1, 5]).take(INTEGER), Some(&[5][..]));
        assert_eq!(Reader::new(&[2, 0x82, 0, 1, 5]).take(INTEGER), Some(&[5][..]));
        assert_eq!(Reader::new(&[2, 3, 0, 0, 5]).unsigned(), Some(&[5][..]));
        for bad in [
            &[][..],
            &[2],
            &[2, 1],
            &[2, 0x80, 0, 0],
            &[2, 0x81],
            &[2, 0x82, 1],
            &[2, 0x84, 255, 255, 255, 255],
            &[4, 1, 5],
        ] {
            assert_eq!(Reader::new(bad).take(INTEGER), None, "{bad:?}");
        }
        let mut huge = vec![2, 0x90];
        huge.extend_from_slice(&[255; 16]);
        assert_eq!(Reader::new(&huge).take(INTEGER), None);
    }

    proptest! {
        #[test]
        fn nothing_panics(bytes: Vec<u8>, tag in prop_oneof![Just(INTEGER), any::<u8>()]) {
            Reader::new(&bytes).take(tag);
            Reader::new(&[&[tag], &bytes[..]].concat()).take(tag);
            Reader::new(&[&[INTEGER], &bytes[..]].concat()).unsigned();
        }
    }
}
