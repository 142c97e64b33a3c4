//! The platform off the web: documents in memory, a scripted network, a clock that stands still, random numbers that
//! come out the same each time. It is what the tests of the core run on, and an example of what a platform must do.

mod files;
mod json;
mod latch;
mod network;
mod observer;
mod services;
mod tasks;
mod timers;
mod url;
mod value;

pub use files::Disk;
pub use latch::Latch;
pub use network::{Answer, Network, Sent};
pub use observer::Observed;
pub use services::{Agent, Services, Store};
pub use tasks::{Background, WakeFlag};
pub use timers::TestTimers;
pub use value::{Blob, Function, Value};

use crate::core::crypto::CryptoError;
use crate::core::crypto::pbkdf2::Digest;
use crate::core::crypto::random::Entropy;
use crate::core::crypto::rsa;
use crate::core::platform::{Clock, Document, Documents, KeyDerivation, KeyPair, PlatformRsa, Shape, Tasks};
use std::cell::Cell;
use zeroize::Zeroizing;

/// A platform in memory. Its parts are public, so that a test can arrange them and look at them.
#[derive(Default)]
pub struct Native {
    /// The network.
    pub network: Network,
    /// Files.
    pub disk: Disk,
    /// Listeners, console, an agent of the caller's own.
    pub services: Services,
    /// Timers, the caller's signal, progress.
    pub timers: TestTimers,
    /// What somebody who watches was told.
    pub observed: Observed,
    /// Work that goes on by itself.
    pub background: Background,
    /// Whether promises are bound to requests.
    pub bound: Cell<bool>,
    /// Milliseconds since 1970.
    pub now: Cell<f64>,
    /// Behind it every key derivation waits. Open unless a test closes it.
    pub derivation: Latch,
    /// Behind it every large file waits to be opened. Open unless a test closes it.
    pub opening: Latch,
    /// Whether random numbers are to be had.
    pub no_entropy: Cell<bool>,
    /// Number of random numbers that have been drawn.
    drawn: Cell<u64>,
}

impl Documents for Native {
    type Doc = Value;

    fn parse_json(&self, text: &Value) -> Option<Value> {
        json::parse(text.as_text()?.as_utf8()?)
    }

    fn write_json(&self, value: &Value) -> Option<Value> {
        json::write(value).map(|text| Value::str(&text))
    }

    fn lower_case(&self, text: &Value) -> Value {
        text.as_text().map_or_else(|| text.clone(), |text| Value::str(&text.to_utf8_lossy().to_lowercase()))
    }

    fn reshape(&self, sent: &Value, shape: Shape, _: bool) -> Value {
        match sent {
            Value::List(entries) => {
                let list = Value::list();
                entries.borrow().iter().for_each(|entry| list.push(reshaped(entry, shape)));
                list
            }
            one => reshaped(one, shape),
        }
    }

    fn is_record(&self, value: &Value) -> bool {
        value.is_object()
    }

    fn composed(&self, text: &str) -> String {
        use unicode_normalization::UnicodeNormalization;
        text.nfc().collect()
    }

    fn byte_array(&self, bytes: &[u8]) -> Value {
        Value::Bytes(std::rc::Rc::new(std::cell::RefCell::new(bytes.to_vec())))
    }

    fn objects_without(&self, list: &Value, name: &str) -> Value {
        let found = Value::list();
        let entries = list.items().into_iter().filter(|entry| entry.is_object() && entry.own(name).is_nullish());
        entries.for_each(|entry| found.push(entry));
        found
    }

    /// Sorts without a collation: letters before their case, which is enough for names in English.
    fn sort_by_name(&self, list: &Value) {
        let Value::List(entries) = list else { return };
        let key = |entry: &Value| {
            let name = entry.own_text("name").map(|t| t.to_utf8_lossy().to_string()).unwrap_or_default();
            let swapped = |c: char| if c.is_uppercase() { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() };
            (name.to_lowercase(), name.chars().map(swapped).collect::<String>())
        };
        entries.borrow_mut().sort_by_key(key);
    }
}

fn reshaped(sent: &Value, shape: Shape) -> Value {
    if !sent.is_object() {
        return sent.clone();
    }
    let new = Value::object();
    for name in sent.names() {
        let value = sent.own(&name);
        let Some((public, _, rule)) = shape.rows().find(|(_, wire, _)| *wire == name) else {
            if !shape.rows().any(|(public, _, _)| public == name) {
                new.set(&name, value);
            }
            continue;
        };
        let is_nothing = value.is_nullish() || value.text_length() == Some(0) || value.is_list() && value.length() == 0;
        let value = match rule {
            "text" if value.is_nullish() => Value::str(""),
            "null" if is_nothing => Value::Null,
            "noneIsNull" if is_nothing || value.as_number() == Some(0.0) => Value::Null,
            "omit" if is_nothing => continue,
            _ => value,
        };
        new.set(public, value);
    }
    for (public, wire, rule) in shape.rows() {
        if rule == "null" && !sent.has_own(wire) {
            new.set(public, Value::Null);
        }
    }
    new
}

impl PlatformRsa for Native {
    fn rsa_key(&self, _: &[u8]) -> Option<Value> {
        None
    }

    fn rsa_power(&self, _: &Value, _: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        None
    }

    async fn open_oaep(&self, _: &rsa::NativeParts) -> Option<Zeroizing<Vec<u8>>> {
        None
    }

    async fn make_key_pair(&self) -> Option<KeyPair> {
        None
    }
}

impl Clock for Native {
    fn now(&self) -> f64 {
        self.now.get()
    }

    fn elapsed(&self) -> f64 {
        self.timers.elapsed()
    }

    // There is no parser of dates here.
    fn parse_date(&self, _: &str) -> Option<f64> {
        None
    }
}

impl Tasks for Native {
    fn spawn(&self, work: impl Future<Output = ()> + 'static) {
        self.background.spawn(work);
    }

    fn binds_promises(&self) -> bool {
        self.bound.get()
    }
}

impl Entropy for Native {
    /// SplitMix64 of a counter: never the same twice, always the same in a new platform.
    fn fill(&self, out: &mut [u8]) -> Result<(), CryptoError> {
        if self.no_entropy.get() {
            return Err(CryptoError::RandomFailed);
        }
        for byte in out {
            let n = self.drawn.get() + 1;
            self.drawn.set(n);
            let mut z = n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            *byte = (z ^ (z >> 31)) as u8;
        }
        Ok(())
    }
}

impl KeyDerivation for Native {
    /// Derives nothing: on this platform the core does, once the latch is open.
    async fn pbkdf2(&self, _: Digest, _: &[u8], _: &[u8], _: u32, _: usize) -> Option<Zeroizing<Vec<u8>>> {
        self.derivation.pass().await;
        None
    }
}
