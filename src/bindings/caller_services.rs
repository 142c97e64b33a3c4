//! Services that one client brings from JavaScript: its `fetch`, its file manager, its agent, its listeners. They come
//! with every call and are held no longer, so that the engine never keeps a caller's object alive.

use super::imports::Wait;
use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The host object of a client (`pkg-template/js/caller-services.mjs`).
    #[derive(Clone)]
    pub type CallerServices;

    /// The `fetch` to call; `undefined` where there is none.
    #[wasm_bindgen(method)]
    pub fn fetch(this: &CallerServices) -> JsValue;
    /// Debug output: by what requests leave.
    #[wasm_bindgen(method, js_name = tellRoute, catch)]
    pub fn tell_route(this: &CallerServices) -> Result<(), JsValue>;

    /// The caller's own agent, or `undefined`.
    #[wasm_bindgen(method, getter)]
    pub fn agent(this: &CallerServices) -> JsValue;
    /// Calls `agent.request[method](endpoint, body)`.
    #[wasm_bindgen(method, js_name = askAgent, catch)]
    pub fn ask_agent(this: &CallerServices, method: &str, endpoint: &str, body: &JsValue) -> Result<Promise, JsValue>;
    /// Sets a member of the live options record.
    #[wasm_bindgen(method, js_name = setAgentOption)]
    pub fn set_agent_option(this: &CallerServices, option: &str, value: &JsValue);

    /// Remembers a listener; false when it is not a function.
    #[wasm_bindgen(method)]
    pub fn listen(this: &CallerServices, event: &JsValue, listener: &JsValue) -> bool;
    /// The listeners of an event.
    #[wasm_bindgen(method)]
    pub fn listeners(this: &CallerServices, event: &JsValue) -> Array;

    /// The reason, if the caller's signal is aborted by now; else `undefined`.
    #[wasm_bindgen(method)]
    pub fn aborted(this: &CallerServices) -> JsValue;
    /// Waits for the caller's signal; without one for ever. Throws where it cannot be listened to.
    #[wasm_bindgen(method, catch)]
    pub fn abortion(this: &CallerServices) -> Result<Wait, JsValue>;
    /// Tells the caller's `onProgress`.
    #[wasm_bindgen(method)]
    pub fn progress(this: &CallerServices, done: usize, total: usize);

    /// Whether anybody watches requests.
    #[wasm_bindgen(method, getter, js_name = isObserved)]
    pub fn is_observed(this: &CallerServices) -> bool;
    /// Tells that a request is about to be sent; what it is sent with.
    #[wasm_bindgen(method, js_name = requestStarted)]
    pub fn request_started(this: &CallerServices, event: &JsValue) -> JsValue;
    /// Tells that it has ended.
    #[wasm_bindgen(method, js_name = requestEnded)]
    pub fn request_ended(this: &CallerServices, observed: &JsValue, event: &JsValue);
    /// Tells that it will be sent again.
    #[wasm_bindgen(method, js_name = requestRepeated)]
    pub fn request_repeated(this: &CallerServices, event: &JsValue);
    /// Tells that the session was renewed, or not.
    #[wasm_bindgen(method, js_name = sessionRenewed)]
    pub fn session_renewed(this: &CallerServices, milliseconds: f64, ok: bool);

    /// Whether the caller has a token store.
    #[wasm_bindgen(method, getter, js_name = hasTokenStore)]
    pub fn has_token_store(this: &CallerServices) -> bool;
    /// `tokenStore.load()`, as a promise.
    #[wasm_bindgen(method, js_name = loadTokens, catch)]
    pub fn load_tokens(this: &CallerServices) -> Result<Promise, JsValue>;
    /// `tokenStore.save(pair)`, as a promise.
    #[wasm_bindgen(method, js_name = saveTokens, catch)]
    pub fn save_tokens(this: &CallerServices, pair: &JsValue) -> Result<Promise, JsValue>;
    /// Begins to enter `tokenStore.lock(run)`.
    #[wasm_bindgen(method, js_name = beginLock)]
    pub fn begin_lock(this: &CallerServices) -> JsValue;
    /// A promise of being within it.
    #[wasm_bindgen(method, js_name = lockEntered, catch)]
    pub fn lock_entered(this: &CallerServices, lock: &JsValue) -> Result<Promise, JsValue>;
    /// Ends what it has run, or gives up entering it.
    #[wasm_bindgen(method, js_name = leaveLock)]
    pub fn leave_lock(this: &CallerServices, lock: &JsValue);
    /// A promise of its end.
    #[wasm_bindgen(method, js_name = lockLeft, catch)]
    pub fn lock_left(this: &CallerServices, lock: &JsValue) -> Result<Promise, JsValue>;

    /// `fileManager.canUseFs`.
    #[wasm_bindgen(method, getter, js_name = canUseFs)]
    pub fn can_use_fs(this: &CallerServices) -> bool;
    /// `fileManager.readFile(path)`; the built-in reads at most so many bytes.
    #[wasm_bindgen(method, js_name = readFile, catch)]
    pub fn read_file(this: &CallerServices, path: &JsValue, most: u32) -> Result<js_sys::Uint8Array, JsValue>;
    /// `fileManager.getFileBasename(path)`.
    #[wasm_bindgen(method, js_name = baseName, catch)]
    pub fn base_name(this: &CallerServices, path: &JsValue) -> Result<JsValue, JsValue>;
    /// Whether the built-in file manager writes on Windows.
    #[wasm_bindgen(method, getter, js_name = hasWindowsNames)]
    pub fn has_windows_names(this: &CallerServices) -> bool;
    /// `fileManager.saveToFile(path, bytes)`; the built-in also whose name it is.
    #[wasm_bindgen(method, js_name = saveFile, catch)]
    pub fn save_file(
        this: &CallerServices,
        path: &JsValue,
        bytes: &js_sys::Uint8Array,
        by_server: bool,
    ) -> Result<(), JsValue>;
}

/// Calls a function with one argument, without a receiver.
pub fn call(function: &JsValue, argument: &JsValue) -> Result<JsValue, JsValue> {
    function.unchecked_ref::<Function>().call1(&JsValue::UNDEFINED, argument)
}
