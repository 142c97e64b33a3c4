//! Whether two documents would be the same JSON.

use crate::core::platform::{Document, Kind};

/// Greatest depth that is compared; deeper documents count as different.
const MAX_DEPTH: usize = 32;

/// Whether two documents have the same members with the same values, in whatever order; what has no JSON (helpers,
/// `undefined`) does not count.
pub fn alike<D: Document>(a: &D, b: &D) -> bool {
    at_depth(a, b, 0)
}

fn at_depth<D: Document>(a: &D, b: &D, depth: usize) -> bool {
    match (a.kind(), b.kind()) {
        (Kind::List, Kind::List) if depth < MAX_DEPTH => {
            let (a, b) = (a.items(), b.items());
            a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| at_depth(a, b, depth + 1))
        }
        (Kind::Object, Kind::Object) if depth < MAX_DEPTH => {
            let names = written(a);
            names.len() == written(b).len()
                && names.iter().all(|name| b.has_own(name) && at_depth(&a.own(name), &b.own(name), depth + 1))
        }
        (Kind::List | Kind::Object, _) => false,
        (a_kind, b_kind) => a_kind == b_kind && a.same(b),
    }
}

fn written<D: Document>(object: &D) -> Vec<String> {
    let mut names = object.names();
    names.retain(|name| !matches!(object.own(name).kind(), Kind::Undefined | Kind::Other));
    names
}
