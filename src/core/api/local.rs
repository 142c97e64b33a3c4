//! Methods that ask no server, but for the end of a session: tokens, options, events, `close` (spec §3.4 to §3.6).

use crate::core::client::session::{events, tokens_of};
use crate::core::client::{Args, Call, CallOptions, Method, Outcome, PendingSession, Tokens, lang};
use crate::core::crypto::hash::HashAlgorithm;
use crate::core::failure::{Failure, FailureKind, messages};
use crate::core::platform::{Doc, Document, Platform};
use futures_util::future::{Either, FutureExt, LocalBoxFuture, select};

/// Longest wait for the logout of [`close`], or for new tokens that were on their way, in milliseconds (D51).
const FAREWELL_TIMEOUT_MS: f64 = 5_000.0;

/// The methods that answer at once; `None` for the others.
pub fn answer<P: Platform>(method: Method, call: &Call<P>, args: &Args<Doc<P>>) -> Option<Outcome<P>> {
    let nothing = |()| Document::undefined();
    Some(match method {
        Method::SetTokens => set_tokens(call, args),
        Method::SetOptions => set_options(call, args),
        Method::DispatchEvent => events::dispatch(call, &args.at(0), &args.at(1)).map(nothing),
        Method::ListenEvent => events::listen(call, &args.at(0), &args.at(1)).map(nothing),
        _ => return None,
    })
}

/// `close`: ends the calls under way, wipes session and keys, also those of results, then logs out (D51), whether or not that
/// succeeds. Without a session nothing is sent. However often it is called, one logout is sent and all calls end alike.
pub async fn close<P: Platform>(call: Call<P>) -> Outcome<P> {
    let of_call = call.clone();
    let closing = async move {
        let unsaved = of_call.client.unsaved_tokens.take().filter(|_| of_call.keeps_sessions());
        let farewell = of_call.client.close(&*of_call.platform);
        of_call.sync_agent_options();
        let outcome = match (hand_on(&of_call, unsaved).await, farewell) {
            (Ok(()), Some(farewell)) => say_farewell(&of_call, farewell).await,
            (outcome, _) => outcome,
        };
        if let Ok(headers) = &of_call.client.options.headers {
            headers.wipe(); // the logout went out with them
        }
        outcome
    };
    call.client.closing.join(&*call.platform, Some(closing.boxed_local())).await.map(|()| Document::undefined())
}

/// Waits until new tokens that are on their way, or were not written down, are with the caller: the old ones are dead.
async fn hand_on<P: Platform>(call: &Call<P>, unsaved: Option<Tokens>) -> Result<(), Failure<Doc<P>>> {
    let (client, platform) = (&call.client, &*call.platform);
    if client.hands_tokens_on.get() && !platform.binds_promises() {
        let outcome = in_time(call, client.refreshing.join(platform, None)).await;
        client.refreshing.stop();
        // A renewal that has failed has changed nothing.
        let is_lost = outcome.is_none() || client.unsaved_tokens.take().is_some();
        return if is_lost { outcome.unwrap_or_else(not_handed_on) } else { Ok(()) };
    }
    let Some(unsaved) = unsaved else { return Ok(()) };
    let outcome = in_time(call, call.save_tokens(unsaved).boxed_local()).await;
    client.unsaved_tokens.take();
    outcome.unwrap_or_else(not_handed_on)
}

fn not_handed_on<D: Document>() -> Result<(), Failure<D>> {
    Err(Failure::new(FailureKind::Timeout, messages::TOKENS_NOT_HANDED_ON))
}

/// How long a `close` may take, in milliseconds.
fn patience<P: Platform>(call: &Call<P>) -> f64 {
    call.options.timeout.unwrap_or(FAREWELL_TIMEOUT_MS).min(FAREWELL_TIMEOUT_MS)
}

/// What work comes to within that time.
async fn in_time<P: Platform, T>(call: &Call<P>, work: LocalBoxFuture<'_, T>) -> Option<T> {
    match select(work, call.platform.sleep(patience(call)).boxed_local()).await {
        Either::Left((outcome, _)) => Some(outcome),
        Either::Right(_) => None,
    }
}

/// The logout of a client that has forgotten all but its tokens.
async fn say_farewell<P: Platform>(call: &Call<P>, farewell: PendingSession<Doc<P>>) -> Result<(), Failure<Doc<P>>> {
    let limit = patience(call);
    let options = CallOptions { timeout: None, total_timeout: None, interruptible: true, ..(*call.options).clone() };
    let call = call.clone().farewell(farewell, options);
    let Some(logout) = call.server().logout() else { return Ok(()) };
    let time = call.platform.sleep(limit).boxed_local();
    let logout = logout.send(&call).boxed_local();
    let ended = select(time, logout).await;
    call.pending().into_iter().for_each(PendingSession::end);
    match ended {
        Either::Right((outcome, _)) => outcome.map(|_| ()),
        Either::Left(_) => Err(Failure::new(
            FailureKind::Timeout,
            format!(
                "the server did not answer the logout within {} ms: session and keys are wiped here; whether it has ended \
                 the session is not known",
                limit as u64
            ),
        )),
    }
}

/// `setTokens`, synchronous.
fn set_tokens<P: Platform>(call: &Call<P>, args: &Args<Doc<P>>) -> Outcome<P> {
    call.put_tokens(tokens_of(&args.at(0), &args.at(1)));
    events::tokens_set(call, &call.tokens()).map(|()| Document::undefined())
}

/// `setOptions`, synchronous: `lang` and `hash` of the live options; everything else is ignored.
fn set_options<P: Platform>(call: &Call<P>, args: &Args<Doc<P>>) -> Outcome<P> {
    let options = args.at(0);
    if options.truthy() && options.has_own("lang") {
        let given = options.own("lang");
        let read = lang(&given); // may run the caller's code: nothing is borrowed meanwhile
        call.client.session.borrow_mut().lang = read;
        call.platform.set_agent_option("lang", &given);
    }
    let hash = match options.own_text("hash") {
        Some(name) if name == *"sha256" => HashAlgorithm::Sha256,
        Some(name) if name == *"md5" => HashAlgorithm::Md5,
        _ => return Ok(Document::undefined()),
    };
    call.client.session.borrow_mut().header_hash = hash;
    call.sync_agent_hash();
    Ok(Document::undefined())
}
