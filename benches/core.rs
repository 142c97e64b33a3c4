//! The primitives of the core, natively: `cargo bench`. What they cost in the package is another matter (wasm, and the
//! bindings): `npm run bench`.

#![allow(missing_docs, reason = "the macros of criterion make undocumented functions")]
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use futures_util::FutureExt;
use passwork_wasm::core::crypto::hash::{HashAlgorithm, protocol_hash, protocol_hash_of_bytes};
use passwork_wasm::core::crypto::pbkdf2::{Derivation, Digest};
use passwork_wasm::core::crypto::{Key, attachment, base32, base64, openssl_enc};
use passwork_wasm::core::encryption::file_bytes;
use passwork_wasm::core::platform::Document;
use passwork_wasm::core::platform::in_memory::{Native, Value};
use passwork_wasm::core::text::Text;
use std::hint::black_box;

const SALT: openssl_enc::Salt = [7; 8];
const FILE: usize = attachment::MAX_BYTES;

fn file() -> Vec<u8> {
    (0..FILE as u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect()
}

#[allow(clippy::expect_used, reason = "it is not empty")]
fn key(text: &str) -> Key {
    Key::new(Text::from(text)).expect("an empty key")
}

fn small(c: &mut Criterion) {
    let (text, key) = (Text::from("correct horse battery"), key(&"k".repeat(32)));
    let sealed = Text::from(openssl_enc::seal_text(&text, &key, SALT).unwrap_or_default());
    c.bench_function("seal a password", |b| b.iter(|| openssl_enc::seal_text(black_box(&text), &key, SALT)));
    c.bench_function("open a password", |b| b.iter(|| openssl_enc::open_text(black_box(&sealed), &key)));
    c.bench_function("open 20 fields (60 values)", |b| {
        b.iter(|| (0..60).map(|_| openssl_enc::open_text(black_box(&sealed), &key).is_ok()).filter(|ok| *ok).count());
    });
    c.bench_function("hash a master key", |b| {
        let key = Text::from("m".repeat(88));
        b.iter(|| protocol_hash(HashAlgorithm::Sha256, black_box(&key)));
    });
}

fn files(c: &mut Criterion) {
    let (bytes, key) = (file(), key(&"f".repeat(100)));
    let native = Native::default();
    let seal = |bytes: &[u8]| file_bytes::seal(&native, bytes.to_vec().into(), &key, SALT).now_or_never();
    let sealed = Value::str(&openssl_enc::seal(base64::encode(&bytes).as_bytes(), &key, SALT).unwrap_or_default());
    let hash = Text::from(protocol_hash_of_bytes(HashAlgorithm::Sha256, &bytes));
    let base64_text = base64::encode(&bytes);
    let armour = base32::encode(&bytes);
    let mut group = c.benchmark_group("5 MiB");
    group.sample_size(10).throughput(Throughput::Bytes(FILE as u64));
    group.bench_function("seal a file", |b| b.iter(|| seal(black_box(&bytes))));
    group
        .bench_function("open a file", |b| b.iter(|| file_bytes::open(&native, black_box(&sealed), &hash, Some(&key))));
    group.bench_function("hash", |b| b.iter(|| protocol_hash_of_bytes(HashAlgorithm::Sha256, black_box(&bytes))));
    group.bench_function("base64 encode", |b| b.iter(|| base64::encode(black_box(&bytes))));
    group.bench_function("base64 decode", |b| b.iter(|| base64::decode_standard(black_box(base64_text.as_bytes()))));
    group.bench_function("base32 encode", |b| b.iter(|| base32::encode(black_box(&bytes))));
    group.bench_function("base32 decode", |b| b.iter(|| base32::decode(black_box(armour.as_bytes()))));
    group.finish();
}

fn derivation(c: &mut Criterion) {
    let mut group = c.benchmark_group("PBKDF2");
    group.sample_size(10);
    group.bench_function("10,000 rounds, 64 bytes", |b| {
        b.iter(|| {
            let mut derivation = Derivation::new(black_box(b"password"), b"salt", Digest::Sha256, 10_000, 64).ok()?;
            derivation.run(u32::MAX);
            derivation.into_bytes()
        });
    });
    group.finish();
}

criterion_group!(benches, small, files, derivation);
criterion_main!(benches);
