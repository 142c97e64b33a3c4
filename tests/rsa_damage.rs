//! Damaged RSA keys and cipher texts: an error, never a panic (the server delivers both).
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test")]

use passwork_wasm::core::crypto::{CryptoError, base64, rsa};
use passwork_wasm::core::text::Text;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::sync::LazyLock;

/// DER of a PKCS#1 and of a PKCS#8 key of 1024 bits, and a cipher text for each.
static KEYS: LazyLock<[(Vec<u8>, String); 2]> = LazyLock::new(|| {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/conformance/vectors.json");
    let file: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    ["rsa_decrypt/PKCS#1", "rsa_decrypt/PKCS#8"].map(|name| {
        let vector = file["vectors"].as_array().unwrap().iter().find(|vector| vector["name"] == name).unwrap();
        let pem = vector["input"]["pem"].as_str().unwrap();
        let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        (base64::decode_standard(body.as_bytes()).unwrap(), vector["input"]["base64"].as_str().unwrap().to_owned())
    })
});

fn decrypt(der: &[u8], cipher: &str) -> Result<Text, CryptoError> {
    rsa::decrypt(&Text::from(base64::encode(der)), &Text::from(cipher))
}

/// The places where tags, lengths and the first bytes of the numbers of a 1024-bit key stand, and any others.
fn place() -> impl Strategy<Value = usize> {
    prop_oneof![0usize..60, 130usize..180, 265usize..350, 0usize..640]
}

proptest! {
    // One seed: a key whose numbers were changed opens to something that looks padded once in 65,000 times, which PKCS#1 v1.5
    // cannot tell from the truth. A run that is red for that says nothing.
    #![proptest_config(ProptestConfig { cases: 400, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn changed_bytes(which in 0usize..2, changes in prop::collection::vec((place(), any::<u8>()), 1..4)) {
        let (der, cipher) = &KEYS[which];
        let mut der = der.clone();
        for (place, byte) in changes {
            let place = place % der.len();
            der[place] = byte;
        }
        if let Ok(text) = decrypt(&der, cipher) {
            // Only numbers that are not looked at were hit.
            prop_assert_eq!(text, decrypt(&KEYS[which].0, cipher).unwrap());
        }
    }

    #[test]
    fn lost_bytes(which in 0usize..2, from in place(), count in 1usize..200) {
        let (der, cipher) = &KEYS[which];
        let mut der = der.clone();
        let from = from % der.len();
        der.drain(from..der.len().min(from + count));
        if let Ok(text) = decrypt(&der, cipher) {
            // PKCS#8 without its first 26 bytes is PKCS#1.
            prop_assert_eq!(text, decrypt(&KEYS[which].0, cipher).unwrap());
        }
    }

    #[test]
    fn numbers_out_of_nowhere(numbers in prop::collection::vec(number(), 9)) {
        let mut body = Vec::new();
        for number in numbers {
            body.extend_from_slice(&element(2, &number));
        }
        prop_assert!(decrypt(&element(0x30, &body), &KEYS[0].1).is_err());
    }

    #[test]
    fn any_cipher_text(bytes in prop::collection::vec(any::<u8>(), 0..140), text: String) {
        prop_assert!(decrypt(&KEYS[0].0, &base64::encode(&bytes)).is_err());
        let _ = decrypt(&KEYS[0].0, &text);
    }
}

fn number() -> impl Strategy<Value = Vec<u8>> {
    let long = prop::collection::vec(any::<u8>(), 64..130);
    prop_oneof![Just(vec![0]), Just(vec![1]), Just(vec![2]), Just(vec![3]), Just(vec![1, 0, 1]), long.clone(), long]
}

fn element(tag: u8, contents: &[u8]) -> Vec<u8> {
    let [high, low] = (contents.len() as u16).to_be_bytes();
    [&[tag, 0x82, high, low], contents].concat()
}

/// n = p·q with p = q, p = 1, even numbers and the like, which a hostile key may say.
#[test]
fn degenerate_keys() {
    let key = |numbers: [&[u8]; 5]| {
        let mut body = element(2, &[0]);
        numbers.iter().for_each(|number| body.extend_from_slice(&element(2, number)));
        decrypt(&element(0x30, &body), &KEYS[0].1)
    };
    let mut n = vec![0x80; 128];
    for last in [0, 1, 0xFF] {
        n[127] = last;
        for e in [&[][..], &[0], &[1], &[2], &[3], &[255; 8], &[255; 9], &n] {
            for (p, q) in [(&n[..], &[1][..]), (&[1], &n), (&[0], &n), (&n, &n), (&[], &[])] {
                assert!(key([&n, e, &[1], p, q]).is_err());
                assert!(key([&n, e, &n, p, q]).is_err());
            }
        }
    }
}
