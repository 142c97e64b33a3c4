//! V10, V22: what a GET is answered with is of use, or it is an error.

use super::furnished::{Called, calls, furnished};
use super::support::seven::*;
use super::support::*;

/// Answers that may hold nothing: what can be seen of them is none of our business.
const MAY_BE_EMPTY: [&str; 3] = ["GET /app/settings", INFO, "GET /vaults/v1/access"];

/// Every GET of every method, answered with JSON that is nothing of the kind that was asked for.
#[test]
fn nothing_of_use_is_no_answer_to_any_get() {
    let mut cases = 0;
    for sealed in [true, false] {
        for called in calls() {
            let lines = called.distinct_lines(sealed);
            let Called { method, args } = called;
            for line in lines.into_iter().filter(|line| line.starts_with("GET ")) {
                for odd in [json!("x"), json!(5), json!(true), json!(null), json!({})] {
                    if odd == json!({}) && MAY_BE_EMPTY.contains(&line.as_str()) {
                        continue;
                    }
                    let world = furnished(sealed);
                    world.give(&line, odd.clone());
                    let outcome = world.ends(method, args.clone());
                    let fails = outcome.as_ref().map_or(true, |result| to_json(result).to_string().contains("error"));
                    assert!(fails, "{method}: {line} {odd}");
                    cases += 1;
                }
            }
        }
    }
    assert!(cases > 1000, "{cases}");
}

#[test]
fn an_object_is_what_was_asked_for() {
    for (method, args, line) in [
        ("getUser", json!(["u9"]), "GET /users/u9"),
        ("getUserGroup", json!(["g1"]), "GET /user-groups/g1"),
        ("userInfo", json!([]), INFO),
        ("getPassworkSettings", json!([]), "GET /app/settings"),
        ("version", json!([]), "GET /app/settings"),
        ("login", json!(["A:R"]), INFO),
    ] {
        for odd in [json!([]), json!([{ "id": "u9" }]), json!("ok"), json!(5)] {
            let world = World::seven();
            world.give(line, odd.clone());
            rejects(world.call(method, args.clone()), FailureKind::NotApi, "");
        }
    }
    for (method, id, line) in [("getUser", "u9", "GET /users/u9"), ("getUserGroup", "g1", "GET /user-groups/g1")] {
        let world = World::seven();
        world.give(line, json!({ "id": "another" }));
        rejects(world.call(method, json!([id])), FailureKind::NotApi, "another");
    }
    let world = World::seven();
    world.give(INFO, json!({ "login": "me" }));
    rejects(world.call("userInfo", json!([])), FailureKind::NotApi, "id of the user");
}
