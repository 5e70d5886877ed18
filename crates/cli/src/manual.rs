//! Pages for `man` and completions for shells, both made from the command line itself.

use std::io::{self, Write as _};
use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use crate::exit;

/// What to complete for.
#[derive(Args)]
pub struct Completions {
    /// The shell that completes.
    shell: Shell,
}

/// Where manual pages go.
#[derive(Args)]
pub struct Man {
    /// The folder that the pages are written to, made if it is missing.
    folder: PathBuf,
}

/// Prints what the shell runs to complete commands and options.
pub fn completions(options: &Completions) -> anyhow::Result<u8> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut crate::Arguments::command(), "plenipo", &mut script);
    io::stdout().write_all(&script)?;
    Ok(exit::DONE)
}

/// Writes a page for the program and one for each command.
pub fn man(options: &Man) -> anyhow::Result<u8> {
    let folder = &options.folder;
    let written =
        std::fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(crate::Arguments::command(), folder));
    written.with_context(|| folder.display().to_string())?;
    Ok(exit::DONE)
}
