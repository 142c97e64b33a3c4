//! What was passed when a call was made is what is sent (D53). The first answer waits until the caller has changed all
//! that it passed.

use super::support::*;
use passwork_wasm::core::crypto::attachment::MAX_BYTES;

/// A list or object is emptied, bytes are wiped, and so is all that was in them.
fn spoil(value: &Value) {
    match value {
        Value::Bytes(bytes) => bytes.borrow_mut().fill(0),
        Value::List(list) => {
            list.borrow().iter().for_each(spoil);
            list.borrow_mut().clear();
            list.borrow_mut().push(Value::str("spoilt"));
        }
        Value::Object(_) => {
            for name in value.names() {
                spoil(&value.own(&name));
                value.set(&name, Value::str("spoilt"));
            }
            value.set("spoilt", Value::str("spoilt"));
        }
        _ => {}
    }
}

/// Calls a method, spoils its arguments, and only then lets the first request have its answer.
fn call_and_spoil(world: &World, first: &str, method: &str, args: &[Value], answer: Answer) -> Outcome {
    world.platform.network.unroute(first);
    let job = world.start(method, args.to_vec());
    world.run();
    assert_eq!(world.platform.network.waiting(), [first], "{method}");
    args.iter().for_each(spoil);
    world.answer(first, answer);
    job.done()
}

fn with_bytes(mut fields: Json) -> Value {
    let members = std::mem::take(fields.as_object_mut().unwrap());
    let fields = Value::from(Json::Object(members));
    let entry = Value::record([("path", Value::bytes(b"bytes")), ("name", Value::str("f"))]);
    let files = Value::list();
    files.push(entry);
    fields.set("attachments", files);
    fields
}

fn fields() -> Value {
    with_bytes(json!({
        "vaultId": "v1", "password": "pw", "name": "n", "tags": ["a", "b"], "more": { "deep": [{ "deeper": [1] }] },
        "custom": [{ "name": "cn", "value": "cv", "type": "text" }],
    }))
}

#[test]
fn fields_with_all_that_is_in_them() {
    for (method, at) in [("addPassword", 0), ("editPassword", 1)] {
        let world = World::sealed().with_password();
        world.route("POST /passwords", Answer::data("p"));
        world.route("PUT /passwords/p1", Answer::data("p"));
        let (first, answer) = match at {
            0 => ("GET /vaults/v1", json!({ "id": "v1", "passwordCrypted": seal("v1 password", MASTER) })),
            _ => ("GET /passwords/p1", world.password("p1", "v1", true)),
        };
        let args = [&[Value::str("p1")][..at], &[fields()]].concat();
        call_and_spoil(&world, first, method, &args, Answer::data(answer)).unwrap();
        let body = world.last_body();
        let key = if at == 0 { "v1 password" } else { "key of p1" };
        assert_eq!(open(&body["cryptedPassword"], key), "pw");
        assert_eq!((&body["name"], &body["tags"]), (&json!("n"), &json!(["a", "b"])));
        assert_eq!(body["more"], json!({ "deep": [{ "deeper": [1] }] }));
        assert_eq!(open(&body["custom"][0]["value"], key), "cv");
        let file = &body["attachments"][0];
        assert_eq!(file["name"], "f");
        assert_eq!(open(&file["encryptedData"], &open(&file["encryptedKey"], key)), "Ynl0ZXM=");
        assert!(body.get("spoilt").is_none());
    }
}

#[test]
fn bytes_of_files() {
    for method in ["addPasswordAttachment", "addPasswordWebAttachment"] {
        let world = World::sealed().with_password();
        world.route("POST /passwords/p1/attachment", Answer::data("a1"));
        let args = [Value::str("p1"), Value::bytes(b"bytes"), Value::str("n")];
        let answer = Answer::data(world.password("p1", "v1", true));
        call_and_spoil(&world, "GET /passwords/p1", method, &args, answer).unwrap();
        let body = world.last_body();
        assert_eq!(open(&body["encryptedData"], &open(&body["encryptedKey"], "key of p1")), "Ynl0ZXM=");
    }
    let plain = |world: &World| {
        let body = world.last_body();
        assert_eq!(body["encryptedData"], "WW5sMFpYTT0=", "base64 twice");
    };
    let args = [Value::str("x"), Value::bytes(b"bytes"), Value::str("n")];
    let world = World::plain().with_plain_password();
    world.route("POST /sharing/shortcut/x/attachment", Answer::data("a1"));
    let password = json!({ "id": "p1", "shortcut": { "id": "x", "vaultId": "v1" } });
    let first = "GET /sharing/shortcut/x";
    call_and_spoil(&world, first, "addShortcutPasswordAttachment", &args, Answer::data(password)).unwrap();
    plain(&world);
    let args = [Value::str("x"), Value::bytes(b"bytes"), Value::str("n")];
    let world = World::plain().with_plain_password();
    world.route("POST /passwords/p1/attachment", Answer::data("a1"));
    let item = json!({ "id": "x", "password": { "id": "p1" } });
    let first = "POST /sharing/inbox/x";
    call_and_spoil(&world, first, "addInboxPasswordAttachment", &args, Answer::data(item)).unwrap();
    plain(&world);
}

/// A call that waits for the key of a `setAuthOptions` under way (D52) has been passed everything by then.
#[test]
fn while_the_call_waits_for_a_key() {
    const OPTIONS: &str = "GET /user/get-master-key-options";
    let password = World::sealed().password("p1", "v1", true);
    for (method, args) in [
        ("editPassword", vec![Value::str("p1"), fields()]),
        ("addPasswordAttachment", vec![Value::str("p1"), Value::bytes(b"bytes"), Value::str("f")]),
        ("getPasswordsById", vec![value(json!(["p1"]))]),
    ] {
        let world = World::sealed().with_password();
        world.route("PUT /passwords/p1", Answer::data("p"));
        world.route("POST /passwords/p1/attachment", Answer::data("a1"));
        world.route("GET /passwords/p1", Answer::data(password.clone()));
        let options = world.start("setAuthOptions", json!([{ "token": "t", "refreshToken": "r" }, MASTER]));
        let job = world.start(method, args.clone());
        world.run();
        assert_eq!(world.platform.network.waiting(), [OPTIONS], "{method}");
        args.iter().for_each(spoil);
        world.answer(OPTIONS, Answer::data(json!({})));
        options.done().unwrap();
        let outcome = job.done().unwrap();
        if method == "getPasswordsById" {
            assert_eq!(text(&outcome.items()[0].own("id")), "p1");
            continue;
        }
        let body = world.last_body();
        let file = if method == "editPassword" { &body["attachments"][0] } else { &body };
        assert_eq!(open(&file["encryptedData"], &open(&file["encryptedKey"], "key of p1")), "Ynl0ZXM=");
        assert_eq!(file["name"], "f");
    }
}

#[test]
fn what_a_path_holds_is_read_later() {
    let world = World::plain().with_plain_password();
    world.route("POST /passwords/p1/attachment", Answer::data("a1"));
    world.platform.network.unroute("GET /passwords/p1");
    let job = world.start("addPasswordAttachment", json!(["p1", "/later"]));
    world.run();
    world.platform.disk.put("/later", b"bytes");
    world.answer("GET /passwords/p1", Answer::data(json!({ "id": "p1", "vaultId": "v1" })));
    job.done().unwrap();
    assert_eq!(world.last_body()["encryptedData"], "WW5sMFpYTT0=");
}

/// The check of the size comes after the reads of the call; what is too big is not copied before.
#[test]
fn too_many_bytes_are_refused_as_before() {
    let world = World::plain().with_plain_password();
    let args = vec![Value::str("p1"), Value::bytes(&vec![1; MAX_BYTES + 1]), Value::str("big")];
    rejects(world.call("addPasswordAttachment", args), FailureKind::Attachment, "5MB (big)");
    assert_eq!(world.lines(), ["GET /passwords/p1", "GET /vaults/v1"]);
}

#[test]
fn lists_of_ids_and_targets() {
    let world = World::sealed().with_password();
    let ids = [value(json!(["p1", "p1"]))];
    world.limit(json!({ "concurrency": 1 }));
    let answer = Answer::data(world.password("p1", "v1", true));
    world.platform.network.unroute("GET /passwords/p1");
    let job = world.start("getPasswordsById", ids.to_vec());
    world.run();
    spoil(&ids[0]);
    world.answer("GET /passwords/p1", answer.clone());
    world.answer("GET /passwords/p1", answer);
    let read = job.done().unwrap().items();
    assert_eq!(read.iter().map(|r| text(&r.own("id"))).collect::<Vec<_>>(), ["p1", "p1"]);

    let world = World::sealed().with_password();
    world.route("POST /passwords/p1/copy", Answer::data("p"));
    let args = [Value::str("p1"), Value::str("v1"), value(json!({ "as": ["given"] }))];
    let answer = Answer::data(world.password("p1", "v1", true));
    call_and_spoil(&world, "GET /passwords/p1", "copyPassword", &args, answer).unwrap();
    assert_eq!(world.last_body()["folderTo"], json!({ "as": ["given"] }));
}

/// A request that waits for a refresh under way has its body by then.
#[test]
fn searches_that_wait_for_a_refresh() {
    let world = World::plain();
    world.route("GET /user/info", Answer::error(401, "apiSessionExpired"));
    world.route("POST /passwords/search", Answer::data(json!([])));
    let refreshing = world.start("userInfo", json!([]));
    world.run();
    let args = vec![Value::str("q"), value(json!(["tag"])), value(json!([1, 2]))];
    let search = world.start("searchPasswords", args.clone());
    args.iter().for_each(spoil);
    world.route("GET /user/info", Answer::data(1));
    let renewed = Answer::data(json!({ "token": "token-2", "refreshToken": "refresh-2" }));
    world.answer("POST /auth/refreshToken/token-1/refresh-1", renewed);
    refreshing.done().unwrap();
    search.done().unwrap();
    let sent = world.platform.network.sent();
    let body = sent.iter().find(|s| s.line == "POST /passwords/search").unwrap().json();
    assert_eq!((&body["tags"], &body["colors"]), (&json!(["tag"]), &json!([1, 2])));
}

/// What cannot be copied fails where it failed before: a circle when the body is written, after the reads.
#[test]
fn circles_and_getters_that_throw() {
    let world = World::sealed().with_password();
    let circle = Value::object();
    circle.set("circle", circle.clone());
    let fields = value(json!({ "password": "secret of the circle" }));
    fields.set("more", circle.clone());
    let problem = rejects(
        world.call("editPassword", vec![Value::str("p1"), fields]),
        FailureKind::Usage,
        "cannot be written as JSON",
    );
    assert!(!problem.message.contains("secret"));
    assert_eq!(world.lines(), ["GET /passwords/p1", "GET /vaults/v1"]);
    rejects(
        world.call("editPassword", vec![Value::str("p1"), Value::unreadable()]),
        FailureKind::Usage,
        "cannot be read",
    );
    circle.remove("circle"); // or it would keep itself alive
}
