//! A result that was read, changed and passed back to an edit (D45).

use super::support::*;

fn writer(world: World) -> World {
    for line in ["PUT /passwords/p1", "POST /passwords", "PUT /sharing/shortcut/s1"] {
        world.route(line, Answer::data("p1"));
    }
    world
}

#[test]
fn a_new_password_is_the_one_that_counts() {
    let world = writer(World::sealed().with_password());
    let result = world.call("getPassword", json!(["p1"])).unwrap();
    result.set("password", Value::str("rotated"));
    result.set("name", Value::str("renamed"));
    world.call("editPassword", vec![Value::str("p1"), result.frozen()]).unwrap();
    let body = world.last_body();
    assert_eq!(open(&body["cryptedPassword"], "key of p1"), "rotated");
    assert_eq!((&body["name"], &body["passwordFieldChanged"]), (&json!("renamed"), &json!(true)));
    for left_out in ["password", "custom", "attachments", "cryptedKey", "getPassword", "getCustoms"] {
        assert!(body.get(left_out).is_none(), "{left_out}");
    }
    let snapshot: Json = serde_json::from_str(&open(&body["snapshot"], "key of p1")).unwrap();
    assert_eq!(snapshot["password"], "text of p1");

    let world = writer(World::plain().with_plain_password());
    let result = world.call("getPassword", json!(["p1"])).unwrap();
    result.set("password", Value::str("rotated"));
    world.call("editPassword", vec![Value::str("p1"), result]).unwrap();
    let body = world.last_body();
    assert_eq!((&body["cryptedPassword"], body.get("custom")), (&json!("cm90YXRlZA=="), None));
    assert_eq!(body["cryptedKey"], "YQ==", "nothing is sealed here");
}

#[test]
fn lists_count_as_given_only_if_they_are_others() {
    let world = writer(World::sealed().with_password());
    let stored = world.password("p1", "v1", true);
    let (custom, files) = (stored["custom"][0].clone(), stored["attachments"][0].clone());
    let reversed = |entry: &Json| -> Json {
        let members: Vec<_> = entry.as_object().unwrap().clone().into_iter().rev().collect();
        Json::Object(members.into_iter().collect())
    };
    for (same_custom, same_files) in
        [(json!([custom.clone()]), json!([files.clone()])), (json!([reversed(&custom)]), json!([reversed(&files)]))]
    {
        let fields = json!({ "custom": same_custom, "attachments": same_files });
        world.call("editPassword", json!(["p1", fields])).unwrap();
        assert_eq!(world.last_body().as_object().unwrap().keys().collect::<Vec<_>>(), ["snapshot"]);
    }
    let clear = json!([{ "name": "n", "value": "v", "type": "text" }]);
    world.call("editPassword", json!(["p1", { "custom": clear, "attachments": [] }])).unwrap();
    let body = world.last_body();
    assert_eq!(open(&body["custom"][0]["value"], "key of p1"), "v");
    assert_eq!(body["attachments"], json!([]), "K16");
    world.call("editPassword", json!(["p1", { "custom": [] }])).unwrap();
    assert_eq!(world.last_body()["custom"], json!([]));
}

/// Fields of a result that were changed on the server since, or stand beside new ones, or in a new password: sealed again, nobody
/// could read them.
#[test]
fn fields_as_they_are_stored_are_not_sealed_twice() {
    let clear = json!({ "name": "n", "value": "v", "type": "text" });
    for (sealed, world) in [(true, World::sealed().with_password()), (false, World::plain().with_plain_password())] {
        let world = writer(world);
        let result = to_json(&world.call("getPassword", json!(["p1"])).unwrap());
        let stale = match sealed {
            true => result["custom"][0].clone(),
            false => json!({ "name": "bg==", "value": "dg==", "type": "dGV4dA==" }),
        };
        let mut half = clear.clone();
        half["type"] = stale["type"].clone();
        let mut upper = stale.clone();
        if sealed {
            upper["type"] = upper["type"].as_str().unwrap().to_uppercase().into();
        }
        world.lines();
        for list in [json!([clear, stale]), json!([stale, stale]), json!([half]), json!([upper, clear])] {
            let edit = json!(["p1", { "password": "x", "custom": list }]);
            let add = json!([{ "vaultId": "v1", "password": "x", "custom": list }]);
            for (method, args) in [("editPassword", edit), ("addPassword", add)] {
                rejects(world.call(method, args), FailureKind::Usage, "getCustoms()");
            }
        }
        assert!(world.lines().iter().all(|line| line.starts_with("GET ")));
        // A value may be anything.
        let mut value = clear.clone();
        value["value"] = stale["value"].clone();
        world.call("editPassword", json!(["p1", { "custom": [value] }])).unwrap();
    }
}

#[test]
fn null_is_refused_and_the_message_says_what_to_do() {
    let world = writer(World::sealed().with_password());
    world.lines();
    for member in ["password", "custom", "attachments"] {
        let mut fields = json!({});
        fields[member] = Json::Null;
        let problem = rejects(world.call("editPassword", json!(["p1", fields])), FailureKind::Usage, "leave it out");
        assert!(problem.message.contains(member));
    }
    assert!(world.lines().iter().all(|line| line.starts_with("GET ")));
}

/// A key among the fields would make what was sealed with another unreadable, or readable for who made it.
#[test]
fn a_key_among_the_fields_is_never_sent() {
    let world = writer(World::sealed().with_password());
    world.vault("v2", false, false);
    for fields in [
        json!({ "password": "x", "cryptedKey": "planted" }),
        json!({ "cryptedKey": "planted" }),
        json!({ "custom": [], "cryptedKey": null }),
    ] {
        world.call("editPassword", json!(["p1", fields])).unwrap();
        assert!(world.last_body().get("cryptedKey").is_none());
    }
    for vault in ["v1", "v2"] {
        let fields = json!({ "vaultId": vault, "password": "x", "cryptedKey": "planted" });
        world.call("addPassword", json!([fields])).unwrap();
        let body = world.last_body();
        match vault {
            "v1" => assert_eq!(open(&body["cryptedPassword"], &open(&body["cryptedKey"], "v1 password")), "x"),
            _ => {
                assert_eq!((open(&body["cryptedPassword"], "v2 password"), body.get("cryptedKey")), ("x".into(), None))
            }
        }
    }
}

#[test]
fn shortcuts_too() {
    let world = writer(World::sealed().with_password());
    let mut password = world.password("p1", "v1", true);
    password["shortcut"] = json!({ "id": "s1", "vaultId": "v1", "cryptedKey": seal("key of p1", "v1 password") });
    world.route("GET /sharing/shortcut/s1", Answer::data(password));
    let result = world.call("getShortcutPassword", json!(["s1"])).unwrap();
    result.set("password", Value::str("rotated"));
    world.call("editShortcutPassword", vec![Value::str("s1"), result]).unwrap();
    let body = world.last_body();
    assert_eq!(open(&body["cryptedPassword"], "key of p1"), "rotated");
    assert!(["custom", "attachments", "cryptedKey"].iter().all(|member| body.get(member).is_none()));
}
