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
    let with_store = call.platform.has_token_store() && !request.endpoint.is_tokenless();
    if with_store && call.client.tokens_unsaved.get() {
        call.save_tokens().await?;
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
    let is_outdated = server.was_outdated(&failure);
    let repeats = token != sent_with && is_outdated;
    let renews = (with_store || !refresh_token.is_empty()) && server.wants_renewal(&failure);
    // With a store, another process may have renewed the pair, and the old one is dead, whatever the server says of it.
    let asks_store = with_store && is_outdated;
    if !(renews || asks_store || repeats && !refresh_token.is_empty()) {
        return Err(failure);
    }
    if token == sent_with {
        let of_call = call.clone();
        let renewal = async move { renew(&of_call, with_store, failure).await };
        call.refreshing().join(&*call.platform, Some(renewal.boxed_local())).await?;
    }
    exchange(call, request).await
}

/// Renews the session, or takes over what another process has put into the caller's store. `reason`: what a request failed
/// with.
async fn renew<P: Platform>(call: &Call<P>, with_store: bool, reason: Failure<Doc<P>>) -> Result<(), Failure<Doc<P>>> {
    if !with_store {
        return ask_for_renewal(call).await.map_err(|failure| call.server().explain_renewal(failure));
    }
    let lock = call.lock_tokens().await?;
    let outcome = renew_with_store(call, reason).await;
    call.unlock_tokens(lock).await.and(outcome)
}

async fn renew_with_store<P: Platform>(call: &Call<P>, reason: Failure<Doc<P>>) -> Result<(), Failure<Doc<P>>> {
    let old = call.tokens();
    if call.take_stored(&old, call.stored_tokens().await?) {
        return Ok(());
    }
    if !call.server().wants_renewal(&reason) || old.1.is_empty() {
        return Err(reason);
    }
    match ask_for_renewal(call).await {
        Ok(()) => call.save_tokens().await,
        // Somebody who does not keep to the lock may have been quicker.
        Err(failure) if failure.has_status(401) || failure.has_status(403) => {
            match call.take_stored(&old, call.stored_tokens().await?) {
                true => Ok(()),
                false => Err(call.server().explain_renewal(failure)),
            }
        }
        Err(failure) => Err(failure),
    }
}

async fn ask_for_renewal<P: Platform>(call: &Call<P>) -> Result<(), Failure<Doc<P>>> {
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
