//! Summary of a client for a console.

use super::{Client, Encryption};
use crate::core::platform::Platform;
use serde::Serialize;

/// A few words about a client; no secret is among them.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Address of the host, without credentials; `None` where the option is missing or unusable.
    pub host: Option<String>,
    /// The number of the API that its server speaks, once it is known.
    pub generation: Option<u8>,
    /// `open` or `none`: whether there is a session token.
    pub session: &'static str,
    /// `sealed`, `plain` or `undecided` (D41).
    pub encryption: &'static str,
}

impl<P: Platform> Client<P> {
    /// Summarises the client as it is now.
    pub fn summary(&self) -> Summary {
        Summary {
            host: self.options.host.as_ref().map(|host| host.without_credentials().to_owned()),
            generation: self.server.is_known().then(|| self.server.get().generation()),
            session: if self.session.borrow().token.text().is_empty() { "none" } else { "open" },
            encryption: match self.encryption() {
                Encryption::Plain => "plain",
                Encryption::Sealed(_) => "sealed",
                Encryption::Undecided => "undecided",
            },
        }
    }
}
