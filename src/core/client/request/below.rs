//! Paths that come from elsewhere, of a caller or of a redirect, and must not leave the API (V24).

/// Whether an address made of it stays below the API, whatever a parser of addresses makes of it.
pub fn stays_below(path: &str) -> bool {
    let is_plain = path.bytes().all(|byte| matches!(byte, 0x21..=0x7E) && !b"\\?#\"<>`{}|^".contains(&byte));
    // Proxies decode these before they look where it leads.
    let decoded = path.to_ascii_lowercase().replace("%2e", ".").replace("%2f", "/").replace("%5c", "/");
    let Some(rest) = decoded.strip_prefix('/').filter(|_| path.starts_with('/')) else { return false };
    is_plain && !rest.split('/').any(|segment| matches!(segment, "" | "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::stays_below;

    #[test]
    fn paths() {
        for good in ["/app/features", "/items/5f/attachment/6a", "/a%20b/c.d", "/a%2Fb"] {
            assert!(stays_below(good), "{good}");
        }
        for bad in [
            "",
            "/",
            "app",
            "//host/x",
            "https://host/x",
            "/../v4",
            "/a/../../s",
            "/a/%2e%2E/b",
            "/a/./b",
            "/a//b",
            "/a\\b",
            "/a?b",
            "/a#b",
            "/a b",
            "/a\nb",
            "/ä",
            "/a/..%2F..%2fx",
            "/..%5Cx",
            "/%2e%2e%2fx",
        ] {
            assert!(!stays_below(bad), "{bad}");
        }
    }
}
