//! Something that a future can be made to wait for.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::task::{Poll, Waker};

/// A gate, open from the start.
#[derive(Default)]
pub struct Latch {
    closed: Cell<bool>,
    waiting: RefCell<Vec<Waker>>,
}

impl Latch {
    /// Closes the gate: from now on everybody waits.
    pub fn close(&self) {
        self.closed.set(true);
    }

    /// Lets everybody through.
    pub fn open(&self) {
        self.closed.set(false);
        self.waiting.take().into_iter().for_each(Waker::wake);
    }

    /// Waits until the gate is open.
    pub async fn pass(&self) {
        poll_fn(|context| {
            if !self.closed.get() {
                return Poll::Ready(());
            }
            self.waiting.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
        .await;
    }
}
