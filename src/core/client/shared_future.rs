//! Work that several calls wait for: the renewal of a session, a `close()`.

use crate::core::client::across_requests::{PATIENCE, watch};
use crate::core::failure::{Failure, FailureKind, messages};
use crate::core::platform::{Document, Tasks, Timers};
use futures_util::future::LocalBoxFuture;
use std::cell::RefCell;
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// Outcome of the work.
type Outcome<D> = Result<(), Failure<D>>;

/// A place for such work, of which there is one at a time.
pub struct Place<D>(Rc<RefCell<Option<SharedFuture<D>>>>);

/// Fulfils when the work has ended. Whoever waits only listens: the work goes on when one of those that wait is called
/// off, and what it calls out to sees the context of the call that began it, not of one that waits.
struct SharedFuture<D>(Rc<Work<D>>);

struct Work<D> {
    /// The work itself; taken out while it is polled.
    future: RefCell<Option<LocalBoxFuture<'static, Outcome<D>>>>,
    outcome: RefCell<Option<Outcome<D>>>,
    /// Wakers of the task that does the work, and of those that wait.
    wakers: RefCell<Vec<Waker>>,
}

impl<D> Default for Place<D> {
    fn default() -> Self {
        Self(Rc::default())
    }
}

impl<D: Document> Place<D> {
    /// The work under way.
    fn running(&self) -> Option<SharedFuture<D>> {
        self.0.borrow().as_ref().map(|running| SharedFuture(running.0.clone()))
    }

    /// Whether anything is.
    pub fn is_running(&self) -> bool {
        self.0.borrow().is_some()
    }

    /// Waits for what is under way; if nothing is, for `work`, which begins now.
    pub fn join<'a, P: Tasks + Timers>(
        &'a self,
        platform: &'a P,
        work: Option<LocalBoxFuture<'static, Outcome<D>>>,
    ) -> LocalBoxFuture<'a, Outcome<D>> {
        Box::pin(async move {
            while let Some(running) = self.running() {
                if !platform.binds_promises() {
                    return running.await;
                }
                watch(platform, PATIENCE, &|| running.0.outcome.borrow().is_some()).await;
                let outcome = running.0.outcome.borrow().clone();
                if let Some(outcome) = outcome {
                    return outcome;
                }
                // The request that began it seems to have been ended with it: it counts no more. It is not dropped here:
                // what it holds belongs to that request.
                self.0.borrow_mut().take_if(|current| Rc::ptr_eq(&current.0, &running.0));
            }
            match work {
                Some(work) => self.begin(platform, work).await,
                None => Ok(()),
            }
        })
    }

    fn begin(&self, platform: &impl Tasks, work: LocalBoxFuture<'static, Outcome<D>>) -> SharedFuture<D> {
        let future = RefCell::new(Some(work));
        let work = Rc::new(Work { future, outcome: RefCell::default(), wakers: RefCell::default() });
        self.0.replace(Some(SharedFuture(work.clone())));
        let running = SharedFuture(work.clone());
        let place = Rc::downgrade(&self.0);
        platform.spawn(poll_fn(move |context| {
            let polled = work.go_on(context);
            // Over, well or badly: the next that needs it begins anew.
            if let (Poll::Ready(true), Some(place)) = (polled, place.upgrade()) {
                place.borrow_mut().take_if(|running| Rc::ptr_eq(&running.0, &work));
            }
            polled.map(|_| ())
        }));
        running
    }

    /// Gives up what is under way: it is dropped at once, with all that it holds.
    pub fn stop(&self) {
        if let Some(SharedFuture(work)) = self.0.take() {
            work.end(Err(Failure::new(FailureKind::Closed, messages::CLOSED)));
        }
    }
}

impl<D: Document> Future for SharedFuture<D> {
    type Output = Outcome<D>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Outcome<D>> {
        let outcome = self.0.outcome.borrow().clone();
        outcome.map_or_else(|| self.0.wait(context), Poll::Ready)
    }
}

impl<D> Work<D> {
    /// The task: true when the work has come to its end, false when it was given up.
    fn go_on(&self, context: &mut Context<'_>) -> Poll<bool> {
        let Some(mut future) = self.future.take() else { return Poll::Ready(false) };
        let polled = future.as_mut().poll(context);
        if self.outcome.borrow().is_some() {
            return Poll::Ready(false); // given up by something that it called
        }
        match polled {
            Poll::Ready(outcome) => {
                drop(future);
                self.end(outcome);
                Poll::Ready(true)
            }
            Poll::Pending => {
                self.future.replace(Some(future));
                self.wait(context)
            }
        }
    }

    fn wait<T>(&self, context: &Context<'_>) -> Poll<T> {
        let mut wakers = self.wakers.borrow_mut();
        if !wakers.iter().any(|waker| waker.will_wake(context.waker())) {
            wakers.push(context.waker().clone());
        }
        Poll::Pending
    }

    fn end(&self, outcome: Outcome<D>) {
        self.outcome.replace(Some(outcome));
        // What is dropped may run code: nothing is borrowed meanwhile.
        let future = self.future.take();
        drop(future);
        self.wakers.take().into_iter().for_each(Waker::wake);
    }
}
