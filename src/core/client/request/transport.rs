//! Sending one request on the wire: its headers, its failures.

use crate::core::client::request::outgoing::Outgoing;
use crate::core::client::request::{browser_blocking, redirect};
use crate::core::client::{BaseUrl, Call};
use crate::core::failure::{Cause, Failure, FailureKind, cause, messages};
use crate::core::platform::{
    Doc, Document, FetchFailure, FetchFailureReason, HttpBody, HttpRequest, HttpResponse, Platform,
};
use crate::core::redact::Secrets;

/// Sends a request and follows redirects within the server's origin.
pub async fn send<P: Platform>(
    call: &Call<P>,
    host: &BaseUrl,
    request: &Outgoing<'_, Doc<P>>,
    (shown, observed): (&str, Option<Doc<P>>),
    secrets: &dyn Fn() -> Secrets,
) -> Result<HttpResponse<Doc<P>>, Failure<Doc<P>>> {
    let platform = &*call.platform;
    let headers = call.server().headers(call, request.sends_token())?;
    if call.client.options.debug {
        platform.tell_route();
        platform.print(shown);
    }
    let address = |path| host.url(call.server().base(), path, platform.has_page());
    let mut url = address(request.endpoint.path());
    let within = || call.server().keeps_secrets_below_its_base().then(|| address(""));
    for hop in 0.. {
        let mut headers = headers.clone();
        headers.extend(host.basic().map(|value| ("Authorization", value.to_owned())));
        if !matches!(request.body, HttpBody::None) {
            headers.push(("Content-Type", "application/json".to_owned()));
        }
        let (method, body) = (request.method, request.body.clone());
        let (file, reads) = (request.endpoint.is_file(), request.reads());
        let (observed, given) = (observed.clone(), call.client.options.given_headers());
        let http = HttpRequest { method, url: url.clone(), headers, given, body, file, reads, observed };
        let response = platform.fetch(http).await;
        call.ensure_open()?;
        let response = response.map_err(|failure| {
            let (secrets, obstacle) = (secrets(), || browser_blocking::of(&platform.page(), &url));
            no_answer(&failure, shown, &secrets, &obstacle)
        })?;
        match redirect::next(platform, request, (&url, &within), &response, hop, secrets) {
            Ok(Some(address)) => url = address,
            Ok(None) => return Ok(response),
            Err(refusal) => return Err(refusal.failure(method, shown)),
        }
    }
    Err(redirect::Refusal::Nowhere.failure(request.method, shown))
}

fn no_answer<D: Document>(
    failure: &FetchFailure,
    shown: &str,
    secrets: &Secrets,
    obstacle: &dyn Fn() -> Option<&'static str>,
) -> Failure<D> {
    let code = cause::code_of(&failure.thrown, secrets);
    // Browsers tell a page no code.
    let obstacle = if code.is_empty() { obstacle() } else { None };
    let (kind, message) = match failure.reason {
        FetchFailureReason::NoFetch => {
            (FailureKind::Usage, "there is no fetch on this platform: pass one, new Passwork({host, fetch})".to_owned())
        }
        _ if cause::is_abortion(&failure.thrown) => {
            (FailureKind::Aborted, format!("{shown}: aborted by the caller's signal"))
        }
        FetchFailureReason::Network if let Some(words) = messages::of_agent(&code) => {
            (FailureKind::Usage, format!("{shown}: {words}. Nothing was sent"))
        }
        FetchFailureReason::Network => {
            let words = obstacle.map_or_else(|| messages::network(shown, &code), |why| format!("{shown}: {why}"));
            (FailureKind::Network, words)
        }
        FetchFailureReason::CutOff if code == messages::TOO_LARGE => (FailureKind::NotApi, messages::too_large(shown)),
        FetchFailureReason::CutOff => (FailureKind::Network, messages::cut_off(shown, &code)),
    };
    Failure::without_answer(kind, shown, message, Cause::redacted(&failure.thrown, secrets))
}
