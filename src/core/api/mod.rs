//! The 80 methods: what a call means, one file a resource. Most of the form on the wire is `server_v4`'s; addresses without
//! a variable and small bodies stand beside the method.

mod args;
mod ask;
mod attachments;
mod folder_transfer;
mod folder_tree;
mod folders;
mod inbox;
mod info;
mod login;
mod master_key;
pub mod methods;
mod passwords;
mod session;
mod share_links;
mod shortcuts;
mod users;
mod vaults;

pub use args::Args;
pub use ask::Ask;

use crate::core::failure::Failure;
use crate::core::platform::{Doc, Platform};
use crate::core::server_v4::data;

/// What a method gives.
pub type Outcome<P> = Result<Doc<P>, Failure<Doc<P>>>;

/// A list of the server's, sorted by name as the platform sorts (spec §6.1). Data that is no list is a failure.
fn sorted<P: Platform>(call: &crate::core::client::Call<P>, list: Doc<P>) -> Outcome<P> {
    let list = data::list(list)?;
    call.platform.sort_by_name(&list);
    Ok(list)
}
