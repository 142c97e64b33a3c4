//! D1: whatever fails, no part of a failure shows a secret.

use super::support::*;
use passwork_wasm::core::crypto::hash::{HashAlgorithm, protocol_hash};
use passwork_wasm::core::crypto::plain_form;
use proptest::prelude::*;

/// Everything of a failure that a caller could print.
fn all_texts(outcome: Outcome) -> String {
    let problem = problem(outcome);
    let body = problem.body.as_ref().map(to_json);
    let failure: Failure<Value> = Failure::Ours(problem.clone());
    format!("{} {:?} {body:?} {failure:?} {:?} {}", problem.message, problem.http, problem.code, cause_of(&problem))
}

/// A redacted cause, one line an error.
fn cause_of(problem: &Problem<Value>) -> String {
    match &problem.cause {
        None => String::new(),
        Some(Cause::Own(_)) => "the caller's own".to_owned(),
        Some(Cause::Redacted(errors)) => {
            errors.iter().map(|e| format!("{} [{}] {}\n", e.name, e.code, e.message)).collect()
        }
    }
}

fn secret() -> impl Strategy<Value = String> {
    "[A-Za-z0-9/?#%+ é€'\"\\\\<-]{12,40}"
}

/// What a header can carry.
fn token() -> impl Strategy<Value = String> {
    "[!-~]{12,40}"
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_failure_shows_a_secret(
        api_key in secret(), master in secret(), token in token(), refresh in token(), password in secret(),
        code in "[a-z]{3,8}",
    ) {
        let options = json!({
            "token": token, "refreshToken": refresh, "masterPassword": master, "useMasterPassword": true, "debug": true,
        });
        let world = World::with(options).with_password();
        let network = &world.platform.network;
        let mut shown = Vec::new();
        let custom = json!([{ "name": password, "value": password, "type": "totp" }]);
        let bad_custom = json!([{ "name": password, "value": password }]);
        let sealed = json!({ "id": "v1", "vaultPasswordCrypted": seal(&password, "another key") });
        network.route("GET /vaults/v1", Answer::data(sealed));
        for (method, args) in [
            ("getPassword", json!(["p1"])),
            ("addPassword", json!([{ "vaultId": "v1", "password": password }])),
            ("generatePasswordShareLink", json!(["p1", false, 1, password])),
        ] {
            shown.push(all_texts(world.call(method, args)));
        }
        network.route("GET /vaults/v1", Answer::data(json!({ "id": "v1", "vaultPasswordCrypted": seal("v1 password", &master) })));
        for fields in [
            json!({ "vaultId": "v1", "password": password, "custom": custom }),
            json!({ "vaultId": "v1", "password": password, "custom": bad_custom }),
            json!({ "vaultId": "v1", "password": [password] }),
        ] {
            shown.push(all_texts(world.call("addPassword", json!([fields]))));
        }
        let says = |texts: &[&String]| json!({ "code": code, "message": format!("{texts:?}"), "data": texts });
        let throws = |texts: &[&String]| {
            let message = says(texts).to_string();
            Answer::thrown(FetchFailureReason::Network, &[("E", texts[0], &message), ("E", "", &encoded(texts[1]))])
        };
        let (login, of_session) = ([&api_key, &token, &refresh, &master], [&token, &refresh, &master]);
        let each = |answer: Answer| (answer.clone(), answer);
        for (to_login, to_renewal) in [
            each(Answer::error(401, "apiSessionExpired")),
            (Answer::json(400, &says(&login)), Answer::json(400, &says(&of_session))),
            each(Answer::text(502, "text/html", &password)),
            each(Answer::text(200, "application/json", &token)),
            each(Answer::text(200, &format!("text/{token}"), "x")),
            each(Answer::redirect(302, "https://other.test/")),
            (throws(&login), throws(&of_session)),
        ] {
            network.route("GET /info/version", Answer::data(json!({})));
            network.route(&format!("POST /auth/login/{}", encoded(api_key.trim_end())), to_login);
            network.route(&format!("POST /auth/refreshToken/{}/{}", encoded(&token), encoded(&refresh)), to_renewal);
            network.route("GET /user/info", Answer::error(401, "apiSessionExpired"));
            shown.push(all_texts(world.call("login", json!([api_key, master]))));
            shown.push(all_texts(world.call("userInfo", json!([]))));
        }
        shown.extend(world.platform.services.printed.borrow().iter().cloned());
        for text in &shown {
            for secret in [&api_key, &master, &token, &refresh, &password] {
                prop_assert!(!text.contains(secret.as_str()), "{secret} in {text}");
                prop_assert!(!text.contains(&encoded(secret)), "{secret} in {text}");
            }
        }
    }
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => char::from(b).to_string(),
            b'-' | b'_' | b'.' | b'!' | b'~' | b'*' | b'\'' | b'(' | b')' => char::from(b).to_string(),
            _ => format!("%{b:02X}"),
        })
        .collect()
}

/// Files are woven into a body when it is written. The values beside them are as secret as they are without files (D1).
#[test]
fn a_server_that_repeats_a_body_with_a_file_shows_no_value() {
    let world = World::plain().with_plain_password();
    let echo = |text: &str| Answer::json(400, &json!({ "code": "bad", "message": text, "data": [text] }));
    // Both in the plain form and as the caller knows them.
    let says = "hidden-password aGlkZGVuLXBhc3N3b3Jk hidden-field aGlkZGVuLWZpZWxk";
    let files = json!([{ "path": "/f", "name": "f" }]);
    world.platform.disk.put("/f", b"x");
    world.route("POST /passwords", echo(says));
    world.route("PUT /passwords/p1", echo(says));
    for attachments in [json!([]), files] {
        let fields = json!({
            "vaultId": "v1", "password": "hidden-password", "attachments": attachments,
            "custom": [{ "name": "n", "value": "hidden-field", "type": "password" }],
        });
        for (method, args) in [("addPassword", json!([fields])), ("editPassword", json!(["p1", fields]))] {
            let told = all_texts(world.call(method, args));
            assert!(told.contains("*** *** *** ***"), "{method}: {told}");
            assert!(!told.contains("hidden") && !told.contains("aGlk"), "{method}: {told}");
        }
    }
}

/// A snapshot is a JSON text, in base64 without client-side encryption: the server reads the old values in it (D1).
#[test]
fn a_server_that_repeats_what_is_in_a_snapshot_shows_no_value() {
    let stored = |text: &str| plain_form::encode(&text.into());
    let (password, field, odd) = ("old password", "JBSWY3DPEHPK3PXP", r#"a "quoted" \ välue"#);
    let values = [password, field, odd].map(|value| format!("{value} {}", stored(value)));
    let echo = Answer::json(400, &json!({ "code": "bad", "message": values.join(" "), "data": values }));
    let custom = [(field, "totp"), (odd, "text")]
        .map(|(value, kind)| json!({ "name": stored("n"), "value": stored(value), "type": stored(kind) }));
    let world = World::plain().with_plain_password();
    let item = json!({ "id": "p1", "vaultId": "v1", "cryptedPassword": stored(password), "custom": custom });
    world.route("GET /passwords/p1", Answer::data(item));
    world.route("PUT /passwords/p1", echo.clone());
    world.route("DELETE /passwords/p1", echo);
    for (method, args) in [("editPassword", json!(["p1", { "name": "x" }])), ("deletePassword", json!(["p1"]))] {
        let told = all_texts(world.call(method, args));
        assert!(told.contains("*** *** *** *** *** ***"), "{method}: {told}");
        for value in [password, field, "quoted", &stored(password), &stored(field), &stored(odd)] {
            assert!(!told.contains(value), "{method}: {value} in {told}");
        }
    }
}

#[test]
fn session_and_options_print_nothing() {
    let world = World::sealed();
    let session = world.client.session.borrow();
    assert_eq!(format!("{:?}", session.encryption), "Sealed(Key(Text([REDACTED])))");
    let host = passwork_wasm::core::client::BaseUrl::new("https://me:secret@x").unwrap();
    assert!(!host.shown(None, "/a").contains("secret"));
}

#[test]
fn fields_taken_from_a_body_that_repeats_a_secret_come_without_it() {
    let world = World::plain();
    let key = "a \"quoted\" \\ api key";
    let said = json!({ "status": "failed", "code": "apiKeyIsWrong", "data": { "errorMessage": format!("no: {key}") } });
    world.route("GET /info/version", Answer::data(json!(null)));
    world.route("POST /auth/login/a%20%22quoted%22%20%5C%20api%20key", Answer::json(403, &said));
    let problem = problem(world.call("login", json!([key])));
    let body = to_json(problem.body.as_ref().unwrap());
    assert_eq!(body["code"], "apiKeyIsWrong");
    assert_eq!(body["data"]["errorMessage"], "no: ***");
    assert!(!problem.message.contains("quoted"));
}

#[test]
fn a_server_that_escapes_slashes_and_letters_hides_no_secret() {
    let world = World::plain();
    let body = r#"{"status":"failed","code":"x","data":"key\/\u043a\u043b\u044e\u0447: key\/4"}"#;
    world.route("GET /info/version", Answer::data(json!(null)));
    world.route("POST /auth/login/key%2F%D0%BA%D0%BB%D1%8E%D1%87", Answer::text(403, "application/json", body));
    let problem = problem(world.call("login", json!(["key/ключ"])));
    assert_eq!(to_json(problem.body.as_ref().unwrap())["data"], "***: key/4");
}

/// An error whose body repeats what a proxy saw of the request.
fn echo(texts: &[&str]) -> Answer {
    Answer::json(502, &json!({ "status": "failed", "code": "badGateway", "message": texts.join(" "), "data": texts }))
}

#[test]
fn every_request_of_a_login_knows_all_that_is_secret_in_it() {
    let hashes = |key: &str| [HashAlgorithm::Sha256, HashAlgorithm::Md5].map(|a| protocol_hash(a, &key.into()));
    let (new, old) = (hashes("the master password"), hashes("the old master password"));
    let mut always = vec!["b@sic", "bWU6YkBzaWM", "/b%40sic?", "the master password", "the old master password"];
    always.extend(new.iter().chain(&old).map(String::as_str));
    let before = ["the old token", "the old refresh token", "the%20old%20token"];
    let after = ["a new token", "a new refresh token"];
    let login = "POST /auth/login/the%20api%2Fkey";
    for (failing, more) in [
        ("GET /info/version", before.as_slice()),
        (login, &["the api/key", "the%20api%2Fkey", "the%2520api%252Fkey", "the old token"]),
        ("GET /user/get-master-key-options", &after),
    ] {
        let world = World::with(json!({
            "host": "https://me:b%40sic@pw.test/api/v4", "token": before[0], "refreshToken": before[1],
            "masterPassword": "the old master password", "useMasterPassword": true,
        }));
        world.route("GET /info/version", Answer::data(json!(null)));
        world.route(login, Answer::data(json!({ "token": after[0], "refreshToken": after[1] })));
        let texts = [always.as_slice(), more, &["the api/key", "the%20api%2Fkey"]].concat();
        world.route(failing, echo(&texts));
        let problem = problem(world.call("login", json!(["the api/key", "the master password"])));
        let said = format!("{} {}", problem.message, to_json(problem.body.as_ref().unwrap()));
        assert_eq!(status(&problem), 502);
        for secret in texts {
            assert!(!said.contains(secret), "{failing}: {secret} in {said}");
        }
        assert!(said.contains("badGateway") && said.contains("/***?"), "{said}");
    }
}

#[test]
fn new_tokens_in_an_answer_that_is_an_error_are_not_shown() {
    let world = World::plain();
    world.route("GET /info/version", Answer::data(json!(null)));
    let data =
        json!({ "token": "a-new-token", "more": { "refreshToken": "a-new-refresh-token" }, "said": "<a-new-token>" });
    let body = json!({ "status": "failed", "code": "broken", "data": data, "message": "a-new-refresh-token" });
    world.route("POST /auth/login/key", Answer::json(200, &body));
    let problem = problem(world.call("login", json!(["key"])));
    let data = json!({ "token": "***", "more": { "refreshToken": "***" }, "said": "<***>" });
    assert_eq!(to_json(problem.body.as_ref().unwrap()), json!({ "status": "failed", "code": "broken", "data": data }));
    assert!(problem.message.ends_with("(broken): ***"), "{}", problem.message);
    // What a form says of its field is no token.
    world.route(
        "GET /user/info",
        Answer::json(422, &json!({ "code": "invalid", "token": "is missing", "data": "is missing" })),
    );
    let problem = problem_of(&world, "userInfo");
    assert_eq!(to_json(problem.body.as_ref().unwrap())["data"], "is missing");
}

fn problem_of(world: &World, method: &str) -> std::rc::Rc<Problem<Value>> {
    problem(world.call(method, json!([])))
}

#[test]
fn values_in_the_body_are_not_shown() {
    let world = World::plain().with_plain_password();
    let custom = json!([{ "name": "pin", "value": "the pin", "type": "text" }]);
    let fields = json!({ "vaultId": "v1", "name": "name", "password": "correct horse", "custom": custom });
    let texts = ["Y29ycmVjdCBob3JzZQ==", "correct horse", "dGhlIHBpbg==", "the pin", "name"];
    world.route("POST /passwords", echo(&texts));
    let problem = problem(world.call("addPassword", json!([fields])));
    let data = json!(["***", "***", "***", "***", "name"]);
    assert_eq!(to_json(problem.body.as_ref().unwrap())["data"], data);
    assert!(problem.message.ends_with("*** *** *** *** name. The server or its proxy is not available: repeat later"));
}

#[test]
fn a_short_secret_is_replaced_where_it_stands_alone_and_steers_nothing() {
    let world = World::with(json!({ "token": "failed", "refreshToken": "r1" }));
    let body =
        json!({ "status": "failed", "code": "failed", "message": "failed: r1 of r12", "data": { "n": 1, "r1": true } });
    world.route("GET /user/info", Answer::json(400, &body));
    let problem = problem_of(&world, "userInfo");
    let fields = json!({ "status": "failed", "code": "failed", "data": { "n": 1, "***": true } });
    assert_eq!(to_json(problem.body.as_ref().unwrap()), fields);
    assert!(problem.message.ends_with("(failed): ***: *** of r12"), "{}", problem.message);
}

#[test]
fn what_a_fetch_throws_is_retold_without_secrets() {
    let world = World::plain();
    let chain = [
        ("TypeError", "ECONNRESET", "to https://pw.test with {\"Passwork-Auth\":\"token-1\"}"),
        ("Odd name", "token_1 ", "refresh%2D1\n\u{202e}"),
        ("token-1", "token-1", "token-12"),
    ];
    world.route("GET /user/info", Answer::thrown(FetchFailureReason::Network, &chain));
    let problem = problem_of(&world, "userInfo");
    let told = "TypeError [ECONNRESET] to https://pw.test with {\"Passwork-Auth\":\"***\"}\n\
                Error [] ***\\u000a\\u202e\nError [] token-12\n";
    assert_eq!(cause_of(&problem), told);
    assert!(problem.message.ends_with("(ECONNRESET)"));
}
