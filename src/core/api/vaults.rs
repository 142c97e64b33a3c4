//! Vaults and the domain.

use super::{Args, Outcome, sorted};
use crate::core::client::Call;
use crate::core::crypto::hash::protocol_hash;
use crate::core::crypto::random;
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Kind, Platform};
use crate::core::server_v4::{Endpoint, endpoints, keys};
use crate::core::text::Text;

/// The fixed hash of plain mode, whatever the hash option (K15): SHA-256 of the filler twice.
const PLAIN_PASSWORD_HASH: &str = "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb";

/// `getDomain`.
pub async fn domain<P: Platform>(call: Call<P>) -> Outcome<P> {
    call.get(endpoints::domain()).await
}

/// `getVaults`.
pub async fn list<P: Platform>(call: Call<P>) -> Outcome<P> {
    sorted(&call, call.get(Endpoint::at("/vaults/list")).await?)
}

/// `getVaultsCount`.
pub async fn count<P: Platform>(call: Call<P>) -> Outcome<P> {
    call.get(Endpoint::at("/vaults/count")).await
}

/// `getVault(id)`.
pub async fn get<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    fetch(&call, &args.at(0)).await
}

/// A vault by its id.
pub async fn fetch<P: Platform>(call: &Call<P>, id: &Doc<P>) -> Outcome<P> {
    call.get(endpoints::vault(id, "")?).await
}

/// `getVaultFolders(id)`, `getFolders(vaultId)`.
pub async fn folders<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    sorted(&call, call.get(endpoints::vault(&args.at(0), "/folders")?).await?)
}

/// `getVaultFullInfo(id)`: its lists are sorted where they are there.
pub async fn full_info<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let info = call.get(endpoints::vault(&args.at(0), "/fullInfo")?).await?;
    for member in ["folders", "passwords"] {
        if info.is_object() && info.own(member).truthy() {
            sorted(&call, info.own(member))?;
        }
    }
    Ok(info)
}

/// `getDirectorySharingInfo(vaultId, folderId = '')`: an empty or null folder asks for the vault (K21).
pub async fn directory_sharing<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let endpoint = endpoints::vault(&args.at(0), "/sharingInfo")?;
    let folder = args.at(1);
    // A truthy value with a length that is not zero: a text or a non-empty list.
    let names_one = (folder.kind() == Kind::Text && folder.truthy()) || !folder.items().is_empty();
    call.get(if names_one { endpoint.then("/").id(&folder)? } else { endpoint }).await
}

/// `getTags`.
pub async fn tags<P: Platform>(call: Call<P>) -> Outcome<P> {
    call.get(Endpoint::at("/vaults/tags")).await
}

/// `getColors`.
pub async fn colors<P: Platform>(call: Call<P>) -> Outcome<P> {
    call.get(Endpoint::at("/vaults/colors")).await
}

/// `getVaultTags(id)`.
pub async fn tags_of<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    call.get(endpoints::vault(&args.at(0), "/tags")?).await
}

/// `getVaultColors(id)`.
pub async fn colors_of<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    call.get(endpoints::vault(&args.at(0), "/colors")?).await
}

/// `addVault(name, isPrivate = false)`. The domain is fetched in every mode (K15).
pub async fn add<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let (name, private) = (args.at(0), args.at(1).truthy());
    let domain = call.get(endpoints::domain()).await?;
    let body = Doc::<P>::object();
    body.set("name", name);
    if call.is_sealed() {
        let password = call.random(random::VAULT_PASSWORD)?;
        let salt = call.random(random::VAULT_SALT)?;
        let source = &*call.platform;
        if private {
            body.set("passwordCrypted", keys::master(&call)?.write_as(source, &password, "passwordCrypted")?);
        }
        body.set("mpCrypted", keys::of_domain(&call, &domain)?.write_as(source, &password, "mpCrypted")?);
        let salted = Text::from_units(&password.units().chain(salt.units()).collect::<Vec<_>>());
        body.set("passwordHash", Document::str(&protocol_hash(call.client.options.body_hash, &salted)));
        body.set("salt", Document::text(&salt));
    } else {
        body.set("passwordCrypted", Document::str(random::FILLER_PLAIN));
        body.set("mpCrypted", Document::str(random::FILLER_PLAIN));
        body.set("passwordHash", Document::str(PLAIN_PASSWORD_HASH));
        body.set("salt", Document::str(random::FILLER));
    }
    if !private {
        if domain.is_nullish() {
            return Err(Failure::usage("the server has no domain: make a private vault, addVault(name, true)"));
        }
        body.set("domainId", domain.own("domainId"));
    }
    call.post(Endpoint::at("/vaults"), body).await
}

/// `editVault(id, name)`.
pub async fn edit<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    call.put(endpoints::vault(&args.at(0), "")?, Doc::<P>::record([("name", args.at(1))])).await
}

/// `deleteVault(id)`.
pub async fn delete<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    call.delete(endpoints::vault(&args.at(0), "")?).await
}
