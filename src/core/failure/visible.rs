//! Texts of others, fit to be shown: in a log or on a terminal they are one line, and look like what they are.

use std::fmt::Write;

/// Control and bidirectional characters written as their escapes (D32).
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if is_invisible(c) {
            // Writing to a `String` cannot fail.
            let _ = write!(shown, "\\u{:04x}", u32::from(c));
        } else {
            shown.push(c);
        }
    }
    shown
}

fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        )
}

/// The beginning of a text, at most that number of characters.
pub fn excerpt(text: &str, length: usize) -> String {
    match text.char_indices().nth(length) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_and_bidirectional_characters_are_escaped() {
        assert_eq!(visible("a\r\nb\u{1b}[2J\u{7}\0\u{7f}\u{9b}"), r"a\u000d\u000ab\u001b[2J\u0007\u0000\u007f\u009b");
        assert_eq!(visible("\u{2028}\u{2029}\u{202e}abc\u{202c}"), r"\u2028\u2029\u202eabc\u202c");
        assert_eq!(visible("\u{2066}\u{2069}\u{200e}\u{200f}\u{61c}"), r"\u2066\u2069\u200e\u200f\u061c");
        for text in ["", "as it is", "ä 密码 😀 👨\u{200d}👩", "\u{a0}\u{2027}\u{202f}"] {
            assert_eq!(visible(text), text);
        }
    }

    #[test]
    fn excerpts_end_between_characters() {
        assert_eq!(excerpt("äöü", 3), "äöü");
        assert_eq!(excerpt("äöü", 2), "äö…");
        assert_eq!(excerpt("", 0), "");
    }
}
