//! Results in the shape that scripts for API v4 know (§7), with all else that the server sent.

use super::support::seven::*;
use super::support::*;

fn shown(item: Json) -> Value {
    let world = World::seven();
    world.give("GET /items/p1", item);
    world.call("getPassword", json!(["p1"])).unwrap()
}

#[test]
fn the_members_of_a_password() {
    let shown = to_json(&shown(item("p1", "v1", false)));
    let expected = json!({
        "id": "p1", "vaultId": "v1", "folderId": null, "name": "name of p1", "login": "somebody", "url": "",
        "description": "", "tags": ["a"], "color": null, "isFavorite": false, "attachments": null, "shortcut": null,
    });
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(shown.get(name), Some(value), "{name}");
    }
    assert_eq!(shown["cryptedPassword"], "dGV4dCBvZiBwMQ==");
    assert!(shown.get("cryptedKey").is_none() && shown.get("passwordEncrypted").is_none());
}

#[test]
fn unknown_members_follow_in_their_order() {
    let world = World::seven();
    let text = r#"{"z":1,"id":"p1","__proto__":{"polluted":true},"b":{"constructor":1},"urls":["u"],"vaultId":"v1","a":[],"toString":5}"#;
    world.route("GET /items/p1", Answer::text(200, "application/json", text));
    let item = world.call("getPassword", json!(["p1"])).unwrap();
    let names = item.names();
    let at = |name: &str| names.iter().position(|one| one == name).unwrap_or_else(|| panic!("{name} is missing"));
    assert!(at("z") < at("__proto__") && at("__proto__") < at("b") && at("b") < at("urls") && at("urls") < at("a"));
    assert!(item.own("__proto__").own("polluted").truthy());
    assert!(item.own("polluted").is_undefined());
    assert_eq!(to_json(&item.own("toString")), json!(5));
}

/// What the server calls its own members is not believed of ours.
#[test]
fn members_of_both_names_are_those_of_this_server() {
    let mut both = item("p1", "v1", false);
    both["cryptedPassword"] = "ZWxzZQ==".into();
    both["custom"] = json!([]);
    both["getPassword"] = "x".into();
    let world = World::seven();
    world.give("GET /items/p1", both);
    let item = world.call("getPassword", json!(["p1"])).unwrap();
    assert_eq!(text(&world.password_text(&item).unwrap()), "text of p1");
    assert_eq!(world.customs(&item).unwrap().length(), 1);
}

#[test]
fn the_shape_of_vaults_and_folders() {
    let world = World::seven();
    let mut other = vault("v2", true);
    other["typeId"] = "t2".into();
    other["unknown"] = 5.into();
    world.give("GET /vaults", json!([other, vault("v1", false), null, "x"]));
    world.give("GET /vault-types/all", json!({ "items": [{ "id": "t2", "code": "privateShared" }, { "id": "t1" }] }));
    let vaults = world.call("getVaults", json!([])).unwrap();
    let private = vaults.items().into_iter().find(|v| v.is_object() && text(&v.own("id")) == "v2").unwrap();
    let private = to_json(&private);
    assert_eq!(
        (&private["scope"], &private["access"], &private["visible"]),
        (&json!("private"), &json!("admin"), &json!(true))
    );
    assert!(
        private["vaultPasswordCrypted"].is_string() && private["unknown"] == 5 && private.get("isVisible").is_none()
    );
    world.give(
        "GET /folders/f1",
        json!({ "id": "f1", "name": "n", "vaultId": "v1", "parentFolderId": "f0", "path": [1] }),
    );
    let folder = to_json(&world.call("getFolder", json!(["f1"])).unwrap());
    assert_eq!(folder, json!({ "id": "f1", "name": "n", "vaultId": "v1", "parentId": "f0", "path": [1] }));
}

#[test]
fn a_list_that_is_not_whole_is_none() {
    for answer in [
        json!({ "items": [{}], "total": 2 }),
        json!({ "items": [], "totalCount": 1 }),
        json!({ "items": [], "count": 1e300 }),
    ] {
        let world = World::seven();
        world.give("GET /vaults", answer);
        rejects(world.call("getVaultsCount", json!([])), FailureKind::NotApi, "more entries");
    }
    for answer in [json!({ "items": [{}], "total": 1 }), json!([{}]), json!({ "items": [{}], "total": "9" })] {
        let world = World::seven();
        world.give("GET /vaults", answer);
        assert_eq!(world.call("getVaultsCount", json!([])).unwrap().as_number(), Some(1.0));
    }
}

#[test]
fn a_damaged_field_is_left_out_and_a_damaged_password_is_told() {
    let mut damaged = item("p1", "v1", true);
    damaged["customs"].as_array_mut().unwrap().push(json!({ "name": "AAAA", "value": "AAAA", "type": "AAAA" }));
    damaged["passwordEncrypted"] = seal("x", "another key").into();
    let world = World::seven_sealed();
    world.give("GET /items/p1", damaged);
    let item = world.call("getPassword", json!(["p1"])).unwrap();
    assert_eq!(world.customs(&item).unwrap().length(), 1);
    rejects(world.password_text(&item), FailureKind::Crypto, "password p1");
}

#[test]
fn in_the_envelope_all_is_the_same() {
    let packed = passwork_wasm::core::crypto::base64::encode(item("p1", "v1", false).to_string().as_bytes());
    let item = shown(json!({ "format": "base64", "content": packed }));
    assert_eq!(text(&item.own("name")), "name of p1");
}
