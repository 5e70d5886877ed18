//! A file of floors: figures that no change may fall below.

use anyhow::{Context, ensure};
use std::collections::BTreeMap;
use std::path::Path;

/// Compares figures with the floors of a file, which has one number for each figure it guards; returns how many.
pub fn check(path: &Path, figures: &[(String, f64)]) -> anyhow::Result<usize> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let floors: BTreeMap<String, f64> =
        serde_json::from_str(&text).with_context(|| format!("`{}` is damaged", path.display()))?;
    let reasons = below(&floors, figures);
    ensure!(!floors.is_empty(), "`{}` guards nothing", path.display());
    ensure!(reasons.is_empty(), "{}", reasons.join("\n"));
    Ok(floors.len())
}

fn below(floors: &BTreeMap<String, f64>, figures: &[(String, f64)]) -> Vec<String> {
    let mut reasons = Vec::new();
    for (name, &floor) in floors {
        match figures.iter().find(|(figure, _)| figure == name) {
            Some(&(_, reached)) if reached >= floor => {}
            Some(&(_, reached)) => reasons.push(format!("{name} is {reached:.2}, below its floor {floor:.2}")),
            None => reasons.push(format!("{name} is not measured any more")),
        }
    }
    reasons
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_below_their_floor_are_told() {
        let floors = BTreeMap::from([("a".to_owned(), 1.0), ("b".to_owned(), 2.0), ("c".to_owned(), 3.0)]);
        let reasons = below(&floors, &[("a".to_owned(), 1.0), ("b".to_owned(), 1.99)]);
        assert_eq!(reasons, ["b is 1.99, below its floor 2.00", "c is not measured any more"]);
    }
}
