//! Known answers: whether this engine computes what it must. The answers were computed elsewhere, by `node:crypto`, and
//! `tests/node/self-check.test.mjs` computes them again.

mod keys;
mod simd;
mod values;

use crate::core::crypto::simd::SimdKernels;
use std::cell::Cell;

/// A check: its name, and whether the answers are right.
type Check = (&'static str, fn(&dyn SimdKernels) -> bool);

/// All checks. The first of them is there where there are kernels.
const CHECKS: [Check; 11] = [
    ("SIMD", simd::agree),
    ("AES", values::aes),
    ("MD5", values::md5),
    ("SHA-256", values::sha256),
    ("base32", values::base32),
    ("base64", values::base64),
    ("text forms", values::plain_forms),
    ("envelope", values::envelope),
    ("RSA", keys::rsa),
    ("PBKDF2", keys::pbkdf2),
    ("TOTP", keys::totp),
];

/// The quick checks: of what values are sealed with, and not of what opens them.
const QUICK: [Check; 6] = [
    ("SIMD", simd::agree_in_sealing),
    ("AES", values::aes_seals),
    ("MD5", values::md5),
    ("SHA-256", values::sha256),
    ("base32", values::base32),
    ("base64", values::base64),
];

thread_local! {
    /// The outcome of the quick checks, one an engine, as there is one thread in it: 0 not known, 1 they have passed, from 2 on
    /// the place of the one that has failed.
    static OUTCOME: Cell<usize> = const { Cell::new(0) };
}

fn there(kernels: &dyn SimdKernels) -> &'static [Check] {
    const ALL: &[Check] = &CHECKS;
    &ALL[usize::from(!simd::are_used(kernels))..]
}

/// The names of the checks that there are.
pub fn names(kernels: &dyn SimdKernels) -> Vec<&'static str> {
    there(kernels).iter().map(|(name, _)| *name).collect()
}

/// Whether the check at a place in that list passes.
pub fn passes(number: usize, kernels: &dyn SimdKernels) -> bool {
    there(kernels).get(number).is_some_and(|(_, check)| check(kernels))
}

/// Whether this engine may seal values, found out once.
///
/// # Errors
/// The name of the check that has failed.
pub fn ensure_sound(kernels: &dyn SimdKernels) -> Result<(), &'static str> {
    if OUTCOME.get() == 0 {
        OUTCOME.set(QUICK.iter().position(|(_, check)| !check(kernels)).map_or(1, |place| place + 2));
    }
    OUTCOME.get().checked_sub(2).and_then(|place| QUICK.get(place)).map_or(Ok(()), |(name, _)| Err(*name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::crypto::simd::Scalar;

    /// Kernels that do one thing wrong.
    struct Wrong;

    impl SimdKernels for Wrong {
        fn base32_encode(&self, bytes: &[u8], text: &mut [u8]) -> usize {
            let done = bytes.len() / 10 * 10;
            text[..done / 5 * 8].fill(b'0');
            done
        }
    }

    #[test]
    fn the_answers_are_right() {
        let names = names(&Scalar);
        assert_eq!(names.len(), CHECKS.len() - 1);
        for (number, name) in names.into_iter().enumerate() {
            assert!(passes(number, &Scalar), "{name}");
        }
        assert!(!passes(CHECKS.len() - 1, &Scalar));
    }

    #[test]
    fn once_an_engine_and_for_good() {
        std::thread::spawn(|| {
            assert_eq!(names(&Wrong).len(), CHECKS.len());
            assert_eq!(ensure_sound(&Wrong), Err("SIMD"));
            assert_eq!(ensure_sound(&Scalar), Err("SIMD"));
        })
        .join()
        .unwrap_or_else(|_| panic!("a check has panicked"));
        assert_eq!(ensure_sound(&Scalar), Ok(()));
        assert_eq!(ensure_sound(&Wrong), Ok(()));
    }
}
