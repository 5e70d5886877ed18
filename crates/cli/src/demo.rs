//! The `demo` command: the sample articles inside the program, read as any other.

use std::io::{self, Write as _};

use plenipo_intake::{Content, Fields, Item};
use plenipo_lexicon::Lexicon;

use crate::pipeline::{self, Pipeline};
use crate::{exit, render, terminal};

macro_rules! sample {
    ($name:literal) => {
        ($name, include_bytes!(concat!("../../../corpus/articles/", $name)))
    };
}

/// Articles of the project's own corpus; every person and occasion in them is invented.
const SAMPLES: [(&str, &[u8]); 4] = [
    sample!("05-c5plus1-steppe.txt"),
    sample!("08-nepal-khabarpatra.txt"),
    sample!("12-mercosur-eurowire.txt"),
    sample!("14-mercosur-platadaily.html"),
];

const NEXT: &str = "\
These articles and everybody in them are invented. What to try next:

  plenipo read article.html               one of your own: saved pages and plain text
  plenipo read news/ --format json        a folder, one JSON object per article and line
  plenipo read 'news/*.txt' --as-of 2026-01-29
                                          articles that do not tell their year
  curl -s ADDRESS | plenipo read -        whatever another program fetched
  plenipo add news/                       keep them in a ledger: one event for many reports
  plenipo brief --since 2026-01-26        what happened, what was said, what comes next
  plenipo serve --demo                    the same articles in a browser
";

/// Returns the sample articles.
pub fn items() -> impl Iterator<Item = Item> {
    SAMPLES.iter().map(|(name, bytes)| Item {
        name: (*name).to_owned(),
        content: Content::Page(bytes.to_vec()),
        fields: Fields::default(),
    })
}

/// Runs the command.
pub fn run() -> anyhow::Result<u8> {
    let pipeline = Pipeline::new(Lexicon::builtin(), None);
    let width = terminal::width();
    let mut out = io::BufWriter::new(anstream::AutoStream::auto(io::stdout()));
    for item in items() {
        let print = |reading| render::page(&reading, width, &pipeline::country);
        let page = pipeline.read(&item, print).map_err(|failure| anyhow::anyhow!("{}: {failure}", item.name))?;
        writeln!(out, "{}\n\n{}\n", page.trim_end(), "─".repeat(width))?;
    }
    write!(out, "{NEXT}")?;
    out.flush()?;
    Ok(exit::DONE)
}
