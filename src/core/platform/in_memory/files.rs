//! Files in memory.

use crate::core::platform::in_memory::{Native, Value};
use crate::core::platform::{Document, Files, NamedBy, Source};
use crate::core::text::Text;
use std::cell::{Cell, RefCell};

/// A disk.
#[derive(Default)]
pub struct Disk {
    /// True in a page, where there are no paths.
    pub none: Cell<bool>,
    /// True on Windows.
    pub windows: Cell<bool>,
    /// Origin of the name of the file that was saved last.
    pub named_by: Cell<Option<NamedBy>>,
    /// Number of bytes that were read last, of a path or a `Blob`.
    pub bytes_read: Cell<usize>,
    files: RefCell<Vec<(Text, Vec<u8>)>>,
}

impl Disk {
    /// Puts a file there.
    pub fn put(&self, path: &str, bytes: &[u8]) {
        self.write(&path.into(), bytes);
    }

    /// The content of a file.
    pub fn get(&self, path: &Text) -> Option<Vec<u8>> {
        self.files.borrow().iter().find(|(p, _)| p == path).map(|(_, bytes)| bytes.clone())
    }

    /// The paths of all files.
    pub fn paths(&self) -> Vec<Text> {
        self.files.borrow().iter().map(|(path, _)| path.clone()).collect()
    }

    fn beginning(&self, mut bytes: Vec<u8>, most: usize) -> Vec<u8> {
        bytes.truncate(most);
        self.bytes_read.set(bytes.len());
        bytes
    }

    fn write(&self, path: &Text, bytes: &[u8]) {
        let mut files = self.files.borrow_mut();
        files.retain(|(p, _)| p != path);
        files.push((path.clone(), bytes.to_vec()));
    }
}

impl Files for Native {
    fn can_use_paths(&self) -> bool {
        !self.disk.none.get()
    }

    fn read_path(&self, path: &Text, most: usize) -> Result<Vec<u8>, Value> {
        let found = if self.can_use_paths() { self.disk.get(path) } else { None };
        let found = found.map(|bytes| self.disk.beginning(bytes, most));
        found.ok_or_else(|| Value::record([("code", Value::str("ENOENT"))]))
    }

    fn base_name(&self, path: &Text) -> Result<Text, Value> {
        let units: Vec<u16> = path.units().collect();
        let start = units.iter().rposition(|&u| u == u16::from(b'/')).map_or(0, |i| i + 1);
        Ok(Text::from_units(&units[start..]))
    }

    fn has_windows_names(&self) -> bool {
        self.disk.windows.get()
    }

    fn save(&self, path: &Text, bytes: &[u8], named_by: NamedBy) -> Result<(), Value> {
        if self.can_use_paths() {
            self.disk.named_by.set(Some(named_by));
            self.disk.write(path, bytes);
            return Ok(());
        }
        Err(Value::str("no paths here"))
    }

    fn source(&self, value: &Value) -> Source {
        match value {
            Value::Text(path) => Source::Path(path.clone()),
            Value::Bytes(bytes) => Source::Bytes { size: bytes.borrow().len() as f64 },
            Value::Blob(blob) => Source::Blob { size: blob.size, name: blob.name.clone() },
            _ => Source::Nothing,
        }
    }

    fn take_bytes(&self, value: &Value) -> Result<Value, Value> {
        self.bytes(value).map(|bytes| Value::bytes(&bytes))
    }

    fn bytes(&self, value: &Value) -> Result<Vec<u8>, Value> {
        match value {
            Value::Bytes(bytes) => Ok(bytes.borrow().clone()),
            _ => Err(Value::Undefined),
        }
    }

    async fn read_blob(&self, value: &Value, most: usize) -> Result<Vec<u8>, Value> {
        match value {
            Value::Blob(blob) => blob.bytes.clone().map(|bytes| self.disk.beginning(bytes, most)),
            _ => Err(Value::Undefined),
        }
    }
}
