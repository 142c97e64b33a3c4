//! Reasons why a page gets no answer, where they can be known: of a request that has failed, browsers tell a page
//! nothing.

use crate::core::platform::Page;

/// Most likely obstacle to a request to this address; `None` where nothing is known.
pub fn of(page: &Page, url: &str) -> Option<&'static str> {
    if page.offline {
        return Some("this device is offline");
    }
    let is_plain = url.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http://"));
    let is_own_device = || ["localhost", "127.", "[::1]"].iter().any(|own| url[7..].starts_with(own));
    (page.address.starts_with("https:") && is_plain && !is_own_device())
        .then_some("a page that came by https: may not ask a host by http: (mixed content). Use its https:// address")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(address: &str, url: &str) -> &'static str {
        of(&Page { address: address.to_owned(), offline: false }, url).unwrap_or_default()
    }

    #[test]
    fn pages() {
        let page = "https://app.example/x";
        for url in ["http://pw.example/a", "HTTP://pw.example/a", "http://192.168.1.1/a"] {
            assert!(told(page, url).contains("mixed content"), "{url}");
            assert_eq!(told("http://app.example/", url), "", "{url}");
            assert_eq!(told("", url), "", "{url}");
        }
        for url in
            ["https://pw.example/a", "/api/v4/a", "http", "http://localhost:1/a", "http://127.0.0.1", "http://[::1]/a"]
        {
            assert_eq!(told(page, url), "", "{url}");
        }
        assert!(of(&Page { address: String::new(), offline: true }, "https://x").is_some());
    }
}
