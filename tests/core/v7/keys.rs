//! From a master password to the user's private key (V5, V6, D43).

use super::support::seven::*;
use super::support::*;

const VAULTS: &str = "GET /vaults";

fn hashes(world: &World) -> Vec<(String, Option<String>)> {
    let sent = world.platform.network.take_sent();
    sent.iter().map(|sent| (sent.line.clone(), sent.header("X-Master-Key-Hash").map(str::to_owned))).collect()
}

fn given_a_password(secret: &str) -> World {
    let world = World::seven_with(json!({ "token": "access-1-token", "masterPassword": secret }));
    world.give(INFO, json!({ "id": "u1" }));
    world.give(KEYS, user_keys());
    world.give(OPTIONS, json!({ "masterKeyOptions": options() }));
    world.give(VAULTS, json!([]));
    world
}

/// Somebody else's keys.
fn other_keys() -> Json {
    json!({ "id": "u1", "keys": { "public": "", "privateEncrypted": seal(&private_key(), "another master key") } })
}

fn later_hash(world: &World) -> Option<String> {
    world.platform.network.take_sent();
    world.give(VAULTS, json!([]));
    world.call("getVaultsCount", json!([])).unwrap();
    hashes(world).remove(0).1
}

#[test]
fn a_login_derives_the_key_and_sends_its_hash_from_then_on() {
    let world = World::seven_with(json!({}));
    world.give(INFO, json!({ "id": "u1" }));
    world.give(KEYS, user_keys());
    world.give(OPTIONS, json!({ "masterKeyOptions": options() }));
    world.call("login", json!(["A:R", master_password()])).unwrap();
    let right = Some(master_hash());
    assert_eq!(hashes(&world), [(INFO.to_owned(), None), (OPTIONS.to_owned(), None), (KEYS.to_owned(), right.clone())]);
    assert_eq!((world.session().2, later_hash(&world)), (Some(master_key()), right));
}

/// Its form tells nothing of a key that was given as one.
#[test]
fn a_key_of_other_lengths_is_one_too() {
    let world = World::seven_with(json!({}));
    let key = vector("masterkey/32-bytes", "/output/masterKey");
    world.give(INFO, json!({}));
    world.give(KEYS, json!({ "keys": { "privateEncrypted": seal(&private_key(), &key) } }));
    world.call("loginWithKey", json!(["A:R", key])).unwrap();
    assert_eq!(later_hash(&world), Some(vector("masterkey/32-bytes", "/output/masterKeyHash")));
}

#[test]
fn a_wrong_password_is_the_same_error_whoever_notices_and_is_forgotten() {
    for answer in [
        ok(other_keys()),
        ok(json!({ "keys": { "privateEncrypted": seal("no key of RSA", &master_key()) } })),
        ok(json!({ "keys": { "privateEncrypted": seal("", &master_key()) } })),
        ok(json!({ "keys": { "privateEncrypted": "" } })),
        ok(json!({ "keys": {} })),
        ok(json!({ "keys": "x" })),
        refused(403, "wrongMasterKeyHash", "no"),
        refused(403, "accessDenied", "The master key hash is wrong"),
    ] {
        for (method, secret) in [("login", master_password()), ("loginWithKey", master_key())] {
            let world = given_a_password("");
            world.route(KEYS, answer.clone());
            let problem = rejects(world.call(method, json!(["A:R", secret])), FailureKind::MasterPassword, "master");
            assert!(!problem.message.contains(&secret) && !problem.message.contains(&master_hash()));
            assert_eq!(later_hash(&world), None);
            let write = world.call("addPassword", json!([{ "vaultId": "v1", "name": "n", "password": "p" }]));
            rejects(write, FailureKind::Usage, "");
            assert_eq!(world.lines(), [""; 0]);
        }
    }
}

/// Every refusal there would count as a wrong master password.
#[test]
fn a_host_called_master_makes_no_wrong_password() {
    let world = World::seven_with(json!({ "host": "https://master.test" }));
    world.platform.network.base.replace("https://master.test/api/v1".to_owned());
    world.give(INFO, json!({}));
    world.route(KEYS, refused(403, "accessDenied", "no"));
    rejects(world.call("loginWithKey", json!(["A:R", master_key()])), FailureKind::Api, "403");
}

#[test]
fn a_refusal_that_says_nothing_of_the_key_is_what_it_is() {
    for answer in [refused(403, "accessDenied", "no"), refused(500, "x", "the master is down")] {
        let world = given_a_password("");
        world.route(KEYS, answer);
        rejects(world.call("loginWithKey", json!(["A:R", master_key()])), FailureKind::Api, "");
    }
}

#[test]
fn a_server_without_encryption_says_so() {
    let none = [ok(json!({ "id": "u1", "keys": null })), ok(json!({ "id": "u1" })), ok(json!([]))];
    let no_options =
        [ok(json!({ "masterKeyOptions": null })), ok(json!({})), refused(404, "x", ""), refused(400, "x", "")];
    for (line, answer) in
        none.map(|answer| (KEYS, answer)).into_iter().chain(no_options.map(|answer| (OPTIONS, answer)))
    {
        let world = given_a_password("");
        world.route(line, answer);
        let problem = problem(world.call("login", json!(["A:R", master_password()])));
        assert_eq!((problem.kind, problem.code), (FailureKind::Usage, Some("clientSideEncryptionDisabled")));
        rejects(world.call("addPassword", json!([{ "vaultId": "v1" }])), FailureKind::Usage, ""); // undecided
    }
}

/// V6, D43: the latch would hold whoever derives.
#[test]
fn odd_options_are_refused_before_anything_is_derived() {
    for odd in [
        json!(5),
        json!(["pbkdf:sha256:1:64:s"]),
        json!(""),
        json!("pbkdf"),
        json!("pbkdf:sha256:1:64"),
        json!("pbkdf2:sha256:1:64:s"),
        json!("none"),
        json!("pbkdf:md5:1:64:s"),
        json!("pbkdf:sha384:1:64:s"),
        json!("pbkdf:sha3:1:64:s"),
        json!("pbkdf:sha256:0:64:s"),
        json!("pbkdf:sha256:-1:64:s"),
        json!("pbkdf:sha256:1e3:64:s"),
        json!("pbkdf:sha256:1.5:64:s"),
        json!("pbkdf:sha256:٣:64:s"),
        json!("pbkdf:sha256: 1:64:s"),
        json!("pbkdf:sha256:10000001:64:s"),
        json!("pbkdf:sha256:5000001:64:s"),
        json!("pbkdf:sha256:99999999999999999999:64:s"),
        json!("pbkdf:sha256:1:15:s"),
        json!("pbkdf:sha256:1:4097:s"),
        json!("pbkdf:sha256:1:1000000:s"),
    ] {
        for method in ["login", "setAuthOptions", "loadMasterKey"] {
            let world = given_a_password("");
            world.platform.derivation.close();
            world.give(OPTIONS, json!({ "masterKeyOptions": odd }));
            let args = match method {
                "loadMasterKey" => json!([{ "useMasterPassword": true, "masterPassword": master_password() }]),
                _ => json!(["A", master_password()]),
            };
            let kind = problem(world.call(method, args)).kind;
            assert_eq!(kind, FailureKind::Crypto, "{method}, {odd}");
            assert!(!world.lines().contains(&KEYS.to_owned()), "{method}, {odd}");
        }
    }
}

#[test]
fn fewer_rounds_than_demanded_are_refused() {
    let world = World::seven_with(json!({ "minimumRounds": 1001 }));
    world.give(INFO, json!({}));
    world.give(OPTIONS, json!({ "masterKeyOptions": options() }));
    world.platform.derivation.close();
    rejects(world.call("login", json!(["A", master_password()])), FailureKind::Crypto, "rounds");
}

#[test]
fn close_while_a_key_is_derived_leaves_none() {
    let world = given_a_password("");
    world.platform.derivation.close();
    let job = world.start("login", json!(["A:R", master_password()]));
    world.run();
    world.call("close", json!([])).unwrap();
    world.platform.derivation.open();
    world.run();
    rejects(job.done(), FailureKind::Closed, "closed");
    assert_eq!(world.session(), (String::new(), String::new(), None, false));
}

/// D52.
#[test]
fn while_a_login_derives_others_see_the_session_in_force() {
    let world = World::seven_sealed().with_item7(true);
    world.platform.derivation.close();
    let job = world.start("login", json!(["B:R", master_password()]));
    world.run();
    world.platform.network.take_sent();
    world.call("getPassword", json!(["p1"])).unwrap();
    let sent = world.platform.network.take_sent();
    assert_eq!(sent[0].header("Authorization"), Some("Bearer access-1-token"));
    assert_eq!(sent[0].header("X-Master-Key-Hash"), Some(master_hash().as_str()));
    world.platform.derivation.open();
    world.run();
    job.done().unwrap();
}

#[test]
fn a_password_of_the_constructor_is_hashed_for_no_header_before_its_options_are_known() {
    let world = given_a_password(&master_password()).with_item7(true);
    world.call("getVaultsCount", json!([])).unwrap();
    world.call("getPassword", json!(["p1"])).unwrap();
    world.call("getVaultsCount", json!([])).unwrap();
    let seen = hashes(&world);
    let first = seen.iter().position(|(line, _)| line == KEYS).unwrap();
    assert!(seen[..first].iter().all(|(_, hash)| hash.is_none()), "{seen:?}");
    assert!(seen[first..].iter().all(|(_, hash)| *hash == Some(master_hash())), "{seen:?}");
}

/// §1.2: a server with encryption refuses a request without it.
#[test]
fn a_password_of_the_constructor_counts_from_the_first_request_on() {
    let world = given_a_password(&master_password());
    world.call("getVaultsCount", json!([])).unwrap();
    let seen = hashes(&world);
    assert!(seen.contains(&(VAULTS.to_owned(), Some(master_hash()))), "{seen:?}");
}

#[test]
fn calls_that_begin_together_open_the_keys_once() {
    let world = given_a_password(&master_password()).with_item7(true);
    world.platform.derivation.close();
    let jobs: Vec<_> = (0..3).map(|_| world.start("getPassword", json!(["p1"]))).collect();
    world.run();
    world.platform.derivation.open();
    world.run();
    jobs.iter().for_each(|job| drop(job.done().unwrap()));
    let lines = world.lines();
    let count = |wanted: &str| lines.iter().filter(|line| *line == wanted).count();
    assert_eq!((count(OPTIONS), count(KEYS)), (1, 1));
}

#[test]
fn a_password_of_the_constructor_that_opens_nothing_is_forgotten() {
    let world = given_a_password(&master_password()).with_item7(true);
    world.give(KEYS, other_keys());
    rejects(world.call("getPassword", json!(["p1"])), FailureKind::MasterPassword, "master");
    assert_eq!(later_hash(&world), None);
    rejects(world.call("editPassword", json!(["p1", { "password": "x" }])), FailureKind::Usage, "");
    assert_eq!(world.lines(), [""; 0]);
}

#[test]
fn set_auth_options_checks_its_key_at_once() {
    for args in
        [json!(["A", master_password()]), json!([{ "accessToken": "A", "refreshToken": "R" }, null, master_key()])]
    {
        let world = given_a_password("");
        world.call("setAuthOptions", args.clone()).unwrap();
        assert_eq!(world.session().2, Some(master_key()));
        let seen = hashes(&world);
        assert_eq!(seen.last().unwrap(), &(KEYS.to_owned(), Some(master_hash())), "{args}");
        assert!(seen[..seen.len() - 1].iter().all(|(_, hash)| hash.is_none()));
        let world = given_a_password("");
        world.give(KEYS, other_keys());
        rejects(world.call("setAuthOptions", args), FailureKind::MasterPassword, "master");
        assert_eq!((world.session().0.as_str(), later_hash(&world)), ("A", None));
        rejects(world.call("addPassword", json!([{ "vaultId": "v1" }])), FailureKind::Usage, "");
    }
}

/// D11, D41: what sealed before goes on to seal.
#[test]
fn a_password_of_set_auth_options_in_vain_leaves_the_old_key_in_force() {
    let world = World::seven_sealed();
    world.give(OPTIONS, json!({ "masterKeyOptions": "odd" }));
    problem(world.call("setAuthOptions", json!(["A", "another password"])));
    assert_eq!(world.session().2, Some(master_key()));
}

#[test]
fn a_key_of_set_auth_options_in_vain_leaves_the_old_key_in_force() {
    let world = World::seven_sealed();
    world.route(KEYS, refused(500, "x", "y"));
    problem(world.call("setAuthOptions", json!(["A", null, vector("masterkey/one-round", "/output/masterKey")])));
    assert_eq!(world.session().2, Some(master_key()));
}

/// D52: a write that is called while the key is on its way is sealed with it.
#[test]
fn a_write_waits_for_the_key_of_set_auth_options() {
    let world = given_a_password("").with_item7(true);
    world.platform.derivation.close();
    let auth = world.start("setAuthOptions", json!(["A", master_password()]));
    let write = world.start("editPassword", json!(["p1", { "password": "new" }]));
    world.run();
    assert!(!write.is_done());
    world.platform.derivation.open();
    world.run();
    auth.done().unwrap();
    write.done().unwrap();
    assert_eq!(open(&body_of(&world, "PATCH /items/p1")["passwordEncrypted"], &item_key("p1")), "new");
}

#[test]
fn values_of_a_real_server_open() {
    let world = World::seven_with(json!({}));
    world.give(INFO, json!({}));
    world.give(KEYS, json!({ "keys": vector_json("server/b/userkeys", "/input/keys") }));
    let sent = vector_json("server/b/item", "/input/item");
    let id = sent["id"].as_str().unwrap().to_owned();
    world.give(&format!("GET /items/{id}"), sent);
    world.call("loginWithKey", json!(["A", vector("server/b/userkeys", "/input/masterKey")])).unwrap();
    let item = world.call("getPassword", json!([id])).unwrap();
    assert_eq!(text(&world.password_text(&item).unwrap()), vector("server/b/item", "/output/password"));
    let fields = to_json(&world.customs(&item).unwrap());
    let expected = vector_json("server/b/item", "/output/customs");
    assert_eq!(fields.as_array().unwrap().len(), expected.as_array().unwrap().len());
    assert_eq!(fields[0]["name"], expected[0]["name"]);
}

#[test]
fn logout_wipes_what_was_opened() {
    let world = World::seven_sealed().with_item7(true);
    world.call("getPassword", json!(["p1"])).unwrap();
    world.call("logout", json!([])).unwrap();
    world.now("setTokens", json!(["A", "R"])).unwrap();
    rejects(world.call("getPassword", json!(["p1"])), FailureKind::MasterPassword, "master");
    assert_eq!(later_hash(&world), None);
}

/// Its form alone would not tell that it is one.
#[test]
fn a_second_login_in_vain_with_the_key_in_force_leaves_its_hash() {
    let key = vector("masterkey/32-bytes", "/output/masterKey");
    let world = World::seven_with(json!({}));
    world.give(INFO, json!({}));
    world.give(KEYS, json!({ "keys": { "privateEncrypted": seal(&private_key(), &key) } }));
    world.call("loginWithKey", json!(["A:R", key])).unwrap();
    world.route(KEYS, refused(500, "x", "y"));
    problem(world.call("loginWithKey", json!(["A:R", key])));
    assert_eq!(later_hash(&world), Some(vector("masterkey/32-bytes", "/output/masterKeyHash")));
}

/// D51: nothing of it is kept, also where several calls wait for it.
#[test]
fn close_gives_up_the_opening_of_the_keys() {
    let world = given_a_password(&master_password()).with_item7(true);
    world.platform.derivation.close();
    let job = world.start("getPassword", json!(["p1"]));
    world.run();
    world.call("close", json!([])).unwrap();
    world.run();
    rejects(job.done(), FailureKind::Closed, "closed");
    drop(job);
    assert_eq!(
        std::rc::Rc::strong_count(&world.client),
        1,
        "something goes on, and holds the client with all its keys"
    );
}

/// The same without that: whoever has ended holds nothing.
#[test]
fn a_client_that_was_used_is_held_by_nobody() {
    let world = given_a_password(&master_password()).with_item7(true);
    world.call("getPassword", json!(["p1"])).unwrap();
    world.call("getVaultsCount", json!([])).unwrap();
    assert_eq!(std::rc::Rc::strong_count(&world.client), 1);
}

/// Both are known to be wanted from the start; the server with encryption refuses either without the hash (§1.2).
#[test]
fn a_login_with_a_key_is_one_round_trip() {
    let world = World::seven_with(json!({}));
    let job = world.start("loginWithKey", json!(["A:R", master_key()]));
    world.run();
    let mut waiting = world.platform.network.waiting();
    waiting.sort();
    assert_eq!(waiting, [INFO, KEYS]);
    assert!(hashes(&world).iter().all(|(_, hash)| *hash == Some(master_hash())));
    world.answer(INFO, ok(json!({ "id": "u1" })));
    world.answer(KEYS, ok(user_keys()));
    job.done().unwrap();
}

/// A key that came with the wrong token is forgotten as one that does not open.
#[test]
fn a_key_whose_login_failed_for_its_token_is_forgotten() {
    let world = World::seven();
    world.route(INFO, refused(401, "notFound", "Access token not found"));
    world.give(KEYS, user_keys());
    problem(world.call("loginWithKey", json!(["other:pair", master_key()])));
    assert_eq!(later_hash(&world), None);
}
