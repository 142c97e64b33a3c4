//! What a caller is told (V22), and what nobody is told: secrets.

use super::furnished::{WRITTEN, calls, furnish, furnished};
use super::support::seven::*;
use super::support::*;
use passwork_wasm::core::crypto::base64;

const USERS: &str = "GET /users/u9";

fn of(answer: Answer) -> std::rc::Rc<Problem<Value>> {
    let world = World::seven();
    world.route(USERS, answer);
    problem(world.call("getUser", json!(["u9"])))
}

fn body(problem: &Problem<Value>) -> Json {
    to_json(problem.body.as_ref().unwrap())
}

#[test]
fn fields_as_scripts_for_api_v4_know_them() {
    let errors = json!([{ "code": "a", "message": "first", "field": "name" }, { "code": "b" }]);
    let problem = of(Answer::json(422, &json!({ "errors": errors })));
    assert_eq!((problem.kind, status(&problem)), (FailureKind::Api, 422));
    assert_eq!(problem.http.as_ref().unwrap().request, "GET: https://pw.test/api/v1/users/u9");
    assert_eq!(body(&problem), json!({ "code": "a", "data": { "errorMessage": "first", "errors": errors } }));
    assert!(problem.message.contains("first") && problem.message.contains("(a)"), "{}", problem.message);
}

#[test]
fn which_refusals_mean_that_the_session_has_ended() {
    for (code, message, ended) in [
        ("accessTokenExpired", "x", true),
        ("notFound", "Access token not found", true),
        ("notFound", "No such user", false),
        ("twoFactorAuthRequired", "x", false),
    ] {
        let world = World::seven_with(json!({ "token": "A" }));
        world.route(USERS, refused(401, code, message));
        let body = body(&problem(world.call("getUser", json!(["u9"]))));
        assert_eq!(body.get("legacyCode"), ended.then(|| json!("apiSessionExpired")).as_ref(), "{code}");
        assert_eq!(body["code"], code);
    }
}

#[test]
fn odd_lists_of_errors() {
    for odd in [
        json!({ "errors": [] }),
        json!({ "errors": null }),
        json!({ "errors": {} }),
        json!({ "errors": [null] }),
        json!({ "errors": ["a text"] }),
        json!({ "errors": [5, { "code": {} }] }),
        json!({ "errors": [{ "code": 5, "message": [] }] }),
        json!({ "other": 1 }),
        json!([]),
        json!("text"),
        json!(null),
    ] {
        let problem = of(Answer::json(400, &odd));
        assert_eq!((problem.kind, status(&problem)), (FailureKind::Api, 400), "{odd}");
    }
}

/// D32: also without the list in which they would stand.
#[test]
fn a_server_gives_an_error_no_member_that_is_the_errors_own() {
    let members = json!({
        "errors": [], "kind": "x", "name": "x", "message": "said", "stack": "x", "cause": "x", "httpStatus": 1, "toString": 1,
        "toJSON": 1, "constructor": 1, "__proto__": { "polluted": 1 }, "httpRequest": "x", "httpMessage": "x", "legacyCode": "y",
        "other": 1,
    });
    let body = body(&of(Answer::json(400, &members)));
    let names: Vec<_> = body.as_object().unwrap().keys().collect();
    assert_eq!(names, ["errors", "legacyCode", "other"]);
}

#[test]
fn a_page_is_quoted_without_its_tags() {
    let problem = of(Answer::text(502, "text/html", "<html><style>b{}</style><h1>Bad</h1> gateway\u{202e}"));
    assert_eq!((problem.kind, status(&problem)), (FailureKind::Api, 502));
    assert!(problem.message.contains("Bad gateway"), "{}", problem.message);
    let problem = of(Answer::text(200, "text/html", "<html>sign in please</html>"));
    assert!(problem.kind == FailureKind::NotApi && problem.message.contains("sign in please"), "{}", problem.message);
}

#[test]
fn texts_of_the_server_are_one_visible_line() {
    let problem = of(refused(400, "a\nb", "x\u{202e}y\u{0}z\r\nAt: line"));
    assert!(!problem.message.chars().any(|c| c.is_control() || c == '\u{202e}'), "{}", problem.message);
}

/// An error that repeats all of the request that it answers, as proxies do.
fn echo(world: &World, line: &str, page: bool) -> Answer {
    let sent = world.platform.network.sent().into_iter().rev().find(|sent| sent.line == line).unwrap();
    let body = sent.body.as_ref().map(|body| String::from_utf8_lossy(body).into_owned()).unwrap_or_default();
    let said = format!("{} {:?} {body}", sent.url, sent.headers);
    match page {
        true => Answer::text(502, "text/html", &format!("<html>{said}</html>")),
        false => {
            Answer::json(400, &json!({ "errors": [{ "code": "bad", "message": said, "field": body }], "said": said }))
        }
    }
}

fn secrets() -> Vec<String> {
    let of_session =
        ["access-1-token", "refresh-1-token", "access-8-token", "refresh-8-token", WRITTEN].map(str::to_owned);
    let encoded = base64::encode(WRITTEN.as_bytes());
    let keys = [master_password(), master_key(), master_hash(), encoded[..encoded.len() - 4].to_owned()];
    of_session.into_iter().chain(keys).collect()
}

#[test]
fn no_error_repeats_a_secret_that_the_server_does() {
    let secrets = secrets();
    let mut echoed = 0;
    for sealed in [true, false] {
        for called in calls() {
            let lines = {
                let world = furnished(sealed);
                let _ = world.ends(called.method, called.args.clone());
                world.lines()
            };
            for (line, page) in lines.iter().flat_map(|line| [(line, true), (line, false)]) {
                let world = World::seven_with(json!({
                    "token": "access-1-token", "refreshToken": "refresh-1-token", "debug": true,
                }));
                let world = furnish(if sealed { world.logged_in() } else { world }, sealed);
                world.platform.network.unroute(line);
                let job = world.start(called.method, called.args.clone());
                world.run();
                while world.platform.network.waiting().contains(line) {
                    let answer = echo(&world, line, page);
                    world.answer(line, answer);
                    echoed += 1;
                }
                while let Some(other) = world.platform.network.waiting().first() {
                    world.answer(other, refused(404, "notFound", ""));
                }
                let Err(failure) = job.done() else { continue };
                let texts = all_texts(&failure);
                let printed = world.platform.services.printed.borrow().join("\n");
                assert!(!printed.is_empty());
                for secret in &secrets {
                    assert!(!texts.contains(secret), "{} {line}: {secret} in {texts}", called.method);
                    assert!(!printed.contains(secret), "{} {line}: {secret} in {printed}", called.method);
                }
            }
        }
    }
    assert!(echoed > 500, "{echoed}");
}

/// Beside the session, which holds the password, stands the key that is derived of it.
#[test]
fn the_hash_of_a_password_of_the_constructor_is_not_shown() {
    let world =
        World::seven_with(json!({ "token": "access-1-token", "masterPassword": master_password() })).with_item7(true);
    world.give(KEYS, user_keys());
    world.give(OPTIONS, json!({ "masterKeyOptions": options() }));
    world.call("getPassword", json!(["p1"])).unwrap();
    let job = world.start("getUser", json!(["u9"]));
    world.run();
    let answer = echo(&world, USERS, false);
    world.answer(USERS, answer);
    let texts = all_texts(&job.done().unwrap_err());
    assert!(!texts.contains(&master_hash()), "{texts}");
}

/// Keys of odd lengths have another hash in API v4 than here.
#[test]
fn the_hash_of_a_key_of_any_length_is_not_shown() {
    for length in [20, 32, 40, 41, 42, 43, 44, 45, 46, 47, 48, 64, 86, 90] {
        let key = base64::encode(&vec![7; length]);
        let world = World::seven_with(json!({}));
        world.give(INFO, json!({}));
        world.give(KEYS, json!({ "keys": { "privateEncrypted": seal(&private_key(), &key) } }));
        world.call("loginWithKey", json!(["access-1-token", key])).unwrap();
        let job = world.start("getUser", json!(["u9"]));
        world.run();
        let hash = world.platform.network.sent().last().unwrap().header("X-Master-Key-Hash").unwrap().to_owned();
        let answer = echo(&world, USERS, false);
        world.answer(USERS, answer);
        let texts = all_texts(&job.done().unwrap_err());
        assert!(!texts.contains(&hash), "{length}: {texts}");
    }
}

#[test]
fn a_refusal_within_a_batch_shows_no_secret_either() {
    let world = World::seven_sealed();
    let said = format!("access-1-token refresh-1-token {}", master_hash());
    let refusal = json!({ "errors": [{ "code": "x", "message": said }] });
    world.give("POST /batch", json!({ "responses": [{ "statusCode": 403, "body": refusal }] }));
    let results = world.call("getPasswordsById", json!([["p1"]])).unwrap();
    let shown = to_json(&results).to_string();
    assert!(!shown.contains("access-1-token") && !shown.contains(&master_hash()), "{shown}");
    // As a failure of the whole too.
    world.give("GET /items/search", json!({ "items": [{ "id": "p1" }] }));
    let texts = all_texts(&world.call("getFavoritePasswords", json!([])).unwrap_err());
    assert!(!texts.contains("access-1-token") && !texts.contains(&master_hash()), "{texts}");
}

#[test]
fn a_refusal_within_a_batch_gives_no_member_that_is_the_errors_own() {
    let world = World::seven();
    let refusal = json!({ "errors": [], "kind": "x", "toString": 1, "stack": "x", "httpStatus": 1 });
    world.give("POST /batch", json!({ "responses": [{ "statusCode": 403, "body": refusal }] }));
    world.give("GET /items/search", json!({ "items": [{ "id": "p1" }] }));
    let failure = problem(world.call("getFavoritePasswords", json!([])));
    let names: Vec<_> = body(&failure).as_object().unwrap().keys().cloned().collect();
    assert_eq!(names, ["errors"]);
}

/// A renewal that came to nothing may hold tokens that are in force from now on.
#[test]
fn new_tokens_in_an_answer_that_is_an_error_are_not_shown() {
    let world = World::seven();
    world.route(USERS, expired());
    let new = json!({ "accessToken": "brand-new-access", "refreshToken": "brand-new-refresh", "errors": [] });
    for answer in [Answer::json(500, &new), Answer::json(200, &json!({ "accessToken": "brand-new-access" }))] {
        world.route(REFRESH, answer);
        let texts = all_texts(&world.call("getUser", json!(["u9"])).unwrap_err());
        assert!(!texts.contains("brand-new"), "{texts}");
    }
}

/// What is quoted of an answer that cannot be read is what it would have brought: new tokens, values.
#[test]
fn an_answer_that_was_cut_off_is_not_quoted_with_what_is_secret_in_it() {
    let cut = r#"{"accessToken":"brand-new-access","refreshToken":"brand-new-refresh","acc"#;
    for answer in [
        Answer::text(200, "text/plain", cut),
        Answer::text(200, "", cut),
        Answer::text(500, "application/json", cut),
        Answer::text(500, "text/plain", &format!("{cut}essTokenExpiredAt\":1}}")),
    ] {
        let world = World::seven();
        world.route(USERS, expired());
        world.route(REFRESH, answer);
        let texts = all_texts(&world.call("getUser", json!(["u9"])).unwrap_err());
        assert!(!texts.contains("brand-new"), "{texts}");
    }
    for content_type in ["text/plain", "", "text/html"] {
        let world = World::seven();
        let mut item = item("p1", "v1", false).to_string();
        item.truncate(120);
        world.route("GET /items/p1", Answer::text(200, content_type, &item));
        let texts = all_texts(&world.call("getPassword", json!(["p1"])).unwrap_err());
        assert!(!texts.contains(&base64::encode(b"text of p1")), "{texts}");
    }
}

/// Whoever follows it comes to nothing.
#[test]
fn no_error_of_this_generation_sends_people_to_another() {
    for answer in [
        Answer::text(200, "text/html", "<html>sign in</html>"),
        Answer::text(404, "text/html", "<html>not here</html>"),
        Answer::text(200, "", ""),
        ok(Json::Null),
        Answer::redirect(302, "https://other.test/"),
        Answer::failure(passwork_wasm::core::platform::FetchFailureReason::Network, "ENOTFOUND"),
    ] {
        let problem = of(answer);
        assert!(!problem.message.contains("/api/v4"), "{}", problem.message);
    }
}
