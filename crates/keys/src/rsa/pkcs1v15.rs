//! The padding of PKCS#1 v1.5 encryption (RFC 8017 §7.2).

/// The message of EM = 00 02, at least eight bytes that are not 00, 00, the message.
pub(super) fn unpad(padded: &[u8]) -> Option<&[u8]> {
    let rest = padded.strip_prefix(&[0, 2])?;
    let zero = rest.iter().position(|&byte| byte == 0)?;
    if zero < 8 { None } else { Some(&rest[zero + 1..]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding() {
        assert_eq!(unpad(&[0, 2, 1, 1, 1, 1, 1, 1, 1, 1, 0, 7]), Some(&[7][..]));
        assert_eq!(unpad(&[0, 2, 1, 1, 1, 1, 1, 1, 1, 1, 0]), Some(&[][..]));
        for bad in [
            &[][..],
            &[0],
            &[0, 2],
            &[0, 2, 1, 1, 1, 1, 1, 1, 1, 0, 7],
            &[0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 7],
            &[0, 2, 1, 1, 1, 1, 1, 1, 1, 1],
        ] {
            assert_eq!(unpad(bad), None, "{bad:?}");
        }
    }
}
