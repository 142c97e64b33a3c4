//! Data that is not what a method looks for in it: nothing more is asked for, and above all nothing is written.

use super::support::*;

fn nothing() -> Answer {
    Answer::data(json!(null))
}

/// Rejects after exactly these requests.
#[track_caller]
fn ends_after(world: &World, method: &str, args: Json, lines: &[&str]) {
    problem(world.call(method, args));
    assert_eq!(world.lines(), lines, "{method}");
}

#[test]
fn a_password_that_is_null() {
    for world in [World::sealed().with_password(), World::plain().with_plain_password()] {
        world.route("GET /passwords/p1", nothing());
        for (method, args) in [
            ("getPassword", json!(["p1"])),
            ("editPassword", json!(["p1", { "name": "n" }])),
            ("deletePassword", json!(["p1"])),
            ("movePassword", json!(["p1", "v2"])),
            ("copyPassword", json!(["p1", "v1"])),
            ("generatePasswordShareLink", json!(["p1"])),
            ("getAttachment", json!(["p1", "a1"])),
        ] {
            ends_after(&world, method, args, &["GET /passwords/p1"]);
        }
        world.route("GET /sharing/shortcut/s1", nothing());
        ends_after(&world, "getShortcutPassword", json!(["s1"]), &["GET /sharing/shortcut/s1"]);
        world.route("GET /sharing/shortcut/s1", Answer::data(json!({ "id": "p1" })));
        ends_after(&world, "editShortcutPassword", json!(["s1"]), &["GET /sharing/shortcut/s1"]);
    }
}

#[test]
fn a_vault_that_is_null() {
    for world in [World::sealed().with_password(), World::plain().with_plain_password()] {
        world.route("GET /vaults/v2", nothing());
        let fields = json!([{ "vaultId": "v2", "password": "x" }]);
        ends_after(&world, "addPassword", fields, &["GET /vaults/v2"]);
        let reads = ["GET /passwords/p1", "GET /vaults/v1", "GET /vaults/v2"];
        ends_after(&world, "movePassword", json!(["p1", "v2"]), &reads);
        world.route("GET /vaults/v2/fullInfo", nothing());
        ends_after(&world, "getVaultFullInfo", json!(["v2"]), &["GET /vaults/v2/fullInfo"]);
    }
}

#[test]
fn a_key_that_does_not_open_is_found_before_the_target_is_asked_for() {
    let world = World::sealed().with_password();
    world.vault("v2", true, false);
    let mut password = world.password("p1", "v1", true);
    password["cryptedKey"] = seal("key", "another").into();
    world.route("GET /passwords/p1", Answer::data(password));
    for method in ["movePassword", "copyPassword"] {
        ends_after(&world, method, json!(["p1", "v2"]), &["GET /passwords/p1", "GET /vaults/v1"]);
    }
}

#[test]
fn inbox_items_of_nothing() {
    const ITEM: &str = "POST /sharing/inbox/i1";
    for item in [json!(null), json!({ "cryptedKey": "x" }), json!({ "id": "i1", "password": null })] {
        let world = World::plain();
        world.route(ITEM, Answer::data(item.clone()));
        world.route("GET /user/info", Answer::data(json!({})));
        for (method, args) in [
            ("editInboxPassword", json!(["i1", { "name": "n" }])),
            ("getInboxPasswordAttachment", json!(["i1", "a1"])),
            ("addInboxPasswordAttachment", json!(["i1", "/f"])),
            ("deleteInboxPasswordAttachment", json!(["i1", "a1"])),
        ] {
            problem(world.call(method, args));
            assert!(world.lines().iter().all(|l| l == ITEM || l == "GET /user/info"), "{method} {item}");
        }
    }
    let world = World::plain();
    world.route(ITEM, nothing());
    ends_after(&world, "getInboxPassword", json!(["i1"]), &[ITEM]);
    let item = Answer::data(json!({ "id": "i1", "password": { "id": "p1" } }));
    world.platform.network.route_each(ITEM, [item, nothing()]);
    ends_after(&world, "getInboxPassword", json!(["i1"]), &[ITEM, ITEM]);
}

#[test]
fn a_folder_with_nothings_in_it() {
    let base = |world: &World| {
        world.route("GET /vaults/v1", Answer::data(json!({ "id": "v1" })));
        world.route("GET /vaults/v2", Answer::data(json!({ "id": "v2" })));
        world.route("GET /vaults/undefined", Answer::data(json!({})));
        world.route("GET /folders/f1", Answer::data(json!({ "id": "f1", "vaultId": "v1" })));
        world.route("GET /folders/f1/passwords", Answer::data(json!([{ "id": "p1" }, { "shortcut": { "id": "s1" } }])));
        world.route("GET /folders/f1/children", Answer::data(json!([])));
        world.route("GET /passwords/p1", Answer::data(json!({ "id": "p1", "vaultId": "v1" })));
        world.route("GET /sharing/shortcut/s1", Answer::data(json!({ "shortcut": { "id": "s1" } })));
        world.route("POST /folders/f1/copy", Answer::data("f2"));
    };
    let world = World::plain();
    base(&world);
    world.call("copyFolder", json!(["f1", "v2"])).unwrap();
    for (line, data) in [
        ("GET /folders/f1", json!(null)),
        ("GET /vaults/v1", json!(null)),
        ("GET /vaults/v2", json!(null)),
        ("GET /folders/f1/passwords", json!([null])),
        ("GET /folders/f1/children", json!([null])),
        ("GET /passwords/p1", json!(null)),
        ("GET /passwords/p1", json!([])),
        ("GET /sharing/shortcut/s1", json!(null)),
    ] {
        let world = World::plain();
        base(&world);
        world.route(line, Answer::data(data));
        problem(world.call("copyFolder", json!(["f1", "v2"])));
        assert!(world.lines().iter().all(|l| l.starts_with("GET ")), "{line}");
    }
}

#[test]
fn the_vault_that_an_entry_of_a_folder_names_is_read_with_it() {
    let world = World::plain();
    world.route("GET /folders/f1", Answer::data(json!({ "id": "f1", "vaultId": "v1" })));
    world.route("GET /vaults/v1", Answer::data(json!({ "id": "v1" })));
    world.route("GET /vaults/v3", Answer::data(json!({ "id": "v3" })));
    world.route("GET /folders/f1/passwords", Answer::data(json!([{ "id": "p1" }, { "id": "p2" }])));
    world.route("GET /folders/f1/children", Answer::data(json!([])));
    for id in ["p1", "p2"] {
        world.route(&format!("GET /passwords/{id}"), Answer::data(json!({ "id": id, "vaultId": "v3" })));
    }
    world.route("POST /folders/f1/move", Answer::data("f1"));
    world.call("moveFolder", json!(["f1", "v1"])).unwrap();
    assert_eq!(world.lines().iter().filter(|l| *l == "GET /vaults/v3").count(), 1);
    world.route("GET /vaults/v3", Answer::error(403, "accessDenied"));
    rejects(world.call("moveFolder", json!(["f1", "v1"])), FailureKind::Api, "403");
    assert!(world.lines().iter().all(|l| l.starts_with("GET ")));
}

#[test]
fn a_function_to_json_writes_no_body() {
    let world = World::plain().with_plain_password();
    world.route("POST /passwords", Answer::data("p"));
    let fields = value(json!({ "vaultId": "v1", "password": "secret" }));
    fields.set("toJSON", Value::function(|_| Ok(())));
    world.call("addPassword", vec![fields.frozen()]).unwrap();
    assert!(world.last_body().get("password").is_none());
}

#[test]
fn fields_that_are_none_are_told_where_the_original_looks_at_them() {
    let world = World::sealed().with_password();
    world.route("GET /vaults/undefined", Answer::error(404, "vaultNotFound"));
    for fields in [json!(null), json!("text"), json!(5), json!([])] {
        rejects(world.call("editPassword", json!(["p1", fields])), FailureKind::Usage, "'fields'");
        assert_eq!(world.lines(), ["GET /passwords/p1", "GET /vaults/v1"]);
        let is_null = fields.is_null();
        problem(world.call("addPassword", json!([fields])));
        let asked: &[&str] = if is_null { &[] } else { &["GET /vaults/undefined"] }; // K5
        assert_eq!(world.lines(), asked);
    }
}
