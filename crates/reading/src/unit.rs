//! A second look at each sentence with its long names and dates taken as single words.
//!
//! "US Special Envoy for South and Central Asia, Ambassador X Y, will" is where trees of newswire fail: once the
//! mentions are known, each is one noun for the parser.

use std::ops::Range;

use plenipo_language::{Analyzer, Pos, Unit};
use plenipo_lexicon::Lexicon;

use crate::document::{Document, Passage};
use crate::mention::{Mention, Naming};
use crate::time::TimeMention;

/// Parses the passages again with the given mentions, and the dates in them, as single nouns.
pub(crate) fn parse_mentions(
    document: &mut Document<'_>,
    mentions: &[Mention],
    analyzer: &Analyzer,
    lexicon: &Lexicon,
) {
    let text = document.text;
    let mut next = 0;
    let mut of_passages = Vec::with_capacity(document.passages.len());
    for (number, passage) in document.passages.iter().enumerate() {
        let mut units: Vec<Unit> = Vec::new();
        while let Some(mention) = mentions.get(next).filter(|mention| mention.passage == number) {
            next += 1;
            units.extend(unit_of(passage, text, mention));
        }
        for time in date_units(passage) {
            if units.iter().all(|unit| unit.tokens.end <= time.tokens.start || time.tokens.end <= unit.tokens.start) {
                units.push(time);
            }
        }
        units.sort_by_key(|unit| unit.tokens.start);
        of_passages.push(units);
    }
    document.parse_units(analyzer, &of_passages);
    for mention in mentions.iter().filter(|mention| mention.is_named()) {
        let passage = &mut document.passages[mention.passage];
        tie_preposition(passage, mention);
        tie_destination(passage, mention, lexicon);
    }
}

/// "will leave for Lima to attend": the tree may take the destination for who attends.
fn tie_destination(passage: &mut Passage, mention: &Mention, lexicon: &Lexicon) {
    if !matches!(mention.naming, Naming::Place { .. } | Naming::Country { is_adjective: false, .. })
        || passage.base_relation(mention.head) != "nsubj"
    {
        return;
    }
    let infinitive = passage.head(mention.head).filter(|&verb| verb > mention.head);
    let journey = infinitive
        .and_then(|verb| passage.head(verb))
        .filter(|&above| above < mention.head && lexicon.lists().is_motion_verb(passage.lemma(above)));
    let case = mention.tokens.start.checked_sub(1).filter(|&case| passage.base_relation(case) == "mark");
    if let (Some(journey), Some(case)) = (journey, case) {
        passage.tie(mention.head, journey, "obl");
        passage.tie(case, mention.head, "case");
    }
}

/// "for talks with X, the ministry said": the tree may tie a preposition to a noun beyond the name that it stands before.
fn tie_preposition(passage: &mut Passage, mention: &Mention) {
    let Some(case) = mention.tokens.start.checked_sub(1).filter(|&case| passage.base_relation(case) == "case") else {
        return;
    };
    let Some(noun) = passage.head(case).filter(|&noun| noun > mention.tokens.end) else { return };
    let is_closed = passage.tokens().get(mention.tokens.end).is_some() && passage.lemma(mention.tokens.end) == ",";
    let above = passage.head(noun).filter(|&above| above < case && is_closed);
    let verb = (noun + 1..passage.len().min(noun + 2)).find(|&verb| passage.pos(verb) == Pos::Verb);
    let (Some(above), Some(verb)) = (above, verb) else { return };
    if passage.ancestors(verb).any(|up| up == noun) {
        return;
    }
    let relation = passage.relation(noun);
    passage.tie(mention.head, above, relation);
    passage.tie(case, mention.head, "case");
    passage.tie(noun, verb, "nsubj");
}

fn unit_of(passage: &Passage, text: &str, mention: &Mention) -> Option<Unit> {
    let word = |token: usize| passage.tokens().get(token).map_or("", |token| token.span.slice(text));
    let Range { mut start, mut end } = mention.tokens.clone();
    if start + 1 < end && matches!(passage.pos(start), Pos::Det | Pos::Pron) {
        start += 1;
    }
    let head = match &mention.naming {
        Naming::Person(_) => mention.core.end - 1,
        Naming::Organization(_) => {
            // "Ministry of Salt": what stands before "of" carries the name.
            let of = (start + 1..end).find(|&token| passage.pos(token) == Pos::Adp);
            of.unwrap_or(end) - 1
        }
        Naming::Country { is_adjective: false, .. } | Naming::Place { .. } => {
            let modifies =
                matches!(passage.pos(end.min(passage.len() - 1)), Pos::Noun | Pos::Adj) && end < passage.len();
            if modifies {
                return None;
            }
            end - 1
        }
        _ => return None,
    };
    // The comma that closes an apposition goes with it.
    let has_apposition = (start..end).any(|token| word(token) == ",");
    if has_apposition && word(end) == "," {
        end += 1;
    }
    Some(Unit { tokens: start..end, head, aside_of: None })
}

/// "June 28", "Thursday, May 3": the month or weekday stands for all; "a day earlier" stands aside.
fn date_units(passage: &Passage) -> Vec<Unit> {
    let spans: Vec<Range<usize>> = passage.times.iter().filter_map(|time| tokens_of(passage, time)).collect();
    let in_time = |token: usize| spans.iter().any(|span| span.contains(&token));
    let is_verb = |&token: &usize| token < passage.len() && passage.tag(token).starts_with("VB") && !in_time(token);
    let unit = |span: &Range<usize>| {
        let proper = span.clone().find(|&token| passage.pos(token) == Pos::Propn);
        let behind = (span.end..passage.len()).find(|&token| passage.pos(token) != Pos::Adv).filter(is_verb);
        let is_led = span.start > 0 && passage.pos(span.start - 1) == Pos::Adp;
        match proper {
            // "was on Friday named": between an auxiliary or a subject and its verb.
            Some(head) if is_led && behind.is_some() => {
                Some(Unit { tokens: span.start - 1..span.end, head, aside_of: behind })
            }
            Some(head) => (span.len() > 1).then(|| Unit { tokens: span.clone(), head, aside_of: None }),
            None if span.len() > 1 && !is_led => {
                let before = (0..span.start).rev().find(is_verb);
                Some(Unit { tokens: span.clone(), head: span.end - 1, aside_of: Some(before.or(behind)?) })
            }
            None => None,
        }
    };
    spans.iter().filter_map(unit).collect()
}

/// The tokens of a time expression; "since", "until" and the "after" of "a day after" stay words of their own.
fn tokens_of(passage: &Passage, time: &TimeMention) -> Option<Range<usize>> {
    let inside = |token: &plenipo_language::Token| time.span.contains(token.span);
    let first = passage.tokens().iter().position(inside)?;
    let last = passage.tokens().iter().rposition(inside)?;
    let is_content = |&token: &usize| !matches!(passage.pos(token), Pos::Adp | Pos::Sconj);
    let first = (first..=last).find(is_content)?;
    let last = (first..=last).rfind(is_content)?;
    // "the following month"
    let article = first.checked_sub(1).filter(|&before| passage.pos(before) == Pos::Det);
    Some(article.unwrap_or(first)..last + 1)
}
