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

    /// Go on behind this item, called as in the output: news.warc.gz#1234
    ///
    /// Inputs before the one that holds it are left out. Web archives are read from there on.
    #[arg(long, value_name = "ITEM")]
    after: Option<String>,
}

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<u8> {
    let (width, output) = (terminal::width(), plenipo_exchange::Options { with_text: options.with_text });
    batch::print(&options.batch, options.after.as_deref(), |pipeline, item| {
        pipeline.read(item, |reading| match options.batch.format {
            Format::Json => plenipo_exchange::reading_json(&reading, output),
            Format::Text => render::page(&reading, width, &pipeline::country),
        })
    })
}
