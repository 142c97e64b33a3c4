//! The SIMD kernels (`crates/simd`), called by addresses in our memory.

use super::imports;
use super::platform::JsPlatform;
use crate::core::crypto::simd::SimdKernels;

/// Bytes of scratch memory that `text_form` wants.
const SCRATCH: usize = 128;

impl SimdKernels for JsPlatform {
    fn base32_decode(&self, text: &[u8], bytes: &mut [u8]) -> usize {
        imports::with(|s| s.base32_decode(text.as_ptr(), text.len(), bytes.as_mut_ptr()))
    }

    fn base32_encode(&self, bytes: &[u8], text: &mut [u8]) -> usize {
        imports::with(|s| s.base32_encode(bytes.as_ptr(), bytes.len(), text.as_mut_ptr()))
    }

    fn base64_decode(&self, text: &[u8], bytes: &mut [u8]) -> usize {
        imports::with(|s| s.base64_decode(text.as_ptr(), text.len(), bytes.as_mut_ptr()))
    }

    fn base64_encode(&self, bytes: &[u8], text: &mut [u8]) -> usize {
        imports::with(|s| s.base64_encode(bytes.as_ptr(), bytes.len(), text.as_mut_ptr()))
    }

    fn text_form(&self, bytes: &[u8], text: &mut [u8]) -> Option<usize> {
        let mut scratch = [0; SCRATCH];
        let length =
            imports::with(|s| s.text_form(bytes.as_ptr(), bytes.len(), text.as_mut_ptr(), scratch.as_mut_ptr()));
        (length > 0).then_some(length)
    }
}
