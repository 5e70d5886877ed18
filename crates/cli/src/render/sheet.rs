//! A sheet of text with colours: headings, entries with days beside them, and lines no wider than it.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::wrap::{pad, wrap};

/// The headline of a page.
pub const TITLE: Style = Style::new().bold();
/// The heading of a section.
pub const SECTION: Style = AnsiColor::Cyan.on_default().bold();
/// What stands back: proofs and ids.
pub const FAINT: Style = Style::new().dimmed();
/// All the rest.
pub const PLAIN: Style = Style::new();

/// Columns of the days of an entry, unless a sheet has others.
const DAYS: usize = 14;

/// Text under construction, with escape sequences for colours.
pub struct Sheet {
    /// What is written so far.
    pub out: String,
    width: usize,
    days: usize,
}

impl Sheet {
    /// Begins a sheet; one narrower than 40 columns is 40 wide.
    pub fn new(width: usize) -> Self {
        Sheet { out: String::new(), width: width.max(40), days: DAYS }
    }

    /// Gives days another number of columns.
    pub fn with_days(self, days: usize) -> Self {
        Sheet { days, ..self }
    }

    /// Returns the columns before the text of an entry: an indent of two, the days, a gap of two.
    pub fn indent(&self) -> usize {
        2 + self.days + 2
    }

    /// Returns the columns of a line.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Writes the heading of a section, with an empty line before it unless it opens the sheet.
    pub fn section(&mut self, heading: &str) {
        let gap = if self.out.is_empty() { "" } else { "\n" };
        let _ = writeln!(self.out, "{gap}{SECTION}{heading}{SECTION:#}");
    }

    /// Writes days in the left column and a line beside them.
    pub fn entry(&mut self, days: &str, line: &str) {
        let (left, right) = (wrap(days, self.days), wrap(line, self.width - self.indent()));
        self.columns(&left, self.days, &right);
    }

    /// Writes lines beside lines, the left ones `column` columns wide.
    pub fn columns(&mut self, left: &[String], column: usize, right: &[String]) {
        for i in 0..left.len().max(right.len()) {
            let left = left.get(i).map_or("", String::as_str);
            let right = right.get(i).map_or("", String::as_str);
            let line = format!("  {}  {right}", pad(left, column));
            let _ = writeln!(self.out, "{}", line.trim_end());
        }
    }

    /// Writes a paragraph beneath the line of an entry.
    pub fn beneath(&mut self, text: &str, style: Style) {
        self.block(self.indent(), text, style);
    }

    /// Writes a paragraph.
    pub fn block(&mut self, indent: usize, text: &str, style: Style) {
        for line in wrap(text, self.width - indent) {
            let _ = writeln!(self.out, "{}{style}{line}{style:#}", " ".repeat(indent));
        }
    }

    /// Writes an empty line.
    pub fn gap(&mut self) {
        self.out.push('\n');
    }
}
