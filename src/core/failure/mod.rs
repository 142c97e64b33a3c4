//! Failures: every way in which a call can fail, and what a person is told.

pub mod cause;
mod http_status;
pub mod messages;
mod visible;

pub use cause::Cause;
pub use http_status::standard_text;
pub use visible::{excerpt, visible};

use crate::core::crypto::CryptoError;
use crate::core::document::{Document, Kind};
use std::rc::Rc;

/// The client's own classification of a failure (`error.kind`, DEVIATIONS D2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// The server refused, in its own words.
    Api,
    /// No usable answer came back: no connection, or an answer that was cut off.
    Network,
    /// Something answered that is not the API.
    NotApi,
    /// The caller passed something that cannot be used; nothing was written.
    Usage,
    /// A key or value that cannot be opened or sealed.
    Crypto,
    /// The master password or key is wrong, or there is none where one is needed.
    MasterPassword,
    /// A file that cannot be read, is too big, or does not match its hash.
    Attachment,
    /// A TOTP secret that is not base32.
    Totp,
    /// The caller's signal.
    Aborted,
    /// A time limit that the caller set.
    Timeout,
    /// The server has nothing that this method could ask for, or said that it had done what it has not.
    UnsupportedByServer,
    /// The client was closed.
    Closed,
    /// The engine itself broke.
    Engine,
}

impl FailureKind {
    /// The name that callers see.
    pub fn name(self) -> &'static str {
        match self {
            Self::Api => "api",
            Self::Network => "network",
            Self::NotApi => "notApi",
            Self::Usage => "usage",
            Self::Crypto => "crypto",
            Self::MasterPassword => "masterPassword",
            Self::Attachment => "attachment",
            Self::Totp => "totp",
            Self::Aborted => "aborted",
            Self::Timeout => "timeout",
            Self::UnsupportedByServer => "unsupportedByServer",
            Self::Closed => "closed",
            Self::Engine => "engine",
        }
    }
}

/// `httpStatus` of a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HttpStatus {
    /// A status code.
    Code(u16),
    /// `'serverError'`: there was no usable answer.
    ServerError,
}

/// The three `http…` fields (spec §4.4).
#[derive(Clone, Debug)]
pub struct HttpFields {
    /// `METHOD: host + endpoint`, secrets replaced.
    pub request: String,
    /// The status.
    pub status: HttpStatus,
}

/// A failure of the client itself.
#[derive(Clone)]
pub struct Problem<D> {
    /// The classification.
    pub kind: FailureKind,
    /// Message for a person.
    pub message: String,
    /// The request that failed, if one did.
    pub http: Option<HttpFields>,
    /// Members of the server's error body that become fields of the error.
    pub body: Option<D>,
    /// A `code` of the client's own; only `invalidTotpFormat` exists.
    pub code: Option<&'static str>,
    /// Cause that lies beneath.
    pub cause: Option<Cause<D>>,
    /// What its kind leaves open.
    pub reason: Option<Reason>,
}

impl<D> Problem<D> {
    /// A problem of which there is nothing more to say.
    pub fn new(kind: FailureKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), http: None, body: None, code: None, cause: None, reason: None }
    }
}

/// What the kind of a failure leaves open.
#[derive(Clone, Debug)]
pub enum Reason {
    /// A reference or place names nothing.
    NotFound,
    /// It names several things: their ids and paths.
    Ambiguous(Vec<(String, String)>),
    /// The key of a vault or of the domain does not open: the session has another master password than it was sealed for, or the
    /// server has another key than before.
    KeyNotOpened,
}

impl Reason {
    /// The public name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NotFound => "referenceNotFound",
            Self::Ambiguous(_) => "ambiguousReference",
            Self::KeyNotOpened => "keyNotOpened",
        }
    }
}

/// A failure: what a call rejects with.
#[derive(Clone)]
pub enum Failure<D> {
    /// A failure of the client itself.
    Ours(Rc<Problem<D>>),
    /// The caller's own agent or file manager failed; its value reaches the caller unchanged.
    Foreign(D),
}

impl<D: Document> Failure<D> {
    /// A failure without an HTTP request.
    pub fn new(kind: FailureKind, message: impl Into<String>) -> Self {
        Self::from_problem(Problem::new(kind, message))
    }

    /// A failure made of all its parts. Whoever had a word in its message, it is one line.
    pub fn from_problem(mut problem: Problem<D>) -> Self {
        problem.message = visible(&problem.message);
        Self::Ours(Rc::new(problem))
    }

    /// A request without a usable answer: `httpStatus` is `'serverError'`.
    pub fn without_answer(kind: FailureKind, shown: &str, message: String, cause: Option<Cause<D>>) -> Self {
        let http = Some(HttpFields { request: shown.to_owned(), status: HttpStatus::ServerError });
        Self::from_problem(Problem { http, cause, ..Problem::new(kind, message) })
    }

    /// The failure as one of a request whose answer cannot be used, unless it is one of a request already.
    pub fn of_request(self, shown: impl FnOnce() -> String) -> Self {
        match self {
            Self::Ours(problem) if problem.http.is_none() => {
                let http = Some(HttpFields { request: shown(), status: HttpStatus::ServerError });
                Self::from_problem(Problem { http, ..(*problem).clone() })
            }
            failure => failure,
        }
    }

    /// The caller passed something that cannot be used.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(FailureKind::Usage, message)
    }

    /// A reference that does not lead to one field.
    pub fn of_reference(reason: Reason, message: impl Into<String>) -> Self {
        Self::from_problem(Problem { reason: Some(reason), ..Problem::new(FailureKind::Usage, message) })
    }

    /// The same, of a key that opens others.
    pub fn of_key(self) -> Self {
        match self {
            Self::Ours(problem) if problem.kind == FailureKind::Crypto => {
                Self::Ours(Rc::new(Problem { reason: Some(Reason::KeyNotOpened), ..(*problem).clone() }))
            }
            other => other,
        }
    }

    /// A TOTP secret that cannot be stored (K20: exactly this one field).
    pub fn invalid_totp() -> Self {
        let problem = Problem::new(FailureKind::Totp, messages::INVALID_TOTP);
        Self::from_problem(Problem { code: Some("invalidTotpFormat"), ..problem })
    }

    /// A failure with the platform's error beneath.
    pub fn caused(kind: FailureKind, message: impl Into<String>, cause: D) -> Self {
        Self::from_problem(Problem { cause: Some(Cause::Own(cause)), ..Problem::new(kind, message) })
    }

    /// A failure of the cryptography, with what it happened to.
    pub fn crypto(error: CryptoError, subject: &str) -> Self {
        Self::new(messages::kind_of(error), messages::crypto(error, subject))
    }

    /// Adds words about where the failure happened to its message.
    pub fn because(self, words: &str) -> Self {
        match self {
            Self::Ours(problem) => {
                let mut problem = (*problem).clone();
                problem.message = format!("{} ({words})", problem.message);
                Self::from_problem(problem)
            }
            foreign => foreign,
        }
    }

    /// The member `code` of the server's (or the foreign agent's) error.
    pub fn code(&self) -> Option<crate::core::text::Text> {
        match self {
            Self::Ours(p) => p.body.as_ref().map(|b| b.own("code")).and_then(|c| c.as_text()),
            Self::Foreign(e) => e.get("code").as_text(),
        }
    }

    /// True when it is of this kind.
    pub fn has_kind(&self, kind: FailureKind) -> bool {
        matches!(self, Self::Ours(problem) if problem.kind == kind)
    }

    /// True when the HTTP status is this one.
    pub fn has_status(&self, status: u16) -> bool {
        match self {
            Self::Ours(p) => matches!(&p.http, Some(h) if h.status == HttpStatus::Code(status)),
            Self::Foreign(e) => e.get("httpStatus").as_number() == Some(f64::from(status)),
        }
    }

    /// What of the server's error body became fields of the error.
    pub fn fields(&self) -> Option<D> {
        match self {
            Self::Ours(p) => p.body.clone(),
            Self::Foreign(_) => None,
        }
    }

    /// Whether the server has refused, in its own words.
    pub fn is_refusal(&self) -> bool {
        matches!(self, Self::Ours(problem) if problem.kind == FailureKind::Api && problem.body.is_some())
    }

    /// The words of a failure that means that something else answers there: a page of a proxy, a redirect, a server that does
    /// not know the address. `None` for those that say nothing of it: no connection, a server that is not available (5xx).
    pub fn elsewhere(&self) -> Option<String> {
        let Self::Ours(problem) = self else { return None };
        // Neither says what has answered; who redirects to https does so whatever is there.
        let says_nothing =
            [messages::EMPTY_BODY, messages::TO_HTTPS].iter().any(|words| problem.message.contains(words));
        let is = match (problem.kind, &problem.http) {
            (FailureKind::NotApi, _) => !says_nothing,
            (FailureKind::Api, Some(HttpFields { status: HttpStatus::Code(status), .. })) => *status < 500,
            _ => false,
        };
        is.then(|| problem.message.clone())
    }

    /// Sets a member of the server's `data`, which is replaced by an object unless it is one.
    pub fn set_data_member(&self, name: &str, value: D) {
        let holder = match self {
            Self::Ours(p) => match &p.body {
                Some(body) => body.clone(),
                None => return,
            },
            Self::Foreign(e) => e.clone(),
        };
        let data = holder.get("data");
        if data.kind() == Kind::Object {
            data.set(name, value);
        } else {
            holder.set("data", D::record([(name, value)]));
        }
    }
}

impl<D: Document> std::fmt::Debug for Failure<D> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Ours(p) => write!(f, "Failure({}, {:?}, {:?})", p.kind.name(), p.message, p.http),
            Self::Foreign(_) => f.write_str("Failure(foreign)"),
        }
    }
}
