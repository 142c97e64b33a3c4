//! The end of a session: `logout` and `close`, whatever is under way.

use super::support::seven::*;
use super::support::*;
use super::*;

/// The new pair is told all the same: the old one is dead, and the next program needs one that lives.
#[test]
fn a_logout_is_not_undone_by_a_renewal() {
    let world = World::seven_sealed();
    let told = world.watch_tokens();
    let job = started(&world);
    world.answer(VAULTS, expired());
    world.call("logout", json!([])).unwrap();
    world.answer(REFRESH, renewed(2));
    world.ends("version", json!([])).unwrap_err();
    assert!(job.done().is_err());
    assert_eq!(world.session(), (String::new(), String::new(), None, false));
    assert_eq!(*told.borrow(), ["access-2-token/refresh-2-token"]);
    assert!(!world.lines().iter().any(|line| line.contains("logout")), "the pair lives on for the next program");
}

#[test]
fn a_logout_in_the_middle_sends_the_rest_of_a_call_nowhere() {
    let world = World::seven_sealed().with_item7(true);
    world.platform.network.unroute("GET /vaults/v1");
    let job = world.start("addPassword", json!([{ "vaultId": "v1", "name": "n", "password": "p" }]));
    world.run();
    world.call("logout", json!([])).unwrap();
    world.answer("GET /vaults/v1", ok(vault("v1", true)));
    rejects(job.done(), FailureKind::Usage, "no session");
    assert_eq!(world.writes(), [""; 0]);
}

#[test]
fn close_ends_what_is_under_way_and_sends_nothing() {
    let world = World::seven_sealed().with_item7(true);
    let password = world.call("getPassword", json!(["p1"])).unwrap();
    world.platform.network.unroute(INFO);
    let jobs = [started(&world), world.start("login", json!(["A:R", master_password()]))];
    world.run();
    world.lines();
    world.call("close", json!([])).unwrap();
    jobs.into_iter().for_each(|job| drop(rejects(job.done(), FailureKind::Closed, "closed")));
    assert_eq!((world.lines().len(), world.keys.borrow().is_empty()), (0, true));
    rejects(world.password_text(&password), FailureKind::Closed, "closed");
    world.answer(INFO, ok(json!({})));
    assert_eq!(world.session(), (String::new(), String::new(), None, false));
}

/// Where somebody can take the new pair: the old one is dead.
#[test]
fn close_waits_for_a_renewal_that_was_sent_and_hands_its_tokens_on() {
    let world = World::seven_sealed();
    let told = world.watch_tokens();
    let job = started(&world);
    world.answer(VAULTS, expired());
    let closing = world.start("close", json!([]));
    world.run();
    rejects(job.done(), FailureKind::Closed, "closed");
    assert_eq!((pair(&world), closing.is_done()), (texts("", ""), false));
    world.answer(REFRESH, renewed(2));
    closing.done().unwrap();
    assert_eq!((pair(&world), world.session().2), (texts("", ""), None));
    assert_eq!(*told.borrow(), ["access-2-token/refresh-2-token"]);
}

#[test]
fn close_does_not_wait_for_ever_and_says_that_tokens_may_be_lost() {
    let world = World::seven();
    world.watch_tokens();
    let job = started(&world);
    world.answer(VAULTS, expired());
    let closing = world.start("close", json!([]));
    world.run();
    world.platform.timers.advance(5_000.0);
    world.run();
    rejects(closing.done(), FailureKind::Timeout, "new tokens were on their way");
    rejects(job.done(), FailureKind::Closed, "closed");
    assert_eq!(std::rc::Rc::strong_count(&world.client), 1);
}

#[test]
fn close_over_a_renewal_that_is_refused_is_a_close_like_any_other() {
    let world = World::seven();
    let told = world.watch_tokens();
    let job = started(&world);
    world.answer(VAULTS, expired());
    let closing = world.start("close", json!([]));
    world.run();
    world.answer(REFRESH, refused(401, "refreshTokenExpired", ""));
    closing.done().unwrap();
    rejects(job.done(), FailureKind::Closed, "closed");
    assert_eq!(told.borrow().len(), 0);
}

#[test]
fn close_waits_for_no_renewal_whose_tokens_nobody_takes() {
    let world = World::seven();
    let job = started(&world);
    world.answer(VAULTS, expired());
    world.call("close", json!([])).unwrap();
    rejects(job.done(), FailureKind::Closed, "closed");
    world.platform.network.answer(REFRESH, renewed(2));
    world.run();
    assert_eq!(pair(&world), texts("", ""));
}

#[test]
fn a_write_that_close_has_cut_off_says_that_it_may_have_been_done() {
    let world = World::seven();
    let job = world.start("deletePassword", json!(["p1"]));
    world.run();
    world.call("close", json!([])).unwrap();
    rejects(job.done(), FailureKind::Closed, "not known");
}
