//! Tables as comma-separated values.

use plenipo_exchange::escape::inert;

/// A table: heads, and rows with as many cells.
pub struct Table {
    /// What the columns hold.
    pub heads: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// Writes a table as RFC 4180 has it, text in quotation marks.
pub fn csv(table: &Table) -> String {
    let mut lines = table.heads.join(",");
    lines.push_str("\r\n");
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(|cell| self::cell(cell)).collect();
        lines.push_str(&cells.join(","));
        lines.push_str("\r\n");
    }
    lines
}

/// Writes a cell, in quotation marks where it needs them and where it begins like a formula.
fn cell(text: &str) -> String {
    let cell = inert(text);
    if cell != text || text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(cell(text), expected);
    }

    #[test]
    fn cells_are_text_and_never_formulas() {
        check("Oslo", "Oslo");
        check("He said \"no\", then left", "\"He said \"\"no\"\", then left\"");
        check("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"");
        check("@SUM(A1)", "\"'@SUM(A1)\"");
        check("-1", "-1");
        check("-1+cmd|'/c calc'!A0", "\"'-1+cmd|'/c calc'!A0\"");
        check("--01-29", "\"'--01-29\"");
    }
}
