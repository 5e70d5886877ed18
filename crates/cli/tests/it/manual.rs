//! The manual is true: every command of it is run in its order, and what the page shows is what comes of it.
//!
//! `UPDATE_MANUAL=1` writes what comes of the commands into the page.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::program::{Folder, plenipo, root};

/// What the page shows instead of the moment at which the test runs.
const MOMENT: &str = "2026-03-14T09:00:00Z";

/// Returns the page with the output of its commands anew. A command is a line after `$ ` in a block of the console.
fn renewed(page: &str, folder: &Path) -> String {
    let (mut renewed, mut is_console) = (String::new(), false);
    for line in page.lines() {
        if line.starts_with("```") {
            is_console = line == "```console";
        } else if let (true, Some(command)) = (is_console, line.strip_prefix("$ ")) {
            let gap = if renewed.ends_with("```console\n") { "" } else { "\n" };
            let _ = write!(renewed, "{gap}{line}\n{}", run(command, folder));
            continue;
        } else if is_console {
            continue;
        }
        let _ = writeln!(renewed, "{line}");
    }
    renewed
}

/// Runs a command as somebody at a shell would, and returns what they see.
fn run(command: &str, folder: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_plenipo")).parent().expect("a folder").display().to_string();
    let path = format!("{program}:{}", std::env::var("PATH").unwrap_or_default());
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1; {command}")])
        .current_dir(folder)
        .env("PATH", path)
        .env("USER", "desk")
        .output()
        .expect("a shell");
    let mut seen = String::from_utf8(output.stdout).expect("output is UTF-8");
    if !seen.is_empty() && !seen.ends_with('\n') {
        seen.push('\n');
    }
    let lines = seen.lines().map(|line| timeless(line).trim_end().to_owned() + "\n");
    let mut seen: String = lines.collect();
    if !output.status.success() {
        let _ = writeln!(seen, "[exit code {}]", output.status.code().unwrap_or_default());
    }
    seen
}

/// Puts [`MOMENT`] in the place of every moment of its form, and its day in the place of today.
fn timeless(line: &str) -> String {
    let today = jiff::Timestamp::now().strftime("%Y-%m-%d").to_string();
    let form = |text: &str| {
        text.len() == MOMENT.len()
            && text.bytes().zip(MOMENT.bytes()).all(|(one, other)| match other {
                b'0'..=b'9' => one.is_ascii_digit(),
                _ => one == other,
            })
    };
    let (mut shown, mut rest) = (String::new(), line);
    while let Some(letter) = rest.chars().next() {
        if rest.get(..MOMENT.len()).is_some_and(form) {
            shown += MOMENT;
            rest = &rest[MOMENT.len()..];
        } else {
            shown.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
    shown.replace(&today, &MOMENT[..10])
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder of inputs") {
        let entry = entry.expect("readable");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() { copy(&entry.path(), &target) } else { drop(fs::copy(entry.path(), target)) }
    }
}

#[test]
fn every_command_of_the_manual_does_what_it_shows() {
    let path = root().join("docs/manual.md");
    let page = fs::read_to_string(&path).expect("the manual");
    let folder = Folder::new();
    copy(&root().join("docs/manual"), &folder.0);
    let renewed = renewed(&page, &folder.0);
    if std::env::var_os("UPDATE_MANUAL").is_some() {
        fs::write(&path, renewed).expect("the manual is written");
        return;
    }
    let differs = renewed.lines().zip(page.lines()).enumerate().find(|(_, (now, shown))| now != shown);
    if let Some((number, (now, shown))) = differs {
        panic!("docs/manual.md:{}: shows `{shown}`, now comes `{now}`; UPDATE_MANUAL=1 writes it anew", number + 1);
    }
    assert_eq!(renewed.len(), page.len(), "docs/manual.md ends elsewhere");
}

#[test]
fn every_command_of_the_program_has_its_place_in_the_manual() {
    let page = fs::read_to_string(root().join("docs/manual.md")).expect("the manual");
    let help = plenipo(["--help"]).stdout;
    let listed = help.split("Commands:").nth(1).and_then(|rest| rest.split("Options:").next()).expect("a list");
    let commands = listed.lines().filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(' ')));
    let commands: BTreeSet<&str> = commands.filter_map(|line| line.split(' ').next()).collect();
    assert!(commands.len() > 25, "{commands:?}");
    let missing: Vec<_> = commands.iter().filter(|name| !page.contains(&format!("plenipo {name}"))).collect();
    assert!(missing == [&"help"] || missing.is_empty(), "not in docs/manual.md: {missing:?}");
}

#[test]
fn moments_are_told_from_days() {
    assert_eq!(timeless("at 2031-01-02T03:04:05Z, on 2026-01-29"), "at 2026-03-14T09:00:00Z, on 2026-01-29");
    assert_eq!(timeless("“6 March” — 2031-01-02T03:04Z"), "“6 March” — 2031-01-02T03:04Z");
}
