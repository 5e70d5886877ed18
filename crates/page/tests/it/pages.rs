//! Whole pages: each file in `tests/pages` with what is read from it beside it.
//!
//! `UPDATE_PAGES=1 cargo test -p plenipo-page` writes the expectations anew; the difference is then for the reviewer.

use std::fs;
use std::path::Path;

use crate::show::show;

#[test]
fn pages_are_read_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut files: Vec<_> =
        fs::read_dir(&folder).expect("the folder of pages").map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt" || extension == "html"));
    files.sort();
    assert!(files.len() >= 12, "only {} pages in {}", files.len(), folder.display());
    let mut wrong = Vec::new();
    for path in files {
        let bytes = fs::read(&path).expect("a page");
        let articles = plenipo_page::read("page", &bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let found = show(&articles[0]);
        let expected = fs::read_to_string(path.with_extension("expected")).unwrap_or_default();
        if found != expected && std::env::var_os("UPDATE_PAGES").is_some() {
            fs::write(path.with_extension("expected"), found).expect("the expectation is written");
        } else if found != expected {
            wrong.push(format!(
                "== {}\n{}",
                path.file_name().unwrap_or_default().to_string_lossy(),
                difference(&expected, &found)
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Returns the lines that are only in one of two texts: `-` for wanted, `+` for got.
fn difference(wanted: &str, got: &str) -> String {
    let (wanted, got): (Vec<&str>, Vec<&str>) = (wanted.lines().collect(), got.lines().collect());
    let missing = wanted.iter().filter(|line| !got.contains(line)).map(|line| format!("- {line}"));
    let extra = got.iter().filter(|line| !wanted.contains(line)).map(|line| format!("+ {line}"));
    let mut lines: Vec<String> = missing.chain(extra).collect();
    if lines.is_empty() {
        lines.push("the same lines in another order".to_owned());
    }
    lines.join("\n")
}
