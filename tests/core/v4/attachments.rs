//! Files (D20, D21, D22, D23, D44, K2, K26, K30).

use super::support::*;
use passwork_wasm::core::crypto::attachment::MAX_BYTES;
use passwork_wasm::core::crypto::hash::{HashAlgorithm, protocol_hash_of_bytes};
use passwork_wasm::core::platform::NamedBy;
use passwork_wasm::core::platform::in_memory::Blob;
use std::rc::Rc;

fn uploader(world: World) -> World {
    world.route("POST /passwords/p1/attachment", Answer::data("a1"));
    world.platform.disk.put("/tmp/a.bin", b"bytes");
    world
}

#[test]
fn paths_bytes_and_blobs() {
    let path = || Value::str("/tmp/a.bin");
    for (source, name, wanted) in [
        (path(), json!(null), json!("a.bin")),
        (path(), json!("given"), json!("given")),
        (Value::bytes(b"bytes"), json!("given"), json!("given")),
        (Value::bytes(b"bytes"), json!(null), json!(null)),
        (Value::file("own", b"bytes"), json!("given"), json!("own")),
        (Value::file("/a/b/own", b"bytes"), json!(null), json!("own")),
        (Value::file("C:\\a b\\own", b"bytes"), json!("given"), json!("own")),
        (Value::file("a/", b"bytes"), json!("given/as it is"), json!("given/as it is")),
        (Value::file("", b"bytes"), json!("given"), json!("given")),
    ] {
        let world = uploader(World::sealed().with_password());
        world.call("addPasswordAttachment", vec![Value::str("p1"), source, name.into()]).unwrap();
        let body = world.last_body();
        let key = open(&body["encryptedKey"], "key of p1");
        assert_eq!((key.len(), open(&body["encryptedData"], &key)), (100, "Ynl0ZXM=".to_owned()));
        assert_eq!(body.get("name").cloned().unwrap_or_default(), wanted);
        let members: Vec<_> = body.as_object().unwrap().keys().take(3).cloned().collect();
        assert_eq!(members, ["encryptedKey", "encryptedData", "hash"]);
    }
}

#[test]
fn a_written_file_reads_back() {
    for world in [World::sealed().with_password(), World::plain().with_plain_password()] {
        let world = uploader(world);
        let bytes: Vec<u8> = (0..=255).cycle().take(5000).collect();
        for bytes in [&bytes[..], b"", b"\r\n"] {
            let args = vec![Value::str("p1"), Value::bytes(bytes), Value::str("n")];
            world.call("addPasswordAttachment", args).unwrap();
            world.route("GET /passwords/p1/attachment/a1", Answer::data(world.last_body()));
            let attachment = world.call("getAttachment", json!(["p1", "a1"])).unwrap();
            assert_eq!(world.data(&attachment).unwrap(), bytes);
        }
    }
}

#[test]
fn sizes() {
    let world = uploader(World::plain().with_plain_password());
    world.platform.disk.put("/big", &vec![0; MAX_BYTES + 1]);
    world.platform.disk.put("/fits", &vec![0; MAX_BYTES]);
    world.call("addPasswordAttachment", json!(["p1", "/fits"])).unwrap();
    world.lines();
    let huge = Blob { bytes: Err(Value::Undefined), size: MAX_BYTES as f64 + 1.0, name: "huge".into() };
    for (source, name) in [(Value::str("/big"), "big"), (Value::Blob(Rc::new(huge)), "huge")] {
        let outcome = world.call("addPasswordAttachment", vec![Value::str("p1"), source]);
        let problem = rejects(outcome, FailureKind::Attachment, "Attached file max size is 5MB");
        assert!(problem.message.contains(name));
    }
    assert!(world.lines().iter().all(|line| line.starts_with("GET ")));
}

/// A file may have no end (`/dev/zero`), and a Blob more than it says: no more is read than tells that it is too big (D20).
#[test]
fn no_more_is_read_than_tells_that_a_file_is_too_big() {
    let long = vec![0; 3 * MAX_BYTES];
    let lies = || Value::Blob(Rc::new(Blob { bytes: Ok(vec![0; 3 * MAX_BYTES]), size: 1.0, name: "long".into() }));
    let world = uploader(World::plain().with_plain_password());
    world.route("POST /passwords", Answer::data("id"));
    world.platform.disk.put("/long", &long);
    let entry = |source: Value| Value::record([("path", source), ("name", Value::str("long"))]);
    for source in [Value::str("/long"), lies()] {
        let fields = value(json!({ "vaultId": "v1", "password": "x" }));
        let list = Value::list();
        list.push(entry(source.clone()));
        fields.set("attachments", list);
        for (method, args) in [
            ("addPasswordAttachment", vec![Value::str("p1"), source]),
            ("addPassword", vec![fields.clone()]),
            ("editPassword", vec![Value::str("p1"), fields]),
        ] {
            world.platform.disk.bytes_read.set(0);
            let problem = rejects(world.call(method, args), FailureKind::Attachment, "Attached file max size is 5MB");
            assert!(problem.message.contains("long"), "{method}: {}", problem.message);
            assert_eq!(world.platform.disk.bytes_read.get(), MAX_BYTES + 1, "{method}");
        }
    }
    assert!(world.lines().iter().all(|line| line.starts_with("GET ")));
}

#[test]
fn what_cannot_be_read_rejects_and_is_named() {
    let world = uploader(World::sealed().with_password());
    world.route("POST /passwords", Answer::data("id"));
    let words = "cannot read the file '/tmp/none'";
    let problem =
        rejects(world.call("addPasswordAttachment", json!(["p1", "/tmp/none"])), FailureKind::Attachment, words);
    assert!(problem.cause.is_some());
    let files = json!([{ "path": "/tmp/a.bin" }, { "path": "" }, {}, { "path": "/tmp/none" }]);
    let fields = json!({ "vaultId": "v1", "password": "x", "attachments": files });
    rejects(world.call("addPassword", json!([fields])), FailureKind::Attachment, words);
    rejects(world.call("editPassword", json!(["p1", fields])), FailureKind::Attachment, words);
    let broken = Blob { bytes: Err(Value::str("gone")), size: 1.0, name: "web.txt".into() };
    let args = vec![Value::str("p1"), Value::Blob(Rc::new(broken))];
    rejects(world.call("addPasswordWebAttachment", args), FailureKind::Attachment, "'web.txt'");
    assert!(world.lines().iter().all(|line| line.starts_with("GET ")));
}

#[test]
fn pages_have_no_paths() {
    let world = uploader(World::sealed().with_password());
    world.platform.disk.none.set(true);
    let words = "Not implemented for web version";
    rejects(world.call("addPasswordAttachment", json!(["p1", "/tmp/a.bin"])), FailureKind::Attachment, words);
    let fields = json!({ "vaultId": "v1", "password": "x", "attachments": [{ "path": "/tmp/a.bin" }] });
    rejects(world.call("addPassword", json!([fields])), FailureKind::Attachment, words);
    world.call("addPasswordWebAttachment", vec![Value::str("p1"), Value::file("f", b"x"), Value::Undefined]).unwrap();
}

fn stored(world: &World, name: Json) -> Value {
    let key = "key of p1";
    let file = json!({
        "id": "a1", "name": name, "encryptedKey": seal("fk", key), "encryptedData": seal("Ynl0ZXM=", "fk"),
        "hash": protocol_hash_of_bytes(HashAlgorithm::Sha256, b"bytes"),
    });
    world.route("GET /passwords/p1/attachment/a1", Answer::data(file));
    world.call("getAttachment", json!(["p1", "a1"])).unwrap()
}

#[test]
fn a_name_of_the_servers_does_not_leave_the_folder() {
    let world = World::sealed().with_password();
    for (name, saved) in
        [("../../etc/x", "/dir/x"), ("c:\\a\\b", "/dir/b"), ("plain", "/dir/plain"), ("..x", "/dir/..x")]
    {
        world.save(&stored(&world, json!(name)), "/dir/", json!(null)).unwrap();
        assert_eq!(world.platform.disk.paths().last().unwrap().as_utf8(), Some(saved));
        assert_eq!(world.platform.disk.named_by.get(), Some(NamedBy::Server));
    }
    for name in ["", ".", "..", "a/", "a/..", "a\\."] {
        let outcome = world.save(&stored(&world, json!(name)), "/dir/", json!(null)).map(|()| Value::Undefined);
        rejects(outcome, FailureKind::Attachment, "pass a name");
    }
    // A name of the caller's is joined as it is (K2).
    world.save(&stored(&world, json!("x")), "/a/prefix-", json!("../up")).unwrap();
    assert_eq!(world.platform.disk.paths().last().unwrap().as_utf8(), Some("/a/prefix-../up"));
    assert_eq!(world.platform.disk.named_by.get(), Some(NamedBy::Caller));
    // Some names have a meaning on Windows only (D44).
    world.save(&stored(&world, json!("NUL")), "/dir/", json!(null)).unwrap();
    world.platform.disk.windows.set(true);
    let outcome = world.save(&stored(&world, json!("NUL")), "/dir/", json!(null)).map(|()| Value::Undefined);
    rejects(outcome, FailureKind::Attachment, "pass a name");
    world.save(&stored(&world, json!("x")), "/dir/", json!("NUL")).unwrap();
    world.platform.disk.none.set(true);
    assert!(world.save(&stored(&world, json!("x")), "/a", json!(null)).is_err());
}

#[test]
fn damaged_files_say_which_member() {
    let world = World::sealed().with_password();
    for (member, bad, words) in [
        ("hash", json!("00"), "hashes are not equal"),
        ("hash", json!(null), "hashes are not equal (attachment a1: hash)"),
        ("encryptedData", json!(seal("Ynl0ZXM=", "other")), "attachment a1: encryptedData: Can't decrypt"),
        ("encryptedData", json!(null), "attachment a1: encryptedData"),
        ("encryptedKey", json!(seal("fk", "other")), "attachment a1: encryptedKey: Can't decrypt"),
    ] {
        let attachment = stored(&world, json!("n"));
        attachment.set(member, bad.into());
        let failure = world.data(&attachment).map(|_| Value::Undefined);
        let problem = problem(failure);
        assert!(problem.message.contains(words), "{}", problem.message);
    }
}
