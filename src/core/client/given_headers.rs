//! Headers of the caller's own (option `headers`), for a gateway in front of the server that wants a token of its own. They go
//! where ours go, to the origin of the host, with every request.

use crate::core::platform::{Document, HeaderList};
use crate::core::redact::Secrets;
use crate::core::white_space::is_white;
use std::cell::RefCell;
use std::rc::Rc;
use zeroize::Zeroizing;

/// Names that are not the caller's, in lower case; those that end in `-` are beginnings. They say who asks of Passwork, and what; or
/// belong to the proxy; or tell HTTP where a message ends, how it is packed and how much of an answer is wanted. `Cookie` is not among
/// them: we send none, and gateways have their tokens in one.
const TAKEN: [&str; 23] = [
    "accept",
    "accept-encoding",
    "authorization",
    "connection",
    "content-",
    "expect",
    "host",
    "http2-settings",
    "if-",
    "keep-alive",
    "passwork-",
    "proxy-",
    "range",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "x-browser-mode", // tokens would come as cookies
    "x-http-method",  // of frameworks: what was sent as a GET is carried out as another method
    "x-http-method-override",
    "x-master-key-hash",
    "x-method-override",
    "x-response-format",
];

/// The most headers: servers take few more.
const MAX_HEADERS: usize = 100;

/// Most characters of a value: servers take no more in a line.
const MAX_VALUE_CHARS: usize = 16_384;

/// Most characters of a name.
const MAX_NAME_CHARS: usize = 64;

/// Characters from which a part of a value counts as a token of its own: shorter ones are words, such as `Bearer`.
const MIN_TOKEN_CHARS: usize = 8;

/// The option `headers`.
#[derive(Clone, Default)]
pub struct GivenHeaders(RefCell<Rc<HeaderList>>);

impl GivenHeaders {
    /// Reads the option, a copy of which is kept.
    ///
    /// # Errors
    /// Words for a person, without any value: a header that is not sent would be missed by the gateway only.
    pub fn read<D: Document>(option: &D) -> Result<Self, String> {
        if option.is_nullish() {
            return Ok(Self::default());
        }
        let copy = if option.is_object() && !option.is_string() { option.copy() } else { None };
        let names = copy.as_ref().map(D::names).unwrap_or_default();
        // `Headers` and `Map` keep what they hold elsewhere.
        let is_map = names.is_empty() && !option.get("get").is_undefined();
        let Some(copy) = copy.filter(|_| !is_map && names.len() <= MAX_HEADERS) else {
            return Err(format!(
                "the option 'headers' must be an object of names and texts that can be read, at most {MAX_HEADERS} of them; of Headers \
                 or a Map: Object.fromEntries(headers)"
            ));
        };
        let mut list = HeaderList::with_capacity(names.len());
        for (at, name) in names.into_iter().enumerate() {
            let value = copy.own(&name);
            let value = if value.text_length().is_some_and(|n| n <= MAX_VALUE_CHARS) { value.as_text() } else { None };
            let value = value.as_ref().and_then(|text| text.as_utf8()).map_or("", |text| text.trim_matches(is_white));
            let wrong = if !is_name(&name) {
                // It is not shown: the value may stand in it.
                return Err(format!("the option 'headers': the name of its header {} is none of a header", at + 1));
            } else if is_taken(&name) {
                "is a header of the client's own, of HTTP or of a proxy, and cannot be set"
            } else if list.iter().any(|(known, _)| known.eq_ignore_ascii_case(&name)) {
                "is there twice, in capitals and small letters"
            } else if value.is_empty() || !can_carry(value) {
                "must have a text that a header can carry: letters of Latin-1 without line breaks, 1 to 16384 of them"
            } else {
                list.push((name, Zeroizing::new(value.to_owned())));
                continue;
            };
            return Err(format!("the option 'headers': {name} {wrong}"));
        }
        Ok(Self(RefCell::new(Rc::new(list))))
    }

    /// Names and values.
    pub fn list(&self) -> Rc<HeaderList> {
        self.0.borrow().clone()
    }

    /// Forgets them: the client is closed, and has said farewell.
    pub fn wipe(&self) {
        self.0.take();
    }

    /// Tells what no error may show: the values, and the tokens within them.
    pub fn tell(&self, secrets: &mut Secrets) {
        for (_, value) in self.0.borrow().iter() {
            secrets.add(value);
            let parts = value.split([' ', '\t', ';', ',', '=', '"']);
            parts.filter(|part| part.len() >= MIN_TOKEN_CHARS).for_each(|part| secrets.add(part));
        }
    }
}

/// Whether a header can carry a text: Latin-1 without control characters (D37).
pub fn can_carry(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '\t' | ' '..='~' | '\u{80}'..='\u{FF}'))
}

/// A token of RFC 9110.
fn is_name(name: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    (1..=MAX_NAME_CHARS).contains(&name.len()) && name.bytes().all(is_part)
}

/// Whether a name is not the caller's. Servers that hand headers to programs as variables (CGI, and so PHP) make one name of
/// `a-b`, `a_b` and, in old versions, `a.b`.
fn is_taken(name: &str) -> bool {
    let folded = |byte: u8| if byte.is_ascii_alphanumeric() { byte.to_ascii_lowercase() } else { b'-' };
    TAKEN.iter().any(|taken| {
        let has_length = name.len() == taken.len() || name.len() > taken.len() && taken.ends_with('-');
        has_length && name.bytes().zip(taken.bytes()).all(|(byte, wanted)| folded(byte) == wanted)
    })
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::core::platform::in_memory::Value;
    use serde_json::{Value as Json, json};

    fn read(option: Json) -> Result<Vec<(String, String)>, String> {
        let list = GivenHeaders::read(&Value::from(option))?.list();
        Ok(list.iter().map(|(name, value)| (name.clone(), value.to_string())).collect())
    }

    #[test]
    fn a_gateways_own() {
        assert_eq!(read(json!(null)).unwrap(), []);
        assert_eq!(read(json!({})).unwrap(), []);
        let good =
            json!({ "CF-Access-Client-Id": "a.access", "Cookie": "CF_Authorization=x; y=z", "User-Agent": "é\tü" });
        let names = ["CF-Access-Client-Id", "Cookie", "User-Agent"];
        assert_eq!(
            read(good.clone()).unwrap(),
            names.map(|name| (name.to_owned(), good[name].as_str().unwrap().to_owned()))
        );
        for name in ["__proto__", "constructor", "passwork", "X-Passwork-Auth", "tea", "hosts", "accept-language", "!"]
        {
            assert_eq!(read(json!({ name: "1" })).unwrap(), [(name.to_owned(), "1".to_owned())]);
        }
        // A token that was read from a file.
        assert_eq!(read(json!({ "x": " token of a file\r\n" })).unwrap()[0].1, "token of a file");
    }

    #[test]
    fn names_that_are_not_the_callers() {
        for taken in TAKEN {
            let name = if taken.ends_with('-') { format!("{taken}Anything") } else { taken.to_owned() };
            for name in [name.clone(), name.to_ascii_uppercase(), name.replace('-', "_"), name.replace('-', ".")] {
                let words = read(json!({ &name: "a secret value" })).unwrap_err();
                assert!(words.contains(&name) && !words.contains("secret"), "{words}");
            }
        }
    }

    #[test]
    fn names_that_are_none() {
        for name in [
            "",
            " ",
            "a b",
            "a:",
            "a\r\nX-Evil: 1",
            "ä",
            "\u{212a}",
            "a\0",
            "X-Gate: a secret value",
            "(a)",
            "a\u{fffd}",
            &"x".repeat(MAX_NAME_CHARS + 1),
        ] {
            let words = read(json!({ "ok": "1", name: "a secret value" })).unwrap_err();
            assert!(words.contains("header 2") && !words.contains("secret"), "{words}");
        }
        assert!(read(json!({ "X-Gate": "1", "x-gate": "1" })).unwrap_err().contains("x-gate is there twice"));
    }

    #[test]
    fn values_that_no_header_can_carry() {
        let long = "x".repeat(MAX_VALUE_CHARS + 1);
        let lines = [
            "a secret\r\nX-Evil: 1",
            "a secret\nvalue",
            "a secret\r",
            "a secret\0",
            "a secret \u{7f}",
            "a secret 日",
            &long,
        ];
        let lines = lines.map(|text| json!(format!("{text}.")));
        let others = [
            json!(""),
            json!(" \n"),
            json!(5),
            json!(true),
            json!(null),
            json!(["a secret"]),
            json!({ "a": "secret" }),
        ];
        for value in lines.into_iter().chain(others) {
            let words = read(json!({ "X-Gate": value })).unwrap_err();
            assert!(words.contains("X-Gate must have a text") && !words.contains("secret"), "{words}");
        }
        assert!(read(json!({ "X-Gate": long[1..] })).is_ok());
    }

    #[test]
    fn what_is_no_record_of_texts() {
        let many = |n: usize| Json::Object((0..n).map(|i| (format!("x-{i}"), json!("a"))).collect());
        assert_eq!(read(many(MAX_HEADERS)).unwrap().len(), MAX_HEADERS);
        for option in [json!(5), json!(false), json!("X-Gate: a secret"), json!(["X-Gate", "a secret"]), many(1000)] {
            let words = read(option).unwrap_err();
            assert!(words.contains("must be an object") && !words.contains("secret"), "{words}");
        }
    }

    #[test]
    fn the_value_and_the_tokens_in_it_are_secrets() {
        let option = json!({ "a": "Bearer abcdefgh12", "b": "sid=ijklmnop34; theme=dark", "c": "short" });
        let headers = GivenHeaders::read(&Value::from(option)).unwrap();
        let mut secrets = Secrets::default();
        headers.tell(&mut secrets);
        assert_eq!(secrets.redact("Bearer abcdefgh12, abcdefgh12 Bearer"), "***, *** Bearer");
        assert_eq!(secrets.redact("ijklmnop34 dark short shorter"), "*** dark *** shorter");
        headers.wipe();
        assert!(headers.list().is_empty());
    }
}
