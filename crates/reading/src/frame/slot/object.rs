//! What a verb acts upon: its object, wherever the clause has put it, and the words that name it.

use plenipo_language::Pos;

use crate::frame::site::Site;
use crate::frame::syntax::{is_passive, patient, prepositional, relative_antecedent};
use crate::mention::Naming;

/// So many tokens before a verb, its relative pronoun stands: "with whom the minister had last".
const WHOM: usize = 6;

impl Site<'_> {
    pub(in crate::frame) fn patient(&self, verb: usize) -> Option<usize> {
        let passage = self.passage;
        // "called *Mira Talvik* later": the tree often takes a name for what somebody is called.
        let called = || passage.dependents(verb, &["xcomp"]).find(|&name| passage.pos(name) == Pos::Propn);
        // "X, appointed envoy in March, said"
        let apposed = || {
            let comma =
                verb.checked_sub(1).filter(|&comma| passage.lemma(comma) == "," && passage.tag(verb) == "VBN")?;
            let has_auxiliary = passage.dependents(verb, &["aux"]).next().is_some();
            self.parties
                .mention_at(self.number, comma.checked_sub(1)?)
                .filter(|_| !has_auxiliary)
                .map(|mention| mention.head)
        };
        // "millions, unveiled by the Union on Monday, for schools"
        let amount = || {
            let comma =
                verb.checked_sub(1).filter(|&comma| passage.lemma(comma) == "," && passage.tag(verb) == "VBN")?;
            let last = comma.checked_sub(1)?;
            let head = passage.head(last).filter(|_| passage.base_relation(last) == "nummod").unwrap_or(last);
            self.object_lemmas(head).iter().any(|lemma| lemma.contains(is_currency)).then_some(head)
        };
        let own = patient(passage, verb, &|word| self.lexicon.lists().is_particle(word));
        own.or_else(called).or_else(apposed).or_else(amount)
    }

    /// "held talks with X and exchanged *views* with Y", where the tree ties the views to the talks: the noun right behind
    /// a verb in the active voice.
    pub(in crate::frame) fn object_behind(&self, verb: usize) -> Option<usize> {
        let passage = self.passage;
        let is_link = |token: &usize| matches!(passage.pos(*token), Pos::Det | Pos::Adj | Pos::Num);
        let noun = (verb + 1..passage.len().min(verb + 5)).find(|token| !is_link(token))?;
        let is_torn = passage.base_relation(noun) == "nmod" && passage.head(noun).is_some_and(|head| head < verb);
        let is_plain = passage.pos(noun) == Pos::Noun && passage.dependents(noun, &["case"]).next().is_none();
        (is_torn && is_plain && !is_passive(passage, verb)).then_some(noun)
    }

    /// The noun that a relative clause without a pronoun for its object describes: "a ban *Chile imposed*".
    pub(in crate::frame) fn relative_object(&self, verb: usize) -> Option<usize> {
        let passage = self.passage;
        let subject = passage.dependents(verb, &["nsubj"]).filter(|&subject| subject < verb).last()?;
        if is_passive(passage, verb) || passage.dependents(verb, &["obj"]).next().is_some() {
            return None;
        }
        // Without the pronoun the tree often misses the clause: a noun right before the subject is enough.
        let first = self
            .parties
            .mention_at(self.number, subject)
            .map_or_else(|| passage.extent(subject).start, |mention| mention.tokens.start);
        let before = first.checked_sub(1)?;
        // "the asset freezes that Chile imposed": before a pronoun a noun may pass for a verb.
        if matches!(passage.lemma(before), "that" | "which") {
            return before.checked_sub(1).filter(|&noun| matches!(passage.pos(noun), Pos::Noun | Pos::Verb));
        }
        let is_noun = passage.pos(before) == Pos::Noun
            && (passage.base_relation(before) != "compound" || self.is_torn_from_clause(before));
        is_noun.then_some(before)
    }

    /// "a memorandum *Norway and Chile signed*": the tree takes the noun for a part of the name behind it.
    pub(in crate::frame) fn is_torn_from_clause(&self, noun: usize) -> bool {
        let passage = self.passage;
        let behind = self.parties.mention_at(self.number, noun + 1).filter(|mention| mention.tokens.start == noun + 1);
        let is_name = behind.is_some_and(|mention| {
            passage.head(noun) == Some(mention.head) && passage.base_relation(mention.head).starts_with("nsubj")
        });
        let is_opened = noun
            .checked_sub(1)
            .is_some_and(|before| passage.pos(before) == Pos::Det || passage.pos(before) == Pos::Adj);
        is_name && is_opened
    }

    /// The head of an object, and what makes it money: "20 *million* crowns", "A*$*20m".
    pub(in crate::frame) fn object_lemmas(&self, object: usize) -> Vec<String> {
        let passage = self.passage;
        let is_amount = |token: &usize| {
            matches!(passage.pos(*token), Pos::Num | Pos::Sym)
                && matches!(passage.base_relation(*token), "nummod" | "compound")
        };
        let numbers = passage.extent(object).filter(is_amount).filter(|&token| token < object);
        let mut lemmas: Vec<String> =
            std::iter::once(object).chain(numbers).map(|token| passage.lemma(token).to_lowercase()).collect();
        let signs: Vec<String> =
            lemmas.iter().flat_map(|lemma| lemma.chars()).filter(|c| is_currency(*c)).map(String::from).collect();
        lemmas.extend(signs);
        // "a tranche of €5 million"
        let parts =
            prepositional(passage, object, "of").filter(|_| self.lexicon.lists().is_portion(passage.lemma(object)));
        let of_parts: Vec<String> = parts.flat_map(|part| self.object_lemmas(part)).collect();
        lemmas.extend(of_parts);
        lemmas
    }

    /// What makes money of an amount right behind a verb, whatever the tree makes of it: "pledged another A*$*20m", "left
    /// behind 6 *million* euros".
    pub(in crate::frame) fn currency_behind(&self, verb: usize) -> Vec<String> {
        let passage = self.passage;
        let mut behind = (verb + 1..passage.len()).skip_while(|&token| {
            let is_particle =
                self.lexicon.lists().is_particle(passage.lemma(token)) || passage.lemma(token) == "behind";
            (matches!(passage.pos(token), Pos::Det | Pos::Adj | Pos::Adv) || is_particle)
                && passage.lemma(token).chars().all(char::is_alphabetic)
        });
        let Some(amount) = behind.next() else { return Vec::new() };
        if passage.pos(amount) == Pos::Num {
            let parts = (amount..passage.len().min(amount + 4))
                .take_while(|&token| matches!(passage.pos(token), Pos::Num | Pos::Noun));
            // "a 1985 arms sale": what the last noun only describes is not given.
            let is_described = |&token: &usize| {
                passage.pos(token) == Pos::Noun
                    && token + 1 < passage.len()
                    && passage.tag(token) == "NNS"
                    && passage.pos(token + 1) == Pos::Noun
            };
            return parts
                .filter(|token| !is_described(token))
                .map(|token| passage.lemma(token).to_lowercase())
                .collect();
        }
        passage.lemma(amount).chars().filter(|&c| is_currency(c)).take(1).map(String::from).collect()
    }

    /// Tells whether the clause of a verb goes on with what something is for: "promised a package *for* the treatment".
    pub(in crate::frame) fn is_for_something(&self, verb: usize) -> bool {
        let passage = self.passage;
        let is_end = |token: usize| passage.pos(token) == Pos::Verb || passage.lemma(token) == ",";
        let mut clause = (verb + 1..passage.len()).take_while(|&token| !is_end(token));
        clause.any(|token| passage.pos(token) == Pos::Adp && passage.lemma(token) == "for")
    }

    /// "met X on Tuesday and *Y* on Wednesday", which the tree joins to the Tuesday.
    pub(super) fn object_behind_day(&self, verb: usize, objects: &[usize]) -> Option<usize> {
        let passage = self.passage;
        let is_day = |token: usize| passage.times.iter().any(|time| time.span.overlaps(passage.tokens()[token].span));
        let first = *objects.first()?;
        let and = (first + 1..passage.len().min(first + 8))
            .take_while(|&token| !passage.is_verb(token))
            .find(|&token| passage.lemma(token) == "and" && is_day(token - 1))?;
        let mention =
            self.parties.mention_at(self.number, and + 1).filter(|mention| mention.tokens.start == and + 1)?;
        let behind = passage.lemma(mention.tokens.end.min(passage.len() - 1)) == "on"
            && mention.tokens.end + 1 < passage.len()
            && is_day(mention.tokens.end + 1);
        let is_new = !objects.contains(&mention.head) && passage.head(mention.head) != Some(verb);
        (behind && is_new && mention.is_named()).then_some(mention.head)
    }

    /// "*X*, with whom he had talked in Oslo": whom a preposition before a relative pronoun leads to.
    pub(in crate::frame) fn before_whom(&self, verb: usize, preposition: &str) -> Option<usize> {
        let passage = self.passage;
        let is_whom = |token: &usize| passage.tag(*token) == "WP" && passage.lemma(*token).eq_ignore_ascii_case("whom");
        let whom = (verb.saturating_sub(WHOM)..verb).rev().find(is_whom)?;
        let case = whom.checked_sub(1).filter(|&case| passage.lemma(case) == preposition)?;
        let before = case
            .checked_sub(1)
            .map(|before| if passage.lemma(before) == "," { before.saturating_sub(1) } else { before })?;
        let is_first = (whom + 1..verb).all(|token| passage.pos(token) != Pos::Verb);
        self.parties.mention_at(self.number, before).filter(|_| is_first).map(|mention| mention.head)
    }

    /// "appointed *X* ambassador to Chile", which the tree takes for one phrase: the name right before an office.
    pub(super) fn before_office(&self, object: usize) -> usize {
        let mention_at = |token: usize| self.parties.mention_at(self.number, token);
        let office = mention_at(object).filter(|mention| matches!(mention.naming, Naming::Office { .. }));
        let before = office.and_then(|office| mention_at(office.tokens.start.checked_sub(1)?));
        let holder = before.filter(|mention| matches!(mention.naming, Naming::Person(_)));
        holder
            .filter(|_| self.passage.dependents(object, &["case"]).next().is_none())
            .map_or(object, |holder| holder.head)
    }

    /// Tells whether a noun only carries another: "*round* of talks".
    pub(super) fn is_carried_by(&self, carrier: usize, noun: usize) -> bool {
        self.passage.head(noun) == Some(carrier) && self.lexicon.lists().is_carrier(self.passage.lemma(carrier))
    }

    /// "Y, with *whom* he signed": whom a relative pronoun behind a preposition stands for.
    pub(in crate::frame) fn antecedent(&self, verb: usize, phrase: usize) -> usize {
        let passage = self.passage;
        if !matches!(passage.tag(phrase), "WP" | "WDT") {
            return phrase;
        }
        let before = || {
            let comma = (0..phrase).rev().find(|&token| passage.lemma(token) == ",")?;
            let mention = self.parties.mention_at(self.number, comma.checked_sub(1)?)?;
            Some(mention.head)
        };
        // "A and B, the former minister whom Chile has named": the last of a list, with what he is called.
        let described = || {
            let mention = self.parties.mention_at(self.number, phrase.checked_sub(1)?)?;
            let is_last = passage.base_relation(mention.head) == "conj";
            (is_last && matches!(mention.naming, Naming::Person(_))).then_some(mention.head)
        };
        described().or_else(|| relative_antecedent(passage, verb)).or_else(before).unwrap_or(phrase)
    }
}

/// Tells whether a character is a sign of currency (Unicode category Sc).
fn is_currency(c: char) -> bool {
    matches!(c, '$' | '¢'..='¥' | '\u{20a0}'..='\u{20c0}')
}
