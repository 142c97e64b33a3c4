//! Runs a target: first what is kept in `corpus` and `crashers`, then new input until the time is over.

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use serde_json::Value as Json;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Seconds of each target; the targets run at the same time.
const SECONDS: &str = "PASSWORK_FUZZ_SECONDS";
/// The seed, a number: the same seed makes the same input.
const SEED: &str = "PASSWORK_FUZZ_SEED";

/// What a target holds against an input: `Err` says what is wrong. A panic is wrong, too.
pub type Check = fn(&Json) -> Result<(), String>;

/// Runs a target. An input that fails is made smaller and kept in `crashers`.
pub fn fuzz(target: &str, strategy: impl Strategy<Value = Json>, check: Check) {
    let kept = replay(target, check);
    let seconds = number(SECONDS).unwrap_or(2);
    let seed = number(SEED).unwrap_or(1);
    eprintln!("fuzz {target}: {kept} kept; {seconds} s, {SEED}={seed}");
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut cases = 0;
    while Instant::now() < end {
        if let Some((input, why)) = one(&strategy, check, seed, cases) {
            let file = keep(target, &input);
            panic!("{why}\n{SEED}={seed}, case {cases}: {input}\nkept in {}", file.display());
        }
        cases += 1;
    }
    eprintln!("fuzz {target}: {cases} cases");
    assert!(cases > 0 || seconds == 0, "not a single case");
}

fn number(name: &str) -> Option<u64> {
    let given = std::env::var(name).ok()?;
    Some(given.parse().unwrap_or_else(|_| panic!("{name} is no whole number")))
}

/// One case, which depends on nothing but the seed and its number; the smallest input that fails, and why.
fn one(strategy: &impl Strategy<Value = Json>, check: Check, seed: u64, case: u64) -> Option<(Json, String)> {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    bytes[8..16].copy_from_slice(&case.to_le_bytes());
    let config = Config {
        cases: 1,
        failure_persistence: None,
        max_shrink_time: 30_000,
        max_shrink_iters: 20_000,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    match runner.run(strategy, |input| check(&input).map_err(TestCaseError::fail)) {
        Ok(()) => None,
        Err(TestError::Fail(why, input)) => Some((input, why.to_string())),
        Err(TestError::Abort(why)) => panic!("no input: {why}"),
    }
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz").join(name)
}

/// Checks what is kept for a target, and counts it.
fn replay(target: &str, check: Check) -> usize {
    let in_folder = |name| std::fs::read_dir(folder(name)).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = in_folder("corpus").chain(in_folder("crashers")).collect();
    files.retain(|file| file.file_name().unwrap().to_string_lossy().starts_with(&format!("{target}-")));
    files.sort();
    for file in &files {
        let input: Json = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        eprintln!("fuzz {target}: {}", file.display());
        check(&input).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
    }
    files.len()
}

/// Writes an input down, named by its content.
fn keep(target: &str, input: &Json) -> PathBuf {
    let text = serde_json::to_string_pretty(input).unwrap() + "\n";
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3));
    let file = folder("crashers").join(format!("{target}-{hash:016x}.json"));
    std::fs::write(&file, text).unwrap();
    file
}
