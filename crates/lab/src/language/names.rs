//! Measures names: marked sentences of newswire, and the actors of annotated articles.

use crate::score::gold::Gold;
use anyhow::{Context, bail};
use plenipo_language::{Analyzer, NameKind};
use plenipo_record::Span;
use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

/// Names found, wanted and right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    wanted: usize,
    found: usize,
    right: usize,
    typed: usize,
}

impl Counts {
    /// Adds the names of one sentence, given by where they are and what they name.
    pub fn add<W: PartialEq>(&mut self, wanted: &[(W, NameKind)], found: &[(W, NameKind)]) {
        self.wanted += wanted.len();
        self.found += found.len();
        for name in found {
            self.right += usize::from(wanted.iter().any(|other| other.0 == name.0));
            self.typed += usize::from(wanted.contains(name));
        }
    }

    fn join(&mut self, other: Counts) {
        self.wanted += other.wanted;
        self.found += other.found;
        self.right += other.right;
        self.typed += other.typed;
    }

    /// Returns the F1 of extents, in percent.
    pub fn span_f1(&self) -> f64 {
        self.f1(self.right)
    }

    /// Returns the F1 of extents with their kinds, in percent.
    pub fn kind_f1(&self) -> f64 {
        self.f1(self.typed)
    }

    fn f1(&self, right: usize) -> f64 {
        200.0 * right as f64 / (self.wanted + self.found).max(1) as f64
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |of: usize| 100.0 * self.typed as f64 / of.max(1) as f64;
        write!(
            f,
            "span F1 {:.2}  span and kind F1 {:.2} (P {:.2} R {:.2}, {} wanted)",
            self.span_f1(),
            self.kind_f1(),
            share(self.found),
            share(self.wanted),
            self.wanted
        )
    }
}

/// Names in a text, with their places.
type Names = Vec<(Span, NameKind)>;

/// Reads a sentence with marks such as `[P Mira Talvik]`: the text without them, and the names.
fn unmarked(line: &str) -> anyhow::Result<(String, Names)> {
    let (mut text, mut names) = (String::new(), Vec::new());
    let mut rest = line;
    while let Some(at) = rest.find('[') {
        text += &rest[..at];
        let (mark, behind) = rest[at + 1..].split_once(']').context("a mark is not closed")?;
        let (letter, name) = mark.split_once(' ').context("a mark holds a letter and a name")?;
        let kind = match letter {
            "P" => NameKind::Person,
            "O" => NameKind::Organization,
            "L" => NameKind::Place,
            "X" => NameKind::Other,
            _ => bail!("unknown kind of name `{letter}`"),
        };
        let start = text.len();
        text += name;
        names.push((Span::new(start, text.len()), kind));
        rest = behind;
    }
    Ok((text + rest, names))
}

fn found_in(analyzer: &Analyzer, text: &str) -> Names {
    let sentences = analyzer.analyze(text);
    let names =
        sentences.iter().flat_map(|sentence| sentence.names.iter().map(|name| (sentence.span_of(name), name.kind)));
    names.collect()
}

/// Measures the marked sentences in the files of a folder; with `misses`, prints what was not right.
pub fn marked(analyzer: &Analyzer, folder: &Path, misses: bool) -> anyhow::Result<Counts> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read `{}`", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<Vec<_>>>()?;
    paths.sort();
    let mut all = Counts::default();
    for path in paths {
        let lines = fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
        let mut counts = Counts::default();
        for (at, line) in lines.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with("# ")) {
            let sentence = line.strip_prefix("! ").unwrap_or(line);
            let (text, wanted) = unmarked(sentence).with_context(|| format!("{}:{}", path.display(), at + 1))?;
            let found = found_in(analyzer, &text);
            counts.add(&wanted, &found);
            if misses && wanted != found {
                print_misses(&text, &wanted, &found);
            }
        }
        if misses {
            println!("    {}: {counts}", path.file_stem().unwrap_or_default().to_string_lossy());
        }
        all.join(counts);
    }
    Ok(all)
}

fn print_misses(text: &str, wanted: &Names, found: &Names) {
    println!("    {text}");
    for (sign, names, others) in [('-', wanted, found), ('+', found, wanted)] {
        for (span, kind) in names.iter().filter(|name| !others.contains(name)) {
            println!("      {sign} {kind:?} {}", span.slice(text));
        }
    }
}

/// Measures the mentions of annotated actors in the bodies of the articles that are annotated in a folder.
///
/// Wanted is every place where a written-out name of an actor stands, the longest first; found is each name that
/// overlaps with one of them. Countries and capitals that stand for them are places.
pub fn actors(analyzer: &Analyzer, folder: &Path) -> anyhow::Result<Counts> {
    let mut counts = Counts::default();
    for (name, text) in Gold::find(folder)?.texts() {
        let path = folder.join(format!("{name}.gold.json"));
        let gold = fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
        let gold: serde_json::Value = serde_json::from_str(&gold)?;
        let articles =
            plenipo_page::read(name, &fs::read(text)?).with_context(|| format!("in `{}`", text.display()))?;
        let names = names_of_actors(&gold);
        for paragraph in articles.iter().flat_map(|article| article.paragraphs().map(|span| span.slice(&article.text)))
        {
            let wanted = occurrences(paragraph, &names);
            let overlaps =
                |span: Span| wanted.iter().any(|(other, _)| other.start < span.end && span.start < other.end);
            let found: Names = found_in(analyzer, paragraph).into_iter().filter(|(span, _)| overlaps(*span)).collect();
            counts.add(&wanted, &found);
        }
    }
    Ok(counts)
}

/// Returns the written-out names of the actors, the longest first.
fn names_of_actors(gold: &serde_json::Value) -> Vec<(String, NameKind)> {
    let mut names = BTreeMap::new();
    for actor in gold["actors"].as_array().into_iter().flatten() {
        let kind = match actor["kind"].as_str() {
            Some("person") => NameKind::Person,
            Some("organization") => NameKind::Organization,
            _ => NameKind::Place,
        };
        for name in actor["names"].as_array().into_iter().flatten().filter_map(|name| name.as_str()) {
            let capital = |word: &str| word.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_alphabetic());
            let mut words = name.split([' ', '-']);
            let written_out = words.clone().all(|word| capital(word) || word.len() <= 3) && words.any(capital);
            if written_out && !name.starts_with('@') {
                names.insert(name.to_owned(), kind);
            }
        }
    }
    let mut names: Vec<_> = names.into_iter().collect();
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    names
}

/// Finds where the names stand as whole words; no two overlap.
fn occurrences(text: &str, names: &[(String, NameKind)]) -> Names {
    let mut found: Names = Vec::new();
    for (name, kind) in names {
        for (start, _) in text.match_indices(name.as_str()) {
            let span = Span::new(start, start + name.len());
            let inside = |c: char| c.is_alphanumeric() || matches!(c, '@' | '-' | '_');
            let whole = !text[..start].ends_with(inside) && !text[span.end..].starts_with(inside);
            if whole && found.iter().all(|(other, _)| other.end <= span.start || span.end <= other.start) {
                found.push((span, *kind));
            }
        }
    }
    found.sort_by_key(|(span, _)| span.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out() {
        let (text, names) = unmarked("[P Mira Talvik] left [L Oslo].").expect("good marks");
        assert_eq!(text, "Mira Talvik left Oslo.");
        let names: Vec<_> = names.iter().map(|(span, kind)| (span.slice(&text), *kind)).collect();
        assert_eq!(names, [("Mira Talvik", NameKind::Person), ("Oslo", NameKind::Place)]);
        assert!(unmarked("[Q x]").is_err() && unmarked("[P x").is_err());
    }

    /// What is frozen stays as it was written; whoever finds a mark wrong says so in a change of its own.
    #[test]
    fn the_frozen_half_is_as_it_was_written() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/names");
        let (digest, count) = crate::digest::of_folder(&folder.join("frozen"));
        assert_eq!(digest, fs::read_to_string(folder.join("frozen.sha256")).unwrap().trim());
        assert_eq!(count, 19);
    }

    #[test]
    fn frozen_sentences_are_as_they_were_written() {
        let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        for folder in ["corpus/sentences", "crates/language/tests/it/cases"] {
            let list = fs::read_to_string(project.join(folder).join("frozen.txt")).unwrap();
            assert!(!list.trim().is_empty());
            for line in list.lines() {
                let (wanted, file) = line.split_once("  ").unwrap();
                let bytes = fs::read(project.join(folder).join(file)).unwrap();
                assert_eq!(crate::digest::of(&bytes), wanted, "{folder}/{file}");
            }
        }
    }

    #[test]
    fn the_longest_name_counts() {
        let names = [("Mira Talvik".to_owned(), NameKind::Person), ("Talvik".to_owned(), NameKind::Person)];
        let text = "Mira Talvik and Talvik, not Talvikson";
        let found: Vec<_> = occurrences(text, &names).iter().map(|(span, _)| span.slice(text)).collect();
        assert_eq!(found, ["Mira Talvik", "Talvik"]);
    }
}
