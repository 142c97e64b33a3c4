//! The padding of PKCS#1 v1.5 encryption (RFC 8017 §7.2).

use crate::random::{self, Entropy};
use passwork_values::CryptoError;
use zeroize::Zeroizing;

/// Bytes around the message: 00 02, the shortest row of random ones, 00.
const PADDING_BYTES: usize = 11;

/// EM = 00 02, random bytes that are not 00, 00, the message. `None` if the message is too long.
///
/// # Errors
/// [`CryptoError::RandomFailed`] without random bytes.
pub(super) fn pad(
    message: &[u8],
    modulus: usize,
    source: &dyn Entropy,
) -> Result<Option<Zeroizing<Vec<u8>>>, CryptoError> {
    if modulus.checked_sub(PADDING_BYTES).is_none_or(|longest| message.len() > longest) {
        return Ok(None);
    }
    let filler = modulus - message.len() - 3;
    let mut padded = Zeroizing::new(Vec::with_capacity(modulus));
    padded.extend_from_slice(&[0, 2]);
    let mut drawn = [0; 64];
    while padded.len() < 2 + filler {
        random::bytes(source, &mut drawn)?;
        let missing = 2 + filler - padded.len();
        padded.extend(drawn.iter().filter(|&&byte| byte != 0).take(missing));
    }
    padded.push(0);
    padded.extend_from_slice(message);
    Ok(Some(padded))
}

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
    #[cfg(not(target_arch = "wasm32"))]
    fn there_and_back() {
        use crate::random::tests::Deterministic;
        for length in [0, 1, 60, 117] {
            let message = vec![5; length];
            for seed in 0..20 {
                let padded = pad(&message, 128, &Deterministic::new(seed)).unwrap().unwrap();
                assert_eq!((padded.len(), unpad(&padded)), (128, Some(&message[..])));
            }
        }
        for (length, modulus) in [(118, 128), (1000, 128), (0, 10)] {
            assert_eq!(pad(&vec![5; length], modulus, &Deterministic::new(1)), Ok(None));
        }
    }

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
