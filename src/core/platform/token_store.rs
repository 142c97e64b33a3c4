//! Where a caller keeps its tokens, for this process and others (option `tokenStore`). What it throws is told as texts alone.

use super::Documents;
use crate::core::failure::cause::Thrown;

/// The caller's store. Each of its functions may be missing, throw, or never end.
pub trait TokenStore: Documents {
    /// Whether there is one.
    fn has_token_store(&self) -> bool;
    /// `load()`: the pair that is there now.
    fn load_tokens(&self) -> impl Future<Output = Result<Self::Doc, Vec<Thrown>>>;
    /// `save(pair)`.
    fn save_tokens(&self, pair: &Self::Doc) -> impl Future<Output = Result<(), Vec<Thrown>>>;
    /// Begins to enter `lock(run)`.
    fn begin_lock(&self) -> Self::Doc;
    /// Fulfils within it, at once where there is none.
    fn lock_entered(&self, lock: &Self::Doc) -> impl Future<Output = Result<(), Vec<Thrown>>>;
    /// Lets what `lock(run)` was called with come to its end, or gives up entering it.
    fn leave_lock(&self, lock: &Self::Doc);
    /// Waits until the lock is left, after [`TokenStore::leave_lock`].
    fn lock_left(&self, lock: &Self::Doc) -> impl Future<Output = Result<(), Vec<Thrown>>>;
}
