//! `docs/tables.md` says what the definition says.

use std::fmt::Write as _;
use std::path::PathBuf;

use plenipo_tables::codebook;

/// The line before the generated part of the page.
const BEGIN: &str = "<!-- What follows is made of crates/tables/src/rows.rs. -->\n";

fn page() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/tables.md")
}

fn generated() -> String {
    let mut text = String::new();
    for [table, column, kind, meaning] in codebook() {
        if column.is_empty() {
            write!(text, "\n## {table}\n\nOne row: {}.\n\n| column | type | holds |\n|---|---|---|\n", &meaning[11..])
                .unwrap();
        } else {
            writeln!(text, "| `{column}` | {kind} | {meaning} |").unwrap();
        }
    }
    text
}

#[test]
fn the_page_is_that_of_the_definition() {
    let page = std::fs::read_to_string(page()).unwrap();
    let (_, rest) = page.split_once(BEGIN).expect("the line before the generated part");
    assert!(rest == generated(), "run `cargo test -p plenipo-tables -- --ignored write_the_page`");
}

#[test]
#[ignore = "writes docs/tables.md"]
fn write_the_page() {
    let text = std::fs::read_to_string(page()).unwrap();
    let (head, _) = text.split_once(BEGIN).expect("the line before the generated part");
    std::fs::write(page(), format!("{head}{BEGIN}{}", generated())).unwrap();
}
