//! What a caller passes to be written, checked before anything is sent, and the body that is made of it (§5.5). The fields may
//! be a result that was read before (D45); the caller's object is never changed (D16).

use super::items::Opened;
use super::visit::Visit;
use super::{files, members, recipes};
use crate::core::crypto::otpauth;
use crate::core::crypto::totp::Spelling;
use crate::core::encryption::alike::alike;
use crate::core::encryption::attachment::{self, File};
use crate::core::encryption::{Cipher, custom_fields};
use crate::core::failure::{Failure, FailureKind, messages};
use crate::core::given_list;
use crate::core::platform::{Body, Doc, Document, Kind, Platform, Source};
use crate::core::text::Text;

/// Members that are written as they are given; texts that are `null` become empty, which clears them.
const TEXTS: [&str; 4] = ["name", "login", "url", "description"];

/// Members that are passed on whatever they are.
const OTHERS: [&str; 3] = ["urls", "tags", "fieldsOrder"];

/// A copy of the caller's fields; `undefined` counts as an empty object.
///
/// # Errors
/// Kind `usage` for anything else than an object.
pub fn of_caller<D: Document>(fields: &D) -> Result<D, Failure<D>> {
    match fields.kind() {
        Kind::Undefined => Ok(D::object()),
        Kind::Object => fields.copy().ok_or_else(|| Failure::usage("'fields' has a property that cannot be read")),
        _ => Err(Failure::usage("'fields' must be an object")),
    }
}

/// Fields that may be written.
pub struct Checked<D> {
    given: D,
    password: Option<Text>,
    customs: Option<Vec<custom_fields::Custom<D>>>,
    /// The files, read.
    pub files: Option<Vec<File>>,
    /// The colour: a whole number, 0 for none.
    pub color: Option<f64>,
}

impl<D: Document> Checked<D> {
    /// Checks the fields of a caller; `stored` is the item that they change.
    ///
    /// # Errors
    /// Kind `usage`, `totp` or `attachment`, naming the field; kind `crypto` if a list of custom fields would take the place of
    /// one that cannot be read.
    pub async fn read<P: Platform<Doc = D>>(
        v: &Visit<P>,
        given: &D,
        stored: Option<&Opened<D>>,
    ) -> Result<Self, Failure<D>> {
        let given = given.copy().unwrap_or_else(|| given.clone());
        if let Some(stored) = stored {
            let shown = members::item(v, &stored.item);
            for list in ["custom", "attachments"] {
                // As it was read: it counts as not given. Sealed again, or taken for new files, it would be lost.
                if given.own(list).is_list() && alike(&given.own(list), &shown.own(list)) {
                    given.remove(list);
                }
            }
        }
        let password = match given.own("password").kind() {
            Kind::Undefined => None,
            _ => Some(given.own_text("password").ok_or_else(not_a_password)?),
        };
        let color = color_of(&given.own("color"))?;
        ensure_tags(&given.own("tags"))?;
        let customs = match given.own("custom") {
            list if list.is_undefined() => None,
            list => Some(custom_fields::from_caller(&list, |secret| otpauth::read(secret, Spelling::Typed).is_ok())?),
        };
        if let (Some(stored), Some(customs)) = (stored, &customs)
            && !customs.is_empty()
        {
            ensure_readable(v, stored)?;
        }
        let files = match given.own("attachments") {
            list if list.is_undefined() => None,
            list => Some(load(v, &list).await?),
        };
        Ok(Self { given, password, customs, files, color })
    }

    /// The body, without vault, key and colour. What is not given is not there; neither are lists that are empty, but for
    /// custom fields of a change, which are cleared so.
    ///
    /// # Errors
    /// Kind `usage` for texts that have no UTF-8, kind `crypto` without random numbers.
    pub async fn body<P: Platform<Doc = D>>(self, v: &Visit<P>, cipher: &Cipher) -> Result<Body<D>, Failure<D>> {
        let document = D::object();
        let source = &*v.platform;
        for name in TEXTS {
            match self.given.own(name) {
                value if value.is_undefined() => {}
                value if value.is_nullish() => document.set(name, D::str("")),
                value => document.set(name, value),
            }
        }
        for name in OTHERS {
            let value = self.given.own(name);
            if !value.is_nullish() {
                document.set(name, value);
            }
        }
        if let Some(password) = &self.password {
            document.set("passwordEncrypted", cipher.write_as(source, password, "password")?);
        }
        let is_new = v.method == crate::core::client::Method::AddPassword;
        if let Some(customs) = self.customs.filter(|customs| !(is_new && customs.is_empty())) {
            document.set("customs", custom_fields::write(cipher, source, &customs)?);
        }
        let mut body = Body::from(document.clone());
        let files = self.files.unwrap_or_default();
        if !files.is_empty() {
            let list = D::list();
            for file in files {
                let sealed = attachment::seal(source, file, cipher, recipes::FILE).await?;
                list.push(sealed.document);
                body.large.push(sealed.large);
            }
            document.set("attachments", list);
        }
        Ok(body)
    }
}

fn not_a_password<D: Document>() -> Failure<D> {
    Failure::usage(
        "'password' must be a string (an empty one is fine); leave it out to keep what is stored. Nothing was written",
    )
}

fn ensure_tags<D: Document>(tags: &D) -> Result<(), Failure<D>> {
    if tags.is_nullish() || tags.is_list() {
        return Ok(());
    }
    Err(Failure::usage("'tags' must be a list of texts. Nothing was written"))
}

/// A colour: a whole number, as a text too, as scripts for API v4 write it; `null` and the empty text for none.
///
/// # Errors
/// Kind `usage` for anything else.
pub fn color_of<D: Document>(given: &D) -> Result<Option<f64>, Failure<D>> {
    let number = match given.kind() {
        Kind::Undefined => return Ok(None),
        Kind::Null => Some(0.0),
        Kind::Number => given.as_number(),
        Kind::Text => given.as_text().and_then(|text| match text.as_utf8()?.trim() {
            "" => Some(0.0),
            text => text.parse::<u32>().ok().map(f64::from),
        }),
        _ => None,
    };
    let number = number.filter(|n| n.fract() == 0.0 && (0.0..=1000.0).contains(n));
    number.map(Some).ok_or_else(|| Failure::usage("'color' must be the number of a colour, or null for none"))
}

/// A list of custom fields replaces the stored one: with it would go what cannot be read.
fn ensure_readable<P: Platform>(v: &Visit<P>, stored: &Opened<Doc<P>>) -> Result<(), Failure<Doc<P>>> {
    stored.customs(v).map(|_| ()).map_err(|failure| {
        failure.because(
            "a new list of custom fields would take its place, so nothing was written; an empty list removes them all",
        )
    })
}

async fn load<P: Platform>(v: &Visit<P>, given: &Doc<P>) -> Result<Vec<File>, Failure<Doc<P>>> {
    let words = "'attachments' must be a list of {path, name} or {bytes, name}; leave it out to keep what is stored";
    let entries = given_list::given_list(given, words, given_list::MAX_ENTRIES)?.items();
    let mut files = Vec::new();
    for (i, entry) in entries.iter().enumerate() {
        if !entry.is_object() {
            return Err(Failure::usage(format!("attachments[{i}] must be an object {{path, name}}")));
        }
        let source = ["path", "bytes"].into_iter().map(|member| entry.get(member)).find(Document::truthy);
        let Some(source) = source else {
            return Err(Failure::usage(format!("attachments[{i}] names no file: 'path' or 'bytes' is missing")));
        };
        if matches!(v.platform.source(&source), Source::Path(_)) && !v.platform.can_use_paths() {
            return Err(Failure::new(FailureKind::Attachment, messages::NO_PATHS_HERE)); // D20
        }
        let name = entry.get("name");
        files::check(v, &source, &name)?;
        files.push(attachment::load(&*v.platform, &source, &name).await?);
    }
    Ok(files)
}
