//! Being somewhere: "is in Oslo", "already in Oslo".

use plenipo_language::Pos;
use plenipo_lexicon::PresencePattern;
use plenipo_record::{ActorKind, EventKind, Status, When};

use super::EventMention;
use super::place::{is_bare_capital, place_of};
use super::site::{Match, Site};
use super::slot::dedupe;
use super::status::verb_status;
use super::syntax::{grammatical_subject, has_preposition, prepositional};
use crate::cast::MemberIndex;
use crate::explain::{Miss, Note};

impl Site<'_> {
    /// "is in Oslo", "was in Dhaka": a place as the predicate.
    pub(super) fn presence(
        &mut self,
        token: usize,
        kind: EventKind,
        pattern: &PresencePattern,
    ) -> Option<Vec<EventMention>> {
        let passage = self.passage;
        let mention = self.parties.mention_at(self.number, token).filter(|mention| mention.head == token);
        let in_capital = || self.home.filter(|_| is_bare_capital(passage, token, self.lexicon)).cloned();
        let place = mention.and_then(place_of).or_else(in_capital)?;
        // "will be in Oslo on May 3 and in Lima on May 5"
        let listed = passage.head(token).filter(|&first| {
            passage.base_relation(token) == "conj" && passage.dependents(first, &["cop"]).next().is_some()
        });
        let is_led =
            |place: usize| pattern.prepositions.iter().any(|preposition| has_preposition(passage, place, preposition));
        if !is_led(token) && !listed.is_some_and(is_led) {
            return None;
        }
        // "is due in Oslo" may have the adjective for its predicate.
        let cues = self.lexicon.status_cues();
        let due = passage.head(token).filter(|&head| {
            passage.base_relation(token) == "obl"
                && passage.pos(head) == Pos::Adj
                && cues.effect(passage.lemma(head)).is_some()
        });
        let predicate = due.or(listed).unwrap_or(token);
        let copula = passage.dependents(predicate, &["cop"]).next().filter(|_| pattern.adverbs.is_empty());
        let by = match copula {
            Some(copula) => {
                let named = self.named(grammatical_subject(passage, predicate, 0));
                if named.is_empty() { self.named(self.parties.subject_before(self.number, copula)) } else { named }
            }
            None => match self.back_from(token, &pattern.adverbs) {
                Some(by) => by,
                None => self.already_there(token, &pattern.adverbs)?,
            },
        };
        let mut by = by;
        // "was in Oslo with Peru's X"
        by.extend(prepositional(passage, predicate, "with").flat_map(|companion| self.named(Some(companion))));
        dedupe(&mut by);
        // A delegation travels as persons do.
        let is_person = |member: &MemberIndex| {
            let traveller = &self.cast.members[*member];
            let is_delegation = || {
                let name = traveller.names.first().and_then(|name| name.rsplit(' ').next()).unwrap_or_default();
                self.lexicon.lists().is_delegation(name)
            };
            traveller.kind == ActorKind::Person || is_delegation()
        };
        let by: Vec<MemberIndex> = by.into_iter().filter(is_person).collect();
        let status = match copula {
            Some(copula) => {
                // "is due in Oslo"
                let mut between = (copula + 1..token).filter_map(|at| Some((at, cues.effect(passage.lemma(at))?)));
                let adjective = between.next().map(|(at, status)| {
                    passage.notes.add(|| Note::Cue(at, status));
                    status
                });
                adjective.unwrap_or_else(|| verb_status(passage, predicate, cues))
            }
            None => Status::Ongoing,
        };
        let status = pattern.status.filter(|_| status == Status::Ongoing).map_or(status, |own| own.0);
        passage.notes.add(|| Note::Placed(token, place.clone()));
        let found = Match {
            trigger: token,
            anchors: if listed.is_some() { vec![token] } else { vec![token, predicate] },
            kind,
            status,
            by,
            with: Vec::new(),
            places: vec![place],
            what: Vec::new(),
            is_anaphoric: false,
            is_other: false,
        };
        if found.by.is_empty() {
            return self.missed(Miss::Traveller, &[]);
        }
        // Whoever is somewhere now is there for days that are not told, unless it is "today".
        let is_today = (token + 1..passage.len().min(token + 3)).any(|next| passage.lemma(next) == "today");
        let told = self.told(found, &pattern.by);
        // "has been in Oslo since Tuesday" tells the first day.
        let is_open = |when: &When| when.end.is_none();
        let undated = |mention: EventMention| EventMention { when: mention.when.filter(is_open), ..mention };
        Some(if status == Status::Ongoing && !is_today { told.into_iter().map(undated).collect() } else { told })
    }

    /// "X, already in Oslo, said", "X, in Oslo for talks, said", "X, just back from Oslo, said": whoever stands before the
    /// comma.
    fn already_there(&mut self, place: usize, adverbs: &[String]) -> Option<Vec<MemberIndex>> {
        let case = self.passage.dependents(place, &["case"]).next()?;
        let before = case.checked_sub(1)?;
        let is_known = |adverb: usize| {
            let lemma = self.passage.lemma(adverb);
            if adverbs.is_empty() {
                self.lexicon.lists().is_presence_adverb(lemma)
            } else {
                adverbs.iter().any(|known| known == lemma)
            }
        };
        let is_comma = |token: &usize| self.passage.lemma(*token) == ",";
        let behind = self.passage.extent(place).start.max(place) + 1;
        let is_for = || {
            let lemma = |token: usize| if token < self.passage.len() { self.passage.lemma(token) } else { "" };
            let is_aim = lemma(behind) == "to" && self.passage.tag((behind + 1).min(self.passage.len() - 1)) == "VB";
            lemma(behind) == "for" || is_aim
        };
        let comma = if is_known(before) {
            // "just back"
            let adverb = before - usize::from(before > 0 && self.passage.pos(before - 1) == Pos::Adv);
            adverb.checked_sub(1).filter(is_comma)?
        } else {
            Some(before).filter(|token| adverbs.is_empty() && is_comma(token) && is_for())?
        };
        let mention = self.parties.mention_at(self.number, comma.checked_sub(1)?)?;
        Some(self.parties.named_by(self.cast, self.number, mention.head))
    }

    /// "is back from Oslo": whoever was somewhere and is there no more.
    fn back_from(&mut self, place: usize, adverbs: &[String]) -> Option<Vec<MemberIndex>> {
        let passage = self.passage;
        let adverb = passage.dependents(place, &["case"]).next()?.checked_sub(1)?;
        let is_wanted = adverbs.iter().any(|known| known == passage.lemma(adverb));
        let copula = adverb.checked_sub(1).filter(|&copula| is_wanted && passage.lemma(copula) == "be")?;
        let subject = self.parties.subject_before(self.number, copula);
        Some(self.named(subject))
    }
}
