//! Which phrases stand in the places that a pattern names.

use plenipo_language::Pos;
use plenipo_lexicon::Slot;

use super::condition::clauses_below;
use super::phrase::heads;
use crate::frame::site::Site;
use crate::frame::syntax::{
    agent, grammatical_subject, is_passive, is_passive_by_auxiliary, prepositional, prepositional_near, recipient,
};
use crate::mention::Naming;

impl Site<'_> {
    /// Returns the heads of the phrases in the first place that holds a party.
    pub(super) fn phrases(&self, governors: &[usize], slots: &[Slot]) -> Vec<usize> {
        for slot in slots {
            for &governor in governors {
                let mut found: Vec<usize> = Vec::new();
                for phrase in self.in_slot(governor, slot) {
                    let undergoes = matches!(slot, Slot::Object | Slot::ClauseObject | Slot::Within | Slot::Post);
                    if undergoes && self.is_own(phrase) {
                        continue;
                    }
                    let before = found.len();
                    let parties = heads(self, phrase).into_iter().filter(|&head| self.is_party(head));
                    found.extend(parties);
                    // "behind Chile's claim", "into crimes by soldiers": who owns or does what is no party itself.
                    if found.len() == before && matches!(slot, Slot::Object | Slot::Preposition(_)) {
                        found.extend(self.doers(phrase).into_iter().filter(|&owner| self.is_party(owner)));
                    }
                }
                if !found.is_empty() {
                    found.dedup();
                    return found;
                }
            }
        }
        Vec::new()
    }

    /// "pulled *its diplomats* out", "will withdraw *its troops*": those who are sent are on the side of who sends them.
    fn is_own(&self, head: usize) -> bool {
        let passage = self.passage;
        let is_owned = passage.dependents(head, &["nmod:poss"]).any(|owner| passage.tag(owner) == "PRP$");
        is_owned && passage.tag(head) == "NNS" && matches!(self.sector_of(head), Some("MIL" | "GOV" | "COP"))
    }

    /// Tells whether anything at all stands in one of the places.
    pub(super) fn is_filled(&self, governors: &[usize], slots: &[Slot]) -> bool {
        slots.iter().any(|slot| governors.iter().any(|&governor| !self.in_slot(governor, slot).is_empty()))
    }

    /// Who acts in a verb.
    pub(super) fn acting_phrases(&self, verb: usize) -> Vec<usize> {
        self.phrases(&[verb], &[Slot::Subject])
    }

    fn in_slot(&self, governor: usize, slot: &Slot) -> Vec<usize> {
        let passage = self.passage;
        let is_verb = passage.is_verb(governor);
        match slot {
            Slot::Subject if is_verb => self.subject(governor).into_iter().collect(),
            Slot::Object if is_verb => self.patient(governor).into_iter().collect(),
            Slot::Recipient if is_verb => {
                self.receiver_before_gift(governor).or_else(|| recipient(passage, governor)).into_iter().collect()
            }
            Slot::State if is_verb => {
                self.subject(governor).filter(|&head| self.is_of_state(head)).into_iter().collect()
            }
            Slot::Clause if is_verb => self.subjects_below(governor),
            Slot::ClauseOfState if is_verb => {
                self.subjects_below(governor).into_iter().filter(|&head| self.is_of_state(head)).collect()
            }
            Slot::ClauseObject if is_verb => {
                let below = clauses_below(passage, governor).into_iter();
                below.flat_map(|clause| self.undergoes(clause)).collect()
            }
            Slot::Doer if is_verb => self.patient(governor).map_or_else(Vec::new, |object| self.doers(object)),
            Slot::Doer => self.doers(governor),
            Slot::Described => grammatical_subject(passage, governor, 0)
                .map(|subject| self.speaker_for(subject, governor))
                .into_iter()
                .chain(passage.dependents(governor, &["nmod:poss"]))
                .collect(),
            Slot::Speaker => self.speakers(governor),
            Slot::Possessive if !is_verb => passage.dependents(governor, &["nmod:poss"]).collect(),
            Slot::Modifier if !is_verb => self.nations_before(governor),
            Slot::Preposition(word) => {
                let tied: Vec<usize> = prepositional(passage, governor, word).collect();
                if tied.is_empty() { prepositional_near(passage, governor, word) } else { tied }
            }
            Slot::Beneficiary => {
                ["to", "for", "in"].iter().flat_map(|word| prepositional_near(passage, governor, word)).collect()
            }
            Slot::Within | Slot::Post if is_verb => {
                self.patient(governor).map_or_else(Vec::new, |object| self.within(object))
            }
            _ => Vec::new(),
        }
    }

    /// Who says a clause: "Chile must leave, *Norway* said", "*Norway* said Chile must leave".
    fn speakers(&self, verb: usize) -> Vec<usize> {
        let passage = self.passage;
        // "are fair game": what is said hangs on the noun.
        let verb = passage.head(verb).filter(|_| passage.base_relation(verb) == "cop").unwrap_or(verb);
        let says = |token: &usize| passage.is_verb(*token) && self.lexicon.is_reporting_verb(passage.lemma(*token));
        let below = passage.dependents(verb, &["parataxis", "ccomp"]).find(says);
        let above = passage.head(verb).filter(says).filter(|_| passage.base_relation(verb) != "advcl");
        let speaker = below.or(above).and_then(|said| grammatical_subject(passage, said, 0));
        speaker.filter(|&speaker| Some(speaker) != grammatical_subject(passage, verb, 0)).into_iter().collect()
    }

    fn subjects_below(&self, verb: usize) -> Vec<usize> {
        let below = clauses_below(self.passage, verb).into_iter();
        below.filter_map(|clause| self.passage.dependents(clause, &["nsubj"]).next()).collect()
    }

    /// Who undergoes what a clause tells: to whom something is given, the object, or at whom the verb is aimed.
    fn undergoes(&self, verb: usize) -> Vec<usize> {
        let receiver = self
            .receiver_before_gift(verb)
            .or_else(|| recipient(self.passage, verb).filter(|&receiver| self.is_party(receiver)));
        if let Some(receiver) = receiver {
            return vec![receiver];
        }
        let of_object = self.patient(verb).map_or_else(Vec::new, |object| self.within(object));
        if of_object.is_empty() { self.aims(verb) } else { of_object }
    }

    /// "sold *China* four jets": the tree may take whoever gets something for a part of what is given.
    fn receiver_before_gift(&self, verb: usize) -> Option<usize> {
        let passage = self.passage;
        let first = (verb + 1..passage.len()).find(|&token| passage.pos(token) != Pos::Det)?;
        let mention = self.parties.mention_at(self.number, first)?;
        let is_nation = matches!(mention.naming, Naming::Country { .. }) && passage.tag(first).starts_with("NNP");
        let is_state = is_nation || matches!(mention.naming, Naming::Place { is_capital: true, .. });
        let end = mention.tokens.end;
        let goes_on =
            end < passage.len() && matches!(passage.pos(end), Pos::Num | Pos::Det | Pos::Adj | Pos::Noun | Pos::Pron);
        let is_possessor = end < passage.len() && passage.tag(end) == "POS";
        (is_state && goes_on && !is_possessor && !is_passive_by_auxiliary(passage, verb)).then_some(mention.head)
    }

    /// At whom a verb without an object is aimed: "fire on *Chile*".
    fn aims(&self, verb: usize) -> Vec<usize> {
        let aims = ["on", "at", "against", "to", "from", "with"];
        let parties = aims.iter().map(|word| {
            let aim = prepositional(self.passage, verb, word).next();
            aim.map_or_else(Vec::new, |aim| self.within(aim))
        });
        parties.into_iter().find(|parties| !parties.is_empty()).unwrap_or_default()
    }

    /// Whose deed or word a noun is.
    pub(super) fn doers(&self, noun: usize) -> Vec<usize> {
        let passage = self.passage;
        let owners: Vec<usize> =
            passage.dependents(noun, &["nmod:poss"]).filter(|&owner| self.is_party(owner)).collect();
        if !owners.is_empty() {
            return owners;
        }
        let by = ["by", "from"].iter().flat_map(|word| prepositional(passage, noun, word)).collect::<Vec<_>>();
        if !by.is_empty() {
            return by;
        }
        // "the beating of protesters by police": the tree may tie the agent to what is next to it.
        let inner = passage.dependents(noun, &["nmod"]).flat_map(|inner| prepositional(passage, inner, "by"));
        inner.collect()
    }

    /// Tells whether a phrase names a state, a body, or somebody of either.
    fn is_of_state(&self, head: usize) -> bool {
        let mention = self.parties.mention_at(self.number, head);
        let is_body = |naming: &Naming| {
            matches!(naming, Naming::Country { .. } | Naming::Organization(_) | Naming::Place { is_capital: true, .. })
        };
        mention.is_some_and(|mention| is_body(&mention.naming) || mention.names_country().is_some())
            || !self.nations_before(head).is_empty()
    }

    fn subject(&self, verb: usize) -> Option<usize> {
        let passage = self.passage;
        let has_own = passage.dependents(verb, &["nsubj"]).next().is_some();
        if !has_own && !is_passive_by_auxiliary(passage, verb) {
            let interrupted = self.parties.interrupted_subject(self.number, verb);
            if interrupted.is_some() {
                return interrupted;
            }
        }
        let found = agent(passage, verb);
        if is_passive(passage, verb) {
            // "was declared persona non grata by Chile": the tree may tie the agent to what is next to it.
            let near = || prepositional_near(passage, verb, "by").into_iter().find(|&head| self.is_party(head));
            return found.or_else(near);
        }
        // "a tip from Chile helped": what comes from somebody acts for whom it comes from.
        let sender = |head: usize| {
            let senders = ["from", "by"].into_iter().flat_map(|word| prepositional(passage, head, word));
            senders.into_iter().find(|&sender| self.is_party(sender))
        };
        let found = found.map(|head| if self.is_party(head) { head } else { sender(head).unwrap_or(head) });
        let found = found.filter(|&head| self.is_party(head) || has_own);
        let found = found.or_else(|| self.parties.subject_before(self.number, verb));
        found.map(|head| self.speaker_for(head, verb))
    }

    /// "X said it would withdraw", "\"We will withdraw,\" X said": the pronoun is whoever speaks.
    fn speaker_for(&self, head: usize, verb: usize) -> usize {
        let passage = self.passage;
        if !matches!(passage.lemma(head).to_lowercase().as_str(), "it" | "he" | "she" | "they" | "we" | "i") {
            return head;
        }
        let speaker = passage.ancestors(verb).filter(|&above| passage.is_verb(above)).find_map(|above| {
            grammatical_subject(passage, above, 0).filter(|&subject| subject != head && self.is_party(subject))
        });
        speaker.unwrap_or(head)
    }

    /// Tells whether a phrase names a place or whom one meets there.
    pub(super) fn is_place(&self, head: usize) -> bool {
        let mention = self.parties.mention_at(self.number, head);
        let is_named = mention.is_some_and(|mention| {
            matches!(mention.naming, Naming::Place { .. } | Naming::Country { is_adjective: false, .. })
        });
        is_named || (mention.is_none() && self.passage.pos(head) == Pos::Propn)
    }

    /// The nations and bodies that stand as words before a noun: "Turkish", "EU".
    fn nations_before(&self, noun: usize) -> Vec<usize> {
        let first = noun.saturating_sub(4);
        let mut found = Vec::new();
        for token in (first..noun).rev() {
            let Some(mention) = self.parties.mention_at(self.number, token) else {
                if matches!(self.passage.pos(token), Pos::Adj | Pos::Noun | Pos::Propn | Pos::Punct | Pos::Cconj) {
                    continue;
                }
                break;
            };
            if matches!(mention.naming, Naming::Country { .. } | Naming::Organization(_)) && mention.head == token {
                found.push(token);
            }
        }
        found.reverse();
        found
    }

    /// The parties that a phrase speaks of, itself first: "the assets of *three ministers*".
    fn within(&self, noun: usize) -> Vec<usize> {
        if self.is_party(noun) {
            return vec![noun];
        }
        let passage = self.passage;
        let owners: Vec<usize> =
            passage.dependents(noun, &["nmod:poss"]).filter(|&owner| self.is_party(owner)).collect();
        if !owners.is_empty() {
            return owners;
        }
        let inner: Vec<usize> =
            passage.dependents(noun, &["nmod", "obl"]).filter(|&inner| self.is_party(inner)).collect();
        if inner.is_empty() { self.nations_before(noun) } else { inner }
    }
}
