//! The constructor's options (spec §2.2, K1).

use super::support::*;

#[test]
fn the_key_of_the_constructor_is_never_derived() {
    let world = World::sealed().with_password();
    let password = world.call("getPassword", json!(["p1"])).unwrap();
    assert_eq!(text(&world.password_text(&password).unwrap()), "text of p1");
    assert_eq!(world.lines(), ["GET /passwords/p1", "GET /vaults/v1"]);
}

#[test]
fn falsy_keys_are_none() {
    for falsy in [json!(false), json!(null), json!(0), json!("")] {
        let world = World::with(json!({ "masterPassword": falsy }));
        assert_eq!(world.session().2, None);
    }
}

#[test]
fn hashes() {
    for (given, length) in [(json!("md5"), 32), (json!("sha256"), 64), (json!("MD5"), 64), (json!(5), 64)] {
        let world = World::with(json!({ "masterPassword": "m", "useMasterPassword": true, "hash": given }));
        assert_eq!(world.client.session.borrow().master_hash().len(), length);
    }
}

#[test]
fn tokens_of_other_kinds_are_sent_as_texts() {
    let world = World::with(json!({ "token": 5, "refreshToken": 0 }));
    assert_eq!((world.session().0, world.session().1), ("5".into(), String::new()));
}
