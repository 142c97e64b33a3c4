//! Headers (spec §4.1, D37) and hosts (D5).

use super::support::*;
use passwork_wasm::core::crypto::hash::{HashAlgorithm, protocol_hash};

fn sent(world: &World) -> std::rc::Rc<passwork_wasm::core::platform::in_memory::Sent> {
    world.route("GET /user/info", Answer::data(1));
    world.call("userInfo", json!([])).unwrap();
    world.platform.network.sent().last().unwrap().clone()
}

#[test]
fn the_usual_ones_and_no_other() {
    let world = World::with(json!({ "token": "t", "lang": "de" }));
    assert_eq!(
        sent(&world).headers,
        [("Passwork-Auth", "t".to_owned()), ("Passwork-MasterHash", String::new()), ("Passwork-Lang", "de".to_owned()),]
    );
    let world = World::sealed();
    let hash = protocol_hash(HashAlgorithm::Sha256, &MASTER.into());
    assert_eq!(sent(&world).headers[1].1, hash);
    world.now("setOptions", json!([{ "hash": "md5" }])).unwrap();
    assert_eq!(sent(&world).headers[1].1, protocol_hash(HashAlgorithm::Md5, &MASTER.into()));
    world.now("setOptions", json!([{ "hash": "other", "token": "ignored" }])).unwrap();
    assert_eq!(sent(&world).headers[1].1.len(), 32);
    world.now("setOptions", json!([{ "hash": "sha256" }])).unwrap();
    assert_eq!(sent(&world).headers[1].1, hash);
}

#[test]
fn undefined_is_none() {
    let record = Value::object();
    ["token", "refreshToken", "lang"].iter().for_each(|name| record.set(name, Value::Undefined));
    let world = World::with_record(&record);
    let request = sent(&world);
    assert_eq!((request.header("Passwork-Auth"), request.header("Passwork-Lang")), (Some(""), None));
    world.now("setOptions", json!([{ "lang": 5 }])).unwrap();
    assert_eq!(sent(&world).header("Passwork-Lang"), Some("5"));
    world.now("setOptions", vec![Value::record([("lang", Value::Undefined)])]).unwrap();
    assert_eq!(sent(&world).header("Passwork-Lang"), None);
    world.now("setTokens", json!([])).unwrap();
    assert_eq!(sent(&world).header("Passwork-Auth"), Some(""));
    for nothing in [json!([]), json!([null]), json!([false]), json!(["text"])] {
        world.now("setOptions", nothing).unwrap();
    }
}

#[test]
fn what_no_header_can_carry_is_said_before_sending() {
    for bad in [Value::str("a\nb"), Value::str("a\0"), Value::str("日本"), Value::str("\u{7f}"), lone()] {
        let world = World::plain();
        world.now("setTokens", vec![bad.clone()]).unwrap();
        rejects(world.call("userInfo", json!([])), FailureKind::Usage, "the session token holds characters");
        world.now("setTokens", json!(["t"])).unwrap();
        world.now("setOptions", vec![Value::record([("lang", bad)])]).unwrap();
        rejects(world.call("userInfo", json!([])), FailureKind::Usage, "'lang' holds characters");
        assert!(world.lines().is_empty());
    }
    let world = World::with(json!({ "token": "é\té" }));
    assert_eq!(sent(&world).header("Passwork-Auth"), Some("é\té"));
}

#[test]
fn a_host_with_credentials() {
    let world = World::with(json!({ "host": "https://me:p%40ss@pw.test/api/v4/" }));
    let request = sent(&world);
    assert_eq!(request.url, "https://pw.test/api/v4/user/info");
    assert_eq!(request.header("Authorization"), Some("Basic bWU6cEBzcw=="));
    world.route("GET /user/info", Answer::error(404, "x"));
    let problem = problem(world.call("userInfo", json!([])));
    assert_eq!(problem.http.as_ref().unwrap().request, "GET: https://me:***@pw.test/api/v4/user/info");
    assert!(!problem.message.contains("p%40ss") && !problem.message.contains("p@ss"));
}

#[test]
fn credentials_stay_within_the_origin() {
    let world = World::with(json!({ "host": "https://me:pw@pw.test/api/v4" }));
    world.route("GET /user/info", Answer::redirect(302, "https://other.test/"));
    assert!(world.call("userInfo", json!([])).is_err());
    assert_eq!(world.lines().len(), 1);
}

#[test]
fn slashes_and_schemes() {
    let world = World::with(json!({ "host": "https://pw.test/api/v4///" }));
    assert_eq!(sent(&world).url, "https://pw.test/api/v4/user/info");
    let world = World::with(json!({ "host": "pw.test/api" }));
    *world.platform.network.base.borrow_mut() = "http://pw.test/api".into();
    assert_eq!(sent(&world).url, "http://pw.test/api/user/info");
    world.platform.network.has_page.set(true);
    *world.platform.network.base.borrow_mut() = "pw.test/api".into();
    assert_eq!(sent(&world).url, "pw.test/api/user/info");
}

#[test]
fn bodies_and_content_types() {
    let world = World::plain();
    for (line, method, args) in [
        ("GET /vaults/v1", "getVault", json!(["v1"])),
        ("DELETE /vaults/v1", "deleteVault", json!(["v1"])),
        ("POST /passwords/p/favorite", "favoritePassword", json!(["p"])),
    ] {
        world.route(line, Answer::data(1));
        world.call(method, args).unwrap();
        let sent = world.platform.network.sent().last().unwrap().clone();
        assert_eq!((sent.body.is_some(), sent.header("Content-Type")), (false, None), "{method}");
    }
    world.route("PUT /vaults/v1", Answer::data(1));
    world.call("editVault", json!(["v1"])).unwrap();
    let sent = world.platform.network.sent().last().unwrap().clone();
    assert_eq!((sent.body.as_deref(), sent.header("Content-Type")), (Some(&b"{}"[..]), Some("application/json")));
}

#[test]
fn debug_prints_lines_without_secrets() {
    let world = World::with(json!({ "debug": true, "token": "token-1", "refreshToken": "refresh-1" }));
    world.platform.network.route_each("GET /user/info", [Answer::error(401, "apiSessionExpired"), Answer::data(1)]);
    world.route("POST /auth/refreshToken/token-1/refresh-1", Answer::data(json!({ "token": "t" })));
    world.call("userInfo", json!([])).unwrap();
    assert_eq!(
        *world.platform.services.printed.borrow(),
        [
            "GET: https://pw.test/api/v4/user/info",
            "POST: https://pw.test/api/v4/auth/refreshToken/***/***",
            "GET: https://pw.test/api/v4/user/info",
        ]
    );
}
