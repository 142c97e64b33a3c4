//! What copies, shares or replaces parts of an item takes all of them as they are, or nothing is written (V17, D45, §4.2).

use super::items::{ITEMS, world as with_items};
use super::support::seven::*;
use super::support::*;

const LINKS: &str = "POST /links";

/// Where copies and links succeed if they are let.
fn world(sealed: bool) -> World {
    let world = with_items(sealed);
    world.give(LINKS, json!({ "url": "https://pw.test/l/1" }));
    world
}

/// With this instead of the item.
fn with(sealed: bool, change: impl Fn(&mut Json)) -> World {
    let world = world(sealed);
    let mut odd = item("p1", "v1", sealed);
    change(&mut odd);
    world.give("GET /items/p1", odd);
    world
}

/// A folder with the item, copied as a whole.
fn with_folder(sealed: bool, change: impl Fn(&mut Json)) -> World {
    let world = world(sealed);
    let mut odd = item("p1", "v1", sealed);
    odd["folderId"] = json!("f1");
    change(&mut odd);
    world.give("GET /folders/f1", json!({ "id": "f1", "name": "f", "vaultId": "v1", "parentFolderId": null }));
    world.give("GET /folders?vaultId=v1", json!([]));
    world.give("GET /shortcuts/search?vaultIds%5B%5D=v1", json!([]));
    world.give("GET /items?vaultId=v1", json!([{ "id": "p1", "folderId": "f1" }]));
    world.give("POST /batch", json!({ "responses": [{ "statusCode": 200, "body": odd }] }));
    world.give("POST /folders", json!({ "id": "f9" }));
    world.give("GET /items/p1", odd);
    world
}

const COPY: (&str, fn() -> Json) = ("copyPassword", || json!(["p1", "v2"]));
const LINK: (&str, fn() -> Json) = ("generatePasswordShareLink", || json!(["p1"]));
const EDIT: (&str, fn() -> Json) =
    ("editPassword", || json!(["p1", { "custom": [{ "name": "n", "value": "v", "type": "text" }] }]));
const FOLDER: (&str, fn() -> Json) = ("copyFolder", || json!(["f1", "v2"]));

#[test]
fn a_field_that_misses_something_is_not_left_behind() {
    type Change = fn(&mut Json);
    let odd: [(Change, &str); 6] = [
        (|item| drop(item["customs"][0].as_object_mut().unwrap().remove("name")), "custom[0].name"),
        (|item| drop(item["customs"][0].as_object_mut().unwrap().remove("value")), "custom[0].value"),
        (|item| drop(item["customs"][0].as_object_mut().unwrap().remove("type")), "custom[0].type"),
        (|item| item["customs"].as_array_mut().unwrap().push(Json::Null), "custom[1]"),
        (|item| item["customs"].as_array_mut().unwrap().push(json!("x")), "custom[1]"),
        (|item| item["customs"].as_array_mut().unwrap().insert(0, json!([])), "custom[0]"),
    ];
    for sealed in [true, false] {
        for (change, words) in odd {
            for (method, args) in [COPY, LINK, EDIT, FOLDER] {
                let world = if method == FOLDER.0 { with_folder(sealed, change) } else { with(sealed, change) };
                rejects(world.call(method, args()), FailureKind::Crypto, words);
                assert_eq!(world.writes(), [""; 0], "{method} {words}");
            }
            // The others can be read, and an empty list removes them all.
            let world = with(sealed, change);
            let read = world.call("getPassword", json!(["p1"])).unwrap();
            assert!(world.customs(&read).is_ok(), "{words}");
            world.call("editPassword", json!(["p1", { "custom": [] }])).unwrap();
            assert_eq!(body_of(&world, "PATCH /items/p1")["customs"], json!([]));
        }
    }
}

#[test]
fn what_is_no_list_of_files_or_fields_does_not_count_as_none() {
    let file = || json!(["p1", { "attachments": [{ "path": "/f", "name": "f" }] }]);
    for odd in [json!({}), json!({ "0": {} }), json!("x"), json!(5), json!([null]), json!(["x"])] {
        for member in ["attachments", "customs"] {
            let more: (&str, &dyn Fn() -> Json) =
                if member == "customs" { (EDIT.0, &EDIT.1) } else { ("editPassword", &file) };
            for (method, args) in [(COPY.0, &COPY.1 as &dyn Fn() -> Json), (LINK.0, &LINK.1), more] {
                let world = with(true, |item| item[member] = odd.clone());
                world.platform.disk.put("/f", b"x");
                problem(world.call(method, args()));
                assert_eq!(world.writes(), [""; 0], "{method}, {member}: {odd}");
            }
        }
        let world = with(true, |item| item["attachments"] = odd.clone());
        let file = vec![Value::str("p1"), Value::bytes(b"x"), Value::str("f")];
        problem(world.call("addPasswordWebAttachment", file));
        assert_eq!(world.writes(), [""; 0], "{odd}");
        // What has nothing to do with them goes on.
        world.call("editPassword", json!(["p1", { "login": "x" }])).unwrap();
    }
}

#[test]
fn what_else_a_field_has_goes_along() {
    for sealed in [true, false] {
        let extra = |item: &mut Json| {
            item["customs"][0]["hidden"] = json!({ "deep": [1, null] });
            item["customs"][0]["toJSON"] = json!("x");
        };
        let fields = [
            (with(sealed, extra), COPY, ITEMS, "/customs/0"),
            (with(sealed, extra), LINK, LINKS, "/itemData/customs/0"),
            (with_folder(sealed, extra), FOLDER, ITEMS, "/customs/0"),
        ];
        for (world, (method, args), line, place) in fields {
            world.call(method, args()).unwrap();
            let field = body_of(&world, line).pointer(place).unwrap().clone();
            let names: Vec<_> = field.as_object().unwrap().keys().cloned().collect();
            assert_eq!(names.len(), 5, "{method}: {names:?}");
            assert_eq!((&field["hidden"], &field["toJSON"]), (&json!({ "deep": [1, null] }), &json!("x")), "{method}");
            let stored = item("p1", "v1", sealed)["customs"][0].clone();
            for member in ["name", "value", "type"] {
                assert_eq!(field[member] == stored[member], !sealed, "{method}: {member}");
            }
        }
    }
}

/// D45 is of the list as this call reads it. One of an older result would be sealed twice.
#[test]
fn fields_as_they_are_stored_are_not_sealed_twice() {
    for sealed in [true, false] {
        let world = world(sealed);
        let old = to_json(&world.call("getPassword", json!(["p1"])).unwrap());
        let mut changed = item("p1", "v1", sealed);
        changed["customs"].as_array_mut().unwrap().clear();
        world.give("GET /items/p1", changed);
        let mixed = json!([old["custom"][0], { "name": "n", "value": "v", "type": "text" }]);
        for list in [old["custom"].clone(), mixed] {
            let edit = json!(["p1", { "password": "new", "custom": list }]);
            let add = json!([{ "vaultId": "v1", "custom": list }]);
            for (method, args) in [("editPassword", edit), ("addPassword", add)] {
                rejects(world.call(method, args), FailureKind::Usage, "getCustoms()");
                assert_eq!(world.writes(), [""; 0], "{method}: {list}");
            }
        }
    }
}
