//! What may be told of a request while it is on its way. No header, no body, no value: nothing to leak by accident.

use serde::Serialize;

/// An attempt to send a request. What is not known yet is left out.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
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
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Kind of the failure, of one that failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    /// Milliseconds until the answer was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration_ms: Option<f64>,
    /// Bytes of the answer's body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes_in: Option<usize>,
    /// The header `X-Request-Id` of the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// Milliseconds until it is sent again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delay_ms: Option<f64>,
    /// Why: the HTTP status, the kind of the failure, or `sessionRenewed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
