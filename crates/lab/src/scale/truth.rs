//! Which article tells which event, and whether the ledger joined those that tell the same.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use anyhow::Context as _;
use plenipo_ledger::Ledger;

/// Which article tells which event.
#[derive(Default)]
pub struct Truth {
    /// By the name of the article without its folder, `part-3.jsonl#17`: kind and number of the events.
    tells: HashMap<String, Vec<(String, usize)>>,
    articles: BTreeMap<usize, usize>,
}

impl Truth {
    /// Adds an article: the part of the corpus, the line in it counted from 1, the kinds and numbers of its events.
    pub fn add(&mut self, part: usize, line: usize, tells: Vec<(String, usize)>) {
        self.tells.insert(format!("part-{part}.jsonl#{line}"), tells);
        *self.articles.entry(part).or_default() += 1;
    }

    /// Returns how many articles a part has.
    pub fn articles_of(&self, part: usize) -> usize {
        self.articles.get(&part).copied().unwrap_or(0)
    }

    /// Prints how many reports were found, and how well those were joined.
    ///
    /// An event of a reading is held to be the one event of its kind that the article tells; articles that tell no two
    /// events of a kind make this safe. B-cubed (Bagga and Baldwin 1998) is over these reports.
    pub fn judge(&self, ledger: &Path) -> anyhow::Result<()> {
        let ledger = Ledger::open_for_reading(ledger).with_context(|| format!("cannot open `{}`", ledger.display()))?;
        let mut pairs: Vec<(usize, String)> = Vec::new();
        let (mut told, mut extra) = (0, 0);
        ledger.each_reading(|reading| {
            let name = reading.article.name.rsplit('/').next().unwrap_or_default();
            let Some(tells) = self.tells.get(name) else { return };
            told += tells.len();
            let mut left = tells.clone();
            for event in &reading.events {
                match left.iter().position(|(kind, _)| kind == event.kind.as_str()) {
                    Some(at) => pairs.push((left.remove(at).1, event.id.clone())),
                    None => extra += 1,
                }
            }
        })?;
        let (precision, recall) = b_cubed(&pairs);
        println!(
            "{} of {told} reports found, {extra} others; B-cubed precision {precision:.3}, recall {recall:.3}, F1 {:.3}",
            pairs.len(),
            2.0 * precision * recall / (precision + recall)
        );
        Ok(())
    }
}

/// Returns precision and recall over items that each have a true and a given cluster.
fn b_cubed(pairs: &[(usize, String)]) -> (f64, f64) {
    let (mut truth, mut given, mut both) = (HashMap::new(), HashMap::new(), HashMap::new());
    for (number, id) in pairs {
        *truth.entry(number).or_insert(0.0) += 1.0;
        *given.entry(id).or_insert(0.0) += 1.0;
        *both.entry((number, id)).or_insert(0.0) += 1.0;
    }
    let mean = |of: &dyn Fn(&usize, &String) -> f64| {
        both.iter().map(|((number, id), common)| common * common / of(number, id)).sum::<f64>() / pairs.len() as f64
    };
    (mean(&|_, id| given[id]), mean(&|number, _| truth[number]))
}

#[cfg(test)]
mod tests {
    use super::b_cubed;

    #[test]
    fn clusters_that_are_too_large_cost_precision_and_those_too_small_recall() {
        let pairs = |pairs: &[(usize, &str)]| pairs.iter().map(|(n, id)| (*n, (*id).to_owned())).collect::<Vec<_>>();
        assert_eq!(b_cubed(&pairs(&[(1, "a"), (1, "a"), (2, "b")])), (1.0, 1.0));
        assert_eq!(b_cubed(&pairs(&[(1, "a"), (2, "a")])), (0.5, 1.0));
        assert_eq!(b_cubed(&pairs(&[(1, "a"), (1, "b")])), (1.0, 0.5));
    }
}
