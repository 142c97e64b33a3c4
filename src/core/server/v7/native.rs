//! `call(method, path, payload)`: any endpoint, with tokens, envelope, renewal and errors handled (V12, V24).

use super::visit::Visit;
use super::wire::query;
use crate::core::client::request::stays_below;
use crate::core::client::{Args, Endpoint, Outcome};
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Platform};

const METHODS: [&str; 5] = ["GET", "POST", "PATCH", "PUT", "DELETE"];

/// The answer itself. What is passed goes out as it is: nothing in it is sealed here.
pub async fn call<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let given = args.at(0).as_text().and_then(|text| text.as_utf8().map(str::to_ascii_uppercase));
    let method = METHODS.into_iter().find(|method| given.as_deref() == Some(*method));
    let method = method.ok_or_else(|| Failure::usage("call needs a method: GET, POST, PATCH, PUT or DELETE"))?;
    let path = args.at(1).as_text().and_then(|path| path.as_utf8().map(str::to_owned)).filter(|path| stays_below(path));
    let path = path.ok_or_else(|| {
        Failure::usage(
            "call needs a path below /api/v1 that begins with a slash, without a query, '.', '..' and empty segments: \
             parameters go into the payload. Nothing was sent",
        )
    })?;
    let payload = args.at(2);
    let endpoint = Endpoint::given(&path);
    if method == "GET" {
        let parameters = query::parameters(&payload)?;
        return v.get(endpoint.private_query(query::pairs(&parameters))).await;
    }
    let body = match payload {
        none if none.is_nullish() => Doc::<P>::object(),
        body if body.is_object() => body,
        _ => return Err(Failure::usage("the payload of a call must be an object. Nothing was sent")),
    };
    v.request(method, endpoint, Some(body.into())).await
}
