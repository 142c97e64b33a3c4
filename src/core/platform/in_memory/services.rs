//! The caller's side: its listeners, its console, an agent of its own, and the helpers on its results.

use crate::core::platform::in_memory::{Native, Value};
use crate::core::platform::{Document, ForeignAgent, Helpers, KeyHandle, Listeners};
use crate::core::text::Text;
use std::cell::RefCell;
use std::rc::Rc;

/// An agent of the caller's own: `(method, endpoint, body)`.
pub type Agent = Rc<dyn Fn(&str, &str, &Value) -> Result<Value, Value>>;

/// Services that a caller brings, and what they were shown.
#[derive(Default)]
pub struct Services {
    /// An agent that takes the place of ours.
    pub agent: RefCell<Option<Agent>>,
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

    fn attach_to_totp_field(&self, field: &Value) {
        field.set("getTotpCode", Value::function(|_| Ok(())));
    }
}
