//! The `plenipo` command: flags in, articles read, pages or JSON Lines out.
//!
//! Standard output carries data, standard error talk. Whatever one input does, the others are read.

mod background;
mod batch;
mod code;
mod copies;
mod demo;
mod exit;
mod explain;
mod frames;
mod input;
mod manual;
mod pipeline;
mod pool;
mod progress;
mod read;
mod record;
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
    /// Code sentences, one a line: political events with PLOVER and CAMEO codes, for researchers
    Code(code::Options),
    /// Check frames of your own
    Frames(frames::Options),
    /// Find articles that are copies of each other, and what each outlet changed
    Copies(copies::Options),
    /// Read articles into the ledger; the same input again changes nothing
    Add(record::add::Options),
    /// Follow feeds and pages of the web into the ledger, politely
    Watch(record::watch::Options),
    /// List events, the latest first
    Events(record::list::Events),
    /// List quotations, the latest first
    Quotes(record::list::Quotes),
    /// List persons, organisations and countries, those in most articles first
    Actors(record::list::Actors),
    /// List what is planned, and plans that nobody reported on when their day had passed
    Upcoming(record::list::Upcoming),
    /// List stories: articles over days that tell of one thing, the latest first
    Stories(record::list::Stories),
    /// Write a brief: what happened, what was said, what comes next, each line with its proof
    Brief(record::brief::Options),
    /// Show the record in a browser, and to programs, on this machine
    Serve(record::serve::Options),
    /// Look after the users of a desk that others reach
    Users(record::users::Options),
    /// Write the day's digest as a mail, or send it
    Digest(record::digest::Options),
    /// Serve the record to agents, by the Model Context Protocol
    Mcp(record::mcp::Options),
    /// Show one record with all that proves it
    Show(record::show::Options),
    /// Write the record for other programs: tables, calendar, feed, GDELT, POLECAT, linked data
    Export(record::export::Options),
    /// Reject or edit an event, or add a note to it
    Correct(record::care::Correct),
    /// Make two events one, or two actors
    Merge(record::care::Merge),
    /// Part a report from its event, or a name from its actor
    Split(record::care::Split),
    /// Undo a correction
    Undo(record::care::Undo),
    /// Print the log of corrections
    Log(record::care::Log),
    /// Load an authority file: who persons and organisations are
    Authority(record::care::LoadAuthority),
    /// Remove an article's text and what only it said, or all articles that name an actor
    Forget(record::care::Forget),
    /// Read all articles again after an upgrade, and list what is now read differently
    Reread(record::care::Reread),
    /// Check the ledger from within
    Doctor(record::care::Doctor),
    /// Copy the ledger while it is in use
    Backup(record::care::Backup),
    /// Print a script by which a shell completes commands and options
    Completions(manual::Completions),
    /// Write manual pages to a folder
    Man(manual::Man),
    /// Read the sample articles inside the program, and say what to try next
    Demo,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match &arguments.command {
        Command::Read(options) => read::run(options),
        Command::Explain(options) => explain::run(options),
        Command::Code(options) => code::run(options),
        Command::Frames(options) => frames::run(options),
        Command::Copies(options) => copies::run(options),
        Command::Add(options) => record::add::run(options),
        Command::Watch(options) => record::watch::run(options),
        Command::Events(options) => record::list::events(options),
        Command::Quotes(options) => record::list::quotes(options),
        Command::Actors(options) => record::list::actors(options),
        Command::Upcoming(options) => record::list::upcoming(options),
        Command::Stories(options) => record::list::stories(options),
        Command::Brief(options) => record::brief::run(options),
        Command::Serve(options) => record::serve::run(options),
        Command::Users(options) => record::users::run(options),
        Command::Digest(options) => record::digest::run(options),
        Command::Mcp(options) => record::mcp::run(options),
        Command::Show(options) => record::show::run(options),
        Command::Export(options) => record::export::run(options),
        Command::Correct(options) => record::care::correct(options),
        Command::Merge(options) => record::care::merge(options),
        Command::Split(options) => record::care::split(options),
        Command::Undo(options) => record::care::undo(options),
        Command::Log(options) => record::care::log(options),
        Command::Authority(options) => record::care::authority(options),
        Command::Forget(options) => record::care::forget(options),
        Command::Reread(options) => record::care::reread(options),
        Command::Doctor(options) => record::care::doctor(options),
        Command::Backup(options) => record::care::backup(options),
        Command::Completions(options) => manual::completions(options),
        Command::Man(options) => manual::man(options),
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
