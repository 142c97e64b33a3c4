//! Methods that are one request: written down as a value, and one function carries them all out.

use super::visit::Visit;
use super::wire::{endpoints, query};
use super::{ids, lists};
use crate::core::client::{Args, Endpoint, Outcome, Request};
use crate::core::failure::Failure;
use crate::core::given_list;
use crate::core::platform::{Doc, Document, Platform};

/// What becomes of the answer.
pub enum Then<D> {
    /// It is the result: the object of this id.
    Named(D, &'static str),
    /// The list that it holds.
    List,
    /// The number of entries of the list that it holds.
    Count,
    /// `true`: it is done.
    Done,
    /// The id of what was made.
    Id(&'static str),
}

/// One request, and what becomes of its answer.
pub struct Simple<D> {
    request: Request<D>,
    then: Then<D>,
}

impl<D: Document> Simple<D> {
    /// A request whose answer becomes something.
    pub fn new(request: Request<D>, then: Then<D>) -> Self {
        Self { request, then }
    }

    /// A GET for a list.
    fn list(endpoint: Endpoint) -> Self {
        Self::new(Request::get(endpoint), Then::List)
    }

    /// A POST with a body that is one member.
    fn post(endpoint: Result<Endpoint, Failure<D>>, member: &str, value: D, then: Then<D>) -> Self {
        Self::new(Request::post(endpoint, Some(D::record([(member, value)]))), then)
    }

    /// `DELETE`.
    fn delete(endpoint: Result<Endpoint, Failure<D>>) -> Self {
        Self::new(Request::delete_with(endpoint, D::object()), Then::Done)
    }
}

/// Carries one out.
pub async fn send<P: Platform>(v: Visit<P>, simple: Simple<Doc<P>>) -> Outcome<P> {
    let answer = simple.request.send(&v.call).await?;
    match simple.then {
        Then::Named(id, what) => ids::named(answer, &id, what),
        Then::List => lists::of_answer(answer),
        Then::Count => Ok(Document::number(lists::of_answer(answer)?.length() as f64)),
        Then::Done => Ok(Document::bool(true)),
        Then::Id(what) => v.id_of(&answer, what),
    }
}

/// `deletePassword(id)`: into the bin.
pub fn delete_item<D: Document>(args: &Args<D>) -> Simple<D> {
    Simple::delete(endpoints::item(&args.at(0), ""))
}

/// `deleteFolder(id)`: into the bin.
pub fn delete_folder<D: Document>(args: &Args<D>) -> Simple<D> {
    Simple::delete(endpoints::folder(&args.at(0), ""))
}

/// `deleteVault(id)`.
pub fn delete_vault<D: Document>(args: &Args<D>) -> Simple<D> {
    Simple::delete(endpoints::vault(&args.at(0), ""))
}

/// `getVaultsCount`.
pub fn count_vaults<D: Document>() -> Simple<D> {
    Simple::new(Request::get(endpoints::vaults()), Then::Count)
}

/// `getVaultTypes`.
pub fn vault_types<D: Document>() -> Simple<D> {
    Simple::list(endpoints::vault_types())
}

/// `getSnapshots(itemId)`: the entries of the server.
pub fn snapshots<D: Document>(args: &Args<D>) -> Simple<D> {
    Simple::new(Request::get(endpoints::item(&args.at(0), "/snapshots")), Then::List)
}

/// `getUsers({search, filter, limit, offset})`.
pub fn users<D: Document>(args: &Args<D>) -> Simple<D> {
    Simple::new(Request::get(with_query(endpoints::users(), args)), Then::List)
}

/// `getUser(id)`.
pub fn user<D: Document>(args: &Args<D>) -> Simple<D> {
    let id = args.at(0);
    Simple::new(Request::get(endpoints::user(&id, "")), Then::Named(id, "user"))
}

/// `deleteUser(id)`.
pub fn delete_user<D: Document>(args: &Args<D>) -> Simple<D> {
    Simple::delete(endpoints::user(&args.at(0), ""))
}

/// `editUser(id, changes)`.
pub fn edit_user<D: Document>(args: &Args<D>) -> Simple<D> {
    let changes = args.at(1);
    let endpoint = match changes.is_object() {
        true => endpoints::user(&args.at(0), ""),
        false => Err(Failure::usage("editUser needs an object with the changed members")),
    };
    Simple::new(Request::patch(endpoint, changes), Then::Done)
}

/// `blockUser(id)`, `unblockUser(id)`.
pub fn block_user<D: Document>(args: &Args<D>, action: &str) -> Simple<D> {
    Simple::new(Request::post(endpoints::user(&args.at(0), action), Some(D::object())), Then::Done)
}

/// `getUserRoles`.
pub fn user_roles<D: Document>() -> Simple<D> {
    Simple::list(endpoints::user_roles())
}

/// `getUserGroups({search, limit})`.
pub fn user_groups<D: Document>(args: &Args<D>) -> Simple<D> {
    Simple::new(Request::get(with_query(endpoints::user_groups(), args)), Then::List)
}

/// `getUserGroup(id)`.
pub fn user_group<D: Document>(args: &Args<D>) -> Simple<D> {
    let id = args.at(0);
    Simple::new(Request::get(endpoints::user_group(&id, "")), Then::Named(id, "group"))
}

/// `addUserGroup(name)`: the id.
pub fn add_user_group<D: Document>(args: &Args<D>) -> Simple<D> {
    Simple::post(Ok(endpoints::user_groups()), "name", args.at(0), Then::Id("group"))
}

/// `editUserGroup(id, name)`.
pub fn edit_user_group<D: Document>(args: &Args<D>) -> Simple<D> {
    Simple::post(endpoints::user_group(&args.at(0), ""), "name", args.at(1), Then::Done)
}

/// `deleteUserGroup(id)`.
pub fn delete_user_group<D: Document>(args: &Args<D>) -> Simple<D> {
    Simple::delete(endpoints::user_group(&args.at(0), ""))
}

/// `addUsersToGroup(groupId, userIds)`, `removeUsersFromGroup(groupId, userIds)`.
pub fn change_user_group<D: Document>(args: &Args<D>, action: &str) -> Simple<D> {
    let ids = given_list::given_list(&args.at(1), "the ids of the users must be a list", given_list::MAX_ENTRIES);
    match ids {
        Ok(ids) => Simple::post(endpoints::user_group(&args.at(0), action), "userIds", ids, Then::Done),
        Err(failure) => Simple::post(Err(failure), "userIds", D::undefined(), Then::Done),
    }
}

fn with_query<D: Document>(endpoint: Endpoint, args: &Args<D>) -> Result<Endpoint, Failure<D>> {
    let parameters = query::parameters(&args.at(0))?;
    Ok(endpoint.private_query(query::pairs(&parameters)))
}
