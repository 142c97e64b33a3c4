//! V10: who takes the failure of a later request for one of the write before it writes once more, and has two.

use super::furnished::{Called, answer_of, calls, furnished};
use super::support::seven::*;
use super::support::*;

const TOLD: &str = "was carried out";

/// Every request after the first write of every method fails: the failure names the write, or says itself what came of it.
#[test]
fn a_failure_after_a_write_tells_of_the_write() {
    let mut cases = 0;
    for sealed in [true, false] {
        for called in calls() {
            let lines = called.lines(sealed);
            let Called { method, args } = called;
            let is_change = |line: &&String| is_write(line) && !line.contains("/sessions/");
            let Some(first) = lines.iter().position(|line| is_change(&line)) else { continue };
            for (at, line) in lines.iter().enumerate().skip(first) {
                let before = lines[..at].iter().filter(|one| *one == line).count();
                let world = furnished(sealed);
                let answers = vec![answer_of(sealed, line).unwrap_or_else(|| ok(json!({}))); before];
                world.platform.network.route_each(line, answers.into_iter().chain([refused(500, "x", "y")]));
                let Err(failure) = world.ends(method, args.clone()) else { continue };
                let problem = problem(Err(failure));
                let tells = problem.message.contains(TOLD) || problem.kind == FailureKind::UnsupportedByServer;
                assert_eq!(tells, at > first, "{method} at {line}: {}", problem.message);
                cases += 1;
            }
        }
    }
    assert!(cases > 80, "{cases}");
}

#[test]
fn it_names_what_was_made() {
    for (method, args, write, read, id) in [
        ("addFolder", json!(["v1", "n"]), "POST /folders", "GET /folders/f9", "f9"),
        ("addPassword", json!([{ "vaultId": "v1", "password": "p" }]), "POST /items", "GET /items/p9", "p9"),
    ] {
        let world = World::seven_sealed().with_item7(true);
        world.give(write, json!({ "id": id }));
        world.route(read, refused(500, "x", "y"));
        let told = rejects(world.call(method, args), FailureKind::Api, TOLD);
        assert!(told.message.contains(&format!("{write} for {id} {TOLD}")), "{}", told.message);
    }
}

/// The server takes the colour by neither name, and says so at the second one.
#[test]
fn a_colour_that_is_refused_is_none_of_the_password() {
    let world = World::seven_sealed().with_item7(true);
    world.give("POST /items", json!({ "id": "p1" }));
    world.route("PATCH /items/p1", refused(400, "x", "unknown member"));
    let fields = json!([{ "vaultId": "v1", "password": "p", "color": 3 }]);
    rejects(world.call("addPassword", fields), FailureKind::Api, "POST /items for p1 was carried out");
}

#[test]
fn what_an_answer_within_the_call_lacks_is_told_so_too() {
    for odd in [item("p2", "v1", true), json!({}), json!([])] {
        let world = World::seven_sealed().with_item7(true);
        world.give("POST /items", json!({ "id": "p1" }));
        world.give("GET /items/p1", odd);
        let told = world.call("addPassword", json!([{ "vaultId": "v1", "password": "p" }]));
        rejects(told, FailureKind::NotApi, TOLD);
    }
}
