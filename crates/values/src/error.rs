//! Errors of the primitives.

use std::fmt;

/// A failure of a primitive. Holds no secret and no part of a value, so it may be shown and logged as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CryptoError {
    /// A value could not be decrypted. One variant for wrong key, damage and wrong padding alike, so that nobody
    /// learns from the error which of them it was (§5.1, §5.12, D28).
    CannotOpen,
    /// A key that is the empty text, or a sealed key that opens to it (D42).
    EmptyKey,
    /// A text or key with a lone surrogate has no UTF-8 and cannot be sealed (D29).
    NoUtf8,
    /// `pbkdf:` options that are not `pbkdf:DIGEST:ITERATIONS:BYTES:SALT` (§5.5 step 2).
    BadMasterKeyOptions,
    /// `pbkdf:` options of the right form with an unusable part; the text says which (§5.5 step 3).
    MasterKeyOptions(&'static str),
    /// A TOTP secret that is not base32 (§5.11).
    BadTotpSecret,
    /// The bytes of an attachment are not those that its hash was made of, or there are none to read (§5.9).
    AttachmentHash,
    /// An attachment above 5 MiB (§5.9).
    TooBig,
    /// A text that cannot be read as an RSA private key (§5.12).
    PrivateKey,
    /// A text that cannot be read as an RSA public key.
    PublicKey,
    /// A text that is longer than an RSA key can encrypt.
    TooLongForKey,
    /// The source of random numbers failed (§5.4).
    RandomFailed,
}

impl fmt::Display for CryptoError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::CannotOpen => "Can't decrypt the value: the key is wrong or the value is damaged",
            Self::EmptyKey => "The key is empty: anybody could read what is sealed with it",
            Self::NoUtf8 => "Can't encrypt a text with a lone surrogate",
            Self::BadMasterKeyOptions => "Could not parse a hash",
            Self::MasterKeyOptions(what) => what,
            Self::BadTotpSecret => "Invalid base32 character in key",
            Self::AttachmentHash => "Can't decrypt attachment: hashes are not equal",
            Self::TooBig => "Attached file max size is 5MB",
            Self::PrivateKey => "Can't read the RSA private key",
            Self::PublicKey => "Can't read the RSA public key",
            Self::TooLongForKey => "The text is too long for the RSA key",
            Self::RandomFailed => "No secure random numbers are available",
        })
    }
}

impl std::error::Error for CryptoError {}
