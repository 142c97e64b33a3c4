//! From the master password to the master key (spec §5.5).

use crate::core::client::Call;
use crate::core::crypto::master_key::{MasterKeyRule, parse, to_master_key};
use crate::core::crypto::pbkdf2;
use crate::core::crypto::{CryptoError, Key};
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Platform};

/// Derives the master key as the server's option string says. A kind that is not known means the password itself.
pub async fn derive<P: Platform>(call: &Call<P>, password: &Key, options: &Doc<P>) -> Result<Key, Failure<Doc<P>>> {
    let bad = |e: CryptoError| Failure::crypto(e, "");
    let text = options.display().ok_or_else(|| bad(CryptoError::BadMasterKeyOptions))?;
    match parse(&text).map_err(bad)? {
        MasterKeyRule::AsItIs => Ok(password.clone()),
        MasterKeyRule::Pbkdf2 { digest, iterations, bytes, salt } => {
            // The one place of the protocol where a lone surrogate counts as U+FFFD.
            let password = password.text().to_utf8_lossy();
            let salt = salt.to_utf8_lossy();
            let native = call.platform.pbkdf2(digest, password.as_bytes(), salt.as_bytes(), iterations, bytes).await;
            let derived = match native {
                Some(derived) => derived,
                None => pbkdf2::derive(password.as_bytes(), salt.as_bytes(), digest, iterations, bytes).map_err(bad)?,
            };
            call.ensure_open()?;
            Key::new(to_master_key(&derived)).map_err(bad)
        }
    }
}
