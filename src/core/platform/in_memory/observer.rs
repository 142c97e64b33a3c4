//! Who watches requests: a list of what was told.

use crate::core::platform::in_memory::{Native, Value};
use crate::core::platform::{Document, Observer, RequestEvent};
use std::cell::{Cell, RefCell};

/// What somebody who watches was told.
#[derive(Default)]
pub struct Observed {
    /// Whether anybody watches.
    pub is_on: Cell<bool>,
    /// What happened to which request: `started`, `ended`, `repeated`.
    pub events: RefCell<Vec<(&'static str, RequestEvent)>>,
    /// Renewals of the session: milliseconds, and whether they were well.
    pub renewals: RefCell<Vec<(f64, bool)>>,
}

impl Native {
    fn tell(&self, what: &'static str, event: &RequestEvent) {
        self.observed.events.borrow_mut().push((what, event.clone()));
    }
}

impl Observer for Native {
    fn is_observed(&self) -> bool {
        self.observed.is_on.get()
    }

    fn request_started(&self, event: &RequestEvent) -> Value {
        self.tell("started", event);
        Value::object()
    }

    fn request_ended(&self, _: &Value, event: &RequestEvent) {
        self.tell("ended", event);
    }

    fn request_repeated(&self, event: &RequestEvent) {
        self.tell("repeated", event);
    }

    fn session_renewed(&self, milliseconds: f64, ok: bool) {
        self.observed.renewals.borrow_mut().push((milliseconds, ok));
    }
}
