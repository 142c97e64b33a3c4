//! The few things that only JavaScript can do: `pkg-template/js` implements them and hands them over once, when
//! the engine starts.

use std::cell::{Cell, OnceCell};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Functions that JavaScript lends the engine (`pkg-template/js`).
    pub type Imports;

    /// The kind of a value, as a number (see `document.rs`).
    #[wasm_bindgen(method)]
    pub fn kind(this: &Imports, value: &JsValue) -> u8;
    /// The value as a text; throws for symbols.
    #[wasm_bindgen(method, catch)]
    pub fn display(this: &Imports, value: &JsValue) -> Result<JsValue, JsValue>;
    /// Number of code units of a string; -1 for anything else.
    #[wasm_bindgen(method, js_name = textLength)]
    pub fn text_length(this: &Imports, value: &JsValue) -> i32;
    /// The own property of that name, or `undefined`.
    #[wasm_bindgen(method)]
    pub fn own(this: &Imports, value: &JsValue, name: &JsValue) -> JsValue;
    /// Writes the own property of that name, if it is a string of ASCII that there is room for, and says how many characters
    /// it has; -1 if it is no string, -2 if it is another one.
    #[wasm_bindgen(method, js_name = ownAscii)]
    pub fn own_ascii(this: &Imports, value: &JsValue, name: &JsValue, into: &mut [u8]) -> i32;
    /// The property of that name, inherited ones too, or `undefined`.
    #[wasm_bindgen(method)]
    pub fn get(this: &Imports, value: &JsValue, name: &JsValue) -> JsValue;
    /// Whether the value is a `String` object.
    #[wasm_bindgen(method, js_name = isBoxedString)]
    pub fn is_boxed_string(this: &Imports, value: &JsValue) -> bool;
    /// Whether there is an own property of that name.
    #[wasm_bindgen(method, js_name = hasOwn)]
    pub fn has_own(this: &Imports, value: &JsValue, name: &JsValue) -> bool;
    /// Sets an own property, where the object lets it.
    #[wasm_bindgen(method)]
    pub fn set(this: &Imports, value: &JsValue, name: &JsValue, member: &JsValue);
    /// Removes an own property, where the object lets it.
    #[wasm_bindgen(method)]
    pub fn remove(this: &Imports, value: &JsValue, name: &JsValue);
    /// A shallow copy.
    #[wasm_bindgen(method, catch)]
    pub fn copy(this: &Imports, value: &JsValue) -> Result<JsValue, JsValue>;
    /// The names of the own enumerable properties of an object.
    #[wasm_bindgen(method, catch)]
    pub fn names(this: &Imports, value: &JsValue) -> Result<Vec<String>, JsValue>;
    /// A deep copy of lists and plain objects; everything else as it is.
    #[wasm_bindgen(method, catch)]
    pub fn taken(this: &Imports, value: &JsValue) -> Result<JsValue, JsValue>;
    /// The string of code units.
    #[wasm_bindgen(method, js_name = textOfUnits)]
    pub fn text_of_units(this: &Imports, units: &[u16]) -> JsValue;
    /// Number of bytes of a text or of bytes.
    #[wasm_bindgen(method, js_name = byteLength)]
    pub fn byte_length(this: &Imports, value: &JsValue) -> usize;
    /// `performance.now()`.
    #[wasm_bindgen(method)]
    pub fn elapsed(this: &Imports) -> f64;
    /// `Date.now()`.
    #[wasm_bindgen(method)]
    pub fn now(this: &Imports) -> f64;
    /// `Date.parse(text)`.
    #[wasm_bindgen(method, js_name = parseDate)]
    pub fn parse_date(this: &Imports, text: &str) -> f64;
    /// A copy of a list, or `undefined` if it is none, or has more entries than `most`.
    #[wasm_bindgen(method)]
    pub fn listed(this: &Imports, list: &JsValue, most: usize) -> JsValue;
    /// Number of entries of a list; 2³² − 1 if nobody can say so.
    #[wasm_bindgen(method, js_name = listLength)]
    pub fn list_length(this: &Imports, list: &JsValue) -> u32;
    /// An entry of a list, or `undefined`.
    #[wasm_bindgen(method)]
    pub fn at(this: &Imports, list: &JsValue, position: usize) -> JsValue;
    /// Whether it is an object as literals make it.
    #[wasm_bindgen(method, js_name = isRecord)]
    pub fn is_record(this: &Imports, value: &JsValue) -> bool;
    /// A string in the normal form C of Unicode.
    #[wasm_bindgen(method)]
    pub fn composed(this: &Imports, text: &JsValue) -> JsValue;
    /// A string in lower case; anything else as it is.
    #[wasm_bindgen(method, js_name = lowerCase)]
    pub fn lower_case(this: &Imports, text: &JsValue) -> JsValue;
    /// Objects in a shape, of one or of each in a list.
    #[wasm_bindgen(method, catch)]
    pub fn reshape(this: &Imports, sent: &JsValue, shape: &JsValue, in_place: bool) -> Result<JsValue, JsValue>;
    /// The objects of a list that have nothing under a name.
    #[wasm_bindgen(method, js_name = objectsWithout)]
    pub fn objects_without(this: &Imports, list: &JsValue, name: &JsValue) -> JsValue;
    /// Sorts a list by name, in place.
    #[wasm_bindgen(method, js_name = sortByName, catch)]
    pub fn sort_by_name(this: &Imports, list: &JsValue) -> Result<(), JsValue>;

    /// Calls `fetch` with an address and what else there is to say: a promise of its answer. `reads`: sending it twice is
    /// harmless; `line`: an object in which Node's client leaves what it is sending; `observed`: what who watches has made of it.
    #[wasm_bindgen(method, js_name = callFetch)]
    pub fn call_fetch(
        this: &Imports,
        fetch: &JsValue,
        url: &str,
        init: &JsValue,
        reads: bool,
        line: &js_sys::Object,
        observed: &JsValue,
    ) -> js_sys::Promise;
    /// Ends a request that nobody waits for any more, where Node's client sends it.
    #[wasm_bindgen(method, js_name = hangUp, catch)]
    pub fn hang_up(this: &Imports, line: &js_sys::Object) -> Result<(), JsValue>;
    /// A promise of the body of an answer, read to its end. `file`: it may be one text of many megabytes for the most part.
    /// The number of its bytes is left in `line`, and the server's number of the request.
    #[wasm_bindgen(method, js_name = readBody)]
    pub fn read_body(this: &Imports, response: &JsValue, file: bool, line: &js_sys::Object) -> js_sys::Promise;
    /// The address of the page or worker; empty where there is none.
    #[wasm_bindgen(method, js_name = pageAddress)]
    pub fn page_address(this: &Imports) -> JsValue;
    /// A header of a response, or `undefined`.
    #[wasm_bindgen(method)]
    pub fn header(this: &Imports, response: &JsValue, name: &str) -> JsValue;
    /// The value of a JSON text, or of the body of an answer; `undefined` where it is no JSON.
    #[wasm_bindgen(method, js_name = parseJson)]
    pub fn parse_json(this: &Imports, body: &JsValue) -> JsValue;
    /// The JSON text of a value; `undefined` where it has none.
    #[wasm_bindgen(method, js_name = writeJson)]
    pub fn write_json(this: &Imports, value: &JsValue) -> JsValue;

    /// A `PassworkError`.
    #[wasm_bindgen(method, js_name = makeError)]
    pub fn make_error(this: &Imports, parts: &JsValue) -> JsValue;
    /// Reads a thrown value as texts: name, code and message, then those of its causes. Touches a caller's objects.
    #[wasm_bindgen(method, catch)]
    pub fn tell(this: &Imports, thrown: &JsValue) -> Result<js_sys::Array, JsValue>;
    /// New errors from such a list, the outermost of them.
    #[wasm_bindgen(method)]
    pub fn redacted(this: &Imports, told: &js_sys::Array) -> JsValue;

    /// Adds `getPassword` and `getCustoms`.
    #[wasm_bindgen(method, js_name = attachToPassword, catch)]
    pub fn attach_to_password(this: &Imports, password: &JsValue, key: u32) -> Result<(), JsValue>;
    /// Adds `getData` and `saveTo`.
    #[wasm_bindgen(method, js_name = attachToAttachment, catch)]
    pub fn attach_to_attachment(this: &Imports, attachment: &JsValue, key: u32, host: &JsValue) -> Result<(), JsValue>;
    /// Adds `getTotpCode`.
    #[wasm_bindgen(method, js_name = attachToTotpField, catch)]
    pub fn attach_to_totp_field(this: &Imports, field: &JsValue, is_exact: bool) -> Result<(), JsValue>;

    /// The SIMD kernels of `crates/simd`, which say there what they read and write; they do nothing and give 0 where
    /// there is no SIMD.
    #[wasm_bindgen(method, js_name = base32Decode)]
    pub fn base32_decode(this: &Imports, text: *const u8, length: usize, bytes: *mut u8) -> usize;
    /// SIMD kernel, as above.
    #[wasm_bindgen(method, js_name = base32Encode)]
    pub fn base32_encode(this: &Imports, bytes: *const u8, length: usize, text: *mut u8) -> usize;
    /// SIMD kernel, as above.
    #[wasm_bindgen(method, js_name = base64Decode)]
    pub fn base64_decode(this: &Imports, text: *const u8, length: usize, bytes: *mut u8) -> usize;
    /// SIMD kernel, as above.
    #[wasm_bindgen(method, js_name = base64Encode)]
    pub fn base64_encode(this: &Imports, bytes: *const u8, length: usize, text: *mut u8) -> usize;
    /// SIMD kernel, as above.
    #[wasm_bindgen(method, js_name = textForm)]
    pub fn text_form(this: &Imports, bytes: *const u8, length: usize, text: *mut u8, scratch: *mut u8) -> usize;

    /// Waits that number of milliseconds by the clock of the caller.
    #[wasm_bindgen(method)]
    pub fn sleep(this: &Imports, milliseconds: f64) -> Wait;
    /// Lets everything else have its turn: a promise.
    #[wasm_bindgen(method)]
    pub fn turn(this: &Imports) -> js_sys::Promise;

    /// The context of who is running, for `soon`; `undefined` where there are none.
    #[wasm_bindgen(method)]
    pub fn context(this: &Imports) -> JsValue;
    /// Calls `runTask(id)` in the next microtask, in that context.
    #[wasm_bindgen(method)]
    pub fn soon(this: &Imports, context: &JsValue, id: f64);
    /// Calls `settle(id, …)` when a promise has ended.
    #[wasm_bindgen(method)]
    pub fn follow(this: &Imports, promise: &js_sys::Promise, id: f64);

    /// Whether the two below work.
    #[wasm_bindgen(method, js_name = hasNativeCrypto)]
    pub fn has_native_crypto(this: &Imports) -> bool;
    /// AES-256-CBC of whole blocks in place, without padding, by Node's crypto; false where there is none.
    #[wasm_bindgen(method, js_name = aesNow, catch)]
    pub fn aes_now(this: &Imports, encrypt: bool, key: &[u8], iv: &[u8], blocks: &mut [u8]) -> Result<bool, JsValue>;
    /// A private key of Node's crypto; `undefined` where there is none.
    #[wasm_bindgen(method, js_name = rsaKey, catch)]
    pub fn rsa_key(this: &Imports, pkcs8: &[u8]) -> Result<JsValue, JsValue>;
    /// The secret power of an RSA block in its place, by Node's crypto.
    #[wasm_bindgen(method, js_name = rsaNow, catch)]
    pub fn rsa_now(this: &Imports, key: &JsValue, block: &mut [u8]) -> Result<bool, JsValue>;
    /// A SHA-256 of Node's crypto in progress, or `undefined`.
    #[wasm_bindgen(method, catch)]
    pub fn sha256(this: &Imports) -> Result<JsValue, JsValue>;
    /// `hash.update(piece)`.
    #[wasm_bindgen(method, js_name = hashUpdate, catch)]
    pub fn hash_update(this: &Imports, hash: &JsValue, piece: &[u8]) -> Result<(), JsValue>;
    /// `hash.digest()`, as a `Uint8Array`.
    #[wasm_bindgen(method, js_name = hashDigest, catch)]
    pub fn hash_digest(this: &Imports, hash: &JsValue) -> Result<JsValue, JsValue>;
    /// Writes a string of ASCII into memory; false (and nothing to rely on) for any other.
    #[wasm_bindgen(method, js_name = writeAscii)]
    pub fn write_ascii(this: &Imports, text: &JsValue, at: usize, into: &mut [u8]) -> bool;

    /// Kind of byte source that a value is: `'path'`, `'bytes'`, `'blob'` or `''`.
    #[wasm_bindgen(method, js_name = sourceKind)]
    pub fn source_kind(this: &Imports, value: &JsValue) -> JsValue;
    /// The bytes of a view or buffer, as a `Uint8Array` over the same memory.
    #[wasm_bindgen(method, js_name = bytesOf, catch)]
    pub fn bytes_of(this: &Imports, value: &JsValue) -> Result<js_sys::Uint8Array, JsValue>;
    /// Copies the bytes of a view or buffer.
    #[wasm_bindgen(method, js_name = takeBytes, catch)]
    pub fn take_bytes(this: &Imports, value: &JsValue) -> Result<JsValue, JsValue>;
    /// The bytes of a Blob: a promise of a `Uint8Array`.
    #[wasm_bindgen(method, js_name = readBlob, catch)]
    pub fn read_blob(this: &Imports, value: &JsValue) -> Result<js_sys::Promise, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// Something that is waited for and can be stopped.
    pub type Wait;
    /// Promise that fulfils at the end.
    #[wasm_bindgen(method, getter)]
    pub fn promise(this: &Wait) -> js_sys::Promise;
    /// Ends the wait without fulfilling.
    #[wasm_bindgen(method)]
    pub fn stop(this: &Wait);
}

thread_local! {
    static IMPORTS: OnceCell<Imports> = const { OnceCell::new() };
    static BOUND: Cell<bool> = const { Cell::new(false) };
}

/// Starts the engine. `bound`: only the request in which a promise was made may fulfil it.
#[wasm_bindgen]
pub fn start(imports: Imports, bound: bool) {
    BOUND.set(bound);
    IMPORTS.with(|slot| {
        let _ = slot.set(imports);
    });
}

/// Whether promises are bound to requests, as [`start`] was told.
pub fn binds_promises() -> bool {
    BOUND.get()
}

/// Uses the imports. Before [`start`] there are none, which is a fault of `engine.mjs`.
pub fn with<R>(f: impl FnOnce(&Imports) -> R) -> R {
    IMPORTS.with(|slot| match slot.get() {
        Some(imports) => f(imports),
        None => wasm_bindgen::throw_str("the engine was used before it was started"),
    })
}
