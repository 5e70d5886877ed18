//! What the program is built from: each dependency has its reason, no code of ours is `unsafe`, all comes from one registry.

use std::fs;

use crate::program::root;

/// Returns the manifests of all crates, each with its path.
fn manifests() -> Vec<(String, String)> {
    let entries = fs::read_dir(root().join("crates")).expect("the crates");
    let paths = entries.map(|entry| entry.expect("readable").path().join("Cargo.toml"));
    let read = |path: std::path::PathBuf| Some((path.display().to_string(), fs::read_to_string(path).ok()?));
    let manifests: Vec<_> = paths.filter_map(read).collect();
    assert!(manifests.len() >= 15, "{} crates", manifests.len());
    manifests
}

/// Returns the names of the dependencies that a list gives no reason for: a comment above them or above their neighbours.
fn without_reason(list: &str) -> Vec<&str> {
    let mut missing = Vec::new();
    for paragraph in list.split("\n\n") {
        let mut has_reason = false;
        for line in paragraph.lines() {
            has_reason |= line.starts_with("# ");
            let name = line.split_once(" = ").map(|(name, _)| name).filter(|_| !line.starts_with('#'));
            missing.extend(name.filter(|name| !has_reason && !name.starts_with("plenipo-")));
        }
    }
    missing
}

#[test]
fn every_direct_dependency_has_its_reason() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the workspace");
    let list = manifest.split("[workspace.dependencies]\n").nth(1).and_then(|rest| rest.split("\n[").next());
    let list = list.expect("a list of dependencies");
    assert!(list.lines().filter(|line| line.contains(" = ")).count() > 50);
    assert_eq!(without_reason(list), Vec::<&str>::new());
    assert_eq!(without_reason("plenipo-record = 1\n\n# Why.\none = \"1\"\n\nother = \"2\"\n"), ["other"]);
    for (path, manifest) in manifests() {
        for section in manifest.split("\n[").filter(|section| section.contains("dependencies]\n")) {
            let lines: Vec<&str> = section.lines().collect();
            for pair in lines.windows(2).filter(|pair| pair[1].contains(" = ") && !pair[1].contains("workspace = true"))
            {
                assert!(pair[0].starts_with("# "), "{path}: no reason for {}", pair[1]);
            }
        }
    }
}

#[test]
fn no_crate_of_ours_is_unsafe() {
    let workspace = fs::read_to_string(root().join("Cargo.toml")).expect("the workspace");
    assert!(workspace.contains("[workspace.lints.rust]\nunsafe_code = \"forbid\"\n"));
    for (path, manifest) in manifests() {
        assert!(manifest.contains("[lints]\nworkspace = true\n"), "{path} does not keep to the lints of the workspace");
    }
}

#[test]
fn everything_comes_from_one_registry_with_its_checksum() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("the lock");
    let packages: Vec<&str> = lock.split("[[package]]").skip(1).collect();
    let foreign: Vec<&&str> = packages.iter().filter(|package| package.contains("source = ")).collect();
    assert!(foreign.len() > 200, "{} packages", foreign.len());
    for package in foreign {
        let is_known = package.contains("source = \"registry+https://github.com/rust-lang/crates.io-index\"");
        assert!(is_known && package.contains("checksum = \""), "{package}");
    }
}
