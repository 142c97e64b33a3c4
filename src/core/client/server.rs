//! What the client knows of its server: a generation of servers implements these two traits (`server/`), and nothing else in
//! the client names one.

use super::{Args, Call, Method, Outcome, Request, Tokens};
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Platform};
use futures_util::future::LocalBoxFuture;
use std::rc::Rc;

/// Names and values of headers; the values hold only what a header can carry.
pub type Headers = Vec<(&'static str, String)>;

/// What the JSON of an answer with a status of success is.
pub enum Envelope<D> {
    /// The data that was asked for.
    Data(D),
    /// A refusal, in spite of the status.
    Refusal(D),
    /// Nothing that this server sends.
    Other(D),
}

/// What a server says of its refusal, in its own members.
pub struct Said<D> {
    /// The code by which programs know it.
    pub code: D,
    /// Its texts; the first that is one counts.
    pub texts: [D; 2],
}

/// What a request must know of its server.
pub trait Protocol<P: Platform> {
    /// The number of the API that it speaks, as users know it.
    fn generation(&self) -> u8;

    /// The headers of a request; `anonymous` leaves the session token out.
    ///
    /// # Errors
    /// Kind `usage` for what no header can carry.
    fn headers(&self, call: &Call<P>, anonymous: bool) -> Result<Headers, Failure<Doc<P>>>;

    /// Takes the data out of its envelope.
    fn unwrap(&self, answer: Doc<P>) -> Envelope<Doc<P>>;

    /// Reads a refusal.
    fn said(&self, refusal: &Doc<P>) -> Said<Doc<P>>;

    /// What a person can do about a refusal, where this server's codes say it.
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
    /// Kind `notApi` where there are none.
    fn renewed(&self, data: &Doc<P>) -> Result<Tokens, Failure<Doc<P>>>;
}

/// What a call must know of its server.
pub trait Server<P: Platform>: Protocol<P> {
    /// The requests of a method, one after the other.
    fn start(self: Rc<Self>, method: Method, call: Call<P>, args: Args<Doc<P>>) -> LocalBoxFuture<'static, Outcome<P>>;
}
