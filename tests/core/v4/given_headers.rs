//! Headers of the caller's own (option `headers`).

use super::support::*;
use std::rc::Rc;

const GATE: &str = "gateway-token-1";
const SENT: &str = "Bearer gateway-token-1";

fn with(more: Json) -> World {
    let options =
        Value::from(json!({ "headers": { "X-Gate": SENT }, "token": "token-1", "refreshToken": "refresh-1" }));
    let more = Value::from(more);
    more.names().iter().for_each(|name| options.set(name, more.own(name)));
    World::with_record(&options)
}

/// Demands that all that was sent had the header, once, and beside ours.
#[track_caller]
fn all_had_it(world: &World, count: usize) {
    let sent = world.platform.network.take_sent();
    assert_eq!(sent.len(), count);
    for request in sent {
        let given: Vec<_> = request.given.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(given, [("X-Gate", SENT)], "{}", request.line);
        assert!(request.header("Passwork-Auth").is_some() && request.header("X-Gate").is_none(), "{}", request.line);
    }
}

#[test]
fn with_every_request_renewals_and_the_farewell_too() {
    let world = with(json!({}));
    world.route("GET /info/version", Answer::data("5"));
    world.route("POST /auth/login/key", Answer::data(json!({ "token": "t", "refreshToken": "r" })));
    world.route("GET /user/get-master-key-options", Answer::error(404, "x"));
    world.call("login", json!(["key", "master"])).unwrap();
    all_had_it(&world, 3);
    world.platform.network.route_each("GET /user/info", [Answer::error(401, "apiSessionExpired"), Answer::data(1)]);
    world.route("POST /auth/refreshToken/t/r", Answer::data(json!({ "token": "t2", "refreshToken": "r2" })));
    world.call("userInfo", json!([])).unwrap();
    all_had_it(&world, 3);
    world.route("POST /auth/logout", Answer::data(true));
    world.call("close", json!([])).unwrap();
    all_had_it(&world, 1);
}

#[test]
fn closing_forgets_them_whatever_comes_of_the_logout() {
    for answer in
        [Answer::data(true), Answer::error(500, "x"), Answer::failure(FetchFailureReason::Network, "ECONNRESET")]
    {
        let world = with(json!({}));
        world.route("POST /auth/logout", answer);
        let held = world.client.options.given_headers();
        assert_eq!((held.len(), Rc::strong_count(&held)), (1, 2));
        let _ = world.call("close", json!([]));
        all_had_it(&world, 1);
        assert_eq!(Rc::strong_count(&held), 1, "somebody still has them");
        assert!(world.client.options.given_headers().is_empty());
    }
    // A logout alone keeps them: the next login goes through the same gateway.
    let world = with(json!({}));
    world.route("POST /auth/logout", Answer::data(true));
    world.call("logout", json!([])).unwrap();
    assert_eq!(world.client.options.given_headers().len(), 1);
}

#[test]
fn within_the_origin_and_nowhere_else() {
    for elsewhere in [
        "https://login.other.test/",
        "http://pw.test/api/v4/user/info",
        "https://pw.test:8443/",
        "//pw.test.other.test/",
    ] {
        let world = with(json!({}));
        world.route("GET /user/info", Answer::redirect(302, "/there"));
        world.route("GET https://pw.test/there", Answer::redirect(307, elsewhere));
        let problem = rejects(
            world.call("userInfo", json!([])),
            FailureKind::NotApi,
            "give the gateway's token by the option 'headers'",
        );
        assert!(!problem.message.contains(GATE));
        all_had_it(&world, 2);
    }
}

#[test]
fn what_cannot_be_used_is_said_before_anything_is_sent() {
    for (headers, words) in [
        (json!({ "passwork-auth": "x" }), "passwork-auth is a header of the client's own"),
        (json!({ "X-Gate": "a\r\nb" }), "X-Gate must have a text"),
        (json!(["X-Gate"]), "must be an object"),
    ] {
        let world = World::with(json!({ "headers": headers, "token": "token-1" }));
        for (method, args) in
            [("userInfo", json!([])), ("addVault", json!(["n"])), ("login", json!(["key", "m"])), ("close", json!([]))]
        {
            rejects(world.call(method, args), FailureKind::Usage, words);
        }
        assert!(world.lines().is_empty());
    }
}

#[test]
fn an_agent_of_the_callers_own_is_asked_all_the_same() {
    let world = World::with(json!({ "headers": { "Host": "\n" } }));
    world.platform.services.agent.replace(Some(Rc::new(|_: &str, _: &str, _: &Value| Ok(Value::str("data")))));
    assert_eq!(text(&world.call("getVault", json!(["v"])).unwrap()), "data");
}

#[test]
fn no_error_shows_a_value() {
    let answers = [
        Answer::json(403, &json!({ "code": GATE, "data": { "errorMessage": format!("no {SENT}"), "x": [GATE] } })),
        Answer::text(200, &format!("text/{GATE}"), &format!("who is {GATE}?")),
        Answer::redirect(302, &format!("https://{GATE}.other.test/?{GATE}")),
        Answer::thrown(
            FetchFailureReason::Network,
            &[("TypeError", "", &format!("X-Gate: {SENT}")), (GATE, GATE, GATE)],
        ),
    ];
    for answer in answers {
        let world = with(json!({ "debug": true }));
        world.route("GET /user/info", answer);
        let problem = problem(world.call("userInfo", json!([])));
        let body = problem.body.as_ref().map(to_json);
        let causes = match &problem.cause {
            Some(Cause::Redacted(chain)) => {
                chain.iter().map(|e| format!("{} {} {}", e.name, e.code, e.message)).collect()
            }
            _ => Vec::new(),
        };
        let shown =
            format!("{problem:?} {body:?} {causes:?} {:?}", world.platform.services.printed, problem = problem.message);
        assert!(!shown.contains(GATE), "{shown}");
        assert!(shown.contains("***") || shown.contains("another origin. "), "{shown}");
    }
}
