//! The key of a vault is told by its fingerprint: when it changes, and where a program holds the vault to one.

use super::furnished::calls;
use super::furnished::furnish;
use super::support::seven::*;
use super::support::*;
use std::cell::RefCell;
use std::rc::Rc;

/// What a listener of `vaultKeyChanged` was told, and how many writes had been sent before.
fn watch(world: &Rc<World>) -> Rc<RefCell<Vec<(Json, usize)>>> {
    let told: Rc<RefCell<Vec<(Json, usize)>>> = Rc::default();
    let (log, looked_at) = (told.clone(), Rc::downgrade(world));
    let listener = Value::function(move |data| {
        let writes = looked_at
            .upgrade()
            .map_or(0, |world| world.platform.network.sent().iter().filter(|s| is_write(&s.line)).count());
        log.borrow_mut().push((to_json(data), writes));
        Ok(())
    });
    world.now("listenEvent", vec![Value::str("vaultKeyChanged"), listener]).unwrap();
    told
}

fn fingerprint(world: &World, id: &str) -> String {
    text(&world.call("getVaultKeyFingerprint", json!([id])).unwrap())
}

/// Serves vault `v1` with another key of the server's making.
fn change_key(world: &World, key: &str) {
    let mut changed = vault("v1", true);
    changed["masterKeyEncrypted"] = for_user(key).into();
    world.give("GET /vaults/v1", changed);
    let mut item = item("p1", "v1", true);
    item["vaultMasterKeyEncrypted"] = for_user(key).into();
    item["keyEncrypted"] = seal(&item_key("p1"), key).into();
    world.give("GET /items/p1", item);
}

#[test]
fn a_key_that_changes_is_told_before_anything_is_written_with_it() {
    let world = Rc::new(World::seven_sealed().with_item7(true));
    world.give("POST /items", json!({ "id": "p1" }));
    let told = watch(&world);
    let before = fingerprint(&world, "v1");
    world.call("getPassword", json!(["p1"])).unwrap();
    assert!(told.borrow().is_empty());
    change_key(&world, "a key of the server's");
    world.call("editPassword", json!(["p1", { "password": "new" }])).unwrap();
    let after = fingerprint(&world, "v1");
    assert_ne!(before, after);
    assert_eq!(*told.borrow(), [(json!({ "vaultId": "v1", "before": before, "after": after }), 0)]);
    assert_eq!(world.writes(), ["PATCH /items/p1"]); // without a pin the write goes on
}

#[test]
fn a_listener_that_throws_or_closes_the_client_disturbs_nobody_else() {
    let world = World::seven_sealed().with_item7(true);
    let listener = Value::function(|_| Err(Value::str("thrown")));
    world.now("listenEvent", vec![Value::str("vaultKeyChanged"), listener]).unwrap();
    fingerprint(&world, "v1");
    change_key(&world, "another");
    fingerprint(&world, "v1");
}

fn pinned(pins: Json) -> World {
    World::seven_with(json!({ "pinVaultKeys": pins })).logged_in()
}

#[test]
fn a_pin_that_is_met_changes_nothing() {
    let pin = fingerprint(&World::seven_sealed().with_item7(true), "v1");
    let world = pinned(json!({ "v1": pin })).with_item7(true);
    world.call("editPassword", json!(["p1", { "password": "new" }])).unwrap();
    assert_eq!(fingerprint(&world, "v1"), pin);
}

/// Whatever the server serves in the place of the key, none at all included, whatever the method is.
#[test]
fn a_pin_that_is_not_met_ends_reads_and_writes() {
    let pin = fingerprint(&World::seven_sealed().with_item7(true), "v1");
    let world = pinned(json!({ "v1": pin })).with_item7(true);
    change_key(&world, "another");
    for (method, args) in [
        ("getPassword", json!(["p1"])),
        ("editPassword", json!(["p1", { "password": "x" }])),
        ("addPassword", json!([{ "vaultId": "v1\n", "password": "x" }])),
        ("generatePasswordShareLink", json!(["p1"])),
        ("getVaultKeyFingerprint", json!(["v1"])),
    ] {
        let problem = rejects(world.call(method, args), FailureKind::Crypto, "pinVaultKeys");
        assert!(!problem.message.contains("another"), "{}", problem.message);
    }
    world.vault7("v1", false);
    world.item7("p1", "v1", false);
    for (method, args) in
        [("getPassword", json!(["p1"])), ("addPassword", json!([{ "vaultId": "v1", "password": "x" }]))]
    {
        rejects(world.call(method, args), FailureKind::Crypto, "it has none");
    }
    assert_eq!(world.writes(), [""; 0]);
}

#[test]
fn nothing_is_written_by_any_method_into_a_vault_with_another_key() {
    let wrong = format!("sha256:{}", "A".repeat(43));
    let mut stopped = 0;
    for called in calls() {
        let world = furnish(pinned(json!({ "v1": wrong, "v2": wrong, "v3": wrong })), true);
        if let Err(failure) = world.ends(called.method, called.args.clone())
            && all_texts(&failure).contains("pinVaultKeys")
        {
            stopped += 1;
            assert_eq!(world.writes(), [""; 0], "{}", called.method);
        }
        let sealed = world.platform.network.sent().iter().any(|sent| sent.json().to_string().contains("keyEncrypted"));
        assert!(!sealed, "{} has written", called.method);
    }
    assert!(stopped > 15, "{stopped}");
}

/// Servers take the digits of an id in either case, and so do callers write them.
#[test]
fn a_vault_is_pinned_however_its_id_is_written() {
    let (id, wrong) = ("77ae27011df1fd702fa8b9bb", format!("sha256:{}", "A".repeat(43)));
    for pinned_as in [id.to_owned(), id.to_uppercase()] {
        for called in [id.to_owned(), id.to_uppercase()] {
            let world = pinned(json!({ pinned_as.as_str(): wrong })).with_item7(true);
            world.vault7(&called, true);
            let args = json!([{ "vaultId": called, "name": "n", "password": "p" }]);
            rejects(world.call("addPassword", args), FailureKind::Crypto, "pinVaultKeys");
            assert_eq!(world.writes(), [""; 0]);
        }
    }
}

#[test]
fn a_pin_that_is_not_understood_sends_nothing() {
    for pins in [json!("x"), json!([1]), json!({ "v1": "sha256:short" }), json!({ "v1": null })] {
        let world = World::seven_with(json!({ "token": "access-1-token", "pinVaultKeys": pins }));
        rejects(world.call("getVaultsCount", json!([])), FailureKind::Usage, "pinVaultKeys");
        assert_eq!(world.lines(), [""; 0]);
    }
}

#[test]
fn a_vault_without_a_key_has_no_fingerprint() {
    for world in [World::seven().with_item7(false), World::seven_sealed().with_item7(false)] {
        rejects(world.call("getVaultKeyFingerprint", json!(["v1"])), FailureKind::Usage, "no key");
    }
    rejects(
        World::seven().with_item7(true).call("getVaultKeyFingerprint", json!(["v1"])),
        FailureKind::MasterPassword,
        "",
    );
}
