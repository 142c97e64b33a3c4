//! Taking the arguments of a call: they count as they are when the call begins, whatever becomes of the caller's
//! objects afterwards (D53).

use crate::core::client::{Args, Method};
use crate::core::encryption::{attachment, custom_fields};
use crate::core::given_list;
use crate::core::platform::{Doc, Document, Files, Platform};

/// The arguments of a method, down to what is in them: fields with their entries, and bytes that are to become a file.
pub fn taken<P: Platform>(method: Method, platform: &P, args: Args<Doc<P>>) -> Args<Doc<P>> {
    let args = args.taken();
    match method {
        Method::AddPassword => args.with(0, |given| fields(platform, given)),
        Method::EditPassword | Method::EditInboxPassword | Method::EditShortcutPassword => {
            args.with(1, |given| fields(platform, given))
        }
        Method::AddPasswordAttachment
        | Method::AddPasswordWebAttachment
        | Method::AddInboxPasswordAttachment
        | Method::AddShortcutPasswordAttachment => args.with(1, |given| attachment::taken_source(platform, given)),
        _ => args,
    }
}

/// Fields, with the entries of their lists. What is no object, or cannot be copied, stays what it is: whoever reads it says
/// so.
fn fields<F: Files>(platform: &F, given: &F::Doc) -> F::Doc {
    let Some(copy) = given.is_object().then(|| given.copy()).flatten() else { return given.clone() };
    take_entries(&copy, "custom", custom_fields::taken_entry);
    take_entries(&copy, "attachments", |entry| attachment::taken_entry(platform, entry));
    copy.taken()
}

fn take_entries<D: Document>(fields: &D, member: &str, take: impl Fn(&D) -> D) {
    let given = fields.own(member);
    if given.is_list() && given.length() <= given_list::MAX_ENTRIES {
        let taken = D::list();
        given.items().iter().for_each(|entry| taken.push(take(entry)));
        fields.set(member, taken);
    }
}
