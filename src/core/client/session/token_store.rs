//! Tokens that several processes share, by a store of the caller's (option `tokenStore`): who renews them first writes the new
//! pair down before it is used, and all others find it there. A pair is dead the moment that it is renewed.

use super::events;
use crate::core::client::{Call, Token, Tokens};
use crate::core::failure::cause::Thrown;
use crate::core::failure::{Cause, Failure, FailureKind, Problem};
use crate::core::platform::{Doc, Document, Platform};
use crate::core::redact::Secrets;
use std::rc::Rc;

/// Whether a header can carry a token.
pub fn fits_in_a_header(token: &str) -> bool {
    token.bytes().all(|byte| matches!(byte, 0x21..=0x7E))
}

/// The lock of a store, which is left when this is dropped, whatever has happened.
pub struct Lock<P: Platform> {
    platform: Rc<P>,
    handle: Option<Doc<P>>,
}

impl<P: Platform> Drop for Lock<P> {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            self.platform.leave_lock(&handle);
        }
    }
}

impl<P: Platform> Call<P> {
    /// Enters the lock of the store.
    ///
    /// # Errors
    /// Kind `usage` where the caller's `lock` fails.
    pub async fn lock_tokens(&self) -> Result<Lock<P>, Failure<Doc<P>>> {
        let handle = self.platform.begin_lock();
        // From here on it is left, also where nobody waits for it any more.
        let lock = Lock { platform: self.platform.clone(), handle: Some(handle.clone()) };
        self.platform.lock_entered(&handle).await.map_err(|thrown| self.store_failed("lock", &thrown))?;
        Ok(lock)
    }

    /// Leaves it, and waits until the caller's `lock` has come to its end.
    ///
    /// # Errors
    /// Kind `usage` where that fails, or has run what it was given twice.
    pub async fn unlock_tokens(&self, mut lock: Lock<P>) -> Result<(), Failure<Doc<P>>> {
        let Some(handle) = lock.handle.take() else { return Ok(()) };
        self.platform.leave_lock(&handle);
        self.platform.lock_left(&handle).await.map_err(|thrown| self.store_failed("lock", &thrown))
    }

    /// The pair in the store.
    ///
    /// # Errors
    /// Kind `usage` where `load` fails, or gives no pair.
    pub async fn stored_tokens(&self) -> Result<Tokens, Failure<Doc<P>>> {
        let pair = self.platform.load_tokens().await.map_err(|thrown| self.store_failed("load", &thrown))?;
        let text = |names: [&str; 2]| {
            let value = names.into_iter().map(|name| pair.get(name)).find(|value| !value.is_nullish());
            value.and_then(|value| value.as_text()).filter(|text| !text.is_empty())
        };
        let token = if pair.is_object() { text(["token", "accessToken"]) } else { None };
        let token = token
            .ok_or_else(|| Failure::usage("tokenStore.load() must give {token, refreshToken}: it gave no token"))?;
        let refresh_token = text(["refreshToken", "refreshToken"]).unwrap_or_else(|| "".into());
        // Once in force, it would be asked for no other.
        if ![&token, &refresh_token].into_iter().all(|token| token.as_utf8().is_some_and(fits_in_a_header)) {
            return Err(Failure::usage(
                "tokenStore.load() gave a token with characters that no HTTP header can carry: it is not used",
            ));
        }
        Ok((Token::Text(token), refresh_token))
    }

    /// Writes a new pair down. Until that has succeeded, every request tries it first.
    ///
    /// # Errors
    /// Kind `usage` where `save` fails: the pair stays in force.
    pub async fn save_tokens(&self, new: Tokens) -> Result<(), Failure<Doc<P>>> {
        let (token, refresh_token) = new.clone();
        self.client.unsaved_tokens.replace(Some(new));
        let pair = Doc::<P>::record([("token", token.shown()), ("refreshToken", Document::text(&refresh_token))]);
        self.platform.save_tokens(&pair).await.map_err(|thrown| self.store_failed("save", &thrown))?;
        self.client.unsaved_tokens.take();
        Ok(())
    }

    /// Takes a pair over that somebody else has put into the store; false if it is the one in force.
    pub fn take_stored(&self, old: &Tokens, stored: Tokens) -> bool {
        if stored.0 == old.0 {
            return false;
        }
        if self.renew_tokens(old, stored) {
            self.set_aside().replace(Some(old.clone()));
            events::tokens_changed(self, &self.tokens());
        }
        true
    }

    /// Takes the pair back that was in force before that of the store, which has proved dead; false if there is none.
    pub fn take_back(&self) -> bool {
        let former = self.set_aside().take();
        former.is_some_and(|former| self.renew_tokens(&self.tokens(), former))
    }

    /// Tries once more to write down a pair that could not be. One that is in force no longer is forgotten: whoever has set
    /// others may have put them into the store too.
    ///
    /// # Errors
    /// As [`Call::save_tokens`].
    pub async fn save_unsaved_tokens(&self) -> Result<(), Failure<Doc<P>>> {
        let unsaved = self.client.unsaved_tokens.take().filter(|pair| *pair == self.client.tokens());
        match unsaved {
            Some(pair) => self.save_tokens(pair).await,
            None => Ok(()),
        }
    }

    fn store_failed(&self, function: &str, thrown: &[Thrown]) -> Failure<Doc<P>> {
        let mut secrets = Secrets::default();
        self.see_session(|session| session.tell(&mut secrets));
        self.client.session.borrow().tell(&mut secrets);
        let words = match function {
            "save" => {
                "the new tokens could not be written down. They are in force, and the next call writes them down first"
            }
            "lock" => "tokenStore.lock(run) must call run once, and wait for it",
            _ => "the tokens could not be read",
        };
        let problem = Problem::new(FailureKind::Usage, format!("tokenStore.{function}() failed: {words}"));
        Failure::from_problem(Problem { cause: Cause::redacted(thrown, &secrets), ..problem })
    }
}
