//! One client: its options, its session, and the way a request takes through them.

mod agent;
mod call;
pub mod events;
mod exchange;
mod host;
pub mod key_table;
pub mod limits;
mod opened_keys;
mod options;
mod redirect;
mod refresh;
mod retry;
mod session;
mod settings;
mod transport;

pub use agent::{Body, LargeText, MARGIN};
pub use call::Call;
pub use host::Host;
pub use opened_keys::OpenedKeys;
pub use options::Options;
pub use session::{Session, Token, lang, optional_text};
pub use settings::Settings;

use crate::core::failure::Failure;
use crate::core::platform::{Document, KeyHandle};
use crate::core::server_v4::Cipher;
use futures_util::future::{LocalBoxFuture, Shared};
use key_table::{Ahead, KeyTable};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Something under way that several calls wait for. Whoever waits drives it, so it goes on when one of those that wait
/// is dropped.
pub type Running<D> = Shared<LocalBoxFuture<'static, Result<(), Failure<D>>>>;

/// What lives as long as an instance. Holds no object of the caller: those come with each call.
pub struct Client<D> {
    /// What the constructor was given.
    pub options: Options,
    /// Tokens, master key, mode.
    pub session: RefCell<Session>,
    /// Keys opened before.
    pub opened: RefCell<OpenedKeys>,
    refreshing: RefCell<Option<Running<D>>>,
    /// A `close()` under way.
    pub closing: RefCell<Option<Running<D>>>,
    closed: Cell<bool>,
    /// The keys of live results; one table an engine.
    keys: Rc<RefCell<KeyTable<D>>>,
    /// This client among the owners of keys.
    owner: u32,
}

impl<D: Document> Client<D> {
    /// A client with these options; sends nothing.
    pub fn new(options: Options, session: Session, keys: Rc<RefCell<KeyTable<D>>>) -> Self {
        let owner = keys.borrow_mut().new_owner();
        Self {
            options,
            session: RefCell::new(session),
            opened: RefCell::default(),
            refreshing: RefCell::new(None),
            closing: RefCell::new(None),
            closed: Cell::new(false),
            keys,
            owner,
        }
    }

    /// Keeps a key for a helper of a result.
    pub fn keep(&self, cipher: Cipher, ahead: Option<Ahead<D>>) -> KeyHandle {
        self.keys.borrow_mut().insert(self.owner, cipher, ahead)
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
        self.opened.borrow_mut().clear();
        self.keys.borrow_mut().wipe_owner(self.owner);
    }
}
