//! A network that does what a test tells it to: it records every request and answers by script, at once or when the
//! test says so, in any order.

use crate::core::failure::cause::Thrown;
use crate::core::platform::in_memory::{Native, Value, url};
use crate::core::platform::{
    Document, ExternalBytes, Fetch, FetchFailure, FetchFailureReason, HeaderList, HttpBody, HttpRequest, HttpResponse,
    Page,
};
use serde_json::{Value as Json, json};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

/// A request as it was sent.
pub struct Sent {
    /// The method.
    pub method: &'static str,
    /// The address.
    pub url: String,
    /// The headers.
    pub headers: Vec<(&'static str, String)>,
    /// The caller's own headers.
    pub given: Rc<HeaderList>,
    /// The body.
    pub body: Option<Vec<u8>>,
    /// `METHOD /path`, without the host of [`Network::base`].
    pub line: String,
    /// Whether the platform may send it twice.
    pub reads: bool,
}

impl Sent {
    /// A header, if it was sent.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str())
    }

    /// The body as JSON; `null` if there is none.
    pub fn json(&self) -> Json {
        self.body.as_ref().and_then(|bytes| serde_json::from_slice(bytes).ok()).unwrap_or(Json::Null)
    }
}

/// Answer to a request.
#[derive(Clone)]
pub enum Answer {
    /// An answer.
    Response {
        /// The status.
        status: u16,
        /// `Content-Type`.
        content_type: Option<String>,
        /// `Location`.
        location: Option<String>,
        /// The body.
        body: String,
        /// A redirect that a page may not see.
        opaque: bool,
    },
    /// A missing answer, or one that was cut off.
    Failure {
        /// Reason for the failure.
        reason: FetchFailureReason,
        /// Errors that were thrown, the outermost first.
        thrown: Vec<Thrown>,
    },
}

impl Answer {
    /// An answer with a body of any type.
    pub fn text(status: u16, content_type: &str, body: &str) -> Self {
        let content_type = (!content_type.is_empty()).then(|| content_type.to_owned());
        Self::Response { status, content_type, location: None, body: body.to_owned(), opaque: false }
    }

    /// An answer in JSON.
    pub fn json(status: u16, body: &Json) -> Self {
        Self::text(status, "application/json", &body.to_string())
    }

    /// The envelope of a success.
    pub fn data(data: impl Into<Json>) -> Self {
        Self::json(200, &json!({ "status": "success", "data": data.into() }))
    }

    /// The envelope of a success, with data that may hold what JSON leaves out.
    pub fn of_value(data: &Value) -> Self {
        let data = super::json::write(data).and_then(|text| serde_json::from_str(&text).ok());
        Self::data(data.unwrap_or(Json::Null))
    }

    /// The envelope of a failure.
    pub fn error(status: u16, code: &str) -> Self {
        Self::json(status, &json!({ "status": "failed", "code": code, "data": null }))
    }

    /// A redirect.
    pub fn redirect(status: u16, to: &str) -> Self {
        let location = (!to.is_empty()).then(|| to.to_owned());
        Self::Response { status, content_type: None, location, body: String::new(), opaque: false }
    }

    /// An error of the platform with this code, in the place of an answer.
    pub fn failure(reason: FetchFailureReason, code: &str) -> Self {
        Self::thrown(reason, &[("TypeError", code, "the platform's error")])
    }

    /// A chain of errors in the place of an answer: name, code and message.
    pub fn thrown(reason: FetchFailureReason, chain: &[(&str, &str, &str)]) -> Self {
        let thrown = chain.iter().map(|&(name, code, message)| Thrown {
            name: name.to_owned(),
            code: code.to_owned(),
            message: message.to_owned(),
        });
        Self::Failure { reason, thrown: thrown.collect() }
    }
}

/// A request that waits for its answer.
struct Parked {
    line: String,
    answer: RefCell<Option<Answer>>,
    waker: RefCell<Option<Waker>>,
}

/// The network.
pub struct Network {
    /// The address of the API, which [`Sent::line`] leaves out.
    pub base: RefCell<String>,
    /// Page that the client runs in.
    pub page: RefCell<Page>,
    /// What every answer has as `X-Request-Id`.
    pub request_id: RefCell<Option<String>>,
    /// True in a page.
    pub has_page: Cell<bool>,
    /// The answers of each line; the last one stays.
    routes: RefCell<Vec<(String, VecDeque<Answer>)>>,
    sent: RefCell<Vec<Rc<Sent>>>,
    parked: RefCell<Vec<Rc<Parked>>>,
    in_flight: Cell<usize>,
    most_in_flight: Cell<usize>,
}

impl Default for Network {
    fn default() -> Self {
        Self {
            base: RefCell::new("https://pw.test/api/v4".to_owned()),
            page: RefCell::default(),
            request_id: RefCell::default(),
            has_page: Cell::default(),
            routes: RefCell::default(),
            sent: RefCell::default(),
            parked: RefCell::default(),
            in_flight: Cell::default(),
            most_in_flight: Cell::default(),
        }
    }
}

impl Network {
    /// Answers every request of that line (`GET /vaults/list`) at once.
    pub fn route(&self, line: &str, answer: Answer) {
        self.route_each(line, [answer]);
    }

    /// Answers the requests of that line one after the other; the last answer is given again.
    pub fn route_each(&self, line: &str, answers: impl IntoIterator<Item = Answer>) {
        self.unroute(line);
        self.routes.borrow_mut().push((line.to_owned(), answers.into_iter().collect()));
    }

    /// Requests of that line wait for [`Network::answer`], as those without a route do.
    pub fn unroute(&self, line: &str) {
        self.routes.borrow_mut().retain(|(l, _)| l != line);
    }

    /// Answers the request of that line that waits longest. False if none waits.
    pub fn answer(&self, line: &str, answer: Answer) -> bool {
        let found = {
            let mut parked = self.parked.borrow_mut();
            let position = parked.iter().position(|p| p.line == line);
            position.map(|i| parked.remove(i))
        };
        let Some(request) = found else { return false };
        request.answer.replace(Some(answer));
        if let Some(waker) = request.waker.take() {
            waker.wake();
        }
        true
    }

    /// The lines that wait, in the order of sending.
    pub fn waiting(&self) -> Vec<String> {
        self.parked.borrow().iter().map(|p| p.line.clone()).collect()
    }

    /// Requests that were sent so far.
    pub fn sent(&self) -> Vec<Rc<Sent>> {
        self.sent.borrow().clone()
    }

    /// Requests that were sent so far; they are forgotten.
    pub fn take_sent(&self) -> Vec<Rc<Sent>> {
        self.sent.take()
    }

    /// The lines of all that was sent so far; they are forgotten.
    pub fn take_lines(&self) -> Vec<String> {
        self.take_sent().iter().map(|s| s.line.clone()).collect()
    }

    /// The most requests that were in flight at once.
    pub fn most_in_flight(&self) -> usize {
        self.most_in_flight.get()
    }

    fn next_answer(&self, line: &str) -> Option<Answer> {
        let mut routes = self.routes.borrow_mut();
        let (_, answers) = routes.iter_mut().find(|(l, _)| l == line)?;
        if answers.len() > 1 { answers.pop_front() } else { answers.front().cloned() }
    }

    async fn wait_for_answer(&self, line: &str) -> Answer {
        if let Some(answer) = self.next_answer(line) {
            return answer;
        }
        let request = Rc::new(Parked { line: line.to_owned(), answer: RefCell::default(), waker: RefCell::default() });
        self.parked.borrow_mut().push(request.clone());
        poll_fn(|context| match request.answer.take() {
            Some(answer) => Poll::Ready(answer),
            None => {
                request.waker.replace(Some(context.waker().clone()));
                Poll::Pending
            }
        })
        .await
    }
}

/// Counts a request while it is in flight, also one that is given up.
struct InFlight<'a>(&'a Network);

impl<'a> InFlight<'a> {
    fn new(network: &'a Network) -> Self {
        network.in_flight.set(network.in_flight.get() + 1);
        network.most_in_flight.set(network.most_in_flight.get().max(network.in_flight.get()));
        Self(network)
    }
}

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        self.0.in_flight.set(self.0.in_flight.get() - 1);
    }
}

fn in_room(room: &ExternalBytes<Value>) -> Vec<u8> {
    match &room.whole {
        Value::Bytes(whole) => whole.borrow()[room.start..room.end].to_vec(),
        _ => Vec::new(),
    }
}

impl Fetch for Native {
    fn byte_length(&self, body: &Value) -> usize {
        match body {
            Value::Bytes(bytes) => bytes.borrow().len(),
            other => other.as_text().map_or(0, |text| text.to_utf8_lossy().len()),
        }
    }

    async fn fetch(&self, request: HttpRequest<Value>) -> Result<HttpResponse<Value>, FetchFailure> {
        let network = &self.network;
        let path = request.url.strip_prefix(network.base.borrow().as_str()).unwrap_or(&request.url).to_owned();
        let line = format!("{} {path}", request.method);
        let body = match &request.body {
            HttpBody::None => None,
            HttpBody::Woven { sent: Value::Bytes(bytes), .. } => Some(bytes.borrow().clone()),
            HttpBody::Json(text) | HttpBody::Woven { sent: text, .. } => {
                text.as_text().map(|t| t.to_utf8_lossy().as_bytes().to_vec())
            }
        };
        network.sent.borrow_mut().push(Rc::new(Sent {
            method: request.method,
            url: request.url,
            headers: request.headers,
            given: request.given,
            body,
            line: line.clone(),
            reads: request.reads,
        }));
        let in_flight = InFlight::new(network);
        let answer = network.wait_for_answer(&line).await;
        drop(in_flight);
        match answer {
            Answer::Failure { reason, thrown } => Err(FetchFailure { reason, thrown }),
            Answer::Response { status, content_type, location, body, opaque } => Ok(HttpResponse {
                status,
                opaque_redirect: opaque,
                content_type,
                location,
                retry_after: None,
                request_id: network.request_id.borrow().clone(),
                bytes: body.len(),
                body: Value::str(&body),
            }),
        }
    }

    fn alloc_external(&self, length: usize) -> Value {
        Value::bytes(&vec![0; length])
    }

    fn write(&self, room: &Value, at: usize, bytes: &[u8]) {
        let Value::Bytes(room) = room else { return };
        room.borrow_mut()[at..at + bytes.len()].copy_from_slice(bytes);
    }

    fn copy_external(&self, room: &Value, at: usize, from: &ExternalBytes<Value>) {
        self.write(room, at, &in_room(from));
    }

    fn body_of(&self, room: &ExternalBytes<Value>) -> Value {
        Value::bytes(&in_room(room))
    }

    fn text_of(&self, room: &ExternalBytes<Value>) -> Value {
        Value::str(&String::from_utf8_lossy(&in_room(room)))
    }

    fn resolve(&self, base: &str, reference: &str) -> Option<(String, String)> {
        url::resolve(base, reference)
    }

    fn page(&self) -> Page {
        self.network.page.borrow().clone()
    }

    fn has_page(&self) -> bool {
        self.network.has_page.get()
    }

    fn tell_route(&self) {}
}
