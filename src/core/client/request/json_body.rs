//! Bodies as JSON. Large texts are woven into what stands around them.

use crate::core::crypto::random;
use crate::core::failure::{Failure, FailureKind};
use crate::core::platform::{Body, Doc, Document, ExternalBytes, HttpBody, MARGIN, Platform};

/// The body as JSON. Large texts take the place of marks that `JSON.stringify` wrote for them.
pub(super) fn written<P: Platform>(platform: &P, body: Body<Doc<P>>) -> Result<HttpBody<Doc<P>>, Failure<Doc<P>>> {
    let not_json = || {
        Failure::new(FailureKind::Usage, "an argument cannot be written as JSON (it holds a cycle or a big integer)")
    };
    if body.large.is_empty() {
        return platform.write_json(&body.document).map(HttpBody::Json).ok_or_else(not_json);
    }
    // A mark that no caller can have put there: random, and new for each body.
    let mut nonce = [0; 16];
    random::bytes(platform, &mut nonce).map_err(|e| Failure::crypto(e, ""))?;
    let nonce: String = nonce.iter().map(|b| format!("{b:02x}")).collect();
    let mark = |i: usize| format!("passwork-large-{nonce}-{i}-");
    for (i, large) in body.large.iter().enumerate() {
        large.holder.set(large.member, Document::str(&mark(i)));
    }
    let around = platform.write_json(&body.document).ok_or_else(not_json)?;
    let text = around.as_text().ok_or_else(not_json)?;
    let mut rest = text.as_utf8().ok_or_else(not_json)?;
    let mut texts = Vec::new();
    for (i, large) in body.large.into_iter().enumerate() {
        // The marks are written in the order of the entries; one that is missing was dropped by a `toJSON`.
        let (before, after) = rest.split_once(mark(i).as_str()).ok_or_else(not_json)?;
        texts.push((before, large.text));
        rest = after;
    }
    Ok(HttpBody::Woven { sent: platform.body_of(&woven(platform, texts, rest)), around })
}

/// Weaves texts into one, each after what stands before it, then the end. A single one stays where it is, and what
/// stands around it goes into its margins.
fn woven<P: Platform>(platform: &P, mut texts: Vec<(&str, ExternalBytes<Doc<P>>)>, end: &str) -> ExternalBytes<Doc<P>> {
    match texts.as_mut_slice() {
        [(before, text)] if before.len() <= text.start.min(MARGIN) && end.len() <= MARGIN => {
            text.start -= before.len();
            platform.write(&text.whole, text.start, before.as_bytes());
            platform.write(&text.whole, text.end, end.as_bytes());
            ExternalBytes { whole: text.whole.clone(), start: text.start, end: text.end + end.len() }
        }
        texts => {
            let length = texts.iter().map(|(before, text)| before.len() + text.len()).sum::<usize>() + end.len();
            let whole = platform.alloc_external(length);
            let mut at = 0;
            for (before, text) in texts {
                platform.write(&whole, at, before.as_bytes());
                platform.copy_external(&whole, at + before.len(), text);
                at += before.len() + text.len();
            }
            platform.write(&whole, at, end.as_bytes());
            ExternalBytes { whole, start: 0, end: length }
        }
    }
}
