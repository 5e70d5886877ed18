//! Many inputs on all cores, their results printed in input order; one that cannot be read stops no other.

use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread;

use clap::{Args, ValueEnum};
use plenipo_record::Day;

use crate::input::{self, Input};
use crate::pipeline::{Failure, Pipeline};
use crate::progress::Progress;
use crate::render::visible;
use crate::{exit, frames, pool, terminal};

/// What to read, with what knowledge, and how to print it.
#[derive(Args)]
pub struct Batch {
    /// Files, folders, patterns such as 'news/*.html', or - for standard input
    ///
    /// What a file holds is found from its content. A folder stands for the .txt, .html, .htm and .xhtml files in it
    /// and in its subfolders, sorted by path; hidden files are left out. Files over 20 MB are refused.
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

/// Prints what `work` makes of each input, given its name and bytes.
pub fn run(
    options: &Batch,
    work: impl Fn(&Pipeline, &str, &[u8]) -> Result<Vec<String>, Failure> + Sync,
) -> anyhow::Result<u8> {
    let inputs = input::gather(&options.inputs);
    let pipeline = Pipeline::new(frames::lexicon(options.frames.as_deref())?, options.as_of);
    let threads = options.threads.or(thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let width = terminal::width();
    let one = |input: &Input| -> Result<Vec<String>, (String, Failure)> {
        let name = input.name();
        let bytes = input.bytes().map_err(|trouble| (name.clone(), Failure::Unreadable(trouble.to_string())))?;
        work(&pipeline, &name, &bytes).map_err(|failure| (name, failure))
    };

    let progress = Progress::start(inputs.len());
    let colour = match options.format {
        Format::Text => anstream::AutoStream::choice(&io::stdout()),
        // JSON passes through as it is.
        Format::Json => anstream::ColorChoice::AlwaysAnsi,
    };
    let mut out = io::BufWriter::new(anstream::AutoStream::new(io::stdout(), colour));
    let (mut code, mut printed) = (exit::DONE, false);
    pool::in_order(&inputs, threads, one, |result| -> anyhow::Result<()> {
        match result {
            Ok(articles) => {
                for article in articles {
                    if options.format == Format::Text && std::mem::replace(&mut printed, true) {
                        writeln!(out, "\n{}\n", "─".repeat(width))?;
                    }
                    writeln!(out, "{}", article.trim_end())?;
                }
                // A reader of the pipe sees each article as soon as it is read.
                out.flush()?;
            }
            Err((name, failure)) => {
                code = code.max(match failure {
                    Failure::Unreadable(_) => exit::UNREADABLE,
                    Failure::Bug(_) => exit::BUG,
                });
                progress.complain(&format!("{}: {failure}", visible(&name)));
            }
        }
        progress.advance();
        Ok(())
    })?;
    progress.finish();
    Ok(code)
}

fn full_date(text: &str) -> Result<Day, String> {
    match text.parse::<Day>() {
        Ok(day @ Day::Date(_)) => Ok(day),
        _ => Err("expected a full date such as 2026-01-29".to_owned()),
    }
}
