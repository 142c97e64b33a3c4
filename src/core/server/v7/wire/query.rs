//! Parameters of a GET (§1.3): lists once per entry under the name with `[]`, booleans as 1 and 0, nothing for empty lists.

use crate::core::failure::Failure;
use crate::core::platform::{Document, Kind};

/// Names and values, in the order of the members.
///
/// # Errors
/// Kind `usage` for a value that no query can carry.
pub fn parameters<D: Document>(given: &D) -> Result<Vec<(String, String)>, Failure<D>> {
    let mut parameters = Vec::new();
    if given.is_nullish() {
        return Ok(parameters);
    }
    if !given.is_object() {
        return Err(Failure::usage("the parameters of a GET must be an object"));
    }
    for name in given.names() {
        let value = given.own(&name);
        if value.is_list() {
            for entry in value.items() {
                parameters.extend(text(&name, &entry)?.map(|text| (format!("{name}[]"), text)));
            }
        } else {
            parameters.extend(text(&name, &value)?.map(|text| (name, text)));
        }
    }
    Ok(parameters)
}

/// The text of a value; `None` for what is not given.
fn text<D: Document>(name: &str, value: &D) -> Result<Option<String>, Failure<D>> {
    let text = match value.kind() {
        Kind::Undefined | Kind::Null => return Ok(None),
        Kind::Bool => Some(if value.truthy() { "1" } else { "0" }.to_owned()),
        Kind::Number | Kind::Text => value.display().and_then(|text| text.as_utf8().map(str::to_owned)),
        _ => None,
    };
    text.map(Some).ok_or_else(|| Failure::usage(format!("the parameter '{name}' is nothing that a query can carry")))
}

/// The same as an endpoint takes it.
pub fn pairs(parameters: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()))
}
