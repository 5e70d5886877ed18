//! The direction of dependencies: a crate may use only crates before it, and the inner ring touches nothing outside.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::program::root;

/// All crates, each after those that it may use.
const ORDER: [&str; 18] = [
    "record", "lexicon", "page", "intake", "language", "reading", "copies", "ledger", "tables", "exchange", "fetch",
    "mail", "desk", "agents", "python", "cli", "lab", "fuzz",
];

/// The crates that do no I/O.
const INNER: [&str; 7] = ["record", "lexicon", "page", "intake", "language", "reading", "copies"];

#[test]
fn a_crate_uses_only_crates_before_it() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut edges = 0;
    for package in metadata["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        for dependency in package["dependencies"].as_array().unwrap() {
            // Ours are those that lie at a path.
            if dependency["path"].is_null() {
                continue;
            }
            let used = dependency["name"].as_str().unwrap();
            edges += 1;
            assert!(rank(used) < rank(name), "`{name}` may not use `{used}`");
        }
    }
    assert!(edges >= 10, "{edges} edges seen");
}

#[test]
fn the_inner_ring_does_no_input_and_no_output() {
    for name in INNER {
        let folder = root().join("crates").join(name).join("src");
        each_file(&folder, &mut |path, text| {
            for (i, line) in text.lines().enumerate() {
                let code = line.split("//").next().unwrap_or_default();
                for banned in ["std::fs", "std::net", "std::env", "std::process", "std::time", "println!", "eprintln!"]
                {
                    assert!(!code.contains(banned), "{}:{}: `{banned}`", path.display(), i + 1);
                }
            }
        });
    }
}

#[test]
fn the_architecture_page_names_every_crate() {
    let page = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    for entry in std::fs::read_dir(root().join("crates")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(page.contains(&format!("`crates/{name}`")), "ARCHITECTURE.md does not tell of `crates/{name}`");
    }
}

fn rank(package: &str) -> usize {
    let short = if package == "plenipo" { "cli" } else { package.trim_start_matches("plenipo-") };
    ORDER.iter().position(|&name| name == short).unwrap_or_else(|| panic!("`{package}` has no place in the order"))
}

fn each_file(folder: &Path, visit: &mut impl FnMut(&Path, &str)) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            each_file(&path, visit);
        } else {
            visit(&path, &std::fs::read_to_string(&path).unwrap());
        }
    }
}
