//! The generations of servers, one folder each: how each of the methods is carried out there, and the form on the wire. "v4" is
//! the generation that speaks API v4, servers up to Passwork 6.
//!
//! A further generation is one more folder and one more row of the table below; nobody else names one.

#[cfg(feature = "v4")]
mod v4;

use crate::core::client::Server;
use crate::core::platform::Platform;
use std::rc::Rc;

#[cfg(not(feature = "v4"))]
compile_error!("a client needs a generation of servers: feature v4");

/// One generation of servers.
pub struct Generation<P: Platform> {
    /// A server of it, for one client.
    pub make: fn() -> Rc<dyn Server<P>>,
}

/// The generations that there are; the first one is taken where nothing says otherwise.
pub fn generations<P: Platform>() -> [Generation<P>; 1] {
    [
        #[cfg(feature = "v4")]
        Generation { make: || Rc::new(v4::V4) },
    ]
}

/// The server of a new client, until something says otherwise.
pub fn first<P: Platform>() -> Rc<dyn Server<P>> {
    (generations()[0].make)()
}
