//! From phrases to actors: lists, leaders, owners, nations, and those of whom a body is made.

use plenipo_language::Pos;
use plenipo_record::ActorKind;

use super::{Parties, Reach, is_adjective, push};
use crate::cast::{Cast, MemberIndex};
use crate::explain::Note;
use crate::frame::syntax::{has_preposition, prepositional};
use crate::mention::{Naming, is_possessive};

impl Parties<'_> {
    /// Tells whether a common noun is one of an office, a body or a group of people who act for a state.
    pub fn is_representative(&self, passage: usize, noun: usize) -> bool {
        let here = self.passage(passage);
        let word = here.sentence.tokens[noun].span.slice(self.document.text).to_lowercase();
        let lists = self.lexicon.lists();
        // "bank officials", but not "World Bank officials".
        let before = noun.checked_sub(1).filter(|&before| here.pos(before) != Pos::Propn);
        let circle = before.map(|before| here.lemma(before).to_lowercase());
        let has_portfolio = lists.has_portfolio(here.lemma(noun));
        if !has_portfolio && circle.is_some_and(|circle| lists.is_private_circle(&circle)) {
            return false;
        }
        lists.is_representative(here.lemma(noun))
            || lists.stands_for_country(&word)
            || lists.is_delegation(&word)
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

    /// Returns the states that a sentence names, by their capitals or in a group too.
    pub fn states_in(&self, cast: &mut Cast, passage: usize) -> Vec<MemberIndex> {
        let mut states = Vec::new();
        let own = self.mentions.iter().enumerate().filter(|(_, mention)| mention.passage == passage);
        for (index, mention) in own {
            let code = match mention.naming {
                Naming::Country { code, .. } => Some(code),
                Naming::Place { country, is_capital: true, .. } => country,
                Naming::Group { are_states: true, .. } => {
                    self.members_of(cast, index).into_iter().for_each(|member| push(&mut states, member));
                    None
                }
                _ => None,
            };
            if let Some(code) = code {
                push(&mut states, cast.country(code, self.lexicon.country_name(code)));
            }
        }
        states
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

    pub(super) fn collect(
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
            _ => {
                // Those listed before it say nothing of whom a common noun stands for.
                let mut described = Vec::new();
                self.collect_described(cast, passage, token, (depth, reach), &mut described);
                for member in described {
                    push(members, member);
                }
            }
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
        if let Some(handle) = self.account(passage, noun) {
            members.extend(self.owner_of_account(cast, (passage, noun), handle));
            return;
        }
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
        if let Some(named) = self.named_behind(passage, noun) {
            self.collect(cast, passage, named, (depth + 1, reach), members);
            return;
        }
        if let Some(leader) = self.leader(passage, noun) {
            self.collect(cast, passage, leader, (depth + 1, reach), members);
            if !members.is_empty() {
                return;
            }
        }
        // "a Danish shipyard" does not act for Denmark, nor does "Denmark's shipyard".
        let acts = reach == Reach::Goods
            || self.is_representative(passage, noun)
            || self.lexicon.lists().is_vehicle(here.lemma(noun))
            || !matches!(here.pos(noun), Pos::Noun);
        let owners: Vec<usize> = here.dependents(noun, &["nmod:poss"]).filter(|_| acts).collect();
        for owner in owners {
            let mut owned = Vec::new();
            self.collect(cast, passage, owner, (depth + 1, reach), &mut owned);
            // Whose plane lands has arrived.
            let is_vehicle = self.lexicon.lists().is_vehicle(here.lemma(noun));
            owned.retain(|&member| cast.members[member].kind != ActorKind::Person || is_vehicle);
            for member in owned {
                push(members, member);
            }
        }
        if acts {
            for member in self.modifying(cast, passage, noun) {
                push(members, member);
            }
        }
        let parts: Vec<usize> = here
            .dependents(noun, &["nmod", "obl"])
            .filter(|&part| {
                self.lexicon
                    .lists()
                    .member_prepositions()
                    .iter()
                    .any(|preposition| has_preposition(here, part, preposition))
            })
            .collect();
        let are_sent = here.tag(noun) == "NNS" && self.lexicon.lists().is_emissary(here.lemma(noun));
        for part in parts {
            let mut own = Vec::new();
            self.collect(cast, passage, part, (depth + 1, reach), &mut own);
            // "emissaries of the two presidents" are those of their states.
            if are_sent {
                own = self.states_of(cast, &own);
            }
            for member in own {
                push(members, member);
            }
        }
        self.name_holders(cast, passage, noun, members);
    }

    /// "The presidents of Chile and Peru": of states, those who hold the office there, where the text names them.
    fn name_holders(&self, cast: &Cast, passage: usize, noun: usize, members: &mut [MemberIndex]) {
        let words = self.passage(passage).words(self.document.text);
        let offices = self.lexicon.offices();
        let Some(office) = self.lexicon.office_at(&[words[noun]]).filter(|office| offices.is_sole(&office.head)) else {
            return;
        };
        let is_portfolio = |word: &&&str| word.starts_with(char::is_lowercase) && offices.is_modifier(word);
        let mut wanted: Vec<String> =
            words[..noun].iter().rev().take_while(is_portfolio).map(|word| (*word).to_owned()).collect();
        wanted.reverse();
        wanted.push(office.head);
        for member in members.iter_mut() {
            let state = Some(&cast.members[*member]).filter(|state| state.kind == ActorKind::Country);
            let holder = state.and_then(|state| cast.holder_in(state.country?, &wanted, self.lexicon));
            *member = holder.unwrap_or(*member);
        }
    }

    /// The handle of an account that a token is: "@oreyl".
    pub fn account(&self, passage: usize, token: usize) -> Option<&str> {
        self.passage(passage).sentence.tokens[token].span.slice(self.document.text).strip_prefix('@')
    }

    /// Whose an account is: of whoever is called like it, else of the person whose name stands behind it: "@oreyl Osman Reyl".
    fn owner_of_account(&self, cast: &Cast, (passage, at): (usize, usize), handle: &str) -> Option<MemberIndex> {
        let named_behind = || {
            let index = self.index_at(passage, at + 1)?;
            let is_person = matches!(self.mentions[index].naming, Naming::Person(_));
            cast.referents[index].first().copied().filter(|_| is_person)
        };
        cast.owner_of_handle(handle).or_else(named_behind)
    }

    /// "with their host, X", "with her Chilean opposite number, Y": the name behind the comma, whatever the tree makes of it.
    fn named_behind(&self, passage: usize, noun: usize) -> Option<usize> {
        let here = self.passage(passage);
        let is_owned = here.dependents(noun, &["nmod:poss"]).next().is_some();
        let is_companion = self.lexicon.lists().is_companion(here.lemma(noun));
        let is_comma = noun + 2 < here.len() && here.lemma(noun + 1) == ",";
        let mention = self.mention_at(passage, noun + 2).filter(|_| is_owned && is_companion && is_comma)?;
        mention.is_named().then_some(mention.head)
    }

    /// Who leads a body of people, where the words behind it say so: "a team led by X".
    fn leader(&self, passage: usize, body: usize) -> Option<usize> {
        let here = self.passage(passage);
        let is_leading = |verb: &usize| self.lexicon.lists().is_leading_verb(here.lemma(*verb));
        // "a delegation of mediators led by X"
        let people = prepositional(here, body, "of").next();
        let mut bodies = std::iter::once(body).chain(people);
        let led = bodies.find_map(|body| here.dependents(body, &["acl"]).find(is_leading))?;
        let leader = prepositional(here, led, "by").next();
        leader.filter(|&leader| self.mention_at(passage, leader).is_some())
    }

    pub(super) fn members_of(&self, cast: &mut Cast, index: usize) -> Vec<MemberIndex> {
        let mention = &self.mentions[index];
        let members = match (&mention.naming, cast.referents[index].as_slice()) {
            (Naming::Place { name, country: Some(code), is_capital: true }, []) => {
                // Where the article speaks of the Union, "Brussels" is the Union.
                let seated = self.lexicon.organization_seated_at(name);
                let body = seated.and_then(|key| cast.organization_called(key, self.lexicon));
                vec![body.unwrap_or_else(|| cast.country(*code, name))]
            }
            (Naming::Group { are_states: true, .. }, referents) => {
                let referents = referents.to_vec();
                self.states_of(cast, &referents)
            }
            (_, referents) => referents.to_vec(),
        };
        self.passage(mention.passage).notes.add(|| Note::StoodFor(index, members.clone()));
        members
    }

    /// "Negotiators of the two countries": of two ministers named together, their states are meant.
    fn states_of(&self, cast: &mut Cast, members: &[MemberIndex]) -> Vec<MemberIndex> {
        let mut states = Vec::new();
        for &member in members {
            let code = cast.members[member].country.filter(|_| cast.members[member].kind == ActorKind::Person);
            push(&mut states, code.map_or(member, |code| cast.country(code, self.lexicon.country_name(code))));
        }
        states
    }

    /// The mentions that continue a list behind a mention: ", B, C and D". The tree of long lists of names is often wrong.
    pub(super) fn listed_after(&self, passage: usize, index: usize) -> Vec<usize> {
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
            let nation = &self.mentions[next];
            if is_possessive(word(nation.tokens.end)) && nation.tokens.start == at {
                at = nation.tokens.end + 1;
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
