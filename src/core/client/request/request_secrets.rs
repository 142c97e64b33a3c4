//! Secrets of a request, gathered when it fails.

use crate::core::client::request::outgoing::Outgoing;
use crate::core::client::{BaseUrl, Call, Session};
use crate::core::crypto::plain_form;
use crate::core::platform::{Doc, Document, HttpBody, Platform};
use crate::core::redact::{Secrets, text_members};

/// Members of bodies that hold values. Without client-side encryption these are in the clear, or in base64.
const VALUES: [&str; 5] = ["password", "cryptedPassword", "passwordEncrypted", "value", "snapshot"];

/// Gathers the secrets of a request: the session that it was sent with and that of now (a refresh may have come
/// between), that of the client meanwhile (a login has another), what its address and headers carry, and the values in
/// its body.
pub(super) fn of_request<P: Platform>(
    call: &Call<P>,
    host: &BaseUrl,
    request: &Outgoing<'_, Doc<P>>,
    sent_with: &Session,
) -> Secrets {
    let mut secrets = of_call(call);
    sent_with.tell(&mut secrets);
    request.endpoint.tell(&mut secrets);
    host.tell(&mut secrets);
    if let HttpBody::Json(body) | HttpBody::Woven { around: body, .. } = request.body
        && let Some(json) = body.as_text()
    {
        add_values(&mut secrets, &json.to_utf8_lossy());
    }
    secrets
}

/// Adds the values of a body, as they stand there, decoded, and in base64; and those in a value that is itself a JSON text,
/// as a snapshot is.
fn add_values(secrets: &mut Secrets, json: &str) {
    text_members(json, &mut |name, value| {
        if VALUES.contains(&name) {
            let text = value.into();
            let decoded = plain_form::decode(&text);
            secrets.add(value);
            secrets.add_text(&decoded);
            secrets.add(&plain_form::encode(&text));
            add_values(secrets, value);
            add_values(secrets, &decoded.to_utf8_lossy());
        }
    });
}

/// Gathers the secrets of a call, whatever its request is: what is in force for it, and for its client meanwhile.
pub(super) fn of_call<P: Platform>(call: &Call<P>) -> Secrets {
    let mut secrets = Secrets::default();
    call.tell(&mut secrets);
    call.client.session.borrow().tell(&mut secrets);
    secrets.add(&call.master_hash());
    if let Ok(headers) = &call.client.options.headers {
        headers.tell(&mut secrets);
    }
    call.server().tell(call, &mut secrets);
    secrets
}
