//! An input of the target `answers`: a client, up to three calls in a row, and what is changed in the answers.

use super::{change, seeds};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

/// `{mode, options: changes, calls: [{method, args}], answers: [{kind, changes}]}`; requests beyond `answers` are answered well.
pub fn strategy() -> impl Strategy<Value = Json> {
    let options = prop_oneof![6 => Just(Vec::new()), 1 => vec(change::strategy(change::in_place()), 1..3)];
    let mode = prop_oneof![3 => Just("sealed"), 1 => Just("plain")];
    (mode, options, vec(call(), 1..4), vec(answer(), 0..7))
        .prop_map(|(mode, options, calls, answers)| json!({ "mode": mode, "options": options, "calls": calls, "answers": answers }))
}

fn call() -> impl Strategy<Value = Json> {
    let changes = prop_oneof![2 => Just(Vec::new()), 1 => vec(change::strategy(change::in_place()), 1..4)];
    (0..seeds::calls().len(), changes).prop_map(|(i, changes)| {
        let (method, mut args) = seeds::calls().swap_remove(i);
        change::apply(&mut args, &changes.into());
        if !args.is_array() {
            args = json!([args]);
        }
        json!({ "method": method, "args": args })
    })
}

/// Most answers are successes with a change or two; the others are what comes instead of one.
fn answer() -> impl Strategy<Value = Json> {
    let kind = prop_oneof![
        12 => Just("data"), 2 => Just("envelope"), 1 => Just("error"), 1 => Just("expired"), 1 => Just("echo"),
        1 => Just("cut"), 1 => Just("html"), 1 => Just("redirect"), 1 => Just("network"), 1 => Just("status"),
    ];
    (kind, vec(change::strategy(change::anywhere()), 0..3))
        .prop_map(|(kind, changes)| json!({ "kind": kind, "changes": changes }))
}
