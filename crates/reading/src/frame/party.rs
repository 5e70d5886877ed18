//! Who the parties are: from the head of a phrase to the members of the cast.

use plenipo_language::Pos;
use plenipo_lexicon::Lexicon;
use plenipo_record::{ActorKind, EventKind};

use super::syntax::{has_preposition, preposition_of, prepositional};
use crate::cast::{Cast, MemberIndex};
use crate::document::{Document, Passage};
use crate::explain::Note;
use crate::mention::{Mention, Naming, is_possessive};

/// Which common nouns under a nation's name stand for the nation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Those that act for it: "Danish officials", not "a Danish shipyard".
    Actors,
    /// All: a tariff on Danish butter is one on Denmark.
    Goods,
}

/// Returns which common nouns count for a kind of event.
pub(crate) fn reach_of(kind: EventKind) -> Reach {
    if matches!(kind, EventKind::Sanction | EventKind::Aid) { Reach::Goods } else { Reach::Actors }
}

/// Finds the members of the cast that a phrase stands for.
pub(crate) struct Parties<'a> {
    document: &'a Document<'a>,
    mentions: &'a [Mention],
    lexicon: &'a Lexicon,
    /// For each passage and token, the mention that covers it.
    covering: Vec<Vec<Option<usize>>>,
}

impl<'a> Parties<'a> {
    /// Indexes the mentions of a document.
    pub fn new(document: &'a Document<'a>, mentions: &'a [Mention], lexicon: &'a Lexicon) -> Self {
        let mut covering: Vec<Vec<Option<usize>>> =
            document.passages.iter().map(|passage| vec![None; passage.len()]).collect();
        for (index, mention) in mentions.iter().enumerate() {
            covering[mention.passage][mention.tokens.clone()].fill(Some(index));
        }
        Parties { document, mentions, lexicon, covering }
    }

    /// Returns the mention that covers a token.
    pub fn mention_at(&self, passage: usize, token: usize) -> Option<&'a Mention> {
        self.index_at(passage, token).map(|index| &self.mentions[index])
    }

    fn index_at(&self, passage: usize, token: usize) -> Option<usize> {
        self.covering[passage].get(token).copied().flatten()
    }

    /// Returns whom the phrase headed by `token` stands for, a list of several included.
    pub fn named_by(&self, cast: &mut Cast, passage: usize, token: usize) -> Vec<MemberIndex> {
        self.reached_by(cast, passage, token, Reach::Actors)
    }

    /// Returns whom the phrase headed by `token` stands for, with more or fewer of its common nouns.
    pub fn reached_by(&self, cast: &mut Cast, passage: usize, token: usize, reach: Reach) -> Vec<MemberIndex> {
        let mut members = Vec::new();
        self.collect(cast, passage, token, (0, reach), &mut members);
        members
    }

    /// Tells whether a common noun is one of an office, a body or a group of people who act for a state.
    pub fn is_representative(&self, passage: usize, noun: usize) -> bool {
        let here = self.passage(passage);
        let word = here.sentence.tokens[noun].span.slice(self.document.text).to_lowercase();
        let references = self.lexicon.references();
        references.is_representative(here.lemma(noun))
            || references.stands_for_country(&word)
            || references.is_delegation(&word)
            || self.lexicon.is_common_organization_head(&word)
            || self.lexicon.office_at(&[&word]).is_some()
    }

    /// Returns the states that a phrase names anywhere inside: "goods made in *Chile*", "*Chilean* officials".
    pub fn states_within(&self, cast: &mut Cast, passage: usize, noun: usize) -> Vec<MemberIndex> {
        let mut members = Vec::new();
        for token in self.passage(passage).extent(noun) {
            let Some(mention) = self.mention_at(passage, token).filter(|mention| mention.head == token) else {
                continue;
            };
            let code = match mention.naming {
                Naming::Country { code, .. } => Some(code),
                Naming::Office { .. } | Naming::Organization(_) | Naming::Person(_) => mention.country,
                Naming::Place { country, .. } => country,
                _ => None,
            };
            if let Some(code) = code {
                push(&mut members, cast.country(code, self.lexicon.country_name(code)));
            }
        }
        members
    }

    /// Returns the state to which an envoy is sent, where his office says so: "its ambassador to Chile".
    pub fn posted_to(&self, cast: &mut Cast, passage: usize, noun: usize) -> Option<MemberIndex> {
        let mention = self.mention_at(passage, noun)?;
        let words = self.passage(passage).words(self.document.text);
        let inside = mention.tokens.clone().skip_while(|&token| token <= noun);
        let code =
            inside.into_iter().find_map(|token| match self.lexicon.name_at(&words[token..mention.tokens.end]) {
                Some((_, sense)) => sense.country(),
                None => None,
            })?;
        Some(cast.country(code, self.lexicon.country_name(code)))
    }

    /// Returns the nations and organisations that modify a noun directly: "India-US", "Turkish".
    pub fn modifying(&self, cast: &mut Cast, passage: usize, noun: usize) -> Vec<MemberIndex> {
        let here = self.passage(passage);
        let mut members = Vec::new();
        let mut is_venue = false;
        let mut at = noun;
        // Modifiers stand before the noun without a break; the tree of "India-US trade talks" is often wrong.
        while at > 0 {
            at -= 1;
            if let Some(index) = self.index_at(passage, at) {
                let mention = &self.mentions[index];
                if matches!(
                    mention.naming,
                    Naming::Country { .. } | Naming::Organization(_) | Naming::Place { is_capital: true, .. }
                ) && mention.tokens.end <= noun
                {
                    is_venue = members.is_empty() && matches!(mention.naming, Naming::Place { .. });
                    for member in self.members_of(cast, index) {
                        push(&mut members, member);
                    }
                    at = mention.tokens.start;
                    continue;
                }
                break;
            }
            // Who mediates is no party: "EU-mediated talks".
            if self
                .lexicon
                .references()
                .is_mediating(&here.sentence.tokens[at].span.slice(self.document.text).to_lowercase())
            {
                break;
            }
            let bridge = matches!(here.pos(at), Pos::Adj | Pos::Noun | Pos::Propn | Pos::Num | Pos::Sym)
                || matches!(
                    here.sentence.tokens[at].span.slice(self.document.text),
                    "-" | "–" | "and" | "/" | "‐" | "—"
                );
            if !bridge {
                break;
            }
        }
        // "the Oslo summit" is held in Oslo; "Oslo-Lima talks" are between the two.
        if is_venue && members.len() == 1 {
            members.clear();
        }
        members.reverse();
        members
    }

    /// Returns the owner of a noun: "Turkey's visit", "his visit".
    pub fn owning(&self, cast: &mut Cast, passage: usize, noun: usize) -> Vec<MemberIndex> {
        let here = self.passage(passage);
        let owners: Vec<usize> = here.dependents(noun, &["nmod:poss"]).collect();
        owners.into_iter().flat_map(|owner| self.named_by(cast, passage, owner)).collect()
    }

    /// Returns the head of the mention that opens the sentence where only a clause between commas parts it from the verb.
    ///
    /// "X, who is in Oslo for talks, met Y": long parentheses are where trees fail most.
    pub fn interrupted_subject(&self, passage: usize, verb: usize) -> Option<usize> {
        let here = self.passage(passage);
        let word =
            |token: usize| here.sentence.tokens.get(token).map_or("", |token| token.span.slice(self.document.text));
        let start = self.start_of_group(passage, verb);
        if start == 0 || word(start - 1) != "," {
            return None;
        }
        let first = (0..2).find_map(|token| self.mention_at(passage, token))?;
        let opens = first.tokens.start <= 1 && word(first.tokens.end) == "," && first.tokens.end < start - 1;
        let opener = word(first.tokens.end + 1);
        let is_clause =
            matches!(opener, "who" | "which" | "whose" | "a" | "an" | "the") || here.is_verb(first.tokens.end + 1);
        (opens && is_clause && (first.is_named() || matches!(first.naming, Naming::Unknown(_) | Naming::Office { .. })))
            .then_some(first.head)
    }

    /// Returns the head of the mention, or of its relative pronoun's antecedent, that stands right before a verb.
    pub fn subject_before(&self, passage: usize, verb: usize) -> Option<usize> {
        let here = self.passage(passage);
        let word =
            |token: usize| here.sentence.tokens.get(token).map_or("", |token| token.span.slice(self.document.text));
        let mut at = self.start_of_group(passage, verb);
        if at > 0 && matches!(word(at - 1), "who" | "which" | "that") {
            at -= 1;
            at -= usize::from(at > 0 && word(at - 1) == ",");
        }
        let mention = self.mention_at(passage, at.checked_sub(1)?)?;
        // The first member of a list stands for all of it.
        let first = self
            .mentions
            .iter()
            .filter(|other| other.passage == passage && other.tokens.end < mention.tokens.start)
            .find(|other| {
                let index = self.index_at(passage, other.tokens.start);
                index.is_some_and(|index| {
                    self.listed_after(passage, index)
                        .iter()
                        .any(|&listed| self.mentions[listed].tokens == mention.tokens)
                })
            });
        let subject = first.unwrap_or(mention);
        let governed = preposition_of(here, subject.head).is_some();
        (!governed && !is_adjective(subject)).then_some(subject.head)
    }

    /// Returns the head of the mention that stands right between "and" or "but" and a finite verb.
    pub fn subject_behind_and(&self, passage: usize, verb: usize) -> Option<usize> {
        let here = self.passage(passage);
        let start = self.start_of_group(passage, verb);
        let mention = self.mention_at(passage, start.checked_sub(1)?)?;
        let before = mention.tokens.start.checked_sub(1)?;
        let is_finite = (start..=verb).any(|token| matches!(here.tag(token), "VBD" | "VBZ" | "VBP" | "MD"));
        let joins = here.pos(before) == Pos::Cconj;
        (joins && is_finite && !is_adjective(mention) && here.base_relation(mention.head) == "conj")
            .then_some(mention.head)
    }

    /// The first auxiliary or adverb before a verb.
    fn start_of_group(&self, passage: usize, verb: usize) -> usize {
        let here = self.passage(passage);
        let mut start = verb;
        while start > 0
            && matches!(here.pos(start - 1), Pos::Aux | Pos::Adv | Pos::Part)
            && self.mention_at(passage, start - 1).is_none()
        {
            start -= 1;
        }
        start
    }

    fn passage(&self, passage: usize) -> &'a Passage {
        &self.document.passages[passage]
    }

    fn collect(
        &self,
        cast: &mut Cast,
        passage: usize,
        token: usize,
        (depth, reach): (usize, Reach),
        members: &mut Vec<MemberIndex>,
    ) {
        if depth > 5 {
            return;
        }
        let here = self.passage(passage);
        match self.index_at(passage, token) {
            Some(index) if !is_adjective(&self.mentions[index]) => {
                // A delegation's leader stands for it, and for the body or state that sent it.
                let leader = self.leader(passage, token).filter(|_| self.is_representative(passage, token));
                if let Some(leader) = leader {
                    self.collect(cast, passage, leader, (depth + 1, reach), members);
                    return;
                }
                for member in self.members_of(cast, index) {
                    push(members, member);
                }
                let listed = self.listed_after(passage, index);
                for index in listed {
                    for member in self.members_of(cast, index) {
                        push(members, member);
                    }
                }
            }
            _ => self.collect_described(cast, passage, token, (depth, reach), members),
        }
        let same_phrase = |other: usize| {
            self.index_at(passage, other).is_some() && self.index_at(passage, other) == self.index_at(passage, token)
        };
        let conjuncts: Vec<usize> =
            here.dependents(token, &["conj"]).filter(|&next| !here.is_verb(next) && !same_phrase(next)).collect();
        for next in conjuncts {
            self.collect(cast, passage, next, (depth + 1, reach), members);
        }
    }

    /// A common noun stands for its leader, its owner, its nation, or those whom it is made of.
    fn collect_described(
        &self,
        cast: &mut Cast,
        passage: usize,
        noun: usize,
        (depth, reach): (usize, Reach),
        members: &mut Vec<MemberIndex>,
    ) {
        let here = self.passage(passage);
        if !matches!(here.pos(noun), Pos::Noun | Pos::Propn | Pos::Adj | Pos::Num | Pos::Pron | Pos::Det) {
            return;
        }
        // "the two presidents, A and B"
        let appositions = here.dependents(noun, &["appos"]).filter(|&name| self.mention_at(passage, name).is_some());
        for name in appositions.collect::<Vec<_>>() {
            self.collect(cast, passage, name, (depth + 1, reach), members);
        }
        if !members.is_empty() {
            return;
        }
        if let Some(leader) = self.leader(passage, noun) {
            self.collect(cast, passage, leader, (depth + 1, reach), members);
            if !members.is_empty() {
                return;
            }
        }
        let owners: Vec<usize> = here.dependents(noun, &["nmod:poss"]).collect();
        for owner in owners {
            let mut owned = Vec::new();
            self.collect(cast, passage, owner, (depth + 1, reach), &mut owned);
            owned.retain(|&member| cast.members[member].kind != ActorKind::Person);
            for member in owned {
                push(members, member);
            }
        }
        // "a Danish shipyard" does not act for Denmark.
        if reach == Reach::Goods || self.is_representative(passage, noun) || !matches!(here.pos(noun), Pos::Noun) {
            for member in self.modifying(cast, passage, noun) {
                push(members, member);
            }
        }
        let parts: Vec<usize> = here
            .dependents(noun, &["nmod", "obl"])
            .filter(|&part| {
                self.lexicon
                    .references()
                    .member_prepositions()
                    .iter()
                    .any(|preposition| has_preposition(here, part, preposition))
            })
            .collect();
        for part in parts {
            self.collect(cast, passage, part, (depth + 1, reach), members);
        }
    }

    /// Who leads a body of people, where the words behind it say so: "a team led by X".
    fn leader(&self, passage: usize, body: usize) -> Option<usize> {
        let here = self.passage(passage);
        let is_leading = |verb: &usize| self.lexicon.references().is_leading_verb(here.lemma(*verb));
        let led = here.dependents(body, &["acl"]).find(is_leading)?;
        let leader = prepositional(here, led, "by").next();
        leader.filter(|&leader| self.mention_at(passage, leader).is_some())
    }

    fn members_of(&self, cast: &mut Cast, index: usize) -> Vec<MemberIndex> {
        let mention = &self.mentions[index];
        let members = match (&mention.naming, cast.referents[index].as_slice()) {
            (Naming::Place { name, country: Some(code), is_capital: true }, []) => {
                // Where the article speaks of the Union, "Brussels" is the Union.
                let seated = self.lexicon.organization_seated_at(name);
                let body = seated.and_then(|key| cast.organization_called(key, self.lexicon));
                vec![body.unwrap_or_else(|| cast.country(*code, name))]
            }
            (_, referents) => referents.to_vec(),
        };
        self.passage(mention.passage).notes.add(|| Note::StoodFor(index, members.clone()));
        members
    }

    /// The mentions that continue a list behind a mention: ", B, C and D". The tree of long lists of names is often wrong.
    fn listed_after(&self, passage: usize, index: usize) -> Vec<usize> {
        let here = self.passage(passage);
        let word =
            |token: usize| here.sentence.tokens.get(token).map_or("", |token| token.span.slice(self.document.text));
        let mut listed = Vec::new();
        let mut closed = 0;
        let mut end = self.mentions[index].tokens.end;
        loop {
            let comma = word(end) == ",";
            let mut at = end + usize::from(comma);
            let joined = self.lexicon.references().list_joiner_at(&[word(at), word(at + 1)]);
            if joined == 0 && !comma {
                break;
            }
            at += joined;
            let Some(mut next) = self.index_at(passage, at) else { break };
            // "and Chile's X": the nation is X's.
            let owner = &self.mentions[next];
            if is_possessive(word(owner.tokens.end)) && owner.tokens.start == at {
                at = owner.tokens.end + 1;
                let Some(owned) = self.index_at(passage, at) else { break };
                next = owned;
            }
            let mention = &self.mentions[next];
            let own_clause = here.base_relation(mention.head) == "nsubj"
                && here.head(mention.head).is_some_and(|head| head > mention.head);
            let first_is_subject = here.base_relation(self.mentions[index].head) == "nsubj";
            if mention.tokens.start != at
                || !(mention.is_named() || matches!(mention.naming, Naming::Unknown(_)))
                || is_adjective(mention)
                || (own_clause && !first_is_subject)
            {
                break;
            }
            listed.push(next);
            if joined > 0 {
                closed = listed.len();
            }
            end = mention.tokens.end;
        }
        listed.truncate(closed);
        listed
    }
}

fn is_adjective(mention: &Mention) -> bool {
    matches!(mention.naming, Naming::Country { is_adjective: true, .. })
}

fn push(members: &mut Vec<MemberIndex>, member: MemberIndex) {
    if !members.contains(&member) {
        members.push(member);
    }
}
