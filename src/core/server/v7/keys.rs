//! From the secret that a session holds to the user's private key (§2, §3.2).

use super::state::State;
use super::user_key::UserKey;
use super::visit::Visit;
use super::wire::endpoints;
use crate::core::client::request::expect;
use crate::core::client::{Call, Encryption};
use crate::core::crypto::master_key::{MasterKeyRule, parse_derivation};
use crate::core::crypto::pbkdf2::Digest;
use crate::core::crypto::{CryptoError, Key, base64, hash, rsa, sha256};
use crate::core::encryption::Cipher;
use crate::core::encryption::master_key::{Demands, derive_by};
use crate::core::encryption::user_secrets::PrivateKey;
use crate::core::failure::{Failure, FailureKind, Problem, messages};
use crate::core::platform::{Doc, Document, Platform};
use crate::core::redact::Secrets;
use crate::core::text::Text;
use futures_util::future::FutureExt;
use std::rc::Rc;

/// Bytes of a master key, as servers have them derived.
const MASTER_KEY_BYTES: usize = 64;

/// The most bytes of a master key that are derived: a few kilobytes (V6).
const MAX_MASTER_KEY_BYTES: usize = 4096;

/// The code that scripts know from API v4.
const ENCRYPTION_DISABLED: &str = "clientSideEncryptionDisabled";

const WRONG_MASTER: &str = "the master password or master key is wrong: it does not open this user's private key";

/// Whether a text has the form of a master key rather than of a master password: base64 of 64 bytes. What a session was given
/// before its server was known is told apart by that; a password is never hashed for a header.
fn has_key_form(secret: &Key) -> bool {
    let decoded = secret.text().as_utf8().and_then(|text| base64::decode_standard(text.as_bytes()));
    decoded.is_some_and(|bytes| bytes.len() == MASTER_KEY_BYTES)
}

/// `X-Master-Key-Hash`: of the session that the call sees; none without a master key, and none while that is not derived.
pub fn header_hash<P: Platform>(call: &Call<P>, state: &State<P>) -> Option<String> {
    let secret = call.see_session(|session| session.encryption.key().cloned())?;
    let known = state.masters.borrow().iter().find(|(given, _)| *given == secret).map(|(_, master)| master.clone());
    let master = known.or_else(|| has_key_form(&secret).then_some(secret))?;
    Some(hash_of(&master))
}

fn hash_of(master: &Key) -> String {
    hash::hex(&sha256::standard(master.text().to_utf8_lossy().as_bytes()))
}

/// Notes which master key a secret is or leads to.
pub fn note_master<P: Platform>(state: &State<P>, secret: &Key, master: &Key) {
    let mut masters = state.masters.borrow_mut();
    masters.retain(|(given, _)| given != secret);
    masters.push((secret.clone(), master.clone()));
}

/// The user's keys; `None` for a session without a master key. Asked for once a session.
///
/// # Errors
/// As [`open`].
pub async fn of_user<P: Platform>(v: &Visit<P>) -> Result<Option<Rc<UserKey<Doc<P>>>>, Failure<Doc<P>>> {
    let Some(secret) = v.master_key() else { return Ok(None) };
    if let Some(known) = known(&v.state, &secret) {
        return Ok(Some(known));
    }
    let (visit, wanted) = (v.clone(), secret.clone());
    let work = async move { load(&visit, &wanted).await };
    v.state.opening.join(&*v.platform, Some(work.boxed_local())).await?;
    match known(&v.state, &secret) {
        Some(known) => Ok(Some(known)),
        None => open_secret(v, &secret).await.map(Some), // the one under way was another login's
    }
}

/// The same where something is encrypted.
///
/// # Errors
/// As [`open`], and kind `masterPassword` for a session without a master key.
pub async fn required<P: Platform>(v: &Visit<P>, what: &str) -> Result<Rc<UserKey<Doc<P>>>, Failure<Doc<P>>> {
    of_user(v).await?.ok_or_else(|| master_required(what))
}

/// What is said of an encrypted thing to a session without a master key.
pub fn master_required<D: Document>(what: &str) -> Failure<D> {
    Failure::new(FailureKind::MasterPassword, format!("{what} {}. Nothing was written", messages::MASTER_REQUIRED))
}

fn known<P: Platform>(state: &State<P>, secret: &Key) -> Option<Rc<UserKey<Doc<P>>>> {
    state.user.borrow().clone().filter(|user| user.secret == *secret)
}

async fn load<P: Platform>(v: &Visit<P>, secret: &Key) -> Result<(), Failure<Doc<P>>> {
    let user = open_secret(v, secret).await?;
    if v.client.session.borrow().encryption.key() == Some(secret) && !v.client.is_closed() {
        keep(&v.state, user);
    }
    Ok(())
}

/// Keeps the keys of the session that comes into force.
pub fn keep<P: Platform>(state: &State<P>, user: Rc<UserKey<Doc<P>>>) {
    if state.user.borrow().as_ref().is_none_or(|known| known.private.pem != user.private.pem) {
        state.forget_contents();
    }
    state.user.replace(Some(user));
}

/// Opens the keys of a session whose secret came in force before its server was known.
async fn open_secret<P: Platform>(v: &Visit<P>, secret: &Key) -> Result<Rc<UserKey<Doc<P>>>, Failure<Doc<P>>> {
    let noted = v.state.masters.borrow().iter().find(|(given, _)| given == secret).map(|(_, master)| master.clone());
    let master = match noted {
        Some(master) => master,
        None if has_key_form(secret) => secret.clone(),
        None => of_password(v, secret).await?,
    };
    // A logout may have come meanwhile.
    if is_in_force(v, secret) {
        note_master(&v.state, secret, &master);
    }
    let opened = open(v, secret, &master).await;
    if opened.as_ref().is_err_and(is_wrong_master) {
        forget(v, secret, &Encryption::Undecided);
    }
    opened
}

fn is_in_force<P: Platform>(v: &Visit<P>, secret: &Key) -> bool {
    !v.client.is_closed() && v.see_session(|session| session.encryption.key() == Some(secret))
}

/// What no error may show, beside the secrets of the session: the keys that they lead to, and the hash that is sent.
pub fn tell<P: Platform>(call: &Call<P>, state: &State<P>, secrets: &mut Secrets) {
    if let Some(hash) = header_hash(call, state) {
        secrets.add(&hash);
    }
    for (_, master) in state.masters.borrow().iter() {
        secrets.add_text(master.text());
        secrets.add(&hash_of(master));
    }
}

/// Whether the session has a secret that must be derived before its requests can show that it has one.
pub fn must_derive<P: Platform>(call: &Call<P>, state: &State<P>) -> bool {
    call.see_session(|session| session.encryption.key().is_some()) && header_hash(call, state).is_none()
}

/// A secret that opens nothing is forgotten: no later request carries its hash, and nothing goes out in the clear (V5, D41).
/// What sealed before goes on to seal, with the key of then.
pub fn forget<P: Platform>(v: &Visit<P>, secret: &Key, former: &Encryption) {
    if former.key() == Some(secret) {
        return; // refused for another reason than the key
    }
    v.state.masters.borrow_mut().retain(|(given, _)| given != secret);
    let at = v.client.next_moment();
    let mut session = v.client.session.borrow_mut();
    if session.encryption.key() == Some(secret) {
        let left = if former.key().is_some() { former.clone() } else { Encryption::Undecided };
        (session.encryption, session.encryption_set_at) = (left, at);
    }
}

/// The secret of a login that has failed is forgotten, unless the session has the same.
pub fn forget_login<P: Platform>(v: &Visit<P>, secret: &Key) {
    if v.client.session.borrow().encryption.key() != Some(secret) {
        v.state.masters.borrow_mut().retain(|(given, _)| given != secret);
    }
}

fn is_wrong_master<D: Document>(failure: &Failure<D>) -> bool {
    failure.has_kind(FailureKind::MasterPassword)
}

/// Reads the user's keys and opens the private one.
///
/// # Errors
/// Kind `masterPassword` if it does not open, or the server says that its hash is wrong; kind `usage` with the code
/// `clientSideEncryptionDisabled` if the server has none.
pub async fn open<P: Platform>(
    v: &Visit<P>,
    secret: &Key,
    master: &Key,
) -> Result<Rc<UserKey<Doc<P>>>, Failure<Doc<P>>> {
    let sent = v.get(endpoints::user_keys()).await.map_err(|failure| {
        let says_master = failure.has_status(403) && speaks_of_master(&failure);
        if says_master { wrong_master() } else { failure }
    })?;
    // An empty list is how PHP writes an object of nothing.
    let sent = if sent.is_list() { sent } else { expect::object(sent, "set of keys")? };
    let keys = if sent.is_list() { Doc::<P>::undefined() } else { sent.own("keys") };
    if keys.is_nullish() {
        return Err(encryption_disabled());
    }
    let private = Cipher::Sealed(master.clone()).open_key(&keys, "privateEncrypted", "the user's keys");
    let private = private.ok().filter(|key| rsa::is_private_key(key.text())).ok_or_else(wrong_master)?;
    Ok(Rc::new(UserKey { secret: secret.clone(), private: PrivateKey::new(private), sent }))
}

/// Whether code or message of a refusal name the master password.
fn speaks_of_master<D: Document>(failure: &Failure<D>) -> bool {
    let Some(fields) = failure.fields() else { return false };
    let data = fields.own("data");
    let message = if data.is_object() { data.own("errorMessage") } else { D::undefined() };
    let names =
        |text: D| text.as_text().is_some_and(|text| text.to_utf8_lossy().to_ascii_lowercase().contains("master"));
    names(fields.own("code")) || names(message)
}

fn wrong_master<D: Document>() -> Failure<D> {
    Failure::new(FailureKind::MasterPassword, WRONG_MASTER)
}

fn encryption_disabled<D: Document>() -> Failure<D> {
    let words =
        "client-side encryption is off on this server, or this user has no keys: log in without a master password";
    Failure::from_problem(Problem { code: Some(ENCRYPTION_DISABLED), ..Problem::new(FailureKind::Usage, words) })
}

/// The master key of a master password, by the options that the server has for this user.
///
/// # Errors
/// Kind `usage` with the code `clientSideEncryptionDisabled` on a server that has none; kind `crypto` for options that are not
/// within the limits (V6).
pub async fn of_password<P: Platform>(v: &Visit<P>, password: &Key) -> Result<Key, Failure<Doc<P>>> {
    let answer = v.get(endpoints::master_key_options()).await.map_err(|failure| {
        let says_none = [400, 404, 422].into_iter().any(|status| failure.has_status(status));
        if says_none { encryption_disabled() } else { failure }
    })?;
    let options = expect::object(answer, "set of options for the master key")?.own("masterKeyOptions");
    if options.is_nullish() {
        return Err(encryption_disabled());
    }
    let rule = known_rule(&options)?;
    let (client, of_call) = (&v.client, &v.call);
    let demands = Demands { minimum_rounds: client.options.minimum_rounds, go_on: &|| of_call.ensure_open() };
    derive_by(&*v.platform, password.text(), rule, &demands).await
}

/// The rule of the server's options, within the limits (V6).
///
/// # Errors
/// Kind `crypto` for any other.
pub fn known_rule<D: Document>(options: &D) -> Result<MasterKeyRule, Failure<D>> {
    let bad = |e: CryptoError| Failure::crypto(e, "the server's options for the master key");
    let text: Text = options.as_text().ok_or_else(|| bad(CryptoError::BadMasterKeyOptions))?;
    let rule = parse_derivation(&text).map_err(bad)?;
    match &rule {
        MasterKeyRule::Pbkdf2 { digest: Digest::Sha1 | Digest::Sha256 | Digest::Sha512, bytes, .. }
            if *bytes <= MAX_MASTER_KEY_BYTES =>
        {
            Ok(rule)
        }
        _ => Err(bad(CryptoError::BadMasterKeyOptions)),
    }
}
