//! The `train` command: learns the language model from treebanks.

mod learner;
mod lemmas;
mod namer;
mod parser;
mod tagger;

use crate::treebank::{self, Gold};
use anyhow::Context;
use clap::Args;
use plenipo_language::Tag;
use plenipo_language::name::NAME_CLASSES;
use plenipo_language::parse::LABEL_CLASSES;
use plenipo_language::parts::{Forms, Parts, Sparse, Triples, UNSURE, Word};
use std::collections::HashMap;
use std::path::PathBuf;
use std::time::Instant;

/// What to learn from and where to write the model.
#[derive(Args)]
pub struct Options {
    /// Folder with `ewt-train.conllu.gz` and `gum-train.conllu.gz`.
    #[arg(long)]
    treebanks: PathBuf,
    /// The model file to write.
    #[arg(long, default_value = "models/english.plm")]
    out: PathBuf,
    /// How often the parser goes through the training text.
    #[arg(long, default_value_t = 16)]
    rounds: usize,
    /// How many runs are averaged, each in another order.
    #[arg(long, default_value_t = 4)]
    runs: u64,
}

/// The transitions are scored with four times `2^ACTION_BITS` features.
const ACTION_BITS: u32 = 18;

/// Averaged weights smaller than this are left out of sparse tables.
const LEAST: f32 = 1.2;

/// Documents that may not be used commercially and are left out of the model.
const LEFT_OUT: [&str; 2] = ["GUM_whow_", "GUM_fiction_"];

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let clock = Instant::now();
    let say = |what: &str| eprintln!("{:6.1} s  {what}", clock.elapsed().as_secs_f32());
    let mut gold = treebank::read(&options.treebanks, "ewt-train")?;
    gold.extend(treebank::read(&options.treebanks, "gum-train")?);
    gold.retain(|sentence| !LEFT_OUT.iter().any(|front| sentence.document.starts_with(front)));
    let forms = frequent(&gold);
    let look = |sentence: &Gold| forms.words(sentence.words.iter().map(|word| word.form.as_str()));
    let looks: Vec<_> = gold.iter().map(look).collect();
    say(&format!("{} sentences", gold.len()));
    let sure = sure_pos(&gold);
    let tagged = tagger::jackknife(&gold, &looks, &sure, 5, 4);
    say("tags of the training text");
    let seeds: Vec<u64> = (1..=options.runs).collect();
    let taggers = tagger::train(&gold, &looks, &sure, 6, &seeds, |_| true);
    say("taggers");
    let named = |at: usize| gold[at].document.starts_with("GUM_");
    let mut naming = Vec::new();
    for &seed in &seeds {
        add(&mut naming, &namer::train(&gold, &looks, &tagged, 8, seed, named));
    }
    say("names");
    let (mut actions, mut labels) = (Vec::new(), Vec::new());
    for pair in seeds.chunks(2) {
        let runs: Vec<_> = std::thread::scope(|scope| {
            let run = |seed| parser::train(&gold, &looks, &tagged, options.rounds, seed);
            let lanes: Vec<_> = pair.iter().map(|&seed| scope.spawn(move || run(seed))).collect();
            lanes.into_iter().map(|lane| lane.join().expect("training does not panic")).collect()
        });
        for run in runs {
            actions.extend(run.actions);
            add(&mut labels, &run.labels);
        }
        say("parser");
    }
    let least = LEAST * seeds.len() as f32;
    let [tags, pos] = taggers.into_bytes();
    let tables = [
        tags,
        pos,
        Triples::write(&gathered(actions), ACTION_BITS),
        Sparse::<LABEL_CLASSES>::write(&labels, least),
        Sparse::<NAME_CLASSES>::write(&naming, least),
    ];
    for (name, table) in ["tags", "pos", "actions", "labels", "names"].iter().zip(&tables) {
        say(&format!("{} bytes of {name}", table.len()));
    }
    let bytes = Parts { tables, lemmas: lemmas::train(&gold), forms, sure_pos: sure }.to_bytes();
    std::fs::write(&options.out, &bytes).with_context(|| format!("cannot write `{}`", options.out.display()))?;
    say(&format!("{} bytes in `{}`", bytes.len(), options.out.display()));
    Ok(())
}

/// Adds weights up.
fn add(sums: &mut Vec<f32>, weights: &[f32]) {
    sums.resize(weights.len(), 0.0);
    for (sum, weight) in sums.iter_mut().zip(weights) {
        *sum += weight;
    }
}

/// Adds up the weights of the same feature.
fn gathered(mut weights: Vec<(u32, [f32; 3])>) -> Vec<(u32, [f32; 3])> {
    weights.sort_by_key(|(key, _)| *key);
    let mut sums: Vec<(u32, [f32; 3])> = Vec::new();
    for (key, weights) in weights {
        match sums.last_mut() {
            Some((last, sums)) if *last == key => {
                for (sum, weight) in sums.iter_mut().zip(weights) {
                    *sum += weight;
                }
            }
            _ => sums.push((key, weights)),
        }
    }
    sums
}

/// Returns the forms that occur often enough to learn from, with the one tag of those that have no other.
fn frequent(gold: &[Gold]) -> Forms {
    let mut counts: HashMap<u32, HashMap<u8, usize>> = HashMap::new();
    for word in gold.iter().flat_map(|sentence| &sentence.words) {
        let form = Word::new(&word.form).form;
        *counts.entry(form).or_default().entry(word.tag.index() as u8).or_default() += 1;
    }
    let known = |(form, tags): (u32, HashMap<u8, usize>)| {
        let all: usize = tags.values().sum();
        (all >= 3).then(|| (form, sure(&tags, all >= 20, 1000)))
    };
    Forms::new(counts.into_iter().filter_map(known).collect())
}

/// Returns for each Penn tag the number of its one part of speech.
fn sure_pos(gold: &[Gold]) -> Vec<u8> {
    let mut counts = vec![HashMap::new(); Tag::COUNT];
    for word in gold.iter().flat_map(|sentence| &sentence.words) {
        *counts[word.tag.index()].entry(word.pos as u8).or_default() += 1;
    }
    counts.iter().map(|counts| sure(counts, !counts.is_empty(), 500)).collect()
}

/// Returns the one value that is seen, but for one exception in `rare`.
fn sure(counts: &HashMap<u8, usize>, enough: bool, rare: usize) -> u8 {
    let all: usize = counts.values().sum();
    let sure = counts.iter().find(|(_, count)| (all - **count) * rare <= all);
    sure.filter(|_| enough).map_or(UNSURE, |(value, _)| *value)
}
