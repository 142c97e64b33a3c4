//! Where promises belong to requests (workerd): nobody is woken by what another request does, each looks by itself.

use super::support::*;

const VAULTS: &str = "GET /vaults/list";
const REFRESH: &str = "POST /auth/refreshToken/token-1/refresh-1";
const LOGOUT: &str = "POST /auth/logout";

fn bound(world: World) -> World {
    world.platform.bound.set(true);
    world
}

fn pass(world: &World, milliseconds: u32) {
    for _ in 0..milliseconds / 5 {
        world.platform.timers.advance(5.0);
        world.run();
    }
}

/// So many calls that the server has told that the session is over: the first renews it.
fn expired(world: &World, count: usize) -> Vec<Job> {
    let jobs = (0..count).map(|_| world.start("getVaults", json!([]))).collect();
    world.run();
    (0..count).for_each(|_| world.answer(VAULTS, Answer::error(401, "apiSessionExpired")));
    jobs
}

fn renewed() -> Answer {
    Answer::data(json!({ "token": "token-2", "refreshToken": "refresh-2" }))
}

/// `waitings` that are of a line.
fn waiting(world: &World, line: &str) -> usize {
    world.platform.network.waiting().iter().filter(|l| *l == line).count()
}

#[test]
fn those_that_wait_for_a_renewal_look_by_themselves() {
    let world = bound(World::plain());
    let jobs = expired(&world, 8);
    let during = world.start("getVaults", json!([]));
    pass(&world, 1_000);
    assert_eq!(world.platform.network.waiting(), [REFRESH]);
    world.answer(REFRESH, renewed());
    assert_eq!(waiting(&world, VAULTS), 1, "only the call that renewed it is woken");
    pass(&world, 50);
    assert_eq!(waiting(&world, VAULTS), 9);
    (0..9).for_each(|_| world.answer(VAULTS, Answer::data(json!([]))));
    assert!(jobs.iter().chain([&during]).all(|job| job.done().is_ok()));
    let renewals = world.lines().iter().filter(|line| *line == REFRESH).count();
    assert_eq!(renewals, 1);
}

#[test]
fn a_failing_renewal_is_seen_too() {
    let world = bound(World::plain());
    let jobs = expired(&world, 3);
    world.answer(REFRESH, Answer::error(400, "apiRefreshTokenInvalid"));
    pass(&world, 50);
    for job in jobs {
        rejects(job.done(), FailureKind::Api, "apiRefreshTokenInvalid");
    }
}

#[test]
fn a_renewal_whose_request_is_gone_is_begun_anew_once() {
    let world = bound(World::plain());
    let jobs = expired(&world, 3);
    pass(&world, 29_000);
    assert_eq!(waiting(&world, REFRESH), 1);
    pass(&world, 2_000);
    assert_eq!(waiting(&world, REFRESH), 2, "one for both that wait; the first call waits for its own");
    // What comes of the first is told to its own call, and does not end the second.
    world.answer(REFRESH, Answer::error(400, "apiRefreshTokenInvalid"));
    rejects(jobs[0].done(), FailureKind::Api, "apiRefreshTokenInvalid");
    let later = world.start("getVaults", json!([]));
    pass(&world, 100);
    assert_eq!(world.platform.network.waiting(), [REFRESH]);
    world.answer(REFRESH, renewed());
    pass(&world, 50);
    (0..3).for_each(|_| world.answer(VAULTS, Answer::data(json!([]))));
    assert!([&jobs[1], &jobs[2], &later].iter().all(|job| job.done().is_ok()));
    assert_eq!(world.session().0, "token-2");
}

fn awaiting_key() -> (World, Job, Job) {
    let world = bound(World::plain());
    world.route("GET /user/get-master-key-options", Answer::data(json!({ "mkOptions": "pbkdf:sha256:2:32:s" })));
    world.platform.derivation.close();
    let sets = world.start("setAuthOptions", json!([{ "token": "t", "refreshToken": "r" }, "new"]));
    let waits = world.start("deletePassword", json!(["p1"]));
    pass(&world, 1_000);
    assert!(world.platform.network.waiting().is_empty());
    (world, sets, waits)
}

#[test]
fn those_that_wait_for_a_key_look_by_themselves() {
    let (world, sets, waits) = awaiting_key();
    world.platform.derivation.open();
    world.run();
    assert!(sets.is_done());
    assert!(world.platform.network.waiting().is_empty());
    pass(&world, 50);
    assert_eq!(world.platform.network.waiting(), ["GET /passwords/p1"]);
    world.answer("GET /passwords/p1", Answer::error(404, "passwordNotFound"));
    rejects(waits.done(), FailureKind::Api, "passwordNotFound");
}

#[test]
fn a_key_that_does_not_come_is_waited_for_half_a_minute_and_nothing_goes_out_in_the_clear() {
    let (world, _, _) = awaiting_key();
    let write = world.start("addVault", json!(["v"]));
    pass(&world, 28_000);
    assert!(!write.is_done());
    pass(&world, 2_000);
    rejects(write.done(), FailureKind::Usage, "a master password was given");
}

#[test]
fn a_close_ends_the_calls_of_other_requests_when_they_go_on() {
    let world = bound(World::sealed());
    let read = world.start("getVaults", json!([]));
    let closes = [world.start("close", json!([])), world.start("close", json!([]))];
    world.run();
    assert!(!read.is_done(), "it was woken by another request");
    assert_eq!(world.session().0, "", "what is the client's is wiped at once");
    world.answer(VAULTS, Answer::data(json!([])));
    rejects(read.done(), FailureKind::Closed, "closed");
    world.answer(LOGOUT, Answer::data(Json::Null));
    assert!(closes[0].done().is_ok());
    assert!(!closes[1].is_done());
    pass(&world, 50);
    assert!(closes[1].done().is_ok());
}

#[test]
fn a_close_during_a_renewal_brings_nothing_back() {
    let world = bound(World::plain());
    let jobs = expired(&world, 2);
    world.route(LOGOUT, Answer::data(Json::Null));
    let close = world.start("close", json!([]));
    pass(&world, 50);
    assert!(close.done().is_ok());
    world.answer(REFRESH, renewed());
    pass(&world, 50);
    for job in jobs {
        rejects(job.done(), FailureKind::Closed, "closed");
    }
    assert_eq!(world.session().0, "");
    assert!(world.platform.background.is_empty());
}
