//! Reading a reference. By hand, not as a URL: names may hold spaces and every other letter, which a URL does not allow everywhere.

use super::reference::{ANY_VAULT, Form, MAX_BYTES, MAX_SEGMENTS, Place, Reference, SCHEME, Source};
use crate::core::text::Text;

/// What is wrong with a text, and where: the number of UTF-16 code units before it, as JavaScript counts.
#[derive(Debug, PartialEq, Eq)]
pub struct BadReference {
    /// Words for a person.
    pub words: &'static str,
    /// Where.
    pub position: usize,
}

/// A text that is being read.
struct Reader<'a> {
    whole: &'a str,
}

impl<'a> Reader<'a> {
    /// # Errors
    /// For half a character, for a `#`, and for what is too long.
    fn new(text: &'a Text) -> Result<Self, BadReference> {
        let Some(whole) = text.as_utf8() else {
            let position = std::char::decode_utf16(text.units()).take_while(Result::is_ok);
            let position = position.flatten().map(char::len_utf16).sum();
            return Err(BadReference { words: "half of a character can be in no name", position });
        };
        let reader = Self { whole };
        if whole.len() > MAX_BYTES {
            return reader.bad("a reference has 4,096 bytes at most", 0);
        }
        match whole.find('#') {
            Some(at) => reader.bad("'#' is written %23", at),
            None => Ok(reader),
        }
    }

    /// The names of a path that begins at this byte, and whether it goes by an id alone (`-/ID`).
    fn names(&self, start: usize, path: &str) -> Result<(Vec<String>, bool), BadReference> {
        let (mut names, mut by_id, mut start) = (Vec::new(), false, start);
        for segment in path.split('/') {
            if names.len() == MAX_SEGMENTS {
                return self.bad("a reference has 64 names at most", start);
            }
            by_id |= names.is_empty() && segment == ANY_VAULT;
            names.push(self.name(start, segment)?);
            start += segment.len() + 1;
        }
        Ok((names, by_id))
    }

    /// The error for something that begins at this byte.
    fn bad<T>(&self, words: &'static str, byte: usize) -> Result<T, BadReference> {
        Err(BadReference { words, position: self.whole[..byte].encode_utf16().count() })
    }

    /// A name from a segment that begins at this byte.
    fn name(&self, start: usize, segment: &str) -> Result<String, BadReference> {
        if segment.is_empty() {
            return self.bad("a name is missing", start);
        }
        if segment == "." || segment == ".." {
            return self.bad("the name '.' is written %2E, '..' is written %2E%2E", start);
        }
        let mut name = Vec::with_capacity(segment.len());
        let mut rest = segment.char_indices();
        while let Some((at, c)) = rest.next() {
            if c == '%' {
                let byte = segment.as_bytes().get(at + 1..at + 3).and_then(hex_byte);
                let Some(byte) = byte else {
                    return self.bad("'%' begins two hex digits; itself it is written %25", start + at);
                };
                name.push(byte);
                rest.nth(1);
                continue;
            }
            if c.is_control() {
                return self.bad("control characters are written in percent", start + at);
            }
            name.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        }
        match String::from_utf8(name) {
            Ok(name) => Ok(name),
            Err(_) => self.bad("what is written in percent is no UTF-8", start),
        }
    }
}

fn hex_byte(digits: &[u8]) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(*digits.first()?)? << 4 | digit(*digits.get(1)?)?).ok()
}

impl Reference {
    /// Reads a reference.
    ///
    /// # Errors
    /// What is wrong, and where.
    pub fn parse(text: &Text) -> Result<Self, BadReference> {
        let reader = Reader::new(text)?;
        let whole = reader.whole;
        let Some(rest) = whole.strip_prefix(SCHEME) else {
            return reader.bad("a reference begins with pw://", 0);
        };
        let (path, query) = match rest.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (rest, None),
        };
        let (mut segments, by_id) = reader.names(SCHEME.len(), path)?;
        let end = SCHEME.len() + path.len();
        let field = segments.pop().filter(|_| segments.len() > 1);
        let Some(field) = field else {
            return reader.bad("a reference names a vault, an item and a field: pw://VAULT/ITEM/FIELD", end);
        };
        let item = segments.pop().unwrap_or_default();
        let place = match by_id {
            true if segments.len() == 1 => Place::Id(item),
            true => return reader.bad("pw://-/ID/FIELD has no folders; a vault of the name '-' is written %2D", end),
            false => {
                let mut names = segments.into_iter();
                let vault = names.next().unwrap_or_default();
                Place::Path { vault, folders: names.collect(), item }
            }
        };
        let (form, source) = match query {
            Some(query) => reader.query(end + 1, query)?,
            None => (None, None),
        };
        let reference = Self { place, field, form: form.unwrap_or(Form::Text), source };
        // As it is written it may be longer: what can be read can also be written.
        match reference.format() {
            Some(_) => Ok(reference),
            None => reader.bad("a reference has 4,096 bytes at most, with a name '-' written %2D", 0),
        }
    }
}

/// Reads a place as references write it, without scheme and field: `VAULT[/FOLDER…][/ITEM]`, or `-/ID`. The names, and whether it goes
/// by an id alone.
///
/// # Errors
/// What is wrong, and where.
pub fn place(text: &Text) -> Result<(Vec<String>, bool), BadReference> {
    let reader = Reader::new(text)?;
    if let Some(at) = reader.whole.find('?') {
        return reader.bad("in a name '?' is written %3F", at);
    }
    let (names, by_id) = reader.names(0, reader.whole)?;
    match by_id && names.len() != 2 {
        true => reader.bad("-/ID has no folders; a vault of the name '-' is written %2D", 0),
        false => Ok((names, by_id)),
    }
}

impl Reader<'_> {
    /// `as` and `in`, each at most once.
    fn query(&self, start: usize, query: &str) -> Result<(Option<Form>, Option<Source>), BadReference> {
        let (mut form, mut source) = (None, None);
        let mut at = start;
        for part in query.split('&') {
            match part.split_once('=') {
                Some(("as", word)) if form.is_none() => {
                    form = Form::named(word);
                    if form.is_none() {
                        return self.bad("as is text, totp, base64 or bytes", at);
                    }
                }
                Some(("in", word)) if source.is_none() => {
                    source = Source::named(word);
                    if source.is_none() {
                        return self.bad("in is item, custom or attachment", at);
                    }
                }
                _ => return self.bad("after '?' stand as=… and in=…, each once; in a name '?' is written %3F", at),
            }
            at += part.len() + 1;
        }
        Ok((form, source))
    }
}

/// What a text is read as, for the tests of this folder.
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
pub fn parsed(text: &str) -> Result<Reference, BadReference> {
    Reference::parse(&Text::from(text))
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::core::references::samples::path;

    #[test]
    fn names_of_all_kinds() {
        for (text, names, field) in [
            ("pw://V/I/F", &["V", "I"][..], "F"),
            ("pw://In fra/Data bases/orders db/pass word", &["In fra", "Data bases", "orders db"], "pass word"),
            ("pw://a/b/c/d/e", &["a", "b", "c", "d"], "e"),
            ("pw://%2D/%2E/%2e%2E/F", &["-", ".", ".."], "F"),
            ("pw://V/a%2Fb%3Fc%23d%25/F", &["V", "a/b?c#d%"], "F"),
            ("pw://Ключи/é😀/пароль", &["Ключи", "é😀"], "пароль"),
            ("pw://%D0%9A/%c3%A9/F", &["К", "é"], "F"),
            ("pw://V/%09%00/F", &["V", "\t\0"], "F"),
            ("pw://V/a:b@c&d=e+f;g/F", &["V", "a:b@c&d=e+f;g"], "F"),
            ("pw://V/-/F", &["V", "-"], "F"),
            ("pw://-a/.b/..c", &["-a", ".b"], "..c"),
        ] {
            assert_eq!(parsed(text), Ok(path(names, field)), "{text}");
        }
        assert_eq!(parsed("pw://-/0123/F").unwrap().place, Place::Id("0123".into()));
    }

    #[test]
    fn forms_and_sources_in_any_order() {
        let wanted = |form, source| Reference { form, source, ..path(&["V", "I"], "F") };
        for (query, form, source) in [
            ("as=text", Form::Text, None),
            ("as=totp", Form::Totp, None),
            ("as=base64&in=attachment", Form::Base64, Some(Source::Attachment)),
            ("in=custom&as=bytes", Form::Bytes, Some(Source::Custom)),
            ("in=item", Form::Text, Some(Source::Item)),
        ] {
            assert_eq!(parsed(&format!("pw://V/I/F?{query}")), Ok(wanted(form, source)));
        }
    }

    #[test]
    fn what_is_none_and_where() {
        for (text, position) in [
            ("", 0),
            ("http://V/I/F", 0),
            ("PW://V/I/F", 0),
            ("pw:/V/I/F", 0),
            ("pw://", 5),
            ("pw://V", 6),
            ("pw://V/I", 8),
            ("pw://V//F", 7),
            ("pw:///I/F", 5),
            ("pw://V/I/", 9),
            ("pw://V/./F", 7),
            ("pw://V/../F", 7),
            ("pw://V/I/F#x", 10),
            ("pw://V/a%2/F", 8),
            ("pw://V/a%zz/F", 8),
            ("pw://V/a%é/F", 8),
            ("pw://V/%FF/F", 7),
            ("pw://V/%C3/F", 7),
            ("pw://V/é\n/F", 8),
            ("pw://V/😀\u{7f}/F", 9),
            ("pw://V/\u{85}/F", 7),
            ("pw://-/I", 8),
            ("pw://-/F/I/F", 12),
            ("pw://V/I/F?", 11),
            ("pw://V/I/F?as=json", 11),
            ("pw://V/I/F?as=text&as=text", 19),
            ("pw://V/I/F?in=item&in=item", 19),
            ("pw://V/I/F?in=file", 11),
            ("pw://V/I/F?as=text&x=1", 19),
            ("pw://V/I/F?as=text&", 19),
            ("pw://V/I/F?a?b", 11),
        ] {
            assert_eq!(parsed(text).unwrap_err().position, position, "{text}");
        }
        assert_eq!(Reference::parse(&Text::from_units(&[0x70, 0xD83D, 0xDE00, 0xD800])).unwrap_err().position, 3);
        // What is read can be written, and is told apart.
        let dashes = |end: &str| format!("pw://V/-/-/-/{}{end}/F", "n".repeat(4096 - "pw://V/-/-/-//F".len() - 1));
        assert!(parsed(&dashes("a")).is_err() && parsed(&dashes("a").replacen("nnnnnn", "", 1)).is_ok());
        let long = |names: usize| format!("pw://{}F", "n/".repeat(names - 1));
        assert!(parsed(&long(64)).is_ok() && parsed(&long(65)).is_err());
        let wide = |bytes: usize| format!("pw://V/{}/F", "n".repeat(bytes - "pw://V//F".len()));
        assert!(parsed(&wide(4096)).is_ok() && parsed(&wide(4097)).is_err());
    }
}
