//! Empty values as other clients store them: null, or not at all (D47).

use super::support::*;

const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// The password `p1` without a text, with a field without a value, and with a file that has no key.
fn worlds() -> Vec<World> {
    let mut worlds = Vec::new();
    for missing in [false, true] {
        let nothing = |object: &mut Json, member: &str| match missing {
            true => drop(object.as_object_mut().unwrap().remove(member)),
            false => object[member] = Json::Null,
        };
        let sealed = World::sealed().with_password();
        let mut password = sealed.password("p1", "v1", true);
        nothing(&mut password, "cryptedPassword");
        nothing(&mut password["attachments"][0], "encryptedKey");
        password["custom"][0]["value"] = Json::Null;
        sealed.route("GET /passwords/p1", Answer::data(password));
        sealed.vault("v2", true, false);
        let plain = World::plain().with_plain_password();
        let mut password = json!({
            "id": "p1", "vaultId": "v1", "cryptedPassword": "c2VjcmV0", "cryptedKey": "YQ==",
            "custom": [{ "name": "bg==", "value": null, "type": "dGV4dA==" }],
            "attachments": [{ "id": "a1", "name": "a.bin", "encryptedKey": "YQ==" }],
        });
        nothing(&mut password, "cryptedPassword");
        nothing(&mut password["attachments"][0], "encryptedKey");
        plain.route("GET /passwords/p1", Answer::data(password));
        plain.route("GET /vaults/v2", Answer::data(json!({ "id": "v2", "vaultPasswordCrypted": "YQ==" })));
        for world in [sealed, plain] {
            for line in
                ["PUT /passwords/p1", "DELETE /passwords/p1", "POST /passwords/p1/move", "POST /passwords/p1/copy"]
            {
                world.route(line, Answer::data("p1"));
            }
            world.route("POST /passwords/generate-share-link", Answer::data("https://pw.test/l"));
            worlds.push(world);
        }
    }
    worlds
}

#[test]
fn they_read_as_empty() {
    for world in worlds() {
        let password = world.call("getPassword", json!(["p1"])).unwrap();
        assert_eq!(text(&world.password_text(&password).unwrap()), "");
        let customs = to_json(&world.customs(&password).unwrap());
        assert_eq!(customs, json!([{ "name": "n", "value": "", "type": "text" }]));
    }
}

#[test]
fn such_an_entry_can_be_edited_moved_copied_shared_and_deleted() {
    for world in worlds() {
        let is_sealed = world.session().3;
        let read =
            |value: &Json, key: &str| if is_sealed { open(value, key) } else { value.as_str().unwrap().to_owned() };
        let file_key = |file: &Json, member: &str| assert!(file.get(member).is_none_or(Json::is_null), "{file}");

        world.call("editPassword", json!(["p1", { "password": "new" }])).unwrap();
        let body = world.last_body();
        assert_eq!(read(&body["cryptedPassword"], "key of p1"), if is_sealed { "new" } else { "bmV3" });
        if is_sealed {
            let snapshot: Json = serde_json::from_str(&open(&body["snapshot"], "key of p1")).unwrap();
            assert_eq!((&snapshot["password"], &snapshot["custom"][0]["value"]), (&json!(""), &json!("")));
            file_key(&snapshot["attachments"][0], "key");
        }
        for method in ["movePassword", "copyPassword"] {
            world.call(method, json!(["p1", "v2"])).unwrap();
            let body = world.last_body();
            let key = if is_sealed { open(&body["cryptedKey"], "v2 password") } else { String::new() };
            assert_eq!(read(&body["cryptedPassword"], &key), "");
            assert_eq!(read(&body["custom"][0]["value"], &key), "");
            file_key(&body["attachments"][0], "encryptedKey");
        }
        world.call("generatePasswordShareLink", json!(["p1", false, 1, "the secret"])).unwrap();
        let body = world.last_body();
        match is_sealed {
            true => assert_eq!(open(&body["password"]["cryptedPassword"], "the secret"), ""),
            false => assert_eq!(body["password"]["password"], ""),
        }
        file_key(&body["password"]["attachments"][0], "encryptedKey");
        world.call("deletePassword", json!(["p1"])).unwrap();
    }
}

#[test]
fn what_is_there_and_damaged_is_still_told() {
    for bad in [json!("damaged"), json!(5), json!({}), json!(["x"])] {
        let world = World::sealed().with_password();
        let mut password = world.password("p1", "v1", true);
        password["cryptedPassword"] = bad.clone();
        password["custom"][0]["value"] = bad;
        world.route("GET /passwords/p1", Answer::data(password));
        let password = world.call("getPassword", json!(["p1"])).unwrap();
        rejects(world.password_text(&password), FailureKind::Crypto, "password p1: cryptedPassword");
        rejects(world.customs(&password), FailureKind::Crypto, "custom[0].value");
    }
    // A field that misses a member is left out (K22); a key that is there has to open (D42).
    let world = World::sealed().with_password();
    let mut password = world.password("p1", "v1", true);
    password["custom"][0].as_object_mut().unwrap().remove("value");
    for key in ["", "damaged"] {
        password["attachments"][0]["encryptedKey"] = key.into();
        world.route("GET /passwords/p1", Answer::data(password.clone()));
        rejects(world.call("deletePassword", json!(["p1"])), FailureKind::Crypto, "encryptedKey");
    }
    let password = world.call("getPassword", json!(["p1"])).unwrap();
    assert_eq!(to_json(&world.customs(&password).unwrap()), json!([]));
}

#[test]
fn files_of_nothing() {
    for world in [World::sealed().with_password(), World::plain().with_plain_password()] {
        for data in [json!(null), json!(""), json!({})] {
            for (hash, fits) in [
                (json!(null), true),
                (json!({}), true),
                (json!(""), true),
                (json!(EMPTY), true),
                (json!("d41d8cd98f00b204e9800998ecf8427e"), true),
                (json!(EMPTY.to_uppercase()), false),
                (json!("00"), false),
                (json!(5), false),
            ] {
                let mut file = json!({ "id": "a1", "name": "n", "encryptedKey": "no key that opens" });
                for (member, value) in [("encryptedData", &data), ("hash", &hash)] {
                    if !value.is_object() {
                        file[member] = value.clone(); // else it is missing
                    }
                }
                world.route("GET /passwords/p1/attachment/a1", Answer::data(file));
                let attachment = world.call("getAttachment", json!(["p1", "a1"])).unwrap();
                match world.data(&attachment) {
                    Ok(bytes) => assert!(fits && bytes.is_empty(), "{data} {hash}"),
                    Err(failure) => {
                        assert!(!fits, "{data} {hash}");
                        rejects(Err(failure), FailureKind::Attachment, "hashes are not equal");
                    }
                }
            }
        }
    }
}
