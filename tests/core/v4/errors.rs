//! What errors are made of (D3, D28, D29, D39), and that they name the thing.

use super::support::*;
use passwork_wasm::core::server::generations;

#[test]
fn parameters_of_the_wrong_kind_are_told_before_anything_is_sent() {
    let world = World::plain();
    for (method, args, words) in [
        ("login", json!([]), "the API key must be a string"),
        ("login", json!([5]), "the API key"),
        ("login", json!(["key", 5]), "the master password must be a string"),
        ("loginWithKey", json!(["key", {}]), "the master key must be a string"),
        ("setAuthOptions", json!(["t", 5]), "the master password"),
        ("setAuthOptions", json!(["t", null, []]), "the master key"),
        ("addPasswordAttachment", json!(["p1"]), "a file must be a path"),
        ("addPasswordAttachment", json!(["p1", 5]), "a file must be a path"),
        ("addShortcutPasswordAttachment", json!(["s1", {}]), "a file must be a path"),
        ("addInboxPasswordAttachment", json!(["i1", null]), "a file must be a path"),
        ("addPasswordWebAttachment", json!(["p1", "/a/path"]), "needs a File"),
        ("addPasswordWebAttachment", json!(["p1", null]), "needs a File"),
        ("addPassword", json!([null]), "'fields' must be an object"),
    ] {
        // A login that was given a secret leaves a client that does not know whether it seals: another one each time.
        let world = World::plain().with_plain_password();
        let problem = rejects(world.call(method, args), FailureKind::Usage, words);
        assert!(problem.http.is_none() && problem.body.is_none() && problem.code.is_none());
        assert!(world.lines().is_empty(), "{method}");
        assert_eq!(world.session().0, "token-1", "and nothing was changed");
    }
    rejects(world.call("addPassword", vec![Value::unreadable()]), FailureKind::Usage, "cannot be read");
}

#[test]
fn a_host_that_is_none() {
    for host in [json!(null), json!(5), json!({})] {
        let world = World::with(json!({ "host": host }));
        rejects(world.call("userInfo", json!([])), FailureKind::Usage, "'host' must be the address");
    }
    for host in ["ftp://pw.test/api/v4", "file:///api/v4", "wss://pw.test"] {
        let world = World::with(json!({ "host": host }));
        rejects(world.call("userInfo", json!([])), FailureKind::Usage, "must begin with https://");
        assert!(world.lines().is_empty());
    }
    let world = World::with(json!({ "masterPassword": 5, "useMasterPassword": true }));
    rejects(world.call("userInfo", json!([])), FailureKind::Usage, "'masterPassword' must be a string");
}

#[test]
fn lone_surrogates_in_sealed_mode_are_told_with_their_field() {
    let world = World::sealed().with_password();
    let field = |name: Value, value: Value| {
        let entry = Value::record([("name", name), ("value", value), ("type", Value::str("text"))]);
        let list = Value::list();
        list.push(entry);
        list
    };
    for (member, bad, words) in [
        ("password", lone(), "password: Can't encrypt"),
        ("custom", field(Value::str("n"), lone()), "custom[0].value: Can't encrypt"),
        ("custom", field(lone(), Value::str("v")), "custom[0].name: Can't encrypt"),
    ] {
        let fields = value(json!({ "vaultId": "v1", "password": "x" }));
        fields.set(member, bad);
        rejects(world.call("addPassword", vec![fields.clone()]), FailureKind::Usage, words);
        rejects(world.call("editPassword", vec![Value::str("p1"), fields]), FailureKind::Usage, words);
    }
    assert!(world.lines().iter().all(|line| line.starts_with("GET ")), "nothing was written");
    let link = vec![Value::str("p1"), Value::Bool(false), Value::Number(1.0), lone()];
    rejects(world.call("generatePasswordShareLink", link), FailureKind::Usage, "the secret of a share link");
    assert!(world.lines().iter().all(|line| line.starts_with("GET ")), "nothing was written");
}

#[test]
fn plain_mode_keeps_lone_surrogates() {
    let world = World::plain().with_plain_password();
    world.route("POST /passwords", Answer::data("id"));
    let fields = value(json!({ "vaultId": "v1" }));
    fields.set("password", lone());
    world.call("addPassword", vec![fields]).unwrap();
    assert_eq!(world.last_body()["cryptedPassword"], "Ye2ggGI=");
}

#[test]
fn no_random_numbers_no_writes() {
    let world = World::sealed().with_password();
    world.platform.no_entropy.set(true);
    rejects(
        world.call("addPassword", json!([{ "vaultId": "v1", "password": "x" }])),
        FailureKind::Crypto,
        "No secure random numbers",
    );
    assert!(world.lines().iter().all(|line| line.starts_with("GET ")));
}

#[test]
fn arguments_that_have_no_json() {
    let world = World::plain().with_plain_password();
    let cycle = value(json!({ "vaultId": "v1", "password": "x" }));
    let inner = Value::object();
    inner.set("again", inner.clone());
    cycle.set("tags", inner);
    rejects(world.call("addPassword", vec![cycle]), FailureKind::Usage, "cannot be written as JSON");
    assert_eq!(world.lines(), ["GET /vaults/v1"]);
}

/// Errors of Passwork 7 are a list under that name. What is none must not lead a script to another API, and to other words.
#[test]
fn a_member_named_errors_that_lists_none_is_one_as_any_other() {
    for errors in [json!(1), json!("x"), json!({ "toString": 1 }), json!([]), json!(null)] {
        let world = World::of(&generations(), &Value::from(json!({ "token": "token-1" })));
        let body = json!({ "status": "failed", "code": "x", "errors": errors });
        world.route("GET /user/info", Answer::json(400, &body));
        let problem = rejects(world.call("userInfo", json!([])), FailureKind::Api, "");
        assert_eq!(status(&problem), 400, "{errors}");
        assert_eq!(world.lines(), ["GET /user/info"], "nobody else is asked");
    }
}

#[test]
fn a_server_gives_an_error_no_member_that_is_the_errors_own() {
    let ours = [
        "httpRequest",
        "httpStatus",
        "httpMessage",
        "kind",
        "name",
        "message",
        "stack",
        "cause",
        "toJSON",
        "toString",
        "toLocaleString",
        "valueOf",
        "constructor",
        "hasOwnProperty",
        "isPrototypeOf",
        "propertyIsEnumerable",
        "__proto__",
        "__defineGetter__",
        "__defineSetter__",
        "__lookupGetter__",
        "__lookupSetter__",
    ];
    let world = World::plain();
    let members: Vec<String> = ours.iter().map(|name| format!("\"{name}\":{{\"toString\":1}}")).collect();
    let body = format!("{{\"code\":\"x\",{},\"then\":1,\"errors\":[],\"\":2}}", members.join(","));
    // With a secret in it and without.
    for (token, code) in [("token-1", "x"), ("toString-x", "toString-x")] {
        let world = World::with(json!({ "token": token }));
        let body = body.replace("\"x\"", &format!("\"{code}\""));
        world.route("GET /user/info", Answer::text(400, "application/json", &body));
        let problem = problem(world.call("userInfo", json!([])));
        let fields = to_json(problem.body.as_ref().unwrap());
        let code = if code == token { "***" } else { code };
        assert_eq!(fields, json!({ "code": code, "then": 1, "errors": [], "": 2 }));
    }
    world.route(
        "GET /user/info",
        Answer::text(400, "application/json", "{\"message\":\"said so\",\"kind\":\"closed\"}"),
    );
    rejects(world.call("userInfo", json!([])), FailureKind::Api, "Bad Request: said so");
}

#[test]
fn texts_of_the_server_are_one_visible_line_in_messages() {
    let world = World::plain();
    let odd = "a\r\nINFO b\u{1b}[2J\u{202e}c\u{2028}d";
    let shown = r"a\u000d\u000aINFO b\u001b[2J\u202ec\u2028d";
    for body in [
        json!({ "code": odd }),
        json!({ "code": "x", "message": odd }),
        json!({ "code": "x", "data": { "errorMessage": odd } }),
    ] {
        world.route("GET /user/info", Answer::json(400, &body));
        let problem = rejects(world.call("userInfo", json!([])), FailureKind::Api, shown);
        let fields = to_json(problem.body.as_ref().unwrap());
        assert_eq!((&fields["code"], &fields["data"]), (&body["code"], &body["data"]), "fields are the server's");
    }
    world.route("GET /user/info", Answer::text(200, &format!("text/{odd}"), "x"));
    rejects(world.call("userInfo", json!([])), FailureKind::NotApi, &format!("text/{shown}"));
    world.route("GET /user/info", Answer::text(200, &"x".repeat(5000), "x"));
    let problem = rejects(world.call("userInfo", json!([])), FailureKind::NotApi, "xxx…, not an answer");
    assert!(problem.message.len() < 1000);
    world.route("GET /user/info", Answer::json(400, &json!({ "code": "c".repeat(5000), "message": "m".repeat(5000) })));
    let problem = rejects(world.call("userInfo", json!([])), FailureKind::Api, "mmm…");
    assert!(problem.message.len() < 2000);
}

#[test]
fn ids_of_the_server_are_shown_in_part() {
    let world = World::sealed().with_password();
    for (id, shown) in [
        ("v\n1\u{202e}".to_owned(), r"vault v\u000a1\u202e: ".to_owned()),
        ("i".repeat(5000), format!("vault {}…: ", "i".repeat(64))),
    ] {
        world.route(
            "GET /vaults/v1",
            Answer::data(json!({ "id": id, "vaultPasswordCrypted": seal("x", "another key") })),
        );
        rejects(world.call("getPassword", json!(["p1"])), FailureKind::Crypto, &shown);
    }
}
