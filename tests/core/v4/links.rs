//! Share links (spec §6.4, D18, K12, K25).

use super::support::*;
use passwork_wasm::core::crypto::hash::{HashAlgorithm, protocol_hash};

const LINK: &str = "POST /passwords/generate-share-link";

fn world() -> World {
    let world = World::sealed().with_password();
    world.route(LINK, Answer::data("https://pw.test/link/1"));
    world
}

fn hash(secret: &str) -> String {
    protocol_hash(HashAlgorithm::Sha256, &secret.into())
}

#[test]
fn a_new_style_link_carries_its_secret() {
    let world = world();
    let link = text(&world.call("generatePasswordShareLink", json!(["p1"])).unwrap());
    let secret = link.strip_prefix("https://pw.test/link/1#code=").unwrap();
    assert_eq!(secret.len(), 100);
    let body = world.last_body();
    assert_eq!(
        (&body["reusable"], &body["time"], &body["secretHash"]),
        (&json!(false), &json!(24), &json!(hash(secret)))
    );
    let password = &body["password"];
    assert_eq!(open(&password["cryptedPassword"], secret), "text of p1");
    assert_eq!(open(&password["custom"][0]["type"], secret), "text");
    assert_eq!(open(&password["attachments"][0]["encryptedKey"], secret), "file key");
    assert_eq!(open(&password["cryptedKey"], "v1 password"), "key of p1");
    assert!(password.get("getPassword").is_none());
}

#[test]
fn secrets_that_are_given() {
    let world = world();
    let link = text(&world.call("generatePasswordShareLink", json!(["p1", true, 1, "my &secret"])).unwrap());
    assert!(link.ends_with("#code=my &secret"));
    assert_eq!(world.last_body()["secretHash"], hash("my &secret"));
    let old = text(&world.call("generatePasswordShareLink", json!(["p1", true, "day", "ignored"])).unwrap());
    let secret = old.split_once("#code=").unwrap().1;
    let body = world.last_body();
    assert_eq!((secret.len(), &body["ttl"], &body["type"]), (100, &json!("day"), &json!("reusable")));
    assert_eq!(open(&body["oneTimePasswordCrypted"], "key of p1"), secret);
    assert_eq!(body["passwordHash"], hash(secret));
    rejects(
        world.call("generatePasswordShareLink", json!(["p1", false, 1, 5])),
        FailureKind::Usage,
        "the secret of a share link",
    );
}

#[test]
fn totp_fields_are_sealed_like_the_others() {
    let world = world();
    let mut password = world.password("p1", "v1", true);
    let s = |t: &str| seal(t, "key of p1");
    password["custom"] = json!([{ "name": s("n"), "value": s("JBSWY3DPEHPK3PXP"), "type": s("totp") }]);
    world.route("GET /passwords/p1", Answer::data(password));
    world.call("generatePasswordShareLink", json!(["p1", false, 1, "secret"])).unwrap();
    assert_eq!(open(&world.last_body()["password"]["custom"][0]["value"], "secret"), "JBSWY3DPEHPK3PXP");
}

#[test]
fn the_secret_is_made_of_the_constructors_hash() {
    let world = World::with(json!({
        "token": "t", "masterPassword": MASTER, "useMasterPassword": true, "hash": "md5",
    }))
    .with_password();
    world.route(LINK, Answer::data("https://pw.test/l"));
    world.now("setOptions", json!([{ "hash": "sha256" }])).unwrap();
    world.call("generatePasswordShareLink", json!(["p1", false, 1, "s"])).unwrap();
    assert_eq!(world.last_body()["secretHash"], protocol_hash(HashAlgorithm::Md5, &"s".into()));
}

#[test]
fn plain_mode_sends_the_values_in_the_clear() {
    let world = World::plain().with_plain_password();
    world.route(LINK, Answer::data("https://pw.test/link"));
    let link = world.call("generatePasswordShareLink", json!(["p1", false, null, "ignored"])).unwrap();
    assert_eq!(text(&link), "https://pw.test/link");
    let body = world.last_body();
    assert_eq!((&body["time"], &body["secretHash"]), (&json!(null), &json!(null)));
    assert_eq!(body["password"]["password"], "secret");
    assert!(body["password"].get("cryptedPassword").is_none());
    assert_eq!(body["password"]["custom"], json!([{ "name": "n", "value": "v", "type": "text" }]));
}

#[test]
fn damaged_values_send_nothing() {
    let world = world();
    let mut password = world.password("p1", "v1", true);
    password["attachments"][0]["encryptedKey"] = "damaged".into();
    world.route("GET /passwords/p1", Answer::data(password));
    rejects(
        world.call("generatePasswordShareLink", json!(["p1"])),
        FailureKind::Crypto,
        "attachment a1: encryptedKey: Can't decrypt",
    );
    assert!(world.lines().iter().all(|line| line.starts_with("GET ")));
}

/// D50, in both modes. The message says that there is a link now, and shows neither its secret nor what came.
#[test]
fn what_is_no_address_is_no_link() {
    for answer in [
        json!("javascript:alert(1)//https://pw.test/"),
        json!("data:text/html,https://pw.test/"),
        json!("//pw.test/link/1"),
        json!("/link/1"),
        json!("pw.test/link/1"),
        json!("https:pw.test"),
        json!("https://"),
        json!("http:///x"),
        json!(" https://pw.test/"),
        json!("https://pw.test/\nhttps://other.test/"),
        json!("hé"),
        json!(""),
        json!(null),
        json!(5),
        json!(["https://pw.test/link/1"]),
        json!({ "link": "https://pw.test/link/1" }),
    ] {
        for world in [world(), World::plain().with_plain_password()] {
            world.route(LINK, Answer::data(answer.clone()));
            let outcome = world.call("generatePasswordShareLink", json!(["p1", false, 24, "the secret of the link"]));
            let problem = rejects(outcome, FailureKind::NotApi, "a link was made");
            assert!(!problem.message.contains("secret of the link") && !problem.message.contains("alert"), "{answer}");
        }
    }
    for link in ["HTTP://pw.test/#/link", "https://пример.рф/x", "https://u@pw.test:8443/a?b=c#d"] {
        let world = World::plain().with_plain_password();
        world.route(LINK, Answer::data(link));
        assert_eq!(text(&world.call("generatePasswordShareLink", json!(["p1"])).unwrap()), link);
    }
}
