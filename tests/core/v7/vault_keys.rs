//! The key of a vault is asked for once a session, and once more where it no longer opens what lies in the vault (V21).

use super::support::seven::*;
use super::support::*;

const VAULT: &str = "GET /vaults/v1";

/// What lies in vault `v1`, sealed under this key of it; its answers name the vault and do not bring the key.
fn bare(mut shown: Json, key: &str) -> Json {
    shown.as_object_mut().unwrap().remove("vaultMasterKeyEncrypted");
    shown["keyEncrypted"] = seal(&item_key("p1"), key).into();
    shown
}

fn snapshot(key: &str) -> Json {
    let mut snapshot = bare(item("p1", "v1", true), key);
    snapshot["id"] = "n1".into();
    snapshot
}

fn lying_there(key: &str) -> Json {
    let mut shown = shortcut("s1", &item("p1", "v2", true), "v1", true);
    shown["shortcut"]["keyEncrypted"] = seal(&item_key("p1"), key).into();
    shown
}

/// The vault and all in it, under this key.
fn sealed_with(world: &World, key: &str) {
    let mut shown = vault("v1", true);
    shown["masterKeyEncrypted"] = for_user(key).into();
    world.give(VAULT, shown);
    let item = bare(item("p1", "v1", true), key);
    world.give("GET /items/p1", item.clone());
    world.give("POST /batch", json!({ "responses": [{ "statusCode": 200, "body": item }] }));
    world.give("GET /items/p1/snapshot/n1", snapshot(key));
    world.give("GET /shortcuts/s1", lying_there(key));
    world.give("PATCH /items/p1", Json::Null);
    world.give("POST /links", json!({ "url": "https://pw.test/l" }));
}

#[test]
fn one_that_no_longer_opens_is_fetched_again_whatever_is_read() {
    for (method, args, asks_again) in [
        ("getPassword", json!(["p1"]), 1),
        ("getPasswordsById", json!([["p1"]]), 1),
        ("getSnapshot", json!(["p1", "n1"]), 1),
        ("getShortcutPassword", json!(["s1"]), 1),
        ("generatePasswordShareLink", json!(["p1"]), 1),
        ("editPassword", json!(["p1", { "password": "p" }]), 1),
    ] {
        let world = World::seven_sealed();
        sealed_with(&world, "first key");
        world.call("getPassword", json!(["p1"])).unwrap();
        sealed_with(&world, "second key");
        world.lines();
        for expected in [asks_again, 0] {
            let result = to_json(&world.call(method, args.clone()).unwrap()).to_string();
            assert!(!result.contains("\"error\""), "{method}: {result}");
            assert_eq!(world.lines().iter().filter(|line| *line == VAULT).count(), expected, "{method}");
        }
    }
}

#[test]
fn what_is_damaged_stays_so_after_one_more_look() {
    let world = World::seven_sealed();
    sealed_with(&world, "first key");
    world.call("getPassword", json!(["p1"])).unwrap();
    world.give("GET /items/p1", bare(item("p1", "v1", true), "nobody's key"));
    world.lines();
    rejects(world.call("getPassword", json!(["p1"])), FailureKind::Crypto, "keyEncrypted");
    assert_eq!(world.lines(), ["GET /items/p1", VAULT]);
}
