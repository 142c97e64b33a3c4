//! Secrets in JSON texts, as `JSON.stringify` writes them.

use crate::core::redact::readings::backslash;
use crate::core::redact::{PLACEHOLDER, Secrets};
use std::borrow::Cow;

impl Secrets {
    /// A JSON text without secrets, which may stand in its strings, as its numbers and as names of members. `None` if
    /// it holds none.
    pub fn redact_json(&self, json: &str) -> Option<String> {
        let mut told = String::new();
        let mut rest = 0;
        for literal in literals(json) {
            let text = literal.text(json);
            let silent = match literal.kind {
                Kind::Number if self.is_in(&text) => Cow::Borrowed(PLACEHOLDER),
                Kind::Number => continue,
                _ => match self.redact(&text) {
                    Cow::Borrowed(_) => continue,
                    Cow::Owned(silent) => Cow::Owned(silent),
                },
            };
            told.push_str(&json[rest..literal.start]);
            write_string(&mut told, &silent);
            rest = literal.end;
        }
        if rest == 0 {
            return None;
        }
        told.push_str(&json[rest..]);
        Some(told)
    }
}

/// Tells the members of all objects that are strings: their names and values.
pub fn text_members(json: &str, tell: &mut dyn FnMut(&str, &str)) {
    let mut name = None;
    for literal in literals(json) {
        match literal.kind {
            Kind::Name => name = Some(literal),
            Kind::Text => {
                // Else it is in a list.
                if let Some(name) = name.take()
                    && json[name.end..literal.start].trim() == ":"
                {
                    tell(&name.text(json), &literal.text(json));
                }
            }
            Kind::Number => {}
        }
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Name,
    Text,
    Number,
}

/// A string with its quotes, or a number.
#[derive(Clone, Copy)]
struct Literal {
    start: usize,
    end: usize,
    kind: Kind,
}

impl Literal {
    fn text<'j>(&self, json: &'j str) -> Cow<'j, str> {
        match self.kind {
            Kind::Number => Cow::Borrowed(&json[self.start..self.end]),
            _ => unescaped(&json[self.start + 1..self.end - 1]),
        }
    }
}

fn literals(json: &str) -> impl Iterator<Item = Literal> {
    let bytes = json.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let is_begin = |byte: &u8| matches!(byte, b'"' | b'-' | b'0'..=b'9');
        let start = at + bytes.get(at..)?.iter().position(is_begin)?;
        let kind = if bytes[start] == b'"' {
            at = string_end(bytes, start)?;
            let next = bytes[at..].iter().find(|byte| !byte.is_ascii_whitespace());
            if next == Some(&b':') { Kind::Name } else { Kind::Text }
        } else {
            let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-.".contains(byte);
            at = start + bytes[start..].iter().position(|byte| !is_part(byte)).unwrap_or(bytes.len() - start);
            Kind::Number
        };
        Some(Literal { start, end: at, kind })
    })
}

/// The position after the quote that ends the string.
fn string_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

fn unescaped(literal: &str) -> Cow<'_, str> {
    if !literal.contains('\\') {
        return Cow::Borrowed(literal);
    }
    let mut text = String::with_capacity(literal.len());
    let mut rest = literal;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        let (c, length) = backslash(&rest[at..]).unwrap_or(('\\', 1));
        text.push(c);
        rest = &rest[at + length..];
    }
    text.push_str(rest);
    Cow::Owned(text)
}

fn write_string(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\0'..' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            _ => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn secrets(all: &[&str]) -> Secrets {
        let mut secrets = Secrets::default();
        all.iter().for_each(|secret| secrets.add(secret));
        secrets
    }

    fn redacted(all: &[&str], json: &Value) -> Value {
        let text = json.to_string();
        secrets(all).redact_json(&text).map_or(json.clone(), |told| serde_json::from_str(&told).unwrap())
    }

    #[test]
    fn strings_names_and_numbers() {
        let said = json!({ "a": ["my key is \"k/1\"\n", 1, true, null], "my key is \"k/1\"": { "n": 1234567890 }, "n": -1.5e3 });
        let told = json!({ "a": ["***\n", 1, true, null], "***": { "n": "***" }, "n": -1.5e3 });
        assert_eq!(redacted(&["my key is \"k/1\"", "1234567890", "true", "1", "null"], &said), told);
        assert!(secrets(&["not in it"]).redact_json(&said.to_string()).is_none());
        // As proxies do: the request as a text, itself in JSON.
        let echo = json!({ "echo": json!({ "headers": ["ключ \"a\""] }).to_string() });
        assert_eq!(redacted(&["ключ \"a\""], &echo), json!({ "echo": "{\"headers\":[\"***\"]}" }));
    }

    #[test]
    fn members_that_are_texts() {
        let json = r#"{"a":"1","b":["2",{"c" : "3\u0022"}],"d":4,"e":{"f":"5"},"g":"6"}"#;
        let mut found = Vec::new();
        text_members(json, &mut |name, value| found.push(format!("{name}={value}")));
        assert_eq!(found, ["a=1", "c=3\"", "f=5", "g=6"]);
        for cut in ["", "{\"a\":\"", "{\"a\":\"\\", "\"", "\\"] {
            text_members(cut, &mut |_, _| panic!("{cut}"));
        }
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::vec((any::<String>(), inner), 0..4)
                    .prop_map(|m| Value::Object(m.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn it_stays_json_and_holds_no_secret(value in any_json(), secret in any::<String>(), number in any::<i64>()) {
            let (secret, number) = (format!("{secret}~long~enough"), number.to_string());
            let said = json!({ "v": value, "s": format!("x{secret}"), secret.clone(): [number.parse::<i64>().unwrap()] });
            let told = redacted(&[&secret, &number], &said).to_string();
            prop_assert!(!told.contains(&json!(secret).to_string().trim_matches('"').to_owned()));
            prop_assert!(number.len() < 8 || !told.contains(&number));
        }
    }
}
