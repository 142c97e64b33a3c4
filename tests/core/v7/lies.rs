//! A server that answers anything: its own answers, with members taken out, put elsewhere, or of another kind.

use super::fail_closed::{leaks, writing};
use super::furnished::{Called, calls, furnish_with};
use super::support::seven::*;
use super::support::*;
use std::cell::Cell;

/// Rounds for each call.
const ROUNDS: u64 = 12;

/// Numbers that come out the same each time.
struct Chance(Cell<u64>);

impl Chance {
    fn below(&self, end: usize) -> usize {
        let mut z = self.0.get().wrapping_add(0x9E37_79B9_7F4A_7C15);
        self.0.set(z);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % end as u64) as usize
    }
}

fn nodes<'a>(json: &'a mut Json, found: &mut Vec<&'a mut Json>) {
    match json {
        Json::Array(list) => list.iter_mut().for_each(|entry| nodes(entry, found)),
        Json::Object(members) => members.values_mut().for_each(|value| nodes(value, found)),
        leaf => found.push(leaf),
    }
}

/// Changes one thing of an answer.
fn lie(chance: &Chance, json: &mut Json) {
    let texts = {
        let mut copy = json.clone();
        let mut all = Vec::new();
        nodes(&mut copy, &mut all);
        all.into_iter().filter(|leaf| leaf.is_string()).map(|leaf| leaf.clone()).collect::<Vec<_>>()
    };
    let mut all = Vec::new();
    nodes(json, &mut all);
    if all.is_empty() {
        return;
    }
    let at = chance.below(all.len());
    *all[at] = match chance.below(10) {
        0 => Json::Null,
        1 => json!(""),
        2 => json!(-1),
        3 => json!([]),
        4 => json!({ "id": "p1" }),
        5 => json!(true),
        6 => json!(for_user("a key of the server")),
        7 => json!(seal("a key of the server", &vault_key("v1"))),
        8 => json!("v2"),
        _ => texts.get(chance.below(texts.len().max(1))).cloned().unwrap_or(Json::Null),
    };
}

fn lied_to(sealed: bool, seed: u64) -> World {
    let chance = Chance(Cell::new(seed));
    furnish_with(World::seven_of(sealed), sealed, &|_, body| {
        if chance.below(4) == 0 {
            lie(&chance, body);
        }
    })
}

#[test]
fn every_call_ends_and_tells_of_itself_in_our_words() {
    for sealed in [true, false] {
        for (place, Called { method, args }) in calls().into_iter().enumerate() {
            for round in 0..ROUNDS {
                let world = lied_to(sealed, place as u64 * 1000 + round);
                if let Err(failure) = world.ends(method, args.clone()) {
                    assert_ne!(problem(Err(failure)).kind, FailureKind::Engine, "{method}, {round}");
                }
            }
        }
    }
}

/// Whose key it is sealed with is the server's to say (V27); that it is sealed is not.
#[test]
fn no_value_leaves_in_the_clear() {
    for (place, Called { method, args }) in writing().into_iter().enumerate() {
        for round in 0..ROUNDS * 4 {
            let world = lied_to(true, 1_000_000 + place as u64 * 1000 + round);
            let _ = world.ends(method, args.clone());
            let clear: Vec<_> = leaks(&world).into_iter().filter(|leak| leak.ends_with("in the clear")).collect();
            assert_eq!(clear, [""; 0], "{method}, {round}");
        }
    }
}

/// What is read is either what was stored, or told to be damaged.
#[test]
fn no_password_reads_as_another() {
    for round in 0..300 {
        let chance = Chance(Cell::new(round));
        let world = World::seven_sealed();
        world.vault7("v1", true);
        let mut lied = item("p1", "v1", true);
        lie(&chance, &mut lied);
        let told = lied["passwordEncrypted"].clone();
        world.give("GET /items/p1", lied);
        let Ok(item) = world.ends("getPassword", json!(["p1"])) else { continue };
        let Ok(read) = world.password_text(&item) else { continue };
        let read = text(&read);
        let is_nothing = !told.is_string() || told == "";
        assert!(read == "text of p1" || read.is_empty() && is_nothing, "{round}: {read} of {told}");
    }
}
