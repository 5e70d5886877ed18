//! On which days something happens that a sentence tells: of its clause, of "where", of a list, of each partner.

use plenipo_record::{EventKind, Place, Status, When};

use super::duration::{days_of, stretched};
use super::moment::{day_of_speech, moment_of};
use super::place::place_of;
use super::site::{Match, Site};
use super::slot::dedupe;
use super::syntax::{clause_of, preposition_of};
use super::{DayOfOccasion, EventMention};
use crate::cast::MemberIndex;
use crate::explain::Note;
use crate::time::Tense;

impl Site<'_> {
    /// The days that the sentence tells of what was found.
    pub(super) fn days_of(&self, found: &Match, status: Status) -> Option<When> {
        let (passage, lexicon) = (self.passage, self.lexicon);
        let has_tense = found
            .anchors
            .iter()
            .any(|&anchor| passage.is_verb(anchor) || passage.dependents(anchor, &["cop"]).next().is_some());
        let moment = |anchor: usize| moment_of(passage, anchor, status, has_tense, lexicon);
        let mut when = moment(found.trigger).or_else(|| found.anchors.iter().find_map(|&anchor| moment(anchor)));
        if when.is_none() && found.kind == EventKind::Visit && status == Status::Occurred {
            when = self.day_there(found.trigger);
        }
        when = self.day_before_where(&found.anchors, status).or(when);
        when = when.or_else(|| self.day_of_announcement(found, status));
        let near = match found.kind {
            EventKind::Visit => 0..passage.len(),
            _ => found.trigger.saturating_sub(8)..found.trigger + 1,
        };
        let is_other = |noun: &str| found.kind != EventKind::Visit && lexicon.lists().is_journey(noun);
        if let Some(n_days) = days_of(passage, self.document.text, near, &is_other) {
            passage.notes.add(|| Note::Stretched(n_days));
            let ends = found.anchors.iter().any(|&anchor| lexicon.lists().is_ending_verb(passage.lemma(anchor)));
            when = when.map(|when| stretched(when, n_days, ends));
        }
        when
    }

    /// "Norway on Thursday said it had expelled two envoys", "announced on Thursday that they are barred": a measure that is
    /// told as news is of the day on which it is announced.
    fn day_of_announcement(&self, found: &Match, status: Status) -> Option<When> {
        let is_measure = matches!(found.kind, EventKind::Sanction | EventKind::Appoint | EventKind::Aid);
        if !is_measure || self.is_of_background(found.trigger) || !matches!(status, Status::Occurred | Status::Ongoing)
        {
            return None;
        }
        let report = self.announcement_of(found)?;
        day_of_speech(self.passage, report).map(When::on)
    }

    /// The verb in the past that announces in the first paragraph what has been done: "said it *had* expelled two envoys".
    pub(super) fn announcement_of(&self, found: &Match) -> Option<usize> {
        let passage = self.passage;
        let verb = found.anchors.iter().copied().find(|&anchor| passage.is_verb(anchor))?;
        let has = |verb: usize, lemma: &str| {
            passage.dependents(verb, &["aux", "aux:pass"]).any(|auxiliary| passage.lemma(auxiliary) == lemma)
        };
        let is_told = has(verb, "have") || has(verb, "be");
        let report = passage.head(verb).filter(|_| is_told && passage.base_relation(verb) == "ccomp")?;
        let announces = passage.tag(report) == "VBD"
            && passage.head(report).is_none()
            && self.lexicon.is_reporting_verb(passage.lemma(report));
        (passage.paragraph == 0 && announces).then_some(report)
    }

    /// "in Oslo on Monday, where she met X, and in Lima a day later, where": the day of the place that "where" takes up, if
    /// its clause tells none.
    fn day_before_where(&self, anchors: &[usize], status: Status) -> Option<When> {
        let passage = self.passage;
        let verb = anchors.iter().copied().find(|&anchor| passage.is_verb(anchor))?;
        let adverb = (0..verb).rev().find(|&token| passage.lemma(token) == "where")?;
        let is_own = clause_of(passage, adverb) == Some(verb) && adverb > 0 && passage.lemma(adverb - 1) == ",";
        let end = (verb + 1..passage.len())
            .find(|&token| passage.lemma(token) == "," && passage.lemma((token + 1).min(passage.len() - 1)) == "and")
            .unwrap_or(passage.len() - 1);
        let offset = |token: usize| passage.tokens()[token].span.start;
        let tells_day = passage.times.iter().any(|time| (offset(adverb)..offset(end)).contains(&time.span.start));
        let tense = if status == Status::Occurred { Tense::Past } else { Tense::Future };
        let before = passage.times.iter().filter(|_| is_own && !tells_day);
        before
            .rev()
            .find(|time| time.span.end <= offset(adverb) && adverb >= 6 && time.span.start >= offset(adverb - 6))
            .and_then(|time| {
                let when = time.resolve(tense)?;
                passage.notes.add(|| Note::Dated(time.span, tense, when));
                Some(when)
            })
    }

    /// "flew to Oslo, where on Saturday he met Y": the day of what is done there.
    fn day_there(&self, trigger: usize) -> Option<When> {
        let passage = self.passage;
        let place = (trigger + 1..passage.len()).find(|&token| passage.lemma(token) == "where")?;
        let start = passage.tokens()[place].span.end;
        let of_clause = passage.times.iter().find(|time| time.span.start >= start && time.span.start < start + 80);
        // "flew to Oslo, where he is to meet Y on Saturday" tells no day of the flight.
        let verb = (place + 1..passage.len()).find(|&token| passage.is_verb(token))?;
        let had =
            || passage.dependents(verb, &["aux"]).any(|had| passage.tag(had) == "VBD" && passage.lemma(had) == "have");
        let is_told = passage.tag(verb) == "VBD" && passage.lemma(verb) != "be" || had();
        let of_clause = of_clause.filter(|_| is_told);
        of_clause.filter(|time| !time.is_ahead()).and_then(|time| time.resolve(Tense::Past))
    }

    /// "On the second day he called on X": a day of what is told around the sentence.
    pub(super) fn day_of_occasion(&self, trigger: usize) -> Option<DayOfOccasion> {
        let passage = self.passage;
        let lists = self.lexicon.lists();
        let clause = clause_of(passage, trigger);
        let is_own = |day: &usize| {
            passage.lemma(*day) == "day"
                && passage.tag(*day) == "NN"
                && preposition_of(passage, *day) == Some("on")
                && passage.dependents(*day, &["nmod"]).next().is_none()
                && clause_of(passage, *day) == clause
        };
        let day = (0..passage.len()).find(is_own)?;
        passage.dependents(day, &["amod"]).find_map(|word| {
            let word = passage.lemma(word);
            let nth = lists.nth_day(word).map(DayOfOccasion::Nth);
            nth.or_else(|| lists.is_last_day(word).then_some(DayOfOccasion::Last))
        })
    }

    /// "a summit, which opens on Saturday and ends on Sunday": from the day of one verb to that of the other.
    pub(super) fn lasting(&self, found: &Match, status: Status) -> Option<When> {
        let passage = self.passage;
        let lists = self.lexicon.lists();
        if !matches!(found.kind, EventKind::Gathering | EventKind::Visit | EventKind::Negotiate) {
            return None;
        }
        let behind = found.trigger + 1..passage.len();
        let opens = |token: usize| lists.is_beginning_verb(passage.lemma(token)) || passage.lemma(token) == "open";
        let opening = behind.clone().find(|&token| passage.is_verb(token) && opens(token))?;
        let ending = (opening + 1..passage.len())
            .find(|&token| passage.is_verb(token) && lists.is_ending_verb(passage.lemma(token)))?;
        let is_own = passage.ancestors(opening).any(|up| up == found.trigger)
            || passage.head(found.trigger).is_some_and(|head| head == opening);
        let tense = if matches!(status, Status::Occurred) { Tense::Past } else { Tense::Future };
        let day_behind = |verb: usize, end: usize| {
            let own = passage.times.iter().find(|time| {
                time.span.start > passage.tokens()[verb].span.start && time.span.start < passage.tokens()[end].span.end
            });
            own.and_then(|time| time.resolve(tense))
        };
        let first = day_behind(opening, ending).filter(|_| is_own && ending < opening + 14)?;
        let last = day_behind(ending, passage.len() - 1)?;
        let is_range = first.start.first() <= last.start.first();
        is_range.then_some(When { start: first.start, end: last.end })
    }

    /// "to Oslo on Sunday and to Lima on Tuesday": the day of each stop, where each has one behind it.
    pub(super) fn days_by_place(&self, told: &EventMention, places: &[Place]) -> Vec<Option<When>> {
        let passage = self.passage;
        let all = vec![told.when; places.len()];
        let tense = if told.status == Status::Occurred { Tense::Past } else { Tense::Future };
        let start_of = |place: &Place| {
            let is_it = |token: &usize| {
                let mention = self.parties.mention_at(self.number, *token).filter(|mention| mention.head == *token);
                mention.and_then(place_of).is_some_and(|named| named == *place)
            };
            (told.trigger..passage.len()).find(is_it).map(|token| passage.tokens()[token].span.end)
        };
        let Some(starts) = places.iter().map(start_of).collect::<Option<Vec<usize>>>() else { return all };
        let day_behind = |at: usize| {
            let next = starts.get(at + 1).copied().unwrap_or(usize::MAX);
            let mut own = passage.times.iter().filter(|time| (starts[at]..next).contains(&time.span.start));
            own.next().and_then(|time| time.resolve(tense))
        };
        let days: Vec<Option<When>> = (0..places.len()).map(day_behind).collect();
        if starts.is_sorted() && days.iter().all(Option::is_some) { days } else { all }
    }

    /// "met X on Monday and Y on Tuesday": each partner with a day of his own.
    pub(super) fn paired(&mut self, told: &EventMention) -> Vec<(MemberIndex, When)> {
        let passage = self.passage;
        let is_talk = matches!(told.kind, EventKind::Meet | EventKind::Call);
        if !is_talk || told.with.len() < 2 || passage.times.len() < told.with.len() {
            return Vec::new();
        }
        let tense = if told.status == Status::Occurred { Tense::Past } else { Tense::Future };
        let mut pairs = Vec::new();
        let mut at = told.trigger + 1;
        for time in passage.times.iter().filter(|time| time.span.start > passage.tokens()[told.trigger].span.end) {
            let heads: Vec<usize> = (at..passage.len())
                .take_while(|&token| passage.tokens()[token].span.end <= time.span.start)
                .filter(|&token| {
                    self.parties.mention_at(self.number, token).is_some_and(|mention| mention.head == token)
                })
                .collect();
            let mut partners: Vec<MemberIndex> = heads
                .into_iter()
                // The tree may have joined the next partner to this one.
                .flat_map(|head| self.parties.named_by(self.cast, self.number, head).into_iter().take(1))
                .filter(|member| told.with.contains(member))
                .collect();
            dedupe(&mut partners);
            let day = time.resolve(tense).filter(|when| when.end == Some(when.start));
            let ([partner], Some(when)) = (partners.as_slice(), day) else { return Vec::new() };
            pairs.push((*partner, when));
            at = (at..passage.len()).find(|&token| passage.tokens()[token].span.start >= time.span.end).unwrap_or(at);
        }
        if pairs.len() == told.with.len() { pairs } else { Vec::new() }
    }

    /// The days of a list that some words join: "were held on May 3 and June 8".
    pub(super) fn days_listed(&self, joins: impl Fn(&str) -> bool) -> Vec<When> {
        let times: Vec<_> = self.passage.times.iter().collect();
        let text = |span: std::ops::Range<usize>| self.document.text.get(span).unwrap_or("").trim();
        let is_listed =
            times.len() > 1 && times.windows(2).all(|pair| joins(text(pair[0].span.end..pair[1].span.start)));
        let resolved = times.iter().filter(|_| is_listed).filter_map(|time| time.resolve(Tense::Past));
        resolved.filter(|when| when.end == Some(when.start)).collect()
    }

    /// Tells whether a noun means several occasions: "the first two rounds".
    pub(super) fn is_several(&self, noun: usize) -> bool {
        self.passage.tag(noun) == "NNS" && self.lexicon.lists().is_occasion(self.passage.lemma(noun))
    }

    /// "spoke on Tuesday and again on Thursday"
    pub(super) fn happens_again(&self) -> bool {
        let times = &self.passage.times;
        let text = |span: std::ops::Range<usize>| self.document.text.get(span).unwrap_or("").trim();
        times.windows(2).any(|pair| self.lexicon.lists().tells_again(text(pair[0].span.end..pair[1].span.start)))
    }
}
