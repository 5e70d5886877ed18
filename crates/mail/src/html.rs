//! A digest as the HTML of a mail: one column, style beside each element, nothing that is fetched.

use std::fmt::Write as _;

use plenipo_exchange::escape::xml;
use plenipo_exchange::phrase::quoted;
use plenipo_exchange::{Entry, Sheet};

use crate::text::plain;

const BODY: &str = "margin:0;padding:16px;background:#fff;color:#1d2126;font:16px/1.5 Georgia,serif";
const COLUMN: &str = "max-width:640px;margin:0 auto";
const HEADING: &str = "font:600 13px/1.4 Arial,sans-serif;letter-spacing:.04em;color:#1f3a5f;border-top:1px solid #dcd8cf;padding-top:10px;margin:24px 0 8px";
const SMALL: &str = "font:13px/1.5 Arial,sans-serif;color:#565d66;margin:0";
const QUOTED: &str = "margin:2px 0;padding-left:10px;border-left:3px solid #fdeeb5";

/// Writes sheets as a whole page; `site` is where the desk is, for links to records.
pub fn html(title: &str, sheets: &[Sheet], site: Option<&str>) -> String {
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{}</title></head>\n<body style=\"{BODY}\"><div style=\"{COLUMN}\">\n",
        escaped(title)
    );
    for sheet in sheets {
        self::sheet(&mut out, sheet, site);
    }
    let _ = writeln!(out, "<p style=\"{SMALL}\">Every line rests on the sentence below it.</p>\n</div></body></html>");
    out
}

fn sheet(out: &mut String, sheet: &Sheet, site: Option<&str>) {
    let (head, below) = match &sheet.headline {
        Some((headline, _)) => (headline, Some(&sheet.title)),
        None => (&sheet.title, None),
    };
    let _ = writeln!(out, "<h1 style=\"font-size:22px;line-height:1.25;margin:0 0 4px\">{}</h1>", escaped(head));
    if let Some(title) = below {
        let _ = writeln!(out, "<p style=\"{SMALL}\">{}</p>", escaped(title));
    }
    for section in &sheet.sections {
        let _ = writeln!(out, "<h2 style=\"{HEADING}\">{}</h2>", escaped(section.heading));
        for entry in &section.entries {
            self::entry(out, entry, site);
        }
    }
    if let Some(note) = &sheet.note {
        let _ = writeln!(out, "<p>{}</p>", escaped(note));
    }
}

fn entry(out: &mut String, entry: &Entry, site: Option<&str>) {
    let line = escaped(&entry.line);
    let line = match site.and_then(|site| record_address(site, &entry.record)) {
        Some(address) => format!("<a style=\"color:#1c4f8c\" href=\"{}\">{line}</a>", escaped(&address)),
        None => line,
    };
    let _ = writeln!(out, "<div style=\"margin:0 0 12px\"><p style=\"{SMALL}\">{}</p>", escaped(&entry.days));
    let _ = writeln!(out, "<p style=\"margin:0\">{line}</p>");
    if let Some(proof) = &entry.proof {
        let _ = writeln!(out, "<blockquote style=\"{QUOTED}\">{}</blockquote>", escaped(&quoted(proof)));
    }
    let below: Vec<String> = entry.aside.iter().chain(&entry.told_by).map(|part| escaped(part)).collect();
    let _ = writeln!(out, "<p style=\"{SMALL}\">{}</p></div>", below.join(" · "));
}

fn escaped(text: &str) -> String {
    xml(&plain(text))
}

/// Returns where a record is on a desk; nothing for records that have no page of their own.
pub fn record_address(site: &str, record: &str) -> Option<String> {
    let page = match record.chars().next()? {
        'e' => "event",
        's' => "story",
        'a' => "article",
        _ => return None,
    };
    // Names of records are letters and digits; anything else is no record of a ledger.
    let is_name = record.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    is_name.then(|| format!("{}/{page}/{record}", site.trim_end_matches('/')))
}
