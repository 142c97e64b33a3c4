//! The seam to SIMD: conversions of many bytes, done elsewhere as far as they can be.

/// SIMD kernels. Each conversion begins at the start of its input, may stop anywhere, and says how much of the input it
/// has done; the rest is done here. So a kernel may always do nothing, which is what one that is left out does.
pub trait SimdKernels {
    /// Armour to bytes. Gives the number of characters done, a multiple of 16, none of which is to be skipped. `bytes` has
    /// room for all of them; what lies beyond those that were done may hold anything afterwards.
    fn base32_decode(&self, _text: &[u8], _bytes: &mut [u8]) -> usize {
        0
    }

    /// Bytes to armour. Gives the number of bytes done, a multiple of 10.
    fn base32_encode(&self, _bytes: &[u8], _text: &mut [u8]) -> usize {
        0
    }

    /// Base64 without padding to bytes. Gives the number of characters done, a multiple of 16, all of the alphabet. As for
    /// armour, `bytes` may hold anything beyond.
    fn base64_decode(&self, _text: &[u8], _bytes: &mut [u8]) -> usize {
        0
    }

    /// Bytes to base64. Gives the number of bytes done, a multiple of 12.
    fn base64_encode(&self, _bytes: &[u8], _text: &mut [u8]) -> usize {
        0
    }

    /// The UTF-8 of all bytes as characters; `text` has room for two each. Gives its length, or `None` for nothing done.
    fn text_form(&self, _bytes: &[u8], _text: &mut [u8]) -> Option<usize> {
        None
    }
}

/// Kernels that do nothing, so that all is done here: for small values, which are not worth the way.
pub struct Scalar;

impl SimdKernels for Scalar {}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// SimdKernels that stop where they like, and do what they do in the slowest way.
    pub struct Some(pub usize);

    impl Some {
        fn part(&self, all: usize, group: usize) -> usize {
            all.min(self.0) / group * group
        }

        /// Groups of bits of one size as groups of another.
        fn regroup(from: &[u8], to: &mut [u8], bits: [usize; 2]) {
            let all: Vec<u8> = from.iter().flat_map(|byte| (0..bits[0]).rev().map(move |i| byte >> i & 1)).collect();
            for (out, group) in to.iter_mut().zip(all.chunks(bits[1])) {
                *out = group.iter().fold(0, |acc, bit| acc << 1 | bit);
            }
        }
    }

    const ARMOUR: &[u8] = b"0123456789abcdefghjkmnpqrtuvwxyz";
    const BASE64: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    fn values(letters: &[u8], text: &[u8]) -> Vec<u8> {
        text.iter().map_while(|t| letters.iter().position(|l| l == t).map(|at| at as u8)).collect()
    }

    impl SimdKernels for Some {
        fn base32_decode(&self, text: &[u8], bytes: &mut [u8]) -> usize {
            let values = values(ARMOUR, text);
            let done = self.part(values.len(), 16);
            bytes.fill(0xA5);
            Self::regroup(&values[..done], bytes, [5, 8]);
            done
        }

        fn base32_encode(&self, bytes: &[u8], text: &mut [u8]) -> usize {
            let done = self.part(bytes.len(), 10);
            Self::regroup(&bytes[..done], &mut text[..done / 5 * 8], [8, 5]);
            text[..done / 5 * 8].iter_mut().for_each(|letter| *letter = ARMOUR[usize::from(*letter)]);
            done
        }

        fn base64_decode(&self, text: &[u8], bytes: &mut [u8]) -> usize {
            let values = values(BASE64, text);
            let done = self.part(values.len(), 16);
            bytes.fill(0xA5);
            Self::regroup(&values[..done], bytes, [6, 8]);
            done
        }

        fn base64_encode(&self, bytes: &[u8], text: &mut [u8]) -> usize {
            let done = self.part(bytes.len(), 12);
            Self::regroup(&bytes[..done], &mut text[..done / 3 * 4], [8, 6]);
            text[..done / 3 * 4].iter_mut().for_each(|letter| *letter = BASE64[usize::from(*letter)]);
            done
        }

        fn text_form(&self, bytes: &[u8], text: &mut [u8]) -> Option<usize> {
            let form: String = bytes.iter().map(|&byte| char::from(byte)).collect();
            text.fill(0xA5);
            text[..form.len()].copy_from_slice(form.as_bytes());
            Option::Some(form.len())
        }
    }
}
