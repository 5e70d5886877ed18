//! Whom words for several mean: "they", "both", "the two leaders", "the three foreign ministers", "the two countries".
//!
//! Those who were last named in one list come first, then those who stand in one sentence.

use plenipo_lexicon::{Gender, Lexicon};
use plenipo_record::{ActorKind, CountryCode};

use super::{Cast, MemberIndex, before_in};
use crate::document::Document;
use crate::mention::{Mention, Naming, is_possessive};

/// So many sentences back, several may have been mentioned anyhow; further back, they must have stood in a list.
const NEAR: usize = 3;
const FAR: usize = 20;

/// What a phrase says of those whom it means.
#[derive(Clone, Copy)]
pub(super) struct Several<'m> {
    pub count: Option<usize>,
    pub are_states: bool,
    /// The words of the office that all of them hold, its head last.
    pub office: &'m [String],
    pub gender: Option<Gender>,
    pub country: Option<CountryCode>,
}

impl Several<'_> {
    /// What "they" says.
    pub const ANYBODY: Several<'static> =
        Several { count: None, are_states: false, office: &[], gender: None, country: None };
}

impl Cast {
    /// Finds the two or more actors of one kind whom a mention means, among those mentioned before it.
    pub(super) fn group_before(
        &mut self,
        document: &Document<'_>,
        mentions: &[Mention],
        at: usize,
        several: Several<'_>,
        (lexicon, home): (&Lexicon, Option<CountryCode>),
    ) -> Vec<MemberIndex> {
        let passage = mentions[at].passage;
        let near = || (passage.saturating_sub(NEAR)..=passage).rev();
        let far = || (passage.saturating_sub(FAR)..passage.saturating_sub(NEAR)).rev();
        let kinds: &[ActorKind] =
            if several.are_states { &[ActorKind::Country] } else { &[ActorKind::Person, ActorKind::Country] };
        let anybody = Several { office: &[], ..several };
        for &kind in kinds {
            // "The ministers" of whom none is named are those of the body whose ministers met.
            let body = Some(several).filter(|_| kind == ActorKind::Country && several.count.is_none());
            if let Some(body) = body.and_then(|several| self.body_of_officers(document, mentions, at, several, lexicon))
            {
                return vec![body];
            }
            let of_kind = |several: Several<'_>, member: MemberIndex| {
                self.members[member].kind == kind && self.is_one_of(several, member, lexicon)
            };
            let by_office = Some(several).filter(|_| kind == ActorKind::Person && !several.office.is_empty());
            for several in by_office.into_iter().chain([anybody]) {
                let fits = |member: MemberIndex| of_kind(several, member);
                let are_meant = |members: &Vec<MemberIndex>| self.may_be_sides(several, members);
                let together = near().find_map(|first| {
                    self.together(document, mentions, at, first, several.count, &fits).filter(are_meant)
                });
                let listed = || {
                    let mut lists =
                        far().filter_map(|first| self.listed(document, mentions, at, first, several.count, &fits));
                    lists.find(are_meant).filter(|_| several.count.is_some())
                };
                let all = || self.all_before(at, several.count, &fits).filter(|_| !several.office.is_empty());
                if let Some(members) = together.or_else(listed).or_else(all) {
                    return members;
                }
            }
            if several.are_states
                && let Some(states) = self.states_before(mentions, at, several.count, (lexicon, home))
            {
                return states;
            }
        }
        Vec::new()
    }

    /// Tells whether actors may face each other: "the two sides" and "the two ministers", of whom no nation or sex is told,
    /// are hardly of one state.
    fn may_be_sides(&self, several: Several<'_>, members: &[MemberIndex]) -> bool {
        let &[one, other] = members else { return true };
        let country = self.members[one].country;
        several.count != Some(2)
            || several.gender.is_some()
            || several.country.is_some()
            || country.is_none()
            || country != self.members[other].country
    }

    /// The body of many states whose officers were spoken of last: "*EU* farm ministers", "ministers of the *Salt Union*".
    fn body_of_officers(
        &self,
        document: &Document<'_>,
        mentions: &[Mention],
        at: usize,
        several: Several<'_>,
        lexicon: &Lexicon,
    ) -> Option<MemberIndex> {
        let head = several.office.last()?;
        let is_officer = |word: &&str| {
            let word = word.to_lowercase();
            word.strip_suffix('s') == Some(head.as_str()) || word == *head
        };
        let is_of_body = |index: &usize| {
            let mention = &mentions[*index];
            let words = document.passages[mention.passage].words(document.text);
            let (start, end) = (mention.tokens.start.saturating_sub(3), words.len().min(mention.tokens.end + 3));
            let behind = words[mention.tokens.start..end].iter().any(is_officer);
            let before = words[start..mention.tokens.start].iter().any(is_officer)
                && words[start..mention.tokens.start].contains(&"of");
            behind || before
        };
        let is_alliance = |member: &MemberIndex| {
            let body = &self.members[*member];
            body.kind == ActorKind::Organization
                && body.country.is_none()
                && body.names.iter().any(|name| lexicon.organization_key(name).is_some())
        };
        let near = (0..at).rev().take_while(|&index| mentions[index].passage + FAR >= mentions[at].passage);
        near.filter(is_of_body).find_map(|index| self.referents[index].first().copied().filter(is_alliance))
    }

    fn is_one_of(&self, several: Several<'_>, member: MemberIndex, lexicon: &Lexicon) -> bool {
        let actor = &self.members[member];
        actor.kind != ActorKind::Person
            || several.gender.is_none_or(|gender| actor.gender.is_none_or(|own| own == gender))
                && several.country.is_none_or(|country| actor.country.is_none_or(|own| own == country))
                && self.holds_office(member, several.office, lexicon)
    }

    /// Those of a sentence who stand in one list; else all of them.
    fn together(
        &self,
        document: &Document<'_>,
        mentions: &[Mention],
        at: usize,
        passage: usize,
        count: Option<usize>,
        fits: &dyn Fn(MemberIndex) -> bool,
    ) -> Option<Vec<MemberIndex>> {
        let listed = self.listed(document, mentions, at, passage, count, fits);
        listed.or_else(|| {
            let mut members: Vec<MemberIndex> = Vec::new();
            for index in before_in(mentions, at, passage) {
                for &member in self.referents[index].iter().filter(|&&member| fits(member)) {
                    if !members.contains(&member) {
                        members.push(member);
                    }
                }
            }
            let count = count.unwrap_or(2);
            members.truncate(count);
            (members.len() == count).then_some(members)
        })
    }

    /// All those of the text so far, where they are as many as asked for.
    fn all_before(
        &self,
        at: usize,
        count: Option<usize>,
        fits: &dyn Fn(MemberIndex) -> bool,
    ) -> Option<Vec<MemberIndex>> {
        let mut members: Vec<MemberIndex> = Vec::new();
        for &member in self.referents[..at].iter().flatten() {
            if fits(member) && !members.contains(&member) {
                members.push(member);
            }
        }
        Some(members).filter(|members| Some(members.len()) == count)
    }

    /// The last list of a sentence that is so long: "A and B".
    fn listed(
        &self,
        document: &Document<'_>,
        mentions: &[Mention],
        at: usize,
        passage: usize,
        count: Option<usize>,
        fits: &dyn Fn(MemberIndex) -> bool,
    ) -> Option<Vec<MemberIndex>> {
        let members_of = |list: Vec<usize>| -> Option<Vec<MemberIndex>> {
            let mut members = Vec::new();
            for index in list {
                let &[member] = self.referents[index].as_slice() else { return None };
                (fits(member) && !members.contains(&member)).then(|| members.push(member))?;
            }
            Some(members)
        };
        let lists = lists(document, mentions, at, passage).into_iter().rev().filter_map(members_of);
        lists.into_iter().find(|members| count.map_or(members.len() >= 2, |count| members.len() == count))
    }

    /// The states of which the sentences before speak, by name, capital or person, where they are as many as asked for.
    /// Officers who go without a nation stand for that of the dateline: "Minister X met the Chilean envoy".
    fn states_before(
        &mut self,
        mentions: &[Mention],
        at: usize,
        count: Option<usize>,
        (lexicon, home): (&Lexicon, Option<CountryCode>),
    ) -> Option<Vec<MemberIndex>> {
        let passage = mentions[at].passage;
        for first in (passage.saturating_sub(NEAR)..=passage).rev() {
            let mut codes: Vec<CountryCode> = Vec::new();
            let start = before_in(mentions, at, first).start;
            for (mention, referents) in mentions[start..at].iter().zip(&self.referents[start..at]) {
                let told = match (&mention.naming, referents.as_slice()) {
                    (Naming::Place { country, is_capital: true, .. }, _) => *country,
                    (_, &[member]) if self.members[member].kind != ActorKind::Organization => {
                        let is_of_home = self.members[member].is_officer();
                        self.members[member].country.or_else(|| home.filter(|_| is_of_home))
                    }
                    _ => None,
                };
                codes.extend(told.filter(|code| !codes.contains(code)));
            }
            if codes.len() == count.unwrap_or(2) {
                return Some(codes.into_iter().map(|code| self.country(code, lexicon.country_name(code))).collect());
            }
        }
        None
    }
}

/// The lists of mentions that a sentence holds before a mention, each joined by an "and".
fn lists(document: &Document<'_>, mentions: &[Mention], at: usize, passage: usize) -> Vec<Vec<usize>> {
    let words = document.passages[passage].words(document.text);
    // Each list with whether an "and" has closed it.
    let mut found: Vec<(Vec<usize>, bool)> = Vec::new();
    for index in before_in(mentions, at, passage) {
        let mention = &mentions[index];
        // The nation of "Chile's X" is no member of its own, nor is that of "the Chilean X".
        // "In Oslo, Norway, Chile and Peru signed": what a circumstance names is no member of the list behind it.
        let is_circumstance = |index: usize| {
            let start = mentions[index].tokens.start;
            start > 0 && matches!(words[start - 1], "in" | "at" | "near" | "from" | "to")
        };
        let owns = words.get(mention.tokens.end).is_some_and(|word| is_possessive(word));
        if owns || matches!(mention.naming, Naming::Country { is_adjective: true, .. } | Naming::Pronoun(_)) {
            continue;
        }
        let open = found.last_mut().and_then(|(list, is_joined)| {
            if list.len() == 1 && is_circumstance(list[0]) && words.get(mentions[list[0]].tokens.end) == Some(&",") {
                return None;
            }
            let end = mentions[*list.last()?].tokens.end;
            let covered =
                |token: usize| before_in(mentions, index, passage).any(|other| mentions[other].tokens.contains(&token));
            let between: Vec<&str> = (end..mention.tokens.start.max(end))
                .filter(|&token| !covered(token) && !is_possessive(words[token]))
                .map(|token| words[token])
                .collect();
            let joins = !between.is_empty() && between.iter().all(|word| matches!(*word, "," | "and" | "&"));
            (joins && !*is_joined).then_some((list, is_joined, between.iter().any(|word| *word != ",")))
        });
        match open {
            Some((list, is_joined, closes)) => {
                list.push(index);
                *is_joined = closes;
            }
            None => found.push((vec![index], false)),
        }
    }
    found.into_iter().filter(|(_, is_joined)| *is_joined).map(|(list, _)| list).collect()
}
