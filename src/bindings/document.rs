//! JavaScript values as the core's documents.

use super::{imports, names};
use crate::core::platform::{Document, Kind};
use crate::core::text::Text;
use js_sys::{Array, JsString, Object};
use wasm_bindgen::{JsCast, JsValue};

/// Length from which a string is written into memory by the platform; the glue goes character by character.
const LONG_CHARS: usize = 48;

/// The longest string that is read together with its object, in one step, if it is ASCII: sealed passwords and fields are.
const SHORT_CHARS: usize = 256;

/// Answer of `ownAscii` (`pkg-template/js/values.mjs`) for what is no string.
const NO_TEXT: i32 = -1;

/// Most entries of a list that is read here, more than any server sends. Each is held in a table that ends at ten
/// million.
const MAX_ITEMS: usize = 2_000_000;

/// A JavaScript value.
#[derive(Clone)]
pub struct JsDoc(pub JsValue);

/// A string, lone surrogates included. The glue replaces those by U+FFFD, so a text that has U+FFFD is looked at again.
pub fn text_of(value: &JsValue) -> Option<Text> {
    let length = length_of(value)?;
    if length >= LONG_CHARS
        && let Some(ascii) = long_ascii(value, length)
    {
        return Some(ascii.into());
    }
    let text = value.as_string()?;
    // As many bytes as code units: it is ASCII.
    if text.len() == length || !text.contains('\u{FFFD}') || JsValue::from_str(&text) == *value {
        return Some(text.into());
    }
    let string: &JsString = value.unchecked_ref();
    Some(Text::from_units(&string.iter().collect::<Vec<u16>>()))
}

fn length_of(value: &JsValue) -> Option<usize> {
    usize::try_from(imports::with(|s| s.text_length(value))).ok()
}

/// A string of ASCII, as nearly all are.
fn long_ascii(value: &JsValue, length: usize) -> Option<String> {
    let mut bytes = vec![0; length];
    if !imports::with(|s| s.write_ascii(value, 0, &mut bytes)) {
        return None;
    }
    String::from_utf8(bytes).ok()
}

/// The JavaScript string of a text.
pub fn string_of(text: &Text) -> JsValue {
    match (text.as_utf8(), text.as_wide()) {
        (Some(s), _) => JsValue::from_str(s),
        (None, Some(units)) => imports::with(|s| s.text_of_units(units)),
        (None, None) => JsValue::from_str(""),
    }
}

impl Document for JsDoc {
    fn undefined() -> Self {
        Self(JsValue::UNDEFINED)
    }

    fn null() -> Self {
        Self(JsValue::NULL)
    }

    fn bool(value: bool) -> Self {
        Self(JsValue::from_bool(value))
    }

    fn number(value: f64) -> Self {
        Self(JsValue::from_f64(value))
    }

    fn text(value: &Text) -> Self {
        Self(string_of(value))
    }

    fn str(value: &str) -> Self {
        Self(JsValue::from_str(value))
    }

    fn object() -> Self {
        Self(Object::new().into())
    }

    fn list() -> Self {
        Self(Array::new().into())
    }

    fn kind(&self) -> Kind {
        match imports::with(|s| s.kind(&self.0)) {
            0 => Kind::Undefined,
            1 => Kind::Null,
            2 => Kind::Bool,
            3 => Kind::Number,
            4 => Kind::Text,
            5 => Kind::List,
            6 => Kind::Object,
            _ => Kind::Other,
        }
    }

    fn is_string(&self) -> bool {
        self.0.is_string() || imports::with(|s| s.is_boxed_string(&self.0))
    }

    fn truthy(&self) -> bool {
        self.0.is_truthy()
    }

    fn as_text(&self) -> Option<Text> {
        text_of(&self.0)
    }

    fn text_length(&self) -> Option<usize> {
        length_of(&self.0)
    }

    fn ascii_at(&self, at: usize, into: &mut [u8]) -> bool {
        imports::with(|s| s.write_ascii(&self.0, at, into))
    }

    fn as_number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    fn display(&self) -> Option<Text> {
        imports::with(|s| s.display(&self.0)).ok().and_then(|s| text_of(&s))
    }

    fn same(&self, other: &Self) -> bool {
        self.0 == other.0
    }

    fn own(&self, name: &str) -> Self {
        Self(names::with(name, |name| imports::with(|s| s.own(&self.0, name))))
    }

    fn own_text(&self, name: &str) -> Option<Text> {
        let mut bytes = vec![0; SHORT_CHARS];
        let length = names::with(name, |name| imports::with(|s| s.own_ascii(&self.0, name, &mut bytes)));
        if length == NO_TEXT {
            return None;
        }
        let Some(length) = usize::try_from(length).ok().filter(|&length| length <= SHORT_CHARS) else {
            return self.own(name).as_text();
        };
        bytes.truncate(length);
        String::from_utf8(bytes).ok().map(Text::from)
    }

    fn get(&self, name: &str) -> Self {
        Self(names::with(name, |name| imports::with(|s| s.get(&self.0, name))))
    }

    fn has_own(&self, name: &str) -> bool {
        names::with(name, |name| imports::with(|s| s.has_own(&self.0, name)))
    }

    fn set(&self, name: &str, value: Self) {
        // Fails on objects of the caller's own agent that are frozen, which then stay as they are.
        names::with(name, |name| imports::with(|s| s.set(&self.0, name, &value.0)));
    }

    fn remove(&self, name: &str) {
        names::with(name, |name| imports::with(|s| s.remove(&self.0, name)));
    }

    fn copy(&self) -> Option<Self> {
        imports::with(|s| s.copy(&self.0)).ok().map(Self)
    }

    fn names(&self) -> Vec<String> {
        imports::with(|s| s.names(&self.0)).unwrap_or_default()
    }

    fn taken(&self) -> Self {
        if !self.0.is_object() {
            return self.clone();
        }
        imports::with(|s| s.taken(&self.0)).map_or_else(|_| self.clone(), Self)
    }

    fn items(&self) -> Vec<Self> {
        if !self.is_list() {
            return Vec::new();
        }
        // Data of a caller's own agent may be a list without end, or one that refuses to say how long it is. What cannot
        // be read counts as undefined, which no reader takes for an entry.
        match self.length() {
            length if length <= MAX_ITEMS => (0..length).map(|i| self.at(i)).collect(),
            _ => vec![Self::undefined()],
        }
    }

    fn listed(&self, most: usize) -> Option<Self> {
        Some(Self(imports::with(|s| s.listed(&self.0, most)))).filter(|list| list.is_list())
    }

    fn length(&self) -> usize {
        imports::with(|s| s.list_length(&self.0)) as usize
    }

    fn at(&self, position: usize) -> Self {
        Self(imports::with(|s| s.at(&self.0, position)))
    }

    fn push(&self, value: Self) {
        self.0.unchecked_ref::<Array>().push(&value.0);
    }
}
