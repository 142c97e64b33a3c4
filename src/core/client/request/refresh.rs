//! Session refresh (spec §3.5): one refresh however many requests are in flight, each of them repeated once.

use crate::core::client::request::attempts::exchange;
use crate::core::client::request::json_body;
use crate::core::client::request::outgoing::Outgoing;
use crate::core::client::session::events;
use crate::core::client::{Call, Request, Tokens};
use crate::core::failure::Failure;
use crate::core::platform::{Doc, HttpBody, Platform};
use futures_util::future::{FutureExt, LocalBoxFuture};
use std::rc::Rc;

/// How tokens are renewed.
pub trait Renewal<P: Platform> {
    /// The request, for the tokens in force.
    ///
    /// # Errors
    /// Kind `usage` where there is nothing to renew.
    fn request(&self, old: &Tokens) -> Result<Request<Doc<P>>, Failure<Doc<P>>>;

    /// The new pair of its answer.
    ///
    /// # Errors
    /// Kind `notApi` for an answer without usable tokens.
    fn read(&self, data: &Doc<P>, old: &Tokens) -> Result<Tokens, Failure<Doc<P>>>;

    /// A failure, with what a person can do about it.
    fn explain(&self, failure: Failure<Doc<P>>) -> Failure<Doc<P>>;
}

/// Both tokens, as the server of a call does it.
struct Pair<P: Platform>(Call<P>);

impl<P: Platform> Renewal<P> for Pair<P> {
    fn request(&self, old: &Tokens) -> Result<Request<Doc<P>>, Failure<Doc<P>>> {
        Ok(self.0.server().renewal(old))
    }

    fn read(&self, data: &Doc<P>, _: &Tokens) -> Result<Tokens, Failure<Doc<P>>> {
        self.0.server().renewed(data)
    }

    fn explain(&self, failure: Failure<Doc<P>>) -> Failure<Doc<P>> {
        self.0.server().explain_renewal(failure)
    }
}

/// Sends a request; when the session has expired, renews it and repeats the request once.
pub(super) async fn with_refresh<P: Platform>(
    call: &Call<P>,
    request: Outgoing<'_, Doc<P>>,
) -> Result<Doc<P>, Failure<Doc<P>>> {
    // A request that starts during a refresh would be sent with a dead token (D10). Logins do not wait: they are the
    // way out of a session that cannot be renewed.
    if !request.endpoint.is_login() && call.awaits_renewal() {
        join(call, None).await?;
    }
    let with_store = call.platform.has_token_store() && !request.endpoint.is_tokenless();
    let unsaved = call.client.unsaved_tokens.borrow().clone();
    if let Some(pair) = unsaved.filter(|_| with_store) {
        call.save_tokens(pair).await?;
    }
    let (sent_with, _) = call.tokens();
    let failure = match exchange(call, request).await {
        Ok(data) => return Ok(data),
        Err(failure) => failure,
    };
    let server = call.server();
    // Someone may renew the session right now, or have done so while this request was under way: then only repeat (D9).
    if call.awaits_renewal() && server.was_outdated(&failure) {
        join(call, None).await?;
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
        renew(call, Rc::new(Pair(call.clone())), with_store, Some(failure)).await?;
    }
    exchange(call, request).await
}

/// Renews the session, or waits until that is done. `reason`: what a request failed with; none for a renewal that was asked for.
async fn renew<P: Platform>(
    call: &Call<P>,
    renewal: Rc<dyn Renewal<P>>,
    with_store: bool,
    reason: Option<Failure<Doc<P>>>,
) -> Result<(), Failure<Doc<P>>> {
    if call.refreshing().is_running() && (reason.is_none() || !call.awaits_renewal()) {
        let _ = join(call, None).await; // that of other tokens, or of both
    }
    let of_call = call.clone();
    let work = async move {
        of_call.renewal_begins();
        if !with_store {
            return ask_for_renewal(&of_call, &*renewal).await.map(|_| ()).map_err(|e| renewal.explain(e));
        }
        let lock = of_call.lock_tokens().await?;
        let outcome = renew_with_store(&of_call, &*renewal, reason).await;
        of_call.unlock_tokens(lock).await.and(outcome)
    };
    join(call, Some(work.boxed_local())).await
}

/// Takes part in the renewal that is under way, or begins it. A login that was given the pair in force goes on with the new one.
async fn join<P: Platform>(
    call: &Call<P>,
    work: Option<LocalBoxFuture<'static, Result<(), Failure<Doc<P>>>>>,
) -> Result<(), Failure<Doc<P>>> {
    let before = call.tokens();
    call.refreshing().join(&*call.platform, work).await?;
    call.take_renewed(&before);
    Ok(())
}

async fn renew_with_store<P: Platform>(
    call: &Call<P>,
    renewal: &dyn Renewal<P>,
    reason: Option<Failure<Doc<P>>>,
) -> Result<(), Failure<Doc<P>>> {
    let taken = call.take_stored(&call.tokens(), call.stored_tokens().await?);
    let old = call.tokens();
    if let Some(reason) = reason {
        if taken {
            return Ok(());
        }
        if !call.server().wants_renewal(&reason) || old.1.is_empty() {
            return Err(reason);
        }
    }
    match ask_for_renewal(call, renewal).await {
        // Whatever has become of this session meanwhile: the old pair is dead for all others too.
        Ok(pair) => call.save_tokens(pair).await,
        // Somebody who does not keep to the lock may have been quicker.
        Err(failure) if failure.has_status(401) || failure.has_status(403) => {
            match call.take_stored(&old, call.stored_tokens().await?) {
                true => Ok(()),
                false => Err(renewal.explain(failure)),
            }
        }
        Err(failure) => Err(renewal.explain(failure)),
    }
}

async fn ask_for_renewal<P: Platform>(call: &Call<P>, renewal: &dyn Renewal<P>) -> Result<Tokens, Failure<Doc<P>>> {
    let old = call.tokens();
    let request = renewal.request(&old)?;
    let method = request.method();
    let (endpoint, body) = request.parts()?;
    let body = match body {
        Some(body) => json_body::written(&*call.platform, body.into())?,
        None => HttpBody::None,
    };
    let request = Outgoing { method, endpoint: &endpoint, body: &body, renews: true };
    let data = exchange(call, request).await?;
    // Read before the session is borrowed: what stands in an answer may run code (a page may have changed `toString`).
    let renewed = renewal.read(&data, &old)?;
    if call.renew_tokens(&old, renewed.clone()) {
        events::tokens_changed(call);
    }
    Ok(renewed)
}

impl<P: Platform> Call<P> {
    /// Renews its tokens in another way than the session's own; gives those in force afterwards.
    ///
    /// # Errors
    /// What the renewal has failed with.
    pub async fn renew_by(&self, renewal: Rc<dyn Renewal<P>>) -> Result<Tokens, Failure<Doc<P>>> {
        self.ensure_open()?;
        renew(self, renewal, self.platform.has_token_store(), None).await?;
        Ok(self.tokens())
    }
}
