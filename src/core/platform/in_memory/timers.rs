//! Waiting, and the caller's patience: timers end when the test lets time pass, the signal is aborted when it says so.

use crate::core::crypto::simd::SimdKernels;
use crate::core::failure::{Failure, HttpStatus};
use crate::core::platform::in_memory::{Native, Value};
use crate::core::platform::{Document, Documents, Errors, PlatformCrypto, Progress, Timers};
use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

/// Time and patience of the calls of one platform.
#[derive(Clone, Default)]
pub struct TestTimers(Rc<State>);

#[derive(Default)]
struct State {
    elapsed: Cell<f64>,
    /// Timers that were waited for, and how long; those that were given up are among them.
    pauses: RefCell<Vec<f64>>,
    reason: RefCell<Option<Value>>,
    progress: RefCell<Vec<(usize, usize)>>,
    wakers: RefCell<Vec<Waker>>,
}

impl TestTimers {
    /// Moves the clock forward by that number of milliseconds.
    pub fn advance(&self, milliseconds: f64) {
        self.0.elapsed.set(self.0.elapsed.get() + milliseconds);
        self.wake();
    }

    /// Milliseconds that have passed.
    pub fn elapsed(&self) -> f64 {
        self.0.elapsed.get()
    }

    /// Aborts the caller's signal.
    pub fn abort(&self, reason: Value) {
        self.0.reason.replace(Some(reason));
        self.wake();
    }

    /// Calls that begin from now on have another signal.
    pub fn forget(&self) {
        self.0.reason.take();
    }

    /// The timers that were started, in milliseconds.
    pub fn pauses(&self) -> Vec<f64> {
        self.0.pauses.borrow().clone()
    }

    /// Progress of a job, as the caller was told.
    pub fn progress(&self) -> Vec<(usize, usize)> {
        self.0.progress.borrow().clone()
    }

    fn wake(&self) {
        for waker in self.0.wakers.take() {
            waker.wake();
        }
    }

    async fn until<T>(self, mut ready: impl FnMut(&State) -> Option<T>) -> T {
        poll_fn(|context| match ready(&self.0) {
            Some(value) => Poll::Ready(value),
            None => {
                self.0.wakers.borrow_mut().push(context.waker().clone());
                Poll::Pending
            }
        })
        .await
    }
}

impl Timers for Native {
    fn sleep(&self, milliseconds: f64) -> impl Future<Output = ()> + 'static {
        let patience = self.timers.clone();
        patience.0.pauses.borrow_mut().push(milliseconds);
        let end = patience.0.elapsed.get() + milliseconds;
        patience.until(move |state| (state.elapsed.get() >= end).then_some(()))
    }

    fn turn(&self) -> impl Future<Output = ()> + 'static {
        let mut had = false;
        poll_fn(move |context| {
            if std::mem::replace(&mut had, true) {
                return Poll::Ready(());
            }
            context.waker().wake_by_ref();
            Poll::Pending
        })
    }

    fn aborted(&self) -> Option<Value> {
        self.timers.0.reason.borrow().clone()
    }

    fn abortion(&self) -> Result<impl Future<Output = Value> + 'static, Value> {
        Ok(self.timers.clone().until(|state| state.reason.borrow().clone()))
    }
}

impl Progress for Native {
    fn progress(&self, done: usize, total: usize) {
        self.timers.0.progress.borrow_mut().push((done, total));
    }
}

impl SimdKernels for Native {}

impl PlatformCrypto for Native {
    fn encrypt_sync(&self, _: &[u8; 32], _: &[u8; 16], _: &mut [u8]) -> bool {
        false
    }

    fn decrypt_sync(&self, _: &[u8; 32], _: &[u8; 16], _: &mut [u8]) -> bool {
        false
    }

    fn has_immediate_aes(&self) -> bool {
        false
    }

    async fn encrypt(&self, _: &[u8; 32], _: &[u8; 16], _: &mut [u8]) -> bool {
        false
    }

    async fn decrypt(&self, _: &[u8; 32], _: &[u8; 16], _: &[u8]) -> Option<Vec<u8>> {
        self.opening.pass().await;
        None
    }

    fn sha256_sync(&self, _: &mut dyn FnMut(&mut Vec<u8>) -> bool) -> Option<[u8; 32]> {
        None
    }
}

impl Errors for Native {
    fn error(&self, failure: Failure<<Self as Documents>::Doc>) -> Value {
        let problem = match failure {
            Failure::Foreign(value) => return value,
            Failure::Ours(problem) => problem,
        };
        let status = match problem.http.as_ref().map(|h| h.status) {
            Some(HttpStatus::Code(code)) => Value::number(f64::from(code)),
            Some(HttpStatus::ServerError) => Value::str("serverError"),
            None => Value::undefined(),
        };
        Value::record([
            ("kind", Value::str(problem.kind.name())),
            ("message", Value::str(&problem.message)),
            ("httpStatus", status),
        ])
    }
}
