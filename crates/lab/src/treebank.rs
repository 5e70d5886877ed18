//! Reads treebanks in CoNLL-U form.

use anyhow::{Context, bail};
use flate2::read::GzDecoder;
use plenipo_language::{NameKind, Pos, Relation, Tag};
use plenipo_record::Span;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// One sentence as people annotated it.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    /// The name of the document.
    pub document: String,
    /// Whether a paragraph begins here.
    pub opens_paragraph: bool,
    /// The words in order.
    pub words: Vec<Word>,
    /// Class of each word for the recognition of names, see `plenipo_language::name`.
    pub names: Vec<usize>,
}

/// One syntactic word.
#[derive(Clone, Debug)]
pub struct Word {
    /// The word as written.
    pub form: String,
    /// Its dictionary form.
    pub lemma: String,
    /// Its universal part of speech.
    pub pos: Pos,
    /// Its features, such as `Mood=Ind|Tense=Past`; `_` if there are none.
    pub features: String,
    /// Its Penn tag.
    pub tag: Tag,
    /// The place of its governor: 0 is the root, 1 the first word.
    pub head: usize,
    /// Its relation.
    pub relation: Relation,
    /// Whether white space follows.
    pub space_after: bool,
    /// The `Entity` mark, empty if there is none.
    pub entity: String,
}

impl Gold {
    /// Tells whether the names of the sentence are marked; only one of the two treebanks marks them.
    pub fn marks_names(&self) -> bool {
        self.document.starts_with("GUM_")
    }
}

/// Documents that may not be used commercially and are left out of what is learnt from.
const LEFT_OUT: [&str; 2] = ["GUM_whow_", "GUM_fiction_"];

/// Reads the training parts of both treebanks, without what may not be used commercially.
pub fn training(folder: &Path) -> anyhow::Result<Vec<Gold>> {
    let mut gold = read(folder, "ewt-train")?;
    gold.extend(read(folder, "gum-train")?);
    gold.retain(|sentence| !LEFT_OUT.iter().any(|front| sentence.document.starts_with(front)));
    Ok(gold)
}

/// Reads `NAME.conllu.gz` or `NAME.conllu` in the folder.
pub fn read(folder: &Path, name: &str) -> anyhow::Result<Vec<Gold>> {
    let packed = folder.join(format!("{name}.conllu.gz"));
    let mut text = String::new();
    if packed.exists() {
        let file = File::open(&packed).with_context(|| format!("cannot open `{}`", packed.display()))?;
        GzDecoder::new(file).read_to_string(&mut text)?;
    } else {
        let plain = folder.join(format!("{name}.conllu"));
        text = std::fs::read_to_string(&plain).with_context(|| format!("cannot read `{}`", plain.display()))?;
    }
    parse(&text).with_context(|| format!("in treebank `{name}`"))
}

/// Writes the text as it was before it was annotated, a paragraph a line; returns it with the spans of all words.
pub fn raw(gold: &[Gold]) -> (String, Vec<Vec<Span>>) {
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

/// Reads sentences out of CoNLL-U text.
pub fn parse(text: &str) -> anyhow::Result<Vec<Gold>> {
    let mut sentences = Vec::new();
    let mut current = Gold::default();
    let mut document = String::new();
    let mut joined: Option<Joined> = None;
    for (number, line) in text.lines().enumerate() {
        if line.is_empty() {
            if !current.words.is_empty() {
                sentences.push(finish(std::mem::take(&mut current), &document));
            }
        } else if let Some(comment) = line.strip_prefix('#') {
            let comment = comment.trim();
            if let Some(id) = comment.strip_prefix("newdoc id = ") {
                id.clone_into(&mut document);
                current.opens_paragraph = true;
            } else if comment.starts_with("newpar") {
                current.opens_paragraph = true;
            }
        } else {
            let fields: Vec<&str> = line.split('\t').collect();
            if fields.len() != 10 {
                bail!("line {}: expected ten fields", number + 1);
            }
            let glued = fields[9].split('|').any(|part| part == "SpaceAfter=No");
            if let Some((_, last)) = fields[0].split_once('-') {
                joined = Some(Joined { last: last.parse()?, glued });
            } else if !fields[0].contains('.') {
                let place: usize = fields[0].parse()?;
                let space_after = match joined {
                    Some(Joined { last, .. }) if place < last => false,
                    Some(Joined { last, glued }) if place == last => !glued,
                    _ => !glued,
                };
                current.words.push(word(&fields, space_after).with_context(|| format!("line {}", number + 1))?);
            }
            if fields[0].parse::<usize>().is_ok_and(|place| joined.as_ref().is_some_and(|j| place >= j.last)) {
                joined = None;
            }
        }
    }
    if !current.words.is_empty() {
        sentences.push(finish(current, &document));
    }
    Ok(sentences)
}

/// Words that are written together.
struct Joined {
    last: usize,
    glued: bool,
}

fn word(fields: &[&str], space_after: bool) -> anyhow::Result<Word> {
    let relation = Relation::from_name(fields[7])
        .or_else(|| Relation::from_name(fields[7].split(':').next().unwrap_or("dep")))
        .with_context(|| format!("unknown relation `{}`", fields[7]))?;
    Ok(Word {
        form: fields[1].to_owned(),
        lemma: fields[2].to_owned(),
        pos: Pos::from_name(fields[3]).with_context(|| format!("unknown part of speech `{}`", fields[3]))?,
        features: fields[5].to_owned(),
        tag: Tag::from_name(fields[4]).with_context(|| format!("unknown tag `{}`", fields[4]))?,
        head: fields[6].parse()?,
        relation,
        space_after,
        entity: fields[9].split('|').find_map(|part| part.strip_prefix("Entity=")).unwrap_or("").to_owned(),
    })
}

fn finish(mut sentence: Gold, document: &str) -> Gold {
    document.clone_into(&mut sentence.document);
    sentence.names = names(&sentence.words);
    sentence
}

/// Derives classes of names from the `Entity` marks: of each mention whose head is a proper noun, the run of
/// capitalised words around the head; the longest mention wins.
fn names(words: &[Word]) -> Vec<usize> {
    use plenipo_language::name::{NONE, begins, goes_on};
    let mut classes = vec![NONE; words.len()];
    let mut mentions = mentions(words);
    mentions.sort_by_key(|mention| (std::cmp::Reverse(mention.1 - mention.0), mention.0));
    for (start, end, kind) in mentions {
        let Some(head) = (start..end).find(|&at| words[at].head == 0 || !(start + 1..=end).contains(&words[at].head))
        else {
            continue;
        };
        if words[head].pos != Pos::Propn {
            continue;
        }
        let Some((from, to)) = extent(words, start, end, head) else { continue };
        if classes[from..to].iter().any(|&class| class != NONE) {
            continue;
        }
        classes[from] = begins(kind);
        classes[from + 1..to].fill(goes_on(kind));
    }
    classes
}

/// Narrows a mention to the name around its head, without titles, determiners and clauses.
fn extent(words: &[Word], start: usize, end: usize, head: usize) -> Option<(usize, usize)> {
    let capital = |at: usize| words[at].form.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    let inside = |at: usize| {
        let word = &words[at];
        let relation = word.relation.base();
        let joins = matches!(
            relation,
            "compound" | "flat" | "amod" | "nummod" | "case" | "cc" | "conj" | "punct" | "nmod" | "goeswith"
        );
        at == head
            || joins && (word.pos == Pos::Propn || capital(at) && !matches!(word.pos, Pos::Pron | Pos::Det))
            || word.form == "-"
            || word.form == "&"
            || matches!(word.form.as_str(), "'s" | "’s")
                && at > start
                && words[at - 1].pos == Pos::Propn
                && words[at - 1].head == head + 1
    };
    let title = |at: usize| words[at].relation == "nmod:desc" && words[at].head == head + 1;
    let mut from = head;
    while from > start && inside(from - 1) && !title(from - 1) {
        from -= 1;
    }
    let mut to = head + 1;
    while to < end {
        let of = matches!(words[to].form.as_str(), "of" | "for" | "and" | "the" | "on" | "de" | "del" | "al");
        if inside(to) && !matches!(words[to].relation.base(), "conj" | "cc" | "punct" | "case") {
            to += 1;
        } else if of && to + 1 < end && words[to].form != "and" && reaches(words, to, head) && inside(to + 1) {
            to += 2;
        } else if of && to + 2 < end && words[to + 1].form == "the" && reaches(words, to, head) && inside(to + 2) {
            to += 3;
        } else {
            break;
        }
    }
    while from < to && matches!(words[from].form.as_str(), "-" | "&" | "'s" | "’s") {
        from += 1;
    }
    while from < to && !capital(to - 1) && to - 1 != head {
        to -= 1;
    }
    (from < to && from <= head && head < to).then_some((from, to))
}

/// Tells whether the preposition belongs to a modifier of the head.
fn reaches(words: &[Word], preposition: usize, head: usize) -> bool {
    let noun = words[preposition].head;
    noun > 0 && words[noun - 1].head == head + 1 && words[noun - 1].pos == Pos::Propn
}

/// Reads the spans of `Entity=` marks.
fn mentions(words: &[Word]) -> Vec<(usize, usize, NameKind)> {
    let mut open: Vec<(String, usize, NameKind)> = Vec::new();
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let mut rest = word.entity.as_str();
        while !rest.is_empty() {
            if let Some(mark) = rest.strip_prefix('(') {
                let len = mark.find(['(', ')']).unwrap_or(mark.len());
                let mut fields = mark[..len].split('-');
                let id = fields.next().unwrap_or("").to_owned();
                let kind = match fields.next().unwrap_or("") {
                    "person" => NameKind::Person,
                    "organization" => NameKind::Organization,
                    "place" => NameKind::Place,
                    _ => NameKind::Other,
                };
                let is_time = mark[..len].split('-').nth(1) == Some("time");
                rest = &mark[len..];
                if let Some(behind) = rest.strip_prefix(')') {
                    if !is_time {
                        found.push((at, at + 1, kind));
                    }
                    rest = behind;
                } else {
                    open.push((id, if is_time { usize::MAX } else { at }, kind));
                }
            } else {
                let len = rest.find(')').unwrap_or(rest.len());
                let id = &rest[..len];
                if let Some(place) = open.iter().rposition(|mention| mention.0 == id) {
                    let (_, start, kind) = open.remove(place);
                    if start != usize::MAX {
                        found.push((start, at + 1, kind));
                    }
                }
                rest = rest.get(len + 1..).unwrap_or("");
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use plenipo_language::name::gather;

    /// Writes rows of form, part of speech, tag, head, relation and rest as a treebank does.
    fn sentence(rows: &[(&str, &str, &str, usize, &str, &str)]) -> Gold {
        let mut text = String::from("# newdoc id = invented\n");
        for (at, (form, pos, tag, head, relation, rest)) in rows.iter().enumerate() {
            let place = (at + 1).to_string();
            let head = head.to_string();
            let fields = [place.as_str(), form, form, pos, tag, "_", head.as_str(), relation, "_", rest];
            text += &fields.join("\t");
            text.push('\n');
        }
        parse(&(text + "\n")).expect("a well-formed sentence").remove(0)
    }

    #[test]
    fn names_are_narrowed_to_capitals() {
        let gold = sentence(&[
            ("the", "DET", "DT", 3, "det", "Entity=(1-organization-new"),
            ("Foreign", "ADJ", "NNP", 3, "amod", "_"),
            ("Ministry", "PROPN", "NNP", 6, "nsubj", "_"),
            ("of", "ADP", "IN", 5, "case", "_"),
            ("Ruritania", "PROPN", "NNP", 3, "nmod", "Entity=(2-place-new)1)"),
            ("said", "VERB", "VBD", 0, "root", "_"),
            ("President", "PROPN", "NNP", 8, "nmod:desc", "Entity=(3-person-new"),
            ("Reyl", "PROPN", "NNP", 6, "obj", "Entity=3)"),
        ]);
        let names: Vec<_> =
            gather(gold.names.iter().copied()).into_iter().map(|name| (name.tokens, name.kind)).collect();
        assert_eq!(names, [(1..5, NameKind::Organization), (7..8, NameKind::Person)]);
        assert!(gold.opens_paragraph);
        assert_eq!(gold.document, "invented");
    }

    #[test]
    fn words_written_together_have_no_space_between() {
        let text = "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n\
                    1\tdo\tdo\tAUX\tVBP\t_\t0\troot\t_\t_\n2\tn't\tnot\tPART\tRB\t_\t1\tadvmod\t_\t_\n\
                    3\t!\t!\tPUNCT\t.\t_\t1\tpunct\t_\t_\n\n";
        let words = parse(text).expect("a well-formed sentence").remove(0).words;
        assert_eq!(words.iter().map(|word| word.space_after).collect::<Vec<_>>(), [false, false, true]);
    }

    #[test]
    fn faults_name_their_line() {
        let error = parse("1\ta\n").expect_err("too few fields");
        assert_eq!(error.to_string(), "line 1: expected ten fields");
    }
}
