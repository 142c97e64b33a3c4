//! The platform's own cryptography for large data, many times faster than ours. Small values never come here: the
//! crossing to JavaScript costs more than they do.

use crate::core::crypto::simd::SimdKernels;

/// Number of bytes from which the platform's engines are asked.
pub const LARGE_BYTES: usize = 32 * 1024;

/// AES-256-CBC and SHA-256 of the platform. `false` and `None` mean: not to be had here, do it yourself.
pub trait PlatformCrypto: SimdKernels {
    /// Encrypts whole blocks in place, without padding, at once (Node, Bun, Deno).
    fn encrypt_sync(&self, key: &[u8; 32], iv: &[u8; 16], blocks: &mut [u8]) -> bool;
    /// Decrypts whole blocks in place, without padding, at once.
    fn decrypt_sync(&self, key: &[u8; 32], iv: &[u8; 16], blocks: &mut [u8]) -> bool;
    /// Whether the two above are to be had.
    fn has_immediate_aes(&self) -> bool;
    /// Encrypts whole blocks in place, without padding (WebCrypto).
    fn encrypt(&self, key: &[u8; 32], iv: &[u8; 16], blocks: &mut [u8]) -> impl Future<Output = bool>;
    /// Decrypts a whole ciphertext with its padding (WebCrypto).
    fn decrypt(&self, key: &[u8; 32], iv: &[u8; 16], ciphertext: &[u8]) -> impl Future<Output = Option<Vec<u8>>>;
    /// SHA-256 of pieces, at once. `feed` fills the piece it is given and returns false after the last one.
    fn sha256_sync(&self, feed: &mut dyn FnMut(&mut Vec<u8>) -> bool) -> Option<[u8; 32]>;
}
