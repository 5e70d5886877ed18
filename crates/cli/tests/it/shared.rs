//! The one place that knows where material lies that is not part of this repository.

use std::path::PathBuf;

/// Returns a path inside the folder that `PLENIPO_SHARED` names (`../shared` if unset), or `None` where it is absent.
///
/// A test that gets `None` skips; it prints a line that says so.
pub fn shared(inside: &str) -> Option<PathBuf> {
    let named = std::env::var_os("PLENIPO_SHARED").map(PathBuf::from);
    let path = named.unwrap_or_else(|| crate::program::root().join("../shared")).join(inside);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: `{}` is absent; PLENIPO_SHARED names the folder it is in", path.display());
    None
}
