//! The `train` command: learns the language model from treebanks.

mod learner;
mod lemmas;
mod namer;
mod parser;
mod tagger;

use crate::treebank::{self, Gold};
use anyhow::Context;
use clap::Args;
use plenipo_language::parts::{Parts, words};
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
    #[arg(long, default_value_t = 10)]
    rounds: usize,
}

/// Documents that may not be used commercially and are left out of the model.
const LEFT_OUT: [&str; 2] = ["GUM_whow_", "GUM_fiction_"];

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let clock = Instant::now();
    let say = |what: &str| eprintln!("{:6.1} s  {what}", clock.elapsed().as_secs_f32());
    let mut gold = treebank::read(&options.treebanks, "ewt-train")?;
    gold.extend(treebank::read(&options.treebanks, "gum-train")?);
    gold.retain(|sentence| !LEFT_OUT.iter().any(|front| sentence.document.starts_with(front)));
    let forms = |sentence: &Gold| words(sentence.words.iter().map(|word| word.form.as_str()));
    let looks: Vec<_> = gold.iter().map(forms).collect();
    say(&format!("{} sentences", gold.len()));
    let taggers = tagger::train(&gold, &looks, 6, |_| true);
    say("taggers");
    let tagged = tagger::jackknife(&gold, &looks, 5, 4);
    say("tags of the training text");
    let (parser, names) = std::thread::scope(|scope| {
        let named = |at: usize| gold[at].document.starts_with("GUM_");
        let (gold, looks, tagged) = (&gold, &looks, &tagged);
        let names = scope.spawn(move || namer::train(gold, looks, tagged, 8, named));
        (parser::train(gold, looks, tagged, options.rounds), names.join().expect("training does not panic"))
    });
    say("parser and names");
    let tables = [taggers.tags, taggers.pos, parser.actions, parser.labels, names];
    let bytes = Parts { tables, lemmas: lemmas::train(&gold) }.to_bytes();
    std::fs::write(&options.out, &bytes).with_context(|| format!("cannot write `{}`", options.out.display()))?;
    say(&format!("{} bytes in `{}`", bytes.len(), options.out.display()));
    Ok(())
}
