//! Custom fields: `{name, value, type}`, each sealed by itself (spec §5.7).

use crate::core::crypto::random::Entropy;
use crate::core::crypto::totp::Spelling;
use crate::core::crypto::{CryptoError, openssl_enc};
use crate::core::encryption::Cipher;
use crate::core::failure::Failure;
use crate::core::given_list;
use crate::core::platform::Document;
use crate::core::text::Text;

/// The members of a custom field, in the order in which they are written.
const MEMBERS: [&str; 3] = ["name", "value", "type"];

/// The type of a field whose value is a TOTP secret; compared exactly.
const TOTP: &str = "totp";

/// How a generation reads custom fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldReading {
    /// One that cannot be opened fails all; TOTP secrets are as API v4 has them (§5.11).
    Strict,
    /// One that cannot be opened is left out where all are shown; TOTP secrets are as people type them.
    Lenient,
}

impl FieldReading {
    /// How TOTP secrets are written.
    pub fn spelling(self) -> Spelling {
        match self {
            Self::Strict => Spelling::Exact,
            Self::Lenient => Spelling::Typed,
        }
    }
}

/// A custom field in the clear.
pub struct Custom<D> {
    /// `name`, `value`, `type`.
    texts: [Text; 3],
    /// The entry that it was read from, where what else that has goes along.
    stored: Option<D>,
}

impl<D: Document> Custom<D> {
    /// True when the value is a TOTP secret.
    pub fn is_totp(&self) -> bool {
        self.texts[2] == *TOTP
    }

    /// The field as a document in the clear.
    pub fn shown(&self) -> D {
        let field = D::object();
        for (member, text) in MEMBERS.iter().zip(&self.texts) {
            field.set(member, D::text(text));
        }
        field
    }
}

/// What becomes of an entry that is no sound field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// One that misses a member is left out.
    Lenient,
    /// One that cannot be opened too.
    Sound,
    /// None is left out, and each keeps what else it has.
    Whole,
}

/// The fields of a stored password, in the clear. Entries that miss a member are left out (K22), as are extra members; one
/// that is null reads as empty (D47).
pub fn read<D: Document>(cipher: &Cipher, password: &D) -> Result<Vec<Custom<D>>, Failure<D>> {
    read_by(Rule::Lenient, cipher, password)
}

/// The same for whatever takes the place of all of them: none is left out, and each keeps what else it has.
///
/// # Errors
/// Kind `crypto` for one that cannot be opened, and for an entry that misses a member or is no field at all.
pub fn read_whole<D: Document>(cipher: &Cipher, password: &D) -> Result<Vec<Custom<D>>, Failure<D>> {
    read_by(Rule::Whole, cipher, password)
}

/// The fields of a stored password that can be opened.
pub fn read_sound<D: Document>(cipher: &Cipher, password: &D) -> Vec<Custom<D>> {
    read_by(Rule::Sound, cipher, password).unwrap_or_default()
}

fn read_by<D: Document>(rule: Rule, cipher: &Cipher, password: &D) -> Result<Vec<Custom<D>>, Failure<D>> {
    let mut fields = Vec::new();
    for (i, entry) in password.own("custom").items().into_iter().enumerate() {
        if let Some(member) = MEMBERS.iter().find(|member| !entry.has_own(member)) {
            if rule == Rule::Whole {
                return Err(Failure::crypto(CryptoError::CannotOpen, &subject(password, i, member)));
            }
            continue;
        }
        let open = |at: usize| open_member(cipher, password, &entry, (i, at));
        let texts = (|| Ok([open(0)?, open(1)?, open(2)?]))();
        match texts {
            Ok(texts) => fields.push(Custom { texts, stored: (rule == Rule::Whole).then(|| entry.clone()) }),
            Err(_) if rule == Rule::Sound => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(fields)
}

/// Name and value of each field, opened by itself.
pub fn each<D: Document>(cipher: &Cipher, password: &D) -> Vec<[Result<Text, Failure<D>>; 2]> {
    let mut all = Vec::new();
    for (i, entry) in password.own("custom").items().into_iter().enumerate() {
        if entry.is_object() {
            all.push([0, 1].map(|at| open_member(cipher, password, &entry, (i, at))));
        }
    }
    all
}

fn open_member<D: Document>(
    cipher: &Cipher,
    password: &D,
    entry: &D,
    (i, at): (usize, usize),
) -> Result<Text, Failure<D>> {
    let member = MEMBERS[at];
    let opened = match entry.own_text(member) {
        Some(text) => cipher.read_text(&text),
        None => cipher.read(&entry.own(member)),
    };
    opened.map_err(|e: CryptoError| Failure::crypto(e, &subject(password, i, member)))
}

fn subject<D: Document>(password: &D, i: usize, member: &str) -> String {
    super::cipher::subject(password, &format!("custom[{i}].{member}"), "password")
}

/// An entry of a caller's list as it is now (D53).
pub fn taken_entry<D: Document>(entry: &D) -> D {
    if !entry.is_object() {
        return entry.clone();
    }
    let taken = entry.copy().unwrap_or_else(D::object);
    for member in MEMBERS.into_iter().filter(|member| !taken.has_own(member) && entry.has_own(member)) {
        taken.set(member, entry.own(member));
    }
    taken
}

/// Whether the type of a field is not in the clear: sealed, or one of the three in base64. It alone tells, for no type looks like
/// that, and a value may.
fn is_stored_type(text: &Text) -> bool {
    openssl_enc::looks_sealed(text) || ["dGV4dA==", "cGFzc3dvcmQ=", "dG90cA=="].iter().any(|stored| *text == **stored)
}

/// The fields that a caller passes, checked (D19, §5.11). Only the three members are read, wherever others stand (D17).
/// `is_secret` says what a server takes for the value of a TOTP field.
pub fn from_caller<D: Document>(list: &D, is_secret: fn(&Text) -> bool) -> Result<Vec<Custom<D>>, Failure<D>> {
    let words = "'custom' must be a list of {name, value, type}; leave it out to keep what is stored";
    let list = given_list::given_list(list, words, given_list::MAX_ENTRIES)?;
    let mut fields = Vec::new();
    for (i, entry) in list.items().iter().enumerate() {
        let text = |member: &str| {
            let value = if entry.is_object() { entry.own_text(member) } else { None };
            value.ok_or_else(|| Failure::<D>::usage(format!("custom[{i}].{member} must be a string")))
        };
        let texts = [text(MEMBERS[0])?, text(MEMBERS[1])?, text(MEMBERS[2])?];
        if is_stored_type(&texts[2]) {
            return Err(Failure::usage(format!(
                "custom[{i}] is as it is stored, and would be sealed twice: pass what getCustoms() returns"
            )));
        }
        fields.push(Custom { texts, stored: None });
    }
    if fields.iter().any(|f| f.is_totp() && !is_secret(&f.texts[1])) {
        return Err(Failure::invalid_totp());
    }
    Ok(fields)
}

/// The fields as they are stored.
pub fn write<D: Document>(cipher: &Cipher, source: &dyn Entropy, fields: &[Custom<D>]) -> Result<D, Failure<D>> {
    let list = D::list();
    for (i, field) in fields.iter().enumerate() {
        let entry = field.stored.as_ref().and_then(D::copy).unwrap_or_else(D::object);
        for (member, text) in MEMBERS.iter().zip(&field.texts) {
            let value = cipher.write(source, text);
            let value = value.map_err(|e| Failure::crypto(e, &format!("custom[{i}].{member}")))?;
            entry.set(member, D::str(&value));
        }
        list.push(entry);
    }
    Ok(list)
}
