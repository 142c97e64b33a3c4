//! Files and snapshots (§4.4, §4.9, V15, D22, D23).

use super::support::seven::*;
use super::support::*;

fn world(sealed: bool) -> World {
    let world = World::seven_of(sealed).with_item7(sealed);
    world.give("GET /items/p1/attachment/a1", file("p1", sealed));
    world
}

#[test]
fn a_file_opens_by_two_requests_that_leave_together() {
    for sealed in [true, false] {
        let world = world(sealed);
        let file = world.call("getAttachment", json!(["p1", "a1"])).unwrap();
        assert_eq!(world.data(&file).unwrap(), b"the file");
        world.save(&file, "/out/", Json::Null).unwrap();
        assert_eq!(world.platform.disk.get(&"/out/a.txt".into()).as_deref(), Some(b"the file".as_slice()));
        assert_eq!(world.lines().len(), 2);
    }
}

#[test]
fn the_servers_name_does_not_climb_out_of_the_folder() {
    for (name, expected) in
        [("../../x", Some("/out/x")), ("a\\..\\y", Some("/out/y")), ("..", None), ("", None), ("/", None)]
    {
        let world = world(true);
        let mut odd = file("p1", true);
        odd["name"] = name.into();
        world.give("GET /items/p1/attachment/a1", odd);
        let file = world.call("getAttachment", json!(["p1", "a1"])).unwrap();
        let saved = world.save(&file, "/out/", Json::Null);
        let paths: Vec<_> = world.platform.disk.paths().iter().map(|path| path.as_utf8().unwrap().to_owned()).collect();
        assert_eq!((saved.is_ok(), paths.first().map(String::as_str)), (expected.is_some(), expected), "{name}");
    }
}

#[test]
fn a_damaged_file_is_told() {
    for (member, value) in [
        ("hash", json!("0".repeat(64))),
        ("hash", json!("")),
        ("hash", Json::Null),
        ("hash", json!(5)),
        ("encryptedData", json!("AAAA")),
        ("encryptedData", json!(seal("x", "another key"))),
        ("encryptedData", json!(5)),
        ("encryptedKey", json!(seal("k", "another key"))),
        ("encryptedKey", json!("")),
        ("encryptedKey", Json::Null),
    ] {
        let world = world(true);
        let mut damaged = file("p1", true);
        damaged[member] = value;
        world.give("GET /items/p1/attachment/a1", damaged);
        let file = world.call("getAttachment", json!(["p1", "a1"])).unwrap();
        let kind = problem(world.data(&file).map(|_| Value::Undefined)).kind;
        assert!([FailureKind::Crypto, FailureKind::Attachment].contains(&kind), "{member}");
    }
}

#[test]
fn what_is_no_file_is_sent_nowhere() {
    for source in [Value::Undefined, Value::Null, Value::number(5.0), Value::object(), Value::list()] {
        let world = world(true);
        for method in ["addPasswordAttachment", "addShortcutPasswordAttachment", "addInboxPasswordAttachment"] {
            rejects(world.call(method, vec![Value::str("p1"), source.clone()]), FailureKind::Usage, "");
        }
        assert!(world.lines().is_empty());
    }
    rejects(world(true).call("addPasswordWebAttachment", json!(["p1", "/path"])), FailureKind::Usage, "File");
}

#[test]
fn five_mebibytes_and_no_byte_more() {
    let world = world(false);
    let most = 5 * 1024 * 1024;
    let args = |size: usize| vec![Value::str("p1"), Value::bytes(&vec![b'x'; size]), Value::str("n")];
    assert!(world.call("addPasswordAttachment", args(most + 1)).is_err());
    assert_eq!(world.writes(), [""; 0]);
    let _ = world.call("addPasswordAttachment", args(most));
    assert_eq!(world.writes(), ["PATCH /items/p1"]);
}

/// D53: a buffer that is wiped right after the call loses nothing.
#[test]
fn bytes_are_taken_when_the_call_is_made() {
    let world = world(true);
    world.platform.network.unroute("GET /items/p1");
    let bytes = Value::bytes(b"before");
    let job = world.start("addPasswordAttachment", vec![Value::str("p1"), bytes.clone(), Value::str("n")]);
    if let Value::Bytes(bytes) = &bytes {
        bytes.borrow_mut().fill(0);
    }
    world.run();
    world.answer("GET /items/p1", ok(item("p1", "v1", true)));
    world.answer("GET /items/p1", ok(item("p1", "v1", true)));
    assert!(job.is_done());
    let sent = &body_of(&world, "PATCH /items/p1")["attachments"][0];
    let data = open(&sent["encryptedData"], &open(&sent["encryptedKey"], &item_key("p1")));
    assert_eq!(data, passwork_wasm::core::crypto::base64::encode(b"before"));
}

#[test]
fn an_empty_file_has_the_hash_of_nothing() {
    let world = world(true);
    let _ = world.call("addPasswordAttachment", vec![Value::str("p1"), Value::bytes(b""), Value::str("n")]);
    let sent = &body_of(&world, "PATCH /items/p1")["attachments"][0];
    assert_eq!(sent["hash"], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

fn snapshot(key: Option<&str>) -> Json {
    let mut snapshot = item("p1", "v1", true);
    snapshot.as_object_mut().unwrap().remove("vaultMasterKeyEncrypted");
    snapshot["id"] = "n1".into();
    if let Some(key) = key {
        snapshot["keyEncrypted"] = seal("k", key).into();
    }
    snapshot
}

#[test]
fn a_snapshot_opens_with_the_vault_of_its_item() {
    let world = world(true);
    world.give("GET /items/p1/snapshot/n1", snapshot(None));
    world.give("GET /snapshots/n1/attachment/a1", file("p1", true));
    let shown = world.call("getSnapshot", json!(["p1", "n1"])).unwrap();
    assert_eq!(text(&world.password_text(&shown).unwrap()), "text of p1");
    let file = world.call("getSnapshotAttachment", json!(["p1", "n1", "a1"])).unwrap();
    assert_eq!(world.data(&file).unwrap(), b"the file");
    world.give("GET /items/p1/snapshot/n1", snapshot(Some("another key")));
    rejects(world.call("getSnapshot", json!(["p1", "n1"])), FailureKind::Crypto, "re-encryption");
}

/// As items do.
#[test]
fn a_snapshot_of_an_item_that_names_no_key_of_its_vault_opens_by_the_vault() {
    let world = world(true);
    let mut bare = item("p1", "v1", true);
    bare.as_object_mut().unwrap().remove("vaultMasterKeyEncrypted");
    world.give("GET /items/p1", bare);
    world.give("GET /items/p1/snapshot/n1", snapshot(None));
    let shown = world.call("getSnapshot", json!(["p1", "n1"])).unwrap();
    assert_eq!(text(&world.password_text(&shown).unwrap()), "text of p1");
}

/// §4.4: a file is stored with a name.
#[test]
fn a_file_of_bytes_without_a_name_is_not_sent() {
    let bytes = || Value::bytes(b"x");
    for (source, name, stored) in [
        (bytes(), Value::Undefined, None),
        (bytes(), Value::Null, None),
        (bytes(), Value::str(""), None),
        (Value::file("", b"x"), Value::Undefined, None),
        (Value::file("a/", b"x"), Value::str(""), None),
        (bytes(), Value::str("given"), Some("given")),
        (Value::file("", b"x"), Value::str("given"), Some("given")),
        (Value::file("own", b"x"), Value::Undefined, Some("own")),
        (Value::str("/dir/f"), Value::str(""), Some("f")),
    ] {
        let world = world(true);
        world.platform.disk.put("/dir/f", b"x");
        world.give("POST /items", json!({ "id": "p1" }));
        world.give("GET /shortcuts/s1", shortcut("s1", &item("p1", "v1", true), "v2", true));
        world.give("GET /inbox-items/i1", inbox("i1", &item("p1", "v1", true), "write", true));
        let member = if matches!(source, Value::Bytes(_)) { "bytes" } else { "path" };
        let entry = Value::record([(member, source.clone()), ("name", name.clone())]);
        let list = Value::list();
        list.push(entry);
        let fields = || Value::record([("vaultId", Value::str("v1")), ("attachments", list.clone())]);
        let file = |id: &str| vec![Value::str(id), source.clone(), name.clone()];
        let mut calls = vec![
            ("addPassword", vec![fields()], "POST /items"),
            ("editPassword", vec![Value::str("p1"), fields()], "PATCH /items/p1"),
            ("addPasswordAttachment", file("p1"), "PATCH /items/p1"),
            ("addShortcutPasswordAttachment", file("s1"), "PATCH /shortcuts/s1"),
            ("addInboxPasswordAttachment", file("i1"), "PATCH /items/p1"),
        ];
        if !matches!(source, Value::Text(_)) {
            calls.push(("addPasswordWebAttachment", file("p1"), "PATCH /items/p1"));
        }
        for (method, args, line) in calls {
            world.lines();
            let outcome = world.ends(method, args);
            match stored {
                None => {
                    rejects(outcome, FailureKind::Usage, "needs a name");
                    let reads = if method == "editPassword" { 1 } else { 0 };
                    assert_eq!(world.lines().len(), reads, "{method}");
                }
                Some(stored) => {
                    let sent = body_of(&world, line);
                    assert_eq!(sent["attachments"][0]["name"], stored, "{method}");
                }
            }
        }
    }
}

#[test]
fn a_stored_file_without_a_name_is_copied_with_the_one_that_it_tells() {
    for (in_list, of_file, copied) in [
        (json!("list"), json!("file"), "list"),
        (Json::Null, json!("file"), "file"),
        (json!(5), json!("file"), "file"),
        (Json::Null, json!({}), ""),
    ] {
        let world = world(true);
        let (mut full, mut whole) = (item("p1", "v1", true), file("p1", true));
        let mut entry = file_entry("p1", true);
        (entry["name"], whole["name"]) = (in_list, of_file);
        full["attachments"] = json!([entry]);
        world.give("GET /items/p1", full);
        world.give("GET /items/p1/attachment/a1", whole);
        world.give("POST /items", json!({ "id": "p2" }));
        world.call("copyPassword", json!(["p1", "v2"])).unwrap();
        assert_eq!(body_of(&world, "POST /items")["attachments"][0]["name"], copied);
    }
}

/// Another's values would be taken for those of the one that was asked for.
#[test]
fn another_file_or_snapshot_than_was_asked_for_is_no_answer() {
    const FILES: [&str; 3] =
        ["GET /items/p1/attachment/a1", "GET /snapshots/n1/attachment/a1", "GET /shortcuts/s1/attachment/a1"];
    let other_file = || {
        let mut other = file("p1", true);
        other["id"] = "a2".into();
        other
    };
    let mut other_snapshot = snapshot(None);
    other_snapshot["id"] = "n2".into();
    for (method, args, own) in [
        ("getAttachment", json!(["p1", "a1"]), FILES[0]),
        ("getShortcutPasswordAttachment", json!(["s1", "a1"]), FILES[0]),
        ("getShortcutPasswordAttachment", json!(["s1", "a1"]), FILES[2]),
        ("getInboxPasswordAttachment", json!(["i1", "a1"]), FILES[0]),
        ("getSnapshotAttachment", json!(["p1", "n1", "a1"]), FILES[1]),
        ("getSnapshotAttachment", json!(["p1", "n1", "a1"]), "GET /items/p1/snapshot/n1"),
        ("getSnapshot", json!(["p1", "n1"]), "GET /items/p1/snapshot/n1"),
    ] {
        let world = || {
            let world = world(true);
            FILES.iter().for_each(|line| world.give(line, file("p1", true)));
            world.give("GET /items/p1/snapshot/n1", snapshot(None));
            world.give("GET /shortcuts/s1", shortcut("s1", &item("p1", "v1", true), "v2", true));
            world.give("GET /inbox-items/i1", inbox("i1", &item("p1", "v1", true), "read", true));
            if own == FILES[2] {
                world.route(FILES[0], refused(403, "accessDenied", "no"));
            }
            world
        };
        world().call(method, args.clone()).unwrap();
        let others = if own.contains("/attachment/") { other_file() } else { other_snapshot.clone() };
        for odd in [others, json!({}), json!([]), json!("x")] {
            let world = world();
            world.give(own, odd.clone());
            rejects(world.call(method, args.clone()), FailureKind::NotApi, "");
        }
    }
}
