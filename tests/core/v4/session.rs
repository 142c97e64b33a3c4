//! Logging in and out (D11, D12), and setAuthOptions, one after the other; at once: `overlaps.rs`.

use super::support::*;

pub(super) const LOGIN: &str = "POST /auth/login/key";
pub(super) const OPTIONS: &str = "GET /user/get-master-key-options";

pub(super) fn with_login(world: World) -> World {
    world.route("GET /info/version", Answer::data(json!({ "version": "6.0" })));
    world.route(LOGIN, Answer::data(json!({ "token": "token-2", "refreshToken": "refresh-2" })));
    world.route(OPTIONS, Answer::data(json!({ "mkOptions": "pbkdf:sha256:2:16:salt" })));
    world
}

/// By OpenSSL: PBKDF2 with SHA-256 of the password `new` and the salt `salt`, two rounds, 16 bytes.
pub(super) fn derived() -> String {
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
