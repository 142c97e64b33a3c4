//! Against servers of Passwork 7. What the conformance kit for them covers over the built package is not repeated here.

use super::support;

mod every_method;
mod furnished;
mod keys;
mod session;
