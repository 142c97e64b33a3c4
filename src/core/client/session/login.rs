//! A login under way, whatever its requests are: what it brings comes into force when it has succeeded, not before (D52); when
//! it fails all is as it was, and what was given a master password in vain sends nothing in the clear (D11, D41).

use super::events;
use crate::core::client::{Call, Encryption, PendingSession, Tokens};
use crate::core::crypto::Key;
use crate::core::platform::{Doc, Platform};

/// A login under way. What becomes of it is seen by [`Call::see_session`] of its own call alone. When it ends without success,
/// also because the caller calls it off, all stays as it is.
pub struct Login<P: Platform> {
    /// The call, with what it sees in the place of the client's session.
    pub call: Call<P>,
    /// Whether it was given a master password or key.
    was_given: bool,
    /// Moment when the server answered the login, on the client's count: of two logins the one that was answered later
    /// counts, and what was set later than that (a logout, `setTokens`) is left alone. 0 before.
    answered_at: u64,
    /// Whether the listeners were told of its tokens.
    announced: bool,
    /// Whether other calls wait for its key.
    is_awaited: bool,
    /// Whether a client that is plain counts as undecided meanwhile.
    unsettles: bool,
    succeeded: bool,
}

impl<P: Platform> Login<P> {
    /// A login begins; `was_given`: a master password or key.
    pub fn begin(call: Call<P>, was_given: bool) -> Self {
        Self {
            call,
            was_given,
            answered_at: 0,
            announced: false,
            is_awaited: false,
            unsettles: false,
            succeeded: false,
        }
    }

    /// Leaves a client that is plain undecided while the login is under way: other calls do not know meanwhile whether
    /// they seal. A client that seals already goes on doing so.
    pub fn unsettling(mut self) -> Self {
        self.unsettles = self.was_given;
        if self.unsettles {
            self.call.client.login_with_key_begins();
        }
        self
    }

    /// The session of the login itself, which its call sees.
    pub fn own(&self) -> Option<&PendingSession<Doc<P>>> {
        self.call.pending()
    }

    /// Gives its call a session of its own, with this key or none.
    pub fn set_own(&mut self, key: Option<Key>) {
        let id = self.call.client.next_moment();
        self.call = self.call.clone().with_pending(PendingSession::with(id, Encryption::from(key)));
        self.call.sync_agent_options();
    }

    /// Sets the key that the login has derived.
    pub fn set_key(&mut self, key: Key) {
        if let Some(own) = self.own() {
            own.set_encryption(Encryption::Sealed(key));
        }
    }

    /// Notes that the server has answered the login.
    pub fn answered(&mut self) {
        self.answered_at = self.call.client.next_moment();
    }

    /// Makes other calls wait for the login's key from here on.
    pub fn awaits_key(&mut self) {
        self.is_awaited = true;
        self.call.client.key_is_to_come();
    }

    /// The tokens that the server answered with: its call uses them from here on, and the listeners are told.
    pub fn announce(&mut self, tokens: Tokens) {
        self.answered();
        if let Some(own) = self.own() {
            own.set_tokens(tokens);
        }
        self.announced = true;
        self.call.sync_agent_options();
        events::tokens_changed(&self.call, &self.call.tokens());
    }

    /// Ends a login that went well: what it brings comes into force, unless something else was set meanwhile.
    pub fn succeed(mut self) {
        self.take_over();
    }

    /// Puts into force what the login brings, unless something else was set meanwhile.
    pub fn take_over(&mut self) {
        self.succeeded = true;
        let client = &self.call.client;
        let Some(own) = self.call.pending().filter(|_| !client.is_closed()) else { return };
        let (encryption, tokens, hash) =
            (self.call.see_session(|s| s.encryption.clone()), own.tokens(), own.header_hash());
        {
            let mut session = client.session.borrow_mut();
            if let Some((token, refresh_token)) = tokens
                && session.tokens_set_at < self.answered_at
            {
                (session.token, session.refresh_token) = (token, refresh_token);
                session.tokens_set_at = self.answered_at;
            }
            // Another call that was given a key has failed since a login without one was answered.
            let is_undecided = encryption == Encryption::Plain && client.key_failed_at.get() > self.answered_at;
            if session.encryption_set_at < self.answered_at && !is_undecided {
                session.encryption = encryption;
                session.encryption_set_at = self.answered_at;
            }
            session.header_hash = hash.unwrap_or(session.header_hash);
        }
        client.opened.borrow_mut().clear();
    }
}

impl<P: Platform> Drop for Login<P> {
    fn drop(&mut self) {
        let client = self.call.client.clone();
        if self.unsettles {
            client.login_with_key_ends();
        }
        self.call.pending().into_iter().for_each(PendingSession::end);
        if !client.is_closed() {
            if self.was_given && !self.succeeded {
                client.given_key_failed();
            }
            let call = self.call.clone().without_pending();
            if self.call.pending().is_some() {
                if self.call.pending().is_some_and(|own| own.header_hash().is_some()) {
                    call.sync_agent_hash();
                }
                call.sync_agent_options();
            }
            let renewed_at = self.call.pending().map_or(0, PendingSession::renewed_at);
            let (tokens_set_at, was_told) = (client.session.borrow().tokens_set_at, self.announced || renewed_at > 0);
            let told_last = tokens_set_at < self.answered_at.max(renewed_at);
            if was_told && !self.succeeded && told_last && self.call.tokens() != call.tokens() {
                events::tokens_changed(&call, &call.tokens());
            }
        }
        if self.is_awaited {
            client.key_has_come();
        }
    }
}
