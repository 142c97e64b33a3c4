//! Writing a reference, with everything encoded that has to be.

use super::reference::{Form, MAX_BYTES, MAX_SEGMENTS, Place, RESERVED, Reference, SCHEME};
use std::fmt::Write;

impl Reference {
    /// The text that reads as this reference; `None` where a name is empty, or there are too many or too long ones.
    pub fn format(&self) -> Option<String> {
        let mut text = String::from(SCHEME);
        let names: Vec<&str> = match &self.place {
            Place::Path { vault, folders, item } => {
                let inner = folders.iter().chain([item]).map(String::as_str);
                std::iter::once(vault.as_str()).chain(inner).collect()
            }
            Place::Id(id) => vec![id],
        };
        if matches!(self.place, Place::Id(_)) {
            text.push_str("-/");
        }
        for name in names {
            write_name(&mut text, name)?;
            text.push('/');
        }
        write_name(&mut text, &self.field)?;
        let mut separator = '?';
        let form = (self.form != Form::Text).then(|| ("as", self.form.name()));
        let source = self.source.map(|source| ("in", source.name()));
        for (name, word) in form.into_iter().chain(source) {
            write!(text, "{separator}{name}={word}").ok()?;
            separator = '&';
        }
        (text.len() <= MAX_BYTES && text[SCHEME.len()..].split('/').count() <= MAX_SEGMENTS).then_some(text)
    }
}

/// Writes a name as a segment; `None` for the empty one.
pub(super) fn write_name(text: &mut String, name: &str) -> Option<()> {
    if name.is_empty() {
        return None;
    }
    let is_reserved = RESERVED.contains(&name);
    for c in name.chars() {
        if is_reserved || matches!(c, '/' | '?' | '#' | '%') || c.is_control() {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                write!(text, "%{byte:02X}").ok()?;
            }
        } else {
            text.push(c);
        }
    }
    Some(())
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::core::references::parse::parsed;
    use crate::core::references::reference::Source;
    use crate::core::references::samples::path;
    use proptest::prelude::*;

    #[test]
    fn what_cannot_be_written() {
        let too_many: Vec<&str> = vec!["n"; 64];
        for reference in [path(&["", "I"], "F"), path(&["V", ""], "F"), path(&["V", "I"], ""), path(&too_many, "F")] {
            assert_eq!(reference.format(), None);
        }
        assert_eq!(path(&["V", "I"], &"/".repeat(1400)).format(), None);
        assert!(path(&too_many[1..], "F").format().is_some());
    }

    fn name() -> impl Strategy<Value = String> {
        prop_oneof![
            "\\PC{1,12}",
            any::<String>().prop_filter("names are not empty", |name| !name.is_empty()),
            prop_oneof![Just("-"), Just("."), Just(".."), Just("%"), Just("/"), Just("?as=totp"), Just("\0")]
                .prop_map(str::to_owned),
        ]
    }

    fn reference() -> impl Strategy<Value = Reference> {
        let form = prop_oneof![Just(Form::Text), Just(Form::Totp), Just(Form::Base64), Just(Form::Bytes)];
        let source = prop::option::of(prop_oneof![Just(Source::Item), Just(Source::Custom), Just(Source::Attachment)]);
        let path = (name(), prop::collection::vec(name(), 0..5), name())
            .prop_map(|(vault, folders, item)| Place::Path { vault, folders, item });
        let place = prop_oneof![3 => path, 1 => name().prop_map(Place::Id)];
        (place, name(), form, source).prop_map(|(place, field, form, source)| Reference { place, field, form, source })
    }

    /// A million texts of the letters that matter, from a generator of their own: proptest would take minutes.
    #[test]
    fn a_million_texts_parse_or_fail_and_what_parses_is_written_so_that_it_parses_to_the_same() {
        const PIECES: [&str; 24] = [
            "a", "B", "é", "😀", " ", "/", "/", "/", "-", ".", "..", "%", "%2F", "%2e", "%C3%A9", "%ff", "?", "#", "&",
            "=", "as=totp", "in=item", "\0", "pw://",
        ];
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        let mut next = move |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % below as u64) as usize
        };
        let mut parsed_ones = 0;
        for _ in 0..1_000_000 {
            let mut text = String::from(["", SCHEME, "pw://V/I/F", "pw://-/", "pw://V/I/F?"][next(5)]);
            for _ in 0..next(14) {
                text.push_str(PIECES[next(PIECES.len())]);
            }
            if let Ok(reference) = parsed(&text) {
                parsed_ones += 1;
                let again = reference.format().unwrap();
                assert_eq!(parsed(&again), Ok(reference), "{text}");
            }
        }
        assert!(parsed_ones > 10_000, "{parsed_ones}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn what_is_written_reads_the_same(reference in reference()) {
            if let Some(text) = reference.format() {
                prop_assert_eq!(parsed(&text), Ok(reference));
            }
        }

        /// Whatever reads is written as a text that reads the same.
        #[test]
        fn any_text_is_read_or_refused(text in "(pw://)?[-a-z./%?=&#é0-9 ]{0,40}") {
            if let Ok(reference) = parsed(&text) {
                let again = reference.format().unwrap();
                prop_assert_eq!(parsed(&again), Ok(reference));
            }
        }
    }
}
