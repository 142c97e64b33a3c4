//! Work that goes on by itself: it is polled when it was woken, and only then, so that a wake-up that gets lost shows.

use futures_util::future::{FutureExt, LocalBoxFuture};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Wake, Waker};

/// Work of one platform that goes on by itself.
#[derive(Default)]
pub struct Background(RefCell<Vec<Rc<Work>>>);

struct Work {
    /// Taken out while it runs, and for good once it has ended.
    future: RefCell<Option<LocalBoxFuture<'static, ()>>>,
    woken: WakeFlag,
}

/// Whether a future was woken, and what wakes it. It is from the start: its first steps are taken at once.
#[derive(Clone)]
pub struct WakeFlag(Arc<Flag>);

struct Flag(AtomicBool);

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Default for WakeFlag {
    fn default() -> Self {
        Self(Arc::new(Flag(AtomicBool::new(true))))
    }
}

impl WakeFlag {
    /// Takes the flag down; `None` unless it was set, else what sets it again.
    pub fn take(&self) -> Option<Waker> {
        self.0.0.swap(false, Ordering::Relaxed).then(|| Waker::from(self.0.clone()))
    }
}

impl Work {
    fn step(&self) -> bool {
        let Some(waker) = self.woken.take() else { return false };
        let Some(mut future) = self.future.take() else { return false };
        if future.as_mut().poll(&mut Context::from_waker(&waker)).is_pending() {
            self.future.replace(Some(future));
        }
        true
    }
}

impl Background {
    /// Begins work that goes on by itself.
    pub fn spawn(&self, work: impl Future<Output = ()> + 'static) {
        let future = RefCell::new(Some(work.boxed_local()));
        let work = Rc::new(Work { future, woken: WakeFlag::default() });
        work.step();
        self.0.borrow_mut().push(work);
    }

    /// Goes on with what was woken; whether there was any.
    pub fn step(&self) -> bool {
        let all = self.0.borrow().clone();
        let moved = all.iter().filter(|work| work.step()).count() > 0;
        self.0.borrow_mut().retain(|work| work.future.borrow().is_some());
        moved
    }

    /// Number of works under way.
    pub fn len(&self) -> usize {
        self.0.borrow().len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
