//! The folders below one, each once, however often and wherever the server's lists name it (D49).

use crate::core::failure::{Failure, FailureKind, messages};
use crate::core::platform::Document;
use crate::core::server::v4::wire::endpoints;
use crate::core::sorted_map::SortedMap;

/// A folder of the tree.
pub struct Folder<D> {
    /// Id of the folder, as it was named where it was met first.
    pub id: D,
    /// Entries (passwords) that lie in the folder.
    pub entries: Vec<D>,
    /// The folders in it, by their places.
    pub children: Vec<usize>,
}

/// The folders that one call has met. The first is the root.
pub struct Tree<D> {
    /// Folders in the order in which they were met.
    pub folders: Vec<Folder<D>>,
    /// Places by the address that a folder is asked for under: two ids that lead to one address are one folder.
    known: SortedMap<String, usize>,
}

impl<D> Default for Tree<D> {
    fn default() -> Self {
        Self { folders: Vec::new(), known: SortedMap::default() }
    }
}

impl<D: Document> Tree<D> {
    /// The place of a folder, and once more if it is new and is still to be read.
    pub fn place(&mut self, id: D) -> Result<(usize, Option<usize>), Failure<D>> {
        let address = endpoints::folder(&id, "")?.path().to_owned();
        if let Some(&place) = self.known.get(&address) {
            return Ok((place, None));
        }
        let place = self.folders.len();
        self.known.insert(address, place);
        self.folders.push(Folder { id, entries: Vec::new(), children: Vec::new() });
        Ok((place, Some(place)))
    }

    /// The entries of all folders, depth first; the failure if a folder lies in itself.
    pub fn entries_in_order(mut self) -> Result<Vec<D>, Failure<D>> {
        let mut in_order = Vec::new();
        let mut state = vec![State::Unseen; self.folders.len()];
        let mut waiting = Vec::from_iter((!self.folders.is_empty()).then_some(Step::Enter(0)));
        while let Some(step) = waiting.pop() {
            match step {
                Step::Leave(at) => state[at] = State::Done,
                Step::Enter(at) => match state[at] {
                    State::Done => {} // named in two places: it counts in the first
                    State::Entered => return Err(Failure::new(FailureKind::NotApi, messages::FOLDERS_IN_A_CIRCLE)),
                    State::Unseen => {
                        state[at] = State::Entered;
                        in_order.append(&mut self.folders[at].entries);
                        waiting.push(Step::Leave(at));
                        waiting.extend(self.folders[at].children.iter().rev().map(|&child| Step::Enter(child)));
                    }
                },
            }
        }
        Ok(in_order)
    }
}

#[derive(Clone, Copy)]
enum Step {
    Enter(usize),
    Leave(usize),
}

#[derive(Clone, Copy)]
enum State {
    Unseen,
    /// The walk is in it or below it.
    Entered,
    Done,
}
