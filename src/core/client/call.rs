//! One call of a method: the client it belongs to, and the platform it came with.

use super::{Client, Settings};
use crate::core::crypto::random;
use crate::core::failure::{Failure, words};
use crate::core::platform::{Doc, Document, Platform};
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
}

impl<P: Platform> Clone for Call<P> {
    fn clone(&self) -> Self {
        Self { client: self.client.clone(), platform: self.platform.clone(), settings: self.settings.clone() }
    }
}

impl<P: Platform> Call<P> {
    /// Fails once the client is closed.
    pub fn ensure_open(&self) -> Result<(), Failure<Doc<P>>> {
        if self.client.is_closed() {
            return Err(Failure::new(crate::core::failure::FailureKind::Closed, words::CLOSED));
        }
        Ok(())
    }

    /// Sealed mode?
    pub fn is_sealed(&self) -> bool {
        self.client.session.borrow().sealed
    }

    /// A new random text.
    pub fn random(&self, recipe: random::Recipe) -> Result<crate::core::text::Text, Failure<Doc<P>>> {
        recipe.draw(&*self.platform).map_err(|e| Failure::crypto(e, ""))
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
        p.mirror("masterPassword", &session.master_key.as_ref().map_or(Document::bool(false), Document::text));
        p.mirror("useMasterPassword", &Document::bool(session.sealed));
    }
}
