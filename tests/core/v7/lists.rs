//! Lists of items: where they lie, what they are found by (§5.5, §6.2 rows 41 to 46).

use super::support::seven::*;
use super::support::*;

fn names(list: &Value) -> Vec<String> {
    list.items().iter().map(|entry| text(&entry.own("name"))).collect()
}

fn entry(name: &str, folder: Json) -> Json {
    json!({ "id": name, "name": name, "vaultId": "v1", "folderId": folder })
}

#[test]
fn at_the_top_of_a_vault_and_in_a_folder() {
    let world = World::seven();
    world.give(
        "GET /items?vaultId=v1",
        json!([entry("b", Json::Null), entry("A", Json::Null), entry("in f1", json!("f1"))]),
    );
    let lies = |name: &str, folder: Json| {
        let mut shown = entry(name, json!("elsewhere"));
        shown["shortcut"] = json!({ "id": "s", "vaultId": "v1", "folderId": folder });
        shown
    };
    world.give("GET /shortcuts/search?vaultIds%5B%5D=v1", json!([lies("c", Json::Null), lies("d", json!("f1"))]));
    assert_eq!(names(&world.call("getPasswords", json!(["v1"])).unwrap()), ["A", "b", "c"]);
    world.give("GET /folders/f1", json!({ "id": "f1", "vaultId": "v1" }));
    world.give("GET /items?vaultId=v1&folderId=f1", json!([entry("in f1", json!("f1"))]));
    world.give("GET /shortcuts/search?folderIds%5B%5D=f1", json!([lies("d", json!("f1"))]));
    world.lines();
    assert_eq!(names(&world.call("getPasswords", json!([null, "f1"])).unwrap()), ["d", "in f1"]);
    assert_eq!(world.lines().len(), 3);
    world.call("getPasswords", json!(["v1", "f1"])).unwrap();
    assert_eq!(world.lines().len(), 2);
    for nothing in [json!([]), json!([null, null]), json!(["", ""])] {
        rejects(world.call("getPasswords", nothing), FailureKind::Usage, "needs the id");
    }
}

#[test]
fn by_an_address() {
    let world = World::seven();
    let with = |name: &str, url: Json, urls: Json| json!({ "id": name, "name": name, "url": url, "urls": urls });
    let list = json!([
        with("a", json!("https://A.test/login"), Json::Null),
        with("b", json!("https://other.test"), json!(["https://a.test/login?x"])),
        with("c", json!("https://a.test/"), json!([])),
        with("d", Json::Null, json!([null, 5])),
    ]);
    world.give("GET /items/search?query=a.test", list);
    assert_eq!(names(&world.call("searchPasswordsByUrl", json!(["https://a.test/login"])).unwrap()), ["a", "b"]);
    for (url, host) in [
        ("http://me:pw@h.test:8080/x", "h.test"),
        ("[::1]:80", "%3A%3A1"),
        ("word", "word"),
        ("https://", "https%3A%2F%2F"),
    ] {
        let line = format!("GET /items/search?query={host}");
        world.give(&line, json!([]));
        world.lines();
        world.call("searchPasswordsByUrl", json!([url])).unwrap();
        assert_eq!(world.lines(), [line]);
    }
}

#[test]
fn by_filters() {
    let world = World::seven();
    let line =
        "GET /items/search?query=a&tags%5B%5D=x&tags%5B%5D=y&colorCodes%5B%5D=3&colorCodes%5B%5D=4&vaultIds%5B%5D=v1";
    world.give(line, json!([]));
    world.call("searchPasswords", json!(["a", ["x", "y"], ["3", 4], "v1"])).unwrap();
    world.give("GET /items/search", json!([]));
    world.call("searchPasswords", json!(["", [], null, null])).unwrap();
    for bad in [json!(["a", "x"]), json!(["a", [], "3"]), json!(["a", [], ["red"]]), json!(["a", [{}]]), json!([{}])] {
        rejects(world.call("searchPasswords", bad), FailureKind::Usage, "");
    }
    for bad in
        [json!(["a"]), json!([{ "query": 5 }]), json!([{ "tags": "x" }]), json!([{ "colorCodes": [{}] }]), json!([[]])]
    {
        rejects(world.call("searchItems", bad), FailureKind::Usage, "");
    }
}

#[test]
fn favorites_are_those_that_are_marked() {
    let world = World::seven();
    let marked = |name: &str, mark: Json| json!({ "id": name, "name": name, "isFavorite": mark });
    world.give(
        "GET /items/search",
        json!([marked("a", json!(true)), marked("b", json!(false)), marked("c", Json::Null)]),
    );
    assert_eq!(names(&world.call("getFavoritePasswords", json!([])).unwrap()), ["a"]);
}

#[test]
fn what_is_searched_for_is_not_shown() {
    let world = World::seven();
    world.route("GET /items/search?query=secret-word", refused(400, "x", "y"));
    let texts = all_texts(&world.call("searchPasswords", json!(["secret-word"])).unwrap_err());
    assert!(!texts.contains("secret-word"), "{texts}");
}

/// D6: as ids in paths. One that is nothing would find all there is.
#[test]
fn ids_of_searches_are_sent_without_white_space_at_their_ends() {
    const SEARCH: &str = "GET /items/search?";
    for (method, args, query) in [
        ("searchPasswords", json!(["", [], [], "v1\n"]), "vaultIds%5B%5D=v1"),
        ("searchItems", json!([{ "vaultIds": ["v1\r\n", "v2 "] }]), "vaultIds%5B%5D=v1&vaultIds%5B%5D=v2"),
        ("searchItems", json!([{ "folderIds": ["f1\t"] }]), "folderIds%5B%5D=f1"),
        ("searchItems", json!([{ "tags": ["a "], "folderIds": [] }]), "tags%5B%5D=a+"),
    ] {
        let world = World::seven();
        let line = format!("{SEARCH}{query}");
        world.give(&line, json!([]));
        world.call(method, args).unwrap();
        assert_eq!(world.lines(), [line]);
    }
    for nothing in [json!(" "), json!("\n"), json!(".."), json!({}), Json::Null] {
        let world = World::seven();
        if !nothing.is_null() {
            rejects(world.call("searchPasswords", json!(["", [], [], nothing])), FailureKind::Usage, "");
        }
        for member in ["vaultIds", "folderIds"] {
            rejects(world.call("searchItems", json!([{ member: ["v1", nothing] }])), FailureKind::Usage, "");
        }
        assert_eq!(world.lines(), [""; 0], "{nothing}");
    }
}

/// Where it lay when that was asked, or where the caller says, is looked at again before it counts as empty (K21).
#[test]
fn a_folder_that_lies_in_another_vault_by_now_is_not_empty() {
    let moved = || {
        let world = World::seven();
        world.give("GET /folders/f1", json!({ "id": "f1", "vaultId": "v1" }));
        world.give("GET /items?vaultId=v1&folderId=f1", json!([entry("a", json!("f1"))]));
        world.give("GET /shortcuts/search?folderIds%5B%5D=f1", json!([]));
        world.call("getPasswords", json!([null, "f1"])).unwrap();
        world.give("GET /folders/f1", json!({ "id": "f1", "vaultId": "v2" }));
        world.give("GET /items?vaultId=v1&folderId=f1", json!([]));
        world.give("GET /items?vaultId=v2&folderId=f1", json!([entry("a", json!("f1"))]));
        world
    };
    for args in [json!([null, "f1"]), json!(["v1", "f1"]), json!(["v1", "f1 "])] {
        assert_eq!(names(&moved().call("getPasswords", args).unwrap()), ["a"]);
    }
    let empty = moved();
    empty.give("GET /items?vaultId=v2&folderId=f1", json!([]));
    assert_eq!(names(&empty.call("getPasswords", json!(["v2", "f1"])).unwrap()), [""; 0]);
    let gone = moved();
    gone.route("GET /folders/f1", refused(404, "notFound", "no"));
    rejects(gone.call("getPasswords", json!([null, "f1"])), FailureKind::Api, "404");
}

/// What a listing says of a shortcut may be no more than its id (§5.6).
#[test]
fn shortcuts_of_short_lists_are_read_in_batches() {
    let whole = |id: &str, folder: Json| {
        let mut shown = shortcut(id, &item("p1", "v9", false), "v1", false);
        shown["url"] = "https://a.test/x".into();
        shown["shortcut"]["folderId"] = folder;
        shown
    };
    let part = |shown: Json| json!({ "statusCode": 200, "body": shown });
    let short = json!([{ "id": "p1", "shortcut": { "id": "s1" } }, { "id": "p1", "shortcut": { "id": "s2" } }]);
    let answers = json!({ "responses": [part(whole("s2", json!("f1"))), part(whole("s1", Json::Null))] });
    let ids = |list: &Value| list.items().iter().map(|one| text(&one.own("shortcut").own("id"))).collect::<Vec<_>>();
    let world = World::seven();
    world.give("GET /items/search?query=a.test", json!([]));
    world.give("GET /shortcuts/search?query=a.test", short.clone());
    world.give("GET /items?vaultId=v1", json!([]));
    world.give("GET /shortcuts/search?vaultIds%5B%5D=v1", short);
    world.give("POST /batch", answers.clone());
    let found = world.call("searchPasswordsByUrl", json!(["https://a.test/", false, true])).unwrap();
    assert_eq!(ids(&found), ["s1", "s2"]);
    let asked = body_of(&world, "POST /batch");
    assert_eq!(asked["requests"][0]["relativeUrl"], "/api/v1/shortcuts/s1");
    assert_eq!(ids(&world.call("getPasswords", json!(["v1"])).unwrap()), ["s1"]);
    // An answer of another shortcut, and of none, is not taken for it.
    for odd in [json!({ "id": "s1" }), whole("s3", Json::Null), json!({ "id": "s1", "shortcut": "s1" })] {
        world.give("POST /batch", json!({ "responses": [part(odd), answers["responses"][0].clone()] }));
        for (method, args) in
            [("searchPasswordsByUrl", json!(["https://a.test/", false, true])), ("getPasswords", json!(["v1"]))]
        {
            rejects(world.call(method, args), FailureKind::NotApi, "");
        }
    }
}
