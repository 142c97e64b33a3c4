//! Which of several things a name or an id means.

use crate::core::client::Outcome;
use crate::core::document::Kind;
use crate::core::failure::{Failure, FailureKind, Reason, excerpt};
use crate::core::platform::{Doc, Document, Platform};
use crate::core::sorted_map::SortedMap;

/// Longest name that a message shows, in characters.
const SHOWN_CHARS: usize = 80;

/// A name as a message shows it.
pub fn shown(name: &str) -> String {
    format!("'{}'", excerpt(name, SHOWN_CHARS))
}

/// Most things that an ambiguous reference lists, and most characters of the path of one.
const MAX_CANDIDATES: usize = 20;
const MAX_PATH_CHARS: usize = 500;

/// Most names of one list for which it is looked what was probably meant.
const MAX_HINTS: usize = 100;

/// Numbers for texts, from 0 up, each text one.
#[derive(Default)]
pub struct Numbers(SortedMap<String, usize>);

impl Numbers {
    /// The number of a text; a new one if it has none.
    pub fn of(&mut self, text: String) -> usize {
        if let Some(number) = self.known(&text) {
            return number;
        }
        self.0.insert(text, self.0.len());
        self.0.len() - 1
    }

    fn known(&self, text: &str) -> Option<usize> {
        self.0.get(text).copied()
    }
}

/// A name in the form in which names are compared: exactly, but for the ways in which Unicode writes one letter.
fn composed<P: Platform>(platform: &P, name: &str) -> String {
    if name.is_ascii() { name.to_owned() } else { platform.composed(name) }
}

/// Whether two names are the same.
pub fn same_name<P: Platform>(platform: &P, one: &str, other: &str) -> bool {
    one == other || !(one.is_ascii() && other.is_ascii()) && composed(platform, one) == composed(platform, other)
}

/// What is looked for in a list.
pub struct Look<'a> {
    /// What its entries are.
    pub what: &'a str,
    /// The way to it, as references write it; `""`: vaults.
    pub path: &'a str,
}

/// For each of these names or ids, the one entry of a list that has it; of a shortcut, by the shortcut's id. Deleted ones do not
/// count.
///
/// # Errors
/// Each by itself: kind `usage` where there is none, or more than one; kind `notApi` for one without an id.
pub fn in_list<P: Platform>(platform: &P, list: &Doc<P>, wanted: &[&str], look: &Look<'_>) -> Vec<Outcome<P>> {
    // Each name is looked for once, and each entry looked at once.
    let (mut numbers, mut unique, mut places) = (Numbers::default(), Vec::new(), Vec::with_capacity(wanted.len()));
    for name in wanted {
        let number = numbers.of(composed(platform, name));
        if number == unique.len() {
            unique.push((*name, Vec::new()));
        }
        places.push(number);
    }
    let (mut entries, mut names) = (Vec::new(), Vec::new());
    for entry in list.items() {
        if entry.own("isDeleted").truthy() {
            continue;
        }
        let name = entry.own_text("name").map(|name| name.to_utf8_lossy().to_string()).unwrap_or_default();
        let by_name = numbers.known(&composed(platform, &name));
        let by_id = numbers.known(&text_of(&id_of(&entry))).filter(|number| by_name != Some(*number));
        for number in by_name.into_iter().chain(by_id) {
            unique[number].1.push(entries.len());
        }
        entries.push(entry);
        names.push(name);
    }
    let mut folded = Vec::new();
    let mut found: Vec<Outcome<P>> = Vec::with_capacity(unique.len());
    for (n, (name, there)) in unique.iter().enumerate() {
        found.push(match there[..] {
            [at] => has_id(&entries[at], look),
            [] => {
                let near = if n < MAX_HINTS { near(platform, name, &names, &mut folded) } else { None };
                Err(not_found(format!("there is no {} {}{}", look.what, shown(name), look.place()), near))
            }
            _ => {
                let mut candidates = Vec::new();
                for &at in there.iter().take(MAX_CANDIDATES) {
                    let between = if look.path.is_empty() { "" } else { "/" };
                    let path = excerpt(&format!("{}{between}{}", look.path, names[at]), MAX_PATH_CHARS);
                    candidates.push((text_of(&id_of(&entries[at])), path));
                }
                let count = there.len();
                Err(ambiguous(
                    format!("{count} things are named {}{}: use the id of one", shown(name), look.place()),
                    candidates,
                ))
            }
        });
    }
    places.into_iter().map(|number| found[number].clone()).collect()
}

/// The entries of a list that are not deleted.
///
/// # Errors
/// Kind `notApi` for one without an id.
pub fn entries<D: Document>(list: &D, look: &Look<'_>) -> Result<Vec<D>, Failure<D>> {
    list.items().iter().filter(|entry| !entry.own("isDeleted").truthy()).map(|entry| has_id(entry, look)).collect()
}

/// Fails for an entry that cannot be asked for.
fn has_id<D: Document>(entry: &D, look: &Look<'_>) -> Result<D, Failure<D>> {
    let id = id_of(entry);
    if matches!(id.kind(), Kind::Text | Kind::Number) && !text_of(&id).is_empty() {
        return Ok(entry.clone());
    }
    Err(Failure::new(FailureKind::NotApi, format!("the server listed a {} without an id{}", look.what, look.place())))
}

impl Look<'_> {
    fn place(&self) -> String {
        if self.path.is_empty() { String::new() } else { format!(" in {}", shown(self.path)) }
    }
}

/// The id by which an entry of a list is asked for.
pub fn id_of<D: Document>(entry: &D) -> D {
    let shortcut = entry.own("shortcut");
    if shortcut.is_object() { shortcut.own("id") } else { entry.own("id") }
}

/// A name or an id; `""` where there is none.
pub fn text_of<D: Document>(value: &D) -> String {
    let text = if value.is_nullish() { None } else { value.display() };
    text.map(|text| text.to_utf8_lossy().to_string()).unwrap_or_default()
}

/// The failure of a reference that leads to nothing; `near`: what is there instead.
pub fn not_found<D: Document>(message: String, near: Option<&str>) -> Failure<D> {
    let message = near.map_or_else(|| message.clone(), |near| format!("{message}. There is {}", shown(near)));
    Failure::of_reference(Reason::NotFound, message)
}

/// The failure of a reference that leads to several things.
pub fn ambiguous<D: Document>(message: String, candidates: Vec<(String, String)>) -> Failure<D> {
    Failure::of_reference(Reason::Ambiguous(candidates), message)
}

/// Fewest letters of a name of which one may be another.
const MIN_LETTERS: usize = 3;

/// A name that was probably meant: with other letters' case, without spaces at its ends, or else one letter away. `folded` is filled
/// when it is needed.
pub fn near<'a, P: Platform>(
    platform: &P,
    wanted: &str,
    names: &'a [String],
    folded: &mut Vec<String>,
) -> Option<&'a str> {
    let fold = |name: &str| text_of(&platform.lower_case(&Doc::<P>::str(name.trim())));
    if folded.is_empty() {
        names.iter().for_each(|name| folded.push(fold(name)));
    }
    let wanted = fold(wanted);
    let is_one_away = |name: &String| wanted.chars().nth(MIN_LETTERS - 1).is_some() && is_one_edit_away(name, &wanted);
    let same = folded.iter().position(|name| !name.is_empty() && *name == wanted);
    let at = same.or_else(|| folded.iter().position(|name| !name.is_empty() && is_one_away(name)))?;
    names.get(at).map(String::as_str)
}

/// Whether at most one letter was left out, put in or replaced.
fn is_one_edit_away(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() < other.len() { (&one, &other) } else { (&other, &one) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let start = short.iter().zip(long.iter()).take_while(|(a, b)| a == b).count();
    let end = short[start..].iter().rev().zip(long[start..].iter().rev()).take_while(|(a, b)| a == b).count();
    long.len() - start - end <= 1
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;

    #[test]
    fn one_edit() {
        for (one, other) in
            [("", ""), ("a", ""), ("abc", "abc"), ("abc", "abd"), ("abc", "ac"), ("abc", "xabc"), ("aab", "ab")]
        {
            assert!(is_one_edit_away(one, other) && is_one_edit_away(other, one), "{one} {other}");
        }
        for (one, other) in [("ab", ""), ("abc", "acb"), ("abc", "xbz"), ("abcd", "bcde"), ("é", "ab")] {
            assert!(!is_one_edit_away(one, other) && !is_one_edit_away(other, one), "{one} {other}");
        }
    }
}
