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
