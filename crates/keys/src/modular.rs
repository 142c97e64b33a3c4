//! Powers modulo an odd number, by Montgomery multiplication (CIOS: Koç, Acar, Kaliski 1996) on 32-bit limbs.
//!
//! The exponent is secret: which instructions run and which addresses are touched depends on lengths alone. The modulus
//! and the base are public. `crypto-bigint` does the same in 46 kB of WebAssembly, a tenth of the engine; here it is
//! the reference of the tests.

use std::hint::black_box;
use zeroize::Zeroizing;

/// A number below the modulus, the lowest limb first.
type Number = Zeroizing<Vec<u32>>;

/// Bits of the exponent that are taken at once.
const WINDOW: u32 = 4;

/// An odd modulus.
pub(super) struct Modulus {
    limbs: Vec<u32>,
    /// −1 / modulus, modulo 2³².
    inverse: u32,
    /// Length in bytes.
    length: usize,
}

impl Modulus {
    /// From big-endian bytes. `None` if the number is not odd or 1.
    pub(super) fn new(bytes: &[u8]) -> Option<Self> {
        let limbs = limbs(bytes, bytes.len().div_ceil(4));
        let low = limbs.first().copied().filter(|low| low & 1 == 1)?;
        if low == 1 && limbs.iter().skip(1).all(|&limb| limb == 0) {
            return None;
        }
        // Newton's iteration: an odd number is its own inverse modulo 8, and each step doubles the correct bits.
        let mut inverse = low;
        for _ in 0..4 {
            inverse = inverse.wrapping_mul(2u32.wrapping_sub(low.wrapping_mul(inverse)));
        }
        Some(Self { limbs: limbs.to_vec(), inverse: inverse.wrapping_neg(), length: bytes.len() })
    }

    /// base^exponent, as long as the modulus. `None` if the base is not below the modulus, or longer. All numbers are big-endian;
    /// the time depends on the length of the exponent, leading zeros included, not on its value.
    pub(super) fn pow(&self, base: &[u8], exponent: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        if base.len() > self.length {
            return None;
        }
        let base = limbs(base, self.limbs.len());
        if base.iter().rev().ge(self.limbs.iter().rev()) {
            return None;
        }
        let bits = 32 * self.limbs.len();
        let one = self.doubled(&limbs(&[1], self.limbs.len()), bits); // 1 in Montgomery form: R
        let base = self.multiply(&base, &self.doubled(&one, bits)); // · R² / R
        let mut powers = vec![one];
        for i in 1..1 << WINDOW {
            powers.push(self.multiply(&powers[i - 1], &base));
        }
        let mut result = powers[0].clone();
        for digit in exponent.iter().flat_map(|&byte| [byte >> 4, byte & 15]) {
            for _ in 0..WINDOW {
                result = self.multiply(&result, &result);
            }
            result = self.multiply(&result, &pick(&powers, digit));
        }
        let result = self.multiply(&result, &limbs(&[1], self.limbs.len()));
        let bytes: Zeroizing<Vec<u8>> =
            Zeroizing::new(result.iter().rev().flat_map(|limb| limb.to_be_bytes()).collect());
        Some(Zeroizing::new(bytes[bytes.len() - self.length..].to_vec()))
    }

    /// a · b / R, where R is 2 to the number of bits of all limbs.
    fn multiply(&self, a: &[u32], b: &[u32]) -> Number {
        let size = self.limbs.len();
        // One limb too many below, where what has become zero is dropped, and one above.
        let mut sum = Zeroizing::new(vec![0u32; size + 2]);
        for &limb in a {
            let factor = sum[1].wrapping_add(limb.wrapping_mul(b[0])).wrapping_mul(self.inverse);
            let (mut carry_1, mut carry_2) = (0u64, 0u64);
            for i in 0..size {
                let product = u64::from(limb) * u64::from(b[i]) + u64::from(sum[i + 1]) + carry_1;
                carry_1 = product >> 32;
                let reduced = u64::from(factor) * u64::from(self.limbs[i]) + (product & 0xFFFF_FFFF) + carry_2;
                carry_2 = reduced >> 32;
                sum[i] = reduced as u32;
            }
            let top = u64::from(sum[size + 1]) + carry_1 + carry_2;
            sum[size] = top as u32;
            sum[size + 1] = (top >> 32) as u32;
        }
        self.reduce(&sum[1..])
    }

    /// number · 2^times.
    fn doubled(&self, number: &Number, times: usize) -> Number {
        let mut number = number.clone();
        for _ in 0..times {
            let mut carry = 0;
            for limb in number.iter_mut() {
                (*limb, carry) = (*limb << 1 | carry, *limb >> 31);
            }
            number.push(carry);
            number = self.reduce(&number);
        }
        number
    }

    /// A number with one limb more, below twice the modulus, reduced.
    fn reduce(&self, number: &[u32]) -> Number {
        let (low, top) = number.split_at(self.limbs.len());
        let mut difference = Zeroizing::new(Vec::with_capacity(low.len() + 1));
        let mut borrow = 0i64; // 0 or -1
        for (&limb, &subtracted) in low.iter().zip(&self.limbs) {
            let limb = i64::from(limb) - i64::from(subtracted) + borrow;
            borrow = limb >> 32;
            difference.push(limb as u32);
        }
        // All ones if the number was below the modulus. The compiler must not make a jump of it.
        let keep = black_box((i64::from(top[0]) + borrow) >> 63) as u32;
        for (limb, &kept) in difference.iter_mut().zip(low) {
            *limb ^= (*limb ^ kept) & keep;
        }
        difference
    }
}

/// `numbers[index]`, with a look at all of them.
fn pick(numbers: &[Number], index: u8) -> Number {
    let mut picked = Zeroizing::new(vec![0; numbers[0].len()]);
    for (i, number) in numbers.iter().enumerate() {
        let mask = black_box((i64::from(index ^ i as u8) - 1) >> 63) as u32;
        for (limb, &of_number) in picked.iter_mut().zip(number.iter()) {
            *limb |= of_number & mask;
        }
    }
    picked
}

/// Big-endian bytes as `count` limbs, for which they are not too many.
fn limbs(bytes: &[u8], count: usize) -> Number {
    let mut limbs = Zeroizing::new(vec![0; count]);
    for (i, &byte) in bytes.iter().rev().enumerate() {
        limbs[i / 4] |= u32::from(byte) << (i % 4 * 8);
    }
    limbs
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};
    use crypto_bigint::{BoxedUint, Odd};
    use proptest::prelude::*;

    fn pow(base: &[u8], exponent: &[u8], modulus: &[u8]) -> Option<Vec<u8>> {
        Modulus::new(modulus)?.pow(base, exponent).map(|power| power.to_vec())
    }

    /// The same by `crypto-bigint`; base and modulus of the same length.
    fn reference(base: &[u8], exponent: &[u8], modulus: &[u8]) -> Option<Vec<u8>> {
        let number = |bytes: &[u8]| BoxedUint::from_be_slice(bytes, bytes.len() as u32 * 8).unwrap();
        let odd = Odd::new(number(modulus)).into_option()?;
        let base = number(base);
        if base >= *odd.as_ref() {
            return None;
        }
        let power = BoxedMontyForm::new(base, &BoxedMontyParams::new(odd)).pow(&number(exponent)).retrieve();
        let bytes = power.to_be_bytes();
        Some(bytes[bytes.len() - modulus.len()..].to_vec())
    }

    #[test]
    fn by_hand() {
        assert_eq!(pow(&[3], &[5], &[0, 7]), Some(vec![0, 5]));
        assert_eq!(pow(&[0, 6], &[2], &[0, 7]), Some(vec![0, 1]));
        assert_eq!(pow(&[6], &[2], &[0, 7]), Some(vec![0, 1]));
        assert_eq!(pow(&[4], &[], &[9]), Some(vec![1]));
        assert_eq!(pow(&[], &[3], &[9]), Some(vec![0]));
        assert_eq!(pow(&[1], &[0], &[3]), Some(vec![1]));
        for (base, modulus) in [
            (&[7][..], &[7][..]),
            (&[8], &[7]),
            (&[1, 0], &[7]),
            (&[0, 6], &[7]),
            (&[1], &[8]),
            (&[0], &[1]),
            (&[0], &[]),
        ] {
            assert_eq!(pow(base, &[2], modulus), None, "{base:?} {modulus:?}");
        }
    }

    /// Limbs of all ones and all zeros, where carries go wrong, among random ones.
    fn bytes(length: usize) -> impl Strategy<Value = Vec<u8>> {
        let limb = prop_oneof![3 => any::<u32>(), 1 => Just(u32::MAX), 1 => Just(0), 1 => Just(1 << 31), 1 => Just(1)];
        prop::collection::vec(limb, length.div_ceil(4))
            .prop_map(move |limbs| limbs.iter().flat_map(|limb| limb.to_be_bytes()).take(length).collect())
    }

    fn numbers() -> impl Strategy<Value = (Vec<u8>, Vec<u8>, Vec<u8>)> {
        (1usize..70).prop_flat_map(|length| (bytes(length), bytes(length), bytes(length)))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn as_the_reference((mut base, exponent, mut modulus) in numbers()) {
            // Half of all bases would be too great, and half of all moduli even.
            if base > modulus {
                std::mem::swap(&mut base, &mut modulus);
            }
            if let Some(last) = modulus.last_mut() {
                *last |= 1;
            }
            prop_assume!(modulus.iter().map(|&byte| u32::from(byte)).sum::<u32>() > 1);
            prop_assert_eq!(pow(&base, &exponent, &modulus), reference(&base, &exponent, &modulus));
        }

        #[test]
        fn nothing_panics(base: Vec<u8>, exponent in prop::collection::vec(any::<u8>(), 0..4), modulus: Vec<u8>) {
            pow(&base, &exponent, &modulus);
        }
    }
}
