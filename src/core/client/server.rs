//! The server as the client knows it: a generation of servers implements these two traits (`server/`), and nothing else
//! in the client names one.

use super::shared_future::Place;
use super::{Args, Call, Method, Outcome, Request, Tokens};
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Platform};
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

    /// The headers of a request; `anonymous` leaves the session token out.
    ///
    /// # Errors
    /// Kind `usage` for what no header can carry.
    fn headers(&self, call: &Call<P>, anonymous: bool) -> Result<Headers, Failure<Doc<P>>>;

    /// Takes the data out of its envelope.
    fn unwrap(&self, answer: Doc<P>) -> Envelope<Doc<P>>;

    /// Reads a refusal.
    fn said(&self, refusal: &Doc<P>) -> Said<Doc<P>>;

    /// Advice to a person about a refusal, where this server's codes allow any.
    fn advice(&self, code: Option<&str>, status: u16) -> Option<&'static str>;

    /// Whether the session has to be renewed, whatever the HTTP status.
    fn wants_renewal(&self, failure: &Failure<Doc<P>>) -> bool;

    /// The request that ends the session.
    fn logout(&self) -> Request<Doc<P>>;

    /// The request that renews the session, sent without its token.
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
}

/// Makes a server for one client.
pub type MakeServer<P> = fn() -> Rc<dyn Server<P>>;

/// Whether a server is one of a generation.
pub enum Probed<P: Platform> {
    /// The server is of that generation. What it answered may serve the call that follows.
    Yes(Rc<dyn Server<P>>),
    /// Something else answered: what, in words for a person.
    No(String),
}

/// Asks whether the server is one of a generation. It fails where nobody has answered, or only to say that it cannot (5xx):
/// nothing is known then.
pub type ProbeServer<P> = fn(Call<P>) -> LocalBoxFuture<'static, Result<Probed<P>, Failure<Doc<P>>>>;

/// A generation that a server may be of.
pub type Candidate<P> = (MakeServer<P>, ProbeServer<P>);

/// The server of a client, as far as it is known.
pub struct KnownServer<P: Platform> {
    server: RefCell<Rc<dyn Server<P>>>,
    /// The generations that it may be of; empty once it is known.
    candidates: RefCell<Vec<Candidate<P>>>,
    /// The search for it that is under way.
    pub finding: Place<Doc<P>>,
}

impl<P: Platform> KnownServer<P> {
    /// A server that is known from the start.
    pub fn told(make: MakeServer<P>) -> Self {
        Self { server: RefCell::new(make()), candidates: RefCell::default(), finding: Place::default() }
    }

    /// A server that is one of these; `likely` is taken for what cannot wait until it is known.
    pub fn one_of(candidates: Vec<Candidate<P>>, likely: MakeServer<P>) -> Self {
        Self { candidates: RefCell::new(candidates), ..Self::told(likely) }
    }

    /// The generations that it may be of; empty once it is known.
    pub fn candidates(&self) -> Vec<Candidate<P>> {
        self.candidates.borrow().clone()
    }

    /// Sets the server that was found.
    pub fn found(&self, server: Rc<dyn Server<P>>) {
        drop(self.server.replace(server));
        self.candidates.take();
    }

    /// Whether it is known.
    pub fn is_known(&self) -> bool {
        self.candidates.borrow().is_empty()
    }

    /// The server that calls are carried out by.
    pub fn get(&self) -> Rc<dyn Server<P>> {
        self.server.borrow().clone()
    }
}
