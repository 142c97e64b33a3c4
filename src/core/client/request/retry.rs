//! Repeating a request that failed, where that is harmless and the caller asked for it.

use crate::core::client::Call;
use crate::core::crypto::random::Entropy;
use crate::core::failure::{Failure, FailureKind};
use crate::core::platform::{Clock, Doc, Platform, Timers};

/// The first pause in milliseconds; each further one is twice as long.
const FIRST_PAUSE: f64 = 250.0;
/// The longest pause of our own choice.
const MAX_PAUSE_MS: f64 = 8_000.0;
/// The longest pause that a server may ask for; beyond it the failure is final.
const MAX_ASKED_PAUSE_MS: f64 = 60_000.0;

/// A failed request, and what the server said of repeating it.
pub(super) struct FailedAttempt<D> {
    /// The failure of the attempt.
    pub failure: Failure<D>,
    /// The HTTP status, if there was an answer.
    pub status: Option<u16>,
    /// The header `Retry-After`.
    pub retry_after: Option<String>,
}

/// The pause in milliseconds before the repetition number `attempt` (from 0); `None`: the failure is final.
///
/// A request that reads is repeated after every failure of the network, 429, and 503 with `Retry-After`. One that
/// writes is repeated after 429 only, which says that it was not carried out.
pub(super) fn pause<P: Platform>(
    call: &Call<P>,
    reads: bool,
    attempt: u32,
    refused: &FailedAttempt<Doc<P>>,
) -> Option<f64> {
    if attempt >= call.options.retries {
        return None;
    }
    let asked = refused.retry_after.as_deref().and_then(|text| asked_pause(&*call.platform, text));
    let worthwhile = match (refused.status, &refused.failure) {
        (Some(429), _) => true,
        (Some(503), _) => reads && asked.is_some(),
        (Some(_), _) => false,
        (None, Failure::Ours(problem)) => reads && matches!(problem.kind, FailureKind::Network | FailureKind::Timeout),
        (None, Failure::Foreign(_)) => false,
    };
    if !worthwhile {
        return None;
    }
    match asked {
        Some(milliseconds) if milliseconds > MAX_ASKED_PAUSE_MS => None,
        Some(milliseconds) => Some(milliseconds),
        None => Some(own_pause(&*call.platform, attempt)),
    }
}

/// `Retry-After`: seconds or a date.
fn asked_pause<P: Clock + Timers>(platform: &P, text: &str) -> Option<f64> {
    let milliseconds = match text.trim().parse::<u32>() {
        Ok(seconds) => f64::from(seconds) * 1000.0,
        Err(_) => platform.parse_date(text)? - platform.now(),
    };
    milliseconds.is_finite().then(|| milliseconds.max(0.0))
}

/// Pause before a repetition: twice as long each time, with up to half of it left to chance, so that many clients do
/// not come back at once.
fn own_pause<E: Entropy>(entropy: &E, attempt: u32) -> f64 {
    let full = (FIRST_PAUSE * f64::from(2u32.saturating_pow(attempt.min(16)))).min(MAX_PAUSE_MS);
    let mut chance = [0]; // no secret, and any value will do
    let _ = entropy.fill(&mut chance);
    full * (1.0 - f64::from(chance[0]) / 512.0)
}
