//! A call of a method: the client it belongs to, and the platform it came with.

pub mod args;
mod cleartext_guard;
pub mod deadline;
pub mod method;
pub mod options;
mod read_only_guard;
pub mod value_access;

use crate::core::client::{CallOptions, Client, Encryption, Method, PendingSession, Server, Values};
use crate::core::crypto::{Key, random};
use crate::core::encryption::cipher;
use crate::core::failure::{Failure, FailureKind, messages};
use crate::core::platform::{Doc, Document, Platform};
use crate::core::redact::Secrets;
use crate::core::text::Text;
use crate::core::white_space;
use std::cell::Cell;
use std::rc::Rc;

/// The least time for a renewal, in milliseconds, whatever the limit of who began it: its answer is the only one that has
/// the new tokens.
const RENEWAL_MILLISECONDS: f64 = 30_000.0;

/// Outcome of a method.
pub type Outcome<P> = Result<Doc<P>, Failure<Doc<P>>>;

/// A call, with which every method works. The caller's objects (its `fetch`, its listeners, its agent) are reached
/// through the platform of the call and are held no longer than the call lasts.
pub struct Call<P: Platform> {
    /// The client.
    pub client: Rc<Client<P>>,
    /// The outer world.
    pub platform: Rc<P>,
    /// Options that the caller set for the call.
    pub options: Rc<CallOptions>,
    /// Whether values were sealed when the call began.
    at_start: Encryption,
    /// Access of the method to values.
    pub(in crate::core::client) values: Values,
    /// The session that it sees in the place of the client's.
    pub(in crate::core::client) pending: Option<Rc<PendingSession<Doc<P>>>>,
    /// Whether it has sent something that may have changed something.
    pub wrote: Rc<Cell<bool>>,
    /// What has ended it early: the caller's signal, or its time.
    pub ended_by: Rc<Cell<Option<FailureKind>>>,
    /// Name of the method.
    pub name: &'static str,
    /// Whether it goes on when its client is closed: a logout, or a renewal whose new tokens must be handed on.
    outlives_close: bool,
    /// The vault that the inbox item of this call names, of an old item.
    pub(in crate::core::client) inbox_vault: Option<String>,
    /// The server that is asked whether it is there, while that is not known.
    considered: Option<Rc<dyn Server<P>>>,
    /// A secret that it was given and that no session has: no error may show it.
    given: Option<Key>,
}

impl<P: Platform> Clone for Call<P> {
    fn clone(&self) -> Self {
        Self {
            client: self.client.clone(),
            platform: self.platform.clone(),
            options: self.options.clone(),
            at_start: self.at_start.clone(),
            values: self.values,
            pending: self.pending.clone(),
            wrote: self.wrote.clone(),
            ended_by: self.ended_by.clone(),
            name: self.name,
            outlives_close: self.outlives_close,
            inbox_vault: self.inbox_vault.clone(),
            considered: self.considered.clone(),
            given: self.given.clone(),
        }
    }
}

impl<P: Platform> Call<P> {
    /// A call that begins now.
    pub fn new(client: Rc<Client<P>>, platform: Rc<P>, options: Rc<CallOptions>) -> Self {
        let at_start = client.encryption();
        let (values, pending, wrote) = (Values::None, None, Rc::default());
        Self {
            client,
            platform,
            options,
            at_start,
            values,
            pending,
            wrote,
            ended_by: Rc::default(),
            name: "",
            outlives_close: false,
            inbox_vault: None,
            considered: None,
            given: None,
        }
    }

    /// The server that carries it out, as far as it is known.
    pub fn server(&self) -> Rc<dyn Server<P>> {
        self.considered.clone().unwrap_or_else(|| self.client.server.get())
    }

    /// The server that carries it out has answered as one of its generation does.
    pub fn has_answered(&self) {
        if self.considered.is_none() {
            self.client.server.settle();
        }
    }

    /// Returns the call as one that asks whether the server is this one.
    pub fn considering(mut self, server: Rc<dyn Server<P>>) -> Self {
        self.considered = Some(server);
        self
    }

    /// Returns the call as one of this method.
    pub fn of_method(mut self, method: Method) -> Self {
        (self.name, self.values) = (method.name(), method.values());
        self
    }

    /// Returns the call as begun again: after it has waited for the key.
    pub fn begun_again(mut self) -> Self {
        self.at_start = self.client.encryption();
        self
    }

    /// Returns the call as one that was given this secret, which its session does not have: an API key, a password of which the
    /// session has no more than what is derived from it.
    pub fn given(self, secret: Option<Key>) -> Self {
        Self { given: secret, ..self }
    }

    /// Tells what no error may show: what its session holds, and what it was given beside that.
    pub fn tell(&self, secrets: &mut Secrets) {
        self.see_session(|session| session.tell(secrets));
        if let Some(given) = &self.given {
            secrets.add(white_space::without_end(&given.text().to_utf8_lossy())); // as it is sent, if it is (D6)
        }
    }

    /// Gives the call a session of its own.
    pub fn with_pending(mut self, pending: PendingSession<Doc<P>>) -> Self {
        self.pending = Some(Rc::new(pending));
        self
    }

    /// Gives the call the client's session again.
    pub fn without_pending(mut self) -> Self {
        self.pending = None;
        self
    }

    /// Returns the call as one of the inbox whose item lies in this vault.
    pub fn for_inbox_vault(mut self, vault: String) -> Self {
        self.inbox_vault = Some(vault);
        self
    }

    /// The logout of a client that has forgotten all but what this call carries.
    pub fn farewell(self, pending: PendingSession<Doc<P>>, options: CallOptions) -> Self {
        Self { outlives_close: true, options: Rc::new(options), ..self.with_pending(pending) }
    }

    /// Returns the call as the renewal of tokens. One that was sent before the client is closed comes to its end, where the
    /// tokens live on: the old ones are dead. It is for all who wait, so the limits of the caller who began it are not its
    /// own: time enough for a server that is slow, and one repetition at most (V9).
    pub fn for_renewal(self) -> Self {
        let outlives_close = self.outlives_close || self.keeps_sessions();
        let timeout = self.options.timeout.map(|milliseconds| milliseconds.max(RENEWAL_MILLISECONDS));
        let retries = self.options.retries.min(1);
        let options = Rc::new(CallOptions { timeout, retries, ..(*self.options).clone() });
        Self { outlives_close, options, ..self }
    }

    /// Whether sessions of this server live on after a logout.
    pub fn keeps_sessions(&self) -> bool {
        self.server().logout().is_none()
    }

    /// The session of its own that it sees, if it has one.
    pub fn pending(&self) -> Option<&PendingSession<Doc<P>>> {
        self.pending.as_deref()
    }

    /// Fails once the client is closed.
    pub fn ensure_open(&self) -> Result<(), Failure<Doc<P>>> {
        if self.client.is_closed() && !self.outlives_close {
            return Err(Failure::new(FailureKind::Closed, messages::CLOSED));
        }
        Ok(())
    }

    /// Sealed mode?
    pub fn is_sealed(&self) -> bool {
        self.master_key().is_some()
    }

    /// The key of sealed mode. A call that began in it stays in it with its key, even if a logout or another login ends it
    /// meanwhile: what was to be sealed is never sent in the clear.
    pub fn master_key(&self) -> Option<Key> {
        self.at_start.key().cloned().or_else(|| self.client.encryption().key().cloned())
    }

    /// A new random text.
    pub fn random(&self, recipe: random::Recipe) -> Result<Text, Failure<Doc<P>>> {
        recipe.draw(&*self.platform).map_err(|e| Failure::crypto(e, ""))
    }

    /// A new random key.
    pub fn random_key(&self, recipe: random::Recipe) -> Result<Key, Failure<Doc<P>>> {
        cipher::new_key(&*self.platform, recipe)
    }

    /// Tells a foreign agent's options record what has become of tokens, master key and mode.
    pub fn sync_agent_options(&self) {
        if !self.platform.has_foreign_agent() {
            return;
        }
        self.client.shown_to_agent.set(self.pending.as_ref().map_or(0, |pending| pending.id));
        let (session, p) = (self.see_session(Clone::clone), &*self.platform);
        let key = session.encryption.key();
        p.set_agent_option("token", &session.token.shown());
        p.set_agent_option("refreshToken", &Document::text(&session.refresh_token));
        p.set_agent_option("masterPassword", &key.map_or(Document::bool(false), |key| Document::text(key.text())));
        p.set_agent_option("useMasterPassword", &Document::bool(key.is_some()));
        if self.pending.as_ref().is_some_and(|pending| pending.header_hash().is_some()) {
            self.sync_agent_hash();
        }
    }

    /// Tells a foreign agent's options record the hash of `Passwork-MasterHash`.
    pub fn sync_agent_hash(&self) {
        let hash = self.see_session(|session| session.header_hash);
        self.platform.set_agent_option("hash", &Document::str(hash.name()));
    }

    /// Shows the session of the call that asks to a foreign agent's options record, before a request goes to that
    /// agent. (What the agent has put there itself is left alone until another call asks.)
    pub fn show_session_to_agent(&self) {
        if self.client.shown_to_agent.get() != self.pending.as_ref().map_or(0, |pending| pending.id) {
            self.sync_agent_options();
        }
    }
}
