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

pub use call::Call;
pub use host::Host;
pub use options::Options;
pub use session::{SavedSession, Session, Token, lang, optional_text};
pub(crate) use transport::server_error;

use crate::core::platform::Document;
use std::cell::{Cell, RefCell};

/// What lives as long as an instance. Holds no object of the caller: those come with each call.
pub struct Client<D> {
    /// What the constructor was given.
    pub options: Options,
    /// Tokens, master key, mode.
    pub session: RefCell<Session>,
    refreshing: RefCell<Option<refresh::Running<D>>>,
    closed: Cell<bool>,
}

impl<D: Document> Client<D> {
    /// A client with these options; sends nothing.
    pub fn new(options: Options, session: Session) -> Self {
        Self { options, session: RefCell::new(session), refreshing: RefCell::new(None), closed: Cell::new(false) }
    }

    /// True after [`Client::close`].
    pub fn is_closed(&self) -> bool {
        self.closed.get()
    }

    /// Wipes session and keys; every later call fails with kind `closed`.
    pub fn close(&self) {
        self.closed.set(true);
        self.session.borrow_mut().wipe();
    }
}
