//! `JSON.parse` and `JSON.stringify`.

use crate::core::platform::Document;
use crate::core::platform::in_memory::Value;
use crate::core::text::Text;
use serde_json::Value as Json;
use std::rc::Rc;

/// Parses a JSON text; `None` if it is not valid JSON.
pub fn parse(text: &str) -> Option<Value> {
    match with_marks(text) {
        Some(marked) => serde_json::from_str(&marked).ok().map(|json| value(json, &without_marks)),
        None => serde_json::from_str::<Json>(text).ok().map(Value::from),
    }
}

/// Marks for halves of surrogate pairs while serde_json reads, for which their escapes are not JSON: private use.
const MARKS: u32 = 0x10_0000;

/// The text with a mark for every escape of such a half; `None` if it has no such escape.
fn with_marks(text: &str) -> Option<String> {
    let unit = |at: usize| {
        let digits = text.get(at..)?.strip_prefix("\\u")?.get(..4)?;
        u32::from_str_radix(digits, 16).ok()
    };
    let (mut marked, mut told, mut at) = (String::new(), 0, 0);
    while let Some(found) = text[at..].find('\\') {
        at += found;
        match (unit(at), unit(at + 6)) {
            (Some(0xD800..0xDC00), Some(0xDC00..0xE000)) => at += 12,
            (Some(half @ 0xD800..0xE000), _) => {
                marked.push_str(&text[told..at]);
                marked.extend(char::from_u32(MARKS + half));
                at += 6;
                told = at;
            }
            // What is escaped is no beginning of an escape; it may be longer than a byte where this is no JSON.
            _ => at += 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8),
        }
    }
    marked.push_str(&text[told..]);
    (told > 0).then_some(marked)
}

fn without_marks(text: &str) -> Text {
    let mut units = Vec::new();
    for c in text.chars() {
        match u32::from(c).wrapping_sub(MARKS) {
            half @ 0xD800..0xE000 => units.push(half as u16),
            _ => units.extend_from_slice(c.encode_utf16(&mut [0; 2])),
        }
    }
    Text::from_units(&units)
}

/// The JSON text of a value; `None` for a cycle, and for what has no JSON.
pub fn write(value: &Value) -> Option<String> {
    let mut out = String::new();
    let mut writer = Writer { out: &mut out, above: Vec::new() };
    writer.value(value)?.then_some(out)
}

impl From<Json> for Value {
    fn from(json: Json) -> Self {
        value(json, &|text| text.into())
    }
}

/// A value; `read` makes its texts.
fn value(json: Json, read: &dyn Fn(&str) -> Text) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Bool(value),
        Json::Number(number) => Value::Number(number.as_f64().unwrap_or(f64::NAN)),
        Json::String(text) => Value::Text(read(&text)),
        Json::Array(entries) => {
            let list = Value::list();
            entries.into_iter().for_each(|entry| list.push(value(entry, read)));
            list
        }
        Json::Object(members) => {
            let object = Value::object();
            members.into_iter().for_each(|(name, member)| object.set(&name, value(member, read)));
            object
        }
    }
}

struct Writer<'a> {
    out: &'a mut String,
    /// The objects that are being written, to find cycles.
    above: Vec<*const ()>,
}

impl Writer<'_> {
    /// Writes a value. `Some(false)` if it has no JSON and is left out, `None` for a cycle.
    fn value(&mut self, value: &Value) -> Option<bool> {
        match value {
            Value::Undefined | Value::Function(_) | Value::Helper(_) | Value::TotpHelper(_) | Value::Symbol => {
                return Some(false);
            }
            Value::Null => self.out.push_str("null"),
            Value::Bool(value) => self.out.push_str(&value.to_string()),
            Value::Number(number) if number.is_finite() => self.out.push_str(&number.to_string()),
            Value::Number(_) => self.out.push_str("null"),
            Value::Text(text) => self.text(text),
            Value::Bytes(_) | Value::Blob(_) => self.out.push_str("{}"),
            Value::List(list) => self.nested(Rc::as_ptr(list).cast(), |w| w.list(value))?,
            Value::Object(object) => self.nested(Rc::as_ptr(object).cast(), |w| w.object(value))?,
        }
        Some(true)
    }

    fn nested(&mut self, identity: *const (), write: impl FnOnce(&mut Self) -> Option<()>) -> Option<()> {
        if self.above.contains(&identity) {
            return None;
        }
        self.above.push(identity);
        write(self)?;
        self.above.pop();
        Some(())
    }

    fn list(&mut self, list: &Value) -> Option<()> {
        self.out.push('[');
        for (i, entry) in list.items().iter().enumerate() {
            if i > 0 {
                self.out.push(',');
            }
            if !self.value(entry)? {
                self.out.push_str("null");
            }
        }
        self.out.push(']');
        Some(())
    }

    fn object(&mut self, object: &Value) -> Option<()> {
        self.out.push('{');
        for name in object.names() {
            let start = self.out.len();
            if !self.out.ends_with('{') {
                self.out.push(',');
            }
            self.text(&name.as_str().into());
            self.out.push(':');
            if !self.value(&object.own(&name))? {
                self.out.truncate(start);
            }
        }
        self.out.push('}');
        Some(())
    }

    /// Well-formed, as `JSON.stringify` is: half of a surrogate pair becomes an escape.
    fn text(&mut self, text: &Text) {
        self.out.push('"');
        for c in char::decode_utf16(text.units()) {
            match c {
                Ok(c @ ('"' | '\\')) => self.out.extend(['\\', c]),
                Ok('\n') => self.out.push_str("\\n"),
                Ok('\r') => self.out.push_str("\\r"),
                Ok('\t') => self.out.push_str("\\t"),
                Ok('\u{8}') => self.out.push_str("\\b"),
                Ok('\u{c}') => self.out.push_str("\\f"),
                Ok(c) if c < ' ' => self.out.push_str(&format!("\\u{:04x}", c as u32)),
                Ok(c) => self.out.push(c),
                Err(lone) => self.out.push_str(&format!("\\u{:04x}", lone.unpaired_surrogate())),
            }
        }
        self.out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_of_surrogate_pairs() {
        for (json, units) in [
            (r#""\ud800""#, &[0xD800][..]),
            (r#""a\uDC00\ud83d\udd11b""#, &[0x61, 0xDC00, 0xD83D, 0xDD11, 0x62]),
            (r#""\udc00中\\ud800""#, &[0xDC00, 0x4E2D, 0x5C, 0x75, 0x64, 0x38, 0x30, 0x30]),
        ] {
            let text = parse(json).and_then(|value| value.as_text()).unwrap();
            assert_eq!(text.units().collect::<Vec<_>>(), units, "{json}");
            assert!(parse(&write(&Value::Text(text.clone())).unwrap()).unwrap().as_text() == Some(text));
        }
        for json in ["\"\\", "\"\\ud800", "\\中", "\"\\ud8\"", "\\ud800"] {
            assert!(parse(json).is_none(), "{json}");
        }
    }
}
