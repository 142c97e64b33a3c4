//! Which generation a server is of: API v4, or the made-up one of `nine.rs`.

mod nine;

use super::support::*;
use nine::both;
use passwork_wasm::core::platform::FetchFailureReason::Network;
use std::rc::Rc;

const PROBE_4: &str = "GET /info/version";
const HELLO_9: &str = "GET https://pw.test/api/v9/hello";
const VAULTS_9: &str = "GET https://pw.test/api/v9/vaults";

/// A client that knows the root of its host alone, unless the options say more.
fn world(options: Json) -> World {
    let world = silent(options);
    world.route(PROBE_4, Answer::text(404, "text/html", "<html>not here</html>"));
    world.route(HELLO_9, Answer::json(200, &json!("hello")));
    world.route(VAULTS_9, Answer::json(200, &json!([])));
    world.route("GET /vaults/list", Answer::data(json!([])));
    world
}

/// The same, with a server that answers nothing by itself.
fn silent(options: Json) -> World {
    let given = Value::from(json!({ "host": "https://pw.test" }));
    let options = Value::from(options);
    options.names().iter().for_each(|name| given.set(name, options.own(name)));
    World::of(&both(), &given)
}

const OLD_HOST: &str = "https://pw.test/api/v4";

fn generation(world: &World) -> Option<u8> {
    world.client.summary().generation
}

#[test]
fn a_server_of_the_first_generation_is_asked_nothing_that_a_login_does_not_ask() {
    let world = world(json!({}));
    world.route(PROBE_4, Answer::data("6.1"));
    world.route("POST /auth/login/key", Answer::data(json!({ "token": "t" })));
    assert_eq!(generation(&world), None);
    let session = world.call("login", json!(["key"])).unwrap();
    assert_eq!(text(&session.own("versionInfo").own("version")), "6.1");
    assert_eq!(world.lines(), [PROBE_4, "POST /auth/login/key"]);
    assert_eq!(generation(&world), Some(4));
    world.call("version", json!([])).unwrap();
    assert_eq!(world.lines(), [PROBE_4]); // what it had said served once
}

#[test]
fn the_next_one_is_asked_where_something_else_answers() {
    let others = [
        Answer::text(404, "text/html", "<html>not here</html>"),
        Answer::text(200, "text/html", "<html>sign in</html>"),
        Answer::error(410, "gone"),
        Answer::redirect(302, "https://elsewhere.test/"),
    ];
    for other in others {
        let world = world(json!({}));
        world.route(PROBE_4, other);
        world.call("getVaults", json!([])).unwrap();
        assert_eq!(world.lines(), [PROBE_4, HELLO_9, VAULTS_9]);
        assert_eq!(generation(&world), Some(9));
        world.call("getVaults", json!([])).unwrap();
        assert_eq!(world.lines(), [VAULTS_9]);
    }
}

#[test]
fn no_answer_and_no_service_decide_nothing() {
    for nothing in [Answer::failure(Network, "ECONNREFUSED"), Answer::error(503, "busy")] {
        let world = silent(json!({}));
        world.route("GET /vaults/list", Answer::data(json!([])));
        let job = world.start("getVaults", json!([]));
        world.run();
        world.answer(PROBE_4, nothing);
        problem(job.done());
        assert_eq!((world.lines(), generation(&world)), (vec![PROBE_4.to_owned()], None));
        let job = world.start("getVaults", json!([]));
        world.run();
        world.answer(PROBE_4, Answer::data("6"));
        job.done().unwrap();
        assert_eq!(generation(&world), Some(4));
    }
}

#[test]
fn where_nobody_answers_both_addresses_are_named() {
    let world = world(json!({}));
    world.route(HELLO_9, Answer::text(404, "text/html", "<html>not here</html>"));
    let problem = rejects(world.call("getVaults", json!([])), FailureKind::NotApi, "no Passwork server answers there");
    for address in ["https://pw.test/api/v4/info/version", "https://pw.test/api/v9/hello"] {
        assert!(problem.message.contains(address), "{}", problem.message);
    }
    assert_eq!(generation(&world), None);
}

#[test]
fn many_calls_ask_once_and_the_one_that_asks_may_be_called_off() {
    let world = silent(json!({}));
    world.route(VAULTS_9, Answer::json(200, &json!([])));
    world.limit(with_signal([]));
    let first = world.start("getVaults", json!([]));
    world.limit(json!({}));
    let second = world.start("getVaults", json!([]));
    world.run();
    assert_eq!(world.lines(), [PROBE_4]);
    world.platform.timers.abort(Value::str("enough"));
    world.run();
    rejects(first.done(), FailureKind::Aborted, "abort");
    world.answer(PROBE_4, Answer::text(404, "text/html", "<html></html>"));
    world.answer(HELLO_9, Answer::json(200, &json!("hello")));
    second.done().unwrap();
    assert_eq!(world.lines(), [HELLO_9, VAULTS_9]);
}

#[test]
fn options_say_it_without_a_question() {
    let told = [
        (json!({ "apiVersion": 9 }), 9),
        (json!({ "host": "https://pw.test/api/v9" }), 9),
        (json!({ "apiVersion": 4 }), 4),
        (json!({ "apiVersion": 4, "host": "https://pw.test/api/v4" }), 4),
    ];
    for (options, number) in told {
        let world = world(options);
        assert_eq!(generation(&world), Some(number));
        world.call("getVaults", json!([])).unwrap();
        assert_eq!(world.lines().len(), 1);
    }
    assert_eq!(generation(&world(json!({ "host": OLD_HOST }))), None); // as in old scripts
}

#[test]
fn a_number_that_nobody_has_sends_nothing() {
    for odd in [json!(5), json!(4.5), json!("4"), json!(true)] {
        let world = world(json!({ "apiVersion": odd }));
        rejects(world.call("getVaults", json!([])), FailureKind::Usage, "apiVersion");
        assert!(world.lines().is_empty());
        let world = World::with(json!({ "apiVersion": odd }));
        rejects(world.call("getVaults", json!([])), FailureKind::Usage, "apiVersion");
    }
    assert_eq!(generation(&World::with(json!({}))), Some(4)); // alone
}

#[test]
fn what_the_server_has_said_of_itself_is_for_the_call_that_asked() {
    let world = world(json!({}));
    world.route(PROBE_4, Answer::data("6.1"));
    world.call("getVaults", json!([])).unwrap();
    world.call("version", json!([])).unwrap();
    assert_eq!(world.lines(), [PROBE_4, "GET /vaults/list", PROBE_4]);
}

/// D51: nothing of a call under way is kept.
#[test]
fn close_ends_the_search() {
    let world = silent(json!({ "token": "t" }));
    world.route("POST /auth/logout", Answer::data(true));
    let job = world.start("getVaults", json!([]));
    world.run();
    assert_eq!(world.lines(), [PROBE_4]);
    world.call("close", json!([])).unwrap();
    rejects(job.done(), FailureKind::Closed, "closed");
    assert_eq!((world.lines(), generation(&world)), (vec!["POST /auth/logout".to_owned()], None));
    assert!(!world.client.server.finding.is_running());
}

/// D52: a call that needs a key waits for the one that was announced before it.
#[test]
fn calls_wait_for_a_key_that_was_announced_while_the_server_was_sought() {
    let world = silent(json!({}));
    world.route("GET /user/get-master-key-options", Answer::data(json!({ "mkOptions": "pbkdf:sha256:1:32:salt" })));
    let auth = world.start("setAuthOptions", json!([{ "token": "t", "refreshToken": "r" }, "master password"]));
    let write = world.start("addPassword", json!([{ "vaultId": "v1", "name": "n", "password": "p" }]));
    world.run();
    world.answer(PROBE_4, Answer::data("6.1"));
    auth.done().unwrap();
    world.run();
    assert!(write.outcome().is_none(), "it has begun, with the key");
    assert_eq!(world.lines(), [PROBE_4, "GET /user/get-master-key-options", "GET /vaults/v1"]);
}

/// Recorded requests of old scripts leave no room for a question.
#[test]
fn the_host_of_an_old_script_is_believed_until_something_else_answers() {
    let old = world(json!({ "host": OLD_HOST }));
    old.call("getVaults", json!([])).unwrap();
    assert_eq!((old.lines(), generation(&old)), (vec!["GET /vaults/list".to_owned()], Some(4)));

    for other in [Answer::text(404, "text/html", "<html>not here</html>"), Answer::json(404, &json!({ "errors": [] }))]
    {
        let upgraded = world(json!({ "host": OLD_HOST }));
        upgraded.route("GET /vaults/list", other);
        upgraded.call("getVaults", json!([])).unwrap();
        assert_eq!(upgraded.lines(), ["GET /vaults/list", HELLO_9, VAULTS_9]);
        upgraded.call("getVaults", json!([])).unwrap();
        assert_eq!((upgraded.lines(), generation(&upgraded)), (vec![VAULTS_9.to_owned()], Some(9)));
    }
}

#[test]
fn a_refusal_in_the_words_of_the_api_is_an_answer_and_no_connection_is_none() {
    let refused = world(json!({ "host": OLD_HOST }));
    refused.route("GET /vaults/list", Answer::error(403, "accessDenied"));
    rejects(refused.call("getVaults", json!([])), FailureKind::Api, "accessDenied");
    assert_eq!((refused.lines().len(), generation(&refused)), (1, Some(4)));

    for nothing in
        [Answer::failure(Network, "ECONNREFUSED"), Answer::text(502, "text/html", "<html>bad gateway</html>")]
    {
        let world = world(json!({ "host": OLD_HOST }));
        world.route("GET /vaults/list", nothing);
        problem(world.call("getVaults", json!([])));
        assert_eq!((world.lines().len(), generation(&world)), (1, None));
    }
}

#[test]
fn where_nobody_else_answers_the_failure_is_that_of_the_first_request() {
    let world = world(json!({ "host": OLD_HOST }));
    world.route("GET /vaults/list", Answer::text(404, "text/html", "<html>not here</html>"));
    world.route(HELLO_9, Answer::text(404, "text/html", "<html>not here</html>"));
    let problem = rejects(world.call("getVaults", json!([])), FailureKind::Api, "/vaults/list");
    assert_eq!(status(&problem), 404);
    assert!(problem.message.contains("https://pw.test/api/v9/hello"), "{}", problem.message);
    assert_eq!(generation(&world), None);
}

/// The last one is not asked before a login: its own requests tell.
#[test]
fn a_login_asks_the_last_generation_by_its_own_requests() {
    let world = world(json!({}));
    world.call("login", json!(["anything"])).unwrap();
    assert_eq!((world.lines(), generation(&world)), (vec![PROBE_4.to_owned(), VAULTS_9.to_owned()], Some(9)));

    let world = silent(json!({}));
    let html = || Answer::text(404, "text/html", "<html>not here</html>");
    world.route(PROBE_4, html());
    world.route(VAULTS_9, html());
    let problem = problem(world.call("login", json!(["anything"])));
    assert!(problem.message.contains("/api/v4/info/version") && problem.message.contains("/api/v9/vaults"));
    assert_eq!(generation(&world), None);
}

/// D7: what a script waits for is the failure of the request that it has always begun with.
#[test]
fn a_login_that_nobody_answers_has_failed_with_its_first_request() {
    let html = || Answer::text(404, "text/html", "<html>not here</html>");
    for second in [html(), Answer::json(401, &json!({ "errors": [] }))] {
        let world = silent(json!({ "host": OLD_HOST }));
        world.route(PROBE_4, html());
        world.route(VAULTS_9, second);
        let problem = rejects(world.call("login", json!(["anything"])), FailureKind::Api, "no Passwork server");
        assert_eq!(status(&problem), 404);
        assert!(problem.http.as_ref().unwrap().request.contains("/api/v4/info/version"));
    }
}

/// D46: whoever redirects to https does so whatever is there.
#[test]
fn a_redirect_to_https_ends_a_call_at_its_first_request() {
    for method in ["login", "getVaults"] {
        let world = silent(json!({ "host": "http://pw.test/api/v4" }));
        for path in ["info/version", "vaults/list"] {
            let line = format!("GET http://pw.test/api/v4/{path}");
            world.route(&line, Answer::redirect(302, "https://pw.test/api/v4/x"));
        }
        rejects(world.call(method, json!(["anything"])), FailureKind::NotApi, "https");
        assert_eq!(world.lines().len(), 1, "{method}");
    }
}

#[test]
fn a_secret_of_one_generation_is_not_sent_to_another() {
    for host in ["https://pw.test", OLD_HOST] {
        let world = world(json!({ "host": host }));
        world.route(PROBE_4, Answer::data("6.1"));
        for _ in 0..2 {
            rejects(world.call("login", json!(["nine"])), FailureKind::Usage, "apiVersion: 4");
        }
        assert_eq!(world.lines(), [PROBE_4]);
        // Who says which API it is means what is given.
        let world = silent(json!({ "apiVersion": 4, "host": host }));
        world.route(PROBE_4, Answer::data("6.1"));
        world.route("POST /auth/login/nine", Answer::data(json!({ "token": "t" })));
        world.call("login", json!(["nine"])).unwrap();
    }
    let world = world(json!({}));
    world.call("login", json!(["surely nine"])).unwrap();
    assert_eq!((world.lines(), generation(&world)), (vec![VAULTS_9.to_owned()], Some(9)));
}

/// Nobody must take a master password for a key because a server of another generation does not know an address.
#[test]
fn set_auth_options_finds_the_server_before_a_password_counts_as_a_key() {
    const OPTIONS: &str = "GET /user/get-master-key-options";
    let html = || Answer::text(404, "text/html", "<html>not here</html>");
    let args = || json!([{ "token": "t", "refreshToken": "r" }, "master password"]);

    let upgraded = world(json!({ "host": OLD_HOST }));
    upgraded.route(OPTIONS, html());
    upgraded.call("setAuthOptions", args()).unwrap();
    assert_eq!((upgraded.lines(), generation(&upgraded)), (vec![OPTIONS.to_owned(), HELLO_9.to_owned()], Some(9)));

    // Nobody else is there: an old server of that generation (K4).
    let old = silent(json!({ "host": OLD_HOST }));
    old.route(OPTIONS, html());
    old.route(HELLO_9, html());
    old.call("setAuthOptions", args()).unwrap();
    assert_eq!(old.session().2.as_deref(), Some("master password"));

    let unknown = silent(json!({ "host": OLD_HOST }));
    unknown.route(OPTIONS, html());
    unknown.route(HELLO_9, Answer::failure(Network, "ECONNRESET"));
    problem(unknown.call("setAuthOptions", args()));
    assert_eq!(unknown.session().2, None);
}

/// An agent of the caller's own is written for the API of the original.
#[test]
fn with_a_foreign_agent_nobody_is_asked() {
    let world = silent(json!({}));
    let agent = Rc::new(|_: &str, _: &str, _: &Value| Ok(Value::from(json!([]))));
    world.platform.services.agent.replace(Some(agent));
    world.call("getVaults", json!([])).unwrap();
    assert_eq!((world.lines(), generation(&world)), (Vec::<String>::new(), Some(4)));
}
