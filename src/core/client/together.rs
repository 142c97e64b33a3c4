//! Requests that leave together. All futures are boxed, so that the machinery for it is compiled once.

use crate::core::client::Outcome;
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Platform};
use futures_util::future::{LocalBoxFuture, try_join};
use futures_util::stream;
use futures_util::stream::StreamExt;
use std::cell::{Cell, RefCell};

/// Something that is being asked for.
pub type Asked<'a, T, D> = LocalBoxFuture<'a, Result<T, Failure<D>>>;

/// Both, or the failure that comes first.
pub fn both<'a, A: 'a, B: 'a, D: 'a>(one: Asked<'a, A, D>, other: Asked<'a, B, D>) -> Asked<'a, (A, B), D> {
    Box::pin(try_join(one, other))
}

/// All in their order, a bounded number in flight at once; what has not begun when one fails does not begin.
pub async fn all<'a, P: Platform>(
    asked: Vec<LocalBoxFuture<'a, Outcome<P>>>,
    in_flight: usize,
) -> Result<Vec<Doc<P>>, Failure<Doc<P>>> {
    in_order::<P>(asked, in_flight).await.map_err(|(_, failure)| failure)
}

/// What each of them comes to, in their order, a bounded number in flight at once; no failure ends the others.
pub async fn settled<'a, P: Platform>(asked: Vec<LocalBoxFuture<'a, Outcome<P>>>, in_flight: usize) -> Vec<Outcome<P>> {
    let mut outcomes = Vec::with_capacity(asked.len());
    for outcome in each::<P>(asked, in_flight, false).await {
        outcomes.push(outcome.unwrap_or_else(|| Ok(Document::undefined())));
    }
    outcomes
}

/// All in their order, a bounded number in flight at once. When one fails none is begun any more; the failure is that of the first
/// in order, with how many before it were well.
pub async fn in_order<'a, P: Platform>(
    asked: Vec<LocalBoxFuture<'a, Outcome<P>>>,
    in_flight: usize,
) -> Result<Vec<Doc<P>>, (usize, Failure<Doc<P>>)> {
    let mut done = Vec::with_capacity(asked.len());
    for outcome in each::<P>(asked, in_flight, true).await.into_iter().flatten() {
        match outcome {
            Ok(data) => done.push(data),
            Err(failure) => return Err((done.len(), failure)),
        }
    }
    Ok(done)
}

async fn each<'a, P: Platform>(
    asked: Vec<LocalBoxFuture<'a, Outcome<P>>>,
    in_flight: usize,
    stops: bool,
) -> Vec<Option<Outcome<P>>> {
    let slots: RefCell<Vec<Option<Outcome<P>>>> = RefCell::new(Vec::with_capacity(asked.len()));
    let failed = Cell::new(false);
    let (slot, failed) = (&slots, &failed);
    let mut tasks: Vec<LocalBoxFuture<'_, ()>> = Vec::with_capacity(asked.len());
    for (at, task) in asked.into_iter().enumerate() {
        slot.borrow_mut().push(None);
        tasks.push(Box::pin(async move {
            if stops && failed.get() {
                return;
            }
            let outcome = task.await;
            failed.set(failed.get() || outcome.is_err());
            slot.borrow_mut()[at] = Some(outcome);
        }));
    }
    run(tasks, in_flight).await;
    slots.into_inner()
}

/// Does them all, a bounded number under way at once.
pub async fn run(tasks: Vec<LocalBoxFuture<'_, ()>>, in_flight: usize) {
    let mut running = stream::iter(tasks).buffer_unordered(in_flight);
    while running.next().await.is_some() {}
}
