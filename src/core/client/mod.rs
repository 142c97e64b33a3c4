//! One client: its options, its session, and the way a request takes through them.

mod agent;
mod call;
pub mod events;
mod host;
pub mod key_table;
mod options;
mod refresh;
mod session;
mod transport;

pub use agent::{Body, LargeText};
pub use call::Call;
pub use host::Host;
pub use options::Options;
pub use session::{Session, Token, lang, optional_text};
pub(crate) use transport::server_error;

use crate::core::platform::{Document, KeyHandle};
use crate::core::server_v4::Cipher;
use key_table::KeyTable;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// What lives as long as an instance. Holds no object of the caller: those come with each call.
pub struct Client<D> {
    /// What the constructor was given.
    pub options: Options,
    /// Tokens, master key, mode.
    pub session: RefCell<Session>,
    refreshing: RefCell<Option<refresh::Running<D>>>,
    closed: Cell<bool>,
    /// The keys of live results; one table an engine.
    keys: Rc<RefCell<KeyTable>>,
    /// This client among the owners of keys.
    owner: u32,
}

impl<D: Document> Client<D> {
    /// A client with these options; sends nothing.
    pub fn new(options: Options, session: Session, keys: Rc<RefCell<KeyTable>>) -> Self {
        let owner = keys.borrow_mut().new_owner();
        Self {
            options,
            session: RefCell::new(session),
            refreshing: RefCell::new(None),
            closed: Cell::new(false),
            keys,
            owner,
        }
    }

    /// Keeps a key for a helper of a result.
    pub fn keep(&self, cipher: Cipher) -> KeyHandle {
        self.keys.borrow_mut().insert(self.owner, cipher)
    }

    /// True after [`Client::close`].
    pub fn is_closed(&self) -> bool {
        self.closed.get()
    }

    /// Whether there is a session that a logout would end.
    pub fn has_session(&self) -> bool {
        !self.closed.get() && !self.session.borrow().token.text().is_empty()
    }

    /// Wipes session and keys; every later call fails with kind `closed`.
    pub fn close(&self) {
        self.closed.set(true);
        self.session.borrow_mut().wipe();
        self.keys.borrow_mut().wipe_owner(self.owner);
    }
}
