//! The laboratory: trains the language model and measures what the project can do.
//!
//! One module per command. Nothing here is shipped.

#[macro_use]
mod out;

mod alarms;
mod archive;
mod attributions;
mod clock;
mod cluster;
mod codebook;
mod coding;
mod copies;
mod dice;
mod digest;
mod extract;
mod floors;
mod language;
mod link;
mod load;
mod memory;
mod peers;
mod python;
mod scale;
mod score;
mod served;
mod soak;
mod strain;
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
    /// Take pages of news apart and hold the figures against their floors.
    Extract(extract::Options),
    /// Add annotated articles to a ledger and hold the linking of their events against its floors.
    Link(link::Options),
    /// Print accuracy and speed of the language model on the treebanks' development parts and on names in newswire.
    Language(language::Options),
    /// Read random newswire of all kinds and tell how many events the reader sees in it and how many are right.
    Alarms(alarms::Options),
    /// Print who said what, beside the marked attributions of news articles and invented cases.
    Attributions(attributions::Options),
    /// Write the page on kinds and codes from the data.
    Codebook(codebook::Options),
    /// Code the sentences of the test set and hold the figures against their floors.
    Coding(coding::Options),
    /// Install, train and measure the programs that the language model is compared with.
    Peers(peers::Options),
    /// Find the copies of the test set and hold the figures against their floors.
    Copies(copies::Options),
    /// Make a corpus of any size with known truth, add it to a ledger, and print speed, memory and linking.
    Scale(scale::Options),
    /// Read and link articles under Spark, and print record, core time and memory beside those of one machine.
    Cluster(cluster::Options),
    /// Double inputs that an adversary would send, and print how the time grows.
    Strain(strain::Options),
    /// Ask a served ledger for mixed pages at a fixed rate, and print how long they take.
    Load(load::Options),
    /// Watch feeds that change and fail, beside readers and exports, and hold the record against the offline one.
    Soak(soak::Options),
    /// Make a web archive, read it, and print time and memory.
    Archive(archive::Options),
    /// Read a text and print how long it took; `language` calls this.
    #[command(hide = true)]
    LanguageSpeed(language::speed::Options),
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Train(options) => train::run(&options),
        Command::Score(options) => score::run(&options),
        Command::Extract(options) => extract::run(&options),
        Command::Link(options) => link::run(&options),
        Command::Language(options) => language::run(&options),
        Command::Alarms(options) => alarms::run(&options),
        Command::Attributions(options) => attributions::run(&options),
        Command::Codebook(options) => codebook::run(&options),
        Command::Coding(options) => coding::run(&options),
        Command::Peers(options) => peers::run(&options),
        Command::Copies(options) => copies::run(&options),
        Command::Scale(options) => scale::run(&options),
        Command::Cluster(options) => cluster::run(&options),
        Command::Strain(options) => strain::run(&options),
        Command::Load(options) => load::run(&options),
        Command::Soak(options) => soak::run(&options),
        Command::Archive(options) => archive::run(&options),
        Command::LanguageSpeed(options) => language::speed::run(&options),
    }
}
