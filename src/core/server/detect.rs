//! Detecting the generation of a client's server: told, or asked before the first call.

use super::Generation;
use crate::core::client::server::{KnownServer, Probed};
use crate::core::client::{Call, Options};
use crate::core::failure::{Failure, FailureKind};
use crate::core::platform::{Doc, Platform};
use futures_util::future::FutureExt;

/// The option `apiVersion` with a number that is not in the table.
const NO_SUCH_VERSION: &str = "the option 'apiVersion' names no API that this version of passwork-wasm speaks: leave it out, or see the documentation";

/// Finds the server without asking anybody: by `apiVersion`, the end of the host, or because there is one generation only.
///
/// # Errors
/// Words for a person, if `apiVersion` is the number of none of them.
pub fn told<P: Platform>(generations: &[Generation<P>], options: &Options) -> Result<KnownServer<P>, &'static str> {
    let named = match options.api_version {
        Some(number) => {
            Some(generations.iter().find(|generation| f64::from(generation.number) == number).ok_or(NO_SUCH_VERSION)?)
        }
        None => generations.iter().find(|generation| {
            generation.is_told_by_suffix && options.host.as_ref().is_some_and(|host| host.ends_with(generation.suffix))
        }),
    };
    match (named, generations) {
        (Some(generation), _) | (None, [generation]) => Ok(KnownServer::told(generation.make)),
        (None, all) => {
            let candidates = all.iter().map(|generation| (generation.make, generation.probe)).collect();
            Ok(KnownServer::one_of(candidates, all[0].make))
        }
    }
}

/// Asks the server, unless that has been done; one call asks, however many wait for it.
///
/// # Errors
/// Where nobody has answered, which the next call tries again; and where what has answered is of no generation: kind
/// `notApi`, naming each address and what came from there.
pub async fn find<P: Platform>(call: &Call<P>) -> Result<(), Failure<Doc<P>>> {
    if call.client.server.is_known() {
        return Ok(());
    }
    let candidates = call.client.server.candidates();
    let asking = call.clone();
    let search = async move {
        let mut answers = Vec::new();
        for (make, probe) in candidates {
            match probe(asking.clone().considering(make())).await? {
                Probed::Yes(server) => {
                    asking.client.server.found(server);
                    return Ok(());
                }
                Probed::No(words) => answers.push(words),
            }
        }
        let message = format!("no Passwork server answers there. {}", answers.join(". "));
        Err(Failure::new(FailureKind::NotApi, message))
    };
    call.client.server.finding.join(&*call.platform, Some(search.boxed_local())).await
}
