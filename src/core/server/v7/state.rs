//! What a client learns of a server of Passwork 7 and keeps for a session.

use super::user_key::UserKey;
use super::wire::guessed::Guess;
use crate::core::client::shared_future::Place;
use crate::core::crypto::Key;
use crate::core::platform::{Doc, Platform};
use crate::core::sorted_map::SortedMap;
use crate::core::text::Text;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Folders whose vaults are remembered; beyond it all are forgotten.
const MAX_FOLDERS: usize = 10_000;

/// Vaults whose sealed keys are remembered; beyond it all are forgotten.
const MAX_VAULTS: usize = 4_096;

/// What is kept. Nothing here outlives [`State::forget`].
pub struct State<P: Platform> {
    /// Secrets that are in force, each with the master key that it is or leads to.
    pub masters: RefCell<Vec<(Key, Key)>>,
    /// The user's private key.
    pub user: RefCell<Option<Rc<UserKey<Doc<P>>>>>,
    /// Its opening, while that is under way.
    pub opening: Place<Doc<P>>,
    /// The sealed keys of vaults, by the ids of the vaults.
    vaults: RefCell<SortedMap<String, Text>>,
    /// The vault of each folder.
    folders: RefCell<SortedMap<String, String>>,
    /// `GET /app/features`.
    pub features: RefCell<Option<Doc<P>>>,
    /// `GET /app/settings`.
    pub settings: RefCell<Option<Doc<P>>>,
    /// `GET /vault-types/all`; `null` where the server refuses to tell.
    pub vault_types: RefCell<Option<Doc<P>>>,
    /// The member by which this server takes a colour, once that is known (§5.5).
    pub color_member: Cell<Option<&'static str>>,
    /// Guessed endpoints that have answered as endpoints do.
    pub answered: RefCell<Vec<Guess>>,
    /// When the tokens end, in seconds since 1970, as the last renewal said.
    pub token_ends: Cell<Option<f64>>,
    /// The same of the refresh token.
    pub refresh_token_ends: Cell<Option<f64>>,
}

impl<P: Platform> Default for State<P> {
    fn default() -> Self {
        Self {
            masters: RefCell::default(),
            user: RefCell::default(),
            opening: Place::default(),
            vaults: RefCell::default(),
            folders: RefCell::default(),
            features: RefCell::default(),
            settings: RefCell::default(),
            vault_types: RefCell::default(),
            color_member: Cell::new(None),
            answered: RefCell::default(),
            token_ends: Cell::new(None),
            refresh_token_ends: Cell::new(None),
        }
    }
}

impl<P: Platform> State<P> {
    /// Forgets and wipes all that belongs to a session.
    pub fn forget(&self) {
        self.masters.borrow_mut().clear();
        self.user.borrow_mut().take();
        self.forget_contents();
        self.features.borrow_mut().take();
        self.token_ends.set(None);
        self.refresh_token_ends.set(None);
    }

    /// Forgets what one user sees and another may not.
    pub fn forget_contents(&self) {
        self.vaults.borrow_mut().clear();
        self.folders.borrow_mut().clear();
        self.settings.borrow_mut().take();
        self.vault_types.borrow_mut().take();
    }

    /// The sealed key of a vault, as it was last seen.
    pub fn sealed_vault_key(&self, vault: &str) -> Option<Text> {
        self.vaults.borrow().get(vault).cloned()
    }

    /// Remembers it.
    pub fn remember_vault_key(&self, vault: &str, sealed: Text) {
        let mut vaults = self.vaults.borrow_mut();
        if vaults.len() >= MAX_VAULTS {
            vaults.clear();
        }
        vaults.insert(vault.to_owned(), sealed);
    }

    /// Forgets it: it does not open what it should.
    pub fn forget_vault_key(&self, vault: &str) {
        self.vaults.borrow_mut().remove(vault);
    }

    /// The vault of a folder.
    pub fn vault_of_folder(&self, folder: &str) -> Option<String> {
        self.folders.borrow().get(folder).cloned()
    }

    /// Remembers it.
    pub fn remember_folder(&self, folder: &str, vault: &str) {
        let mut folders = self.folders.borrow_mut();
        if folders.len() >= MAX_FOLDERS {
            folders.clear();
        }
        folders.insert(folder.to_owned(), vault.to_owned());
    }
}
