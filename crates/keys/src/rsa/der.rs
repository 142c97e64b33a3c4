//! DER (X.690), as much of it as keys need.

/// INTEGER.
pub(super) const INTEGER: u8 = 0x02;
/// BIT STRING.
pub(super) const BIT_STRING: u8 = 0x03;
/// OCTET STRING.
pub(super) const OCTET_STRING: u8 = 0x04;
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

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
