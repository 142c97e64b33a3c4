//! The session as one call sees it that is about to change it: tokens and key of a login are not in force, and not seen by
//! other calls, before it has succeeded (D11, D52).

use crate::core::client::Call;
use crate::core::client::session::{Encryption, Session, Token};
use crate::core::client::shared_future::Place;
use crate::core::crypto::hash::HashAlgorithm;
use crate::core::platform::{Doc, Document, Platform};
use crate::core::text::Text;
use std::cell::{Cell, RefCell};

/// Session token and refresh token.
pub type Tokens = (Token, Text);

/// Session that a call carries in the place of the client's; what it does not have of its own is the client's.
pub struct PendingSession<D> {
    /// Number of the session: not zero, and another for each.
    pub id: u64,
    own: RefCell<Own>,
    refreshing: Place<D>,
    /// Moment when its tokens were renewed; 0: they were not.
    renewed_at: Cell<u64>,
    /// Tokens that it had before those of the caller's store.
    set_aside: RefCell<Option<Tokens>>,
}

#[derive(Default)]
struct Own {
    encryption: Option<Encryption>,
    tokens: Option<Tokens>,
    header_hash: Option<HashAlgorithm>,
    /// `Passwork-MasterHash` as it was when the key was still there.
    master_hash: Option<String>,
}

impl<D> PendingSession<D> {
    /// Begins the session of a login or of `setAuthOptions`: with this encryption from the start.
    pub fn with(id: u64, encryption: Encryption) -> Self {
        Self::of(id, Own { encryption: Some(encryption), ..Own::default() })
    }

    /// The last request of a client that has forgotten everything: no key, but the hash of one.
    pub fn farewell(id: u64, tokens: Tokens, master_hash: String) -> Self {
        Self::of(id, Own { tokens: Some(tokens), master_hash: Some(master_hash), ..Own::default() })
    }

    fn of(id: u64, own: Own) -> Self {
        Self {
            id,
            own: RefCell::new(own),
            refreshing: Place::default(),
            renewed_at: Cell::new(0),
            set_aside: RefCell::default(),
        }
    }

    /// Moment when its tokens were renewed, on the client's count; 0: they were not.
    pub fn renewed_at(&self) -> u64 {
        self.renewed_at.get()
    }

    /// Gives up a renewal that is under way, which would hold it for ever.
    pub fn end(&self)
    where
        D: Document,
    {
        self.refreshing.stop();
    }

    /// Sets the encryption.
    pub fn set_encryption(&self, encryption: Encryption) {
        self.own.borrow_mut().encryption = Some(encryption);
    }

    /// Sets the tokens.
    pub fn set_tokens(&self, tokens: Tokens) {
        self.own.borrow_mut().tokens = Some(tokens);
    }

    /// Sets the hash of the header.
    pub fn set_header_hash(&self, hash: HashAlgorithm) {
        self.own.borrow_mut().header_hash = Some(hash);
    }

    /// The hash of the header, if it was set.
    pub fn header_hash(&self) -> Option<HashAlgorithm> {
        self.own.borrow().header_hash
    }

    /// The tokens, if it has its own.
    pub fn tokens(&self) -> Option<Tokens> {
        self.own.borrow().tokens.clone()
    }

    fn over(&self, mut session: Session) -> Session {
        let own = self.own.borrow();
        if let Some((token, refresh_token)) = &own.tokens {
            (session.token, session.refresh_token) = (token.clone(), refresh_token.clone());
        }
        if let Some(encryption) = &own.encryption {
            session.encryption = encryption.clone();
        }
        if let Some(hash) = own.header_hash {
            session.header_hash = hash;
        }
        session
    }

    fn master_hash(&self) -> Option<String> {
        self.own.borrow().master_hash.clone()
    }
}

/// The session that a call sees.
impl<P: Platform> Call<P> {
    /// Looks at the session that the call sees. (Nothing of the caller's may run meanwhile.)
    pub fn see_session<R>(&self, look: impl FnOnce(&Session) -> R) -> R {
        let session = self.client.session.borrow();
        match &self.pending {
            None => look(&session),
            Some(attempt) => look(&attempt.over(session.clone())),
        }
    }

    /// The header `Passwork-MasterHash`.
    pub fn master_hash(&self) -> String {
        let prepared = self.pending.as_ref().and_then(|attempt| attempt.master_hash());
        prepared.unwrap_or_else(|| self.see_session(Session::master_hash))
    }

    /// Stores a pair; the listeners are still to be told.
    pub fn put_tokens(&self, (token, refresh_token): Tokens) {
        let at = self.client.next_moment();
        {
            let mut session = self.client.session.borrow_mut();
            (session.token, session.refresh_token, session.tokens_set_at) = (token, refresh_token, at);
        }
        self.sync_agent_options();
        self.set_aside().take();
    }

    /// Session token and refresh token in force for the call.
    pub fn tokens(&self) -> Tokens {
        self.see_session(|session| (session.token.clone(), session.refresh_token.clone()))
    }

    /// Puts renewed tokens in the place of those that were renewed; false if they have been replaced meanwhile, by a login
    /// or `setTokens`, whose tokens count.
    pub fn renew_tokens(&self, old: &Tokens, new: Tokens) -> bool {
        if self.tokens() != *old {
            return false;
        }
        let mut session = self.client.session.borrow_mut();
        // A login may be given the very pair that is in force: it is dead from now on, whatever becomes of the login.
        if (&session.token, &session.refresh_token) == (&old.0, &old.1) {
            (session.token, session.refresh_token) = new.clone();
        }
        if let Some(attempt) = self.pending.as_ref().filter(|attempt| attempt.tokens().is_some()) {
            attempt.set_tokens(new);
            attempt.renewed_at.set(self.client.next_moment());
        }
        true
    }

    /// The place of the renewal of its tokens. A login that was given the pair in force shares it: the old pair can be
    /// renewed once.
    pub fn refreshing(&self) -> &Place<Doc<P>> {
        match &self.pending {
            Some(attempt) if self.has_own_tokens() => &attempt.refreshing,
            _ => &self.client.refreshing,
        }
    }

    fn has_own_tokens(&self) -> bool {
        let own = self.pending.as_ref().and_then(|attempt| attempt.tokens());
        own.is_some_and(|own| own != self.client.tokens())
    }

    /// Tokens that were in force before those of the caller's store were taken, until one of the two has proved good.
    pub fn set_aside(&self) -> &RefCell<Option<Tokens>> {
        match &self.pending {
            Some(attempt) if attempt.tokens().is_some() => &attempt.set_aside,
            _ => &self.client.set_aside,
        }
    }

    /// Whether a renewal of the tokens that it has is under way: not of others that were in force before.
    pub fn awaits_renewal(&self) -> bool {
        self.refreshing().is_running() && (self.has_own_tokens() || self.client.has_renewed_last())
    }

    /// Notes that a renewal begins.
    pub fn renewal_begins(&self) {
        if !self.has_own_tokens() {
            self.client.renewal_began.set(self.client.next_moment());
        }
    }

    /// Takes over what the session's tokens were renewed to, where they were its own too.
    pub fn take_renewed(&self, before: &Tokens) {
        let own = self.pending.as_ref().filter(|attempt| attempt.tokens().as_ref() == Some(before));
        if let Some(attempt) = own.filter(|_| self.client.has_renewed_last()) {
            attempt.set_tokens(self.client.tokens());
        }
    }
}
