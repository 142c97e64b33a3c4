//! `close`: ends the session and wipes everything, whatever happens.

use super::support::*;

const LOGOUT: &str = "POST /auth/logout";

fn assert_wiped(world: &World) {
    assert_eq!(world.session(), (String::new(), String::new(), None, false));
    assert!(world.keys.borrow().is_empty());
}

#[test]
fn everything_is_wiped_and_later_calls_say_so() {
    let world = World::sealed().with_password();
    let password = world.call("getPassword", json!(["p1"])).unwrap();
    world.route(LOGOUT, Answer::data(Json::Null));
    world.call("close", json!([])).unwrap();
    assert_wiped(&world);
    world.lines();
    rejects(world.password_text(&password), FailureKind::Closed, "closed");
    rejects(world.call("getVaults", json!([])), FailureKind::Closed, "closed");
    rejects(world.now("setTokens", json!(["t"])), FailureKind::Closed, "closed");
    assert!(world.call("close", json!([])).is_ok(), "twice is fine");
    assert!(world.lines().is_empty());
}

#[test]
fn a_failing_logout_is_told_but_wipes() {
    let world = World::sealed();
    world.route(LOGOUT, Answer::error(500, "x"));
    rejects(world.call("close", json!([])), FailureKind::Api, "500");
    assert_wiped(&world);
}

#[test]
fn without_a_session_nothing_is_sent() {
    let world = World::with(json!({}));
    world.call("close", json!([])).unwrap();
    assert!(world.lines().is_empty());
}

#[test]
fn two_at_once_are_fine() {
    let world = World::sealed();
    let (a, b) = (world.start("close", json!([])), world.start("close", json!([])));
    world.run();
    world.answer(LOGOUT, Answer::data(Json::Null));
    if !world.platform.network.waiting().is_empty() {
        world.answer(LOGOUT, Answer::error(401, "apiSessionExpired"));
    }
    assert!(a.done().is_ok());
    assert!(b.done().is_ok());
    assert_wiped(&world);
}

#[test]
fn a_logout_under_way_is_fine() {
    let world = World::sealed();
    let (logout, close) = (world.start("logout", json!([])), world.start("close", json!([])));
    world.run();
    rejects(logout.done(), FailureKind::Closed, "is not known");
    world.answer(LOGOUT, Answer::data(Json::Null));
    world.answer(LOGOUT, Answer::data(Json::Null));
    assert!(close.done().is_ok());
    assert_wiped(&world);
}

#[test]
fn calls_under_way_bring_nothing_back() {
    let world = World::sealed().with_password();
    world.route(LOGOUT, Answer::data(Json::Null));
    world.platform.network.unroute("GET /vaults/v1");
    let reading = world.start("getPassword", json!(["p1"]));
    world.route("GET /info/version", Answer::data(json!({})));
    world.platform.network.unroute("POST /auth/login/key");
    let login = world.start("login", json!(["key", "new"]));
    world.run();
    world.call("close", json!([])).unwrap();
    world.answer("GET /vaults/v1", Answer::data(json!({})));
    world.answer("POST /auth/login/key", Answer::data(json!({ "token": "t", "refreshToken": "r" })));
    rejects(reading.done(), FailureKind::Closed, "closed");
    rejects(login.done(), FailureKind::Closed, "closed");
    assert_wiped(&world);
}

#[test]
fn a_key_that_is_being_derived_stays_nowhere() {
    let world = World::plain();
    world.route(LOGOUT, Answer::data(Json::Null));
    world.route("GET /user/get-master-key-options", Answer::data(json!({ "mkOptions": "pbkdf:sha256:2:16:s" })));
    world.platform.derivation.close();
    let job = world.start("setAuthOptions", json!([{ "token": "t", "refreshToken": "r" }, "new"]));
    world.run();
    world.call("close", json!([])).unwrap();
    world.platform.derivation.open();
    world.run();
    rejects(job.done(), FailureKind::Closed, "closed");
    assert_wiped(&world);
}

#[test]
fn a_redirect_is_not_followed_any_more() {
    let world = World::sealed();
    world.route(LOGOUT, Answer::data(Json::Null));
    let job = world.start("getVaults", json!([]));
    world.run();
    world.call("close", json!([])).unwrap();
    world.lines();
    world.answer("GET /vaults/list", Answer::redirect(307, "/elsewhere"));
    rejects(job.done(), FailureKind::Closed, "closed");
    assert!(world.lines().is_empty(), "the session was sent once more");
}

#[test]
fn a_file_that_is_being_opened_keeps_no_key() {
    let world = World::sealed().with_password();
    world.route(LOGOUT, Answer::data(Json::Null));
    let data = seal(&"QUFB".repeat(20_000), "fk");
    let file = json!({ "encryptedKey": seal("fk", "key of p1"), "encryptedData": data, "hash": "00" });
    world.route("GET /passwords/p1/attachment/a1", Answer::data(file));
    world.platform.opening.close();
    let job = world.start("getAttachment", json!(["p1", "a1"]));
    world.run();
    assert!(!job.is_done());
    world.call("close", json!([])).unwrap();
    world.platform.opening.open();
    world.run();
    rejects(job.done(), FailureKind::Closed, "closed");
    assert_wiped(&world);
}

#[test]
fn calls_under_way_end_at_once_whatever_they_wait_for() {
    let world = World::sealed().with_password();
    world.platform.network.unroute("GET /vaults/v1");
    let read = world.start("getPassword", json!(["p1"]));
    let write = world.start("editVault", json!(["v9", "n"]));
    let waits = world.start("setAuthOptions", json!([{ "token": "t", "refreshToken": "r" }, "new"]));
    let for_key = world.start("deletePassword", json!(["p1"]));
    world.run();
    world.limit(json!({ "retry": 5 }));
    let pause = world.start("getTags", json!([]));
    world.run();
    world.answer("GET /vaults/tags", Answer::error(429, "slow down"));
    world.lines();
    let close = world.start("close", json!([]));
    world.run();
    // Before the logout is answered.
    for job in [&read, &waits, &for_key, &pause] {
        rejects(job.done(), FailureKind::Closed, "Make a new one");
    }
    rejects(write.done(), FailureKind::Closed, "whether the server did what it was asked is not known");
    assert_wiped(&world);
    let sent = world.platform.network.sent();
    let logout = sent.last().unwrap();
    assert_eq!((sent.len(), logout.line.as_str()), (1, LOGOUT));
    assert_eq!(logout.header("Passwork-Auth"), Some("t"), "with the tokens that were in force");
    assert_eq!(logout.header("Passwork-MasterHash").map(str::len), Some(64));
    world.answer(LOGOUT, Answer::data(Json::Null));
    assert!(close.done().is_ok());
    assert_eq!(std::rc::Rc::strong_count(&world.client), 1, "nothing holds the client any more");
}

#[test]
fn a_logout_that_is_not_answered_is_given_up() {
    for (settings, limit) in
        [(json!({}), 5000.0), (json!({ "timeout": 70 }), 70.0), (json!({ "timeout": 9000 }), 5000.0)]
    {
        let world = World::sealed();
        world.limit(settings);
        let close = world.start("close", json!([]));
        world.run();
        world.platform.timers.advance(limit - 1.0);
        world.run();
        assert!(!close.is_done());
        world.platform.timers.advance(1.0);
        world.run();
        rejects(close.done(), FailureKind::Timeout, "session and keys are wiped here");
        assert_wiped(&world);
    }
}

#[test]
fn a_listener_that_closes_ends_the_call_that_told_it() {
    let world = std::rc::Rc::new(World::sealed());
    world.route(LOGOUT, Answer::data(Json::Null));
    world.route("GET /info/version", Answer::data(json!({})));
    world.route("POST /auth/login/key", Answer::data(json!({ "token": "t", "refreshToken": "r" })));
    let of_listener = world.clone();
    let listener = Value::function(move |_| {
        of_listener.client.close(&*of_listener.platform);
        Ok(())
    });
    world.now("listenEvent", vec![Value::str("tokensChanged"), listener]).unwrap();
    rejects(world.call("login", json!(["key", "new"])), FailureKind::Closed, "closed");
    assert_wiped(&world);
}

#[test]
fn a_renewal_under_way_ends_too() {
    let world = World::sealed();
    let jobs = ["getVaults", "getVaults"].map(|method| world.start(method, json!([])));
    world.run();
    world.answer("GET /vaults/list", Answer::error(401, "apiSessionExpired"));
    jobs[0].abandon(); // nobody waits for the renewal that it began
    assert_eq!(world.platform.background.len(), 1);
    let close = world.start("close", json!([]));
    world.run();
    rejects(jobs[1].done(), FailureKind::Closed, "closed");
    assert_eq!(world.platform.background.len(), 1, "the logout");
    world.answer(LOGOUT, Answer::data(Json::Null));
    assert!(close.done().is_ok());
    assert!(world.platform.background.is_empty());
    assert_eq!(std::rc::Rc::strong_count(&world.client), 1, "nothing holds the client any more");
}
