//! Attempts at one request, within the caller's limits: sent, repeated where that is harmless, and the answer shaped.

use super::answer;
use crate::core::client::call::deadline;
use crate::core::client::request::observed::Attempt;
use crate::core::client::request::outgoing::Outgoing;
use crate::core::client::request::retry::FailedAttempt;
use crate::core::client::request::{request_secrets, retry, transport};
use crate::core::client::{BaseUrl, Call, Endpoint};
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Platform};

/// Sends one request, within the caller's limits, and shapes its answer.
pub(super) async fn exchange<P: Platform>(
    call: &Call<P>,
    request: Outgoing<'_, Doc<P>>,
) -> Result<Doc<P>, Failure<Doc<P>>> {
    let host = call.client.options.base_url()?;
    let shown = shown(call, host, request.method, request.endpoint);
    for attempt in 0.. {
        let refused = match once(call, host, &request, &shown).await {
            Ok(data) => return Ok(data),
            Err(refused) => refused,
        };
        match retry::pause(call, request.reads(), attempt, &refused) {
            Some(milliseconds) => {
                request.attempts.repeat(call, milliseconds, None);
                call.platform.sleep(milliseconds).await;
            }
            None => return Err(refused.failure),
        }
    }
    Err(Failure::usage("no attempt was made"))
}

/// A request as errors and debug output name it.
pub(super) fn shown<P: Platform>(call: &Call<P>, host: &BaseUrl, method: &str, endpoint: &Endpoint) -> String {
    let shown = format!("{method}: {}", host.shown(call.server().base(), endpoint.shown()));
    if endpoint.is_given() { request_secrets::of_call(call).redact(&shown).into_owned() } else { shown }
}

async fn once<P: Platform>(
    call: &Call<P>,
    host: &BaseUrl,
    request: &Outgoing<'_, Doc<P>>,
    shown: &str,
) -> Result<Doc<P>, FailedAttempt<Doc<P>>> {
    let session = call.see_session(Clone::clone);
    let secrets = || request_secrets::of_request(call, host, request, &session);
    let attempt = Attempt::begin(call, request, shown);
    let sending = async {
        call.ensure_open()?; // whoever was told may have closed the client
        transport::send(call, host, request, (shown, attempt.observed()), &secrets).await
    };
    let outcome = match deadline::around_request(call, || shown.to_owned(), sending).await {
        Err(failure) => Err(FailedAttempt { failure, status: None, retry_after: None }),
        Ok(response) => {
            attempt.answered(&response, &secrets);
            let data =
                call.ensure_open().and_then(|()| answer::read(call, &response, (shown, request.reads()), &secrets));
            data.map_err(|failure| {
                // A 2xx that cannot be used counts as no answer.
                let status = Some(response.status).filter(|s| !(200..300).contains(s));
                FailedAttempt { failure, status, retry_after: response.retry_after }
            })
        }
    };
    attempt.end(&outcome);
    outcome
}
