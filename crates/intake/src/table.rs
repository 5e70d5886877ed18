//! Tables: fields between commas, semicolons, tabs or bars, with or without a row of names.

use std::io;
use std::io::BufRead as _;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use crate::Fault;
use crate::limits::{COLUMNS, ITEM_BYTES};
use crate::mapping::Values;
use crate::moment::moment;
use crate::names::{bare, names};
use crate::open::{Flow, Intake};
use crate::tape::Tape;

/// Signs that stand between fields.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];
/// How many rows are looked at to find what an unnamed column holds.
const SAMPLE: usize = 20;

/// Finds the sign between the fields of a table; `None` where the text is none. `whole` says that this is all of it.
///
/// A table has a first row with names of news fields, or several rows of the same length with an address or a time in
/// each. Prose with commas has neither.
pub(crate) fn delimiter(text: &str, whole: bool) -> Option<u8> {
    DELIMITERS.into_iter().find(|&delimiter| {
        let rows = sample(text, delimiter, whole);
        let Some(first) = rows.first() else { return false };
        first.len() >= 2 && (is_header(first) || is_regular(&rows))
    })
}

/// Reads the rows of a table.
pub(crate) fn rows(intake: &mut Intake, name: &str, mut tape: Tape, delimiter: u8) -> Flow {
    let columns = match tape.peek(crate::sniff::HEAD) {
        Ok(head) => {
            let whole = head.len() < crate::sniff::HEAD;
            let rows = sample(&String::from_utf8_lossy(head), delimiter, whole);
            match rows.first() {
                Some(first) if is_header(first) => None,
                _ => Some(guessed(&rows)),
            }
        }
        Err(error) => return intake.fault(name, Fault::of(&error)),
    };
    let named = columns.is_none();
    let mut columns = columns.unwrap_or_default();
    let mut rows = Rows::new(delimiter);
    let mut is_first = true;
    loop {
        let row = rows.next(&mut tape);
        let place = format!("{name}#{}", rows.line);
        let row = match row {
            Ok(Row::Fields(row)) => row,
            Ok(Row::TooLarge) => {
                intake.fault(place, Fault::TooLarge)?;
                continue;
            }
            Ok(Row::End) => return Flow::Continue(()),
            Err(error) => return intake.fault(place, Fault::of(&error)),
        };
        if named && std::mem::take(&mut is_first) {
            columns = row;
            continue;
        }
        let mut values = Values::default();
        for (column, field) in columns.iter().zip(&row) {
            values.push(column, field);
        }
        match values.item(None) {
            Ok((content, fields)) => intake.item(place, content, fields)?,
            Err(fault) => intake.fault(place, fault)?,
        }
    }
}

/// Tells a row of names: all short, and among them one for a title or text and one more that is known.
fn is_header(row: &[String]) -> bool {
    let names = names();
    let short = row.iter().all(|field| field.len() <= 40 && field.split_whitespace().count() <= 4);
    let fields: Vec<String> = row.iter().map(|field| bare(field)).collect();
    let main = fields.iter().filter(|field| names.title.contains(field) || names.text.contains(field)).count();
    let lists = [&names.summary, &names.address, &names.published, &names.outlet, &names.byline, &names.fetched];
    let other = fields.iter().filter(|field| lists.iter().any(|list| list.contains(field))).count();
    let twice = fields.iter().enumerate().any(|(i, field)| !field.is_empty() && fields[..i].contains(field));
    short && !twice && main >= 1 && main + other >= 2
}

/// Tells rows of one length in which a column holds nothing but addresses or times.
fn is_regular(rows: &[Vec<String>]) -> bool {
    let width = rows[0].len();
    let same = rows.len() >= 2 && width >= 3 && rows.iter().all(|row| row.len() == width);
    same && (0..width).any(|column| rows.iter().all(|row| is_address(&row[column]) || moment(&row[column]).is_some()))
}

/// Names columns after what they hold: addresses, times, the longest text, the longest line besides it.
fn guessed(rows: &[Vec<String>]) -> Vec<String> {
    let width = rows.first().map_or(0, Vec::len);
    let mut columns = vec![String::new(); width];
    let all = |column: usize, test: &dyn Fn(&str) -> bool| rows.iter().all(|row| test(&row[column]));
    for (column, name) in columns.iter_mut().enumerate() {
        if all(column, &is_address) {
            "url".clone_into(name);
        } else if all(column, &|field| moment(field).is_some()) {
            "published".clone_into(name);
        }
    }
    let length = |column: usize| rows.iter().map(|row| row[column].len()).sum::<usize>();
    for name in ["text", "title"] {
        let free = (0..width).filter(|&column| columns[column].is_empty());
        if let Some(longest) = free.max_by_key(|&column| length(column)).filter(|&column| length(column) > 0) {
            name.clone_into(&mut columns[longest]);
        }
    }
    columns
}

fn is_address(field: &str) -> bool {
    field.starts_with("http://") || field.starts_with("https://")
}

/// Returns the first rows; one that the sample cuts is left out.
fn sample(text: &str, delimiter: u8, whole: bool) -> Vec<Vec<String>> {
    let mut tape = Tape::new(text.as_bytes(), 0);
    let mut rows = Rows::new(delimiter);
    let mut sample = Vec::new();
    while sample.len() < SAMPLE
        && let Ok(Row::Fields(row)) = rows.next(&mut tape)
    {
        let cut = tape.peek(1).is_ok_and(<[u8]>::is_empty) && !whole;
        if cut && !sample.is_empty() {
            break;
        }
        sample.push(row);
    }
    sample
}

/// Rows of a stream.
struct Rows {
    reader: Reader,
    fields: Vec<u8>,
    ends: Vec<usize>,
    /// The line on which the last row began, counted from 1, and that on which the next one begins.
    line: usize,
    next_line: usize,
}

enum Row {
    Fields(Vec<String>),
    TooLarge,
    End,
}

impl Rows {
    fn new(delimiter: u8) -> Self {
        let reader = ReaderBuilder::new().delimiter(delimiter).build();
        Rows { reader, fields: vec![0; 64 * 1024], ends: vec![0; COLUMNS], line: 1, next_line: 1 }
    }

    fn next(&mut self, tape: &mut Tape) -> io::Result<Row> {
        // The end of the last row and empty lines.
        while let [end @ (b'\r' | b'\n')] = tape.peek(1)? {
            self.next_line += usize::from(*end == b'\n');
            tape.consume(1);
        }
        self.line = self.next_line;
        let (mut written, mut columns, mut large) = (0, 0, false);
        loop {
            let input = tape.fill_buf()?;
            let (result, read, wrote, ended) =
                self.reader.read_record(input, &mut self.fields[written..], &mut self.ends[columns..]);
            self.next_line += memchr::memchr_iter(b'\n', &input[..read]).count();
            tape.consume(read);
            written += wrote;
            columns += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                // What is too large is read on to its end and thrown away.
                ReadRecordResult::OutputFull if self.fields.len() > ITEM_BYTES => (large, written) = (true, 0),
                ReadRecordResult::OutputFull => self.fields.resize(self.fields.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => (large, columns) = (true, 0),
                ReadRecordResult::Record if large => return Ok(Row::TooLarge),
                ReadRecordResult::Record => return Ok(Row::Fields(self.row(columns))),
                ReadRecordResult::End => return Ok(Row::End),
            }
        }
    }

    fn row(&self, columns: usize) -> Vec<String> {
        let mut start = 0;
        let field = |&end: &usize| {
            let field = String::from_utf8_lossy(&self.fields[start..end]).trim().to_owned();
            start = end;
            field
        };
        self.ends[..columns].iter().map(field).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_know_their_lines_whatever_ends_them() {
        for end in ["\n", "\r\n"] {
            let text = format!("a,b{end}{end}c,\"d{end}e\"{end}f,g");
            let mut tape = Tape::new(text.as_bytes(), 0);
            let mut rows = Rows::new(b',');
            let mut lines = Vec::new();
            while let Ok(Row::Fields(row)) = rows.next(&mut tape) {
                lines.push((rows.line, row[0].clone()));
            }
            let wanted = [(1, "a"), (3, "c"), (5, "f")].map(|(line, field)| (line, field.to_owned()));
            assert_eq!(lines, wanted, "{end:?}");
        }
    }
}
