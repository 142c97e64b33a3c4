//! Every method, interrupted at every one of its requests: the client is closed, the caller gives up, logs out, or the session
//! has expired.

use super::furnished::{Called, answer_of, calls, furnished};
use super::support::seven::*;
use super::support::*;

/// Methods that end or change the session, whose requests are not repeated as those of others.
const OF_SESSION: [&str; 6] =
    ["login", "loginWithKey", "setAuthOptions", "logout", "refreshAccessToken", "refreshRefreshToken"];

/// Stops each call at each of its requests, and lets something happen then.
fn at_each_request(happen: &mut dyn FnMut(&World, &str, &str, Job)) {
    let mut cases = 0;
    for sealed in [true, false] {
        for called in calls() {
            let lines = called.distinct_lines(sealed);
            let Called { method, args } = called;
            for line in lines {
                let world = furnished(sealed);
                world.platform.network.unroute(&line);
                let job = world.start(method, args.clone());
                world.run();
                assert!(world.platform.network.waiting().contains(&line), "{method}: {line} does not wait");
                happen(&world, method, &line, job);
                cases += 1;
            }
        }
    }
    assert!(cases > 250, "{cases}");
}

/// Answers whatever is asked, as if it were there.
fn answer_all(world: &World, answer: impl Fn() -> Answer) {
    while let Some(line) = world.platform.network.waiting().first() {
        world.platform.network.answer(line, answer());
        world.run();
    }
}

#[test]
fn close_ends_it_and_nothing_more_is_sent_or_kept() {
    at_each_request(&mut |world, method, line, job| {
        world.lines();
        world.call("close", json!([])).unwrap();
        assert_eq!(problem(job.done()).kind, FailureKind::Closed, "{method} at {line}");
        answer_all(world, || ok(json!({ "id": "p1", "items": [], "accessToken": "A", "refreshToken": "R" })));
        assert_eq!(world.lines(), [""; 0], "{method} at {line}");
        assert_eq!(world.session(), (String::new(), String::new(), None, false), "{method} at {line}");
        assert!(world.keys.borrow().is_empty(), "{method} at {line}");
        assert_eq!(std::rc::Rc::strong_count(&world.client), 1, "{method} at {line}: it is held by something");
    });
}

#[test]
fn a_caller_that_drops_it_leaves_a_client_that_goes_on() {
    at_each_request(&mut |world, method, line, job| {
        job.abandon();
        answer_all(world, || refused(404, "notFound", ""));
        world.give("GET /users/u9", json!({ "id": "u9" }));
        if method != "setAuthOptions" {
            assert!(world.call("getUser", json!(["u9"])).is_ok(), "{method} at {line}");
        }
        let waits = world.client.waits_for_key();
        assert!(!waits, "{method} at {line}: calls wait for a key that does not come");
    });
}

/// What is under way goes on (D51), but with no session of its own it sends nothing more.
#[test]
fn logout_sends_the_rest_nowhere() {
    at_each_request(&mut |world, method, line, job| {
        if OF_SESSION.contains(&method) {
            return;
        }
        world.call("logout", json!([])).unwrap();
        world.lines();
        answer_all(world, || ok(json!({ "id": "p1", "items": [], "responses": [], "inbox": { "access": "write" } })));
        assert!(job.is_done(), "{method} at {line} never ends");
        assert_eq!(world.lines(), [""; 0], "{method} at {line}");
        assert_eq!(world.session(), (String::new(), String::new(), None, false));
    });
}

/// V7: renewed once, repeated once; what comes of it is what would have come.
#[test]
fn an_expired_session_is_renewed_once_and_changes_nothing_of_the_outcome() {
    for sealed in [true, false] {
        for Called { method, args } in calls() {
            if OF_SESSION.contains(&method) {
                continue;
            }
            let world = furnished(sealed);
            let expected = world.ends(method, args.clone()).is_ok();
            let lines = world.lines();
            for line in &lines {
                let world = furnished(sealed);
                world.platform.network.unroute(line);
                let job = world.start(method, args.clone());
                world.run();
                assert!(world.platform.network.answer(line, expired()), "{method}: {line}");
                world.run();
                // From here on it answers as ever.
                let answers = answer_of(sealed, line);
                while let Some(waiting) = world.platform.network.waiting().first() {
                    let answer = if waiting == line { answers.clone() } else { None };
                    world.answer(waiting, answer.unwrap_or_else(|| refused(404, "notFound", "no such thing")));
                }
                assert_eq!(job.done().is_ok(), expected, "{method} at {line}");
                let sent = world.lines();
                assert_eq!(sent.iter().filter(|one| *one == REFRESH).count(), 1, "{method} at {line}");
                assert_eq!(sent.len(), lines.len() + 2, "{method} at {line}: {sent:?}");
            }
        }
    }
}
