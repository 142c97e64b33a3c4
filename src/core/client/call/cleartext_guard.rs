//! Guard against cleartext, and against an engine that computes wrongly: what was to be sealed is sealed or not sent (D41). Asked
//! when a call begins, and before each of its requests.

use super::Call;
use crate::core::client::{Encryption, Values};
use crate::core::failure::{Failure, FailureKind, messages};
use crate::core::platform::{Doc, Platform};
use crate::core::self_check;

impl<P: Platform> Call<P> {
    /// Fails where what this call puts into a body would go out in the clear although it was to be sealed (D41): asked
    /// before each of its requests. Kind `engine` where it would be sealed wrongly.
    pub fn ensure_decided(&self) -> Result<(), Failure<Doc<P>>> {
        let decided = match self.at_start {
            Encryption::Sealed(_) => true,
            // Whoever gave a master password meanwhile did not mean this call; but it is not sent for that.
            Encryption::Plain => self.values != Values::Writes || self.client.is_plain(),
            Encryption::Undecided => self.values != Values::Writes,
        };
        if !decided {
            return Err(Failure::usage(messages::UNDECIDED));
        }
        match self.values {
            Values::Writes => self.ensure_sound(),
            _ => Ok(()),
        }
    }

    /// Fails where the engine would seal wrongly.
    fn ensure_sound(&self) -> Result<(), Failure<Doc<P>>> {
        self_check::ensure_sound(&*self.platform)
            .map_err(|check| Failure::new(FailureKind::Engine, messages::unsound(check)))
    }

    /// Fails as [`Call::ensure_decided`] does, for one request of a method that otherwise only reads.
    pub fn ensure_may_store_key(&self) -> Result<(), Failure<Doc<P>>> {
        Self { values: Values::Writes, ..self.clone() }.ensure_decided()
    }
}
