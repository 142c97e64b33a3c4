//! The engine's table of keys that live results hold. A helper carries only the number of its entry; the entry is
//! given back when the result is garbage.

use crate::core::encryption::Cipher;
use crate::core::encryption::attachment::Prefetched;
use crate::core::encryption::custom_fields::FieldReading;
use crate::core::platform::KeyHandle;

/// An entry of the table.
enum Entry<D> {
    /// The cipher of one result, and the client that made it.
    Held {
        /// The client that owns the key.
        owner: u32,
        /// The key.
        cipher: Cipher,
        /// How custom fields are read.
        fields: FieldReading,
        /// Boxed, for most have none.
        ahead: Option<Box<Prefetched<D>>>,
    },
    /// No key any more, but its result still has the number.
    Wiped,
    /// No key and no result; the number may be given out again.
    Free,
}

/// The table. Entries of released handles are used again.
pub struct KeyTable<D> {
    entries: Vec<Entry<D>>,
    free: Vec<u32>,
    owners: u32,
}

impl<D> Default for KeyTable<D> {
    fn default() -> Self {
        Self { entries: Vec::new(), free: Vec::new(), owners: 0 }
    }
}

impl<D> KeyTable<D> {
    /// A number for one more client.
    pub fn new_owner(&mut self) -> u32 {
        self.owners += 1;
        self.owners
    }

    /// Adds a key.
    pub fn insert(
        &mut self,
        owner: u32,
        cipher: Cipher,
        fields: FieldReading,
        ahead: Option<Prefetched<D>>,
    ) -> KeyHandle {
        let entry = Entry::Held { owner, cipher, fields, ahead: ahead.map(Box::new) };
        match self.free.pop() {
            Some(i) => {
                self.entries[i as usize] = entry;
                KeyHandle(i)
            }
            None => {
                self.entries.push(entry);
                KeyHandle((self.entries.len() - 1) as u32)
            }
        }
    }

    /// The key of a handle, and how its custom fields are read; `None` after its client was closed.
    pub fn get(&self, handle: KeyHandle) -> Option<(Cipher, FieldReading)> {
        match self.entries.get(handle.0 as usize) {
            Some(Entry::Held { cipher, fields, .. }) => Some((cipher.clone(), *fields)),
            _ => None,
        }
    }

    /// Takes out what was opened ahead.
    pub fn take_ahead(&mut self, handle: KeyHandle) -> Option<Prefetched<D>> {
        match self.entries.get_mut(handle.0 as usize) {
            Some(Entry::Held { ahead, .. }) => ahead.take().map(|ahead| *ahead),
            _ => None,
        }
    }

    /// Gives a handle back. Its number may be used again at once; if it is given back twice, still by one result only.
    pub fn release(&mut self, handle: KeyHandle) {
        match self.entries.get_mut(handle.0 as usize) {
            None | Some(Entry::Free) => {}
            Some(entry) => {
                *entry = Entry::Free;
                self.free.push(handle.0);
            }
        }
    }

    /// Wipes the keys of a closed client. Their handles stay taken until they are released: results still hold them.
    pub fn wipe_owner(&mut self, closed: u32) {
        for entry in &mut self.entries {
            if matches!(entry, Entry::Held { owner, .. } if *owner == closed) {
                *entry = Entry::Wiped;
            }
        }
    }

    /// Number of keys that are held.
    pub fn len(&self) -> usize {
        self.entries.iter().filter(|e| matches!(e, Entry::Held { .. })).count()
    }

    /// True when no key is held.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
