//! Causes of a failed request, as an error may show them. What a `fetch` throws may hold the request in any of its
//! members, so none of it is handed on: its name, code and message are told again, without secrets.

use crate::core::failure::messages;
use crate::core::failure::visible::{excerpt, visible};
use crate::core::redact::Secrets;

/// The longest message that is redacted, in characters.
const MAX_MESSAGE_CHARS: usize = 2000;

/// Something that was thrown, in the words that the platform reads from it.
#[derive(Clone, Default)]
pub struct Thrown {
    /// Name of the error, such as `TypeError`.
    pub name: String,
    /// Code of the error, such as `ECONNREFUSED`; empty for none.
    pub code: String,
    /// Message of the error.
    pub message: String,
}

/// The `cause` of an error.
#[derive(Clone)]
pub enum Cause<D> {
    /// The caller's or the platform's own value, unchanged.
    Own(D),
    /// A chain of errors that are made anew, the outermost first.
    Redacted(Vec<Thrown>),
}

impl<D> Cause<D> {
    /// Makes a cause of what was thrown, without secrets; `None` if there was nothing.
    pub fn redacted(thrown: &[Thrown], secrets: &Secrets) -> Option<Self> {
        let told = |error: &Thrown| Thrown {
            name: plain_name(&error.name, secrets).unwrap_or("Error").to_owned(),
            code: plain_name(&error.code, secrets).unwrap_or_default().to_owned(),
            message: visible(&excerpt(&secrets.redact(&error.message), MAX_MESSAGE_CHARS)),
        };
        (!thrown.is_empty()).then(|| Self::Redacted(thrown.iter().map(told).collect()))
    }
}

/// A name or code that looks like one and holds no secret.
fn plain_name<'n>(name: &'n str, secrets: &Secrets) -> Option<&'n str> {
    let fits = name.len() <= 64 && name.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_plain = fits && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    Some(name).filter(|name| is_plain && !secrets.are_in(name))
}

/// Whether a signal ended the request.
pub fn is_abortion(thrown: &[Thrown]) -> bool {
    thrown.first().is_some_and(|error| error.name == "AbortError")
}

/// The code of the failure, where the platform gives one (`ECONNREFUSED`, `CERT_HAS_EXPIRED` …), or what its words mean.
pub fn code_of(thrown: &[Thrown], secrets: &Secrets) -> String {
    let code = thrown.iter().find_map(|error| plain_name(&error.code, secrets));
    match code {
        Some("EPROTO") => thrown.iter().find_map(|e| tls_code(&e.message)).filter(|code| !secrets.are_in(code)),
        Some("ERR_PROXY_TUNNEL" | "UND_ERR_ABORTED") if thrown.iter().any(wants_proxy_password) => {
            Some(messages::PROXY_PASSWORD.to_owned())
        }
        Some(code) => Some(code.to_owned()),
        None => thrown.iter().find_map(|error| code_of_words(&error.message)).map(str::to_owned),
    }
    .or_else(|| code.map(str::to_owned))
    .unwrap_or_default()
}

/// Whether it says so of a proxy, as Node and undici do: by the line of its answer, or its status.
fn wants_proxy_password(error: &Thrown) -> bool {
    [" 407", "(407)"].iter().any(|status| error.message.contains(status))
}

/// Finds the code of a failure in its words: Deno and workerd say it in words only.
fn code_of_words(message: &str) -> Option<&'static str> {
    let known = [
        (": UnknownIssuer", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"),
        ("certificate expired", "CERT_HAS_EXPIRED"),
        ("certificate not valid for name", "ERR_TLS_CERT_ALTNAME_INVALID"),
        ("Connection refused", "ECONNREFUSED"),
        ("dns error", "ENOTFOUND"),
        ("Requires net access", "PASSWORK_NO_PERMISSION"),
        ("--allow-net", "PASSWORK_NO_PERMISSION"),
        ("global scope", "PASSWORK_GLOBAL_SCOPE"), // workerd
    ];
    known.iter().find(|(words, _)| message.contains(words)).map(|(_, code)| *code)
}

/// Makes a code of `…:SSL routines:…:wrong version number:…`, as Node writes it elsewhere:
/// `ERR_SSL_WRONG_VERSION_NUMBER`.
fn tls_code(message: &str) -> Option<String> {
    let (_, rest) = message.split_once(":SSL routines:")?;
    let reason = rest.split(':').nth(1).filter(|reason| !reason.is_empty() && reason.len() <= 64)?;
    let is_plain = reason.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b' ');
    is_plain.then(|| format!("ERR_SSL_{}", reason.to_ascii_uppercase().replace(' ', "_")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn thrown(code: &str, message: &str) -> Thrown {
        Thrown { name: "TypeError".to_owned(), code: code.to_owned(), message: message.to_owned() }
    }

    fn code(chain: &[Thrown]) -> String {
        code_of(chain, &Secrets::default())
    }

    #[test]
    fn codes() {
        let outer = || thrown("", "fetch failed");
        assert_eq!(code(&[outer(), thrown("ECONNREFUSED", "connect")]), "ECONNREFUSED");
        assert_eq!(code(&[thrown("UND_ERR_SOCKET", ""), thrown("ECONNRESET", "")]), "UND_ERR_SOCKET");
        assert_eq!(code(&[thrown("ConnectionRefused", "")]), "ConnectionRefused");
        for odd in ["", "two words", "a/b", "-1", "20", "ünï", &"E".repeat(65)] {
            assert_eq!(code(&[thrown(odd, "x")]), "", "{odd}");
        }
        assert_eq!(code(&[]), "");
    }

    #[test]
    fn a_proxy_that_wants_a_password() {
        let tunnel = |words: &str| {
            code(&[thrown(
                "ERR_PROXY_TUNNEL",
                &format!("Failed to establish tunnel to x:443 via http://p:1/: {words}"),
            )])
        };
        assert_eq!(tunnel("HTTP/1.1 407 Proxy Authentication Required"), messages::PROXY_PASSWORD);
        assert_eq!(tunnel("HTTP/1.1 407"), messages::PROXY_PASSWORD);
        assert_eq!(tunnel("HTTP/1.1 403 Forbidden"), "ERR_PROXY_TUNNEL");
        let undici = thrown("UND_ERR_ABORTED", "Proxy response (407) !== 200 when HTTP Tunneling");
        assert_eq!(code(&[thrown("", "fetch failed"), undici]), messages::PROXY_PASSWORD);
        assert_eq!(code(&[thrown("ECONNRESET", "read 407")]), "ECONNRESET");
    }

    #[test]
    fn codes_of_openssl() {
        let words = "write EPROTO 40A7:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../s.c:355:\n";
        assert_eq!(code(&[outer_of(words)]), "ERR_SSL_WRONG_VERSION_NUMBER");
        assert_eq!(code(&[thrown("", "x"), outer_of(words)]), "ERR_SSL_WRONG_VERSION_NUMBER");
        for other in ["write EPROTO", "a:SSL routines:b", "a:SSL routines:b::", "a:SSL routines:b:<é>:"] {
            assert_eq!(code(&[outer_of(other)]), "EPROTO");
        }
    }

    fn outer_of(words: &str) -> Thrown {
        thrown("EPROTO", words)
    }

    #[test]
    fn words_of_deno_and_workerd() {
        for (words, wanted) in [
            ("client error (Connect): invalid peer certificate: UnknownIssuer", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"),
            ("invalid peer certificate: certificate expired: verification time", "CERT_HAS_EXPIRED"),
            ("certificate not valid for name \"localhost\"", "ERR_TLS_CERT_ALTNAME_INVALID"),
            ("tcp connect error: Connection refused (os error 111)", "ECONNREFUSED"),
            ("dns error: failed to lookup address information", "ENOTFOUND"),
            ("Requires net access to \"x\"", "PASSWORK_NO_PERMISSION"),
            ("run again with the --allow-net flag", "PASSWORK_NO_PERMISSION"),
            ("Disallowed operation called within global scope.", "PASSWORK_GLOBAL_SCOPE"),
            ("something else", ""),
        ] {
            assert_eq!(code(&[thrown("", "error sending request"), thrown("", words)]), wanted);
        }
    }

    #[test]
    fn nothing_but_words_without_secrets_is_retold() {
        let mut secrets = Secrets::default();
        secrets.add("the key 1");
        secrets.add("SECRETKEY");
        let long = format!("{}the key 1", "x".repeat(MAX_MESSAGE_CHARS - 1));
        let chain = [
            thrown("EOK", "at /login/the%20key%201\n"),
            Thrown { name: "a name".into(), ..thrown("xSECRETKEY", &long) },
            Thrown { name: "SECRETKEYError".into(), ..thrown("", "") },
        ];
        let Some(Cause::<()>::Redacted(told)) = Cause::redacted(&chain, &secrets) else { panic!("not redacted") };
        let told: Vec<_> = told.iter().map(|e| (e.name.as_str(), e.code.as_str(), e.message.as_str())).collect();
        let cut = format!("{}*…", "x".repeat(MAX_MESSAGE_CHARS - 1));
        let at = ("TypeError", "EOK", r"at /login/***\u000a");
        assert_eq!(told, [at, ("Error", "", cut.as_str()), ("Error", "", "")]);
        assert!(Cause::<()>::redacted(&[], &secrets).is_none());
        assert_eq!(code_of(&chain[1..], &secrets), "");
    }

    #[test]
    fn abortions() {
        let aborted = Thrown { name: "AbortError".to_owned(), ..Thrown::default() };
        assert!(is_abortion(&[aborted.clone(), thrown("", "")]));
        assert!(!is_abortion(&[thrown("", ""), aborted]) && !is_abortion(&[]));
    }
}
