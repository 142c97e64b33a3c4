//! Finding the DER of a key in a text: PEM, or bare base64.

use passwork_values::base64::decode_skipping_foreign;
use zeroize::Zeroizing;

const BEGIN: &[u8] = b"-----BEGIN";
const DASHES: &[u8] = b"-----";

/// Gives `read` one block after the other until it can read one, and returns what it made of that. Neither the label of
/// a PEM header nor the way lines end matters, and what stands outside of the blocks is skipped; a text without blocks
/// is base64.
pub(super) fn first<T>(text: &[u8], read: impl Fn(&[u8]) -> Option<T>) -> Option<T> {
    let read = |base64: &[u8]| read(&Zeroizing::new(decode_skipping_foreign(base64)));
    let mut blocks = 0;
    let mut rest = text;
    while let Some(begin) = find(rest, BEGIN) {
        blocks += 1;
        rest = &rest[begin + BEGIN.len()..];
        let body = &rest[find(rest, DASHES)? + DASHES.len()..];
        let (body, after) = body.split_at(find(body, DASHES).unwrap_or(body.len()));
        if let Some(key) = read(body) {
            return Some(key);
        }
        rest = after;
    }
    if blocks == 0 { read(text) } else { None }
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}
