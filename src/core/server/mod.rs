//! The generations of servers, one folder each: how each of the methods is carried out there, and the form on the wire. "v4" is
//! the generation that speaks API v4, servers up to Passwork 6; "v7" is Passwork 7, whose API is numbered v1.
//!
//! A further generation is one more folder and one more row of the table below; nobody else names one.

pub mod detect;
#[cfg(feature = "v4")]
mod v4;
#[cfg(feature = "v7")]
mod v7;

use crate::core::client::server::{JudgeFit, KnownServer, Lies, MakeServer, ProbeServer};
use crate::core::client::session::key_table::KeyTable;
use crate::core::client::{Client, Options, Session};
use crate::core::platform::{Doc, Platform};
use std::cell::RefCell;
use std::rc::Rc;

#[cfg(not(any(feature = "v4", feature = "v7")))]
compile_error!("a client needs a generation of servers: feature v4, v7 or both");

/// A generation of servers.
pub struct Generation<P: Platform> {
    /// The number by which users know it: the option `apiVersion`.
    pub number: u8,
    /// The end of its addresses.
    pub suffix: &'static str,
    /// Whether a host that ends so can be nothing else. (Old scripts keep `/api/v4` when their server is upgraded.)
    pub is_told_by_suffix: bool,
    /// Makes a server of this generation, for one client.
    pub make: MakeServer<P>,
    /// Asks a server whether it is of this generation.
    pub probe: ProbeServer<P>,
    /// Says whether what a method is given is meant for it.
    pub fit: JudgeFit<P>,
}

/// Number of generations.
const COUNT: usize = cfg!(feature = "v4") as usize + cfg!(feature = "v7") as usize;

/// The generations that there are, in the order in which they are asked for.
pub fn generations<P: Platform>() -> [Generation<P>; COUNT] {
    [
        #[cfg(feature = "v4")]
        Generation {
            number: 4,
            suffix: v4::SUFFIX,
            is_told_by_suffix: false,
            make: v4::make,
            probe: v4::probe,
            fit: v4::fit,
        },
        #[cfg(feature = "v7")]
        Generation {
            number: 7,
            suffix: v7::SUFFIX,
            is_told_by_suffix: true,
            make: v7::make,
            probe: v7::probe,
            fit: v7::fit,
        },
    ]
}

/// Whether there is anything to ask a server: with one generation there is not, and the search is compiled for tests only,
/// which have others beside it.
pub const ASKS: bool = COUNT > 1 || cfg!(not(target_arch = "wasm32"));

/// A client with these options; sends nothing.
pub fn client<P: Platform>(options: Options, session: Session, keys: Rc<RefCell<KeyTable<Doc<P>>>>) -> Client<P> {
    client_of(&generations(), options, session, keys)
}

/// A client of one of these generations; sends nothing.
pub fn client_of<P: Platform>(
    generations: &[Generation<P>],
    mut options: Options,
    session: Session,
    keys: Rc<RefCell<KeyTable<Doc<P>>>>,
) -> Client<P> {
    if let Some(host) = &mut options.host {
        host.know(generations.iter().map(|generation| generation.suffix));
    }
    let server = detect::told(generations, &options).unwrap_or_else(|words| {
        options.no_such_version = Some(words);
        KnownServer::told((generations[0].make)(Lies::AsGiven))
    });
    Client::new(server, options, session, keys)
}
