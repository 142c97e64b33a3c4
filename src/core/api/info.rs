//! The server itself: version, settings, activity.

use super::{Args, Outcome};
use crate::core::client::Call;
use crate::core::platform::{Doc, Document, Kind, Platform};
use crate::core::server_v4::{Endpoint, endpoints};

/// `version`: always `{version, legacySupport}`, whatever the server sends (K24).
pub async fn version<P: Platform>(call: Call<P>) -> Outcome<P> {
    call.get(endpoints::version()).await.map(|data| shaped(&data))
}

/// The same request within a login.
pub async fn version_for_login<P: Platform>(call: &Call<P>) -> Outcome<P> {
    call.get(endpoints::version().of_login()).await.map(|data| shaped(&data))
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
pub async fn settings<P: Platform>(call: Call<P>) -> Outcome<P> {
    call.get(Endpoint::at("/info/settings")).await
}

/// `activityReport(dateFrom, dateTo = null)`.
pub async fn activity_report<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let body = Document::record([("dateFrom", args.at(0)), ("dateTo", args.or_null(1))]);
    call.post(Endpoint::at("/info/activity-report").that_reads(), body).await
}
