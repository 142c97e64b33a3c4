//! Addresses that are known, in the order of §5; `guesses.rs` has those that nobody has seen.

use crate::core::client::Endpoint;
use crate::core::failure::Failure;
use crate::core::platform::Document;

type Made<D> = Result<Endpoint, Failure<D>>;

/// `POST /sessions/refresh`
pub fn refresh() -> Endpoint {
    Endpoint::at("/sessions/refresh")
}

/// `POST /sessions/refresh-access-token`
pub fn refresh_access_token() -> Endpoint {
    Endpoint::at("/sessions/refresh-access-token")
}

/// `POST /sessions/refresh-refresh-token`
pub fn refresh_refresh_token() -> Endpoint {
    Endpoint::at("/sessions/refresh-refresh-token")
}

/// `GET /users/info`
pub fn user_info() -> Endpoint {
    Endpoint::at("/users/info")
}

/// `GET /users/keys`
pub fn user_keys() -> Endpoint {
    Endpoint::at("/users/keys")
}

/// `GET /users/master-key/options`
pub fn master_key_options() -> Endpoint {
    Endpoint::at("/users/master-key/options")
}

/// `GET /users/master-key/new-options`
pub fn new_master_key_options() -> Endpoint {
    Endpoint::at("/users/master-key/new-options")
}

/// `GET`, `POST /users`
pub fn users() -> Endpoint {
    Endpoint::at("/users")
}

/// `/users/{id}` and, with `tail`, what is below it.
pub fn user<D: Document>(id: &D, tail: &str) -> Made<D> {
    Ok(Endpoint::at("/users/").id(id)?.then(tail))
}

/// `GET /user-roles`
pub fn user_roles() -> Endpoint {
    Endpoint::at("/user-roles")
}

/// `GET`, `POST /user-groups`
pub fn user_groups() -> Endpoint {
    Endpoint::at("/user-groups")
}

/// `/user-groups/{id}` and, with `tail`, what is below it.
pub fn user_group<D: Document>(id: &D, tail: &str) -> Made<D> {
    Ok(Endpoint::at("/user-groups/").id(id)?.then(tail))
}

/// `GET /app/features`
pub fn features() -> Endpoint {
    Endpoint::at("/app/features")
}

/// `GET /app/settings`
pub fn settings() -> Endpoint {
    Endpoint::at("/app/settings")
}

/// `GET`, `POST /vaults`
pub fn vaults() -> Endpoint {
    Endpoint::at("/vaults")
}

/// `/vaults/{id}` and, with `tail`, what is below it.
pub fn vault<D: Document>(id: &D, tail: &str) -> Made<D> {
    Ok(Endpoint::at("/vaults/").id(id)?.then(tail))
}

/// `GET /vault-types/all`
pub fn vault_types() -> Endpoint {
    Endpoint::at("/vault-types/all")
}

/// `GET /vault-types/{id}/administrators`
pub fn administrators<D: Document>(type_id: &D) -> Made<D> {
    Ok(Endpoint::at("/vault-types/").id(type_id)?.then("/administrators"))
}

/// `GET`, `POST /folders`
pub fn folders() -> Endpoint {
    Endpoint::at("/folders")
}

/// `GET /folders/search`
pub fn folder_search() -> Endpoint {
    Endpoint::at("/folders/search")
}

/// `/folders/{id}` and, with `tail`, what is below it.
pub fn folder<D: Document>(id: &D, tail: &str) -> Made<D> {
    Ok(Endpoint::at("/folders/").id(id)?.then(tail))
}

/// `GET`, `POST /items`
pub fn items() -> Endpoint {
    Endpoint::at("/items")
}

/// `GET /items/search`
pub fn item_search() -> Endpoint {
    Endpoint::at("/items/search")
}

/// `/items/{id}` and, with `tail`, what is below it.
pub fn item<D: Document>(id: &D, tail: &str) -> Made<D> {
    Ok(Endpoint::at("/items/").id(id)?.then(tail))
}

/// `GET /items/{id}/attachment/{attachmentId}`
pub fn item_file<D: Document>(id: &D, file: &D) -> Made<D> {
    Ok(item(id, "/attachment/")?.id(file)?.binary())
}

/// `GET /items/{id}/snapshot/{snapshotId}`
pub fn snapshot<D: Document>(id: &D, snapshot: &D) -> Made<D> {
    item(id, "/snapshot/")?.id(snapshot)
}

/// `GET /snapshots/{snapshotId}/attachment/{attachmentId}`
pub fn snapshot_file<D: Document>(snapshot: &D, file: &D) -> Made<D> {
    Ok(Endpoint::at("/snapshots/").id(snapshot)?.then("/attachment/").id(file)?.binary())
}

/// `POST /shortcuts`
pub fn shortcuts() -> Endpoint {
    Endpoint::at("/shortcuts")
}

/// `GET /shortcuts/search`
pub fn shortcut_search() -> Endpoint {
    Endpoint::at("/shortcuts/search")
}

/// `/shortcuts/{id}` and, with `tail`, what is below it.
pub fn shortcut<D: Document>(id: &D, tail: &str) -> Made<D> {
    Ok(Endpoint::at("/shortcuts/").id(id)?.then(tail))
}

/// `GET /inbox-items/{id}`
pub fn inbox_item<D: Document>(id: &D) -> Made<D> {
    Endpoint::at("/inbox-items/").id(id)
}

/// `POST /links`
pub fn links() -> Endpoint {
    Endpoint::at("/links")
}

/// `POST /batch`: it carries nothing but GETs.
pub fn batch() -> Endpoint {
    Endpoint::at("/batch").safe()
}
