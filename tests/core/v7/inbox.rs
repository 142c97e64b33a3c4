//! The inbox: the key of the item is sealed for the user (§4.8, V14, V15).

use super::support::seven::*;
use super::support::*;

const I1: &str = "GET /inbox-items/i1";
const P1: &str = "PATCH /items/p1";

fn world(sealed: bool, access: &str) -> World {
    let world = World::seven_of(sealed);
    world.give(I1, inbox("i1", &item("p1", "v1", sealed), access, sealed));
    world.give(P1, json!({}));
    world.route("GET /items/p1", refused(403, "accessDenied", "no right to the item"));
    world
}

#[test]
fn an_item_opens_by_one_request() {
    for sealed in [true, false] {
        let world = world(sealed, "read");
        let entry = world.call("getInboxPassword", json!(["i1"])).unwrap();
        assert_eq!(world.lines(), [I1]);
        let shown = to_json(&entry);
        let member = |name: &str| &shown[name];
        assert_eq!(
            (member("id"), member("from"), member("viewed")),
            (&json!("i1"), &json!("Somebody Else"), &json!(false))
        );
        assert_eq!(text(&world.password_text(&entry.own("password")).unwrap()), "text of p1");
        assert_eq!(world.customs(&entry.own("password")).unwrap().length(), 1);
    }
}

#[test]
fn a_change_is_sealed_with_the_key_of_the_inbox_and_carries_none() {
    let world = world(true, "write");
    world.call("editInboxPassword", json!(["i1", { "password": "new" }])).unwrap();
    let body = body_of(&world, P1);
    assert_eq!(open(&body["passwordEncrypted"], &item_key("p1")), "new");
    assert_eq!((body.get("keyEncrypted"), &body["vaultId"]), (None, &json!("v1")));
}

#[test]
fn what_was_sent_for_reading_is_not_written() {
    for access in ["read", "", "Write", "admin"] {
        let world = world(true, access);
        let file = vec![Value::str("i1"), Value::bytes(b"x"), Value::str("x")];
        for (method, args) in [
            ("editInboxPassword", Value::from(json!(["i1", { "password": "new" }])).items()),
            ("addInboxPasswordAttachment", file),
            ("deleteInboxPasswordAttachment", Value::from(json!(["i1", "a1"])).items()),
        ] {
            rejects(world.call(method, args), FailureKind::Usage, "reading only");
        }
        assert_eq!(world.writes(), [""; 0]);
    }
}

#[test]
fn a_key_for_somebody_else_is_told() {
    let world = world(true, "write");
    let mut other = inbox("i1", &item("p1", "v1", true), "write", true);
    other["inbox"]["keyEncrypted"] = vector("rsa/oaep-2048-key100", "/input/encrypted").into();
    world.give(I1, other.clone());
    rejects(world.call("getInboxPassword", json!(["i1"])), FailureKind::Crypto, "inbox item i1");
    other["inbox"]["keyEncrypted"] = Json::Null;
    world.give(I1, other);
    for (method, args) in
        [("getInboxPassword", json!(["i1"])), ("editInboxPassword", json!(["i1", { "password": "x" }]))]
    {
        rejects(world.call(method, args), FailureKind::Crypto, "");
    }
    assert_eq!(world.writes(), [""; 0]);
}

/// The user has no right to the item itself: what was written is reported as refused.
#[test]
fn a_color_without_encryption_is_not_looked_at_by_the_item() {
    let world = world(false, "write");
    world.call("editInboxPassword", json!(["i1", { "color": 3 }])).unwrap();
}

/// V15: resolved means stored.
#[test]
fn first_files_that_are_not_there_are_told() {
    let world = world(true, "write");
    let fields = Value::object();
    let files = Value::list();
    files.push(Value::record([("bytes", Value::bytes(b"x")), ("name", Value::str("x"))]));
    fields.set("attachments", files);
    rejects(world.call("editInboxPassword", vec![Value::str("i1"), fields]), FailureKind::UnsupportedByServer, "files");
}

#[test]
fn counts_are_over_the_list() {
    let world = World::seven();
    let told = |told: Json| json!({ "id": "p", "inbox": { "id": "i", "isUserNotified": told } });
    world.give("GET /inbox-items", json!([told(json!(false)), told(json!(true)), told(Json::Null), {}, null]));
    let number = |method: &str| world.call(method, json!([])).unwrap().as_number();
    assert_eq!((number("getInboxPasswordsCount"), number("inboxNotificationsCount")), (Some(3.0), Some(1.0)));
}
