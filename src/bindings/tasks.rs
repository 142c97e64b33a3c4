//! Tasks: calls under way, and work that several of them wait for. Each goes on in the JavaScript context in which it
//! began (`AsyncLocalStorage`), whoever wakes it, and is woken by a reaction of a promise: test tools replace
//! `queueMicrotask`, and nobody may have to advance a clock for it.

use super::imports;
use super::imports::Imports;
use crate::handle_table::Numbered;
use futures_util::future::{FutureExt, LocalBoxFuture};
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use wasm_bindgen::prelude::*;

#[derive(Default)]
struct Task {
    /// Taken out while it runs.
    future: RefCell<Option<LocalBoxFuture<'static, ()>>>,
    /// Waker of the task, the same each time, so that who is polled often can see that it has it already.
    waker: OnceCell<Waker>,
    /// Whether it will be run.
    woken: Cell<bool>,
    /// Whether it was to be run while it ran.
    missed: Cell<bool>,
    /// Context in which the task began; `undefined` where the platform knows no contexts.
    context: OnceCell<JsValue>,
}

thread_local! {
    static TASKS: RefCell<Numbered<Rc<Task>>> = const { RefCell::new(Numbered::new()) };
}

/// Begins a task: its first steps are taken now, in the context of whoever calls.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    let task = Rc::new(Task { future: RefCell::new(Some(work.boxed_local())), ..Task::default() });
    let number = TASKS.with_borrow_mut(|tasks| tasks.add(task));
    step(number);
}

/// Goes on with a task that was woken.
#[wasm_bindgen(js_name = runTask)]
pub fn run_task(number: f64) {
    step(number as u64);
}

fn find(number: u64) -> Option<Rc<Task>> {
    TASKS.with_borrow_mut(|tasks| tasks.get(number).cloned())
}

fn step(number: u64) {
    let Some(task) = find(number) else { return };
    task.woken.set(false);
    let Some(mut future) = task.future.take() else {
        task.missed.set(true); // something that it called lets others run meanwhile
        return;
    };
    let waker = task.waker.get_or_init(|| Waker::from(Arc::new(Number(number))));
    // Nothing is borrowed meanwhile: what runs may call the engine.
    match future.as_mut().poll(&mut Context::from_waker(waker)) {
        Poll::Pending => {
            task.context();
            task.future.replace(Some(future));
            if task.missed.take() {
                waker.wake_by_ref();
            }
        }
        Poll::Ready(()) => {
            TASKS.with_borrow_mut(|tasks| tasks.take(number));
        }
    }
}

impl Task {
    fn context(&self) -> &JsValue {
        self.context.get_or_init(|| imports::with(Imports::context))
    }
}

/// Wakes a task by its number: wakers must be `Send`, although there are no other threads.
struct Number(u64);

impl Wake for Number {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if let Some(task) = find(self.0).filter(|task| !task.woken.replace(true)) {
            imports::with(|s| s.soon(task.context(), self.0 as f64));
        }
    }
}
