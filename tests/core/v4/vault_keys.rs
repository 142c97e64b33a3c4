//! A key that is not the vault's own: nothing is written with it (SECURITY.md).

use super::inbox::rsa;
use super::support::*;
use std::cell::RefCell;
use std::rc::Rc;

/// A vault with this key.
fn vault(world: &World, id: &str, key: &str) {
    let vault = json!({ "id": id, "vaultPasswordCrypted": seal(key, MASTER) });
    world.route(&format!("GET /vaults/{id}"), Answer::data(vault));
}

fn add(vault: &str) -> Json {
    json!([{ "vaultId": vault, "password": "secret" }])
}

#[test]
fn of_another_vault() {
    let world = World::sealed().with_password();
    world.route("POST /passwords", Answer::data("id"));
    world.route("POST /passwords/p1/move", Answer::data("id"));
    world.call("getPassword", json!(["p1"])).unwrap();
    vault(&world, "v2", "v1 password");
    vault(&world, "v3", "v3 password");
    world.call("addPassword", add("v3")).unwrap();
    world.lines();
    rejects(world.call("addPassword", add("v2")), FailureKind::Crypto, "vault v2: its key is that of another vault");
    rejects(world.call("movePassword", json!(["p1", "v2"])), FailureKind::Crypto, "vault v2");
    assert!(world.lines().iter().all(|line| line.starts_with("GET ")));
    // Whatever the vault says that it is; and reading goes on.
    let liar = json!({ "id": "v1", "vaultPasswordCrypted": seal("v1 password", MASTER) });
    world.route("GET /vaults/v2", Answer::data(liar));
    rejects(world.call("addPassword", add("v2")), FailureKind::Crypto, "vault v2");
    world.password("p2", "v2", false);
    world.call("getPassword", json!(["p2"])).unwrap();
    world.call("addPassword", add("v1")).unwrap();
    world.call("addPassword", json!([{ "vaultId": "v1\n", "password": "secret" }])).unwrap();
    world.route("POST /passwords/p1/copy", Answer::data("id"));
    world.call("copyPassword", json!(["p1", "v1"])).unwrap();
}

/// An old item that makes the client store `the text of the vector` as the key of vault `mine`.
fn old_item(world: &World, viewed: bool) -> String {
    let (pem, wrapped, key) = rsa();
    world.route("GET /user/info", Answer::data(json!({ "keys": { "privateCrypted": seal(&pem, MASTER) } })));
    let password = json!({ "id": "p9", "vaultId": "mine", "cryptedPassword": seal("sent", &key) });
    let item = json!({
        "id": "i1", "vaultId": "mine", "viewed": viewed, "password": password, "groupPasswordCrypted": wrapped,
    });
    world.route("POST /sharing/inbox/i1", Answer::data(item));
    world.route("GET /passwords/p9", Answer::data(password));
    world.route("PUT /passwords/p9", Answer::data("p9"));
    world.route("POST /passwords", Answer::data("id"));
    vault(world, "mine", &key);
    key
}

#[test]
fn that_came_by_an_old_inbox_item() {
    for viewed in [false, true] {
        let world = World::sealed();
        let key = old_item(&world, viewed);
        world.call("getInboxPassword", json!(["i1"])).unwrap();
        // The item itself can be edited, by the method that is made for it.
        world.call("editInboxPassword", json!(["i1", { "password": "new" }])).unwrap();
        assert_eq!(open(&world.last_body()["cryptedPassword"], &key), "new");
        rejects(world.call("addPassword", add("mine")), FailureKind::Crypto, "came by an old inbox item");
        rejects(world.call("editPassword", json!(["p9", {}])), FailureKind::Crypto, "came by an old inbox item");
        vault(&world, "another", &key);
        rejects(world.call("addPassword", add("another")), FailureKind::Crypto, "vault another");
    }
}

#[test]
fn old_inbox_items_can_be_refused() {
    for (refuse, sealed) in [(true, true), (true, false), (false, true)] {
        let world = World::with(json!({
            "token": "t", "masterPassword": MASTER, "useMasterPassword": sealed, "oldInboxItems": !refuse,
        }));
        old_item(&world, false);
        let calls = [("getInboxPassword", json!(["i1"])), ("editInboxPassword", json!(["i1", { "login": "x" }]))];
        for (method, args) in calls {
            world.lines();
            let outcome = world.call(method, args);
            if refuse && sealed {
                rejects(outcome, FailureKind::Crypto, "oldInboxItems");
                assert_eq!(world.lines(), ["POST /sharing/inbox/i1"]);
            } else if sealed {
                outcome.unwrap();
            }
        }
    }
}

#[test]
fn in_plain_mode_there_are_no_keys_to_compare() {
    let world = World::plain().with_plain_password();
    world.route("GET /vaults/v2", Answer::data(json!({ "id": "v2", "vaultPasswordCrypted": "YQ==" })));
    world.route("POST /passwords", Answer::data("id"));
    world.call("addPassword", add("v1")).unwrap();
    world.call("addPassword", add("v2")).unwrap();
}

#[test]
fn that_is_another_than_before_is_told() {
    let world = World::sealed().with_password();
    world.route("POST /passwords", Answer::data("id"));
    let told: Rc<RefCell<Vec<Json>>> = Rc::default();
    let log = told.clone();
    let listener = Value::function(move |data| {
        log.borrow_mut().push(to_json(data));
        Ok(())
    });
    world.now("listenEvent", vec![Value::str("vaultKeyChanged"), listener]).unwrap();
    let fingerprint = || text(&world.call("getVaultKeyFingerprint", json!(["v1"])).unwrap());
    let before = fingerprint();
    world.call("getPassword", json!(["p1"])).unwrap();
    vault(&world, "v1", "another password");
    world.call("addPassword", add("v1")).unwrap();
    assert_eq!(*told.borrow(), [json!({ "vaultId": "v1", "before": before, "after": fingerprint() })]);
}

#[test]
fn that_is_not_the_pinned_one() {
    let seen = World::sealed().with_password();
    let pin = text(&seen.call("getVaultKeyFingerprint", json!(["v1"])).unwrap());
    let options = |pins: Json, master: Json| {
        json!({
            "token": "token-1", "masterPassword": master, "useMasterPassword": master.is_string(), "pinVaultKeys": pins,
        })
    };
    let world = World::with(options(json!({ "v1": pin }), json!(MASTER))).with_password();
    world.route("POST /passwords", Answer::data("id"));
    world.call("getPassword", json!(["p1"])).unwrap();
    world.call("addPassword", add("v1")).unwrap();
    world.lines();
    vault(&world, "v1", "another password");
    for (method, args) in [("getPassword", json!(["p1"])), ("addPassword", add("v1")), ("addPassword", add("v1\n"))] {
        rejects(world.call(method, args), FailureKind::Crypto, "pinVaultKeys");
    }
    // A client without a master password sees no key at all.
    let plain = World::with(options(json!({ "v1": pin }), json!(false))).with_password();
    rejects(plain.call("addPassword", add("v1")), FailureKind::Crypto, "it has none");
    rejects(plain.call("getVaultKeyFingerprint", json!(["v1"])), FailureKind::Crypto, "it has none");
    let free = World::with(options(json!(null), json!(false))).with_password();
    rejects(free.call("getVaultKeyFingerprint", json!(["v1"])), FailureKind::Usage, "no key");
    assert!(world.lines().iter().chain(&plain.lines()).all(|line| line.starts_with("GET ")));
}
