//! The keys of Passwork 7: OAEP where the text fits, PKCS#1 v1.5 where it does not, both ways.

use super::*;
use serde_json::Value;

const FOR_PKCS1: &str = "a text of more than sixty-two bytes, which OAEP has no room for with this key";
const OAEP: &str = "r7HXfyGKtOxe8LA9tPIpS1k5h6VgQknBuqOyYZjRqLHZNINE4MoFd5mBCSydecF9BnhE8/n9qMyEaK6qimMaoQiTiQVSUkmpBnQgkECexrFUpU0dkqqa3n+xPRl/Y3TvcMf9H8De6xqsdHDIPTuYKYRAP1oGo+p9boHVx/HxGyw=";
const PKCS1: &str = "cK14JA7e55gPxcMF6gj2sq1r8537q3nYh5qMZdbKR8TgqWjnikIUkFk37jXF70opAaFeqScZtNhJyMJUOqL9lWqTWX1nhouiMPYrCTx4q2Yeo6YJJYa/PQyCsjSroDOS5FoNCzUwXwJIL15xp/pxhp6q+dHhSnwByl00YZHn7mk=";

fn vectors(kind: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(include_str!("../vectors/passwork-7.json")).unwrap();
    file["vectors"].as_array().unwrap().iter().filter(|vector| vector["kind"] == kind).cloned().collect()
}

fn text(value: &Value) -> Text {
    Text::from(value.as_str().unwrap())
}

/// The message that a text is.
fn bytes(text: &Text) -> rsa::Message {
    text.as_utf8().unwrap().as_bytes().to_vec().into()
}

#[test]
fn cipher_texts_of_the_official_client_open() {
    let vectors = vectors("rsa.decrypt");
    assert_eq!(vectors.len(), 5);
    for vector in &vectors {
        let (key, cipher) = (text(&vector["input"]["privateKeyPem"]), text(&vector["input"]["encrypted"]));
        let expected = text(&vector["output"]["text"]);
        let its = match vector["output"]["scheme"].as_str() {
            Some("PKCS1v1.5") => Padding::Pkcs1V15,
            _ => Padding::Oaep,
        };
        let source = Native::default();
        assert_eq!(rsa::decrypt(&key, &cipher, &source), Ok((bytes(&expected), its)), "{}", vector["name"]);
        let alone = rsa::decrypt_pkcs1v15(&key, &cipher, &source);
        let expected = if its == Padding::Oaep { Err(CryptoError::CannotOpen) } else { Ok(expected) };
        assert_eq!(alone, expected, "{}", vector["name"]);
    }
}

#[test]
fn vault_keys_of_real_servers_open() {
    let vectors = vectors("vaultKey.unwrap");
    assert_eq!(vectors.len(), 3);
    for vector in &vectors {
        let (key, cipher) = (text(&vector["input"]["privateKeyPem"]), text(&vector["input"]["masterKeyEncrypted"]));
        let opened = rsa::decrypt(&key, &cipher, &Native::default()).map(|(message, _)| message);
        assert_eq!(opened, Ok(bytes(&text(&vector["output"]["vaultKey"]))), "{}", vector["name"]);
    }
}

#[test]
fn the_padding_is_the_one_that_the_text_fits() {
    let vectors = vectors("rsa.scheme");
    assert_eq!(vectors.len(), 3);
    for vector in &vectors {
        let bytes = vec![b'a'; vector["input"]["textBytes"].as_u64().unwrap() as usize];
        let key = text(&vector["input"]["publicKeyPem"]);
        let (cipher, padding) = rsa::encrypt(&key, &bytes, &Native::default()).unwrap();
        let scheme = match padding {
            Padding::Oaep => "OAEP-SHA256-MGF1-SHA256",
            Padding::Pkcs1V15 => "PKCS1v1.5",
        };
        assert_eq!(vector["output"]["scheme"], scheme, "{}", vector["name"]);
        assert_eq!(
            vector["output"]["encryptedBytes"].as_u64().unwrap() as usize,
            base64::decode_standard(cipher.as_bytes()).unwrap().len()
        );
    }
}

/// The public half of the kit's key, as DER of SubjectPublicKeyInfo and of PKCS#1.
fn public_keys() -> [Vec<u8>; 2] {
    let numbers = forms::numbers();
    let key = element(SEQUENCE, &[element(INTEGER, &numbers[1], 2), element(INTEGER, &numbers[2], 2)].concat(), 2);
    let bits = element(3, &[&[0], &key[..]].concat(), 2);
    [element(SEQUENCE, &[element(SEQUENCE, &forms::algorithm(), 2), bits].concat(), 2), key]
}

#[test]
fn what_is_encrypted_opens_again() {
    let private = &KEYS[0].0;
    for der in public_keys() {
        let key = base64::encode(&der);
        let pem = format!("-----BEGIN PUBLIC KEY-----\r\n{key}\r\n-----END PUBLIC KEY-----\r\n");
        for (public, length, expected) in [
            (&key, 0, Padding::Oaep),
            (&pem, 62, Padding::Oaep),
            (&pem, 63, Padding::Pkcs1V15),
            (&key, 117, Padding::Pkcs1V15),
        ] {
            let bytes = vec![b'k'; length];
            let source = Native::default();
            let (cipher, padding) = rsa::encrypt(&Text::from(public.as_str()), &bytes, &source).unwrap();
            assert_eq!(padding, expected);
            let opened = rsa::decrypt(&Text::from(base64::encode(private)), &Text::from(cipher.as_str()), &source);
            assert_eq!(opened, Ok((bytes.clone().into(), padding)));
            assert_ne!(
                rsa::encrypt(&Text::from(public.as_str()), &bytes, &source).unwrap().0,
                cipher,
                "random padding"
            );
        }
        let public = Text::from(key.as_str());
        assert_eq!(rsa::encrypt(&public, &[1; 118], &Native::default()), Err(CryptoError::TooLongForKey));
        let none = Native::default();
        none.no_entropy.set(true);
        for length in [10, 100] {
            assert_eq!(rsa::encrypt(&public, &vec![1; length], &none), Err(CryptoError::RandomFailed));
        }
    }
}

/// With the random numbers that the in-memory platform begins with; node:crypto opens both.
#[test]
fn known_answers() {
    let [key, _] = public_keys();
    for (text, expected) in [("for OAEP: 7", OAEP), (FOR_PKCS1, PKCS1)] {
        let (cipher, _) = rsa::encrypt(&Text::from(base64::encode(&key)), text.as_bytes(), &Native::default()).unwrap();
        assert_eq!(cipher, expected, "{text}");
    }
}

#[test]
fn what_is_no_public_key() {
    let [spki, pkcs1] = public_keys();
    let numbers = forms::numbers();
    let of = |n: &[u8], e: &[u8]| element(SEQUENCE, &[element(INTEGER, n, 2), element(INTEGER, e, 2)].concat(), 2);
    let mut even = numbers[1].clone();
    *even.last_mut().unwrap() ^= 1;
    for der in [
        KEYS[0].0.clone(),
        KEYS[1].0.clone(),
        spki[..spki.len() - 1].to_vec(),
        pkcs1[..pkcs1.len() - 1].to_vec(),
        of(&even, &[3]),
        of(&numbers[1], &[]),
        of(&numbers[1], &[1]),
        of(&numbers[1], &[2]),
        of(&numbers[1], &[1; 9]),
        of(&[255; 63], &[3]),
        of(&[255; 1025], &[3]),
    ] {
        let encrypted = rsa::encrypt(&Text::from(base64::encode(&der)), b"key", &Native::default());
        assert_eq!(encrypted, Err(CryptoError::PublicKey));
    }
}
