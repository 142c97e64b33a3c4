//! Events (spec §3.4, D13).

use super::support::*;
use std::cell::RefCell;
use std::rc::Rc;

fn thrower(what: &'static str) -> Value {
    Value::function(move |_| Err(Value::str(what)))
}

#[test]
fn a_throwing_listener_disturbs_nobody() {
    let world = World::plain();
    let event = || Value::str("tokensChanged");
    world.now("listenEvent", vec![event(), thrower("boom")]).unwrap();
    let seen = world.watch_tokens();
    world.call("setAuthOptions", json!(["t"])).unwrap();
    assert_eq!(*seen.borrow(), ["t/"]);
    assert_eq!(text(&world.platform.services.reported.borrow()[0]), "boom");
}

/// §2.4: the tokens are set and all are told; the first exception reaches the caller.
#[test]
fn the_exception_of_set_tokens_reaches_the_caller() {
    let world = World::plain();
    for what in ["boom", "bang"] {
        world.now("listenEvent", vec![Value::str("tokensChanged"), thrower(what)]).unwrap();
    }
    let seen = world.watch_tokens();
    match world.now("setTokens", json!(["t", "r"])) {
        Err(Failure::Foreign(exception)) => assert_eq!(text(&exception), "boom"),
        _ => panic!("the exception is lost"),
    }
    assert_eq!(*seen.borrow(), ["t/r"]);
    assert_eq!(world.client.session.borrow().refresh_token, Text::from("r"));
    let reported: Vec<_> = world.platform.services.reported.borrow().iter().map(text).collect();
    assert_eq!(reported, ["bang"]);
}

#[test]
fn the_exception_of_a_dispatch_by_the_caller_reaches_the_caller() {
    let world = World::plain();
    world.now("listenEvent", vec![Value::str("mine"), thrower("boom")]).unwrap();
    let seen: Rc<RefCell<u32>> = Rc::default();
    let log = seen.clone();
    let second = Value::function(move |_| {
        *log.borrow_mut() += 1;
        Ok(())
    });
    world.now("listenEvent", vec![Value::str("mine"), second]).unwrap();
    match world.now("dispatchEvent", json!(["mine", 1])) {
        Err(Failure::Foreign(exception)) => assert_eq!(text(&exception), "boom"),
        _ => panic!("the exception is lost"),
    }
    assert_eq!(*seen.borrow(), 0);
    assert!(world.now("dispatchEvent", json!(["nobody listens"])).unwrap().is_undefined());
}

#[test]
fn the_same_object_reaches_all_in_order() {
    let world = World::plain();
    let seen: Rc<RefCell<Vec<(u32, Value)>>> = Rc::default();
    for (i, name) in [(1, "e"), (2, "other"), (3, "e"), (4, "__proto__"), (5, "")] {
        let log = seen.clone();
        let listener = Value::function(move |data| {
            log.borrow_mut().push((i, data.clone()));
            Ok(())
        });
        world.now("listenEvent", vec![Value::str(name), listener.clone()]).unwrap();
        world.now("listenEvent", vec![Value::str(name), listener]).unwrap();
    }
    let data = Value::object();
    for name in ["e", "__proto__", ""] {
        world.now("dispatchEvent", vec![Value::str(name), data.clone()]).unwrap();
    }
    let order: Vec<u32> = seen.borrow().iter().map(|(i, _)| *i).collect();
    assert_eq!(order, [1, 1, 3, 3, 4, 4, 5, 5]);
    assert!(seen.borrow().iter().all(|(_, d)| d.same(&data)));
}

#[test]
fn only_functions_listen() {
    let world = World::plain();
    for nothing in [json!(null), json!({}), json!("f")] {
        let args = json!(["e", nothing]);
        let problem = rejects(world.now("listenEvent", args), FailureKind::Usage, "Function must be provided");
        assert_eq!(problem.message, "Function must be provided");
    }
}

#[test]
fn the_event_shows_what_was_given() {
    let world = World::plain();
    let seen = world.watch_tokens();
    for args in [json!([null, null]), json!(["t", 0]), json!([5, "r"]), json!([])] {
        world.now("setTokens", args).unwrap();
    }
    assert_eq!(*seen.borrow(), ["null/", "t/", "5/r", "undefined/"]);
}
