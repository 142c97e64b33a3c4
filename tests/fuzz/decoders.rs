//! The decoders alone: any text, in halves of surrogate pairs too. Where there is a way back, it must lead back.

use super::support::{Answer, Document, Native, Text, Value, World, json};
use super::{change, seeds};
use passwork_wasm::core::client::given_headers::GivenHeaders;
use passwork_wasm::core::client::{BaseUrl, Options};
use passwork_wasm::core::crypto::totp::Spelling;
use passwork_wasm::core::crypto::{
    Key, attachment, attachment_hash, base32, base64, code_units, hash, master_key, openssl_enc, otpauth, plain_form,
    rsa, totp,
};
use passwork_wasm::core::failure::{excerpt, visible};
use passwork_wasm::core::redact::{Secrets, text_members};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value as Json;

/// Each takes the text and another one that belongs to it: a key, a hash, a secret.
type Decoder = fn(&Text, &Text) -> Result<(), String>;

const DECODERS: [(&str, Decoder); 14] = [
    ("base64", read_base64),
    ("base32", read_base32),
    ("plain", read_plain),
    ("envelope", read_envelope),
    ("attachment", read_attachment),
    ("rsa", read_rsa),
    ("totp", read_totp),
    ("derivation", read_derivation),
    ("redaction", redacted),
    ("members", members_of),
    ("shown", shown),
    ("host", read_host),
    ("headers", read_headers),
    ("answer", read_answer),
];

/// `{decoder, text, other}`.
pub fn strategy() -> impl Strategy<Value = Json> {
    (0..DECODERS.len(), text(), text())
        .prop_map(|(i, text, other)| json!({ "decoder": DECODERS[i].0, "text": text, "other": other }))
}

/// A valid text with a few characters others, or any.
fn text() -> impl Strategy<Value = String> {
    let seeds = seeds::texts();
    let edit = (
        any::<prop::sample::Index>(),
        prop_oneof!["[A-Za-z0-9+/=: %\\\\-]", "\\PC", Just("\u{E000}".to_owned()), Just(String::new())],
        0..3_usize,
    );
    let edited = (prop::sample::select(seeds), vec(edit, 0..4)).prop_map(|(text, edits)| {
        let mut all: Vec<char> = text.chars().collect();
        for (at, to, removed) in edits {
            let at = at.index(all.len() + 1);
            let end = (at + removed).min(all.len());
            all.splice(at..end, to.chars());
        }
        all.into_iter().collect::<String>()
    });
    prop_oneof![
        6 => edited, 1 => "[A-Za-z0-9+/=]{0,70}", 1 => "[A-Z2-7= ]{0,40}", 1 => "\\PC{0,40}",
        1 => vec(prop_oneof![Just('\u{E000}'), Just('\u{E001}'), any::<char>()], 0..20).prop_map(String::from_iter),
        1 => "pbkdf:(sha[0-9]{1,3}|md5|\\PC{0,3}):[0-9e.-]{0,12}:[0-9]{0,12}:\\PC{0,8}",
        1 => "[{}\\[\\]\"\\\\u0-9a-f:,%&#;x ]{0,60}",
    ]
}

/// The check of the target.
pub fn check(case: &Json) -> Result<(), String> {
    let decoder = DECODERS.iter().find(|(name, _)| case["decoder"] == *name).ok_or("no such decoder")?.1;
    let text = |name: &str| change::text_of(case[name].as_str().unwrap_or_default());
    decoder(&text("text"), &text("other"))
}

fn must(holds: bool, what: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(what.to_owned()) }
}

fn read_base64(text: &Text, _: &Text) -> Result<(), String> {
    let text = text.to_utf8_lossy();
    let strict = base64::decode_standard(text.as_bytes());
    base64::decode_forgiving(text.as_bytes());
    base64::decode_skipping_foreign(text.as_bytes());
    let back = base64::encode(text.as_bytes());
    must(base64::decode_standard(back.as_bytes()).as_deref() == Some(text.as_bytes()), "encoded and decoded")?;
    must(
        strict.is_none_or(|bytes| base64::decode_standard(base64::encode(&bytes).as_bytes()) == Some(bytes)),
        "decoded and encoded",
    )
}

fn read_base32(text: &Text, _: &Text) -> Result<(), String> {
    let text = text.to_utf8_lossy();
    base32::decode(text.as_bytes());
    must(base32::decode(base32::encode(text.as_bytes()).as_bytes()) == text.as_bytes(), "encoded and decoded")
}

fn read_plain(text: &Text, _: &Text) -> Result<(), String> {
    plain_form::decode(text);
    code_units::read_bytes(text.to_utf8_lossy().as_bytes());
    // The form itself makes LF of CR LF (§5.3).
    let Some(utf8) = text.as_utf8() else { return Ok(()) };
    let back = plain_form::decode(&plain_form::encode(text).as_str().into());
    must(back == *utf8.replace("\r\n", "\n"), "written and read")
}

fn read_envelope(text: &Text, other: &Text) -> Result<(), String> {
    let Ok(key) = Key::new(other.clone()) else { return must(other.is_empty(), "only the empty key is none") };
    let _ = openssl_enc::open_text(text, &key);
    let _ = openssl_enc::split(&openssl_enc::armour_of(text));
    openssl_enc::salt_of(text.to_utf8_lossy().as_bytes());
    match openssl_enc::seal_text(text, &key, *b"saltsalt") {
        Ok(sealed) => {
            must(openssl_enc::open_text(&sealed.as_str().into(), &key).as_ref() == Ok(text), "sealed and opened")
        }
        Err(_) => must(text.as_utf8().is_none() || other.as_utf8().is_none(), "not sealed"),
    }
}

fn read_attachment(text: &Text, other: &Text) -> Result<(), String> {
    let _ = attachment::open(text, other, None);
    attachment_hash::accepts(other, text.to_utf8_lossy().as_bytes());
    Key::new(other.clone()).map_or(Ok(()), |key| {
        let data = base64::encode(text.to_utf8_lossy().as_bytes());
        let Ok(sealed) = openssl_enc::seal_text(&data.as_str().into(), &key, *b"saltsalt") else { return Ok(()) };
        let hash = hash::protocol_hash_of_bytes(hash::HashAlgorithm::Md5, text.to_utf8_lossy().as_bytes());
        let _ = attachment::open(text, &hash.as_str().into(), Some(&key));
        let opened = attachment::open(&sealed.as_str().into(), &hash.as_str().into(), Some(&key));
        must(opened.as_deref() == Ok(text.to_utf8_lossy().as_bytes()), "a file sealed and opened")
    })
}

fn read_rsa(text: &Text, other: &Text) -> Result<(), String> {
    let source = Native::default();
    let _ = rsa::decrypt(text, other, &source);
    let _ = rsa::encrypt(text, b"key", &source);
    // DER that is nearly a key: the text of the key is the seed, its bytes are changed.
    let mut der = base64::decode_skipping_foreign(seeds::texts()[0].replace("PRIVATE KEY", "").as_bytes());
    for (i, byte) in other.to_utf8_lossy().bytes().take(3).enumerate() {
        let at = (usize::from(byte) * (i * 37 + 1)) % 64.min(der.len());
        der[at] = der[at].wrapping_add(byte);
    }
    let _ = rsa::decrypt(&base64::encode(&der).as_str().into(), &seeds::texts()[1].as_str().into(), &source);
    Ok(())
}

fn read_totp(text: &Text, _: &Text) -> Result<(), String> {
    totp::is_valid_secret(text);
    for now in [0.0, 1.7e12, -1.0, 1e300, f64::NAN, f64::INFINITY] {
        for spelling in [Spelling::Exact, Spelling::Typed] {
            let Ok(code) = otpauth::read(text, spelling).and_then(|totp| totp.code(now)) else { continue };
            must((6..=8).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit()), "no code")?;
        }
    }
    Ok(())
}

fn read_derivation(text: &Text, _: &Text) -> Result<(), String> {
    if let Ok(master_key::MasterKeyRule::Pbkdf2 { digest, iterations, bytes, .. }) = master_key::parse(text) {
        let rounds = u64::from(iterations) * bytes.div_ceil(digest.size()) as u64;
        must(iterations > 0 && rounds <= master_key::MOST_ROUNDS && bytes >= master_key::FEWEST_BYTES, "unlimited")?;
    }
    Ok(())
}

fn redacted(text: &Text, other: &Text) -> Result<(), String> {
    let mut secrets = Secrets::default();
    secrets.add_text(other);
    let secret = other.to_utf8_lossy();
    let text = format!("{} {} {}", *text.to_utf8_lossy(), *secret, *text.to_utf8_lossy());
    secrets.redact_json(&text);
    secrets.redact_json(&json!({ "a": text }).to_string());
    let told = secrets.redact(&text);
    // Shorter ones are parts of other words, and are looked for where they stand alone.
    must(secret.chars().count() < 8 || !told.contains(secret.as_str()), "a secret is told")
}

fn members_of(text: &Text, other: &Text) -> Result<(), String> {
    text_members(&text.to_utf8_lossy(), &mut |_, _| {});
    let mut found = false;
    let json = json!({ "x": [{ "value": *other.to_utf8_lossy() }], "y": *text.to_utf8_lossy() }).to_string();
    text_members(&json, &mut |name, value| found |= name == "value" && value == other.to_utf8_lossy().as_str());
    must(found, "a member is overlooked")
}

fn shown(text: &Text, other: &Text) -> Result<(), String> {
    let text = text.to_utf8_lossy();
    must(!visible(&text).contains(['\n', '\0', '\u{1b}']), "control characters are shown")?;
    excerpt(&text, other.units().count());
    Ok(())
}

fn read_host(text: &Text, other: &Text) -> Result<(), String> {
    let record = Value::record([("host", Value::Text(text.clone())), ("minimumRounds", Value::Text(other.clone()))]);
    let (options, _) = Options::read(&record, &record);
    let _ = options.base_url::<Value>();
    let Some(host) = BaseUrl::new(&text.to_utf8_lossy()) else { return Ok(()) };
    host.url(None, "/a", true);
    host.shown(None, "/a");
    Ok(())
}

fn read_headers(text: &Text, other: &Text) -> Result<(), String> {
    let (name, value) = (text.to_utf8_lossy(), other.to_utf8_lossy());
    let headers = GivenHeaders::read(&Value::record([(&*name, Value::Text(other.clone()))]));
    let Ok(headers) = headers else {
        let words = headers.err().unwrap_or_default();
        return must(
            value.chars().count() < 20 || name.contains(&*value) || !words.contains(&*value),
            "a value is told",
        );
    };
    let list = headers.list();
    let is_line = |text: &str| !text.contains(['\r', '\n', '\0']) && text.chars().all(|c| c <= '\u{FF}');
    must(list.len() == 1 && list.iter().all(|(name, value)| is_line(name) && is_line(value)), "no header of HTTP")?;
    must(
        !list[0].0.contains([' ', ':']) && !list[0].0.to_ascii_lowercase().starts_with("passwork-"),
        "a name that is none",
    )?;
    let mut secrets = Secrets::default();
    headers.tell(&mut secrets);
    must(!secrets.redact(&format!("<{}>", *list[0].1)).contains(list[0].1.as_str()), "a value is shown")
}

/// A body of an answer as it is, with a success and with an error.
fn read_answer(text: &Text, other: &Text) -> Result<(), String> {
    for status in [200, 400] {
        let world = World::plain();
        world.route("GET /user/info", Answer::text(status, &other.to_utf8_lossy(), &text.to_utf8_lossy()));
        let _ = world.call("userInfo", json!([]));
        world.route("GET /user/info", Answer::text(status, "application/json", &text.to_utf8_lossy()));
        let _ = world.call("userInfo", json!([]));
    }
    Ok(())
}
