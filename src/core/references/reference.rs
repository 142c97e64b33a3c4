//! What a reference says: `pw://VAULT[/FOLDER…]/ITEM/FIELD[?as=…][&in=…]`, or `pw://-/ID/FIELD`.

/// How every reference begins.
pub(super) const SCHEME: &str = "pw://";

/// Most bytes of a reference.
pub(super) const MAX_BYTES: usize = 4096;

/// Most segments of a reference.
pub(super) const MAX_SEGMENTS: usize = 64;

/// The segment that stands for any vault.
pub(super) const ANY_VAULT: &str = "-";

/// Segments that mean something else than a name.
pub(super) const RESERVED: [&str; 3] = [ANY_VAULT, ".", ".."];

/// The place of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Names or ids: a vault, the folders on the way, and the item.
    Path {
        /// Name or id of the vault.
        vault: String,
        /// Names or ids of the folders, each in the one before it.
        folders: Vec<String>,
        /// Name or id of the item.
        item: String,
    },
    /// Id of an item or a shortcut, wherever it lies.
    Id(String),
}

/// The form in which a value is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As it is; an attachment must be UTF-8.
    Text,
    /// The code of a TOTP secret.
    Totp,
    /// Base64 of its bytes.
    Base64,
    /// Its bytes.
    Bytes,
}

/// The kind of thing that a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A member of the item: `password`, `login` …
    Item,
    /// A custom field.
    Custom,
    /// An attachment.
    Attachment,
}

/// A reference to a field of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Where the item lies.
    pub place: Place,
    /// Name of the field.
    pub field: String,
    /// Form of the value.
    pub form: Form,
    /// Kind of the field, where the reference says it.
    pub source: Option<Source>,
}

/// Words for `as`.
const FORMS: [(&str, Form); 4] =
    [("text", Form::Text), ("totp", Form::Totp), ("base64", Form::Base64), ("bytes", Form::Bytes)];

/// Words for `in`.
const SOURCES: [(&str, Source); 3] =
    [("item", Source::Item), ("custom", Source::Custom), ("attachment", Source::Attachment)];

impl Form {
    /// The word for it.
    pub fn name(self) -> &'static str {
        word_of(&FORMS, self)
    }

    /// The form with a name.
    pub fn named(name: &str) -> Option<Self> {
        FORMS.iter().find(|(word, _)| *word == name).map(|(_, form)| *form)
    }
}

impl Source {
    /// The word for it.
    pub fn name(self) -> &'static str {
        word_of(&SOURCES, self)
    }

    /// The kind with a name.
    pub fn named(name: &str) -> Option<Self> {
        SOURCES.iter().find(|(word, _)| *word == name).map(|(_, source)| *source)
    }
}

fn word_of<T: Copy + PartialEq>(words: &[(&'static str, T)], value: T) -> &'static str {
    words.iter().find(|(_, known)| *known == value).map_or("", |(word, _)| word)
}
