//! The vectors of whole objects and of bodies (tests/vectors/passwork-7.json), over the methods that read and send them.

use super::support::seven::*;
use super::support::*;

/// Logged in with this private key.
fn with_key(private: &str) -> World {
    let world = World::seven_with(json!({}));
    world.give(INFO, json!({}));
    world.give(KEYS, json!({ "keys": { "privateEncrypted": seal(private, &master_key()) } }));
    world.call("loginWithKey", json!(["A:R", master_key()])).unwrap();
    world.lines();
    world
}

#[track_caller]
fn reads_as(world: &World, password: &Value, vector: &str) {
    assert_eq!(text(&world.password_text(password).unwrap()), self::vector(vector, "/output/password"));
    let found = to_json(&world.customs(password).unwrap());
    let expected = vector_json(vector, "/output/customs");
    assert_eq!(found.as_array().unwrap().len(), expected.as_array().unwrap().len(), "{vector}");
    for (found, expected) in found.as_array().unwrap().iter().zip(expected.as_array().unwrap()) {
        for member in ["name", "value", "type"] {
            assert_eq!(found[member], expected[member], "{vector}");
        }
    }
}

/// Serves an object where its own id says that it lies; gives the line of that request.
fn given(world: &World, kind: &str, object: &Json, id: &str) -> String {
    let line = format!("GET /{kind}/{}", object.pointer(id).unwrap().as_str().unwrap());
    world.give(&line, object.clone());
    line
}

fn id_in(line: &str) -> &str {
    line.rsplit('/').next().unwrap()
}

#[test]
fn items() {
    for name in ["item/read-encrypted", "server/b/item"] {
        let world = with_key(&vector(name, "/input/privateKeyPem"));
        let line = given(&world, "items", &vector_json(name, "/input/item"), "/id");
        reads_as(&world, &world.call("getPassword", json!([id_in(&line)])).unwrap(), name);
        assert_eq!(world.lines(), [line]);
    }
    let world = World::seven();
    let line = given(&world, "items", &vector_json("server/c/item-plain", "/input/item"), "/id");
    reads_as(&world, &world.call("getPassword", json!([id_in(&line)])).unwrap(), "server/c/item-plain");
}

#[test]
fn an_item_of_the_inbox_a_shortcut_and_a_snapshot() {
    let private = vector("inbox/read", "/input/privateKeyPem");
    let world = with_key(&private);
    let line = given(&world, "inbox-items", &vector_json("inbox/read", "/input/inboxItem"), "/inbox/id");
    let entry = world.call("getInboxPassword", json!([id_in(&line)])).unwrap();
    reads_as(&world, &entry.own("password"), "inbox/read");

    let shortcut = vector_json("shortcut/key", "/input/shortcut");
    let lies_in = shortcut["shortcut"]["vaultId"].as_str().unwrap().to_owned();
    let world = with_key(&private_key());
    let key = for_user(&vector("shortcut/key", "/input/vaultKeyOfShortcutVault"));
    world.give(&format!("GET /vaults/{lies_in}"), json!({ "id": lies_in, "masterKeyEncrypted": key }));
    let line = given(&world, "shortcuts", &shortcut, "/shortcut/id");
    let shown = world.call("getShortcutPassword", json!([id_in(&line)])).unwrap();
    assert_eq!(text(&world.password_text(&shown).unwrap()), vector("shortcut/key", "/output/password"));

    let world = with_key(&vector("snapshot/read", "/input/privateKeyPem"));
    let sealed = vector_json("snapshot/read", "/input/vaultMasterKeyEncrypted");
    world.give("GET /items/x", json!({ "id": "x", "vaultId": "v", "vaultMasterKeyEncrypted": sealed }));
    let line = given(&world, "items/x/snapshot", &vector_json("snapshot/read", "/input/snapshot"), "/id");
    reads_as(&world, &world.call("getSnapshot", json!(["x", id_in(&line)])).unwrap(), "snapshot/read");
}

#[test]
fn a_file() {
    let world = with_key(&private_key());
    let mut item = item("x", "v1", true);
    let key = vector("attachment/read-answer", "/input/itemKey");
    item["keyEncrypted"] = seal(&key, &vault_key("v1")).into();
    world.give("GET /items/x", item);
    let line = given(&world, "items/x/attachment", &vector_json("attachment/read-answer", "/input/attachment"), "/id");
    let file = world.call("getAttachment", json!(["x", id_in(&line)])).unwrap();
    assert_eq!(world.data(&file).unwrap(), "file €".as_bytes());
}

#[test]
fn a_query() {
    let world = World::seven();
    let line = format!("GET /items/search?{}", vector("query/search-get", "/output/rawQuery"));
    world.give(&line, json!([]));
    let mut filters = json!({});
    for pair in vector_json("query/search-get", "/input/params").as_array().unwrap() {
        filters[pair[0].as_str().unwrap()] = pair[1].clone();
    }
    // In the order of the official client, by the method that sends what it is given.
    world.call("call", json!(["GET", "/items/search", filters])).unwrap();
    assert_eq!(world.lines(), [line]);
}

#[test]
fn envelopes() {
    let world = World::seven_with(json!({ "token": "A" }));
    world.give("GET /users/x", vector_json("envelope/object", "/input/body"));
    let read = to_json(&world.call("call", json!(["GET", "/users/x"])).unwrap());
    assert_eq!(read, vector_json("envelope/object", "/output/json"));
    world.route("GET /users/x", Answer::json(401, &vector_json("envelope/errors", "/input/body")));
    let refused = problem(world.call("getUser", json!(["x"])));
    let errors = vector_json("envelope/errors", "/output/json");
    assert_eq!(to_json(refused.body.as_ref().unwrap())["data"]["errors"], errors["errors"]);
}

#[test]
fn batches() {
    let world = World::seven();
    world.give("POST /batch", json!({ "responses": [] }));
    let ids: Vec<_> = (0..60).map(|n| format!("{n:024x}")).collect();
    world.call("getPasswordsById", json!([ids])).unwrap();
    let sent = world.platform.network.take_sent();
    let sizes: Vec<_> = sent.iter().map(|sent| sent.json()["requests"].as_array().unwrap().len()).collect();
    assert_eq!(json!(sizes), vector_json("batch/chunks", "/output/sizes"));
    assert_eq!(sent[0].json()["requests"][0], vector_json("batch/chunks", "/output/firstRequest"));
}
