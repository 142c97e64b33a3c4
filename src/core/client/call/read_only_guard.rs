//! Guard of clients that only read. Asked when a call begins, before anything is sent or asked for; and before each request, for
//! methods that read and, of some things, would have to write.

use super::Call;
use crate::core::client::call::method::Effect;
use crate::core::client::{Args, Endpoint, Method};
use crate::core::failure::{Failure, messages};
use crate::core::platform::{Doc, Document, Platform};

impl<P: Platform> Call<P> {
    /// Fails where this call must change nothing on the server, and the method changes something there.
    pub fn ensure_may_call(&self, method: Method, args: &Args<Doc<P>>) -> Result<(), Failure<Doc<P>>> {
        let reads = match method {
            Method::Call => args
                .at(0)
                .as_text()
                .is_some_and(|name| name.as_utf8().is_some_and(|name| name.eq_ignore_ascii_case("GET"))),
            method => method.effect() == Effect::Reads,
        };
        if self.only_reads() && !reads { Err(self.only_reads_here(messages::WOULD_WRITE)) } else { Ok(()) }
    }

    /// Whether it must change nothing on the server.
    pub fn only_reads(&self) -> bool {
        self.options.read_only
    }

    /// Fails where this call must change nothing on the server, and the request is not marked as one that changes nothing.
    pub(in crate::core::client) fn ensure_may_send(
        &self,
        method: &str,
        endpoint: &Endpoint,
    ) -> Result<(), Failure<Doc<P>>> {
        let writes = method != "GET" && !endpoint.keeps_contents();
        if self.only_reads() && writes { Err(self.only_reads_here(messages::WOULD_WRITE)) } else { Ok(()) }
    }

    /// The failure of a call on a client that only reads. `why`: what the method would do.
    pub fn only_reads_here(&self, why: &str) -> Failure<Doc<P>> {
        Failure::usage(messages::only_reads(self.name, why))
    }
}
