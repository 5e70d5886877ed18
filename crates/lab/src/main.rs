//! The laboratory: trains the language model and measures what the project can do.
//!
//! One module per command. Nothing here is shipped.

mod language;
mod score;
mod train;
mod treebank;

use clap::{Parser, Subcommand};

/// Trains Plenipo's language model and prints accuracy and speed figures.
#[derive(Parser)]
#[command(name = "lab", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Train the language model on treebanks.
    Train(train::Options),
    /// Read annotated articles and hold the figures against their floors.
    Score(score::Options),
    /// Print accuracy and speed of the language model on the treebanks' development parts.
    Language(language::Options),
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Train(options) => train::run(&options),
        Command::Score(options) => score::run(&options),
        Command::Language(options) => language::run(&options),
    }
}
