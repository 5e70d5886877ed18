//! The corpus `PolNeAR`: news articles in which people have marked who is said to say what.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::Context as _;
use plenipo_reading::Reader;
use plenipo_record::{Article, Part, PartKind, Reading, Span};

use super::overlap::{Words, agree, percent, shared, words};

/// An article with its marked attributions.
pub struct Marked {
    article: Article,
    attributions: Vec<Attribution>,
}

/// What is attributed, to whom, and by which words.
#[derive(Clone, Debug, Default)]
struct Attribution {
    speaker: Vec<Span>,
    cue: Vec<Span>,
    content: Vec<Span>,
}

/// What was wanted and what was found.
#[derive(Debug, Default)]
pub struct Tally {
    articles: usize,
    /// Marked contents that hold a quotation mark, those found, and those found with the right speaker.
    quoting: [usize; 3],
    /// For contents without a mark: words of cue, speaker and content that are marked, found, and both.
    rest: [[usize; 3]; 3],
    /// Marked contents without a quotation mark, attributions found for the rest, and pairs of the two.
    plain: [usize; 3],
}

/// Reads a folder of `NAME.txt` and `NAME.ann`, sorted by name.
pub fn read(folder: &Path) -> anyhow::Result<Vec<Marked>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read `{}`", folder.display()))?;
    let paths = entries.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<BTreeSet<_>>>()?;
    let texts = paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "txt"));
    let marked = texts.map(|path| {
        let read = |path: &Path| fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()));
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let text = read(path)?;
        let notes = read(&path.with_extension("ann"))?;
        let attributions = attributions(&text, &notes).with_context(|| format!("`{name}.ann` is damaged"))?;
        Ok(Marked { article: article(&name, text), attributions })
    });
    marked.collect()
}

/// Makes every line of a text a paragraph of the body, so that offsets stay as they are.
fn article(name: &str, text: String) -> Article {
    let mut article = Article::new(name);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trim(&text);
        if !span.is_empty() {
            article.parts.push(Part { kind: PartKind::Body, span });
        }
        start += line.len();
    }
    article.text = text;
    article
}

/// Reads brat's standoff notes; offsets count characters there.
fn attributions(text: &str, notes: &str) -> Option<Vec<Attribution>> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut stretches: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    let mut found = Vec::new();
    for line in notes.lines() {
        let mut columns = line.split('\t');
        let (id, what) = (columns.next()?, columns.next());
        if id.starts_with('T') {
            let (_, places) = what?.split_once(' ')?;
            let spans = places.split(';').map(|place| {
                let (start, end) = place.split_once(' ')?;
                Some(Span::new(*starts.get(start.parse::<usize>().ok()?)?, *starts.get(end.parse::<usize>().ok()?)?))
            });
            stretches.insert(id, spans.collect::<Option<_>>()?);
        }
    }
    for line in notes.lines().filter(|line| line.starts_with('E')) {
        let mut attribution = Attribution::default();
        for slot in line.split('\t').nth(1)?.split_whitespace() {
            let (kind, id) = slot.split_once(':')?;
            let spans = stretches.get(id)?;
            match kind.trim_end_matches(char::is_numeric) {
                "Source" => attribution.speaker.extend(spans),
                "Cue" => attribution.cue.extend(spans),
                "Content" => attribution.content.extend(spans),
                _ => {}
            }
        }
        if !attribution.content.is_empty() {
            found.push(attribution);
        }
    }
    Some(found)
}

/// Reads the articles and compares; prints the marked contents with quotation marks that were not right if asked.
pub fn measure(reader: &Reader<'_>, articles: &[Marked], misses: bool) -> Tally {
    let mut tally = Tally { articles: articles.len(), ..Tally::default() };
    for marked in articles {
        let reading = reader.read(marked.article.clone(), None);
        tally.compare(&marked.article, &marked.attributions, &found(&reading), misses);
    }
    tally
}

fn found(reading: &Reading) -> Vec<Attribution> {
    let list = |span: Option<Span>| span.into_iter().collect();
    let quotations = reading.quotations.iter().map(|quotation| Attribution {
        speaker: list(quotation.mention),
        cue: list(quotation.cue),
        content: quotation.pieces.clone(),
    });
    let statements = reading.statements.iter().map(|statement| Attribution {
        speaker: list(statement.mention),
        cue: vec![statement.cue],
        content: with_complementizer(&reading.article.text, &statement.pieces),
    });
    quotations.chain(statements).collect()
}

/// Adds the "that" in front of a content, which the marked contents hold and ours do not.
fn with_complementizer(text: &str, pieces: &[Span]) -> Vec<Span> {
    let mut pieces = pieces.to_vec();
    if let Some(first) = pieces.first_mut().filter(|first| text[..first.start].ends_with(" that ")) {
        first.start -= "that ".len();
    }
    pieces
}

impl Tally {
    fn compare(&mut self, article: &Article, marked: &[Attribution], found: &[Attribution], misses: bool) {
        let text = &article.text;
        let content = |attribution: &Attribution| words(text, &attribution.content);
        let (quoting, plain): (Vec<_>, Vec<_>) = marked.iter().partition(|one| holds_mark(text, &one.content));
        let wanted: Vec<Words> = quoting.iter().map(|one| content(one)).collect();
        for (one, wanted) in quoting.iter().zip(&wanted) {
            let near = found.iter().filter(|other| agree(wanted, &content(other)));
            let best = near.max_by_key(|other| {
                let theirs = content(other);
                (2000 * shared(wanted, &theirs)) / (wanted.len() + theirs.len()).max(1)
            });
            let right = best.is_some_and(|best| agree(&words(text, &one.speaker), &words(text, &best.speaker)));
            self.quoting[0] += 1;
            self.quoting[1] += usize::from(best.is_some());
            self.quoting[2] += usize::from(right);
            if misses && !right {
                print_miss(article, one, best);
            }
        }
        // What was found for contents with quotation marks is neither right nor wrong for the rest.
        let others: Vec<&Attribution> = found
            .iter()
            .filter(|other| {
                let theirs = content(other);
                !holds_mark(text, &other.content)
                    && wanted.iter().all(|wanted| 2 * shared(wanted, &theirs) < theirs.len().max(1))
                    && !is_within_marks(text, &other.content)
            })
            .collect();
        self.compare_plain(text, &plain, &others);
    }

    /// Pairs what is marked with what is found, the pair that shares most words of cue and content first.
    fn compare_plain(&mut self, text: &str, marked: &[&Attribution], found: &[&Attribution]) {
        let parts = |one: &Attribution| [&one.cue, &one.speaker, &one.content].map(|spans| words(text, spans));
        let (marked, found): (Vec<_>, Vec<_>) =
            (marked.iter().map(|one| parts(one)).collect(), found.iter().map(|one| parts(one)).collect());
        let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
        for (i, one) in marked.iter().enumerate() {
            for (j, other) in found.iter().enumerate() {
                let common = shared(&one[0], &other[0]) + shared(&one[2], &other[2]);
                if common > 0 {
                    pairs.push((common, i, j));
                }
            }
        }
        pairs.sort_by_key(|&(common, i, j)| (std::cmp::Reverse(common), i, j));
        let (mut taken, mut used) = (BTreeSet::new(), BTreeSet::new());
        for (_, i, j) in pairs {
            if !taken.contains(&i) && !used.contains(&j) {
                taken.insert(i);
                used.insert(j);
                for part in 0..3 {
                    self.rest[part][2] += shared(&marked[i][part], &found[j][part]);
                }
            }
        }
        for part in 0..3 {
            self.rest[part][0] += marked.iter().map(|one| one[part].len()).sum::<usize>();
            self.rest[part][1] += found.iter().map(|one| one[part].len()).sum::<usize>();
        }
        self.plain[0] += marked.len();
        self.plain[1] += found.len();
        self.plain[2] += taken.len();
    }

    /// Returns the figures that may have floors, in percent.
    pub fn figures(&self) -> Vec<(String, f64)> {
        let [wanted, found, right] = self.quoting;
        let mut figures = vec![
            ("quotation marks found".to_owned(), percent(found, wanted)),
            ("quotation marks speaker".to_owned(), percent(right, found)),
        ];
        for (part, [marked, found, both]) in ["cue", "speaker", "content"].into_iter().zip(self.rest) {
            figures.push((format!("rest {part} precision"), percent(both, found)));
            figures.push((format!("rest {part} recall"), percent(both, marked)));
        }
        figures
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [wanted, found, right] = self.quoting;
        writeln!(f, "PolNeAR, {} articles\n", self.articles)?;
        writeln!(f, "| contents with quotation marks | number | share |\n|---|---:|---:|")?;
        writeln!(f, "| marked | {wanted} | |")?;
        writeln!(f, "| found | {found} | {:.1} % |", percent(found, wanted))?;
        writeln!(f, "| of these with the right speaker's phrase | {right} | {:.1} % |\n", percent(right, found))?;
        let [marked, others, pairs] = self.plain;
        writeln!(f, "The rest: {marked} marked, {others} found, {pairs} pairs.\n")?;
        writeln!(f, "| words of the rest | precision | recall | F1 |\n|---|---:|---:|---:|")?;
        for (part, [marked, found, both]) in ["cue", "speaker", "content"].into_iter().zip(self.rest) {
            let (precision, recall) = (percent(both, found), percent(both, marked));
            let f1 = percent(2 * both, found + marked);
            writeln!(f, "| {part} | {precision:.1} % | {recall:.1} % | {f1:.1} % |")?;
        }
        Ok(())
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‘')
}

fn holds_mark(text: &str, spans: &[Span]) -> bool {
    spans.iter().any(|span| span.slice(text).contains(is_mark))
}

/// Tells whether a mark stands right before the words.
fn is_within_marks(text: &str, spans: &[Span]) -> bool {
    spans.first().is_some_and(|span| text[..span.start].ends_with(is_mark))
}

fn print_miss(article: &Article, wanted: &Attribution, best: Option<&Attribution>) {
    let show = |spans: &[Span]| spans.iter().map(|span| span.slice(&article.text)).collect::<Vec<_>>().join(" … ");
    let show = |one: &Attribution| format!("[{}] [{}] {}", show(&one.speaker), show(&one.cue), show(&one.content));
    println!("{}:{}\n  wanted {}", article.name, wanted.content[0].start, show(wanted));
    println!("  found  {}", best.map_or_else(|| "nothing".to_owned(), show));
}
