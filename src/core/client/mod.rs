//! A client: its options, its session, and the way a request takes through them.

mod across_requests;
pub mod call;
mod diagnostics;
pub mod given_headers;
mod in_flight;
pub mod library;
mod options;
pub mod request;
pub mod server;
pub mod session;
pub mod shared_future;
mod summary;
pub mod together;

pub use call::args::Args;
pub use call::method::{Answers, Effect, Method};
pub use call::options::CallOptions;
pub use call::value_access::Values;
pub use call::{Call, Outcome};
pub use diagnostics::Noted;
pub use options::Options;
pub use request::{BaseUrl, Endpoint, Request, check_id, sorted};
pub use server::{KnownServer, Protocol, Server};
pub use session::opened_keys::OpenedKeys;
pub use session::pending_session::{PendingSession, Tokens};
pub use session::{Encryption, Session, Token, lang, optional_text};
pub use summary::Summary;

use crate::core::encryption::Cipher;
use crate::core::encryption::attachment::Prefetched;
use crate::core::platform::{Doc, KeyHandle, Platform};
use in_flight::UnderWay;
use session::key_provenance::VaultKeys;
use session::key_table::KeyTable;
use shared_future::Place;
use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

/// State that lives as long as an instance. Holds no object of the caller: those come with each call.
pub struct Client<P: Platform> {
    /// The server, and what is known of it.
    pub server: KnownServer<P>,
    /// Options that the constructor was given.
    pub options: Options,
    /// Tokens, master key, mode.
    pub session: RefCell<Session>,
    /// Keys opened before.
    pub opened: RefCell<OpenedKeys>,
    /// Vaults by the keys that came with them.
    pub vault_keys: RefCell<VaultKeys>,
    /// The renewal of the session under way.
    pub refreshing: Place<Doc<P>>,
    /// A `close()` under way.
    pub closing: Place<Doc<P>>,
    closed: Cell<bool>,
    /// The calls under way.
    pub under_way: UnderWay<Doc<P>>,
    /// Number of moments so far: logins that were answered, tokens and keys that were set.
    moments: Cell<u64>,
    /// Logins under way that were given a master password.
    logins_with_key: Cell<usize>,
    /// Moment when a call that was given a master password left the client undecided; 0: none has.
    pub(in crate::core::client) key_failed_at: Cell<u64>,
    /// Calls of `setAuthOptions` under way whose key is still to be derived, and who waits for them.
    keys_to_come: Cell<usize>,
    waiting_for_key: RefCell<Vec<Waker>>,
    /// View of the session that the options record of the caller's own agent shows: 0 the client's, else an attempt's.
    shown_to_agent: Cell<u64>,
    /// Moment when the last renewal of the session began.
    renewal_began: Cell<u64>,
    /// New tokens that are still to be written into the caller's store.
    pub unsaved_tokens: RefCell<Option<Tokens>>,
    /// Tokens that were in force before those of the caller's store (`Call::set_aside`).
    set_aside: RefCell<Option<Tokens>>,
    /// Whether a renewal was sent whose tokens must be handed on, whatever becomes of the client.
    pub hands_tokens_on: Cell<bool>,
    /// The keys of live results; one table an engine.
    keys: Rc<RefCell<KeyTable<Doc<P>>>>,
    /// Number of this client among the owners of keys.
    owner: u32,
    /// Number of requests so far.
    requests: Cell<u32>,
    /// What is noted for [`Client::diagnostics`].
    pub noted: Noted,
}

impl<P: Platform> Client<P> {
    /// A client with these options; sends nothing.
    pub fn new(
        server: KnownServer<P>,
        options: Options,
        session: Session,
        keys: Rc<RefCell<KeyTable<Doc<P>>>>,
    ) -> Self {
        let owner = keys.borrow_mut().new_owner();
        Self {
            server,
            options,
            session: RefCell::new(session),
            opened: RefCell::default(),
            vault_keys: RefCell::default(),
            refreshing: Place::default(),
            closing: Place::default(),
            closed: Cell::new(false),
            under_way: UnderWay::default(),
            moments: Cell::new(0),
            logins_with_key: Cell::new(0),
            key_failed_at: Cell::new(0),
            keys_to_come: Cell::new(0),
            waiting_for_key: RefCell::default(),
            shown_to_agent: Cell::new(0),
            renewal_began: Cell::new(0),
            unsaved_tokens: RefCell::default(),
            set_aside: RefCell::default(),
            hands_tokens_on: Cell::new(false),
            keys,
            owner,
            requests: Cell::new(0),
            noted: Noted::default(),
        }
    }

    /// Keeps a key for a helper of a result; of a closed client none.
    pub fn keep(&self, cipher: Cipher, ahead: Option<Prefetched<Doc<P>>>) -> KeyHandle {
        let fields = self.server.get().field_reading();
        let handle = self.keys.borrow_mut().insert(self.owner, cipher, fields, ahead);
        if self.is_closed() {
            self.keys.borrow_mut().wipe_owner(self.owner);
        }
        handle
    }

    /// Counts a moment and gives its number, greater than all before: who came later has the greater one.
    pub fn next_moment(&self) -> u64 {
        self.moments.set(self.moments.get() + 1);
        self.moments.get()
    }

    /// Counts a request and gives its number, from 1.
    pub fn next_request(&self) -> u32 {
        self.requests.set(self.requests.get().wrapping_add(1));
        self.requests.get()
    }

    /// Whether values are sealed, for calls that begin now (D41). While a login that was given a master password is under
    /// way, a client without one does not know.
    pub fn encryption(&self) -> Encryption {
        match &self.session.borrow().encryption {
            Encryption::Plain if self.logins_with_key.get() > 0 => Encryption::Undecided,
            encryption => encryption.clone(),
        }
    }

    /// Whether what is sent now may go out in the clear: no key is in force, and none is on its way.
    pub fn is_plain(&self) -> bool {
        self.encryption() == Encryption::Plain && !self.waits_for_key()
    }

    /// A login that was given a master password begins.
    pub fn login_with_key_begins(&self) {
        self.logins_with_key.set(self.logins_with_key.get() + 1);
    }

    /// A login that was given a master password has ended.
    pub fn login_with_key_ends(&self) {
        self.logins_with_key.set(self.logins_with_key.get().saturating_sub(1));
    }

    /// `setAuthOptions` begins to derive the key of the tokens that it has set.
    pub fn key_is_to_come(&self) {
        self.keys_to_come.set(self.keys_to_come.get() + 1);
    }

    /// The key is there, or it is known that it does not come.
    pub fn key_has_come(&self) {
        self.keys_to_come.set(self.keys_to_come.get().saturating_sub(1));
        self.waiting_for_key.take().into_iter().for_each(Waker::wake);
    }

    /// Whether calls that need a key must wait for it.
    pub fn waits_for_key(&self) -> bool {
        self.keys_to_come.get() > 0
    }

    /// Waits until no key is to come any more. One that does not come because the request of `setAuthOptions` was ended is
    /// like one that failed.
    pub async fn key_settled(&self, platform: &P) {
        if platform.binds_promises() {
            across_requests::watch(platform, across_requests::PATIENCE, &|| !self.waits_for_key()).await;
            if self.waits_for_key() {
                self.keys_to_come.set(0);
                self.given_key_failed();
            }
            return;
        }
        poll_fn(|context| {
            if !self.waits_for_key() {
                return Poll::Ready(());
            }
            self.waiting_for_key.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
        .await;
    }

    /// Notes that a call that was given a master password failed: a client that was plain is undecided from here on
    /// (D41).
    pub fn given_key_failed(&self) {
        let at = self.next_moment();
        let mut session = self.session.borrow_mut();
        if session.encryption == Encryption::Plain {
            // Nothing was set: the key of a login that was answered before still counts when that has derived it.
            session.encryption = Encryption::Undecided;
            self.key_failed_at.set(at);
        }
    }

    /// Forgets session and opened keys: after a logout (D12).
    pub fn forget_session(&self) {
        let at = self.next_moment();
        self.session.borrow_mut().wipe(at);
        self.opened.borrow_mut().clear();
        self.unsaved_tokens.take();
        self.set_aside.take();
        self.server.get().forget();
    }

    /// Session token and refresh token in force.
    fn tokens(&self) -> Tokens {
        let session = self.session.borrow();
        (session.token.clone(), session.refresh_token.clone())
    }

    /// Whether no tokens were set since the last renewal of the session began.
    fn has_renewed_last(&self) -> bool {
        self.session.borrow().tokens_set_at <= self.renewal_began.get()
    }

    /// True after [`Client::close`].
    pub fn is_closed(&self) -> bool {
        self.closed.get()
    }

    /// Ends the calls under way, wipes session and keys; every later call fails with kind `closed` (D51). Gives what the
    /// logout is sent with, if there was a session that it would end.
    pub fn close(&self, platform: &P) -> Option<PendingSession<Doc<P>>> {
        let was_closed = self.closed.replace(true);
        self.under_way.end(platform.binds_promises());
        if !platform.binds_promises() {
            self.server.finding.stop();
            if !self.hands_tokens_on.get() {
                self.refreshing.stop(); // there, its own request ends it: nothing is kept of it then
            }
            self.server.get().stop();
        }
        let farewell = {
            let session = self.session.borrow();
            let has_session = !was_closed && !session.token.text().is_empty();
            has_session.then(|| ((session.token.clone(), session.refresh_token.clone()), session.master_hash()))
        };
        self.forget_session();
        self.keys.borrow_mut().wipe_owner(self.owner);
        farewell.map(|(tokens, hash)| PendingSession::farewell(self.next_moment(), tokens, hash))
    }
}
