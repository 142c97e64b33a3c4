//! Logging in, and what a session begins with (V5).

use super::support::seven::*;
use super::support::*;
use super::*;
use passwork_wasm::core::platform::FetchFailureReason::Network;
use passwork_wasm::core::server::generations;

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
        json!("A:"),
        json!(":R"),
        json!(":"),
        json!("A:R:x"),
    ] {
        for method in ["login", "loginWithKey"] {
            let world = World::seven();
            rejects(world.call(method, json!([given])), FailureKind::Usage, "Nothing was sent");
            assert_eq!((world.lines(), pair(&world)), (vec![], texts("access-1-token", "refresh-1-token")), "{given}");
        }
    }
}

/// V5: whichever server is there, nobody is asked. (API keys are the other generation's.)
#[test]
#[cfg(feature = "v4")]
fn what_no_login_can_use_asks_no_server() {
    let unknown = |host: &str| World::of(&generations(), &Value::from(json!({ "host": host })));
    for host in ["https://pw.test", "https://pw.test/passwork", "https://pw.test/api/v4"] {
        for method in ["login", "loginWithKey"] {
            for args in [json!([]), json!([null]), json!([""]), json!([5]), json!([[]]), json!(["key", 42])] {
                let world = unknown(host);
                rejects(world.call(method, args), FailureKind::Usage, "");
                assert!(world.lines().is_empty(), "{host}");
            }
            // V4: a colon is enough, whatever tokens look like.
            for pair in ["abc:def", "A.b_c:d-e/f+g="] {
                let world = unknown(host);
                let api = format!("{}/api/v1", host.trim_end_matches("/api/v4"));
                world.platform.network.base.replace(api.clone());
                world.route(INFO, ok(json!({ "id": "u1" })));
                world.call(method, json!([pair])).unwrap();
                assert_eq!(world.platform.network.sent()[0].url, format!("{api}/users/info"));
            }
            for half in ["A:", ":R", "A:R:x"] {
                let world = unknown(host);
                rejects(world.call(method, json!([half])), FailureKind::Usage, "Nothing was sent");
                assert!(world.lines().is_empty(), "{host}");
            }
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

/// A page of the same origin is not the API either.
#[test]
fn neither_token_nor_hash_nor_body_leaves_the_api() {
    const EDIT: &str = "POST /vaults/v1";
    const REFRESH: &str = "POST /sessions/refresh";
    for (status, to, way_out) in [
        (302, "/login/page", "gateway"),
        (307, "https://pw.test/api/v4/vaults", "gateway"),
        (308, "/api/v1x/vaults", "gateway"),
        (308, "/api/v1/..%2f..%2Flogin", "gateway"),
        (302, "/api/v1/a/%2e%2e%5c../login?x=1", "gateway"),
        (301, "/passwork/api/v1/vaults", "use https://pw.test/passwork/api/v1 as the host"),
    ] {
        let world = World::seven_sealed();
        world.route(VAULTS, Answer::redirect(status, to));
        let problem = rejects(world.call("getVaultsCount", json!([])), FailureKind::NotApi, "out of its API");
        assert!(problem.message.contains(way_out), "{}", problem.message);
        assert_eq!(world.platform.network.sent().len(), 1, "{to}");
    }
    for line in [EDIT, REFRESH] {
        let world = World::seven();
        world.vault7("v1", false);
        world.route(VAULTS, expired());
        world.route(line, Answer::redirect(307, "/elsewhere"));
        let outcome = match line {
            EDIT => world.call("editVault", json!(["v1", "other"])),
            _ => world.call("getVaultsCount", json!([])),
        };
        rejects(outcome, FailureKind::NotApi, "out of its API");
        assert!(world.platform.network.sent().iter().all(|sent| sent.url.contains("/api/v1/")), "{line}");
    }
    let world = World::seven();
    world.platform.network.route_each(VAULTS, [Answer::redirect(307, "/api/v1/moved/?x=/../1")]);
    world.give("GET /moved/?x=/../1", json!({ "vaults": [] }));
    let _ = world.call("getVaultsCount", json!([]));
    assert_eq!(world.platform.network.sent().len(), 2, "below its base it is followed");
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
