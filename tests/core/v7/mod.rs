//! Against servers of Passwork 7. What the conformance kit for them covers over the built package is not repeated here.

use super::support;

mod errors;
mod every_method;
mod fail_closed;
mod furnished;
mod keys;
mod session;
