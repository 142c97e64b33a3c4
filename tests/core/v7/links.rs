//! Share links (§4.10, §6.3, V19).

use super::support::seven::*;
use super::support::*;

const LINKS: &str = "POST /links";

fn world(sealed: bool) -> World {
    let world = World::seven_of(sealed).with_item7(sealed);
    world.give(LINKS, json!({ "url": "https://pw.test/l/1" }));
    world
}

#[test]
fn a_code_of_its_own_opens_all_of_it() {
    let world = world(true);
    let mut full = item("p1", "v1", true);
    full["attachments"] = json!([file_entry("p1", true)]);
    world.give("GET /items/p1", full);
    let url = text(&world.call("generatePasswordShareLink", json!(["p1", true])).unwrap());
    let code = url.strip_prefix("https://pw.test/l/1#code=").unwrap();
    let body = body_of(&world, LINKS);
    assert_eq!((code.len(), open(&body["keyEncrypted"], &item_key("p1")).as_str()), (100, code));
    let data = &body["itemData"];
    assert_eq!(open(&data["passwordEncrypted"], code), "text of p1");
    assert_eq!(open(&data["customs"][0]["value"], code), "pin of p1");
    assert_eq!(open(&data["attachments"][0]["encryptedKey"], code), "key of the file");
    assert_eq!((&body["type"], &body["itemId"]), (&json!("reusable"), &json!("p1")));
    assert!(!body.to_string().contains(code));
}

#[test]
fn a_code_that_is_given() {
    let world = world(true);
    let url = text(&world.call("generatePasswordShareLink", json!(["p1", false, null, "my code"])).unwrap());
    assert!(url.ends_with("#code=my code"));
    assert_eq!(open(&body_of(&world, LINKS)["itemData"]["passwordEncrypted"], "my code"), "text of p1");
    world.lines();
    let bad = [
        vec![Value::Undefined, Value::Undefined, Value::number(5.0)],
        vec![Value::Undefined, Value::Undefined, lone()],
    ];
    for more in bad {
        let args = [vec![Value::str("p1")], more].concat();
        assert!(world.call("generatePasswordShareLink", args).is_err());
        assert_eq!(world.writes(), [""; 0]);
    }
}

#[test]
fn the_life_of_a_link_is_never_longer_than_asked() {
    for (time, expected) in [
        (json!(1), "1 hour"),
        (json!(24), "1 hour"),
        (json!(167.9), "1 hour"),
        (json!(168), "1 week"),
        (json!(719), "1 week"),
        (json!(720), "1 month"),
        (json!(1e300), "1 month"),
        (json!("hour"), "1 hour"),
        (json!("day"), "1 hour"),
        (json!("week"), "1 week"),
        (json!("forever"), "unlimited"),
        (json!(null), "unlimited"),
        (json!("1 month"), "1 month"),
    ] {
        let world = world(false);
        world.call("generatePasswordShareLink", json!(["p1", false, time])).unwrap();
        assert_eq!(body_of(&world, LINKS)["expirationTime"], expected, "{time}");
    }
    for bad in [
        json!(0),
        json!(0.99),
        json!(-1),
        json!(""),
        json!("24"),
        json!("1 Hour"),
        json!(" week"),
        json!(true),
        json!({}),
    ] {
        let world = world(false);
        rejects(
            world.call("generatePasswordShareLink", json!(["p1", false, bad])),
            FailureKind::Usage,
            "Nothing was written",
        );
        assert_eq!(world.writes(), [""; 0], "{bad}");
    }
    let world = world(false);
    let args = vec![Value::str("p1"), Value::bool(false), Value::number(f64::NAN)];
    rejects(world.call("generatePasswordShareLink", args), FailureKind::Usage, "");
}

/// D50: it is clicked on, and a code goes behind it.
#[test]
fn what_is_no_address_is_no_link() {
    for url in [json!("javascript:alert(1)"), json!("x"), json!(5), json!(null), json!("https://a b"), json!("")] {
        for answer in [json!({ "url": url }), url.clone()] {
            let world = world(true);
            world.give(LINKS, answer);
            let problem =
                rejects(world.call("generatePasswordShareLink", json!(["p1"])), FailureKind::NotApi, "link was made");
            assert!(!problem.message.contains("code="));
        }
    }
}

#[test]
fn a_link_to_a_shortcut_names_both() {
    let world = world(true);
    world.vault7("v3", true);
    world.give("GET /shortcuts/s1", shortcut("s1", &item("p1", "v1", true), "v3", true));
    world.call("generateShortcutPasswordShareLink", json!(["s1"])).unwrap();
    let body = body_of(&world, LINKS);
    assert_eq!((&body["itemId"], &body["shortcutId"]), (&json!("p1"), &json!("s1")));
}

#[test]
fn what_cannot_be_read_whole_is_not_shared() {
    for (member, value) in [
        ("passwordEncrypted", json!(seal("x", "another key"))),
        ("customs", json!([{ "name": "AAAA", "value": "AAAA", "type": "AAAA" }])),
        ("attachments", json!([{ "id": "a1", "name": "a", "encryptedKey": "AAAA" }])),
    ] {
        let world = world(true);
        let mut damaged = item("p1", "v1", true);
        damaged[member] = value;
        world.give("GET /items/p1", damaged);
        rejects(world.call("generatePasswordShareLink", json!(["p1"])), FailureKind::Crypto, "");
        assert_eq!(world.writes(), [""; 0], "{member}");
    }
}
