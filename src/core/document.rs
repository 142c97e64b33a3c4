//! Values of the platform (JSON values, and in a browser or Node whatever a caller passes), held by reference.

use crate::core::text::Text;

/// Kind of a document, as far as the client needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `undefined`: not given, or not there.
    Undefined,
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool,
    /// A number.
    Number,
    /// A string.
    Text,
    /// An array.
    List,
    /// Another object that is neither a list nor a function.
    Object,
    /// Functions, symbols, big integers.
    Other,
}

/// A table of names of members: how a server has them, how the public interface has them, and what becomes of a value that is
/// nothing. Words of three in a row: public name, name on the wire, rule. The rules:
///
/// * `=` taken over as it is, if it is there;
/// * `text` likewise, `null` as the empty text;
/// * `null` whatever is nothing (missing, `null`, an empty text or list) is `null`;
/// * `noneIsNull` likewise, 0 too, but what is missing is left out;
/// * `omit` left out if it is nothing.
#[derive(Clone, Copy, Debug)]
pub struct Shape(pub &'static str);

impl Shape {
    /// The rows: public name, name on the wire, rule.
    pub fn rows(self) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
        let mut words = self.0.split_ascii_whitespace();
        std::iter::from_fn(move || Some((words.next()?, words.next()?, words.next()?)))
    }
}

/// A value of the platform. Cloning copies the reference, not the value: what is set through one clone is seen
/// through all, as in JavaScript. The core says what to read and what to change; it never rebuilds a document, so
/// unknown members and their order survive.
pub trait Document: Clone + 'static {
    /// `undefined`.
    fn undefined() -> Self;
    /// `null`.
    fn null() -> Self;
    /// A boolean.
    fn bool(value: bool) -> Self;
    /// A number.
    fn number(value: f64) -> Self;
    /// A string.
    fn text(value: &Text) -> Self;
    /// A string of plain UTF-8.
    fn str(value: &str) -> Self;
    /// A new empty object.
    fn object() -> Self;
    /// A new empty list.
    fn list() -> Self;

    /// Kind of this value.
    fn kind(&self) -> Kind;
    /// A string, or a `String` object.
    fn is_string(&self) -> bool;
    /// JavaScript's truthiness.
    fn truthy(&self) -> bool;
    /// The string, if this is one.
    fn as_text(&self) -> Option<Text>;
    /// Number of code units of the string, if this is one.
    fn text_length(&self) -> Option<usize>;
    /// Writes the code units of the string from `at` on, as many as there is room for; false if they are not all ASCII.
    /// For strings of many megabytes, which are worked on in pieces.
    fn ascii_at(&self, at: usize, into: &mut [u8]) -> bool;
    /// The number, if this is one.
    fn as_number(&self) -> Option<f64>;
    /// `String(value)`, or `None` where that throws (symbols, objects with a throwing `toString`).
    fn display(&self) -> Option<Text>;
    /// Strict equality (`===`).
    fn same(&self, other: &Self) -> bool;

    /// The own property of that name, or `undefined`.
    fn own(&self, name: &str) -> Self;
    /// The own property of that name, if it is a string: `own(name).as_text()`, which some platforms have in one step.
    fn own_text(&self, name: &str) -> Option<Text> {
        self.own(name).as_text()
    }
    /// The property of that name as the caller's code would read it, inherited ones too. For objects that a caller
    /// makes; those of the server are read by [`Document::own`].
    fn get(&self, name: &str) -> Self;
    /// Whether there is an own property of that name, whatever its value.
    fn has_own(&self, name: &str) -> bool;
    /// Sets an own property.
    fn set(&self, name: &str, value: Self);
    /// Removes an own property.
    fn remove(&self, name: &str);
    /// A new object with the own enumerable properties of this one, or `None` if one of them cannot be read.
    fn copy(&self) -> Option<Self>;

    /// The names of the own enumerable properties of an object, in order; none of what is no object or does not say.
    fn names(&self) -> Vec<String>;

    /// Takes what a caller passes, as it is now (D53): lists and plain objects are copied, down to what is in them. All
    /// else is this very value: instances of classes, dates, bytes, functions; and so is the whole if it cannot be
    /// copied, which the reader of it will find out.
    fn taken(&self) -> Self;

    /// The entries, if this is a list (else none). For lists of the server; those of a caller, which may say that they
    /// have any number of entries, go through [`Document::listed`] first.
    fn items(&self) -> Vec<Self>;
    /// A new list with the same entries, which nobody else can change; `None` if this is no list, or says that it has
    /// more entries than `most` (or minus one, or none that is a number: a caller's list may be a proxy).
    fn listed(&self, most: usize) -> Option<Self>;
    /// The number of entries; 0 for anything but a list.
    fn length(&self) -> usize;
    /// The entry at a position, or `undefined`.
    fn at(&self, position: usize) -> Self;
    /// Appends to a list.
    fn push(&self, value: Self);

    /// `undefined` or `null`.
    fn is_nullish(&self) -> bool {
        matches!(self.kind(), Kind::Undefined | Kind::Null)
    }

    /// `undefined`.
    fn is_undefined(&self) -> bool {
        self.kind() == Kind::Undefined
    }

    /// An object that members can be read from: not a list, not null.
    fn is_object(&self) -> bool {
        self.kind() == Kind::Object
    }

    /// A list.
    fn is_list(&self) -> bool {
        self.kind() == Kind::List
    }

    /// Whether it is a list, and not an empty one.
    fn has_entries(&self) -> bool {
        self.is_list() && self.length() > 0
    }

    /// A new object with these members.
    fn record<const N: usize>(members: [(&str, Self); N]) -> Self {
        let object = Self::object();
        for (name, value) in members {
            object.set(name, value);
        }
        object
    }
}
