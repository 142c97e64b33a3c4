//! One call of a method: the client it belongs to, and the platform it came with.

use super::{Client, Settings};
use crate::core::crypto::{Key, random};
use crate::core::failure::{Failure, words};
use crate::core::platform::{Doc, Document, Platform};
use crate::core::text::Text;
use std::rc::Rc;

/// What every method works with. The caller's objects (its `fetch`, its listeners, its agent) are reached through
/// the platform of the call and are held no longer than the call lasts.
pub struct Call<P: Platform> {
    /// The client.
    pub client: Rc<Client<Doc<P>>>,
    /// The outer world.
    pub platform: Rc<P>,
    /// The caller's limits.
    pub settings: Rc<Settings>,
    /// The master key when the call started; `None` in plain mode.
    key_at_start: Option<Key>,
}

impl<P: Platform> Clone for Call<P> {
    fn clone(&self) -> Self {
        Self {
            client: self.client.clone(),
            platform: self.platform.clone(),
            settings: self.settings.clone(),
            key_at_start: self.key_at_start.clone(),
        }
    }
}

impl<P: Platform> Call<P> {
    /// A call that starts now.
    pub fn new(client: Rc<Client<Doc<P>>>, platform: Rc<P>, settings: Rc<Settings>) -> Self {
        let key_at_start = {
            let session = client.session.borrow();
            session.master_key.clone().filter(|_| session.sealed)
        };
        Self { client, platform, settings, key_at_start }
    }

    /// Fails once the client is closed.
    pub fn ensure_open(&self) -> Result<(), Failure<Doc<P>>> {
        if self.client.is_closed() {
            return Err(Failure::new(crate::core::failure::FailureKind::Closed, words::CLOSED));
        }
        Ok(())
    }

    /// Sealed mode? A call that started in it stays in it, even if a logout or another login ends it meanwhile: what
    /// was to be sealed is never sent in the clear.
    pub fn is_sealed(&self) -> bool {
        self.key_at_start.is_some() || self.client.session.borrow().sealed
    }

    /// The key of sealed mode.
    pub fn master_key(&self) -> Option<Key> {
        let session = self.client.session.borrow();
        if session.sealed { session.master_key.clone() } else { self.key_at_start.clone() }
    }

    /// A new random text.
    pub fn random(&self, recipe: random::Recipe) -> Result<Text, Failure<Doc<P>>> {
        recipe.draw(&*self.platform).map_err(|e| Failure::crypto(e, ""))
    }

    /// A new random key.
    pub fn random_key(&self, recipe: random::Recipe) -> Result<Key, Failure<Doc<P>>> {
        recipe.draw(&*self.platform).and_then(Key::new).map_err(|e| Failure::crypto(e, ""))
    }

    /// Tells a foreign agent's options record what has become of tokens, master key and mode.
    pub fn mirror_session(&self) {
        if !self.platform.has_foreign_agent() {
            return;
        }
        let session = self.client.session.borrow().clone();
        let p = &*self.platform;
        p.mirror("token", &session.token.shown());
        p.mirror("refreshToken", &Document::text(&session.refresh_token));
        p.mirror(
            "masterPassword",
            &session.master_key.as_ref().map_or(Document::bool(false), |key| Document::text(key.text())),
        );
        p.mirror("useMasterPassword", &Document::bool(session.sealed));
    }
}
