//! The way of a request: from what a method asks for to the data of the answer.

pub mod agent;
pub mod answer;
mod attempts;
mod base_url;
mod endpoint;
mod error_body;
pub mod expect;
pub mod obstacle;
mod outgoing;
mod redirect;
mod refresh;
#[allow(clippy::module_inception, reason = "a request is what the folder is about")]
mod request;
mod retry;
mod secrets;
mod transport;

pub use base_url::BaseUrl;
pub use endpoint::{Endpoint, check_id};
pub use request::{Request, sorted};
