//! A client on a platform in memory, and how the tests talk to it.

mod jobs;
#[cfg(feature = "v7")]
pub mod seven;
mod world;

pub use jobs::{Job, Jobs};
pub use world::{MASTER, World, key_of, open, seal};

pub use passwork_wasm::core::failure::{Cause, Failure, FailureKind, HttpStatus, Problem};
pub use passwork_wasm::core::platform::in_memory::{Answer, Native, Value};
pub use passwork_wasm::core::platform::{Document, FetchFailureReason, Kind};
pub use passwork_wasm::core::text::Text;
pub use serde_json::{Value as Json, json};

use std::rc::Rc;

/// What a call gives.
pub type Outcome = Result<Value, Failure<Value>>;

/// Arguments: a JSON array, or a list of values where JSON is not enough.
pub trait Arguments {
    /// The list.
    fn list(self) -> Vec<Value>;
}

impl Arguments for Json {
    fn list(self) -> Vec<Value> {
        Value::from(self).items()
    }
}

impl Arguments for Vec<Value> {
    fn list(self) -> Vec<Value> {
        self
    }
}

/// A value from JSON.
pub fn value(json: Json) -> Value {
    json.into()
}

/// A text with half of a surrogate pair.
pub fn lone() -> Value {
    Value::Text(Text::from_units(&[0x61, 0xD800, 0x62]))
}

/// A value as JSON, functions and helpers left out.
pub fn to_json(value: &Value) -> Json {
    use passwork_wasm::core::platform::Documents;
    let text = Native::default().write_json(value).map_or("null".into(), |t| t.as_text().unwrap());
    serde_json::from_str(text.as_utf8().unwrap()).unwrap()
}

/// The text of a value.
pub fn text(value: &Value) -> String {
    value.as_text().unwrap().as_utf8().unwrap().to_owned()
}

/// The problem that a call was rejected with.
#[track_caller]
pub fn problem(outcome: Outcome) -> Rc<Problem<Value>> {
    match outcome {
        Err(Failure::Ours(problem)) => problem,
        Err(Failure::Foreign(_)) => panic!("the caller's own value instead of a failure of ours"),
        Ok(_) => panic!("a call that must fail succeeded"),
    }
}

/// Demands kind and words of a rejection.
#[track_caller]
pub fn rejects(outcome: Outcome, kind: FailureKind, words: &str) -> Rc<Problem<Value>> {
    let problem = problem(outcome);
    assert_eq!(problem.kind, kind, "{}", problem.message);
    assert!(problem.message.contains(words), "'{words}' is not in '{}'", problem.message);
    problem
}

/// `httpStatus` of a problem, 0 for `serverError`.
pub fn status(problem: &Problem<Value>) -> u16 {
    match problem.http.as_ref().expect("no http fields").status {
        HttpStatus::Code(code) => code,
        HttpStatus::ServerError => 0,
    }
}

/// Timers with a signal that is not aborted; some members may be others.
pub fn with_signal<const N: usize>(others: [(&str, Value); N]) -> Value {
    let nothing = || Value::function(|_| Ok(()));
    let signal = Value::record([
        ("aborted", Value::bool(false)),
        ("addEventListener", nothing()),
        ("removeEventListener", nothing()),
    ]);
    for (name, value) in others {
        signal.set(name, value);
    }
    Value::record([("signal", signal)])
}
