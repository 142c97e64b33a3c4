//! A server that has something for each method, and how each is called.

use super::support::seven::*;
use super::support::*;

/// What the calls write; it must not turn up in any error.
pub const WRITTEN: &str = "written-by-the-test";

/// A call of a method.
pub struct Called {
    /// The method.
    pub method: &'static str,
    /// Its arguments.
    pub args: Vec<Value>,
}

impl Called {
    /// The lines of all requests of the whole call, in their order.
    pub fn lines(&self, sealed: bool) -> Vec<String> {
        let world = furnished(sealed);
        let _ = world.ends(self.method, self.args.clone());
        world.lines()
    }

    /// The same, each once.
    pub fn distinct_lines(&self, sealed: bool) -> Vec<String> {
        let mut lines = self.lines(sealed);
        lines.sort_unstable();
        lines.dedup();
        lines
    }
}

fn args(list: Json) -> Vec<Value> {
    Value::from(list).items()
}

fn fields() -> Json {
    json!({
        "vaultId": "v1", "name": "a name", "password": WRITTEN, "color": 3,
        "custom": [{ "name": "field", "value": format!("{WRITTEN}-field"), "type": "text" }],
    })
}

/// A call of every method that asks a server.
pub fn calls() -> Vec<Called> {
    let with_file = |id: &str| vec![Value::str(id), Value::bytes(b"bytes"), Value::str("b.txt")];
    let calls: Vec<_> = asking()
        .map(|method| {
            let list = match method.name() {
                "login" => json!(["access-8-token:refresh-8-token", master_password()]),
                "loginWithKey" => json!(["access-8-token:refresh-8-token", master_key()]),
                "setAuthOptions" => {
                    json!([{ "token": "access-8-token", "refreshToken": "refresh-8-token" }, master_password()])
                }
                "loadMasterKey" => json!([{ "useMasterPassword": true, "masterPassword": master_password() }]),
                "getPasswords" => json!([null, "f1"]),
                "searchPasswords" => json!(["a", ["t"], [1], "v1", false, true]),
                "searchPasswordsByUrl" => json!(["https://a.test/", false, true]),
                "searchItems" => json!([{ "query": "a", "vaultIds": ["v1"] }]),
                "getPasswordsById" => json!([["p1", "p2"]]),
                "resolve" => json!(["pw://-/p1/password"]),
                "resolveAll" => json!([["pw://v1/f1/p1/password", "pw://v1/p2/password"]]),
                "locate" => json!(["v1/f1/p1"]),
                "list" => json!(["v1", { "recursive": true }]),
                "addPassword" => json!([fields()]),
                "editPassword" => json!(["p1", fields()]),
                "editShortcutPassword" => json!(["s1", fields()]),
                "editInboxPassword" => json!(["i1", fields()]),
                "addPasswordAttachment" | "addPasswordWebAttachment" => {
                    return with_file_of(method.name(), with_file("p2"));
                }
                "addShortcutPasswordAttachment" => return with_file_of(method.name(), with_file("s1")),
                "addInboxPasswordAttachment" => return with_file_of(method.name(), with_file("i1")),
                "getAttachment" | "deletePasswordAttachment" => json!(["p1", "a1"]),
                "getShortcutPasswordAttachment" | "deleteShortcutPasswordAttachment" => json!(["s1", "a1"]),
                "getInboxPasswordAttachment" | "deleteInboxPasswordAttachment" => json!(["i1", "a1"]),
                "movePassword" | "copyPassword" => json!(["p1", "v2", null]),
                "moveShortcut" | "copyShortcut" => json!(["s1", "v2", null]),
                "moveFolder" => json!(["f1", "v1", "f2"]),
                "copyFolder" => json!(["f1", "v2"]),
                "getShortcutPassword"
                | "deleteShortcut"
                | "favoriteShortcut"
                | "unfavoriteShortcut"
                | "generateShortcutPasswordShareLink" => json!(["s1"]),
                "getInboxPassword" => json!(["i1"]),
                "getSnapshot" => json!(["p1", "n1"]),
                "getSnapshotAttachment" => json!(["p1", "n1", "a1"]),
                "getVault"
                | "getVaultFolders"
                | "getVaultFullInfo"
                | "getVaultTags"
                | "getVaultColors"
                | "deleteVault"
                | "getDirectorySharingInfo"
                | "getFolders"
                | "getVaultKeyFingerprint" => json!(["v1"]),
                "addVault" => json!(["a vault"]),
                "editVault" => json!(["v1", "a name"]),
                "getFolder" | "getSubFolders" | "deleteFolder" => json!(["f1"]),
                "addFolder" => json!(["v1", "a folder", null]),
                "editFolder" => json!(["f1", "a name", "f2"]),
                "searchFolders" => json!(["a"]),
                "createUser" => json!([{ "login": "new", "email": "n@a.test", "fullName": "N", "userRoleId": "r" }]),
                "getUser" | "deleteUser" | "blockUser" | "unblockUser" => json!(["u9"]),
                "editUser" => json!(["u9", { "fullName": "N" }]),
                "getUserGroup" | "deleteUserGroup" => json!(["g1"]),
                "addUserGroup" => json!(["a group"]),
                "editUserGroup" => json!(["g1", "a name"]),
                "addUsersToGroup" | "removeUsersFromGroup" => json!(["g1", ["u9"]]),
                "call" => json!(["PATCH", "/items/p1", { "password": WRITTEN }]),
                "getUsers" | "getUserGroups" => json!([]),
                _ => json!(["p1"]),
            };
            Called { method: method.name(), args: args(list) }
        })
        .collect();
    assert_eq!(calls.len(), 105, "a method that this table may not know");
    calls
}

fn with_file_of(method: &'static str, args: Vec<Value>) -> Called {
    Called { method, args }
}

/// A server that has what those calls ask for, and the guessed endpoints too.
pub fn furnish(world: World, sealed: bool) -> World {
    furnish_with(world, sealed, &|_, _| {})
}

/// The same, where the answer to each line is changed before it is given.
pub fn furnish_with(world: World, sealed: bool, change: &dyn Fn(&str, &mut Json)) -> World {
    let give = |line: &str, mut body: Json| {
        change(line, &mut body);
        world.give(line, body);
    };
    for id in ["v1", "v2", "v3"] {
        give(&format!("GET /vaults/{id}"), vault(id, sealed));
        give(&format!("POST /vaults/{id}"), json!({}));
        give(&format!("DELETE /vaults/{id}"), json!({}));
        give(&format!("GET /vaults/{id}/access"), json!({ "items": [] }));
    }
    let mut p1 = item("p1", "v1", sealed);
    p1["folderId"] = "f1".into();
    p1["attachments"] = json!([file_entry("p1", sealed)]);
    let p2 = item("p2", "v1", sealed);
    let s1 = shortcut("s1", &item("p3", "v1", sealed), "v3", sealed);
    let i1 = inbox("i1", &item("p4", "v1", sealed), "write", sealed);
    give("GET /items/p1", p1.clone());
    give("GET /items/p2", p2.clone());
    give("GET /items/p3", item("p3", "v1", sealed));
    give("GET /shortcuts/s1", s1.clone());
    give("GET /inbox-items/i1", i1.clone());
    for id in ["p1", "p2", "p3", "p4"] {
        give(&format!("GET /items/{id}/attachment/a1"), file(id, sealed));
        give(&format!("PATCH /items/{id}"), Json::Null);
        give(&format!("DELETE /items/{id}"), json!({ "binItemId": "b1" }));
    }
    let mut snapshot = p1.clone();
    snapshot["id"] = "n1".into();
    snapshot["itemId"] = "p1".into();
    snapshot.as_object_mut().unwrap().remove("vaultMasterKeyEncrypted");
    give("GET /items/p1/snapshots", json!({ "items": [{ "id": "n1" }] }));
    give("GET /items/p1/snapshot/n1", snapshot);
    give("GET /snapshots/n1/attachment/a1", file("p1", sealed));
    let folder = |id: &str, above: Json| json!({ "id": id, "name": id, "vaultId": "v1", "parentFolderId": above });
    let folders = [folder("f1", Json::Null), folder("f3", json!("f1")), folder("f2", Json::Null)];
    folders.iter().for_each(|one| give(&format!("GET /folders/{}", one["id"].as_str().unwrap()), one.clone()));
    let list = |entries: &[&Json]| json!({ "items": entries });
    give("GET /folders?vaultId=v1", json!({ "items": folders }));
    give("GET /folders/search?query=a", json!({ "items": folders }));
    give("GET /items?vaultId=v1", list(&[&p1, &p2]));
    give("GET /items?vaultId=v1&folderId=f1", list(&[&p1]));
    give("GET /items/search", list(&[&p1, &p2]));
    give("GET /items/recent", list(&[&p1]));
    give("GET /inbox-items", list(&[&i1]));
    give("GET /vaults", list(&[&vault("v1", sealed), &vault("v2", sealed)]));
    for query in
        ["?query=a&tags%5B%5D=t&colorCodes%5B%5D=1&vaultIds%5B%5D=v1", "?query=a.test", "?query=a&vaultIds%5B%5D=v1"]
    {
        give(&format!("GET /items/search{query}"), list(&[&p1]));
        give(&format!("GET /shortcuts/search{query}"), list(&[&s1]));
    }
    give("GET /shortcuts/search?folderIds%5B%5D=f1", list(&[&s1]));
    give("GET /shortcuts/search?vaultIds%5B%5D=v1", list(&[&s1]));
    let part = |item: &Json| json!({ "statusCode": 200, "body": item });
    give("POST /batch", json!({ "responses": [part(&p1), part(&p2)] }));
    give("GET /app/features", json!([{ "name": "vaultType" }]));
    give("GET /app/settings", json!({ "version": "7.6", "authPasswordComplexity": { "minLength": 14 } }));
    give("GET /vault-types/all", json!({ "items": [{ "id": "t1", "code": "company" }] }));
    give("GET /vault-types/t1/administrators", json!({ "items": [{ "id": "u1" }] }));
    give(INFO, json!({ "id": "u1" }));
    give(KEYS, user_keys());
    give(OPTIONS, json!({ "masterKeyOptions": options() }));
    give("GET /users/master-key/new-options", json!({ "salt": "salt", "iterations": 2 }));
    for line in ["GET /users", "GET /user-roles", "GET /user-groups"] {
        give(line, json!({ "items": [{ "id": "1" }] }));
    }
    give("GET /users/u9", json!({ "id": "u9" }));
    give("GET /user-groups/g1", json!({ "id": "g1" }));
    for (line, id) in [
        ("POST /items", "p2"),
        ("POST /vaults", "v3"),
        ("POST /folders", "f3"),
        ("POST /shortcuts", "s1"),
        ("POST /users", "u9"),
        ("POST /user-groups", "g1"),
    ] {
        give(line, json!({ "id": id }));
    }
    give("POST /links", json!({ "url": "https://pw.test/link" }));
    give("POST /sessions/refresh-access-token", json!({ "accessToken": "access-9-token" }));
    give("POST /sessions/refresh-refresh-token", json!({ "refreshToken": "refresh-9-token" }));
    world.route(REFRESH, renewed(5));
    for line in [
        "POST /items/p1/move",
        "POST /items/p1/favorite",
        "POST /items/p1/unfavorite",
        "POST /items/p1/attachment",
        "DELETE /items/p1/attachment/a1",
        "DELETE /items/p4/attachment/a1",
        "PATCH /shortcuts/s1",
        "DELETE /shortcuts/s1",
        "POST /shortcuts/s1/move",
        "POST /shortcuts/s1/favorite",
        "POST /shortcuts/s1/unfavorite",
        "DELETE /shortcuts/s1/attachment/a1",
        "POST /folders/f1/move",
        "POST /folders/f1",
        "DELETE /folders/f1",
        "PATCH /users/u9",
        "DELETE /users/u9",
        "POST /users/u9/block",
        "POST /users/u9/unblock",
        "POST /user-groups/g1",
        "DELETE /user-groups/g1",
        "POST /user-groups/g1/add-users",
        "POST /user-groups/g1/remove-users",
    ] {
        give(line, json!({}));
    }
    world
}

/// A world with all of it.
pub fn furnished(sealed: bool) -> World {
    furnish(World::seven_of(sealed), sealed)
}

/// What that server answers to a line, if it has it.
pub fn answer_of(sealed: bool, line: &str) -> Option<Answer> {
    let found = std::cell::RefCell::new(None);
    let world = World::seven_of(sealed);
    furnish_with(world, sealed, &|given, body| {
        if given == line {
            found.replace(Some(ok(body.clone())));
        }
    });
    found.into_inner()
}
