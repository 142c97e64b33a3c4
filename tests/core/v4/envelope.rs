//! What counts as an answer (D7, D8, D30, D31, D32).

use super::support::*;

fn user_info(answer: Answer) -> Outcome {
    let world = World::plain();
    world.route("GET /user/info", answer);
    let outcome = world.call("userInfo", json!([]));
    assert_eq!(world.lines().len(), 1);
    outcome
}

#[test]
fn data_comes_through_as_it_is() {
    for data in [json!(null), json!(false), json!(0), json!(""), json!([]), json!("retry"), json!({ "b": 1, "a": 2 })] {
        assert_eq!(to_json(&user_info(Answer::data(data.clone())).unwrap()), data);
    }
    assert!(user_info(Answer::json(200, &json!({ "status": "success" }))).unwrap().is_undefined());
    let members = user_info(Answer::data(json!({ "z": 1, "a": { "unknown": [1] } }))).unwrap();
    assert_eq!(members.names(), ["z", "a"]);
}

#[test]
fn what_is_not_the_apis() {
    for (answer, words) in [
        (Answer::text(200, "application/json", ""), "empty body"),
        (Answer::text(204, "", ""), "empty body"),
        (Answer::text(200, "text/html; charset=utf-8", "<html>"), "an HTML page"),
        (Answer::text(200, "text/plain", "hello"), "text/plain"),
        (Answer::text(200, "", "hello"), "not the API's"),
        (Answer::json(200, &json!([])), "application/json"),
        (Answer::json(200, &json!(5)), "application/json"),
        (Answer::json(200, &json!({ "other": 1 })), "application/json"),
    ] {
        let problem = rejects(user_info(answer), FailureKind::NotApi, words);
        assert_eq!(status(&problem), 0, "{words}");
        assert!(problem.body.is_none());
    }
    for cut in ["{\"status\":\"succ", "{", "nope"] {
        let problem = rejects(user_info(Answer::text(200, "application/json", cut)), FailureKind::Network, "cut off");
        assert_eq!(status(&problem), 0);
    }
}

#[test]
fn a_success_that_says_failed_is_an_error() {
    let body = json!({ "status": "failed", "code": "accessDenied", "data": { "x": 1 } });
    let problem = rejects(user_info(Answer::json(200, &body)), FailureKind::Api, "accessDenied");
    assert_eq!(status(&problem), 200);
    assert_eq!(to_json(problem.body.as_ref().unwrap()), body);
}

#[test]
fn error_statuses_without_a_readable_body() {
    for (content_type, body) in [
        ("application/json", ""),
        ("application/json", "{\"cut"),
        ("application/json", "[1]"),
        ("application/json", "\"text\""),
        ("text/html", "<html>"),
        ("text/html", "{\"code\":\"x\"}"),
        ("", ""),
    ] {
        let problem = rejects(user_info(Answer::text(502, content_type, body)), FailureKind::Api, "502 Bad Gateway");
        assert_eq!(status(&problem), 502);
        assert!(problem.body.is_none(), "{content_type} {body}");
    }
}

#[test]
fn the_members_of_an_error_body_are_kept() {
    let body = json!({ "status": "failed", "code": "c", "data": null, "message": "said so", "more": [1] });
    let problem = rejects(user_info(Answer::json(418, &body)), FailureKind::Api, "I'm a Teapot (c): said so");
    let fields = json!({ "status": "failed", "code": "c", "data": null, "more": [1] });
    assert_eq!(to_json(problem.body.as_ref().unwrap()), fields, "`message` is said in ours");
    let odd = json!({ "code": 5, "data": { "errorMessage": 6 } });
    rejects(user_info(Answer::json(499, &odd)), FailureKind::Api, "499 Unsuccessful HTTP response");
}

#[test]
fn no_answer_at_all() {
    for (reason, code, kind, words) in [
        (FetchFailureReason::Network, "ECONNREFUSED", FailureKind::Network, "nothing listens there"),
        (FetchFailureReason::Network, "", FailureKind::Network, "CORS"),
        (FetchFailureReason::CutOff, "", FailureKind::Network, "closed before the answer was complete"),
        (FetchFailureReason::CutOff, "Z_DATA_ERROR", FailureKind::Network, "cannot be unpacked"),
        (FetchFailureReason::CutOff, "ERR__ERROR_FORMAT_PADDING_1", FailureKind::Network, "cannot be unpacked"),
        (FetchFailureReason::CutOff, "ENOTFOUND", FailureKind::Network, "(ECONNRESET)"),
        (FetchFailureReason::CutOff, "PASSWORK_TOO_LARGE", FailureKind::NotApi, "more than 256 MiB"),
        (FetchFailureReason::Network, "PASSWORK_UPGRADED", FailureKind::Network, "another protocol (101)"),
        (FetchFailureReason::Network, "PASSWORK_NO_PERMISSION", FailureKind::Network, "--allow-net"),
        (FetchFailureReason::Network, "PASSWORK_GLOBAL_SCOPE", FailureKind::Network, "handler of a request"),
        (FetchFailureReason::NoFetch, "", FailureKind::Usage, "no fetch"),
    ] {
        let problem = rejects(user_info(Answer::failure(reason, code)), kind, words);
        assert_eq!(status(&problem), 0);
        assert!(problem.cause.is_some());
    }
    for reason in [FetchFailureReason::Network, FetchFailureReason::CutOff] {
        let answer = Answer::thrown(reason, &[("AbortError", "ABORT_ERR", "stopped")]);
        let problem = rejects(user_info(answer), FailureKind::Aborted, "signal");
        assert_eq!(status(&problem), 0);
    }
    assert!(problem(user_info(Answer::thrown(FetchFailureReason::Network, &[]))).cause.is_none());
}

#[test]
fn a_page_that_gets_no_answer_is_told_what_can_be_known() {
    for (page, offline, code, words) in [
        ("https://app.example/", true, "", "offline"),
        ("http://10.0.0.1/", false, "", "CORS"),
        ("http://app.example/", true, "ECONNREFUSED", "nothing listens there"),
    ] {
        let world = World::plain();
        world.platform.network.page.replace(passwork_wasm::core::platform::Page { address: page.to_owned(), offline });
        world.route("GET /user/info", Answer::failure(FetchFailureReason::Network, code));
        rejects(world.call("userInfo", json!([])), FailureKind::Network, words);
    }
}

#[test]
fn lists_that_are_none() {
    for data in [json!(null), json!({}), json!("x")] {
        let world = World::plain();
        world.route("GET /vaults/list", Answer::data(data));
        rejects(world.call("getVaults", json!([])), FailureKind::NotApi, "no list");
    }
}

#[test]
fn version_copes_with_everything() {
    for (data, wanted) in [
        (json!(null), json!({ "version": "", "legacySupport": false })),
        (json!("5.1"), json!({ "version": "5.1", "legacySupport": false })),
        (json!([1]), json!({ "version": "", "legacySupport": false })),
        (json!({ "version": null, "more": 1 }), json!({ "version": null, "legacySupport": false })),
    ] {
        let world = World::plain();
        world.route("GET /info/version", Answer::data(data));
        assert_eq!(to_json(&world.call("version", json!([])).unwrap()), wanted);
    }
}

#[test]
fn results_that_are_no_objects() {
    for data in [json!(null), json!("x"), json!([]), json!(5)] {
        let world = World::plain().with_plain_password();
        world.route("GET /passwords/p1/attachment/a1", Answer::data(data.clone()));
        rejects(world.call("getAttachment", json!(["p1", "a1"])), FailureKind::NotApi, "no attachment");
        world.route("GET /passwords/p1", Answer::data(data.clone()));
        world.route("GET /vaults/undefined", Answer::data(json!({})));
        rejects(world.call("getPassword", json!(["p1"])), FailureKind::NotApi, "no password");
        world.route("GET /user/info", Answer::data(json!({})));
        world.route("POST /sharing/inbox/i1", Answer::data(json!({ "cryptedKey": "x", "password": data })));
        rejects(world.call("getInboxPassword", json!(["i1"])), FailureKind::NotApi, "no password");
    }
}
