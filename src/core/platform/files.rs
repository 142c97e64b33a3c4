//! The seam to files and byte sources.

use crate::core::platform::Documents;
use crate::core::text::Text;

/// Source of bytes, as a caller may pass it.
pub enum Source {
    /// A path, for the file manager.
    Path(Text),
    /// Bytes that are at hand (`Uint8Array`, `ArrayBuffer`, another view).
    Bytes {
        /// Number of bytes.
        size: f64,
    },
    /// A `Blob` or `File`, which is read asynchronously.
    Blob {
        /// Size in bytes.
        size: f64,
        /// The name that a `File` carries, or an empty text.
        name: Text,
    },
    /// Something that bytes cannot be read from.
    Nothing,
}

/// Origin of the name under which a file is saved (D44).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedBy {
    /// The caller: the name is used as it is, wherever it leads.
    Caller,
    /// The server: nothing but a regular file, or a new one, may stand under that name.
    Server,
}

/// Files by path, and the byte sources of the platform. Failures are the platform's own errors.
pub trait Files: Documents {
    /// `fileManager.canUseFs`: whether `attachments` of add and edit may be paths. Where they are not, the built-in file
    /// manager refuses to read and to save; a caller's own may do both all the same.
    fn can_use_paths(&self) -> bool;
    /// The file; of a longer one, or one without an end, its first `most` bytes.
    fn read_path(&self, path: &Text, most: usize) -> Result<Vec<u8>, Self::Doc>;
    /// The last component of a path.
    fn base_name(&self, path: &Text) -> Result<Text, Self::Doc>;
    /// Whether [`Files::save`] writes where Windows gives meanings of its own to some names.
    fn has_windows_names(&self) -> bool;
    /// Writes the whole file, replacing it: all of it or nothing.
    fn save(&self, path: &Text, bytes: &[u8], named_by: NamedBy) -> Result<(), Self::Doc>;
    /// Kind of byte source that a value is.
    fn source(&self, value: &Self::Doc) -> Source;
    /// Copies bytes into a buffer that nobody else has.
    fn take_bytes(&self, value: &Self::Doc) -> Result<Self::Doc, Self::Doc>;
    /// The bytes of a [`Source::Bytes`]; their buffer may have been transferred away.
    fn bytes(&self, value: &Self::Doc) -> Result<Vec<u8>, Self::Doc>;
    /// The bytes of a [`Source::Blob`], at most so many.
    fn read_blob(&self, value: &Self::Doc, most: usize) -> impl Future<Output = Result<Vec<u8>, Self::Doc>>;
}
