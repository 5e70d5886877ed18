//! Secrets that nobody guesses, and their digests, which are all that is kept.

use plenipo_ledger::digest;

/// Returns 256 bits of the system's randomness as hexadecimal digits.
pub fn new_secret() -> String {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).expect("the system gives randomness");
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|half| char::from(b"0123456789abcdef"[usize::from(half)]))
        .collect()
}

/// Returns the digest of a secret. Secrets are random, so that no slow digest is needed.
pub fn kept(purpose: &str, secret: &str) -> String {
    digest([purpose.as_bytes(), secret.as_bytes()])
}

/// Tells whether two secrets are the same, in a time that says nothing of where they differ: digests are compared.
pub fn same(one: &str, other: &str) -> bool {
    kept("compare", one) == kept("compare", other)
}
