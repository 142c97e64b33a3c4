//! Addresses with ids in them, and those that several methods use, in the order of spec §8. An address that one method alone
//! uses stands beside it, as its body does.

use crate::core::client::Endpoint;
use crate::core::failure::Failure;
use crate::core::platform::Document;
use crate::core::text::Text;

type Made<D> = Result<Endpoint, Failure<D>>;

/// `POST /auth/login/{apiKey}`
pub fn login<D: Document>(api_key: &Text) -> Made<D> {
    Ok(Endpoint::at("/auth/login/").secret(api_key, "an API key")?.login())
}

/// `POST /auth/logout`
pub fn logout() -> Endpoint {
    Endpoint::at("/auth/logout").of_session()
}

/// `POST /auth/refreshToken/{token}/{refreshToken}`
pub fn refresh<D: Document>(token: &Text, refresh_token: &Text) -> Made<D> {
    Endpoint::at("/auth/refreshToken/").token(token, "a token")?.then("/").secret(refresh_token, "a refresh token")
}

/// `GET /user/get-master-key-options`
pub fn master_key_options() -> Endpoint {
    Endpoint::at("/user/get-master-key-options")
}

/// `GET /info/version`
pub fn version() -> Endpoint {
    Endpoint::at("/info/version")
}

/// `GET /user/info`
pub fn user_info() -> Endpoint {
    Endpoint::at("/user/info")
}

/// `/vaults/{id}` and, with `tail`, what is below it.
pub fn vault<D: Document>(id: &D, tail: &str) -> Made<D> {
    Ok(Endpoint::at("/vaults/").id(id)?.then(tail))
}

/// `GET /vaults/domain`
pub fn domain() -> Endpoint {
    Endpoint::at("/vaults/domain")
}

/// `/folders/{id}` and, with `tail`, what is below it.
pub fn folder<D: Document>(id: &D, tail: &str) -> Made<D> {
    Ok(Endpoint::at("/folders/").id(id)?.then(tail))
}

/// `/passwords/{id}` and, with `tail`, what is below it.
pub fn password<D: Document>(id: &D, tail: &str) -> Made<D> {
    Ok(Endpoint::at("/passwords/").id(id)?.then(tail))
}

/// `/passwords/{id}/attachment/{attachmentId}`
pub fn password_attachment<D: Document>(id: &D, attachment: &D) -> Made<D> {
    Ok(password(id, "/attachment/")?.id(attachment)?.binary())
}

/// `POST /passwords/generate-share-link`
pub fn share_link() -> Endpoint {
    Endpoint::at("/passwords/generate-share-link")
}

/// `/sharing/inbox/{id}`
pub fn inbox<D: Document>(id: &D) -> Made<D> {
    Endpoint::at("/sharing/inbox/").id(id)
}

/// `/sharing/shortcut/{id}` and, with `tail`, what is below it.
pub fn shortcut<D: Document>(id: &D, tail: &str) -> Made<D> {
    Ok(Endpoint::at("/sharing/shortcut/").id(id)?.then(tail))
}

/// `/sharing/shortcut/{id}/attachment/{attachmentId}`
pub fn shortcut_attachment<D: Document>(id: &D, attachment: &D) -> Made<D> {
    Ok(shortcut(id, "/attachment/")?.id(attachment)?.binary())
}
