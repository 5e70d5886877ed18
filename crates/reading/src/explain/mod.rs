//! Why a reading is what it is: every sentence with what was seen in it, every field with the words it came from.
//!
//! The principal type is [`Explanation`]; [`Reader::explain`](crate::Reader::explain) gives one beside the reading.
//! It is made of notes that the steps of the reading take while they run, so that it tells what happened and not what
//! may have happened; without somebody who asks, no note is made.
//!
//! ```
//! use plenipo_language::Analyzer;
//! use plenipo_lexicon::Lexicon;
//! use plenipo_reading::Reader;
//! use plenipo_record::{Article, PartKind};
//!
//! let mut article = Article::new("note.txt");
//! article.push(PartKind::Body, "Foreign Minister Mira Talvik met President Lena Hoeve in Oslo on Friday.");
//! let reader = Reader::new(Analyzer::builtin(), Lexicon::builtin());
//! let (reading, explanation) = reader.explain(article, Some("2026-05-08".parse()?));
//! let when = explanation.events[0].fields.iter().find(|field| field.field == "when").expect("the day is told");
//! assert_eq!(when.words[0].span.slice(&reading.article.text), "Friday");
//! # Ok::<(), plenipo_record::ParseDayError>(())
//! ```

mod attempt;
mod event;
mod note;
mod person;
mod reason;
mod sentence;
mod speech;
mod trail;

use plenipo_record::{CountryCode, Day, EventKind, Place, Span, Status, When};

use crate::time::Tense;

pub use reason::{Fallback, Miss};

pub(crate) use note::{Note, Notes};
pub(crate) use trail::{Material, explanation};

/// How one article was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explanation {
    /// The day against which its words were understood, with where that day comes from.
    pub reference: Option<(Day, &'static str)>,
    /// The sentences of the body in text order.
    pub sentences: Vec<ExplainedSentence>,
    /// The events of the reading, in its order.
    pub events: Vec<ExplainedRecord>,
    /// Events that were nearly entered: those of which the reader is too unsure, numbered `n1`, `n2`.
    pub doubted: Vec<ExplainedRecord>,
    /// The quotations of the reading, in its order.
    pub quotations: Vec<ExplainedRecord>,
    /// The statements of the reading, in its order.
    pub statements: Vec<ExplainedRecord>,
    /// The actors of the reading, in its order.
    pub actors: Vec<ExplainedRecord>,
}

/// Words of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// Where they stand, in bytes of the article's text.
    pub span: Span,
    /// The number of the sentence they stand in, from 1; `None` outside the body.
    pub sentence: Option<usize>,
}

/// One sentence with everything that was seen in it.
#[derive(Clone, Debug, PartialEq)]
pub struct ExplainedSentence {
    /// Its number in the body, from 1.
    pub number: usize,
    /// The number of its paragraph, from 1.
    pub paragraph: usize,
    /// Where it stands.
    pub span: Span,
    /// Its tokens, in text order.
    pub tokens: Vec<ExplainedToken>,
    /// The phrases that name or stand for somebody or somewhere, in text order.
    pub mentions: Vec<ExplainedMention>,
    /// The expressions of time, in text order.
    pub times: Vec<ExplainedTime>,
    /// The frames that fired, and those whose trigger is there but which did not.
    pub frames: Vec<ExplainedFrame>,
}

/// A token as the frames saw it, its tree mended by the mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedToken {
    /// Where it stands.
    pub span: Span,
    /// Its dictionary form.
    pub lemma: String,
    /// Its universal part of speech.
    pub pos: &'static str,
    /// Its Penn Treebank tag.
    pub tag: &'static str,
    /// The index of its governor among the tokens; `None` for the root.
    pub head: Option<usize>,
    /// Its relation to the governor.
    pub relation: &'static str,
    /// Whether it stands inside quotation marks.
    pub is_quoted: bool,
}

/// A phrase and whom or what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedMention {
    /// The phrase.
    pub words: Words,
    /// How it refers: `person`, `office`, `pronoun` and the like.
    pub kind: &'static str,
    /// The country that it names, or in which the place lies that it names.
    pub country: Option<CountryCode>,
    /// The names of those that it stands for; empty where that stayed open.
    pub stands_for: Vec<String>,
    /// By which rule that was found, in a few words.
    pub rule: &'static str,
    /// The nearest words before it that mean the same, where the rule looks back.
    pub earlier: Option<Words>,
}

/// An expression of time and the days that it can mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedTime {
    /// The expression.
    pub words: Words,
    /// The days by tense, for past, present and future in this order; `None` where they cannot be known.
    pub meanings: [Option<When>; 3],
}

/// A frame held against a word.
#[derive(Clone, Debug, PartialEq)]
pub struct ExplainedFrame {
    /// The name of the frame.
    pub frame: String,
    /// The kind of event that it reports.
    pub kind: EventKind,
    /// The word that called for it.
    pub trigger: Words,
    /// Where it did not fire: why, each with the words that it was about.
    pub misses: Vec<(Miss, Vec<String>)>,
    /// The slots that somebody stood in, with their names.
    pub slots: Vec<(String, Vec<String>)>,
    /// The reports that it gave; empty where it did not fire.
    pub reports: Vec<ExplainedReport>,
}

/// One report of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct ExplainedReport {
    /// Its number in the article, from 1.
    pub number: usize,
    /// How far the event has come by this report.
    pub status: Status,
    /// The words that say so.
    pub cues: Vec<Words>,
    /// The acting side.
    pub by: Vec<String>,
    /// The other side.
    pub with: Vec<String>,
    /// The days, where told.
    pub when: Option<When>,
    /// The expression that tells them, and the tense in which it was understood.
    pub dated: Option<(Words, Tense)>,
    /// Over how many days a duration has stretched them.
    pub n_days: Option<i64>,
    /// The place, where told.
    pub place: Option<Place>,
    /// What became of the report: the event's identifier, or why there is none.
    pub fate: Result<String, &'static str>,
}

/// One record with the origin of every field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedRecord {
    /// The identifier in the reading; statements, which have none, are numbered `s1`, `s2`.
    pub id: String,
    /// The fields that hold something; one that holds a list stands there once for each value, in their order.
    pub fields: Vec<ExplainedField>,
    /// For an event: the reports that became one, and why each of them joined.
    pub merges: Vec<ExplainedMerge>,
}

/// A field and where its value comes from: words, a fallback, or a fallback that itself rests on words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedField {
    /// The name of the field, as in the exchange format.
    pub field: &'static str,
    /// The value, in short.
    pub value: String,
    /// The words.
    pub words: Vec<Words>,
    /// What stands in for words.
    pub fallback: Option<Fallback>,
    /// How the one comes from the other, in a few words.
    pub how: String,
}

/// A report and why it is of this event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedMerge {
    /// The number of the report, from 1.
    pub report: usize,
    /// The word that reports.
    pub trigger: Words,
    /// Why, in a few words.
    pub why: &'static str,
}
