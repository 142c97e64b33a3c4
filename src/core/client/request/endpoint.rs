//! An endpoint: the path that is sent, and the path that may be shown.

use crate::core::failure::Failure;
use crate::core::platform::Document;
use crate::core::redact::{PLACEHOLDER, Secrets};
use crate::core::text::Text;
use crate::core::white_space;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Characters that `encodeURIComponent` escapes: all but letters, digits and these.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

/// The template of paths that a caller gives.
const GIVEN: &str = "/{path}";

/// Whether a request carries the session token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendsToken {
    /// As all others.
    Yes,
    /// The request that renews the session: some servers want the old token, some do not.
    ToRenew,
    /// It, and nothing that was made of a password or key: it is asked who answers.
    Alone,
    /// It is not known who will answer.
    Never,
}

/// What a request other than GET does to what the server keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Changes {
    /// Nothing.
    Nothing,
    /// A session begins or ends, and nothing else.
    Session,
    /// The server notes that something was seen, which sending it twice does not change.
    Mark,
    /// Anything.
    Contents,
}

/// A path below the host, made segment by segment.
#[derive(Clone)]
pub struct Endpoint {
    path: String,
    shown: String,
    template: String,
    secrets: Vec<Text>,
    login: bool,
    sends_token: SendsToken,
    changes: Changes,
    file: bool,
}

impl Endpoint {
    /// A path without variables.
    pub fn at(path: &'static str) -> Self {
        Self {
            path: path.to_owned(),
            shown: path.to_owned(),
            template: path.to_owned(),
            secrets: Vec::new(),
            login: false,
            sends_token: SendsToken::Yes,
            changes: Changes::Contents,
            file: false,
        }
    }

    /// Appends a literal, its slashes included.
    pub fn then(mut self, literal: &str) -> Self {
        self.path.push_str(literal);
        self.shown.push_str(literal);
        self.template.push_str(literal);
        self
    }

    /// Whether the caller gave the path: it may hold anything, also what is secret.
    pub fn is_given(&self) -> bool {
        self.template == GIVEN
    }

    /// A path that the caller gave, which is one variable of a template.
    pub fn given(path: &str) -> Self {
        Self { path: path.to_owned(), shown: path.to_owned(), ..Self::at(GIVEN) }
    }

    /// Appends an id as one percent-encoded segment (D6). An id that was not given is sent as the text `undefined`
    /// or `null` (K5).
    pub fn id<D: Document>(mut self, id: &D) -> Result<Self, Failure<D>> {
        let segment = id_segment(id)?;
        self.path.push_str(&segment);
        self.shown.push_str(&segment);
        self.template.push_str("{id}");
        Ok(self)
    }

    /// Appends a query, form-encoded; nothing for no parameters. It is shown.
    pub fn query<'q>(mut self, parameters: impl IntoIterator<Item = (&'q str, &'q str)>) -> Self {
        let query = encoded(parameters);
        self.shown.push_str(&query);
        self.path.push_str(&query);
        self
    }

    /// Appends a query that is not shown: what a person looks for may be anything.
    pub fn private_query<'q>(mut self, parameters: impl IntoIterator<Item = (&'q str, &'q str)>) -> Self {
        let query = encoded(parameters);
        if !query.is_empty() {
            self.shown.push_str("?…");
        }
        self.path.push_str(&query);
        self
    }

    /// Appends a secret (an API key, a token) as one segment, which is never shown.
    pub fn secret<D: Document>(mut self, secret: &Text, what: &str) -> Result<Self, Failure<D>> {
        let segment = segment(secret, what)?;
        if let Some(given) = secret.as_utf8() {
            self.secrets.push(white_space::without_end(given).into());
        }
        self.path.push_str(&segment);
        Ok(self.hidden())
    }

    /// Appends a session token as one segment, as [`Endpoint::secret`] does; there may be none.
    pub fn token<D: Document>(self, token: &Text, what: &str) -> Result<Self, Failure<D>> {
        if token.is_empty() { Ok(self.hidden()) } else { self.secret(token, what) }
    }

    fn hidden(mut self) -> Self {
        self.shown.push_str(PLACEHOLDER);
        self.template.push_str("{secret}");
        self
    }

    /// Marks the requests of a login.
    pub fn login(mut self) -> Self {
        self.login = true;
        self.of_session()
    }

    /// Marks a POST that begins or ends a session, and changes nothing else.
    pub fn of_session(mut self) -> Self {
        self.changes = Changes::Session;
        self
    }

    /// Marks a request that needs no token, and must not carry one: who will answer is not known.
    pub fn tokenless(mut self) -> Self {
        self.sends_token = SendsToken::Never;
        self
    }

    /// Marks a request that must show nothing that was made of a password or key.
    pub fn without_key(mut self) -> Self {
        self.sends_token = SendsToken::Alone;
        self
    }

    /// Whether it goes with the token.
    pub fn sends_token(&self) -> SendsToken {
        self.sends_token
    }

    /// Does it go without the token?
    pub fn is_tokenless(&self) -> bool {
        self.sends_token == SendsToken::Never
    }

    /// Marks a POST that only reads, so that repeating it is harmless.
    pub fn safe(mut self) -> Self {
        self.changes = Changes::Nothing;
        self
    }

    /// Marks a POST that reads, and of which the server notes that it was read: repeating it is harmless.
    pub fn noted(mut self) -> Self {
        self.changes = Changes::Mark;
        self
    }

    /// A POST that reads?
    pub fn reads(&self) -> bool {
        matches!(self.changes, Changes::Nothing | Changes::Mark)
    }

    /// A POST after which the server has what it had before, but for the session?
    pub fn keeps_contents(&self) -> bool {
        matches!(self.changes, Changes::Nothing | Changes::Session)
    }

    /// Marks what answers with a file.
    pub fn binary(mut self) -> Self {
        self.file = true;
        self
    }

    /// Does it answer with a file?
    pub fn is_file(&self) -> bool {
        self.file
    }

    /// The path that is sent.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The path that may be shown.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// The path with the names of its variables in place of their values, without a query.
    pub fn template(&self) -> &str {
        &self.template
    }

    /// Tells what no error may show, as it is and as it stands in the path, which proxies encode once more.
    pub fn tell(&self, secrets: &mut Secrets) {
        for secret in &self.secrets {
            secrets.add_text(secret);
            secrets.add(&utf8_percent_encode(&secret.to_utf8_lossy(), COMPONENT).to_string());
        }
    }

    /// Part of a login?
    pub fn is_login(&self) -> bool {
        self.login
    }
}

/// `?` and the parameters in the form of `application/x-www-form-urlencoded`.
fn encoded<'q>(parameters: impl IntoIterator<Item = (&'q str, &'q str)>) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish();
    if query.is_empty() { query } else { format!("?{query}") }
}

/// Refuses an id that cannot be a segment. For ids that are sent later than others: a call that has a bad one sends
/// nothing at all.
pub fn check_id<D: Document>(id: &D) -> Result<(), Failure<D>> {
    id_segment(id).map(|_| ())
}

fn id_segment<D: Document>(id: &D) -> Result<String, Failure<D>> {
    segment(&id.display().ok_or_else(|| Failure::usage("an id cannot be turned into a text"))?, "an id")
}

/// `encodeURIComponent` of a text without the white space at its end, refusing what URL parsers would fold away, what
/// has no UTF-8, and nothing, which would name the whole collection.
fn segment<D: Document>(text: &Text, what: &str) -> Result<String, Failure<D>> {
    match text.as_utf8().map(white_space::without_end) {
        Some("") => Err(Failure::usage(format!("{what} cannot be empty"))),
        Some(dots @ ("." | "..")) => Err(Failure::usage(format!("{what} cannot be '{dots}'"))),
        Some(s) => Ok(utf8_percent_encode(s, COMPONENT).to_string()),
        None => Err(Failure::usage(format!("{what} holds half of a surrogate pair and cannot be part of an address"))),
    }
}
