//! Clients that only read (`readOnly`): whatever would change something is refused before anything is sent.

use super::inbox::rsa;
use super::support::*;
use passwork_wasm::core::client::{Effect, Method};

const LIST: &str = "GET /sharing/inbox/list";
const ITEM: &str = "POST /sharing/inbox/i1";

fn reading(world: World) -> World {
    world.limit(json!({ "readOnly": true }));
    world
}

#[test]
fn what_writes_sends_nothing_and_names_itself() {
    let mut refused = 0;
    for world in [reading(World::plain()), reading(World::sealed())] {
        for method in Method::ALL.iter().filter(|method| method.effect() == Effect::Writes) {
            let outcome = world.call(method.name(), json!(["x1", { "vaultId": "v1" }, "y"]));
            rejects(outcome, FailureKind::Usage, &format!("{} would change something", method.name()));
            refused += 1;
        }
        assert!(world.lines().is_empty());
    }
    assert_eq!(refused, 2 * 43);
}

/// Searches and notifications are asked for by POST.
#[test]
fn what_reads_is_sent_whatever_its_http_method() {
    let world = reading(World::plain());
    for (method, args, line) in [
        ("getVault", json!(["v1"]), "GET /vaults/v1"),
        ("searchPasswords", json!(["x"]), "POST /passwords/search"),
        ("searchPasswordsByUrl", json!(["x"]), "POST /passwords/searchByUrl"),
        ("searchFolders", json!(["x"]), "POST /folders/search"),
        ("userNotifications", json!([]), "POST /user/notifications"),
        ("activityReport", json!(["2020-01-01"]), "POST /info/activity-report"),
    ] {
        world.route(line, Answer::data(json!([])));
        world.call(method, args).unwrap();
        assert_eq!(world.lines(), [line]);
    }
}

#[test]
fn the_session_is_the_clients_own_affair() {
    let world = reading(World::plain());
    world.route("GET /info/version", Answer::data(json!({})));
    world.route("POST /auth/login/key", Answer::data(json!({ "token": "t", "refreshToken": "r" })));
    world.call("login", json!(["key"])).unwrap();
    world.route("GET /vaults/count", Answer::json(401, &json!({ "status": "failed", "code": "apiSessionExpired" })));
    world.route("POST /auth/refreshToken/t/r", Answer::data(json!({ "token": "t2", "refreshToken": "r2" })));
    let job = world.start("getVaultsCount", json!([]));
    world.run();
    assert!(job.outcome().is_some());
    assert_eq!(world.session().0, "t2");
    world.route("POST /auth/logout", Answer::data(true));
    world.call("logout", json!([])).unwrap();
    world.now("setTokens", json!(["t", "r"])).unwrap();
    world.call("close", json!([])).unwrap();
    assert_eq!(world.lines().iter().filter(|line| *line == "POST /auth/logout").count(), 2);
}

fn with_item(list: Json, item: Json) -> World {
    let world = reading(World::sealed());
    world.route(LIST, Answer::data(list));
    world.route(ITEM, Answer::data(item));
    let (pem, _, vault_password) = rsa();
    world
        .route("GET /user/info", Answer::data(json!({ "id": "u1", "keys": { "privateCrypted": seal(&pem, MASTER) } })));
    world
        .route("GET /vaults/v1", Answer::data(json!({ "id": "v1", "passwordCrypted": seal(&vault_password, MASTER) })));
    world
}

fn old_item(viewed: bool) -> Json {
    let (_, wrapped, vault_password) = rsa();
    let password = json!({ "id": "p1", "cryptedPassword": seal("sent", &vault_password) });
    json!({ "id": "i1", "vaultId": "v1", "viewed": viewed, "groupPasswordCrypted": wrapped, "password": password })
}

/// The server notes who has looked at an item: of those that nobody has seen, nothing is asked for.
#[test]
fn an_inbox_item_that_nobody_has_seen_is_left_alone() {
    for list in [
        json!([{ "id": "i2", "viewed": true }, { "id": "i1", "viewed": false }]),
        json!([{ "id": "i1" }]),
        json!([{ "id": "i2", "viewed": true }]),
        json!([null, 5, "i1"]),
    ] {
        for method in ["getInboxPassword", "getInboxPasswordAttachment"] {
            let world = with_item(list.clone(), old_item(true));
            rejects(world.call(method, json!(["i1", "a1"])), FailureKind::Usage, &format!("{method} would have"));
            assert_eq!(world.lines(), [LIST]);
        }
    }
    let world = with_item(json!("no list"), old_item(true));
    rejects(world.call("getInboxPassword", json!(["i1"])), FailureKind::NotApi, "no list");
}

#[test]
fn an_inbox_item_that_was_seen_is_read_and_left_as_it_is() {
    let (_, wrapped, key) = rsa();
    let new =
        json!({ "id": "i1", "cryptedKey": wrapped, "password": { "id": "p1", "cryptedPassword": seal("sent", &key) } });
    for (item, lines) in
        [(new, vec![LIST, ITEM, "GET /user/info"]), (old_item(true), vec![LIST, ITEM, ITEM, "GET /vaults/v1"])]
    {
        let world = with_item(json!([{ "id": "i1", "viewed": true }]), item);
        let opened = world.call("getInboxPassword", json!(["i1"])).unwrap();
        assert_eq!(text(&world.password_text(&opened.own("password")).unwrap()), "sent");
        assert_eq!(world.lines(), lines);
        let bodies = world.platform.network.sent();
        let written = |sent: &Json| sent["passwordCrypted"].as_str().is_some_and(|text| !text.is_empty());
        assert!(!bodies.iter().filter(|sent| sent.line == ITEM).any(|sent| written(&sent.json())));
    }
}

/// Whatever the list has said: what is not marked as reading is not sent.
#[test]
fn an_old_item_that_would_have_to_be_opened_is_refused_where_requests_leave() {
    let world = with_item(json!([{ "id": "i1", "viewed": true }]), old_item(false));
    rejects(world.call("getInboxPassword", json!(["i1"])), FailureKind::Usage, "getInboxPassword would change");
    assert_eq!(world.lines(), [LIST, ITEM]);
}

/// Another view of the same client writes as before.
#[test]
fn it_belongs_to_the_call_and_not_to_the_client() {
    let world = reading(World::plain());
    rejects(world.call("deleteVault", json!(["v1"])), FailureKind::Usage, "To write");
    world.limit(json!({}));
    world.route("DELETE /vaults/v1", Answer::data(true));
    world.call("deleteVault", json!(["v1"])).unwrap();
    assert_eq!(world.lines(), ["DELETE /vaults/v1"]);
}
