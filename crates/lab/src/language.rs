//! The `language` command.

use clap::Args;
use std::path::PathBuf;

/// What to work on.
#[derive(Args)]
pub struct Options {
    /// Folder with `*-train.conllu.gz` and `*-dev.conllu.gz`.
    #[arg(long)]
    treebanks: PathBuf,
}

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<()> {
    anyhow::ensure!(options.treebanks.is_dir(), "`{}` is not a folder", options.treebanks.display());
    anyhow::bail!("not written yet")
}
