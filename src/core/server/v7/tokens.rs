//! Access token and refresh token, in the forms in which a login takes them (§1.2, §6.2 row 1).

use crate::core::client::server::Fit;
use crate::core::client::session::token_store::fits_in_a_header;
use crate::core::client::{Token, Tokens};
use crate::core::failure::Failure;
use crate::core::platform::{Document, Kind};
use crate::core::text::Text;
use crate::core::white_space;

/// What a login says that is given nothing like a token.
const NO_TOKENS: &str = "Passwork 7 needs an access token: a text, 'access:refresh' as one text, or {token, refreshToken}. \
    Make one in Passwork, for a user or a service account. Nothing was sent";

/// Characters beside letters and digits of what a header can carry as a token (RFC 6750 §2.1).
const BESIDE: &str = "-._~+/=";

/// Length of a token in characters, as servers make them: base64 of 32 bytes.
const TOKEN_CHARS: usize = 44;

/// Whether what a login was given can only be meant for Passwork 7.
pub fn fit<D: Document>(given: &D) -> Fit {
    match given.kind() {
        Kind::Object => Fit::Certain,
        Kind::Text => match given.as_text().as_ref().and_then(Text::as_utf8).map(white_space::without_end) {
            Some(text) if is_meant_as_pair(text) => Fit::Certain,
            Some(text) if is_token(text) => Fit::Likely,
            _ => Fit::Unknown,
        },
        _ => Fit::Unknown,
    }
}

/// Whether a text has the form of a token that a server makes. Tokens are opaque: this is for telling them from API keys,
/// never for refusing one.
fn is_token(text: &str) -> bool {
    text.len() == TOKEN_CHARS
        && text.ends_with('=')
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='))
}

/// Whether a text is what tokens may be, with a colon. One half may be missing: an API key has no colon, and half of a pair must not
/// be sent as one.
fn is_meant_as_pair(text: &str) -> bool {
    let fits = |b: u8| b.is_ascii_alphanumeric() || b == b':' || BESIDE.contains(char::from(b));
    text.contains(':') && text.bytes().all(fits)
}

fn pair(text: &str) -> Option<(&str, &str)> {
    text.split_once(':').filter(|(access, refresh)| !access.is_empty() && !refresh.is_empty() && !refresh.contains(':'))
}

/// The tokens of a login.
///
/// # Errors
/// Kind `usage` for what holds none.
pub fn of_login<D: Document>(given: &D) -> Result<Tokens, Failure<D>> {
    let no_tokens = || Failure::usage(NO_TOKENS);
    let (access, refresh) = match given.kind() {
        Kind::Text => {
            let text = given.as_text().ok_or_else(no_tokens)?;
            let text = text.as_utf8().map(white_space::without_end).ok_or_else(no_tokens)?;
            match pair(text) {
                Some((access, refresh)) => (access.to_owned(), refresh.to_owned()),
                // Half of a pair: no token has a colon.
                None if text.contains(':') => return Err(no_tokens()),
                None => (text.to_owned(), String::new()),
            }
        }
        Kind::Object => {
            let text = |value: D| value.as_text().and_then(|text| text.as_utf8().map(str::to_owned));
            let access =
                ["token", "accessToken"].into_iter().map(|name| given.get(name)).find(|value| !value.is_nullish());
            let refresh = given.get("refreshToken");
            let refresh = if refresh.is_nullish() { Some(String::new()) } else { text(refresh) };
            (access.and_then(text).ok_or_else(no_tokens)?, refresh.ok_or_else(no_tokens)?)
        }
        _ => return Err(no_tokens()),
    };
    let (access, refresh) = (white_space::without_end(&access), white_space::without_end(&refresh));
    if access.is_empty() || !fits_in_a_header(access) || !fits_in_a_header(refresh) {
        return Err(no_tokens());
    }
    Ok((Token::Text(access.into()), refresh.into()))
}
