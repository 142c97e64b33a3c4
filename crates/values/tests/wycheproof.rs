//! Wycheproof (C2SP): AES-CBC with the padding of PKCS#5, of which the protocol uses keys of 256 bits.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test")]

use passwork_values::aes_cbc;
use wycheproof::TestResult;
use wycheproof::cipher::{TestName, TestSet};

#[test]
fn aes_256_cbc_pkcs5() {
    let (mut valid, mut invalid) = (0, 0);
    for group in TestSet::load(TestName::AesCbcPkcs5).unwrap().test_groups {
        if group.key_size != 256 {
            continue;
        }
        for test in group.tests {
            let (key, iv) = (test.key[..].try_into().unwrap(), test.nonce[..].try_into().unwrap());
            let opened = aes_cbc::decrypt(key, iv, test.ct.to_vec());
            match test.result {
                TestResult::Valid => {
                    assert_eq!(opened.unwrap()[..], test.pt[..], "{}: {}", test.tc_id, test.comment);
                    assert_eq!(aes_cbc::encrypt(key, iv, &test.pt)[..], test.ct[..], "{}", test.tc_id);
                    valid += 1;
                }
                TestResult::Invalid => {
                    assert!(opened.is_err(), "{}: {}", test.tc_id, test.comment);
                    invalid += 1;
                }
                TestResult::Acceptable => {}
            }
        }
    }
    assert_eq!((valid, invalid), (24, 48));
}
