//! Quotations and statements on the working paper: how the speaker was found, when and where the words were said.

use plenipo_record::{ActorId, Day, PartKind, Quotation, Span, When};

use super::event::field;
use super::trail::{Origin, Trail, words_in};
use super::{ExplainedField, ExplainedRecord, Fallback, Note, Words};
use crate::time::{Tense, TimeMention};

/// Words that somebody said, whether quoted or reported.
struct Said<'r> {
    id: String,
    pieces: &'r [Span],
    speaker: Option<&'r ActorId>,
    medium: Option<&'r str>,
    day: Option<Day>,
}

/// The word that attributes some words, and whether it stands behind them.
#[derive(Clone, Copy)]
struct Cue {
    passage: usize,
    token: usize,
    follows: bool,
}

impl Trail<'_> {
    pub(super) fn quotation(&self, number: usize) -> ExplainedRecord {
        let quotation = &self.material.records.quotations[number];
        let said = Said {
            id: quotation.id.clone(),
            pieces: &quotation.pieces,
            speaker: quotation.speaker.as_ref(),
            medium: quotation.medium.as_deref(),
            day: quotation.said,
        };
        let pieces = self.pieces_origin(&quotation.pieces, "what stands inside the marks");
        let mut record = self.said(said);
        record.fields.insert(0, field("kind", quotation.kind.as_str(), pieces));
        record
    }

    pub(super) fn statement(&self, number: usize) -> ExplainedRecord {
        let statement = &self.material.records.statements[number];
        self.said(Said {
            id: format!("s{}", number + 1),
            pieces: &statement.pieces,
            speaker: statement.speaker.as_ref(),
            medium: statement.medium.as_deref(),
            day: statement.said,
        })
    }

    fn said(&self, said: Said<'_>) -> ExplainedRecord {
        let cue = self.cue(said.pieces[0]);
        let mut fields: Vec<ExplainedField> = Vec::new();
        fields.extend(said.speaker.map(|speaker| {
            let member = self.member(speaker);
            field("speaker", self.name(member), self.speaker_origin(&said, cue, member))
        }));
        fields.extend(said.medium.map(|medium| field("medium", medium, self.medium_origin(&said, cue, medium))));
        fields.extend(said.day.map(|day| field("said", day.to_string(), self.said_origin(&said, cue, day))));
        let n_pieces = said.pieces.len();
        let value = if n_pieces == 1 { "1 piece".to_owned() } else { format!("{n_pieces} pieces") };
        fields.push(field("text", value, self.pieces_origin(said.pieces, "")));
        ExplainedRecord { id: said.id, fields, merges: Vec::new() }
    }

    fn member(&self, id: &ActorId) -> usize {
        let records = self.material.records;
        let at = records.actors.iter().position(|actor| actor.id == *id).expect("every speaker is an actor");
        records.members[at]
    }

    fn cue(&self, words: Span) -> Option<Cue> {
        self.notes.iter().enumerate().find_map(|(passage, notes)| {
            notes.iter().find_map(|note| match *note {
                Note::Attributed(span, token, follows) if span == words => Some(Cue { passage, token, follows }),
                _ => None,
            })
        })
    }

    fn pieces_origin(&self, pieces: &[Span], how: &str) -> Origin {
        Origin::words(pieces.iter().map(|&piece| self.anywhere(piece)), how)
    }

    /// Words wherever they stand, with the sentence in which they begin.
    fn anywhere(&self, span: Span) -> Words {
        let passages = &self.material.document.passages;
        let sentence = passages.iter().rposition(|passage| passage.sentence.span.start <= span.start);
        Words { span, sentence: sentence.map(|number| number + 1) }
    }

    fn speaker_origin(&self, said: &Said<'_>, cue: Option<Cue>, member: usize) -> Origin {
        let Some(cue) = cue else { return self.before(said, member) };
        let spoke = self.notes[cue.passage].iter().filter_map(|note| match *note {
            Note::Spoke(token, speaker) if speaker == member => Some(token),
            _ => None,
        });
        let nearest = spoke.min_by_key(|token| token.abs_diff(cue.token));
        let phrase = nearest.map(|token| {
            let mention = self.mention_at(cue.passage, token).map(|mention| self.mention(mention));
            mention.unwrap_or_else(|| self.token(cue.passage, token))
        });
        let named = || self.mention_in(cue.passage, member, cue.token).map(|mention| self.mention(mention));
        let Some(speaker) = phrase.or_else(named) else { return self.before(said, member) };
        let is_here = self.passage(cue.passage).sentence.span.overlaps(said.pieces[0]);
        let how = match (is_here, cue.follows) {
            (_, true) => "named behind the words",
            (true, false) => "named in front of the words",
            (false, false) => "named in the sentence before or behind",
        };
        Origin::words([speaker, self.token(cue.passage, cue.token)], how)
    }

    /// The speaker goes on: the last words before that mean him.
    fn before(&self, said: &Said<'_>, member: usize) -> Origin {
        let mentions = self.material.mentions;
        let all = || self.mentions_of(member).map(|index| self.mention(&mentions[index]));
        let before = all().take_while(|words| words.span.start < said.pieces[0].start).last();
        Origin::words(before.or_else(|| all().next()), "same speaker as before").by(Fallback::Speech)
    }

    fn said_origin(&self, said: &Said<'_>, cue: Option<Cue>, day: Day) -> Origin {
        let dated = cue.and_then(|cue| {
            self.notes[cue.passage].iter().find_map(|note| match *note {
                Note::SaidOn(span, when) if when == When::on(day) => Some(words_in(cue.passage, span)),
                _ => None,
            })
        });
        if let Some(words) = dated {
            return Origin::words([words], "day of the attribution");
        }
        let around = cue.and_then(|cue| {
            let means = |time: &&TimeMention| time.resolve(Tense::Past).is_some_and(|when| when.start == day);
            self.passage(cue.passage).times.iter().find(means).map(|time| words_in(cue.passage, time.span))
        });
        if let Some(words) = around {
            return Origin::words([words], "day of the sentence around the words");
        }
        let verb = cue.map(|cue| self.token(cue.passage, cue.token));
        if self.material.today == Some(day) {
            return Origin::words(verb, "told without a day").by(Fallback::News);
        }
        self.as_before(said, verb, |quotation| quotation.said == Some(day))
    }

    fn medium_origin(&self, said: &Said<'_>, cue: Option<Cue>, medium: &str) -> Origin {
        let near = self.material.document.passages.iter().enumerate().filter(|(number, passage)| {
            passage.sentence.span.overlaps(said.pieces[0]) || cue.is_some_and(|cue| cue.passage == *number)
        });
        let named = near.into_iter().find_map(|(number, _)| self.medium_in(number, medium));
        if let Some(words) = named {
            return Origin::words([words], "named beside the words");
        }
        let article = self.material.article;
        let asking = [article.agency.as_deref(), article.outlet.as_deref()];
        let speech = self.material.lexicon.speech();
        let asked = cue.filter(|cue| {
            let words = self.passage(cue.passage).words(self.material.document.text).join(" ");
            speech.medium_of_asking(&words, asking) == Some(medium)
        });
        if let Some(cue) = asked {
            return Origin::words([self.token(cue.passage, cue.token)], "told to those who asked");
        }
        let links = article.parts.iter().filter(|part| part.kind == PartKind::Link);
        let leads = |span: &Span| speech.medium_of_link(span.slice(self.material.document.text)) == Some(medium);
        let after = links.map(|part| part.span).filter(leads).find(|span| span.start >= said.pieces[0].end);
        if let Some(span) = after {
            return Origin::words([Words { span, sentence: None }], "").by(Fallback::Link);
        }
        self.as_before(said, None, |quotation| quotation.medium.as_deref() == Some(medium))
    }

    /// What words share with a quotation before them, or with a later one of the same speaker.
    fn as_before(&self, said: &Said<'_>, verb: Option<Words>, shares: impl Fn(&Quotation) -> bool) -> Origin {
        let is_before = |quotation: &&Quotation| quotation.pieces[0].start < said.pieces[0].start;
        let is_own =
            |quotation: &&Quotation| quotation.pieces != said.pieces && quotation.speaker.as_ref() == said.speaker;
        let quotations = || self.material.records.quotations.iter().filter(|quotation| shares(quotation));
        let (other, how) = match quotations().rfind(is_before) {
            Some(before) => (Some(before), "as the words before"),
            None => (quotations().find(is_own), "as other words of the speaker"),
        };
        other.map_or_else(Origin::unknown, |other| {
            let words = verb.unwrap_or_else(|| self.anywhere(other.pieces[0]));
            Origin::words([words], how).by(Fallback::Speech)
        })
    }

    /// The fewest words of a sentence that name a medium.
    fn medium_in(&self, number: usize, medium: &str) -> Option<Words> {
        let passage = self.passage(number);
        let words = passage.words(self.material.document.text);
        let names = |from: usize, to: usize| {
            self.material.lexicon.speech().medium_in(&words[from..to].join(" ")) == Some(medium)
        };
        let windows = (1..=words.len()).flat_map(|n| (0..=words.len() - n).map(move |from| (from, from + n)));
        let (from, to) = windows.into_iter().find(|&(from, to)| names(from, to))?;
        Some(words_in(number, passage.span(from..to)))
    }
}
