//! Telling those who watch of the attempts to send a request.

use crate::core::client::Call;
use crate::core::client::request::outgoing::{Attempts, Outgoing};
use crate::core::client::request::retry::FailedAttempt;
use crate::core::failure::{Failure, FailureKind};
use crate::core::platform::{Doc, HttpBody, HttpResponse, Platform, RequestEvent};
use crate::core::redact::Secrets;
use std::cell::RefCell;

/// Longest number of a request that a server may give, in bytes.
const MAX_ID_BYTES: usize = 100;

/// An attempt under way. One that is dropped was ended with its call.
pub struct Attempt<'a, P: Platform> {
    call: &'a Call<P>,
    attempts: &'a Attempts,
    /// What is told of it, and what those who watch have made of that; nothing after its end.
    told: RefCell<Option<(RequestEvent, Option<Doc<P>>)>>,
    began: f64,
}

impl<'a, P: Platform> Attempt<'a, P> {
    /// Begins one. `shown` is `METHOD: address`.
    pub fn begin(call: &'a Call<P>, request: &Outgoing<'a, Doc<P>>, shown: &str) -> Self {
        let (platform, attempts) = (&*call.platform, request.attempts);
        attempts.number.set(attempts.number.get() + 1);
        if attempts.id.get() == 0 {
            attempts.id.set(call.client.next_request());
        }
        let event = RequestEvent {
            id: attempts.id.get(),
            call: call.name,
            method: request.method,
            url: shown[request.method.len() + 2..].to_owned(),
            template: request.endpoint.template().to_owned(),
            attempt: attempts.number.get(),
            started_at: platform.now(),
            bytes_out: match request.body {
                HttpBody::None => 0,
                HttpBody::Json(sent) | HttpBody::Woven { sent, .. } => platform.byte_length(sent),
            },
            ..RequestEvent::default()
        };
        let observed = platform.is_observed().then(|| platform.request_started(&event));
        Self { call, attempts, told: RefCell::new(Some((event, observed))), began: platform.elapsed() }
    }

    /// What the platform has of it.
    pub fn observed(&self) -> Option<Doc<P>> {
        self.told.borrow().as_ref().and_then(|(_, observed)| observed.clone())
    }

    /// Notes that there is an answer.
    pub fn answered(&self, response: &HttpResponse<Doc<P>>, secrets: &dyn Fn() -> Secrets) {
        if let Some((event, _)) = &mut *self.told.borrow_mut() {
            event.status = Some(response.status);
            event.bytes_in = Some(response.bytes);
            event.request_id = response.request_id.as_deref().filter(|id| is_id(id, secrets)).map(str::to_owned);
        }
    }

    /// Ends it.
    pub fn end<T>(self, outcome: &Result<T, FailedAttempt<Doc<P>>>) {
        self.tell(outcome.as_ref().err().map(|failed| match &failed.failure {
            Failure::Ours(problem) => problem.kind,
            Failure::Foreign(_) => FailureKind::Network,
        }));
    }

    fn tell(&self, kind: Option<FailureKind>) {
        let Some((mut event, observed)) = self.told.take() else { return };
        event.kind = kind.map(FailureKind::name);
        event.duration_ms = Some(self.call.platform.elapsed() - self.began);
        let told = observed.map(|observed| (observed, event.clone()));
        self.call.client.noted.request(event); // first: who is told may ask for it
        if let Some((observed, event)) = told {
            self.call.platform.request_ended(&observed, &event);
            self.attempts.last.replace(Some(event));
        }
    }
}

/// Whether a server's number for a request is one, as such numbers are made, and nothing that it was sent: it may say what it likes.
fn is_id(text: &str, secrets: &dyn Fn() -> Secrets) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:".contains(&byte);
    (1..=MAX_ID_BYTES).contains(&text.len()) && text.bytes().all(is_plain) && secrets().redact(text) == text
}

impl<P: Platform> Drop for Attempt<'_, P> {
    fn drop(&mut self) {
        let closed = self.call.client.is_closed().then_some(FailureKind::Closed);
        // Without a reason: another request of the same call has failed, and nobody waits for this one.
        self.tell(self.call.ended_by.get().or(closed).or(Some(FailureKind::Aborted)));
    }
}
