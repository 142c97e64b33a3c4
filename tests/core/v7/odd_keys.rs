//! Sealed keys that are there and are no keys: nobody else could open what is sealed with what is made of them (D42, §3.3, §3.4).

use super::furnished::WRITTEN;
use super::support::seven::*;
use super::support::*;

/// A vault and an item in it, a shortcut `s1` and an inbox item `i1`, each as `change` leaves it.
fn world(change: &dyn Fn(&mut Json)) -> World {
    let world = World::seven_sealed().with_item7(true);
    let things = [
        ("GET /vaults/v1", vault("v1", true)),
        ("GET /items/p1", item("p1", "v1", true)),
        ("GET /shortcuts/s1", shortcut("s1", &item("p3", "v9", true), "v1", true)),
        ("GET /inbox-items/i1", inbox("i1", &item("p4", "v9", true), "write", true)),
    ];
    for (line, mut body) in things {
        change(&mut body);
        world.give(line, body);
    }
    for (line, body) in [
        ("POST /items", json!({ "id": "p1" })),
        ("POST /links", json!({ "url": "https://pw.test/l" })),
        ("POST /shortcuts", json!({ "id": "s2" })),
        ("PATCH /shortcuts/s1", json!({})),
    ] {
        world.give(line, body);
    }
    world
}

fn new_password(id: &str) -> Json {
    json!([id, { "password": WRITTEN }])
}

/// Calls that need the key of the vault `v1`, and those that need a key of the item `p1`.
fn of_the_vault() -> Vec<(&'static str, Json)> {
    vec![
        ("addPassword", json!([{ "vaultId": "v1", "name": "n", "password": WRITTEN }])),
        ("editShortcutPassword", new_password("s1")),
        ("copyShortcut", json!(["s1", "v2"])),
    ]
}

fn of_the_item() -> Vec<(&'static str, Json)> {
    vec![
        ("getPassword", json!(["p1"])),
        ("editPassword", new_password("p1")),
        ("copyPassword", json!(["p1", "v2"])),
        ("movePassword", json!(["p1", "v2"])),
        ("generatePasswordShareLink", json!(["p1"])),
    ]
}

const OF_THE_INBOX: [&str; 2] = ["getInboxPassword", "editInboxPassword"];

#[track_caller]
fn are_refused(change: &dyn Fn(&mut Json), calls: Vec<(&'static str, Json)>, what: &str) {
    for (method, args) in calls {
        let world = world(change);
        rejects(world.call(method, args), FailureKind::Crypto, "");
        assert_eq!(world.writes(), [""; 0], "{method}: {what}");
    }
}

#[test]
fn a_key_that_is_no_text_for_others_is_none() {
    let long = [vec![b'k'; 70], vec![0x80]].concat(); // of PKCS#1 v1.5; the others fit OAEP
    for bytes in [&[0xFF, 0xFE][..], &[0xC3], &[0xED, 0xA0, 0x80], &long] {
        let sealed = json!(bytes_for_user(bytes));
        let what = format!("{bytes:02x?}");
        let vaults = |body: &mut Json| {
            for member in ["masterKeyEncrypted", "vaultMasterKeyEncrypted"] {
                if body.get(member).is_some() {
                    body[member] = sealed.clone();
                }
            }
        };
        are_refused(&vaults, [of_the_vault(), of_the_item()].concat(), &what);
        let inbox = |body: &mut Json| {
            if body.get("inbox").is_some() {
                body["inbox"]["keyEncrypted"] = sealed.clone();
            }
        };
        are_refused(&inbox, OF_THE_INBOX.map(|method| (method, new_password("i1"))).to_vec(), &what);
    }
}

#[test]
fn a_key_that_is_there_and_no_text_is_not_absent() {
    for odd in [json!(5), json!(0), json!(false), json!({}), json!([])] {
        let what = odd.to_string();
        let set = |body: &mut Json, member: &str| {
            if body.get(member).is_some() {
                body[member] = odd.clone();
            }
        };
        are_refused(&|body| set(body, "masterKeyEncrypted"), of_the_vault(), &what);
        are_refused(&|body| set(body, "vaultMasterKeyEncrypted"), of_the_item(), &what);
        are_refused(&|body| set(body, "keyEncrypted"), of_the_item(), &what);
        are_refused(
            &|body| body.get_mut("shortcut").into_iter().for_each(|shortcut| set(shortcut, "keyEncrypted")),
            vec![("getShortcutPassword", json!(["s1"])), ("editShortcutPassword", new_password("s1"))],
            &what,
        );
        are_refused(
            &|body| body.get_mut("inbox").into_iter().for_each(|inbox| set(inbox, "keyEncrypted")),
            OF_THE_INBOX.map(|method| (method, new_password("i1"))).to_vec(),
            &what,
        );
        // Nor does it make a plain session of what it reads.
        let plain = World::seven().with_item7(false);
        let mut item = item("p1", "v1", false);
        item["keyEncrypted"] = odd.clone();
        plain.give("GET /items/p1", item);
        rejects(plain.call("getPassword", json!(["p1"])), FailureKind::MasterPassword, "");
    }
}
