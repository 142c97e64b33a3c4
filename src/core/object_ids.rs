//! Ids of the server's objects, for telling whether two are the same.

use std::borrow::Cow;

/// The form in which ids are compared: servers take the 24 hex digits of theirs in either case, and answer in lower case.
pub fn folded(id: &str) -> Cow<'_, str> {
    match id.len() == 24 && id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        true => Cow::Owned(id.to_ascii_lowercase()),
        false => Cow::Borrowed(id),
    }
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
