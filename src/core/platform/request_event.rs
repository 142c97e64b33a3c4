//! What may be told of a request while it is on its way. No header, no body, no value: nothing to leak by accident.

use super::Document;

/// An attempt to send a request. What is not known yet is left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RequestEvent {
    /// Number of the request among those of the client; all attempts have the same.
    pub id: u32,
    /// The method of the client that it is sent for.
    pub call: &'static str,
    /// The HTTP method.
    pub method: &'static str,
    /// The address, as errors show it.
    pub url: String,
    /// The path below the API, with the names of its variables in place of their values.
    pub template: String,
    /// 1 for the first attempt.
    pub attempt: u32,
    /// Milliseconds since 1970.
    pub started_at: f64,
    /// Bytes of the body that is sent.
    pub bytes_out: usize,
    /// The HTTP status of an answer.
    pub status: Option<u16>,
    /// Kind of the failure, of one that failed.
    pub kind: Option<&'static str>,
    /// Milliseconds until the answer was read.
    pub duration_ms: Option<f64>,
    /// Bytes of the answer's body.
    pub bytes_in: Option<usize>,
    /// The header `X-Request-Id` of the answer.
    pub request_id: Option<String>,
    /// Milliseconds until it is sent again.
    pub delay_ms: Option<f64>,
    /// Why: the HTTP status, the kind of the failure, or `sessionRenewed`.
    pub reason: Option<String>,
}

impl RequestEvent {
    /// It as an object; what is not known yet is left out.
    pub fn record<D: Document>(&self) -> D {
        let record = D::object();
        let number = |name, value: Option<f64>| value.into_iter().for_each(|value| record.set(name, D::number(value)));
        let text = |name, value: Option<&str>| value.into_iter().for_each(|value| record.set(name, D::str(value)));
        number("id", Some(f64::from(self.id)));
        text("call", Some(self.call));
        text("method", Some(self.method));
        text("url", Some(&self.url[..]).filter(|url| !url.is_empty()));
        text("template", Some(&self.template));
        number("attempt", Some(f64::from(self.attempt)));
        number("startedAt", Some(self.started_at));
        number("bytesOut", Some(self.bytes_out as f64));
        number("status", self.status.map(f64::from));
        text("kind", self.kind);
        number("durationMs", self.duration_ms);
        number("bytesIn", self.bytes_in.map(|bytes| bytes as f64));
        text("requestId", self.request_id.as_deref());
        number("delayMs", self.delay_ms);
        text("reason", self.reason.as_deref());
        record
    }
}
