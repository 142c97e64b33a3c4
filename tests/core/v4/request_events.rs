//! What somebody who watches is told of requests.

use super::support::*;
use passwork_wasm::core::platform::{FetchFailureReason, RequestEvent};

const INFO: &str = "GET /user/info";
const REFRESH: &str = "POST /auth/refreshToken/token-1/refresh-1";

fn watched(world: World) -> World {
    world.platform.observed.is_on.set(true);
    world
}

fn told(world: &World) -> Vec<(&'static str, RequestEvent)> {
    world.platform.observed.events.take()
}

/// What happened: attempt, status, kind.
fn short(world: &World) -> Vec<String> {
    let shown = |(what, e): (&'static str, RequestEvent)| {
        let status = e.status.map_or(String::new(), |status| format!(" {status}"));
        let reason = e.reason.map_or(String::new(), |reason| format!(" for {reason}"));
        format!("{what} {}#{} {}{status} {}{reason}", e.call, e.attempt, e.template, e.kind.unwrap_or("-"))
    };
    told(world).into_iter().map(shown).collect()
}

#[test]
fn nobody_is_told_anything_without_being_there() {
    let world = World::plain();
    world.route(INFO, Answer::data(1));
    world.call("userInfo", json!([])).unwrap();
    assert!(told(&world).is_empty());
}

#[test]
fn one_request_from_its_beginning_to_its_end() {
    let world = watched(World::plain());
    world.platform.now.set(1_700_000_000_000.0);
    world.platform.network.request_id.replace(Some("abc-1".into()));
    let job = world.start("getFolder", json!(["f 1"]));
    world.run();
    world.platform.timers.advance(30.0);
    world.answer("GET /folders/f%201", Answer::data(json!({ "id": "f 1" })));
    assert!(job.done().is_ok());
    let events = told(&world);
    let started = RequestEvent {
        id: 1,
        call: "getFolder",
        method: "GET",
        url: "https://pw.test/api/v4/folders/f%201".into(),
        template: "/folders/{id}".into(),
        attempt: 1,
        started_at: 1_700_000_000_000.0,
        ..RequestEvent::default()
    };
    assert_eq!(events[0], ("started", started.clone()));
    let ended = RequestEvent {
        status: Some(200),
        duration_ms: Some(30.0),
        bytes_in: Some(r#"{"status":"success","data":{"id":"f 1"}}"#.len()),
        request_id: Some("abc-1".into()),
        ..started
    };
    assert_eq!(events[1..], [("ended", ended)]);
}

#[test]
fn attempts_have_one_number_and_each_after_the_first_is_announced() {
    let world = watched(World::plain());
    world.limit(json!({ "retry": 2 }));
    let answers =
        [Answer::failure(FetchFailureReason::Network, "ECONNRESET"), Answer::error(429, "x"), Answer::data(1)];
    world.platform.network.route_each(INFO, answers);
    let job = world.start("userInfo", json!([]));
    for _ in 0..3 {
        world.run();
        world.platform.timers.advance(1_000.0);
    }
    assert!(job.done().is_ok());
    let events = world.platform.observed.events.borrow().clone();
    assert!(events.iter().all(|(_, event)| event.id == 1));
    assert!(events[2].1.delay_ms.unwrap() > 0.0);
    assert_eq!(
        short(&world),
        [
            "started userInfo#1 /user/info -",
            "ended userInfo#1 /user/info network",
            "repeated userInfo#1 /user/info network for network",
            "started userInfo#2 /user/info -",
            "ended userInfo#2 /user/info 429 api",
            "repeated userInfo#2 /user/info 429 api for 429",
            "started userInfo#3 /user/info -",
            "ended userInfo#3 /user/info 200 -",
        ]
    );
}

#[test]
fn a_renewal_of_the_session_is_told_without_its_tokens() {
    let world = watched(World::plain());
    world.platform.network.route_each(INFO, [Answer::error(401, "apiSessionExpired"), Answer::data(1)]);
    let job = world.start("userInfo", json!([]));
    world.run();
    world.platform.timers.advance(7.0);
    world.answer(REFRESH, Answer::data(json!({ "token": "token-2", "refreshToken": "refresh-2" })));
    assert!(job.done().is_ok());
    assert_eq!(world.platform.observed.renewals.take(), [(7.0, true)]);
    let all = format!("{:?}", world.platform.observed.events.borrow());
    assert!(!all.contains("token-1") && !all.contains("refresh-1") && !all.contains("-2"), "{all}");
    assert_eq!(
        short(&world),
        [
            "started userInfo#1 /user/info -",
            "ended userInfo#1 /user/info 401 api",
            "started userInfo#1 /auth/refreshToken/{secret}/{secret} -",
            "ended userInfo#1 /auth/refreshToken/{secret}/{secret} 200 -",
            "repeated userInfo#1 /user/info 401 api for sessionRenewed",
            "started userInfo#2 /user/info -",
            "ended userInfo#2 /user/info 200 -",
        ]
    );
    world.platform.network.route(INFO, Answer::error(401, "apiSessionExpired"));
    world.route("POST /auth/refreshToken/token-2/refresh-2", Answer::error(401, "x"));
    world.call("userInfo", json!([])).unwrap_err();
    assert_eq!(world.platform.observed.renewals.take(), [(0.0, false)]);
}

#[test]
fn what_ends_early_says_by_what() {
    let ended = |settings: Value, end: &dyn Fn(&World)| {
        let world = watched(World::plain());
        world.limit(settings);
        let _job = world.start("userInfo", json!([]));
        world.run();
        end(&world);
        world.run();
        short(&world)
    };
    let started = "started userInfo#1 /user/info -";
    let abort = |world: &World| world.platform.timers.abort(Value::str("enough"));
    assert_eq!(ended(with_signal([]), &abort), [started, "ended userInfo#1 /user/info aborted"]);
    let later = |world: &World| world.platform.timers.advance(50.0);
    for limit in ["timeout", "totalTimeout"] {
        assert_eq!(ended(value(json!({ limit: 50 })), &later), [started, "ended userInfo#1 /user/info timeout"]);
    }
    let close = |world: &World| drop(world.start("close", json!([])));
    let words = ended(value(json!({})), &close);
    assert_eq!(words[..2], [started, "ended userInfo#1 /user/info closed"]);
    assert_eq!(words[2..], ["started close#1 /auth/logout -"]);
}

#[test]
fn a_server_that_says_a_secret_as_its_number_is_not_repeated() {
    let world = watched(World::plain());
    world.route(INFO, Answer::data(1));
    let long = "x".repeat(101);
    for (id, is_one) in [
        ("5f0c-A9_b.2:7", true),
        (&long[1..], true),
        (&long, false),
        ("", false),
        ("a b", false),
        ("a\nb", false),
        ("é", false),
        ("token-1", false),
        ("x-token-1-x", false),
    ] {
        world.platform.network.request_id.replace(Some(id.into()));
        world.call("userInfo", json!([])).unwrap();
        assert_eq!(told(&world)[1].1.request_id.as_deref(), is_one.then_some(id));
    }
}
