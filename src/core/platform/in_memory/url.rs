//! Addresses: as much of a URL parser as redirects need.

/// `reference` resolved against `base`: the absolute address and its origin.
pub fn resolve(base: &str, reference: &str) -> Option<(String, String)> {
    let base = parts(base)?;
    let absolute = if let Some(found) = parts(reference) {
        found
    } else if reference.contains("://") {
        return None;
    } else if let Some(rest) = reference.strip_prefix("//") {
        parts(&format!("{}://{rest}", base.scheme))?
    } else if reference.starts_with('/') {
        Parts { path: reference.to_owned(), ..base }
    } else if reference.is_empty() {
        base
    } else {
        let folder = base.path.rfind('/').map_or("", |i| &base.path[..i]);
        Parts { path: format!("{folder}/{reference}"), ..base }
    };
    let origin = format!("{}://{}", absolute.scheme, absolute.authority);
    Some((format!("{origin}{}", absolute.path), origin))
}

struct Parts {
    scheme: String,
    authority: String,
    path: String,
}

fn parts(address: &str) -> Option<Parts> {
    let (scheme, rest) = address.split_once("://")?;
    if scheme.is_empty() || !scheme.chars().all(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let scheme = scheme.to_ascii_lowercase();
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let authority = rest[..end].rsplit('@').next().unwrap_or_default().to_ascii_lowercase();
    if authority.is_empty() {
        return None;
    }
    let default_port = if scheme == "https" { ":443" } else { ":80" };
    let authority = authority.strip_suffix(default_port).unwrap_or(&authority).to_owned();
    let path = if rest[end..].starts_with('/') { rest[end..].to_owned() } else { format!("/{}", &rest[end..]) };
    Some(Parts { scheme, authority, path })
}

#[cfg(test)]
mod tests {
    use super::resolve;

    fn at(base: &str, reference: &str) -> (String, String) {
        resolve(base, reference).unwrap()
    }

    #[test]
    fn references() {
        let base = "https://Host:443/api/v4/a";
        assert_eq!(at(base, "").1, "https://host");
        assert_eq!(at(base, "/b").0, "https://host/b");
        assert_eq!(at(base, "b").0, "https://host/api/v4/b");
        assert_eq!(at(base, "//other/b").1, "https://other");
        assert_eq!(at(base, "http://host/b").1, "http://host");
        assert_eq!(at(base, "https://user@host:8443").1, "https://host:8443");
        assert_eq!(resolve(base, "https:///x"), None);
    }
}
