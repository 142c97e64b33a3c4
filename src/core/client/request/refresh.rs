//! Session refresh (spec §3.5): one refresh however many requests are in flight, each of them repeated once.

use crate::core::client::call::deadline;
use crate::core::client::request::attempts::{exchange, shown};
use crate::core::client::request::json_body;
use crate::core::client::request::outgoing::{Attempts, Outgoing};
use crate::core::client::session::events;
use crate::core::client::{Call, Endpoint, Request, Tokens};
use crate::core::failure::{Failure, FailureKind, messages};
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
    if with_store {
        call.save_unsaved_tokens().await?;
    }
    for round in 0..=2 {
        let (sent_with, _) = call.tokens();
        let failure = match exchange(call, request).await {
            Ok(data) => {
                call.set_aside().take(); // those in force are good
                return Ok(data);
            }
            Err(failure) => failure,
        };
        // A second time only with tokens that were found in the store: they may have expired as well.
        if round == 2 || round == 1 && call.set_aside().borrow().is_none() {
            return Err(failure);
        }
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
        if !(renews || asks_store || repeats && !token.text().is_empty()) {
            return Err(failure);
        }
        if token == sent_with {
            renew(call, Rc::new(Pair(call.clone())), with_store, Some(failure)).await?;
        }
        request.attempts.repeat(call, 0.0, Some("sessionRenewed"));
    }
    Err(Failure::usage("no attempt was made"))
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
    let of_call = call.clone().for_renewal();
    let work = async move {
        of_call.renewal_begins();
        let began = of_call.platform.elapsed();
        let outcome = match with_store {
            true => renew_within_lock(&of_call, &*renewal, reason).await,
            false => ask_for_renewal(&of_call, &*renewal).await.map(|_| ()).map_err(|e| renewal.explain(e)),
        };
        of_call.client.hands_tokens_on.set(false);
        of_call.platform.session_renewed(of_call.platform.elapsed() - began, outcome.is_ok());
        outcome
    };
    join(call, Some(work.boxed_local())).await
}

/// Takes part in the renewal that is under way, or begins it, and waits for it as long as it would for a request of its own:
/// who gives up does not end it for the others. A login that was given the pair in force goes on with the new one.
async fn join<P: Platform>(
    call: &Call<P>,
    work: Option<LocalBoxFuture<'static, Result<(), Failure<Doc<P>>>>>,
) -> Result<(), Failure<Doc<P>>> {
    let before = call.tokens();
    deadline::around_request(call, || shown_renewal(call, &before), call.refreshing().join(&*call.platform, work))
        .await?;
    call.take_renewed(&before);
    Ok(())
}

/// The session's renewal, as errors name it.
fn shown_renewal<P: Platform>(call: &Call<P>, old: &Tokens) -> String {
    let request = call.server().renewal(old);
    let method = request.method();
    request.parts().map(|(endpoint, _)| shown_as(call, method, &endpoint)).unwrap_or_default()
}

/// A request of a renewal, as errors name it.
fn shown_as<P: Platform>(call: &Call<P>, method: &str, endpoint: &Endpoint) -> String {
    let host = call.client.options.base_url::<Doc<P>>();
    host.map(|host| shown(call, host, method, endpoint)).unwrap_or_default()
}

async fn renew_within_lock<P: Platform>(
    call: &Call<P>,
    renewal: &dyn Renewal<P>,
    reason: Option<Failure<Doc<P>>>,
) -> Result<(), Failure<Doc<P>>> {
    let lock = call.lock_tokens().await?;
    let outcome = renew_with_store(call, renewal, reason).await;
    call.unlock_tokens(lock).await.and(outcome)
}

async fn renew_with_store<P: Platform>(
    call: &Call<P>,
    renewal: &dyn Renewal<P>,
    reason: Option<Failure<Doc<P>>>,
) -> Result<(), Failure<Doc<P>>> {
    let taken = call.take_stored(&call.tokens(), call.stored_tokens().await?);
    if let Some(reason) = reason {
        if taken {
            return Ok(());
        }
        let renewable = || !call.tokens().1.is_empty();
        if !(call.server().wants_renewal(&reason) && renewable() || call.take_back() && renewable()) {
            return Err(reason);
        }
    }
    let first = call.tokens().0;
    loop {
        let old = call.tokens();
        let failure = match ask_for_renewal(call, renewal).await {
            // Whatever has become of this session meanwhile: the old pair is dead for all others too.
            Ok(pair) => return call.save_tokens(pair).await,
            Err(failure) => failure,
        };
        if !(failure.has_status(401) || failure.has_status(403)) {
            return Err(renewal.explain(failure));
        }
        // Somebody who does not keep to the lock may have been quicker; or what the store had was dead, and not what was there
        // before.
        let stored = call.stored_tokens().await?;
        if stored.0 != first && call.take_stored(&old, stored) {
            return Ok(());
        }
        if !call.take_back() || call.tokens().1.is_empty() {
            return Err(renewal.explain(failure));
        }
    }
}

async fn ask_for_renewal<P: Platform>(call: &Call<P>, renewal: &dyn Renewal<P>) -> Result<Tokens, Failure<Doc<P>>> {
    // Nothing new is begun then, but for what a logout needs.
    if call.client.is_closed() && call.keeps_sessions() {
        return Err(Failure::new(FailureKind::Closed, messages::CLOSED));
    }
    let old = call.tokens();
    let request = renewal.request(&old)?;
    let method = request.method();
    let (endpoint, body) = request.parts()?;
    let body = match body {
        Some(body) => json_body::written(&*call.platform, body.into())?,
        None => HttpBody::None,
    };
    let attempts = Attempts::default();
    let request = Outgoing { method, endpoint: &endpoint, body: &body, renews: true, attempts: &attempts };
    let is_heard = call.platform.has_token_store() || events::tokens_are_watched(call);
    call.client.hands_tokens_on.set(is_heard && call.keeps_sessions());
    let data = exchange(call, request).await?;
    // Read before the session is borrowed: what stands in an answer may run code (a page may have changed `toString`).
    let renewed = renewal.read(&data, &old);
    let renewed = renewed.map_err(|failure| failure.of_request(|| shown_as(call, method, &endpoint)))?;
    call.set_aside().take();
    // Who has logged out or closed the client meanwhile still needs the pair, where it lives on: the old one is dead.
    let is_left_behind = call.keeps_sessions() && call.tokens().0.text().is_empty();
    let is_in_force = call.renew_tokens(&old, renewed.clone());
    call.client.note_token_end(&renewed.0, call.server().token_end(&data));
    if is_in_force || is_left_behind {
        events::tokens_changed(call, &renewed);
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
