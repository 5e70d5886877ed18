//! Pages and what stands on them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, ensure};
use serde_json::Value;

use crate::score::floors::{Basis, Digest};

/// A page and its annotation, a JSON object; what the object leaves out is not compared.
pub struct Page {
    pub name: String,
    pub bytes: Vec<u8>,
    pub gold: Value,
}

impl Page {
    /// Tells whether the page is to be read.
    pub fn is_english(&self) -> bool {
        self.gold["language"].as_str().is_none_or(|language| language == "en")
    }
}

/// Loads the HTML pages of a folder that have an annotation, sorted by name.
pub fn load(folder: &Path) -> anyhow::Result<(Vec<Page>, Basis)> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read `{}`", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "html"));
    paths.sort();
    ensure!(!paths.is_empty(), "no pages in `{}`", folder.display());
    let mut digest = Digest::default();
    let mut pages = Vec::new();
    for path in paths {
        let annotation = path.with_extension("gold.json");
        let read = |path: &Path| fs::read(path).with_context(|| format!("cannot read `{}`", path.display()));
        let (bytes, json) = (read(&path)?, read(&annotation)?);
        digest.add(&annotation, &json);
        digest.add(&path, &bytes);
        let mut gold: Value =
            serde_json::from_slice(&json).with_context(|| format!("`{}` is damaged", annotation.display()))?;
        if let Some(article) = gold.get_mut("article") {
            gold = article.take();
        }
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        pages.push(Page { name, bytes, gold });
    }
    let items = BTreeMap::from([("pages".to_owned(), pages.len())]);
    Ok((pages, Basis { digest: digest.finish(), items }))
}

/// Returns the strings of a list.
pub fn strings(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

/// Returns the words of `text` in lower case, without marks.
pub fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is frozen stays as it was written; whoever finds an annotation wrong says so in a change of its own.
    #[test]
    fn the_frozen_half_is_as_it_was_written() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/pages");
        let (digest, count) = crate::digest::of_folder(&folder.join("frozen"));
        assert_eq!(digest, fs::read_to_string(folder.join("frozen.sha256")).unwrap().trim());
        assert_eq!(count, 62);
    }
}
