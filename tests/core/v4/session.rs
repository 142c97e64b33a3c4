//! Logging in and out (D11, D12), setAuthOptions, and what happens when calls overlap.

use super::support::*;
use passwork_wasm::core::crypto::hash::{HashAlgorithm, protocol_hash};

const LOGIN: &str = "POST /auth/login/key";
const OPTIONS: &str = "GET /user/get-master-key-options";

fn with_login(world: World) -> World {
    world.route("GET /info/version", Answer::data(json!({ "version": "6.0" })));
    world.route(LOGIN, Answer::data(json!({ "token": "token-2", "refreshToken": "refresh-2" })));
    world.route(OPTIONS, Answer::data(json!({ "mkOptions": "pbkdf:sha256:2:16:salt" })));
    world
}

/// By OpenSSL: PBKDF2 with SHA-256 of the password `new` and the salt `salt`, two rounds, 16 bytes.
fn derived() -> String {
    "NhrgXs5OwKRizV5Hs7FyUA==".to_owned()
}

#[test]
fn login_derives_the_key_after_the_tokens_are_set() {
    let world = with_login(World::with(json!({})));
    let seen = world.watch_tokens();
    let data = world.call("login", json!(["key", "new"])).unwrap();
    assert_eq!(text(&data.own("versionInfo").own("version")), "6.0");
    assert_eq!(world.session(), ("token-2".into(), "refresh-2".into(), Some(derived()), true));
    assert_eq!(*seen.borrow(), ["token-2/refresh-2"]);
}

#[test]
fn a_failed_login_restores_everything_and_tells_so() {
    let world = with_login(World::sealed());
    world.route("GET /info/version", Answer::data(json!({ "version": "4", "legacySupport": true })));
    world.route(OPTIONS, Answer::error(500, "broken"));
    let before = (world.session(), world.client.session.borrow().master_hash());
    let seen = world.watch_tokens();
    let problem = rejects(world.call("login", json!(["key", "new"])), FailureKind::Api, "broken");
    assert_eq!(status(&problem), 500);
    assert_eq!((world.session(), world.client.session.borrow().master_hash()), before);
    assert_eq!(*seen.borrow(), ["token-2/refresh-2", "token-1/refresh-1"]);
}

#[test]
fn a_login_that_fails_before_it_has_tokens_tells_nobody() {
    let world = with_login(World::sealed());
    world.route(LOGIN, Answer::error(401, "apiKeyIsWrong"));
    let before = world.session();
    let seen = world.watch_tokens();
    rejects(world.call("login", json!(["key"])), FailureKind::Api, "Check the API key");
    assert_eq!(world.session(), before);
    assert!(seen.borrow().is_empty());
}

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

#[test]
fn a_logout_during_a_login_leaves_no_key_behind() {
    for failing in [true, false] {
        let world = with_login(World::sealed());
        world.route("POST /auth/logout", Answer::data(Json::Null));
        world.platform.network.unroute(OPTIONS);
        let login = world.start("login", json!(["key", "new"]));
        world.run();
        world.call("logout", json!([])).unwrap();
        let answer = if failing { Answer::error(500, "x") } else { Answer::data(json!({ "mkOptions": "x" })) };
        world.answer(OPTIONS, answer);
        assert_eq!(login.done().is_err(), failing);
        assert_eq!(world.session(), (String::new(), String::new(), None, false), "failing: {failing}");
    }
}

#[test]
fn logout_wipes_and_the_next_401_is_passed_on() {
    let world = World::sealed().with_password();
    world.route("POST /auth/logout", Answer::data(json!({ "ignored": true })));
    let password = world.call("getPassword", json!(["p1"])).unwrap();
    assert!(world.call("logout", json!([])).unwrap().is_undefined());
    assert_eq!(world.session(), (String::new(), String::new(), None, false));
    world.route("GET /vaults/list", Answer::error(401, "apiSessionExpired"));
    world.lines();
    rejects(world.call("getVaults", json!([])), FailureKind::Api, "apiSessionExpired");
    let sent = world.platform.network.sent();
    assert_eq!((sent.len(), sent[0].header("Passwork-Auth")), (1, Some("")));
    assert_eq!(sent[0].header("Passwork-MasterHash"), Some(""));
    // What was handed out goes on decrypting.
    assert_eq!(text(&world.password_text(&password).unwrap()), "text of p1");
}

#[test]
fn a_failed_logout_changes_nothing() {
    let world = World::sealed();
    world.route("POST /auth/logout", Answer::error(503, "x"));
    let before = world.session();
    rejects(world.call("logout", json!([])), FailureKind::Api, "repeat later");
    assert_eq!(world.session(), before);
}

#[test]
fn set_auth_options_does_its_first_part_at_once() {
    let world = World::plain();
    let seen = world.watch_tokens();
    world.platform.network.unroute(OPTIONS);
    let job = world.start("setAuthOptions", json!([{ "token": "t", "refreshToken": "r" }, "new"]));
    assert_eq!(*seen.borrow(), ["t/r"]);
    assert_eq!(world.session(), ("t".into(), "r".into(), None, false), "the key is not there yet");
    world.answer(OPTIONS, Answer::data(json!({ "mkOptions": "pbkdf:sha256:2:16:salt" })));
    assert!(job.done().unwrap().is_undefined());
    assert_eq!(world.session().2, Some(derived()));
}

#[test]
fn set_auth_options_that_fails_keeps_the_tokens_and_restores_the_key() {
    let world = World::sealed();
    world.route(OPTIONS, Answer::error(500, "x"));
    assert!(world.call("setAuthOptions", json!([{ "token": "t", "refreshToken": "r" }, "new"])).is_err());
    assert_eq!(world.session(), ("t".into(), "r".into(), Some(MASTER.into()), true));
}

#[test]
fn set_auth_options_that_was_overtaken_changes_no_key() {
    for failing in [true, false] {
        let world = World::sealed();
        world.route("POST /auth/logout", Answer::data(Json::Null));
        let job = world.start("setAuthOptions", json!([{ "token": "t", "refreshToken": "r" }, "new"]));
        world.run();
        world.call("logout", json!([])).unwrap();
        let answer = if failing { Answer::error(500, "x") } else { Answer::data(json!({ "mkOptions": "x" })) };
        world.answer(OPTIONS, answer);
        assert_eq!(job.done().is_err(), failing);
        assert_eq!(world.session(), (String::new(), String::new(), None, false), "failing: {failing}");
    }
}

#[test]
fn set_auth_options_forms() {
    let world = World::sealed();
    for nothing in [json!(null), json!(5), json!([])] {
        rejects(world.call("setAuthOptions", json!([nothing])), FailureKind::Usage, "needs a token");
    }
    // A lone token: no refresh token, the master password is the key, nothing is asked for (K4).
    world.call("setAuthOptions", json!(["t", "new"])).unwrap();
    assert_eq!(world.session(), ("t".into(), String::new(), Some("new".into()), true));
    world.call("setAuthOptions", json!([{ "token": "t", "refreshToken": "r" }, "ignored", "the key"])).unwrap();
    assert_eq!(world.session().2, Some("the key".into()));
    world.call("setAuthOptions", json!(["t"])).unwrap();
    assert_eq!(world.session(), ("t".into(), String::new(), None, false));
    assert!(world.lines().is_empty());
}

#[test]
fn encryption_disabled_is_explained_and_other_data_kept() {
    let world = with_login(World::plain());
    let body = json!({ "code": "clientSideEncryptionDisabled", "data": { "clientSideEncryption": false } });
    world.route(LOGIN, Answer::json(400, &body));
    let problem = problem(world.call("login", json!(["key", "new"])));
    let data = to_json(&problem.body.as_ref().unwrap().own("data"));
    assert_eq!(data["clientSideEncryption"], false);
    assert_eq!(data["errorMessage"], "Do not use master password with disabled client side encryption");
}

#[test]
fn a_login_without_session_data_is_refused() {
    let world = with_login(World::plain());
    world.route(LOGIN, Answer::data(json!("x")));
    rejects(world.call("login", json!(["key"])), FailureKind::NotApi, "without session data");
    assert_eq!(world.session().0, "token-1");
}

#[test]
fn load_master_key_changes_nothing() {
    let world = with_login(World::plain());
    let options = json!({ "useMasterPassword": true, "refreshToken": "r", "masterPassword": "new" });
    assert_eq!(text(&world.call("loadMasterKey", json!([options])).unwrap()), derived());
    assert_eq!(world.session().2, None);
    assert!(!world.call("loadMasterKey", json!([{}])).unwrap().truthy());
    let lone = json!({ "useMasterPassword": true, "masterPassword": "m" });
    assert_eq!(text(&world.call("loadMasterKey", json!([lone])).unwrap()), "m");
    rejects(world.call("loadMasterKey", json!([])), FailureKind::Usage, "loadMasterKey needs");
}

#[test]
fn unusable_master_key_options_reject_the_login() {
    for bad in ["pbkdf:sha256:0:16:s", "pbkdf:nothing:2:16:s", "pbkdf:sha256:2", "pbkdf:sha256:2:-1:s"] {
        let world = with_login(World::sealed());
        let before = world.session();
        world.route(OPTIONS, Answer::data(json!({ "mkOptions": bad })));
        let problem = problem(world.call("login", json!(["key", "new"])));
        assert_eq!(problem.kind, FailureKind::Crypto, "{bad}");
        assert_eq!(world.session(), before, "{bad}");
    }
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

#[test]
fn a_client_in_a_few_words() {
    let shown = |world: &World| {
        let summary = world.client.summary();
        (summary.host.unwrap_or_default(), summary.session, summary.encryption)
    };
    let host = || "https://pw.test/api/v4".to_owned();
    assert_eq!(shown(&World::sealed()), (host(), "open", "sealed"));
    assert_eq!(shown(&World::plain()), (host(), "open", "plain"));
    let with = |options| World::with(options);
    assert_eq!(shown(&with(json!({ "token": "", "useMasterPassword": true }))), (host(), "none", "undecided"));
    assert_eq!(shown(&with(json!({ "host": "https://me:secret@pw.test/" }))).0, "https://pw.test");
    assert_eq!(shown(&with(json!({ "host": 5 }))).0, "");
    assert_eq!(World::plain().client.summary().generation, Some(4));
}
