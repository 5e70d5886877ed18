//! Saved searches: a file of names and queries, for the desk and for digests.

use std::fs;
use std::path::Path;

use anyhow::Context as _;
use plenipo_desk::search::SavedSearch;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    search: Vec<SavedSearch>,
}

/// Reads a file of saved searches: tables `[[search]]` with `name` and `query`.
pub fn read(path: &Path) -> anyhow::Result<Vec<SavedSearch>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let file: File = toml::from_str(&text).with_context(|| format!("`{}` is no file of searches", path.display()))?;
    Ok(file.search)
}
