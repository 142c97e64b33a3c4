//! A client that does not know yet that its server is one of Passwork 7 (V4, V5).

use super::support::seven::*;
use super::support::*;
use passwork_wasm::core::crypto::hash::{HashAlgorithm, hex, protocol_hash};
use passwork_wasm::core::crypto::sha256;
use passwork_wasm::core::server::generations;

const OLD_HOST: &str = "https://pw.test/api/v4";
const ROOT: &str = "https://pw.test";
const QUESTION: &str = "GET https://pw.test/api/v4/info/version";
const FEATURES: &str = "GET /app/features";

fn page() -> Answer {
    Answer::text(404, "text/html", "<html>not here</html>")
}

fn world(host: &str, options: Json) -> World {
    let given = Value::from(json!({ "host": host }));
    let options = Value::from(options);
    options.names().iter().for_each(|name| given.set(name, options.own(name)));
    let world = World::of(&generations(), &given);
    world.platform.network.base.replace("https://pw.test/api/v1".to_owned());
    for old in
        ["GET https://pw.test/api/v4/vaults/list", "GET https://pw.test/api/v4/user/get-master-key-options", QUESTION]
    {
        world.route(old, page());
    }
    world.route(FEATURES, refused(401, "notFound", "Access token not found"));
    world.give(INFO, json!({ "id": "u1" }));
    world.give(KEYS, user_keys());
    world.give(OPTIONS, json!({ "masterKeyOptions": super::support::seven::options() }));
    world.give("GET /vaults", json!([]));
    world.give("GET /vault-types/all", json!([]));
    world.item7("p1", "v1", true);
    world
}

/// All that a password could be recognised by in what was sent.
fn traces(world: &World, password: &str) -> Vec<String> {
    let text = password.into();
    let mut traces = [HashAlgorithm::Sha256, HashAlgorithm::Md5].map(|a| protocol_hash(a, &text)).to_vec();
    traces.push(hex(&sha256::standard(password.as_bytes())));
    traces.push(password.to_owned());
    let sent = world.platform.network.sent();
    let holds = |all: &str| traces.iter().any(|trace| all.contains(trace));
    sent.iter()
        .filter(|sent| holds(&format!("{:?} {} {}", sent.headers, sent.url, sent.json())))
        .map(|sent| sent.line.clone())
        .collect()
}

fn pair() -> Json {
    json!({ "token": "access-1-token", "refreshToken": "refresh-1-token" })
}

#[test]
fn a_pair_is_for_this_one_and_asks_nobody() {
    for host in [ROOT, OLD_HOST] {
        let text = format!("{0}=:{0}=", "A".repeat(43));
        for given in [json!(text), pair(), json!({ "accessToken": "A" })] {
            let world = world(host, json!({}));
            world.call("login", json!([given])).unwrap();
            assert_eq!(world.lines(), [INFO]);
            assert_eq!(world.client.summary().generation, Some(7));
        }
    }
}

#[test]
fn the_question_carries_neither_token_nor_hash() {
    let world = world(ROOT, json!({ "token": "access-1-token", "masterPassword": master_password() }));
    let _ = world.ends("getVaults", json!([]));
    let question = world.platform.network.sent()[0].clone();
    assert_eq!(question.line, QUESTION);
    let all = format!("{:?}", question.headers);
    assert!(!all.contains("access-1-token"), "{all}");
}

fn with_a_password(host: &str) -> [World; 2] {
    let of_constructor = world(host, json!({ "token": "access-1-token", "masterPassword": master_password() }));
    let _ = of_constructor.ends("getVaults", json!([]));
    let of_call = world(host, json!({}));
    of_call.call("setAuthOptions", json!([pair(), master_password()])).unwrap();
    [of_constructor, of_call]
}

/// Of whoever answers there nothing is known yet; a hash that was made without salt and rounds is as good as the password.
#[test]
fn the_question_carries_no_trace_of_a_password() {
    for world in with_a_password(ROOT) {
        assert_eq!(traces(&world, &master_password()), [""; 0]);
    }
}

/// On the host of an old script the first request is the one that scripts of API v4 have always begun with, whose header is made
/// of the password; the kit of API v4 allows no question before it. SECURITY.md says so, and that `apiVersion: 7` spares it.
#[test]
fn on_an_old_host_the_first_request_alone_carries_what_one_of_api_v4_carries() {
    for world in with_a_password(OLD_HOST) {
        let traces = traces(&world, &master_password());
        assert!(traces.len() <= 1 && traces.iter().all(|line| line.contains("/api/v4/")), "{traces:?}");
    }
    for options in [json!({ "apiVersion": 7 }), json!({})] {
        let host = if options["apiVersion"].is_null() { "https://pw.test/api/v1" } else { OLD_HOST };
        let mut given = json!({ "token": "access-1-token", "masterPassword": master_password() });
        given.as_object_mut().unwrap().extend(options.as_object().unwrap().clone());
        let world = world(host, given);
        let _ = world.ends("getVaults", json!([]));
        assert_eq!(traces(&world, &master_password()), [""; 0]);
    }
}

/// As above, of the requests to the server that was found.
#[test]
fn once_it_is_found_no_request_to_it_carries_a_trace_of_the_password() {
    for host in [ROOT, OLD_HOST] {
        let of_constructor = world(host, json!({ "token": "access-1-token", "masterPassword": master_password() }));
        of_constructor.ends("getVaults", json!([])).unwrap();
        of_constructor.ends("getPassword", json!(["p1"])).unwrap();
        let of_call = world(host, json!({}));
        of_call.call("setAuthOptions", json!([pair(), master_password()])).unwrap();
        for world in [of_constructor, of_call] {
            assert_eq!(world.client.summary().generation, Some(7));
            let traces: Vec<_> =
                traces(&world, &master_password()).into_iter().filter(|line| !line.contains("/api/v4/")).collect();
            assert_eq!(traces, [""; 0], "{host}");
            let last = world.platform.network.sent().last().unwrap().clone();
            assert_eq!(last.header("X-Master-Key-Hash"), Some(master_hash().as_str()), "{}", last.line);
        }
    }
}

/// 88 letters of base64 are a key where one was given, not where a password was.
#[test]
fn a_password_in_the_form_of_a_key_is_none() {
    let password = vector("masterkey/one-round", "/output/masterKey");
    for host in [ROOT, OLD_HOST] {
        let world = world(host, json!({}));
        let _ = world.call("setAuthOptions", json!([pair(), password]));
        let found: Vec<_> = traces(&world, &password).into_iter().filter(|line| !line.contains("/api/v4/")).collect();
        assert_eq!(found, [""; 0], "{host}");
    }
}

#[test]
fn what_looks_like_a_token_is_sent_to_no_server_of_api_v4() {
    let token = format!("{}=", "A".repeat(43));
    for host in [ROOT, OLD_HOST] {
        for method in ["login", "loginWithKey"] {
            let world = world(host, json!({}));
            world.route(QUESTION, Answer::data("6.1"));
            rejects(world.call(method, json!([token, "m"])), FailureKind::Usage, "apiVersion: 4");
            assert_eq!(world.lines(), [QUESTION]);
        }
    }
}

#[test]
fn a_write_is_written_once_wherever_it_began() {
    for host in [ROOT, OLD_HOST] {
        let world = world(host, pair());
        world.route("DELETE https://pw.test/api/v4/passwords/p1", page());
        world.give("DELETE /items/p1", json!({}));
        let _ = world.ends("deletePassword", json!(["p1"]));
        let writes = world.writes();
        assert_eq!(writes.iter().filter(|line| *line == "DELETE /items/p1").count(), 1, "{writes:?}");
    }
}

/// D53: also where the server is to be found first.
#[test]
fn a_payload_is_what_it_was_when_the_call_began() {
    let world = world(ROOT, pair());
    world.platform.network.unroute(QUESTION);
    let inner = Value::list();
    inner.push(Value::str("before"));
    let deep = Value::record([("list", inner.clone())]);
    let payload = Value::record([("deep", deep)]);
    let ids = Value::list();
    ids.push(Value::str("u1"));
    let job = world.start("call", vec![Value::str("POST"), Value::str("/a"), payload]);
    let group = world.start("addUsersToGroup", vec![Value::str("g1"), ids.clone()]);
    inner.push(Value::str("after"));
    ids.push(Value::str("u2"));
    world.run();
    world.answer(QUESTION, page());
    world.answer("POST /a", ok(json!({})));
    world.answer("POST /user-groups/g1/add-users", ok(json!({})));
    job.done().unwrap();
    group.done().unwrap();
    assert_eq!(body_of(&world, "POST /user-groups/g1/add-users"), json!({ "userIds": ["u1"] }));
    assert_eq!(body_of(&world, "POST /a"), json!({ "deep": { "list": ["before"] } }));
}

#[test]
fn a_login_that_asks_by_itself_and_fails_leaves_the_server_unknown() {
    let world = world(ROOT, json!({}));
    world.route(INFO, page());
    let problem = problem(world.call("login", json!(["some-token"])));
    assert!(problem.message.contains("/api/v4/info/version") && problem.message.contains("/api/v1/users/info"));
    assert_eq!(world.client.summary().generation, None);
}
