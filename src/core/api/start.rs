//! Carrying out a call: the arguments are taken, the limits are set, the method runs.

use super::local;
use super::taken::taken;
use crate::core::client::call::deadline;
use crate::core::client::{Args, Call, Method, Outcome, Values};
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Platform};
use crate::core::server::{self, detect};
use futures_util::future::LocalBoxFuture;

/// Calls a method that answers at once.
pub fn call_now<P: Platform>(method: Method, call: &Call<P>, args: &Args<Doc<P>>) -> Outcome<P> {
    call.ensure_open()?;
    local::answer(method, call, args).unwrap_or_else(|| Err(Failure::usage("this method answers with a promise")))
}

/// Calls a method that answers with a promise. What it was passed is read before this returns (D53).
pub fn call<P: Platform>(method: Method, c: Call<P>, a: Args<Doc<P>>) -> LocalBoxFuture<'static, Outcome<P>> {
    if method == Method::Close {
        return Box::pin(local::close(c)); // twice is fine
    }
    if let Err(failure) = c.ensure_open() {
        return Box::pin(async move { Err(failure) });
    }
    let a = taken(method, &*c.platform, a);
    let values = method.values();
    let c = c.with_values(values);
    let of_call = c.clone();
    let work = match values != Values::None && c.client.waits_for_key() {
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
    if !server::ASKS || c.client.server.is_known() {
        return c.server().start(method, c, a);
    }
    Box::pin(async move {
        detect::find(&c).await?;
        // It begins now, after those that were called before it: one of them may have been given a key.
        if method.values() != Values::None && c.client.waits_for_key() {
            c.client.key_settled(&*c.platform).await;
        }
        let c = c.begun_again();
        c.ensure_decided()?;
        c.server().start(method, c, a).await
    })
}
