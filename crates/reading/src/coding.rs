//! Sentences coded for researchers: political events of all kinds with the words of their parties and their codes.
//!
//! [`Reader::code`](crate::Reader::code) gives [`CodedEvent`]s. Spans are byte offsets into the text that was given.

mod context;
mod party;

use plenipo_language::Analyzer;
use plenipo_lexicon::Lexicon;
use plenipo_record::{Codes, CountryCode, Day, EventKind, Span, Status, codes};

use crate::cast::Cast;
use crate::document::Document;
use crate::frame::{Act, FrameIndex, Parties, Reach, Site, acts, moment_of, weight};
use crate::mention::mentions;
use crate::unit::parse_mentions;

/// So many days before its copy an event is history.
const HISTORY: i64 = 365;

/// A political event that a sentence tells.
#[derive(Clone, Debug)]
pub struct CodedEvent {
    /// Where the sentence lies in the text.
    pub sentence: Span,
    /// The word that tells the event.
    pub trigger: Span,
    /// The kind of event.
    pub kind: EventKind,
    /// What sort of event of its kind it is.
    pub detail: Option<String>,
    /// How far it has come.
    pub status: Status,
    /// The codes of PLOVER and CAMEO, which follow from kind, status and detail.
    pub codes: Codes,
    /// Whether the sentence is about this event rather than another that it tells too.
    pub is_main: bool,
    /// The acting side, in text order.
    pub actors: Vec<CodedParty>,
    /// The other side, in text order.
    pub recipients: Vec<CodedParty>,
    /// Up to three topics, the most telling first.
    pub contexts: Vec<CodedContext>,
    /// PLOVER's auxiliary marks.
    pub marks: Marks,
}

/// A party of a coded event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodedParty {
    /// The words that name or describe it.
    pub span: Span,
    /// The state that it is, represents or belongs to, where known.
    pub country: Option<CountryCode>,
    /// The code that stands in the place of a country: `UNO`, `EUR`, `IGO`, `NGO`, `IMG`, `MNC`.
    pub body: Option<&'static str>,
    /// The sector of PLOVER: `GOV`, `MIL`, `COP` and the others.
    pub sector: Option<&'static str>,
}

/// A topic of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodedContext {
    /// One of the 37 contexts of PLOVER.
    pub name: &'static str,
    /// The words that tell it.
    pub span: Span,
}

/// PLOVER's auxiliary marks, which tell whether and when an event took place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "the marks are independent of each other")]
pub struct Marks {
    /// It lies ahead.
    pub is_future: bool,
    /// It took place long before the copy.
    pub is_historical: bool,
    /// It may or might be.
    pub is_hypothetical: bool,
    /// It did not or will not take place.
    pub is_negated: bool,
}

impl Marks {
    /// Returns the names of the marks that are set, as the codebook has them.
    pub fn names(self) -> Vec<&'static str> {
        let marks = [
            (self.is_future, "future"),
            (self.is_historical, "historical"),
            (self.is_hypothetical, "hypothetical"),
            (self.is_negated, "negated"),
        ];
        marks.into_iter().filter_map(|(is_set, name)| is_set.then_some(name)).collect()
    }
}

/// Returns the events of each line, the main one of each sentence first; each line is a text of its own, with the day of
/// its copy, where known.
pub(crate) fn coded(
    lines: &[(&str, Option<Day>)],
    analyzer: &Analyzer,
    lexicon: &Lexicon,
    frames: &FrameIndex<'_>,
) -> Vec<Vec<CodedEvent>> {
    let mut text = String::new();
    let mut spans = Vec::with_capacity(lines.len());
    for (line, day) in lines {
        let start = text.len();
        text.push_str(line);
        spans.push((Span::new(start, text.len()), *day));
        text.push('\n');
    }
    let mut document = Document::of_lines(&text, &spans, analyzer, lexicon, &[]);
    let seen = mentions(&document, lexicon);
    parse_mentions(&mut document, &seen, analyzer, lexicon);
    let mentions = mentions(&document, lexicon);
    let parties = Parties::new(&document, &mentions, lexicon);
    // Parties are phrases here: nobody asks who they are.
    let mut cast = Cast::empty();
    let mut events = vec![Vec::new(); lines.len()];
    for (number, passage) in document.passages.iter().enumerate() {
        let site = Site {
            number,
            passage,
            document: &document,
            parties: &parties,
            cast: &mut cast,
            lexicon,
            home: None,
            reach: Reach::Actors,
            is_among_firms: false,
            writer: None,
        };
        let mut found = acts(&site, frames);
        found.sort_by_key(|act| (weight(passage, act), act.trigger));
        let line = passage.paragraph;
        let (span, day) = spans[line];
        let of_sentence = found.iter().enumerate().map(|(rank, act)| event(&site, act, rank == 0, day));
        events[line].extend(of_sentence.map(|event| event.shifted(span.start)));
    }
    events
}

impl CodedEvent {
    /// Returns the event with spans that count from a later byte of the text.
    fn shifted(mut self, start: usize) -> Self {
        let parties = self.actors.iter_mut().chain(&mut self.recipients).map(|party| &mut party.span);
        let contexts = self.contexts.iter_mut().map(|context| &mut context.span);
        for span in parties.chain(contexts).chain([&mut self.sentence, &mut self.trigger]) {
            *span = Span::new(span.start - start, span.end - start);
        }
        self
    }
}

fn event(site: &Site<'_>, act: &Act, is_main: bool, day: Option<Day>) -> CodedEvent {
    let passage = site.passage;
    let party = |&head: &usize| party::party(site, head);
    CodedEvent {
        sentence: passage.sentence.span,
        trigger: passage.span(act.trigger..act.trigger + 1),
        kind: act.kind,
        detail: act.detail.clone(),
        status: act.status,
        codes: codes(act.kind, act.status, act.detail.as_deref()),
        is_main,
        actors: widest(&act.by.iter().map(party).collect::<Vec<_>>()),
        recipients: widest(&act.with.iter().map(party).collect::<Vec<_>>()),
        contexts: context::contexts(site, act),
        marks: marks(site, act, day),
    }
}

/// Leaves out what is part of another party: "Ethiopian" in "Ethiopian air force".
fn widest(parties: &[CodedParty]) -> Vec<CodedParty> {
    let is_inside =
        |party: &CodedParty| parties.iter().any(|other| other.span != party.span && other.span.contains(party.span));
    parties.iter().filter(|party| !is_inside(party)).cloned().collect()
}

fn marks(site: &Site<'_>, act: &Act, day: Option<Day>) -> Marks {
    let when = moment_of(site.passage, act.trigger, act.status, true, site.lexicon);
    let last = when.and_then(|when| when.end.unwrap_or(when.start).first());
    let today = day.and_then(Day::first);
    let is_past = matches!(act.status, Status::Occurred | Status::Ongoing);
    let days_ago = last.zip(today).and_then(|(last, today)| (today - last).total(jiff::Unit::Day).ok());
    Marks {
        is_future: matches!(act.status, Status::Planned | Status::Proposed),
        is_historical: is_past
            && days_ago.map_or_else(|| today.is_none() && names_year(site), |days| days > HISTORY as f64),
        is_hypothetical: act.status == Status::Proposed,
        is_negated: matches!(act.status, Status::Cancelled | Status::Denied),
    }
}

/// Tells whether a sentence names a year, which news of the day does not.
fn names_year(site: &Site<'_>) -> bool {
    let is_year = |word: &str| {
        let digits = word.strip_suffix('s').unwrap_or(word);
        digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()) && ("1500".."2100").contains(&digits)
    };
    site.passage.words(site.document.text).into_iter().any(is_year)
}
