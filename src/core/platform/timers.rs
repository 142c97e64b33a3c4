//! The seam to waiting: timers, the caller's signal, and how far a long job is.

use crate::core::platform::Documents;

/// Timers and the caller's signal. Each belongs to one call.
pub trait Timers: Documents {
    /// Fulfils after that number of milliseconds of the caller's clock, which a test of the caller may move by hand: for limits
    /// and pauses that the caller has set. Nothing is left behind when it is dropped.
    fn sleep(&self, milliseconds: f64) -> impl Future<Output = ()> + 'static;
    /// Fulfils once everything else that waits has had its turn, whatever the caller has done to its clock.
    fn turn(&self) -> impl Future<Output = ()> + 'static;
    /// The reason, if the caller's signal is aborted by now.
    fn aborted(&self) -> Option<Self::Doc>;
    /// Fulfils with the reason when the caller's signal is aborted; never without a signal. Fails where the signal cannot
    /// be listened to: it is an object of the caller's.
    fn abortion(&self) -> Result<impl Future<Output = Self::Doc> + 'static, Self::Doc>;
}

/// The caller's progress listener.
pub trait Progress {
    /// Tells it that `done` of `total` pieces are done.
    fn progress(&self, done: usize, total: usize);
}
