//! The caller's limits around a call: its signal and its time. A call that is ended early is dropped whole; what it
//! was waiting for is called off with it.

use crate::core::client::{Call, Outcome};
use crate::core::failure::{Failure, FailureKind};
use crate::core::platform::{Doc, Document, Platform};
use futures_util::future::{Either, FutureExt, LocalBoxFuture, select};

/// The whole call, under the caller's signal and `totalTimeout`.
pub fn around_call<P: Platform>(
    call: &Call<P>,
    outcome: LocalBoxFuture<'static, Outcome<P>>,
) -> LocalBoxFuture<'static, Outcome<P>> {
    if !call.options.interruptible {
        return outcome;
    }
    if let Some(reason) = call.platform.aborted() {
        return async move { Err(aborted(reason)) }.boxed_local();
    }
    let abortion = match call.platform.abortion() {
        Ok(abortion) => abortion.boxed_local(),
        Err(cause) => {
            let message = "the setting 'signal' must be an AbortSignal; this one cannot be listened to";
            return async move { Err(Failure::caused(FailureKind::Usage, message, cause)) }.boxed_local();
        }
    };
    let limit = call.options.total_timeout;
    let time = match limit {
        Some(milliseconds) => call.platform.sleep(milliseconds).boxed_local(),
        None => std::future::pending().boxed_local(),
    };
    let ended_by = call.ended_by.clone();
    async move {
        let (end, dropped) = match select(select(abortion, time), outcome).await {
            Either::Right((outcome, _)) => return outcome,
            Either::Left(early) => early,
        };
        let (kind, failure) = match end {
            Either::Left((reason, _)) => (FailureKind::Aborted, aborted(reason)),
            Either::Right(_) => (FailureKind::Timeout, out_of_time(limit.unwrap_or_default())),
        };
        ended_by.set(Some(kind));
        drop(dropped); // its requests tell who watches them what has ended them
        Err(failure)
    }
    .boxed_local()
}

/// Carries out one request, or waits for one of another call, under the limit `timeout`.
pub async fn around_request<P: Platform, T>(
    call: &Call<P>,
    shown: impl Fn() -> String,
    request: impl Future<Output = Result<T, Failure<Doc<P>>>>,
) -> Result<T, Failure<Doc<P>>> {
    let Some(milliseconds) = call.options.timeout else { return request.await };
    let time = call.platform.sleep(milliseconds).boxed_local();
    match select(time, Box::pin(request)).await {
        Either::Right((outcome, _)) => outcome,
        Either::Left(_) => {
            let shown = shown();
            let words = "Nothing is known of what the server did";
            let message = format!("{shown}: no answer within {} ms. {words}", milliseconds as u64);
            Err(Failure::without_answer(FailureKind::Timeout, &shown, message, None))
        }
    }
}

fn out_of_time<D: Document>(limit: f64) -> Failure<D> {
    let message = format!(
        "the call took longer than totalTimeout ({} ms). Nothing is known of what the server did with a request that was \
         under way",
        limit as u64
    );
    Failure::new(FailureKind::Timeout, message)
}

fn aborted<D: Document>(reason: D) -> Failure<D> {
    let message =
        "aborted by the caller's signal. Nothing is known of what the server did with a request that was under way";
    Failure::caused(FailureKind::Aborted, message, reason)
}
