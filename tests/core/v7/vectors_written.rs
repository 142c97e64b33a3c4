//! The vectors of bodies (tests/vectors/passwork-7.json): what the official client sends, ours sends; what is sealed in it opens
//! to the same, and its members are the same.

use super::support::seven::*;
use super::support::*;

fn names(json: &Json) -> Vec<String> {
    let mut names: Vec<_> = json.as_object().unwrap().keys().cloned().collect();
    names.sort();
    names
}

/// The fields of a body, opened.
fn fields(sealed: &Json, key: &str) -> Json {
    let opened = |field: &Json, member: &str| json!(open(&field[member], key));
    let fields = sealed.as_array().unwrap().iter();
    fields
        .map(|f| json!({ "name": opened(f, "name"), "value": opened(f, "value"), "type": opened(f, "type") }))
        .collect()
}

/// An item under the key of a vector.
fn item_under(key: &str, vault_id: &str) -> Json {
    let mut item = item("x", vault_id, true);
    item["keyEncrypted"] = seal(key, &vault_key(vault_id)).into();
    item["passwordEncrypted"] = seal("p", key).into();
    item["customs"] = json!([]);
    item
}

#[test]
fn a_new_item() {
    let name = "item/create-body-encrypted";
    let (sent, output) = (vector_json(name, "/input/body"), vector_json(name, "/output"));
    let world = World::seven_sealed();
    let vault_id = sent["vaultId"].as_str().unwrap();
    world.vault7(vault_id, true);
    world.give("POST /items", json!({ "id": "x" }));
    let mut made = item("x", vault_id, true);
    made["color"] = json!(3);
    world.give("GET /items/x", made);
    let mut given = json!({ "folderId": "f", "password": output["password"], "custom": output["customs"], "color": 3 });
    for member in ["vaultId", "name", "login", "url", "description", "tags"] {
        given[member] = sent[member].clone();
    }
    let given = Value::from(given);
    let file = &output["files"][0];
    let bytes = |hex: &str| {
        (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect::<Vec<_>>()
    };
    let files = Value::list();
    files.push(Value::record([
        ("bytes", Value::bytes(&bytes(file["fileHex"].as_str().unwrap()))),
        ("name", Value::str(file["name"].as_str().unwrap())),
    ]));
    given.set("attachments", files);
    world.call("addPassword", vec![given]).unwrap();
    let ours = body_of(&world, "POST /items");
    assert_eq!(json!(names(&ours)), output["members"]);
    let key = open(&ours["keyEncrypted"], &vault_key(vault_id));
    assert_eq!(json!(open(&ours["passwordEncrypted"], &key)), output["password"]);
    assert_eq!(fields(&ours["customs"], &key), output["customs"]);
    let (our_file, their_file) = (&ours["attachments"][0], &sent["attachments"][0]);
    assert_eq!((names(our_file), &our_file["hash"]), (names(their_file), &their_file["hash"]));
    for member in ["name", "login", "url", "description", "tags", "colorCode", "vaultId"] {
        assert_eq!(ours[member], sent[member], "{member}");
    }
}

#[test]
fn a_changed_item() {
    let name = "item/update-body-encrypted";
    let (sent, output) = (vector_json(name, "/input/body"), vector_json(name, "/output"));
    let key = output["itemKey"].as_str().unwrap();
    let world = World::seven_sealed();
    let vault_id = sent["vaultId"].as_str().unwrap();
    let item = item_under(key, vault_id);
    world.give("GET /items/x", item.clone());
    world.give("PATCH /items/x", Json::Null);
    let change = json!({ "login": sent["login"], "password": output["password"], "custom": output["customs"] });
    world.call("editPassword", json!(["x", change])).unwrap();
    let ours = body_of(&world, "PATCH /items/x");
    assert_eq!((json!(names(&ours)), &ours["keyEncrypted"]), (output["members"].clone(), &item["keyEncrypted"]));
    assert_eq!(json!(open(&ours["passwordEncrypted"], key)), output["password"]);
    assert_eq!(fields(&ours["customs"], key), output["customs"]);

    let plain = vector_json("item/update-body-plain", "/output/body");
    let world = World::seven();
    let mut item = super::support::seven::item("x", plain["vaultId"].as_str().unwrap(), false);
    item["keyEncrypted"] = json!("");
    world.give("GET /items/x", item);
    world.give("PATCH /items/x", Json::Null);
    world.call("editPassword", json!(["x", { "password": "changed" }])).unwrap();
    assert_eq!(body_of(&world, "PATCH /items/x"), plain);
}

#[test]
fn a_link() {
    let name = "link/create-body-encrypted";
    let (sent, output, key) =
        (vector_json(name, "/input/body"), vector_json(name, "/output"), vector(name, "/input/itemKey"));
    let code = vector(name, "/input/code");
    let world = World::seven_sealed();
    let id = sent["itemId"].as_str().unwrap();
    let data = &sent["itemData"];
    let mut item = item_under(&key, "v1");
    for member in ["name", "login", "url", "description"] {
        item[member] = data[member].clone();
    }
    item["id"] = json!(id);
    item["passwordEncrypted"] = seal(output["password"].as_str().unwrap(), &key).into();
    let sealed = |field: &Json| {
        let of = |member: &str| seal(field[member].as_str().unwrap(), &key);
        json!({ "name": of("name"), "value": of("value"), "type": of("type") })
    };
    item["customs"] = output["customs"].as_array().unwrap().iter().map(sealed).collect();
    let mut entry = data["attachments"][0].clone();
    entry["encryptedKey"] = seal(output["attachmentKeys"][0].as_str().unwrap(), &key).into();
    item["attachments"] = json!([entry]);
    world.give(&format!("GET /items/{id}"), item);
    world.give("POST /links", json!({ "url": "https://pw.test/l" }));
    let url = text(&world.call("generatePasswordShareLink", json!([id, true, "week", code])).unwrap());
    let ours = body_of(&world, "POST /links");
    assert_eq!(url, format!("https://pw.test/l{}", output["urlSuffix"].as_str().unwrap()));
    assert_eq!((names(&ours), names(&ours["itemData"])), (names(&sent), names(data)));
    for member in ["keyHash", "type", "expirationTime", "itemId"] {
        assert_eq!(ours[member], sent[member], "{member}");
    }
    assert_eq!(open(&ours["keyEncrypted"], &key), code);
    assert_eq!(json!(open(&ours["itemData"]["passwordEncrypted"], &code)), output["password"]);
    assert_eq!(fields(&ours["itemData"]["customs"], &code), output["customs"]);
    assert_eq!(json!(open(&ours["itemData"]["attachments"][0]["encryptedKey"], &code)), output["attachmentKeys"][0]);
}

#[test]
fn a_link_without_encryption() {
    let item = vector_json("link/create-body-plain", "/input/item");
    let world = World::seven();
    let id = item["id"].as_str().unwrap().to_owned();
    world.give(&format!("GET /items/{id}"), item);
    world.give("POST /links", json!({ "url": "https://pw.test/l" }));
    world.call("generatePasswordShareLink", json!([id, false, "forever"])).unwrap();
    let expected = vector_json("link/create-body-plain", "/output/body");
    assert_eq!(body_of(&world, "POST /links"), expected);
}

#[test]
fn a_shortcut() {
    let name = "shortcut/create-body";
    let (expected, key) = (vector_json(name, "/output/body"), vector(name, "/input/itemKey"));
    let target = expected["vaultId"].as_str().unwrap();
    for sealed in [true, false] {
        let world = World::seven_of(sealed);
        world.vault7("v1", sealed);
        world.vault7(target, sealed);
        let mut item = if sealed { item_under(&key, "v1") } else { super::support::seven::item("x", "v1", false) };
        item["id"] = expected["itemId"].clone();
        let mut entry = shortcut("s1", &item, "v1", sealed);
        if sealed {
            entry["shortcut"]["keyEncrypted"] = seal(&key, &vault_key("v1")).into();
        }
        world.give("GET /shortcuts/s1", entry);
        world.give("POST /shortcuts", json!({ "id": "s2" }));
        world.call("copyShortcut", json!(["s1", target])).unwrap();
        let ours = body_of(&world, "POST /shortcuts");
        if sealed {
            assert_eq!(open(&ours["keyEncrypted"], &vault_key(target)), key);
            assert_eq!(names(&ours), names(&expected));
            assert_eq!((&ours["itemId"], &ours["folderId"]), (&expected["itemId"], &expected["folderId"]));
        } else {
            assert_eq!(ours, vector_json("shortcut/create-body-plain", "/output/body"));
        }
    }
}

#[test]
fn a_vault() {
    let name = "vault/create-body-encrypted";
    let (sent, private) = (vector_json(name, "/input/body"), vector_json(name, "/input/administratorsPrivateKeys"));
    let world = World::seven_sealed();
    let type_id = sent["typeId"].as_str().unwrap();
    world.give("GET /app/features", json!([{ "name": "vaultType" }]));
    world.give("GET /vault-types/all", json!([{ "id": type_id, "code": "company", "name": "c" }]));
    // Whoever is there, with the public halves of other vectors.
    let public = vector("rsa/choice/1024-62", "/input/publicKeyPem");
    let ids: Vec<_> = private.as_object().unwrap().keys().cloned().collect();
    let administrators: Vec<_> = ids.iter().map(|id| json!({ "id": id, "publicKey": public })).collect();
    world.give(&format!("GET /vault-types/{type_id}/administrators"), json!(administrators));
    world.give("POST /vaults", json!({ "id": "new" }));
    world.call("addVault", json!([sent["name"]])).unwrap();
    let ours = body_of(&world, "POST /vaults");
    assert_eq!((names(&ours), names(&ours["administratorsKeys"])), (names(&sent), names(&sent["administratorsKeys"])));
    let key = opened_by(&private_key(), &ours["masterKeyEncrypted"]);
    assert_eq!(json!(key.len()), vector_json(name, "/output/keyLength"));
    assert_eq!(json!(ours["salt"].as_str().unwrap().len()), vector_json(name, "/output/saltLength"));
    let hash = |key: &str, salt: &Json| {
        use passwork_wasm::core::crypto::{hash::hex, sha256};
        hex(&sha256::standard(format!("{key}{}", salt.as_str().unwrap()).as_bytes()))
    };
    assert_eq!(json!(hash(&key, &ours["salt"])), ours["masterKeyHash"]);
    // The same over what the official client has sent.
    let theirs = opened_by(&vector(name, "/input/privateKeyPem"), &sent["masterKeyEncrypted"]);
    assert_eq!(
        (json!(theirs), json!(hash(&theirs, &sent["salt"]))),
        (vector_json(name, "/output/vaultKey"), sent["masterKeyHash"].clone())
    );
    for (id, private) in private.as_object().unwrap() {
        assert_eq!(opened_by(private.as_str().unwrap(), &sent["administratorsKeys"][id]), theirs);
    }
}

/// From the user's private key to the key of an item, in one go.
#[test]
fn chains_of_keys() {
    for name in ["itemkey/chain", "itemkey/chain-old-user"] {
        let world = World::seven_with(json!({}));
        world.give(INFO, json!({}));
        world.give(
            KEYS,
            json!({ "keys": { "privateEncrypted": seal(&vector(name, "/input/privateKeyPem"), &master_key()) } }),
        );
        world.call("loginWithKey", json!(["A:R", master_key()])).unwrap();
        let mut item = item("x", "v1", true);
        item["vaultMasterKeyEncrypted"] = vector_json(name, "/input/vaultMasterKeyEncrypted");
        item["keyEncrypted"] = vector_json(name, "/input/keyEncrypted");
        item["passwordEncrypted"] = seal("opened", &vector(name, "/output/itemKey")).into();
        world.give("GET /items/x", item);
        let password = world.call("getPassword", json!(["x"])).unwrap();
        assert_eq!(text(&world.password_text(&password).unwrap()), "opened", "{name}");
    }
}

#[test]
fn custom_fields_as_the_official_client_seals_them() {
    for name in ["customs/encrypted", "customs/extra-members"] {
        let (key, sealed) = (vector(name, "/input/itemKey"), vector_json(name, "/output/customs"));
        let world = World::seven_sealed();
        let mut item = item_under(&key, "v1");
        item["customs"] = sealed;
        world.give("GET /items/x", item);
        let password = world.call("getPassword", json!(["x"])).unwrap();
        let read = to_json(&world.customs(&password).unwrap());
        let expected = vector_json(name, "/input/fields");
        for (read, expected) in read.as_array().unwrap().iter().zip(expected.as_array().unwrap()) {
            // Of what else a field has, nothing is shown (K22 of API v4, which has the same).
            for member in ["name", "value", "type"] {
                assert_eq!(read[member], expected[member], "{name}: {member}");
            }
        }
        assert_eq!(read.as_array().unwrap().len(), expected.as_array().unwrap().len());
    }
}

/// Each of several errors is told, with its field.
#[test]
fn errors() {
    for name in ["errors/plain", "errors/field"] {
        let world = World::seven();
        let sent = vector_json(name, "/input/body");
        world.route("GET /users/x", Answer::json(422, &sent));
        let problem = problem(world.call("getUser", json!(["x"])));
        let first = sent["errors"][0]["message"].as_str().unwrap();
        assert!(problem.message.contains(first), "{}", problem.message);
        assert_eq!(to_json(problem.body.as_ref().unwrap())["data"]["errors"], sent["errors"]);
    }
}
