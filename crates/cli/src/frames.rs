//! Frames of the user's own: read from a folder, used beside those of the program, and checked by their cases.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use clap::{Args, Subcommand};
use plenipo_language::Analyzer;
use plenipo_lexicon::Lexicon;
use plenipo_reading::Reader;
use plenipo_reading::cases::{BrokenCase, broken_cases};

use crate::exit;
use crate::render::visible;

/// What to do with frames.
#[derive(Args)]
pub struct Options {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read the cases of each frame in a folder and say which are not kept
    #[command(after_help = "\
Exit codes:
  0  every frame keeps its cases
  1  at least one case is not kept
  2  the command line or a file was wrong, or the output could not be written")]
    Check {
        /// A folder with frames, one .toml file each
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<u8> {
    let Command::Check { folder } = &options.command;
    let (own, builtin) = (lexicon(Some(folder))?, Lexicon::builtin());
    let reader = Reader::new(Analyzer::builtin(), own);
    let mut out = io::BufWriter::new(io::stdout());
    let mut code = exit::DONE;
    for frame in &own.frames()[builtin.frames().len()..] {
        let broken = broken_cases(&reader, frame);
        let n_cases = frame.finds.len() + frame.ignores.len();
        let kept = n_cases - broken.len();
        writeln!(out, "{}: {kept} of {n_cases} cases kept", visible(&frame.id))?;
        for BrokenCase { text, wanted, found } in &broken {
            code = exit::UNREADABLE;
            let found = if found.is_empty() { "nothing".to_owned() } else { found.join("; ") };
            writeln!(out, "  in      {}\n  wanted  {}\n  found   {}", visible(text), visible(wanted), visible(&found))?;
        }
    }
    out.flush()?;
    Ok(code)
}

/// Returns the knowledge inside the program, with the frames of a folder where one is named.
pub fn lexicon(folder: Option<&Path>) -> anyhow::Result<&'static Lexicon> {
    let Some(folder) = folder else { return Ok(Lexicon::builtin()) };
    let lexicon = Lexicon::with_frames(&files(folder)?)?;
    // Made once, and in use until the program ends.
    Ok(Box::leak(Box::new(lexicon)))
}

/// Reads the files of frames in a folder, sorted by name.
fn files(folder: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let shown = folder.display();
    let entries = fs::read_dir(folder).with_context(|| format!("{shown}: no folder of frames"))?;
    let entries: Vec<fs::DirEntry> = entries.collect::<Result<_, _>>().with_context(|| format!("{shown}"))?;
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    ensure!(!paths.is_empty(), "{shown}: no frames in this folder (files ending in .toml)");
    let read = |path: PathBuf| {
        let name = path.display().to_string();
        let text = fs::read_to_string(&path).with_context(|| name.clone())?;
        Ok((name, text))
    };
    paths.into_iter().map(read).collect()
}
