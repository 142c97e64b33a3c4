//! RSA keys as servers deliver them: of every form that opens, and damaged.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test")]

mod damage;
mod forms;
mod generation_7;

use passwork_wasm::core::crypto::rsa::{self, Padding};
use passwork_wasm::core::crypto::{CryptoError, base64};
use passwork_wasm::core::platform::in_memory::Native;
use passwork_wasm::core::text::Text;
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

const INTEGER: u8 = 2;
const SEQUENCE: u8 = 0x30;

fn decrypt(der: &[u8], cipher: &str) -> Result<Text, CryptoError> {
    rsa::decrypt_pkcs1v15(&Text::from(base64::encode(der)), &Text::from(cipher), &Native::default())
}

/// An element of DER with the length in so many bytes, however few it needs.
fn element(tag: u8, contents: &[u8], bytes_of_length: u8) -> Vec<u8> {
    let length = &(contents.len() as u64).to_be_bytes()[8 - usize::from(bytes_of_length)..];
    [&[tag, 0x80 | bytes_of_length], length, contents].concat()
}
