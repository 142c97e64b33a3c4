//! Carrying out a call: the arguments are taken, the limits are set, the method runs.

use super::local;
use super::taken::taken;
use crate::core::client::call::deadline;
use crate::core::client::session::auth_options::AuthOptions;
use crate::core::client::{Args, Call, Method, Outcome, Values};
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Platform};
use crate::core::server::{self, detect};
use futures_util::future::LocalBoxFuture;

/// Calls a method that answers at once.
pub fn call_now<P: Platform>(method: Method, call: &Call<P>, args: &Args<Doc<P>>) -> Outcome<P> {
    call.ensure_open()?;
    local::answer(method, call, args).unwrap_or_else(|| Err(Failure::usage("this method answers with a promise")))
}

/// Calls a method that answers with a promise. What it was passed is read before this returns (D53).
pub fn call<P: Platform>(method: Method, c: Call<P>, a: Args<Doc<P>>) -> LocalBoxFuture<'static, Outcome<P>> {
    let client = c.client.clone();
    let ended = carry_out(method, c.of_method(method), a);
    Box::pin(async move {
        let outcome = ended.await;
        client.noted.outcome(outcome.as_ref().err());
        outcome
    })
}

fn carry_out<P: Platform>(method: Method, c: Call<P>, a: Args<Doc<P>>) -> LocalBoxFuture<'static, Outcome<P>> {
    if method == Method::Close {
        return Box::pin(local::close(c)); // twice is fine
    }
    if let Err(failure) = c.ensure_open().and_then(|()| c.ensure_may_call(method, &a)) {
        return Box::pin(async move { Err(failure) });
    }
    let a = taken(method, &*c.platform, a);
    let of_call = c.clone();
    let work = match method.values() != Values::None && c.client.waits_for_key() {
        true => after_key(method, c, a),
        false => begin(method, c, a),
    };
    of_call.client.under_way.add(deadline::around_call(&of_call, work), of_call.wrote.clone())
}

/// A call that needs a key which is still to come (D52): it begins when it is there, or known not to come.
fn after_key<P: Platform>(method: Method, c: Call<P>, a: Args<Doc<P>>) -> LocalBoxFuture<'static, Outcome<P>> {
    Box::pin(async move {
        c.client.key_settled(&*c.platform).await;
        begin(method, c.begun_again(), a).await
    })
}

/// A call, unless what it is to seal would go out in the clear (D41).
fn begin<P: Platform>(method: Method, c: Call<P>, a: Args<Doc<P>>) -> LocalBoxFuture<'static, Outcome<P>> {
    if let Err(failure) = c.ensure_decided() {
        return Box::pin(async move { Err(failure) });
    }
    if method == Method::SetAuthOptions {
        return set_auth_options(c, a);
    }
    if !server::ASKS || c.client.server.is_told() {
        return c.server().start(method, c, a);
    }
    match detect::is_ready(&c, method, &a) {
        Err(failure) => Box::pin(async move { Err(failure) }),
        Ok(true) if c.client.server.is_known() => c.server().start(method, c, a),
        Ok(true) => presuming(method, c, a),
        Ok(false) => Box::pin(async move {
            detect::find(&c, method, &a).await?;
            let c = begun_anew(method, c).await?;
            presuming(method, c, a).await
        }),
    }
}

/// A call on a server that may be taken for granted: if it is another, it begins again there. Nothing has been written then:
/// nobody who knows the address of the request has answered it.
fn presuming<P: Platform>(method: Method, c: Call<P>, a: Args<Doc<P>>) -> LocalBoxFuture<'static, Outcome<P>> {
    if !c.client.server.is_presumed() {
        return c.server().start(method, c, a);
    }
    // Its first steps are taken now.
    let first = c.server().start(method, c.clone(), a.clone());
    Box::pin(async move {
        match first.await {
            Ok(data) => Ok(data),
            Err(failure) => {
                let first = failure.clone();
                detect::reconsider(&c, method, failure).await.map_err(|unchanged| unchanged.failure)?;
                let c = begun_anew(method, c).await?;
                // A login asks the last generation by its own requests.
                match c.server().start(method, c.clone(), a).await {
                    Err(failure) => Err(detect::explained(&c, failure, first)),
                    outcome => outcome,
                }
            }
        }
    })
}

/// A call that begins now, after those that were called before it: one of them may have been given a key.
async fn begun_anew<P: Platform>(method: Method, c: Call<P>) -> Result<Call<P>, Failure<Doc<P>>> {
    if method.values() != Values::None && c.client.waits_for_key() {
        c.client.key_settled(&*c.platform).await;
    }
    let c = c.begun_again();
    c.ensure_decided()?;
    Ok(c)
}

/// `setAuthOptions`: the tokens are set before this returns.
fn set_auth_options<P: Platform>(c: Call<P>, a: Args<Doc<P>>) -> LocalBoxFuture<'static, Outcome<P>> {
    let begun = AuthOptions::begin(c, &a);
    Box::pin(async move {
        let mut begun = begun?;
        let c = begun.login.call.clone();
        let asks = server::ASKS && !c.client.server.is_told();
        if asks && !detect::is_ready(&c, Method::SetAuthOptions, &a)? {
            detect::find(&c, Method::SetAuthOptions, &a).await?;
        }
        let is_sure = !asks || c.client.server.is_known();
        match c.server().load_key(&mut begun, is_sure).await {
            Err(failure) if !is_sure => {
                let has_status = failure.has_status(404);
                match detect::reconsider(&c, Method::SetAuthOptions, failure).await {
                    // A server of that generation which lacks this address, if it is one at all.
                    Err(unchanged) if has_status && unchanged.is_alone => {}
                    outcome => outcome.map_err(|unchanged| unchanged.failure)?,
                }
                c.server().load_key(&mut begun, true).await?;
            }
            outcome => outcome?,
        }
        begun.login.succeed();
        Ok(Document::undefined())
    })
}
