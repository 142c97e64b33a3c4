//! Logging in, renewing, logging out (V5, V7 to V9).

use super::support::seven::*;
use super::support::*;
use passwork_wasm::core::platform::FetchFailureReason::Network;
use std::cell::RefCell;
use std::rc::Rc;

const VAULTS: &str = "GET /vaults";
const TYPES: &str = "GET /vault-types/all";

fn started(world: &World) -> Job {
    let job = world.start("getVaultsCount", json!([]));
    world.run();
    job
}

fn empty() -> Answer {
    ok(json!({ "items": [] }))
}

fn bearer(world: &World) -> Vec<String> {
    let sent = world.platform.network.take_sent();
    let token = |sent: &Rc<passwork_wasm::core::platform::in_memory::Sent>| {
        sent.header("Authorization").unwrap_or("none").trim_start_matches("Bearer ").to_owned()
    };
    sent.iter().map(token).collect()
}

fn pair(world: &World) -> (String, String) {
    let (token, refresh, _, _) = world.session();
    (token, refresh)
}

fn texts(a: &str, b: &str) -> (String, String) {
    (a.to_owned(), b.to_owned())
}

#[test]
fn forms_in_which_a_login_takes_tokens() {
    for (given, expected) in [
        (json!("A"), ("A", "")),
        (json!("A\n"), ("A", "")),
        (json!("A:R"), ("A", "R")),
        (json!("A:R\r\n"), ("A", "R")),
        (json!({ "token": "A", "refreshToken": "R" }), ("A", "R")),
        (json!({ "accessToken": "A", "refreshToken": null }), ("A", "")),
        (json!({ "token": "A ", "refreshToken": "R\n" }), ("A", "R")),
    ] {
        let world = World::seven_with(json!({}));
        world.give(INFO, json!({ "id": "u1" }));
        let told = world.watch_tokens();
        let result = to_json(&world.call("login", json!([given])).unwrap());
        assert_eq!(pair(&world), texts(expected.0, expected.1), "{given}");
        assert_eq!((&result["token"], &result["user"]["id"]), (&json!("A"), &json!("u1")));
        assert_eq!((bearer(&world), told.borrow().len()), (vec!["A".to_owned()], 1));
    }
}

#[test]
fn what_holds_no_token_is_sent_nowhere() {
    for given in [
        json!(null),
        json!(""),
        json!(" \n"),
        json!(5),
        json!(["A"]),
        json!({}),
        json!({ "token": 5 }),
        json!({ "token": "" }),
        json!({ "token": "A", "refreshToken": 5 }),
        json!("two words"),
        json!("é"),
        json!({ "token": "A\nHost: other" }),
        json!({ "token": "A", "refreshToken": "R\n\nX" }),
    ] {
        for method in ["login", "loginWithKey"] {
            let world = World::seven();
            rejects(world.call(method, json!([given])), FailureKind::Usage, "Nothing was sent");
            assert_eq!((world.lines(), pair(&world)), (vec![], texts("access-1-token", "refresh-1-token")), "{given}");
        }
    }
}

#[test]
fn a_login_that_is_refused_leaves_the_session_as_it_was() {
    for refusal in
        [refused(401, "notFound", "Access token not found"), refused(500, "x", "y"), Answer::failure(Network, "E")]
    {
        for (method, secret) in [("login", json!(master_password())), ("loginWithKey", json!(master_key()))] {
            let world = World::seven_sealed();
            let before = world.session();
            let told = world.watch_tokens();
            world.route(INFO, refusal.clone());
            let problem = problem(world.call(method, json!(["other-token:other-refresh", secret])));
            if problem.http.as_ref().is_some_and(|http| http.status == HttpStatus::Code(401)) {
                assert!(problem.message.contains("token"), "{}", problem.message);
            }
            assert_eq!((world.session(), told.borrow().len()), (before, 0));
            world.platform.network.take_sent();
            world.give(VAULTS, json!([]));
            world.call("getVaultsCount", json!([])).unwrap();
            assert_eq!(bearer(&world), ["access-1-token"]);
        }
    }
}

/// D11: the listener has stored what is not in force.
#[test]
fn a_failed_login_that_renewed_its_pair_tells_which_one_is_in_force() {
    let world = World::seven();
    let told = world.watch_tokens();
    world.platform.network.route_each(INFO, [expired(), ok(json!({ "id": "u1" }))]);
    world.route(REFRESH, renewed(2));
    world.give(KEYS, json!({ "id": "u1", "keys": null }));
    problem(world.call("loginWithKey", json!(["other-token:other-refresh", master_key()])));
    assert_eq!(pair(&world), texts("access-1-token", "refresh-1-token"));
    assert_eq!(told.borrow().last().map(String::as_str), Some("access-1-token/refresh-1-token"));
}

#[test]
fn a_pair_that_a_login_shares_with_the_session_is_renewed_for_both() {
    let world = World::seven();
    world.platform.network.route_each(INFO, [expired(), refused(500, "x", "y")]);
    world.route(REFRESH, renewed(2));
    problem(world.call("login", json!(["access-1-token:refresh-1-token"])));
    assert_eq!(pair(&world), texts("access-2-token", "refresh-2-token"));
}

#[test]
fn where_the_server_does_not_tell_the_user_a_login_succeeds_and_elsewhere_it_does_not() {
    let world = World::seven_with(json!({}));
    world.route(INFO, refused(404, "notFound", "no such thing"));
    let result = to_json(&world.call("login", json!(["A"])).unwrap());
    assert_eq!(result["user"], Json::Null);
    world.route(INFO, Answer::text(404, "text/html", "<html>not here</html>"));
    assert!(world.call("login", json!(["A"])).is_err());
}

#[test]
fn the_ends_of_tokens_are_those_of_the_session() {
    let world = World::seven();
    world.platform.network.route_each(VAULTS, [expired(), empty()]);
    world.route(REFRESH, renewed(2));
    world.call("getVaultsCount", json!([])).unwrap();
    world.give(INFO, json!({}));
    let result = to_json(&world.call("login", json!(["other-token:other-refresh"])).unwrap());
    assert_eq!(result["tokenExpiredAt"], Json::Null);
}

#[test]
fn another_user_asks_anew_what_the_server_tells_its_users() {
    let world = World::seven();
    world.give(VAULTS, json!([]));
    world.route(TYPES, refused(403, "accessDenied", "no"));
    world.call("getVaults", json!([])).unwrap();
    world.give(INFO, json!({}));
    world.call("login", json!(["other-token"])).unwrap();
    world.lines();
    world.call("getVaults", json!([])).unwrap();
    assert!(world.lines().contains(&TYPES.to_owned()));
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

/// The new pair is told all the same: the old one is dead, and the next program needs one that lives.
#[test]
fn a_logout_is_not_undone_by_a_renewal() {
    let world = World::seven_sealed();
    let told = world.watch_tokens();
    let job = started(&world);
    world.answer(VAULTS, expired());
    world.call("logout", json!([])).unwrap();
    world.answer(REFRESH, renewed(2));
    world.ends("version", json!([])).unwrap_err();
    assert!(job.done().is_err());
    assert_eq!(world.session(), (String::new(), String::new(), None, false));
    assert_eq!(*told.borrow(), ["access-2-token/refresh-2-token"]);
    assert!(!world.lines().iter().any(|line| line.contains("logout")), "the pair lives on for the next program");
}

#[test]
fn a_logout_in_the_middle_sends_the_rest_of_a_call_nowhere() {
    let world = World::seven_sealed().with_item7(true);
    world.platform.network.unroute("GET /vaults/v1");
    let job = world.start("addPassword", json!([{ "vaultId": "v1", "name": "n", "password": "p" }]));
    world.run();
    world.call("logout", json!([])).unwrap();
    world.answer("GET /vaults/v1", ok(vault("v1", true)));
    rejects(job.done(), FailureKind::Usage, "no session");
    assert_eq!(world.writes(), [""; 0]);
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
            assert!(world.call(method, json!([])).is_err());
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
fn close_ends_what_is_under_way_and_sends_nothing() {
    let world = World::seven_sealed().with_item7(true);
    let password = world.call("getPassword", json!(["p1"])).unwrap();
    world.platform.network.unroute(INFO);
    let jobs = [started(&world), world.start("login", json!(["A:R", master_password()]))];
    world.run();
    world.lines();
    world.call("close", json!([])).unwrap();
    jobs.into_iter().for_each(|job| drop(rejects(job.done(), FailureKind::Closed, "closed")));
    assert_eq!((world.lines().len(), world.keys.borrow().is_empty()), (0, true));
    rejects(world.password_text(&password), FailureKind::Closed, "closed");
    world.answer(INFO, ok(json!({})));
    assert_eq!(world.session(), (String::new(), String::new(), None, false));
}

/// Where somebody can take the new pair: the old one is dead.
#[test]
fn close_waits_for_a_renewal_that_was_sent_and_hands_its_tokens_on() {
    let world = World::seven_sealed();
    let told = world.watch_tokens();
    let job = started(&world);
    world.answer(VAULTS, expired());
    let closing = world.start("close", json!([]));
    world.run();
    rejects(job.done(), FailureKind::Closed, "closed");
    assert_eq!((pair(&world), closing.is_done()), (texts("", ""), false));
    world.answer(REFRESH, renewed(2));
    closing.done().unwrap();
    assert_eq!((pair(&world), world.session().2), (texts("", ""), None));
    assert_eq!(*told.borrow(), ["access-2-token/refresh-2-token"]);
}

#[test]
fn close_does_not_wait_for_ever_and_says_that_tokens_may_be_lost() {
    let world = World::seven();
    world.watch_tokens();
    let job = started(&world);
    world.answer(VAULTS, expired());
    let closing = world.start("close", json!([]));
    world.run();
    world.platform.timers.advance(5_000.0);
    world.run();
    rejects(closing.done(), FailureKind::Timeout, "new tokens were on their way");
    rejects(job.done(), FailureKind::Closed, "closed");
    assert_eq!(std::rc::Rc::strong_count(&world.client), 1);
}

#[test]
fn close_over_a_renewal_that_is_refused_is_a_close_like_any_other() {
    let world = World::seven();
    let told = world.watch_tokens();
    let job = started(&world);
    world.answer(VAULTS, expired());
    let closing = world.start("close", json!([]));
    world.run();
    world.answer(REFRESH, refused(401, "refreshTokenExpired", ""));
    closing.done().unwrap();
    rejects(job.done(), FailureKind::Closed, "closed");
    assert_eq!(told.borrow().len(), 0);
}

#[test]
fn close_waits_for_no_renewal_whose_tokens_nobody_takes() {
    let world = World::seven();
    let job = started(&world);
    world.answer(VAULTS, expired());
    world.call("close", json!([])).unwrap();
    rejects(job.done(), FailureKind::Closed, "closed");
    world.platform.network.answer(REFRESH, renewed(2));
    world.run();
    assert_eq!(pair(&world), texts("", ""));
}

#[test]
fn a_write_that_close_has_cut_off_says_that_it_may_have_been_done() {
    let world = World::seven();
    let job = world.start("deletePassword", json!(["p1"]));
    world.run();
    world.call("close", json!([])).unwrap();
    rejects(job.done(), FailureKind::Closed, "not known");
}

/// §1.2: there is one header for both.
#[test]
fn a_host_with_a_password_is_refused() {
    let world = World::seven_with(json!({ "host": "https://me:basic-secret@pw.test", "token": "access-1-token" }));
    let problem = rejects(world.call("getVaultsCount", json!([])), FailureKind::Usage, "Nothing was sent");
    assert!(!problem.message.contains("basic-secret") && world.lines().is_empty());
}

#[test]
fn neither_token_nor_hash_goes_to_another_origin() {
    let world = World::seven_sealed();
    world.route(VAULTS, Answer::redirect(302, "https://other.test/x"));
    let _ = world.ends("getVaultsCount", json!([]));
    for sent in world.platform.network.sent().iter().filter(|sent| sent.url.contains("other.test")) {
        assert_eq!((sent.header("Authorization"), sent.header("X-Master-Key-Hash")), (None, None));
    }
}

#[test]
fn an_agent_of_ones_own_is_not_asked() {
    let world = World::seven();
    let agent = Rc::new(|_: &str, _: &str, _: &Value| panic!("it was asked"));
    world.platform.services.agent.replace(Some(agent));
    rejects(world.call("getVaultsCount", json!([])), FailureKind::Usage, "agent");
}

/// §1.6: the second of two would be sent with a token that the first has killed.
#[test]
fn a_login_with_the_pair_in_force_renews_it_once_with_all_others() {
    let world = World::seven();
    let (job, login) = (started(&world), world.start("login", json!(["access-1-token:refresh-1-token"])));
    world.run();
    world.answer(VAULTS, expired());
    world.answer(INFO, expired());
    assert_eq!(world.platform.network.waiting(), [REFRESH]);
    world.answer(REFRESH, renewed(2));
    world.answer(VAULTS, empty());
    world.answer(INFO, ok(json!({})));
    assert!(job.done().is_ok() && login.done().is_ok());
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
    for _ in 0..20 {
        world.platform.timers.advance(100_000.0);
        world.run();
    }
    assert!(job.done().is_err());
    assert!(world.lines().iter().filter(|line| *line == REFRESH).count() <= 2);
}

#[test]
fn two_logins_at_once_leave_the_one_that_was_answered_later() {
    let (first, second) = (master_key(), vector("masterkey/one-round", "/output/masterKey"));
    let keys_of = |key: &str| ok(json!({ "keys": { "privateEncrypted": seal(&private_key(), key) } }));
    let world = World::seven_with(json!({}));
    world.give(INFO, json!({}));
    let jobs =
        [&first, &second].map(|key| world.start("loginWithKey", json!([format!("token-of-{}", &key[..2]), key])));
    world.run();
    // They wait for their keys in the order in which they began.
    world.answer(KEYS, keys_of(&first));
    world.answer(KEYS, keys_of(&second));
    jobs.iter().for_each(|job| drop(job.done().unwrap()));
    assert_eq!(world.session().2, Some(second.clone()));
    world.route(KEYS, keys_of(&second));
    world.item7("p1", "v1", true);
    world.call("getPassword", json!(["p1"])).unwrap();
}

#[test]
fn set_auth_options_without_a_key_sends_no_hash_any_more() {
    let world = World::seven_sealed();
    world.call("setAuthOptions", json!([{ "token": "B", "refreshToken": "R" }])).unwrap();
    world.give(VAULTS, json!([]));
    world.call("getVaultsCount", json!([])).unwrap();
    let sent = world.platform.network.sent().last().unwrap().clone();
    assert_eq!((sent.header("Authorization"), sent.header("X-Master-Key-Hash")), (Some("Bearer B"), None));
    assert_eq!(world.session().2, None);
}
