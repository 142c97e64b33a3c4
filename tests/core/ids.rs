//! Ids in paths (D6, K5).

use super::support::*;
use passwork_wasm::core::api::methods;

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
        (json!(""), ""),
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

/// Every method that takes an id refuses a bad one before anything is sent at all.
#[test]
fn no_method_lets_a_bad_id_through() {
    let world = World::plain();
    for method in methods::ASYNCHRONOUS {
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
