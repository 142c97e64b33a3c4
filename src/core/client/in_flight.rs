//! The calls of a client that are under way. `close()` ends them at once: their futures are dropped with all that they hold,
//! whatever they wait for (D51).

use crate::core::failure::{Failure, FailureKind, messages};
use crate::core::platform::Document;
use futures_util::future::LocalBoxFuture;
use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

type Outcome<D> = Result<D, Failure<D>>;
type Work<D> = LocalBoxFuture<'static, Outcome<D>>;

/// The calls under way.
pub struct UnderWay<D> {
    all: Rc<RefCell<Vec<Rc<Entry<D>>>>>,
}

impl<D> Default for UnderWay<D> {
    fn default() -> Self {
        Self { all: Rc::default() }
    }
}

struct Entry<D> {
    /// The work of the call; taken out while it is polled.
    work: RefCell<Option<Work<D>>>,
    ended: Cell<bool>,
    /// Waker of whoever waits for the call.
    waker: RefCell<Option<Waker>>,
    /// Whether it has sent something that may have changed something.
    wrote: Rc<Cell<bool>>,
    /// Place of the entry among all.
    place: Cell<usize>,
}

impl<D: Document> UnderWay<D> {
    /// A call that can be ended. `wrote` says, once it is set, that the call has sent a write.
    pub fn add(&self, work: Work<D>, wrote: Rc<Cell<bool>>) -> Work<D> {
        let mut all = self.all.borrow_mut();
        let entry = Rc::new(Entry {
            work: RefCell::new(Some(work)),
            ended: Cell::new(false),
            waker: RefCell::default(),
            wrote,
            place: Cell::new(all.len()),
        });
        all.push(entry.clone());
        Box::pin(Endable { entry, all: self.all.clone() })
    }

    /// Number of them.
    pub fn len(&self) -> usize {
        self.all.borrow().len()
    }

    /// Ends all of them; where promises are bound to requests, each when it goes on next, in its own request.
    pub fn end(&self, bound: bool) {
        let all = self.all.borrow().clone();
        for entry in all {
            entry.ended.set(true);
            if bound {
                continue;
            }
            // What is dropped may end other calls' waits and run their wakers: nothing is borrowed meanwhile.
            let work = entry.work.take();
            drop(work);
            let waker = entry.waker.take();
            waker.into_iter().for_each(Waker::wake);
        }
    }
}

/// The future of a call that can be ended.
struct Endable<D> {
    entry: Rc<Entry<D>>,
    all: Rc<RefCell<Vec<Rc<Entry<D>>>>>,
}

impl<D: Document> Future for Endable<D> {
    type Output = Outcome<D>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Outcome<D>> {
        let entry = &self.entry;
        let work = entry.work.take();
        if let Some(mut work) = work.filter(|_| !entry.ended.get()) {
            let polled = work.as_mut().poll(context);
            // A listener that it called may have closed the client; then it ends here, whatever it has come to.
            if !entry.ended.get() {
                if polled.is_pending() {
                    entry.work.replace(Some(work));
                    entry.waker.replace(Some(context.waker().clone()));
                }
                return polled;
            }
        }
        let message = if entry.wrote.get() { messages::CLOSED_DURING_WRITE } else { messages::CLOSED };
        Poll::Ready(Err(Failure::new(FailureKind::Closed, message)))
    }
}

impl<D> Drop for Endable<D> {
    fn drop(&mut self) {
        let mut all = self.all.borrow_mut();
        let place = self.entry.place.get();
        all.swap_remove(place);
        if let Some(moved) = all.get(place) {
            moved.place.set(place);
        }
    }
}
