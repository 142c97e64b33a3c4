//! Keys that are not as DER wants them. OpenSSL opens them, so a server may well hold some; the crates `pkcs1` and `pkcs8`
//! refuse them, which is why the reader is ours (docs/dependencies.md).

use super::*;
use pkcs1::der::Decode;

/// Tag and contents of the elements that follow each other.
fn elements(mut der: &[u8]) -> Vec<(u8, Vec<u8>)> {
    let mut elements = Vec::new();
    while let [tag, first, rest @ ..] = der {
        let (length, rest) = match first {
            0x81 => (usize::from(rest[0]), &rest[1..]),
            0x82 => (usize::from(u16::from_be_bytes([rest[0], rest[1]])), &rest[2..]),
            short => (usize::from(*short), rest),
        };
        elements.push((*tag, rest[..length].to_vec()));
        der = &rest[length..];
    }
    elements
}

/// The numbers of the PKCS#1 key: version, n, e, d, p, q and three more.
pub(super) fn numbers() -> Vec<Vec<u8>> {
    let (_, key) = elements(&KEYS[0].0).remove(0);
    elements(&key).into_iter().map(|(_, number)| number).collect()
}

/// A key of these numbers, with every length in so many bytes.
fn key(numbers: &[Vec<u8>], bytes_of_length: u8) -> Vec<u8> {
    let body: Vec<u8> = numbers.iter().flat_map(|number| element(INTEGER, number, bytes_of_length)).collect();
    element(SEQUENCE, &body, bytes_of_length)
}

/// The contents of the PKCS#8 key's algorithm.
pub(super) fn algorithm() -> Vec<u8> {
    let (_, outer) = elements(&KEYS[1].0).remove(0);
    elements(&outer).remove(1).1
}

/// The same in PKCS#8, with every length in so many bytes.
fn pkcs8(key: &[u8], bytes_of_length: u8) -> Vec<u8> {
    let body = [
        element(INTEGER, &[0], bytes_of_length),
        element(SEQUENCE, &algorithm(), bytes_of_length),
        element(4, key, bytes_of_length),
    ]
    .concat();
    element(SEQUENCE, &body, bytes_of_length)
}

fn opens(der: &[u8]) -> bool {
    let [(whole, cipher), _] = &*KEYS;
    let opened = decrypt(der, cipher);
    if opened.is_err() {
        assert_eq!(opened, Err(CryptoError::PrivateKey));
    }
    opened.is_ok() && opened == decrypt(whole, cipher)
}

fn opens_with_the_crates(der: &[u8]) -> bool {
    let key = pkcs8::PrivateKeyInfoRef::from_der(der).map(|info| info.private_key.as_bytes().to_vec());
    pkcs1::RsaPrivateKeyRef::from_der(key.as_deref().unwrap_or(der)).is_ok()
}

#[test]
fn lengths_in_more_bytes_than_they_need() {
    let [(pkcs1, _), (pkcs8_as_is, _)] = &*KEYS;
    assert!(opens_with_the_crates(pkcs1) && opens_with_the_crates(pkcs8_as_is));
    // Two bytes are minimal for those of the sequence, and for no number of this key.
    for bytes_of_length in 2..=8 {
        let long = key(&numbers(), bytes_of_length);
        for der in [&long, &pkcs8(&long, bytes_of_length), &pkcs8(pkcs1, bytes_of_length)] {
            assert!(opens(der), "{bytes_of_length}");
            assert!(!opens_with_the_crates(der), "{bytes_of_length}: take the crates");
        }
    }
}

#[test]
fn numbers_with_a_zero_too_many_or_too_few_and_bytes_behind_the_key() {
    let zeros: Vec<_> = numbers().iter().map(|number| [&[0, 0], &number[..]].concat()).collect();
    assert!(opens(&key(&zeros, 2)));
    let none: Vec<_> = numbers().iter().map(|n| n.strip_prefix(&[0]).unwrap_or(n).to_vec()).collect();
    assert!(opens(&key(&none, 2)));
    for der in [&KEYS[0].0, &KEYS[1].0] {
        let longer = [&der[..], &[1, 2, 3]].concat();
        assert!(opens(&longer) && !opens_with_the_crates(&longer));
    }
}

/// It works without them, so one that is damaged does no harm.
#[test]
fn primes_are_not_looked_at() {
    for i in 4..9 {
        let mut numbers = numbers();
        numbers[i] = vec![5];
        assert!(opens(&key(&numbers, 2)), "{i}");
    }
    assert!(opens(&key(&numbers()[..4], 2)), "not there");
}

/// The first number that is wrong ends it: nothing is computed with numbers that do not belong together.
#[test]
fn numbers_that_do_not_belong_together_are_no_key() {
    for i in 1..4 {
        for change in [2, 4, 0x80] {
            let mut numbers = numbers();
            *numbers[i].last_mut().unwrap() ^= change;
            assert!(!opens(&key(&numbers, 2)), "{i} {change}");
        }
    }
    for e in [&[][..], &[0], &[1], &[2], &[0, 1], &[1, 0, 0], &[3], &[255; 8], &[1; 9], &[1; 100_000]] {
        let mut numbers = numbers();
        numbers[2] = e.to_vec();
        assert!(!opens(&key(&numbers, 4)), "{} bytes", e.len());
    }
    // As few and as many bytes as a modulus may have, and more; for the shortest the cipher text is too long.
    for length in [63, 64, 1024, 1025, 100_000] {
        for private in [numbers()[3].clone(), vec![255; length]] {
            let numbers = [vec![0], vec![255; length], vec![1, 0, 1], private];
            assert!(decrypt(&key(&numbers, 4), &KEYS[0].1).is_err(), "{length}");
        }
    }
}

/// What is multiplied differs each time, the answer does not.
#[test]
fn each_power_has_a_blinding_factor_of_its_own_and_none_without_random_numbers() {
    use passwork_wasm::core::crypto::random::Entropy;
    use std::cell::RefCell;

    struct Watched(Native, RefCell<Vec<Vec<u8>>>);
    impl Entropy for Watched {
        fn fill(&self, out: &mut [u8]) -> Result<(), CryptoError> {
            self.0.fill(out)?;
            self.1.borrow_mut().push(out.to_vec());
            Ok(())
        }
    }
    let [(der, cipher), _] = &*KEYS;
    let (key, cipher) = (Text::from(base64::encode(der)), Text::from(cipher.as_str()));
    let source = Watched(Native::default(), RefCell::default());
    let opened: Vec<_> = (0..5).map(|_| rsa::decrypt_pkcs1v15(&key, &cipher, &source).unwrap()).collect();
    assert!(opened.iter().all(|text| *text == opened[0]));
    let mut drawn = source.1.into_inner();
    assert!(drawn.len() >= 5 && drawn.iter().all(|bytes| bytes.len() == 128));
    drawn.sort();
    drawn.dedup();
    assert!(drawn.len() >= 5);

    let none = Native::default();
    none.no_entropy.set(true);
    assert_eq!(rsa::decrypt_pkcs1v15(&key, &cipher, &none), Err(CryptoError::RandomFailed));
}
