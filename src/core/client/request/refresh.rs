//! Session refresh (spec §3.5): one refresh however many requests are in flight, each of them repeated once.

use crate::core::client::Call;
use crate::core::client::request::attempts::exchange;
use crate::core::client::request::json_body;
use crate::core::client::request::outgoing::Outgoing;
use crate::core::client::session::events;
use crate::core::failure::Failure;
use crate::core::platform::{Doc, HttpBody, Platform};
use futures_util::future::FutureExt;

/// Sends a request; when the session has expired, renews it and repeats the request once.
pub(super) async fn with_refresh<P: Platform>(
    call: &Call<P>,
    request: Outgoing<'_, Doc<P>>,
) -> Result<Doc<P>, Failure<Doc<P>>> {
    // A request that starts during a refresh would be sent with a dead token (D10). Logins do not wait: they are the
    // way out of a session that cannot be renewed.
    if !request.endpoint.is_login() && call.refreshing().is_running() {
        call.refreshing().join(&*call.platform, None).await?;
    }
    let (sent_with, _) = call.tokens();
    let failure = match exchange(call, request).await {
        Ok(data) => return Ok(data),
        Err(failure) => failure,
    };
    let server = call.server();
    // Someone may renew the session right now, or have done so while this request was under way: then only repeat (D9).
    if call.refreshing().is_running() && server.was_outdated(&failure) {
        call.refreshing().join(&*call.platform, None).await?;
    }
    let (token, refresh_token) = call.tokens();
    let is_outdated = token != sent_with && server.was_outdated(&failure);
    if refresh_token.is_empty() || !(is_outdated || server.wants_renewal(&failure)) {
        return Err(failure);
    }
    if token == sent_with {
        let of_call = call.clone();
        let renewal = async move { renew(&of_call).await.map_err(|failure| of_call.server().explain_renewal(failure)) };
        call.refreshing().join(&*call.platform, Some(renewal.boxed_local())).await?;
    }
    exchange(call, request).await
}

async fn renew<P: Platform>(call: &Call<P>) -> Result<(), Failure<Doc<P>>> {
    let old = call.tokens();
    let renewal = call.server().renewal(&old);
    let method = renewal.method();
    let (endpoint, body) = renewal.parts()?;
    let body = match body {
        Some(body) => json_body::written(&*call.platform, body.into())?,
        None => HttpBody::None,
    };
    let request = Outgoing { method, endpoint: &endpoint, body: &body, renews: true };
    let data = exchange(call, request).await?;
    // Read before the session is borrowed: what stands in an answer may run code (a page may have changed `toString`).
    let renewed = call.server().renewed(&data)?;
    if call.renew_tokens(&old, renewed) {
        events::tokens_changed(call);
    }
    Ok(())
}
