//! Deriving the master key from the master password (spec §5.5), within the caller's limits (D43).

use crate::core::crypto::master_key::{MasterKeyRule, parse, to_master_key};
use crate::core::crypto::pbkdf2::Derivation;
use crate::core::crypto::{CryptoError, Key};
use crate::core::failure::{Failure, FailureKind, messages};
use crate::core::platform::{Doc, Document, Platform};
use crate::core::text::Text;
use zeroize::Zeroizing;

/// Milliseconds of derivation at a stretch, about. Page and program may have to wait for 50 (D43), but the machine may
/// be busy with other things as well.
const STRETCH: f64 = 16.0;
/// The rounds of the first stretch; the slowest digest of a slow telephone takes 10 ms for them.
const FIRST_STRETCH: u32 = 1024;
/// The rounds of a stretch that takes no time: the clock stands still (tests do that) or is a coarse one.
const UNTIMED_STRETCH: u32 = 4096;

/// Demands of the caller on a derivation, and whether it is still wanted.
pub struct Demands<'a, D> {
    /// The option `minimumRounds`; an error is one of usage.
    pub minimum_rounds: Result<u32, &'static str>,
    /// Asked between two stretches: a failure ends it.
    pub go_on: &'a dyn Fn() -> Result<(), Failure<D>>,
}

/// Derives the master key as the server's option string says. A kind that is not known means the password itself.
pub async fn derive<P: Platform>(
    platform: &P,
    password: &Text,
    options: &Doc<P>,
    demands: &Demands<'_, Doc<P>>,
) -> Result<Key, Failure<Doc<P>>> {
    let bad = |e: CryptoError| Failure::crypto(e, "");
    let text = options.display().ok_or_else(|| bad(CryptoError::BadMasterKeyOptions))?;
    derive_by(platform, password, parse(&text).map_err(bad)?, demands).await
}

/// Derives the master key by a rule that was read.
pub async fn derive_by<P: Platform>(
    platform: &P,
    password: &Text,
    rule: MasterKeyRule,
    demands: &Demands<'_, Doc<P>>,
) -> Result<Key, Failure<Doc<P>>> {
    let bad = |e: CryptoError| Failure::crypto(e, "");
    match rule {
        MasterKeyRule::AsItIs => {
            check_underived(demands.minimum_rounds)?;
            Key::new(password.clone()).map_err(bad)
        }
        MasterKeyRule::Pbkdf2 { digest, iterations, bytes, salt } => {
            check_rounds(demands.minimum_rounds, iterations)?;
            // The one place of the protocol where a lone surrogate counts as U+FFFD.
            let password = password.to_utf8_lossy();
            let (password, salt) = (password.as_bytes(), salt.to_utf8_lossy());
            let salt = salt.as_bytes();
            let native = platform.pbkdf2(digest, password, salt, iterations, bytes).await;
            let derived = match native {
                Some(derived) if derived.len() == bytes => derived,
                _ => {
                    let derivation = Derivation::new(password, salt, digest, iterations, bytes).map_err(bad)?;
                    run(platform, derivation, demands.go_on).await?
                }
            };
            (demands.go_on)()?;
            Key::new(to_master_key(&derived)).map_err(bad)
        }
    }
}

/// Fails if the caller demands a derivation where the master password itself becomes the master key (K4, a server that
/// has no options for it). It counts as one of no rounds.
pub fn check_underived<D: Document>(minimum: Result<u32, &'static str>) -> Result<(), Failure<D>> {
    check_rounds(minimum, 0)
}

/// The option `minimumRounds`.
fn check_rounds<D: Document>(minimum: Result<u32, &'static str>, rounds: u32) -> Result<(), Failure<D>> {
    let minimum = minimum.map_err(Failure::usage)?;
    if rounds < minimum {
        return Err(Failure::new(FailureKind::Crypto, messages::too_few_rounds(rounds, minimum)));
    }
    Ok(())
}

/// A derivation of ours, where the platform has none: in stretches, between which page and program live and the
/// caller's signal and limits are heard. It ends with the call, which drops it.
async fn run<P: Platform>(
    platform: &P,
    mut derivation: Derivation,
    go_on: &dyn Fn() -> Result<(), Failure<Doc<P>>>,
) -> Result<Zeroizing<Vec<u8>>, Failure<Doc<P>>> {
    let mut stretch = FIRST_STRETCH;
    loop {
        let since = platform.now();
        derivation.run(stretch);
        if derivation.is_done() {
            let failed = CryptoError::MasterKeyOptions("The master key can't be derived");
            return derivation.into_bytes().ok_or_else(|| Failure::crypto(failed, ""));
        }
        stretch = next_stretch(stretch, platform.now() - since);
        platform.turn().await;
        go_on()?;
    }
}

/// The rounds of the next stretch, from the milliseconds that the last one took.
fn next_stretch(rounds: u32, took: f64) -> u32 {
    if took.max(0.0) < 1.0 {
        return (rounds * 2).min(UNTIMED_STRETCH);
    }
    // From one stretch to the next the machine may have been busy with something else.
    ((f64::from(rounds) * STRETCH / took) as u32).clamp(rounds / 4, rounds.saturating_mul(2)).max(16)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Length of each stretch at a speed, from the second on, in milliseconds.
    fn stretches(rounds_per_ms: f64) -> Vec<f64> {
        let mut rounds = FIRST_STRETCH;
        let mut took = Vec::new();
        for _ in 0..30 {
            took.push(f64::from(rounds) / rounds_per_ms);
            rounds = next_stretch(rounds, took[took.len() - 1].floor());
        }
        took
    }

    #[test]
    fn stretches_stay_below_fifty_milliseconds() {
        for rounds_per_ms in [30.0, 100.0, 400.0, 1000.0, 4000.0, 100_000.0] {
            let took = stretches(rounds_per_ms);
            assert!(took.iter().all(|&took| took < 50.0), "{rounds_per_ms}: {took:?}");
        }
        // And are no shorter than they need be: a turn of a page costs 4 ms.
        assert!(stretches(400.0)[20..].iter().all(|&took| took > 12.0));
    }

    #[test]
    fn a_clock_that_says_nothing_is_not_believed() {
        for took in [0.0, -5000.0, f64::NAN, f64::NEG_INFINITY] {
            assert!(next_stretch(FIRST_STRETCH, took) <= UNTIMED_STRETCH);
            assert!(next_stretch(u32::MAX / 2, took) <= UNTIMED_STRETCH);
        }
        assert!(next_stretch(FIRST_STRETCH, f64::INFINITY) >= 16);
        assert!(next_stretch(16, 1e9) >= 16);
    }
}
