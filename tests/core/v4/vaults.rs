//! Vaults (spec §6.9).

use super::support::*;
use passwork_wasm::core::crypto::hash::{HashAlgorithm, protocol_hash};

#[test]
fn a_new_vault_of_the_domain_and_a_private_one() {
    let world = World::sealed();
    let domain = json!({ "domainId": "d1", "mpCrypted": seal("domain master", MASTER) });
    world.route("GET /vaults/domain", Answer::data(domain));
    world.route("POST /vaults", Answer::data("new"));
    for private in [false, true] {
        world.call("addVault", json!(["n", private])).unwrap();
        let body = world.last_body();
        let password = open(&body["mpCrypted"], "domain master");
        assert_eq!(password.len(), 100);
        let salted = format!("{password}{}", body["salt"].as_str().unwrap());
        assert_eq!(body["passwordHash"], protocol_hash(HashAlgorithm::Sha256, &salted.as_str().into()));
        assert_eq!(body.get("domainId").is_some(), !private);
        assert_eq!(body.get("passwordCrypted").map(|sealed| open(sealed, MASTER)), private.then_some(password));
    }
}

#[test]
fn without_a_domain() {
    let world = World::plain();
    world.route("GET /vaults/domain", Answer::data(json!(null)));
    world.route("POST /vaults", Answer::data("new"));
    rejects(world.call("addVault", json!(["n"])), FailureKind::Usage, "private vault");
    assert_eq!(world.lines(), ["GET /vaults/domain"]);
    world.call("addVault", json!(["n", true])).unwrap();
    assert_eq!(world.last_body()["salt"], "a".repeat(32));
    let sealed = World::sealed();
    sealed.route("GET /vaults/domain", Answer::data(json!(null)));
    rejects(sealed.call("addVault", json!(["n", true])), FailureKind::Crypto, "domain: mpCrypted");
    assert_eq!(sealed.lines(), ["GET /vaults/domain"]);
}

#[test]
fn full_info_sorts_what_is_there() {
    let world = World::plain();
    let info = json!({ "passwords": [{ "name": "b" }, { "name": "a" }], "folders": null, "x": 1 });
    world.route("GET /vaults/v1/fullInfo", Answer::data(info));
    let sorted = to_json(&world.call("getVaultFullInfo", json!(["v1"])).unwrap());
    assert_eq!(sorted, json!({ "passwords": [{ "name": "a" }, { "name": "b" }], "folders": null, "x": 1 }));
}

#[test]
fn sharing_of_folders() {
    let world = World::plain();
    for (folder, line) in [
        (json!("f"), "GET /vaults/v/sharingInfo/f"),
        (json!(""), "GET /vaults/v/sharingInfo"),
        (json!(null), "GET /vaults/v/sharingInfo"),
        (json!(5), "GET /vaults/v/sharingInfo"),
    ] {
        world.route(line, Answer::data(1));
        world.call("getDirectorySharingInfo", json!(["v", folder])).unwrap();
        assert_eq!(world.lines(), [line]);
    }
}
