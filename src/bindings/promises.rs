//! Promises as futures.

use super::imports;
use crate::handle_table::Numbered;
use js_sys::Promise;
use std::cell::RefCell;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use wasm_bindgen::prelude::*;

/// A promise as a future. Like that of `js-sys`, but without closures that the two sides would have to keep:
/// `tasks.mjs` tells how the promise ends, under a number that means nothing any more once this is dropped.
pub struct JsFuture(u64);

#[derive(Default)]
struct State {
    outcome: Option<Result<JsValue, JsValue>>,
    waker: Option<Waker>,
}

thread_local! {
    static STATES: RefCell<Numbered<State>> = const { RefCell::new(Numbered::new()) };
}

fn with<R>(number: u64, f: impl FnOnce(&mut State) -> Option<R>) -> Option<R> {
    STATES.with_borrow_mut(|states| states.get(number).and_then(f))
}

impl From<Promise> for JsFuture {
    fn from(promise: Promise) -> Self {
        let number = STATES.with_borrow_mut(|states| states.add(State::default()));
        imports::with(|s| s.follow(&promise, number as f64));
        Self(number)
    }
}

impl Future for JsFuture {
    type Output = Result<JsValue, JsValue>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let waker = context.waker().clone();
        // The waker before is dropped when nothing is borrowed: it may be the last that holds a task with a future of its own.
        let (before, outcome) =
            with(self.0, |state| Some((state.waker.replace(waker), state.outcome.take()))).unwrap_or_default();
        drop(before);
        outcome.map_or(Poll::Pending, Poll::Ready)
    }
}

impl Drop for JsFuture {
    fn drop(&mut self) {
        let state = STATES.with_borrow_mut(|states| states.take(self.0));
        drop(state); // see above
    }
}

/// A promise that is followed has ended.
#[wasm_bindgen]
pub fn settle(number: f64, fulfilled: bool, value: JsValue) {
    let waker = with(number as u64, |state| {
        state.outcome = Some(if fulfilled { Ok(value) } else { Err(value) });
        state.waker.take()
    });
    if let Some(waker) = waker {
        waker.wake();
    }
}
