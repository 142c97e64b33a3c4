//! The words of errors. Each says what happened and what to do; none holds a secret.

use crate::core::crypto::CryptoError;
use crate::core::failure::FailureKind;

/// Message beside the code of K20, which has no other field.
pub const INVALID_TOTP: &str = "invalidTotpFormat: a field of type 'totp' must hold a base32 secret in whole groups of 8 \
    characters (A-Z, 2-7, '='); otpauth:// addresses are not accepted. Nothing was sent";
/// `listenEvent` without a function (§3.4).
pub const NOT_A_FUNCTION: &str = "Function must be provided";
/// Paths in pages (§7).
pub const NO_PATHS_HERE: &str = "Not implemented for web version";
/// A user without keys (§6.6).
pub const NO_USER_KEYS: &str = "Can't fetch user private keys";
/// Calls on a client that was closed.
pub const CLOSED: &str = "this client was closed: its session and keys are wiped. Make a new one";
/// A call that was under way when its client was closed, and had sent a write.
pub const CLOSED_DURING_WRITE: &str =
    "this client was closed while the call was under way: whether the server did what it was asked is not known";
/// A client that was closed while new tokens were on their way.
pub const TOKENS_NOT_HANDED_ON: &str = "new tokens were on their way when this client was closed, and could not be handed on \
    in time: if the server has made them, the old ones are dead, and somebody must make new ones. Session and keys are wiped here";
/// Answer that says nothing: it does not even say what has answered.
pub const EMPTY_BODY: &str = "an empty body";
/// Sending while it is undecided whether values are sealed (D41).
pub const UNDECIDED: &str = "a master password was given, but no login with it has succeeded, so nothing is sent: it would go \
    out in the clear. Log in again; to go without client-side encryption, log in without a master password";
/// `new Passwork()` without options (§2.1).
pub const NO_OPTIONS: &str = "new Passwork(options): options must be the host or an object with a member 'host'";
/// The option `host` is missing or no text (D39).
pub const NO_HOST: &str = "the option 'host' must be the address of the server, for example https://passwork.example.com, or of its API, https://passwork.example.com/api/v4";

/// A session without the key of what it is to read; before it stands what that is.
pub const MASTER_REQUIRED: &str =
    "is encrypted on the client, and this session has no master password or master key: give one to the login";

/// A folder that lies in itself (D49).
pub const FOLDERS_IN_A_CIRCLE: &str =
    "the server says that a folder lies in itself, directly or by way of others. Nothing was written";
/// The answer to a new share link is no address (D50).
pub const NO_LINK: &str = "a link was made, but what the server answered is not the address of one (http:// or https://): \
    look for it in Passwork, and remove it if it is not wanted";
/// The option `host` has the scheme of another protocol.
pub const NO_HTTP: &str = "the option 'host' must begin with https:// or http://, no other protocol is spoken. Nothing \
    was sent";

/// An engine that computes something wrong. `check`: what has shown it.
pub fn unsound(check: &str) -> String {
    format!(
        "the engine has failed its self-check ({check}), so nothing was written: the files of the package are damaged, or this \
         computer is. Passwork.selfCheck() says more"
    )
}

/// A method that writes.
pub const WOULD_WRITE: &str = "would change something on the server";
/// An item of the inbox that nobody has opened.
pub const WOULD_BE_SEEN: &str =
    "would have the server note that this inbox item was seen, or would have to open it first";

/// A call on a client that only reads. `why`: what it would do.
pub fn only_reads(method: &str, why: &str) -> String {
    format!(
        "{method} {why}, and this client only reads: it was made with the option 'readOnly', or by readOnly(). To write, make one \
         without the option, or call the method on the client that readOnly() was called on. Nothing was written"
    )
}

/// The option `oldInboxItems`.
pub const NO_OLD_INBOX_ITEMS: &str = "this inbox item is of the old kind (servers before 5.4), which the option oldInboxItems: false \
    refuses: to open it, a key that its sender chose would be stored";

/// Classification of a failure of the cryptography.
pub fn kind_of(error: CryptoError) -> FailureKind {
    match error {
        CryptoError::AttachmentHash | CryptoError::TooBig => FailureKind::Attachment,
        CryptoError::BadTotpSecret => FailureKind::Totp,
        CryptoError::NoUtf8 => FailureKind::Usage,
        _ => FailureKind::Crypto,
    }
}

/// A failure of the cryptography, with the thing that it happened to (`password pFull: cryptedPassword`). The texts
/// of the original (D3) stand alone, because scripts look for them.
pub fn crypto(error: CryptoError, subject: &str) -> String {
    match error {
        CryptoError::AttachmentHash | CryptoError::TooBig if subject.is_empty() => error.to_string(),
        _ if subject.is_empty() => error.to_string(),
        CryptoError::AttachmentHash | CryptoError::TooBig => format!("{error} ({subject})"),
        _ => format!("{subject}: {error}"),
    }
}

/// The option `minimumRounds` (D43); no derivation is one of no rounds.
pub fn too_few_rounds(rounds: u32, minimum: u32) -> String {
    let what = match rounds {
        0 => "the server has no key derived from the master password".to_owned(),
        _ => format!("the server asks for {rounds} rounds of key derivation"),
    };
    format!(
        "{what}, and the option 'minimumRounds' demands at least {minimum}. Check the host and the server's settings before \
         lowering the option: who answers there would get keys that are easy to guess"
    )
}

/// A refusal, as the server explains it.
#[derive(Default)]
pub struct Explained<'a> {
    /// Code of the refusal.
    pub code: Option<&'a str>,
    /// Text of the refusal.
    pub said: Option<&'a str>,
    /// Advice: what a person can do about it.
    pub advice: Option<&'static str>,
}

/// An error answer of the API.
pub fn api(request: &str, status: u16, text: &str, explained: &Explained<'_>) -> String {
    let mut words = match status {
        200..=299 => format!("{request} was refused (under status {status})"), // D30
        _ => format!("{request} failed with {status} {text}"),
    };
    if let Some(code) = explained.code {
        words.push_str(&format!(" ({code})"));
    }
    if let Some(said) = explained.said {
        words.push_str(&format!(": {said}"));
    }
    if let Some(advice) = explained.advice.or_else(|| advice_for_status(status)) {
        words.push_str(&format!(". {advice}"));
    }
    words
}

fn advice_for_status(status: u16) -> Option<&'static str> {
    Some(match status {
        407 => PROXY_WANTS_PASSWORD,
        413 => "The server or its proxy takes no body of that size",
        429 => "The server asks to slow down: repeat later",
        502..=504 => "The server or its proxy is not available: repeat later",
        _ => return None,
    })
}

/// Something answered that is not the API.
pub fn not_api(
    request: &str,
    status: u16,
    content_type: Option<&str>,
    body_is_empty: bool,
    html: bool,
    whereabouts: &str,
) -> String {
    let what = if body_is_empty {
        EMPTY_BODY.to_owned()
    } else if html {
        "an HTML page".to_owned()
    } else {
        match content_type {
            Some(t) if !t.is_empty() => format!("a body of type {}", t.split(';').next().unwrap_or(t).trim()),
            _ => "a body that is not the API's".to_owned(),
        }
    };
    format!(
        "{request}: the answer ({status}) is {what}, not an answer of the Passwork API. Check the host{whereabouts} \
         and what stands between: a proxy, a login page, a captive portal. A gateway that wants a token of its own gets it by the \
         option 'headers'"
    )
}

/// An answer that says JSON and is not, or that was cut off.
pub fn unreadable(request: &str, status: u16) -> String {
    format!("{request}: the answer ({status}) is cut off or not valid JSON. Nothing is known of what the server did")
}

/// The platform's code for an answer of more than 256 MiB (`too-large.mjs`).
pub const TOO_LARGE: &str = "PASSWORK_TOO_LARGE";

/// The platform's code for status 101, which switches the protocol instead of answering (`node-http.mjs`).
const UPGRADED: &str = "PASSWORK_UPGRADED";

/// Deno without the permission for the network, as `failures.mjs` reads it from its words.
const NO_PERMISSION: &str = "PASSWORK_NO_PERMISSION";

/// A proxy that wants to know who asks, as `cause.rs` reads it from its words.
pub const PROXY_PASSWORD: &str = "PASSWORK_PROXY_PASSWORD";

/// What to do about that.
const PROXY_WANTS_PASSWORD: &str = "The proxy wants a user name and a password: write them into its address, http://user:password@proxy.example.com:3128";

/// What is wrong with the option `httpAgent`, if a code of the platform says so (`http-agent.mjs`).
pub fn of_agent(code: &str) -> Option<&'static str> {
    Some(match code {
        "PASSWORK_AGENT" => {
            "the option 'httpAgent' takes an http.Agent or https.Agent, in Node only, and not beside the option 'fetch'"
        }
        "PASSWORK_AGENT_PROTOCOL" => {
            "the option 'httpAgent' is for the other protocol: a host with https:// takes an https.Agent, one with http:// an \
             http.Agent"
        }
        _ => return None,
    })
}

/// Workers, while their module is loaded; read from their words too.
const GLOBAL_SCOPE: &str = "PASSWORK_GLOBAL_SCOPE";

/// An answer that is larger than any of the API.
pub fn too_large(request: &str) -> String {
    format!(
        "{request}: the answer has more than 256 MiB, as it came or unpacked. That is no answer of the Passwork API"
    )
}

/// The answer began, and its end did not come.
pub fn cut_off(request: &str, code: &str) -> String {
    network(request, if is_packing(code) { code } else { "ECONNRESET" })
}

/// Whether a code is one of Node's decoders of gzip and deflate, Brotli, Zstandard.
fn is_packing(code: &str) -> bool {
    ["Z_", "ERR__ERROR_", "ERR_BROTLI_", "ERR_PADDING_", "ZSTD_", "ERR_ZSTD_", "ERR_ZLIB_"]
        .iter()
        .any(|begin| code.starts_with(begin))
}

/// The connection failed.
pub fn network(request: &str, code: &str) -> String {
    let advice = match code {
        "ECONNREFUSED" => "connection refused: nothing listens there. Check host and port, and that the server runs",
        "ENOTFOUND" | "EAI_AGAIN" => "the name of the host cannot be resolved. Check the host and the DNS",
        "ECONNRESET" | "UND_ERR_SOCKET" | "EPIPE" => {
            "the connection was closed before the answer was complete. Nothing is known of what the server did"
        }
        "ETIMEDOUT" | "UND_ERR_CONNECT_TIMEOUT" | "EHOSTUNREACH" | "ENETUNREACH" => {
            "the host does not answer. Check the network, a firewall, a VPN"
        }
        "DEPTH_ZERO_SELF_SIGNED_CERT" | "SELF_SIGNED_CERT_IN_CHAIN" => {
            "self-signed certificate: set NODE_EXTRA_CA_CERTS to the file of your company's CA, or pass a fetch of your \
             own that trusts it"
        }
        "UNABLE_TO_VERIFY_LEAF_SIGNATURE" | "UNABLE_TO_GET_ISSUER_CERT_LOCALLY" | "UNABLE_TO_GET_ISSUER_CERT" => {
            "the certificate's issuer is unknown here: set NODE_EXTRA_CA_CERTS to the file of your company's CA"
        }
        "CERT_HAS_EXPIRED" => "the server's certificate has expired",
        "CERT_NOT_YET_VALID" => "the server's certificate is not valid yet: check the clock of this computer",
        "ERR_SSL_WRONG_VERSION_NUMBER" => "what answers there does not speak HTTPS. Check scheme and port of the host",
        "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED" => {
            "the server demands a client certificate: in Node give the option httpAgent, new https.Agent({cert, key}), elsewhere a \
             fetch that has one"
        }
        PROXY_PASSWORD => PROXY_WANTS_PASSWORD,
        "ERR_PROXY_TUNNEL" => "the proxy refused to connect to the host. Check which proxy is set, and what it allows",
        NO_PERMISSION => {
            "Deno may not use the network: run it with --allow-net=HOST, the name of the host of the server"
        }
        GLOBAL_SCOPE => {
            "Workers may not ask anything while their module is loaded (global scope). Make the call within the handler of \
             a request"
        }
        UPGRADED => {
            "the connection was switched to another protocol (101). Check the proxy in front of the server: this is not \
             a WebSocket"
        }
        code if is_packing(code) => {
            "the answer cannot be unpacked: it is not what its header Content-Encoding says. Check the server and its proxy"
        }
        "ERR_TLS_CERT_ALTNAME_INVALID" => "the server's certificate is for another name than the host",
        _ => {
            "no usable answer. Check that the host is reachable from here; in a page also its certificate and that the \
             server allows this origin (CORS) and the browser this page to reach the local network. A page that is left \
             ends its requests"
        }
    };
    match code {
        "" | UPGRADED | PROXY_PASSWORD | NO_PERMISSION | GLOBAL_SCOPE => format!("{request}: {advice}"),
        _ => format!("{request}: {advice} ({code})"),
    }
}

/// Appended if a request other than GET has no usable answer.
pub const UNKNOWN_WHETHER_DONE: &str = "; whether it was done is not known";

/// A redirect to another origin, which is not followed (D14).
pub fn redirect_elsewhere(request: &str, origin: Option<&str>) -> String {
    let origin = origin.map_or_else(String::new, |origin| format!(", {origin}"));
    format!(
        "{request}: the server redirects to another origin{origin}. Session and keys are not sent there; if it is the \
         right one, use it as the host; if it is the login page of a gateway, give the gateway's token by the option 'headers'"
    )
}

/// A redirect to another part of the server than its API.
pub fn redirect_outside(request: &str, host: Option<&str>) -> String {
    let way_out = match host {
        Some(host) => format!("If its API is there, use {host} as the host"),
        None => "If it is the login page of a gateway, give the gateway's token by the option 'headers'".to_owned(),
    };
    format!("{request}: the server redirects out of its API, and session and keys are not sent there. {way_out}")
}

/// What is said of a redirect to https.
pub const TO_HTTPS: &str = "the server redirects to https, which is another origin";

/// A redirect from http to https: nearly always a host that was written with the wrong scheme.
pub fn redirect_to_https(request: &str, address: &str) -> String {
    format!("{request}: {TO_HTTPS}. Session and keys are not sent along: use {address} as the host")
}

/// A redirect that turns a write into a GET (D46).
pub fn redirect_of_a_write(request: &str, status: u16) -> String {
    format!(
        "{request}: the server answered with a redirect ({status}) that would make another request of it, so it was not \
         followed. Use the address that it leads to as the host"
    )
}

/// A redirect to nowhere, or to where the page may not see.
pub fn redirect_nowhere(request: &str) -> String {
    format!(
        "{request}: the server answered with a redirect, which cannot be followed here. Use the address that it leads to \
         as the host"
    )
}
