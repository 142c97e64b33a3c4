//! Small changes to valid JSON, themselves written in JSON, so that an input that fails can be kept and read.

use super::support::{Document, Text, Value};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

/// Half of a surrogate pair, which no text of Rust can hold, is written as one of these.
const HALVES: [(char, u16); 2] = [('\u{E000}', 0xD800), ('\u{E001}', 0xDC00)];

/// A text, its halves of surrogate pairs put in.
pub fn text_of(written: &str) -> Text {
    let unit = |unit: u16| HALVES.iter().find(|(mark, _)| *mark as u16 == unit).map_or(unit, |half| half.1);
    Text::from_units(&written.encode_utf16().map(unit).collect::<Vec<_>>())
}

/// A value of the platform. `{"$": …}` stands for what JSON does not have.
pub fn value_of(json: &Json) -> Value {
    match json {
        Json::String(text) => Value::Text(text_of(text)),
        Json::Array(entries) => {
            let list = Value::list();
            entries.iter().for_each(|entry| list.push(value_of(entry)));
            list
        }
        Json::Object(members) => match members.get("$").and_then(Json::as_str) {
            Some("undefined") => Value::Undefined,
            Some("NaN") => Value::Number(f64::NAN),
            Some("Infinity") => Value::Number(f64::INFINITY),
            Some("symbol") => Value::Symbol,
            Some("function") => Value::function(|_| Ok(())),
            Some("throws") => Value::function(|_| Err(Value::Undefined)),
            Some("unreadable") => Value::unreadable(),
            Some("file") => Value::file("a.bin", super::seeds::FILE.as_bytes()),
            Some("bytes") => Value::bytes(super::seeds::FILE.as_bytes()),
            _ => {
                let object = Value::object();
                members.iter().for_each(|(name, member)| object.set(name, value_of(member)));
                object
            }
        },
        other => other.clone().into(),
    }
}

/// A change: `[place, other place, what is done, a value]`. Places count modulo the number of values there are.
pub fn strategy(operations: impl Strategy<Value = &'static str>) -> impl Strategy<Value = Json> {
    (0..200_u32, 0..200_u32, operations, odd()).prop_map(|(at, other, what, to)| json!([at, other, what, to]))
}

/// What can be done with values of an answer.
pub fn anywhere() -> impl Strategy<Value = &'static str> {
    prop_oneof![4 => Just("set"), 2 => Just("remove"), 1 => Just("wrap"), 2 => Just("copy"), 1 => Just("swap"), 2 => Just("damage")]
}

/// The same without what moves a value to another place, where it may be none that has to be sealed.
pub fn in_place() -> impl Strategy<Value = &'static str> {
    prop_oneof![4 => Just("set"), 2 => Just("remove"), 1 => Just("wrap"), 1 => Just("double")]
}

/// A value that is not what is expected.
pub fn odd() -> impl Strategy<Value = Json> {
    prop_oneof![
        Just(json!(null)),
        proptest::bool::ANY.prop_map(Json::from),
        prop_oneof![
            Just(0.0),
            Just(-1.0),
            Just(0.5),
            Just(1e308),
            Just(9_007_199_254_740_993.0),
            Just(4_294_967_296.0)
        ]
        .prop_map(Json::from),
        prop_oneof![
            Just(""),
            Just("中"),
            Just("\u{E000}"),
            Just("a\u{E001}b"),
            Just("\0"),
            Just(" "),
            Just("domain"),
            Just("totp"),
            Just("__proto__"),
            Just("AAAA"),
            Just("pbkdf:sha512:7:64:salt"),
            Just("pbkdf:md5:4294967296:1:"),
            Just("../v1?a#b"),
            Just("p2"),
            Just("success"),
        ]
        .prop_map(Json::from),
        "\\PC{0,12}".prop_map(Json::from),
        Just(json!([])),
        Just(json!({})),
        Just(json!([null, "", 1, {}])),
        Just(json!({ "$": "undefined" })),
        prop_oneof![
            Just("NaN"),
            Just("Infinity"),
            Just("symbol"),
            Just("function"),
            Just("throws"),
            Just("unreadable"),
            Just("file"),
            Just("bytes")
        ]
        .prop_map(|what| json!({ "$": what })),
    ]
}

/// Makes a list of changes.
pub fn apply(to: &mut Json, changes: &Json) {
    for change in changes.as_array().into_iter().flatten() {
        let pick = |i: usize| change[i].as_u64().unwrap_or(0) as usize;
        one(to, pick(0), pick(1), change[2].as_str().unwrap_or("set"), &change[3]);
    }
}

fn one(to: &mut Json, at: usize, other: usize, what: &str, odd: &Json) {
    let places = places(to);
    let (at, other) = (&places[at % places.len()], &places[other % places.len()]);
    let there = to.pointer(other).cloned().unwrap_or_default();
    let Some(place) = to.pointer_mut(at) else { return };
    match what {
        "remove" => remove(to, at),
        "wrap" => *place = json!([place.take()]),
        "copy" => *place = there,
        "swap" => {
            let here = std::mem::replace(place, there);
            if !at.starts_with(other.as_str()) && !other.starts_with(at.as_str()) {
                to.pointer_mut(other).into_iter().for_each(|place| *place = here.clone());
            }
        }
        "damage" => {
            if let Json::String(text) = place {
                *text = damaged(text, &there.to_string(), at.len() + other.len());
            }
        }
        "double" => {
            if let Json::Array(entries) = place {
                entries.extend(entries.clone());
            }
        }
        _ => *place = odd.clone(),
    }
}

/// A text without its end, without one character, or with another one.
fn damaged(text: &str, other: &str, how: usize) -> String {
    let mut all: Vec<char> = text.chars().collect();
    let at = how * 7 % (all.len() + 1);
    match how % 4 {
        0 => all.truncate(at),
        1 if at < all.len() => drop(all.remove(at)),
        2 => all.insert(at, other.chars().nth(how % 5).unwrap_or('中')),
        _ => all.iter_mut().skip(at).take(1).for_each(|c| *c = if *c == 'A' { 'B' } else { 'A' }),
    }
    all.into_iter().collect()
}

fn remove(from: &mut Json, pointer: &str) {
    let Some((parent, name)) = pointer.rsplit_once('/') else { return };
    match from.pointer_mut(parent) {
        Some(Json::Object(members)) => drop(members.shift_remove(&name.replace("~1", "/").replace("~0", "~"))),
        // Those behind it stay where they are: an argument in another's place is another argument.
        Some(Json::Array(entries)) => {
            name.parse::<usize>().into_iter().for_each(|i| entries[i] = json!({ "$": "undefined" }))
        }
        _ => {}
    }
}

/// The pointers to all values, the whole one first.
fn places(json: &Json) -> Vec<String> {
    fn walk(json: &Json, at: &str, all: &mut Vec<String>) {
        all.push(at.to_owned());
        match json {
            Json::Array(entries) => entries.iter().enumerate().for_each(|(i, e)| walk(e, &format!("{at}/{i}"), all)),
            Json::Object(members) => {
                for (name, member) in members {
                    walk(member, &format!("{at}/{}", name.replace('~', "~0").replace('/', "~1")), all);
                }
            }
            _ => {}
        }
    }
    let mut all = Vec::new();
    walk(json, "", &mut all);
    all
}

/// JSON as a server sends it: halves of surrogate pairs as escapes.
pub fn answer_text(json: &Json) -> String {
    let mut text = json.to_string();
    for (mark, half) in HALVES {
        text = text.replace(mark, &format!("\\u{half:04x}"));
    }
    text
}
