//! An agent of the caller's own (spec §2.3, D38).

use super::support::*;
use std::cell::RefCell;
use std::rc::Rc;

type Seen = Rc<RefCell<Vec<String>>>;

fn with_agent(world: World, answer: impl Fn(&str, &str) -> Result<Value, Value> + 'static) -> (World, Seen) {
    let seen: Seen = Rc::default();
    let log = seen.clone();
    let agent = move |method: &str, endpoint: &str, body: &Value| {
        let body = if body.is_undefined() { "-".to_owned() } else { to_json(body).to_string() };
        log.borrow_mut().push(format!("{method} {endpoint} {body}"));
        answer(method, endpoint)
    };
    world.platform.services.agent.replace(Some(Rc::new(agent)));
    (world, seen)
}

#[test]
fn it_gets_method_endpoint_and_body_and_nothing_of_ours_happens() {
    let (world, seen) = with_agent(World::with(json!({ "host": 5, "debug": true })), |_, _| Ok(Value::str("data")));
    assert_eq!(text(&world.call("getVault", json!(["a/b"])).unwrap()), "data");
    world.call("editVault", json!(["v", "n"])).unwrap();
    assert_eq!(*seen.borrow(), ["GET /vaults/a%2Fb -", "PUT /vaults/v {\"name\":\"n\"}"]);
    assert!(world.lines().is_empty());
    assert!(world.platform.services.printed.borrow().is_empty());
}

#[test]
fn its_rejection_reaches_the_caller_unchanged_and_is_not_renewed() {
    let error = Value::record([("code", Value::str("apiSessionExpired"))]);
    let thrown = error.clone();
    let (world, seen) = with_agent(World::plain(), move |_, _| Err(thrown.clone()));
    match world.call("userInfo", json!([])) {
        Err(Failure::Foreign(value)) => assert!(value.same(&error)),
        _ => panic!("the caller's value is lost"),
    }
    assert_eq!(seen.borrow().len(), 1);
}

#[test]
fn the_two_things_that_are_read_of_a_rejection() {
    let (world, _) = with_agent(World::plain(), |_, endpoint| match endpoint {
        "/user/get-master-key-options" => Err(Value::record([("httpStatus", Value::Number(404.0))])),
        "/info/version" => Ok(Value::Undefined),
        _ => Ok(value(json!({ "token": "t", "refreshToken": "r" }))),
    });
    world.call("login", json!(["key", "master"])).unwrap();
    assert_eq!(world.session(), ("t".into(), "r".into(), Some("master".into()), true));
    let (world, _) = with_agent(World::plain(), |_, endpoint| match endpoint {
        "/info/version" => Ok(Value::Undefined),
        _ => Err(value(json!({ "code": "clientSideEncryptionDisabled", "data": { "kept": 1 } }))),
    });
    let Err(Failure::Foreign(error)) = world.call("login", json!(["key", "master"])) else { panic!("no rejection") };
    let data = to_json(&error.own("data"));
    assert_eq!(data["kept"], 1);
    assert!(data["errorMessage"].as_str().unwrap().starts_with("Do not use master password"));
}

#[test]
fn the_options_record_is_live() {
    let (world, _) = with_agent(World::plain(), |_, endpoint| match endpoint {
        "/info/version" => Ok(value(json!({ "legacySupport": true }))),
        "/auth/login/key" => Ok(value(json!({ "token": "t" }))),
        _ => Ok(Value::Undefined),
    });
    let record = || {
        let record = Value::object();
        world.platform.services.mirrored.borrow().iter().for_each(|(name, value)| record.set(name, value.clone()));
        to_json(&record)
    };
    world.call("login", json!(["key", "master"])).unwrap();
    let wanted = json!({
        "token": "t", "refreshToken": "", "masterPassword": "master", "useMasterPassword": true, "hash": "md5",
    });
    assert_eq!(record(), wanted);
    world.now("setOptions", json!([{ "lang": "de", "hash": "sha256" }])).unwrap();
    assert_eq!((&record()["lang"], &record()["hash"]), (&json!("de"), &json!("sha256")));
    world.call("logout", json!([])).unwrap();
    assert_eq!((&record()["token"], &record()["masterPassword"]), (&json!(""), &json!(false)));
}

#[test]
fn large_bodies_are_whole_for_it() {
    let bodies: Rc<RefCell<Vec<Value>>> = Rc::default();
    let log = bodies.clone();
    let world = World::plain();
    world.platform.services.agent.replace(Some(Rc::new(move |_, _, body: &Value| {
        log.borrow_mut().push(body.clone());
        Ok(value(json!({ "id": "p1", "vaultId": "v1" })))
    })));
    let args = vec![Value::str("p1"), Value::bytes(b"bytes"), Value::str("n")];
    world.call("addPasswordAttachment", args).unwrap();
    let body = to_json(bodies.borrow().last().unwrap());
    assert_eq!(body["encryptedData"], "WW5sMFpYTT0=");
}

#[test]
fn a_client_that_was_closed_meanwhile_stays_closed() {
    let world = Rc::new(World::plain());
    let of_agent = Rc::downgrade(&world);
    world.platform.services.agent.replace(Some(Rc::new(move |_, endpoint, _| {
        if endpoint == "/auth/login/key" {
            let world = of_agent.upgrade().unwrap();
            world.client.close(&*world.platform);
        }
        Ok(value(json!({ "token": "t", "refreshToken": "r" })))
    })));
    rejects(world.call("login", json!(["key", "master"])), FailureKind::Closed, "closed");
    assert_eq!(world.session(), (String::new(), String::new(), None, false));
}
