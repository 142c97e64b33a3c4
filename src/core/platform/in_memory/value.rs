//! Values with the manners of JavaScript's: objects and lists are shared, a string may hold half of a surrogate pair,
//! `undefined` is not `null`.

use crate::core::crypto::totp::Spelling;
use crate::core::platform::{Document, KeyHandle, Kind};
use crate::core::text::Text;
use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

/// A function of the caller's: gets one argument and may throw.
pub type Function = Rc<dyn Fn(&Value) -> Result<(), Value>>;

/// A `Blob` or `File`.
pub struct Blob {
    /// The content; a failure when it cannot be read.
    pub bytes: Result<Vec<u8>, Value>,
    /// The size that it claims.
    pub size: f64,
    /// The name; empty for a `Blob`.
    pub name: Text,
}

/// A value. Clones of an object or list are the same object or list.
#[derive(Clone)]
pub enum Value {
    /// `undefined`.
    Undefined,
    /// `null`.
    Null,
    /// A boolean.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A string.
    Text(Text),
    /// An array.
    List(Rc<RefCell<Vec<Value>>>),
    /// An object.
    Object(Rc<Object>),
    /// A function.
    Function(Function),
    /// A helper that the client put on a result.
    Helper(KeyHandle),
    /// The helper of a TOTP field, and how it reads the secret.
    TotpHelper(Spelling),
    /// A symbol: nothing can be done with it, not even a text made of it.
    Symbol,
    /// A `Uint8Array`.
    Bytes(Rc<RefCell<Vec<u8>>>),
    /// A `Blob` or `File`.
    Blob(Rc<Blob>),
}

/// An object, its members in the order in which they were set.
#[derive(Default)]
pub struct Object {
    members: RefCell<Vec<(String, Value)>>,
    frozen: Cell<bool>,
    unreadable: Cell<bool>,
}

impl Value {
    /// A `Uint8Array`.
    pub fn bytes(bytes: &[u8]) -> Self {
        Self::Bytes(Rc::new(RefCell::new(bytes.into())))
    }

    /// A `File` that can be read.
    pub fn file(name: &str, bytes: &[u8]) -> Self {
        Self::Blob(Rc::new(Blob { bytes: Ok(bytes.to_vec()), size: bytes.len() as f64, name: name.into() }))
    }

    /// A function.
    pub fn function(f: impl Fn(&Self) -> Result<(), Self> + 'static) -> Self {
        Self::Function(Rc::new(f))
    }

    /// An object with a getter that throws: it cannot be copied.
    pub fn unreadable() -> Self {
        Self::Object(Rc::new(Object { unreadable: Cell::new(true), ..Object::default() }))
    }

    /// Freezes this and all in it: from now on a change panics.
    #[must_use]
    pub fn frozen(self) -> Self {
        match &self {
            Self::Object(object) => {
                object.frozen.set(true);
                object.members.borrow().iter().for_each(|(_, value)| drop(value.clone().frozen()));
            }
            Self::List(list) => list.borrow().iter().for_each(|value| drop(value.clone().frozen())),
            _ => {}
        }
        self
    }

    /// The handle of a helper.
    pub fn as_helper(&self) -> Option<KeyHandle> {
        match self {
            Self::Helper(handle) => Some(*handle),
            _ => None,
        }
    }

    /// How the helper of a TOTP field reads the secret.
    pub fn as_totp_helper(&self) -> Option<Spelling> {
        match self {
            Self::TotpHelper(spelling) => Some(*spelling),
            _ => None,
        }
    }

    fn change(&self, change: impl FnOnce(&mut Vec<(String, Self)>)) {
        if let Self::Object(object) = self {
            assert!(!object.frozen.get(), "a frozen object was changed");
            change(&mut object.members.borrow_mut());
        }
    }
}

impl Document for Value {
    fn undefined() -> Self {
        Self::Undefined
    }

    fn null() -> Self {
        Self::Null
    }

    fn bool(value: bool) -> Self {
        Self::Bool(value)
    }

    fn number(value: f64) -> Self {
        Self::Number(value)
    }

    fn text(value: &Text) -> Self {
        Self::Text(value.clone())
    }

    fn str(value: &str) -> Self {
        Self::Text(value.into())
    }

    fn object() -> Self {
        Self::Object(Rc::default())
    }

    fn list() -> Self {
        Self::List(Rc::default())
    }

    fn kind(&self) -> Kind {
        match self {
            Self::Undefined => Kind::Undefined,
            Self::Null => Kind::Null,
            Self::Bool(_) => Kind::Bool,
            Self::Number(_) => Kind::Number,
            Self::Text(_) => Kind::Text,
            Self::List(_) => Kind::List,
            Self::Object(_) | Self::Bytes(_) | Self::Blob(_) => Kind::Object,
            Self::Function(_) | Self::Helper(_) | Self::TotpHelper(_) | Self::Symbol => Kind::Other,
        }
    }

    fn is_string(&self) -> bool {
        matches!(self, Self::Text(_))
    }

    fn truthy(&self) -> bool {
        match self {
            Self::Undefined | Self::Null => false,
            Self::Bool(value) => *value,
            Self::Number(value) => *value != 0.0 && !value.is_nan(),
            Self::Text(text) => !text.is_empty(),
            _ => true,
        }
    }

    fn as_text(&self) -> Option<Text> {
        match self {
            Self::Text(text) => Some(text.clone()),
            _ => None,
        }
    }

    fn text_length(&self) -> Option<usize> {
        self.as_text().map(|text| text.units().count())
    }

    fn ascii_at(&self, at: usize, into: &mut [u8]) -> bool {
        let units: Vec<u16> = self.as_text().iter().flat_map(|text| text.units().skip(at).take(into.len())).collect();
        let bytes: Vec<u8> = units.iter().filter_map(|&unit| u8::try_from(unit).ok()).filter(u8::is_ascii).collect();
        if bytes.len() != into.len() {
            return false;
        }
        into.copy_from_slice(&bytes);
        true
    }

    fn as_number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    fn display(&self) -> Option<Text> {
        Some(match self {
            Self::Undefined => "undefined".into(),
            Self::Null => "null".into(),
            Self::Bool(value) => value.to_string().into(),
            Self::Number(value) => value.to_string().into(),
            Self::Text(text) => text.clone(),
            Self::List(list) => {
                let mut units = Vec::new();
                for (i, entry) in list.borrow().iter().enumerate() {
                    if i > 0 {
                        units.push(u16::from(b','));
                    }
                    if !entry.is_nullish() {
                        units.extend(entry.display()?.units());
                    }
                }
                Text::from_units(&units)
            }
            Self::Object(_) => "[object Object]".into(),
            Self::Bytes(_) => "[object Uint8Array]".into(),
            Self::Blob(_) => "[object Blob]".into(),
            Self::Function(_) | Self::Helper(_) | Self::TotpHelper(_) => "function".into(),
            Self::Symbol => return None,
        })
    }

    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Undefined, Self::Undefined) | (Self::Null, Self::Null) => true,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Number(a), Self::Number(b)) => a == b,
            (Self::Text(a), Self::Text(b)) => a == b,
            (Self::List(a), Self::List(b)) => Rc::ptr_eq(a, b),
            (Self::Object(a), Self::Object(b)) => Rc::ptr_eq(a, b),
            (Self::Function(a), Self::Function(b)) => Rc::ptr_eq(a, b),
            (Self::Bytes(a), Self::Bytes(b)) => Rc::ptr_eq(a, b),
            (Self::Blob(a), Self::Blob(b)) => Rc::ptr_eq(a, b),
            _ => false,
        }
    }

    fn own(&self, name: &str) -> Self {
        let Self::Object(object) = self else { return Self::Undefined };
        let members = object.members.borrow();
        members.iter().find(|(n, _)| n == name).map_or(Self::Undefined, |(_, value)| value.clone())
    }

    fn get(&self, name: &str) -> Self {
        self.own(name)
    }

    fn has_own(&self, name: &str) -> bool {
        matches!(self, Self::Object(object) if object.members.borrow().iter().any(|(n, _)| n == name))
    }

    fn set(&self, name: &str, value: Self) {
        self.change(|members| match members.iter_mut().find(|(n, _)| n == name) {
            Some((_, old)) => *old = value,
            None => members.push((name.to_owned(), value)),
        });
    }

    fn remove(&self, name: &str) {
        self.change(|members| members.retain(|(n, _)| n != name));
    }

    fn copy(&self) -> Option<Self> {
        let members = match self {
            Self::Object(object) if object.unreadable.get() => return None,
            Self::Object(object) => object.members.borrow().clone(),
            _ => Vec::new(),
        };
        Some(Self::Object(Rc::new(Object { members: RefCell::new(members), ..Object::default() })))
    }

    fn names(&self) -> Vec<String> {
        match self {
            Self::Object(object) => object.members.borrow().iter().map(|(name, _)| name.clone()).collect(),
            _ => Vec::new(),
        }
    }

    fn taken(&self) -> Self {
        copied(self, &mut Vec::new()).unwrap_or_else(|| self.clone())
    }

    fn items(&self) -> Vec<Self> {
        match self {
            Self::List(list) => list.borrow().clone(),
            _ => Vec::new(),
        }
    }

    fn listed(&self, most: usize) -> Option<Self> {
        match self {
            Self::List(list) if list.borrow().len() <= most => Some(Self::List(Rc::new(RefCell::new(self.items())))),
            _ => None,
        }
    }

    fn length(&self) -> usize {
        match self {
            Self::List(list) => list.borrow().len(),
            _ => 0,
        }
    }

    fn at(&self, position: usize) -> Self {
        match self {
            Self::List(list) => list.borrow().get(position).cloned().unwrap_or(Self::Undefined),
            _ => Self::Undefined,
        }
    }

    fn push(&self, value: Self) {
        if let Self::List(list) = self {
            list.borrow_mut().push(value);
        }
    }
}

/// A deep copy; `None` for a cycle, and for what cannot be read.
fn copied(value: &Value, above: &mut Vec<*const ()>) -> Option<Value> {
    let identity: *const () = match value {
        Value::List(list) => Rc::as_ptr(list).cast(),
        Value::Object(object) if object.unreadable.get() => return None,
        Value::Object(object) => Rc::as_ptr(object).cast(),
        _ => return Some(value.clone()),
    };
    if above.contains(&identity) {
        return None;
    }
    above.push(identity);
    let copy = if value.is_list() { Value::list() } else { Value::object() };
    for entry in value.items() {
        copy.push(copied(&entry, above)?);
    }
    for name in value.names() {
        copy.set(&name, copied(&value.own(&name), above)?);
    }
    above.pop();
    Some(copy)
}

/// Shows the kind alone: most values are secrets or hold some.
impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Value({:?})", self.kind())
    }
}
