//! Names of files: which name an attachment gets, and where a saved one may lead (D22, D44).

use crate::core::failure::{Failure, FailureKind};
use crate::core::platform::{Document, NamedBy};
use crate::core::text::Text;

/// Place where a file is saved.
#[derive(Debug, PartialEq)]
pub struct Place {
    /// Folder and name.
    pub path: Text,
    /// Origin of the name: the caller or the server.
    pub named_by: NamedBy,
}

const SLASH: u16 = 0x2F;
const BACKSLASH: u16 = 0x5C;
const COLON: u16 = 0x3A;
const DOT: u16 = 0x2E;
const BLANK: u16 = 0x20;

/// The part of a path after the last `/` or `\`.
pub fn last_component(path: &Text) -> Text {
    let units: Vec<u16> = path.units().collect();
    Text::from_units(after_last(&units, &[SLASH, BACKSLASH]))
}

fn after_last<'a>(units: &'a [u16], separators: &[u16]) -> &'a [u16] {
    let start = units.iter().rposition(|unit| separators.contains(unit)).map_or(0, |at| at + 1);
    &units[start..]
}

/// `path + name` for `saveTo` (K2). A name that the caller passes is used as it is; a name from the server is cut to
/// its last component, and refused when that is none (D22) or means something else there (D44).
pub fn save_path<D: Document>(path: &D, name: &D, attachment: &D, windows: bool) -> Result<Place, Failure<D>> {
    let part = |value: &D, what: &str| {
        value.display().ok_or_else(|| Failure::usage(format!("saveTo: {what} cannot be turned into a text")))
    };
    let joined = |folder: &Text, name: &Text| folder.units().chain(name.units()).collect::<Vec<_>>();
    let folder = part(path, "the path")?;
    if name.truthy() {
        let path = Text::from_units(&joined(&folder, &part(name, "the name")?));
        return Ok(Place { path, named_by: NamedBy::Caller });
    }
    let name = last_component(&part(&attachment.own("name"), "the attachment's name")?);
    let path = joined(&folder, &name);
    if is_no_name(&name) || (windows && means_something_to_windows(&name, &path)) {
        let message = "saveTo: the attachment's name cannot be used as the name of a file: pass a name";
        return Err(Failure::new(FailureKind::Attachment, message));
    }
    Ok(Place { path: Text::from_units(&path), named_by: NamedBy::Server })
}

/// Whether a name is none: empty, this folder, the one above it, or cut short by whoever takes a NUL for the end.
fn is_no_name(name: &Text) -> bool {
    name.is_empty() || *name == *"." || *name == *".." || name.units().any(|unit| unit == 0)
}

/// Whether Windows gives a name a meaning of its own: streams (`a:b`), dots and blanks at the end, which it drops, and
/// devices: also with an extension, with blanks before it, in any case, and made up of the end of the folder and the
/// name.
fn means_something_to_windows(name: &Text, path: &[u16]) -> bool {
    let units: Vec<u16> = name.units().collect();
    units.contains(&COLON)
        || matches!(units.last(), Some(&(DOT | BLANK)))
        || is_device(after_last(path, &[SLASH, BACKSLASH, COLON]))
}

fn is_device(file: &[u16]) -> bool {
    let stem = file.split(|&unit| unit == DOT).next().unwrap_or_default();
    let stem = String::from_utf16_lossy(stem).trim_end_matches(' ').to_ascii_uppercase();
    match stem.as_str() {
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$" => true,
        numbered => {
            let number = numbered.strip_prefix("COM").or_else(|| numbered.strip_prefix("LPT")).unwrap_or_default();
            let mut letters = number.chars();
            matches!((letters.next(), letters.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::core::platform::in_memory::Value;

    fn saved(folder: &str, name: &str, windows: bool) -> Option<String> {
        let attachment = Value::record([("name", Value::str(name))]);
        match save_path(&Value::str(folder), &Value::Null, &attachment, windows) {
            Ok(Place { path, named_by }) => {
                assert_eq!(named_by, NamedBy::Server);
                Some(path.to_utf8_lossy().to_string())
            }
            Err(failure) => {
                let Failure::Ours(problem) = failure else { panic!("a failure of ours") };
                assert_eq!(problem.kind, FailureKind::Attachment);
                assert!(problem.message.contains("pass a name"));
                None
            }
        }
    }

    #[test]
    fn last_components() {
        for (path, last) in
            [("a", "a"), ("/a/b", "b"), ("c:\\a\\b", "b"), ("a\\b/c", "c"), ("a/b\\c", "c"), ("a/", ""), ("", "")]
        {
            assert_eq!(last_component(&path.into()), *last, "{path}");
        }
    }

    #[test]
    fn no_system_takes_these() {
        let refused =
            ["", ".", "..", "/", "\\", "a/", "a\\", "../", "a/..", "a\\.", "a\0b", "\0", "..\0", "x/..\0/..\0"];
        for (name, windows) in refused.into_iter().flat_map(|name| [(name, false), (name, true)]) {
            assert_eq!(saved("/dir/", name, windows), None, "{name:?}");
        }
        for (name, path) in [
            ("../x", "/dir/x"),
            ("..\\x", "/dir/x"),
            ("C:\\x", "/dir/x"),
            ("a/../../x", "/dir/x"),
            ("a\0/b", "/dir/b"),
            ("...", "/dir/..."),
            (" x", "/dir/ x"),
        ] {
            assert_eq!(saved("/dir/", name, false).as_deref(), Some(path), "{name:?}");
        }
    }

    #[test]
    fn windows_gives_these_a_meaning() {
        let devices = "CON con PRN AUX NUL nul NUL.txt nul.tar.gz NuL..x COM1 COM9 com0 LPT1 lpt9.doc COM¹ LPT² COM³.x \
            CONIN$ conout$ conin$.txt";
        let others =
            ["NUL ", "NUL .txt", "CON   .a.b", "a:b", "a::$DATA", ":", "x.txt:s", "C:x", "x.", "x ", "x. .", "..."];
        for name in devices.split_whitespace().chain(others) {
            assert_eq!(saved("C:\\dir\\", name, true), None, "{name:?}");
            assert_eq!(saved("C:\\dir\\", &format!("a/{name}"), true), None, "a/{name:?}");
            assert_eq!(saved("/dir/", name, false), Some(format!("/dir/{name}")), "{name:?}");
        }
        for name in
            ["CONS", "ICON", "x.NUL", "COM", "COM10", "LPT", "LPTX", "NULL", "CON_", ".x", " x", "a.b", "CON$", "COM⁴"]
        {
            assert_eq!(saved("C:\\dir\\", name, true), Some(format!("C:\\dir\\{name}")), "{name:?}");
        }
    }

    #[test]
    fn a_prefix_and_a_name_are_one_name() {
        assert_eq!(saved("C:\\dir\\prefix-", "NUL", true).as_deref(), Some("C:\\dir\\prefix-NUL"));
        for (folder, name) in [("C:\\dir\\N", "UL"), ("NU", "L.txt"), ("C:CO", "N"), ("dir/COM", "1")] {
            assert_eq!(saved(folder, name, true), None, "{folder}{name}");
        }
    }

    #[test]
    fn a_name_of_the_callers_is_used_as_it_is() {
        for name in ["../up", "NUL", "a:b", "x. ", "a\0b", "/dev/stdout", ".", "a/"] {
            let attachment = Value::record([("name", Value::str("n"))]);
            let place = save_path(&Value::str("/a/"), &Value::str(name), &attachment, true);
            let wanted = Place { path: format!("/a/{name}").into(), named_by: NamedBy::Caller };
            assert!(place.is_ok_and(|place| place == wanted), "{name:?}");
        }
    }
}
