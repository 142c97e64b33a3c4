//! The ways in which one character is written in a text.

/// Longest entity, of a character with leading zeros.
const MAX_ENTITY_CHARS: usize = 12;

/// A character, and where the next one begins.
type Reading = (char, usize);

/// Possible readings at a position: the character that stands there, and the one whose escape begins there.
pub fn readings(text: &str, at: usize) -> [Option<Reading>; 2] {
    let rest = &text[at..];
    let Some(first) = rest.chars().next() else { return [None; 2] };
    let escaped = match first {
        '%' => percent(rest),
        '\\' => backslash(rest),
        '&' => entity(rest),
        '+' => Some((' ', 1)), // forms
        _ => None,
    };
    [Some((first, at + first.len_utf8())), escaped.map(|(c, length)| (c, at + length))]
}

/// True after `…%2F`: what follows is no part of that word.
pub fn ends_in_percent(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 3 && percent_byte(&bytes[bytes.len() - 3..]).is_some()
}

/// `%C3%BC`, and how long it is.
fn percent(rest: &str) -> Option<Reading> {
    let mut bytes = Vec::with_capacity(4);
    for three in rest.as_bytes().chunks_exact(3).take(4) {
        bytes.push(percent_byte(three)?);
        if let Ok(text) = std::str::from_utf8(&bytes) {
            return Some((text.chars().next()?, bytes.len() * 3));
        }
    }
    None
}

fn percent_byte(three: &[u8]) -> Option<u8> {
    match three {
        [b'%', a, b] => hex(&[*a, *b]).and_then(|byte| u8::try_from(byte).ok()),
        _ => None,
    }
}

/// `\u00fc`, `\xfc`, `\n`, `\"`, and how long it is. Half of a surrogate pair is U+FFFD.
pub fn backslash(rest: &str) -> Option<Reading> {
    let bytes = rest.as_bytes();
    let unit = |at: usize| match bytes.get(at..at + 6)? {
        [b'\\', b'u', digits @ ..] => hex(digits),
        _ => None,
    };
    Some(match rest.chars().nth(1)? {
        'u' => match (unit(0)?, unit(6)) {
            (high @ 0xD800..0xDC00, Some(low @ 0xDC00..0xE000)) => {
                (char::from_u32(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))?, 12)
            }
            (unit, _) => (char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER), 6),
        },
        'x' => (char::from_u32(hex(bytes.get(2..4)?)?)?, 4),
        'n' => ('\n', 2),
        't' => ('\t', 2),
        'r' => ('\r', 2),
        'b' => ('\u{8}', 2),
        'f' => ('\u{c}', 2),
        itself => (itself, 1 + itself.len_utf8()),
    })
}

/// `&amp;`, `&#43;`, `&#x2B;`, and how long it is: as pages of servers and proxies repeat a request.
fn entity(rest: &str) -> Option<Reading> {
    let (end, _) = rest.char_indices().take(MAX_ENTITY_CHARS).find(|&(_, c)| c == ';')?;
    let name = &rest[1..end];
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        number => {
            let digits = number.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => digits.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    };
    Some((c, end + 1))
}

fn hex(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, &digit| Some(number << 4 | char::from(digit).to_digit(16)?))
}
