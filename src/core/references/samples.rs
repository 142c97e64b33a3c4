//! References for the tests of this folder.

use super::reference::{Form, Place, Reference};

/// The reference to a field of the item to which these names lead.
pub fn path(names: &[&str], field: &str) -> Reference {
    let (item, rest) = names.split_last().unwrap();
    let (vault, folders) = rest.split_first().unwrap();
    let place = Place::Path {
        vault: (*vault).to_owned(),
        folders: folders.iter().map(|name| (*name).to_owned()).collect(),
        item: (*item).to_owned(),
    };
    Reference { place, field: field.to_owned(), form: Form::Text, source: None }
}
