//! The SIMD kernels against what is done without them.

use super::values::{LETTERS_32, LETTERS_64};
use crate::core::crypto::simd::{Scalar, SimdKernels};
use crate::core::crypto::{base32, base64, sha256};

/// Whether there are kernels that do something.
pub(super) fn are_used(kernels: &dyn SimdKernels) -> bool {
    kernels.base32_encode(&[0; 60], &mut [0; 96]) > 0
}

/// Whether the kernels give what is done without them.
pub(super) fn agree(kernels: &dyn SimdKernels) -> bool {
    agree_in_sealing(kernels) && (0..=255).all(|letter| read(kernels, letter) == read(&Scalar, letter))
}

/// The same of those alone that seal.
pub(super) fn agree_in_sealing(kernels: &dyn SimdKernels) -> bool {
    written(kernels) == written(&Scalar)
}

/// What all bytes are turned into, each at several places.
fn written(kernels: &dyn SimdKernels) -> Vec<u8> {
    let mut bytes = [0; 510];
    for (i, byte) in bytes.iter_mut().enumerate() {
        *byte = (i ^ i >> 8) as u8;
    }
    let mut out = Vec::new();
    base32::encode_into(kernels, &bytes, &mut out);
    base64::encode_into(kernels, &bytes, &mut out);
    sha256::text_form_into(kernels, &bytes, &mut out);
    sha256::text_form_into(kernels, LETTERS_64.as_bytes(), &mut out);
    out
}

/// What is read of a letter, at every place among others that belong there: whether it is known, and what it stands for.
fn read(kernels: &dyn SimdKernels, letter: u8) -> Vec<u8> {
    let mut out = Vec::new();
    for place in 0..16 {
        let mut text = [LETTERS_32.as_bytes(), LETTERS_32.as_bytes()].concat();
        text[place] = letter;
        let groups = base32::decode_regular(kernels, &text, &mut out);
        out.push(groups as u8);
        let mut text = LETTERS_64.as_bytes().to_vec();
        text[place] = letter;
        let length = out.len();
        if !base64::decode_standard_into(kernels, &text, true, &mut out) {
            out.truncate(length); // what is left of a text that is no base64 says nothing
        }
    }
    out
}
