//! Runs every vector of the conformance kit that concerns cryptography. The variable `PASSWORK_VECTORS` names another
//! file of the same form, to be run instead.

use super::{now, unhex};
use passwork_wasm::core::crypto::hash::{HashAlgorithm, hex, protocol_hash};
use passwork_wasm::core::crypto::{CryptoError, Key, base32, openssl_enc, plain_form, rsa, totp};
use passwork_wasm::core::encryption::custom_fields::FieldReading;
use passwork_wasm::core::encryption::file_bytes::{self, FileHash};
use passwork_wasm::core::encryption::master_key;
use passwork_wasm::core::encryption::master_key::Demands;
use passwork_wasm::core::failure::Failure;
use passwork_wasm::core::platform::in_memory::{Native, Value as Doc};
use passwork_wasm::core::platform::{Document, Fetch};
use passwork_wasm::core::results;
use passwork_wasm::core::text::Text;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The one vector that the original answers otherwise: an `otpauth:` address, which K10 lets us read, with the code of its secret.
const ADDRESS: (&str, &str) = ("totp_code/otpauth URL", "368941");

type Outcome = Result<Value, String>;

/// The members of a vector's input.
struct Input<'a>(&'a Map<String, Value>);

impl Input<'_> {
    fn str(&self, name: &str) -> &str {
        self.0[name].as_str().unwrap()
    }

    /// A text that may be given by its code units, with the given name of that member.
    fn text_or(&self, name: &str, units_hex: &str) -> Text {
        match self.0.get(units_hex) {
            Some(hex) => {
                let units: Vec<u16> =
                    unhex(hex.as_str().unwrap()).chunks(2).map(|b| u16::from_be_bytes([b[0], b[1]])).collect();
                let text = Text::from_units(&units);
                if let Some(same) = self.0.get(name) {
                    assert_eq!(text, Text::from(same.as_str().unwrap()));
                }
                text
            }
            None => Text::from(self.str(name)),
        }
    }

    fn text(&self, name: &str) -> Text {
        self.text_or(name, &format!("{name}_units_hex"))
    }

    fn main_text(&self) -> Text {
        self.text_or("text", "units_hex")
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        unhex(self.str(name))
    }

    fn salt(&self) -> [u8; 8] {
        self.bytes("salt_hex").try_into().unwrap()
    }

    fn file_key(&self) -> Option<Key> {
        self.0["file_key"].as_str().map(|key| Key::new(Text::from(key)).expect("an empty key of a file"))
    }

    fn key(&self) -> Result<Key, CryptoError> {
        Key::new(self.text("key"))
    }

    fn algorithm(&self) -> HashAlgorithm {
        if self.str("alg") == "md5" { HashAlgorithm::Md5 } else { HashAlgorithm::Sha256 }
    }
}

fn units_hex(text: &Text) -> String {
    text.units().map(|unit| format!("{unit:04x}")).collect()
}

/// A decoded text as vectors give it: without `text` if that cannot be JSON.
fn decoded(text: &Text) -> Value {
    match text.as_utf8() {
        Some(utf8) => json!({ "text": utf8, "units_hex": units_hex(text) }),
        None => json!({ "units_hex": units_hex(text) }),
    }
}

fn utf8(text: &Text) -> &str {
    text.as_utf8().expect("UTF-8")
}

/// The master key as a client derives it, on a platform that has no PBKDF2 of its own.
fn derived(options: &Text, password: &Text) -> Result<Key, String> {
    let demands = Demands { minimum_rounds: Ok(0), go_on: &|| Ok(()) };
    let outcome = now(master_key::derive(&Native::default(), password, &Doc::text(options), &demands));
    outcome.map_err(message)
}

fn message(failure: Failure<Doc>) -> String {
    match failure {
        Failure::Ours(problem) => problem.message.clone(),
        Failure::Foreign(_) => panic!("no failure of ours"),
    }
}

/// What we make of a vector's input, or `None` for a kind that is tested elsewhere.
fn run(kind: &str, input: &Input) -> Option<Outcome> {
    let fail = |error: CryptoError| error.to_string();
    let native = Native::default();
    Some(match kind {
        "evp_encrypt" => input
            .key()
            .and_then(|key| openssl_enc::seal_text(&input.main_text(), &key, input.salt()))
            .map(|armoured| {
                let base64 = String::from_utf8(base32::decode(armoured.as_bytes())).unwrap();
                json!({ "base64": base64, "armoured": armoured })
            })
            .map_err(fail),
        "evp_decrypt" => input
            .key()
            .and_then(|key| openssl_enc::open_text(&input.text("armoured"), &key))
            .map(|text| json!({ "text": utf8(&text) }))
            .map_err(fail),
        "base32_encode" => Ok(json!({ "text": base32::encode(&input.bytes("hex")) })),
        "base32_decode" => Ok(json!({ "hex": hex(&base32::decode(input.str("text").as_bytes())) })),
        "plain_encode" => Ok(json!({ "base64": plain_form::encode(&input.main_text()) })),
        "plain_decode" => Ok(decoded(&plain_form::decode(&input.text("base64")))),
        "pbkdf" => {
            derived(&input.text("options"), &input.text("password")).map(|key| json!({ "key": utf8(key.text()) }))
        }
        "hash" => Ok(json!({ "hex": protocol_hash(input.algorithm(), &input.main_text()) })),
        "attachment_hash" => Ok(
            json!({ "hex": now(file_bytes::hash(&native, FileHash::Protocol(input.algorithm()), &input.bytes("bytes_hex"))) }),
        ),
        "attachment_seal" => match input.file_key() {
            Some(key) => now(file_bytes::seal(&native, input.bytes("bytes_hex").into(), &key, input.salt())),
            None => Ok(now(file_bytes::plain(&native, &input.bytes("bytes_hex")))),
        }
        .map(|room| json!({ "encryptedData": utf8(&native.text_of(&room).as_text().unwrap()) }))
        .map_err(fail),
        "attachment_open" => {
            let data = Doc::text(&input.text("encryptedData"));
            file_bytes::open(&native, &data, &input.text("hash"), input.file_key().as_ref())
                .map(|bytes| json!({ "bytes_hex": hex(&bytes) }))
                .map_err(fail)
        }
        "rsa_decrypt" => rsa::decrypt_pkcs1v15(&input.text("pem"), &input.text("base64"), &native)
            .map(|text| json!({ "text": utf8(&text) }))
            .map_err(fail),
        "totp_valid" => Ok(json!({ "valid": totp::is_valid_secret(&input.text("value")) })),
        "totp_code" => {
            native.now.set(input.0["ms"].as_f64().unwrap());
            let field = Doc::object();
            field.set("value", Doc::text(&input.text("value")));
            results::totp_code(&native, &field, FieldReading::Strict.spelling())
                .map(|code| json!({ "code": code }))
                .map_err(message)
        }
        "http_message" => return None,
        _ => panic!("a vector of unknown kind {kind}"),
    })
}

fn agrees(outcome: &Outcome, expected: &Value) -> bool {
    match (outcome, &expected["error"]) {
        (Ok(value), Value::Null) => value == expected,
        (Err(_), Value::Bool(true)) => true,
        (Err(message), Value::String(text)) => message == text,
        _ => false,
    }
}

#[test]
fn every_vector() {
    let ours = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/conformance/vectors.json");
    let file = std::env::var("PASSWORK_VECTORS").unwrap_or_else(|_| ours.to_owned());
    let file: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let mut failures = Vec::new();
    let mut counts = BTreeMap::<&str, u32>::new();
    for vector in file["vectors"].as_array().unwrap() {
        let kind = vector["kind"].as_str().unwrap();
        let Some(outcome) = run(kind, &Input(vector["input"].as_object().unwrap())) else { continue };
        *counts.entry(kind).or_default() += 1;
        let expected = if vector["name"] == ADDRESS.0 { &json!({ "code": ADDRESS.1 }) } else { &vector["output"] };
        if !agrees(&outcome, expected) {
            failures.push(format!("{}: {outcome:?}, expected {expected}", vector["name"]));
        }
    }
    println!("{counts:?}, {} in all", counts.values().sum::<u32>());
    assert!(failures.is_empty(), "{} failed:\n{}", failures.len(), failures.join("\n"));
    assert_eq!(counts.len(), 14, "a kind without vectors: {counts:?}");
}
