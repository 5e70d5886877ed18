//! Being somewhere: "is in Oslo", "already in Oslo".

use plenipo_language::Pos;
use plenipo_lexicon::PresencePattern;
use plenipo_record::{ActorKind, EventKind, Status};

use super::EventMention;
use super::place::place_of;
use super::site::{Match, Site};
use super::status::verb_status;
use super::syntax::{grammatical_subject, has_preposition};
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
        let place =
            self.parties.mention_at(self.number, token).filter(|mention| mention.head == token).and_then(place_of)?;
        if !pattern.prepositions.iter().any(|preposition| has_preposition(passage, token, preposition)) {
            return None;
        }
        // "is due in Oslo" may have the adjective for its predicate.
        let cues = self.lexicon.status_cues();
        let due = passage.head(token).filter(|&head| {
            passage.base_relation(token) == "obl"
                && passage.pos(head) == Pos::Adj
                && cues.effect(passage.lemma(head)).is_some()
        });
        let predicate = due.unwrap_or(token);
        let copula = passage.dependents(predicate, &["cop"]).next();
        let by = match copula {
            Some(copula) => {
                let named = self.named(grammatical_subject(passage, predicate, 0));
                if named.is_empty() { self.named(self.parties.subject_before(self.number, copula)) } else { named }
            }
            None => self.already_there(token)?,
        };
        let is_person = |member: &MemberIndex| self.cast.members[*member].kind == ActorKind::Person;
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
        passage.notes.add(|| Note::Placed(token, place.clone()));
        let found = Match {
            trigger: token,
            anchors: vec![token, predicate],
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
        // Whoever is somewhere now is there for days that are not told.
        let told = self.told(found, &pattern.by);
        let undated = |mention| EventMention { when: None, ..mention };
        Some(if status == Status::Ongoing { told.into_iter().map(undated).collect() } else { told })
    }

    /// "X, already in Oslo, said": whoever stands before the comma.
    fn already_there(&mut self, place: usize) -> Option<Vec<MemberIndex>> {
        let case = self.passage.dependents(place, &["case"]).next()?;
        let adverb = case.checked_sub(1)?;
        let comma = adverb.checked_sub(1).filter(|&comma| self.passage.lemma(comma) == ",")?;
        let is_now = self.lexicon.references().is_presence_adverb(self.passage.lemma(adverb));
        let mention = self.parties.mention_at(self.number, comma.checked_sub(1)?).filter(|_| is_now)?;
        Some(self.parties.named_by(self.cast, self.number, mention.head))
    }
}
