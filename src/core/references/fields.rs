//! The fields of an item that was read, and their values.

use super::matching::{ambiguous, near, not_found, same_name, shown, text_of};
use super::reference::{Form, Reference, Source};
use crate::core::client::library::OpenedItem;
use crate::core::crypto::totp::Spelling;
use crate::core::crypto::{base64, openssl_enc, otpauth};
use crate::core::document::Kind;
use crate::core::encryption::{Cipher, custom_fields};
use crate::core::failure::{Failure, FailureKind, messages};
use crate::core::platform::{Doc, Document, Platform};
use crate::core::text::Text;
use zeroize::Zeroizing;

/// Members of an item that a reference can name.
const MEMBERS: [&str; 6] = ["password", "login", "url", "description", "name", "tags"];

/// Where a field was found.
pub enum Found<D> {
    /// A member of the item, or a custom field: its value.
    Text(Text),
    /// An attachment, by its id.
    File(D),
    /// Whether there is an attachment of that name is not known.
    Unknown,
}

/// An item with its custom fields.
pub struct Item<D> {
    /// As it was read.
    pub opened: OpenedItem<D>,
    /// Names and values.
    customs: Vec<[Result<Text, Failure<D>>; 2]>,
}

impl<D: Document> Item<D> {
    /// Opens the custom fields.
    pub fn new(opened: OpenedItem<D>) -> Self {
        let customs = custom_fields::each(&opened.cipher, &opened.shown);
        Self { opened, customs }
    }

    /// Whether its values are sealed, and the session has no key: what is read as plain then is noise.
    fn is_locked(&self) -> bool {
        let is_sealed =
            |member: &str| self.opened.shown.own_text(member).is_some_and(|text| openssl_enc::is_sealed(&text));
        matches!(self.opened.cipher, Cipher::Plain(_)) && (is_sealed("cryptedPassword") || is_sealed("cryptedKey"))
    }

    fn name(&self) -> String {
        text_of(&self.opened.shown.own("name"))
    }

    /// The value of a member; `None` where it is not there.
    fn member(&self, name: &str) -> Result<Option<Text>, Failure<D>> {
        let shown = &self.opened.shown;
        if name == "password" {
            if !self.opened.has_password {
                return Ok(None);
            }
            if shown.own("cryptedPassword").is_nullish() {
                return Ok(Some("".into()));
            }
            return self.opened.cipher.read_member(shown, "cryptedPassword", "password").map(Some);
        }
        let value = shown.own(name);
        if name == "tags" && value.is_list() {
            let mut all = String::new();
            for (n, tag) in value.items().iter().enumerate() {
                all.push_str(if n == 0 { "" } else { "," });
                all.push_str(&text_of(tag));
            }
            return Ok(Some(Text::from(all)));
        }
        Ok(match value.kind() {
            Kind::Undefined => None,
            Kind::Null => Some("".into()),
            Kind::Text | Kind::Number if name != "tags" => value.display(),
            _ => {
                let message = format!("the server sent a member '{name}' of another kind");
                return Err(Failure::new(FailureKind::NotApi, message));
            }
        })
    }

    /// Finds the field of a reference. `files`: the attachments, where they had to be asked for.
    ///
    /// # Errors
    /// Kind `usage` where there is none, or more than one; kind `crypto` where it may be one that cannot be opened.
    pub fn find<P: Platform<Doc = D>>(
        &self,
        platform: &P,
        reference: &Reference,
        files: Option<&D>,
    ) -> Result<Found<D>, Failure<D>> {
        let wanted = reference.field.as_str();
        let looks_in = |source: Source| reference.source.is_none_or(|only| only == source);
        let is_open = looks_in(Source::Item) && wanted != "password" && MEMBERS.contains(&wanted);
        if !is_open && self.is_locked() {
            let message = format!("{} {}", shown(&self.name()), messages::MASTER_REQUIRED);
            return Err(Failure::new(FailureKind::MasterPassword, message));
        }
        let mut found = Vec::new();
        let mut names: Vec<String> = Vec::new();
        if looks_in(Source::Item) {
            for member in MEMBERS {
                let value = self.member(member);
                if matches!(value, Ok(None)) {
                    continue;
                }
                names.push(member.to_owned());
                if member == wanted {
                    found.push((Source::Item, value.map(|value| Found::Text(value.unwrap_or_else(|| "".into())))));
                }
            }
        }
        if looks_in(Source::Custom) {
            for [name, value] in &self.customs {
                let Ok(name) = name else { continue };
                let name = name.to_utf8_lossy().to_string();
                if same_name(platform, &name, wanted) {
                    found.push((Source::Custom, value.clone().map(Found::Text)));
                }
                names.push(name);
            }
        }
        if looks_in(Source::Attachment) {
            let own = self.opened.shown.own("attachments");
            for file in files.unwrap_or(&own).items().into_iter().filter(Document::is_object) {
                let name = text_of(&file.own("name"));
                if same_name(platform, &name, wanted) {
                    found.push((Source::Attachment, Ok(Found::File(file.own("id")))));
                }
                names.push(name);
            }
        }
        if found.len() > 1 {
            let mut candidates = Vec::new();
            for (source, _) in &found {
                let path = format!("{}/{wanted}?in={}", self.name(), source.name());
                candidates.push((text_of(&self.opened.by.id), path));
            }
            let how = match reference.source {
                None => "say ?in=item, custom or attachment, or give one of them another name",
                Some(_) => "give one of them another name",
            };
            return Err(ambiguous(format!("{} fields are named {}: {how}", found.len(), shown(wanted)), candidates));
        }
        if let Some((_, found)) = found.pop() {
            return found;
        }
        // Only here: to ask for the files of each item would be a request for each.
        if looks_in(Source::Attachment) && files.is_none() && !self.opened.tells_files {
            return Ok(Found::Unknown);
        }
        // A name that cannot be opened may be this one.
        let damaged = self.customs.iter().find_map(|[name, _]| name.as_ref().err());
        if let Some(damaged) = damaged.filter(|_| looks_in(Source::Custom)) {
            return Err(damaged.clone());
        }
        Err(not_found(
            format!("{} has no field {}", shown(&self.name()), shown(wanted)),
            near(platform, wanted, &names, &mut Vec::new()),
        ))
    }
}

/// A text in the form that is wanted.
///
/// # Errors
/// Kind `totp` for what is no TOTP secret.
pub fn of_text<P: Platform>(
    platform: &P,
    text: &Text,
    form: Form,
    spelling: Spelling,
) -> Result<Doc<P>, Failure<Doc<P>>> {
    let utf8 = || Zeroizing::new(text.to_utf8_lossy().as_bytes().to_vec());
    Ok(match form {
        Form::Text => Document::text(text),
        Form::Totp => {
            let code = otpauth::read(text, spelling).and_then(|totp| totp.code(platform.now()));
            Document::str(&code.map_err(|e| Failure::crypto(e, ""))?)
        }
        Form::Base64 => Document::str(&base64::encode(&utf8())),
        Form::Bytes => platform.byte_array(&utf8()),
    })
}

/// The bytes of an attachment in the form that is wanted.
///
/// # Errors
/// Kind `attachment` for a text that is no UTF-8.
pub fn of_bytes<P: Platform>(
    platform: &P,
    bytes: &[u8],
    form: Form,
    spelling: Spelling,
) -> Result<Doc<P>, Failure<Doc<P>>> {
    match form {
        Form::Base64 => Ok(Document::str(&base64::encode(bytes))),
        Form::Bytes => Ok(platform.byte_array(bytes)),
        Form::Text | Form::Totp => {
            let text = std::str::from_utf8(bytes).map_err(|_| {
                Failure::new(
                    FailureKind::Attachment,
                    "the attachment is no text in UTF-8: ask for it ?as=bytes or base64",
                )
            })?;
            of_text(platform, &Text::from(text), form, spelling)
        }
    }
}
