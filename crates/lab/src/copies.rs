//! The `copies` command: how well copies are found on the test set, and how long many texts take.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, ensure};
use clap::Args;
use plenipo_copies::{Change, Cluster, Text, copies};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use crate::digest::spelt;
use crate::floors;
use crate::memory;

/// The frozen texts and what is known of them, as they were written before the code.
const FROZEN: &str = "3ed0d6ae642e6f5d7c7fba5427664421b60c1b3d1762767c2582d9e7276c0f67";

/// What to measure.
#[derive(Args)]
pub struct Options {
    /// The folder of the test set.
    #[arg(long, default_value = "corpus/copies")]
    set: PathBuf,
    /// Hold the figures against `floors.json` of the set.
    #[arg(long)]
    check: bool,
    /// Print what is missed or wrong in the open half.
    #[arg(long)]
    misses: bool,
    /// Compare so many invented texts, a third of them copies, and print time and memory.
    #[arg(long, value_name = "N")]
    scale: Option<usize>,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    outlet: Option<String>,
    agency: Option<String>,
    published: Option<String>,
    paragraphs: Vec<String>,
}

#[derive(Deserialize)]
struct Gold {
    pairs: BTreeSet<(String, String)>,
    unjudged: BTreeSet<(String, String)>,
    follows: BTreeMap<String, String>,
    changes: BTreeMap<String, Fates>,
}

#[derive(Deserialize)]
struct Fates {
    paragraphs: Vec<(String, Option<usize>)>,
    cut: Vec<usize>,
}

/// Runs the command; fails where a figure lies below its floor or the frozen half is not what it was.
pub fn run(options: &Options) -> anyhow::Result<()> {
    if let Some(count) = options.scale {
        return scale(count);
    }
    ensure!(digest(&options.set)? == FROZEN, "the frozen half is not what was written before the code");
    let mut figures = Vec::new();
    for half in ["open", "frozen"] {
        let misses = options.misses && half == "open";
        for (name, value) in measure(&options.set, half, misses)? {
            println!("{half:<7} {name:<18} {value:.4}");
            figures.push((format!("{half}.{name}"), value));
        }
    }
    if options.check {
        let count = floors::check(&options.set.join("floors.json"), &figures)?;
        println!("all {count} floors hold");
    }
    Ok(())
}

fn digest(set: &Path) -> anyhow::Result<String> {
    let mut hash = Sha256::new();
    for name in ["frozen.gold.json", "frozen.jsonl"] {
        let path = set.join(name);
        hash.update(fs::read(&path).with_context(|| format!("cannot read `{}`", path.display()))?);
    }
    Ok(spelt(hash))
}

fn measure(set: &Path, half: &str, misses: bool) -> anyhow::Result<Vec<(&'static str, f64)>> {
    let read = |name: String| {
        let path = set.join(name);
        fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))
    };
    let lines = read(format!("{half}.jsonl"))?;
    let lines: Vec<Line> = lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let gold: Gold = serde_json::from_str(&read(format!("{half}.gold.json"))?)?;
    let texts: Vec<Text> = lines.into_iter().map(Line::into_text).collect();
    let clusters = copies(&texts);

    let told = |miss: String| {
        if misses {
            println!("  {miss}");
        }
    };
    let found = pairs(&clusters, &texts);
    let judged: BTreeSet<_> = found.difference(&gold.unjudged).cloned().collect();
    let right = judged.intersection(&gold.pairs).count() as f64;
    gold.pairs.difference(&judged).for_each(|(a, b)| told(format!("- {a} {b}")));
    judged.difference(&gold.pairs).for_each(|(a, b)| told(format!("+ {a} {b}")));

    let (mut followed, mut fates, mut fates_right) = (0_usize, 0_usize, 0_usize);
    for member in clusters.iter().flat_map(|cluster| &cluster.members) {
        let (Some(link), name) = (&member.follows, &texts[member.text].name) else { continue };
        let Some(wanted) = gold.follows.get(name) else { continue };
        if texts[link.text].name != *wanted {
            told(format!("~ {name} follows {}", texts[link.text].name));
            continue;
        }
        followed += 1;
        let Some(wanted) = gold.changes.get(name) else { continue };
        for fate in wanted.all() {
            fates += 1;
            if link.changes.contains(&fate) {
                fates_right += 1;
            } else {
                told(format!("~ {name} {fate:?}"));
            }
        }
    }
    Ok(vec![
        ("pairs.precision", right / judged.len().max(1) as f64),
        ("pairs.recall", right / gold.pairs.len().max(1) as f64),
        ("follows.right", followed as f64 / gold.follows.len().max(1) as f64),
        ("paragraphs.right", fates_right as f64 / fates.max(1) as f64),
    ])
}

impl Line {
    fn into_text(self) -> Text {
        let published = self.published.as_deref().and_then(plenipo_intake::moment);
        Text { name: self.id, outlet: self.outlet, agency: self.agency, published, paragraphs: self.paragraphs }
    }
}

impl Fates {
    /// Returns what became of each paragraph; what another report brought counts as added.
    fn all(&self) -> Vec<Change> {
        let fate = |(new, (kind, old)): (usize, &(String, Option<usize>))| match (kind.as_str(), *old) {
            ("same", Some(old)) => Change::Same { old, new },
            ("moved", Some(old)) => Change::Moved { old, new },
            ("edited", Some(old)) => Change::Edited { old, new },
            _ => Change::Added { new },
        };
        let cut = self.cut.iter().map(|&old| Change::Cut { old });
        self.paragraphs.iter().enumerate().map(fate).chain(cut).collect()
    }
}

/// Returns the pairs of texts in one cluster, and those of which one was merged into the other.
fn pairs(clusters: &[Cluster], texts: &[Text]) -> BTreeSet<(String, String)> {
    let mut pairs = BTreeSet::new();
    let mut add = |a: usize, b: usize| {
        let (a, b) = (texts[a].name.clone(), texts[b].name.clone());
        pairs.insert(if a < b { (a, b) } else { (b, a) });
    };
    for cluster in clusters {
        for (i, member) in cluster.members.iter().enumerate() {
            cluster.members[..i].iter().for_each(|other| add(other.text, member.text));
            member.merged.iter().for_each(|link| add(link.text, member.text));
        }
    }
    pairs
}

/// Compares invented texts of ten paragraphs each; every third is a copy of an earlier one without its tail.
fn scale(count: usize) -> anyhow::Result<()> {
    let mut state = 1_u64;
    let mut dice = |sides: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % sides
    };
    let mut texts: Vec<Text> = Vec::with_capacity(count);
    for i in 0..count {
        let paragraphs = if i % 3 == 2 {
            let mut paragraphs = texts[dice(i)].paragraphs.clone();
            paragraphs.truncate(7);
            paragraphs
        } else {
            let mut word = || format!("w{}", dice(30_000).min(dice(30_000)));
            (0..10).map(|_| (0..30).map(|_| word()).collect::<Vec<_>>().join(" ")).collect()
        };
        texts.push(Text { name: i.to_string(), paragraphs, ..Text::default() });
    }
    let begun = Instant::now();
    let clusters = copies(&texts);
    let copies: usize = clusters.iter().map(|cluster| cluster.members.len() - 1).sum();
    let seconds = begun.elapsed().as_secs_f64();
    println!("{count} texts: {copies} copies of {} texts in {seconds:.1} s on one core", clusters.len());
    println!("peak memory with the texts: {} MB", memory::peak_megabytes(std::process::id()).context("no figure")?);
    ensure!(copies >= count / 3 * 97 / 100, "copies were missed");
    Ok(())
}
