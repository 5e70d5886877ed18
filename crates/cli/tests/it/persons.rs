//! People are not data: no person of an annotated article stands in the data files, the code or the documents.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::program::root;
use crate::shared::shared;

#[test]
fn no_person_of_an_annotated_article_is_known_beforehand() {
    let mut names = BTreeSet::new();
    let folders = [Some(root().join("corpus/articles")), Some(root().join("corpus/storylines")), shared("gold")];
    folders.iter().flatten().for_each(|folder| collect(folder, &mut names));
    assert!(names.len() > 100);

    let mut files = Vec::new();
    for place in ["data", "crates", "docs", "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        find(&root().join(place), &mut files);
    }
    let mut found = Vec::new();
    for path in files {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        // Names are compared as whole words, by walking the text once.
        let words: Vec<&str> = text.split(|c: char| !(c.is_alphanumeric() || "-'’@_".contains(c))).collect();
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        for (i, word) in words.iter().enumerate() {
            if word.starts_with('@') && names.contains(&vec![(*word).to_owned()]) {
                found.push(format!("{}: {word}", path.display()));
            }
            for length in 2..=5 {
                let Some(run) = words.get(i..i + length) else { break };
                let run: Vec<String> = run.iter().map(|word| (*word).to_owned()).collect();
                if names.contains(&run) {
                    found.push(format!("{}: {}", path.display(), run.join(" ")));
                }
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// Collects full names and handles of persons. A surname alone may be a word of the language, so it is not looked for.
fn collect(folder: &Path, names: &mut BTreeSet<Vec<String>>) {
    let mut files = Vec::new();
    find(folder, &mut files);
    for path in files.iter().filter(|path| path.to_string_lossy().ends_with(".gold.json")) {
        let gold: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        for actor in gold["actors"].as_array().unwrap() {
            if actor["kind"] == "person" {
                for name in actor["names"].as_array().unwrap().iter().filter_map(Value::as_str) {
                    let words: Vec<String> = name.split_whitespace().map(str::to_owned).collect();
                    if words.len() > 1 || name.starts_with('@') {
                        names.insert(words);
                    }
                }
            }
        }
    }
}

fn find(path: &Path, files: &mut Vec<PathBuf>) {
    if path.is_dir() {
        for entry in std::fs::read_dir(path).unwrap() {
            find(&entry.unwrap().path(), files);
        }
    } else if path.is_file() {
        files.push(path.to_owned());
    }
}
