//! The bytes of files, sealed and opened piece by piece, each step on the fastest engine at hand (spec §5.9).

mod hash;
mod open;
mod seal;

pub use hash::{FileHash, hash};
pub use open::{open, open_async};
pub use seal::{plain, seal};

use crate::core::platform::{Clock, Fetch, Timers};

/// Bytes of a file that are worked on at once: their base64 is a whole number of cipher blocks, and of base64's groups.
const CHUNK_BYTES: usize = 144 * 2730;

/// Characters of a stored text that are read at once: a whole number of the armour's groups, and of base64's.
const CHUNK_CHARS: usize = 32 * 20480;

/// Milliseconds of work after which a page gets its turn.
const FRAME_BUDGET_MS: f64 = 16.0;

/// The turns of a page, between pieces of large work.
struct Yielder<'a, P> {
    platform: &'a P,
    since: f64,
}

impl<'a, P: Timers + Clock + Fetch> Yielder<'a, P> {
    fn new(platform: &'a P) -> Self {
        Self { platform, since: platform.now() }
    }

    /// Lets the page have its turn if it waits for one long enough.
    async fn yield_if_due(&mut self) {
        if self.platform.has_page() && self.platform.now() - self.since > FRAME_BUDGET_MS {
            self.platform.turn().await;
            self.since = self.platform.now();
        }
    }
}
