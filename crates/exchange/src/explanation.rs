//! One explanation as one JSON object: serialisable twins of its values, filled by hand.

use plenipo_reading::Explanation;
use plenipo_reading::explain::{
    ExplainedField, ExplainedFrame, ExplainedMention, ExplainedMerge, ExplainedRecord, ExplainedReport,
    ExplainedSentence, ExplainedTime, ExplainedToken, Fallback, Words,
};
use plenipo_record::{Article, CountryCode};
use serde::Serialize;

use crate::reading::{PieceOut, PlaceOut, WhenOut};

/// Writes an explanation of how an article was read as one line of JSON, without a line break at its end.
///
/// Equal explanations give equal bytes: keys stand in a fixed order.
pub fn explanation_json(article: &Article, explanation: &Explanation) -> String {
    serde_json::to_string(&ExplanationOut::new(article, explanation)).expect("text, numbers and lists always serialise")
}

#[derive(Serialize)]
struct ExplanationOut<'a> {
    source: &'a str,
    reference: Option<ReferenceOut>,
    sentences: Vec<SentenceOut<'a>>,
    events: Vec<RecordOut<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    doubted: Vec<RecordOut<'a>>,
    quotes: Vec<RecordOut<'a>>,
    statements: Vec<RecordOut<'a>>,
    actors: Vec<RecordOut<'a>>,
}

#[derive(Serialize)]
struct ReferenceOut {
    day: String,
    from: &'static str,
}

#[derive(Serialize)]
struct WordsOut<'a> {
    #[serde(flatten)]
    piece: PieceOut<'a>,
    sentence: Option<usize>,
}

#[derive(Serialize)]
struct SentenceOut<'a> {
    number: usize,
    paragraph: usize,
    #[serde(flatten)]
    piece: PieceOut<'a>,
    tokens: Vec<TokenOut<'a>>,
    mentions: Vec<MentionOut<'a>>,
    times: Vec<TimeOut<'a>>,
    frames: Vec<FrameOut<'a>>,
}

#[derive(Serialize)]
struct TokenOut<'a> {
    #[serde(flatten)]
    piece: PieceOut<'a>,
    lemma: &'a str,
    pos: &'static str,
    tag: &'static str,
    /// The number of the governor, from 1.
    head: Option<usize>,
    relation: &'static str,
    quoted: bool,
}

#[derive(Serialize)]
struct MentionOut<'a> {
    #[serde(flatten)]
    words: WordsOut<'a>,
    kind: &'static str,
    country: Option<&'a str>,
    stands_for: &'a [String],
    rule: &'static str,
    earlier: Option<WordsOut<'a>>,
}

#[derive(Serialize)]
struct TimeOut<'a> {
    #[serde(flatten)]
    words: WordsOut<'a>,
    past: Option<WhenOut>,
    present: Option<WhenOut>,
    future: Option<WhenOut>,
}

#[derive(Serialize)]
struct FrameOut<'a> {
    frame: &'a str,
    kind: &'static str,
    trigger: WordsOut<'a>,
    outcome: &'static str,
    reasons: Vec<ReasonOut<'a>>,
    slots: Vec<SlotOut<'a>>,
    reports: Vec<ReportOut<'a>>,
}

#[derive(Serialize)]
struct ReasonOut<'a> {
    reason: &'static str,
    told: String,
    words: &'a [String],
}

#[derive(Serialize)]
struct SlotOut<'a> {
    slot: &'a str,
    names: &'a [String],
}

#[derive(Serialize)]
struct ReportOut<'a> {
    number: usize,
    status: &'static str,
    cues: Vec<WordsOut<'a>>,
    by: &'a [String],
    with: &'a [String],
    when: Option<WhenOut>,
    dated: Option<WordsOut<'a>>,
    tense: Option<&'static str>,
    n_days: Option<i64>,
    r#where: Option<PlaceOut<'a>>,
    event: Option<&'a str>,
    dropped: Option<&'static str>,
}

#[derive(Serialize)]
struct RecordOut<'a> {
    id: &'a str,
    fields: Vec<FieldOut<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    merges: Vec<MergeOut<'a>>,
}

#[derive(Serialize)]
struct FieldOut<'a> {
    field: &'static str,
    value: &'a str,
    words: Vec<WordsOut<'a>>,
    default: Option<&'static str>,
    of: Option<&'a str>,
    how: &'a str,
}

#[derive(Serialize)]
struct MergeOut<'a> {
    report: usize,
    trigger: WordsOut<'a>,
    why: &'static str,
}

impl<'a> ExplanationOut<'a> {
    fn new(article: &'a Article, explanation: &'a Explanation) -> Self {
        let text = article.text.as_str();
        let records = |records: &'a [ExplainedRecord]| -> Vec<RecordOut<'a>> {
            records.iter().map(|record| RecordOut::new(record, text)).collect()
        };
        ExplanationOut {
            source: &article.name,
            reference: explanation.reference.map(|(day, from)| ReferenceOut { day: day.to_string(), from }),
            sentences: explanation.sentences.iter().map(|sentence| SentenceOut::new(sentence, text)).collect(),
            events: records(&explanation.events),
            doubted: records(&explanation.doubted),
            quotes: records(&explanation.quotations),
            statements: records(&explanation.statements),
            actors: records(&explanation.actors),
        }
    }
}

impl<'a> WordsOut<'a> {
    fn new(words: Words, text: &'a str) -> Self {
        WordsOut { piece: PieceOut::new(words.span, text), sentence: words.sentence }
    }

    fn list(words: &[Words], text: &'a str) -> Vec<Self> {
        words.iter().map(|&words| WordsOut::new(words, text)).collect()
    }
}

impl<'a> SentenceOut<'a> {
    fn new(sentence: &'a ExplainedSentence, text: &'a str) -> Self {
        SentenceOut {
            number: sentence.number,
            paragraph: sentence.paragraph,
            piece: PieceOut::new(sentence.span, text),
            tokens: sentence.tokens.iter().map(|token| TokenOut::new(token, text)).collect(),
            mentions: sentence.mentions.iter().map(|mention| MentionOut::new(mention, text)).collect(),
            times: sentence.times.iter().map(|time| TimeOut::new(time, text)).collect(),
            frames: sentence.frames.iter().map(|frame| FrameOut::new(frame, text)).collect(),
        }
    }
}

impl<'a> TokenOut<'a> {
    fn new(token: &'a ExplainedToken, text: &'a str) -> Self {
        TokenOut {
            piece: PieceOut::new(token.span, text),
            lemma: &token.lemma,
            pos: token.pos,
            tag: token.tag,
            head: token.head.map(|head| head + 1),
            relation: token.relation,
            quoted: token.is_quoted,
        }
    }
}

impl<'a> MentionOut<'a> {
    fn new(mention: &'a ExplainedMention, text: &'a str) -> Self {
        MentionOut {
            words: WordsOut::new(mention.words, text),
            kind: mention.kind,
            country: mention.country.as_ref().map(CountryCode::as_str),
            stands_for: &mention.stands_for,
            rule: mention.rule,
            earlier: mention.earlier.map(|words| WordsOut::new(words, text)),
        }
    }
}

impl<'a> TimeOut<'a> {
    fn new(time: &'a ExplainedTime, text: &'a str) -> Self {
        let [past, present, future] = time.meanings.map(|when| when.map(WhenOut::new));
        TimeOut { words: WordsOut::new(time.words, text), past, present, future }
    }
}

impl<'a> FrameOut<'a> {
    fn new(frame: &'a ExplainedFrame, text: &'a str) -> Self {
        let reasons = frame.misses.iter();
        let slots = frame.slots.iter();
        FrameOut {
            frame: &frame.frame,
            kind: frame.kind.as_str(),
            trigger: WordsOut::new(frame.trigger, text),
            outcome: if frame.reports.is_empty() { "missed" } else { "fired" },
            reasons: reasons
                .map(|(miss, words)| ReasonOut { reason: miss.as_str(), told: miss.to_string(), words })
                .collect(),
            slots: slots.map(|(slot, names)| SlotOut { slot, names }).collect(),
            reports: frame.reports.iter().map(|report| ReportOut::new(report, text)).collect(),
        }
    }
}

impl<'a> ReportOut<'a> {
    fn new(report: &'a ExplainedReport, text: &'a str) -> Self {
        ReportOut {
            number: report.number,
            status: report.status.as_str(),
            cues: WordsOut::list(&report.cues, text),
            by: &report.by,
            with: &report.with,
            when: report.when.map(WhenOut::new),
            dated: report.dated.map(|(words, _)| WordsOut::new(words, text)),
            tense: report.dated.map(|(_, tense)| tense.as_str()),
            n_days: report.n_days,
            r#where: report.place.as_ref().map(PlaceOut::new),
            event: report.fate.as_ref().ok().map(String::as_str),
            dropped: report.fate.as_ref().err().copied(),
        }
    }
}

impl<'a> RecordOut<'a> {
    fn new(record: &'a ExplainedRecord, text: &'a str) -> Self {
        RecordOut {
            id: &record.id,
            fields: record.fields.iter().map(|field| FieldOut::new(field, text)).collect(),
            merges: record.merges.iter().map(|merge| MergeOut::new(merge, text)).collect(),
        }
    }
}

impl<'a> FieldOut<'a> {
    fn new(field: &'a ExplainedField, text: &'a str) -> Self {
        FieldOut {
            field: field.field,
            value: &field.value,
            words: WordsOut::list(&field.words, text),
            default: field.fallback.as_ref().map(Fallback::as_str),
            of: field.fallback.as_ref().and_then(Fallback::record),
            how: &field.how,
        }
    }
}

impl<'a> MergeOut<'a> {
    fn new(merge: &'a ExplainedMerge, text: &'a str) -> Self {
        MergeOut { report: merge.report, trigger: WordsOut::new(merge.trigger, text), why: merge.why }
    }
}
