//! Many inputs on all cores, in input order; one that cannot be read stops no other.

use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread;

use clap::{Args, ValueEnum};
use plenipo_intake::Item;
use plenipo_record::Day;

use crate::input::Input;
use crate::pipeline::{Failure, Pipeline};
use crate::progress::Progress;
use crate::record::tables;
use crate::render::visible;
use crate::steps::{After, Step, Tally, steps};
use crate::{frames, input, pool, terminal};

/// What to read.
#[derive(Args)]
pub struct Inputs {
    /// Files, folders, patterns such as 'news/*.html', or - for standard input
    ///
    /// What a file holds is found from its content: web pages, plain text, feeds (RSS, Atom, JSON Feed), web archives
    /// (WARC), JSON and JSON Lines, tables (CSV, TSV), mail, and zip, gzip and zstd of these. An item is called after its
    /// place in the file, as news.warc.gz#1234. A folder stands for the .txt, .html, .htm and .xhtml files in it and in
    /// its subfolders, and for whatever else holds articles there, sorted by path; hidden files are left out. Items over
    /// 20 MB are refused.
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,

    /// How many threads to read with [default: one per core]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

/// With what knowledge to read.
#[derive(Args)]
pub struct Knowledge {
    /// The day against which articles without a date are understood, as 2026-01-29
    #[arg(long, value_name = "DATE", value_parser = full_date)]
    pub as_of: Option<Day>,

    /// Frames of your own: the .toml files in this folder are used besides those inside the program
    #[arg(long, value_name = "DIR")]
    frames: Option<PathBuf>,
}

impl Knowledge {
    /// Makes the reader.
    pub fn pipeline(&self) -> anyhow::Result<Pipeline> {
        Ok(Pipeline::new(frames::lexicon(self.frames.as_deref())?, self.as_of))
    }
}

/// What to read, with what knowledge, and how to print it.
#[derive(Args)]
pub struct Batch {
    #[command(flatten)]
    inputs: Inputs,

    /// A page for people, or one JSON object per article and line
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,

    #[command(flatten)]
    knowledge: Knowledge,
}

/// A shape of the output.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A page for people
    Text,
    /// JSON Lines
    Json,
}

impl Inputs {
    /// Finds the inputs that the command line names.
    pub fn gather(&self) -> Vec<Input> {
        input::gather(&self.inputs)
    }

    /// Parts the inputs into those that hold articles and folders that hold tables of what was read elsewhere.
    pub fn without_tables(&self) -> (Self, Vec<PathBuf>) {
        let is_tables = |input: &String| tables::is_folder_of_tables(Path::new(input));
        let (folders, inputs): (Vec<String>, _) = self.inputs.iter().cloned().partition(is_tables);
        (Inputs { inputs, threads: self.threads }, folders.into_iter().map(PathBuf::from).collect())
    }

    /// Tells whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.inputs.is_empty()
    }

    /// Hands what `work` makes of each item to `take`, in the order of the inputs; begins behind the item called `after`.
    ///
    /// Tells on stderr what could not be read, and returns the exit code for it. Stops at the first error of `take`.
    pub fn each<T: Send>(
        &self,
        after: Option<&str>,
        work: impl Fn(&Item) -> Result<T, Failure> + Sync,
        mut take: impl FnMut(T) -> anyhow::Result<()>,
    ) -> anyhow::Result<Tally> {
        let inputs = self.gather();
        let after = After::find(after, &inputs)?;
        let threads = self.threads.or(thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        let one =
            |step: Step| -> Step<T> { step.map(|item| work(&item).map_err(|failure| (item.name.clone(), failure))) };
        let produce = |hand_over: &mut dyn FnMut(Step) -> bool| steps(&inputs, after.as_ref(), hand_over);
        let progress = Progress::start(inputs.len());
        let mut tally = Tally::default();
        pool::in_order(produce, threads, one, |step| -> anyhow::Result<()> {
            match step {
                Step::Item(result) => {
                    tally.item();
                    take(result)?;
                }
                Step::Failed(name, failure) => {
                    tally.failure(&failure);
                    progress.complain(&format!("{}: {failure}", visible(&name)));
                }
                Step::End(name) => {
                    if let Some(summary) = tally.end() {
                        progress.complain(&format!("{}: {summary}", visible(&name)));
                    }
                    progress.advance();
                }
            }
            Ok(())
        })?;
        progress.finish();
        Ok(tally)
    }
}

/// Prints what `work` makes of each item of the inputs, in their order; begins behind the item called `after`.
pub fn print(
    options: &Batch,
    after: Option<&str>,
    work: impl Fn(&Pipeline, &Item) -> Result<String, Failure> + Sync,
) -> anyhow::Result<u8> {
    let pipeline = options.knowledge.pipeline()?;
    let width = terminal::width();
    let colour = match options.format {
        Format::Text => anstream::AutoStream::choice(&io::stdout()),
        // JSON passes through as it is.
        Format::Json => anstream::ColorChoice::AlwaysAnsi,
    };
    let mut out = io::BufWriter::new(anstream::AutoStream::new(io::stdout(), colour));
    let mut printed = false;
    let print = |article: String| {
        if options.format == Format::Text && std::mem::replace(&mut printed, true) {
            writeln!(out, "\n{}\n", "─".repeat(width))?;
        }
        writeln!(out, "{}", article.trim_end())?;
        // A reader of the pipe sees each article as soon as it is read.
        Ok(out.flush()?)
    };
    Ok(options.inputs.each(after, |item| work(&pipeline, item), print)?.code())
}

/// Parses a full date of the command line.
pub fn full_date(text: &str) -> Result<Day, String> {
    match text.parse::<Day>() {
        Ok(day @ Day::Date(_)) => Ok(day),
        _ => Err("expected a full date such as 2026-01-29".to_owned()),
    }
}
