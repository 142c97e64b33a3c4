//! Renewing tokens: once for all calls that need it, and never for nothing (V7 to V9).

use super::support::seven::*;
use super::support::*;
use super::*;
use passwork_wasm::core::platform::FetchFailureReason::Network;
use std::cell::RefCell;

/// More than all pauses that there may be.
fn let_time_pass(world: &World) {
    for _ in 0..20 {
        world.platform.timers.advance(100_000.0);
        world.run();
    }
}

#[test]
fn many_calls_renew_once_and_each_is_repeated_once() {
    let world = World::seven();
    let told = world.watch_tokens();
    let jobs: Vec<_> = (0..3).map(|_| started(&world)).collect();
    jobs.iter().for_each(|_| world.answer(VAULTS, expired()));
    world.answer(REFRESH, renewed(2));
    jobs.iter().for_each(|_| world.answer(VAULTS, empty()));
    jobs.iter().for_each(|job| drop(job.done().unwrap()));
    let old = "access-1-token";
    let new = "access-2-token";
    let sent = world.platform.network.sent();
    assert_eq!(sent[3].json(), json!({ "refreshToken": "refresh-1-token" }));
    assert_eq!(bearer(&world), [old, old, old, old, new, new, new]);
    assert_eq!(*told.borrow(), ["access-2-token/refresh-2-token"]);
}

#[test]
fn the_renewal_carries_the_hash_of_the_master_key() {
    let world = World::seven_sealed();
    world.platform.network.route_each(VAULTS, [expired(), empty()]);
    world.route(REFRESH, renewed(2));
    world.call("getVaultsCount", json!([])).unwrap();
    for sent in world.platform.network.sent() {
        assert_eq!(sent.header("X-Master-Key-Hash"), Some(master_hash().as_str()), "{}", sent.line);
    }
}

#[test]
fn a_second_expiry_is_an_error_and_no_further_round() {
    let world = World::seven();
    world.route(VAULTS, expired());
    world.route(REFRESH, renewed(2));
    rejects(world.call("getVaultsCount", json!([])), FailureKind::Api, "expired");
    assert_eq!(world.lines(), [VAULTS, REFRESH, VAULTS]);
}

/// The server may have forgotten the old token altogether (V7).
#[test]
fn a_late_401_of_whatever_code_is_repeated_without_a_renewal() {
    for late in [expired(), refused(401, "notFound", "Access token not found"), Answer::text(401, "text/html", "<p>")] {
        let world = World::seven();
        let (first, second) = (started(&world), started(&world));
        world.answer(VAULTS, expired());
        world.answer(REFRESH, renewed(2));
        // The one that was refused is repeated last.
        world.answer(VAULTS, late);
        world.answer(VAULTS, empty());
        world.answer(VAULTS, empty());
        assert!(first.done().is_ok() && second.done().is_ok());
        assert_eq!(world.lines().iter().filter(|line| *line == REFRESH).count(), 1);
    }
}

#[test]
fn a_401_for_the_token_in_force_is_final() {
    let world = World::seven();
    world.route(VAULTS, refused(401, "notFound", "Access token not found"));
    let problem = rejects(world.call("getVaultsCount", json!([])), FailureKind::Api, "new tokens are needed");
    let body = to_json(problem.body.as_ref().unwrap());
    assert_eq!((&body["code"], &body["legacyCode"]), (&json!("notFound"), &json!("apiSessionExpired")));
    assert_eq!(world.lines(), [VAULTS]);
}

#[test]
fn without_a_refresh_token_the_expiry_is_told() {
    let world = World::seven_with(json!({ "token": "access-1-token" }));
    world.route(VAULTS, expired());
    let problem = problem(world.call("getVaultsCount", json!([])));
    assert_eq!(to_json(problem.body.as_ref().unwrap())["legacyCode"], "apiSessionExpired");
    assert_eq!(world.lines(), [VAULTS]);
}

#[test]
fn the_code_asks_for_a_renewal_whatever_the_status_and_the_envelope() {
    let body = passwork_wasm::core::crypto::base64::encode(br#"{"errors":[{"code":"accessTokenExpired"}]}"#);
    for answer in [
        refused(403, "accessTokenExpired", ""),
        Answer::json(400, &json!({ "format": "base64", "content": body })),
        Answer::json(401, &json!({ "errors": [{ "code": "accessTokenExpired" }, { "code": "other" }] })),
    ] {
        let world = World::seven();
        world.platform.network.route_each(VAULTS, [answer, empty()]);
        world.route(REFRESH, renewed(2));
        world.call("getVaultsCount", json!([])).unwrap();
    }
}

/// V8: the pair in the caller's hands may be alive again tomorrow.
#[test]
fn a_dead_pair_is_kept_and_tried_again() {
    for status in [401, 403] {
        let world = World::seven();
        let told = world.watch_tokens();
        let (first, second) = (started(&world), started(&world));
        world.answer(VAULTS, expired());
        world.answer(VAULTS, expired());
        world.answer(REFRESH, refused(status, "notFound", "Refresh token not found"));
        for job in [first, second] {
            let problem = rejects(job.done(), FailureKind::Api, "refresh token");
            assert_eq!(self::status(&problem), status);
        }
        assert_eq!((pair(&world), told.borrow().len()), (texts("access-1-token", "refresh-1-token"), 0));
        world.lines();
        world.platform.network.route_each(VAULTS, [expired(), empty()]);
        world.route(REFRESH, renewed(2));
        world.call("getVaultsCount", json!([])).unwrap();
    }
}

/// V9.
#[test]
fn a_renewal_that_brings_no_usable_pair_changes_nothing() {
    let pair_of = |access: Json, refresh: Json| ok(json!({ "accessToken": access, "refreshToken": refresh }));
    for answer in [
        Answer::failure(Network, "ECONNRESET"),
        refused(500, "x", "y"),
        Answer::text(200, "text/html", "<html>sign in</html>"),
        Answer::text(200, "", ""),
        Answer::redirect(302, "https://other.test/"),
        ok(Json::Null),
        ok(json!([])),
        ok(json!({})),
        pair_of(json!(""), json!("R")),
        pair_of(json!("A"), json!("")),
        pair_of(json!("A"), Json::Null),
        pair_of(json!("A\nX: y"), json!("R")),
        pair_of(json!("A"), json!("R é")),
        pair_of(json!(5), json!("R")),
        pair_of(json!({ "token": "A" }), json!("R")),
        expired(),
    ] {
        let world = World::seven();
        let told = world.watch_tokens();
        world.route(VAULTS, expired());
        world.route(REFRESH, answer);
        assert!(world.call("getVaultsCount", json!([])).is_err());
        assert_eq!((pair(&world), told.borrow().len()), (texts("access-1-token", "refresh-1-token"), 0));
        assert!(world.lines().iter().filter(|line| *line == REFRESH).count() <= 2);
    }
}

#[test]
fn a_caller_that_gives_up_does_not_end_the_renewal_for_others() {
    let world = World::seven();
    world.limit(with_signal([]));
    let first = started(&world);
    world.limit(json!({}));
    let second = started(&world);
    world.answer(VAULTS, expired());
    world.answer(VAULTS, expired());
    world.platform.timers.abort(Value::str("enough"));
    world.run();
    rejects(first.done(), FailureKind::Aborted, "abort");
    world.answer(REFRESH, renewed(2));
    world.answer(VAULTS, empty());
    second.done().unwrap();
    assert_eq!(pair(&world), texts("access-2-token", "refresh-2-token"));
}

#[test]
fn tokens_that_were_set_during_a_renewal_count() {
    let world = World::seven();
    let job = started(&world);
    world.answer(VAULTS, expired());
    world.now("setTokens", json!(["own-token", "own-refresh"])).unwrap();
    world.answer(REFRESH, renewed(2));
    world.answer(VAULTS, empty());
    job.done().unwrap();
    assert_eq!(pair(&world), texts("own-token", "own-refresh"));
    assert_eq!(bearer(&world).last().map(String::as_str), Some("own-token"));
}

#[test]
fn a_listener_may_call_the_client() {
    let world = Rc::new(World::seven());
    let started: Rc<RefCell<Vec<Job>>> = Rc::default();
    let (of_listener, log) = (Rc::downgrade(&world), started.clone());
    let listener = Value::function(move |_| {
        log.borrow_mut().push(of_listener.upgrade().unwrap().start("userInfo", json!([])));
        Ok(())
    });
    world.now("listenEvent", vec![Value::str("tokensChanged"), listener]).unwrap();
    world.give(INFO, json!({ "id": "u1" }));
    world.platform.network.route_each(VAULTS, [expired(), empty()]);
    world.route(REFRESH, renewed(2));
    world.call("getVaultsCount", json!([])).unwrap();
    world.run();
    assert!(started.borrow()[0].done().is_ok());
}

#[test]
fn one_token_alone_is_renewed() {
    for (method, line, answer, expected) in [
        (
            "refreshAccessToken",
            "POST /sessions/refresh-access-token",
            json!({ "accessToken": "new-one" }),
            ("new-one", "refresh-1-token"),
        ),
        (
            "refreshRefreshToken",
            "POST /sessions/refresh-refresh-token",
            json!({ "refreshToken": "new-one" }),
            ("access-1-token", "new-one"),
        ),
    ] {
        let world = World::seven();
        let told = world.watch_tokens();
        world.give(line, answer);
        world.call(method, json!([])).unwrap();
        assert_eq!((pair(&world), told.borrow().len()), (texts(expected.0, expected.1), 1));
        for bad in [ok(json!({})), ok(json!({ "accessToken": "a b", "refreshToken": "" })), refused(401, "x", "y")] {
            world.route(line, bad);
            let problem = problem(world.call(method, json!([])));
            assert!(problem.http.as_ref().unwrap().request.ends_with(&line["POST ".len()..]));
            assert_eq!(pair(&world), texts(expected.0, expected.1));
        }
        world.route(line, refused(404, "notFound", "no route"));
        rejects(world.call(method, json!([])), FailureKind::UnsupportedByServer, method);
    }
}

#[test]
fn one_token_alone_is_renewed_after_a_renewal_that_is_under_way() {
    let world = World::seven();
    let _job = started(&world);
    world.answer(VAULTS, expired());
    let alone = world.start("refreshRefreshToken", json!([]));
    world.run();
    world.answer(REFRESH, renewed(2));
    world.answer("POST /sessions/refresh-refresh-token", ok(json!({ "refreshToken": "new-one" })));
    alone.done().unwrap();
    let body = body_of(&world, "POST /sessions/refresh-refresh-token");
    assert_eq!(body, json!({ "refreshToken": "refresh-2-token" }));
    assert_eq!(pair(&world), texts("access-2-token", "new-one"));
}

#[test]
fn a_call_with_new_tokens_does_not_fail_with_the_renewal_of_old_ones() {
    let world = World::seven();
    let old = started(&world);
    world.answer(VAULTS, expired());
    world.now("setTokens", json!(["own-token", "own-refresh"])).unwrap();
    let new = started(&world);
    world.answer(REFRESH, refused(401, "notFound", "Refresh token not found"));
    world.platform.network.answer(VAULTS, empty());
    world.run();
    world.platform.network.answer(VAULTS, empty());
    world.run();
    let _ = old.outcome();
    assert!(new.done().is_ok());
}

#[test]
fn a_server_that_renews_to_the_same_pair_is_not_asked_for_ever() {
    let world = World::seven();
    world.route(VAULTS, expired());
    world.route(REFRESH, renewed(1));
    assert!(world.call("getVaultsCount", json!([])).is_err());
    assert_eq!(world.lines().len(), 3);
}

/// §1.6: the pair may have been changed by the one whose answer was lost.
#[test]
fn a_renewal_whose_answer_is_lost_is_not_repeated_blindly() {
    let world = World::seven();
    world.limit(json!({ "retry": 5 }));
    world.route(VAULTS, expired());
    world.route(REFRESH, Answer::failure(Network, "ECONNRESET"));
    let job = started(&world);
    let_time_pass(&world);
    assert!(job.done().is_err());
    assert!(world.lines().iter().filter(|line| *line == REFRESH).count() <= 2);
}

/// V9: the limit of one caller is its own.
#[test]
fn a_caller_in_haste_does_not_end_the_renewal_for_others() {
    let world = World::seven();
    world.limit(json!({ "timeout": 100 }));
    let hasty = started(&world);
    world.limit(json!({}));
    let patient = started(&world);
    world.answer(VAULTS, expired());
    world.answer(VAULTS, expired());
    world.platform.timers.advance(150.0);
    world.run();
    let problem = rejects(hasty.done(), FailureKind::Timeout, "/sessions/refresh: no answer within 100 ms");
    assert!(problem.http.is_some());
    world.answer(REFRESH, renewed(2));
    world.answer(VAULTS, empty());
    patient.done().unwrap();
    assert_eq!(pair(&world), texts("access-2-token", "refresh-2-token"));
}

/// One that never answers ends, or no later call could renew.
#[test]
fn a_renewal_without_an_answer_ends_where_calls_have_a_limit() {
    let world = World::seven();
    world.limit(json!({ "timeout": 100 }));
    let first = started(&world);
    world.answer(VAULTS, expired());
    world.platform.timers.advance(150.0);
    world.run();
    rejects(first.done(), FailureKind::Timeout, "within 100 ms");
    world.platform.timers.advance(30_000.0);
    world.run();
    let second = started(&world);
    world.answer(VAULTS, expired());
    world.answer(REFRESH, renewed(9)); // to the first, too late
    world.answer(REFRESH, renewed(2));
    world.answer(VAULTS, empty());
    second.done().unwrap();
    assert_eq!(pair(&world), texts("access-2-token", "refresh-2-token"));
}

/// V9: at most two requests.
#[test]
fn a_renewal_is_repeated_once_however_often_calls_are() {
    let world = World::seven();
    world.limit(json!({ "retry": 5 }));
    world.route(VAULTS, expired());
    world.route(REFRESH, refused(429, "tooMany", "slowly"));
    let job = started(&world);
    let_time_pass(&world);
    assert!(job.done().is_err());
    assert_eq!(world.lines().iter().filter(|line| *line == REFRESH).count(), 2);
}

/// V7: there need not be a refresh token for it.
#[test]
fn a_late_401_is_repeated_with_an_access_token_that_was_set_meanwhile() {
    for late in [expired(), refused(401, "notFound", "Access token not found")] {
        let world = World::seven_with(json!({ "token": "access-1-token" }));
        let job = started(&world);
        world.now("setTokens", json!(["access-2-token"])).unwrap();
        world.answer(VAULTS, late);
        world.answer(VAULTS, empty());
        job.done().unwrap();
        assert_eq!(bearer(&world), ["access-1-token", "access-2-token"]);
    }
    // After a logout there is none.
    let world = World::seven();
    let job = started(&world);
    world.call("logout", json!([])).unwrap();
    world.answer(VAULTS, expired());
    assert!(job.done().is_err());
    assert_eq!(world.lines().len(), 1);
}
