//! Calls under way: polled when they are woken, and only then, so that a wake-up that gets lost shows.

use super::Outcome;
use futures_util::future::LocalBoxFuture;
use passwork_wasm::core::platform::in_memory::WakeFlag;
use std::cell::RefCell;
use std::rc::Rc;
use std::task::Context;

/// A call under way.
#[derive(Clone)]
pub struct Job(Rc<RefCell<State>>);

struct State {
    future: Option<LocalBoxFuture<'static, Outcome>>,
    outcome: Option<Outcome>,
    woken: WakeFlag,
}

impl Job {
    fn step(&self) -> bool {
        let Some(waker) = self.0.borrow().woken.take() else { return false };
        // Taken out while it runs: a listener may look at this job.
        let Some(mut future) = self.0.borrow_mut().future.take() else { return false };
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            std::task::Poll::Ready(outcome) => self.0.borrow_mut().outcome = Some(outcome),
            std::task::Poll::Pending => self.0.borrow_mut().future = Some(future),
        }
        true
    }

    /// The outcome, once there is one.
    pub fn outcome(&self) -> Option<Outcome> {
        self.0.borrow().outcome.clone()
    }

    /// Whether it has ended.
    pub fn is_done(&self) -> bool {
        self.0.borrow().outcome.is_some()
    }

    /// The outcome of a call that must have ended.
    #[track_caller]
    pub fn done(&self) -> Outcome {
        self.outcome().expect("the call is still under way")
    }

    /// Gives the call up, as a caller that drops the future does.
    pub fn abandon(&self) {
        let future = self.0.borrow_mut().future.take();
        drop(future);
    }
}

/// All calls under way.
#[derive(Default)]
pub struct Jobs(RefCell<Vec<Job>>);

impl Jobs {
    /// Adds a call and lets it take its first steps, as the bindings do.
    pub fn start(&self, future: LocalBoxFuture<'static, Outcome>) -> Job {
        let state = State { future: Some(future), outcome: None, woken: WakeFlag::default() };
        let job = Job(Rc::new(RefCell::new(state)));
        job.step();
        self.0.borrow_mut().push(job.clone());
        job
    }

    /// Goes on with what was woken; whether there was any.
    pub fn step(&self) -> bool {
        let all = self.0.borrow().clone();
        // All of them, not only up to the first that moves.
        let moved = all.iter().filter(|job| job.step()).count() > 0;
        self.0.borrow_mut().retain(|job| !job.is_done());
        moved
    }
}
