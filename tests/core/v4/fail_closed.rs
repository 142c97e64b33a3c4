//! Nothing takes the encryption off (D41): after a master password was given in vain, nothing that it was to seal leaves in
//! the clear; scripts that never gave one notice nothing.

use super::support::*;

const LOGIN: &str = "POST /auth/login/key";
const OPTIONS: &str = "GET /user/get-master-key-options";

/// Every method that puts a value or a key into a body.
fn writes() -> Vec<(&'static str, Vec<Value>)> {
    let args = |list: Json| Value::from(list).items();
    let with_file = |id: &str| vec![Value::str(id), Value::bytes(b"bytes"), Value::str("n")];
    vec![
        ("addPassword", args(json!([{ "vaultId": "v1", "name": "n", "password": "secret" }]))),
        ("editPassword", args(json!(["p1", { "password": "secret" }]))),
        ("deletePassword", args(json!(["p1"]))),
        ("addPasswordAttachment", with_file("p1")),
        ("addPasswordWebAttachment", with_file("p1")),
        ("addInboxPasswordAttachment", with_file("i1")),
        ("addShortcutPasswordAttachment", with_file("s1")),
        ("movePassword", args(json!(["p1", "v2"]))),
        ("copyPassword", args(json!(["p1", "v2"]))),
        ("moveShortcut", args(json!(["s1", "v2"]))),
        ("copyShortcut", args(json!(["s1", "v2"]))),
        ("moveFolder", args(json!(["f1", "v2"]))),
        ("copyFolder", args(json!(["f1", "v2"]))),
        ("generatePasswordShareLink", args(json!(["p1"]))),
        ("generateShortcutPasswordShareLink", args(json!(["s1"]))),
        ("editInboxPassword", args(json!(["i1", { "password": "secret" }]))),
        ("editShortcutPassword", args(json!(["s1", { "password": "secret" }]))),
        ("addVault", args(json!(["n"]))),
        ("addVault", args(json!(["n", true]))),
    ]
}

/// A server without client-side encryption that has something for each of them.
fn on_a_server(world: World, vault: &Json) -> World {
    let password = json!({
        "id": "p1", "vaultId": "v1", "cryptedPassword": "c2VjcmV0", "custom": null, "attachments": null, "name": "n",
    });
    let mut behind = password.clone();
    behind["shortcut"] = json!({ "id": "s1", "vaultId": "v1" });
    for id in ["v1", "v2"] {
        let mut vault = vault.clone();
        vault["id"] = id.into();
        world.route(&format!("GET /vaults/{id}"), Answer::data(vault));
    }
    world.route("GET /vaults/domain", Answer::data(json!({ "domainId": "d", "mpCrypted": "YWFh" })));
    world.route("GET /passwords/p1", Answer::data(password.clone()));
    world.route("GET /sharing/shortcut/s1", Answer::data(behind));
    world
        .route("POST /sharing/inbox/i1", Answer::data(json!({ "id": "i1", "cryptedKey": "eA", "password": password })));
    world.route("GET /user/info", Answer::data(json!({ "id": "u" })));
    world.route("GET /folders/f1", Answer::data(json!({ "id": "f1", "vaultId": "v1" })));
    world.route("GET /folders/f1/passwords", Answer::data(json!([password])));
    world.route("GET /folders/f1/children", Answer::data(json!([])));
    for line in [
        "POST /passwords",
        "PUT /passwords/p1",
        "DELETE /passwords/p1",
        "POST /passwords/p1/attachment",
        "POST /sharing/shortcut/s1/attachment",
        "PUT /sharing/shortcut/s1",
        "POST /passwords/p1/move",
        "POST /passwords/p1/copy",
        "POST /sharing/shortcut/s1/move",
        "POST /sharing/shortcut/s1/copy",
        "POST /folders/f1/move",
        "POST /folders/f1/copy",
        "POST /vaults",
    ] {
        world.route(line, Answer::data("done"));
    }
    world.route("POST /passwords/generate-share-link", Answer::data("https://pw.test/link"));
    world
}

fn vaults() -> [Json; 4] {
    [
        json!({ "vaultPasswordCrypted": "YQ==", "scope": "private" }),
        json!({ "passwordCrypted": "YQ==", "scope": "private" }),
        json!({ "vaultPasswordCrypted": "YQ==", "passwordCrypted": "YQ==", "scope": "domain", "domainMaster": "YQ==" }),
        json!({ "vaultPasswordCrypted": "YQ==", "scope": "domain", "domainMaster": "YQ==" }),
    ]
}

fn with_login(world: World) -> World {
    world.route("GET /info/version", Answer::data(json!({ "version": "6.0" })));
    world.route(LOGIN, Answer::data(json!({ "token": "token-2", "refreshToken": "refresh-2" })));
    world.route(OPTIONS, Answer::data(json!({ "mkOptions": "pbkdf:sha256:2:32:salt" })));
    world.route("POST /auth/logout", Answer::data(Json::Null));
    world
}

fn plain_session() -> Json {
    json!({ "token": "token-1", "refreshToken": "refresh-1" })
}

fn new(options: Json) -> World {
    with_login(World::with(options))
}

fn login_in_vain(options: Json, on: &str, method: &str, secret: Json) -> World {
    let world = new(options);
    world.route(on, Answer::error(500, "broken"));
    assert!(world.call(method, json!(["key", secret])).is_err());
    with_login(world)
}

/// Each way into *undecided*.
fn undecided() -> Vec<(&'static str, World)> {
    let master = json!("master password");
    let sealed =
        || json!({ "token": "token-1", "refreshToken": "r", "masterPassword": MASTER, "useMasterPassword": true });
    let auth = |token: Json, password: Json, key: Json| {
        let world = new(plain_session());
        world.route(OPTIONS, Answer::error(500, "broken"));
        assert!(world.call("setAuthOptions", json!([token, password, key])).is_err());
        with_login(world)
    };
    let then = |world: World, method: &str, args: Json| {
        world.call(method, args).unwrap();
        world
    };
    let pair = json!({ "token": "t", "refreshToken": "r" });
    let logged_out = || then(then(new(plain_session()), "login", json!(["key", "m"])), "logout", json!([]));
    let aborted = {
        let world = new(plain_session());
        world.limit(with_signal([]));
        world.platform.timers.abort(Value::str("enough"));
        assert!(world.call("login", json!(["key", "m"])).is_err());
        world.platform.timers.forget();
        world.limit(json!({}));
        world
    };
    let tokens_set = logged_out();
    tokens_set.now("setTokens", json!(["t", "r"])).unwrap();
    tokens_set.now("setOptions", json!([{ "hash": "md5" }])).unwrap();
    vec![
        ("login, version refused", login_in_vain(plain_session(), "GET /info/version", "login", master.clone())),
        ("login refused", login_in_vain(plain_session(), LOGIN, "login", master.clone())),
        ("login, key options refused", login_in_vain(plain_session(), OPTIONS, "login", master.clone())),
        ("login of a new client", login_in_vain(json!({}), OPTIONS, "login", master.clone())),
        ("loginWithKey refused", login_in_vain(plain_session(), LOGIN, "loginWithKey", master.clone())),
        ("login with a secret of the wrong kind", login_in_vain(plain_session(), LOGIN, "login", json!(5))),
        ("login called off before it began", aborted),
        ("setAuthOptions refused", auth(pair.clone(), master.clone(), json!(null))),
        ("setAuthOptions of the wrong kind", auth(json!(5), master.clone(), json!(null))),
        ("setAuthOptions with a key of the wrong kind", auth(pair, json!(null), json!([1]))),
        ("logout", logged_out()),
        ("logout, tokens set again", tokens_set),
        ("logout of a sealed constructor", then(new(sealed()), "logout", json!([]))),
        ("wanted without one", new(json!({ "token": "t", "useMasterPassword": true }))),
        ("a master password of the wrong kind", new(json!({ "token": "t", "masterPassword": 5 }))),
        (
            "a login without one that failed",
            login_in_vain(json!({ "token": "t", "useMasterPassword": true }), LOGIN, "login", json!(null)),
        ),
    ]
}

#[test]
fn undecided_sends_nothing_of_a_value() {
    for vault in vaults() {
        for (way, world) in undecided() {
            let world = on_a_server(world, &vault);
            world.lines();
            for (method, args) in writes() {
                let problem = problem(world.call(method, args));
                assert_eq!(problem.kind, FailureKind::Usage, "{way}, {method}: {}", problem.message);
                assert_eq!(world.lines(), [""; 0], "{way}, {method}");
            }
        }
    }
}

#[test]
fn undecided_goes_on_reading() {
    let world = on_a_server(login_in_vain(plain_session(), OPTIONS, "login", json!("m")), &vaults()[0]);
    world.route("GET /vaults/list", Answer::data(json!([])));
    world.call("getVaults", json!([])).unwrap();
    let password = world.call("getPassword", json!(["p1"])).unwrap();
    assert_eq!(text(&world.password_text(&password).unwrap()), "secret");
}

#[test]
fn an_old_inbox_item_stores_no_key_while_undecided() {
    let item = json!({ "id": "i1", "vaultId": "v1", "password": { "id": "p1", "cryptedPassword": "c2VjcmV0" } });
    let world = on_a_server(login_in_vain(plain_session(), OPTIONS, "login", json!("m")), &vaults()[1]);
    world.route("POST /sharing/inbox/i1", Answer::data(item.clone()));
    world.lines();
    rejects(world.call("getInboxPassword", json!(["i1"])), FailureKind::Usage, "Log in again");
    assert_eq!(world.lines(), ["POST /sharing/inbox/i1"; 2]);
    let mut seen = item;
    seen["viewed"] = true.into();
    world.route("POST /sharing/inbox/i1", Answer::data(seen));
    world.call("getInboxPassword", json!(["i1"])).unwrap();
}

/// A script, and what it has come to.
type Script = (&'static str, fn() -> World);

#[test]
fn plain_scripts_notice_nothing() {
    let scripts: Vec<Script> = vec![
        ("constructor with tokens", || new(plain_session())),
        ("setTokens", || {
            let world = new(json!({}));
            world.now("setTokens", json!(["t", "r"])).unwrap();
            world
        }),
        ("setAuthOptions(token)", || {
            let world = new(json!({}));
            world.call("setAuthOptions", json!(["t"])).unwrap();
            world
        }),
        ("login without", || {
            let world = new(json!({}));
            world.call("login", json!(["key"])).unwrap();
            world
        }),
        ("login without, not awaited", || {
            let world = new(plain_session());
            world.platform.network.unroute(LOGIN);
            world.start("login", json!(["key", ""]));
            world.run();
            world
        }),
        ("logout and tokens again", || {
            let world = new(plain_session());
            world.call("logout", json!([])).unwrap();
            world.now("setTokens", json!(["t", "r"])).unwrap();
            world
        }),
        ("useMasterPassword: false", || {
            new(json!({ "token": "t", "masterPassword": "m", "useMasterPassword": false }))
        }),
        ("a failed login without", || login_in_vain(plain_session(), LOGIN, "login", json!(null))),
        ("after a login with one, a login without", || {
            let world = new(plain_session());
            world.call("login", json!(["key", "m"])).unwrap();
            world.call("login", json!(["key"])).unwrap();
            world
        }),
        ("after a login in vain, setAuthOptions without", || {
            let world = login_in_vain(plain_session(), OPTIONS, "login", json!("m"));
            world.call("setAuthOptions", json!(["t"])).unwrap();
            world
        }),
        ("loadMasterKey", || {
            let world = new(plain_session());
            world.call("loadMasterKey", json!([{ "useMasterPassword": true, "masterPassword": "m" }])).unwrap();
            world
        }),
    ];
    for vault in vaults() {
        for (script, make) in &scripts {
            for (method, args) in writes() {
                let world = on_a_server(make(), &vault);
                world.lines();
                let outcome = world.call(method, args);
                assert!(outcome.is_ok(), "{script}, {method}: {:?}", outcome.err());
                assert!(world.lines().iter().any(|line| !line.starts_with("GET ")), "{script}, {method}");
            }
        }
    }
}

#[test]
fn a_write_that_began_plain_is_not_sent_once_a_master_password_was_given() {
    for (method, args) in writes() {
        for given in ["login", "setAuthOptions"] {
            let world = on_a_server(new(plain_session()), &vaults()[0]);
            let held = [
                "GET /passwords/p1",
                "GET /vaults/v1",
                "GET /sharing/shortcut/s1",
                "GET /folders/f1",
                "POST /sharing/inbox/i1",
                "GET /vaults/domain",
            ];
            held.iter().for_each(|line| world.platform.network.unroute(line));
            world.platform.network.unroute(OPTIONS);
            let job = world.start(method, args.clone());
            let first = world.lines()[0].clone();
            let arguments = if given == "login" {
                json!(["key", "m"])
            } else {
                json!([{ "token": "t", "refreshToken": "r" }, "m"])
            };
            world.start(given, arguments);
            world.run();
            let world = on_a_server(world, &vaults()[0]);
            world.lines();
            world.answer(&first, first_answer(&first));
            rejects(job.done(), FailureKind::Usage, "Log in again");
            assert_eq!(world.lines(), [""; 0], "{method}, {given}");
        }
    }
}

/// What the server above answers to the first request of a write.
fn first_answer(line: &str) -> Answer {
    Answer::data(match line {
        "GET /vaults/domain" => json!({ "domainId": "d" }),
        "POST /sharing/inbox/i1" => json!({ "id": "i1", "cryptedKey": "eA", "password": { "id": "p1" } }),
        "GET /folders/f1" => json!({ "id": "f1", "vaultId": "v1" }),
        "GET /vaults/v1" => json!({ "id": "v1", "vaultPasswordCrypted": "YQ==" }),
        _ => {
            json!({ "id": "p1", "vaultId": "v1", "cryptedPassword": "eA", "shortcut": { "id": "s1", "vaultId": "v1" } })
        }
    })
}

#[test]
fn an_agent_is_not_asked_while_undecided_and_is_shown_no_key() {
    let asked = std::rc::Rc::new(std::cell::Cell::new(0));
    let world = World::with(json!({ "token": "t", "useMasterPassword": true }));
    let count = asked.clone();
    world.platform.services.agent.replace(Some(std::rc::Rc::new(move |_, _, _: &Value| {
        count.set(count.get() + 1);
        Ok(Value::Undefined)
    })));
    for (method, args) in writes() {
        rejects(world.call(method, args), FailureKind::Usage, "Log in again");
    }
    assert_eq!(asked.get(), 0);
    world.now("setTokens", json!(["t2", "r2"])).unwrap();
    let shown = world.platform.services.mirrored.borrow();
    let last = |name: &str| shown.iter().rev().find(|(option, _)| *option == name).map(|(_, value)| value.clone());
    assert!(!last("masterPassword").unwrap().truthy() && !last("useMasterPassword").unwrap().truthy());
}

#[test]
fn the_constructors_master_password_is_in_force_unless_it_is_declined() {
    for (options, key) in [
        (json!({ "masterPassword": "m" }), Some("m")),
        (json!({ "masterPassword": "m", "useMasterPassword": null }), Some("m")),
        (json!({ "masterPassword": "m", "useMasterPassword": true }), Some("m")),
        (json!({ "masterPassword": "m", "useMasterPassword": false }), None),
        (json!({ "masterPassword": "", "useMasterPassword": false }), None),
    ] {
        assert_eq!(World::with(options.clone()).session().2.as_deref(), key, "{options}");
    }
}
