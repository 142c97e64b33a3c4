//! Users and groups; a new user (§5.1, §5.8).

use super::support::seven::*;
use super::support::*;

const USERS: &str = "POST /users";

fn world(settings: Json) -> World {
    let world = World::seven();
    world.give("GET /app/settings", settings);
    world.give(USERS, json!({ "id": "u9" }));
    world
}

fn new() -> Json {
    json!([{ "login": "new", "email": "n@a.test", "fullName": "N", "userRoleId": "r", "userGroupIds": ["g"] }])
}

#[test]
fn a_password_by_the_rules_of_the_server() {
    for (rules, length) in [
        (json!({}), 12),
        (json!({ "authPasswordComplexity": { "minLength": 8 } }), 12),
        (json!({ "authPasswordComplexity": { "minLength": 20 } }), 20),
        (json!({ "authPasswordComplexity": { "minLength": 1e300 } }), 256),
        (json!({ "authPasswordComplexity": { "minLength": -5 } }), 12),
        (json!({ "authPasswordComplexity": { "minLength": "9" } }), 12),
        (json!({ "authPasswordComplexity": [] }), 12),
    ] {
        let world = world(rules);
        let made = to_json(&world.call("createUser", new()).unwrap());
        let password = made["password"].as_str().unwrap();
        assert_eq!((password.len(), &made["id"], &made["masterPassword"]), (length, &json!("u9"), &Json::Null));
        for class in ["0123456789", "!@#$%^", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"] {
            assert!(password.chars().any(|c| class.contains(c)), "{password}");
        }
        let body = body_of(&world, USERS);
        assert_eq!((&body["password"], &body["userGroupIds"]), (&json!(password), &json!(["g"])));
    }
}

#[test]
fn keys_that_a_caller_passes_are_not_sent() {
    let world = world(json!({}));
    let fields = json!([{ "login": "n", "keys": { "public": "x" }, "masterKeyHash": "x", "masterKeyOptions": "x", "password": "own" }]);
    world.call("createUser", fields).unwrap();
    assert_eq!(body_of(&world, USERS), json!({ "login": "n", "password": "own" }));
}

#[test]
fn what_cannot_be_made_is_not_written() {
    let none = world(json!({}));
    none.platform.no_entropy.set(true);
    rejects(none.call("createUser", new()), FailureKind::Crypto, "");
    for bad in [json!([]), json!([null]), json!(["new"]), json!([[]])] {
        rejects(none.call("createUser", bad), FailureKind::Usage, "object");
    }
    assert_eq!(none.writes(), [""; 0]);
    for options in [
        json!({}),
        json!({ "salt": "" }),
        json!({ "salt": 5 }),
        json!({ "salt": "s", "iterations": 1e12 }),
        json!({ "salt": "s", "digest": "md5" }),
    ] {
        let world = World::seven_sealed();
        world.give("GET /app/settings", json!({}));
        world.give("GET /users/master-key/new-options", options);
        world.platform.derivation.close();
        assert!(world.call("createUser", new()).is_err());
        assert_eq!(world.writes(), [""; 0]);
    }
}

#[test]
fn an_error_shows_no_password_of_a_new_user() {
    let world = world(json!({}));
    world.platform.network.unroute(USERS);
    let job = world.start("createUser", new());
    world.run();
    let password = body_of(&world, USERS)["password"].as_str().unwrap().to_owned();
    world.answer(USERS, refused(422, "x", &format!("the password {password} is too weak")));
    assert!(!all_texts(&job.done().unwrap_err()).contains(&password));
}

#[test]
fn changes_and_lists_must_be_what_they_are() {
    let world = World::seven();
    for (method, args) in [
        ("editUser", json!(["u9", "x"])),
        ("editUser", json!(["u9"])),
        ("addUsersToGroup", json!(["g1", "u1"])),
        ("removeUsersFromGroup", json!(["g1"])),
        ("getUsers", json!(["x"])),
        ("getUser", json!([""])),
        ("deleteUser", json!([".."])),
    ] {
        rejects(world.call(method, args), FailureKind::Usage, "");
    }
    assert!(world.lines().is_empty());
}

/// D19: as everywhere else.
#[test]
fn a_password_that_is_no_text_makes_no_user() {
    let world = world(json!({}));
    rejects(world.call("createUser", json!([{ "login": "n", "password": 5 }])), FailureKind::Usage, "password");
    assert_eq!(world.writes(), [""; 0]);
}

/// V10: the user is there, and nobody else has the passwords.
#[test]
fn a_user_whose_id_is_not_told_is_made_all_the_same() {
    for answer in [json!({}), Json::Null, json!([]), json!("u9"), json!({ "id": "" }), json!({ "id": 5 })] {
        let world = world(json!({}));
        world.give(USERS, answer.clone());
        let made = to_json(&world.call("createUser", new()).unwrap());
        assert_eq!((&made["id"], &made["password"]), (&Json::Null, &body_of(&world, USERS)["password"]), "{answer}");
    }
}
