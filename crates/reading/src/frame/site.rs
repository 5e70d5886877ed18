//! One sentence under the patterns: from what a pattern found to reports of events with their days and places.

use plenipo_language::Pos;
use plenipo_lexicon::{Lexicon, Needs, Slot};
use plenipo_record::{ActorKind, EventKind, Place, Status};

use super::EventMention;
use super::moment::{is_ahead_of_copy, moment_of};
use super::party::{Parties, Reach};
use super::place::place_of;
use super::status::effect;
use super::syntax::{agent, causer, clause_of, has_preposition, preposition_of};
use crate::cast::{Cast, MemberIndex};
use crate::document::{Document, Passage};
use crate::explain::{Miss, Note};

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
        let status = match found.status {
            _ if is_ahead || self.is_scheduled(&found) => Status::Planned,
            Status::Ongoing if found.kind.is_deed() => Status::Occurred,
            status => status,
        };
        if status != found.status {
            passage.notes.add(|| Note::Cue(found.trigger, status));
        }
        let mut found = found;
        self.leave_out_retinue(&mut found.by);
        self.leave_out_retinue(&mut found.with);
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
        // "announced on Thursday that they are barred from entry": they have just been.
        let is_imposed = found.kind == EventKind::Sanction && status == Status::Ongoing && when.is_some();
        let status = if is_imposed && self.announcement_of(&found).is_some() { Status::Occurred } else { status };
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
            day_of_occasion: self.day_of_occasion(found.trigger),
            is_resumption: self.is_resumption(found.trigger),
            is_open: false,
            is_lifting: found.anchors.iter().any(|&anchor| {
                found.kind == EventKind::Sanction && lexicon.lists().is_lifting_verb(passage.lemma(anchor))
            }),
            is_there,
            is_news,
            is_posted: self.writer.is_some(),
        };
        let is_repeated = passage.is_verb(base.trigger) && matches!(base.kind, EventKind::Meet | EventKind::Call);
        let lists = lexicon.lists();
        let days = match () {
            () if self.is_several(found.trigger) || self.happens_again() => {
                self.days_listed(|words| lists.joins_days(words))
            }
            () if is_repeated => self.days_listed(|words| lists.joins_days_of_deed(words)),
            () => Vec::new(),
        };
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

    /// The places that the sentence tells of what was found, and whether it happens where the last event was.
    fn places_of(&self, found: &Match, slots: &[Slot], (status, is_news): (Status, bool)) -> (Vec<Place>, bool) {
        let (passage, lexicon) = (self.passage, self.lexicon);
        let arrives = found.kind == EventKind::Visit && self.ends_here(found);
        let mut places = found.places.clone();
        // "in Oslo, where he met X": nothing places it more clearly.
        if places.is_empty() && slots.is_empty() {
            places.extend(self.place_before_where(&found.anchors));
        }
        if places.is_empty() && (slots.is_empty() || found.kind == EventKind::Agree) {
            places.extend(self.venue(&found.anchors));
        }
        let is_occasion = !matches!(found.kind, EventKind::Visit | EventKind::Sanction | EventKind::Appoint);
        if places.is_empty() && slots.is_empty() && is_occasion {
            let town = self.town_of_occasion(&found.anchors);
            let house = || self.house_of_state(&found.anchors);
            places.extend(town.or_else(house));
        }
        if places.is_empty() && found.kind == EventKind::Agree && status == Status::Occurred {
            places.extend(self.town_of_paper(&found.anchors));
        }
        // "arrived at Gardermoen Airport": where the copy comes from, if nobody knows where else.
        let is_landing = |place: &Place| {
            let last = place.name.as_deref().and_then(|name| name.split_whitespace().next_back());
            place.country.is_none() && last.is_some_and(|word| lexicon.lists().is_landing_place(&word.to_lowercase()))
        };
        for place in places.iter_mut().filter(|place| is_landing(place)) {
            place.country = self.home.and_then(|home| home.country);
        }
        let adverb = self.adverb_of_place(&found.anchors);
        let is_talk = matches!(found.kind, EventKind::Meet | EventKind::Negotiate | EventKind::Gathering);
        let is_current = is_news || matches!(status, Status::Planned | Status::Ongoing);
        // The buildings of the day's news stand where the copy comes from.
        let in_building = || self.is_in_building(&found.anchors);
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
        if self.lexicon.lists().is_motion_verb(passage.lemma(verb)) && !goes_on {
            return true;
        }
        let is_subject = passage.head(found.trigger) == Some(verb) && passage.base_relation(found.trigger) == "nsubj";
        let is_simple = matches!(passage.tag(verb), "VBZ" | "VBP") && (verb == found.trigger || is_subject);
        let when = moment_of(passage, found.trigger, Status::Planned, true, self.lexicon);
        let begins = self.lexicon.lists().is_beginning_verb(passage.lemma(verb)) || opens(&verb);
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
            let days = self.days_by_place(&base, &places);
            let stops = places.into_iter().zip(days);
            return stops.map(|(place, when)| EventMention { place: Some(place), when, ..base.clone() }).collect();
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
        let lists = self.lexicon.lists();
        if self.passage.tag(trigger) == "NNS" && lists.is_held_with_each(self.passage.lemma(trigger)) {
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
            self.lexicon.lists().is_distributive(self.passage.lemma(token))
                && (clause_of(self.passage, token) == clause || token.abs_diff(trigger) < 12)
        })
    }

    fn is_news(&self, found: &Match) -> bool {
        let passage = self.passage;
        let is_predicate = |&word: &usize| passage.is_verb(word) || passage.dependents(word, &["cop"]).next().is_some();
        // "In a phone call, the two reviewed": the verb of the sentence tells when as well.
        let around = || self.verb_around(found.trigger);
        let Some(verb) = found.anchors.iter().copied().find(is_predicate).or_else(around) else { return false };
        // "had the envoy called in"
        let causer = causer(passage, verb);
        let tensed = std::iter::once(causer.unwrap_or(verb))
            .chain(passage.dependents(verb, &["aux", "cop"]))
            .any(|token| passage.tag(token) == "VBD");
        let have = passage.dependents(verb, &["aux"]).find(|&token| passage.lemma(token) == "have");
        // What "has" been done is news in the lede only; what "had" been done is not, but where it is announced there.
        let is_announced = || self.announcement_of(found).is_some();
        let is_lede = passage.paragraph == 0 && have.is_some_and(|have| passage.tag(have) != "VBD" || is_announced());
        let perfect = have.is_some() && !is_lede;
        (tensed || is_lede) && !perfect && !self.is_of_background(found.trigger)
    }

    /// The verb in the past of a sentence that an occasion opens: "In a phone call, the two *reviewed*".
    fn verb_around(&self, occasion: usize) -> Option<usize> {
        let passage = self.passage;
        let is_led = preposition_of(passage, occasion)
            .is_some_and(|word| matches!(word.to_lowercase().as_str(), "in" | "during" | "at"));
        let has_article =
            passage.dependents(occasion, &["det"]).any(|article| matches!(passage.lemma(article), "a" | "an" | "the"));
        let verb =
            passage.head(occasion).filter(|_| is_led && has_article && passage.base_relation(occasion) == "obl")?;
        let is_told = passage.tag(verb) == "VBD" && passage.head(verb).is_none();
        (is_told && occasion < verb).then_some(verb)
    }

    /// "will hold *the talks*", "the sides will meet *again*"
    fn is_resumption(&self, trigger: usize) -> bool {
        let passage = self.passage;
        if passage.is_verb(trigger) {
            return passage.dependents(trigger, &["advmod"]).any(|adverb| passage.lemma(adverb) == "again");
        }
        matches!(passage.lemma(trigger), "talk" | "talks") && self.is_definite(trigger)
    }

    /// Tells whether words of the sentence, or the ones before the event, put it in the background: "his recent visit".
    pub(super) fn is_of_background(&self, trigger: usize) -> bool {
        let passage = self.passage;
        let lists = self.lexicon.lists();
        let words = passage.words(self.document.text);
        // "the first talks since October"
        let is_first = |at: usize| {
            let start = at.saturating_sub(14);
            words[at].eq_ignore_ascii_case("since") && words[start..at].contains(&"first")
        };
        // "on the last leg of a tour"
        let is_final = |at: usize| {
            let next = (at + 1).min(words.len() - 1);
            let is_day = passage.times.iter().any(|time| time.span.overlaps(passage.tokens()[next].span));
            words[at] == "last" && passage.tag(next) == "NN" && !is_day
        };
        let is_cue = |at: usize| lists.is_background_cue(&words[at].to_lowercase()) && !is_first(at) && !is_final(at);
        let is_past = |&child: &usize| lists.is_past_modifier(passage.lemma(child));
        (0..words.len()).any(is_cue) || passage.dependents(trigger, &["amod"]).any(|child| is_past(&child))
    }

    /// "received X and his accompanying delegation": whoever is named stands for those who come along.
    fn leave_out_retinue(&self, members: &mut Vec<MemberIndex>) {
        let member = |index: &MemberIndex| &self.cast.members[*index];
        let is_retinue = |index: &MemberIndex| {
            let name = member(index).names.first().map_or("", String::as_str);
            member(index).kind == ActorKind::Organization && self.lexicon.lists().is_delegation(name)
        };
        if members.iter().any(|index| member(index).kind == ActorKind::Person) {
            members.retain(|index| !is_retinue(index));
        }
    }

    pub(super) fn suffices(&self, found: &Match, needs: Needs) -> bool {
        let suffices = match needs {
            Needs::Two => found.by.len() + found.with.len() >= 2 || self.are_members(found),
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

    /// "the ministers of the Lakes Initiative": those who sit for states in a body of which no list knows.
    fn are_ministers(&self, found: &Match) -> bool {
        let passage = self.passage;
        let body = &self.cast.members[found.by[0]];
        let subject = agent(passage, found.trigger).filter(|_| passage.pos(found.trigger) == Pos::Verb);
        let is_of_states = |people: usize| {
            passage.tag(people) == "NNS" && self.lexicon.lists().is_member_for_state(passage.lemma(people))
        };
        body.kind == ActorKind::Organization && body.country.is_none() && subject.is_some_and(is_of_states)
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
