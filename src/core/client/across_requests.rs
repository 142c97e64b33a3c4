//! Waiting for what another call settles, where the runtime binds promises to requests (workerd). A wake-up from another
//! request would go on in that request's name, and a request in which nothing of its own is under way is ended: whoever
//! waits there looks on a timer of its own, and leaves no waker behind.

use crate::core::platform::Timers;
use futures_util::future::LocalBoxFuture;

/// The pause between two looks, in milliseconds.
const PAUSE: f64 = 20.0;

/// Looks before a wait is given up, half a minute of them: the runtime may have ended the request that was to settle
/// it, without a word.
pub const PATIENCE: u32 = 1_500;

/// Polls a condition until it holds, or the number of looks is used up.
pub fn watch<'a>(platform: &'a impl Timers, looks: u32, is_so: &'a dyn Fn() -> bool) -> LocalBoxFuture<'a, ()> {
    Box::pin(async move {
        for _ in 0..looks {
            if is_so() {
                return;
            }
            platform.sleep(PAUSE).await;
        }
    })
}
