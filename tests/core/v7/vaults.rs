//! Vaults: their types, administrators, and what is told of their contents (§5.3).

use super::support::seven::*;
use super::support::*;

const VAULTS: &str = "POST /vaults";

fn world(sealed: bool) -> World {
    let world = World::seven_of(sealed);
    world.give("GET /app/features", json!([{ "name": "vaultType" }]));
    world.give(
        "GET /vault-types/all",
        json!([{ "id": "t1", "code": "company" }, { "id": "t2", "code": "privateShared" }]),
    );
    world.give("GET /vault-types/t1/administrators", json!([]));
    world.give("GET /vault-types/t2/administrators", json!([]));
    world.give(VAULTS, json!({ "id": "new" }));
    world
}

#[test]
fn a_type_by_its_code_where_there_are_types() {
    for (args, expected) in [(json!(["n"]), "t1"), (json!(["n", true]), "t2")] {
        let world = world(false);
        assert_eq!(text(&world.call("addVault", args).unwrap()), "new");
        let body = body_of(&world, VAULTS);
        assert_eq!(body, json!({ "name": "n", "typeId": expected, "administratorsKeys": {} }));
    }
    for (line, answer) in
        [("GET /app/features", json!([])), ("GET /vault-types/all", json!([{ "id": "t", "code": "x" }]))]
    {
        let world = world(false);
        world.give(line, answer);
        world.call("addVault", json!(["n"])).unwrap();
        assert_eq!(body_of(&world, VAULTS), json!({ "name": "n" }));
    }
}

#[test]
fn each_administrator_with_a_public_key_gets_the_key() {
    let world = world(true);
    let public = vector("rsa/choice/1024-62", "/input/publicKeyPem");
    let private = vector("rsa/pkcs1v15-1024-key100", "/input/privateKeyPem");
    let administrators = json!([{ "id": "a1", "publicKey": public }, { "id": "a2", "publicKey": null }, { "id": "a3", "publicKey": "" }]);
    world.give("GET /vault-types/t1/administrators", administrators);
    world.call("addVault", json!(["n"])).unwrap();
    let body = body_of(&world, VAULTS);
    let keys = body["administratorsKeys"].as_object().unwrap();
    assert_eq!(keys.keys().collect::<Vec<_>>(), ["a1"]);
    assert_eq!(opened_by(&private, &keys["a1"]), opened_by(&private_key(), &body["masterKeyEncrypted"]));
}

/// §5.3: leave out and warn, once for all of them, in words that hold nothing of the server's.
#[test]
fn administrators_without_a_public_key_are_told() {
    let public = vector("rsa/choice/1024-62", "/input/publicKeyPem");
    let with = json!({ "id": "a1", "publicKey": public });
    for (without, told) in [
        (json!([]), None),
        (json!([{ "id": "secret-id", "publicKey": null }]), Some("new vault: 1")),
        (
            json!([{ "id": "a2" }, { "id": "a3", "publicKey": "" }, { "id": "a4", "publicKey": null }]),
            Some("new vault: 3"),
        ),
        (json!([{ "id": "u1" }]), None), // the user, whose key is known
    ] {
        let world = world(true);
        let mut all = without.as_array().unwrap().clone();
        all.push(with.clone());
        world.give("GET /vault-types/t1/administrators", all);
        world.call("addVault", json!(["n"])).unwrap();
        let reported = world.platform.services.reported.borrow();
        let lines: Vec<_> = reported.iter().map(text).collect();
        assert_eq!(lines.len(), usize::from(told.is_some()), "{lines:?}");
        if let (Some(line), Some(told)) = (lines.first(), told) {
            assert!(line.ends_with(told) && !line.contains("secret-id"), "{line}");
        }
    }
}

/// A server may name a hundred thousand.
#[test]
fn keys_for_many_administrators_do_not_stop_all_else() {
    let world = world(true);
    let public = vector("rsa/choice/1024-62", "/input/publicKeyPem");
    let many = (0..200).map(|n| json!({ "id": format!("a{n}"), "publicKey": public })).collect::<Vec<_>>();
    world.give("GET /vault-types/t1/administrators", json!(many));
    let job = world.start("addVault", json!(["n"]));
    let mut turns = 0;
    while !job.is_done() && turns < 100 {
        world.step_calls();
        turns += 1;
    }
    job.done().unwrap();
    assert!(turns >= 12, "{turns}");
    assert_eq!(body_of(&world, VAULTS)["administratorsKeys"].as_object().unwrap().len(), 200);
}

#[test]
fn a_public_key_that_is_none_makes_no_vault() {
    let empty = "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----";
    for odd in [json!("x"), json!(empty), json!(5), json!(false), json!({}), json!([])] {
        let world = world(true);
        world.give("GET /vault-types/t1/administrators", json!([{ "id": "a1", "publicKey": odd }]));
        rejects(world.call("addVault", json!(["n"])), FailureKind::Crypto, "administrator a1");
        assert_eq!(world.writes(), [""; 0]);
    }
}

#[test]
fn an_administrator_called_like_a_member_of_all_objects() {
    let world = world(true);
    let public = vector("rsa/choice/1024-62", "/input/publicKeyPem");
    let administrators = ["__proto__", "constructor"].map(|id| json!({ "id": id, "publicKey": public }));
    world.give("GET /vault-types/t1/administrators", json!(administrators));
    world.call("addVault", json!(["n"])).unwrap();
    assert_eq!(body_of(&world, VAULTS)["administratorsKeys"].as_object().unwrap().len(), 2);
}

/// Of the list the client seals for whoever stands in it: what is no entry is not passed over without a word.
#[test]
fn administrators_that_are_none_make_no_vault() {
    let public = vector("rsa/choice/1024-62", "/input/publicKeyPem");
    for odd in [json!([null]), json!(["u2"]), json!([{ "publicKey": public }])] {
        let world = world(true);
        world.give("GET /vault-types/t1/administrators", odd.clone());
        assert!(world.call("addVault", json!(["n"])).is_err(), "{odd}");
        assert_eq!(world.writes(), [""; 0], "{odd}");
    }
}

#[test]
fn what_goes_into_a_new_vault_is_sealed_with_its_key() {
    let world = world(true);
    world.call("addVault", json!(["n"])).unwrap();
    let key = opened_by(&private_key(), &body_of(&world, VAULTS)["masterKeyEncrypted"]);
    world.give("POST /items", json!({ "id": "p1" }));
    world.item7("p1", "v1", true);
    world.lines();
    world.call("addPassword", json!([{ "vaultId": "new", "password": "p" }])).unwrap();
    let body = body_of(&world, "POST /items");
    assert_eq!(open(&body["passwordEncrypted"], &open(&body["keyEncrypted"], &key)), "p");
    assert_eq!(world.lines(), ["POST /items", "GET /items/p1"]);
}

#[test]
fn names_that_are_none_are_sent_nowhere() {
    for bad in [json!([]), json!([null]), json!([5])] {
        let world = world(true);
        rejects(world.call("addVault", bad), FailureKind::Usage, "name");
        assert!(world.lines().is_empty());
    }
}

#[test]
fn tags_and_colors_each_once() {
    let world = World::seven();
    let entry = |id: &str, tags: Json, color: Json| json!({ "id": id, "tags": tags, "color": color });
    let list = json!([
        entry("1", json!(["b", "a"]), json!(3)),
        entry("2", json!(["a", null, 5]), json!(0)),
        entry("3", Json::Null, json!(1))
    ]);
    world.give("GET /items/search", list.clone());
    world.give("GET /items?vaultId=v1", list);
    for (method, args) in [("getTags", json!([])), ("getVaultTags", json!(["v1"]))] {
        assert_eq!(to_json(&world.call(method, args).unwrap()), json!(["a", "b"]));
    }
    for (method, args) in [("getColors", json!([])), ("getVaultColors", json!(["v1"]))] {
        assert_eq!(to_json(&world.call(method, args).unwrap()), json!([1, 3]));
    }
}

#[test]
fn what_a_list_lacks_is_read_in_batches() {
    let world = World::seven();
    world.give("GET /items/search", json!([{ "id": "p1" }, { "id": "p2" }]));
    let part = |id: &str, tag: &str| json!({ "statusCode": 200, "body": { "id": id, "tags": [tag] } });
    world.give("POST /batch", json!({ "responses": [part("p2", "z"), part("p1", "y")] }));
    assert_eq!(to_json(&world.call("getTags", json!([])).unwrap()), json!(["y", "z"]));
    world.give("POST /batch", json!({ "responses": [part("p2", "z")] }));
    assert!(world.call("getTags", json!([])).is_err(), "half of it is not told as all");
}

#[test]
fn a_vault_that_asks_for_administrators_in_vain_is_not_made() {
    let world = world(true);
    world.route("GET /vault-types/t1/administrators", refused(403, "accessDenied", "no"));
    rejects(world.call("addVault", json!(["n"])), FailureKind::Api, "403");
    assert_eq!(world.writes(), [""; 0]);
}
