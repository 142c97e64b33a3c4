//! Session refresh (spec §3.5): one refresh however many requests are in flight, each of them repeated once.

use super::{Call, events, exchange::exchange, transport::Request};
use crate::core::client::Token;
use crate::core::failure::{Failure, FailureKind};
use crate::core::platform::{Doc, Document, HttpBody, Platform};
use crate::core::server_v4::endpoints;
use futures_util::future::FutureExt;

/// The code that asks for a refresh, whatever the HTTP status (K18).
const EXPIRED: &str = "apiSessionExpired";

/// Sends a request; when the session has expired, renews it and repeats the request once.
pub(super) async fn with_refresh<P: Platform>(
    call: &Call<P>,
    request: Request<'_, Doc<P>>,
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
    let (token, refresh_token) = call.tokens();
    if refresh_token.is_empty() || !failure.code().is_some_and(|c| c == *EXPIRED) {
        return Err(failure);
    }
    // Someone may have renewed the session while this request was under way: then only repeat (D9).
    let of_call = call.clone();
    let renewal = (token == sent_with).then(|| async move { renew(&of_call).await }.boxed_local());
    call.refreshing().join(&*call.platform, renewal).await?;
    exchange(call, request).await
}

async fn renew<P: Platform>(call: &Call<P>) -> Result<(), Failure<Doc<P>>> {
    let old = call.tokens();
    let endpoint = endpoints::refresh(&old.0.text(), &old.1)?;
    let request = Request { method: "POST", endpoint: &endpoint, body: &HttpBody::None, anonymous: true };
    let data = exchange(call, request).await?;
    if !data.own("token").truthy() {
        return Err(Failure::new(
            FailureKind::NotApi,
            "the server answered the renewal of the session without a token. Log in again",
        ));
    }
    // Read before the session is borrowed: what stands in an answer may run code (a page may have changed `toString`).
    let renewed = (Token::given(&data.own("token")), super::session::optional_text(&data.own("refreshToken")));
    if call.renew_tokens(&old, renewed) {
        events::tokens_changed(call);
    }
    Ok(())
}
