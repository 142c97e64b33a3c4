//! Events (spec §3.4). The listeners live with the caller; the rules live here.

use crate::core::client::{Call, Tokens};
use crate::core::failure::{Failure, FailureKind, messages};
use crate::core::platform::{Doc, Document, Platform};
use crate::core::text::Text;

/// The event of new tokens.
const TOKENS_CHANGED: &str = "tokensChanged";

/// The event of a vault that has another key than before.
const VAULT_KEY_CHANGED: &str = "vaultKeyChanged";

/// `listenEvent`.
pub fn listen<P: Platform>(call: &Call<P>, name: &Doc<P>, listener: &Doc<P>) -> Result<(), Failure<Doc<P>>> {
    if call.platform.listen(&event_name(name), listener) {
        return Ok(());
    }
    Err(Failure::new(FailureKind::Usage, messages::NOT_A_FUNCTION))
}

/// `dispatchEvent` by the caller: an exception of a listener reaches the caller.
pub fn dispatch<P: Platform>(call: &Call<P>, name: &Doc<P>, data: &Doc<P>) -> Result<(), Failure<Doc<P>>> {
    for listener in call.platform.listeners(&event_name(name)) {
        call.platform.notify(&listener, data).map_err(Failure::Foreign)?;
    }
    Ok(())
}

/// `tokensChanged` by the client: a listener that throws disturbs neither the others nor the call (D13).
pub fn tokens_changed<P: Platform>(call: &Call<P>, tokens: &Tokens) {
    let _ = tell(call, TOKENS_CHANGED, &shown(tokens), false);
}

/// `tokensChanged` by the caller's own `setTokens`: an exception reaches the caller (§2.4), when all have been told.
pub fn tokens_set<P: Platform>(call: &Call<P>, tokens: &Tokens) -> Result<(), Failure<Doc<P>>> {
    tell(call, TOKENS_CHANGED, &shown(tokens), true)
}

fn shown<D: Document>((token, refresh_token): &Tokens) -> D {
    Document::record([("token", token.shown()), ("refreshToken", Document::text(refresh_token))])
}

/// Whether anybody listens to `tokensChanged`.
pub fn tokens_are_watched<P: Platform>(call: &Call<P>) -> bool {
    !call.platform.listeners(&TOKENS_CHANGED.into()).is_empty()
}

/// `vaultKeyChanged`, with the fingerprints of both keys: before anything is written with the new one.
pub fn vault_key_changed<P: Platform>(call: &Call<P>, vault: &str, before: &str, after: &str) {
    let data = [("vaultId", vault), ("before", before), ("after", after)];
    let data = Document::record(data.map(|(name, text)| (name, Document::str(text))));
    let _ = tell(call, VAULT_KEY_CHANGED, &data, false);
}

/// Tells all listeners. What they throw is reported; the first exception fails it instead, where it `fails`.
fn tell<P: Platform>(call: &Call<P>, event: &str, data: &Doc<P>, fails: bool) -> Result<(), Failure<Doc<P>>> {
    let mut outcome = Ok(());
    for listener in call.platform.listeners(&event.into()) {
        match call.platform.notify(&listener, data) {
            Ok(()) => {}
            Err(exception) if fails && outcome.is_ok() => outcome = Err(Failure::Foreign(exception)),
            Err(exception) => call.platform.report(&exception),
        }
    }
    outcome
}

fn event_name<D: Document>(name: &D) -> Text {
    name.display().unwrap_or_else(|| "".into())
}
