//! The annotated articles: which they are, their digest, and what the reader makes of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use plenipo_exchange::{Options, reading_json};
use plenipo_ledger::{Ledger, Origin, Yearless};
use plenipo_reading::Reader;
use plenipo_record::Reading;

use super::floors::{Basis, Digest};

/// A folder of annotated articles.
pub struct Gold {
    /// Texts by name, sorted.
    texts: BTreeMap<String, PathBuf>,
    /// What the figures are reached on.
    pub basis: Basis,
}

impl Gold {
    /// Finds the annotated articles of a folder.
    pub fn find(folder: &Path) -> anyhow::Result<Self> {
        let mut texts = BTreeMap::new();
        let mut items = BTreeMap::new();
        let mut digest = Digest::default();
        let entries = fs::read_dir(folder).with_context(|| format!("cannot read `{}`", folder.display()))?;
        let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<Vec<PathBuf>>>()?;
        paths.sort();
        for path in &paths {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let Some(stem) = name.strip_suffix(".gold.json") else { continue };
            let text = ["html", "htm", "txt"].map(|ending| folder.join(format!("{stem}.{ending}")));
            let text = text.into_iter().find(|text| text.is_file());
            let text = text.with_context(|| format!("no text beside `{}`", path.display()))?;
            for file in [path, &text] {
                let bytes = fs::read(file).with_context(|| format!("cannot read `{}`", file.display()))?;
                digest.add(file, &bytes);
            }
            count(&fs::read_to_string(path)?, &mut items)?;
            texts.insert(stem.to_owned(), text);
        }
        ensure!(!texts.is_empty(), "no `*.gold.json` in `{}`", folder.display());
        Ok(Gold { texts, basis: Basis { digest: digest.finish(), items } })
    }

    /// Returns the name of each article and where its text lies, in the order of the names.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &Path)> {
        self.texts.iter().map(|(name, path)| (name.as_str(), path.as_path()))
    }

    /// Returns the annotation of an article.
    pub fn annotation(&self, name: &str) -> anyhow::Result<serde_json::Value> {
        let text = self.texts.get(name).with_context(|| format!("no article `{name}`"))?;
        let path = text.with_file_name(format!("{name}.gold.json"));
        let json = fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
        Ok(serde_json::from_str(&json)?)
    }

    /// Reads every article and returns JSON Lines; an article that cannot be read is told on stderr and left out.
    pub fn read_all(&self) -> anyhow::Result<String> {
        let mut lines = String::new();
        for reading in self.readings()? {
            lines += &reading_json(&reading, Options::default());
            lines.push('\n');
        }
        Ok(lines)
    }

    /// Reads every article; one that cannot be read is told on stderr and left out.
    ///
    /// A page that tells no year is read in the one that the others settle, as in a ledger to which they are all added.
    pub fn readings(&self) -> anyhow::Result<Vec<Reading>> {
        let reader = Reader::new(plenipo_language::Analyzer::builtin(), plenipo_lexicon::Lexicon::builtin());
        let mut readings = Vec::new();
        for (name, path) in &self.texts {
            let bytes = fs::read(path).map_err(|error| error.to_string());
            let articles = bytes.and_then(|bytes| plenipo_page::read(name, &bytes).map_err(|error| error.to_string()));
            match articles {
                Ok(articles) => readings.extend(articles.into_iter().map(|article| reader.read(article, None))),
                Err(error) => eprintln!("{}: {error}", path.display()),
            }
        }
        let mut ledger = Ledger::in_memory()?;
        let mut batch = ledger.batch()?;
        for reading in &readings {
            batch.add(reading, &Origin::default())?;
        }
        batch.commit()?;
        for Yearless { name, day, .. } in ledger.yearless()? {
            for reading in readings.iter_mut().filter(|reading| reading.article.name == name) {
                *reading = reader.read(reading.article.clone(), Some(day));
            }
        }
        Ok(readings)
    }
}

fn count(json: &str, items: &mut BTreeMap<String, usize>) -> anyhow::Result<()> {
    let gold: serde_json::Value = serde_json::from_str(json)?;
    *items.entry("articles".to_owned()).or_default() += 1;
    for kind in ["actors", "events", "quotes"] {
        *items.entry(kind.to_owned()).or_default() += gold[kind].as_array().map_or(0, Vec::len);
    }
    Ok(())
}
