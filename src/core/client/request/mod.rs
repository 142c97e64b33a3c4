//! The way of a request: from what a method asks for to the data of the answer.

pub mod answer;
mod attempts;
mod base_url;
mod below;
pub mod browser_blocking;
pub mod dispatch;
mod endpoint;
pub mod expect;
pub mod ids;
mod json_body;
mod observed;
mod outgoing;
mod redacted_error;
mod redirect;
pub mod refresh;
#[allow(clippy::module_inception, reason = "a request is what the folder is about")]
mod request;
mod request_secrets;
mod retry;
mod transport;

pub use base_url::BaseUrl;
pub use below::stays_below;
pub use endpoint::{Endpoint, SendsToken, check_id};
pub use request::{Request, sorted};
