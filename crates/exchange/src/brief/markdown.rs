//! A brief as Markdown.

use std::fmt::Write as _;

use super::sheet::{Entry, Sheet};
use crate::phrase::quoted;

/// Writes a brief as Markdown; what stood in an article can mark up nothing.
pub fn brief_markdown(sheet: &Sheet) -> String {
    let mut out = String::new();
    match &sheet.headline {
        Some((headline, record)) => {
            let _ = writeln!(out, "# {}\n\n*{}* · `{record}`", plain(headline), plain(&sheet.title));
        }
        None => {
            let _ = writeln!(out, "# {}", plain(&sheet.title));
        }
    }
    for section in &sheet.sections {
        let _ = writeln!(out, "\n## {}\n", capitalised(section.heading));
        for entry in &section.entries {
            self::entry(&mut out, entry);
        }
    }
    if let Some(note) = &sheet.note {
        let _ = writeln!(out, "\n{}", plain(note));
    }
    out
}

fn entry(out: &mut String, entry: &Entry) {
    let _ = write!(out, "- **{}** {}", plain(&entry.days), plain(&entry.line));
    if !entry.aside.is_empty() {
        let _ = write!(out, " ({})", plain(&entry.aside.join("; ")));
    }
    let told_by = entry.told_by.as_ref().map(|told_by| format!("{}, ", plain(told_by))).unwrap_or_default();
    match &entry.proof {
        Some(proof) => {
            let _ = writeln!(out, "  \n  {} — {told_by}`{}`", quoted(&plain(proof)), entry.record);
        }
        None => {
            let _ = writeln!(out, " — {told_by}`{}`", entry.record);
        }
    }
}

/// Returns text on one line in which no sign marks anything up.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars().filter(|c| !c.is_control()) {
            if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&') {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

/// Returns a heading in capitals with only the first of them.
pub fn capitalised(heading: &str) -> String {
    let mut letters = heading.chars();
    letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
}
