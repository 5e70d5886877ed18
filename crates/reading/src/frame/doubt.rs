//! What is only asked, guessed, called for or ruled out by the words around it: such an event nobody reports.

use plenipo_language::Pos;
use plenipo_record::{EventKind, Status};

use super::site::Site;
use super::status::is_negated;
use super::syntax::{clause_of, is_infinitive, preposition_of};
use crate::document::Passage;

impl Site<'_> {
    /// Tells whether the words around a trigger leave open whether there is such an event at all.
    pub(super) fn is_doubtful(&self, trigger: usize, kind: EventKind, status: Status) -> bool {
        let is_ahead = matches!(status, Status::Planned | Status::Proposed);
        let is_refused = matches!(status, Status::Cancelled | Status::Denied);
        self.is_asked(trigger)
            || self.is_forestalled(trigger)
            || !is_refused && self.is_any(trigger)
            || self.is_needless(trigger)
            || is_refused && self.is_never_before(trigger)
            || self.is_warned_off(trigger)
            || kind == EventKind::Agree && is_refused && self.is_unsought(trigger)
            || is_ahead && self.is_guessed(trigger)
            || kind == EventKind::Appoint && status == Status::Proposed && self.is_called_for(trigger)
            || kind == EventKind::Appoint && self.is_told_to(trigger)
            || kind == EventKind::Appoint && status == Status::Proposed && self.is_compelled(trigger)
    }

    /// "Asked if he would visit Chile", "asked what the policy on arms for Chile was", "did not say whether they met".
    fn is_asked(&self, trigger: usize) -> bool {
        let passage = self.passage;
        let cues = self.lexicon.status_cues();
        // "asked whether it would raise prices at its next meeting": of the meeting nobody asks.
        if passage.pos(trigger) != Pos::Verb && matches!(passage.base_relation(trigger), "obl" | "nmod") {
            return false;
        }
        let opens = |clause: usize| {
            passage.dependents(clause, &["mark"]).any(|mark| matches!(passage.lemma(mark), "if" | "whether"))
                || matches!(passage.tag(passage.extent(clause).start), "WP" | "WRB" | "WDT")
        };
        std::iter::once(trigger).chain(passage.ancestors(trigger)).any(|clause| {
            let asks = passage.head(clause).is_some_and(|verb| verb < clause && cues.is_asking(passage.lemma(verb)));
            asks && matches!(passage.base_relation(clause), "ccomp" | "advcl" | "xcomp") && opens(clause)
        })
    }

    /// "died before he could take office": it never came to that.
    fn is_forestalled(&self, trigger: usize) -> bool {
        let passage = self.passage;
        let cues = self.lexicon.status_cues();
        let could = passage.dependents(trigger, &["aux"]).any(|auxiliary| passage.lemma(auxiliary) == "could");
        could && passage.dependents(trigger, &["mark"]).any(|mark| cues.is_before(passage.lemma(mark)))
    }

    /// "X and Y, who had not met before, discussed": that they had not is no denial that they have now.
    fn is_never_before(&self, verb: usize) -> bool {
        let passage = self.passage;
        let cues = self.lexicon.status_cues();
        let had = passage.dependents(verb, &["aux"]).any(|had| passage.lemma(had) == "have");
        let before = passage.dependents(verb, &["advmod"]).any(|adverb| cues.is_before(passage.lemma(adverb)));
        had && before && is_negated(passage, verb)
    }

    /// "despite any talks": none in particular.
    fn is_any(&self, noun: usize) -> bool {
        self.passage.dependents(noun, &["det"]).any(|determiner| self.passage.lemma(determiner) == "any")
    }

    /// "had not sought to resolve their differences": what nobody has tried nobody denies.
    fn is_unsought(&self, verb: usize) -> bool {
        let passage = self.passage;
        let above =
            passage.head(verb).filter(|_| is_infinitive(passage, verb) && passage.base_relation(verb) == "xcomp");
        above.is_some_and(|above| is_negated(passage, above))
    }

    /// "persuaded Chile not to impose tariffs": nobody says that it did or would.
    fn is_warned_off(&self, word: usize) -> bool {
        let passage = self.passage;
        let verb = passage.head(word).filter(|_| passage.pos(word) != Pos::Verb).unwrap_or(word);
        let is_demand = |token: usize| {
            passage.pos(token) == Pos::Verb && self.lexicon.status_cues().is_demand(passage.lemma(token))
        };
        let is_not_to = is_infinitive(passage, verb) && is_negated(passage, verb);
        is_not_to && (verb.saturating_sub(8)..verb).any(is_demand)
    }

    /// "no need for an emergency session": there is none.
    fn is_needless(&self, noun: usize) -> bool {
        let passage = self.passage;
        let head = passage.head(noun).filter(|_| preposition_of(passage, noun) == Some("for"));
        head.is_some_and(|need| {
            let is_none = passage.dependents(need, &["det"]).any(|determiner| passage.lemma(determiner) == "no");
            is_none && self.lexicon.status_cues().is_needless(passage.lemma(need))
        })
    }

    /// "Analysts believe that X will resign", "predicted that X would visit", "speculation that X will meet Y".
    fn is_guessed(&self, trigger: usize) -> bool {
        let passage = self.passage;
        let cues = self.lexicon.status_cues();
        if passage.pos(trigger) != Pos::Verb {
            return false;
        }
        let mut clause = trigger;
        while let Some(above) = passage.head(clause) {
            let is_content = matches!(passage.base_relation(clause), "ccomp" | "xcomp" | "acl" | "conj")
                && passage.relation(clause) != "acl:relcl";
            if !is_content || is_parenthesis(passage, above, clause) {
                return false;
            }
            let of_guessers = || {
                let is_guesser = |subject: usize| cues.is_guesser(passage.lemma(subject));
                cues.is_opinion(passage.lemma(above)) && passage.dependents(above, &["nsubj"]).any(is_guesser)
            };
            if cues.is_guess(passage.lemma(above)) || of_guessers() {
                return true;
            }
            clause = above;
        }
        false
    }

    /// "may be forced to resign": who says so guesses.
    fn is_compelled(&self, verb: usize) -> bool {
        let passage = self.passage;
        let above = passage.head(verb).filter(|_| passage.base_relation(verb) == "xcomp");
        above.is_some_and(|above| self.lexicon.status_cues().is_compelling(passage.lemma(above)))
    }

    /// "told X that he had to resign": whether he did is another matter.
    fn is_told_to(&self, verb: usize) -> bool {
        let passage = self.passage;
        let cues = self.lexicon.status_cues();
        let compelled = passage
            .head(verb)
            .filter(|&above| passage.base_relation(verb) == "xcomp" && cues.is_compelling(passage.lemma(above)));
        let told = compelled.and_then(|above| passage.head(above).filter(|_| passage.base_relation(above) == "ccomp"));
        told.is_some_and(|told| cues.is_demand(passage.lemma(told)))
    }

    /// "decided to walk out unless X resigned", "X should resign", "urged X to resign": what others want.
    fn is_called_for(&self, verb: usize) -> bool {
        let passage = self.passage;
        let cues = self.lexicon.status_cues();
        let has = |clause: usize, is_wanted: &dyn Fn(&str) -> bool| {
            passage.dependents(clause, &["aux", "mark"]).any(|word| is_wanted(passage.lemma(word)))
        };
        let above = passage.head(verb).filter(|_| passage.base_relation(verb) == "xcomp");
        let mut clauses = std::iter::once(verb).chain(above);
        // What somebody has made up his mind to do otherwise is a demand; what will come otherwise is none.
        let is_threat = passage.head(verb).is_some_and(|otherwise| passage.base_relation(otherwise) == "xcomp");
        is_threat && has(verb, &|word| cues.is_condition(word))
            || clauses.any(|clause| has(clause, &|word| cues.is_wish(word)))
            || above.is_some_and(|above| cues.is_demand(passage.lemma(above)))
    }
}

/// ", analysts said": who reports the sentence behind a comma does not make it a guess.
fn is_parenthesis(passage: &Passage, verb: usize, content: usize) -> bool {
    verb > content && clause_of(passage, content) == Some(content)
}
