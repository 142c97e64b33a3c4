//! What the application says of itself (§5.2), asked for once a session.

use super::lists;
use super::visit::Visit;
use super::wire::endpoints;
use crate::core::client::Outcome;
use crate::core::client::request::expect;
use crate::core::platform::{Doc, Document, Platform};

/// The version of a server that does not tell it.
const VERSION: &str = "7";

/// Version and support as API v4 tells them, without asking.
pub fn unasked_version<D: Document>() -> D {
    version_of(D::str(VERSION))
}

fn version_of<D: Document>(version: D) -> D {
    D::record([("version", version), ("legacySupport", D::bool(false))])
}

/// `version`: as the settings tell it, if they do.
pub async fn version<P: Platform>(v: Visit<P>) -> Outcome<P> {
    let settings = settings(&v).await?;
    let told = settings.own("version");
    let is_version = told.as_text().is_some_and(|text| text.as_utf8().is_some_and(|text| text.starts_with(VERSION)));
    Ok(if is_version { version_of(told) } else { unasked_version() })
}

/// `GET /app/settings`.
pub async fn settings<P: Platform>(v: &Visit<P>) -> Outcome<P> {
    if let Some(known) = v.state.settings.borrow().clone() {
        return Ok(known);
    }
    let settings = expect::object(v.get(endpoints::settings()).await?, "set of settings")?;
    v.state.settings.replace(Some(settings.clone()));
    v.client.noted.version(&settings.own("version"));
    Ok(settings)
}

/// `getPassworkSettings`: a copy, since it is the caller's from here on.
pub async fn settings_shown<P: Platform>(v: Visit<P>) -> Outcome<P> {
    let settings = settings(&v).await?;
    let copy = v.platform.write_json(&settings).and_then(|json| v.platform.parse_json(&json));
    Ok(copy.unwrap_or(settings))
}

/// `GET /app/features`.
pub async fn features<P: Platform>(v: &Visit<P>) -> Outcome<P> {
    if let Some(known) = v.state.features.borrow().clone() {
        return lists::of_answer(known);
    }
    let features = lists::get(v, endpoints::features()).await?;
    v.state.features.replace(Some(features.clone()));
    Ok(features)
}

/// `GET /vault-types/all`; an empty list where the server refuses to tell, which is remembered.
pub async fn vault_types<P: Platform>(v: &Visit<P>) -> Outcome<P> {
    if let Some(known) = v.state.vault_types.borrow().clone() {
        return Ok(known);
    }
    let types = match lists::get(v, endpoints::vault_types()).await {
        Err(failure) if [403, 404, 405].into_iter().any(|status| failure.has_status(status)) => Doc::<P>::list(),
        outcome => outcome?,
    };
    v.state.vault_types.replace(Some(types.clone()));
    Ok(types)
}
