//! The server as the client knows it: a generation of servers implements these two traits (`server/`), and nothing else
//! in the client names one.

use super::request::SendsToken;
use super::session::auth_options::AuthOptions;
use super::shared_future::Place;
use super::{Args, Call, Method, Outcome, Request, Tokens};
use crate::core::encryption::custom_fields::FieldReading;
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Platform};
use crate::core::redact::Secrets;
use futures_util::future::LocalBoxFuture;
use std::cell::RefCell;
use std::rc::Rc;

/// Names and values of headers; the values hold only what a header can carry.
pub type Headers = Vec<(&'static str, String)>;

/// Kinds of JSON in an answer with a status of success.
pub enum Envelope<D> {
    /// The data that was asked for.
    Data(D),
    /// A refusal, in spite of the status.
    Refusal(D),
    /// JSON that this server does not send.
    Other(D),
}

/// A refusal, in the server's own members.
pub struct Said<D> {
    /// The code by which programs know it.
    pub code: D,
    /// The texts that it may give; the first that is one counts.
    pub texts: [D; 2],
}

/// Protocol of a server, as much of it as a request must know.
pub trait Protocol<P: Platform> {
    /// The number of the API that it speaks, as users know it.
    fn generation(&self) -> u8;

    /// Path of the API below the root of a host; `None`: the host as it was given, to the letter.
    fn base(&self) -> Option<&'static str>;

    /// Whether tokens and hashes go to addresses below that path alone, whatever a redirect says. (Of API v4 they follow
    /// redirects within the origin: spec §4.2.)
    fn keeps_secrets_below_its_base(&self) -> bool {
        false
    }

    /// The headers of a request.
    ///
    /// # Errors
    /// Kind `usage` for what no header can carry.
    fn headers(&self, call: &Call<P>, token: SendsToken) -> Result<Headers, Failure<Doc<P>>>;

    /// The JSON of an answer, whatever its status, without what it is packed in; `None` where that is damaged.
    fn unpacked(&self, _platform: &P, answer: Doc<P>) -> Option<Doc<P>> {
        Some(answer)
    }

    /// Takes the data out of its envelope.
    fn unwrap(&self, answer: Doc<P>) -> Envelope<Doc<P>>;

    /// Whether the JSON of a refusal is one of this server's, and of no other generation.
    fn refuses_so(&self, refusal: &Doc<P>) -> bool;

    /// Whether a status of success without data means, to a request that changes something, that it was done. To one that
    /// reads it is no answer then.
    fn nothing_means_done(&self) -> bool {
        false
    }

    /// Whether an error quotes the beginning of a text that is no answer of the API.
    fn quotes_foreign_answers(&self) -> bool {
        false
    }

    /// Fields of the error, made of a refusal.
    fn error_fields(&self, refusal: Doc<P>) -> Doc<P> {
        refusal
    }

    /// Reads a refusal, as its fields show it.
    fn said(&self, fields: &Doc<P>) -> Said<Doc<P>>;

    /// Advice to a person about a refusal, where this server's codes allow any.
    fn advice(&self, code: Option<&str>, status: u16) -> Option<&'static str>;

    /// Whether the session has to be renewed, whatever the HTTP status.
    fn wants_renewal(&self, failure: &Failure<Doc<P>>) -> bool;

    /// Whether a request that was sent with a token which has been replaced meanwhile failed for that.
    fn was_outdated(&self, failure: &Failure<Doc<P>>) -> bool {
        self.wants_renewal(failure)
    }

    /// The failure of a renewal, with what a person can do about it.
    fn explain_renewal(&self, failure: Failure<Doc<P>>) -> Failure<Doc<P>> {
        failure
    }

    /// How custom fields are read.
    fn field_reading(&self) -> FieldReading {
        FieldReading::Strict
    }

    /// Forgets what belongs to a session: keys that were opened, what this user sees.
    fn forget(&self) {}

    /// Gives up what is under way for several calls.
    fn stop(&self) {}

    /// Tells what no error may show, beside the session's own: what the requests of a call carry.
    fn tell(&self, _call: &Call<P>, _secrets: &mut Secrets) {}

    /// Where the API lies, in words for a person who may have written another host; `""`: nothing to be said.
    fn whereabouts(&self) -> &'static str {
        ""
    }

    /// The request that ends the session; `None` where a server has none, or keeps it for the next program.
    fn logout(&self) -> Option<Request<Doc<P>>>;

    /// When the session token of an answer ends, in seconds since 1970.
    fn token_end(&self, _data: &Doc<P>) -> Option<f64> {
        None
    }

    /// The request that renews the session.
    fn renewal(&self, tokens: &Tokens) -> Request<Doc<P>>;

    /// The new tokens of its answer.
    ///
    /// # Errors
    /// Kind `notApi` if the answer holds no tokens.
    fn renewed(&self, data: &Doc<P>) -> Result<Tokens, Failure<Doc<P>>>;
}

/// A server, as much of it as a call must know.
pub trait Server<P: Platform>: Protocol<P> {
    /// The requests of a method, one after the other.
    fn start(self: Rc<Self>, method: Method, call: Call<P>, args: Args<Doc<P>>) -> LocalBoxFuture<'static, Outcome<P>>;

    /// What `setAuthOptions` asks of it, after the tokens are set: the key of a password that was given, whether a key opens
    /// what it must. `is_sure`: no other generation answers there.
    fn load_key<'a>(
        self: Rc<Self>,
        begun: &'a mut AuthOptions<P>,
        is_sure: bool,
    ) -> LocalBoxFuture<'a, Result<(), Failure<Doc<P>>>>;
}

/// Where the API of a server lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lies {
    /// At the host as it was given.
    AsGiven,
    /// At its usual place below the root of the host.
    BelowRoot,
}

/// Makes a server for one client.
pub type MakeServer<P> = fn(Lies) -> Rc<dyn Server<P>>;

/// Whether a server is one of a generation.
pub enum Probed<P: Platform> {
    /// The server is of that generation. What it answered may serve the call that follows.
    Yes(Rc<dyn Server<P>>),
    /// Something else answered: what, in words for a person.
    No(String),
}

/// Asks whether the server is one of a generation, considering one. It fails where nobody has answered, or only to say that
/// it cannot (5xx): nothing is known then.
pub type ProbeServer<P> = fn(Call<P>) -> LocalBoxFuture<'static, Result<Probed<P>, Failure<Doc<P>>>>;

/// Whether what a method is given is meant for a server of a generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// No other has such a thing.
    Certain,
    /// It looks like a secret of that generation, which no other may see.
    Likely,
    /// Nothing can be said.
    Unknown,
    /// It would be refused before anything is sent.
    Never,
}

impl Fit {
    /// Whether it is meant for that generation, as far as can be seen.
    pub fn is_meant(self) -> bool {
        matches!(self, Self::Certain | Self::Likely)
    }
}

/// Judges the arguments of a method.
pub type JudgeFit<P> = fn(Method, &Args<Doc<P>>) -> Fit;

/// A generation that a server may be of.
pub struct Candidate<P: Platform> {
    /// Its number.
    pub number: u8,
    /// Makes a server of it.
    pub make: MakeServer<P>,
    /// Asks for it.
    pub probe: ProbeServer<P>,
    /// Says what is meant for it.
    pub fit: JudgeFit<P>,
}

impl<P: Platform> Clone for Candidate<P> {
    fn clone(&self) -> Self {
        Self { number: self.number, make: self.make, probe: self.probe, fit: self.fit }
    }
}

/// How a client came to its server.
enum Knowledge {
    /// It was told.
    Told,
    /// The server has answered as one of its generation does.
    Found,
    /// It is taken for granted until the first answer; which generations have said already that it is not theirs, and how.
    Presumed(Vec<(u8, String)>),
    /// Not at all.
    Unknown,
}

/// The server of a client, as far as it is known.
pub struct KnownServer<P: Platform> {
    server: RefCell<Rc<dyn Server<P>>>,
    knowledge: RefCell<Knowledge>,
    /// The generations that it may be of, in the order in which they are asked; none for one that was told.
    candidates: Vec<Candidate<P>>,
    /// The generation that the end of the host names, without being a proof of it.
    suggested: Option<u8>,
    lies: Lies,
    /// The search for it that is under way.
    pub finding: Place<Doc<P>>,
}

impl<P: Platform> KnownServer<P> {
    /// A server that is known from the start.
    pub fn told(server: Rc<dyn Server<P>>) -> Self {
        Self {
            server: RefCell::new(server),
            knowledge: RefCell::new(Knowledge::Told),
            candidates: Vec::new(),
            suggested: None,
            lies: Lies::AsGiven,
            finding: Place::default(),
        }
    }

    /// A server that is one of these, at least one; the one with the number `suggested` is taken for granted.
    pub fn one_of(candidates: Vec<Candidate<P>>, suggested: Option<u8>, lies: Lies) -> Self {
        let likely = candidates.iter().find(|one| suggested == Some(one.number)).unwrap_or(&candidates[0]);
        let known = Self { suggested, lies, ..Self::told((likely.make)(lies)) };
        known.forget_presumption();
        Self { candidates, ..known }
    }

    /// The generations that it may be of.
    pub fn candidates(&self) -> Vec<Candidate<P>> {
        self.candidates.clone()
    }

    /// A server of the generation that is asked first.
    pub fn first(&self) -> Rc<dyn Server<P>> {
        self.candidates.first().map_or_else(|| self.get(), |first| (first.make)(self.lies))
    }

    /// Where its API lies.
    pub fn lies(&self) -> Lies {
        self.lies
    }

    /// Sets the server that was found.
    pub fn found(&self, server: Rc<dyn Server<P>>) {
        drop(self.server.replace(server));
        self.knowledge.replace(Knowledge::Found);
    }

    /// Takes a server for granted until it has answered.
    pub fn presume(&self, server: Rc<dyn Server<P>>, refusals: Vec<(u8, String)>) {
        drop(self.server.replace(server));
        self.knowledge.replace(Knowledge::Presumed(refusals));
    }

    /// What was taken for granted is so no longer, unless the host suggests it.
    pub fn forget_presumption(&self) {
        let state = if self.suggested.is_some() { Knowledge::Presumed(Vec::new()) } else { Knowledge::Unknown };
        self.knowledge.replace(state);
    }

    /// It has answered as a server of its generation does: what was taken for granted is so.
    pub fn settle(&self) {
        if self.is_presumed() {
            self.knowledge.replace(Knowledge::Found);
        }
    }

    /// Which generations have said already that it is not theirs, and how.
    pub fn refusals(&self) -> Vec<(u8, String)> {
        match &*self.knowledge.borrow() {
            Knowledge::Presumed(refusals) => refusals.clone(),
            _ => Vec::new(),
        }
    }

    /// Whether it was told.
    pub fn is_told(&self) -> bool {
        matches!(*self.knowledge.borrow(), Knowledge::Told)
    }

    /// Whether it is known.
    pub fn is_known(&self) -> bool {
        matches!(*self.knowledge.borrow(), Knowledge::Told | Knowledge::Found)
    }

    /// Whether it is taken for granted.
    pub fn is_presumed(&self) -> bool {
        matches!(*self.knowledge.borrow(), Knowledge::Presumed(_))
    }

    /// The server that calls are carried out by.
    pub fn get(&self) -> Rc<dyn Server<P>> {
        self.server.borrow().clone()
    }
}
