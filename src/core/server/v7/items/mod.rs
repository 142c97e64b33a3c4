//! Items: what API v4 calls passwords.

mod bulk;
mod copy;
mod list;
mod marks;
mod read;
mod search;
mod transfer;
mod write;

pub use bulk::{Things, batch_of, batch_read, complete, get_many, opened};
pub use copy::{Contents, copy, read_whole, write_copy};
pub use list::list;
pub use marks::{favorite, unfavorite};
pub use read::{Opened, fetch, get, open, shown, tells_files};
pub use search::{favorites, recent, search, search_by_url, search_items};
pub use transfer::move_to;
pub use write::{add, change, edit};
