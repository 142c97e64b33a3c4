//! What the server may choose of the derivation of the master key, and what the caller demands of it (D43, K4).

use super::support::*;

const OPTIONS: &str = "GET /user/get-master-key-options";
const LOGIN: &str = "POST /auth/login/key";

/// A server whose answers to a login are in order, with these master key options.
fn serving(world: World, options: impl Into<Json>) -> World {
    world.route("GET /info/version", Answer::data(json!({ "version": "6.0" })));
    world.route(LOGIN, Answer::data(json!({ "token": "token-2", "refreshToken": "refresh-2" })));
    world.route(OPTIONS, Answer::data(json!({ "mkOptions": options.into() })));
    world
}

/// The same with a client that demands so many rounds and is in sealed mode already.
fn demanding(minimum: impl Into<Json>, options: impl Into<Json>) -> World {
    let given = json!({
        "token": "token-1", "refreshToken": "refresh-1", "masterPassword": MASTER, "useMasterPassword": true,
        "minimumRounds": minimum.into(),
    });
    serving(World::with(given), options)
}

/// The three methods that derive, with arguments for which they do.
fn deriving() -> [(&'static str, Json); 3] {
    let options = json!({ "useMasterPassword": true, "refreshToken": "r", "masterPassword": "new" });
    [
        ("login", json!(["key", "new"])),
        ("setAuthOptions", json!([{ "token": "t", "refreshToken": "r" }, "new"])),
        ("loadMasterKey", json!([options])),
    ]
}

#[test]
fn a_senseless_derivation_is_refused_before_it_begins() {
    for options in [
        "pbkdf:sha256:1000:0:s",
        "pbkdf:sha256:1000:15:s",
        "pbkdf:sha256:0:64:s",
        "pbkdf:sha256:10000001:32:s",
        "pbkdf:md5:2500001:64:s",
        "pbkdf:sha512:2147483647:1048576:s",
        "pbkdf:sha256:1e3:64:s",
        "pbkdf:sha256:0x40:64:s",
        "pbkdf:sha256:1000:-0:s",
        "pbkdf:sha256:+1000:64:s",
        "pbkdf:sha256:1000: 64:s",
        "pbkdf:sha256:１２:64:s",
        "pbkdf:sha3-256:1000:64:s",
        "pbkdf:sha256:1000",
    ] {
        for (method, args) in deriving() {
            let world = serving(World::sealed(), options);
            // If it began, it would wait here.
            world.platform.derivation.close();
            let key = (world.session().2, world.session().3);
            rejects(world.call(method, args), FailureKind::Crypto, "");
            assert_eq!((world.session().2, world.session().3), key, "{method} {options}");
        }
    }
}

#[test]
fn fewer_rounds_than_demanded_do_not_count_as_a_login() {
    for (options, words) in [
        ("pbkdf:sha256:999:64:s", "999 rounds"),
        ("pbkdf:sha256:1:64:s", "1 rounds"),
        ("scrypt:16384:8:1:s", "no key derived"),
        ("pbkdf:", "no key derived"),
        ("", "no key derived"),
    ] {
        let world = demanding(1000, options);
        world.platform.derivation.close();
        let before = (world.session(), world.client.session.borrow().master_hash());
        let seen = world.watch_tokens();
        let problem = rejects(world.call("login", json!(["key", "new"])), FailureKind::Crypto, words);
        assert!(problem.message.contains("'minimumRounds' demands at least 1000"), "{}", problem.message);
        assert_eq!((world.session(), world.client.session.borrow().master_hash()), before, "{options}");
        assert_eq!(*seen.borrow(), ["token-2/refresh-2", "token-1/refresh-1"]);

        rejects(world.call("setAuthOptions", deriving()[1].1.clone()), FailureKind::Crypto, words);
        assert_eq!((world.session().2, world.session().3), (Some(MASTER.into()), true), "{options}");
        rejects(world.call("loadMasterKey", deriving()[2].1.clone()), FailureKind::Crypto, words);
    }
}

#[test]
fn a_server_without_options_or_refresh_tokens_derives_nothing() {
    let world = demanding(1, "");
    world.route(OPTIONS, Answer::error(404, "notFound"));
    for (method, args) in deriving() {
        rejects(world.call(method, args), FailureKind::Crypto, "no key derived");
    }
    // K4: no refresh token.
    world.route(LOGIN, Answer::data(json!({ "token": "token-2" })));
    world.lines();
    let before = (world.session().2, world.session().3);
    rejects(world.call("login", json!(["key", "new"])), FailureKind::Crypto, "no key derived");
    assert_eq!(world.lines(), ["GET /info/version", LOGIN]);
    rejects(world.call("setAuthOptions", json!(["t", "new"])), FailureKind::Crypto, "no key derived");
    assert_eq!((world.session().2, world.session().3), before);
    let lone = json!({ "useMasterPassword": true, "masterPassword": "m" });
    rejects(world.call("loadMasterKey", json!([lone])), FailureKind::Crypto, "no key derived");
    assert!(world.lines().is_empty());
}

#[test]
fn what_is_enough_goes_through() {
    for minimum in [json!(0), json!(1), json!(20), json!(null)] {
        let world = demanding(minimum.clone(), "pbkdf:sha256:20:32:salt");
        for (method, args) in deriving() {
            assert!(world.call(method, args).is_ok(), "{method} {minimum}");
        }
    }
    for minimum in [json!(0), json!(null)] {
        let world = demanding(minimum, "");
        for (method, args) in deriving() {
            assert!(world.call(method, args).is_ok(), "{method}");
        }
        world.call("setAuthOptions", json!(["t", "new"])).unwrap();
        assert_eq!(world.session().2, Some("new".into()));
    }
}

/// A key that the caller has, and plain mode, are not derived and are no business of the server's.
#[test]
fn what_is_not_to_be_derived_needs_no_rounds() {
    let world = demanding(1000, "");
    world.call("loginWithKey", json!(["key", "the key"])).unwrap();
    assert_eq!(world.session().2, Some("the key".into()));
    world.call("setAuthOptions", json!(["t", null, "another key"])).unwrap();
    assert_eq!(world.session().2, Some("another key".into()));
    world.call("login", json!(["key"])).unwrap();
    world.call("setAuthOptions", json!(["t"])).unwrap();
    assert_eq!((world.session().2, world.session().3), (None, false));
    assert!(!world.call("loadMasterKey", json!([{ "useMasterPassword": false }])).unwrap().truthy());
}

#[test]
fn an_unusable_demand_is_never_taken_for_none() {
    for minimum in [json!("1000"), json!(-1), json!(1.5), json!(true), json!([1000]), json!({})] {
        let world = demanding(minimum.clone(), "pbkdf:sha256:2000:32:salt");
        for (method, args) in deriving() {
            rejects(world.call(method, args), FailureKind::Usage, "'minimumRounds' must be a whole number");
        }
        rejects(world.call("setAuthOptions", json!(["t", "new"])), FailureKind::Usage, "'minimumRounds'");
        assert!(world.lines().is_empty(), "{minimum}");
    }
    for minimum in [f64::NAN, f64::INFINITY] {
        let given = Value::record([("minimumRounds", Value::number(minimum))]);
        let world = serving(World::with_record(&given), "pbkdf:sha256:2000:32:salt");
        rejects(world.call("login", json!(["key", "new"])), FailureKind::Usage, "'minimumRounds'");
    }
    // More than anybody can ask for.
    let world = demanding(1e15, "pbkdf:sha256:2000:32:salt");
    rejects(world.call("login", json!(["key", "new"])), FailureKind::Crypto, "demands at least");
}
