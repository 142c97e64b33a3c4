//! Helpers on results (spec §2.6, D27, D34): mode and key are those of the moment when the helper was made.

use super::support::*;
use passwork_wasm::core::crypto::plain_form;

#[test]
fn they_keep_their_key_after_another_login() {
    let world = World::sealed().with_password();
    let password = world.call("getPassword", json!(["p1"])).unwrap();
    world.now("setTokens", json!(["t"])).unwrap();
    world.call("setAuthOptions", json!(["t"])).unwrap(); // plain mode from here on
    assert_eq!(text(&world.password_text(&password).unwrap()), "text of p1");
    world.call("setAuthOptions", json!(["t", "another master"])).unwrap();
    assert_eq!(text(&world.password_text(&password).unwrap()), "text of p1");
}

#[test]
fn plain_ones_stay_plain() {
    let world = World::plain().with_plain_password();
    let password = world.call("getPassword", json!(["p1"])).unwrap();
    world.call("setAuthOptions", json!(["t", "master"])).unwrap();
    assert_eq!(text(&world.password_text(&password).unwrap()), "secret");
}

#[test]
fn they_read_the_current_fields() {
    let world = World::sealed().with_password();
    let password = world.call("getPassword", json!(["p1"])).unwrap();
    password.set("cryptedPassword", Value::str(&seal("changed", "key of p1")));
    assert_eq!(text(&world.password_text(&password).unwrap()), "changed");
    password.set("custom", Value::Null);
    assert_eq!(world.customs(&password).unwrap().kind(), Kind::Null);
    password.set("custom", Value::list());
    assert_eq!(to_json(&world.customs(&password).unwrap()), json!([]));
}

#[test]
fn missing_values() {
    for world in [World::sealed().with_password(), World::plain().with_plain_password()] {
        let password = world.call("getPassword", json!(["p1"])).unwrap();
        for nothing in [Value::Null, Value::Undefined, Value::str("")] {
            password.set("cryptedPassword", nothing);
            assert_eq!(text(&world.password_text(&password).unwrap()), "");
        }
        password.set("cryptedPassword", Value::Number(5.0));
        rejects(world.password_text(&password), FailureKind::Crypto, "password p1: cryptedPassword");
    }
}

#[test]
fn customs_leave_out_what_is_malformed() {
    let world = World::sealed().with_password();
    let password = world.call("getPassword", json!(["p1"])).unwrap();
    let s = |t: &str| seal(t, "key of p1");
    password.set(
        "custom",
        value(json!([
            null, 5, "x", [], { "name": s("n"), "value": s("v") },
            { "name": s("n"), "value": s("JBSWY3DPEHPK3PXP"), "type": s("totp"), "extra": 1 },
            { "name": s("n"), "value": s("v"), "type": s("TOTP") },
        ])),
    );
    let customs = world.customs(&password).unwrap().items();
    assert_eq!(to_json(&customs[0]), json!({ "name": "n", "value": "JBSWY3DPEHPK3PXP", "type": "totp" }));
    assert_eq!(customs[0].names(), ["name", "value", "type", "getTotpCode"]);
    assert_eq!(customs[1].names(), ["name", "value", "type"]);
    assert_eq!(customs.len(), 2);
}

#[test]
fn damaged_customs_say_where() {
    let world = World::sealed().with_password();
    let password = world.call("getPassword", json!(["p1"])).unwrap();
    let damaged = json!([{ "name": seal("n", "key of p1"), "value": seal("v", "other key"), "type": "" }]);
    password.set("custom", value(damaged));
    rejects(world.customs(&password), FailureKind::Crypto, "password p1: custom[0].value: Can't decrypt");
}

/// The TOTP field of a password.
fn totp_field(world: &World) -> Value {
    let password = world.call("getPassword", json!(["p1"])).unwrap();
    let sealed = world.password_text(&password).unwrap().as_text() != Some("secret".into());
    let stored = |text: &str| if sealed { seal(text, "key of p1") } else { plain_form::encode(&text.into()) };
    let field = json!({ "name": stored("n"), "value": stored("========"), "type": stored("totp") });
    password.set("custom", value(json!([field])));
    world.customs(&password).unwrap().items().remove(0)
}

/// §5.11, and K10 for addresses: what can be written can be read, and nothing else but addresses of others.
#[test]
fn totp_secrets_are_base32_and_nothing_else() {
    for world in [World::plain().with_plain_password(), World::sealed().with_password()] {
        world.platform.now.set(1.6e12);
        let field = totp_field(&world);
        let code = |secret: &str| {
            field.set("value", Value::str(secret));
            world.totp_code(&field)
        };
        for empty in ["", "A", "A=======", "========"] {
            assert_eq!(code(empty).unwrap(), "687151", "{empty:?}");
        }
        for same in ["JBSWY3DP", "jbswy3dp", "JBSWY3DP========", "otpauth://totp/x?secret=JBSWY3DP"] {
            assert_eq!(code(same).unwrap(), "959088", "{same}");
        }
        for odd in ["JBSW Y3DP", " JBSWY3DP", "JBSWY3DP\n", "JBSW=3DP", "11111111", "otpauth://totp/x?secret="] {
            rejects(code(odd).map(|code| Value::str(&code)), FailureKind::Totp, "Invalid base32 character in key");
        }
    }
}

/// A reference reads a secret as the helper does.
#[test]
fn references_read_totp_secrets_alike() {
    for (secret, code) in [("========", Some("687151")), ("JBSWY3DP", Some("959088")), ("JBSW Y3DP", None)] {
        let world = World::plain().with_plain_password();
        world.platform.now.set(1.6e12);
        let stored = |text: &str| plain_form::encode(&text.into());
        let custom = json!([{ "name": stored("n"), "value": stored(secret), "type": stored("totp") }]);
        let password = json!({ "id": "p1", "vaultId": "v1", "cryptedPassword": "", "custom": custom });
        world.route("GET /passwords/p1", Answer::data(password));
        let outcome = world.call("resolve", json!(["pw://-/p1/n?as=totp"]));
        match code {
            Some(code) => assert_eq!(text(&outcome.unwrap()), code, "{secret}"),
            None => drop(rejects(outcome, FailureKind::Totp, "Invalid base32 character in key")),
        }
    }
}

#[test]
fn totp_codes_have_six_digits() {
    let world = World::plain().with_plain_password();
    let field = totp_field(&world);
    field.set("value", Value::str("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
    // RFC 6238 gives 07081804, 89005924 … at these times; a code below 100000 keeps its zeros.
    for (seconds, code) in [(1_111_111_109.0, "081804"), (59.0, "287082"), (1_234_567_890.0, "005924")] {
        world.platform.now.set(seconds * 1000.0 + 999.0);
        assert_eq!(world.totp_code(&field).unwrap(), code);
    }
    field.set("value", Value::str("otpauth://totp/x?secret=A"));
    let failure = world.totp_code(&field).unwrap_err();
    assert!(format!("{failure:?}").contains("Invalid base32 character in key"));
    field.set("value", Value::Null);
    assert!(world.totp_code(&field).is_err());
}

#[test]
fn the_method_rejects_when_the_key_cannot_be_opened() {
    let world = World::sealed().with_password();
    let mut password = world.password("p1", "v1", true);
    password["cryptedKey"] = seal("k", "not the vault's").into();
    world.route("GET /passwords/p1", Answer::data(password));
    rejects(world.call("getPassword", json!(["p1"])), FailureKind::Crypto, "password p1: cryptedKey: Can't decrypt");
    world.call("setAuthOptions", json!(["t", "a wrong master password"])).unwrap();
    let problem = problem(world.call("getPassword", json!(["p1"])));
    assert!(problem.message.starts_with("vault v1: vaultPasswordCrypted: "), "{}", problem.message);
}
