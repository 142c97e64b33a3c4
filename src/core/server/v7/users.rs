//! Users, roles and groups (§5.1).

use super::visit::Visit;
use super::wire::{endpoints, query};
use super::{keys, lists};
use crate::core::client::request::expect;
use crate::core::client::{Args, Outcome};
use crate::core::failure::Failure;
use crate::core::given_list;
use crate::core::platform::{Doc, Document, Platform};
use futures_util::future::join;

/// `userInfo`: with the user's keys, where there are some.
pub async fn info<P: Platform>(v: Visit<P>) -> Outcome<P> {
    let (info, user) = join(v.get(endpoints::user_info()), keys::of_user(&v)).await;
    let info = expect::object(info?, "user")?;
    if let Some(user) = user? {
        let keys = user.sent.own("keys");
        info.set(
            "keys",
            Doc::<P>::record([("public", keys.own("public")), ("privateCrypted", keys.own("privateEncrypted"))]),
        );
    }
    Ok(info)
}

/// `getUsers({search, filter, limit, offset})`.
pub async fn list<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let parameters = query::parameters(&args.at(0))?;
    lists::get(&v, endpoints::users().private_query(query::pairs(&parameters))).await
}

/// `getUser(id)`.
pub async fn get<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    v.get(endpoints::user(&args.at(0), "")?).await
}

/// `editUser(id, changes)`: the user, read anew.
pub async fn edit<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let changes = object(&args.at(1), "editUser needs an object with the changed members")?;
    v.patch(endpoints::user(&args.at(0), "")?, changes).await?;
    get(v, args).await
}

/// `deleteUser(id)`.
pub async fn delete<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    v.delete(endpoints::user(&args.at(0), "")?).await?;
    Ok(Document::bool(true))
}

/// `blockUser(id)`, `unblockUser(id)`.
pub async fn block<P: Platform>(v: Visit<P>, args: Args<Doc<P>>, action: &'static str) -> Outcome<P> {
    v.post(endpoints::user(&args.at(0), action)?, Doc::<P>::object()).await?;
    Ok(Document::bool(true))
}

/// `getUserRoles`.
pub async fn roles<P: Platform>(v: Visit<P>) -> Outcome<P> {
    lists::get(&v, endpoints::user_roles()).await
}

/// `getUserGroups({search, limit})`.
pub async fn groups<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let parameters = query::parameters(&args.at(0))?;
    lists::get(&v, endpoints::user_groups().private_query(query::pairs(&parameters))).await
}

/// `getUserGroup(id)`.
pub async fn group<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    v.get(endpoints::user_group(&args.at(0), "")?).await
}

/// `addUserGroup(name)`: the id.
pub async fn add_group<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let made = v.post(endpoints::user_groups(), Doc::<P>::record([("name", args.at(0))])).await?;
    v.id_of(&made, "group")
}

/// `editUserGroup(id, name)`: the group, read anew.
pub async fn edit_group<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    v.post(endpoints::user_group(&args.at(0), "")?, Doc::<P>::record([("name", args.at(1))])).await?;
    group(v, args).await
}

/// `deleteUserGroup(id)`.
pub async fn delete_group<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    v.delete(endpoints::user_group(&args.at(0), "")?).await?;
    Ok(Document::bool(true))
}

/// `addUsersToGroup(groupId, userIds)`, `removeUsersFromGroup(groupId, userIds)`.
pub async fn change_group<P: Platform>(v: Visit<P>, args: Args<Doc<P>>, action: &'static str) -> Outcome<P> {
    let ids = given_list::given_list(&args.at(1), "the ids of the users must be a list", given_list::MAX_ENTRIES)?;
    v.post(endpoints::user_group(&args.at(0), action)?, Doc::<P>::record([("userIds", ids)])).await?;
    Ok(Document::bool(true))
}

fn object<D: Document>(given: &D, words: &str) -> Result<D, Failure<D>> {
    if given.is_object() { Ok(given.clone()) } else { Err(Failure::usage(words)) }
}
