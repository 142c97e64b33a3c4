//! D1: whatever fails, no part of a failure shows a secret.

use super::support::*;
use proptest::prelude::*;

/// Everything of a failure that a caller could print, but for the server's own body.
fn all_texts(outcome: Outcome) -> String {
    let problem = problem(outcome);
    let cause = problem.cause.as_ref().map(to_json);
    let failure: Failure<Value> = Failure::Ours(problem.clone());
    format!("{} {:?} {cause:?} {failure:?} {:?}", problem.message, problem.http, problem.code)
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
        let says_it = json!({ "status": "failed", "code": code, "message": format!("{api_key} {token} {refresh} {master}") });
        for answer in [
            Answer::error(401, "apiSessionExpired"),
            Answer::json(400, &says_it),
            Answer::text(502, "text/html", &password),
            Answer::text(200, "application/json", &token),
            Answer::redirect(302, "https://other.test/"),
            Answer::failure(FetchFailureReason::Network, "ECONNREFUSED"),
        ] {
            network.route("GET /info/version", Answer::data(json!({})));
            let login = format!("POST /auth/login/{}", encoded(api_key.trim_end()));
            let renewal = format!("POST /auth/refreshToken/{}/{}", encoded(&token), encoded(&refresh));
            network.route(&login, answer.clone());
            network.route(&renewal, answer.clone());
            network.route("GET /user/info", Answer::error(401, "apiSessionExpired"));
            shown.push(all_texts(world.call("login", json!([api_key, master]))));
            shown.push(all_texts(world.call("userInfo", json!([]))));
        }
        shown.extend(world.platform.caller.printed.borrow().iter().cloned());
        for text in &shown {
            for secret in [&api_key, &master, &token, &refresh, &password] {
                prop_assert!(!text.contains(secret.as_str()), "{secret} in {text}");
                prop_assert!(!text.contains(&encoded(secret)), "{secret} in {text}");
            }
        }
        // And the platform knows what to keep out of the errors that it passes on.
        let sent = network.sent();
        let login = sent.iter().find(|s| s.line.starts_with("POST /auth/login/")).unwrap();
        for secret in [&api_key, &master, &token, &refresh] {
            prop_assert!(login.secrets.contains(secret));
        }
        prop_assert!(login.secrets.contains(&encoded(api_key.trim_end())));
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

#[test]
fn session_and_options_print_nothing() {
    let world = World::sealed();
    let session = world.client.session.borrow();
    assert_eq!(format!("{:?}", session.encryption), "Sealed(Key(Text([REDACTED])))");
    let host = passwork_wasm::core::client::Host::new("https://me:secret@x").unwrap();
    assert!(!host.shown("/a").contains("secret"));
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
