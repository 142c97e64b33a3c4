//! References and places (`resolve`, `locate`, `list`): what the server lists or answers is no entry, or is another one.

use super::support::*;

const VAULTS: &str = "GET /vaults/list";
const FOLDERS: &str = "GET /vaults/v1/folders";
const ITEMS: &str = "GET /vaults/v1/passwords";

fn world() -> World {
    let world = World::plain().with_plain_password();
    world.route(VAULTS, Answer::data(json!([{ "id": "v1", "name": "V" }])));
    world.route(FOLDERS, Answer::data(json!([])));
    world.route(ITEMS, Answer::data(json!([])));
    world
}

#[test]
fn a_list_of_what_has_no_id_is_none() {
    for odd in
        [json!({}), json!(null), json!("x"), json!([]), json!({ "id": null }), json!({ "id": "" }), json!({ "id": {} })]
    {
        let listed = Answer::data(json!([{ "id": "a", "name": "A" }, odd]));
        for (line, args, what) in
            [(VAULTS, json!([]), "vault"), (FOLDERS, json!(["V"]), "folder"), (ITEMS, json!(["V"]), "item")]
        {
            let world = world();
            world.route(line, listed.clone());
            rejects(
                world.call("list", args),
                FailureKind::NotApi,
                &format!("the server listed a {what} without an id"),
            );
        }
    }
}

#[test]
fn ids_of_entries_are_texts() {
    let world = world();
    world.route(FOLDERS, Answer::data(json!([{ "id": 5, "name": "F" }, { "id": {}, "isDeleted": true }])));
    let expected = json!([
        { "type": "folder", "id": "5", "name": "F", "vaultId": "v1", "folderId": null, "path": "V/F" }
    ]);
    assert_eq!(to_json(&world.call("list", json!(["V"])).unwrap()), expected);
}

#[test]
fn another_item_is_not_the_one_that_was_asked_for() {
    let another = json!({ "id": "p2", "vaultId": "v1", "name": "other", "cryptedPassword": "c2VjcmV0", "custom": [] });
    for (method, args) in [("resolve", json!(["pw://-/p1/password"])), ("locate", json!(["-/p1"]))] {
        let world = world();
        world.route("GET /passwords/p1", Answer::data(another.clone()));
        rejects(world.call(method, args), FailureKind::NotApi, "another password than was asked for");
    }
    let world = world();
    world.route("GET /passwords/s1", Answer::error(404, "notFound"));
    let shortcut = json!({ "id": "s2", "vaultId": "v1" });
    let behind =
        json!({ "id": "p2", "vaultId": "v1", "cryptedPassword": "c2VjcmV0", "custom": [], "shortcut": shortcut });
    world.route("GET /sharing/shortcut/s1", Answer::data(behind));
    rejects(world.call("resolve", json!(["pw://-/s1/password"])), FailureKind::NotApi, "another password than");
}
