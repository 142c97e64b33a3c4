//! A server of Passwork 7 with a few things on it, sealed as a user's program would find them.

use super::{Answer, Document, Json, Native, Value, World, json};
use passwork_wasm::core::client::Method;
use passwork_wasm::core::crypto::rsa;
use passwork_wasm::core::server::generations;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::LazyLock;

static VECTORS: LazyLock<Json> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../vectors/passwork-7.json")).unwrap());

/// A text of a vector of the official client.
#[track_caller]
pub fn vector(name: &str, path: &str) -> String {
    vector_json(name, path).as_str().unwrap().to_owned()
}

/// The same, whatever it is.
#[track_caller]
pub fn vector_json(name: &str, path: &str) -> Json {
    let vector = VECTORS["vectors"].as_array().unwrap().iter().find(|vector| vector["name"] == name);
    vector.expect("no such vector").pointer(path).unwrap().clone()
}

/// The master password.
pub fn master_password() -> String {
    vector("masterkey/unicode", "/input/masterPassword")
}

/// The options by which the server has it derived.
pub fn options() -> String {
    vector("masterkey/unicode", "/input/masterKeyOptions")
}

/// The master key that it leads to.
pub fn master_key() -> String {
    vector("masterkey/unicode", "/output/masterKey")
}

/// What the header `X-Master-Key-Hash` holds.
pub fn master_hash() -> String {
    vector("masterkey/unicode", "/output/masterKeyHash")
}

/// The user's private key.
pub fn private_key() -> String {
    vector("vaultkey/unwrap-1024", "/input/privateKeyPem")
}

thread_local! {
    /// What was sealed before: tables make the same things thousands of times.
    static SEALED: RefCell<HashMap<(String, String), String>> = RefCell::default();
}

fn once(text: &str, key: &str, make: impl FnOnce() -> String) -> String {
    let name = (text.to_owned(), key.to_owned());
    let known = SEALED.with_borrow(|sealed| sealed.get(&name).cloned());
    known.unwrap_or_else(|| {
        let made = make();
        SEALED.with_borrow_mut(|sealed| sealed.insert(name, made.clone()));
        made
    })
}

/// `SEAL(text, key)`.
fn seal(text: &str, key: &str) -> String {
    once(text, key, || super::world::seal(text, key))
}

/// A text sealed for the user.
pub fn for_user(text: &str) -> String {
    once(text, "", || bytes_for_user(text.as_bytes()))
}

/// Bytes sealed for the user.
pub fn bytes_for_user(bytes: &[u8]) -> String {
    rsa::encrypt_to_owner(&private_key().as_str().into(), bytes, &Native::default()).unwrap()
}

/// What is sealed for a private key, opened.
#[track_caller]
pub fn opened_by(private: &str, sealed: &Json) -> String {
    let opened = rsa::decrypt(&private.into(), &sealed.as_str().unwrap().into(), &Native::default());
    String::from_utf8(opened.expect("another key").0.to_vec()).unwrap()
}

/// The key of a vault.
pub fn vault_key(id: &str) -> String {
    format!("key of vault {id}")
}

/// The key of an item.
pub fn item_key(id: &str) -> String {
    format!("key of item {id}")
}

/// What `GET /users/keys` answers.
pub fn user_keys() -> Json {
    let public = vector("rsa/choice/1024-62", "/input/publicKeyPem");
    json!({ "id": "u1", "keys": { "public": public, "privateEncrypted": seal(&private_key(), &master_key()) } })
}

/// A vault, with client-side encryption or without.
pub fn vault(id: &str, sealed: bool) -> Json {
    let key = sealed.then(|| for_user(&vault_key(id)));
    json!({
        "id": id, "name": format!("vault {id}"), "typeId": "t1", "permissions": [], "masterKeyEncrypted": key,
        "isVisible": true, "directoryAccess": { "access": "admin" },
    })
}

/// An item in a vault.
pub fn item(id: &str, vault: &str, sealed: bool) -> Json {
    let base64 = |text: &str| passwork_wasm::core::crypto::base64::encode(text.as_bytes());
    let key = item_key(id);
    let of = |text: &str| if sealed { seal(text, &key) } else { base64(text) };
    json!({
        "id": id, "vaultId": vault, "folderId": null, "passwordEncrypted": of(&format!("text of {id}")),
        "keyEncrypted": sealed.then(|| seal(&key, &vault_key(vault))),
        "customs": [{ "name": of("pin"), "value": of(&format!("pin of {id}")), "type": of("text") }],
        "attachments": [], "name": format!("name of {id}"), "login": "somebody", "url": null, "description": null,
        "tags": ["a"], "fieldsOrder": null, "isDeleted": false, "color": 0, "isFavorite": false,
        "vaultMasterKeyEncrypted": sealed.then(|| for_user(&vault_key(vault))),
    })
}

/// A file of that item, as its own address answers it: `the file`, without a character beyond ASCII.
pub fn file(id: &str, sealed: bool) -> Json {
    let data = "dGhlIGZpbGU="; // the file
    let (key, data) = match sealed {
        true => (seal("key of the file", &item_key(id)), seal(data, "key of the file")),
        false => ("YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE=".to_owned(), "ZEdobElHWnBiR1U9".to_owned()),
    };
    json!({ "id": "a1", "name": "a.txt", "encryptedKey": key, "encryptedData": data, "hash": sha256_hex(b"the file") })
}

fn sha256_hex(bytes: &[u8]) -> String {
    use passwork_wasm::core::crypto::{hash, sha256};
    hash::hex(&sha256::standard(bytes))
}

/// The entry of that file in its item.
pub fn file_entry(id: &str, sealed: bool) -> Json {
    let file = file(id, sealed);
    json!({ "id": "a1", "name": "a.txt", "encryptedKey": file["encryptedKey"] })
}

/// A shortcut to an item, lying in another vault.
pub fn shortcut(id: &str, item: &Json, lies_in: &str, sealed: bool) -> Json {
    let mut shown = item.clone();
    let key = sealed.then(|| seal(&item_key(item["id"].as_str().unwrap()), &vault_key(lies_in)));
    shown.as_object_mut().unwrap().remove("vaultMasterKeyEncrypted");
    shown["shortcut"] =
        json!({ "id": id, "keyEncrypted": key, "itemId": item["id"], "vaultId": lies_in, "folderId": null });
    shown
}

/// An item of the inbox.
pub fn inbox(id: &str, item: &Json, access: &str, sealed: bool) -> Json {
    let mut shown = item.clone();
    let key = sealed.then(|| for_user(&item_key(item["id"].as_str().unwrap())));
    shown.as_object_mut().unwrap().remove("vaultMasterKeyEncrypted");
    shown["inbox"] = json!({
        "id": id, "keyEncrypted": key, "access": access, "senderId": "u2", "createdAt": 1, "isViewed": false,
        "isUserNotified": false, "sender": { "id": "u2", "login": "other", "fullName": "Somebody Else" },
    });
    shown
}

/// An answer.
pub fn ok(body: impl Into<Json>) -> Answer {
    Answer::json(200, &body.into())
}

/// A refusal in the words of this API.
pub fn refused(status: u16, code: &str, message: &str) -> Answer {
    Answer::json(status, &json!({ "errors": [{ "code": code, "message": message }] }))
}

/// A refusal that asks for a renewal.
pub fn expired() -> Answer {
    refused(401, "accessTokenExpired", "Access token expired")
}

/// The answer to a renewal.
pub fn renewed(number: u32) -> Answer {
    ok(json!({
        "accessToken": format!("access-{number}-token"), "refreshToken": format!("refresh-{number}-token"),
        "accessTokenExpiredAt": 1000 + number, "refreshTokenExpiredAt": 2000 + number,
    }))
}

/// The request that renews.
pub const REFRESH: &str = "POST /sessions/refresh";
/// The user's keys.
pub const KEYS: &str = "GET /users/keys";
/// The options of the master key.
pub const OPTIONS: &str = "GET /users/master-key/options";
/// The user.
pub const INFO: &str = "GET /users/info";

impl World {
    /// A client of a server of Passwork 7, with these options.
    pub fn seven_with(options: Json) -> Self {
        let given = Value::from(json!({ "host": "https://pw.test", "apiVersion": 7 }));
        let options = Value::from(options);
        options.names().iter().for_each(|name| given.set(name, options.own(name)));
        let world = Self::of(&generations(), &given);
        world.platform.network.base.replace("https://pw.test/api/v1".to_owned());
        world
    }

    /// With a session, on a server without client-side encryption.
    pub fn seven() -> Self {
        Self::seven_with(json!({ "token": "access-1-token", "refreshToken": "refresh-1-token" }))
    }

    /// Logged in with the master key; what the login sent is forgotten.
    pub fn seven_sealed() -> Self {
        Self::seven_with(json!({})).logged_in()
    }

    /// Logs in with the master key.
    pub fn logged_in(self) -> Self {
        self.route(INFO, ok(json!({ "id": "u1", "login": "me" })));
        self.route(KEYS, ok(user_keys()));
        self.route(OPTIONS, ok(json!({ "masterKeyOptions": options() })));
        self.call("loginWithKey", json!(["access-1-token:refresh-1-token", master_key()])).unwrap();
        self.platform.network.take_sent();
        self
    }

    /// Either of them.
    pub fn seven_of(sealed: bool) -> Self {
        if sealed { Self::seven_sealed() } else { Self::seven() }
    }

    /// Answers every request of a line with this.
    pub fn give(&self, line: &str, body: impl Into<Json>) {
        self.route(line, ok(body));
    }

    /// Puts a vault there.
    pub fn vault7(&self, id: &str, sealed: bool) {
        self.give(&format!("GET /vaults/{id}"), vault(id, sealed));
    }

    /// Puts an item there.
    pub fn item7(&self, id: &str, vault: &str, sealed: bool) -> Json {
        let item = item(id, vault, sealed);
        self.give(&format!("GET /items/{id}"), item.clone());
        item
    }

    /// Two vaults, `v1` with the item `p1`, as most tests need.
    pub fn with_item7(self, sealed: bool) -> Self {
        self.vault7("v1", sealed);
        self.vault7("v2", sealed);
        self.item7("p1", "v1", sealed);
        self.give("PATCH /items/p1", Json::Null);
        self
    }

    /// A whole call; what has no route is not there.
    #[track_caller]
    pub fn ends(&self, method: &str, args: impl super::Arguments) -> super::Outcome {
        let job = self.start(method, args);
        self.run();
        while let Some(line) = self.platform.network.waiting().first() {
            self.answer(line, refused(404, "notFound", "no such thing"));
        }
        job.outcome().unwrap_or_else(|| panic!("{method} never ends"))
    }

    /// What was sent and is no GET, nor a batch of them: the lines; all is forgotten.
    pub fn writes(&self) -> Vec<String> {
        self.lines().into_iter().filter(|line| is_write(line)).collect()
    }
}

/// Whether a request may change something.
pub fn is_write(line: &str) -> bool {
    !line.starts_with("GET ") && line != "POST /batch"
}

/// The body of the last request of a line.
#[track_caller]
pub fn body_of(world: &World, line: &str) -> Json {
    let sent = world.platform.network.sent();
    sent.iter().rev().find(|sent| sent.line == line).unwrap_or_else(|| panic!("no '{line}' was sent")).json()
}

/// All methods that ask a server.
pub fn asking() -> impl Iterator<Item = Method> {
    let local = ["setTokens", "setOptions", "dispatchEvent", "listenEvent", "close"];
    Method::ALL.iter().copied().filter(move |method| !local.contains(&method.name()))
}

/// Everything of a failure that a caller could print.
pub fn all_texts(failure: &super::Failure<Value>) -> String {
    let super::Failure::Ours(problem) = failure else { panic!("the caller's own value instead of a failure of ours") };
    let body = problem.body.as_ref().map(super::to_json);
    let cause = match &problem.cause {
        Some(super::Cause::Redacted(errors)) => {
            errors.iter().map(|e| format!("{} [{}] {}\n", e.name, e.code, e.message)).collect()
        }
        _ => String::new(),
    };
    format!("{} {:?} {body:?} {:?} {cause}", problem.message, problem.http, problem.code)
}
