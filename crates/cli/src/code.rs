//! The `code` command: one sentence a line in, political events with their codes out.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read as _, Write as _};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread;

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use plenipo_exchange::{CODED_COLUMNS, CodedLine, coded_json, coded_row};
use plenipo_language::Analyzer;
use plenipo_reading::Reader;
use plenipo_record::Day;

use crate::{exit, frames, pool};

/// So many lines go to a thread at a time.
const LINES: usize = 64;

/// A longer line is cut: no sentence has so many bytes.
const LONGEST: u64 = 1 << 20;

/// What to code and how to print it.
#[derive(Args)]
#[command(after_help = exit::HELP)]
pub struct Options {
    /// Files with one sentence a line, or - for standard input
    ///
    /// A line is `id<TAB>date<TAB>text`, the date as 2026-01-29 or empty, or the text alone, which is then called by the
    /// number of its line.
    #[arg(default_value = "-", value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    /// A table under a head, or one JSON object per event
    #[arg(long, value_enum, default_value_t = Format::Tsv)]
    format: Format,

    /// Print only the event that each sentence is about
    #[arg(long)]
    main: bool,

    /// Frames of your own: the .toml files in this folder are used besides those inside the program
    #[arg(long, value_name = "DIR")]
    frames: Option<PathBuf>,

    /// How many threads to code with [default: one per core]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table under a head, tab-separated
    Tsv,
    /// One JSON object per event
    Jsonl,
}

/// Some lines of an input, with the number of the first.
struct Lines {
    first: usize,
    texts: Vec<String>,
}

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<u8> {
    let reader = Reader::new(Analyzer::builtin(), frames::lexicon(options.frames.as_deref())?);
    let mut out = BufWriter::new(io::stdout().lock());
    if options.format == Format::Tsv {
        writeln!(out, "{}", CODED_COLUMNS.join("\t"))?;
    }
    let threads = options.threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let mut code = exit::DONE;
    for path in &options.inputs {
        let mut input: Box<dyn BufRead + Send> = if path.as_os_str() == "-" {
            Box::new(BufReader::new(io::stdin()))
        } else {
            match File::open(path) {
                Ok(file) => Box::new(BufReader::new(file)),
                Err(error) => {
                    let _ = writeln!(io::stderr(), "plenipo: {}: {error}", path.display());
                    code = exit::UNREADABLE;
                    continue;
                }
            }
        };
        let mut failed = None;
        let produce = |hand_over: &mut dyn FnMut(Lines) -> bool| {
            let mut first = 1;
            loop {
                match some_lines(&mut *input) {
                    Ok(texts) if texts.is_empty() => break,
                    Ok(texts) => {
                        let next = first + texts.len();
                        if !hand_over(Lines { first, texts }) {
                            break;
                        }
                        first = next;
                    }
                    Err(error) => {
                        failed = Some(error);
                        break;
                    }
                }
            }
        };
        let work = |lines: Lines| coded(&reader, &lines, options);
        pool::in_order(produce, threads, work, |rows: String| out.write_all(rows.as_bytes()).context("cannot write"))?;
        if let Some(error) = failed {
            let _ = writeln!(io::stderr(), "plenipo: {}: {error}", path.display());
            code = exit::UNREADABLE;
        }
    }
    out.flush()?;
    Ok(code)
}

/// Reads the next lines, none at the end; what is no UTF-8 is replaced.
fn some_lines(input: &mut dyn BufRead) -> io::Result<Vec<String>> {
    let mut texts = Vec::new();
    while texts.len() < LINES {
        let mut bytes = Vec::new();
        if input.take(LONGEST).read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        let text = String::from_utf8_lossy(&bytes);
        texts.push(text.trim_end_matches(['\n', '\r']).to_owned());
    }
    Ok(texts)
}

fn coded(reader: &Reader<'_>, lines: &Lines, options: &Options) -> String {
    let numbers: Vec<String> = (lines.first..).take(lines.texts.len()).map(|number| number.to_string()).collect();
    let parts: Vec<CodedLine<'_>> =
        lines.texts.iter().zip(&numbers).map(|(text, number)| parted(text, number)).collect();
    let texts: Vec<(&str, Option<Day>)> = parts.iter().map(|line| (line.text, line.date.parse().ok())).collect();
    let mut rows = String::new();
    for (&line, events) in parts.iter().zip(reader.code_each(&texts)) {
        for event in events.iter().filter(|event| event.is_main || !options.main) {
            match options.format {
                Format::Tsv => rows.push_str(&coded_row(line, event)),
                Format::Jsonl => rows.push_str(&coded_json(line, event)),
            }
            rows.push('\n');
        }
    }
    rows
}

/// Parts a line into id, date and text; a line without tabs is text.
fn parted<'l>(text: &'l str, number: &'l str) -> CodedLine<'l> {
    let mut columns = text.splitn(3, '\t');
    match (columns.next(), columns.next(), columns.next()) {
        (Some(id), Some(date), Some(text)) => CodedLine { id, date, text },
        _ => CodedLine { id: number, date: "", text },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_parted_at_tabs() {
        let check = |text, expect: (&str, &str, &str)| {
            let line = parted(text, "7");
            assert_eq!((line.id, line.date, line.text), expect, "{text}");
        };
        check("Police fired.", ("7", "", "Police fired."));
        check("a\t2026-01-29\tPolice fired.", ("a", "2026-01-29", "Police fired."));
        check("a\t\tPolice\tfired.", ("a", "", "Police\tfired."));
    }
}
