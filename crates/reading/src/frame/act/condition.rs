//! What a pattern demands of the words around its trigger, where the parties are phrases.

use plenipo_language::Pos;
use plenipo_lexicon::{NounPattern, VerbPattern};

use super::Rigour;
use crate::document::Passage;
use crate::frame::site::Site;
use crate::frame::syntax::{agent, is_passive, prepositional};

impl Site<'_> {
    pub(super) fn fits_verb(&self, verb: usize, pattern: &VerbPattern, rigour: Rigour) -> bool {
        let passage = self.passage;
        let is_loose = rigour == Rigour::Loose;
        if !is_loose && !pattern.followed_by.is_empty() && !self.is_followed_by(verb, &pattern.followed_by) {
            return false;
        }
        // Idioms say nothing without their words: "pour", but not "pour cold water on".
        if !pattern.phrases.is_empty() && !self.has_phrase(verb, &pattern.phrases) {
            return false;
        }
        let is_subject = |wanted: &[String]| {
            let lemma = agent(passage, verb).map(|subject| passage.lemma(subject).to_lowercase());
            lemma.is_some_and(|lemma| wanted.contains(&lemma))
        };
        if !pattern.subjects.is_empty() && !is_subject(&pattern.subjects) || is_subject(&pattern.except_subjects) {
            return false;
        }
        let object = self.patient(verb);
        let mut objects = object.map(|object| self.object_lemmas(object)).unwrap_or_default();
        // "hundreds of tents" are tents.
        objects.extend(object.and_then(|object| self.counted(object)).map(|noun| passage.lemma(noun).to_lowercase()));
        let is_object = |wanted: &[String]| objects.iter().any(|lemma| wanted.contains(lemma));
        let behind = || pattern.followed_by.iter().flat_map(|word| prepositional(passage, verb, word));
        let is_one_behind =
            |wanted: &[String]| behind().any(|phrase| wanted.iter().any(|word| word == passage.lemma(phrase)));
        let has_object = pattern.objects.is_empty() || is_object(&pattern.objects) || is_one_behind(&pattern.objects);
        let is_other = is_object(&pattern.except_objects) || is_one_behind(&pattern.except_objects);
        let below = clauses_below(passage, verb);
        let is_below =
            |wanted: &[String]| below.iter().any(|&clause| wanted.iter().any(|word| word == passage.lemma(clause)));
        has_object
            && !is_other
            && (pattern.complements.is_empty() || is_below(&pattern.complements))
            && !is_below(&pattern.except_complements)
            && (is_loose || pattern.near.is_empty() || self.near(verb, &pattern.near).is_some())
            && self.near(verb, &pattern.except_near).is_none()
            && (pattern.below.is_empty() || self.is_below(verb, &pattern.below))
            && (pattern.infinitives.is_empty() || !self.has_other_infinitive(verb, &pattern.infinitives))
            && !(pattern.points_back && object.is_some())
            && !(pattern.actors_only && object.is_some_and(|object| !self.is_party(object)))
            && !self.is_void(verb)
    }

    /// Returns the verb that carries the noun, if one does; `None` where the pattern does not fit.
    #[expect(clippy::option_option, reason = "whether it fits, and whether a verb carries it")]
    pub(super) fn fits_noun(&self, noun: usize, pattern: &NounPattern) -> Option<Option<usize>> {
        let passage = self.passage;
        let fits = (pattern.modifiers.is_empty() || self.is_modified_by(noun, &pattern.modifiers))
            && !self.is_modified_by(noun, &pattern.except_modifiers)
            && passage.base_relation(noun) != "compound"
            && !self.is_inside_name(noun);
        if !fits {
            return None;
        }
        let is_of_other = |phrase: usize| {
            self.parties.mention_at(self.number, phrase).is_none()
                && !pattern.of.iter().any(|lemma| lemma == passage.lemma(phrase))
        };
        if !pattern.of.is_empty() && prepositional(passage, noun, "of").any(is_of_other) {
            return None;
        }
        let head = passage.head(noun).filter(|&head| passage.is_verb(head));
        let carries = |verb: &usize| {
            let lemma = passage.lemma(*verb);
            let is_one_of = |list: &[String]| list.iter().any(|known| known == lemma);
            match passage.base_relation(noun) {
                "obj" => is_one_of(&pattern.support),
                "nsubj" => is_passive(passage, *verb) && is_one_of(&pattern.support),
                "obl" => is_one_of(&pattern.attended),
                _ => false,
            }
        };
        // "a ban imposed by": the participle behind the noun.
        let participle = || {
            let is_one = |verb: &usize| pattern.support.iter().any(|known| known == passage.lemma(*verb));
            passage.dependents(noun, &["acl"]).find(is_one)
        };
        let bearer = head.filter(carries).or_else(participle);
        (bearer.is_some() || !pattern.only_supported).then_some(bearer)
    }
}

/// The verbs of the clauses that hang on a verb or on its phrases: "urged them *to leave*", "that they *leave*".
pub(super) fn clauses_below(passage: &Passage, verb: usize) -> Vec<usize> {
    let mut clauses = Vec::new();
    // "Chile will pay, Norway warned": what is said stands above who says so.
    let said = passage.head(verb).filter(|&said| passage.relation(verb) == "parataxis" && passage.is_verb(said));
    clauses.extend(said);
    let mut open: Vec<usize> = vec![verb];
    for depth in 0..3 {
        let mut next = Vec::new();
        for &token in &open {
            for child in passage.children(token).iter().copied().filter(|&child| child > verb) {
                let is_clause = passage.pos(child) == Pos::Verb && passage.relation(child) != "acl:relcl";
                match passage.base_relation(child) {
                    "xcomp" | "ccomp" | "advcl" | "acl" | "csubj" if is_clause => {
                        clauses.push(child);
                        clauses.extend(passage.dependents(child, &["conj"]).filter(|&other| passage.is_verb(other)));
                    }
                    "obj" | "obl" | "iobj" | "xcomp" | "nmod" | "ccomp" if depth < 2 => next.push(child),
                    _ => {}
                }
            }
        }
        open = next;
    }
    clauses
}
