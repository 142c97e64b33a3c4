//! Redaction (D1): finding the texts that are secret in a request, in whatever form servers, proxies and libraries
//! repeat them.

mod json;
mod readings;

pub use json::text_members;

use crate::core::text::Text;
use readings::readings;
use std::borrow::Cow;
use zeroize::Zeroizing;

/// Placeholder for a secret.
pub const PLACEHOLDER: &str = "***";

/// Secrets of fewer characters are parts of other words as well: they are replaced where they stand alone.
const LONG_SECRET_BYTES: usize = 8;

/// Texts that must not be shown.
#[derive(Default)]
pub struct Secrets(Vec<Zeroizing<String>>);

impl Secrets {
    /// Adds a secret; the empty text is ignored.
    pub fn add(&mut self, secret: &str) {
        if !secret.is_empty() && !self.0.iter().any(|known| **known == *secret) {
            self.0.push(Zeroizing::new(secret.to_owned()));
        }
    }

    /// Adds a secret. Half of a surrogate pair counts as U+FFFD, as it does in what is searched.
    pub fn add_text(&mut self, secret: &Text) {
        self.add(&secret.to_utf8_lossy());
    }

    /// The text without secrets: as they are, percent-encoded, or escaped as in JSON, forms and HTML.
    pub fn redact<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut told = String::new();
        let mut rest = 0; // what is not told yet
        for (at, _) in text.char_indices() {
            let Some(end) = self.end_at(text, at) else { continue };
            if at >= rest {
                told.push_str(&text[rest..at]);
                told.push_str(PLACEHOLDER);
            }
            rest = rest.max(end); // secrets may overlap
        }
        if rest == 0 {
            return Cow::Borrowed(text);
        }
        told.push_str(&text[rest..]);
        Cow::Owned(told)
    }

    /// Whether a text holds a secret.
    pub fn are_in(&self, text: &str) -> bool {
        matches!(self.redact(text), Cow::Owned(_))
    }

    /// Returns the secrets in lower case, as names of hosts are.
    pub fn in_lower_case(&self) -> Self {
        Self(self.0.iter().map(|secret| Zeroizing::new(secret.to_ascii_lowercase())).collect())
    }

    /// Whether a text holds one of the longer secrets. A word that happens to be a short one does not count.
    pub fn is_in(&self, text: &str) -> bool {
        let long = self.0.iter().filter(|secret| is_long(secret));
        long.into_iter().any(|secret| text.char_indices().any(|(at, _)| end_of(secret, text, at).is_some()))
    }

    /// End of the longest secret that begins here.
    fn end_at(&self, text: &str, at: usize) -> Option<usize> {
        let first = readings(text, at).map(|reading| reading.map(|(c, _)| c));
        let begins = |secret: &str| {
            secret.chars().next().is_some_and(|c| first.iter().flatten().any(|f| f.eq_ignore_ascii_case(&c)))
        };
        let begun = self.0.iter().filter(|secret| begins(secret));
        begun.filter_map(|secret| end_of(secret, text, at).filter(|&end| is_whole(secret, text, at, end))).max()
    }
}

fn is_long(secret: &str) -> bool {
    secret.chars().nth(LONG_SECRET_BYTES - 1).is_some()
}

/// Last possible end of a secret that begins at `start`, each of its characters written in any way; long ones also with other
/// letters' case, as a hash may be.
fn end_of(secret: &str, text: &str, start: usize) -> Option<usize> {
    let is_long = is_long(secret);
    let is_same = |c: char, wanted: char| c == wanted || is_long && c.eq_ignore_ascii_case(&wanted);
    let mut ends = vec![start];
    for wanted in secret.chars() {
        let mut next = Vec::new();
        for at in ends {
            for reading in readings(text, at) {
                if let Some((c, end)) = reading
                    && is_same(c, wanted)
                    && !next.contains(&end)
                {
                    next.push(end);
                }
            }
        }
        if next.is_empty() {
            return None;
        }
        ends = next;
    }
    ends.into_iter().max()
}

/// Long, or no part of a longer word.
fn is_whole(secret: &str, text: &str, start: usize, end: usize) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_' || !c.is_ascii());
    let goes_on = |inside, outside| is_word(inside) && is_word(outside);
    let before = &text[..start];
    is_long(secret)
        || !(goes_on(secret.chars().next(), before.chars().next_back()) && !readings::ends_in_percent(before)
            || goes_on(secret.chars().next_back(), text[end..].chars().next()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redacted(secrets: &[&str], text: &str) -> String {
        let mut all = Secrets::default();
        secrets.iter().for_each(|secret| all.add(secret));
        all.redact(text).into_owned()
    }

    #[test]
    fn every_way_of_writing_it() {
        let secret = "a/b \"ü\" 😀<&'+%41\\";
        for form in [
            secret,
            r"a%2Fb%20%22%C3%BC%22%20%F0%9F%98%80%3C%26%27%2B%2541%5C",
            r"a%2fb+%22%c3%bc%22+%f0%9f%98%80%3c%26'%2b%2541%5c",
            r#"a\/b \"\u00fc\" \ud83d\ude00<&'+%41\\"#,
            r#"a/b \"ü\" 😀\u003C\u0026\u0027+%41\\"#,
            "a&#x2F;b &quot;ü&quot; 😀&lt;&amp;&#39;&#43;%41\\",
            "a&#47;b &#34;&#xFC;&#34; &#128512;&lt;&amp;&apos;+%41\\",
        ] {
            assert_eq!(redacted(&[secret], &format!("x{form}y{form}")), "x***y***", "{form}");
        }
        assert_eq!(redacted(&[secret], "a/b"), "a/b");
        assert_eq!(redacted(&["key%2Ftwice"], "/login/key%252Ftwice?"), "/login/***?");
    }

    #[test]
    fn nothing_is_changed_where_there_is_none() {
        for text in
            ["", "nothing", "100% & more\\", "%", "%C3", "\\u12", "é%ZZ", "&", "&;", "&#;", "&#x;", "&#x110000;", "&é;"]
        {
            assert_eq!(redacted(&["a long secret", "t"], text), text);
        }
        assert_eq!(redacted(&["", "abcdefgh"], "abcdefg"), "abcdefg");
    }

    #[test]
    fn secrets_that_overlap_or_contain_one_another() {
        assert_eq!(redacted(&["token-12345", "token-1234567"], "<token-1234567>"), "<***>");
        assert_eq!(redacted(&["abcdefgh", "efghijkl"], "-abcdefghijkl-"), "-***-");
        assert_eq!(redacted(&["\\\\\\\\\\\\\\\\"], &"\\".repeat(17)), "***");
    }

    #[test]
    fn short_ones_are_replaced_where_they_stand_alone() {
        for (text, told) in [
            ("pw1", "***"),
            ("me:pw1@x", "me:***@x"),
            ("a=pw1&b", "a=***&b"),
            ("%2Fpw1%2F", "%2F***%2F"),
            ("p%771", "***"),
            ("pw12 apw1 pw1_x öpw1", "pw12 apw1 pw1_x öpw1"),
            ("'pw1'.", "'***'."),
        ] {
            assert_eq!(redacted(&["pw1"], text), told);
        }
        assert_eq!(redacted(&["!a!"], "x!a!y"), "x***y", "what is no word has no borders");
    }

    #[test]
    fn long_ones_in_either_case() {
        assert_eq!(
            redacted(&["768c2da7ff", "Secret7"], "768C2DA7FF 768c2DA7ff SECRET7 Secret7"),
            "*** *** SECRET7 ***"
        );
    }

    #[test]
    fn long_ones_in_a_text() {
        let mut secrets = Secrets::default();
        secrets.add("short");
        secrets.add("long enough");
        assert!(secrets.is_in("with long%20enough in it"));
        assert!(!secrets.is_in("short"));
        secrets.add_text(&Text::from_units(&[0x61, 0xD800, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67]));
        assert!(secrets.is_in("a\u{FFFD}bcdefg"));
    }
}
