//! Cells that stay cells: nothing in them ends a row.

use std::io::Write;

/// Returns a writer of comma-separated values with line breaks as RFC 4180 has them.
pub fn csv_writer<W: Write>(out: W) -> csv::Writer<W> {
    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out)
}

/// Returns one line of tab-separated values, which knows no quotation: white space inside a cell becomes one space.
pub fn tab_separated(cells: &[String]) -> String {
    let cell = |cell: &String| {
        let spaced = cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
        spaced.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    cells.iter().map(cell).collect::<Vec<_>>().join("\t")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_ends_its_row() {
        assert_eq!(tab_separated(&["a\tb\nc".into(), " d  e ".into(), String::new()]), "a b c\td e\t");
    }
}
