//! Timers of a call: its signal, its time, repetitions, how much is in flight.

use super::support::*;
use passwork_wasm::core::failure::FailureKind;
use passwork_wasm::core::platform::FetchFailureReason;

#[track_caller]
fn kind(outcome: &Outcome) -> FailureKind {
    match outcome {
        Err(Failure::Ours(problem)) => problem.kind,
        other => panic!("no failure of ours: {:?}", other.is_ok()),
    }
}

#[test]
fn nothing_is_limited_or_repeated_by_default() {
    let world = World::plain();
    world.route("GET /user/info", Answer::failure(FetchFailureReason::Network, "ECONNRESET"));
    assert_eq!(kind(&world.call("userInfo", json!([]))), FailureKind::Network);
    assert_eq!(world.lines(), ["GET /user/info"]);
    assert!(world.platform.timers.pauses().is_empty());
}

#[test]
fn an_aborted_signal_sends_nothing() {
    let world = World::plain();
    world.limit(with_signal([]));
    world.platform.timers.abort(Value::str("enough"));
    assert_eq!(kind(&world.call("userInfo", json!([]))), FailureKind::Aborted);
    assert!(world.lines().is_empty());
}

#[test]
fn a_signal_ends_a_call_that_waits_for_its_answer() {
    let world = World::plain();
    world.limit(with_signal([]));
    let job = world.start("userInfo", json!([]));
    world.run();
    assert!(job.outcome().is_none());
    world.platform.timers.abort(Value::str("enough"));
    world.run();
    assert_eq!(kind(&job.outcome().expect("it goes on")), FailureKind::Aborted);
}

#[test]
fn a_login_that_is_called_off_leaves_the_session_as_it_was() {
    let world = World::sealed();
    world.limit(with_signal([]));
    let before = world.session();
    let job = world.start("login", json!(["key", "another master password"]));
    world.run();
    assert_eq!(world.session(), before, "nothing is in force before the login has succeeded");
    world.platform.timers.abort(Value::str("enough"));
    world.run();
    assert_eq!(kind(&job.outcome().expect("it goes on")), FailureKind::Aborted);
    assert_eq!(world.session(), before);
}

#[test]
fn time_limits_of_a_request_and_of_a_call() {
    for (settings, expected) in [(json!({ "timeout": 50 }), 50.0), (json!({ "totalTimeout": 80 }), 80.0)] {
        let world = World::plain();
        world.limit(settings);
        let job = world.start("userInfo", json!([]));
        world.run();
        world.platform.timers.advance(expected - 1.0);
        world.run();
        assert!(job.outcome().is_none());
        world.platform.timers.advance(1.0);
        world.run();
        assert_eq!(kind(&job.outcome().expect("it goes on")), FailureKind::Timeout);
    }
}

#[test]
fn reads_are_repeated_writes_only_where_nothing_was_done() {
    let failure = || Answer::failure(FetchFailureReason::Network, "ECONNRESET");
    let busy = || Answer::error(429, "tooManyRequests");
    for (method, line, first, times) in [
        ("userInfo", "GET /user/info", failure(), 2),
        ("searchFolders", "POST /folders/search", failure(), 2),
        ("addFolder", "POST /folders", failure(), 1),
        ("addFolder", "POST /folders", busy(), 2),
        ("userInfo", "GET /user/info", Answer::error(503, "x"), 1),
        ("userInfo", "GET /user/info", Answer::error(500, "x"), 1),
    ] {
        let world = World::plain();
        world.limit(json!({ "retry": 1 }));
        world.platform.network.route_each(line, [first, Answer::data(1)]);
        let job = world.start(method, json!(["v", "n"]));
        world.run();
        world.platform.timers.advance(60_000.0);
        world.run();
        assert_eq!(job.outcome().expect("it goes on").is_ok(), times == 2, "{method}");
        assert_eq!(world.lines().len(), times, "{method}");
    }
}

/// On a kept connection that turns out closed, the platform sends what reads once more, and only that.
#[test]
fn the_platform_is_told_what_only_reads() {
    for (method, line, reads) in [
        ("userInfo", "GET /user/info", true),
        ("searchFolders", "POST /folders/search", true),
        ("addFolder", "POST /folders", false),
        ("editVault", "PUT /vaults/v", false),
        ("deleteVault", "DELETE /vaults/v", false),
        ("logout", "POST /auth/logout", false),
    ] {
        let world = World::plain();
        world.route(line, Answer::data(1));
        world.call(method, json!(["v", "n"])).unwrap();
        assert_eq!(world.platform.network.sent()[0].reads, reads, "{method}");
    }
}

#[test]
fn bulk_reads_answer_each_id_in_order_and_read_a_vault_once() {
    let world = World::plain();
    world.limit(json!({ "concurrency": 3 }));
    for i in 0..9 {
        if i == 4 {
            world.route("GET /passwords/p4", Answer::error(404, "passwordNotFound"));
            continue;
        }
        let password = json!({ "id": format!("p{i}"), "vaultId": "v1", "cryptedPassword": "eA==" });
        world.route(&format!("GET /passwords/p{i}"), Answer::data(password));
    }
    let ids: Vec<Value> = (0..9).map(|i| Value::str(&format!("p{i}"))).collect();
    let list = Value::list();
    ids.into_iter().for_each(|id| list.push(id));
    let job = world.start("getPasswordsById", vec![list]);
    world.run();
    world.answer("GET /vaults/v1", Answer::data(json!({ "id": "v1" })));
    let results = job.outcome().expect("it goes on").expect("it fails").items();
    assert_eq!(results.len(), 9);
    for (i, result) in results.iter().enumerate() {
        assert!(result.own("id").same(&Value::str(&format!("p{i}"))));
        assert_eq!(result.own("error").is_undefined(), i != 4);
        if i != 4 {
            let text = world.password_text(&result.own("password")).unwrap();
            assert!(text.same(&Value::str("x")));
        }
    }
    assert_eq!(world.lines().iter().filter(|l| *l == "GET /vaults/v1").count(), 1);
    assert!(world.platform.network.most_in_flight() <= 3);
    assert_eq!(world.platform.timers.progress().last(), Some(&(9, 9)));
}

#[test]
fn settings_that_cannot_be_used_are_named() {
    use passwork_wasm::core::client::CallOptions;
    for (settings, name) in [
        (json!({ "timeout": "x" }), "timeout"),
        (json!({ "totalTimeout": -1 }), "totalTimeout"),
        (json!({ "concurrency": 0 }), "concurrency"),
        (json!({ "retry": "no" }), "retry"),
        (json!({ "signal": 1 }), "signal"),
    ] {
        let failure = CallOptions::read(&Value::from(settings)).unwrap_err();
        assert!(format!("{failure:?}").contains(name), "{failure:?}");
    }
    // What an AbortController lacks, and objects that only look like a signal.
    for member in ["aborted", "addEventListener", "removeEventListener"] {
        let failure = CallOptions::read(&with_signal([(member, Value::Undefined)])).unwrap_err();
        assert!(format!("{failure:?}").contains("AbortSignal"), "{failure:?}");
    }
}
