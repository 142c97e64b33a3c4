//! Tokens that several processes share (option `tokenStore`), on a server that kills the old pair at once (§1.6).

use super::support::seven::*;
use super::support::*;
use passwork_wasm::core::platform::in_memory::Store;
use std::rc::Rc;

const VAULTS: &str = "GET /vaults";

fn pair(n: u32) -> Value {
    value(json!({ "token": format!("access-{n}-token"), "refreshToken": format!("refresh-{n}-token") }))
}

fn stored(world: World, n: u32) -> (World, Rc<Store>) {
    let store: Rc<Store> = Rc::default();
    store.held.replace(Some(pair(n)));
    world.platform.services.store.replace(Some(store.clone()));
    (world, store)
}

fn saved(store: &Store) -> Vec<Json> {
    store.saved.borrow().iter().map(to_json).collect()
}

/// Whatever the server calls a token that it has forgotten.
#[test]
fn what_another_process_has_renewed_is_used() {
    for late in [expired(), refused(401, "notFound", "Access token not found")] {
        let (world, store) = stored(World::seven_sealed(), 7);
        let told = world.watch_tokens();
        world.platform.network.route_each(VAULTS, [late, ok(json!([]))]);
        world.call("getVaultsCount", json!([])).unwrap();
        assert_eq!((world.lines(), saved(&store).len()), (vec![VAULTS.to_owned(), VAULTS.to_owned()], 0));
        assert_eq!(*told.borrow(), ["access-7-token/refresh-7-token"]);
        assert_eq!((world.session().2, store.locked.get()), (Some(master_key()), (1, 1)));
    }
}

#[test]
fn a_new_pair_is_written_down_before_the_request_is_repeated() {
    let (world, store) = stored(World::seven(), 1);
    world.route(REFRESH, renewed(2));
    let job = world.start("getVaultsCount", json!([]));
    world.run();
    world.answer(VAULTS, expired());
    assert_eq!((saved(&store), store.locked.get()), (vec![to_json(&pair(2))], (1, 1)));
    world.answer(VAULTS, ok(json!([])));
    job.done().unwrap();
}

#[test]
fn a_401_for_the_pair_that_is_stored_is_final_and_renews_nothing() {
    let (world, store) = stored(World::seven(), 1);
    world.route(VAULTS, refused(401, "notFound", "Access token not found"));
    rejects(world.call("getVaultsCount", json!([])), FailureKind::Api, "new tokens are needed");
    assert_eq!((world.lines(), store.locked.get()), (vec![VAULTS.to_owned()], (1, 1)));
}

/// The old one is dead: who reads the store has nothing.
#[test]
fn one_token_that_is_renewed_alone_is_written_down_too() {
    for (method, line, answer) in [
        ("refreshAccessToken", "POST /sessions/refresh-access-token", json!({ "accessToken": "new-one" })),
        ("refreshRefreshToken", "POST /sessions/refresh-refresh-token", json!({ "refreshToken": "new-one" })),
    ] {
        let (world, store) = stored(World::seven(), 1);
        world.give(line, answer);
        world.call(method, json!([])).unwrap();
        assert_eq!((saved(&store).len(), store.locked.get()), (1, (1, 1)), "{method}");
    }
}

#[test]
fn close_over_a_renewal_writes_the_new_pair_down_and_leaves_the_lock() {
    let (world, store) = stored(World::seven(), 1);
    let job = world.start("getVaultsCount", json!([]));
    world.run();
    world.answer(VAULTS, expired());
    let closing = world.start("close", json!([]));
    world.run();
    rejects(job.done(), FailureKind::Closed, "closed");
    world.answer(REFRESH, renewed(2));
    closing.done().unwrap();
    assert_eq!((store.locked.get(), saved(&store)), ((1, 1), vec![to_json(&pair(2))]));
}

#[test]
fn close_over_a_renewal_whose_pair_cannot_be_written_down_says_so() {
    let (world, store) = stored(World::seven(), 1);
    store.refusals.set(1);
    world.start("getVaultsCount", json!([]));
    world.run();
    world.answer(VAULTS, expired());
    let closing = world.start("close", json!([]));
    world.run();
    world.answer(REFRESH, renewed(2));
    rejects(closing.done(), FailureKind::Usage, "could not be written down");
    assert!(world.client.unsaved_tokens.borrow().is_none());
}

/// Nothing was sent yet: nothing is lost.
#[test]
fn close_over_the_wait_for_the_lock_gives_it_up() {
    let (world, store) = stored(World::seven(), 1);
    store.gate.close();
    let job = world.start("getVaultsCount", json!([]));
    world.run();
    world.answer(VAULTS, expired());
    assert_eq!(store.locked.get(), (1, 0));
    world.call("close", json!([])).unwrap();
    rejects(job.done(), FailureKind::Closed, "closed");
    assert_eq!(store.locked.get(), (1, 1));
    store.gate.open();
    world.run();
    assert_eq!((world.lines(), saved(&store).len()), (vec![VAULTS.to_owned()], 0));
}

/// The server would take no other any more.
#[test]
fn a_pair_that_could_not_be_written_down_is_tried_once_more_before_it_is_forgotten() {
    for method in ["close", "logout"] {
        for refusals in [1, 2] {
            let (world, store) = stored(World::seven(), 1);
            store.refusals.set(refusals);
            world.route(REFRESH, renewed(2));
            world.route(VAULTS, expired());
            rejects(world.call("getVaultsCount", json!([])), FailureKind::Usage, "could not be written down");
            let ended = world.call(method, json!([]));
            assert_eq!((ended.is_ok(), saved(&store).len()), (refusals == 1, 2 - refusals as usize), "{method}");
            assert_eq!(world.session(), (String::new(), String::new(), None, false));
            assert!(world.client.unsaved_tokens.borrow().is_none());
        }
    }
}

/// Whoever has set them may have put them into the store as well.
#[test]
fn a_pair_that_could_not_be_written_down_is_dropped_when_others_are_set() {
    let (world, store) = stored(World::seven(), 1);
    store.refusals.set(1);
    world.route(REFRESH, renewed(2));
    world.platform.network.route_each(VAULTS, [expired(), ok(json!([]))]);
    rejects(world.call("getVaultsCount", json!([])), FailureKind::Usage, "could not be written down");
    world.now("setTokens", json!(["own-token", "own-refresh"])).unwrap();
    world.call("getVaultsCount", json!([])).unwrap();
    assert!(saved(&store).is_empty() && world.client.unsaved_tokens.borrow().is_none());
}

#[test]
fn a_stored_token_that_no_header_can_carry_is_not_taken() {
    let (world, store) = stored(World::seven(), 1);
    world.route(VAULTS, expired());
    for odd in ["tökén", "two words", "line\n"] {
        for member in ["token", "refreshToken"] {
            let pair = pair(7);
            pair.set(member, Value::str(odd));
            store.held.replace(Some(pair));
            rejects(world.call("getVaultsCount", json!([])), FailureKind::Usage, "tokenStore.load()");
            assert_eq!(world.session().0, "access-1-token");
        }
    }
}

/// Another process has renewed the pair, and that has expired as well since.
#[test]
fn a_stored_pair_that_has_expired_too_is_renewed() {
    let (world, store) = stored(World::seven(), 7);
    world.platform.network.route_each(VAULTS, [expired(), expired(), ok(json!([]))]);
    world.route(REFRESH, renewed(8));
    world.call("getVaultsCount", json!([])).unwrap();
    let lines = [VAULTS, VAULTS, REFRESH, VAULTS].map(str::to_owned);
    assert_eq!((world.lines(), saved(&store)), (lines.to_vec(), vec![to_json(&pair(8))]));
    assert_eq!(store.locked.get(), (2, 2));
}

/// The caller has new tokens of its own, and the store still has old ones.
#[test]
fn a_pair_that_lives_is_not_given_up_for_a_stored_one_that_is_dead() {
    for (dead, renews_stored) in [(refused(401, "notFound", "Access token not found"), false), (expired(), true)] {
        let (world, store) = stored(World::seven(), 0);
        world.platform.network.route_each(VAULTS, [expired(), dead, ok(json!([]))]);
        let mut answers = vec![renewed(2)];
        if renews_stored {
            answers.insert(0, refused(401, "refreshTokenExpired", ""));
        }
        world.platform.network.route_each(REFRESH, answers);
        world.call("getVaultsCount", json!([])).unwrap();
        assert_eq!(saved(&store), [to_json(&pair(2))]);
        assert_eq!(world.session().0, "access-2-token");
    }
}

#[test]
fn where_both_pairs_are_dead_it_ends_with_what_to_do() {
    let (world, store) = stored(World::seven(), 0);
    world.route(VAULTS, expired());
    world.route(REFRESH, refused(401, "refreshTokenExpired", ""));
    rejects(world.call("getVaultsCount", json!([])), FailureKind::Api, "new tokens are needed");
    let lines = [VAULTS, VAULTS, REFRESH, REFRESH].map(str::to_owned);
    assert_eq!((world.lines(), saved(&store).len(), store.locked.get()), (lines.to_vec(), 0, (2, 2)));
}

/// §1.8: a logout here ends nothing for the others. The old pair is dead, so the new one must not get lost.
#[test]
fn a_logout_over_a_renewal_leaves_the_others_the_new_pair() {
    let (world, store) = stored(World::seven(), 1);
    let job = world.start("getVaultsCount", json!([]));
    world.run();
    world.answer(VAULTS, expired());
    world.call("logout", json!([])).unwrap();
    world.answer(REFRESH, renewed(2));
    assert!(job.done().is_err());
    assert_eq!((saved(&store), store.locked.get()), (vec![to_json(&pair(2))], (1, 1)));
}

/// The same with other tokens of the caller's.
#[test]
fn tokens_that_were_set_over_a_renewal_are_not_written_down_in_its_place() {
    let (world, store) = stored(World::seven(), 1);
    let job = world.start("getVaultsCount", json!([]));
    world.run();
    world.answer(VAULTS, expired());
    world.now("setTokens", json!(["own-token", "own-refresh"])).unwrap();
    world.answer(REFRESH, renewed(2));
    world.answer(VAULTS, ok(json!([])));
    job.done().unwrap();
    assert_eq!(saved(&store).first(), Some(&to_json(&pair(2))));
}
