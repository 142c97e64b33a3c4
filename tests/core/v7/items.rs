//! Items: what is written, and how it is looked at afterwards (V14 to V18).

use super::support::seven::*;
use super::support::*;

pub(super) const ITEMS: &str = "POST /items";
const P1: &str = "PATCH /items/p1";

pub(super) fn world(sealed: bool) -> World {
    let world = World::seven_of(sealed).with_item7(sealed);
    world.give(ITEMS, json!({ "id": "p1" }));
    world
}

#[test]
fn a_new_item_has_a_key_of_its_own_even_without_a_password() {
    let world = world(true);
    world.call("addPassword", json!([{ "vaultId": "v1", "name": "n" }])).unwrap();
    let body = body_of(&world, ITEMS);
    let key = open(&body["keyEncrypted"], &vault_key("v1"));
    assert_eq!((key.len(), body.get("passwordEncrypted"), &body["vaultId"]), (100, None, &json!("v1")));
    world.call("addPassword", json!([{ "vaultId": "v1", "name": "n" }])).unwrap();
    assert_ne!(open(&body_of(&world, ITEMS)["keyEncrypted"], &vault_key("v1")), key);
}

#[test]
fn values_of_a_new_item_are_sealed_with_it() {
    let world = world(true);
    world.platform.disk.put("/f.txt", b"the file");
    let fields = json!({
        "vaultId": "v1", "password": "secret", "attachments": [{ "path": "/f.txt" }], "folderId": "f1", "tags": ["t"],
        "custom": [{ "name": "n", "value": "jbsw y3dp", "type": "totp", "extra": "x" }],
    });
    world.call("addPassword", json!([fields])).unwrap();
    let body = body_of(&world, ITEMS);
    let key = open(&body["keyEncrypted"], &vault_key("v1"));
    assert_eq!(open(&body["passwordEncrypted"], &key), "secret");
    assert_eq!(open(&body["customs"][0]["value"], &key), "jbsw y3dp");
    assert_eq!(body["customs"][0].as_object().unwrap().len(), 3);
    let file = &body["attachments"][0];
    assert_eq!(open(&file["encryptedData"], &open(&file["encryptedKey"], &key)), "dGhlIGZpbGU=");
    assert_eq!((&file["name"], &body["folderId"], &body["tags"]), (&json!("f.txt"), &json!("f1"), &json!(["t"])));
}

#[test]
fn a_change_sends_the_vault_and_the_key_as_it_was() {
    let world = world(true);
    world.call("editPassword", json!(["p1", { "password": "new", "login": null, "custom": [] }])).unwrap();
    let body = body_of(&world, P1);
    assert_eq!(body["keyEncrypted"], item("p1", "v1", true)["keyEncrypted"]);
    assert_eq!((&body["vaultId"], &body["login"], &body["customs"]), (&json!("v1"), &json!(""), &json!([])));
    assert_eq!(open(&body["passwordEncrypted"], &item_key("p1")), "new");
    assert_eq!(body.get("name"), None);
    assert_eq!(world.lines(), ["GET /items/p1", P1, "GET /items/p1"]);
}

/// D45.
#[test]
fn a_result_that_is_passed_back_changes_what_was_changed() {
    let world = world(true);
    let mut full = item("p1", "v1", true);
    full["attachments"] = json!([file_entry("p1", true)]);
    world.give("GET /items/p1", full);
    let result = world.call("getPassword", json!(["p1"])).unwrap();
    result.set("password", Value::str("rotated"));
    world.call("editPassword", vec![Value::str("p1"), result]).unwrap();
    let body = body_of(&world, P1);
    assert_eq!(open(&body["passwordEncrypted"], &item_key("p1")), "rotated");
    assert_eq!((body.get("customs"), body.get("attachments"), body.get("cryptedKey")), (None, None, None));
}

#[test]
fn what_cannot_be_stored_is_refused_before_anything_is_written() {
    for (bad, kind) in [
        (json!({ "password": null }), FailureKind::Usage),
        (json!({ "password": 5 }), FailureKind::Usage),
        (json!({ "custom": null }), FailureKind::Usage),
        (json!({ "custom": [{ "name": "n", "value": "v" }] }), FailureKind::Usage),
        (json!({ "custom": [{ "name": "n", "value": null, "type": "text" }] }), FailureKind::Usage),
        (json!({ "custom": [{ "name": "n", "value": "1", "type": "totp" }] }), FailureKind::Totp),
        (json!({ "attachments": null }), FailureKind::Usage),
        (json!({ "attachments": [null] }), FailureKind::Usage),
        (json!({ "attachments": [{ "name": "n" }] }), FailureKind::Usage),
        (json!({ "attachments": [{ "path": "/missing" }] }), FailureKind::Attachment),
        (json!({ "tags": "t" }), FailureKind::Usage),
        (json!({ "color": "red" }), FailureKind::Usage),
        (json!({ "color": 1.5 }), FailureKind::Usage),
        (json!({ "color": -1 }), FailureKind::Usage),
    ] {
        for sealed in [true, false] {
            let world = world(sealed);
            let mut new = bad.clone();
            new["vaultId"] = "v1".into();
            for (method, args) in [("addPassword", json!([new])), ("editPassword", json!(["p1", bad]))] {
                assert_eq!(problem(world.call(method, args)).kind, kind, "{method} {bad}");
                assert_eq!(world.writes(), [""; 0], "{method} {bad}");
            }
        }
    }
    let half = vec![Value::record([("vaultId", Value::str("v1")), ("password", lone())])];
    for sealed in [true, false] {
        let world = world(sealed);
        problem(world.call("addPassword", half.clone()));
        assert_eq!(world.writes(), [""; 0]);
    }
}

#[test]
fn new_fields_do_not_take_the_place_of_ones_that_cannot_be_read() {
    let world = world(true);
    let mut damaged = item("p1", "v1", true);
    damaged["customs"][0]["value"] = "AAAA".into();
    world.give("GET /items/p1", damaged);
    let fields = json!([{ "name": "n", "value": "v", "type": "text" }]);
    rejects(
        world.call("editPassword", json!(["p1", { "custom": fields }])),
        FailureKind::Crypto,
        "nothing was written",
    );
    for (method, args) in [("copyPassword", json!(["p1", "v2"])), ("generatePasswordShareLink", json!(["p1"]))] {
        rejects(world.call(method, args), FailureKind::Crypto, "custom[0].value");
    }
    assert_eq!(world.writes(), [""; 0]);
    world.call("editPassword", json!(["p1", { "custom": [] }])).unwrap();
}

#[test]
fn no_random_numbers_no_writes() {
    let world = world(true);
    world.platform.no_entropy.set(true);
    for (method, args) in [
        ("addPassword", json!([{ "vaultId": "v1", "password": "p" }])),
        ("editPassword", json!(["p1", { "password": "p" }])),
        ("copyPassword", json!(["p1", "v2"])),
        ("movePassword", json!(["p1", "v2"])),
        ("generatePasswordShareLink", json!(["p1"])),
    ] {
        rejects(world.call(method, args), FailureKind::Crypto, "");
        assert_eq!(world.writes(), [""; 0], "{method}");
    }
}

fn colored(color: u32) -> Json {
    let mut item = item("p1", "v1", false);
    item["color"] = color.into();
    item
}

/// V14.
#[test]
fn the_name_of_the_color_is_found_out_and_remembered() {
    let world = world(false);
    world.platform.network.route_each("GET /items/p1", [colored(0), colored(0), colored(3), colored(3)].map(ok));
    world.call("editPassword", json!(["p1", { "color": "3" }])).unwrap();
    let written: Vec<_> =
        world.platform.network.sent().iter().filter(|sent| sent.line == P1).map(|sent| sent.json()).collect();
    assert_eq!((&written[0]["colorCode"], &written[1]["color"]), (&json!(3), &json!(3)));
    world.platform.network.take_sent();
    world.platform.network.route_each("GET /items/p1", [colored(3), colored(5)].map(ok));
    world.call("editPassword", json!(["p1", { "color": 5 }])).unwrap();
    assert_eq!(body_of(&world, P1)["color"], 5);
}

#[test]
fn a_favorite_that_is_right_already_sends_nothing() {
    let world = world(false);
    world.call("unfavoritePassword", json!(["p1"])).unwrap();
    assert_eq!(world.writes(), [""; 0]);
    world.give("POST /items/p1/favorite", json!({}));
    rejects(world.call("favoritePassword", json!(["p1"])), FailureKind::UnsupportedByServer, "mark");
}

#[test]
fn a_first_file_goes_by_the_item_and_a_further_one_by_the_guess_alone() {
    let with_file = |count: usize| {
        let mut item = item("p1", "v1", true);
        let entry = |n: usize| json!({ "id": format!("a{n}"), "name": "a", "encryptedKey": "x" });
        item["attachments"] = (0..count).map(entry).collect::<Vec<_>>().into();
        item
    };
    let args = || vec![Value::str("p1"), Value::bytes(b"bytes"), Value::str("b.txt")];
    let world = world(true);
    world.platform.network.route_each("GET /items/p1", [with_file(0), with_file(1)].map(ok));
    assert_eq!(text(&world.call("addPasswordAttachment", args()).unwrap().own("id")), "a0");
    assert_eq!(world.writes(), [P1]);
    world.platform.network.route_each("GET /items/p1", [with_file(1), with_file(2)].map(ok));
    world.route("POST /items/p1/attachment", refused(404, "notFound", "no route"));
    rejects(world.call("addPasswordAttachment", args()), FailureKind::UnsupportedByServer, "addPasswordAttachment");
    // With other changes: none of them is made.
    world.give("GET /items/p1", with_file(1));
    world.lines();
    let fields = Value::from(json!({ "name": "new" }));
    let files = Value::list();
    files.push(Value::record([("bytes", Value::bytes(b"x")), ("name", Value::str("x"))]));
    fields.set("attachments", files);
    rejects(world.call("editPassword", vec![Value::str("p1"), fields]), FailureKind::UnsupportedByServer, "");
    assert_eq!(world.writes(), ["POST /items/p1/attachment"]);
}

#[test]
fn a_file_that_took_the_place_of_another_is_told() {
    let named = |id: &str| {
        let mut item = item("p1", "v1", true);
        item["attachments"] = json!([{ "id": id, "name": "a", "encryptedKey": "x" }]);
        item
    };
    let world = world(true);
    world.platform.network.route_each("GET /items/p1", [named("a1"), named("a2")].map(ok));
    world.give("POST /items/p1/attachment", json!({}));
    let args = vec![Value::str("p1"), Value::bytes(b"bytes"), Value::str("b.txt")];
    rejects(world.call("addPasswordAttachment", args), FailureKind::UnsupportedByServer, "earlier file is missing");
}

#[test]
fn a_write_without_an_answer_counts_as_done_and_what_was_made_needs_a_name() {
    for nothing in [Answer::text(204, "", ""), ok(Json::Null), ok(json!({})), Answer::text(200, "", "")] {
        let world = world(true);
        world.route("DELETE /items/p1", nothing.clone());
        assert!(world.call("deletePassword", json!(["p1"])).unwrap().truthy());
        world.route(P1, nothing.clone());
        world.call("editPassword", json!(["p1", { "name": "n" }])).unwrap();
        world.route(ITEMS, nothing);
        rejects(world.call("addPassword", json!([{ "vaultId": "v1" }])), FailureKind::NotApi, "look for it there");
    }
}

#[test]
fn a_remembered_vault_key_that_opens_nothing_any_more_is_fetched_again() {
    let world = World::seven_sealed();
    world.give("GET /vault-types/all", json!([]));
    let stale = for_user("an older key");
    let mut old = vault("v3", true);
    old["masterKeyEncrypted"] = stale.into();
    world.platform.network.route_each("GET /vaults/v3", [old, vault("v3", true)].map(ok));
    world.call("getVault", json!(["v3"])).unwrap();
    world.give("GET /shortcuts/s1", shortcut("s1", &item("p3", "v1", true), "v3", true));
    let shown = world.call("getShortcutPassword", json!(["s1"])).unwrap();
    assert_eq!(text(&world.password_text(&shown).unwrap()), "text of p3");
}

/// V21: it may have been sealed for another user, or anew.
#[test]
fn a_remembered_vault_key_that_opens_nothing_is_fetched_again_for_writing_too() {
    let mut old = vault("v3", true);
    old["masterKeyEncrypted"] = vector("rsa/oaep-2048-key100", "/input/encrypted").into();
    let world = world(true);
    world.give("GET /vault-types/all", json!([]));
    world.platform.network.route_each("GET /vaults/v3", [old, vault("v3", true)].map(ok));
    world.call("getVault", json!(["v3"])).unwrap();
    world.call("addPassword", json!([{ "vaultId": "v3", "password": "p" }])).unwrap();
}

/// V10, and §1.6: whether it was done is not known.
#[test]
fn a_write_whose_answer_is_lost_is_not_repeated() {
    use super::furnished::{Called, calls, furnished};
    use passwork_wasm::core::platform::FetchFailureReason::Network;
    for called in calls() {
        let lines = called.lines(true);
        let Called { method, args } = called;
        for line in lines.into_iter().filter(|line| is_write(line) && !line.contains("/move")) {
            let world = furnished(true);
            world.limit(json!({ "retry": 3 }));
            world.route(&line, Answer::failure(Network, "ECONNRESET"));
            let job = world.start(method, args.clone());
            world.run();
            assert!(job.is_done(), "{method} waits after {line}");
            assert_eq!(world.lines().iter().filter(|one| **one == line).count(), 1, "{method}: {line}");
        }
    }
}

/// A server that takes one for the other would have its new password sealed for other readers.
#[test]
fn another_item_than_was_asked_for_is_not_changed() {
    for (method, args) in [
        ("editPassword", json!(["p1", { "password": "p" }])),
        ("movePassword", json!(["p1", "v2"])),
        ("copyPassword", json!(["p1", "v2"])),
        ("generatePasswordShareLink", json!(["p1"])),
    ] {
        let world = world(true);
        world.give("GET /items/p1", item("p9", "v2", true));
        let _ = world.ends(method, args);
        assert_eq!(world.writes(), [""; 0], "{method}");
    }
}

/// Whatever the caller does with what it passed.
#[test]
fn fields_are_what_they_were_when_the_call_began() {
    let world = world(true);
    world.platform.network.unroute("GET /vaults/v1");
    let fields = Value::from(json!({ "vaultId": "v1", "password": "before", "tags": ["before"] }));
    let tags = fields.own("tags");
    let job = world.start("addPassword", vec![fields.clone()]);
    fields.set("password", Value::str("after"));
    fields.set("vaultId", Value::str("v2"));
    tags.push(Value::str("after"));
    world.run();
    world.answer("GET /vaults/v1", ok(vault("v1", true)));
    job.done().unwrap();
    let body = body_of(&world, ITEMS);
    let key = open(&body["keyEncrypted"], &vault_key("v1"));
    assert_eq!((open(&body["passwordEncrypted"], &key).as_str(), &body["tags"]), ("before", &json!(["before"])));
    assert_eq!(to_json(&fields)["password"], "after");
}

/// Somebody has sealed it anew meanwhile.
#[test]
fn an_item_that_has_another_key_after_a_change_opens_with_that() {
    let world = world(true);
    let mut anew = item("p1", "v1", true);
    anew["keyEncrypted"] = seal("new key", &vault_key("v1")).into();
    anew["passwordEncrypted"] = seal("anew", "new key").into();
    anew["customs"] = json!([]);
    world.platform.network.route_each("GET /items/p1", [item("p1", "v1", true), anew].map(ok));
    let shown = world.call("editPassword", json!(["p1", { "name": "n" }])).unwrap();
    assert_eq!(text(&world.password_text(&shown).unwrap()), "anew");
}

/// As people type them (V18): white space is nothing, and where no key is left there is none.
#[test]
fn totp_secrets_are_read_as_they_are_written() {
    let world = world(true);
    world.platform.now.set(1.6e12);
    let item = world.call("getPassword", json!(["p1"])).unwrap();
    let sealed = |text: &str| seal(text, &item_key("p1"));
    for (secret, code) in [
        ("JBSWY3DP", Some("959088")),
        ("jbsw y3dp\n", Some("959088")),
        ("otpauth://totp/x?secret=jbsw+y3dp", Some("959088")),
        ("========", None),
        ("", None),
        ("11111111", None),
    ] {
        let custom = json!([{ "name": sealed("n"), "value": sealed(secret), "type": sealed("totp") }]);
        item.set("custom", value(custom));
        let field = world.customs(&item).unwrap().items().remove(0);
        let outcome = world.totp_code(&field).map(|code| Value::str(&code));
        match code {
            Some(code) => assert_eq!(text(&outcome.unwrap()), code, "{secret}"),
            None => drop(rejects(outcome, FailureKind::Totp, "Invalid base32 character in key")),
        }
    }
}
