//! The client that JavaScript holds, and the engine's table of keys.

use super::caller_services::{CallerServices, call as call_function};
use super::document::JsDoc;
use super::failure::to_js;
use super::platform::JsPlatform;
use super::tasks;
use crate::core::api::start;
use crate::core::client::session::key_table::KeyTable;
use crate::core::client::{Answers, Args, Call, Method, Options, Outcome};
use crate::core::encryption::Cipher;
use crate::core::failure::Failure;
use crate::core::platform::KeyHandle;
use crate::core::{client, results, server};
use js_sys::Array;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

thread_local! {
    static KEYS: Rc<RefCell<KeyTable<JsDoc>>> = Rc::default();
}

/// Uses the engine's table of keys.
pub fn with_keys<R>(f: impl FnOnce(&Rc<RefCell<KeyTable<JsDoc>>>) -> R) -> R {
    KEYS.with(f)
}

/// Uses the cipher of a handle.
pub fn with_cipher<R>(key: u32, f: impl FnOnce(&Cipher) -> Result<R, Failure<JsDoc>>) -> Result<R, JsValue> {
    let cipher = with_keys(|keys| results::cipher_of(&keys.borrow(), KeyHandle(key)));
    cipher.and_then(|cipher| f(&cipher)).map_err(to_js)
}

/// The names of all methods, in the order of their numbers.
#[wasm_bindgen(js_name = methodNames)]
pub fn method_names() -> Vec<String> {
    Method::ALL.iter().map(|m| m.name().to_owned()).collect()
}

/// Whether a method is one of the original's, whose names are enumerable.
#[wasm_bindgen(js_name = isOriginal)]
pub fn is_original(method: usize) -> bool {
    Method::of_number(method).is_some_and(|m| m.answers() != Answers::Own)
}

/// Whether a method answers at once.
#[wasm_bindgen(js_name = isImmediate)]
pub fn is_immediate(method: usize) -> bool {
    Method::of_number(method).is_some_and(|m| m.answers() == Answers::Immediate)
}

/// The options of calls, read once.
#[wasm_bindgen]
pub struct CallOptions(Rc<client::CallOptions>);

#[wasm_bindgen]
impl CallOptions {
    /// Reads `{signal, timeout, totalTimeout, retry, concurrency}`.
    #[wasm_bindgen(constructor)]
    pub fn new(options: JsValue) -> Result<Self, JsValue> {
        client::CallOptions::read(&JsDoc(options)).map(Rc::new).map(Self).map_err(to_js)
    }
}

/// A client of the engine, as JavaScript holds it.
#[wasm_bindgen]
pub struct Client(Rc<client::Client<JsPlatform>>);

#[wasm_bindgen]
impl Client {
    /// Makes a client from a complete options record, and what the caller passed.
    #[wasm_bindgen(constructor)]
    pub fn new(record: JsValue, given: JsValue) -> Self {
        let (options, session) = Options::read(&JsDoc(record), &JsDoc(given));
        Self(Rc::new(server::client(options, session, with_keys(Rc::clone))))
    }

    /// Calls a method by its number; its outcome goes to `resolve` or `reject`. What the method does at once is done on return.
    pub fn call(
        &self,
        services: CallerServices,
        options: &CallOptions,
        method: usize,
        args: Array,
        resolve: JsValue,
        reject: JsValue,
    ) {
        let call = self.of(services, options);
        let outcome = method_of(method).map(|method| start::call(method, call, arguments(&args)));
        // The first steps run now, as the original's do, not in the next microtask.
        tasks::spawn(async move {
            let outcome = match outcome {
                Ok(under_way) => under_way.await,
                Err(failure) => Err(failure),
            };
            settle(outcome, &resolve, &reject);
        });
    }

    /// Calls a method that answers at once.
    #[wasm_bindgen(js_name = callNow)]
    pub fn call_now(
        &self,
        services: CallerServices,
        options: &CallOptions,
        method: usize,
        args: Array,
    ) -> Result<JsValue, JsValue> {
        let call = self.of(services, options);
        let outcome = method_of(method).and_then(|method| start::call_now(method, &call, &arguments(&args)));
        outcome.map(|d| d.0).map_err(to_js)
    }

    /// Summary for a console: `{host, generation, session, encryption}`.
    pub fn summary(&self) -> JsValue {
        serde_wasm_bindgen::to_value(&self.0.summary()).unwrap_or(JsValue::UNDEFINED)
    }

    /// What there is to be told for a support ticket.
    pub fn diagnostics(&self, options: &CallOptions, redact: bool) -> JsValue {
        self.0.diagnostics(&options.0, redact).0
    }

    fn of(&self, services: CallerServices, options: &CallOptions) -> Call<JsPlatform> {
        let options = options.0.clone();
        let platform = Rc::new(JsPlatform { host: services, cancelable: options.interruptible });
        Call::new(self.0.clone(), platform, options)
    }
}

fn method_of(number: usize) -> Result<Method, Failure<JsDoc>> {
    Method::of_number(number).ok_or_else(|| Failure::usage("there is no method of that number"))
}

fn arguments(list: &Array) -> Args<JsDoc> {
    Args::new(list.iter().map(JsDoc).collect())
}

fn settle(outcome: Outcome<JsPlatform>, resolve: &JsValue, reject: &JsValue) {
    let _ = match outcome {
        Ok(value) => call_function(resolve, &value.0),
        Err(failure) => call_function(reject, &to_js(failure)),
    };
}
