//! A client, its platform, and a server with a few things on it.

use super::{Answer, Arguments, Document, Job, Jobs, Json, Native, Outcome, Text, Value, json};
use passwork_wasm::core::api::start;
use passwork_wasm::core::client::session::key_table::KeyTable;
use passwork_wasm::core::client::{Args, Call, CallOptions, Client, Method, Options};
use passwork_wasm::core::crypto::{Key, openssl_enc};
use passwork_wasm::core::server::Generation;
use passwork_wasm::core::{results, server};
use std::cell::RefCell;
use std::rc::Rc;

/// The master password, which is the master key as well.
pub const MASTER: &str = "master password";
const DOMAIN: &str = "the domain's master";

/// A key.
#[track_caller]
pub fn key_of(text: &str) -> Key {
    Key::new(text.into()).expect("an empty key")
}

/// `SEAL(text, key)`.
pub fn seal(text: &str, key: &str) -> String {
    openssl_enc::seal_text(&text.into(), &key_of(key), *b"saltsalt").unwrap()
}

/// `OPEN(sealed, key)`.
#[track_caller]
pub fn open(sealed: &Json, key: &str) -> String {
    let sealed: Text = sealed.as_str().expect("no text to open").into();
    openssl_enc::open_text(&sealed, &key_of(key)).expect("another key").as_utf8().unwrap().to_owned()
}

/// A client on a platform of its own.
pub struct World {
    /// The platform.
    pub platform: Rc<Native>,
    /// The table of keys.
    pub keys: Rc<RefCell<KeyTable<Value>>>,
    /// The client.
    pub client: Rc<Client<Native>>,
    /// The limits of the calls that start from now on.
    pub settings: RefCell<Rc<CallOptions>>,
    jobs: Rc<Jobs>,
}

impl World {
    /// In plain mode, with a session.
    pub fn plain() -> Self {
        Self::with(json!({ "token": "token-1", "refreshToken": "refresh-1" }))
    }

    /// In sealed mode, with a session.
    pub fn sealed() -> Self {
        Self::with(json!({
            "token": "token-1", "refreshToken": "refresh-1", "masterPassword": MASTER, "useMasterPassword": true,
        }))
    }

    /// With these options besides the defaults.
    pub fn with(options: Json) -> Self {
        Self::with_record(&Value::from(options))
    }

    /// With options that JSON cannot hold.
    pub fn with_record(given: &Value) -> Self {
        Self::of(&of_number(4), given)
    }

    /// With a server of one of these generations.
    pub fn of(generations: &[Generation<Native>], given: &Value) -> Self {
        let record = Value::from(json!({
            "host": "https://pw.test/api/v4", "token": "", "refreshToken": "", "masterPassword": false,
            "useMasterPassword": false, "debug": false, "lang": null, "hash": "sha256",
        }));
        for name in given.names() {
            record.set(&name, given.own(&name));
        }
        let keys: Rc<RefCell<KeyTable<Value>>> = Rc::default();
        let (options, session) = Options::read(&record, given);
        let client = Rc::new(server::client_of(generations, options, session, keys.clone()));
        Self { platform: Rc::default(), keys, client, settings: RefCell::default(), jobs: Rc::default() }
    }

    /// One more client with the same table of keys and the same platform.
    pub fn another(&self) -> Self {
        let record = Value::from(json!({ "host": "https://pw.test/api/v4", "token": "t" }));
        let (options, session) = Options::read(&record, &record);
        let client = Rc::new(server::client_of(&of_number(4), options, session, self.keys.clone()));
        let (platform, keys) = (self.platform.clone(), self.keys.clone());
        Self { platform, keys, client, settings: RefCell::default(), jobs: Rc::default() }
    }

    /// What a method works with.
    pub fn of_call(&self) -> Call<Native> {
        Call::new(self.client.clone(), self.platform.clone(), self.settings.borrow().clone())
    }

    /// Sets limits for the calls that start from now on.
    #[track_caller]
    pub fn limit(&self, settings: impl Into<Value>) {
        self.settings.replace(Rc::new(CallOptions::read(&settings.into()).expect("unusable settings")));
    }

    /// Starts a call; its first steps are taken.
    pub fn start(&self, method: &str, args: impl Arguments) -> Job {
        self.jobs.start(start::call(method_of(method), self.of_call(), Args::new(args.list())))
    }

    /// Goes on until nothing moves.
    pub fn run(&self) {
        while self.jobs.step() | self.platform.background.step() {}
    }

    /// Goes on with calls alone, not with what goes on by itself; whether there were any.
    pub fn step_calls(&self) -> bool {
        self.jobs.step()
    }

    /// A whole call; every request must have a route.
    #[track_caller]
    pub fn call(&self, method: &str, args: impl Arguments) -> Outcome {
        let job = self.start(method, args);
        self.run();
        job.outcome().unwrap_or_else(|| panic!("{method} waits for {:?}", self.platform.network.waiting()))
    }

    /// A method that answers at once.
    pub fn now(&self, method: &str, args: impl Arguments) -> Outcome {
        start::call_now(method_of(method), &self.of_call(), &Args::new(args.list()))
    }

    /// Answers every request of a line.
    pub fn route(&self, line: &str, answer: Answer) {
        self.platform.network.route(line, answer);
    }

    /// Answers the request of a line that waits longest, and goes on.
    #[track_caller]
    pub fn answer(&self, line: &str, answer: Answer) {
        let network = &self.platform.network;
        assert!(network.answer(line, answer), "no '{line}' waits, only {:?}", network.waiting());
        self.run();
    }

    /// The lines sent since the last look.
    pub fn lines(&self) -> Vec<String> {
        self.platform.network.take_lines()
    }

    /// The body of the last request.
    pub fn last_body(&self) -> Json {
        self.platform.network.sent().last().expect("nothing was sent").json()
    }

    /// Listens to `tokensChanged`: the pairs as `token/refreshToken`.
    pub fn watch_tokens(&self) -> Rc<RefCell<Vec<String>>> {
        let seen: Rc<RefCell<Vec<String>>> = Rc::default();
        let log = seen.clone();
        let listener = Value::function(move |data| {
            let shown = |name| data.own(name).display().unwrap().as_utf8().unwrap().to_owned();
            log.borrow_mut().push(format!("{}/{}", shown("token"), shown("refreshToken")));
            Ok(())
        });
        self.now("listenEvent", vec![Value::str("tokensChanged"), listener]).unwrap();
        seen
    }

    /// Token, refresh token, master key, mode.
    pub fn session(&self) -> (String, String, Option<String>, bool) {
        let session = self.client.session.borrow();
        let plain = |t: &Text| t.as_utf8().unwrap().to_owned();
        let master_key = session.encryption.key().map(|key| plain(key.text()));
        let token = plain(&session.token.text());
        (token, plain(&session.refresh_token), master_key, session.encryption.key().is_some())
    }

    /// `getPassword()` of a result.
    pub fn password_text(&self, password: &Value) -> Outcome {
        let handle = password.own("getPassword").as_helper().expect("no helper");
        let cipher = results::cipher_of(&self.keys.borrow(), handle)?;
        results::password_text(&cipher, password)
    }

    /// `getCustoms()` of a result.
    pub fn customs(&self, password: &Value) -> Outcome {
        let handle = password.own("getCustoms").as_helper().expect("no helper");
        results::customs_of(&*self.platform, &self.keys, handle, password)
    }

    /// `getTotpCode()` of a custom field.
    pub fn totp_code(&self, field: &Value) -> Result<String, super::Failure<Value>> {
        let spelling = field.own("getTotpCode").as_totp_helper().expect("no helper");
        results::totp_code(&*self.platform, field, spelling)
    }

    /// `getData()` of an attachment.
    pub fn data(&self, attachment: &Value) -> Result<Vec<u8>, super::Failure<Value>> {
        let handle = attachment.own("getData").as_helper().expect("no helper");
        results::attachment_bytes(&*self.platform, &self.keys, handle, attachment).map(|bytes| bytes.to_vec())
    }

    /// `saveTo()` of an attachment.
    pub fn save(&self, attachment: &Value, path: &str, name: Json) -> Result<(), super::Failure<Value>> {
        let handle = attachment.own("saveTo").as_helper().expect("no helper");
        results::save_attachment(&*self.platform, &self.keys, handle, attachment, &Value::str(path), &name.into())
    }

    /// A vault of sealed mode; the password of vault `v1` is `v1 password`, and so on.
    pub fn vault(&self, id: &str, keyed: bool, domain: bool) {
        let opener = if domain { DOMAIN } else { MASTER };
        let member = if keyed { "vaultPasswordCrypted" } else { "passwordCrypted" };
        let vault = json!({
            "id": id, "name": id, "scope": if domain { "domain" } else { "private" },
            "domainMaster": seal(DOMAIN, MASTER), member: seal(&format!("{id} password"), opener),
        });
        self.route(&format!("GET /vaults/{id}"), Answer::data(vault));
    }

    /// A password of sealed mode in a vault; `own_key`: sealed with `key of ID`, else with the vault's password.
    pub fn password(&self, id: &str, vault: &str, own_key: bool) -> Json {
        let of_vault = format!("{vault} password");
        let key = if own_key { format!("key of {id}") } else { of_vault.clone() };
        let mut password = json!({
            "id": id, "vaultId": vault, "folderId": null, "name": format!("name of {id}"),
            "cryptedPassword": seal(&format!("text of {id}"), &key),
            "custom": [{ "name": seal("n", &key), "value": seal("v", &key), "type": seal("text", &key) }],
            "attachments": [{ "id": "a1", "name": "a.bin", "encryptedKey": seal("file key", &key) }],
        });
        if own_key {
            password["cryptedKey"] = seal(&key, &of_vault).into();
        }
        self.route(&format!("GET /passwords/{id}"), Answer::data(password.clone()));
        password
    }

    /// A keyed private vault `v1` with the password `p1`, as most tests need.
    pub fn with_password(self) -> Self {
        self.vault("v1", true, false);
        self.password("p1", "v1", true);
        self
    }

    /// The same in plain mode.
    pub fn with_plain_password(self) -> Self {
        self.route("GET /vaults/v1", Answer::data(json!({ "id": "v1", "vaultPasswordCrypted": "YQ==" })));
        let password = json!({
            "id": "p1", "vaultId": "v1", "cryptedPassword": "c2VjcmV0", "cryptedKey": "YQ==",
            "custom": [{ "name": "bg==", "value": "dg==", "type": "dGV4dA==" }],
        });
        self.route("GET /passwords/p1", Answer::data(password));
        self
    }
}

/// The method of that public name.
#[track_caller]
fn method_of(name: &str) -> Method {
    *Method::ALL.iter().find(|m| m.name() == name).unwrap_or_else(|| panic!("there is no method '{name}'"))
}

/// The generation of that number alone; none if it is not compiled in.
pub fn of_number(number: u8) -> Vec<Generation<Native>> {
    server::generations().into_iter().filter(|generation| generation.number == number).collect()
}
