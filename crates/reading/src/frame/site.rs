//! One sentence under the patterns: from what a pattern found to reports of events with their days and places.

use plenipo_language::Pos;
use plenipo_lexicon::{Lexicon, Needs, Slot};
use plenipo_record::{ActorKind, EventKind, Place, Status, When};

use super::EventMention;
use super::duration::{days_of, stretched};
use super::moment::{is_ahead_of_copy, moment_of};
use super::party::{Parties, Reach};
use super::place::{
    adverb_of_place, house_of_state, is_in_building, place_before_where, place_of, town_of_occasion, town_of_paper,
    venue,
};
use super::status::effect;
use super::syntax::{agent, causer, clause_of, has_preposition, prepositional};
use crate::cast::{Cast, Member, MemberIndex};
use crate::document::{Document, Passage};
use crate::explain::{Miss, Note};
use crate::time::Tense;

/// What stands between the days on each of which something happened.
const AGAIN: &str = "and again on";

/// One sentence under the patterns, with everything that they ask about.
pub(crate) struct Site<'s> {
    pub number: usize,
    pub passage: &'s Passage,
    pub document: &'s Document<'s>,
    pub parties: &'s Parties<'s>,
    pub cast: &'s mut Cast,
    pub lexicon: &'s Lexicon,
    pub home: Option<&'s Place>,
    /// Which common nouns count for the kind of event that is looked for.
    pub reach: Reach,
    /// Whether the article names firms.
    pub is_among_firms: bool,
    /// Who wrote the post that is looked at, where it is one.
    pub writer: Option<MemberIndex>,
}

/// What a pattern found around its trigger.
pub(super) struct Match {
    pub trigger: usize,
    /// The words around which times and places are looked for.
    pub anchors: Vec<usize>,
    pub kind: EventKind,
    pub status: Status,
    pub by: Vec<MemberIndex>,
    pub with: Vec<MemberIndex>,
    pub places: Vec<Place>,
    pub what: Vec<String>,
    pub is_anaphoric: bool,
    pub is_other: bool,
}

impl Site<'_> {
    pub(super) fn told(&mut self, found: Match, slots: &[Slot]) -> Vec<EventMention> {
        let passage = self.passage;
        let lexicon = self.lexicon;
        let is_past = matches!(found.status, Status::Occurred | Status::Ongoing);
        let is_ahead = is_past && is_ahead_of_copy(passage, found.trigger, lexicon);
        let status = if is_ahead || self.is_scheduled(&found) { Status::Planned } else { found.status };
        if status != found.status {
            passage.notes.add(|| Note::Cue(found.trigger, status));
        }
        let mut found = found;
        found.what = self.about(&found);
        if found.kind == EventKind::Meet && self.n_countries(&found) >= 4 {
            found.kind = EventKind::Gathering;
        }
        let when = self.days_of(&found, status);
        // "have been negotiating since Monday"
        let goes_on = found.kind == EventKind::Negotiate
            && status == Status::Occurred
            && when.is_some_and(|when| when.end.is_none())
            && found.anchors.iter().any(|&anchor| has_perfect_of_present(passage, anchor));
        let status = if goes_on { Status::Ongoing } else { status };
        let when = self.lasting(&found, status).or(when);
        // "Both meetings had been planned for Thursday": what was due before is told elsewhere, or became nothing.
        if found.is_anaphoric && status == Status::Planned && self.was_due(&found) {
            return Vec::new();
        }
        let is_news = status == Status::Occurred && self.is_news(&found);
        let (places, is_there) = self.places_of(&found, slots, (status, is_news));
        let base = EventMention {
            kind: found.kind,
            passage: self.number,
            trigger: found.trigger,
            status,
            by: found.by,
            with: found.with,
            when,
            place: None,
            what: found.what,
            is_anaphoric: found.is_anaphoric,
            is_definite: self.is_definite(found.trigger),
            is_introduced: passage
                .dependents(found.trigger, &["det"])
                .any(|article| matches!(passage.lemma(article), "a" | "an" | "another")),
            is_other: found.is_other,
            is_open: false,
            is_lifting: found.anchors.iter().any(|&anchor| {
                found.kind == EventKind::Sanction && lexicon.references().is_lifting_verb(passage.lemma(anchor))
            }),
            is_there,
            is_news,
            is_posted: self.writer.is_some(),
        };
        let is_repeated = passage.is_verb(base.trigger) && matches!(base.kind, EventKind::Meet | EventKind::Call);
        let joiners = match () {
            () if self.is_several(found.trigger) || self.happens_again() => {
                &["and", ",", ", and", "and on", "and in", AGAIN][..]
            }
            // "met on Wednesday, a day before": a comma alone parts one day from what is said of it.
            () if is_repeated => &["and", "and on", "and in", "and again in"],
            () => &[],
        };
        let days = self.days_listed(joiners);
        if days.len() > 1 {
            let on = |when| self.split(EventMention { when: Some(when), ..base.clone() }, places.clone());
            return days.into_iter().flat_map(on).collect();
        }
        let paired = self.paired(&base);
        if !paired.is_empty() {
            return paired
                .into_iter()
                .flat_map(|(member, when)| {
                    let one = EventMention { with: vec![member], when: Some(when), ..base.clone() };
                    self.split(one, places.clone())
                })
                .collect();
        }
        self.split(base, places)
    }

    /// The days that the sentence tells of what was found.
    fn days_of(&self, found: &Match, status: Status) -> Option<When> {
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
        let near = match found.kind {
            EventKind::Visit => 0..passage.len(),
            _ => found.trigger.saturating_sub(8)..found.trigger + 1,
        };
        let is_other = |noun: &str| found.kind != EventKind::Visit && lexicon.references().is_journey(noun);
        if let Some(n_days) = days_of(passage, self.document.text, near, &is_other) {
            passage.notes.add(|| Note::Stretched(n_days));
            let ends = found.anchors.iter().any(|&anchor| lexicon.references().is_ending_verb(passage.lemma(anchor)));
            when = when.map(|when| stretched(when, n_days, ends));
        }
        when
    }

    /// The places that the sentence tells of what was found, and whether it happens where the last event was.
    fn places_of(&self, found: &Match, slots: &[Slot], (status, is_news): (Status, bool)) -> (Vec<Place>, bool) {
        let (passage, lexicon) = (self.passage, self.lexicon);
        let arrives = found.kind == EventKind::Visit && self.ends_here(found);
        let mut places = found.places.clone();
        // "in Oslo, where he met X": nothing places it more clearly.
        if places.is_empty() && slots.is_empty() {
            places.extend(place_before_where(passage, self.number, self.parties, &found.anchors));
        }
        if places.is_empty() && (slots.is_empty() || found.kind == EventKind::Agree) {
            places.extend(venue(passage, self.number, self.parties, &found.anchors, lexicon));
        }
        let is_occasion = !matches!(found.kind, EventKind::Visit | EventKind::Sanction | EventKind::Appoint);
        if places.is_empty() && slots.is_empty() && is_occasion {
            let town = town_of_occasion(passage, self.number, self.parties, &found.anchors, lexicon);
            let house = || house_of_state(passage, self.number, self.parties, &found.anchors, lexicon);
            places.extend(town.or_else(house));
        }
        if places.is_empty() && found.kind == EventKind::Agree && status == Status::Occurred {
            places.extend(town_of_paper(passage, self.number, self.parties, &found.anchors, lexicon));
        }
        let adverb = adverb_of_place(passage, &found.anchors, lexicon);
        let is_talk = matches!(found.kind, EventKind::Meet | EventKind::Negotiate | EventKind::Gathering);
        let is_current = is_news || matches!(status, Status::Planned | Status::Ongoing);
        // The buildings of the day's news stand where the copy comes from.
        let in_building = || is_in_building(passage, self.number, self.parties, &found.anchors, lexicon);
        let happens_here =
            adverb == Some("here") || arrives || adverb.is_none() && is_talk && is_current && in_building();
        if places.is_empty() && happens_here {
            passage.notes.add(|| Note::PlacedHere);
            places.extend(self.home.cloned());
        }
        if places.is_empty() && adverb == Some("there") {
            places.extend(self.place_of_there(&found.anchors));
        }
        let is_there = places.is_empty() && adverb == Some("there");
        (places, is_there)
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

    /// "met X on Monday and Y on Tuesday": each partner with a day of his own.
    fn paired(&mut self, told: &EventMention) -> Vec<(MemberIndex, When)> {
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
            super::slot::dedupe(&mut partners);
            let day = time.resolve(tense).filter(|when| when.end == Some(when.start));
            let ([partner], Some(when)) = (partners.as_slice(), day) else { return Vec::new() };
            pairs.push((*partner, when));
            at = (at..passage.len()).find(|&token| passage.tokens()[token].span.start >= time.span.end).unwrap_or(at);
        }
        if pairs.len() == told.with.len() { pairs } else { Vec::new() }
    }

    /// "a summit, which opens on Saturday and ends on Sunday": from the day of one verb to that of the other.
    fn lasting(&self, found: &Match, status: Status) -> Option<When> {
        let passage = self.passage;
        let references = self.lexicon.references();
        if !matches!(found.kind, EventKind::Gathering | EventKind::Visit | EventKind::Negotiate) {
            return None;
        }
        let behind = found.trigger + 1..passage.len();
        let opens = |token: usize| references.is_beginning_verb(passage.lemma(token)) || passage.lemma(token) == "open";
        let opening = behind.clone().find(|&token| passage.is_verb(token) && opens(token))?;
        let ending = (opening + 1..passage.len())
            .find(|&token| passage.is_verb(token) && references.is_ending_verb(passage.lemma(token)))?;
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

    /// "X has left for Oslo. Talks open there on Monday": the last place named in the sentence, else the one of the
    /// sentence before, where it is the only one that is not told in passing.
    pub(super) fn place_of_there(&self, anchors: &[usize]) -> Option<Place> {
        let there = (0..self.passage.len()).find(|&token| {
            self.passage.lemma(token) == "there"
                && self.passage.base_relation(token) != "expl"
                && !self.passage.quoted[token]
                && anchors.iter().any(|&anchor| clause_of(self.passage, anchor) == clause_of(self.passage, token))
        })?;
        let places = |number: usize, tokens: std::ops::Range<usize>| -> Vec<(usize, Place)> {
            let passage = &self.document.passages[number];
            let heads = tokens.filter(|&token| !passage.quoted[token]);
            let mentions = heads.filter_map(|token| Some((token, self.parties.mention_at(number, token)?)));
            let is_led = |token: usize| {
                ["in", "at", "to", "for", "into", "near", "from"]
                    .iter()
                    .any(|word| has_preposition(passage, token, word))
            };
            let named = mentions.filter(|(token, mention)| mention.head == *token && is_led(*token));
            named.filter_map(|(token, mention)| Some((token, place_of(mention)?))).collect()
        };
        let here = places(self.number, 0..there).pop();
        let before = || {
            let number = self.number.checked_sub(1)?;
            let passage = &self.document.passages[number];
            let is_in_passing = |token: usize| passage.ancestors(token).any(|up| passage.relation(up) == "acl:relcl");
            let mut places = places(number, 0..passage.len());
            places.retain(|(token, _)| !is_in_passing(*token));
            places.dedup_by(|one, other| one.1 == other.1);
            (places.len() == 1).then(|| places.pop()).flatten()
        };
        let (_, place) = here.or_else(before)?;
        self.passage.notes.add(|| Note::Placed(there, place.clone()));
        Some(place)
    }

    /// Tells whether a noun means several occasions: "the first two rounds".
    fn is_several(&self, noun: usize) -> bool {
        self.passage.tag(noun) == "NNS" && self.lexicon.references().is_occasion(self.passage.lemma(noun))
    }

    /// "spoke on Tuesday and again on Thursday"
    fn happens_again(&self) -> bool {
        let times = &self.passage.times;
        let text = |span: std::ops::Range<usize>| self.document.text.get(span).unwrap_or("").trim();
        times.windows(2).any(|pair| text(pair[0].span.end..pair[1].span.start) == AGAIN)
    }

    /// The days of a list that some words join: "were held on May 3 and June 8".
    fn days_listed(&self, joiners: &[&str]) -> Vec<When> {
        let times: Vec<_> = self.passage.times.iter().collect();
        let text = |span: std::ops::Range<usize>| self.document.text.get(span).unwrap_or("").trim();
        let is_listed = times.len() > 1
            && times.windows(2).all(|pair| joiners.contains(&text(pair[0].span.end..pair[1].span.start)));
        let resolved = times.iter().filter(|_| is_listed).filter_map(|time| time.resolve(Tense::Past));
        resolved.filter(|when| when.end == Some(when.start)).collect()
    }

    /// "is leaving for Oslo", "the talks resume on Monday": the present tells what is to come.
    fn is_scheduled(&self, found: &Match) -> bool {
        let passage = self.passage;
        // "arrives for talks": the talks are as far off as the journey.
        let journey = passage.head(found.trigger).filter(|_| passage.base_relation(found.trigger) == "obl");
        let verbs = || found.anchors.iter().copied().chain(journey).filter(|&anchor| passage.pos(anchor) == Pos::Verb);
        // "to attend a session that opens on Friday"
        let opens = |&verb: &usize| {
            passage.tag(verb) == "VBZ" && passage.base_relation(verb) == "acl" && passage.lemma(verb) == "open"
        };
        let verb = verbs().find(opens).or_else(|| verbs().next());
        let Some(verb) = verb.filter(|_| found.status == Status::Ongoing) else { return false };
        // "talks are going on"
        let goes_on = passage.dependents(verb, &["compound:prt"]).any(|particle| passage.lemma(particle) == "on");
        if self.lexicon.references().is_motion_verb(passage.lemma(verb)) && !goes_on {
            return true;
        }
        let is_subject = passage.head(found.trigger) == Some(verb) && passage.base_relation(found.trigger) == "nsubj";
        let is_simple = matches!(passage.tag(verb), "VBZ" | "VBP") && (verb == found.trigger || is_subject);
        let when = moment_of(passage, found.trigger, Status::Planned, true, self.lexicon);
        let begins = self.lexicon.references().is_beginning_verb(passage.lemma(verb)) || opens(&verb);
        (is_simple || begins && matches!(passage.tag(verb), "VBZ" | "VBP"))
            && when.is_some_and(|when| when.end.is_some() || begins)
    }

    /// Tells whether a verb in the past perfect says that an occasion was planned.
    fn was_due(&self, found: &Match) -> bool {
        let passage = self.passage;
        let verb = passage.head(found.trigger).filter(|_| passage.base_relation(found.trigger) == "nsubj");
        verb.is_some_and(|verb| {
            let had = |aux: usize| passage.lemma(aux) == "have" && passage.tag(aux) == "VBD";
            effect(passage, verb, self.lexicon.status_cues()) == Some(Status::Planned)
                && passage.dependents(verb, &["aux"]).any(had)
        })
    }

    /// Makes one mention for every destination, and for every partner of separate meetings.
    fn split(&self, base: EventMention, places: Vec<Place>) -> Vec<EventMention> {
        if base.kind == EventKind::Visit && places.len() > 1 {
            return places.into_iter().map(|place| EventMention { place: Some(place), ..base.clone() }).collect();
        }
        let place = places.into_iter().next();
        // Talks with several people "during January 17-19" are several talks.
        let lasts = base.when.is_some_and(|when| when.end != Some(when.start)) && base.by.len() == 1;
        let is_talk = matches!(base.kind, EventKind::Meet | EventKind::Call);
        let separate = is_talk && base.with.len() > 1 && (lasts || self.is_separate(base.trigger));
        if separate {
            return base
                .with
                .iter()
                .map(|&partner| EventMention { with: vec![partner], place: place.clone(), ..base.clone() })
                .collect();
        }
        vec![EventMention { place, ..base }]
    }

    fn is_separate(&self, trigger: usize) -> bool {
        // "meetings with her counterparts from Chile and Peru"
        let references = self.lexicon.references();
        if self.passage.tag(trigger) == "NNS" && references.is_held_with_each(self.passage.lemma(trigger)) {
            return true;
        }
        // "received first X and then Y"
        let behind = trigger + 1..self.passage.len().min(trigger + 30);
        let first = behind.clone().take(2).find(|&token| self.passage.lemma(token) == "first");
        let is_then = |token: usize| self.passage.lemma(token) == "then" && self.passage.lemma(token - 1) == "and";
        if first.is_some_and(|first| behind.clone().any(|token| token > first && is_then(token))) {
            return true;
        }
        let clause = clause_of(self.passage, trigger);
        (0..self.passage.len()).any(|token| {
            self.lexicon.references().is_distributive(self.passage.lemma(token))
                && (clause_of(self.passage, token) == clause || token.abs_diff(trigger) < 12)
        })
    }

    fn is_news(&self, found: &Match) -> bool {
        let clause =
            found.anchors.iter().copied().find(|&anchor| {
                self.passage.is_verb(anchor) || self.passage.dependents(anchor, &["cop"]).next().is_some()
            });
        let Some(verb) = clause else { return false };
        // "had the envoy called in"
        let causer = causer(self.passage, verb);
        let tensed = std::iter::once(causer.unwrap_or(verb))
            .chain(self.passage.dependents(verb, &["aux", "cop"]))
            .any(|token| self.passage.tag(token) == "VBD");
        let have = self.passage.dependents(verb, &["aux"]).find(|&token| self.passage.lemma(token) == "have");
        // What "has" been done is news in the lede only; what "had" been done is not.
        let is_lede = self.passage.paragraph == 0 && have.is_some_and(|have| self.passage.tag(have) != "VBD");
        let perfect = have.is_some() && !is_lede;
        let tensed = tensed || is_lede;
        let words = self.passage.words(self.document.text);
        let background = words.iter().any(|word| self.lexicon.references().is_background_cue(&word.to_lowercase()));
        tensed && !perfect && !background
    }

    pub(super) fn suffices(&self, found: &Match, needs: Needs) -> bool {
        let suffices = match needs {
            Needs::Two => found.by.len() + found.with.len() >= 2,
            Needs::By => !found.by.is_empty(),
            Needs::With => !found.with.is_empty(),
            Needs::Both => !found.by.is_empty() && !found.with.is_empty(),
            Needs::Place => self.travels(found),
            Needs::Abroad => self.travels(found) && self.is_abroad(found),
            Needs::Any => !found.by.is_empty() || !found.with.is_empty(),
            Needs::Foreigners => found.by.len() + found.with.len() >= 2 && self.are_foreigners(found),
            Needs::Alliance => found.by.len() == 1 && (self.is_alliance(found.by[0]) || self.are_ministers(found)),
            Needs::Nothing => true,
        };
        if !suffices {
            self.passage.notes.add(|| Note::Lacked(needs));
        }
        suffices
    }

    /// Notes why a pattern does not fit, and gives no report.
    pub(super) fn missed<T>(&self, why: Miss, words: &[String]) -> Option<T> {
        self.passage.notes.add(|| Note::Missed(why, words.to_vec()));
        None
    }

    /// Tells whether a member is a known body of many states: "the Union".
    pub(super) fn is_alliance(&self, member: MemberIndex) -> bool {
        let body = &self.cast.members[member];
        let is_known = |name: &String| self.lexicon.organization_key(name).is_some();
        body.kind == ActorKind::Organization && body.country.is_none() && body.names.iter().any(is_known)
    }

    /// Tells whether a journey without a destination ends here: "arrived on Monday", "a visit by Senator X".
    fn ends_here(&self, found: &Match) -> bool {
        let passage = self.passage;
        self.lexicon.references().is_arrival(passage.lemma(found.trigger))
            || (passage.pos(found.trigger) == Pos::Noun && prepositional(passage, found.trigger, "by").next().is_some())
    }

    /// "the ministers of the Lakes Initiative": those who sit for states in a body of which no list knows.
    fn are_ministers(&self, found: &Match) -> bool {
        let passage = self.passage;
        let body = &self.cast.members[found.by[0]];
        let subject = agent(passage, found.trigger).filter(|_| passage.pos(found.trigger) == Pos::Verb);
        let is_of_states = |people: usize| {
            passage.tag(people) == "NNS" && matches!(passage.lemma(people), "minister" | "leader" | "president")
        };
        body.kind == ActorKind::Organization && body.country.is_none() && subject.is_some_and(is_of_states)
    }

    /// A visit leads abroad, or to a capital on official business.
    fn travels(&self, found: &Match) -> bool {
        let here = adverb_of_place(self.passage, &found.anchors, self.lexicon) == Some("here");
        let travellers = || found.by.iter().map(|&member| &self.cast.members[member]);
        // "Chilean officials flew to Oslo"
        let are_people = || {
            let subject = Some(found.trigger).filter(|&trigger| self.passage.pos(trigger) == Pos::Verb);
            let subject = subject.and_then(|verb| agent(self.passage, verb));
            let is_people = |people: usize| self.passage.pos(people) == Pos::Noun && self.is_representative(people);
            // "Chile will send a delegation to Oslo"
            let is_sent = || {
                let sent = self.patient(found.trigger).filter(|_| self.passage.pos(found.trigger) == Pos::Verb);
                sent.is_some_and(is_people)
            };
            subject.is_some_and(is_people) || is_sent()
        };
        let can_travel = travellers().any(|member| {
            member.kind != ActorKind::Country
                || self.lexicon.references().is_delegation(member.names.first().map_or("", String::as_str))
        });
        let arrives = || {
            let home = self.home.and_then(|home| home.country);
            let is_stranger = |member: &Member| member.country.is_some() && member.country != home;
            home.is_some() && self.ends_here(found) && travellers().all(is_stranger)
        };
        (can_travel || are_people()) && !self.comes_home(found) && (here || !found.places.is_empty() || arrives())
    }

    /// Tells whether ministers travel within the country of the copy whose own they are: they are named without a nation,
    /// and the lede names no other state.
    fn comes_home(&self, found: &Match) -> bool {
        let home = self.home.and_then(|home| home.country);
        let destination = found.places.first().and_then(|place| place.country);
        let is_own = |&member: &MemberIndex| {
            let member = &self.cast.members[member];
            let is_states_own = |role: &String| {
                matches!(role.as_str(), "President" | "Prime Minister") || role.to_lowercase().ends_with("minister")
            };
            member.kind == ActorKind::Person
                && member.country.is_none()
                && member.roles.iter().any(is_states_own)
                && self.is_lede_domestic()
        };
        // A place of which nothing is known is more likely a province of theirs than another country.
        let is_home = destination == home || destination.is_none() && !found.places.is_empty();
        home.is_some() && is_home && !found.by.is_empty() && found.by.iter().all(is_own)
    }

    /// Tells whether the first paragraph names no state but that of the dateline.
    fn is_lede_domestic(&self) -> bool {
        let home = self.home.and_then(|home| home.country);
        let lede = self.document.passages.iter().enumerate().filter(|(_, passage)| passage.paragraph == 0);
        let mut mentions = lede.flat_map(|(number, passage)| {
            (0..passage.len()).filter_map(move |token| self.parties.mention_at(number, token))
        });
        !mentions.any(|mention| mention.names_country().is_some_and(|code| Some(code) != home))
    }

    /// Tells whether a traveller is known to be no citizen of where the journey leads.
    fn is_abroad(&self, found: &Match) -> bool {
        let travellers = found.by.iter().filter_map(|&member| self.cast.members[member].country);
        let destination = found.places.first().and_then(|place| place.country);
        destination.is_some() && travellers.into_iter().any(|country| Some(country) != destination)
    }

    /// Returns of how many countries those are who take part, as far as they are known.
    fn n_countries(&self, found: &Match) -> usize {
        let members = found.by.iter().chain(&found.with);
        let mut countries: Vec<_> = members.filter_map(|&member| self.cast.members[member].country).collect();
        countries.sort_unstable();
        countries.dedup();
        countries.len()
    }

    /// Tells whether some party's country is known and the others are not known to be of the same one.
    fn are_foreigners(&self, found: &Match) -> bool {
        let countries = || found.by.iter().chain(&found.with).map(|&member| self.cast.members[member].country);
        let known = countries().flatten().next();
        known.is_some() && countries().any(|country| country != known)
    }

    /// The first token of a word with hyphens, of which `token` is a part: "high" of "high-level".
    pub(super) fn start_of_compound(&self, token: usize) -> usize {
        let tokens = self.passage.tokens();
        let mut first = token;
        while first >= 2 {
            let hyphen = tokens[first - 1].span;
            let is_joined = hyphen.end == tokens[first].span.start && tokens[first - 2].span.end == hyphen.start;
            if !is_joined || !matches!(hyphen.slice(self.document.text), "-" | "‐" | "‑") {
                break;
            }
            first -= 2;
        }
        first
    }
}

/// Tells whether a verb is in the present perfect.
fn has_perfect_of_present(passage: &Passage, verb: usize) -> bool {
    passage
        .dependents(verb, &["aux"])
        .any(|auxiliary| passage.lemma(auxiliary) == "have" && passage.tag(auxiliary) != "VBD")
}
