//! Lists that a caller passes: their length is its word, so it has a limit.

use super::support::*;

fn list(length: usize) -> Value {
    let (list, entry) = (Value::list(), Value::from(json!({ "name": "n", "value": "v", "type": "text" })));
    for _ in 0..length {
        list.push(entry.clone());
    }
    list
}

#[test]
fn lists_that_are_too_long_are_refused_before_anything_is_written() {
    let world = World::plain();
    world.route("GET /vaults/v", Answer::data(json!({ "id": "v" })));
    for member in ["custom", "attachments"] {
        let fields = Value::from(json!({ "vaultId": "v", "name": "n", "password": "p" }));
        fields.set(member, list(100_001));
        rejects(world.call("addPassword", vec![fields]), FailureKind::Usage, "at most 100000");
    }
    let outcome = world.call("getPasswordsById", vec![list(1_000_001)]);
    rejects(outcome, FailureKind::Usage, "getPasswordsById needs a list of ids, at most 1000000");
    assert_eq!(world.lines(), ["GET /vaults/v", "GET /vaults/v"]);
}

#[test]
fn a_list_of_ids_that_the_caller_changes_after_the_call_began_is_read_as_it_was() {
    let world = World::plain();
    let ids = Value::from(json!(["a"]));
    let job = world.start("getPasswordsById", vec![ids.clone()]);
    ids.push(Value::str("b"));
    world.answer("GET /passwords/a", Answer::error(404, "nothing"));
    let results = job.done().unwrap();
    assert_eq!(results.length(), 1);
}
