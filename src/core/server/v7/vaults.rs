//! Vaults, and what is told of their contents (§5.3, §7.2).

use super::guesses::{self, Guess};
use super::visit::Visit;
use super::wire::endpoints;
use super::{app, contents, ids, items, keys, lists, members, recipes, vault_keys};
use crate::core::client::request::expect::{self, present};
use crate::core::client::together::both;
use crate::core::client::{Args, Outcome};
use crate::core::crypto::{CryptoError, hash, rsa, sha256};
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Platform};
use crate::core::sorted_map::SortedMap;
use zeroize::Zeroizing;

/// The code of the type of private vaults; all others are shared in the company.
const PRIVATE: &str = "privateShared";

/// The code of the type of the company's vaults.
const COMPANY: &str = "company";

/// Keys that are sealed for administrators before others get their turn: a few milliseconds' work.
const SEALED_IN_A_TURN: usize = 16;

/// `getVaults`.
pub async fn list<P: Platform>(v: Visit<P>) -> Outcome<P> {
    let (vaults, types) = both(Box::pin(lists::get(&v, endpoints::vaults())), Box::pin(app::vault_types(&v))).await?;
    let shown = shown_list(&v, &vaults, &types);
    v.platform.sort_by_name(&shown);
    Ok(shown)
}

fn shown_list<P: Platform>(v: &Visit<P>, vaults: &Doc<P>, types: &Doc<P>) -> Doc<P> {
    let shown = members::shaped(v, vaults, members::VAULT);
    for vault in shown.items().iter().filter(|vault| vault.is_object()) {
        vault_keys_note(v, vault);
        complete(vault, types);
    }
    shown
}

fn vault_keys_note<P: Platform>(v: &Visit<P>, shown: &Doc<P>) {
    if let Some(sealed) = vault_keys::sealed(shown, "vaultPasswordCrypted") {
        v.state.remember_vault_key(&ids::name_of(&shown.own("id")), sealed);
    }
}

/// `access` and `scope`, which stand elsewhere or are told by the type; never made up.
fn complete<D: Document>(vault: &D, types: &D) {
    let access = vault.own("directoryAccess");
    if access.is_object() && !access.own("access").is_nullish() {
        vault.set("access", access.own("access"));
    }
    let type_id = vault.own("typeId");
    if type_id.is_nullish() {
        return;
    }
    let code = types.items().into_iter().find(|one| one.is_object() && one.own("id").same(&type_id));
    if let Some(code) = code.and_then(|one| one.own_text("code")) {
        vault.set("scope", D::str(if code == *PRIVATE { "private" } else { "domain" }));
    }
}

/// `getVault(id)`.
pub async fn get<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    read(&v, &args.at(0)).await
}

async fn read<P: Platform>(v: &Visit<P>, id: &Doc<P>) -> Outcome<P> {
    let endpoint = endpoints::vault(id, "")?;
    let (vault, types) = both(ids::fetch(v, endpoint, id, "vault"), Box::pin(app::vault_types(v))).await?;
    vault_keys::note(v, id, &vault);
    let shown = members::shaped(v, &vault, members::VAULT);
    complete(&shown, &types);
    Ok(shown)
}

/// `getVaultFolders(id)`, `getFolders(vaultId)`: those at the top.
pub async fn top_folders<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let all = contents::folders_of(&v, &args.at(0)).await?;
    let top = v.platform.objects_without(&all, "parentFolderId");
    let shown = members::shaped(&v, &top, members::FOLDER);
    v.platform.sort_by_name(&shown);
    Ok(shown)
}

/// `getVaultFullInfo(id)`: `{vault, folders, passwords}`, in requests that leave together.
pub async fn full_info<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let id = args.at(0);
    contents::id_text(&id)?;
    let contents = both(Box::pin(contents::items_of(&v, &id)), Box::pin(contents::shortcuts_of(&v, &id)));
    let around = both(Box::pin(read(&v, &id)), Box::pin(contents::folders_of(&v, &id)));
    let ((vault, folders), (items, shortcuts)) = both(around, contents).await?;
    let folders = members::shaped(&v, &folders, members::FOLDER);
    v.platform.sort_by_name(&folders);
    let items = members::entries(&v, &items);
    let passwords = lists::sorted_together(&v, items, &members::shortcut_entries(&v, &shortcuts));
    Ok(Doc::<P>::record([("vault", vault), ("folders", folders), ("passwords", passwords)]))
}

/// `getTags`, `getVaultTags(id)`, `getColors`, `getVaultColors(id)`: what stands in the items, each value once; tags in the
/// order of the alphabet, colours by number and without 0.
pub async fn distinct<P: Platform>(v: Visit<P>, vault: Option<Doc<P>>, member: &'static str) -> Outcome<P> {
    let list = match &vault {
        Some(vault) => contents::items_of(&v, vault).await?,
        None => lists::get(&v, endpoints::item_search()).await?,
    };
    let items = items::complete(&v, list, &items::Things::ITEMS, &|item| item.has_own(member)).await?;
    let values = Doc::<P>::list();
    if member == "color" {
        let mut colors = SortedMap::default();
        let numbers = items.items().into_iter().filter_map(|item| item.own(member).as_number());
        numbers.filter(|color| *color > 0.0).for_each(|color| colors.insert(color as u32, ()));
        colors.keys().for_each(|color| values.push(Document::number(f64::from(*color))));
    } else {
        let mut tags: SortedMap<String, ()> = SortedMap::default();
        for tag in items.items().into_iter().flat_map(|item| item.own(member).items()).filter_map(|tag| tag.as_text()) {
            tags.insert(tag.to_utf8_lossy().to_string(), ());
        }
        tags.keys().for_each(|tag| values.push(Document::str(tag)));
    }
    Ok(values)
}

/// `addVault(name, isPrivate = false)`: the id. The key is sealed for the private key that was opened (V27), and for each
/// administrator of the vault's type; those whom that cannot be done for are told on the console.
pub async fn add<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let name = args.at(0);
    if name.as_text().is_none() {
        return Err(Failure::usage("addVault needs a name"));
    }
    let code = if args.at(1).truthy() { PRIVATE } else { COMPANY };
    let (user, type_id) = both(Box::pin(keys::of_user(&v)), Box::pin(type_of(&v, code))).await?;
    let body = Doc::<P>::record([("name", name)]);
    let administrators = match (&user, &type_id) {
        (Some(_), Some(id)) => lists::get(&v, endpoints::administrators(id)?).await?.items(),
        _ => Vec::new(),
    };
    let for_administrators = Doc::<P>::object();
    let mut own_key = None;
    let mut without_key = 0;
    if let Some(user) = &user {
        let source = &*v.platform;
        let (key, salt) = (v.random_key(recipes::KEY)?, v.random(recipes::VAULT_SALT)?);
        let bytes = key.bytes().map_err(|e| Failure::crypto(e, "vault"))?;
        let sealed = rsa::encrypt_to_owner(user.private.pem.text(), bytes, source);
        let sealed = sealed.map_err(|e| Failure::crypto(e, "the user's keys"))?;
        body.set("masterKeyEncrypted", Document::str(&sealed));
        let salted = Zeroizing::new([key.text().to_utf8_lossy().as_str(), salt.to_utf8_lossy().as_str()].concat());
        body.set("masterKeyHash", Document::str(&hash::hex(&sha256::standard(salted.as_bytes()))));
        body.set("salt", Document::text(&salt));
        for (n, administrator) in administrators.into_iter().enumerate() {
            if n % SEALED_IN_A_TURN == SEALED_IN_A_TURN - 1 {
                v.platform.turn().await;
            }
            let administrator = expect::object(administrator, "administrator")?;
            let id = ids::name_of(&present(administrator.own("id"), "id of an administrator")?);
            let is_user = administrator.own("id").same(&user.sent.own("id"));
            let public = administrator.own("publicKey");
            let copy = match public.as_text() {
                _ if is_user => rsa::encrypt_to_owner(user.private.pem.text(), bytes, source),
                Some(public) if !public.is_empty() => rsa::encrypt(&public, bytes, source).map(|(text, _)| text),
                None if !public.is_nullish() => Err(CryptoError::PublicKey),
                _ => {
                    without_key += 1; // cannot be served (§5.3)
                    continue;
                }
            };
            let copy = copy.map_err(|e| Failure::crypto(e, &format!("the public key of administrator {id}")))?;
            for_administrators.set(&id, Document::str(&copy));
        }
        own_key = Some(sealed);
    }
    if let Some(id) = type_id {
        body.set("typeId", id);
        body.set("administratorsKeys", for_administrators);
    }
    let made = v.post(endpoints::vaults(), body).await?;
    if without_key > 0 {
        // Nothing of the server's stands in it: an id may be a secret that was sent to it.
        v.platform.report(&Document::str(&format!(
            "passwork-wasm: addVault: administrators without a public key, who cannot open the new vault: {without_key}"
        )));
    }
    let id = v.id_of(&made, "vault")?;
    if let Some(sealed) = own_key {
        v.state.remember_vault_key(&ids::name_of(&id), sealed.as_str().into());
    }
    Ok(id)
}

/// The type of a new vault; `None` where vaults have no types, or none with this code.
async fn type_of<P: Platform>(v: &Visit<P>, code: &str) -> Result<Option<Doc<P>>, Failure<Doc<P>>> {
    let (features, types) = both(Box::pin(app::features(v)), Box::pin(app::vault_types(v))).await?;
    let has_types = features
        .items()
        .iter()
        .any(|one| one.is_object() && one.own_text("name").is_some_and(|name| name == *"vaultType"));
    if !has_types {
        return Ok(None);
    }
    let fits = |one: &Doc<P>| one.is_object() && one.own_text("code").is_some_and(|own| own == *code);
    Ok(types.items().into_iter().find(fits).map(|one| one.own("id")))
}

/// `editVault(id, name)`: the vault, read anew.
pub async fn edit<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let id = args.at(0);
    let endpoint = endpoints::vault(&id, "")?;
    v.post(endpoint, Doc::<P>::record([("name", args.at(1))])).await?;
    read(&v, &id).await
}

/// `getDirectorySharingInfo(vaultId, folderId = '')`, guessed for vaults.
pub async fn access<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    if args.at(1).truthy() {
        return Err(super::support::unsupported(v.method, "it is guessed for whole vaults only, and not for folders"));
    }
    let answer = guesses::send(&v, Guess::VaultAccess, &[&args.at(0)], None).await?;
    // What it is, nobody has seen.
    if answer.is_list() { Ok(answer) } else { expect::object(answer, "list of rights") }
}
