//! The caller's side: its listeners, its console, an agent of its own, and the helpers on its results.

use crate::core::crypto::totp::Spelling;
use crate::core::failure::cause::Thrown;
use crate::core::platform::in_memory::latch::Latch;
use crate::core::platform::in_memory::{Native, Value};
use crate::core::platform::{Document, ForeignAgent, Helpers, KeyHandle, Listeners, TokenStore};
use crate::core::text::Text;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// An agent of the caller's own: `(method, endpoint, body)`.
pub type Agent = Rc<dyn Fn(&str, &str, &Value) -> Result<Value, Value>>;

/// A token store of the caller's: what it holds, and how it fails.
#[derive(Default)]
pub struct Store {
    /// What `load` gives.
    pub held: RefCell<Option<Value>>,
    /// What `load` gives after the next time.
    pub held_next: RefCell<Option<Value>>,
    /// What was saved.
    pub saved: RefCell<Vec<Value>>,
    /// How often `save` is still to fail.
    pub refusals: Cell<u32>,
    /// Locks that were entered, and those that were left.
    pub locked: Cell<(u32, u32)>,
    /// What its lock is entered through.
    pub gate: Latch,
}

/// Services that a caller brings, and what they were shown.
#[derive(Default)]
pub struct Services {
    /// An agent that takes the place of ours.
    pub agent: RefCell<Option<Agent>>,
    /// A token store, if there is one.
    pub store: RefCell<Option<Rc<Store>>>,
    /// The live options record that such an agent sees, one entry a change.
    pub mirrored: RefCell<Vec<(&'static str, Value)>>,
    /// Lines that `console.log` printed.
    pub printed: RefCell<Vec<String>>,
    /// Values that `console.error` printed.
    pub reported: RefCell<Vec<Value>>,
    listeners: RefCell<Vec<(Text, Value)>>,
}

impl Listeners for Native {
    fn listen(&self, event: &Text, listener: &Value) -> bool {
        let is_function = matches!(listener, Value::Function(_));
        if is_function {
            self.services.listeners.borrow_mut().push((event.clone(), listener.clone()));
        }
        is_function
    }

    fn listeners(&self, event: &Text) -> Vec<Value> {
        self.services.listeners.borrow().iter().filter(|(name, _)| name == event).map(|(_, l)| l.clone()).collect()
    }

    fn notify(&self, listener: &Value, data: &Value) -> Result<(), Value> {
        match listener {
            Value::Function(listener) => listener(data),
            _ => Ok(()),
        }
    }

    fn report(&self, exception: &Value) {
        self.services.reported.borrow_mut().push(exception.clone());
    }

    fn print(&self, line: &str) {
        self.services.printed.borrow_mut().push(line.to_owned());
    }
}

impl ForeignAgent for Native {
    fn has_foreign_agent(&self) -> bool {
        self.services.agent.borrow().is_some()
    }

    async fn foreign_request(&self, method: &'static str, endpoint: &str, body: Value) -> Result<Value, Value> {
        let agent = self.services.agent.borrow().clone();
        agent.map_or(Err(Value::Undefined), |agent| agent(method, endpoint, &body))
    }

    fn set_agent_option(&self, option: &'static str, value: &Value) {
        if self.has_foreign_agent() {
            self.services.mirrored.borrow_mut().push((option, value.clone()));
        }
    }
}

impl TokenStore for Native {
    fn has_token_store(&self) -> bool {
        self.services.store.borrow().is_some()
    }

    async fn load_tokens(&self) -> Result<Value, Vec<Thrown>> {
        let store = self.services.store.borrow().clone().ok_or_else(Vec::new)?;
        let held = store.held.borrow().clone();
        if let Some(next) = store.held_next.take() {
            store.held.replace(Some(next));
        }
        Ok(held.unwrap_or(Value::Undefined))
    }

    async fn save_tokens(&self, pair: &Value) -> Result<(), Vec<Thrown>> {
        let store = self.services.store.borrow().clone().ok_or_else(Vec::new)?;
        if store.refusals.get() > 0 {
            store.refusals.set(store.refusals.get() - 1);
            let shown = pair.own("token").display().unwrap_or_else(|| "".into()).to_utf8_lossy().to_string();
            let message = format!("the disk is full: {shown}");
            return Err(vec![Thrown { name: "Error".into(), code: "ENOSPC".into(), message }]);
        }
        store.saved.borrow_mut().push(pair.clone());
        store.held.replace(Some(pair.clone()));
        Ok(())
    }

    fn begin_lock(&self) -> Value {
        Value::object()
    }

    async fn lock_entered(&self, _: &Value) -> Result<(), Vec<Thrown>> {
        let store = self.services.store.borrow().clone().ok_or_else(Vec::new)?;
        store.locked.set((store.locked.get().0 + 1, store.locked.get().1));
        store.gate.pass().await;
        Ok(())
    }

    fn leave_lock(&self, _: &Value) {
        if let Some(store) = &*self.services.store.borrow() {
            store.locked.set((store.locked.get().0, store.locked.get().1 + 1));
        }
    }

    async fn lock_left(&self, _: &Value) -> Result<(), Vec<Thrown>> {
        Ok(())
    }
}

impl Helpers for Native {
    fn attach_to_password(&self, password: &Value, key: KeyHandle) -> Result<(), Value> {
        assert!(password.is_object(), "nothing can be put on it");
        password.set("getPassword", Value::Helper(key));
        password.set("getCustoms", Value::Helper(key));
        Ok(())
    }

    fn attach_to_attachment(&self, attachment: &Value, key: KeyHandle) -> Result<(), Value> {
        assert!(attachment.is_object(), "nothing can be put on it");
        attachment.set("getData", Value::Helper(key));
        attachment.set("saveTo", Value::Helper(key));
        Ok(())
    }

    fn attach_to_totp_field(&self, field: &Value, spelling: Spelling) {
        field.set("getTotpCode", Value::TotpHelper(spelling));
    }
}
