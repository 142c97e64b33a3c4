//! The inbox (spec §6.6, D35): whatever cannot be opened is told, and nothing is written.

use super::support::*;

const ITEM: &str = "POST /sharing/inbox/i1";

/// A private key, a text wrapped for it, and the text.
pub fn rsa() -> (String, String, String) {
    rsa_vector("rsa_decrypt/PKCS#8")
}

/// The same of another vector.
pub fn rsa_vector(name: &str) -> (String, String, String) {
    let vectors =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/conformance/vectors.json")).unwrap();
    let vectors: Json = serde_json::from_str(&vectors).unwrap();
    let named = |v: &&Json| v["name"] == name;
    let vector = vectors["vectors"].as_array().unwrap().iter().find(named).unwrap();
    let member = |path: &str| vector.pointer(path).unwrap().as_str().unwrap().to_owned();
    (member("/input/pem"), member("/input/base64"), member("/output/text"))
}

fn with_user(world: World, keys: Json) -> World {
    world.route("GET /user/info", Answer::data(json!({ "id": "u1", "keys": keys })));
    world
}

fn usable_keys() -> Json {
    json!({ "privateCrypted": seal(&rsa().0, MASTER) })
}

fn item(crypted_key: &str, key: &str) -> Json {
    let password = json!({
        "id": "p1", "cryptedPassword": seal("sent", key), "custom": null, "attachments": null,
    });
    json!({ "id": "i1", "cryptedKey": crypted_key, "password": password })
}

#[test]
fn a_new_item_opens_with_the_users_key() {
    let (_, wrapped, key) = rsa();
    let world = with_user(World::sealed(), usable_keys());
    world.route(ITEM, Answer::data(item(&wrapped, &key)));
    let opened = world.call("getInboxPassword", json!(["i1"])).unwrap();
    assert_eq!(text(&world.password_text(&opened.own("password")).unwrap()), "sent");
    assert_eq!(world.lines(), [ITEM, "GET /user/info"]);
    world.route("PUT /passwords/p1", Answer::data("p1"));
    world.call("editInboxPassword", json!(["i1", { "password": "new" }])).unwrap();
    assert_eq!(open(&world.last_body()["cryptedPassword"], &key), "new");
}

/// RSA is blinded by random numbers: where there are none, the key stays closed.
#[test]
fn without_random_numbers_no_key_is_used() {
    let (_, wrapped, key) = rsa();
    let world = with_user(World::sealed(), usable_keys());
    world.platform.no_entropy.set(true);
    world.route(ITEM, Answer::data(item(&wrapped, &key)));
    rejects(world.call("getInboxPassword", json!(["i1"])), FailureKind::Crypto, "No secure random numbers");
}

#[test]
fn somebody_elses_item_is_told_and_nothing_is_written() {
    let (_, wrapped, key) = rsa();
    let damaged = format!("A{}", &wrapped[1..]);
    let pem_of_another = seal("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----", MASTER);
    for (item_key, keys, words) in [
        (damaged.as_str(), usable_keys(), "inbox item i1: cryptedKey"),
        (wrapped.as_str(), json!({ "privateCrypted": pem_of_another }), "RSA private key"),
        (wrapped.as_str(), json!({ "privateCrypted": seal("x", "other") }), "the user's keys: privateCrypted"),
        (wrapped.as_str(), json!({}), "the user's keys: privateCrypted"),
        (wrapped.as_str(), json!(null), "Can't fetch user private keys"),
    ] {
        let world = with_user(World::sealed(), keys);
        world.route(ITEM, Answer::data(item(item_key, &key)));
        world.platform.disk.put("/f", b"x");
        for (method, args) in [
            ("getInboxPassword", json!(["i1"])),
            ("editInboxPassword", json!(["i1", { "password": "new" }])),
            ("addInboxPasswordAttachment", json!(["i1", "/f"])),
        ] {
            rejects(world.call(method, args), FailureKind::Crypto, words);
            assert_eq!(world.lines(), [ITEM, "GET /user/info"], "{method}");
        }
    }
}

#[test]
fn an_old_item_is_sealed_for_this_user_on_the_first_look() {
    let (_, wrapped, vault_password) = rsa();
    let world = with_user(World::sealed(), usable_keys());
    let password = json!({ "id": "p1", "cryptedPassword": seal("sent", &vault_password) });
    let old = json!({
        "id": "i1", "vaultId": "v1", "viewed": false, "groupPasswordCrypted": wrapped, "password": password,
    });
    world.route(ITEM, Answer::data(old));
    let vault = json!({ "id": "v1", "passwordCrypted": seal(&vault_password, MASTER) });
    world.route("GET /vaults/v1", Answer::data(vault));
    let opened = world.call("getInboxPassword", json!(["i1"])).unwrap();
    assert_eq!(text(&world.password_text(&opened.own("password")).unwrap()), "sent");
    let sent = world.platform.network.sent();
    let bodies: Vec<Json> = sent.iter().filter(|s| s.line == ITEM).map(|s| s.json()).collect();
    assert_eq!(bodies[0], Json::Null);
    assert_eq!(bodies[1], json!({ "passwordCrypted": "" }));
    assert_eq!(open(&bodies[2]["passwordCrypted"], MASTER), vault_password);
    assert_eq!(bodies[2]["silent"], false);
}

#[test]
fn an_old_item_without_an_envelope_is_not_half_opened() {
    let (_, wrapped, _) = rsa();
    for (envelope, keys) in [
        (json!(null), usable_keys()),
        (json!(""), usable_keys()),
        (json!(format!("A{}", &wrapped[1..])), usable_keys()),
        (json!(wrapped), json!(null)),
    ] {
        let world = with_user(World::sealed(), keys);
        let old = json!({ "id": "i1", "viewed": false, "groupPasswordCrypted": envelope, "password": { "id": "p1" } });
        world.route(ITEM, Answer::data(old));
        rejects(world.call("getInboxPassword", json!(["i1"])), FailureKind::Crypto, "");
        assert_eq!(world.lines(), [ITEM, ITEM, "GET /user/info"]);
    }
}

#[test]
fn plain_mode_asks_for_the_user_too() {
    let world = with_user(World::plain(), json!(null));
    let password = json!({ "id": "p1", "cryptedPassword": "c2VudA==" });
    world.route(ITEM, Answer::data(json!({ "id": "i1", "cryptedKey": "x", "password": password })));
    let opened = world.call("getInboxPassword", json!(["i1"])).unwrap();
    assert_eq!(text(&world.password_text(&opened.own("password")).unwrap()), "sent");
    assert_eq!(world.lines(), [ITEM, "GET /user/info"]);
}
