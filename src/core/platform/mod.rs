//! The outer world, behind small traits. `bindings` implements them over JavaScript, `in_memory` as a scripted double, for the
//! tests of the core.

mod body;
mod fetch;
mod files;
#[cfg(not(target_arch = "wasm32"))]
pub mod in_memory;
mod observer;
mod platform_crypto;
mod request_event;
mod timers;
mod token_store;

pub use crate::core::document::{Document, Kind, Shape};
pub use body::{Body, LargeText, MARGIN};
pub use fetch::{
    ExternalBytes, Fetch, FetchFailure, FetchFailureReason, HeaderList, HttpBody, HttpRequest, HttpResponse, Page,
};
pub use files::{Files, NamedBy, Source};
pub use observer::Observer;
pub use platform_crypto::{LARGE_BYTES, PlatformCrypto};
pub use request_event::RequestEvent;
pub use timers::{Progress, Timers};
pub use token_store::TokenStore;

use crate::core::crypto::pbkdf2::Digest;
use crate::core::crypto::random::Entropy;
use crate::core::crypto::rsa;
use crate::core::crypto::totp::Spelling;
use crate::core::failure::Failure;
use crate::core::text::Text;
use zeroize::Zeroizing;

/// The platform's documents and their JSON form.
pub trait Documents: 'static {
    /// The platform's value.
    type Doc: Document;
    /// `JSON.parse` of a text, or of the body of an answer; `None` where it is not JSON.
    fn parse_json(&self, text: &Self::Doc) -> Option<Self::Doc>;
    /// `JSON.stringify`; `None` where it throws (cycles, big integers) or gives nothing.
    fn write_json(&self, value: &Self::Doc) -> Option<Self::Doc>;
    /// Objects in a shape, of one or of each in a list: members in the order in which they were sent, and after them those that
    /// the table adds. What is no object stays what it is. `in_place`: the objects are ours, and may be changed instead of
    /// made anew.
    fn reshape(&self, sent: &Self::Doc, shape: Shape, in_place: bool) -> Self::Doc;
    /// The objects of a list that have nothing (or null) under a name.
    fn objects_without(&self, list: &Self::Doc, name: &str) -> Self::Doc;
    /// Whether a value is an object as literals make it, and no instance of a class that keeps what it holds elsewhere.
    fn is_record(&self, value: &Self::Doc) -> bool;
    /// A text in the normal form C of Unicode.
    fn composed(&self, text: &str) -> String;
    /// Bytes as the platform has them (`Uint8Array`), in memory of its own.
    fn byte_array(&self, bytes: &[u8]) -> Self::Doc;
    /// A text in lower case; anything else as it is.
    fn lower_case(&self, text: &Self::Doc) -> Self::Doc;
    /// Sorts a list of objects in place by their member `name`, ascending and stable, as the platform's default
    /// locale orders texts; a missing or null name counts as the empty text.
    fn sort_by_name(&self, list: &Self::Doc);
}

/// The time.
pub trait Clock {
    /// Milliseconds since 1970.
    fn now(&self) -> f64;
    /// Milliseconds since some moment, by a clock that is never set.
    fn elapsed(&self) -> f64;
    /// The time that an HTTP date names, in milliseconds since 1970.
    fn parse_date(&self, text: &str) -> Option<f64>;
}

/// Work that goes on by itself.
pub trait Tasks {
    /// Begins some work; its first steps are taken now. It goes on whoever waits for it, in the context of the call
    /// that began it: what it calls out to belongs to that call.
    fn spawn(&self, work: impl Future<Output = ()> + 'static);
    /// Whether a promise belongs to the request in which it was made (workerd): only that request may fulfil it, and it
    /// is ended when nothing of its own is under way, whatever another would settle.
    fn binds_promises(&self) -> bool;
}

/// The platform's own PBKDF2, many times faster than ours.
pub trait KeyDerivation {
    /// Derives bytes by PBKDF2; `None` where the platform has none (plain-http pages) or does not know the digest: the
    /// core derives then.
    fn pbkdf2(
        &self,
        digest: Digest,
        password: &[u8],
        salt: &[u8],
        iterations: u32,
        length: usize,
    ) -> impl Future<Output = Option<Zeroizing<Vec<u8>>>>;
}

/// An RSA key pair in DER.
pub struct KeyPair {
    /// PKCS#8.
    pub private: Zeroizing<Vec<u8>>,
    /// SubjectPublicKeyInfo.
    pub public: Vec<u8>,
}

/// RSA of the platform.
pub trait PlatformRsa: Documents {
    /// A private key, PKCS#8, for the function below; `None` where the platform has nothing that works at once, or does not take it.
    fn rsa_key(&self, pkcs8: &[u8]) -> Option<Self::Doc>;
    /// The secret power of a block as long as the modulus, at once: the padded message.
    fn rsa_power(&self, key: &Self::Doc, block: &[u8]) -> Option<Zeroizing<Vec<u8>>>;
    /// Opens a block with OAEP and SHA-256, later (WebCrypto): the message. `None` where there is none, for a key that it does not take,
    /// and for any other padding.
    fn open_oaep(&self, parts: &rsa::NativeParts) -> impl Future<Output = Option<Zeroizing<Vec<u8>>>>;
    /// A new pair of 2048 bits; `None` where the platform makes none.
    fn make_key_pair(&self) -> impl Future<Output = Option<KeyPair>>;
}

/// The caller's side of events, and its console.
pub trait Listeners: Documents {
    /// Remembers a listener. Returns false when it is not a function.
    fn listen(&self, event: &Text, listener: &Self::Doc) -> bool;
    /// The listeners of an event, in the order of listening.
    fn listeners(&self, event: &Text) -> Vec<Self::Doc>;
    /// Calls a listener; the exception that it throws, if it does.
    fn notify(&self, listener: &Self::Doc, data: &Self::Doc) -> Result<(), Self::Doc>;
    /// Shows an exception of a listener, or a warning (`console.error`).
    fn report(&self, exception: &Self::Doc);
    /// Prints one line of debug output (`console.log`).
    fn print(&self, line: &str);
}

/// An agent that the caller brought (`services.agent`), and the options record that it sees.
pub trait ForeignAgent: Documents {
    /// Whether there is one.
    fn has_foreign_agent(&self) -> bool;
    /// Hands a request to it. The rejection is the caller's own value.
    fn foreign_request(
        &self,
        method: &'static str,
        endpoint: &str,
        body: Self::Doc,
    ) -> impl Future<Output = Result<Self::Doc, Self::Doc>>;
    /// Keeps the live options record up to date.
    fn set_agent_option(&self, option: &'static str, value: &Self::Doc);
}

/// The helper functions that results get (spec §2.6). They close over the result and a key handle, so that the core
/// keeps no reference to a result.
pub trait Helpers: Documents {
    /// Adds `getPassword` and `getCustoms`. Fails on what is no object, or is a frozen one.
    fn attach_to_password(&self, password: &Self::Doc, key: KeyHandle) -> Result<(), Self::Doc>;
    /// Adds `getData` and `saveTo`.
    fn attach_to_attachment(&self, attachment: &Self::Doc, key: KeyHandle) -> Result<(), Self::Doc>;
    /// Adds `getTotpCode`, for a secret in that spelling.
    fn attach_to_totp_field(&self, field: &Self::Doc, spelling: Spelling);
}

/// Failures as the platform's error values, for results that hold one.
pub trait Errors: Documents {
    /// The error that a call would reject with.
    fn error(&self, failure: Failure<Self::Doc>) -> Self::Doc;
}

/// The number of an entry in the engine's table of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyHandle(pub u32);

/// Everything that the client needs from outside.
pub trait Platform:
    Documents
    + Fetch
    + Files
    + Clock
    + Tasks
    + Entropy
    + KeyDerivation
    + PlatformRsa
    + Listeners
    + ForeignAgent
    + TokenStore
    + Helpers
    + PlatformCrypto
    + Timers
    + Progress
    + Observer
    + Errors
    + 'static
{
}

impl<T> Platform for T where
    T: Documents
        + Fetch
        + Files
        + Clock
        + Tasks
        + Entropy
        + KeyDerivation
        + PlatformRsa
        + Listeners
        + ForeignAgent
        + TokenStore
        + Helpers
        + PlatformCrypto
        + Timers
        + Progress
        + Observer
        + Errors
        + 'static
{
}

/// The document type of a platform.
pub type Doc<P> = <P as Documents>::Doc;
