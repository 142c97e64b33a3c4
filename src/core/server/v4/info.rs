//! The server itself: version, settings, activity.

use crate::core::client::{Args, Call, Endpoint, Outcome, Request};
use crate::core::platform::{Doc, Document, Kind, Platform};
use crate::core::server::v4::wire::endpoints;

/// `version`: always `{version, legacySupport}`, whatever the server sends (K24); what it has said already is not asked again.
pub async fn version<P: Platform>(call: Call<P>, said: Option<Doc<P>>) -> Outcome<P> {
    asked(&call, endpoints::version(), said).await
}

/// `version` as the first step of a login.
pub async fn version_for_login<P: Platform>(call: &Call<P>, said: Option<Doc<P>>) -> Outcome<P> {
    asked(call, endpoints::version().login(), said).await
}

async fn asked<P: Platform>(call: &Call<P>, endpoint: Endpoint, said: Option<Doc<P>>) -> Outcome<P> {
    let data = match said {
        Some(data) => data,
        None => call.get(endpoint).await?,
    };
    let version = shaped(&data);
    call.client.noted.version(&version.own("version"));
    Ok(version)
}

fn shaped<D: Document>(data: &D) -> D {
    let (mut version, mut legacy) = (D::str(""), D::bool(false));
    match data.kind() {
        Kind::Text => version = data.clone(),
        Kind::Object => {
            if data.has_own("version") {
                version = data.own("version");
            }
            if data.has_own("legacySupport") {
                legacy = data.own("legacySupport");
            }
        }
        _ => {}
    }
    D::record([("version", version), ("legacySupport", legacy)])
}

/// `getPassworkSettings`.
pub fn settings<D: Document>() -> Request<D> {
    Request::get(Endpoint::at("/info/settings"))
}

/// `activityReport(dateFrom, dateTo = null)`.
pub fn activity_report<D: Document>(args: &Args<D>) -> Request<D> {
    let body = D::record([("dateFrom", args.at(0)), ("dateTo", args.or_null(1))]);
    Request::post(Endpoint::at("/info/activity-report").safe(), Some(body))
}
