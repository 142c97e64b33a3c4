//! Logins, logouts and setAuthOptions at once, with each other and with other calls (D11, D41, D52).

use super::session::{LOGIN, OPTIONS, derived, with_login};
use super::support::*;
use passwork_wasm::core::crypto::hash::{HashAlgorithm, protocol_hash};

#[test]
fn a_failed_login_leaves_the_language_that_was_set_meanwhile() {
    let world = with_login(World::sealed());
    world.platform.network.unroute(LOGIN);
    let login = world.start("login", json!(["key"]));
    world.run();
    world.now("setOptions", json!([{ "lang": "de" }])).unwrap();
    world.answer(LOGIN, Answer::error(401, "apiKeyIsWrong"));
    assert!(login.done().is_err());
    assert_eq!(world.client.session.borrow().lang.as_ref().unwrap().as_utf8(), Some("de"));
}

#[test]
fn a_failed_login_does_not_undo_a_login_that_succeeded_meanwhile() {
    let world = with_login(World::sealed());
    world.platform.network.unroute("POST /auth/login/wrong");
    let wrong = world.start("login", json!(["wrong", "old"]));
    world.run();
    world.call("login", json!(["key", "new"])).unwrap();
    let seen = world.watch_tokens();
    world.answer("POST /auth/login/wrong", Answer::error(401, "apiKeyIsWrong"));
    assert!(wrong.done().is_err());
    assert_eq!(world.session(), ("token-2".into(), "refresh-2".into(), Some(derived()), true));
    assert!(seen.borrow().is_empty());
}

/// D11: what fails beside a login takes nothing away from it.
#[test]
fn a_login_is_in_force_whatever_fails_meanwhile() {
    for (method, args) in [
        ("setAuthOptions", json!([null, "typo"])),
        ("login", json!(["", "typo"])),
        ("login", json!([5, "typo"])),
        ("loginWithKey", json!(["wrong", "typo"])),
    ] {
        let world = with_login(World::with(json!({})));
        world.route("POST /auth/login/wrong", Answer::error(401, "apiKeyIsWrong"));
        world.platform.network.unroute(OPTIONS);
        let login = world.start("login", json!(["key", "new"]));
        world.run();
        assert!(world.call(method, args).is_err());
        world.answer(OPTIONS, Answer::data(json!({ "mkOptions": "pbkdf:sha256:2:16:salt" })));
        login.done().unwrap();
        assert_eq!(world.session(), ("token-2".into(), "refresh-2".into(), Some(derived()), true), "{method}");
    }
}

/// D41: a login without a password that was answered before another with one has failed leaves it undecided.
#[test]
fn a_plain_login_does_not_decide_what_failed_after_it() {
    let world = with_login(World::with(json!({})));
    let plain = std::rc::Rc::new(std::cell::RefCell::new(None));
    let (client, seen) = (world.client.clone(), plain.clone());
    let fails = Value::function(move |_| {
        client.given_key_failed(); // as it would while the listener waits
        seen.replace(Some(()));
        Ok(())
    });
    world.now("listenEvent", vec![Value::str("tokensChanged"), fails]).unwrap();
    world.call("login", json!(["key"])).unwrap();
    assert!(plain.borrow().is_some());
    assert!(!world.client.is_plain());
}

#[test]
fn a_failed_login_does_not_bring_back_tokens_that_were_renewed_meanwhile() {
    let world = with_login(World::sealed());
    world.platform.network.unroute(LOGIN);
    let login = world.start("login", json!(["key"]));
    world.run();
    let version = world.start("userInfo", json!([]));
    world.answer("GET /user/info", Answer::error(401, "apiSessionExpired"));
    let renewed = json!({ "token": "token-r", "refreshToken": "refresh-r" });
    world.answer("POST /auth/refreshToken/token-1/refresh-1", Answer::data(renewed));
    world.answer("GET /user/info", Answer::data(1));
    assert!(version.done().is_ok());
    world.answer(LOGIN, Answer::error(401, "apiKeyIsWrong"));
    assert!(login.done().is_err());
    assert_eq!(world.session(), ("token-r".into(), "refresh-r".into(), Some(MASTER.into()), true));
}

/// A call that is given a master password, and a logout before it is known how its key is derived: none is left, whether it fails or not.
#[track_caller]
fn no_key_is_left(world: impl Fn() -> World, method: &str, args: &Json) {
    for failing in [true, false] {
        let world = world();
        world.route("POST /auth/logout", Answer::data(Json::Null));
        world.platform.network.unroute(OPTIONS);
        let job = world.start(method, args.clone());
        world.run();
        world.call("logout", json!([])).unwrap();
        let answer = if failing { Answer::error(500, "x") } else { Answer::data(json!({ "mkOptions": "x" })) };
        world.answer(OPTIONS, answer);
        assert_eq!(job.done().is_err(), failing);
        assert_eq!(world.session(), (String::new(), String::new(), None, false), "failing: {failing}");
    }
}

#[test]
fn a_logout_during_a_login_leaves_no_key_behind() {
    no_key_is_left(|| with_login(World::sealed()), "login", &json!(["key", "new"]));
}

#[test]
fn set_auth_options_that_was_overtaken_changes_no_key() {
    no_key_is_left(World::sealed, "setAuthOptions", &json!([{ "token": "t", "refreshToken": "r" }, "new"]));
}

#[test]
fn while_a_login_runs_others_see_the_session_in_force() {
    // Whichever of its three requests is slow, and whatever master password it was given (D52).
    for slow in ["GET /info/version", LOGIN, OPTIONS] {
        for args in [json!(["key", "new"]), json!(["key"])] {
            if slow == OPTIONS && args.as_array().unwrap().len() == 1 {
                continue; // nothing is derived
            }
            let world = with_login(World::sealed().with_password());
            world.platform.network.unroute(slow);
            let login = world.start("login", args);
            world.run();
            world.lines();
            let password = world.call("getPassword", json!(["p1"])).unwrap();
            assert_eq!(text(&world.password_text(&password).unwrap()), "text of p1", "{slow}");
            world.route("PUT /passwords/p1", Answer::data("p1"));
            world.platform.network.sent();
            world.call("editPassword", json!(["p1", { "password": "written meanwhile" }])).unwrap();
            let sent = world.platform.network.sent();
            let write = sent.last().unwrap();
            assert_eq!(open(&write.json()["cryptedPassword"], "key of p1"), "written meanwhile", "{slow}");
            assert_eq!(write.header("Passwork-Auth"), Some("token-1"));
            let hash = protocol_hash(HashAlgorithm::Sha256, &MASTER.into());
            assert_eq!(write.header("Passwork-MasterHash"), Some(hash.as_str()));
            let answer = match slow {
                LOGIN => json!({ "token": "token-2", "refreshToken": "refresh-2" }),
                OPTIONS => json!({ "mkOptions": "pbkdf:sha256:2:16:salt" }),
                _ => json!({ "version": "6.0" }),
            };
            world.answer(slow, Answer::data(answer));
            assert!(login.done().is_ok());
            assert_eq!(world.session().0, "token-2");
        }
    }
}

#[test]
fn a_write_under_way_when_a_login_without_a_master_password_succeeds_stays_sealed() {
    let world = with_login(World::sealed().with_password());
    world.platform.network.unroute("GET /vaults/v1");
    let write = world.start("editPassword", json!(["p1", { "password": "secret" }]));
    world.run();
    world.call("login", json!(["key"])).unwrap();
    assert!(!world.session().3);
    world.vault("v1", true, false);
    world.route("PUT /passwords/p1", Answer::data("p1"));
    let vault = json!({ "id": "v1", "vaultPasswordCrypted": seal("v1 password", MASTER) });
    world.answer("GET /vaults/v1", Answer::data(vault));
    assert!(write.done().is_ok());
    assert_eq!(open(&world.last_body()["cryptedPassword"], "key of p1"), "secret");
}

#[test]
fn calls_that_need_a_key_wait_for_that_of_set_auth_options() {
    let world = World::plain();
    let key = derived();
    world.route("GET /vaults/list", Answer::data(json!([])));
    world.route("GET /vaults/v1", Answer::data(json!({ "id": "v1", "vaultPasswordCrypted": seal("vp", &key) })));
    let stored = json!({ "id": "p1", "vaultId": "v1", "cryptedPassword": seal("text", "vp") });
    world.route("GET /passwords/p1", Answer::data(stored));
    world.route("POST /passwords", Answer::data("p2"));
    let auth = world.start("setAuthOptions", json!([{ "token": "t", "refreshToken": "r" }, "new"]));
    let read = world.start("getPassword", json!(["p1"]));
    let write = world.start("addPassword", json!([{ "vaultId": "v1", "password": "secret" }]));
    let lists = world.start("getVaults", json!([]));
    world.run();
    assert!(lists.done().is_ok(), "needs no key");
    assert_eq!(world.lines(), [OPTIONS, "GET /vaults/list"]);
    world.answer(OPTIONS, Answer::data(json!({ "mkOptions": "pbkdf:sha256:2:16:salt" })));
    assert!(auth.done().is_ok());
    assert_eq!(text(&world.password_text(&read.done().unwrap()).unwrap()), "text");
    assert!(write.done().is_ok());
    let body = world.last_body();
    assert_eq!(open(&body["cryptedPassword"], &open(&body["cryptedKey"], "vp")), "secret");
}

#[test]
fn calls_that_waited_for_a_key_that_does_not_come_go_by_what_is_left() {
    for (world, kind) in [(World::plain(), FailureKind::Usage), (World::sealed(), FailureKind::Crypto)] {
        let auth = world.start("setAuthOptions", json!([{ "token": "t", "refreshToken": "r" }, "new"]));
        let write = world.start("addPassword", json!([{ "vaultId": "v1", "password": "secret" }]));
        world.route("GET /vaults/v1", Answer::data(json!({ "id": "v1", "vaultPasswordCrypted": seal("vp", "other") })));
        world.run();
        world.answer(OPTIONS, Answer::error(500, "x"));
        assert!(auth.done().is_err());
        assert_eq!(problem(write.done()).kind, kind);
    }
}

#[test]
fn a_login_that_is_called_off_while_others_wait_leaves_none_waiting() {
    let world = World::plain();
    let auth = world.start("setAuthOptions", json!([{ "token": "t", "refreshToken": "r" }, "new"]));
    let write = world.start("addPassword", json!([{ "vaultId": "v1", "password": "secret" }]));
    world.run();
    auth.abandon();
    world.run();
    rejects(write.done(), FailureKind::Usage, "Log in again");
}

#[test]
fn of_two_logins_the_one_that_was_answered_later_counts() {
    for first_ends_first in [true, false] {
        let world = with_login(World::plain());
        for name in ["one", "two"] {
            world.platform.network.unroute(&format!("POST /auth/login/{name}"));
        }
        let jobs = ["one", "two"].map(|name| world.start("login", json!([name, name])));
        world.run();
        let lines = ["POST /auth/login/one", "POST /auth/login/two"];
        let mut order = [0, 1];
        if !first_ends_first {
            order.reverse();
        }
        world.platform.network.unroute(OPTIONS);
        for at in order {
            let answer = json!({ "token": format!("token {at}"), "refreshToken": format!("refresh {at}") });
            world.answer(lines[at], Answer::data(answer));
        }
        for _ in order {
            world.answer(OPTIONS, Answer::data(json!({ "mkOptions": "none" })));
        }
        assert!(jobs.iter().all(|job| job.done().is_ok()));
        let last = order[1];
        let key = ["one", "two"][last].to_owned();
        assert_eq!(world.session(), (format!("token {last}"), format!("refresh {last}"), Some(key), true));
    }
}

#[test]
fn a_login_renews_its_own_tokens_and_not_those_in_force() {
    let world = with_login(World::sealed());
    world.platform.network.unroute(OPTIONS);
    let login = world.start("login", json!(["key", "new"]));
    world.run();
    world.answer(OPTIONS, Answer::error(401, "apiSessionExpired"));
    let renewed = json!({ "token": "token-3", "refreshToken": "refresh-3" });
    assert_eq!(world.session().0, "token-1");
    world.answer("POST /auth/refreshToken/token-2/refresh-2", Answer::data(renewed));
    world.answer(OPTIONS, Answer::data(json!({ "mkOptions": "none" })));
    assert!(login.done().is_ok());
    assert_eq!(world.session(), ("token-3".into(), "refresh-3".into(), Some("new".into()), true));
}
