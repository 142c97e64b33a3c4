//! Reading many passwords at once; beyond the original.

use crate::core::client::request::expect;
use crate::core::client::together::settled;
use crate::core::client::{Args, Call, Outcome};
use crate::core::given_list;
use crate::core::platform::{Doc, Document, Platform};
use crate::core::results;
use crate::core::server::v4::{key_hierarchy, vaults};
use crate::core::sorted_map::SortedMap;
use futures_util::future::{FutureExt, LocalBoxFuture, Shared};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// More than anybody reads at once.
const MAX_IDS: usize = 1_000_000;

/// A reading under way, or done.
pub type Read<P> = Shared<LocalBoxFuture<'static, Outcome<P>>>;

/// The vaults of one operation: each is read once, however many passwords lie in it.
pub type Vaults<P> = Rc<RefCell<SortedMap<String, Read<P>>>>;

/// `getPasswordsById(ids)`: in order, for each id `{id, password}` or `{id, error}`. One that cannot be read spoils
/// nothing but itself.
pub async fn get_many<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let ids = given_list::given_list(&args.at(0), "getPasswordsById needs a list of ids", MAX_IDS)?;
    let ids = ids.items();
    let (call, total, done, vaults) = (&call, ids.len(), &Cell::new(0), Vaults::<P>::default());
    let mut asked: Vec<LocalBoxFuture<'_, Outcome<P>>> = Vec::with_capacity(total);
    for id in &ids {
        let vaults = vaults.clone();
        asked.push(Box::pin(async move {
            let outcome = read(call, id, vaults).await;
            done.set(done.get() + 1);
            call.platform.progress(done.get(), total);
            outcome
        }));
    }
    let outcomes = settled::<P>(asked, call.options.concurrency).await;
    let results = Doc::<P>::list();
    for (id, outcome) in ids.iter().zip(outcomes) {
        let (member, value) = match outcome {
            Ok(password) => ("password", password),
            Err(failure) => ("error", call.platform.error(failure)),
        };
        results.push(Doc::<P>::record([("id", id.clone()), (member, value)]));
    }
    Ok(results)
}

async fn read<P: Platform>(call: &Call<P>, id: &Doc<P>, vaults: Vaults<P>) -> Outcome<P> {
    let password = expect::present(super::by_id(id).send(call).await?, "password")?;
    let vault = vault_of(call, &password, &vaults).await?;
    let cipher = key_hierarchy::of_password(call, &password, &password.own("vaultId"), &vault)?;
    results::attach_password_helpers(call, &password, cipher)?;
    Ok(password)
}

/// The vault that a password names, as this operation has read it or is reading it.
pub fn vault_of<P: Platform>(call: &Call<P>, password: &Doc<P>, vaults: &Vaults<P>) -> Read<P> {
    let id = password.own("vaultId");
    let name = key_hierarchy::vault_name(&id);
    let mut known = vaults.borrow_mut();
    if let Some(read) = known.get(&name) {
        return read.clone();
    }
    let call = call.clone();
    let read = async move { vaults::get(&id).send(&call).await }.boxed_local().shared();
    known.insert(name, read.clone());
    read
}

/// A vault that has been read.
pub fn already_read<P: Platform>(vault: &Doc<P>) -> Read<P> {
    let vault = vault.clone();
    async move { Ok(vault) }.boxed_local().shared()
}
