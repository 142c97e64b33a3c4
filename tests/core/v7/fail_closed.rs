//! Nothing takes the encryption off, and no key reaches another's hands, whatever the server says of vault and item (V25, V27,
//! D41, D42).

use super::furnished::{Called, WRITTEN, calls, furnish, furnish_with, furnished};
use super::support::seven::*;
use super::support::*;
use passwork_wasm::core::client::{Method, Values};
use passwork_wasm::core::crypto::base64;

/// The calls that put a value or a key into a body.
pub fn writing() -> Vec<Called> {
    let writes = |called: &Called| {
        let method = Method::ALL.iter().find(|method| method.name() == called.method).unwrap();
        method.values() == Values::Writes
    };
    calls().into_iter().filter(writes).collect()
}

/// All texts in a document.
fn texts(json: &Json) -> Vec<String> {
    match json {
        Json::String(text) => vec![text.clone()],
        Json::Array(list) => list.iter().flat_map(texts).collect(),
        Json::Object(members) => members.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

fn opens(sealed: &str, key: &str) -> Option<String> {
    use passwork_wasm::core::crypto::openssl_enc;
    let opened = openssl_enc::open_text(&sealed.into(), &key_of(key)).ok()?;
    opened.as_utf8().map(str::to_owned)
}

/// What is wrong with a body of a sealed session: a value in the clear, or the key of a vault in another's.
fn leak(body: &Json) -> Option<String> {
    let values = [WRITTEN, "text of p", "pin of p", "the file", "dGhlIGZpbGU="];
    let clear: Vec<_> = values.iter().map(|value| (value.to_string(), base64::encode(value.as_bytes()))).collect();
    for text in texts(body) {
        for (value, encoded) in &clear {
            let stem = encoded.trim_end_matches('=');
            if text.contains(value) || text.contains(&stem[..stem.len() - 1]) {
                return Some(format!("'{text}' is in the clear"));
            }
        }
        let inside = ["v1", "v2", "v3"].iter().filter_map(|id| opens(&text, &vault_key(id)));
        if let Some(found) = inside.into_iter().find(|inside| inside.starts_with("key of vault")) {
            return Some(format!("the {found} is sealed for another vault"));
        }
    }
    None
}

/// Of all that was sent.
pub fn leaks(world: &World) -> Vec<String> {
    let sent = world.platform.network.sent();
    sent.iter().filter_map(|sent| Some(format!("{}: {}", sent.line, leak(&sent.json())?))).collect()
}

/// Where a lie has an effect: the members that hold sealed keys, wherever they stand.
fn change_members(json: &mut Json, name: &str, to: &Json) {
    match json {
        Json::Array(list) => list.iter_mut().for_each(|entry| change_members(entry, name, to)),
        Json::Object(members) => {
            if let Some(value) = members.get_mut(name) {
                *value = to.clone();
            }
            members.values_mut().for_each(|value| change_members(value, name, to));
        }
        _ => {}
    }
}

fn lying(change: &dyn Fn(&str, &mut Json)) -> World {
    furnish_with(World::seven_sealed(), true, &|line, body| {
        if line != KEYS {
            change(line, body);
        }
    })
}

/// Methods that put nothing in the clear, whatever the vault: they delete or move what is there, or seal for the user.
const HARMLESS: [&str; 4] = ["deletePassword", "moveFolder", "addVault", "createUser"];

#[test]
fn where_neither_vault_nor_item_has_a_key_nothing_is_written() {
    for Called { method, args } in writing() {
        let world = furnish(World::seven_sealed(), false);
        let outcome = world.ends(method, args);
        if HARMLESS.contains(&method) {
            continue;
        }
        let kind = problem(outcome).kind;
        assert!([FailureKind::Usage, FailureKind::Crypto].contains(&kind), "{method}: {kind:?}");
        assert_eq!(world.writes(), [""; 0], "{method}");
    }
}

#[test]
fn a_vault_without_a_key_gets_nothing_new() {
    for nothing in [Json::Null, json!("")] {
        let world = lying(&|line, body| {
            if line == "GET /vaults/v2" || line == "GET /vaults/v1" {
                body["masterKeyEncrypted"] = nothing.clone();
            }
        });
        for (method, args) in [
            ("addPassword", json!([{ "vaultId": "v2", "name": "n", "password": WRITTEN }])),
            ("movePassword", json!(["p2", "v2"])),
            ("copyPassword", json!(["p2", "v2"])),
            ("copyShortcut", json!(["s1", "v2"])),
            ("moveShortcut", json!(["s1", "v2"])),
            ("copyFolder", json!(["f1", "v2"])),
        ] {
            rejects(world.call(method, args), FailureKind::Usage, "");
            assert_eq!(world.writes(), [""; 0], "{method}");
        }
    }
}

/// Whichever key the server leaves out or spoils.
#[test]
fn no_lie_about_a_key_brings_a_value_into_the_clear() {
    let spoiled =
        [Json::Null, json!(""), json!("AAAA"), json!(5), json!(seal("x", "another key")), json!(for_user("x"))];
    for member in ["masterKeyEncrypted", "vaultMasterKeyEncrypted", "keyEncrypted", "encryptedKey"] {
        for to in &spoiled {
            for Called { method, args } in writing() {
                let world = lying(&|_, body| change_members(body, member, to));
                let _ = world.ends(method, args);
                let found = leaks(&world);
                let is_known = *to == Json::Null || *to == json!("") || *to == json!(5);
                if is_known
                    && member == "keyEncrypted"
                    && ["movePassword", "copyShortcut", "moveShortcut"].contains(&method)
                {
                    continue; // the_key_of_a_vault_is_never_moved_into_another
                }
                assert_eq!(found, [""; 0], "{method}, {member}: {to}");
            }
        }
    }
}

/// D24: who may read the target could read all of the source. A server needs only to leave `keyEncrypted` out.
#[test]
fn the_key_of_a_vault_is_never_moved_into_another() {
    for nothing in [Json::Null, json!(""), json!(5)] {
        let world = lying(&|line, body| {
            if line == "GET /items/p1" {
                body["keyEncrypted"] = nothing.clone();
            }
        });
        let _ = world.ends("movePassword", json!(["p1", "v2"]));
        assert_eq!(leaks(&world), [""; 0]);
    }
}

/// The same by a shortcut that brings no key, so that the item is asked for its own.
#[test]
fn the_key_of_a_vault_is_never_taken_for_that_of_a_shortcut() {
    for (method, args) in [
        ("copyShortcut", json!(["s1", "v2"])),
        ("moveShortcut", json!(["s1", "v2"])),
        ("copyFolder", json!(["f1", "v2"])),
    ] {
        let world = lying(&|_, body| {
            let entries = match body.get_mut("items") {
                Some(Json::Array(entries)) => entries.iter_mut().collect(),
                _ => vec![body],
            };
            for entry in entries.into_iter().filter(|entry| entry.get("shortcut").is_some()) {
                entry["shortcut"]["keyEncrypted"] = Json::Null;
                entry["shortcut"]["folderId"] = "f1".into();
            }
        });
        let mut bare = item("p3", "v1", true);
        bare["keyEncrypted"] = Json::Null;
        world.give("GET /items/p3", bare);
        let _ = world.ends(method, args);
        assert_eq!(leaks(&world), [""; 0], "{method}");
    }
}

/// What is sealed with it could be read by whoever reads anything else in the vault's history of items, but it stays in the vault.
#[test]
fn an_item_without_a_key_in_a_vault_with_one_is_written_under_the_vaults() {
    let world = World::seven_sealed();
    let mut item = item("p1", "v1", true);
    item["keyEncrypted"] = Json::Null;
    item["passwordEncrypted"] = seal("old", &vault_key("v1")).into();
    item["customs"] = json!([]);
    world.give("GET /items/p1", item);
    world.give("PATCH /items/p1", json!({}));
    let password = world.call("editPassword", json!(["p1", { "password": WRITTEN }])).unwrap();
    assert_eq!(text(&world.password_text(&password).unwrap()), "old");
    assert_eq!(open(&body_of(&world, "PATCH /items/p1")["passwordEncrypted"], &vault_key("v1")), WRITTEN);
}

#[test]
fn undecided_sends_nothing_of_a_value() {
    for Called { method, args } in writing() {
        let in_vain = furnished(false);
        in_vain.route(OPTIONS, refused(500, "x", "y"));
        assert!(in_vain.call("login", json!(["A:R", "a password"])).is_err());
        let logged_out = furnished(true);
        logged_out.call("logout", json!([])).unwrap();
        logged_out.now("setTokens", json!(["A", "R"])).unwrap();
        let wanted = furnish(World::seven_with(json!({ "token": "A", "useMasterPassword": true })), false);
        let odd = furnish(World::seven_with(json!({ "token": "A", "masterPassword": 5 })), false);
        for world in [in_vain, logged_out, wanted, odd] {
            world.lines();
            rejects(world.call(method, args.clone()), FailureKind::Usage, "");
            assert_eq!(world.lines(), [""; 0], "{method}");
        }
    }
}

/// A plain session has no key for what is sealed, and says so before it writes (V6).
#[test]
fn without_a_master_key_nothing_is_written_to_what_is_sealed() {
    for Called { method, args } in writing() {
        let world = furnish(World::seven(), true);
        let outcome = world.ends(method, args);
        if HARMLESS.contains(&method) {
            continue;
        }
        let kind = problem(outcome).kind;
        assert!([FailureKind::MasterPassword, FailureKind::UnsupportedByServer].contains(&kind), "{method}: {kind:?}");
        assert_eq!(world.writes(), [""; 0], "{method}");
    }
}

/// Who was given a master password meanwhile did not mean this call.
#[test]
fn a_write_that_began_plain_is_not_sent_once_a_master_password_was_given() {
    let world = World::seven().with_item7(false);
    world.platform.network.unroute("GET /vaults/v1");
    let job = world.start("addPassword", json!([{ "vaultId": "v1", "name": "n", "password": WRITTEN }]));
    world.run();
    let login = world.start("login", json!(["B:R", master_password()]));
    world.answer("GET /vaults/v1", ok(vault("v1", false)));
    rejects(job.done(), FailureKind::Usage, "");
    assert!(!login.is_done() && world.writes().is_empty());
}

/// And what began sealed stays so.
#[test]
fn a_write_that_began_sealed_stays_sealed_after_a_plain_login() {
    let world = World::seven_sealed().with_item7(true);
    world.platform.network.unroute("GET /vaults/v1");
    let job = world.start("addPassword", json!([{ "vaultId": "v1", "name": "n", "password": WRITTEN }]));
    world.run();
    world.call("login", json!(["B:R"])).unwrap();
    world.answer("GET /vaults/v1", ok(vault("v1", false)));
    rejects(job.done(), FailureKind::Usage, "not encrypted");
    assert_eq!(world.writes(), [""; 0]);
}

/// V27: who reads the one could read the other.
#[test]
fn a_key_that_two_vaults_share_is_not_written_with() {
    let same = for_user(&vault_key("v1"));
    for (method, args) in [
        ("addPassword", json!([{ "vaultId": "v2", "name": "n", "password": WRITTEN }])),
        ("movePassword", json!(["p2", "v2"])),
        ("copyPassword", json!(["p2", "v2"])),
        ("copyShortcut", json!(["s1", "v2"])),
        ("moveShortcut", json!(["s1", "v2"])),
        ("copyFolder", json!(["f1", "v2"])),
    ] {
        let world = lying(&|line, body| {
            if line == "GET /vaults/v2" {
                body["masterKeyEncrypted"] = same.clone().into();
            }
        });
        world.call("getPassword", json!(["p2"])).unwrap();
        rejects(world.call(method, args), FailureKind::Crypto, "another vault");
        assert_eq!(world.writes(), [""; 0], "{method}");
    }
}

#[test]
fn the_same_key_sealed_twice_is_still_the_same() {
    let world = furnished(true);
    world.call("getPassword", json!(["p2"])).unwrap();
    let mut other = item("p1", "v2", true);
    other["vaultMasterKeyEncrypted"] = vector("vaultkey/unwrap-1024", "/input/masterKeyEncrypted").into();
    other["keyEncrypted"] = seal("k", &vector("vaultkey/unwrap-1024", "/output/vaultKey")).into();
    world.give("GET /items/p1", other.clone());
    world.call("editPassword", json!(["p1", { "name": "n" }])).unwrap();
    other["vaultId"] = "v1".into();
    world.give("GET /items/p1", other);
    world.lines();
    rejects(world.call("editPassword", json!(["p1", { "name": "n" }])), FailureKind::Crypto, "another vault");
    assert_eq!(world.writes(), [""; 0]);
}

/// D42: everybody could open it.
#[test]
fn a_key_that_opens_to_nothing_is_none() {
    let of_user = [for_user(""), "AAAA".to_owned(), "%".to_owned(), " ".to_owned()];
    for sealed in of_user {
        for member in ["masterKeyEncrypted", "vaultMasterKeyEncrypted"] {
            for Called { method, args } in writing().into_iter().filter(|called| !HARMLESS.contains(&called.method)) {
                let world = lying(&|_, body| change_members(body, member, &json!(sealed)));
                let outcome = world.ends(method, args);
                if outcome.is_err() && problem(outcome).kind == FailureKind::Crypto {
                    assert_eq!(
                        world.platform.network.sent().iter().find(|sent| is_write(&sent.line)).map(|s| &s.line),
                        None
                    );
                }
                assert_eq!(leaks(&world), [""; 0], "{method}, {member}: {sealed}");
            }
        }
    }
    for nothing in [seal("", &vault_key("v1")), "i".to_owned(), "amt4cwv48xb6pp1h".to_owned()] {
        let world = lying(&|_, body| {
            if body.get("shortcut").is_none() && body.get("keyEncrypted").is_some() {
                body["keyEncrypted"] = nothing.clone().into();
            }
        });
        for (method, args) in [
            ("getPassword", json!(["p1"])),
            ("editPassword", json!(["p1", { "password": WRITTEN }])),
            ("movePassword", json!(["p1", "v2"])),
            ("copyPassword", json!(["p1", "v2"])),
            ("generatePasswordShareLink", json!(["p1"])),
            ("addPasswordAttachment", json!(["p1", "/f"])),
        ] {
            rejects(world.call(method, args), FailureKind::Crypto, "");
            assert_eq!(world.writes(), [""; 0], "{method}: {nothing}");
        }
    }
}

#[test]
fn keys_of_files_inbox_and_shortcuts_that_open_to_nothing_are_none() {
    let world = furnished(true);
    let mut s1 = shortcut("s1", &item("p3", "v1", true), "v3", true);
    s1["shortcut"]["keyEncrypted"] = seal("", &vault_key("v3")).into();
    world.give("GET /shortcuts/s1", s1);
    let mut i1 = inbox("i1", &item("p4", "v1", true), "write", true);
    i1["inbox"]["keyEncrypted"] = for_user("").into();
    world.give("GET /inbox-items/i1", i1);
    let mut p1 = item("p1", "v1", true);
    p1["attachments"] = json!([{ "id": "a1", "name": "a", "encryptedKey": seal("", &item_key("p1")) }]);
    world.give("GET /items/p1", p1);
    for (method, args) in [
        ("getShortcutPassword", json!(["s1"])),
        ("editShortcutPassword", json!(["s1", { "password": WRITTEN }])),
        ("copyShortcut", json!(["s1", "v2"])),
        ("getInboxPassword", json!(["i1"])),
        ("editInboxPassword", json!(["i1", { "password": WRITTEN }])),
        ("generatePasswordShareLink", json!(["p1"])),
    ] {
        rejects(world.call(method, args), FailureKind::Crypto, "");
        assert_eq!(world.writes(), [""; 0], "{method}");
    }
}

#[test]
fn the_option_allows_both_kinds() {
    let world = World::seven_with(json!({ "allowUnencrypted": true })).logged_in().with_item7(false);
    world.call("editPassword", json!(["p1", { "password": "secret" }])).unwrap();
    assert_eq!(body_of(&world, "PATCH /items/p1")["passwordEncrypted"], "c2VjcmV0");
    for odd in [json!("true"), json!(1), json!({})] {
        let world = World::seven_with(json!({ "allowUnencrypted": odd })).logged_in().with_item7(false);
        rejects(world.call("editPassword", json!(["p1", { "password": "x" }])), FailureKind::Usage, "allowUnencrypted");
    }
}

#[test]
fn reading_goes_on() {
    let world = World::seven_sealed().with_item7(false);
    let item = world.call("getPassword", json!(["p1"])).unwrap();
    assert_eq!(text(&world.password_text(&item).unwrap()), "text of p1");
}

/// V27: not for the public key that the server names.
#[test]
fn a_new_vault_is_sealed_for_the_key_that_was_opened() {
    let others = vector("rsa/choice/2048-191", "/input/publicKeyPem");
    let world = furnished(true);
    let mut keys = user_keys();
    keys["keys"]["public"] = others.clone().into();
    world.give(KEYS, keys);
    world.give("GET /vault-types/t1/administrators", json!({ "items": [{ "id": "u1", "publicKey": others }] }));
    world.call("addVault", json!(["n"])).unwrap();
    let body = body_of(&world, "POST /vaults");
    let key = opened_by(&private_key(), &body["masterKeyEncrypted"]);
    assert_eq!(key.len(), 100);
    assert_eq!(opened_by(&private_key(), &body["administratorsKeys"]["u1"]), key);
    let hash = passwork_wasm::core::crypto::hash::hex(&passwork_wasm::core::crypto::sha256::standard(
        format!("{key}{}", body["salt"].as_str().unwrap()).as_bytes(),
    ));
    assert_eq!(body["masterKeyHash"], hash);
}
