//! The `language` command: accuracy and speed of the language core, beside other programs on request.

mod names;
pub mod speed;
pub mod system;
mod trees;

use crate::floors;
use crate::{peers, treebank};
use anyhow::Context;
use clap::Args;
use plenipo_language::Analyzer;
use std::path::{Path, PathBuf};
use system::{Part, System};

/// What to measure.
#[derive(Args)]
pub struct Options {
    /// Folder with the treebanks.
    #[arg(long)]
    treebanks: PathBuf,
    /// The model file; the one inside the program if left out. Speed is always that of the one inside.
    #[arg(long)]
    model: Option<PathBuf>,
    /// Folder in which the compared programs are installed, trained and measured too.
    #[arg(long)]
    peers: Option<PathBuf>,
    /// Print what was not right in the open half of the marked names.
    #[arg(long)]
    misses: bool,
    /// Fail where a figure lies below its floor in `models/floors.json`.
    #[arg(long)]
    check: bool,
}

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let other;
    let inside = Path::new("models/english.plm");
    let path = options.model.as_deref().unwrap_or(inside);
    let bytes = std::fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let analyzer = if options.model.is_some() {
        other = Analyzer::from_bytes(&bytes).with_context(|| format!("in `{}`", path.display()))?;
        &other
    } else {
        Analyzer::builtin()
    };
    let mut parts = Vec::new();
    let mut text = String::new();
    for name in ["ewt-dev", "gum-dev"] {
        let gold = treebank::read(&options.treebanks, name)?;
        parts.push(trees::measure(analyzer, name, &gold));
        text += &treebank::raw(&gold).0;
        text.push('\n');
        if name == "gum-dev" {
            for genre in ["news", "interview"] {
                let front = format!("GUM_{genre}_");
                let some: Vec<_> = gold.iter().filter(|gold| gold.document.starts_with(&front)).cloned().collect();
                parts.push(trees::measure(analyzer, &format!("gum-dev {genre}"), &some));
            }
        }
    }
    let file = std::env::temp_dir().join(format!("plenipo-language-{}.txt", std::process::id()));
    std::fs::write(&file, &text).with_context(|| format!("cannot write `{}`", file.display()))?;
    let measured = speed::measure(&file);
    std::fs::remove_file(&file).with_context(|| format!("cannot remove `{}`", file.display()))?;
    let (speed, two) = measured?;
    let (name, version) = ("plenipo".to_owned(), env!("CARGO_PKG_VERSION").to_owned());
    let ours = System { name, version, parts, speed, model_bytes: bytes.len() as u64, train_seconds: None };
    let mut figures = figures(&ours, two);
    let mut systems = vec![ours];
    if let Some(work) = &options.peers {
        systems.extend(peers::measure(work, &options.treebanks)?);
    }
    print!("{}", system::table(&systems));
    println!("two threads are {two:.2} times as fast as one\n");
    for half in ["open", "frozen"] {
        let misses = options.misses && half == "open";
        let counts = names::marked(analyzer, &Path::new("corpus/names").join(half), misses)?;
        println!("names in newswire, {half}: {counts}");
        figures.push((format!("names {half}"), counts.kind_f1()));
    }
    let actors = names::actors(analyzer, Path::new("corpus/articles"))?;
    println!("names of actors in the articles: {actors}");
    figures.push(("names actors".to_owned(), actors.kind_f1()));
    if options.check {
        let count = floors::check(Path::new("models/floors.json"), &figures)?;
        println!("\nall {count} floors of the language model hold");
    }
    Ok(())
}

/// Returns the figures that may have floors.
fn figures(system: &System, two: f64) -> Vec<(String, f64)> {
    let mut figures =
        vec![("words a CPU second".to_owned(), system.speed.words_per_second), ("two threads to one".to_owned(), two)];
    for Part { name, upos, xpos, uas, las, raw_tokens, raw_sentences, raw_las, name_kinds, lemmas, features, .. } in
        &system.parts
    {
        let mut put = |what: &str, value: f64| figures.push((format!("{name} {what}"), value));
        put("UPOS", *upos);
        put("XPOS", *xpos);
        put("UAS", *uas);
        put("LAS", *las);
        put("raw tokens", *raw_tokens);
        put("raw sentences", *raw_sentences);
        put("raw LAS", *raw_las);
        if let Some(lemmas) = lemmas {
            put("lemmas", *lemmas);
        }
        if let Some(features) = features {
            put("features", *features);
        }
        if let Some(names) = name_kinds {
            put("names", *names);
        }
    }
    figures
}
