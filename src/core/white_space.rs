//! White space around what goes into addresses and headers (D6): a key or id that was read from a file ends with a line
//! end. URL parsers dropped it for the original.

/// ASCII white space, as C and JavaScript's regular expressions count it.
pub fn is_white(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\u{B}' | '\u{C}' | '\r')
}

/// The text without the white space at its end.
pub fn without_end(text: &str) -> &str {
    text.trim_end_matches(is_white)
}

#[cfg(test)]
mod tests {
    use super::without_end;

    #[test]
    fn only_ascii_and_only_at_the_end() {
        assert_eq!(without_end(" a b\r\n \t\u{B}\u{C}"), " a b");
        assert_eq!(without_end("a\u{A0}"), "a\u{A0}");
        assert_eq!(without_end("a\0"), "a\0");
        assert_eq!(without_end(" \n"), "");
    }
}
