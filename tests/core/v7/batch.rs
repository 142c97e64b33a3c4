//! Many items in one request: no id ever gets another one's (§5.7, V12).

use super::support::seven::*;
use super::support::*;
use passwork_wasm::core::platform::FetchFailureReason::Network;

const BATCH: &str = "POST /batch";

fn found(item: &Json) -> Json {
    json!({ "statusCode": 200, "body": item })
}

fn gone(status: u16, message: &str) -> Json {
    json!({ "statusCode": status, "body": { "errors": [{ "code": "x", "message": message }] } })
}

/// Each id with the name of what came for it, or the beginning of its error.
fn outcomes(world: &World, ids: Json) -> Vec<String> {
    let results = world.call("getPasswordsById", json!([ids])).unwrap();
    let shown = |result: &Value| {
        let name = match result.own("password").is_object() {
            true => text(&result.own("password").own("name")),
            false => text(&result.own("error").own("kind")),
        };
        format!("{} {name}", result.own("id").display().unwrap().as_utf8().unwrap())
    };
    results.items().iter().map(shown).collect()
}

fn answered(responses: impl Into<Json>) -> World {
    let world = World::seven_sealed();
    world.give(BATCH, json!({ "responses": responses.into() }));
    world
}

fn items() -> [Json; 3] {
    ["p1", "p2", "p3"].map(|id| item(id, "v1", true))
}

#[test]
fn one_request_for_many() {
    let [a, b, c] = items();
    let world = answered(json!([found(&a), found(&b), found(&c)]));
    assert_eq!(outcomes(&world, json!(["p1", "p2", "p3"])), ["p1 name of p1", "p2 name of p2", "p3 name of p3"]);
    let urls = body_of(&world, BATCH)["requests"].clone();
    assert_eq!(urls[0], json!({ "method": "GET", "relativeUrl": "/api/v1/items/p1" }));
    assert_eq!(world.lines(), [BATCH]);
}

#[test]
fn in_whatever_order_they_come() {
    let [a, b, c] = items();
    for order in [[&c, &a, &b], [&b, &c, &a], [&c, &b, &a]] {
        let world = answered(json!(order.map(found)));
        assert_eq!(outcomes(&world, json!(["p1", "p2", "p3"])), ["p1 name of p1", "p2 name of p2", "p3 name of p3"]);
    }
}

#[test]
fn others_items_answers_too_few_and_nonsense() {
    let [a, b, c] = items();
    let other = item("p9", "v1", true);
    let mut nameless = b.clone();
    nameless.as_object_mut().unwrap().remove("id");
    for (responses, second) in [
        (json!([found(&a), found(&other), found(&c)]), "notApi"),
        (json!([found(&a), found(&nameless), found(&c)]), "notApi"),
        (json!([found(&a), found(&a), found(&c)]), "notApi"),
        (json!([found(&a), found(&c)]), "notApi"),
        (json!([found(&c), found(&a)]), "notApi"),
        (json!([found(&a), null, found(&c)]), "notApi"),
        (json!([found(&a), { "body": b }, found(&c)]), "notApi"),
        (json!([found(&a), { "statusCode": "200", "body": b }, found(&c)]), "notApi"),
        (json!([found(&a), { "statusCode": 302, "body": null }, found(&c)]), "api"),
        (json!([found(&a), { "statusCode": 1e300, "body": null }, found(&c)]), "notApi"),
        (json!([found(&a), { "statusCode": 200, "body": "x" }, found(&c)]), "notApi"),
        (json!([found(&a), gone(404, "no such thing"), found(&c)]), "api"),
        (json!([found(&a), gone(500, "broken"), found(&c)]), "api"),
        (json!([found(&c), gone(404, "no such thing"), found(&a)]), "api"),
    ] {
        let world = answered(responses.clone());
        let expected = ["p1 name of p1".to_owned(), format!("p2 {second}"), "p3 name of p3".to_owned()];
        assert_eq!(outcomes(&world, json!(["p1", "p2", "p3"])), expected, "{responses}");
    }
}

#[test]
fn a_whole_that_failed_is_told_for_each() {
    for answer in [
        Answer::failure(Network, "ECONNRESET"),
        refused(500, "x", ""),
        ok(json!({})),
        ok(json!({ "responses": {} })),
        ok(json!({ "items": [] })),
        ok(Json::Null),
    ] {
        let world = World::seven();
        world.route(BATCH, answer);
        let results = outcomes(&world, json!(["p1", "p2"]));
        assert_eq!(results.len(), 2);
        assert!(results.iter().all(|result| !result.contains("name of")));
    }
}

#[test]
fn what_cannot_be_opened_spoils_nothing_but_itself() {
    let [a, mut b, c] = items();
    b["keyEncrypted"] = seal("k", "another key").into();
    let world = answered(json!([found(&a), found(&b), found(&c)]));
    assert_eq!(outcomes(&world, json!(["p1", "p2", "p3"])), ["p1 name of p1", "p2 crypto", "p3 name of p3"]);
}

#[test]
fn the_same_id_twice_is_the_same_item_and_two_objects() {
    let [a, ..] = items();
    for responses in [json!([found(&a), found(&a)]), json!([found(&a)])] {
        let world = answered(responses);
        let results = world.call("getPasswordsById", json!([["p1", "p1"]])).unwrap();
        let [one, other] = [0, 1].map(|at| results.at(at).own("password"));
        one.set("name", Value::str("changed"));
        assert_eq!(text(&other.own("name")), "name of p1");
    }
}

#[test]
fn ids_that_make_no_address_are_not_sent() {
    let [a, ..] = items();
    let world = answered(json!([found(&a)]));
    let results = outcomes(&world, json!(["", "p1", "..", "."]));
    assert_eq!(results, [" usage", "p1 name of p1", ".. usage", ". usage"]);
    assert_eq!(body_of(&world, BATCH)["requests"].as_array().unwrap().len(), 1);
    assert!(outcomes(&world, json!([])).is_empty());
    for bad in [json!([null]), json!(["p1"]), json!([{}]), json!([5])] {
        rejects(world.call("getPasswordsById", bad), FailureKind::Usage, "list");
    }
}

/// D6: what was read from a file ends in a line end.
#[test]
fn white_space_at_the_end_of_an_id_is_dropped() {
    let [a, ..] = items();
    let world = answered(json!([found(&a)]));
    assert_eq!(outcomes(&world, json!(["p1\n"])), ["p1\n name of p1"]);
}

#[test]
fn batches_of_twenty_five_a_few_in_flight() {
    let world = World::seven();
    world.limit(json!({ "concurrency": 2 }));
    let ids: Vec<_> = (0..101).map(|n| format!("p{n}")).collect();
    let job = world.start("getPasswordsById", json!([ids]));
    world.run();
    assert_eq!(world.platform.network.waiting().len(), 2);
    while world.platform.network.waiting().contains(&BATCH.to_owned()) {
        world.answer(BATCH, ok(json!({ "responses": [] })));
    }
    assert_eq!(job.done().unwrap().length(), 101);
    assert_eq!((world.lines().len(), world.platform.network.most_in_flight()), (5, 2));
}

#[test]
fn an_expired_token_within_a_batch_is_told_for_its_id() {
    let world = answered(json!([{ "statusCode": 401, "body": { "errors": [{ "code": "accessTokenExpired" }] } }]));
    assert_eq!(outcomes(&world, json!(["p1"])), ["p1 api"]);
    assert_eq!(world.lines(), [BATCH]);
}
