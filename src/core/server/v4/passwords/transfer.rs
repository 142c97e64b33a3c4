//! Moving and copying a password.

use crate::core::client::{Args, Call, Outcome, check_id};
use crate::core::platform::{Doc, Document, Platform};
use crate::core::server::v4::passwords::Opened;
use crate::core::server::v4::transfer::{Target, reseal};
use crate::core::server::v4::wire::endpoints;
use crate::core::server::v4::{key_hierarchy, vaults};

/// `movePassword(id, vaultId, folderId = null)`.
pub async fn move_to<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    transfer(call, args, "/move").await
}

/// `copyPassword(id, vaultId, folderId = null)`.
pub async fn copy_to<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    transfer(call, args, "/copy").await
}

async fn transfer<P: Platform>(call: Call<P>, args: Args<Doc<P>>, action: &str) -> Outcome<P> {
    let (id, vault_id) = (args.at(0), args.at(1));
    check_id(&vault_id)?;
    let Opened { password, vault: source, .. } = super::open(&call, &id).await?;
    let target = if password.own("vaultId").same(&vault_id) {
        source.clone()
    } else {
        vaults::get(&vault_id).send(&call).await?
    };
    let target = Target::of(&call, &vault_id, &target)?;
    let resealed =
        reseal(&call, &password, &key_hierarchy::of_vault(&call, &password.own("vaultId"), &source)?, &target)?;
    let body = Doc::<P>::record([
        ("passwordId", id.clone()),
        ("vaultTo", vault_id),
        ("folderTo", args.or_null(2)),
        ("cryptedPassword", resealed.password),
    ]);
    let optional = [("cryptedKey", resealed.key), ("custom", resealed.custom), ("attachments", resealed.attachments)];
    for (member, value) in optional {
        if let Some(value) = value {
            body.set(member, value);
        }
    }
    call.post(endpoints::password(&id, action)?, body).await
}
