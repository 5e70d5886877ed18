//! Writes what the network learns from as plain arrays.
//!
//! A set `NAME` is four files: `NAME.words` (UTF-8, one word a line, an empty line behind each sentence),
//! `NAME.lengths` (`u32`, words of each sentence), `NAME.looks` (`u32`, `ROWS` numbers a word) and `NAME.labels`
//! (`i16`, five numbers a word: tag, part of speech, place of the head with 0 for the root, relation, class of the
//! name; -1 where nobody told). Numbers are little-endian.

use anyhow::Context;
use plenipo_language::gazetteer::Gazetteer;
use plenipo_language::look::Forms;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// A sentence to learn from.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// The tokens as written.
    pub words: Vec<String>,
    /// Tag, part of speech, head, relation and class of the name of each; -1 where unknown.
    pub labels: Vec<[i16; 5]>,
    /// Tokens that count as listed nowhere; empty if all may be listed.
    pub unlisted: Vec<bool>,
}

/// The label of what nobody told.
pub const UNKNOWN: i16 = -1;

/// Writes the four files of a set.
pub fn write(
    folder: &Path,
    name: &str,
    examples: &[Example],
    forms: &Forms,
    gazetteer: &Gazetteer,
) -> anyhow::Result<()> {
    let create = |ending: &str| {
        let path = folder.join(format!("{name}.{ending}"));
        File::create(&path).map(BufWriter::new).with_context(|| format!("cannot write `{}`", path.display()))
    };
    let (mut words, mut lengths) = (create("words")?, create("lengths")?);
    let (mut looks, mut labels) = (create("looks")?, create("labels")?);
    let mut rows = Vec::new();
    for example in examples {
        for word in &example.words {
            writeln!(words, "{word}")?;
        }
        writeln!(words)?;
        lengths.write_all(&(example.words.len() as u32).to_le_bytes())?;
        rows.clear();
        let unlisted = |at: usize| example.unlisted.get(at).is_some_and(|unlisted| *unlisted);
        let listed = example.words.iter().enumerate().map(|(at, word)| if unlisted(at) { "" } else { word.as_str() });
        forms.looks(example.words.iter().map(String::as_str), &gazetteer.marks(listed), &mut rows);
        for row in rows.iter().flatten() {
            looks.write_all(&row.to_le_bytes())?;
        }
        for label in example.labels.iter().flatten() {
            labels.write_all(&label.to_le_bytes())?;
        }
    }
    for mut file in [words, lengths, looks, labels] {
        file.flush()?;
    }
    Ok(())
}
