//! A digest as plain text, in lines that every mail program shows as they are.

use std::fmt::Write as _;

use plenipo_exchange::phrase::quoted;
use plenipo_exchange::{Entry, Sheet};

use crate::html::record_address;

/// The longest line, in characters, where words allow it.
const WIDTH: usize = 76;

/// Writes sheets as text.
pub fn text(sheets: &[Sheet], site: Option<&str>) -> String {
    let mut out = String::new();
    for sheet in sheets {
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        if let Some((headline, _)) = &sheet.headline {
            wrap(&mut out, "", headline);
        }
        wrap(&mut out, "", &sheet.title);
        out.push_str(&"=".repeat(plain(&sheet.title).chars().count().min(WIDTH)));
        out.push('\n');
        for section in &sheet.sections {
            let _ = writeln!(out, "\n{}\n", section.heading);
            for entry in &section.entries {
                self::entry(&mut out, entry, site);
            }
        }
        if let Some(note) = &sheet.note {
            out.push('\n');
            wrap(&mut out, "", note);
        }
    }
    out
}

fn entry(out: &mut String, entry: &Entry, site: Option<&str>) {
    let aside = if entry.aside.is_empty() { String::new() } else { format!(" ({})", entry.aside.join("; ")) };
    wrap(out, "  ", &format!("- {}: {}{aside}", entry.days, entry.line));
    let told_by = entry.told_by.as_ref().map(|told_by| format!(" -- {told_by}")).unwrap_or_default();
    match &entry.proof {
        Some(proof) => wrap(out, "    ", &format!("{}{told_by}", quoted(proof))),
        None if !told_by.is_empty() => wrap(out, "    ", told_by.trim()),
        None => {}
    }
    match site.and_then(|site| record_address(site, &entry.record)) {
        Some(address) => {
            let _ = writeln!(out, "    {address}");
        }
        None => wrap(out, "    ", &entry.record),
    }
}

/// Writes words in lines that begin with the same blanks.
fn wrap(out: &mut String, indent: &str, words: &str) {
    let mut used = 0;
    for word in plain(words).split(' ') {
        let length = word.chars().count();
        if used == 0 {
            out.push_str(indent);
            used = indent.len();
        } else if used + 1 + length > WIDTH {
            let _ = write!(out, "\n{indent}");
            used = indent.len();
        } else {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += length;
    }
    out.push('\n');
}

/// Returns text on one line, without characters that are not seen or turn the direction of writing.
pub fn plain(text: &str) -> String {
    let seen = |c: &char| {
        !c.is_control()
            && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let words = text.split_whitespace().map(|word| word.chars().filter(seen).collect::<String>());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
