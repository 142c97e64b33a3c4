//! PBKDF2 with HMAC (RFC 8018 §5.2).

use hmac::Hmac;
use md5::Md5;
use passwork_values::CryptoError;
use pbkdf2::pbkdf2;
use ripemd::Ripemd160;
use sha1::Sha1;
use sha2::{Sha224, Sha256, Sha384, Sha512};
use zeroize::Zeroizing;

/// The most bytes that [`derive`] makes: 1 MiB. Servers ask for 64; the limit only keeps a senseless option string
/// from taking all the memory.
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

/// Derives `bytes` bytes. The time grows with `iterations` and with the number of digests that `bytes` takes.
///
/// # Errors
/// [`CryptoError::MasterKeyOptions`] for 0 iterations or more than [`MAX_BYTES`].
pub fn derive(
    password: &[u8],
    salt: &[u8],
    digest: Digest,
    iterations: u32,
    bytes: usize,
) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
    if iterations == 0 || bytes > MAX_BYTES {
        return Err(CryptoError::MasterKeyOptions("A key of that length or with no iterations can't be derived"));
    }
    let mut out = Zeroizing::new(vec![0; bytes]);
    match digest {
        Digest::Md5 => pbkdf2::<Hmac<Md5>>(password, salt, iterations, &mut out),
        Digest::Ripemd160 => pbkdf2::<Hmac<Ripemd160>>(password, salt, iterations, &mut out),
        Digest::Sha1 => pbkdf2::<Hmac<Sha1>>(password, salt, iterations, &mut out),
        Digest::Sha224 => pbkdf2::<Hmac<Sha224>>(password, salt, iterations, &mut out),
        Digest::Sha256 => pbkdf2::<Hmac<Sha256>>(password, salt, iterations, &mut out),
        Digest::Sha384 => pbkdf2::<Hmac<Sha384>>(password, salt, iterations, &mut out),
        Digest::Sha512 => pbkdf2::<Hmac<Sha512>>(password, salt, iterations, &mut out),
    }
    // HMAC takes keys of every length.
    .map_err(|_| CryptoError::MasterKeyOptions("The master key can't be derived"))?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use passwork_values::hash::hex;

    fn derived(digest: Digest, password: &str, salt: &str, iterations: u32, bytes: usize) -> String {
        hex(&derive(password.as_bytes(), salt.as_bytes(), digest, iterations, bytes).unwrap())
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

    #[test]
    fn limits() {
        assert_eq!(derived(Digest::Sha256, "", "", 1, 0), "");
        assert!(derive(b"", b"", Digest::Sha256, 0, 1).is_err());
        assert!(derive(b"", b"", Digest::Sha256, 1, MAX_BYTES + 1).is_err());
    }
}
