//! The constructor's options (spec §2.2).

use crate::core::client::call::options::names_given;
use crate::core::client::given_headers::GivenHeaders;
use crate::core::client::session::vault_pins::Pins;
use crate::core::client::{BaseUrl, Encryption, Session, Token};
use crate::core::crypto::Key;
use crate::core::crypto::hash::HashAlgorithm;
use crate::core::failure::{Failure, messages};
use crate::core::platform::{Document, HeaderList, Kind};
use std::rc::Rc;

/// Options whose names may be told ([`Client::diagnostics`](super::Client::diagnostics)).
const TOLD: [&str; 16] = [
    "host",
    "token",
    "refreshToken",
    "masterPassword",
    "useMasterPassword",
    "debug",
    "lang",
    "fetch",
    "headers",
    "httpAgent",
    "tokenStore",
    "apiVersion",
    "oldInboxItems",
    "allowUnencrypted",
    "pinVaultKeys",
    "minimumRounds",
];

/// The options that never change after construction.
#[derive(Clone)]
pub struct Options {
    /// The option `host`; `None` when the option is missing or no text, which every request then says (D39).
    pub host: Option<BaseUrl>,
    /// Whether every request is printed.
    pub debug: bool,
    /// The hash of request bodies; frozen at construction (K1).
    pub body_hash: HashAlgorithm,
    /// Whether inbox items of servers before 5.4 are opened with client-side encryption; `oldInboxItems: false` refuses them.
    pub old_inbox_items: bool,
    /// An option of an unusable kind. The constructor validates nothing (spec §2.1), so requests say it.
    pub unusable: Option<&'static str>,
    /// The option `allowUnencrypted`: a session with a master key may write in the clear where the server keeps no key.
    pub allow_unencrypted: bool,
    /// The option `pinVaultKeys`. An error is one of usage.
    pub pins: Result<Pins, &'static str>,
    /// The option `apiVersion`, if it was given; NaN if that was not a number.
    pub api_version: Option<f64>,
    /// Reason why `apiVersion` cannot be used.
    pub no_such_version: Option<&'static str>,
    /// The fewest rounds by which a master key may be derived (D43); 0: also none. An error is one of usage.
    pub minimum_rounds: Result<u32, &'static str>,
    /// Names of the options that were given.
    pub given: Vec<&'static str>,
    /// The option `headers`. An error is one of usage.
    pub headers: Result<GivenHeaders, String>,
}

impl Options {
    /// Reads a complete record, defaults included; `given` is what the caller passed. The record is told what has come of it,
    /// for agents of the caller's own.
    pub fn read<D: Document>(record: &D, given: &D) -> (Self, Session) {
        let master_key = record.own("masterPassword");
        let token = record.own("token");
        let refresh = record.own("refreshToken");
        let hash = match record.own_text("hash") {
            Some(name) if name == *"md5" => HashAlgorithm::Md5,
            _ => HashAlgorithm::Sha256,
        };
        let options = Self {
            host: record.own_text("host").and_then(|h| h.as_utf8().and_then(BaseUrl::new)),
            debug: record.own("debug").truthy(),
            body_hash: hash,
            unusable: (master_key.truthy() && master_key.kind() != Kind::Text)
                .then_some("the option 'masterPassword' must be a string"),
            old_inbox_items: record.own("oldInboxItems").is_undefined() || record.own("oldInboxItems").truthy(),
            allow_unencrypted: record.own("allowUnencrypted").kind() == Kind::Bool
                && record.own("allowUnencrypted").truthy(),
            api_version: Some(record.own("apiVersion"))
                .filter(|version| !version.is_nullish() && version.as_text().is_none_or(|text| text != *"auto"))
                .map(|version| version.as_number().unwrap_or(f64::NAN)),
            no_such_version: None,
            pins: Pins::read(&record.own("pinVaultKeys")),
            minimum_rounds: minimum_rounds(&record.own("minimumRounds")),
            given: names_given(&TOLD, record),
            headers: GivenHeaders::read(&record.own("headers")),
        };
        let encryption = encryption(record, given);
        record.set("useMasterPassword", D::bool(encryption.key().is_some()));
        let session = Session {
            token: Token::given(&token),
            refresh_token: super::session::optional_text(&refresh),
            encryption,
            lang: super::session::lang(&record.own("lang")),
            header_hash: hash,
            tokens_set_at: 0,
            encryption_set_at: 0,
        };
        (options, session)
    }

    /// Fails if the option `apiVersion` names no generation that is known.
    pub fn ensure_version<D: Document>(&self) -> Result<(), Failure<D>> {
        self.no_such_version.map_or(Ok(()), |words| Err(Failure::usage(words)))
    }

    /// The caller's own headers; none where they cannot be used, in which case nothing is sent.
    pub fn given_headers(&self) -> Rc<HeaderList> {
        self.headers.as_ref().map(GivenHeaders::list).unwrap_or_default()
    }

    /// The host, or the failure that says what is wrong with the options.
    pub fn base_url<D: Document>(&self) -> Result<&BaseUrl, Failure<D>> {
        if let Some(what) = self.unusable {
            return Err(Failure::usage(what));
        }
        self.minimum_rounds.map_err(Failure::usage)?;
        self.pins.as_ref().map_err(|words| Failure::usage(*words))?;
        self.headers.as_ref().map_err(Failure::usage)?;
        match &self.host {
            Some(host) if host.is_http() => Ok(host),
            Some(_) => Err(Failure::usage(messages::NO_HTTP)),
            None => Err(Failure::usage(messages::NO_HOST)),
        }
    }
}

/// The option `minimumRounds`; more than can be asked for is never enough.
fn minimum_rounds<D: Document>(value: &D) -> Result<u32, &'static str> {
    if value.is_nullish() {
        return Ok(0);
    }
    let whole = value.as_number().filter(|n| n.is_finite() && *n >= 0.0 && n.fract() == 0.0);
    whole.map(|n| n as u32).ok_or("the option 'minimumRounds' must be a whole number, 0 or more")
}

/// Reads the options of client-side encryption (D41). A master password is meant to be used, unless `useMasterPassword:
/// false` stands beside it; where encryption is wanted without a master password that can be used, it is undecided.
fn encryption<D: Document>(record: &D, given: &D) -> Encryption {
    let (master_password, wanted) = (record.own("masterPassword"), record.own("useMasterPassword"));
    let declined = given.has_own("useMasterPassword") && wanted.kind() == Kind::Bool && !wanted.truthy();
    if declined || !(master_password.truthy() || wanted.truthy()) {
        return Encryption::Plain;
    }
    match master_password.as_text().map(Key::new) {
        Some(Ok(key)) => Encryption::Sealed(key),
        _ => Encryption::Undecided,
    }
}
