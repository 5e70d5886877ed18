//! Many inputs on all cores, their results printed in input order; one that cannot be read stops no other.

use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread;

use clap::{Args, ValueEnum};
use plenipo_intake::Item;
use plenipo_record::Day;

use crate::input;
use crate::pipeline::{Failure, Pipeline};
use crate::progress::Progress;
use crate::render::visible;
use crate::steps::{After, Step, Tally, steps};
use crate::{frames, pool, terminal};

/// What to read, with what knowledge, and how to print it.
#[derive(Args)]
pub struct Batch {
    /// Files, folders, patterns such as 'news/*.html', or - for standard input
    ///
    /// What a file holds is found from its content: web pages, plain text, feeds (RSS, Atom, JSON Feed), web archives
    /// (WARC), JSON and JSON Lines, tables (CSV, TSV), mail, and zip, gzip and zstd of these. An item is called after its
    /// place in the file, as news.warc.gz#1234. A folder stands for the .txt, .html, .htm and .xhtml files in it and in
    /// its subfolders, and for whatever else holds articles there, sorted by path; hidden files are left out. Items over
    /// 20 MB are refused.
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,

    /// A page for people, or one JSON object per article and line
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,

    /// The day against which articles without a date are understood, as 2026-01-29
    #[arg(long, value_name = "DATE", value_parser = full_date)]
    as_of: Option<Day>,

    /// Frames of your own: the .toml files in this folder are used besides those inside the program
    #[arg(long, value_name = "DIR")]
    frames: Option<PathBuf>,

    /// How many threads to read with [default: one per core]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

/// A shape of the output.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A page for people
    Text,
    /// JSON Lines
    Json,
}

/// Prints what `work` makes of each item of the inputs, in their order; begins behind the item called `after`.
pub fn run(
    options: &Batch,
    after: Option<&str>,
    work: impl Fn(&Pipeline, &Item) -> Result<String, Failure> + Sync,
) -> anyhow::Result<u8> {
    let inputs = input::gather(&options.inputs);
    let after = After::find(after, &inputs)?;
    let pipeline = Pipeline::new(frames::lexicon(options.frames.as_deref())?, options.as_of);
    let threads = options.threads.or(thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let width = terminal::width();
    let one = |step: Step| -> Step<String> {
        step.map(|item| work(&pipeline, &item).map_err(|failure| (item.name, failure)))
    };

    let progress = Progress::start(inputs.len());
    let colour = match options.format {
        Format::Text => anstream::AutoStream::choice(&io::stdout()),
        // JSON passes through as it is.
        Format::Json => anstream::ColorChoice::AlwaysAnsi,
    };
    let mut out = io::BufWriter::new(anstream::AutoStream::new(io::stdout(), colour));
    let mut tally = Tally::default();
    let mut printed = false;
    let produce = |hand_over: &mut dyn FnMut(Step) -> bool| steps(&inputs, after.as_ref(), hand_over);
    pool::in_order(produce, threads, one, |step| -> anyhow::Result<()> {
        match step {
            Step::Item(article) => {
                tally.item();
                if options.format == Format::Text && std::mem::replace(&mut printed, true) {
                    writeln!(out, "\n{}\n", "─".repeat(width))?;
                }
                writeln!(out, "{}", article.trim_end())?;
                // A reader of the pipe sees each article as soon as it is read.
                out.flush()?;
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
    Ok(tally.code())
}

fn full_date(text: &str) -> Result<Day, String> {
    match text.parse::<Day>() {
        Ok(day @ Day::Date(_)) => Ok(day),
        _ => Err("expected a full date such as 2026-01-29".to_owned()),
    }
}
