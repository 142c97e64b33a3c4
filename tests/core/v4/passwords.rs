//! Passwords: reading, and the bodies of writes (D16, D17, D19, D24).

use super::support::*;
use std::collections::HashSet;

fn writer(world: World) -> World {
    for line in ["POST /passwords", "PUT /passwords/p1", "DELETE /passwords/p1"] {
        world.route(line, Answer::data(json!({ "id": "p1" })));
    }
    world
}

#[test]
fn the_vault_is_read_once() {
    let world = writer(World::sealed().with_password());
    let reads = ["GET /passwords/p1", "GET /vaults/v1"];
    world.call("getPassword", json!(["p1"])).unwrap();
    assert_eq!(world.lines(), reads);
    world.call("editPassword", json!(["p1", {}])).unwrap();
    assert_eq!(world.lines(), [reads[0], reads[1], "PUT /passwords/p1"]);
    world.call("deletePassword", json!(["p1"])).unwrap();
    assert_eq!(world.lines(), [reads[0], reads[1], "DELETE /passwords/p1"]);
    world.route("POST /passwords/p1/move", Answer::data("p1"));
    world.call("movePassword", json!(["p1", "v1"])).unwrap();
    assert_eq!(world.lines(), [reads[0], reads[1], "POST /passwords/p1/move"]);
}

#[test]
fn vaults_of_every_kind_open() {
    for (keyed, domain, own_key) in
        [(true, false, true), (true, true, true), (true, true, false), (false, false, false), (false, true, false)]
    {
        let world = World::sealed();
        world.vault("v9", keyed, domain);
        world.password("p9", "v9", own_key);
        let password = world.call("getPassword", json!(["p9"])).unwrap();
        assert_eq!(text(&world.password_text(&password).unwrap()), "text of p9");
        assert_eq!(to_json(&world.customs(&password).unwrap()), json!([{ "name": "n", "value": "v", "type": "text" }]));
    }
}

#[test]
fn what_add_sends() {
    let world = writer(World::sealed().with_password());
    let fields = json!({
        "unknown": 1, "password": "pw", "vaultId": "v1", "cryptedPassword": "given", "login": null,
        "custom": [{ "extra": 1, "type": "text", "value": "v", "name": "n" }], "attachments": [],
    });
    world.call("addPassword", json!([fields])).unwrap();
    let body = world.last_body();
    assert_eq!((&body["unknown"], &body["login"], &body["name"]), (&json!(1), &json!(null), &json!("")));
    assert!(body.get("password").is_none() && body.get("attachments").is_none());
    let key = open(&body["cryptedKey"], "v1 password");
    assert_eq!(key.len(), 32);
    assert_eq!(open(&body["cryptedPassword"], &key), "pw");
    let custom = body["custom"][0].as_object().unwrap();
    assert_eq!(custom.keys().collect::<Vec<_>>(), ["name", "value", "type"]);
    assert_eq!(open(&custom["value"], &key), "v");
    assert!(!world.platform.network.sent().iter().any(|s| s.body.as_ref().is_some_and(|b| contains(b, b"\"pw\""))));
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|w| w == part)
}

#[test]
fn the_callers_objects_are_never_changed() {
    for world in [World::sealed().with_password(), World::plain().with_plain_password()] {
        let world = writer(world);
        let fields = json!({
            "vaultId": "v1", "password": "pw", "tags": ["a"],
            "custom": [{ "name": "n", "value": "JBSWY3DPEHPK3PXP", "type": "totp" }],
        });
        let frozen = value(fields.clone());
        let file = Value::record([("path", Value::bytes(b"bytes")), ("name", Value::str("f"))]);
        let files = Value::list();
        files.push(file);
        frozen.set("attachments", files);
        let frozen = frozen.frozen(); // a change panics
        for _ in 0..2 {
            world.call("addPassword", vec![frozen.clone()]).unwrap();
            assert_eq!(world.last_body()["attachments"].as_array().unwrap().len(), 1);
            world.call("editPassword", vec![Value::str("p1"), frozen.clone()]).unwrap();
            assert_eq!(world.last_body()["passwordFieldChanged"], true);
        }
        frozen.items();
        assert_eq!(text(&frozen.own("password")), "pw");
    }
}

/// D19, in both modes: what is refused, and that nothing is written then.
#[test]
fn bad_fields_are_refused_in_both_modes() {
    let custom = |entry: Json| json!([{ "name": "n", "value": "v", "type": "text" }, entry]);
    let bad = [
        ("password", json!(null), "'password' must be a string"),
        ("password", json!(5), "'password' must be a string"),
        ("password", json!(["x"]), "'password' must be a string"),
        ("custom", json!(null), "'custom' must be a list"),
        ("custom", json!({}), "'custom' must be a list"),
        ("custom", custom(json!(null)), "custom[1].name must be a string"),
        ("custom", custom(json!("x")), "custom[1].name"),
        ("custom", custom(json!([])), "custom[1].name"),
        ("custom", custom(json!({ "name": "n", "value": "v" })), "custom[1].type must be a string"),
        ("custom", custom(json!({ "name": "n", "value": null, "type": "t" })), "custom[1].value must be a string"),
        ("custom", custom(json!({ "name": 1, "value": "v", "type": "t" })), "custom[1].name must be a string"),
        ("attachments", json!(null), "'attachments' must be a list"),
        ("attachments", json!("x"), "'attachments' must be a list"),
        ("attachments", json!(["x"]), "attachments[0] must be an object"),
        ("attachments", json!([null]), "attachments[0] must be an object"),
        ("attachments", json!([{ "path": 5 }]), "a file must be a path"),
    ];
    for world in [World::sealed().with_password(), World::plain().with_plain_password()] {
        for (member, bad, words) in &bad {
            let mut fields = json!({ "vaultId": "v1", "password": "secret value" });
            fields[member] = bad.clone();
            let problem = rejects(world.call("addPassword", json!([fields])), FailureKind::Usage, words);
            assert!(!problem.message.contains("secret value"));
            rejects(world.call("editPassword", json!(["p1", fields])), FailureKind::Usage, words);
        }
        rejects(world.call("addPassword", json!([{ "vaultId": "v1" }])), FailureKind::Usage, "'password'");
        assert!(world.lines().iter().all(|line| line.starts_with("GET ")), "nothing was written");
        // The reads go first: without a vault it is the server that refuses (K5).
        world.route("GET /vaults/undefined", Answer::error(404, "vaultNotFound"));
        rejects(world.call("addPassword", json!([])), FailureKind::Api, "vaultNotFound");
    }
}

#[test]
fn undefined_counts_as_not_given() {
    let world = writer(World::sealed().with_password());
    let fields = Value::object();
    ["password", "custom", "attachments"].iter().for_each(|name| fields.set(name, Value::Undefined));
    world.call("editPassword", vec![Value::str("p1"), fields]).unwrap();
    assert_eq!(world.last_body().as_object().unwrap().keys().collect::<Vec<_>>(), ["snapshot"]);
}

#[test]
fn totp_secrets_are_checked_before_anything_is_written() {
    let world = World::sealed().with_password();
    for bad in ["", "short", "otpauth://totp/x", "JBSWY3DPEHPK3PX1", "JBSWY3DPEHPK3PXP\n"] {
        let custom = json!([{ "name": "n", "value": bad, "type": "totp" }]);
        let fields = json!({ "vaultId": "v1", "password": "x", "custom": custom });
        let problem = rejects(world.call("addPassword", json!([fields])), FailureKind::Totp, "invalidTotpFormat");
        assert_eq!(problem.code, Some("invalidTotpFormat"));
        assert!(bad.is_empty() || !problem.message.contains(bad));
    }
    assert!(world.lines().iter().all(|line| line.starts_with("GET ")));
}

#[test]
fn the_snapshot_is_the_password_as_it_was() {
    let world = writer(World::sealed().with_password());
    world.call("editPassword", json!(["p1", { "password": "new", "snapshot": "given" }])).unwrap();
    let snapshot = open(&world.last_body()["snapshot"], "key of p1");
    let snapshot: Json = serde_json::from_str(&snapshot).unwrap();
    assert_eq!(
        snapshot,
        json!({
            "id": "p1", "groupId": "v1", "folderId": null, "name": "name of p1",
            "attachments": [{ "id": "a1", "name": "a.bin", "key": "file key" }],
            "password": "text of p1", "custom": [{ "name": "n", "value": "v", "type": "text" }],
        })
    );
}

/// D24: the password of the source vault never becomes a key in another vault.
#[test]
fn moving_between_vaults_of_all_kinds() {
    for (source_keyed, own_key, target_keyed) in
        [(true, true, true), (true, false, true), (false, false, true), (true, true, false), (false, false, false)]
    {
        let world = World::sealed();
        world.vault("v1", source_keyed, false);
        world.vault("v2", target_keyed, true);
        world.password("p1", "v1", own_key);
        world.route("POST /passwords/p1/copy", Answer::data("new"));
        world.call("copyPassword", json!(["p1", "v2", "f"])).unwrap();
        let body = world.last_body();
        let key = if target_keyed { open(&body["cryptedKey"], "v2 password") } else { "v2 password".into() };
        assert_eq!(open(&body["cryptedPassword"], &key), "text of p1");
        assert_eq!(open(&body["custom"][0]["value"], &key), "v");
        assert_eq!(open(&body["attachments"][0]["encryptedKey"], &key), "file key");
        assert_eq!(body["folderTo"], "f");
        assert_ne!(key, "v1 password");
        assert_eq!(key == "key of p1", own_key && target_keyed);
        assert_eq!(body.get("cryptedKey").is_some(), target_keyed);
    }
}

#[test]
fn keys_and_salts_are_never_used_twice() {
    let world = writer(World::sealed().with_password());
    let mut keys = HashSet::new();
    let mut sealed = HashSet::new();
    for _ in 0..20 {
        world.call("addPassword", json!([{ "vaultId": "v1", "password": "same" }])).unwrap();
        let body = world.last_body();
        assert!(keys.insert(open(&body["cryptedKey"], "v1 password")));
        assert!(sealed.insert(body["cryptedPassword"].to_string()));
    }
}

#[test]
fn plain_mode_into_a_keyed_vault() {
    let world = writer(World::plain().with_plain_password());
    world.call("addPassword", json!([{ "vaultId": "v1", "password": "secret" }])).unwrap();
    let body = world.last_body();
    assert_eq!(body["cryptedPassword"], "c2VjcmV0");
    assert_eq!(body["cryptedKey"].as_str().unwrap().len(), 44); // 32 characters in base64
    world.route("GET /vaults/v2", Answer::data(json!({ "id": "v2", "vaultPasswordCrypted": "YQ==" })));
    world.route("POST /passwords/p1/move", Answer::data("p1"));
    world.call("movePassword", json!(["p1", "v2"])).unwrap();
    assert_eq!(world.last_body()["cryptedKey"], "");
}

#[test]
fn lists_and_searches() {
    let world = World::plain();
    let list = json!([{ "name": "b" }, { "name": null, "id": 1 }, { "name": "a" }, { "id": 2 }, { "name": "B" }]);
    world.route("GET /vaults/v1/passwords", Answer::data(list));
    let sorted = to_json(&world.call("getPasswords", json!(["v1"])).unwrap());
    let wanted = json!([{ "name": null, "id": 1 }, { "id": 2 }, { "name": "a" }, { "name": "b" }, { "name": "B" }]);
    assert_eq!(sorted, wanted);
    world.route("GET /folders/f1/passwords", Answer::data(json!([])));
    world.call("getPasswords", json!(["v1", "f1"])).unwrap();
    world.route("POST /passwords/search", Answer::data(json!([])));
    world.call("searchPasswords", json!(["q"])).unwrap();
    assert_eq!(
        world.last_body(),
        json!({
            "query": "q", "tags": [], "colors": [], "vaultId": null, "includeShared": false, "includeShortcuts": false,
        })
    );
    world.call("searchPasswords", json!([])).unwrap();
    assert!(world.last_body().get("query").is_none());
}
