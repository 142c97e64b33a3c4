//! A valid world: what a server answers to each request, and a valid call of every method.

use super::support::{Json, json, seal};
use passwork_wasm::core::client::{Answers, Method};
use passwork_wasm::core::crypto::plain_form;
use std::cell::RefCell;
use std::collections::HashMap;

// Secrets that are looked for wherever they must not be. Each has a figure, so that none is part of another text.
pub const TOKEN: &str = "TokenOfTheFuzz-31";
pub const REFRESH: &str = "RefreshTokenOfTheFuzz-32";
pub const API_KEY: &str = "ApiKeyOfTheFuzz-33";
pub const MASTER: &str = "MasterOfTheFuzz-41";
pub const NEW_MASTER: &str = "NewMasterOfTheFuzz-42";
const DOMAIN: &str = "DomainKeyOfTheFuzz-43";
const VAULT: &str = "VaultKeyOfTheFuzz-44";
const OWN: &str = "PasswordKeyOfTheFuzz-45";
const FILE_KEY: &str = "FileKeyOfTheFuzz-46";
pub const STORED: &str = "StoredTextOfTheFuzz-47";
pub const GIVEN: &str = "GivenTextOfTheFuzz-48";
pub const FIELD: &str = "GivenFieldOfTheFuzz-49";
pub const FILE: &str = "GivenFileOfTheFuzz-50";

/// What no request may hold while values are sealed.
pub const SEALED: [&str; 10] = [MASTER, NEW_MASTER, DOMAIN, VAULT, OWN, FILE_KEY, STORED, GIVEN, FIELD, FILE];
/// What no failure may show, in either mode.
pub const NEVER_SHOWN: [&str; 8] = [TOKEN, REFRESH, API_KEY, MASTER, NEW_MASTER, GIVEN, FIELD, FILE];

/// The options of a client.
pub fn options(mode: &str) -> Json {
    let mut options = json!({
        "host": "https://pw.test/api/v4", "token": TOKEN, "refreshToken": REFRESH, "debug": true, "lang": "en",
        "hash": "sha256",
    });
    if mode == "sealed" {
        options["masterPassword"] = MASTER.into();
        options["useMasterPassword"] = true.into();
        options["minimumRounds"] = 1.into();
    }
    options
}

/// A sealed text, made once: the salt is always the same.
fn sealed(text: &str, key: &str) -> Json {
    thread_local!(static MADE: RefCell<HashMap<(String, String), String>> = RefCell::default());
    MADE.with(|made| {
        let mut made = made.borrow_mut();
        made.entry((text.to_owned(), key.to_owned())).or_insert_with(|| seal(text, key)).clone().into()
    })
}

/// A value: sealed with a key, or in the plain form.
fn written(mode: &str, text: &str, key: &str) -> Json {
    if mode == "sealed" { sealed(text, key) } else { plain_form::encode(&text.into()).into() }
}

fn vault_key(id: &str) -> String {
    format!("{VAULT}{id}")
}

fn vault(mode: &str, id: &str) -> Json {
    let (scope, opener) = if id == "d1" { ("domain", DOMAIN) } else { ("private", MASTER) };
    let member = if id == "v2" { "passwordCrypted" } else { "vaultPasswordCrypted" };
    json!({
        "id": id, "name": id, "scope": scope, "domainId": "dom", "domainMaster": sealed(DOMAIN, MASTER),
        member: written(mode, &vault_key(id), opener), "visible": true,
    })
}

fn file(mode: &str) -> Json {
    let text = passwork_wasm::core::crypto::base64::encode(STORED.as_bytes());
    let (data, key) = match mode {
        "sealed" => (sealed(&text, FILE_KEY), sealed(FILE_KEY, OWN)),
        _ => (text.into(), Json::Null),
    };
    let hash = passwork_wasm::core::crypto::hash::protocol_hash_of_bytes(
        passwork_wasm::core::crypto::hash::HashAlgorithm::Sha256,
        STORED.as_bytes(),
    );
    json!({ "id": "a1", "name": "a.bin", "encryptedKey": key, "encryptedData": data, "hash": hash })
}

fn password(mode: &str, vault_id: &str) -> Json {
    let mut file = file(mode);
    file.as_object_mut().map(|file| file.shift_remove("encryptedData"));
    json!({
        "id": "p1", "vaultId": vault_id, "folderId": "f1", "name": "name", "login": "me", "url": "https://x.test", "tags": ["t"], "color": 1,
        "cryptedPassword": written(mode, STORED, OWN), "cryptedKey": written(mode, OWN, &vault_key(vault_id)),
        "custom": [
            { "name": written(mode, "n", OWN), "value": written(mode, STORED, OWN), "type": written(mode, "text", OWN) },
            { "name": written(mode, "t", OWN), "value": written(mode, "JBSWY3DPEHPK3PXP", OWN), "type": written(mode, "totp", OWN) },
        ],
        "attachments": [file], "access": "write",
    })
}

fn shortcut(mode: &str) -> Json {
    let mut of = password(mode, "v1");
    of["shortcut"] = json!({ "id": "s1", "vaultId": "v2", "cryptedKey": written(mode, OWN, &vault_key("v2")) });
    of
}

fn folder(id: &str) -> Json {
    json!({ "id": id, "name": id, "vaultId": "v1", "parentId": null, "foldersAmount": 0, "passwordsAmount": 1 })
}

/// A private key, and what is wrapped for it.
fn rsa() -> (String, String, String) {
    const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/conformance/vectors.json");
    thread_local!(static READ: Json = serde_json::from_str(&std::fs::read_to_string(FILE).unwrap()).unwrap());
    READ.with(|read| {
        let vector = read["vectors"].as_array().unwrap().iter().find(|v| v["name"] == "rsa_decrypt/PKCS#8").unwrap();
        let member = |path: &str| vector.pointer(path).unwrap().as_str().unwrap().to_owned();
        (member("/input/pem"), member("/input/base64"), member("/output/text"))
    })
}

/// Texts that the decoders are to read.
pub fn texts() -> Vec<String> {
    let (pem, wrapped, _) = rsa();
    let text = |json: Json| json.as_str().unwrap().to_owned();
    let mut texts =
        vec![pem, wrapped, text(sealed(STORED, OWN)), text(sealed("中\u{1F511}", OWN)), text(sealed("", OWN))];
    texts.extend([file("sealed"), file("plain")].map(|file| text(file["encryptedData"].clone())));
    texts.push(plain_form::encode(&"中 \u{1F511}".into()));
    texts.extend(
        [
            "JBSWY3DPEHPK3PXP",
            "jbsw y3dp ehpk 3pxp==",
            "pbkdf:sha512:300000:64:c2FsdA",
            "pbkdf:a:b:c:d",
            "https://me:p%40ss@pw.test:8443/api/v4/?a#b",
            "/api/v4",
            "c2VjcmV0",
            "c2Vj\r\ncmV0",
            "{\"a\":\"b\\u0041%41\",\"password\":\"x\"}",
            "%E4%B8%AD%2",
            "\\u00e9\\\\/\\",
        ]
        .map(str::to_owned),
    );
    texts
}

/// The data of the answer to a request, given as `METHOD address`.
pub fn answer(mode: &str, line: &str) -> Json {
    let (method, address) = line.split_once(' ').unwrap_or_default();
    let path = address.split_once("/api/v4").map_or(address, |(_, path)| path);
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    match (method, parts.as_slice()) {
        (_, ["auth", "logout"]) => json!(true),
        (_, ["auth", ..]) => json!({ "token": "t2", "refreshToken": "r2", "tokenTtl": 60, "refreshTokenTtl": 60 }),
        (_, ["user", "get-master-key-options"]) => json!({ "mkOptions": "pbkdf:sha256:7:32:salt" }),
        (_, ["user", "info"]) => json!({ "id": "u1", "keys": { "privateCrypted": written(mode, &rsa().0, MASTER) } }),
        (_, ["info", "version"]) => json!({ "version": "6.0", "legacySupport": true }),
        (_, ["vaults", "domain"]) => json!({ "domainId": "dom", "mpCrypted": sealed(DOMAIN, MASTER), "mpHash": "h" }),
        (_, ["vaults", "list"]) => json!([vault(mode, "v1"), vault(mode, "d1")]),
        (_, ["vaults", _, "fullInfo"]) => {
            json!({ "vault": vault(mode, "v1"), "folders": [folder("f1")], "passwords": [password(mode, "v1")] })
        }
        ("POST", ["folders"]) => folder("f9"),
        ("GET", ["folders", "f1", "children"]) => json!([folder("f2")]),
        (_, [.., "children" | "folders" | "tags" | "colors" | "notifications"] | ["sharing", "inbox", "list"]) => {
            json!([])
        }
        ("GET", ["vaults", id]) => vault(mode, id),
        ("GET", [_, _, "attachment", _] | ["sharing", _, _, "attachment", _]) => file(mode),
        ("GET", ["passwords", "recent" | "favorite"]) | (_, ["passwords", "search" | "searchByUrl"]) => {
            json!([password(mode, "v1")])
        }
        ("GET", ["passwords", _]) => password(mode, "v1"),
        (_, ["passwords", "generate-share-link"]) => "https://pw.test/link/1".into(),
        (_, ["sharing", "inbox", "count"]) => 1.into(),
        (_, ["sharing", "inbox", _]) => {
            let (_, wrapped, key) = rsa();
            let mut password = password(mode, "v1");
            password["cryptedPassword"] = written(mode, STORED, &key);
            password["cryptedKey"] = Json::Null;
            password["custom"] = Json::Null;
            password["attachments"][0]["encryptedKey"] = written(mode, FILE_KEY, &key);
            json!({ "id": "i1", "vaultId": "v1", "cryptedKey": wrapped, "viewed": true, "password": password })
        }
        ("GET", ["sharing", "shortcut", _]) => shortcut(mode),
        ("GET", ["folders", id]) => folder(id),
        (_, ["folders", "search"]) => json!([folder("f1")]),
        ("POST", ["passwords"]) => password(mode, "v1"),
        (_, ["folders", ..]) => json!([]),
        _ => json!(true),
    }
}

/// Every method with valid arguments.
pub fn calls() -> Vec<(&'static str, Json)> {
    let fields = json!({
        "vaultId": "v1", "folderId": null, "name": "n", "login": "l", "url": "u", "password": GIVEN, "tags": ["t"], "color": 1,
        "custom": [{ "name": "n", "value": FIELD, "type": "text" }, { "name": FIELD, "value": "JBSWY3DPEHPK3PXP", "type": "totp" }],
        "attachments": [{ "path": "/f", "name": "f" }],
    });
    let search = json!([{ "query": "q", "vaultId": "v1", "tags": [], "colors": [], "includeShared": true }]);
    let mut calls = vec![
        ("setTokens", json!(["t3", "r3"])),
        ("setOptions", json!([{ "lang": "en", "hash": "md5" }])),
        ("dispatchEvent", json!(["tokensChanged", { "a": 1 }])),
        ("listenEvent", json!(["tokensChanged", { "$": "function" }])),
        ("login", json!([API_KEY, NEW_MASTER])),
        ("loginWithKey", json!([API_KEY, NEW_MASTER])),
        ("logout", json!([])),
        ("setAuthOptions", json!([{ "token": "t3", "refreshToken": "r3" }, NEW_MASTER])),
        ("loadMasterKey", json!([NEW_MASTER])),
        ("addPassword", json!([fields])),
        ("editPassword", json!(["p1", fields])),
        ("editInboxPassword", json!(["i1", fields])),
        ("editShortcutPassword", json!(["s1", fields])),
        ("searchPasswords", search.clone()),
        ("searchPasswordsByUrl", json!(["https://x.test"])),
        ("movePassword", json!(["p1", "v2", "f1"])),
        ("copyPassword", json!(["p1", "d1", null])),
        ("moveShortcut", json!(["s1", "v1", null])),
        ("copyShortcut", json!(["s1", "d1", null])),
        ("generatePasswordShareLink", json!(["p1", true, 24, "secret of the link"])),
        ("generateShortcutPasswordShareLink", json!(["s1", false, 24, "secret of the link"])),
        ("getAttachment", json!(["p1", "a1"])),
        ("addPasswordAttachment", json!(["p1", "/f", "f"])),
        ("addPasswordWebAttachment", json!(["p1", { "$": "file" }, "f"])),
        ("deletePasswordAttachment", json!(["p1", "a1"])),
        ("getInboxPasswordAttachment", json!(["i1", "a1"])),
        ("addInboxPasswordAttachment", json!(["i1", "/f", "f"])),
        ("deleteInboxPasswordAttachment", json!(["i1", "a1"])),
        ("getShortcutPasswordAttachment", json!(["s1", "a1"])),
        ("addShortcutPasswordAttachment", json!(["s1", { "$": "bytes" }, "f"])),
        ("deleteShortcutPasswordAttachment", json!(["s1", "a1"])),
        ("addVault", json!(["name", true])),
        ("editVault", json!(["v1", "name"])),
        ("addFolder", json!(["name", "v1", "f1"])),
        ("editFolder", json!(["f1", "name"])),
        ("moveFolder", json!(["f1", "v2", null])),
        ("copyFolder", json!(["f1", "v1", null])),
        ("searchFolders", json!(["q"])),
        ("getDirectorySharingInfo", json!(["v1", "f1"])),
        ("activityReport", json!(["2024-01-01", null])),
        ("userNotifications", json!([true])),
        ("getPasswords", json!(["v1", "f1"])),
        ("getPasswordsById", json!([["p1", "p2"]])),
    ];
    for method in Method::ALL.iter().filter(|m| m.answers() != Answers::Own).map(|m| m.name()) {
        if !calls.iter().any(|(known, _)| *known == method) {
            let id = match method {
                m if m.contains("Inbox") => "i1",
                m if m.contains("Shortcut") => "s1",
                m if m.contains("Folder") && m != "getVaultFolders" && m != "getFolders" => "f1",
                m if m.contains("Vault") || m.ends_with("Folders") => "v1",
                _ => "p1",
            };
            calls.push((method, json!([id])));
        }
    }
    calls
}
