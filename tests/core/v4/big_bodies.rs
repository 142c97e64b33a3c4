//! Bodies into which large texts are woven: byte for byte what `JSON.stringify` would have written.

use super::support::*;
use passwork_wasm::core::platform::Documents;

/// Names with everything that JSON escapes, and with what looks like a mark.
const NAMES: [&str; 6] = [
    "plain",
    "quotes \" and \\ and \n and \u{1}",
    "日本 😀 \u{2028}",
    "passwork-large-00000000000000000000000000000000-0-",
    "\"encryptedData\":null",
    "",
];

#[test]
fn spliced_bodies_are_exact() {
    let world = World::plain().with_plain_password();
    world.route("POST /passwords", Answer::data("id"));
    let files = Value::list();
    for (i, name) in NAMES.iter().enumerate() {
        let bytes = vec![i as u8; 10_000 * i];
        files.push(Value::record([("path", Value::bytes(&bytes)), ("name", Value::str(name))]));
    }
    let fields =
        value(json!({ "vaultId": "v1", "password": "x", "note": NAMES[3], "name": NAMES[1], "after": "files" }));
    fields.set("attachments", files);
    fields.set("half", lone());
    world.call("addPassword", vec![fields]).unwrap();
    let sent = world.platform.network.sent().last().unwrap().body.clone().unwrap();
    let body = String::from_utf8(sent).unwrap();
    assert!(body.contains("a\\ud800b"), "a lone surrogate is an escape, not U+FFFD");
    let json: Json = serde_json::from_str(&body.replace("\\ud800", "")).unwrap();
    let names: Vec<_> = json.as_object().unwrap().keys().cloned().collect();
    let wanted = ["vaultId", "note", "name", "after", "attachments", "half", "cryptedPassword", "cryptedKey"];
    assert_eq!(names, wanted);
    for (i, (file, name)) in json["attachments"].as_array().unwrap().iter().zip(NAMES).enumerate() {
        let stored = Value::str(file["encryptedData"].as_str().unwrap());
        let hash: Text = file["hash"].as_str().unwrap().into();
        let bytes =
            passwork_wasm::core::encryption::file_bytes::open(&Native::default(), &stored, &hash, None).unwrap();
        assert_eq!(*bytes, vec![i as u8; 10_000 * i], "{name}");
        assert_eq!(file.get("name").and_then(Json::as_str).unwrap_or_default(), name);
    }
    // And exactly what JSON.stringify writes for the whole.
    let whole = Value::from(serde_json::from_str::<Json>(&body.replace("\\ud800", "?")).unwrap());
    let written = Native::default().write_json(&whole).unwrap();
    assert_eq!(text(&written), body.replace("\\ud800", "?"));
}

#[test]
fn a_repetition_after_a_refresh_sends_the_same_bytes() {
    let world = World::sealed().with_password();
    let line = "POST /passwords/p1/attachment";
    world.platform.network.route_each(line, [Answer::error(401, "apiSessionExpired"), Answer::data("a")]);
    world.route("POST /auth/refreshToken/token-1/refresh-1", Answer::data(json!({ "token": "t" })));
    let args = vec![Value::str("p1"), Value::bytes(&[7; 100_000]), Value::str("n")];
    world.call("addPasswordAttachment", args).unwrap();
    let sent = world.platform.network.sent();
    let bodies: Vec<_> = sent.iter().filter(|s| s.line == line).map(|s| s.body.clone().unwrap()).collect();
    assert_eq!(bodies.len(), 2);
    assert!(bodies[0] == bodies[1]);
}

#[test]
fn no_random_numbers_no_body() {
    let world = World::plain().with_plain_password();
    world.platform.no_entropy.set(true);
    let args = vec![Value::str("p1"), Value::bytes(b"x"), Value::str("n")];
    assert!(world.call("addPasswordAttachment", args).is_err());
    assert!(world.lines().iter().all(|line| line.starts_with("GET ")));
}
