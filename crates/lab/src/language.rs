//! The `language` command: accuracy and speed of the language model.

use crate::treebank::{self, Gold};
use anyhow::Context;
use clap::Args;
use plenipo_language::parts::{split, tokenize};
use plenipo_language::{Analyzer, Sentence, name};
use plenipo_record::Span;
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::Instant;

/// What to measure.
#[derive(Args)]
pub struct Options {
    /// Folder with `ewt-dev.conllu.gz` and `gum-dev.conllu.gz`.
    #[arg(long)]
    treebanks: PathBuf,
    /// The model file; the one inside the program if left out.
    #[arg(long)]
    model: Option<PathBuf>,
}

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let other;
    let clock = Instant::now();
    let analyzer = if let Some(path) = &options.model {
        let bytes = std::fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?;
        println!("model: {} bytes", bytes.len());
        other = Analyzer::from_bytes(&bytes).with_context(|| format!("in `{}`", path.display()))?;
        &other
    } else {
        Analyzer::builtin()
    };
    println!("start: {:.1} ms", clock.elapsed().as_secs_f32() * 1e3);
    println!("LAS and UAS count all words, punctuation too; relations with subtypes.");
    for name in ["ewt-dev", "gum-dev"] {
        let gold = treebank::read(&options.treebanks, name)?;
        measure(analyzer, name, &gold);
    }
    Ok(())
}

fn measure(analyzer: &Analyzer, name: &str, gold: &[Gold]) {
    let (text, spans) = raw(gold);
    let mut found = Vec::new();
    for spans in &spans {
        found.push(analyzer.analyze_tokens(&text, spans));
    }
    let mut counts = [0usize; 6];
    let mut names = Counts::default();
    for (gold, found) in gold.iter().zip(&found) {
        for (word, token) in gold.words.iter().zip(&found.tokens) {
            let head = token.head.map_or(0, |head| head + 1);
            let hits = [
                true,
                token.pos == word.pos,
                token.tag == word.tag,
                *token.lemma == *word.lemma,
                head == word.head,
                head == word.head && token.relation == word.relation,
            ];
            for (count, hit) in counts.iter_mut().zip(hits) {
                *count += usize::from(hit);
            }
        }
        names.add(&name::gather(&gold.names), &found.names);
    }
    let share = |count: usize| 100.0 * count as f64 / counts[0] as f64;
    println!("\n{name}, gold tokens: {} words", counts[0]);
    println!(
        "  UPOS {:.2}  XPOS {:.2}  lemma {:.2}  UAS {:.2}  LAS {:.2}",
        share(counts[1]),
        share(counts[2]),
        share(counts[3]),
        share(counts[4]),
        share(counts[5])
    );
    if gold.iter().any(|sentence| sentence.document.starts_with("GUM_")) {
        println!("  names: {names}");
    }
    from_raw(analyzer, gold, &text, &spans);
}

/// Names found, wanted and right.
#[derive(Default)]
struct Counts {
    wanted: usize,
    found: usize,
    right: usize,
    typed: usize,
}

impl Counts {
    fn add(&mut self, wanted: &[plenipo_language::Name], found: &[plenipo_language::Name]) {
        self.wanted += wanted.len();
        self.found += found.len();
        for name in found {
            self.right += usize::from(wanted.iter().any(|other| other.tokens == name.tokens));
            self.typed += usize::from(wanted.contains(name));
        }
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let score = |right| 200.0 * right as f64 / (self.wanted + self.found).max(1) as f64;
        write!(
            f,
            "span F1 {:.2}  span and kind F1 {:.2} ({} wanted)",
            score(self.right),
            score(self.typed),
            self.wanted
        )
    }
}

/// Writes the text as it was before it was annotated; returns it with the spans of all words.
fn raw(gold: &[Gold]) -> (String, Vec<Vec<Span>>) {
    let mut text = String::new();
    let mut spans = Vec::new();
    for sentence in gold {
        if sentence.opens_paragraph && !text.is_empty() {
            text.push('\n');
        } else if !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
        let mut places = Vec::new();
        for word in &sentence.words {
            let start = text.len();
            text.push_str(&word.form.replace(' ', "\u{a0}"));
            places.push(Span::new(start, text.len()));
            if word.space_after {
                text.push(' ');
            }
        }
        spans.push(places);
    }
    (text, spans)
}

fn from_raw(analyzer: &Analyzer, gold: &[Gold], text: &str, spans: &[Vec<Span>]) {
    let clock = cpu_seconds();
    let sentences = analyzer.analyze(text);
    let seconds = cpu_seconds() - clock;
    let mut wanted = HashMap::new();
    for (gold, spans) in gold.iter().zip(spans) {
        for (word, span) in gold.words.iter().zip(spans) {
            let head = word.head.checked_sub(1).map(|head| spans[head]);
            wanted.insert(*span, (word, head));
        }
    }
    let edges = |spans: &[Span]| (spans[0].start, spans[spans.len() - 1].end);
    let wanted_sentences: HashSet<_> = spans.iter().map(|spans| edges(spans)).collect();
    let right_sentences = sentences.iter().filter(|s| wanted_sentences.contains(&(s.span.start, s.span.end))).count();
    let (mut tokens, mut right, mut tags, mut attached, mut labelled) = (0, 0, 0, 0, 0);
    for Sentence { tokens: words, .. } in &sentences {
        tokens += words.len();
        for token in words {
            let Some((word, head)) = wanted.get(&token.span) else { continue };
            right += 1;
            tags += usize::from(token.tag == word.tag);
            if token.head.map(|head| words[head].span) == *head {
                attached += 1;
                labelled += usize::from(token.relation == word.relation);
            }
        }
    }
    let f1 = |right: usize, found: usize, wanted: usize| 200.0 * right as f64 / (found + wanted) as f64;
    let score = |right| f1(right, tokens, wanted.len());
    println!(
        "  from raw text, F1: tokens {:.2}  sentences {:.2}  XPOS {:.2}  UAS {:.2}  LAS {:.2}",
        score(right),
        f1(right_sentences, sentences.len(), spans.len()),
        score(tags),
        score(attached),
        score(labelled)
    );
    let clock = cpu_seconds();
    let cut = tokenize(text);
    let cutting = split(text, &cut).len().min(1) as f64 * (cpu_seconds() - clock);
    println!(
        "  {:.0} words a CPU second, {:.1} % of it for cutting",
        tokens as f64 / seconds,
        100.0 * cutting / seconds
    );
}

/// Returns the seconds that this thread has spent on a processor, or the time of day where that is not told.
fn cpu_seconds() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|line| line.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| CLOCK.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

static CLOCK: LazyLock<Instant> = LazyLock::new(Instant::now);
