//! Addresses of share links, with the code that opens them behind.

use crate::core::failure::{Failure, FailureKind, messages};
use crate::core::platform::{Doc, Document, Platform};
use crate::core::text::Text;
use crate::core::white_space::is_white;

/// The address that the server answered with, if it is one (D50): it is shown, clicked on and sent to others, and the code goes
/// behind it.
///
/// # Errors
/// Kind `notApi` for anything else.
pub fn with_code<P: Platform>(platform: &P, link: &Doc<P>, code: Option<&Text>) -> Result<Doc<P>, Failure<Doc<P>>> {
    let link = link.as_text().filter(|link| {
        let Some(link) = link.as_utf8() else { return false };
        let begins = |scheme: &str| link.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
        (begins("https://") || begins("http://"))
            && !link.contains(|c: char| is_white(c) || c.is_control())
            && platform.resolve(link, "").is_some()
    });
    let link = link.ok_or_else(|| Failure::new(FailureKind::NotApi, messages::NO_LINK))?;
    let Some(code) = code else { return Ok(Document::text(&link)) };
    let units = link.units().chain("#code=".encode_utf16()).chain(code.units()).collect::<Vec<_>>();
    Ok(Document::text(&Text::from_units(&units)))
}
