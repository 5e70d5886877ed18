//! The floors: figures that no change may fall below, pinned to the articles they were reached on.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, ensure};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::digest::spelt;

/// What figures were reached on.
pub struct Basis {
    /// SHA-256 over the articles and their annotation.
    pub digest: String,
    /// How many items of each kind are annotated.
    pub items: BTreeMap<String, usize>,
}

/// A digest of files that is made one file at a time.
#[derive(Default)]
pub struct Digest(Sha256);

impl Digest {
    /// Adds a file: its name without the folder, its length and its bytes.
    pub fn add(&mut self, path: &Path, bytes: &[u8]) {
        use sha2::Digest as _;
        self.0.update(path.file_name().unwrap_or_default().as_encoded_bytes());
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    /// Returns the digest in hexadecimal digits.
    pub fn finish(self) -> String {
        spelt(self.0)
    }
}

/// All sets of floors, by name.
#[derive(Default, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Book {
    sets: BTreeMap<String, Set>,
}

/// The floors of one folder of articles.
#[derive(Deserialize, Serialize)]
struct Set {
    /// SHA-256 over the articles and their annotation.
    digest: String,
    /// How many items of each kind are annotated.
    items: BTreeMap<String, usize>,
    /// The floor of each figure.
    floors: BTreeMap<String, f64>,
}

/// Whether the floors hold.
#[derive(Debug, PartialEq)]
pub enum Verdict {
    /// They do.
    Passed {
        /// How many were compared.
        floors: usize,
    },
    /// They do not, for these reasons.
    Failed(Vec<String>),
}

impl Book {
    /// Loads the floors; a missing file holds none.
    pub fn load(path: &Path) -> anyhow::Result<Self> {
        if !path.exists() {
            return Ok(Book::default());
        }
        let text = fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
        serde_json::from_str(&text).with_context(|| format!("`{}` is damaged", path.display()))
    }

    /// Writes the floors.
    pub fn save(&self, path: &Path) -> anyhow::Result<()> {
        let text = serde_json::to_string_pretty(self)? + "\n";
        fs::write(path, text).with_context(|| format!("cannot write `{}`", path.display()))
    }

    /// Compares figures with a set of floors.
    pub fn judge(&self, name: &str, basis: &Basis, figures: &BTreeMap<String, f64>) -> anyhow::Result<Verdict> {
        let set = self.sets.get(name).with_context(|| format!("no floors named `{name}`: set them with `--update`"))?;
        let mut reasons = Vec::new();
        if set.digest != basis.digest {
            reasons.push(format!(
                "the articles of `{name}` are not those that the floors were set on; if that is meant, run with \
                 `--update` and say so in the change"
            ));
        }
        for (figure, &floor) in &set.floors {
            match figures.get(figure) {
                Some(&reached) if reached >= floor => {}
                Some(&reached) => reasons.push(format!("{figure} is {reached:.4}, below its floor {floor:.4}")),
                None => reasons.push(format!("{figure} is not measured any more")),
            }
        }
        Ok(if reasons.is_empty() { Verdict::Passed { floors: set.floors.len() } } else { Verdict::Failed(reasons) })
    }

    /// Makes the figures the new floors; refuses to lower one unless `lower`.
    pub fn update(
        &mut self,
        name: &str,
        basis: &Basis,
        figures: &BTreeMap<String, f64>,
        lower: bool,
    ) -> anyhow::Result<()> {
        // Cut, never rounded up, so that the figure itself passes.
        let floors: BTreeMap<String, f64> =
            figures.iter().map(|(figure, value)| (figure.clone(), (value * 10_000.0).floor() / 10_000.0)).collect();
        if let Some(old) = self.sets.get(name).filter(|_| !lower) {
            let falls: Vec<String> = old
                .floors
                .iter()
                .filter(|&(figure, floor)| floors.get(figure).is_none_or(|new| new < floor))
                .map(|(figure, floor)| format!("{figure} would fall from {floor:.4}"))
                .collect();
            ensure!(falls.is_empty(), "not written; `--lower` allows it:\n  {}", falls.join("\n  "));
        }
        self.sets.insert(name.to_owned(), Set { digest: basis.digest.clone(), items: basis.items.clone(), floors });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(found: f64, roles: f64) -> BTreeMap<String, f64> {
        BTreeMap::from([("events_found.f1".to_owned(), found), ("roles.f1".to_owned(), roles)])
    }

    fn with_digest(digest: &str) -> Basis {
        Basis { digest: digest.to_owned(), items: BTreeMap::new() }
    }

    fn book() -> (Book, Basis) {
        let (mut book, basis) = (Book::default(), with_digest("a1"));
        book.update("corpus", &basis, &figures(0.512_39, 0.7), false).expect("nothing to lower");
        (book, basis)
    }

    fn reasons(book: &Book, basis: &Basis, figures: &BTreeMap<String, f64>) -> Vec<String> {
        match book.judge("corpus", basis, figures).expect("the set exists") {
            Verdict::Passed { .. } => Vec::new(),
            Verdict::Failed(reasons) => reasons,
        }
    }

    #[test]
    fn the_figures_that_set_the_floors_pass() {
        let (book, basis) = book();
        let verdict = book.judge("corpus", &basis, &figures(0.512_39, 0.7)).expect("the set exists");
        assert_eq!(verdict, Verdict::Passed { floors: 2 });
        assert!(book.judge("other", &basis, &figures(1.0, 1.0)).is_err());
    }

    #[test]
    fn a_lower_figure_fails_by_name() {
        let (book, basis) = book();
        assert_eq!(reasons(&book, &basis, &figures(0.5, 0.9)), ["events_found.f1 is 0.5000, below its floor 0.5123"]);
        let missing = BTreeMap::from([("roles.f1".to_owned(), 1.0)]);
        assert_eq!(reasons(&book, &basis, &missing), ["events_found.f1 is not measured any more"]);
    }

    #[test]
    fn other_articles_fail() {
        let (book, _) = book();
        assert_eq!(reasons(&book, &with_digest("b2"), &figures(1.0, 1.0)).len(), 1);
    }

    #[test]
    fn floors_rise_freely_and_fall_only_on_demand() {
        let (mut book, basis) = book();
        assert!(book.update("corpus", &basis, &figures(0.9, 0.6), false).is_err());
        assert!(reasons(&book, &basis, &figures(0.6, 0.7)).is_empty(), "a refused update changes nothing");
        book.update("corpus", &basis, &figures(0.9, 0.7), false).expect("nothing falls");
        assert!(!reasons(&book, &basis, &figures(0.6, 0.7)).is_empty());
        book.update("corpus", &basis, &figures(0.1, 0.1), true).expect("asked for");
        assert!(reasons(&book, &basis, &figures(0.1, 0.1)).is_empty());
    }
}
