//! The user of the session (§5.1).

use super::keys;
use super::visit::Visit;
use super::wire::endpoints;
use crate::core::client::Outcome;
use crate::core::client::request::expect;
use crate::core::client::together::both;
use crate::core::platform::{Doc, Document, Platform};

/// `userInfo`: with the user's keys, where there are some.
pub async fn info<P: Platform>(v: Visit<P>) -> Outcome<P> {
    let (info, user) = both(v.get(endpoints::user_info()), Box::pin(keys::of_user(&v))).await?;
    let info = expect::object(info, "user")?;
    expect::present(info.own("id"), "id of the user")?;
    if let Some(user) = user {
        let keys = user.sent.own("keys");
        info.set(
            "keys",
            Doc::<P>::record([("public", keys.own("public")), ("privateCrypted", keys.own("privateEncrypted"))]),
        );
    }
    Ok(info)
}
