//! What the fuzzer demands of everything that reads bytes, on files of every format and on what once broke it.

#[path = "../../../../fuzz/src/promises.rs"]
mod fuzzed;

use std::fs;
use std::path::{Path, PathBuf};

use fuzzed::PROMISES;

use crate::program::root;

/// Returns the files of a folder in the order of their names; none where it is absent.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .map(|entries| entries.map(|entry| entry.expect("an entry").path()).collect())
        .unwrap_or_default();
    paths.sort();
    paths
}

#[test]
fn promises_hold_for_files_of_every_format_and_for_what_once_broke_them() {
    let fixtures = files(&root().join("crates/intake/tests/fixtures/open"));
    assert!(fixtures.len() >= 20, "{} files", fixtures.len());
    for (name, promise) in PROMISES {
        for path in fixtures.iter().chain(&files(&root().join("fuzz/regressions").join(name))) {
            println!("{name}: {}", path.display());
            promise(&fs::read(path).expect("a file"));
        }
    }
}
