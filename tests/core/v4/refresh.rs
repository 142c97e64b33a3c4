//! The session's renewal (spec §3.5): once, whoever asks, whoever goes away.

use super::support::*;
use passwork_wasm::core::failure::FailureKind;
use std::cell::RefCell;
use std::rc::Rc;

const VAULTS: &str = "GET /vaults/list";
const REFRESH: &str = "POST /auth/refreshToken/token-1/refresh-1";

fn expired() -> Answer {
    Answer::error(401, "apiSessionExpired")
}

fn renewed() -> Answer {
    Answer::data(json!({ "token": "token-2", "refreshToken": "refresh-2" }))
}

fn count(lines: &[String], line: &str) -> usize {
    lines.iter().filter(|l| *l == line).count()
}

#[test]
fn one_refresh_for_all_in_flight() {
    let world = World::plain();
    let seen = world.watch_tokens();
    let jobs: Vec<Job> = (0..5).map(|_| world.start("getVaults", json!([]))).collect();
    world.run();
    (0..5).for_each(|_| world.answer(VAULTS, expired()));
    world.answer(REFRESH, renewed());
    (0..5).for_each(|_| world.answer(VAULTS, Answer::data(json!([]))));
    assert!(jobs.iter().all(|job| job.done().is_ok()));
    assert_eq!(*seen.borrow(), ["token-2/refresh-2"]);
    let sent = world.platform.network.sent();
    let tokens: Vec<_> = sent.iter().map(|s| s.header("Passwork-Auth").unwrap().to_owned()).collect();
    assert_eq!(tokens[..5], ["token-1"; 5]);
    assert_eq!(tokens[5], "", "the refresh is sent without a token");
    assert_eq!(tokens[6..], ["token-2"; 5]);
}

#[test]
fn a_late_401_repeats_without_another_refresh() {
    let world = World::plain();
    let (first, late) = (world.start("getVaults", json!([])), world.start("userInfo", json!([])));
    world.run();
    world.answer(VAULTS, expired());
    world.answer(REFRESH, renewed());
    world.answer(VAULTS, Answer::data(json!([])));
    assert!(first.done().is_ok());
    world.answer("GET /user/info", expired());
    world.answer("GET /user/info", Answer::data("me"));
    assert_eq!(text(&late.done().unwrap()), "me");
    assert_eq!(count(&world.lines(), REFRESH), 1);
}

#[test]
fn a_late_401_during_the_next_refresh_waits_for_it() {
    let world = World::plain();
    let late = world.start("userInfo", json!([]));
    let first = world.start("getVaults", json!([]));
    world.run();
    world.answer(VAULTS, expired());
    world.answer(REFRESH, renewed());
    world.answer(VAULTS, Answer::data(json!([])));
    let second = world.start("getVaults", json!([]));
    world.run();
    world.answer(VAULTS, expired());
    world.answer("GET /user/info", expired()); // sent with token-1, while token-2 is being renewed
    let answer = Answer::data(json!({ "token": "token-3", "refreshToken": "refresh-3" }));
    world.answer("POST /auth/refreshToken/token-2/refresh-2", answer);
    world.answer("GET /user/info", Answer::data(1));
    world.answer(VAULTS, Answer::data(json!([])));
    assert!([first, second, late].iter().all(|job| job.done().is_ok()));
    assert_eq!(world.platform.network.sent().last().unwrap().header("Passwork-Auth"), Some("token-3"));
}

#[test]
fn a_request_that_starts_during_a_refresh_waits() {
    let world = World::plain();
    world.start("getVaults", json!([]));
    world.run();
    world.answer(VAULTS, expired());
    let during = world.start("userInfo", json!([]));
    world.run();
    assert_eq!(world.platform.network.waiting(), [REFRESH]);
    world.answer(REFRESH, renewed());
    world.answer("GET /user/info", Answer::data(1));
    assert!(during.done().is_ok());
    assert_eq!(world.platform.network.sent().last().unwrap().header("Passwork-Auth"), Some("token-2"));
}

#[test]
fn the_refresh_goes_on_when_those_who_wait_are_dropped() {
    let world = World::plain();
    let jobs: Vec<Job> = (0..3).map(|_| world.start("getVaults", json!([]))).collect();
    world.run();
    (0..3).for_each(|_| world.answer(VAULTS, expired()));
    jobs[0].abandon(); // it began the refresh
    jobs[2].abandon();
    world.answer(REFRESH, renewed());
    world.answer(VAULTS, Answer::data(json!([])));
    assert!(jobs[1].done().is_ok());
}

#[test]
fn the_refresh_ends_by_itself_when_nobody_is_left() {
    let world = World::plain();
    let seen = world.watch_tokens();
    let lost = world.start("getVaults", json!([]));
    world.run();
    world.answer(VAULTS, expired());
    lost.abandon();
    assert_eq!(world.platform.background.len(), 1);
    world.answer(REFRESH, renewed()); // or the new tokens would be lost, and the old ones are worth nothing
    assert_eq!(*seen.borrow(), ["token-2/refresh-2"]);
    assert!(world.platform.background.is_empty());
    world.route("GET /user/info", Answer::data(1));
    assert!(world.call("userInfo", json!([])).is_ok());
    assert_eq!(world.platform.network.sent().last().unwrap().header("Passwork-Auth"), Some("token-2"));
}

#[test]
fn a_call_that_waits_is_not_what_goes_on_with_the_refresh() {
    let world = World::plain();
    let jobs: Vec<Job> = (0..2).map(|_| world.start("getVaults", json!([]))).collect();
    world.run();
    (0..2).for_each(|_| world.answer(VAULTS, expired()));
    world.platform.network.answer(REFRESH, renewed());
    while world.step_calls() {} // the calls alone do not take the answer
    assert_eq!(world.session().0, "token-1");
    world.run();
    assert_eq!(world.session().0, "token-2");
    (0..2).for_each(|_| world.answer(VAULTS, Answer::data(json!([]))));
    assert!(jobs.iter().all(|job| job.done().is_ok()));
}

#[test]
fn a_failing_refresh_rejects_all_with_its_error_and_the_next_tries_again() {
    let world = World::plain();
    let jobs: Vec<Job> = (0..2).map(|_| world.start("getVaults", json!([]))).collect();
    world.run();
    world.answer(VAULTS, expired());
    world.answer(VAULTS, expired());
    let waiting = world.start("userInfo", json!([]));
    world.run();
    world.answer(REFRESH, Answer::error(400, "apiRefreshTokenInvalid"));
    for job in jobs.iter().chain([&waiting]) {
        let problem = rejects(job.done(), FailureKind::Api, "apiRefreshTokenInvalid");
        let request = &problem.http.as_ref().unwrap().request;
        assert_eq!(request, "POST: https://pw.test/api/v4/auth/refreshToken/***/***");
    }
    assert_eq!(world.session().1, "refresh-1");
    let again = world.start("getVaults", json!([]));
    world.run();
    world.answer(VAULTS, expired());
    world.answer(REFRESH, renewed());
    world.answer(VAULTS, Answer::data(json!([])));
    assert!(again.done().is_ok());
}

#[test]
fn no_second_refresh_for_a_repeated_request() {
    let world = World::plain();
    world.route(VAULTS, expired());
    world.route(REFRESH, renewed());
    rejects(world.call("getVaults", json!([])), FailureKind::Api, "apiSessionExpired");
    assert_eq!(world.lines(), [VAULTS, REFRESH, VAULTS]);
}

#[test]
fn what_asks_for_a_refresh_and_what_does_not() {
    let world = World::plain();
    world.platform.network.route_each(VAULTS, [Answer::error(403, "apiSessionExpired"), Answer::data(json!([]))]);
    world.route(REFRESH, renewed());
    world.call("getVaults", json!([])).unwrap();
    for other in [Answer::error(401, "other"), Answer::text(401, "text/html", "<html>"), Answer::data("retry")] {
        let world = World::plain();
        world.route("GET /user/info", other);
        let _ = world.call("userInfo", json!([]));
        assert_eq!(world.lines().len(), 1);
    }
    let without = World::with(json!({ "token": "t" }));
    without.route(VAULTS, expired());
    assert!(without.call("getVaults", json!([])).is_err());
    assert_eq!(without.lines(), [VAULTS]);
}

#[test]
fn a_refresh_answer_without_tokens() {
    let world = World::plain();
    world.route(VAULTS, expired());
    for nothing in [json!(null), json!({}), json!("x"), json!({ "token": "" })] {
        world.route(REFRESH, Answer::data(nothing));
        rejects(world.call("getVaults", json!([])), FailureKind::NotApi, "without a token");
    }
    assert_eq!(world.session().0, "token-1");
    // A token alone is fine, and leaves no refresh token (K19).
    world.route(REFRESH, Answer::data(json!({ "token": "t" })));
    world.platform.network.route_each(VAULTS, [expired(), Answer::data(json!([]))]);
    world.call("getVaults", json!([])).unwrap();
    assert_eq!((world.session().0, world.session().1), ("t".into(), String::new()));
}

#[test]
fn a_login_during_a_refresh_goes_first() {
    for refresh_succeeds in [true, false] {
        let world = World::plain();
        let seen = world.watch_tokens();
        world.route("GET /info/version", Answer::data(json!({})));
        world.route("POST /auth/login/key", Answer::data(json!({ "token": "login", "refreshToken": "r" })));
        let before = world.start("getVaults", json!([]));
        world.run();
        world.answer(VAULTS, expired());
        world.call("login", json!(["key"])).unwrap(); // does not wait: it may be the way out
        world.answer(REFRESH, if refresh_succeeds { renewed() } else { Answer::error(400, "x") });
        assert_eq!(world.session().0, "login");
        if refresh_succeeds {
            world.answer(VAULTS, Answer::data(json!([])));
            assert_eq!(world.platform.network.sent().last().unwrap().header("Passwork-Auth"), Some("login"));
        }
        assert_eq!(before.done().is_ok(), refresh_succeeds);
        assert_eq!(*seen.borrow(), ["login/r"]);
    }
}

#[test]
fn a_logout_with_an_expired_session_renews_it_first() {
    let world = World::plain();
    world.platform.network.route_each("POST /auth/logout", [expired(), Answer::data(Json::Null)]);
    world.route(REFRESH, renewed());
    world.call("logout", json!([])).unwrap();
    assert_eq!(world.session().0, "");
}

#[test]
fn a_logout_in_flight_while_another_request_renews() {
    let world = World::plain();
    let (request, logout) = (world.start("getVaults", json!([])), world.start("logout", json!([])));
    world.run();
    world.answer(VAULTS, expired());
    world.answer("POST /auth/logout", Answer::data(Json::Null));
    assert!(logout.done().is_ok());
    world.answer(REFRESH, renewed());
    // Logged out is logged out: the renewed pair does not come back.
    assert_eq!((world.session().0, world.session().1), (String::new(), String::new()));
    world.answer(VAULTS, expired());
    assert!(request.done().is_err());
    assert!(world.platform.network.waiting().is_empty());
}

#[test]
fn a_listener_may_call_methods_while_the_session_is_renewed() {
    let world = Rc::new(World::plain());
    let started: Rc<RefCell<Vec<Job>>> = Rc::default();
    let (of_listener, log) = (Rc::downgrade(&world), started.clone());
    let listener = Value::function(move |_| {
        let world = of_listener.upgrade().unwrap();
        log.borrow_mut().push(world.start("userInfo", json!([])));
        world.now("setOptions", json!([{ "lang": "de" }])).unwrap();
        Ok(())
    });
    world.now("listenEvent", vec![Value::str("tokensChanged"), listener]).unwrap();
    let job = world.start("getVaults", json!([]));
    world.run();
    world.answer(VAULTS, expired());
    world.answer(REFRESH, renewed());
    world.answer("GET /user/info", Answer::data(1));
    world.answer(VAULTS, Answer::data(json!([])));
    assert!(job.done().is_ok());
    assert!(started.borrow()[0].done().is_ok());
    assert_eq!(world.platform.network.sent().last().unwrap().header("Passwork-Lang"), Some("de"));
}

#[test]
fn the_body_is_sent_again_as_it_was() {
    let world = World::plain();
    world.platform.network.route_each("PUT /vaults/v1", [expired(), Answer::data(Json::Null)]);
    world.route(REFRESH, renewed());
    world.call("editVault", json!(["v1", "é"])).unwrap();
    let sent = world.platform.network.sent();
    assert_eq!(sent[0].body, sent[2].body);
    assert_eq!(sent[2].json(), json!({ "name": "é" }));
}

/// §4.4: it is the failure of that request. What is no text is no token: the good pair stays.
#[test]
fn an_answer_without_tokens_is_a_failure_of_the_renewal() {
    for data in [
        json!({}),
        json!({ "token": "" }),
        json!({ "token": {} }),
        json!({ "token": ["token-2"] }),
        json!({ "token": true }),
        json!({ "token": "token-2", "refreshToken": {} }),
    ] {
        let world = World::plain();
        let seen = world.watch_tokens();
        world.route(VAULTS, expired());
        world.route(REFRESH, Answer::data(data.clone()));
        let problem = rejects(world.call("getVaults", json!([])), FailureKind::NotApi, "without a token");
        let request = &problem.http.as_ref().unwrap().request;
        assert!(request.starts_with("POST: ") && !request.contains("refresh-1"), "{request}");
        assert_eq!((world.session().0, seen.borrow().len()), ("token-1".to_owned(), 0), "{data}");
    }
}
