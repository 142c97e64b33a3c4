//! AES-256 in CBC mode with PKCS#7 padding (NIST SP 800-38A §6.2). Constant-time: the `aes` crate uses the processor's
//! instructions or a bit-sliced implementation, never tables that depend on secrets.

use super::CryptoError;
use aes::Aes256;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockCipherDecBackend, BlockCipherDecClosure, BlockCipherDecrypt, BlockModeEncrypt};
use cbc::cipher::{BlockSizeUser, KeyInit, KeyIvInit, ParBlocks};
use zeroize::{Zeroize, Zeroizing};

/// Length of a block in bytes.
pub const BLOCK: usize = 16;

/// Encrypts; the result is 1 to 16 bytes longer than the input, a whole number of blocks.
pub fn encrypt(key: &[u8; 32], iv: &[u8; 16], plain: &[u8]) -> Vec<u8> {
    cbc::Encryptor::<Aes256>::new(key.into(), iv.into()).encrypt_padded_vec::<Pkcs7>(plain)
}

/// Encrypts whole blocks in place, without padding, for callers that go piece by piece: the IV of the next piece is the
/// last block of this one.
pub fn encrypt_blocks(key: &[u8; 32], iv: &[u8; 16], blocks: &mut [u8]) {
    let mut cipher = cbc::Encryptor::<Aes256>::new(key.into(), iv.into());
    let (blocks, _) = blocks.as_chunks_mut::<BLOCK>();
    for block in blocks {
        cipher.encrypt_block(block.into());
    }
}

/// Takes PKCS#7 padding off. The padding is no secret by itself: every failure is reported alike.
///
/// # Errors
/// [`CryptoError::CannotOpen`] if it is not correct.
pub fn unpad(plain: &mut Zeroizing<Vec<u8>>) -> Result<(), CryptoError> {
    let padding = usize::from(plain.last().copied().unwrap_or(0));
    let length = plain.len().checked_sub(padding).filter(|_| (1..=BLOCK).contains(&padding));
    match length {
        Some(length) if plain[length..].iter().all(|&b| usize::from(b) == padding) => {
            plain.truncate(length);
            Ok(())
        }
        _ => Err(CryptoError::CannotOpen),
    }
}

/// Decrypts in place.
///
/// # Errors
/// [`CryptoError::CannotOpen`] if it is not a whole number of blocks, at least one, with correct padding.
pub fn decrypt(key: &[u8; 32], iv: &[u8; 16], ciphertext: Vec<u8>) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
    let mut text = Zeroizing::new(ciphertext);
    let (blocks, []) = text.as_chunks_mut() else { return Err(CryptoError::CannotOpen) };
    Aes256::new(key.into()).decrypt_with_backend(Chain { blocks, previous: *iv });
    unpad(&mut text)?;
    Ok(text)
}

/// Blocks to decrypt, and the one before. In lanes as wide as the implementation's, to the end: for one block alone the
/// bit-sliced one takes as long as for four, and most values have two or three (`cbc` does the last ones one by one).
struct Chain<'a> {
    blocks: &'a mut [[u8; BLOCK]],
    previous: [u8; BLOCK],
}

impl BlockSizeUser for Chain<'_> {
    type BlockSize = <Aes256 as BlockSizeUser>::BlockSize;
}

impl BlockCipherDecClosure for Chain<'_> {
    fn call<B: BlockCipherDecBackend<BlockSize = Self::BlockSize>>(mut self, backend: &B) {
        let mut lanes = ParBlocks::<B>::default();
        for blocks in self.blocks.chunks_mut(lanes.len()) {
            for (lane, block) in lanes.iter_mut().zip(&*blocks) {
                lane.copy_from_slice(block);
            }
            backend.decrypt_par_blocks_inplace(&mut lanes);
            for (block, lane) in blocks.iter_mut().zip(&lanes) {
                let plain = u128::from_ne_bytes((*lane).into()) ^ u128::from_ne_bytes(self.previous);
                self.previous = std::mem::replace(block, plain.to_ne_bytes());
            }
        }
        lanes.iter_mut().for_each(|lane| lane.as_mut_slice().zeroize());
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use cbc::cipher::BlockModeDecrypt;
    use proptest::prelude::*;

    fn bytes<const N: usize>(hex: &str) -> [u8; N] {
        std::array::from_fn(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap())
    }

    /// NIST SP 800-38A, F.2.5 CBC-AES256.Encrypt.
    #[test]
    fn sp800_38a() {
        let key = bytes("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4");
        let iv = bytes("000102030405060708090a0b0c0d0e0f");
        let plain: [u8; 64] = bytes(
            "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710",
        );
        let cipher: [u8; 64] = bytes(
            "f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d39f23369a9d9bacfa530e26304231461b2eb05e2c39be9fcda6c19078c6a9d1b",
        );
        let sealed = encrypt(&key, &iv, &plain);
        assert_eq!(sealed.len(), 80);
        assert_eq!(sealed[..64], cipher);
        assert_eq!(*decrypt(&key, &iv, sealed).unwrap(), plain);
    }

    #[test]
    fn no_block_or_half_a_block_is_an_error() {
        for length in [0, 1, 15, 17, 31] {
            assert_eq!(decrypt(&[7; 32], &[9; 16], vec![0; length]), Err(CryptoError::CannotOpen));
        }
    }

    proptest! {
        #[test]
        fn round_trip(key: [u8; 32], iv: [u8; 16], plain: Vec<u8>) {
            let sealed = encrypt(&key, &iv, &plain);
            prop_assert_eq!(sealed.len(), plain.len() / BLOCK * BLOCK + BLOCK);
            prop_assert_eq!(&*decrypt(&key, &iv, sealed).unwrap(), &plain);
        }

        /// Lengths around the lanes, and long ones.
        #[test]
        fn decryption_is_that_of_cbc(key: [u8; 32], iv: [u8; 16], blocks in prop_oneof![1..10usize, 250..260usize, 510..520usize], byte: u8) {
            let plain = vec![byte; blocks * BLOCK - 1];
            let sealed = encrypt(&key, &iv, &plain);
            let theirs = cbc::Decryptor::<Aes256>::new((&key).into(), (&iv).into()).decrypt_padded_vec::<Pkcs7>(&sealed);
            prop_assert_eq!(Some(decrypt(&key, &iv, sealed).unwrap().to_vec()), theirs.ok());
        }

        #[test]
        fn nothing_panics(key: [u8; 32], iv: [u8; 16], bytes: Vec<u8>) {
            let _ = decrypt(&key, &iv, bytes);
        }
    }
}
