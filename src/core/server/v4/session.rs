//! The end of a session (spec §3.6).

use super::wire::endpoints;
use crate::core::client::{Call, Outcome, Request};
use crate::core::platform::{Document, Platform};

/// The request that ends it.
pub fn logout<D: Document>() -> Request<D> {
    Request::post(endpoints::logout(), None)
}

/// `logout`. A failed one changes nothing, so that it can be repeated (D12).
pub async fn log_out<P: Platform>(call: Call<P>) -> Outcome<P> {
    logout().send(&call).await?;
    call.client.forget_session();
    call.sync_agent_options();
    Ok(Document::undefined())
}
