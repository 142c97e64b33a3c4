//! Options of a call beyond the original: time limits, repetitions, how much is in flight. All are off by default.

use crate::core::failure::Failure;
use crate::core::platform::{Document, Kind};

/// Default number of requests of one bulk operation that are in flight at once.
const IN_FLIGHT: usize = 8;

/// Settings whose names may be told.
const TOLD: [&str; 8] =
    ["signal", "timeout", "totalTimeout", "retry", "concurrency", "onProgress", "hooks", "readOnly"];

/// What may be told to somebody who watches.
const HOOKS: [&str; 4] = ["onRequest", "onResponse", "onRetry", "onTokenRefresh"];

/// The most that can be asked for.
const MAX_IN_FLIGHT: usize = 1024;

/// Options of `new Passwork({…})` and `passwork.with({…})` that concern calls.
#[derive(Clone, Debug, PartialEq)]
pub struct CallOptions {
    /// Milliseconds for one request, its answer included.
    pub timeout: Option<f64>,
    /// Milliseconds for a whole call, repetitions included.
    pub total_timeout: Option<f64>,
    /// Most repetitions of a request, where repeating it is harmless.
    pub retries: u32,
    /// Requests of one bulk operation in flight at once.
    pub concurrency: usize,
    /// Whether the caller can call the call off, or limits its time.
    pub interruptible: bool,
    /// Names of the settings that were given.
    pub given: Vec<&'static str>,
    /// Whether calls must change nothing on the server.
    pub read_only: bool,
}

impl Default for CallOptions {
    fn default() -> Self {
        let (timeout, total_timeout, given) = (None, None, Vec::new());
        let (interruptible, read_only) = (false, false);
        Self { timeout, total_timeout, retries: 0, concurrency: IN_FLIGHT, interruptible, given, read_only }
    }
}

impl CallOptions {
    /// Reads `{signal, timeout, totalTimeout, retry, concurrency, readOnly}`, and looks at `hooks`; what is `undefined` or
    /// `null` is the default.
    pub fn read<D: Document>(options: &D) -> Result<Self, Failure<D>> {
        let mut settings = Self::default();
        let number = |name: &str| match options.own(name) {
            value if value.is_nullish() => Ok(None),
            value => {
                value.as_number().filter(|n| *n >= 0.0).map(Some).ok_or_else(|| wrong(name, "a number, 0 or more"))
            }
        };
        settings.timeout = number("timeout")?.filter(|ms| ms.is_finite() && *ms > 0.0);
        settings.total_timeout = number("totalTimeout")?.filter(|ms| ms.is_finite() && *ms > 0.0);
        settings.retries = match options.own("retry") {
            value if value.kind() == Kind::Bool => {
                if value.truthy() {
                    2
                } else {
                    0
                }
            }
            _ => number("retry")?.map_or(0, |n| n.min(100.0) as u32),
        };
        if let Some(n) = number("concurrency")? {
            if n < 1.0 {
                return Err(wrong("concurrency", "1 or more"));
            }
            settings.concurrency = (n as usize).min(MAX_IN_FLIGHT);
        }
        let read_only = options.own("readOnly");
        if !read_only.is_nullish() && read_only.kind() != Kind::Bool {
            return Err(wrong("readOnly", "true or false"));
        }
        settings.read_only = read_only.truthy();
        let signal = options.own("signal");
        if !signal.is_nullish() && !is_signal(&signal) {
            return Err(wrong("signal", "an AbortSignal (of an AbortController: its member 'signal')"));
        }
        let hooks = options.own("hooks");
        let is_hook = |name: &&str| matches!(hooks.get(name).kind(), Kind::Undefined | Kind::Null | Kind::Other);
        if !(hooks.is_nullish() || hooks.is_object() && HOOKS.iter().all(is_hook)) {
            return Err(wrong(
                "hooks",
                "an object; its onRequest, onResponse, onRetry and onTokenRefresh are functions",
            ));
        }
        settings.interruptible = signal.truthy() || settings.timeout.is_some() || settings.total_timeout.is_some();
        settings.given = names_given(&TOLD, options);
        Ok(settings)
    }
}

/// Those of these names that say anything in a record; what stands there otherwise is `undefined`, `null`, `false` or `''`.
pub fn names_given<D: Document>(names: &[&'static str], record: &D) -> Vec<&'static str> {
    let says = |value: D| value.truthy() || value.as_number().is_some();
    names.iter().copied().filter(|name| says(record.own(name))).collect()
}

/// Whether a value is an `AbortSignal`, of any realm or polyfill: it has what an `AbortController` has not.
fn is_signal<D: Document>(value: &D) -> bool {
    let is_function = |name| value.get(name).kind() == Kind::Other;
    value.is_object()
        && value.get("aborted").kind() == Kind::Bool
        && is_function("addEventListener")
        && is_function("removeEventListener")
}

fn wrong<D: Document>(name: &str, what: &str) -> Failure<D> {
    Failure::usage(format!("the setting '{name}' must be {what}"))
}
