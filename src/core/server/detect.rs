//! Which generation the server of a client is of: told, taken for granted until the first answer, or asked.

use super::Generation;
use crate::core::client::server::{Candidate, Fit, KnownServer, Lies, Probed, Server};
use crate::core::client::{Args, Call, Method, Options};
use crate::core::failure::{Failure, FailureKind};
use crate::core::platform::{Doc, Platform};
use futures_util::future::FutureExt;
use std::rc::Rc;

/// The option `apiVersion` with a number that is not in the table.
const NO_SUCH_VERSION: &str = "the option 'apiVersion' names no API that this version of passwork-wasm speaks: leave it out, or see the documentation";

/// What is said where nobody of any generation answers.
const WAY_OUT: &str = "If a Passwork server is there, check the address, and what stands between: a proxy, a login page, a \
    captive portal; the option 'apiVersion' says which API it has";

/// Finds the server without asking anybody: by `apiVersion`, the end of the host, or because there is one generation only.
///
/// # Errors
/// Words for a person, if `apiVersion` is the number of none of them.
pub fn told<P: Platform>(generations: &[Generation<P>], options: &Options) -> Result<KnownServer<P>, &'static str> {
    let host = options.host.as_ref();
    let ends_with = |suffix| host.is_some_and(|host| host.ends_with(suffix));
    if let Some(number) = options.api_version {
        let named = generations.iter().find(|generation| f64::from(generation.number) == number);
        let lies = if host.is_some_and(|host| host.has_path()) { Lies::AsGiven } else { Lies::BelowRoot };
        return named.map(|named| KnownServer::told((named.make)(lies))).ok_or(NO_SUCH_VERSION);
    }
    let suffixed = generations.iter().find(|generation| ends_with(generation.suffix));
    match (suffixed, generations) {
        (Some(generation), _) if generation.is_told_by_suffix => {
            Ok(KnownServer::told((generation.make)(Lies::AsGiven)))
        }
        (_, [generation]) => Ok(KnownServer::told((generation.make)(Lies::AsGiven))),
        (suffixed, all) => {
            let candidates =
                all.iter().map(|g| Candidate { number: g.number, make: g.make, probe: g.probe, fit: g.fit });
            // A host with another path may be a proxy's, which leads to the API itself.
            let has_path = host.is_some_and(|host| host.has_path());
            let lies = if suffixed.is_some() || has_path { Lies::AsGiven } else { Lies::BelowRoot };
            Ok(KnownServer::one_of(candidates.collect(), suffixed.map(|generation| generation.number), lies))
        }
    }
}

/// What is to be done before a method of a client whose server was not told can be carried out. `Ok(true)`: nothing, the
/// server is known, or taken for granted; `Ok(false)`: [`find`] it.
///
/// # Errors
/// Kind `usage` for a secret of another generation than the server is of: it is sent nowhere.
pub fn is_ready<P: Platform>(call: &Call<P>, method: Method, args: &Args<Doc<P>>) -> Result<bool, Failure<Doc<P>>> {
    let known = &call.client.server;
    if known.is_told() {
        return Ok(true);
    }
    if !known.is_known() {
        if call.platform.has_foreign_agent() {
            known.found(known.first()); // written for the API that the original speaks
        } else if let Some(certain) = known.candidates().iter().find(|one| (one.fit)(method, args) == Fit::Certain) {
            known.found((certain.make)(known.lies()));
        }
    }
    ensure_fit(call, method, args)?;
    if known.is_known() {
        return Ok(true);
    }
    // Nobody is asked for what nobody can take: whichever server it is, its own words say so, and nothing is sent.
    if known.candidates().iter().all(|one| (one.fit)(method, args) == Fit::Never) {
        known.presume(known.first(), known.refusals());
        return Ok(true);
    }
    // What looks like a secret of another generation is not sent before it is known who is there, nor is anything with it.
    let presumed = known.get().generation();
    let meant_elsewhere = |other: &Candidate<P>| other.number != presumed && (other.fit)(method, args).is_meant();
    Ok(known.is_presumed() && !known.candidates().iter().any(meant_elsewhere))
}

/// Methods whose own requests tell whether the last generation is there.
fn asks_itself(method: Method) -> bool {
    matches!(method, Method::Login | Method::LoginWithKey)
}

/// Fails where the server is known to be of one generation, and what is given to it is meant for another.
fn ensure_fit<P: Platform>(call: &Call<P>, method: Method, args: &Args<Doc<P>>) -> Result<(), Failure<Doc<P>>> {
    let known = &call.client.server;
    if !known.is_known() {
        return Ok(());
    }
    let number = known.get().generation();
    let meant =
        known.candidates().into_iter().find(|other| other.number != number && (other.fit)(method, args).is_meant());
    match meant {
        None => Ok(()),
        Some(_) => Err(Failure::usage(format!(
            "the server that answers there speaks API v{number}, and what it was given looks like an access token of another \
             one, so it was not sent. API v{number} has API keys; if this is one, the option apiVersion: {number} says so"
        ))),
    }
}

/// Asks the server, unless that has been done; one call asks, however many wait for it. Of the last generation that it can
/// be, a login asks by its own requests.
///
/// # Errors
/// Where nobody has answered, which the next call tries again; and where what has answered is of no generation: kind
/// `notApi`, naming each address and what came from there. Kind `usage` as in [`is_ready`].
pub async fn find<P: Platform>(call: &Call<P>, method: Method, args: &Args<Doc<P>>) -> Result<(), Failure<Doc<P>>> {
    if !call.client.server.is_known() {
        let asking = call.clone();
        let search = async move { search(&asking, Vec::new(), asks_itself(method)).await };
        call.client.server.finding.join(&*call.platform, Some(search.boxed_local())).await?;
    }
    ensure_fit(call, method, args)
}

/// After a call has failed on a server that was taken for granted: if something else than that answered, the others are
/// asked, and the call may begin again.
///
/// # Errors
/// The failure itself where that says nothing of the server, or no other is there.
pub async fn reconsider<P: Platform>(
    call: &Call<P>,
    method: Method,
    failure: Failure<Doc<P>>,
) -> Result<(), Unchanged<Doc<P>>> {
    let unchanged = |failure| Unchanged { failure, is_alone: false };
    let known = &call.client.server;
    let words = failure.elsewhere().filter(|_| !known.is_told());
    let Some(words) = words.filter(|_| known.is_presumed() || known.finding.is_running()) else {
        return Err(unchanged(failure));
    };
    let presumed = known.get().generation();
    let (asking, said) = (call.clone(), known.refusals());
    let search = async move {
        let mut said = said;
        said.push((presumed, words));
        search(&asking, said, asks_itself(method)).await
    };
    match known.finding.join(&*call.platform, Some(search.boxed_local())).await {
        Ok(()) if known.get().generation() != presumed => Ok(()),
        Ok(()) => Err(unchanged(failure)),
        Err(nobody) => Err(match nobody.elsewhere() {
            Some(words) => Unchanged { failure: failure.because(&words), is_alone: true },
            None => unchanged(failure),
        }),
    }
}

/// The failure of a login on the last generation that the server could be of: if something else answered, it is of none, and the
/// login has failed with its `first` request, on the server that it was written for (D7).
pub fn explained<P: Platform>(call: &Call<P>, failure: Failure<Doc<P>>, first: Failure<Doc<P>>) -> Failure<Doc<P>> {
    let known = &call.client.server;
    if !known.is_presumed() || failure.elsewhere().is_none() {
        return failure;
    }
    let said = known.refusals().into_iter().map(|(_, words)| words).collect::<Vec<_>>().join(". ");
    known.forget_presumption();
    first.because(&format!("no Passwork server answers there. {said}. {WAY_OUT}"))
}

/// No other server was found.
pub struct Unchanged<D> {
    /// Why the call failed.
    pub failure: Failure<D>,
    /// Whether all others have said that they are not there.
    pub is_alone: bool,
}

/// Asks one after the other who has not said yet that it is another.
async fn search<P: Platform>(
    call: &Call<P>,
    mut said: Vec<(u8, String)>,
    asks_itself: bool,
) -> Result<(), Failure<Doc<P>>> {
    let known = &call.client.server;
    let all = known.candidates();
    let open = all.iter().filter(|one| said.iter().all(|(number, _)| *number != one.number)).collect::<Vec<_>>();
    let last = open.len().saturating_sub(1);
    for (place, candidate) in open.into_iter().enumerate() {
        let server: Rc<dyn Server<P>> = (candidate.make)(known.lies());
        if asks_itself && place == last && !said.is_empty() {
            known.presume(server, said);
            return Ok(());
        }
        match (candidate.probe)(call.clone().considering(server)).await? {
            Probed::Yes(server) => {
                known.found(server);
                return Ok(());
            }
            Probed::No(words) => said.push((candidate.number, words)),
        }
    }
    known.forget_presumption();
    let said = said.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join(". ");
    Err(Failure::new(FailureKind::NotApi, format!("no Passwork server answers there. {said}. {WAY_OUT}")))
}
