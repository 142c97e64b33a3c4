//! Vaults and the domain.

use crate::core::client::request::expect;
use crate::core::client::{Args, Call, Endpoint, Outcome, Request, sorted};
use crate::core::crypto::hash::protocol_hash;
use crate::core::crypto::random;
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Platform};
use crate::core::server::v4::key_hierarchy;
use crate::core::server::v4::wire::endpoints;
use crate::core::text::Text;

/// The fixed hash of plain mode, whatever the hash option (K15): SHA-256 of the filler twice.
const PLAIN_PASSWORD_HASH: &str = "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb";

/// `getDomain`.
pub fn domain<D: Document>() -> Request<D> {
    Request::get(endpoints::domain())
}

/// `getVaults`.
pub fn list<D: Document>() -> Request<D> {
    Request::get(Endpoint::at("/vaults/list")).sorted()
}

/// `getVaultsCount`.
pub fn count<D: Document>() -> Request<D> {
    Request::get(Endpoint::at("/vaults/count"))
}

/// `getVault(id)`.
pub fn get<D: Document>(id: &D) -> Request<D> {
    Request::get(endpoints::vault(id, ""))
}

/// `getVaultFolders(id)`, `getFolders(vaultId)`.
pub fn folders<D: Document>(id: &D) -> Request<D> {
    Request::get(endpoints::vault(id, "/folders")).sorted()
}

/// `getVaultFullInfo(id)`: its lists are sorted where they are there.
pub async fn full_info<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let info =
        expect::present(call.get(endpoints::vault(&args.at(0), "/fullInfo")?).await?, "information on the vault")?;
    for member in ["folders", "passwords"] {
        if info.is_object() && info.own(member).truthy() {
            sorted(&call, info.own(member))?;
        }
    }
    Ok(info)
}

/// `getDirectorySharingInfo(vaultId, folderId = '')`: an empty or null folder asks for the vault (K21).
pub fn directory_sharing<D: Document>(args: &Args<D>) -> Request<D> {
    let folder = args.at(1);
    // A truthy value with a length that is not zero: a text (a String object too) or a non-empty list.
    let is_text = folder.is_string() && folder.display().is_some_and(|text| !text.is_empty());
    let names_one = is_text || folder.length() > 0;
    let endpoint = endpoints::vault(&args.at(0), "/sharingInfo");
    Request::get(if names_one { endpoint.and_then(|e| e.then("/").id(&folder)) } else { endpoint })
}

/// `getTags`.
pub fn tags<D: Document>() -> Request<D> {
    Request::get(Endpoint::at("/vaults/tags"))
}

/// `getColors`.
pub fn colors<D: Document>() -> Request<D> {
    Request::get(Endpoint::at("/vaults/colors"))
}

/// `getVaultTags(id)`.
pub fn tags_of<D: Document>(id: &D) -> Request<D> {
    Request::get(endpoints::vault(id, "/tags"))
}

/// `getVaultColors(id)`.
pub fn colors_of<D: Document>(id: &D) -> Request<D> {
    Request::get(endpoints::vault(id, "/colors"))
}

/// `addVault(name, isPrivate = false)`. The domain is fetched in every mode (K15).
pub async fn add<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let (name, private) = (args.at(0), args.at(1).truthy());
    let domain = domain().send(&call).await?;
    let body = Doc::<P>::object();
    body.set("name", name);
    if call.is_sealed() {
        let password = call.random(random::VAULT_PASSWORD)?;
        let salt = call.random(random::VAULT_SALT)?;
        let source = &*call.platform;
        if private {
            body.set("passwordCrypted", key_hierarchy::master(&call).write_as(source, &password, "passwordCrypted")?);
        }
        body.set("mpCrypted", key_hierarchy::of_domain(&call, &domain)?.write_as(source, &password, "mpCrypted")?);
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
pub fn edit<D: Document>(args: &Args<D>) -> Request<D> {
    Request::put(endpoints::vault(&args.at(0), ""), D::record([("name", args.at(1))]))
}

/// `deleteVault(id)`.
pub fn delete<D: Document>(id: &D) -> Request<D> {
    Request::delete(endpoints::vault(id, ""))
}

/// `getVaultKeyFingerprint(id)`.
///
/// # Errors
/// Kind `usage` for a vault without a key.
pub async fn key_fingerprint<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let id = args.at(0);
    let vault = expect::present(get(&id).send(&call).await?, "vault")?;
    let cipher = key_hierarchy::of_vault(&call, &id, &vault)?;
    call.fingerprint_of(&key_hierarchy::vault_name(&id), &cipher)
}
