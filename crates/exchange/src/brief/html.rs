//! A brief as a web page that needs nothing from elsewhere.

use std::fmt::Write as _;

use super::markdown::capitalised;
use super::sheet::{Entry, Sheet};
use crate::escape::xml;
use crate::phrase::quoted;

const HEAD: &str = "\
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">
<style>
body { font: 1rem/1.5 Georgia, serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff }
h1 { font-size: 1.6rem; line-height: 1.25; margin-bottom: .25rem }
h2 { font: 600 .85rem/1.4 system-ui, sans-serif; letter-spacing: .04em; color: #235; border-top: 1px solid #ccd; padding-top: .75rem; margin-top: 2rem }
ul { list-style: none; padding: 0 }
li { margin: 0 0 1rem; display: grid; grid-template-columns: 9rem 1fr; gap: 0 1rem }
li > * { grid-column: 2 }
li > .days { grid-column: 1; grid-row: 1 }
.days, .aside, footer, .about { font: .85rem/1.75 system-ui, sans-serif; color: #555 }
blockquote { margin: .25rem 0; color: #333 }
code { font-size: .8rem }
@media (max-width: 36rem) { li { display: block } }
@media (prefers-color-scheme: dark) { body { color: #e6e6e6; background: #16181c } h2 { color: #9bd; border-color: #345 } blockquote { color: #ccc } .days, .aside, footer, .about { color: #aaa } }
</style>
";

/// Writes a brief as a whole page.
pub fn brief_html(sheet: &Sheet) -> String {
    let (title, record) = match &sheet.headline {
        Some((headline, record)) => (headline.as_str(), Some(record)),
        None => (sheet.title.as_str(), None),
    };
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<title>{}</title>\n{HEAD}</head>\n<body>\n<main>\n",
        xml(title)
    );
    let _ = writeln!(out, "<h1>{}</h1>", xml(title));
    if let Some(record) = record {
        let _ = writeln!(out, "<p class=\"about\">{} · <code>{}</code></p>", xml(&sheet.title), xml(record));
    }
    for section in &sheet.sections {
        let _ = writeln!(out, "<section>\n<h2>{}</h2>\n<ul>", xml(&capitalised(section.heading)));
        for entry in &section.entries {
            self::entry(&mut out, entry);
        }
        out.push_str("</ul>\n</section>\n");
    }
    if let Some(note) = &sheet.note {
        let _ = writeln!(out, "<p>{}</p>", xml(note));
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn entry(out: &mut String, entry: &Entry) {
    let _ = writeln!(out, "<li>\n<span class=\"days\">{}</span>\n<span>{}</span>", xml(&entry.days), xml(&entry.line));
    if let Some(proof) = &entry.proof {
        let _ = writeln!(out, "<blockquote>{}</blockquote>", xml(&quoted(proof)));
    }
    let mut parts: Vec<String> = entry.aside.iter().chain(&entry.told_by).map(|part| xml(part)).collect();
    parts.push(format!("<code>{}</code>", xml(&entry.record)));
    let _ = writeln!(out, "<span class=\"aside\">{}</span>\n</li>", parts.join(" · "));
}
