//! Endpoints that nobody has seen: a 404 means that there are none, until one has answered otherwise (V13).

use super::support::seven::*;
use super::support::*;
use passwork_wasm::core::platform::FetchFailureReason::Network;

const GUESSED: [(&str, &str, &str); 7] = [
    ("deletePasswordAttachment", "DELETE /items/p1/attachment/a1", "[\"p1\",\"a1\"]"),
    ("deleteShortcut", "DELETE /shortcuts/s1", "[\"s1\"]"),
    ("deleteShortcutPasswordAttachment", "DELETE /shortcuts/s1/attachment/a1", "[\"s1\",\"a1\"]"),
    ("getRecentPasswords", "GET /items/recent", "[]"),
    ("getInboxPasswords", "GET /inbox-items", "[]"),
    ("inboxNotificationsCount", "GET /inbox-items", "[]"),
    ("getDirectorySharingInfo", "GET /vaults/v1/access", "[\"v1\"]"),
];

fn args(text: &str) -> Json {
    serde_json::from_str(text).unwrap()
}

#[test]
fn one_that_is_not_there_is_said_to_be_so() {
    for (method, line, given) in GUESSED {
        for answer in
            [refused(404, "notFound", ""), refused(405, "x", ""), Answer::text(404, "text/html", "<html>no</html>")]
        {
            let world = World::seven();
            world.route(line, answer);
            let problem = rejects(world.call(method, args(given)), FailureKind::UnsupportedByServer, method);
            assert!(problem.message.contains("Passwork 7"), "{}", problem.message);
        }
    }
}

#[test]
fn other_errors_stay_what_they_are() {
    for (method, line, given) in GUESSED {
        for (answer, kind) in [
            (refused(403, "accessDenied", "no"), FailureKind::Api),
            (refused(500, "x", ""), FailureKind::Api),
            (refused(401, "notFound", "Access token not found"), FailureKind::Api),
            (Answer::failure(Network, "ECONNRESET"), FailureKind::Network),
        ] {
            let world = World::seven();
            world.route(line, answer);
            assert_eq!(problem(world.call(method, args(given))).kind, kind, "{method}");
        }
    }
}

#[test]
fn after_one_has_answered_a_404_is_the_objects() {
    let line = "DELETE /items/p1/attachment/a1";
    for before in [ok(json!({})), refused(403, "accessDenied", "no"), refused(422, "x", "")] {
        let world = World::seven();
        world.platform.network.route_each(line, [before, refused(404, "notFound", "no such file")]);
        let _ = world.call("deletePasswordAttachment", json!(["p1", "a1"]));
        rejects(world.call("deletePasswordAttachment", json!(["p1", "a1"])), FailureKind::Api, "no such file");
    }
}

/// What said it may stand in front of the server, or does not get as far as the address.
#[test]
fn a_401_is_no_answer_of_the_endpoint() {
    let line = "DELETE /shortcuts/s1";
    let world = World::seven();
    let expired = refused(401, "notFound", "Access token not found");
    world.platform.network.route_each(line, [expired, refused(404, "notFound", "no route")]);
    problem(world.call("deleteShortcut", json!(["s1"])));
    rejects(world.call("deleteShortcut", json!(["s1"])), FailureKind::UnsupportedByServer, "deleteShortcut");
}

#[test]
fn no_connection_and_no_server_decide_nothing() {
    for nothing in [Answer::failure(Network, "E"), Answer::text(502, "text/html", "<p>")] {
        let world = World::seven();
        world.platform.network.route_each("DELETE /shortcuts/s1", [nothing, refused(404, "notFound", "")]);
        problem(world.call("deleteShortcut", json!(["s1"])));
        rejects(world.call("deleteShortcut", json!(["s1"])), FailureKind::UnsupportedByServer, "");
    }
}

#[test]
fn a_search_of_folders_that_is_not_there_looks_through_all() {
    let world = World::seven();
    world.route("GET /folders/search?query=Ab", refused(404, "notFound", ""));
    world.give("GET /folders", json!([{ "id": "1", "name": "xaBy" }, { "id": "2", "name": "b" }, { "id": "3" }, null]));
    let found = to_json(&world.call("searchFolders", json!(["Ab"])).unwrap());
    assert_eq!(found, json!([{ "id": "1", "name": "xaBy", "parentId": null }]));
}

#[test]
fn a_shortcut_is_edited_by_its_item_where_it_cannot_be() {
    let world = World::seven_sealed();
    world.vault7("v3", true);
    world.give("GET /shortcuts/s1", shortcut("s1", &item("p1", "v1", true), "v3", true));
    world.route("PATCH /shortcuts/s1", refused(404, "notFound", ""));
    world.give("PATCH /items/p1", json!({}));
    world.call("editShortcutPassword", json!(["s1", { "password": "new" }])).unwrap();
    assert_eq!(open(&body_of(&world, "PATCH /items/p1")["passwordEncrypted"], &item_key("p1")), "new");
    world.route("PATCH /shortcuts/s1", refused(403, "accessDenied", "no"));
    world.lines();
    rejects(world.call("editShortcutPassword", json!(["s1", { "name": "n" }])), FailureKind::Api, "403");
    assert_eq!(world.writes(), ["PATCH /shortcuts/s1"]);
}

#[test]
fn a_file_of_a_shortcut_without_rights_on_the_original() {
    let world = World::seven_sealed();
    world.vault7("v3", true);
    world.give("GET /shortcuts/s1", shortcut("s1", &item("p1", "v1", true), "v3", true));
    world.route("GET /items/p1/attachment/a1", refused(403, "accessDenied", "no"));
    world.give("GET /shortcuts/s1/attachment/a1", file("p1", true));
    let file = world.call("getShortcutPasswordAttachment", json!(["s1", "a1"])).unwrap();
    assert_eq!(world.data(&file).unwrap(), b"the file");
    let world = World::seven_sealed();
    world.vault7("v3", true);
    world.give("GET /shortcuts/s1", shortcut("s1", &item("p1", "v1", true), "v3", true));
    world.route("GET /items/p1/attachment/a1", refused(403, "accessDenied", "no"));
    world.route("GET /shortcuts/s1/attachment/a1", refused(404, "notFound", ""));
    rejects(world.call("getShortcutPasswordAttachment", json!(["s1", "a1"])), FailureKind::Api, "no right");
}
