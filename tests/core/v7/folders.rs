//! Folders: moving, and copying with all that is in them (§6.2, V16, V17, D49).

use super::support::seven::*;
use super::support::*;

fn folder(id: &str, above: Json) -> Json {
    json!({ "id": id, "name": format!("name of {id}"), "vaultId": "v1", "parentFolderId": above })
}

fn lying_in(mut item: Json, folder: &str) -> Json {
    item["folderId"] = folder.into();
    item
}

fn found(item: &Json) -> Json {
    json!({ "statusCode": 200, "body": item })
}

/// `f1` with `f2` in it, an item in each, and a shortcut in `f2`; copied folders are `c1`, `c2` …
fn world(sealed: bool) -> World {
    let world = World::seven_of(sealed);
    ["v1", "v2", "v3"].iter().for_each(|id| world.vault7(id, sealed));
    let (p1, p2) = (lying_in(item("p1", "v1", sealed), "f1"), lying_in(item("p2", "v1", sealed), "f2"));
    let top = item("p3", "v1", sealed);
    let mut s1 = shortcut("s1", &item("p4", "v3", sealed), "v1", sealed);
    s1["shortcut"]["folderId"] = "f2".into();
    world.give("GET /folders/f1", folder("f1", Json::Null));
    world.give(
        "GET /folders?vaultId=v1",
        json!([folder("f2", json!("f1")), folder("f1", Json::Null), folder("f9", Json::Null)]),
    );
    world.give("GET /items?vaultId=v1", json!({ "items": [p1, top, p2] }));
    world.give("GET /shortcuts/search?vaultIds%5B%5D=v1", json!({ "items": [s1] }));
    world.give("POST /batch", json!({ "responses": [found(&p1), found(&p2)] }));
    world.give("GET /shortcuts/s1", s1);
    world.platform.network.route_each("POST /folders", ["c1", "c2", "c3"].map(|id| ok(json!({ "id": id }))));
    world.give("POST /items", json!({ "id": "x" }));
    world.give("POST /shortcuts", json!({ "id": "x" }));
    world
}

fn bodies(world: &World, line: &str) -> Vec<Json> {
    world.platform.network.sent().iter().filter(|sent| sent.line == line).map(|sent| sent.json()).collect()
}

#[test]
fn a_copy_has_all_that_is_below_and_nothing_else() {
    let world = world(true);
    assert_eq!(text(&world.call("copyFolder", json!(["f1", "v2", "f7"])).unwrap()), "c1");
    let folders = bodies(&world, "POST /folders");
    assert_eq!(folders[0], json!({ "name": "name of f1", "vaultId": "v2", "parentFolderId": "f7" }));
    assert_eq!(folders[1], json!({ "name": "name of f2", "vaultId": "v2", "parentFolderId": "c1" }));
    let items = bodies(&world, "POST /items");
    let places: Vec<_> =
        items.iter().map(|item| (item["name"].as_str().unwrap(), item["folderId"].as_str().unwrap())).collect();
    assert_eq!((folders.len(), places), (2, vec![("name of p1", "c1"), ("name of p2", "c2")]));
    let key = open(&items[1]["keyEncrypted"], &vault_key("v2"));
    assert_eq!(open(&items[1]["passwordEncrypted"], &key), "text of p2");
    let links = bodies(&world, "POST /shortcuts");
    assert_eq!((links.len(), &links[0]["itemId"], &links[0]["folderId"]), (1, &json!("p4"), &json!("c2")));
    assert_eq!(open(&links[0]["keyEncrypted"], &vault_key("v2")), item_key("p4"));
}

#[test]
fn folders_in_a_circle_end_the_call() {
    for all in [
        json!([folder("f2", json!("f1")), folder("f1", json!("f2"))]),
        json!([folder("f1", json!("f1"))]),
        json!([folder("f2", json!("f1")), folder("f3", json!("f2")), folder("f2", json!("f3"))]),
        json!([folder("f2", json!("f1")), folder("f2", json!("f1"))]),
    ] {
        let world = world(true);
        world.give("GET /folders?vaultId=v1", all);
        rejects(world.call("copyFolder", json!(["f1", "v2"])), FailureKind::NotApi, "lies in itself");
        assert_eq!(world.writes(), [""; 0]);
    }
}

#[test]
fn what_cannot_be_read_keeps_all_of_it_from_being_copied() {
    let (p1, mut p2) = (lying_in(item("p1", "v1", true), "f1"), lying_in(item("p2", "v1", true), "f2"));
    let refused = json!({ "statusCode": 403, "body": { "errors": [] } });
    for responses in [json!([found(&p1), refused]), json!([found(&p1)]), json!([found(&p1), found(&p1)])] {
        let world = world(true);
        world.give("POST /batch", json!({ "responses": responses }));
        assert!(world.call("copyFolder", json!(["f1", "v2"])).is_err());
        assert_eq!(world.writes(), [""; 0], "{responses}");
    }
    p2["passwordEncrypted"] = seal("x", "another key").into();
    let broken = world(true);
    broken.give("POST /batch", json!({ "responses": [found(&p1), found(&p2)] }));
    rejects(broken.call("copyFolder", json!(["f1", "v2"])), FailureKind::Crypto, "nothing was written");
    assert_eq!(broken.writes(), [""; 0]);
    let closed = world(true);
    closed.route("GET /shortcuts/s1", super::support::seven::refused(403, "accessDenied", "no"));
    assert!(closed.call("copyFolder", json!(["f1", "v2"])).is_err());
    assert_eq!(closed.writes(), [""; 0]);
}

#[test]
fn a_copy_that_is_cut_off_says_where_it_lies() {
    let world = world(true);
    world.route("POST /items", refused(500, "x", ""));
    rejects(world.call("copyFolder", json!(["f1", "v2"])), FailureKind::Api, "lies in folder c1");
}

/// §4.1: some answers of a batch leave `attachments` out. The copy would lack the files without a word.
#[test]
fn files_that_a_batch_does_not_tell_of_are_copied() {
    let world = world(false);
    let (mut p1, mut p2) = (lying_in(item("p1", "v1", false), "f1"), lying_in(item("p2", "v1", false), "f2"));
    for one in [&mut p1, &mut p2] {
        one.as_object_mut().unwrap().remove("attachments");
    }
    world.give("POST /batch", json!({ "responses": [found(&p1), found(&p2)] }));
    p1["attachments"] = json!([file_entry("p1", false)]);
    p2["attachments"] = json!([]);
    world.give("GET /items/p1", p1);
    world.give("GET /items/p2", p2);
    world.give("GET /items/p1/attachment/a1", file("p1", false));
    world.call("copyFolder", json!(["f1", "v2"])).unwrap();
    assert!(bodies(&world, "POST /items")[0]["attachments"].is_array());
}

/// Their readers are others.
#[test]
fn a_folder_without_an_id_takes_nothing_of_the_vault_with_it() {
    let world = world(false);
    world.give("GET /folders/f1", json!({ "name": "n", "vaultId": "v1" }));
    let mut top = item("p3", "v1", false);
    top.as_object_mut().unwrap().remove("folderId");
    world.give("GET /items?vaultId=v1", json!({ "items": [top] }));
    world.give("POST /batch", json!({ "responses": [found(&top)] }));
    let _ = world.call("copyFolder", json!(["f1", "v2"]));
    assert_eq!(world.writes(), [""; 0]);
}

#[test]
fn another_folder_than_was_asked_for_is_not_copied() {
    let world = world(false);
    world.give("GET /folders/f1", folder("f9", Json::Null));
    assert!(world.call("copyFolder", json!(["f1", "v2"])).is_err());
    assert_eq!(world.writes(), [""; 0]);
}

#[test]
fn a_folder_with_encrypted_items_does_not_leave_its_vault() {
    for (session, vault) in [(true, true), (false, true), (true, false)] {
        let world = World::seven_of(session);
        ["v1", "v2"].iter().for_each(|id| world.vault7(id, vault));
        world.give("GET /folders/f1", folder("f1", Json::Null));
        rejects(world.call("moveFolder", json!(["f1", "v2", "f7"])), FailureKind::UnsupportedByServer, "copyFolder");
        assert_eq!(world.writes(), [""; 0]);
    }
}

#[test]
fn a_move_is_looked_at() {
    for (after, is_done) in [(json!("f7"), true), (Json::Null, false), (json!("f8"), false)] {
        let world = World::seven();
        world.give("POST /folders/f1/move", json!({}));
        world.platform.network.route_each("GET /folders/f1", [folder("f1", Json::Null), folder("f1", after)].map(ok));
        assert_eq!(world.call("moveFolder", json!(["f1", "v1", "f7"])).is_ok(), is_done);
        assert_eq!(body_of(&world, "POST /folders/f1/move"), json!({ "targetFolderId": "f7" }));
    }
}

#[test]
fn an_edit_that_cannot_move_does_not_rename() {
    let world = World::seven();
    world.give("GET /folders/f1", folder("f1", Json::Null));
    world.route("POST /folders/f1/move", refused(404, "notFound", ""));
    rejects(world.call("editFolder", json!(["f1", "new", "f7"])), FailureKind::UnsupportedByServer, "editFolder");
    assert_eq!(world.writes(), ["POST /folders/f1/move"]);
    world.give("POST /folders/f1", json!({}));
    world.call("editFolder", json!(["f1", "new", null])).unwrap();
    assert_eq!(world.writes(), ["POST /folders/f1"]);
}

#[test]
fn a_folder_that_came_into_another_vault_is_found_there() {
    let world = World::seven();
    world.give("GET /folders/f1", folder("f1", Json::Null));
    world.give("GET /folders?vaultId=v1", json!([folder("f1", Json::Null)]));
    world.call("getSubFolders", json!(["f1"])).unwrap();
    // Somebody moves it.
    let there = |id: &str, above: Json| json!({ "id": id, "name": id, "vaultId": "v2", "parentFolderId": above });
    world.give("GET /folders/f1", there("f1", Json::Null));
    world.give("GET /folders?vaultId=v1", json!([]));
    world.give("GET /folders?vaultId=v2", json!([there("f1", Json::Null), there("f2", json!("f1"))]));
    assert_eq!(world.call("getSubFolders", json!(["f1"])).unwrap().length(), 1);
}

#[test]
fn a_folder_without_a_vault_is_no_answer() {
    let world = World::seven();
    world.give("GET /folders/f1", json!({ "id": "f1" }));
    for (method, args) in [("getSubFolders", json!(["f1"])), ("getPasswords", json!([null, "f1"]))] {
        rejects(world.ends(method, args), FailureKind::NotApi, "");
    }
    assert!(!world.lines().iter().any(|line| line.contains("undefined")));
}
