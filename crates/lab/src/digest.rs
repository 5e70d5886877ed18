//! SHA-256 digests as the corpora spell them: small hexadecimal digits.

use sha2::{Digest, Sha256};
#[cfg(test)]
use std::path::Path;

/// Spells a finished digest.
pub fn spelt(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

/// Returns the digest of some bytes.
#[cfg(test)]
pub fn of(bytes: &[u8]) -> String {
    spelt(Sha256::new_with_prefix(bytes))
}

/// Returns the digest of a folder and how many files it holds: of each, sorted by name, the name, a zero byte, the
/// content, a zero byte.
#[cfg(test)]
pub fn of_folder(folder: &Path) -> (String, usize) {
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut hash = Sha256::new();
    for path in &paths {
        for part in [path.file_name().unwrap().as_encoded_bytes(), &std::fs::read(path).unwrap()] {
            hash.update(part);
            hash.update([0]);
        }
    }
    (spelt(hash), paths.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_spelt_as_sha256sum_does() {
        assert_eq!(of(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
