//! The `read` command: articles in, what they say out.

use clap::Args;

use crate::batch::{self, Batch, Format};
use crate::pipeline;
use crate::{exit, render, terminal};

/// What to read and how to print it.
#[derive(Args)]
#[command(after_help = exit::HELP)]
pub struct Options {
    #[command(flatten)]
    batch: Batch,

    /// Add each article's text, into which the offsets count, to the JSON
    #[arg(long)]
    with_text: bool,
}

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<u8> {
    let (width, output) = (terminal::width(), plenipo_exchange::Options { with_text: options.with_text });
    batch::run(&options.batch, |pipeline, name, bytes| {
        pipeline.each(name, bytes, |reading| match options.batch.format {
            Format::Json => plenipo_exchange::reading_json(reading, output),
            Format::Text => render::page(reading, width, &pipeline::country),
        })
    })
}
