//! Vaults, folders and items by their places, as references look for them. Each generation of servers lists them in its own way,
//! in as few requests as it can. Lists are as the server sends them: of a shortcut, the member `shortcut` is an object.

use super::Outcome;
use crate::core::encryption::Cipher;
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Platform};
use futures_util::future::LocalBoxFuture;
use std::cell::RefCell;

/// What is being asked for.
pub type Asking<'a, P> = LocalBoxFuture<'a, Outcome<P>>;

/// Something that is wanted, by its id.
#[derive(Clone)]
pub struct Wanted<D> {
    /// The id, of the shortcut if it is one.
    pub id: D,
    /// Whether it is a shortcut; `None`: an item, or else a shortcut.
    pub is_shortcut: Option<bool>,
}

/// A vault that will be looked into.
#[derive(Clone)]
pub struct Wing<D> {
    /// Its id.
    pub vault: D,
    /// Whether folders will be asked for.
    pub folders: bool,
    /// Whether items and shortcuts will be.
    pub items: bool,
}

/// An item that was read.
#[derive(Clone)]
pub struct OpenedItem<D> {
    /// In the shape of the public interface.
    pub shown: D,
    /// The cipher of its values.
    pub cipher: Cipher,
    /// What it was read by.
    pub by: Wanted<D>,
    /// Whether it has a password; an empty one may look like none in `shown`.
    pub has_password: bool,
    /// Whether the answer has told which attachments there are.
    pub tells_files: bool,
}

/// What one call sees of a server's vaults. It asks for nothing twice, if it is used as it is meant: vaults, then
/// [`Library::prepare`], then folders from the top down, then items.
pub trait Library<P: Platform> {
    /// A list of the vaults that the user sees.
    fn vaults(&self) -> Asking<'_, P>;

    /// Says which vaults will be looked into, and for what. What fails is told by what is asked for next.
    fn prepare<'a>(&'a self, vaults: &'a [Wing<Doc<P>>]) -> LocalBoxFuture<'a, ()>;

    /// The folders that lie directly in a folder, or (`undefined`) at the top of a vault.
    fn folders<'a>(&'a self, vault: &'a Doc<P>, parent: &'a Doc<P>) -> Asking<'a, P>;

    /// The items and shortcuts that lie there.
    fn items<'a>(&'a self, vault: &'a Doc<P>, folder: &'a Doc<P>) -> Asking<'a, P>;

    /// Reads items and shortcuts; their outcomes go into the table at their numbers.
    fn read<'a>(&'a self, wanted: &'a [Wanted<Doc<P>>], table: &'a Table<Doc<P>>) -> LocalBoxFuture<'a, ()>;

    /// The attachments of an item that was read, as a list of `{id, name}`, where reading it has told nothing of them.
    fn attachments<'a>(&'a self, item: &'a OpenedItem<Doc<P>>) -> Asking<'a, P>;

    /// An attachment, as the server sends it.
    fn attachment<'a>(&'a self, item: &'a OpenedItem<Doc<P>>, id: &'a Doc<P>) -> Asking<'a, P>;
}

/// What became of an item that was to be read; `None`: nothing yet.
pub type Reading<D> = Option<Result<OpenedItem<D>, Failure<D>>>;

/// What became of items that were to be read.
pub struct Table<D>(RefCell<Vec<Reading<D>>>);

impl<D: Document> Table<D> {
    /// A table for so many.
    pub fn new(length: usize) -> Self {
        Self(RefCell::new(vec![None; length]))
    }

    /// Sets one.
    pub fn set(&self, number: usize, outcome: Result<OpenedItem<D>, Failure<D>>) {
        if let Some(place) = self.0.borrow_mut().get_mut(number) {
            *place = Some(outcome);
        }
    }

    /// All of them.
    pub fn finish(self) -> Vec<Reading<D>> {
        self.0.into_inner()
    }
}
