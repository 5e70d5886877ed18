//! Rows as a table for people, or as CSV, TSV and JSON Lines for programs.

use std::io::{self, Write as _};

use clap::ValueEnum;
use plenipo_exchange::escape::inert;
use plenipo_exchange::export::{csv_writer, tab_separated};
use serde_json::Value;
use unicode_width::UnicodeWidthStr as _;

use crate::render::visible;
use crate::terminal;

/// How a list is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Lines for people
    Text,
    /// Columns
    Table,
    /// JSON Lines
    Json,
    /// Comma-separated values
    Csv,
    /// Tab-separated values
    Tsv,
}

/// One row: the object that programs get, and the cells.
pub struct Row {
    /// One JSON object.
    pub object: Value,
    /// The cells of the table and of CSV, as many as there are heads.
    pub cells: Vec<String>,
}

/// Prints rows under their heads.
pub fn print(format: Format, heads: &[&str], rows: &[Row]) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match format {
        Format::Text | Format::Table => table(&mut out, heads, rows)?,
        Format::Json => {
            for row in rows {
                writeln!(out, "{}", row.object)?;
            }
        }
        Format::Csv => {
            let mut table = csv_writer(&mut out);
            table.write_record(heads)?;
            for row in rows {
                table.write_record(row.cells.iter().map(|cell| inert(cell)))?;
            }
            table.flush()?;
        }
        Format::Tsv => {
            writeln!(out, "{}", heads.join("\t"))?;
            for row in rows {
                writeln!(out, "{}", tab_separated(&row.cells))?;
            }
        }
    }
    out.flush()
}

/// Columns as wide as their cells; the last one is cut at the edge of the terminal.
fn table(out: &mut impl io::Write, heads: &[&str], rows: &[Row]) -> io::Result<()> {
    let shown: Vec<Vec<String>> =
        rows.iter().map(|row| row.cells.iter().map(|cell| visible(&cell.replace('\n', " "))).collect()).collect();
    let widest =
        |column: usize| shown.iter().map(|cells| cells[column].width()).max().unwrap_or(0).max(heads[column].len());
    let widths: Vec<usize> = (0..heads.len()).map(|column| widest(column).min(MAX_CELL)).collect();
    let mut line = |cells: &[&str]| -> io::Result<()> {
        let mut text = String::new();
        for (cell, &width) in cells.iter().zip(&widths) {
            let cell = cut(cell, width);
            text += &cell;
            text += &" ".repeat(width.saturating_sub(cell.width()) + 2);
        }
        writeln!(out, "{}", cut(text.trim_end(), terminal::width().max(MIN_WIDTH)))
    };
    line(heads)?;
    shown.iter().try_for_each(|cells| line(&cells.iter().map(String::as_str).collect::<Vec<_>>()))
}

/// No column takes more than this.
const MAX_CELL: usize = 48;
/// A narrower terminal gets longer lines rather than columns nobody can read.
const MIN_WIDTH: usize = 100;

fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        if kept.width() + 1 + unicode_width::UnicodeWidthChar::width(letter).unwrap_or(0) > width {
            break;
        }
        kept.push(letter);
    }
    kept.push('…');
    kept
}
