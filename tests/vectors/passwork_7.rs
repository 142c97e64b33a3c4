//! The vectors of Passwork 7 over what its cryptography is made of. Those of RSA are run by `tests/rsa`, those of whole objects and of
//! bodies by `tests/core/v7`; their kinds are named below, so that none is forgotten.

use super::now;
use passwork_wasm::core::crypto::hash::hex;
use passwork_wasm::core::crypto::totp::Spelling;
use passwork_wasm::core::crypto::{CryptoError, Key, base32, openssl_enc, otpauth, plain_utf8, sha256};
use passwork_wasm::core::encryption::master_key::Demands;
use passwork_wasm::core::encryption::{file_bytes, master_key};
use passwork_wasm::core::platform::in_memory::{Native, Value as Doc};
use passwork_wasm::core::platform::{Document, Fetch};
use passwork_wasm::core::text::Text;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Kinds that are proved in `tests/rsa/generation_7.rs`.
const OF_RSA: [&str; 3] = ["rsa.decrypt", "rsa.scheme", "vaultKey.unwrap"];

/// Kinds that are proved in `tests/core/v7/vectors.rs` and `vectors_written.rs`.
const OF_SERVER: [&str; 16] = [
    "attachment.read",
    "batch",
    "body",
    "body.exact",
    "body.open",
    "customs",
    "envelope",
    "errors",
    "inbox.read",
    "item.read",
    "itemKey.chain",
    "link",
    "query",
    "shortcut.read",
    "snapshot.read",
    "vault.create",
];

/// Kinds of the official client's own programs: the names that its command line gives to variables, and its file of a session.
const OF_PROGRAMS: [&str; 2] = ["env", "session"];

fn text(value: &Value) -> Text {
    Text::from(value.as_str().unwrap())
}

fn key(value: &Value) -> Key {
    Key::new(text(value)).unwrap()
}

fn unhex(value: &Value) -> Vec<u8> {
    super::unhex(value.as_str().unwrap())
}

fn salt(value: &Value) -> [u8; 8] {
    unhex(value).try_into().unwrap()
}

fn shown(text: &Text) -> Value {
    json!(text.as_utf8().unwrap())
}

/// A text sealed with a key: exactly so, and back.
fn sealed(plain: &Value, with: &Value, salt_hex: &Value) -> Result<Value, CryptoError> {
    let sealed = openssl_enc::seal_text(&text(plain), &key(with), salt(salt_hex))?;
    assert_eq!(shown(&openssl_enc::open_text(&Text::from(sealed.as_str()), &key(with))?), *plain);
    Ok(json!(sealed))
}

fn opened(sealed: &Value, with: &Value) -> Result<Value, CryptoError> {
    openssl_enc::open_text(&text(sealed), &key(with)).map(|text| shown(&text))
}

/// The hash of a file: the real SHA-256 of its text form. (That of API v4 is another for some lengths, and no text for none.)
fn hash_of(bytes: &[u8]) -> String {
    let mut hasher = sha256::OfBytes::default();
    hasher.update(bytes);
    hex(&hasher.standard())
}

/// The hash of a text.
fn hash_of_text(text: &Text) -> String {
    hex(&sha256::standard(text.as_utf8().unwrap().as_bytes()))
}

/// A file, sealed or plain, and back.
fn file(input: &Value) -> Result<Value, CryptoError> {
    let native = Native::default();
    let bytes = unhex(&input["fileHex"]);
    let hash = hash_of(&bytes);
    let is_sealed = input["itemKey"] != "";
    let file_key = is_sealed.then(|| key(&input["fileKey"]));
    let room = match &file_key {
        Some(file_key) => now(file_bytes::seal(&native, bytes.clone().into(), file_key, salt(&input["saltsHex"][1])))?,
        None => now(file_bytes::plain(&native, &bytes)),
    };
    let data = native.text_of(&room);
    let back = file_bytes::open(&native, &data, &Text::from(hash.as_str()), file_key.as_ref())?;
    assert_eq!(hex(&back), hex(&bytes));
    let encrypted_key = match is_sealed {
        true => sealed(&input["fileKey"], &input["itemKey"], &input["saltsHex"][0])?,
        false => json!(plain_utf8::encode(&Text::from("a".repeat(32)))?),
    };
    Ok(
        json!({ "encryptedKey": encrypted_key, "encryptedData": data.as_text().unwrap().as_utf8().unwrap(), "hash": hash }),
    )
}

fn run(kind: &str, input: &Value, output: &Value) -> Option<Result<Value, CryptoError>> {
    Some(match kind {
        "base32.encode" => Ok(json!({ "encoded": base32::encode(text(&input["text"]).as_utf8().unwrap().as_bytes()) })),
        "base32.decode" => {
            let bytes = base32::decode(input["encoded"].as_str().unwrap().as_bytes());
            Ok(json!({ "text": String::from_utf8(bytes).unwrap() }))
        }
        "evp.bytesToKey" => openssl_enc::key_and_iv(&key(&input["passphrase"]), &salt(&input["saltHex"]))
            .map(|derived| json!({ "keyHex": hex(derived.key()), "ivHex": hex(derived.iv()) })),
        "aes.text" => {
            sealed(&input["text"], &input["passphrase"], &input["saltHex"]).map(|s| json!({ "encrypted": s }))
        }
        "aes.bytes" => {
            let (bytes, with) = (unhex(&input["hex"]), key(&input["passphrase"]));
            openssl_enc::seal(&bytes, &with, salt(&input["saltHex"])).map(|sealed| {
                assert_eq!(hex(&openssl_enc::open(sealed.as_bytes(), &with).unwrap()), hex(&bytes));
                json!({ "encrypted": sealed })
            })
        }
        "aes.plain" => plain_utf8::encode(&text(&input["text"])).map(|encoded| {
            assert_eq!(plain_utf8::decode(&Text::from(encoded.as_str())).unwrap(), text(&input["text"]));
            json!({ "encoded": encoded })
        }),
        "aes.read" => opened(&input["encrypted"], &input["passphrase"]).map(|text| json!({ "text": text })),
        // Of a new user: by the options that `createUser` sends, which tests/conformance-7 looks at.
        "masterKey.derive" | "masterKey.deriveNew" => {
            let demands = Demands { minimum_rounds: Ok(0), go_on: &|| Ok(()) };
            let given =
                if kind == "masterKey.derive" { &input["masterKeyOptions"] } else { &output["masterKeyOptions"] };
            let options = Doc::text(&text(given));
            let (native, password) = (Native::default(), text(&input["masterPassword"]));
            let derived = now(master_key::derive(&native, &password, &options, &demands)).unwrap();
            let hash = hash_of_text(derived.text());
            Ok(json!({ "masterKey": shown(derived.text()), "masterKeyHash": hash }))
        }
        "userKeys.unwrap" => {
            let private = opened(&input["keys"]["privateEncrypted"], &input["masterKey"]);
            if let Some(salt_hex) = input.get("saltHex") {
                let again = sealed(&output["privateKeyPem"], &input["masterKey"], salt_hex).unwrap();
                assert_eq!(again, input["keys"]["privateEncrypted"]);
            }
            private.map(|pem| json!({ "privateKeyPem": pem }))
        }
        "vaultKey.hash" => {
            let both = format!("{}{}", input["vaultKey"].as_str().unwrap(), input["salt"].as_str().unwrap());
            Ok(json!({ "masterKeyHash": hash_of_text(&Text::from(both)) }))
        }
        "itemKey.wrap" => {
            sealed(&input["itemKey"], &input["vaultKey"], &input["saltHex"]).map(|s| json!({ "keyEncrypted": s }))
        }
        "itemKey.wrapRead" => opened(&input["keyEncrypted"], &input["vaultKey"]).map(|key| json!({ "itemKey": key })),
        "attachment" => file(input),
        "attachment.hash" => Ok(json!({ "hash": hash_of(&unhex(&input["fileHex"])) })),
        "totp" => otpauth::read(&text(&input["secret"]), Spelling::Typed)
            .and_then(|totp| totp.code(input["time"].as_f64().unwrap() * 1000.0))
            .map(|code| json!({ "code": code })),
        _ => return None,
    })
}

#[test]
fn every_vector_of_the_primitives() {
    let file: Value = serde_json::from_str(include_str!("passwork-7.json")).unwrap();
    let vectors = file["vectors"].as_array().unwrap();
    let mut failures = Vec::new();
    let (mut seen, mut left) = (BTreeMap::<&str, u32>::new(), BTreeMap::<&str, u32>::new());
    for vector in vectors {
        let (kind, output) = (vector["kind"].as_str().unwrap(), &vector["output"]);
        if vector["name"] == "evp/empty" {
            // It says what the official client derives of the empty passphrase. Ours seals nothing with that (D42).
            assert_eq!(Key::new(text(&vector["input"]["passphrase"])).err(), Some(CryptoError::EmptyKey));
            continue;
        }
        let Some(outcome) = run(kind, &vector["input"], output) else {
            *left.entry(kind).or_default() += 1;
            continue;
        };
        *seen.entry(kind).or_default() += 1;
        let agrees = match &outcome {
            Ok(value) => value.as_object().unwrap().iter().all(|(name, ours)| output[name] == *ours),
            Err(_) => output["error"] == true,
        };
        if !agrees {
            failures.push(format!("{}: {outcome:?}, expected {output}", vector["name"]));
        }
    }
    assert!(failures.is_empty(), "{} failed:\n{}", failures.len(), failures.join("\n"));
    let mut elsewhere = [&OF_RSA[..], &OF_SERVER[..], &OF_PROGRAMS[..]].concat();
    elsewhere.sort_unstable();
    assert_eq!(left.keys().copied().collect::<Vec<_>>(), elsewhere);
    assert_eq!((seen.values().sum::<u32>(), vectors.len()), (46, 88), "{seen:?}");
}
