//! A client with a host of JavaScript, and pieces of JavaScript to drive it with.

use js_sys::{Array, Function, Promise, Reflect};
use passwork_wasm::bindings::{CallOptions, CallerServices, Client, Imports, method_names, run_task, settle, start};
use std::cell::Cell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// What the JavaScript of the package lends, as its engine puts it together; helpers are marked by their key alone.
const LENT: &str = r"
(async (MEMORY, runTask, settle) => {
  const load = (name) => import('file://' + FOLDER + '/pkg-template/js/' + name + '.mjs');
  const [runtime, tasks, json, simd, values, answers, fetchCall, sources, failures, crypto, timers, error, services] =
    await Promise.all(['runtime', 'tasks', 'json', 'simd', 'values', 'answers', 'fetch-call', 'sources', 'failures', 'crypto', 'timers', 'error', 'caller-services'].map(load));
  const attach = (object, key) => { 'use strict'; object.key = key; };
  globalThis.CallerServices = services.CallerServices;
  globalThis.T = {
    /** An answer of no class at all. */
    answer(data, status = 200, envelope = { status: 'success', data }) {
      return T.text(JSON.stringify(envelope), status, 'application/json');
    },
    text(text, status = 200, type = 'text/plain', location = null) {
      const all = { 'content-type': type, location };
      return { status, headers: { get: (name) => all[name.toLowerCase()] ?? null }, text: () => Promise.resolve(text) };
    },
    /** A fetch that answers by `METHOD /path`; its calls are in `sent`. */
    fetch(routes) {
      const fetch = function (url, init) {
        fetch.sent.push({ url, init, receiver: this, count: arguments.length });
        const route = routes[init.method + ' ' + url.replace('https://pw.test/api/v4', '')];
        return typeof route === 'function' ? route(url, init) : Promise.resolve(route);
      };
      fetch.sent = [];
      return fetch;
    },
    vm: process.getBuiltinModule('node:vm'),
  };
  const kernels = process.getBuiltinModule('fs').readFileSync(FOLDER + '/target/npm/simd.wasm');
  return {
    ...simd.simdKernels(kernels, MEMORY), ...json, ...values, ...answers, ...fetchCall, ...sources, ...failures, ...crypto, ...runtime, ...timers, ...tasks.tasks(runTask, settle),
    attachToPassword: attach, attachToAttachment: attach, attachToTotpField() {},
    makeError: (parts) => new error.PassworkError(parts),
  };
})";

thread_local! {
    static STARTED: Cell<bool> = const { Cell::new(false) };
}

/// Evaluates JavaScript.
#[track_caller]
pub fn js(code: &str) -> JsValue {
    js_sys::eval(&format!("({code})")).unwrap_or_else(|e| panic!("{code}: {e:?}"))
}

/// Demands that an expression over `v` is true.
#[track_caller]
pub fn check(value: &JsValue, expression: &str) {
    let function = Function::new_with_args("v", &format!("return ({expression})"));
    let outcome = function.call1(&JsValue::UNDEFINED, value).unwrap();
    let shown = js_sys::JSON::stringify(value).ok().and_then(|s| s.as_string()).unwrap_or_default();
    assert!(outcome.is_truthy(), "not so: {expression}\nof {shown} {}", message(value));
}

/// The message of an error.
pub fn message(error: &JsValue) -> String {
    Reflect::get(error, &"message".into()).ok().and_then(|m| m.as_string()).unwrap_or_default()
}

/// A member.
pub fn get(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap()
}

/// A client and what it brings.
pub struct World {
    /// The client.
    pub client: Client,
    /// Its host.
    pub host: CallerServices,
    /// Its limits.
    pub settings: CallOptions,
    /// Its fetch.
    pub fetch: JsValue,
}

impl World {
    /// With routes `{ 'GET /vaults/list': answer or function }`.
    pub async fn new(routes: &str) -> Self {
        Self::with(&format!("{{ fetch: T.fetch({routes}) }}"), "undefined").await
    }

    /// With options and services.
    pub async fn with(options: &str, services: &str) -> Self {
        if !STARTED.replace(true) {
            let code = LENT.replace("FOLDER", &format!("{:?}", env!("CARGO_MANIFEST_DIR")));
            let make = js_sys::eval(&code).unwrap().unchecked_into::<Function>();
            let run_task = Closure::<dyn Fn(f64)>::new(run_task).into_js_value();
            let settle = Closure::<dyn Fn(f64, bool, JsValue)>::new(settle).into_js_value();
            let lent = make.call3(&JsValue::UNDEFINED, &wasm_bindgen::memory(), &run_task, &settle).unwrap();
            let lent = JsFuture::from(lent.unchecked_into::<Promise>()).await.unwrap();
            start(lent.unchecked_into::<Imports>(), false);
            // The engine's panics are silent; those of the tests are not.
            std::panic::set_hook(Box::new(|panic| {
                let print = js("(words) => console.error(words)").unchecked_into::<Function>();
                let _ = print.call1(&JsValue::UNDEFINED, &panic.to_string().into());
            }));
        }
        let defaults = "host: 'https://pw.test/api/v4', apiVersion: 4, token: 'of the session', refreshToken: '', masterPassword: false, \
                        useMasterPassword: false, debug: false, lang: null, hash: 'sha256'";
        let record = js(&format!("{{ {defaults}, ...{options} }}"));
        let host = js("(record, services) => { const h = new CallerServices(record, services); \
                       h.makeAgent(record, services, {}); return h; }");
        let host = host.unchecked_into::<Function>().call2(&JsValue::NULL, &record, &js(services)).unwrap();
        let fetch = get(&record, "fetch");
        let settings = CallOptions::new(get(&host, "callOptions")).unwrap();
        Self { client: Client::new(record.clone(), record), host: host.unchecked_into(), settings, fetch }
    }

    /// Starts a call; its arguments are a JavaScript list.
    pub fn start(&self, method: &str, args: &JsValue) -> Promise {
        let method = number_of(method);
        let args = args.clone().unchecked_into::<Array>();
        Promise::new(&mut |resolve, reject| {
            self.client.call(self.host.clone(), &self.settings, method, args.clone(), resolve.into(), reject.into());
        })
    }

    /// A whole call.
    pub async fn call(&self, method: &str, args: &str) -> Result<JsValue, JsValue> {
        JsFuture::from(self.start(method, &js(args))).await
    }

    /// A whole call that must be rejected.
    pub async fn rejection(&self, method: &str, args: &str) -> JsValue {
        match self.call(method, args).await {
            Err(error) => error,
            Ok(_) => panic!("{method}({args}) must be rejected"),
        }
    }

    /// A method that answers at once.
    pub fn now(&self, method: &str, args: &str) -> Result<JsValue, JsValue> {
        self.client.call_now(self.host.clone(), &self.settings, number_of(method), js(args).unchecked_into())
    }

    /// The requests so far.
    pub fn sent(&self) -> JsValue {
        get(&self.fetch, "sent")
    }
}

/// The number of a method.
pub fn number_of(method: &str) -> usize {
    method_names().iter().position(|name| name == method).unwrap()
}

/// Lets everything that is queued happen.
pub async fn turn() {
    JsFuture::from(js("new Promise((done) => setTimeout(done, 1))").unchecked_into::<Promise>()).await.unwrap();
}
