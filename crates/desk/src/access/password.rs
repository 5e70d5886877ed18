//! Passwords, hashed with argon2id.

use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher as _, PasswordVerifier as _};

use super::secret::new_secret;

/// The shortest password, in characters.
pub const LEAST_LETTERS: usize = 12;
/// The longest, in bytes: hashing takes no more work for a longer one, but reading it does.
const MOST_BYTES: usize = 1024;

/// The hash of a password that nobody has, so that an unknown name costs as much time as a wrong password.
static NOBODYS: LazyLock<String> = LazyLock::new(|| hashed(&new_secret()));

/// Checks that a password is long enough.
pub fn check(password: &str) -> Result<(), String> {
    if password.chars().count() < LEAST_LETTERS {
        return Err(format!("a password has at least {LEAST_LETTERS} characters"));
    }
    if password.len() > MOST_BYTES {
        return Err(format!("a password has at most {MOST_BYTES} bytes"));
    }
    Ok(())
}

/// Returns the hash of a password, with its salt and parameters.
pub fn hashed(password: &str) -> String {
    let hash = Argon2::default().hash_password(password.as_bytes()).expect("the parameters are argon2's own");
    hash.to_string()
}

/// Tells whether a password fits a hash; without a hash it never does, after the same work.
pub fn fits(password: &str, hash: Option<&str>) -> bool {
    let told = hash.unwrap_or(&NOBODYS);
    let fits = password.len() <= MOST_BYTES
        && PasswordHash::new(told)
            .is_ok_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok());
    fits && hash.is_some()
}
