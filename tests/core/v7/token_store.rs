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
fn close_over_a_renewal_leaves_the_lock() {
    let (world, store) = stored(World::seven(), 1);
    let job = world.start("getVaultsCount", json!([]));
    world.run();
    world.answer(VAULTS, expired());
    world.call("close", json!([])).unwrap();
    rejects(job.done(), FailureKind::Closed, "closed");
    assert_eq!((store.locked.get(), saved(&store).len()), ((1, 1), 0));
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
