//! The `read` command: articles in, what they say out.

use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::thread;

use clap::{Args, ValueEnum};
use plenipo_record::Day;

use crate::input::{self, Input};
use crate::pipeline::{self, Failure, Pipeline};
use crate::progress::Progress;
use crate::render::visible;
use crate::{exit, pool, render, terminal};

/// What to read and how to print it.
#[derive(Args)]
#[command(after_help = exit::HELP)]
pub struct Options {
    /// Files, folders, patterns such as 'news/*.html', or - for standard input
    ///
    /// What a file holds is found from its content. A folder stands for the .txt, .html, .htm and .xhtml files in it
    /// and in its subfolders, sorted by path; hidden files are left out. Files over 20 MB are refused.
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,

    /// A page for people, or one JSON object per article and line
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// The day against which articles without a date are understood, as 2026-01-29
    #[arg(long, value_name = "DATE", value_parser = full_date)]
    as_of: Option<Day>,

    /// Add each article's text, into which the offsets count, to the JSON
    #[arg(long)]
    with_text: bool,

    /// How many threads to read with [default: one per core]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A page for people
    Text,
    /// JSON Lines
    Json,
}

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<u8> {
    let inputs = input::gather(&options.inputs);
    let pipeline = Pipeline::new(options.as_of);
    let threads = options.threads.or(thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let (width, output) = (terminal::width(), plenipo_exchange::Options { with_text: options.with_text });

    let work = |input: &Input| -> Result<Vec<String>, (String, Failure)> {
        let name = input.name();
        let bytes = input.bytes().map_err(|trouble| (name.clone(), Failure::Unreadable(trouble.to_string())))?;
        pipeline
            .each(&name, &bytes, |reading| match options.format {
                Format::Json => plenipo_exchange::reading_json(&reading, output),
                Format::Text => render::page(&reading, width, &pipeline::country),
            })
            .map_err(|failure| (name, failure))
    };

    let progress = Progress::start(inputs.len());
    let colour = match options.format {
        Format::Text => anstream::AutoStream::choice(&io::stdout()),
        // JSON passes through as it is.
        Format::Json => anstream::ColorChoice::AlwaysAnsi,
    };
    let mut out = io::BufWriter::new(anstream::AutoStream::new(io::stdout(), colour));
    let (mut code, mut printed) = (exit::DONE, false);
    pool::in_order(&inputs, threads, work, |result| -> anyhow::Result<()> {
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

/// Parses a full date of the command line.
pub fn full_date(text: &str) -> Result<Day, String> {
    match text.parse::<Day>() {
        Ok(day @ Day::Date(_)) => Ok(day),
        _ => Err("expected a full date such as 2026-01-29".to_owned()),
    }
}
