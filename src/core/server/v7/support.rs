//! What Passwork 7 has no counterpart for, and how that is said (§6.2, V13).

use crate::core::client::Method;
use crate::core::failure::{Failure, FailureKind};
use crate::core::platform::Document;

/// A method that this server has nothing for; `words` say why, or the way out.
pub fn unsupported<D: Document>(method: Method, words: &str) -> Failure<D> {
    let message =
        format!("{} is not to be had on this server of Passwork 7: {words}. Nothing was written", method.name());
    Failure::new(FailureKind::UnsupportedByServer, message)
}

/// Something that was asked for and has not happened, although the server said so.
pub fn not_as_asked<D: Document>(method: Method, words: &str) -> Failure<D> {
    let message = format!("{}: the server answered without an error, but {words}", method.name());
    Failure::new(FailureKind::UnsupportedByServer, message)
}

/// An agent of the caller's own.
pub fn no_foreign_agent<D: Document>() -> Failure<D> {
    Failure::usage(
        "an agent of your own (new Passwork(options, {agent})) is written for API v4 and cannot be used with Passwork 7: leave \
         it out, or pass a fetch of your own. Nothing was sent",
    )
}
