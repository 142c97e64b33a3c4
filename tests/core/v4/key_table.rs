//! The engine's table of keys: entries are used again, belong to a client, and are gone when they are gone.

use super::support::*;
use passwork_wasm::core::client::session::key_table::KeyTable;
use passwork_wasm::core::encryption::custom_fields::FieldReading;
use passwork_wasm::core::encryption::{Cipher, PlainForm};
use passwork_wasm::core::platform::KeyHandle;

fn key(table: &KeyTable<Value>, handle: KeyHandle) -> Option<String> {
    table.get(handle).map(|(cipher, _)| cipher.key().as_utf8().unwrap().to_owned())
}

#[test]
fn released_numbers_are_used_again() {
    let mut table = KeyTable::<Value>::default();
    let owner = table.new_owner();
    let (a, b) = (
        table.insert(owner, Cipher::Sealed(key_of("a")), FieldReading::Strict, None),
        table.insert(owner, Cipher::Sealed(key_of("b")), FieldReading::Strict, None),
    );
    table.release(a);
    assert_eq!((key(&table, a), table.len()), (None, 1));
    let c = table.insert(owner, Cipher::Sealed(key_of("c")), FieldReading::Strict, None);
    assert_eq!(c, a);
    assert_eq!(key(&table, b).as_deref(), Some("b"));
    for i in 0..10_000 {
        let handle = table.insert(owner, Cipher::Plain(PlainForm::CodeUnits), FieldReading::Strict, None);
        assert_eq!(handle.0, 2, "{i}");
        table.release(handle);
    }
}

#[test]
fn a_number_that_is_given_back_twice_is_given_out_once() {
    let mut table = KeyTable::<Value>::default();
    let owner = table.new_owner();
    let a = table.insert(owner, Cipher::Sealed(key_of("a")), FieldReading::Strict, None);
    table.release(a);
    table.release(a);
    table.release(KeyHandle(77));
    let (b, c) = (
        table.insert(owner, Cipher::Sealed(key_of("b")), FieldReading::Strict, None),
        table.insert(owner, Cipher::Sealed(key_of("c")), FieldReading::Strict, None),
    );
    assert_ne!(b, c);
    assert_eq!((key(&table, b).as_deref(), key(&table, c).as_deref()), (Some("b"), Some("c")));
}

#[test]
fn numbers_of_a_closed_client_stay_taken_until_they_are_released() {
    let mut table = KeyTable::<Value>::default();
    let (one, two) = (table.new_owner(), table.new_owner());
    let a = table.insert(one, Cipher::Sealed(key_of("a")), FieldReading::Strict, None);
    let b = table.insert(two, Cipher::Sealed(key_of("b")), FieldReading::Strict, None);
    table.wipe_owner(one);
    assert_eq!((key(&table, a), key(&table, b).as_deref()), (None, Some("b")));
    // A result of the closed client still holds the number: nobody else may get it.
    let c = table.insert(two, Cipher::Sealed(key_of("c")), FieldReading::Strict, None);
    assert_ne!(c, a);
    assert_eq!(key(&table, a), None);
    table.release(a);
    assert_eq!(table.insert(two, Cipher::Plain(PlainForm::CodeUnits), FieldReading::Strict, None), a);
}

#[test]
fn closing_one_client_leaves_the_other() {
    let world = World::sealed().with_password();
    let other = world.another();
    let mine = world.call("getPassword", json!(["p1"])).unwrap();
    other.call("setAuthOptions", json!(["t", MASTER])).unwrap();
    let theirs = other.call("getPassword", json!(["p1"])).unwrap();
    world.route("POST /auth/logout", Answer::data(Json::Null));
    world.call("close", json!([])).unwrap();
    rejects(world.password_text(&mine), FailureKind::Closed, "closed");
    assert_eq!(text(&other.password_text(&theirs).unwrap()), "text of p1");
}

#[test]
fn ten_thousand_results_leave_nothing() {
    let world = World::plain().with_plain_password();
    for _ in 0..10_000 {
        let password = world.call("getPassword", json!(["p1"])).unwrap();
        let handle = password.own("getPassword").as_helper().unwrap();
        assert_eq!(handle, KeyHandle(0), "the entry is used again");
        world.keys.borrow_mut().release(handle);
        world.lines();
    }
    assert!(world.keys.borrow().is_empty());
}
