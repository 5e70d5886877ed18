//! Fills the sentences of `data/training/sentences` with invented names.

use super::examples::{Example, UNKNOWN};
use super::inventory::{Inventory, Person};
use crate::dice::Dice;
use anyhow::{Context, bail};
use plenipo_language::NameKind;
use plenipo_language::name::{NONE, begins, goes_on};
use plenipo_language::parts::tokenize;
use plenipo_record::Span;
use std::collections::BTreeMap;
use std::path::Path;

/// Fills each sentence `rounds` times.
pub fn fill(data: &Path, rounds: usize) -> anyhow::Result<Vec<Example>> {
    let inventory = Inventory::read(data)?;
    let folder = data.join("training/sentences");
    let entries = std::fs::read_dir(&folder).with_context(|| format!("cannot read `{}`", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<Vec<_>>>()?;
    paths.sort();
    let mut dice = Dice(1);
    let mut examples = Vec::new();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "txt")) {
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
        let headlines = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("headlines"));
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with("# ")) {
            for _ in 0..rounds {
                let filled = Filled::new(line, &inventory, &mut dice);
                let filled = filled.with_context(|| format!("{}:{}", path.display(), at + 1))?;
                let upper = headlines && dice.chance(30) || dice.chance(2);
                examples.push(filled.example(upper, &mut dice));
            }
        }
    }
    Ok(examples)
}

/// A sentence under construction, with the names in it.
#[derive(Default)]
struct Filled {
    text: String,
    names: Vec<(Span, NameKind)>,
}

impl Filled {
    fn new(line: &str, inventory: &Inventory, dice: &mut Dice) -> anyhow::Result<Self> {
        let mut filled = Self::default();
        let mut people = BTreeMap::new();
        let (plain, curly) = (dice.chance(50), dice.chance(40));
        // Where an outer name began, with its kind.
        let mut outer: Option<(usize, NameKind)> = None;
        let mut rest = line;
        while let Some(next) = rest.chars().next() {
            let mark = rest.strip_prefix('[').and_then(|inner| inner.split_at_checked(2));
            if let Some((letter, inner)) = mark.filter(|(letter, _)| letter.ends_with(' ') && kind_of(letter).is_some())
            {
                outer = kind_of(letter).map(|kind| (filled.text.len(), kind));
                rest = inner;
            } else if let Some((start, kind)) = outer.filter(|_| next == ']') {
                filled.names.push((Span::new(start, filled.text.len()), kind));
                outer = None;
                rest = &rest[1..];
            } else if next == '{' {
                let end = rest.find('}').context("a slot is not closed")?;
                let slot = &rest[1..end];
                let drawn = draw(slot, inventory, &mut people, dice)?;
                let form = if plain { unaccented(&drawn.form) } else { drawn.form };
                let alone = outer.is_none();
                if alone && !drawn.before.is_empty() {
                    filled.text += &(drawn.before + " ");
                }
                filled.mend_article(&form);
                let start = filled.text.len();
                filled.text += &form;
                if let Some(kind) = kind_of(slot).filter(|_| alone) {
                    filled.names.push((Span::new(start, filled.text.len()), kind));
                }
                if alone && !drawn.behind.is_empty() {
                    filled.text += &(" ".to_owned() + &drawn.behind);
                }
                rest = &rest[end + 1..];
            } else {
                filled.text.push(if curly { curled(next, &filled.text) } else { next });
                rest = &rest[next.len_utf8()..];
            }
        }
        if outer.is_some() {
            bail!("a mark is not closed");
        }
        Ok(filled)
    }

    /// Turns "a" into "an" before a vowel and back.
    fn mend_article(&mut self, form: &str) {
        let vowel = form.starts_with(['A', 'E', 'I', 'O', 'a', 'e', 'i', 'o']);
        for (wrong, right) in [(" a ", " an "), (" an ", " a "), ("A ", "An "), ("An ", "A ")] {
            let whole = wrong.starts_with(' ') || self.text.len() == wrong.len();
            if whole && right.trim_end().ends_with('n') == vowel && self.text.ends_with(wrong) {
                self.text.truncate(self.text.len() - wrong.len());
                self.text += right;
                return;
            }
        }
    }

    /// Turns the sentence into an example; some names count as listed nowhere, so that the lists are not trusted blindly.
    fn example(&self, upper: bool, dice: &mut Dice) -> Example {
        let mut example = Example::default();
        let unlisted: Vec<bool> =
            self.names.iter().map(|(_, kind)| dice.chance(unlisted_in_a_hundred(*kind))).collect();
        for token in tokenize(&self.text) {
            let name = self.names.iter().position(|(span, _)| span.start < token.end && token.start < span.end);
            let class = name.map_or(NONE, |name| {
                let (span, kind) = self.names[name];
                if token.start <= span.start { begins(kind) } else { goes_on(kind) }
            });
            example.unlisted.push(name.is_some_and(|name| unlisted[name]));
            let word = token.slice(&self.text);
            example.words.push(if upper { word.to_uppercase() } else { word.to_owned() });
            example.labels.push([UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, class as i16]);
        }
        example
    }
}

/// What fills a slot, and the honorifics around it.
#[derive(Default)]
struct Drawn {
    before: String,
    form: String,
    behind: String,
}

/// Draws what fills a slot; people with the same number are the same in the whole sentence.
fn draw(
    slot: &str,
    inventory: &Inventory,
    people: &mut BTreeMap<String, Person>,
    dice: &mut Dice,
) -> anyhow::Result<Drawn> {
    let Some(about) = slot.strip_prefix('P') else {
        return Ok(Drawn { form: inventory.draw(slot, dice)?.to_owned(), ..Drawn::default() });
    };
    let (number, part) = about.split_once('.').unwrap_or((about, ""));
    let person = if number.is_empty() {
        inventory.person(dice)
    } else {
        people.entry(number.to_owned()).or_insert_with(|| inventory.person(dice)).clone()
    };
    let (before, behind) = (person.before, person.behind);
    match part {
        "" => Ok(Drawn { before, form: person.full, behind }),
        "f" => Ok(Drawn { form: person.family, ..Drawn::default() }),
        "g" => Ok(Drawn { form: person.given, behind, ..Drawn::default() }),
        _ => bail!("unknown part of a person `{slot}`"),
    }
}

fn kind_of(slot: &str) -> Option<NameKind> {
    match slot.as_bytes().first()? {
        b'P' => Some(NameKind::Person),
        b'O' => Some(NameKind::Organization),
        b'L' => Some(NameKind::Place),
        b'X' => Some(NameKind::Other),
        _ => None,
    }
}

/// Tells how many names of a kind in a hundred stand in no list, as in the news.
fn unlisted_in_a_hundred(kind: NameKind) -> usize {
    match kind {
        NameKind::Place => 25,
        NameKind::Person | NameKind::Organization | NameKind::Other => 55,
    }
}

/// Turns a straight quote into the curly one that fits behind `before`.
fn curled(character: char, before: &str) -> char {
    let opens = before.is_empty() || before.ends_with([' ', '(', '[']);
    match character {
        '"' if opens => '“',
        '"' => '”',
        '\'' if opens => '‘',
        '\'' => '’',
        _ => character,
    }
}

/// Writes Latin letters without their marks, as many agencies do.
pub fn unaccented(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let special = |character| match character {
        'ø' => 'o',
        'Ø' => 'O',
        'ł' => 'l',
        'Ł' => 'L',
        'đ' => 'd',
        'ı' => 'i',
        _ => character,
    };
    let bare = text.nfd().filter(|character| !('\u{300}'..='\u{36f}').contains(character));
    bare.map(special).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composed_names_count_once() {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
        let inventory = Inventory::read(&data).expect("the inventories of the project");
        let line = "A {D} envoy of the [O Bank of {L.country}] met {P1} and {P1.f} [in {W}].";
        let filled = Filled::new(line, &inventory, &mut Dice(7)).expect("a good line");
        let names: Vec<_> = filled.names.iter().map(|(span, kind)| (span.slice(&filled.text), *kind)).collect();
        assert_eq!(names.len(), 3, "{}", filled.text);
        assert!(names[0].0.starts_with("Bank of ") && names[0].1 == NameKind::Organization);
        assert!(names[1].0.contains(names[2].0) && names[2].1 == NameKind::Person);
        assert!(filled.text.contains(" [in "));
    }

    #[test]
    fn every_sentence_can_be_filled() {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
        let examples = fill(&data, 1).expect("good sentences");
        assert!(examples.len() > 500);
        assert!(examples.iter().all(|example| example.words.len() == example.labels.len()));
    }
}
