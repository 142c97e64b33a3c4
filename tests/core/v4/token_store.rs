//! Tokens that several processes share (option `tokenStore`).

use super::support::*;
use passwork_wasm::core::platform::in_memory::Store;
use std::rc::Rc;

const VAULTS: &str = "GET /vaults/list";
const REFRESH: &str = "POST /auth/refreshToken/token-1/refresh-1";

fn pair(n: u8) -> Value {
    value(json!({ "token": format!("token-{n}"), "refreshToken": format!("refresh-{n}") }))
}

fn expired() -> Answer {
    Answer::error(401, "apiSessionExpired")
}

fn renewed() -> Answer {
    Answer::data(json!({ "token": "token-2", "refreshToken": "refresh-2" }))
}

/// A client with the first pair, which is in the store too.
fn world() -> (World, Rc<Store>) {
    let world = World::plain();
    let store: Rc<Store> = Rc::default();
    store.held.replace(Some(pair(1)));
    world.platform.services.store.replace(Some(store.clone()));
    (world, store)
}

fn saved(store: &Store) -> Vec<Json> {
    store.saved.borrow().iter().map(to_json).collect()
}

#[test]
fn a_new_pair_is_written_down_before_the_request_is_repeated() {
    let (world, store) = world();
    let seen = world.watch_tokens();
    let jobs = [world.start("getVaults", json!([])), world.start("getVaults", json!([]))];
    world.run();
    world.answer(VAULTS, expired());
    world.answer(VAULTS, expired());
    assert_eq!(store.locked.get(), (1, 0));
    world.answer(REFRESH, renewed());
    assert_eq!(saved(&store), [to_json(&pair(2))]);
    assert_eq!(store.locked.get(), (1, 1));
    assert_eq!(*seen.borrow(), ["token-2/refresh-2"]);
    world.answer(VAULTS, Answer::data(json!([])));
    world.answer(VAULTS, Answer::data(json!([])));
    assert!(jobs.iter().all(|job| job.done().is_ok()));
}

#[test]
fn what_somebody_else_has_renewed_is_used_and_nothing_is_asked_for() {
    let (world, store) = world();
    let seen = world.watch_tokens();
    store.held.replace(Some(pair(7)));
    let job = world.start("getVaults", json!([]));
    world.run();
    world.answer(VAULTS, expired());
    world.answer(VAULTS, Answer::data(json!([])));
    job.done().unwrap();
    assert_eq!(world.lines(), [VAULTS, VAULTS]);
    assert_eq!(world.session().0, "token-7");
    assert_eq!((*seen.borrow()).as_slice(), ["token-7/refresh-7"]);
    assert!(saved(&store).is_empty() && store.locked.get() == (1, 1));
}

#[test]
fn a_pair_that_cannot_be_written_down_stays_in_force_and_the_next_call_tries_again() {
    let (world, store) = world();
    store.refusals.set(2);
    world.route(REFRESH, renewed());
    let job = world.start("getVaults", json!([]));
    world.run();
    world.answer(VAULTS, expired());
    let problem = rejects(job.done(), FailureKind::Usage, "tokenStore.save()");
    let Some(Cause::Redacted(causes)) = &problem.cause else { panic!("no cause") };
    assert_eq!((causes[0].code.as_str(), causes[0].message.as_str()), ("ENOSPC", "the disk is full: ***"));
    assert_eq!((world.session().0.as_str(), store.locked.get()), ("token-2", (1, 1)));
    world.lines();

    rejects(world.call("getVaults", json!([])), FailureKind::Usage, "tokenStore.save()");
    assert!(world.lines().is_empty(), "nothing is sent before it is written down");

    world.route(VAULTS, Answer::data(json!([])));
    world.call("getVaults", json!([])).unwrap();
    assert_eq!((world.lines(), saved(&store)), (vec![VAULTS.to_owned()], vec![to_json(&pair(2))]));
}

#[test]
fn a_store_without_a_pair_is_told_and_nothing_is_renewed() {
    for held in [Value::Undefined, Value::Null, Value::object(), value(json!({ "token": "" })), Value::str("token-1")] {
        let (world, store) = world();
        store.held.replace(Some(held));
        let job = world.start("getVaults", json!([]));
        world.run();
        world.answer(VAULTS, expired());
        rejects(job.done(), FailureKind::Usage, "tokenStore.load()");
        assert_eq!((world.lines(), store.locked.get()), (vec![VAULTS.to_owned()], (1, 1)));
        assert_eq!(world.session().0, "token-1");
    }
}

/// Somebody who does not keep to the lock.
#[test]
fn a_refused_renewal_looks_into_the_store_once_more() {
    for (next, works) in [(pair(9), true), (pair(1), false)] {
        let (world, store) = world();
        store.held_next.replace(Some(next));
        let job = world.start("getVaults", json!([]));
        world.run();
        world.answer(VAULTS, expired());
        world.answer(REFRESH, Answer::error(401, "apiRefreshTokenInvalid"));
        if works {
            world.answer(VAULTS, Answer::data(json!([])));
            job.done().unwrap();
            assert_eq!(world.session().0, "token-9");
        } else {
            rejects(job.done(), FailureKind::Api, "apiRefreshTokenInvalid");
            assert_eq!(world.session().0, "token-1", "the pair is kept");
        }
        assert_eq!(store.locked.get(), (1, 1));
    }
}

#[test]
fn a_logout_forgets_what_was_to_be_written_down() {
    let (world, store) = world();
    store.refusals.set(1);
    world.route(REFRESH, renewed());
    let job = world.start("getVaults", json!([]));
    world.run();
    world.answer(VAULTS, expired());
    rejects(job.done(), FailureKind::Usage, "tokenStore.save()");
    world.route("POST /auth/logout", Answer::data(true));
    world.call("logout", json!([])).unwrap();
    world.route(VAULTS, Answer::data(json!([])));
    world.call("getVaults", json!([])).unwrap();
    assert_eq!(saved(&store), [to_json(&pair(2))], "before the logout, not after it");
}

#[test]
fn a_client_that_is_closed_leaves_the_lock() {
    let (world, store) = world();
    let job = world.start("getVaults", json!([]));
    world.run();
    world.answer(VAULTS, expired());
    assert_eq!(store.locked.get(), (1, 0));
    world.route("POST /auth/logout", Answer::data(true));
    world.call("close", json!([])).unwrap();
    rejects(job.done(), FailureKind::Closed, "closed");
    assert_eq!(store.locked.get(), (1, 1));
}
