//! `call(method, path, payload)`: any endpoint, and nothing beyond the API (V12, V24).

use super::support::seven::*;
use super::support::*;

#[test]
fn the_answer_itself() {
    let world = World::seven();
    world.give("GET /a/b", json!({ "items": [1], "status": "failed" }));
    assert_eq!(
        to_json(&world.call("call", json!(["get", "/a/b"])).unwrap()),
        json!({ "items": [1], "status": "failed" })
    );
    for method in ["POST", "PATCH", "PUT", "DELETE"] {
        world.route(&format!("{method} /a"), Answer::text(204, "", ""));
        world.call("call", json!([method, "/a"])).unwrap();
        assert_eq!(body_of(&world, &format!("{method} /a")), json!({}));
    }
}

#[test]
fn a_path_with_a_token_in_it_is_not_shown() {
    let world = World::seven();
    world.platform.observed.is_on.set(true);
    let token = world.session().0;
    let path = format!("/sessions/{}", token.replace('/', "%2F").replace('+', "%2B").replace('=', "%3D"));
    world.route(&format!("DELETE {path}"), refused(403, "x", "y"));
    let failure = world.call("call", json!(["DELETE", path])).unwrap_err();
    let shown = format!("{} {:?}", all_texts(&failure), world.platform.observed.events.borrow());
    assert!(shown.contains("/sessions/***") && !shown.contains(&token) && !shown.contains(&path[10..]), "{shown}");
}

#[test]
fn parameters_of_a_get() {
    let world = World::seven();
    let line = "GET /a?q=%C3%A4+%26&tags%5B%5D=x&tags%5B%5D=y&on=1&off=0&n=1.5";
    world.give(line, json!([]));
    let payload =
        json!({ "q": "ä &", "tags": ["x", "y"], "none": [], "on": true, "off": false, "n": 1.5, "null": null });
    world.call("call", json!(["GET", "/a", payload])).unwrap();
    for bad in [json!({ "a": {} }), json!({ "a": [[1]] }), json!([1]), json!("a=b")] {
        rejects(world.call("call", json!(["GET", "/a", bad])), FailureKind::Usage, "");
    }
}

#[test]
fn paths_that_leave_the_api_are_sent_nowhere() {
    for path in [
        "",
        "/",
        "a",
        "//other.test/a",
        "https://other.test/a",
        "/../v4/x",
        "/a/..",
        "/a/../../x",
        "/%2e%2e/x",
        "/.%2E/x",
        "/a/./b",
        "/a//b",
        "/a\\..\\b",
        "/a?b=c",
        "/a#b",
        "/a b",
        "/a\tb",
        "/a\r\nHost: x",
        "/ä",
        "/a/",
        "@other.test/a",
        ":80/a",
        ".other.test/a",
    ] {
        let world = World::seven();
        rejects(world.call("call", json!(["GET", path])), FailureKind::Usage, "Nothing was sent");
        assert!(world.lines().is_empty(), "{path}");
    }
    for bad in [
        json!([]),
        json!(["GET"]),
        json!(["GET", 5]),
        json!(["GET", null]),
        json!(["HEAD", "/a"]),
        json!([5, "/a"]),
        json!(["POST", "/a", []]),
        json!(["POST", "/a", "x"]),
    ] {
        rejects(World::seven().call("call", bad), FailureKind::Usage, "");
    }
}

/// D53.
#[test]
fn the_payload_is_what_it_was_when_the_call_began() {
    let world = World::seven();
    world.give("GET /vaults", json!([]));
    let inner = Value::list();
    inner.push(Value::str("before"));
    let payload = Value::record([("list", inner.clone())]);
    let job = world.start("call", vec![Value::str("POST"), Value::str("/a"), payload.clone()]);
    inner.push(Value::str("after"));
    payload.set("more", Value::str("after"));
    world.run();
    world.answer("POST /a", ok(json!({})));
    job.done().unwrap();
    assert_eq!(body_of(&world, "POST /a"), json!({ "list": ["before"] }));
}

#[test]
fn a_renewal_repeats_the_body_as_it_was() {
    let world = World::seven();
    world.platform.network.route_each("POST /a", [expired(), ok(json!({ "id": 1 }))]);
    world.route(REFRESH, renewed(2));
    world.call("call", json!(["POST", "/a", { "x": "é" }])).unwrap();
    let sent = world.platform.network.sent();
    assert_eq!((&sent[0].body, sent[2].header("Authorization")), (&sent[2].body, Some("Bearer access-2-token")));
}

#[test]
fn neither_query_nor_payload_is_shown() {
    let world = World::seven();
    world.route("GET /a?q=secret-word", refused(400, "x", "y"));
    let texts = all_texts(&world.call("call", json!(["GET", "/a", { "q": "secret-word" }])).unwrap_err());
    assert!(!texts.contains("secret-word"), "{texts}");
}

/// Proxies decode it before they look where the address leads.
#[test]
fn an_encoded_slash_leads_nowhere_else() {
    for path in ["/a/..%2f..%2fx", "/..%2Fx", "/a/..%5C..%5cx", "/%2e%2e%2fx"] {
        let world = World::seven();
        world.give(&format!("GET {path}"), json!({}));
        rejects(world.call("call", json!(["GET", path])), FailureKind::Usage, "Nothing was sent");
    }
}
