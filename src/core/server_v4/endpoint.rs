//! One endpoint: the path that is sent, and the path that may be shown.

use crate::core::failure::Failure;
use crate::core::platform::Document;
use crate::core::text::Text;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What `encodeURIComponent` leaves alone, besides letters and digits.
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

/// What stands in for a secret (D1).
const PLACEHOLDER: &str = "***";

/// A path below the host, made segment by segment.
#[derive(Clone)]
pub struct Endpoint {
    path: String,
    shown: String,
    secrets: Vec<String>,
    login: bool,
    reads: bool,
    file: bool,
}

impl Endpoint {
    /// A path without variables.
    pub fn at(path: &'static str) -> Self {
        Self {
            path: path.to_owned(),
            shown: path.to_owned(),
            secrets: Vec::new(),
            login: false,
            reads: false,
            file: false,
        }
    }

    /// Appends a literal, its slashes included.
    pub fn then(mut self, literal: &str) -> Self {
        self.path.push_str(literal);
        self.shown.push_str(literal);
        self
    }

    /// Appends an id as one percent-encoded segment (D6). An id that was not given is sent as the text `undefined`
    /// or `null` (K5).
    pub fn id<D: Document>(mut self, id: &D) -> Result<Self, Failure<D>> {
        let text = id.display().ok_or_else(|| Failure::usage("an id cannot be turned into a text"))?;
        let segment = segment(&text, "an id")?;
        self.path.push_str(&segment);
        self.shown.push_str(&segment);
        Ok(self)
    }

    /// Appends a secret (an API key, a token) as one segment, which is never shown.
    pub fn secret<D: Document>(mut self, secret: &Text, what: &str) -> Result<Self, Failure<D>> {
        let segment = segment(secret, what)?;
        if !segment.is_empty() {
            self.secrets.extend(secret.as_utf8().map(str::to_owned));
            self.secrets.push(segment.clone());
        }
        self.path.push_str(&segment);
        self.shown.push_str(PLACEHOLDER);
        Ok(self)
    }

    /// Marks the requests of a login.
    pub fn of_login(mut self) -> Self {
        self.login = true;
        self
    }

    /// Marks a POST that only reads, so that repeating it is harmless.
    pub fn that_reads(mut self) -> Self {
        self.reads = true;
        self
    }

    /// A POST that only reads?
    pub fn reads(&self) -> bool {
        self.reads
    }

    /// Marks what answers with a file.
    pub fn of_file(mut self) -> Self {
        self.file = true;
        self
    }

    /// Does it answer with a file?
    pub fn is_file(&self) -> bool {
        self.file
    }

    /// What is sent.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What may be shown.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// What must not be shown.
    pub fn secrets(&self) -> &[String] {
        &self.secrets
    }

    /// Part of a login?
    pub fn is_login(&self) -> bool {
        self.login
    }
}

/// `encodeURIComponent`, refusing what URL parsers would fold away and what has no UTF-8.
fn segment<D: Document>(text: &Text, what: &str) -> Result<String, Failure<D>> {
    match text.as_utf8() {
        Some(dots @ ("." | "..")) => Err(Failure::usage(format!("{what} cannot be '{dots}'"))),
        Some(s) => Ok(utf8_percent_encode(s, COMPONENT).to_string()),
        None => Err(Failure::usage(format!("{what} holds half of a surrogate pair and cannot be part of an address"))),
    }
}
