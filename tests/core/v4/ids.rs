//! Ids in paths (D6, K5).

use super::support::*;
use passwork_wasm::core::client::{Answers, Method};

fn line_for(id: Value) -> String {
    let world = World::plain();
    world.start("getVault", vec![id]);
    world.lines().pop().unwrap()
}

#[test]
fn one_encoded_segment() {
    for (id, segment) in [
        (json!("a/b?c#d e%"), "a%2Fb%3Fc%23d%20e%25"),
        (json!("-_.!~*'()"), "-_.!~*'()"),
        (json!("日😀"), "%E6%97%A5%F0%9F%98%80"),
        (json!("..."), "..."),
        (json!("a\\b"), "a%5Cb"),
        (json!(5), "5"),
        (json!(1.5), "1.5"),
        (json!(false), "false"),
        (json!(null), "null"),
        (json!(["a", "b"]), "a%2Cb"),
    ] {
        assert_eq!(line_for(value(id)), format!("GET /vaults/{segment}"));
    }
    assert_eq!(line_for(Value::Undefined), "GET /vaults/undefined");
}

#[test]
fn what_cannot_be_a_segment_is_never_sent() {
    for (id, words) in
        [(value(json!(".")), "'.'"), (value(json!("..")), "'..'"), (lone(), "surrogate"), (Value::Symbol, "text")]
    {
        let world = World::plain();
        rejects(world.call("getVault", vec![id]), FailureKind::Usage, words);
        assert!(world.lines().is_empty());
    }
}

/// What stands at the end of an id that was read from a file, and what is left of one that was nothing else (D6).
#[test]
fn white_space_at_the_end_is_dropped() {
    for end in ["\n", "\r\n", " ", "\t", " \u{B}\u{C}\n"] {
        assert_eq!(line_for(Value::str(&format!("f 1{end}"))), "GET /vaults/f%201");
    }
    assert_eq!(line_for(Value::str(" f1\u{A0}")), "GET /vaults/%20f1%C2%A0");
    for (bad, words) in [("", "empty"), ("\r\n", "empty"), (".\n", "'.'"), (".. ", "'..'")] {
        let world = World::plain();
        rejects(world.call("getVault", json!([bad])), FailureKind::Usage, words);
        rejects(world.call("login", json!([bad])), FailureKind::Usage, words);
        assert!(world.lines().is_empty());
    }
    let world = World::plain();
    rejects(world.call("getVault", json!([[]])), FailureKind::Usage, "empty");
}

/// One that is sent after others is looked at before the first: the call sends nothing.
#[test]
fn a_bad_id_is_refused_wherever_it_stands() {
    let (one, two) = (json!(["p1"]), json!(["p1", "v1"]));
    let first = [
        "getPassword",
        "editPassword",
        "deletePassword",
        "movePassword",
        "copyPassword",
        "favoritePassword",
        "unfavoritePassword",
        "getPasswordSharingInfo",
        "generatePasswordShareLink",
        "getAttachment",
        "deletePasswordAttachment",
        "getInboxPassword",
        "editInboxPassword",
        "getInboxPasswordAttachment",
        "deleteInboxPasswordAttachment",
        "getShortcutPassword",
        "getShortcutPasswordAttachment",
        "deleteShortcutPasswordAttachment",
        "editShortcutPassword",
        "deleteShortcut",
        "moveShortcut",
        "copyShortcut",
        "favoriteShortcut",
        "unfavoriteShortcut",
        "getShortcutPasswordSharingInfo",
        "generateShortcutPasswordShareLink",
        "getVault",
        "getVaultFolders",
        "getVaultFullInfo",
        "getDirectorySharingInfo",
        "getVaultTags",
        "getVaultColors",
        "editVault",
        "deleteVault",
        "getFolder",
        "getFolders",
        "getSubFolders",
        "editFolder",
        "deleteFolder",
        "moveFolder",
        "copyFolder",
        "getPasswords",
    ];
    let second = [
        "movePassword",
        "copyPassword",
        "getAttachment",
        "deletePasswordAttachment",
        "getInboxPasswordAttachment",
        "deleteInboxPasswordAttachment",
        "getShortcutPasswordAttachment",
        "deleteShortcutPasswordAttachment",
        "moveShortcut",
        "copyShortcut",
        "moveFolder",
        "copyFolder",
    ];
    for (methods, given, at) in [(&first[..], &one, 0), (&second[..], &two, 1)] {
        for method in methods {
            for bad in ["", "\n", "..", ". "] {
                let world = World::sealed().with_password();
                let mut args = given.clone();
                args[at] = bad.into();
                rejects(world.call(method, args), FailureKind::Usage, "an id cannot be");
                assert!(world.lines().is_empty(), "{method}");
            }
        }
    }
    for method in ["addPasswordAttachment", "addInboxPasswordAttachment", "addShortcutPasswordAttachment"] {
        let world = World::sealed().with_password();
        rejects(world.call(method, json!(["", "/f"])), FailureKind::Usage, "an id cannot be empty");
        rejects(world.call("addPassword", json!([{ "vaultId": "" }])), FailureKind::Usage, "an id cannot be empty");
        assert!(world.lines().is_empty(), "{method}");
    }
}

#[test]
fn ids_in_bodies_are_as_they_were_given() {
    let world = World::sealed().with_password();
    world.route("POST /passwords/p1/copy", Answer::data("new"));
    world.call("copyPassword", json!(["p1\n", "v1\n", "f1\n"])).unwrap();
    let body = world.last_body();
    assert_eq!(
        (&body["passwordId"], &body["vaultTo"], &body["folderTo"]),
        (&json!("p1\n"), &json!("v1\n"), &json!("f1\n"))
    );
}

/// Every method that takes an id refuses a bad one before anything is sent at all.
#[test]
fn no_method_lets_a_bad_id_through() {
    let world = World::plain();
    for method in Method::ALL.iter().filter(|m| m.answers() == Answers::Promise).map(|m| m.name()) {
        world.start(method, vec![Value::str(".."), Value::str("..")]);
        world.run();
        for line in world.lines() {
            assert!(!line.contains(".."), "{method}: {line}");
        }
    }
}

#[test]
fn httprequest_shows_the_path_as_sent() {
    let world = World::plain();
    world.route("GET /vaults/a%2Fb", Answer::error(404, "vaultNotFound"));
    let problem = rejects(world.call("getVault", json!(["a/b"])), FailureKind::Api, "Check the id");
    assert_eq!(problem.http.as_ref().unwrap().request, "GET: https://pw.test/api/v4/vaults/a%2Fb");
}

#[test]
fn keys_and_tokens_are_segments_too() {
    let world = World::with(json!({ "token": "t/1", "refreshToken": "r?1" }));
    world.route("GET /user/info", Answer::error(401, "apiSessionExpired"));
    world.start("userInfo", json!([]));
    world.run();
    assert_eq!(world.lines()[1], "POST /auth/refreshToken/t%2F1/r%3F1");
    let world = World::plain();
    for bad in [Value::str(".."), lone()] {
        rejects(world.call("login", vec![bad]), FailureKind::Usage, "an API key");
    }
    assert!(world.lines().is_empty());
}

/// Tokens too are sent without the white space at their end, shown as they were given, and are secrets in both forms.
#[test]
fn tokens_and_keys_from_files() {
    let world = World::with(json!({ "token": "token-of-file\r\n", "refreshToken": "renewal-of-file\n" }));
    world.route("GET /user/info", Answer::error(401, "apiSessionExpired"));
    let echo = json!({ "data": ["token-of-file", "token-of-file\r\n", "renewal-of-file", "renewal-of-file\n"] });
    let renewal = "POST /auth/refreshToken/token-of-file/renewal-of-file";
    world.route(renewal, Answer::json(400, &echo));
    let failed = problem(world.call("userInfo", json!([])));
    let sent = world.platform.network.sent();
    assert_eq!(sent[0].header("Passwork-Auth"), Some("token-of-file"));
    assert_eq!(sent[1].line, renewal);
    assert_eq!(to_json(failed.body.as_ref().unwrap())["data"], json!(["***", "***\r\n", "***", "***\n"]));
    let world = World::plain();
    let seen = world.watch_tokens();
    world.now("setTokens", json!(["other \n", ""])).unwrap();
    assert_eq!(seen.borrow().last().unwrap(), "other \n/");
    world.start("getVaults", json!([]));
    assert_eq!(world.platform.network.sent().last().unwrap().header("Passwork-Auth"), Some("other"));

    let world = World::with(json!({ "token": " \n" }));
    rejects(world.call("userInfo", json!([])), FailureKind::Usage, "white space alone");
    let world = World::plain();
    world.route("GET /info/version", Answer::data("5"));
    let echo = json!({ "data": ["key-of-file", "key-of-file\n"] });
    world.route("POST /auth/login/key-of-file", Answer::json(400, &echo));
    let failed = problem(world.call("login", json!(["key-of-file\n"])));
    assert_eq!(to_json(failed.body.as_ref().unwrap())["data"], json!(["***", "***\n"]));
}

#[test]
fn a_master_password_keeps_its_white_space() {
    let world = World::plain();
    world.now("setTokens", json!(["t"])).unwrap();
    world.call("setAuthOptions", json!(["t", "master \n"])).unwrap();
    assert_eq!(world.session().2.unwrap(), "master \n");
}

#[test]
fn a_host_of_white_space_is_none() {
    for host in ["", " \r\n"] {
        let world = World::with(json!({ "host": host }));
        rejects(world.call("getVaults", json!([])), FailureKind::Usage, "'host'");
    }
    let world = World::with(json!({ "host": " https://pw.test/api/v4/\n" }));
    world.start("getVaults", json!([]));
    assert_eq!(world.lines(), ["GET /vaults/list"]);
}
