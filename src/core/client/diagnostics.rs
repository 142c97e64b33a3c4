//! What a client tells of itself for a support ticket: put together from what is named here, and from nothing else. No secret is
//! among it, no value, no name of a password; with `redact` no address either.

use super::call::options::CallOptions;
use super::summary::Summary;
use super::{Client, Token};
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Platform, RequestEvent};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

/// How many of the last requests are kept.
const KEPT_REQUESTS: usize = 20;
/// Longest version of a server, in characters.
const MAX_VERSION_CHARS: usize = 20;

/// What is noted while a client works.
#[derive(Default)]
pub struct Noted {
    version: RefCell<Option<String>>,
    /// When the tokens that were set at a moment end.
    token_end: Cell<Option<(u64, f64)>>,
    requests: RefCell<VecDeque<RequestEvent>>,
    /// Calls that were well.
    well: Cell<u32>,
    /// Calls that failed, by the kind of the error; `agent`: with what an agent of the caller's own has thrown.
    failed: RefCell<Vec<(&'static str, u32)>>,
}

impl Noted {
    /// Notes the version that a server tells. It may say anything, also what it was sent; only digits and dots are kept.
    pub fn version<D: Document>(&self, told: &D) {
        let Some(text) = told.as_text() else { return };
        let text = text.to_utf8_lossy();
        let is_part = |c: &char| c.is_ascii_digit() || *c == '.';
        let version: String = text.chars().take_while(is_part).take(MAX_VERSION_CHARS).collect();
        self.version.replace(Some(version).filter(|version| version.contains('.')));
    }

    /// Notes a request that has ended.
    pub fn request(&self, event: RequestEvent) {
        let mut requests = self.requests.borrow_mut();
        if requests.len() >= KEPT_REQUESTS {
            requests.pop_front();
        }
        requests.push_back(event);
    }

    /// Counts a call that has ended: without a failure well.
    pub fn outcome<D>(&self, failure: Option<&Failure<D>>) {
        let kind = match failure {
            None => return self.well.set(self.well.get().saturating_add(1)),
            Some(Failure::Ours(problem)) => problem.kind.name(),
            Some(Failure::Foreign(_)) => "agent",
        };
        let mut failed = self.failed.borrow_mut();
        match failed.iter_mut().find(|(name, _)| *name == kind) {
            Some((_, count)) => *count = count.saturating_add(1),
            None => failed.push((kind, 1)),
        }
    }
}

impl<P: Platform> Client<P> {
    /// Notes when a session token ends, in seconds since 1970, if it is the one in force.
    pub fn note_token_end(&self, token: &Token, seconds: Option<f64>) {
        let session = self.session.borrow();
        if session.token == *token {
            self.noted.token_end.set(seconds.filter(|s| s.is_finite()).map(|s| (session.tokens_set_at, s)));
        }
    }

    /// What there is to be told now; `options` are those of the calls. `redact`: without addresses, and what a server gave its
    /// answers as numbers. Members: `pkg-template/types/diagnostics.d.ts`; what is not known is left out.
    pub fn diagnostics(&self, options: &CallOptions, redact: bool) -> Doc<P> {
        let Summary { host, generation, session, encryption } = self.summary();
        // Copies: nothing is borrowed while documents are made, in which a page may have put functions of its own.
        let (set_at, can_refresh) = {
            let state = self.session.borrow();
            (state.tokens_set_at, !state.refresh_token.is_empty())
        };
        let (version, failed) = (self.noted.version.borrow().clone(), self.noted.failed.borrow().clone());
        let (events, keys_held) = (self.noted.requests.borrow().clone(), self.keys.borrow().len());
        let end = self.noted.token_end.get().filter(|(at, _)| *at == set_at).map(|(_, end)| end * 1000.0);
        let told = Doc::<P>::object();
        let tell = |name, value: Option<Doc<P>>| value.into_iter().for_each(|value| told.set(name, value));
        let number = |value| Some(Document::number(value));
        tell("host", host.filter(|_| !redact).map(|host| Document::str(&host)));
        tell("generation", generation.map(|number| Document::number(f64::from(number))));
        tell("serverVersion", version.as_deref().map(Document::str));
        tell("session", Some(Document::str(if self.is_closed() { "closed" } else { session })));
        tell("sessionEndsAt", end.map(Document::number));
        tell("canRefresh", Some(Document::bool(can_refresh)));
        tell("encryption", Some(Document::str(encryption)));
        let names = Doc::<P>::list();
        self.options.given.iter().chain(&options.given).for_each(|name| names.push(Document::str(name)));
        tell("options", Some(names));
        let counts = Doc::<P>::object();
        failed.iter().for_each(|(kind, n)| counts.set(kind, Document::number(f64::from(*n))));
        let well = Document::number(f64::from(self.noted.well.get()));
        tell("calls", Some(Document::record([("well", well), ("failed", counts)])));
        tell("callsUnderWay", number(self.under_way.len() as f64));
        tell("keysHeld", number(keys_held as f64));
        let requests = Doc::<P>::list();
        for mut event in events {
            if redact {
                (event.url, event.request_id) = (String::new(), None);
            }
            requests.push(event.record());
        }
        tell("requests", Some(requests));
        told
    }
}
