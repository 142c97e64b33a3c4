//! Keys that are nothing (D42). Anybody can write an empty text, or letters that the armour drops; only the holder of a key
//! can seal one. Whichever road such a key comes by, nothing is opened with it and nothing is written.

use super::inbox::rsa_vector;
use super::support::*;

/// What a server without any key can put in the place of a sealed key, and the empty text sealed by one that has it.
fn nothings(opener: &str) -> Vec<Value> {
    let armour_of_a_header = "amt4cwv48xb6pp1h715q0ujtd1a";
    let mut all: Vec<Value> = ["中", "!", "\u{FFFD}", " ", armour_of_a_header].map(Value::str).into();
    all.push(Value::str(&seal("", opener)));
    all.extend([json!(0), json!(false), json!(true), json!({}), json!(["x"])].map(Value::from));
    all
}

/// The same where a missing key is refused as well.
fn nothings_or_missing(opener: &str) -> Vec<Value> {
    let mut all = nothings(opener);
    all.extend([Value::str(""), Value::null(), Value::undefined()]);
    all
}

/// Each method rejects, naming the member, and sends nothing but reads.
#[track_caller]
fn refused(world: &World, calls: &[(&str, Json)], member: &str) {
    for (method, args) in calls {
        world.lines();
        let problem = problem(world.call(method, args.clone()));
        assert_eq!(problem.kind, FailureKind::Crypto, "{method}: {}", problem.message);
        assert!(problem.message.contains(member), "{method}: {}", problem.message);
        let is_read = |line: &&String| line.starts_with("GET ") || line.starts_with("POST /sharing/inbox/i1");
        let lines = world.lines();
        assert!(lines.iter().all(|line| is_read(&line)), "{method} sent {lines:?}");
    }
}

fn writes() -> Vec<(&'static str, Json)> {
    vec![
        ("editPassword", json!(["p1", { "password": "new" }])),
        ("deletePassword", json!(["p1"])),
        ("movePassword", json!(["p1", "v2"])),
        ("copyPassword", json!(["p1", "v2"])),
        ("generatePasswordShareLink", json!(["p1"])),
    ]
}

fn with_target(world: World) -> World {
    world.vault("v2", true, false);
    world
}

#[test]
fn of_a_vault() {
    let world = with_target(World::sealed().with_password());
    let mut calls = writes();
    calls.push(("getPassword", json!(["p1"])));
    calls.push(("addPassword", json!([{ "vaultId": "v1", "password": "secret" }])));
    calls.push(("addPasswordAttachment", json!(["p1", "/a"])));
    for sealed in nothings(MASTER) {
        for member in ["vaultPasswordCrypted", "passwordCrypted"] {
            let vault = value(json!({ "id": "v1" }));
            vault.set(member, sealed.clone());
            world.route("GET /vaults/v1", Answer::of_value(&vault));
            refused(&world, &calls, &format!("vault v1: {member}"));
        }
        // As the vault that something goes to.
        world.vault("v1", true, false);
        let vault = value(json!({ "id": "v2" }));
        vault.set("vaultPasswordCrypted", sealed);
        world.route("GET /vaults/v2", Answer::of_value(&vault));
        refused(&world, &writes()[2..4], "vault v2");
        world.vault("v2", true, false);
    }
    for missing in [json!({ "id": "v1" }), json!({ "id": "v1", "passwordCrypted": "", "vaultPasswordCrypted": null })] {
        world.route("GET /vaults/v1", Answer::data(missing));
        refused(&world, &calls, "vault v1: vaultPasswordCrypted");
    }
}

#[test]
fn of_a_domain() {
    let world = World::sealed().with_password();
    for sealed in nothings_or_missing(MASTER) {
        let vault = value(json!({ "id": "v1", "scope": "domain", "vaultPasswordCrypted": seal("made up", "x") }));
        vault.set("domainMaster", sealed.clone());
        world.route("GET /vaults/v1", Answer::of_value(&vault));
        refused(&world, &[("getPassword", json!(["p1"]))], "vault v1: domainMaster");
        let domain = value(json!({ "domainId": "d" }));
        domain.set("mpCrypted", sealed);
        world.route("GET /vaults/domain", Answer::of_value(&domain));
        refused(&world, &[("addVault", json!(["n"])), ("addVault", json!(["n", true]))], "domain: mpCrypted");
    }
}

#[test]
fn of_a_password_and_of_a_shortcut() {
    let world = with_target(World::sealed().with_password());
    let password = world.password("p1", "v1", true);
    let mut calls = writes();
    calls.push(("getPassword", json!(["p1"])));
    for sealed in nothings("v1 password") {
        let stored = value(password.clone());
        stored.set("cryptedKey", sealed.clone());
        world.route("GET /passwords/p1", Answer::of_value(&stored));
        refused(&world, &calls, "password p1: cryptedKey");
        let shortcut = value(json!({ "id": "s1", "vaultId": "v1" }));
        shortcut.set("cryptedKey", sealed);
        let behind = value(password.clone());
        behind.set("shortcut", shortcut);
        world.route("GET /sharing/shortcut/s1", Answer::of_value(&behind));
        let calls = [
            ("getShortcutPassword", json!(["s1"])),
            ("editShortcutPassword", json!(["s1", { "password": "new" }])),
            ("moveShortcut", json!(["s1", "v2"])),
            ("copyShortcut", json!(["s1", "v2"])),
            ("generateShortcutPasswordShareLink", json!(["s1"])),
        ];
        refused(&world, &calls, "shortcut s1: cryptedKey");
    }
}

#[test]
fn of_a_file() {
    let world = with_target(World::sealed().with_password());
    let mut password = world.password("p1", "v1", true);
    let forged = seal("bWFkZSB1cA==", "x");
    for sealed in nothings_or_missing("key of p1") {
        let file = value(json!({ "id": "a1", "encryptedData": forged, "hash": "" }));
        file.set("encryptedKey", sealed.clone());
        world.route("GET /passwords/p1/attachment/a1", Answer::of_value(&file));
        let read = world.call("getAttachment", json!(["p1", "a1"])).unwrap();
        let Err(Failure::Ours(problem)) = world.data(&read) else { panic!("a file opened with {}", to_json(&sealed)) };
        assert_eq!(problem.kind, FailureKind::Crypto, "{}", problem.message);
    }
    for sealed in nothings("key of p1") {
        password["attachments"] = json!([{ "id": "a1", "name": "a.bin", "encryptedData": "x" }]);
        let stored = value(password.clone());
        stored.own("attachments").items()[0].set("encryptedKey", sealed);
        world.route("GET /passwords/p1", Answer::of_value(&stored));
        refused(&world, &writes(), "attachment a1: encryptedKey");
    }
}

#[test]
fn of_an_inbox_item() {
    let (pem, wrapped_nothing, nothing) = rsa_vector("rsa_decrypt/empty message");
    assert_eq!(nothing, "");
    let world = World::sealed();
    world.route("GET /user/info", Answer::data(json!({ "keys": { "privateCrypted": seal(&pem, MASTER) } })));
    let password = json!({ "id": "p1", "cryptedPassword": seal("made up", "x") });
    let item = json!({ "id": "i1", "cryptedKey": wrapped_nothing, "password": password });
    world.route("POST /sharing/inbox/i1", Answer::data(item));
    let calls = [("getInboxPassword", json!(["i1"])), ("editInboxPassword", json!(["i1", { "password": "new" }]))];
    refused(&world, &calls, "inbox item i1: cryptedKey");
    // An old one: the vault's key would be stored under the user's master key.
    let old = json!({ "id": "i1", "vaultId": "v1", "password": password, "groupPasswordCrypted": wrapped_nothing });
    world.route("POST /sharing/inbox/i1", Answer::data(old));
    refused(&world, &calls[..1], "inbox item i1: groupPasswordCrypted");
    assert!(world.platform.network.sent().iter().all(|sent| sent.json()["silent"].is_null()));
}

#[test]
fn of_a_share_link() {
    let world = World::sealed().with_password();
    world.route("POST /passwords/generate-share-link", Answer::data("https://pw.test/link"));
    let link = text(&world.call("generatePasswordShareLink", json!(["p1", false, 24, ""])).unwrap());
    assert!(
        link.split_once("#code=").is_some_and(|(_, code)| code.len() == 100),
        "an empty secret counts as none (K12)"
    );
}

#[test]
fn values_open_to_nothing_only_where_they_are_nothing() {
    let world = World::sealed().with_password();
    let password = world.password("p1", "v1", true);
    let read = |sealed: Value| {
        let stored = value(password.clone());
        stored.set("cryptedPassword", sealed);
        world.route("GET /passwords/p1", Answer::of_value(&stored));
        let opened = world.call("getPassword", json!(["p1"])).unwrap();
        world.password_text(&opened)
    };
    for sealed in ["".to_owned(), seal("", "key of p1")] {
        assert_eq!(text(&read(Value::str(&sealed)).unwrap()), "");
    }
    for foreign in ["中".to_owned(), "!".to_owned(), "中".repeat(300_000)] {
        rejects(read(Value::str(&foreign)), FailureKind::Crypto, "password p1: cryptedPassword");
    }
}
