//! The `plenipo` command: flags in, articles read, pages or JSON Lines out.
//!
//! Standard output carries data, standard error talk. Whatever one input does, the others are read.

mod batch;
mod copies;
mod demo;
mod exit;
mod explain;
mod frames;
mod input;
mod pipeline;
mod pool;
mod progress;
mod read;
mod render;
mod steps;
mod terminal;

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Reads news articles and keeps the diplomatic record: who met whom, who travels where and when, who said what.
#[derive(Parser)]
#[command(name = "plenipo", version, after_help = exit::HELP, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read articles and print what they say
    Read(read::Options),
    /// Show how articles are read: every sentence, every decision, the words behind every field
    Explain(explain::Options),
    /// Check frames of your own
    Frames(frames::Options),
    /// Find articles that are copies of each other, and what each outlet changed
    Copies(copies::Options),
    /// Read the sample articles inside the program, and say what to try next
    Demo,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match &arguments.command {
        Command::Read(options) => read::run(options),
        Command::Explain(options) => explain::run(options),
        Command::Frames(options) => frames::run(options),
        Command::Copies(options) => copies::run(options),
        Command::Demo => demo::run(),
    };
    match done {
        Ok(code) => ExitCode::from(code),
        // `plenipo … | head` is no failure.
        Err(error) if is_broken_pipe(&error) => ExitCode::from(exit::DONE),
        Err(error) => {
            let _ = writeln!(io::stderr(), "plenipo: {error:#}");
            ExitCode::from(exit::USAGE)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let kind = |cause: &(dyn std::error::Error + 'static)| cause.downcast_ref::<io::Error>().map(io::Error::kind);
    error.chain().any(|cause| kind(cause) == Some(io::ErrorKind::BrokenPipe))
}
