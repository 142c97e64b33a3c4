//! Redirects: which are followed, and which are refused (spec §4.2, D14, D46).

use crate::core::client::request::below::stays_below;
use crate::core::client::request::outgoing::Outgoing;
use crate::core::failure::{Failure, FailureKind, excerpt, messages};
use crate::core::platform::{Doc, HttpResponse, Platform};
use crate::core::redact::Secrets;

/// The most redirects that one request follows (spec §4.2).
const MAX_HOPS: usize = 5;
/// Longest quotation of another origin, in characters.
const MAX_ORIGIN_CHARS: usize = 200;

/// Next address of the same request; `None` if the answer is to be taken as it is. Method and body stay as they are:
/// what would turn a write into a GET is no answer to it.
///
/// `within`: the address that it must lie below, where a server's secrets are for its API alone.
pub(super) fn next<P: Platform>(
    platform: &P,
    request: &Outgoing<'_, Doc<P>>,
    (from, within): (&str, &dyn Fn() -> Option<String>),
    response: &HttpResponse<Doc<P>>,
    hop: usize,
    secrets: &dyn Fn() -> Secrets,
) -> Result<Option<String>, Refusal> {
    let becomes_get = matches!(response.status, 301..=303);
    if !response.opaque_redirect && !becomes_get && !matches!(response.status, 305 | 307 | 308) {
        return Ok(None);
    }
    let location = response.location.as_deref();
    let there = location.and_then(|location| platform.resolve(from, location));
    // The origin of a `blob:` is that of who made it.
    let there = there.filter(|(address, _)| address.starts_with("http"));
    let here = platform.resolve(from, "");
    match (here, there) {
        (Some((_, here)), Some((address, there))) if here == there => {
            if becomes_get && request.method != "GET" {
                return Err(Refusal::BecomesGet(response.status));
            }
            if let Some((base, _)) = within().and_then(|within| platform.resolve(&within, ""))
                && !is_below(&address, &base)
            {
                let host = host_of(&address, request.endpoint.path(), &secrets().in_lower_case());
                return Err(Refusal::Outside(host.filter(|host| host.ends_with(&base[here.len()..]))));
            }
            Ok((hop < MAX_HOPS).then_some(address))
        }
        // Neither the session nor the body goes to another origin (D14).
        (here, Some((address, origin))) => {
            let here = here.map(|(_, origin)| origin).unwrap_or_default();
            Err(Refusal::elsewhere(&here, &address, origin, request.endpoint.path(), &secrets()))
        }
        (_, None) => Err(Refusal::Nowhere),
    }
}

fn shows_secret(in_lower_case: &Secrets, text: &str) -> bool {
    in_lower_case.are_in(&text.to_ascii_lowercase())
}

/// `https://host/api/v4`, if that is what the redirect of a request leads to.
fn host_of(address: &str, path: &str, in_lower_case: &Secrets) -> Option<String> {
    let host = address.strip_suffix(path)?;
    (!host.contains(['?', '#', '@']) && !shows_secret(in_lower_case, host)).then(|| host.to_owned())
}

fn is_below(address: &str, base: &str) -> bool {
    let path = address.strip_prefix(base).and_then(|rest| rest.split(['?', '#']).next());
    path.is_some_and(|path| stays_below(path.strip_suffix('/').unwrap_or(path)))
}

/// Reasons why a redirect is not followed.
pub(super) enum Refusal {
    /// A write that would become a GET.
    BecomesGet(u16),
    /// Another origin, which is named unless it holds a secret.
    Elsewhere(Option<String>),
    /// The same server, but not its API: a page to log in on, or the API at another place, which is named then.
    Outside(Option<String>),
    /// The same server by https: the address that is to be the host.
    Upgrade(String),
    /// A missing target, one that cannot be understood, or one that the page may not see.
    Nowhere,
}

impl Refusal {
    fn elsewhere(here: &str, address: &str, origin: String, path: &str, secrets: &Secrets) -> Self {
        // Addresses are parsed, and names of hosts in lower case by now.
        let secrets = secrets.in_lower_case();
        if shows_secret(&secrets, &origin) {
            return Self::Elsewhere(None);
        }
        let host = |origin: &str| origin.split("://").nth(1).and_then(|rest| rest.split(':').next()).map(str::to_owned);
        let is_upgrade = here.starts_with("http://") && origin.starts_with("https://") && host(here) == host(&origin);
        if !is_upgrade {
            return Self::Elsewhere(Some(excerpt(&origin, MAX_ORIGIN_CHARS)));
        }
        Self::Upgrade(host_of(address, path, &secrets).unwrap_or(origin))
    }

    /// The failure of the request.
    pub(super) fn failure<D: crate::core::platform::Document>(self, method: &str, shown: &str) -> Failure<D> {
        let mut message = match self {
            Self::BecomesGet(status) => messages::redirect_of_a_write(shown, status),
            Self::Elsewhere(origin) => messages::redirect_elsewhere(shown, origin.as_deref()),
            Self::Outside(host) => messages::redirect_outside(shown, host.as_deref()),
            Self::Upgrade(address) => messages::redirect_to_https(shown, &address),
            Self::Nowhere => messages::redirect_nowhere(shown),
        };
        if method != "GET" {
            message.push_str(messages::UNKNOWN_WHETHER_DONE);
        }
        Failure::without_answer(FailureKind::NotApi, shown, message, None)
    }
}
