//! Files: sealed with a key of their own, and hashed (spec §5.9).

use crate::core::crypto::{CryptoError, Key, attachment, random};
use crate::core::encryption::file_bytes::{self, FileHash};
use crate::core::encryption::{Cipher, cipher, file_names};
use crate::core::failure::{Failure, FailureKind, messages};
use crate::core::platform::{Doc, Document, Files, LargeText, Platform, PlatformCrypto, Source};
use crate::core::text::Text;
use zeroize::Zeroizing;

/// As many bytes of a file as must be read to know that it is too big (D20).
const ENOUGH: usize = attachment::MAX_BYTES + 1;

/// A file as it was read, before it is sealed.
pub struct File {
    bytes: Zeroizing<Vec<u8>>,
    /// The name to store; `None`: the member is left out.
    name: Option<Text>,
}

/// A sealed file, and the large text that belongs into it when the body is written.
pub struct SealedFile<D> {
    /// `{encryptedKey, encryptedData, hash, name}`.
    pub document: D,
    /// `encryptedData`.
    pub large: LargeText<D>,
}

/// A source as it is now (D53): bytes in a buffer of their own, unless they are too many to be sent. What a path or a Blob
/// holds is read when it is needed.
pub fn taken_source<F: Files>(platform: &F, source: &F::Doc) -> F::Doc {
    match platform.source(source) {
        Source::Bytes { size } if size <= attachment::MAX_BYTES as f64 => {
            platform.take_bytes(source).unwrap_or_else(|_| source.clone())
        }
        _ => source.clone(),
    }
}

/// Takes an entry of `attachments` as it is now, whose path and name may be those of its class.
pub fn taken_entry<F: Files>(platform: &F, entry: &F::Doc) -> F::Doc {
    if !entry.is_object() {
        return entry.clone();
    }
    let taken = entry.copy().unwrap_or_else(F::Doc::object);
    let (path, name) = (entry.get("path"), entry.get("name"));
    if path.truthy() {
        taken.set("path", taken_source(platform, &path));
    }
    let bytes = entry.get("bytes");
    if bytes.truthy() {
        taken.set("bytes", taken_source(platform, &bytes));
    }
    if name.truthy() {
        taken.set("name", name);
    }
    taken
}

/// Reads what the caller passed: a path, bytes or a Blob.
pub async fn load<P: Platform>(platform: &P, source: &Doc<P>, name: &Doc<P>) -> Result<File, Failure<Doc<P>>> {
    let given = if name.truthy() { name.display() } else { None };
    let (bytes, name) = match platform.source(source) {
        Source::Path(path) => {
            let shown = path.to_utf8_lossy();
            let unreadable = |cause| {
                let message = match platform.can_use_paths() {
                    true => format!("cannot read the file '{}'. Nothing was written", shown.as_str()),
                    false => format!("{} (the file '{}')", messages::NO_PATHS_HERE, shown.as_str()),
                };
                Failure::caused(FailureKind::Attachment, message, cause)
            };
            let bytes = platform.read_path(&path, ENOUGH).map_err(unreadable)?;
            let name = match given {
                Some(name) => name,
                None => platform.base_name(&path).map_err(unreadable)?,
            };
            (bytes, Some(name))
        }
        Source::Bytes { size } if size > attachment::MAX_BYTES as f64 => return Err(too_big(given.as_ref())),
        Source::Bytes { .. } => {
            let gone = |cause| {
                let message =
                    "the bytes of a file cannot be read: their buffer was transferred away. Nothing was written";
                Failure::caused(FailureKind::Attachment, message, cause)
            };
            (platform.bytes(source).map_err(gone)?, given)
        }
        Source::Blob { size, name: own_name } => {
            // A web file's own name goes before the given one (K30). It may hold a path: `Bun.file`, and `new File` of
            // whatever a program calls a name.
            let own_name = file_names::last_component(&own_name);
            let name = if own_name.is_empty() { given } else { Some(own_name) };
            if size > attachment::MAX_BYTES as f64 {
                return Err(too_big(name.as_ref()));
            }
            let bytes = platform.read_blob(source, ENOUGH).await.map_err(|cause| {
                let message = format!("cannot read the file '{}'. Nothing was written", shown_name(name.as_ref()));
                Failure::caused(FailureKind::Attachment, message, cause)
            })?;
            (bytes, name)
        }
        Source::Nothing => {
            return Err(Failure::usage("a file must be a path, a Uint8Array, an ArrayBuffer, a Blob or a File"));
        }
    };
    if attachment::check_size(bytes.len()).is_err() {
        return Err(too_big(name.as_ref()));
    }
    Ok(File { bytes: Zeroizing::new(bytes), name })
}

fn too_big<D: Document>(name: Option<&Text>) -> Failure<D> {
    Failure::crypto(CryptoError::TooBig, &shown_name(name))
}

fn shown_name(name: Option<&Text>) -> String {
    name.map_or_else(String::new, |n| n.to_utf8_lossy().to_string())
}

impl File {
    /// A file that was read from a server.
    pub fn of_bytes(bytes: Zeroizing<Vec<u8>>, name: Text) -> Self {
        Self { bytes, name: Some(name) }
    }
}

/// How a server wants files sealed.
#[derive(Clone, Copy)]
pub struct FileRule {
    /// The hash of the file.
    pub hash: FileHash,
    /// The key of the file.
    pub key: random::Recipe,
}

/// `FILE(bytes, key)`, with its name.
pub async fn seal<P: Platform>(
    source: &P,
    file: File,
    cipher: &Cipher,
    rule: FileRule,
) -> Result<SealedFile<Doc<P>>, Failure<Doc<P>>> {
    let hash = file_bytes::hash(source, rule.hash, &file.bytes).await;
    let (encrypted_key, data) = match cipher {
        Cipher::Plain(_) => {
            let filler: Text = random::FILLER.into();
            let data = file_bytes::plain(source, &file.bytes).await;
            (cipher.write_as(source, &filler, "attachment")?, data)
        }
        Cipher::Sealed(_) => {
            let file_key = cipher::new_key(source, rule.key)?;
            let salt = random::salt(source).map_err(|e| Failure::crypto(e, "attachment"))?;
            let data = file_bytes::seal(source, file.bytes, &file_key, salt).await;
            let data = data.map_err(|e| Failure::crypto(e, "attachment"))?;
            (cipher.write_as(source, file_key.text(), "attachment")?, data)
        }
    };
    let document = Doc::<P>::object();
    document.set("encryptedKey", encrypted_key);
    document.set("encryptedData", Document::null()); // keeps its place; the text comes when the body is written
    document.set("hash", Document::str(&hash));
    if let Some(name) = &file.name {
        document.set("name", Document::text(name));
    }
    let large = LargeText { holder: document.clone(), member: "encryptedData", text: data };
    Ok(SealedFile { document, large })
}

/// The fields of a stored file that its bytes depend on.
pub const FIELDS: [&str; 3] = ["encryptedKey", "encryptedData", "hash"];

/// The bytes of an attachment, opened ahead of `getData()` where only that could use the platform's engines. It serves
/// once, and only while the attachment's fields are those that it was made of.
pub struct Prefetched<D> {
    /// The fields `encryptedKey`, `encryptedData`, `hash` as they were.
    pub fields: [D; 3],
    /// The file.
    pub bytes: Zeroizing<Vec<u8>>,
}

/// The bytes of a stored file, as its object holds them now.
pub fn open<E: PlatformCrypto, D: Document>(
    engines: &E,
    stored: &D,
    cipher: &Cipher,
) -> Result<Zeroizing<Vec<u8>>, Failure<D>> {
    let parts = Parts::of(stored, cipher)?;
    file_bytes::open(engines, &parts.data, &parts.hash, parts.key.as_ref()).map_err(|e| parts.failure(stored, e))
}

/// The bytes of a stored file, by whatever engine of the platform is fast.
pub async fn open_soon<P: Platform>(
    platform: &P,
    stored: &Doc<P>,
    cipher: &Cipher,
) -> Result<Zeroizing<Vec<u8>>, Failure<Doc<P>>> {
    match decrypt_ahead(platform, stored, cipher).await {
        Some(ahead) => Ok(ahead.bytes),
        None => open(platform, stored, cipher),
    }
}

/// Opens a file before anybody asks for it, where only an asynchronous engine is fast. `None` when that would gain
/// nothing, and when the file cannot be opened: `getData()` will say so.
pub async fn decrypt_ahead<P: Platform>(platform: &P, stored: &Doc<P>, cipher: &Cipher) -> Option<Prefetched<Doc<P>>> {
    if platform.has_immediate_aes() || matches!(cipher, Cipher::Plain(_)) {
        return None;
    }
    let fields = FIELDS.map(|name| stored.own(name));
    let parts = Parts::of(stored, cipher).ok()?;
    let bytes = file_bytes::open_async(platform, &parts.data, &parts.hash, parts.key.as_ref()?).await?;
    Some(Prefetched { fields, bytes })
}

/// Parts that a stored file is opened with.
struct Parts<D> {
    key: Option<Key>,
    /// A string.
    data: D,
    hash: Text,
}

impl<D: Document> Parts<D> {
    fn of(stored: &D, cipher: &Cipher) -> Result<Self, Failure<D>> {
        let subject = |member| super::cipher::subject(stored, member, "attachment");
        let (data, hash) = (stored.own("encryptedData"), stored.own("hash"));
        if data.is_nullish() || data.text_length() == Some(0) {
            // Nothing is in it, and nothing can be: whatever its key is, there is nothing to open with it (D47).
            let hash = if hash.is_nullish() { Some("".into()) } else { hash.as_text() };
            let hash = hash.ok_or_else(|| Failure::crypto(CryptoError::AttachmentHash, &subject("hash")))?;
            return Ok(Self { key: None, data: D::str(""), hash });
        }
        let key = match cipher {
            Cipher::Plain(_) => None,
            Cipher::Sealed(_) => Some(cipher.open_key(stored, "encryptedKey", "attachment")?),
        };
        if data.text_length().is_none() {
            return Err(Failure::crypto(CryptoError::CannotOpen, &subject("encryptedData")));
        }
        let hash = hash.as_text().ok_or_else(|| Failure::crypto(CryptoError::AttachmentHash, &subject("hash")))?;
        Ok(Self { key, data, hash })
    }

    fn failure(&self, stored: &D, error: CryptoError) -> Failure<D> {
        Failure::crypto(error, &super::cipher::subject(stored, "encryptedData", "attachment"))
    }
}
