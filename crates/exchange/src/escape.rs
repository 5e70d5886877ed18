//! Text that stays text in each format: no markup, no end of a line, no formula.

/// No line of a calendar is longer, without its end (RFC 5545, 3.1).
const LINE_BYTES: usize = 75;

/// Returns text for XML and HTML, as content or as a value in quotation marks.
///
/// Characters that XML does not allow are left out.
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Returns text for a value of a calendar (RFC 5545).
pub fn calendar_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Writes one line of a calendar, folded so that no line has more than 75 bytes; a fold never parts a character.
pub fn calendar_line(out: &mut String, text: &str) {
    let mut used = 0;
    for c in text.chars() {
        if used + c.len_utf8() > LINE_BYTES {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}

/// Returns a cell with an apostrophe before it where a spreadsheet would take it for a formula; numbers stay numbers.
pub fn inert(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) && cell.parse::<f64>().is_err();
    if is_formula { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_text() {
        assert_eq!(inert("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(inert("--01-22"), "'--01-22");
        assert_eq!(inert("2026-01-22"), "2026-01-22");
        assert_eq!(inert("-1"), "-1");
    }

    #[test]
    fn lines_of_a_calendar_are_broken_between_letters_and_text_stays_text() {
        let mut file = String::new();
        calendar_line(&mut file, &format!("SUMMARY:{}", calendar_text(&"Tallinn; Ōsaka, \nEND:VEVENT ".repeat(5))));
        assert!(file.split("\r\n").all(|line| line.len() <= 75), "{file}");
        assert_eq!(file.replace("\r\n ", "").lines().count(), 1);
    }
}
