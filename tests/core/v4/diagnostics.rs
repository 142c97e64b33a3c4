//! What a client tells of itself.

use super::support::*;

fn told(world: &World, redact: bool) -> Json {
    to_json(&world.client.diagnostics(&world.settings.borrow(), redact))
}

#[test]
fn versions_are_digits_and_dots_whatever_the_server_says() {
    for (said, version) in [
        (json!("6.1.0"), json!("6.1.0")),
        (json!({ "version": "5.4.2-beta token-1" }), json!("5.4.2")),
        (json!("token-1"), Json::Null),
        (json!("17"), Json::Null),
        (json!({ "version": 7 }), Json::Null),
        (json!(format!("1.{}", "2".repeat(100))), json!(format!("1.{}", "2".repeat(18)))),
    ] {
        let world = World::plain();
        world.route("GET /info/version", Answer::data(said.clone()));
        world.call("version", json!([])).unwrap();
        assert_eq!(told(&world, false)["serverVersion"], version, "{said}");
    }
}

#[test]
fn calls_are_counted_by_how_they_ended() {
    let world = World::plain();
    world.route("GET /user/info", Answer::data(1));
    world.route("GET /vaults/list", Answer::error(500, "x"));
    let waits = world.start("getTags", json!([]));
    for _ in 0..3 {
        world.call("userInfo", json!([])).unwrap();
    }
    world.call("getVaults", json!([])).unwrap_err();
    world.call("getPassword", json!([""])).unwrap_err();
    let all = told(&world, false);
    assert_eq!(all["calls"], json!({ "well": 3, "failed": { "api": 1, "usage": 1 } }));
    assert_eq!(all["callsUnderWay"], 1);
    let close = world.start("close", json!([]));
    world.answer("POST /auth/logout", Answer::data(1));
    assert!(close.done().is_ok() && waits.done().is_err());
    assert_eq!(told(&world, false)["calls"]["failed"]["closed"], 1);
}

#[test]
fn the_last_twenty_requests_without_addresses_where_they_are_redacted() {
    let world = World::plain();
    for i in 0..23 {
        world.route(&format!("GET /folders/f{i}"), Answer::data(json!({})));
        world.call("getFolder", json!([format!("f{i}")])).unwrap();
    }
    let open = told(&world, false);
    let requests = open["requests"].as_array().unwrap();
    assert_eq!(requests.len(), 20);
    assert_eq!(requests[0]["url"], "https://pw.test/api/v4/folders/f3");
    assert_eq!(open["host"], "https://pw.test/api/v4");
    let redacted = told(&world, true).to_string();
    assert!(!redacted.contains("pw.test") && !redacted.contains("/f3"), "{redacted}");
    assert!(redacted.contains("/folders/{id}"));
}

#[test]
fn the_end_of_a_session_is_that_of_the_token_in_force() {
    let world = World::plain();
    world.platform.network.route_each("GET /user/info", [Answer::error(401, "apiSessionExpired"), Answer::data(1)]);
    let renewed = json!({ "token": "token-2", "refreshToken": "refresh-2", "tokenExpiredAt": 1_900_000_000 });
    world.route("POST /auth/refreshToken/token-1/refresh-1", Answer::data(renewed));
    assert_eq!(told(&world, false)["sessionEndsAt"], Json::Null);
    world.call("userInfo", json!([])).unwrap();
    assert_eq!(told(&world, false)["sessionEndsAt"], json!(1_900_000_000_000_u64));
    world.now("setTokens", json!(["token-3", "refresh-3"])).unwrap();
    assert_eq!(told(&world, false)["sessionEndsAt"], Json::Null);
}
