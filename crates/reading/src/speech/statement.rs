//! What is reported without quotation marks, or with marks around some of it only: "X said that …", "according to X".

use std::ops::Range;

use plenipo_language::Pos;
use plenipo_lexicon::Lexicon;
use plenipo_record::{Day, Span, Statement};

use super::attribution::{Attribution, Attributor, Place};
use super::voice::Voice;
use crate::cast::{Cast, MemberIndex};
use crate::document::{Document, Passage};
use crate::explain::Note;
use crate::frame::Parties;

/// Returns the reported words of the body in text order.
pub(super) fn statements(
    document: &Document<'_>,
    parties: &Parties<'_>,
    cast: &mut Cast,
    lexicon: &Lexicon,
    today: Option<Day>,
) -> Vec<(Statement, Option<MemberIndex>)> {
    let attributor = Attributor { document, parties, lexicon };
    let mut found = Vec::new();
    for (number, passage) in document.passages.iter().enumerate() {
        for cue in (0..passage.len()).filter(|&cue| !passage.quoted[cue]) {
            let Some((voice, content)) = attributor.reported(cast, (number, cue)) else { continue };
            let pieces: Vec<Span> = content.into_iter().filter_map(|range| bare(passage, range)).collect();
            if pieces.is_empty() || voice.phrase.is_none() || attributor.is_nobodys((number, cue), &voice) {
                continue;
            }
            let attribution = Attribution { cue: (number, cue), voice, follows: false };
            let words: Vec<&str> = passage.words(document.text);
            let statement = Statement {
                speaker: None,
                medium: lexicon.speech().medium_in(&words.join(" ")).map(str::to_owned),
                said: attributor.day(&attribution, today),
                mention: voice.phrase,
                cue: attributor.cue_span((number, cue)),
                pieces,
            };
            passage.notes.add(|| Note::Attributed(statement.pieces[0], cue, false));
            found.push((statement, voice.member));
        }
    }
    found
}

impl Attributor<'_> {
    /// Returns who reports at a token, and the tokens of what is reported.
    fn reported(&self, cast: &mut Cast, cue: Place) -> Option<(Voice, Vec<Range<usize>>)> {
        if self.is_inside_name(cue) || self.accompanies(cue) {
            return None;
        }
        let passage = self.passage(cue);
        let speech = self.lexicon.speech();
        let length = self.according_at(cue);
        let (voice, content) = if length > 0 {
            let voice = self.according_voice(cast, cue)?;
            (voice, self.around(cue, length, voice)?)
        } else if passage.is_verb(cue.1) && self.is_as_it(cue) {
            let voice = self.subject(cast, cue);
            (voice, self.around(cue, 2, voice)?)
        } else if passage.is_verb(cue.1) {
            (self.subject(cast, cue), self.of_verb(cue)?)
        } else if speech.is_noun(passage.lemma(cue.1)) {
            let owner = passage.dependents(cue.1, &["nmod:poss"]).next()?;
            (self.voice(cast, (cue.0, owner), cue), self.of_noun(cue)?)
        } else {
            return None;
        };
        // Words that stand wholly in quotation marks are a quotation.
        let is_own = |token: usize| !passage.quoted[token] && passage.pos(token) != Pos::Punct;
        let n_own = content.iter().cloned().flatten().filter(|&token| is_own(token)).count();
        (n_own > 1 || (n_own == 1 && content.iter().all(|range| range.clone().all(|token| !passage.quoted[token]))))
            .then_some((voice, content))
    }

    /// "X will hold meetings, focusing on trade": what goes with something that is done is not said.
    fn accompanies(&self, cue: Place) -> bool {
        let passage = self.passage(cue);
        let (speech, lemma) = (self.lexicon.speech(), passage.lemma(cue.1));
        let is_of_speech = speech.is_verb(lemma)
            || speech.takes_clause(lemma)
            || speech.takes_object(lemma)
            || speech.takes_infinitive(lemma);
        passage.tag(cue.1) == "VBG"
            && passage.base_relation(cue.1) == "advcl"
            && !is_of_speech
            && passage.dependents(cue.1, &["aux"]).next().is_none()
    }

    /// Tells whether a view is nobody's: "is expected to", where nobody is told who expects.
    fn is_nobodys(&self, cue: Place, voice: &Voice) -> bool {
        let passage = self.passage(cue);
        let is_passive =
            passage.dependents(cue.1, &["nsubj:pass"]).any(|subject| self.mention((cue.0, subject)).is_none());
        let is_planned = passage.dependents(cue.1, &["xcomp"]).next().is_some();
        let is_view = self.lexicon.speech().takes_infinitive(passage.lemma(cue.1));
        voice.member.is_none() && is_passive && is_planned && is_view
    }

    /// The sentence around a phrase like "according to X".
    fn around(&self, cue: Place, length: usize, voice: Voice) -> Option<Vec<Range<usize>>> {
        let passage = self.passage(cue);
        let phrase = voice.phrase?;
        let first = (0..passage.len()).find(|&token| phrase.overlaps(passage.tokens()[token].span))?;
        let end = (0..passage.len()).rev().find(|&token| phrase.overlaps(passage.tokens()[token].span))? + 1;
        let first = if first < cue.1 { first.saturating_sub(1) } else { cue.1 };
        let end = end.max(cue.1 + length);
        let (before, behind) = (0..first, end..passage.len());
        // A phrase that opens the sentence speaks of what stands behind it; elsewhere of what stands before it as well.
        Some(vec![before, behind])
    }

    /// What a verb reports.
    fn of_verb(&self, cue: Place) -> Option<Vec<Range<usize>>> {
        let passage = self.passage(cue);
        let verb = cue.1;
        let lemma = passage.lemma(verb);
        let speech = self.lexicon.speech();
        if speech.takes_clause(lemma) {
            if let Some(aside) = self.aside(cue) {
                let mut rest = vec![0..aside.start, aside.end..passage.len()];
                // "…, they said, declining to be named": what the speakers do beside it is no part of what they say.
                if aside.start > 0
                    && (aside.end..passage.len())
                        .find(|&token| passage.pos(token) != Pos::Punct)
                        .is_some_and(|token| passage.tag(token) == "VBG" && passage.head(token) == Some(verb))
                {
                    rest.pop();
                }
                rest.retain(|range| range.clone().any(|token| passage.pos(token) != Pos::Punct));
                return Some(rest);
            }
            if let Some(clause) = passage.dependents(verb, &["ccomp"]).next() {
                let extent = passage.extent(clause);
                if !extent.contains(&verb) {
                    let content = self.without_addition(cue, extent);
                    return Some(vec![content]);
                }
                return Some(self.without(cue, extent));
            }
            if passage.base_relation(verb) == "parataxis" {
                let above = passage.head(verb)?;
                return Some(self.without(cue, passage.extent(above)));
            }
            if let Some(rest) = self.clause_behind(cue) {
                let content = self.without_addition(cue, rest);
                return Some(vec![content]);
            }
        }
        let behind = |&child: &usize| child > verb;
        let objects = passage.dependents(verb, &["obj", "xcomp", "ccomp", "iobj", "obl", "advcl"]).filter(behind);
        let mut extent: Option<Range<usize>> = None;
        for child in objects {
            let range = passage.extent(child);
            let opening = range.start;
            // "criticised the plan as a joke, for its price": what goes on behind the object.
            let goes_on = extent.is_some() && !self.is_time(cue.0, child);
            let fits = match passage.base_relation(child) {
                "obj" | "iobj" => speech.takes_object(lemma),
                "xcomp" | "ccomp" => speech.takes_infinitive(lemma) || goes_on,
                _ => speech.takes_preposition(lemma, passage.lemma(opening)) || goes_on,
            };
            if fits && range.start > verb {
                let led = speech.takes_preposition(lemma, passage.lemma(opening))
                    && passage.pos(opening) == Pos::Adp
                    && opening == verb + 1;
                let start = opening + usize::from(led);
                extent =
                    Some(extent.map_or(start..range.end, |known| known.start.min(start)..known.end.max(range.end)));
            }
        }
        extent.map(|extent| vec![self.without_addition(cue, extent)])
    }

    /// The words between commas, or behind the last comma, that hold nothing but a verb of saying and its subject.
    pub fn aside(&self, (number, verb): Place) -> Option<Range<usize>> {
        let passage = &self.document.passages[number];
        let is_comma = |&token: &usize| self.word((number, token)) == ",";
        let is_stop = |&token: &usize| matches!(self.word((number, token)), "," | "." | "?" | "!" | ":");
        let start = (0..verb).rev().find(is_comma)?;
        let end = (verb..passage.len()).find(is_stop).unwrap_or(passage.len());
        let closes = end + 1 >= passage.len();
        let others = || (start..end).filter(|&token| token != verb);
        // Commas inside a date, a relative clause or a longer clause make no aside.
        let is_bare =
            others().all(|token| passage.pos(token) != Pos::Verb && !matches!(passage.tag(token), "WP" | "WDT"));
        // ", said the palace": the tree may take who speaks for an object.
        let speaks_behind = verb == start + 1 && passage.dependents(verb, &["nsubj"]).next().is_none();
        let has_object = passage.dependents(verb, &["obj"]).next().is_some()
            && !speaks_behind
            && !self.lexicon.speech().takes_listener(passage.lemma(verb));
        let is_cut =
            end - start <= 12 && passage.tag(verb) != "VBG" && (closes || is_comma(&end)) && !passage.quoted[start];
        // "The paper, she told lawmakers, “costs nothing”": the words in marks may be the clause.
        let is_clause = |token: usize| passage.is_verb(token) && (!passage.quoted[token] || token > end);
        let has_clause = (0..start).chain(end..passage.len()).any(is_clause);
        let inside = passage.dependents(verb, &["nsubj"]).any(|subject| (start..end).contains(&subject));
        let inverted =
            verb == start + 1 && self.mention((number, verb + 1)).is_some() && (closes || !(0..start).any(is_clause));
        (is_bare && !has_object && is_cut && has_clause && (inside || inverted)).then_some(start..end)
    }

    /// A content up to where "adding …" begins something new.
    fn without_addition(&self, (number, verb): Place, content: Range<usize>) -> Range<usize> {
        let passage = &self.document.passages[number];
        let adds = |&token: &usize| {
            token > verb + 1
                && passage.tag(token) == "VBG"
                && self.word((number, token - 1)) == ","
                && !passage.quoted[token]
                && self.is_cue((number, token))
        };
        let end = content.clone().skip(1).find(adds).unwrap_or(content.end);
        content.start..end
    }

    /// The rest of the sentence behind a verb of saying, where the tree has no clause below it.
    fn clause_behind(&self, (number, verb): Place) -> Option<Range<usize>> {
        let passage = &self.document.passages[number];
        let is_aside = |&token: &usize| {
            self.is_time(number, token)
                || matches!(passage.pos(token), Pos::Adv | Pos::Adp) && self.is_time(number, token + 1)
        };
        let start = (verb + 1..passage.len()).find(|token| !is_aside(token))?;
        let end = passage.len();
        let has_verb = (start..end).any(|token| passage.is_verb(token));
        let opens_clause = passage.pos(start) != Pos::Punct && !matches!(passage.pos(start), Pos::Adp);
        (has_verb && opens_clause).then_some(start..end)
    }

    /// Tells whether a token is part of a day or time.
    fn is_time(&self, number: usize, token: usize) -> bool {
        let passage = &self.document.passages[number];
        let span = passage.tokens().get(token).map(|token| token.span);
        span.is_some_and(|span| passage.times.iter().any(|time| time.span.contains(span)))
    }

    /// What stands behind a noun of saying: "claim that …", "call for …".
    fn of_noun(&self, cue: Place) -> Option<Vec<Range<usize>>> {
        let passage = self.passage(cue);
        let below = passage.dependents(cue.1, &["acl", "ccomp", "nmod", "dep"]).filter(|&child| child > cue.1);
        let ranges: Vec<Range<usize>> = below
            .filter(|&child| passage.relation(child) != "acl:relcl")
            .map(|child| passage.extent(child))
            .filter(|range| range.start > cue.1)
            .collect();
        let start = ranges.iter().map(|range| range.start).min()?;
        let end = ranges.iter().map(|range| range.end).max()?;
        let led = self.lexicon.speech().leads_to_content(passage.lemma(start));
        let content = start + usize::from(led)..end;
        Some(vec![content])
    }

    /// A clause without the verb that is woven into it and the verb's own words.
    fn without(&self, cue: Place, clause: Range<usize>) -> Vec<Range<usize>> {
        let own = self.own_words(cue);
        vec![clause.start.min(own.start)..own.start, own.end..clause.end.max(own.end)]
    }

    /// The verb, its subject, auxiliaries and adverbials.
    fn own_words(&self, cue: Place) -> Range<usize> {
        let passage = self.passage(cue);
        let mut own = cue.1..cue.1 + 1;
        for child in passage.dependents(cue.1, &["nsubj", "aux", "advmod", "obl", "obj", "iobj"]) {
            let range = passage.extent(child);
            own = own.start.min(range.start)..own.end.max(range.end);
        }
        own
    }
}

/// The span of some tokens without punctuation and marks at its ends; marks that open or close inside stay.
fn bare(passage: &Passage, range: Range<usize>) -> Option<Span> {
    let is_word = |&token: &usize| passage.pos(token) != Pos::Punct;
    // "that" only leads to what is said.
    let first = range.clone().find(is_word)?;
    let leads = passage.lemma(first) == "that" && passage.base_relation(first) == "mark";
    let first = (first + usize::from(leads)..range.end).find(is_word)?;
    let mut last = range.rev().find(is_word)?;
    // “said the plan was "dead"”: a mark that opens inside closes inside.
    let is_mark = |token: usize| matches!(passage.tag(token), "``" | "''");
    let n_marks = (first..=last).filter(|&token| is_mark(token)).count();
    last += usize::from(n_marks % 2 == 1 && last + 1 < passage.len() && is_mark(last + 1));
    Some(passage.span(first..last + 1))
}
