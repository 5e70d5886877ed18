//! The `coding` command: how well sentences are coded, on the two halves of the test set.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, ensure};
use clap::Args;
use plenipo_language::Analyzer;
use plenipo_lexicon::Lexicon;
use plenipo_reading::Reader;
use plenipo_reading::coding::{CodedEvent, CodedParty};
use sha2::{Digest as _, Sha256};

use crate::digest::spelt;
use crate::floors;

/// What to measure.
#[derive(Args)]
pub struct Options {
    /// The folder of the test set.
    #[arg(long, default_value = "corpus/coding")]
    set: PathBuf,
    /// Hold the figures against `floors.json` of the set.
    #[arg(long)]
    check: bool,
    /// Print what is missed or wrong in the open half.
    #[arg(long)]
    misses: bool,
    /// Print the figures of each type.
    #[arg(long)]
    types: bool,
}

/// A sentence with its main event as annotated.
struct Line {
    id: String,
    /// `-` where there is no event.
    plover: String,
    mode: String,
    actors: BTreeSet<String>,
    recipients: BTreeSet<String>,
    marks: String,
    sentence: String,
}

/// Counts of what is right, found and wanted.
#[derive(Clone, Copy, Default)]
struct Count {
    right: usize,
    found: usize,
    wanted: usize,
}

impl Count {
    fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.wanted).max(1) as f64
    }
}

/// Runs the command; fails where a figure lies below its floor or the frozen half is not what it was.
pub fn run(options: &Options) -> anyhow::Result<()> {
    frozen_as_written(&options.set)?;
    let reader = Reader::new(Analyzer::builtin(), Lexicon::builtin());
    let mut figures = Vec::new();
    for half in ["open", "frozen"] {
        let lines = lines(&options.set.join(format!("{half}.tsv")))?;
        let misses = options.misses && half == "open";
        for (name, value) in measure(&reader, &lines, misses, options.types) {
            println!("{half:<7} {name:<28} {value:.3}");
            figures.push((format!("{half}.{name}"), value));
        }
    }
    if options.check {
        let count = floors::check(&options.set.join("floors.json"), &figures)?;
        println!("all {count} floors hold");
    }
    Ok(())
}

/// Fails unless the frozen half is what its digest says.
fn frozen_as_written(set: &Path) -> anyhow::Result<()> {
    let read = |name: &str| fs::read(set.join(name)).with_context(|| format!("cannot read `{name}` of the test set"));
    let pinned = String::from_utf8(read("frozen.sha256")?).context("the digest is no text")?;
    let pinned = pinned.split_whitespace().next().unwrap_or_default();
    let mut hash = Sha256::new();
    hash.update(read("frozen.tsv")?);
    ensure!(spelt(hash) == pinned, "the frozen half is not what was written before the code");
    Ok(())
}

fn lines(path: &Path) -> anyhow::Result<Vec<Line>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let spans = |cell: &str| cell.split(" | ").filter(|span| *span != "-").map(str::to_owned).collect();
    let line = |(at, line): (usize, &str)| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, plover, mode, actors, recipients, marks, _, _, sentence] = cells[..] else {
            anyhow::bail!("{}:{}: nine columns", path.display(), at + 2);
        };
        Ok(Line {
            id: id.to_owned(),
            plover: plover.to_owned(),
            mode: mode.to_owned(),
            actors: spans(actors),
            recipients: spans(recipients),
            marks: marks.to_owned(),
            sentence: sentence.to_owned(),
        })
    };
    text.lines().skip(1).enumerate().map(line).collect()
}

fn measure(reader: &Reader<'_>, lines: &[Line], misses: bool, types: bool) -> Vec<(String, f64)> {
    let mut of_types: BTreeMap<String, Count> = BTreeMap::new();
    let (mut types_right, mut modes_right, mut modes_wanted, mut marks_right) = (0, 0, 0, 0);
    let (mut negatives, mut silent) = (0, 0);
    let (mut actors, mut recipients) = (Count::default(), Count::default());
    let began = Instant::now();
    let texts: Vec<_> = lines.iter().map(|line| (line.sentence.as_str(), None)).collect();
    let coded = reader.code_each(&texts);
    let seconds = began.elapsed().as_secs_f64();
    for (line, events) in lines.iter().zip(coded) {
        let main = events.iter().find(|event| event.is_main);
        let found = main.map_or("-", |event| event.codes.plover);
        let is_right = found == line.plover;
        let (by, with) = (told(line, main, |event| &event.actors), told(line, main, |event| &event.recipients));
        types_right += usize::from(is_right);
        of_types.entry(line.plover.clone()).or_default().wanted += 1;
        of_types.entry(found.to_owned()).or_default().found += 1;
        of_types.entry(found.to_owned()).or_default().right += usize::from(is_right);
        if line.plover == "-" {
            negatives += 1;
            silent += usize::from(is_right);
        } else {
            add(&mut actors, &by, &line.actors);
            add(&mut recipients, &with, &line.recipients);
        }
        let mode = main.and_then(|event| event.codes.mode).unwrap_or("-");
        if line.mode != "-" {
            modes_wanted += 1;
            modes_right += usize::from(is_right && mode == line.mode);
        }
        let marks = marks_of(main);
        marks_right += usize::from(is_right && marks == line.marks);
        if misses && (!is_right || by != line.actors || with != line.recipients || mode != line.mode) {
            let sign = if is_right { "~" } else { "!" };
            let wanted = format!("{}/{} {:?} > {:?}", line.plover, line.mode, line.actors, line.recipients);
            let trigger = main.map_or("", |event| event.trigger.slice(&line.sentence));
            println!(
                "{sign} {} {}\n    wanted {wanted}\n    found  {found}/{mode} {by:?} > {with:?} at `{trigger}`",
                line.id, line.sentence
            );
        }
    }
    eprintln!("{:.0} sentences a second", lines.len() as f64 / seconds);
    let events = of_types.iter().filter(|(name, _)| *name != "-");
    let macro_f1 = events.clone().map(|(_, count)| count.f1()).sum::<f64>() / events.clone().count().max(1) as f64;
    let spans = Count {
        right: actors.right + recipients.right,
        found: actors.found + recipients.found,
        wanted: actors.wanted + recipients.wanted,
    };
    let share = |right: usize, all: usize| right as f64 / all.max(1) as f64;
    let mut figures = vec![
        ("type.accuracy".to_owned(), share(types_right, lines.len())),
        ("type.macro_f1".to_owned(), macro_f1),
        ("mode.accuracy".to_owned(), share(modes_right, modes_wanted)),
        ("negatives.silent".to_owned(), share(silent, negatives)),
        ("marks.accuracy".to_owned(), share(marks_right, lines.len())),
        ("actors.f1".to_owned(), actors.f1()),
        ("recipients.f1".to_owned(), recipients.f1()),
        ("spans.f1".to_owned(), spans.f1()),
    ];
    if types {
        figures.extend(of_types.iter().map(|(name, count)| (format!("type.{name}.f1"), count.f1())));
    }
    figures
}

/// The words of one side of the main event.
fn told(line: &Line, main: Option<&CodedEvent>, side: impl Fn(&CodedEvent) -> &Vec<CodedParty>) -> BTreeSet<String> {
    let parties = main.map(side).into_iter().flatten();
    parties.map(|party| party.span.slice(&line.sentence).to_owned()).collect()
}

fn add(count: &mut Count, found: &BTreeSet<String>, wanted: &BTreeSet<String>) {
    count.right += found.intersection(wanted).count();
    count.found += found.len();
    count.wanted += wanted.len();
}

/// The marks as the test set writes them: what a type says by itself, and that what might be is ahead, goes unsaid.
fn marks_of(main: Option<&CodedEvent>) -> String {
    let looks_ahead = |event: &CodedEvent| matches!(event.codes.plover, "AGREE" | "CONCEDE" | "THREATEN" | "REJECT");
    let Some(event) = main else { return "-".to_owned() };
    let marks = event.marks;
    let named = [
        (marks.is_future && !marks.is_hypothetical && !looks_ahead(event), "future"),
        (marks.is_historical, "historical"),
        (marks.is_hypothetical && !looks_ahead(event), "hypothetical"),
        (marks.is_negated && event.codes.plover != "REJECT", "negated"),
    ];
    let words: Vec<&str> = named.into_iter().filter_map(|(is_set, name)| is_set.then_some(name)).collect();
    if words.is_empty() { "-".to_owned() } else { words.join(" ") }
}
