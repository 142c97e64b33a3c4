//! The option `host`: where requests go, and how it is shown.

use crate::core::crypto::base64;
use crate::core::redact::Secrets;
use crate::core::white_space::is_white;
use percent_encoding::percent_decode_str;

/// The scheme of the header `Authorization`.
const BASIC: &str = "Basic ";

/// The base address of the API.
#[derive(Clone)]
pub struct BaseUrl {
    /// Address that requests are sent to: trailing slashes dropped, credentials taken out.
    address: String,
    /// Address that `httpRequest` and debug output show: as given, without trailing slashes, a password replaced.
    shown: String,
    /// Length of the end of both that names an API; the root is what stands before it.
    suffix: usize,
    /// HTTP Basic credentials of the address, ready for the header `Authorization`.
    basic: Option<String>,
    /// The password among them: as it is, and as it stands in the address.
    password: [String; 2],
}

impl BaseUrl {
    /// Reads the option; `None` if it names nothing. Trailing slashes do not matter (D5), nor does white space around it
    /// (D6).
    pub fn new(given: &str) -> Option<Self> {
        let given = given.trim_matches(is_white);
        (!given.is_empty()).then(|| Self::read(given.trim_end_matches(|c| c == '/' || is_white(c))))
    }

    fn read(trimmed: &str) -> Self {
        let scheme_end = trimmed.find("://").map_or(0, |i| i + 3);
        let authority_end = trimmed[scheme_end..].find(['/', '?', '#']).map_or(trimmed.len(), |i| scheme_end + i);
        let authority = &trimmed[scheme_end..authority_end];
        let (scheme, rest) = (&trimmed[..scheme_end], &trimmed[authority_end..]);
        match authority.rsplit_once('@') {
            None => {
                let (shown, password) = shown_of(scheme, &trimmed[scheme_end..]);
                let password = [password.to_owned(), String::new()];
                Self { address: trimmed.to_owned(), shown, suffix: 0, basic: None, password }
            }
            Some((user_info, bare)) => {
                let (user, password) = user_info.split_once(':').unwrap_or((user_info, ""));
                let decoded = |s: &str| percent_decode_str(s).collect::<Vec<u8>>();
                let shown = if user_info.contains(':') { format!("{user}:***") } else { user.to_owned() };
                let pair = [decoded(user), b":".to_vec(), decoded(password)].concat();
                Self {
                    address: format!("{scheme}{bare}{rest}"),
                    shown: format!("{scheme}{shown}@{bare}{rest}"),
                    suffix: 0,
                    basic: Some(format!("{BASIC}{}", base64::encode(&pair))),
                    password: [String::from_utf8_lossy(&decoded(password)).into_owned(), password.to_owned()],
                }
            }
        }
    }

    /// Finds the root, given the ends of addresses that name an API.
    pub fn know(&mut self, suffixes: impl IntoIterator<Item = &'static str>) {
        let known = suffixes.into_iter().find(|suffix| self.ends_with(suffix));
        self.suffix = known.map_or(0, str::len);
    }

    /// Whether it ends with what names an API. (A server may have the name `api`: `https://api/v4` has no such end.)
    pub fn ends_with(&self, suffix: &str) -> bool {
        let root = self.address.strip_suffix(suffix).map(|root| root.trim_end_matches('/'));
        root.is_some_and(|root| !root.ends_with(':'))
    }

    /// Whether anything stands behind the name of the host.
    pub fn has_path(&self) -> bool {
        let host = self.address.split_once("://").map_or(self.address.as_str(), |(_, host)| host);
        host.contains(['/', '?', '#'])
    }

    /// Joins the root of one of the two forms with the place of an API; without one, the form as it was given.
    fn based(&self, form: &str, base: Option<&str>) -> String {
        let root = || form[..form.len() - self.suffix].trim_end_matches('/');
        base.map_or_else(|| form.to_owned(), |base| format!("{}{base}", root()))
    }

    /// The scheme, if there is one, as it is written.
    fn scheme(&self) -> Option<&str> {
        self.address.split_once("://").map(|(scheme, _)| scheme).filter(|scheme| !scheme.contains(['/', '?', '#']))
    }

    /// False for a scheme that is not that of HTTP, however it is written.
    pub fn is_http(&self) -> bool {
        self.scheme().is_none_or(|scheme| ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)))
    }

    /// The address of an endpoint; `base` is where the API lies ([`Protocol::base`](crate::core::client::Protocol::base)).
    /// Outside pages a host without a scheme is plain http (spec §4.1).
    pub fn url(&self, base: Option<&str>, path: &str, has_page: bool) -> String {
        let scheme = if has_page || self.scheme().is_some() { "" } else { "http://" };
        format!("{scheme}{}{path}", self.based(&self.address, base))
    }

    /// The address as it was given, but for trailing slashes and credentials.
    pub fn without_credentials(&self) -> &str {
        if self.basic.is_some() { &self.address } else { &self.shown }
    }

    /// The address of an endpoint, as it may be shown.
    pub fn shown(&self, base: Option<&str>, path: &str) -> String {
        format!("{}{path}", self.based(&self.shown, base))
    }

    /// The value of `Authorization`, if the address has credentials.
    pub fn basic(&self) -> Option<&str> {
        self.basic.as_deref()
    }

    /// Tells what no error may show: the credentials, as they are and in base64.
    pub fn tell(&self, secrets: &mut Secrets) {
        self.password.iter().for_each(|password| secrets.add(password));
        if let Some(credentials) = self.basic.as_deref().and_then(|header| header.strip_prefix(BASIC)) {
            secrets.add(credentials.trim_end_matches('='));
        }
    }
}

/// An address without credentials, as it is shown; or one whose password holds a `/`, `?` or `#` that ends the authority, which no
/// request can use: then nothing before its last `@`, and that password.
fn shown_of<'a>(scheme: &str, rest: &'a str) -> (String, &'a str) {
    match rest.rsplit_once('@').and_then(|(user_info, bare)| Some((user_info.split_once(':')?.1, bare))) {
        Some((password, bare)) => (format!("{scheme}***@{bare}"), password),
        None => (format!("{scheme}{rest}"), ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(given: &str) -> BaseUrl {
        BaseUrl::new(given).unwrap()
    }

    #[test]
    fn white_space_around_it_is_dropped() {
        for given in [" https://x/api\n", "\t\r\nhttps://x/api/ / \r\n", "https://x/api\u{B}\u{C}"] {
            assert_eq!(host(given).url(None, "/a", false), "https://x/api/a");
            assert_eq!(host(given).shown(None, "/a"), "https://x/api/a");
        }
        assert!(BaseUrl::new("").is_none() && BaseUrl::new(" \r\n").is_none());
        assert_eq!(host("/ \n").url(None, "/a", true), "/a");
    }

    #[test]
    fn a_password_that_ends_the_authority_is_not_shown() {
        for given in
            ["https://u:p#secret@x/api", "https://u:se/cret@x/api", "https:/u:secret@x/api", "//u:secret?@x/api"]
        {
            let host = host(given);
            assert!(host.shown(None, "/a").ends_with("***@x/api/a"), "{given}");
            assert!(host.without_credentials().ends_with("***@x/api"), "{given}");
            let mut secrets = Secrets::default();
            host.tell(&mut secrets);
            assert!(!secrets.redact(given).contains("cret"), "{given}");
        }
        assert_eq!(host("https://x/team@y/api").shown(None, "/a"), "https://x/team@y/api/a");
    }

    #[test]
    fn trailing_slashes_are_dropped() {
        assert_eq!(host("https://x/api/v4///").url(None, "/a", false), "https://x/api/v4/a");
    }

    #[test]
    fn a_host_without_scheme_is_http_outside_pages_only() {
        assert_eq!(host("x:81/api").url(None, "/a", false), "http://x:81/api/a");
        assert_eq!(host("/api/v4").url(None, "/a", true), "/api/v4/a");
        assert_eq!(host("x").shown(None, "/a"), "x/a");
        assert_eq!(host("httpd.example/api").url(None, "/a", false), "http://httpd.example/api/a");
        assert_eq!(host("/api?from=http://x").url(None, "/a", true), "/api?from=http://x/a");
    }

    #[test]
    fn schemes_are_known_however_they_are_written() {
        for given in ["HTTP://x", "https://x", "HtTpS://x", "x:81", "/api", "localhost:8080/a"] {
            assert!(host(given).is_http(), "{given}");
        }
        for given in ["ftp://x", "ws://x", "file:///x", "httpx://x", "://x"] {
            assert!(!host(given).is_http(), "{given}");
        }
        assert_eq!(host("HTTP://x").url(None, "/a", false), "HTTP://x/a");
    }

    #[test]
    fn an_api_lies_below_the_root() {
        let known = |given: &str| {
            let mut host = host(given);
            host.know(["/api/v0", "/api/v9"]);
            host
        };
        for given in ["https://x/sub", "https://x/sub/", "https://x/sub/api/v0", "https://me:pw@x/sub/api/v9/"] {
            assert_eq!(known(given).url(Some("/api/v9"), "/a", false), "https://x/sub/api/v9/a");
        }
        assert_eq!(known("https://me:pw@x/api/v0").shown(Some("/api/v9"), "/a"), "https://me:***@x/api/v9/a");
        assert_eq!(known("/api/v0").url(Some("/api/v9"), "/a", true), "/api/v9/a");
        assert_eq!(known("https://x//api/v0").url(Some("/api/v9"), "/a", false), "https://x/api/v9/a");
        assert_eq!(known("https://api/v0").url(Some("/api/v9"), "/a", false), "https://api/v0/api/v9/a");
        assert_eq!(known("https://x/api/v0").url(None, "/a", false), "https://x/api/v0/a"); // to the letter
    }

    #[test]
    fn credentials_become_a_header_and_are_not_shown() {
        let with_credentials = host("https://me:p%40ss@x/api");
        assert_eq!(with_credentials.url(None, "/a", false), "https://x/api/a");
        assert_eq!(with_credentials.shown(None, "/a"), "https://me:***@x/api/a");
        assert_eq!(with_credentials.basic(), Some("Basic bWU6cEBzcw=="));
        assert_eq!(host("https://me@x/api").shown(None, "/a"), "https://me@x/api/a");
    }

    #[test]
    fn credentials_are_secrets() {
        let told = |host: &str, text: &str| {
            let mut secrets = Secrets::default();
            BaseUrl::new(host).unwrap().tell(&mut secrets);
            secrets.redact(text).into_owned()
        };
        let host = "https://me:p%40ss%20w0rd@x/api";
        for form in ["p@ss w0rd", "p%40ss%20w0rd", "p%40ss+w0rd", "bWU6cEBzcyB3MHJk"] {
            assert_eq!(told(host, &format!("<{form}>")), "<***>");
        }
        assert_eq!(told(host, "https://me@x"), "https://me@x");
        assert_eq!(told("https://me:pw@x", "me:pw@x Basic bWU6cHc="), "me:***@x Basic ***=");
        assert_eq!(told("https://x", "https://x"), "https://x");
    }
}
