//! Items that are moved and copied (V14 to V18).

use super::items::{ITEMS, world};
use super::support::seven::*;
use super::support::*;

#[test]
fn a_move_that_did_not_happen_is_told() {
    let moved = |vault: &str, folder: Json| {
        let mut item = item("p1", vault, true);
        item["folderId"] = folder;
        item
    };
    for (after, words) in
        [(moved("v1", Json::Null), "lies where it was"), (moved("v2", json!("f9")), "not in the folder")]
    {
        let world = world(true);
        world.platform.network.route_each("GET /items/p1", [moved("v1", Json::Null), after].map(ok));
        world.give("POST /items/p1/move", json!({}));
        rejects(world.call("movePassword", json!(["p1", "v2"])), FailureKind::UnsupportedByServer, words);
    }
}

#[test]
fn what_does_not_open_after_a_move_is_moved_back() {
    let mut broken = item("p1", "v2", true);
    broken["keyEncrypted"] = item("p1", "v1", true)["keyEncrypted"].clone();
    let world = world(true);
    world.platform.network.route_each("GET /items/p1", [item("p1", "v1", true), broken].map(ok));
    world.give("POST /items/p1/move", json!({}));
    rejects(world.call("movePassword", json!(["p1", "v2"])), FailureKind::UnsupportedByServer, "moved back");
    let back = body_of(&world, "POST /items/p1/move");
    assert_eq!((&back["vaultId"], &back["keyEncrypted"]), (&json!("v1"), &item("p1", "v1", true)["keyEncrypted"]));
}

#[test]
fn a_move_seals_the_key_of_the_item_for_the_target() {
    let world = world(true);
    world.platform.network.route_each("GET /items/p1", [item("p1", "v1", true), item("p1", "v2", true)].map(ok));
    world.give("POST /items/p1/move", json!({}));
    assert_eq!(text(&world.call("movePassword", json!(["p1", "v2"])).unwrap()), "p1");
    assert_eq!(open(&body_of(&world, "POST /items/p1/move")["keyEncrypted"], &vault_key("v2")), item_key("p1"));
}

#[test]
fn a_copy_has_all_of_it_under_a_key_of_its_own() {
    let world = world(true);
    let mut full = item("p1", "v1", true);
    full["attachments"] = json!([file_entry("p1", true)]);
    full["color"] = 4.into();
    world.give("GET /items/p1", full);
    world.give("GET /items/p1/attachment/a1", file("p1", true));
    assert_eq!(text(&world.call("copyPassword", json!(["p1", "v2", "f2"])).unwrap()), "p1");
    let body = body_of(&world, ITEMS);
    let key = open(&body["keyEncrypted"], &vault_key("v2"));
    assert_ne!(key, item_key("p1"));
    assert_eq!(open(&body["passwordEncrypted"], &key), "text of p1");
    assert_eq!(open(&body["customs"][0]["value"], &key), "pin of p1");
    let copied = &body["attachments"][0];
    assert_eq!(open(&copied["encryptedData"], &open(&copied["encryptedKey"], &key)), "dGhlIGZpbGU=");
    assert_eq!((&body["folderId"], &body["colorCode"]), (&json!("f2"), &json!(4)));
}

#[test]
fn a_file_that_does_not_fit_its_hash_is_not_copied() {
    let world = world(true);
    let mut full = item("p1", "v1", true);
    full["attachments"] = json!([file_entry("p1", true)]);
    world.give("GET /items/p1", full);
    let mut other = file("p1", true);
    other["encryptedData"] = seal("b3RoZXI=", "key of the file").into();
    world.give("GET /items/p1/attachment/a1", other);
    rejects(world.call("copyPassword", json!(["p1", "v2"])), FailureKind::Attachment, "");
    assert_eq!(world.writes(), [""; 0]);
}

/// Its server could have any key of the vault sealed for the readers of another: the key must be that of the item.
#[test]
fn a_key_that_does_not_open_its_item_is_not_handed_on() {
    let world = world(true);
    let mut swapped = item("p1", "v1", true);
    swapped["keyEncrypted"] = item("p2", "v1", true)["keyEncrypted"].clone();
    world.give("GET /items/p1", swapped);
    let _ = world.ends("movePassword", json!(["p1", "v2"]));
    assert_eq!(world.writes(), [""; 0]);
}
