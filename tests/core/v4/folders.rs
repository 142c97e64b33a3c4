//! Folders, and moving them with everything in them (spec §6.10).

use super::support::*;

/// f1: p1, p2, shortcut s1; f2 below it: p3; f3 below f2: p4.
fn tree(world: &World) {
    world.vault("v1", true, false);
    world.vault("v2", true, true);
    for (id, own_key) in [("p1", true), ("p2", false), ("p3", true), ("p4", true)] {
        world.password(id, "v1", own_key);
    }
    let shortcut = json!({
        "id": "p7", "cryptedKey": "a key of the owner's vault",
        "shortcut": { "id": "s1", "vaultId": "v1", "cryptedKey": seal("key of p7", "v1 password") },
    });
    world.route("GET /sharing/shortcut/s1", Answer::data(shortcut));
    world.route("GET /folders/f1", Answer::data(json!({ "id": "f1", "vaultId": "v1" })));
    let entries =
        |ids: &[&str]| -> Json { ids.iter().map(|id| json!({ "id": id, "name": id, "shortcut": null })).collect() };
    let mut first = entries(&["p2", "p1"]);
    first.as_array_mut().unwrap().push(json!({ "name": "zz", "shortcut": { "id": "s1" } }));
    world.route("GET /folders/f1/passwords", Answer::data(first));
    world.route("GET /folders/f2/passwords", Answer::data(entries(&["p3"])));
    world.route("GET /folders/f3/passwords", Answer::data(entries(&["p4"])));
    let folder = |id: &str| json!([{ "id": id, "name": id }]);
    world.route("GET /folders/f1/children", Answer::data(folder("f2")));
    world.route("GET /folders/f2/children", Answer::data(folder("f3")));
    world.route("GET /folders/f3/children", Answer::data(json!([])));
    world.route("POST /folders/f1/move", Answer::data("f1"));
    world.route("POST /folders/f1/copy", Answer::data("new"));
}

fn check(body: &Json) {
    let keys = |member: &str| body[member].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let order = ["p1", "p2", "p3", "p4"];
    for member in ["cryptedPasswords", "cryptedKeys", "custom", "attachments"] {
        assert_eq!(keys(member), order, "{member}");
    }
    assert_eq!(keys("shortcuts"), ["s1"]);
    assert_eq!(open(&body["shortcuts"]["s1"]["cryptedKey"], "v2 password"), "key of p7");
    for id in order {
        let key = open(&body["cryptedKeys"][id], "v2 password");
        assert_eq!(key == format!("key of {id}"), id != "p2", "a new key for the one without (D24)");
        assert_ne!(key, "v1 password");
        assert_eq!(open(&body["cryptedPasswords"][id], &key), format!("text of {id}"));
        assert_eq!(open(&body["custom"][id][0]["value"], &key), "v");
        assert_eq!(open(&body["attachments"][id][0]["encryptedKey"], &key), "file key");
    }
}

#[test]
fn everything_goes_along_and_vaults_are_read_once() {
    let world = World::sealed();
    tree(&world);
    world.call("moveFolder", json!(["f1", "v2", "f9"])).unwrap();
    let body = world.last_body();
    check(&body);
    assert_eq!((&body["folderId"], &body["vaultTo"], &body["folderTo"]), (&json!("f1"), &json!("v2"), &json!("f9")));
    let lines = world.lines();
    for vault in ["GET /vaults/v1", "GET /vaults/v2"] {
        assert_eq!(lines.iter().filter(|l| *l == vault).count(), 1, "{vault}");
    }
}

#[test]
fn the_order_does_not_depend_on_the_order_of_answers() {
    let world = World::sealed();
    tree(&world);
    let reads = ["GET /passwords/p1", "GET /passwords/p2", "GET /passwords/p3", "GET /passwords/p4"];
    reads.iter().for_each(|line| world.platform.network.unroute(line));
    let job = world.start("copyFolder", json!(["f1", "v2"]));
    world.run();
    for (id, own_key) in [("p4", true), ("p3", true), ("p2", false), ("p1", true)] {
        let waiting = format!("GET /passwords/{id}");
        let password = World::sealed().password(id, "v1", own_key);
        world.answer(&waiting, Answer::data(password));
    }
    assert_eq!(text(&job.done().unwrap()), "new");
    check(&world.last_body());
}

#[test]
fn reads_are_parallel_within_limits() {
    let world = World::sealed();
    tree(&world);
    let ids: Vec<String> = (10..40).map(|i| format!("p{i}")).collect();
    let list: Json = ids.iter().map(|id| json!({ "id": id, "name": id })).collect();
    world.route("GET /folders/f1/passwords", Answer::data(list));
    world.route("GET /folders/f1/children", Answer::data(json!([])));
    let job = world.start("copyFolder", json!(["f1", "v2"]));
    for id in &ids {
        world.run();
        assert!(world.platform.network.waiting().len() <= 8);
        world.answer(&format!("GET /passwords/{id}"), Answer::data(World::sealed().password(id, "v1", true)));
    }
    assert!(job.done().is_ok());
    assert_eq!(world.platform.network.most_in_flight(), 8);
    let body = world.last_body();
    assert!(body["cryptedPasswords"].as_object().unwrap().keys().eq(&ids));
}

#[test]
fn nothing_is_written_when_anything_cannot_be_read() {
    let broken = json!({ "id": "p3", "vaultId": "v1", "cryptedPassword": "damaged" });
    for (line, answer) in [
        ("GET /passwords/p3", Answer::error(403, "accessDenied")),
        ("GET /passwords/p3", Answer::data(broken)),
        ("GET /folders/f3/children", Answer::error(500, "x")),
        ("GET /folders/f2/passwords", Answer::data(json!(null))),
        ("GET /sharing/shortcut/s1", Answer::data(json!({ "cryptedKey": "x", "shortcut": { "cryptedKey": "x" } }))),
        ("GET /vaults/v2", Answer::error(404, "x")),
    ] {
        let world = World::sealed();
        tree(&world);
        world.route(line, answer);
        problem(world.call("moveFolder", json!(["f1", "v2"])));
        assert!(world.lines().iter().all(|l| l.starts_with("GET ")), "{line}");
    }
}

#[test]
fn within_one_vault_and_empty() {
    let world = World::sealed();
    tree(&world);
    world.route("GET /folders/f1/passwords", Answer::data(json!([])));
    world.route("GET /folders/f1/children", Answer::data(json!([])));
    world.call("moveFolder", json!(["f1", "v1"])).unwrap();
    assert_eq!(
        world.last_body(),
        json!({
            "folderId": "f1", "vaultTo": "v1", "folderTo": null,
            "cryptedPasswords": {}, "cryptedKeys": {}, "custom": {}, "attachments": {}, "shortcuts": {},
        })
    );
    assert!(!world.lines().contains(&"GET /vaults/v2".to_owned()));
}

/// Folders of an empty vault, each with the names of those in it, and one password in each.
fn folders(children: &[(&str, &[&str])]) -> World {
    let world = World::sealed();
    world.vault("v1", true, false);
    world.vault("v2", true, false);
    for (id, below) in children {
        let list: Json = below.iter().map(|id| json!({ "id": id, "name": id })).collect();
        world.password(&format!("p-{id}"), "v1", true);
        world.route(&format!("GET /folders/{id}"), Answer::data(json!({ "id": id, "vaultId": "v1" })));
        world.route(&format!("GET /folders/{id}/children"), Answer::data(list));
        world.route(&format!("GET /folders/{id}/passwords"), Answer::data(json!([{ "id": format!("p-{id}") }])));
    }
    world.route("POST /folders/a/copy", Answer::data("new"));
    world.route("POST /folders/a/move", Answer::data("a"));
    world
}

/// D49. The circle that does not go through the way by which it was reached is one as well (`b` and `c`).
#[test]
fn folders_in_a_circle_end_the_call() {
    let circles: [&[(&str, &[&str])]; 5] = [
        &[("a", &["a"])],
        &[("a", &["b"]), ("b", &["a"])],
        &[("a", &["b"]), ("b", &["c", "b"]), ("c", &[])],
        &[("a", &["b", "c"]), ("b", &["c"]), ("c", &["b"])],
        &[("a", &["b"]), ("b", &["a\n"])],
    ];
    for circle in circles {
        for method in ["copyFolder", "moveFolder"] {
            let world = folders(circle);
            rejects(world.call(method, json!(["a", "v2"])), FailureKind::NotApi, "lies in itself");
            let mut lines = world.lines();
            assert!(lines.iter().all(|line| line.starts_with("GET ")), "nothing was written");
            let asked = lines.len();
            lines.sort();
            lines.dedup();
            assert_eq!(lines.len(), asked, "each folder is read once: {lines:?}");
        }
    }
}

#[test]
fn a_folder_that_is_listed_twice_is_read_once() {
    let trees: [&[(&str, &[&str])]; 3] = [
        &[("a", &["b", "b"]), ("b", &[])],
        &[("a", &["b", "c"]), ("b", &[]), ("c", &["b"])],
        &[("a", &["c", "b"]), ("b", &["c"]), ("c", &[])],
    ];
    for tree in trees {
        let world = folders(tree);
        world.call("copyFolder", json!(["a", "v2"])).unwrap();
        let body = world.last_body();
        assert_eq!(body["cryptedPasswords"].as_object().unwrap().len(), tree.len());
        assert_eq!(world.lines().iter().filter(|line| *line == "GET /passwords/p-b").count(), 1);
    }
}

#[test]
fn names_and_parents() {
    let world = World::plain();
    world.route("POST /folders", Answer::data("f"));
    world.call("addFolder", json!(["v1", 0])).unwrap();
    assert_eq!(world.last_body(), json!({ "name": "", "vaultId": "v1", "parentId": null }));
    world.route("PUT /folders/f", Answer::data("f"));
    world.call("editFolder", json!(["f", "n"])).unwrap();
    assert_eq!(world.last_body(), json!({ "name": "n" }));
    world.call("editFolder", json!(["f", "n", null])).unwrap();
    assert_eq!(world.last_body(), json!({ "name": "n", "parentId": null }));
}
