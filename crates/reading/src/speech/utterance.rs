//! From words in quotation marks to quotations: pieces joined, kinds told, speakers carried on.

use plenipo_language::Pos;
use plenipo_lexicon::Lexicon;
use plenipo_record::{Article, Day, Diagnostic, Quotation, QuotationKind, Span};

use super::attribution::{Attribution, Attributor};
use super::marks::Quoted;
use super::medium::tell_media;
use super::post::{day_of_status, handle_of, link_below};
use super::voice::Voice;
use crate::cast::{Cast, MemberIndex};
use crate::document::Document;
use crate::explain::Note;
use crate::frame::Parties;

/// How many bytes may stand between two quotations of one list: "and", a comma, the marks.
const LISTED: usize = 24;

/// A quotation in the making.
pub(super) struct Utterance {
    pub pieces: Vec<Span>,
    /// The paragraph of the first piece.
    pub opening: usize,
    /// The paragraph of the last piece.
    pub paragraph: usize,
    pub kind: QuotationKind,
    pub attribution: Option<Attribution>,
    pub voice: Voice,
    pub medium: Option<String>,
    pub said: Option<Day>,
    pub continues: bool,
}

/// Returns the quotations of the body in text order, and what does not fit together about them.
pub(super) fn quotations(
    article: &Article,
    document: &Document<'_>,
    parties: &Parties<'_>,
    cast: &mut Cast,
    lexicon: &Lexicon,
    today: Option<Day>,
    pieces: &[Quoted],
) -> (Vec<(Quotation, Option<MemberIndex>)>, Vec<Diagnostic>) {
    let attributor = Attributor { document, parties, lexicon };
    let mut utterances: Vec<Utterance> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let neighbour =
            |other: Option<&Quoted>| other.filter(|other| other.paragraph == piece.paragraph).map(|other| other.span);
        let from = neighbour(at.checked_sub(1).map(|at| &pieces[at])).map_or(0, |span| span.end);
        let to = neighbour(pieces.get(at + 1)).map_or(usize::MAX, |span| span.start);
        let attribution = attributor.find(cast, piece.paragraph, piece.span, from, to);
        let kind = kind_of(document, piece.span);
        if let Some(last) =
            utterances.last_mut().filter(|last| goes_on(document.text, last, piece, attribution.as_ref(), kind))
        {
            last.pieces.push(piece.span);
            last.continues = piece.continues;
            last.paragraph = piece.paragraph;
            last.kind = QuotationKind::Direct;
            if last.attribution.is_none() {
                last.voice = attribution.as_ref().map(|attribution| attribution.voice).unwrap_or_default();
                last.attribution = attribution;
            }
            continue;
        }
        utterances.push(Utterance {
            pieces: vec![piece.span],
            opening: piece.paragraph,
            paragraph: piece.paragraph,
            kind,
            voice: attribution.as_ref().map(|attribution| attribution.voice).unwrap_or_default(),
            attribution,
            medium: None,
            said: None,
            continues: piece.continues,
        });
    }
    for at in 0..utterances.len() {
        carry_on(&attributor, cast, &mut utterances, at, today);
    }
    tell_media(article, &attributor, cast, &mut utterances);
    let diagnostics = date_posts(article, cast, &mut utterances);
    let mut known: Vec<String> = Vec::new();
    utterances.retain(|utterance| {
        is_quotation(document, lexicon, utterance) && !is_repeated(document.text, &mut known, utterance)
    });
    let made = utterances.into_iter().enumerate().map(|(number, utterance)| {
        if let Some(Attribution { cue, follows, .. }) = utterance.attribution {
            document.passages[cue.0].notes.add(|| Note::Attributed(utterance.pieces[0], cue.1, follows));
        }
        let quotation = Quotation {
            id: format!("q{}", number + 1),
            speaker: None,
            kind: utterance.kind,
            medium: utterance.medium,
            said: utterance.said,
            mention: utterance.voice.phrase,
            cue: utterance.attribution.map(|attribution| attributor.cue_span(attribution.cue)),
            pieces: utterance.pieces,
        };
        (quotation, utterance.voice.member)
    });
    (made.collect(), diagnostics)
}

/// Tells whether a piece only goes on with the utterance before it: "…," he said. "…"
fn goes_on(
    text: &str,
    last: &Utterance,
    piece: &Quoted,
    attribution: Option<&Attribution>,
    kind: QuotationKind,
) -> bool {
    if last.continues && piece.paragraph == last.paragraph + 1 {
        return true;
    }
    let Some(told) = last.attribution.as_ref().filter(|told| told.follows) else { return false };
    // A cue in front of the piece that is the one behind the last piece is no new attribution.
    let own = attribution.is_some_and(|attribution| attribution.cue != told.cue);
    if own || piece.paragraph != last.paragraph {
        return false;
    }
    // "The door," she said, "is open": a comma before the second piece says that the sentence goes on.
    let end = last.pieces.last().map_or(piece.span.start, |span| span.end);
    let between = text[end..piece.span.start].trim_end_matches(is_opening).trim_end();
    kind == QuotationKind::Direct || between.ends_with(',')
}

/// Gives words without an attribution of their own the speaker before them, and every utterance its day.
fn carry_on(attributor: &Attributor<'_>, cast: &mut Cast, utterances: &mut [Utterance], at: usize, today: Option<Day>) {
    if let Some(attribution) = &utterances[at].attribution {
        utterances[at].said = attributor.day(attribution, today);
        return;
    }
    let start = utterances[at].pieces[0].start;
    if utterances[at].kind == QuotationKind::Partial {
        // “open every drawer” and “count every coin”
        let listed = at.checked_sub(1).map(|last| &utterances[last]).filter(|last| {
            let end = last.pieces.last().map_or(0, |piece| piece.end);
            let is_listed = attributor.document.text[end..start].len() < LISTED;
            attributor.is_same_sentence(end, start) && (is_listed || attributor.is_carried_on(end, start))
        });
        if let Some(last) = listed.filter(|last| last.attribution.is_some()) {
            let (attribution, voice, said) = (last.attribution.clone(), last.voice, last.said);
            let utterance = &mut utterances[at];
            (utterance.attribution, utterance.voice, utterance.said) = (attribution, voice, said);
        }
        return;
    }
    let paragraph = utterances[at].opening;
    let last = at.checked_sub(1).map(|last| &utterances[last]).filter(|last| last.paragraph + 1 >= paragraph);
    let end = last.and_then(|last| last.pieces.last()).map_or(0, |piece| piece.end);
    // Somebody may have been told to speak since: X said that … “…”
    let told = attributor.last_of(cast, paragraph, end, start).filter(|told| told.voice.phrase.is_some());
    if told.is_none()
        && let Some((voice, said)) = last.filter(|last| last.voice.phrase.is_some()).map(|last| (last.voice, last.said))
    {
        utterances[at].voice = voice;
        utterances[at].said = said;
        return;
    }
    let told = told
        .or_else(|| attributor.last_of(cast, paragraph, 0, usize::MAX))
        .or_else(|| attributor.last_of(cast, paragraph.checked_sub(1)?, 0, usize::MAX))
        .or_else(|| attributor.acting_before(cast, paragraph, start));
    if let Some(told) = told {
        utterances[at].voice = told.voice;
        utterances[at].said = attributor.day(&told, today);
        utterances[at].attribution = Some(told);
    }
}

/// Gives posts the day that the number of their link tells, and the speaker whose handle it holds.
fn date_posts(article: &Article, cast: &Cast, utterances: &mut [Utterance]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for utterance in utterances {
        let piece = utterance.pieces[0];
        let Some(link) = link_below(article, piece) else { continue };
        if utterance.voice.phrase.is_none() {
            utterance.voice.member = handle_of(link).and_then(|handle| cast.owner_of_handle(handle));
        }
        let Some(day) = day_of_status(link) else { continue };
        let apart = days_apart(day, utterance.said).filter(|&days| days > 1);
        if let (Some(_), Some(said)) = (apart, utterance.said) {
            let message = format!("the article has words posted on {said}, the number of the post tells {day}");
            diagnostics.push(Diagnostic { message, span: Some(piece) });
        }
        utterance.said = Some(day);
    }
    diagnostics
}

fn days_apart(day: Day, other: Option<Day>) -> Option<i32> {
    let (first, second) = (day.first()?, other?.first()?);
    Some(first.until(second).ok()?.get_days().abs())
}

/// Tells whether the same words stand further up in a longer quotation, as pull quotes do; else remembers them.
fn is_repeated(text: &str, known: &mut Vec<String>, utterance: &Utterance) -> bool {
    let words: Vec<&str> = utterance.pieces.iter().map(|piece| piece.slice(text)).collect();
    let words = words.join(" ").to_lowercase();
    let parts: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let plain = format!(" {} ", parts.join(" "));
    let is_known = parts.len() >= 3 && known.iter().any(|other| other.contains(&plain));
    known.push(plain);
    is_known && utterance.attribution.is_none()
}

/// A clause, or a whole sentence of one's own, is direct; a phrase woven into the reporter's sentence is partial.
fn kind_of(document: &Document<'_>, span: Span) -> QuotationKind {
    let said = span.slice(document.text);
    let before = document.text[..span.start].trim_end_matches(is_opening);
    let line = before.rsplit('\n').next().unwrap_or_default().trim_end();
    let opens = line.is_empty() || line.ends_with(['.', ',', ':', '!', '?']);
    let is_sentence = opens && said.starts_with(char::is_uppercase) && said.split_whitespace().count() >= 3;
    let is_woven = !opens && said.starts_with(char::is_lowercase);
    if is_sentence || is_answer(document.text, span) || (!is_woven && has_clause(document, span)) {
        QuotationKind::Direct
    } else {
        QuotationKind::Partial
    }
}

/// Tells whether the words are all that somebody said, however few: "She smiled: “Sandwiches.”"
fn is_answer(text: &str, span: Span) -> bool {
    let said = span.slice(text);
    let led = text[..span.start].trim_end_matches(is_opening).trim_end().ends_with(':');
    led && said.starts_with(char::is_uppercase) && said.ends_with(['.', '!', '?'])
}

/// Tells whether a subject and its verb stand inside a span.
fn has_clause(document: &Document<'_>, span: Span) -> bool {
    document.passages.iter().filter(|passage| passage.sentence.span.overlaps(span)).any(|passage| {
        let inside = |token: usize| span.contains(passage.tokens()[token].span);
        let is_predicate = |&head: &usize| passage.is_verb(head) || passage.dependents(head, &["cop"]).next().is_some();
        (0..passage.len()).any(|token| {
            passage.base_relation(token) == "nsubj"
                && inside(token)
                && passage.head(token).filter(|&head| inside(head)).is_some_and(|head| is_predicate(&head))
        })
    })
}

fn is_opening(c: char) -> bool {
    matches!(c, '"' | '“' | '‘' | '\'' | '«' | '„')
}

/// Scare quotes, titles of works and single terms are no quotations.
fn is_quotation(document: &Document<'_>, lexicon: &Lexicon, utterance: &Utterance) -> bool {
    let words =
        utterance.pieces.iter().map(|piece| piece.slice(document.text).split_whitespace().count()).sum::<usize>();
    if utterance.kind == QuotationKind::Direct {
        return (words > 1 || is_answer(document.text, utterance.pieces[0]))
            && (utterance.voice.phrase.is_some()
                || utterance.voice.member.is_some()
                || utterance.attribution.is_some());
    }
    let Some(attribution) = &utterance.attribution else { return false };
    let passage = &document.passages[attribution.cue.0];
    let piece = utterance.pieces[0];
    let titled =
        piece.slice(document.text).split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count() == 0;
    let first = passage.tokens().iter().position(|token| token.span.start >= piece.start);
    // A term after an article names a thing: the "roadmap".
    let named = first.is_some_and(|first| {
        (0..first)
            .rev()
            .find(|&token| passage.pos(token) != Pos::Punct)
            .is_some_and(|token| matches!(passage.pos(token), Pos::Det | Pos::Adj))
    });
    match words {
        0 => false,
        // A term that nobody in particular uses is nobody's judgement.
        1 | 2 => {
            let judged =
                lexicon.speech().is_judging(passage.lemma(attribution.cue.1)) && utterance.voice.member.is_some();
            judged && !titled && !(named && words == 1)
        }
        _ => !titled,
    }
}
