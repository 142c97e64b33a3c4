//! Ids of the server's objects, for telling whether two are the same.

use crate::core::failure::{Failure, FailureKind};
use crate::core::platform::Document;
use crate::core::white_space;
use std::borrow::Cow;

/// The form in which ids are compared: servers take the 24 hex digits of theirs in either case, and answer in lower case.
pub fn folded(id: &str) -> Cow<'_, str> {
    match id.len() == 24 && id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        true => Cow::Owned(id.to_ascii_lowercase()),
        false => Cow::Borrowed(id),
    }
}

/// An id as it is sent (D6), by which things are told apart.
pub fn name_of<D: Document>(id: &D) -> String {
    let id = id.display().map(|id| id.to_utf8_lossy().to_string()).unwrap_or_default();
    white_space::without_end(&id).to_owned()
}

/// That this is the id of what was asked for.
///
/// # Errors
/// Kind `notApi` for another one: its values would be taken for those of the one that was asked for, and changes would go to it.
pub fn ensure_same<D: Document>(own: &D, id: &D, what: &str) -> Result<(), Failure<D>> {
    if !own.is_nullish() && folded(&name_of(own)) == folded(&name_of(id)) {
        return Ok(());
    }
    Err(Failure::new(FailureKind::NotApi, format!("the server answered with another {what} than was asked for")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_digits_alone_lose_their_case() {
        assert_eq!(folded("77AE27011DF1fd702fa8b9bb"), "77ae27011df1fd702fa8b9bb");
        for other in ["", "vMain", "77AE27011DF1FD702FA8B9B", "77AE27011DF1FD702FA8B9BG", "77AE27011DF1FD702FA8B9BB0"] {
            assert_eq!(folded(other), other);
        }
    }
}
