//! The invented cases of `corpus/speech`; its README says how they are written and when one is right.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, ensure};
use plenipo_reading::Reader;
use plenipo_record::{ActorId, Article, PartKind, Reading, Span};

/// The day of every case: a Friday.
const TODAY: &str = "2026-05-08";

/// A text, and who says what in it.
#[derive(Debug, Default)]
pub struct Case {
    paragraphs: Vec<String>,
    quoted: Vec<Said>,
    reported: Vec<Said>,
}

#[derive(Debug)]
struct Said {
    phrase: String,
    /// The name of the speaker, where the phrase does not tell it.
    name: Option<String>,
    words: String,
    day: Option<String>,
    medium: Option<String>,
}

/// What the reader has found, in the shape of the case.
struct Found<'a> {
    speaker: Option<&'a ActorId>,
    phrase: &'a str,
    words: String,
    day: Option<String>,
    medium: Option<&'a str>,
}

/// Reads a file of cases.
pub fn read(path: &Path) -> anyhow::Result<Vec<Case>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let blocks = text.split("\n\n").map(str::trim).filter(|block| !block.is_empty() && !block.starts_with('#'));
    let cases = blocks.map(|block| {
        let mut case = Case::default();
        for line in block.lines() {
            match line.split_at_checked(2) {
                Some(("= ", said)) => case.quoted.push(Said::parse(said).with_context(|| format!("`{line}`"))?),
                Some(("~ ", said)) => case.reported.push(Said::parse(said).with_context(|| format!("`{line}`"))?),
                _ => case.paragraphs.push(line.to_owned()),
            }
        }
        ensure!(!case.paragraphs.is_empty(), "a case without a text in `{}`", path.display());
        Ok(case)
    });
    cases.collect()
}

impl Said {
    fn parse(line: &str) -> Option<Self> {
        let mut fields = line.split('|').map(str::trim);
        let (phrase, words) = (fields.next()?, fields.next()?);
        let mut field = || fields.next().filter(|field| !field.is_empty()).map(str::to_owned);
        let (day, medium) = (field(), field());
        let (phrase, name) = match phrase.strip_suffix(')').and_then(|phrase| phrase.split_once(" (")) {
            Some((phrase, name)) => (phrase, Some(name.to_owned())),
            None => (phrase, None),
        };
        Some(Said { phrase: phrase.to_owned(), name, words: words.to_owned(), day, medium })
    }

    fn is_right(&self, found: &Found<'_>, reading: &Reading) -> bool {
        let named = self.name.as_ref().is_none_or(|name| {
            let actor = found.speaker.and_then(|id| reading.actor(id));
            actor.is_some_and(|actor| actor.names.iter().any(|known| known.contains(name) || name.contains(known)))
        });
        named
            && shares(&self.phrase, found.phrase, 0.5)
            && self.day.as_ref().is_none_or(|day| found.day.as_ref() == Some(day))
            && self.medium.as_ref().is_none_or(|medium| found.medium == Some(medium))
    }
}

impl Case {
    /// Reads the text and returns what is wrong with the reading, if anything is.
    pub fn fault(&self, reader: &Reader<'_>) -> Option<String> {
        let mut article = Article::new("case");
        for paragraph in &self.paragraphs {
            let kind = if paragraph.starts_with("https://") { PartKind::Link } else { PartKind::Body };
            article.push(kind, paragraph);
        }
        let reading = reader.read(article, TODAY.parse().ok());
        let text = &reading.article.text;
        let phrase = |span: Option<Span>| span.map_or("", |span| span.slice(text));
        let quoted: Vec<Found<'_>> = reading
            .quotations
            .iter()
            .map(|one| Found {
                speaker: one.speaker.as_ref(),
                phrase: phrase(one.mention),
                words: one.text(text),
                day: one.said.map(|day| day.to_string()),
                medium: one.medium.as_deref(),
            })
            .collect();
        let reported: Vec<Found<'_>> = reading
            .statements
            .iter()
            .map(|one| Found {
                speaker: one.speaker.as_ref(),
                phrase: phrase(one.mention),
                words: one.text(text),
                day: one.said.map(|day| day.to_string()),
                medium: one.medium.as_deref(),
            })
            .collect();
        let same = |said: &Said, found: &Found<'_>| words(&said.words) == words(&found.words);
        let near = |said: &Said, found: &Found<'_>| shares(&said.words, &found.words, 0.8);
        let is_right = quoted.len() == self.quoted.len()
            && self.quoted.iter().all(|said| quoted.iter().any(|one| same(said, one) && said.is_right(one, &reading)))
            && self
                .reported
                .iter()
                .all(|said| reported.iter().any(|one| near(said, one) && said.is_right(one, &reading)));
        (!is_right).then(|| self.explain(&quoted, &reported))
    }

    fn explain(&self, quoted: &[Found<'_>], reported: &[Found<'_>]) -> String {
        let mut fault = self.paragraphs.join("\n");
        for (sign, said) in
            self.quoted.iter().map(|said| ('=', said)).chain(self.reported.iter().map(|said| ('~', said)))
        {
            let _ =
                write!(fault, "\n  wanted {sign} {} | {} | {:?} {:?}", said.phrase, said.words, said.day, said.medium);
        }
        for (sign, one) in quoted.iter().map(|one| ('=', one)).chain(reported.iter().map(|one| ('~', one))) {
            let speaker = one.speaker.map_or("-", ActorId::as_str);
            let _ = write!(
                fault,
                "\n  found  {sign} {} ({speaker}) | {} | {:?} {:?}",
                one.phrase, one.words, one.day, one.medium
            );
        }
        fault
    }
}

fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect()
}

/// Tells whether at least a share of the words of each side stands on the other side too.
#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn shares(left: &str, right: &str, share: f64) -> bool {
    let (left, right) = (words(left), words(right));
    let mut open = right.clone();
    let common = left.iter().filter(|word| {
        let at = open.iter().position(|other| other == *word);
        at.map(|at| open.swap_remove(at)).is_some()
    });
    common.count() as f64 >= share * left.len().max(right.len()) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is frozen stays as it was written; whoever finds a case wrong says so in a change of its own.
    #[test]
    fn the_frozen_half_is_as_it_was_written() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/speech");
        for half in ["frozen", "habits-frozen"] {
            let digest = crate::digest::of(&fs::read(folder.join(format!("{half}.txt"))).expect("the cases are there"));
            let written = fs::read_to_string(folder.join(format!("{half}.sha256"))).expect("the digest is there");
            assert_eq!(digest, written.trim());
        }
        for (half, least) in
            [("open.txt", 120), ("frozen.txt", 120), ("habits-open.txt", 37), ("habits-frozen.txt", 37)]
        {
            assert!(read(&folder.join(half)).expect("well-formed cases").len() >= least);
        }
    }

    #[test]
    fn sides_are_compared_by_their_words() {
        assert!(shares("the minister", "The minister,", 1.0));
        assert!(!shares("the minister", "the mayor of the town", 0.5));
    }
}
