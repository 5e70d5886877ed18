//! The tables of guarantees name tests that there are, and commands that run them.

use std::fs;
use std::path::Path;

use crate::program::root;

/// A row of a table: a claim, the tests of it by file and function, the command that runs them, what it last gave.
struct Row<'p> {
    claim: &'p str,
    tests: Vec<(&'p str, &'p str)>,
    command: &'p str,
    result: &'p str,
}

fn rows(page: &str) -> Vec<Row<'_>> {
    let lines = page.lines().filter(|line| line.starts_with("| ") && line.contains(".rs::"));
    lines.map(|line| row(line).unwrap_or_else(|| panic!("four cells: {line}"))).collect()
}

fn row(line: &str) -> Option<Row<'_>> {
    let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
    let [claim, tests, command, result] = <[&str; 4]>::try_from(cells).ok()?;
    let tests = tests.split(", ").filter_map(|test| test.trim_matches('`').split_once("::")).collect();
    Some(Row { claim, tests, command: command.trim_matches('`'), result })
}

/// Returns what is wrong with a row.
fn faults(row: &Row) -> Vec<String> {
    let mut faults = Vec::new();
    let words: Vec<&str> = row.command.split(' ').collect();
    let packages: Vec<&str> = words.windows(2).filter(|pair| pair[0] == "-p").map(|pair| pair[1]).collect();
    let filter = words.last().filter(|last| words.len() % 2 == 1 && !packages.contains(last));
    if !row.command.starts_with("cargo test -p ") {
        faults.push(format!("no command: {}", row.command));
    }
    if row.tests.is_empty() {
        faults.push("no test".to_owned());
    }
    let is_dated = row.result.split(|sign: char| !sign.is_ascii_digit() && sign != '-').any(|day| {
        let parts: Vec<usize> = day.split('-').map(str::len).collect();
        parts == [4, 2, 2]
    });
    if !is_dated || !row.result.contains("passed") {
        faults.push(format!("no result: {}", row.result));
    }
    for (file, name) in &row.tests {
        if !is_test(file, name) {
            faults.push(format!("no test `{name}` in crates/{file}"));
        }
        let full = format!("{}{name}", module(file));
        if !packages.contains(&package(file).as_str()) || filter.is_some_and(|filter| !full.contains(*filter)) {
            faults.push(format!("`{}` does not run {full}", row.command));
        }
    }
    faults.into_iter().map(|fault| format!("{}: {fault}", row.claim)).collect()
}

/// Tells whether a file holds a test of this name that is run.
fn is_test(file: &str, name: &str) -> bool {
    let text = fs::read_to_string(root().join("crates").join(file)).unwrap_or_default();
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let opening = format!("fn {name}(");
    let at = lines.iter().position(|line| line.starts_with(&opening));
    at.is_some_and(|at| {
        let above = lines[..at].iter().rev().take_while(|line| line.starts_with('#') || line.starts_with("//"));
        let above: Vec<&&str> = above.collect();
        above.iter().any(|line| **line == "#[test]") && !above.iter().any(|line| line.starts_with("#[ignore"))
    })
}

/// Returns the package that a file below `crates/` belongs to.
fn package(file: &str) -> String {
    let folder = file.split('/').next().unwrap_or_default();
    let manifest = fs::read_to_string(root().join("crates").join(folder).join("Cargo.toml")).unwrap_or_default();
    let name = manifest.lines().find_map(|line| line.strip_prefix("name = "));
    name.unwrap_or_default().trim_matches('"').to_owned()
}

/// Returns the module of the tests in a file, as the command line of tests names it.
fn module(file: &str) -> String {
    let inside = Path::new(file).with_extension("").display().to_string();
    match (inside.split_once("/tests/it/"), inside.split_once("/src/")) {
        (Some((_, "main")), _) => String::new(),
        (Some((_, module)), _) => format!("{}::", module.replace('/', "::")),
        (_, Some((_, module))) => format!("{}::tests::", module.trim_end_matches("/mod").replace('/', "::")),
        _ => String::new(),
    }
}

#[test]
fn every_guarantee_has_its_tests() {
    let page = fs::read_to_string(root().join("docs/guarantees.md")).expect("the guarantees");
    let rows = rows(&page);
    assert!(rows.len() >= 40, "{} rows", rows.len());
    let faults: Vec<String> = rows.iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_test_that_is_gone_is_noticed() {
    let check = |tests: &str, command: &str| -> usize {
        let line = format!("| a claim | {tests} | `{command}` | 2026-01-29: 1 passed |\n");
        rows(&line).iter().map(|row| faults(row).len()).sum()
    };
    let right = "`cli/tests/it/guarantees.rs::a_test_that_is_gone_is_noticed`";
    assert_eq!(check(right, "cargo test -p plenipo guarantees"), 0);
    assert_eq!(check(right, "cargo test -p plenipo"), 0);
    assert_eq!(check(right, "cargo test -p plenipo manual"), 1, "it runs others");
    assert_eq!(check(right, "cargo test -p plenipo-desk guarantees"), 1, "it runs those of another crate");
    assert_eq!(check("`cli/tests/it/guarantees.rs::rows`", "cargo test -p plenipo guarantees"), 1, "no test");
    assert_eq!(check("`cli/tests/it/gone.rs::gone`", "cargo test -p plenipo gone"), 1, "no file");
    assert_eq!(check("`desk/tests/it/scale.rs::pages_stay_fast`", "cargo test -p plenipo-desk scale"), 1, "not run");
}

#[test]
fn every_ceiling_is_the_one_of_the_code() {
    let page = fs::read_to_string(root().join("docs/guarantees.md")).expect("the guarantees");
    let table = page.split("## Ceilings").nth(1).and_then(|rest| rest.split("\n## ").next()).expect("the ceilings");
    let mut seen = 0;
    for line in table.lines().filter(|line| line.starts_with("| ") && line.contains(".rs`")) {
        let mut quoted = line.split('`').skip(1).step_by(2);
        let file = quoted.next().unwrap_or_default();
        let code = fs::read_to_string(root().join("crates").join(file)).unwrap_or_default();
        for ceiling in quoted {
            let there = match ceiling.split_once(" = ") {
                Some((name, value)) => code
                    .lines()
                    .any(|line| line.contains(&format!("const {name}: ")) && line.ends_with(&format!(" = {value};"))),
                None => code.contains(ceiling),
            };
            assert!(there, "crates/{file} does not say `{ceiling}`");
            seen += 1;
        }
    }
    assert!(seen >= 14, "{seen} ceilings");
}
