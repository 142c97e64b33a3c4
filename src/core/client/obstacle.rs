//! Why a page gets no answer, where that can be known: of a request that has failed, browsers tell a page nothing.

/// The page that a client runs in.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Its address; empty where there is no page.
    pub address: String,
    /// Whether the browser says that it is offline.
    pub offline: bool,
}

/// What most likely stood in the way of a request to this address; `None` where nothing is known.
pub fn of(page: &Page, url: &str) -> Option<&'static str> {
    if page.offline {
        return Some("this device is offline. Try again when it has a connection");
    }
    let (page_scheme, page_host) = parts(&page.address)?;
    let (scheme, host) = parts(url)?;
    if page_scheme == "https" && scheme == "http" && !is_own_device(&host) {
        return Some(
            "a page that came by https: may not ask a host by http: (mixed content). Use the https:// address as the host",
        );
    }
    (is_local(&host) && !is_local(&page_host)).then_some(
        "no usable answer. Browsers ask before a page from the Internet may reach devices of the local network (Local \
         Network Access): allow it for this page, and check that the host is reachable and allows this origin (CORS)",
    )
}

/// Scheme and host of an absolute address, in small letters.
fn parts(address: &str) -> Option<(String, String)> {
    let address = address.to_ascii_lowercase();
    let (scheme, rest) = address.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?;
    let host = match authority.strip_prefix('[') {
        Some(v6) => v6.split(']').next()?,
        None => authority.split(':').next()?,
    };
    Some((scheme.to_owned(), host.to_owned()))
}

fn is_own_device(host: &str) -> bool {
    host == "localhost" || host.ends_with(".localhost") || host == "::1" || is_v4(host) && host.starts_with("127.")
}

fn is_v4(host: &str) -> bool {
    host.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// Roughly: this only chooses words.
fn is_local(host: &str) -> bool {
    let begins = |with: &[&str]| with.iter().any(|begin| host.starts_with(begin));
    is_own_device(host)
        || host.ends_with(".local")
        || is_v4(host)
            && begins(&["10.", "192.168.", "169.254.", "172.16.", "172.17.", "172.18.", "172.19.", "172.2", "172.3"])
        || host.contains(':') && begins(&["fc", "fd", "fe80"])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(address: &str, url: &str) -> &'static str {
        of(&Page { address: address.to_owned(), offline: false }, url).unwrap_or_default()
    }

    #[test]
    fn pages() {
        let public = "https://app.example/x";
        assert!(told(public, "http://pw.example/api/v4/a").contains("mixed content"));
        assert!(told(public, "HTTP://pw.example/api/v4/a").contains("mixed content"));
        assert_eq!(told(public, "https://pw.example/api/v4/a"), "");
        assert_eq!(told("http://app.example/", "http://pw.example/a"), "");
        for local in ["192.168.1.9", "10.0.0.1:8080", "172.20.0.1", "[fd00::1]:81", "pw.local", "localhost:3000"] {
            assert!(told(public, &format!("https://me@{local}/a")).contains("Local Network Access"), "{local}");
            assert_eq!(told("https://192.168.1.2/", &format!("https://{local}/a")), "", "{local}");
        }
        for own in ["http://localhost:1/a", "http://127.0.0.1/a", "http://[::1]/a", "http://pw.localhost"] {
            assert!(!told(public, own).contains("mixed"), "{own}");
        }
        assert_eq!(told("", "http://10.0.0.1/a"), "");
        assert_eq!(told(public, "/api/v4/a"), "");
        let offline = Page { address: String::new(), offline: true };
        assert!(of(&offline, "https://x").is_some_and(|words| words.contains("offline")));
    }
}
