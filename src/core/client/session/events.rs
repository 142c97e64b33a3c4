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
pub fn tokens_changed<P: Platform>(call: &Call<P>, (token, refresh_token): &Tokens) {
    tell(
        call,
        TOKENS_CHANGED,
        &Document::record([("token", token.shown()), ("refreshToken", Document::text(refresh_token))]),
    );
}

/// Whether anybody listens to `tokensChanged`.
pub fn tokens_are_watched<P: Platform>(call: &Call<P>) -> bool {
    !call.platform.listeners(&TOKENS_CHANGED.into()).is_empty()
}

/// `vaultKeyChanged`, with the fingerprints of both keys: before anything is written with the new one.
pub fn vault_key_changed<P: Platform>(call: &Call<P>, vault: &str, before: &str, after: &str) {
    let data = [("vaultId", vault), ("before", before), ("after", after)];
    tell(call, VAULT_KEY_CHANGED, &Document::record(data.map(|(name, text)| (name, Document::str(text)))));
}

fn tell<P: Platform>(call: &Call<P>, event: &str, data: &Doc<P>) {
    for listener in call.platform.listeners(&event.into()) {
        if let Err(exception) = call.platform.notify(&listener, data) {
            call.platform.report(&exception);
        }
    }
}

fn event_name<D: Document>(name: &D) -> Text {
    name.display().unwrap_or_else(|| "".into())
}
