//! Creating a user (§5.8): passwords by the server's rules, and with client-side encryption a pair of keys, the private one
//! sealed with the master *key* of the new user (the official client takes the password, and locks the user out).

use super::visit::Visit;
use super::wire::endpoints;
use super::{app, keys};
use crate::core::client::request::expect;
use crate::core::client::together::both;
use crate::core::client::{Args, Outcome};
use crate::core::crypto::random::Recipe;
use crate::core::crypto::{Key, base64, hash, sha256};
use crate::core::encryption::Cipher;
use crate::core::encryption::master_key::{Demands, derive_by};
use crate::core::failure::{Failure, FailureKind};
use crate::core::platform::{Doc, Document, Platform};
use crate::core::text::Text;

const DIGITS: &[u8] = b"0123456789";
const SPECIALS: &[u8] = b"!@#$%^";
const UPPER: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LETTERS: &[u8] = b"0123456789!@#$%^ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Length of a new password, unless the server wants a longer one.
const SHORTEST: usize = 12;
/// The longest that a server is believed to want.
const LONGEST: f64 = 256.0;
/// Draws of a password before it counts as impossible. Each class is missing from one of two at most.
const DRAWS: usize = 1000;

/// What the server does not say of new master keys (§3.2).
const ITERATIONS: u32 = 300_000;
const BYTES: u32 = 64;

/// `createUser({login, email, fullName, userRoleId, …})`: `{id, password, masterPassword}`; the master password stays here,
/// and is `null` without client-side encryption. So is the id where the server does not tell it.
pub async fn create<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let given = args.at(0);
    let given = if given.is_object() { given.copy() } else { None };
    let body =
        given.ok_or_else(|| Failure::usage("createUser needs an object with login, email, fullName, userRoleId"))?;
    let chosen = body.own("password");
    if !chosen.is_nullish() && chosen.as_text().is_none() {
        return Err(Failure::usage("the password of a new user must be a string. Nothing was sent"));
    }
    for member in ["keys", "masterKeyHash", "masterKeyOptions"] {
        body.remove(member); // made here, or not there
    }
    let with_keys = keys::of_user(&v).await?.is_some();
    let (settings, options) = both(Box::pin(app::settings(&v)), Box::pin(options(&v, with_keys))).await?;
    let password = match body.own_text("password") {
        Some(given) => given,
        None => password(&v, &settings, "authPasswordComplexity")?,
    };
    body.set("password", Document::text(&password));
    let mut master_password = Document::null();
    if let Some(options) = options {
        let secret = self::password(&v, &settings, "masterPasswordComplexity")?;
        set_keys(&v, &body, &secret, &options).await?;
        master_password = Document::text(&secret);
    }
    let made = v.post(endpoints::users(), body).await?;
    // Without its id it is made all the same (V10), and nobody else has the passwords.
    let id = v.id_of(&made, "user").unwrap_or_else(|_| Document::null());
    Ok(Doc::<P>::record([("id", id), ("password", Document::text(&password)), ("masterPassword", master_password)]))
}

/// The option text for a new user's master key.
async fn options<P: Platform>(v: &Visit<P>, wanted: bool) -> Result<Option<String>, Failure<Doc<P>>> {
    if !wanted {
        return Ok(None);
    }
    let said = expect::object(v.get(endpoints::new_master_key_options()).await?, "set of options for a master key")?;
    let salt = said.own_text("salt").and_then(|salt| salt.as_utf8().filter(|salt| !salt.is_empty()).map(str::to_owned));
    let salt =
        salt.ok_or_else(|| Failure::new(FailureKind::NotApi, "the server gave no salt for the new user's master key"))?;
    let number =
        |name: &str, default: u32| said.own(name).as_number().filter(|n| n.is_finite()).map_or(default, |n| n as u32);
    let digest =
        said.own_text("digest").map_or_else(|| "sha256".to_owned(), |digest| digest.to_utf8_lossy().to_string());
    Ok(Some(format!("pbkdf:{digest}:{}:{}:{salt}", number("iterations", ITERATIONS), number("bytes", BYTES))))
}

async fn set_keys<P: Platform>(
    v: &Visit<P>,
    body: &Doc<P>,
    secret: &Text,
    options: &str,
) -> Result<(), Failure<Doc<P>>> {
    let of_call = &v.call;
    let demands = Demands { minimum_rounds: v.client.options.minimum_rounds, go_on: &|| of_call.ensure_open() };
    let options_text = Doc::<P>::str(options);
    let rule = keys::known_rule(&options_text)?;
    let master: Key = derive_by(&*v.platform, secret, rule, &demands).await?;
    let pair = v.platform.make_key_pair().await.ok_or_else(|| {
        Failure::new(
            FailureKind::Crypto,
            "this platform makes no RSA keys (a page needs https for that): create the user elsewhere. Nothing was written",
        )
    })?;
    let private = pem("PRIVATE KEY", &pair.private);
    let sealed: Doc<P> = Cipher::Sealed(master.clone()).write_as(&*v.platform, &private, "the new user's keys")?;
    let public = pem("PUBLIC KEY", &pair.public);
    body.set("masterKeyOptions", options_text);
    body.set("masterKeyHash", Document::str(&hash::hex(&sha256::standard(master.text().to_utf8_lossy().as_bytes()))));
    body.set("keys", Doc::<P>::record([("public", Document::text(&public)), ("privateEncrypted", sealed)]));
    Ok(())
}

fn pem(label: &str, der: &[u8]) -> Text {
    let base64 = base64::encode(der);
    let lines: Vec<&str> = base64.as_bytes().chunks(64).filter_map(|line| std::str::from_utf8(line).ok()).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n")).as_str().into()
}

/// A password by the rules of the server's settings.
fn password<P: Platform>(v: &Visit<P>, settings: &Doc<P>, rules: &str) -> Result<Text, Failure<Doc<P>>> {
    let rules = settings.own(rules);
    let rule = |name: &str| if rules.is_object() { rules.own(name) } else { Document::undefined() };
    let length =
        rule("minLength").as_number().filter(|n| n.is_finite()).map_or(SHORTEST, |n| n.clamp(0.0, LONGEST) as usize);
    let recipe = Recipe { length: length.max(SHORTEST), alphabet: LETTERS };
    // What the server does not ask for does no harm.
    for _ in 0..DRAWS {
        let drawn = v.random(recipe)?;
        let has = |class: &[u8]| drawn.as_utf8().is_some_and(|text| text.bytes().any(|byte| class.contains(&byte)));
        if [DIGITS, SPECIALS, UPPER].into_iter().all(has) {
            return Ok(drawn);
        }
    }
    Err(Failure::new(FailureKind::Crypto, "no password could be drawn: the random numbers are not random"))
}
