//! Shortcuts open with the vault that they lie in, without any right on the original (§4.7, V16).

use super::support::seven::*;
use super::support::*;

const S1: &str = "GET /shortcuts/s1";
const MOVE: &str = "POST /shortcuts/s1/move";

fn lying_in(vault: &str) -> Json {
    shortcut("s1", &item("p1", "v1", true), vault, true)
}

fn world() -> World {
    let world = World::seven_sealed();
    ["v2", "v3"].iter().for_each(|id| world.vault7(id, true));
    world.give(S1, lying_in("v3"));
    world.give(MOVE, json!({}));
    world.give("POST /shortcuts", json!({ "id": "s2" }));
    world
}

#[test]
fn two_requests_and_one_when_the_vault_is_known() {
    let world = world();
    let shown = world.call("getShortcutPassword", json!(["s1"])).unwrap();
    assert_eq!(text(&world.password_text(&shown).unwrap()), "text of p1");
    let place = to_json(&shown.own("shortcut"));
    assert_eq!((&place["id"], &place["vaultId"], place["cryptedKey"].is_string()), (&json!("s1"), &json!("v3"), true));
    assert_eq!(world.lines(), [S1, "GET /vaults/v3"]);
    world.call("getShortcutPassword", json!(["s1"])).unwrap();
    assert_eq!(world.lines(), [S1]);
}

#[test]
fn one_without_a_key_opens_by_the_item() {
    let world = world();
    let mut bare = lying_in("v3");
    bare["shortcut"]["keyEncrypted"] = Json::Null;
    world.give(S1, bare);
    world.give("GET /items/p1", item("p1", "v1", true));
    let shown = world.call("getShortcutPassword", json!(["s1"])).unwrap();
    assert_eq!(text(&world.password_text(&shown).unwrap()), "text of p1");
    world.route("GET /items/p1", refused(403, "accessDenied", "no"));
    rejects(world.call("getShortcutPassword", json!(["s1"])), FailureKind::Api, "403");
}

#[test]
fn a_copy_is_a_shortcut_with_the_key_of_the_item_for_its_vault() {
    let world = world();
    assert_eq!(text(&world.call("copyShortcut", json!(["s1", "v2", "f1"])).unwrap()), "s2");
    let body = body_of(&world, "POST /shortcuts");
    assert_eq!((&body["itemId"], &body["vaultId"], &body["folderId"]), (&json!("p1"), &json!("v2"), &json!("f1")));
    assert_eq!(open(&body["keyEncrypted"], &vault_key("v2")), item_key("p1"));
}

#[test]
fn a_move_leaves_one_shortcut_and_is_looked_at() {
    let world = world();
    world.platform.network.route_each(S1, [lying_in("v3"), lying_in("v2")].map(ok));
    assert_eq!(text(&world.call("moveShortcut", json!(["s1", "v2"])).unwrap()), "s1");
    assert_eq!(open(&body_of(&world, MOVE)["keyEncrypted"], &vault_key("v2")), item_key("p1"));
    assert_eq!(world.writes(), [MOVE]);
    let stays = self::world();
    rejects(stays.call("moveShortcut", json!(["s1", "v2"])), FailureKind::UnsupportedByServer, "not where");
    let missing = self::world();
    missing.route(MOVE, refused(404, "notFound", ""));
    rejects(missing.call("moveShortcut", json!(["s1", "v2"])), FailureKind::UnsupportedByServer, "moveShortcut");
    assert_eq!(missing.writes(), [MOVE]);
}

#[test]
fn one_that_does_not_open_after_a_move_is_moved_back() {
    let world = world();
    let mut broken = lying_in("v2");
    broken["shortcut"]["keyEncrypted"] = lying_in("v3")["shortcut"]["keyEncrypted"].clone();
    world.platform.network.route_each(S1, [lying_in("v3"), broken].map(ok));
    rejects(world.call("moveShortcut", json!(["s1", "v2"])), FailureKind::UnsupportedByServer, "moved back");
    let back = body_of(&world, MOVE);
    let before = lying_in("v3");
    assert_eq!((&back["vaultId"], &back["keyEncrypted"]), (&json!("v3"), &before["shortcut"]["keyEncrypted"]));
}

#[test]
fn what_is_no_shortcut_is_none() {
    for odd in [item("p1", "v1", true), json!({ "shortcut": null }), json!({ "shortcut": [] }), json!([])] {
        let world = world();
        world.give(S1, odd);
        for (method, args) in [
            ("getShortcutPassword", json!(["s1"])),
            ("editShortcutPassword", json!(["s1", { "name": "n" }])),
            ("copyShortcut", json!(["s1", "v2"])),
            ("generateShortcutPasswordShareLink", json!(["s1"])),
        ] {
            rejects(world.call(method, args), FailureKind::NotApi, "");
            assert_eq!(world.writes(), [""; 0], "{method}");
        }
    }
}

/// §6.2 rows 62, 64: by the item where the server changes nothing by shortcuts, whatever the change holds.
#[test]
fn a_change_goes_by_the_item_where_there_is_none_by_the_shortcut() {
    let with_files = |names: &[&str]| {
        let files = names.iter().map(|name| {
            let file = Value::from(json!({ "name": name }));
            file.set("bytes", Value::bytes(format!("bytes of {name}").as_bytes()));
            file
        });
        let list = Value::list();
        files.for_each(|file| list.push(file));
        let fields = Value::from(json!({ "login": "x" }));
        fields.set("attachments", list);
        vec![Value::str("s1"), fields]
    };
    let text = |text: &str| Value::str(text);
    for status in [404, 405] {
        for (method, args, names) in [
            ("editShortcutPassword", vec![text("s1"), Value::from(json!({ "login": "x" }))], vec![]),
            ("editShortcutPassword", with_files(&["a"]), vec!["a"]),
            ("editShortcutPassword", with_files(&["a", "b"]), vec!["a", "b"]),
            ("addShortcutPasswordAttachment", vec![text("s1"), Value::bytes(b"bytes of a"), text("a")], vec!["a"]),
        ] {
            let world = world();
            world.route("PATCH /shortcuts/s1", refused(status, "notFound", "Endpoint not found"));
            world.give("PATCH /items/p1", Json::Null);
            let mut after = lying_in("v3");
            let entries = names.iter().map(|name| json!({ "id": name, "name": name }));
            after["attachments"] = entries.collect::<Vec<_>>().into();
            world.platform.network.route_each(S1, [lying_in("v3"), after].map(ok));
            world.call(method, args).unwrap();
            let (first, sent) = (body_of(&world, "PATCH /shortcuts/s1"), body_of(&world, "PATCH /items/p1"));
            assert_eq!(first, sent, "{method}");
            assert_eq!(world.writes(), ["PATCH /shortcuts/s1", "PATCH /items/p1"], "{method}");
            for (at, name) in names.iter().enumerate() {
                let file = &sent["attachments"][at];
                let data = open(&file["encryptedData"], &open(&file["encryptedKey"], &item_key("p1")));
                let bytes = format!("bytes of {name}");
                assert_eq!(data, passwork_wasm::core::crypto::base64::encode(bytes.as_bytes()));
            }
        }
    }
}
