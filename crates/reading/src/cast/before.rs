//! Whom offices, pronouns, groups and other mentions without a name refer to: the last before them that fits.

use plenipo_lexicon::{Lexicon, Pronoun};
use plenipo_record::{ActorKind, CountryCode};

use super::{Cast, Member, MemberIndex, is_subject, plain, role_words};
use crate::document::Document;
use crate::mention::{Mention, Naming};

impl Cast {
    /// Finds whom a mention without a name refers to, among what was mentioned before it.
    pub(super) fn look_back(
        &mut self,
        document: &Document<'_>,
        mentions: &[Mention],
        at: usize,
        lexicon: &Lexicon,
        home: Option<CountryCode>,
    ) -> Vec<MemberIndex> {
        let mention = &mentions[at];
        match &mention.naming {
            Naming::Office { head } => self.office(mentions, at, head, lexicon).into_iter().collect(),
            Naming::Body { head, name } => self.body(at, head, name, lexicon, home).into_iter().collect(),
            Naming::Pronoun(Pronoun::Person) => self.person_before(document, mentions, at).into_iter().collect(),
            Naming::Pronoun(Pronoun::Thing) => self.thing_before(document, mentions, at).into_iter().collect(),
            Naming::Pronoun(Pronoun::Plural) => self.group_before(mentions, at, None, false),
            Naming::Group { count, are_states } => self.group_before(mentions, at, *count, *are_states),
            Naming::Latter => self.last_person(mentions, at, None).into_iter().collect(),
            Naming::Native => {
                let code = mention.country;
                let person = self.last_person(mentions, at, code);
                let state = || code.map(|code| self.country(code, lexicon.country_name(code)));
                person.or_else(state).into_iter().collect()
            }
            Naming::Counterpart => {
                let code = mention.country;
                let person = self.counterpart_named(mentions, at, lexicon);
                let state = || code.map(|code| self.country(code, lexicon.country_name(code)));
                person.or_else(state).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// Who holds an office: a person named before, else the body or state for which an unnamed holder speaks.
    fn office(&mut self, mentions: &[Mention], at: usize, head: &str, lexicon: &Lexicon) -> Option<MemberIndex> {
        let mention = &mentions[at];
        // "the EU ambassador" is nobody else's ambassador.
        let holder = self.office_holder(mentions, at, head, lexicon);
        let is_of_body = |holder: &MemberIndex| {
            let fits = |(name, _): &(String, Option<CountryCode>)| {
                let of = role_words(name);
                self.members[*holder].roles.iter().any(|role| of.iter().all(|word| role_words(role).contains(word)))
            };
            mention.body.as_ref().is_none_or(fits)
        };
        if let Some(holder) = holder.filter(is_of_body) {
            return Some(holder);
        }
        if let Some((name, country)) = &mention.body {
            let called = |member: &&Member| {
                member.kind == ActorKind::Organization && member.names[0].split(' ').any(|word| word == name)
            };
            let known = (0..self.members.len()).rev().find(|&member| called(&&self.members[member]));
            return Some(known.unwrap_or_else(|| self.organization(name, *country, lexicon)));
        }
        if let Some(code) = mention.country {
            return Some(self.country(code, lexicon.country_name(code)));
        }
        // "the official", after "an official of the ministry"
        let same = |other: &usize| matches!(&mentions[*other].naming, Naming::Office { head: other } if other == head);
        let last = (0..at).rev().filter(same).find_map(|other| self.referents[other].first().copied());
        last.filter(|_| mention.roles.iter().all(|role| role_words(role).len() == 1))
    }

    /// The last person before the mention who holds an office of these words.
    fn office_holder(&self, mentions: &[Mention], at: usize, head: &str, lexicon: &Lexicon) -> Option<MemberIndex> {
        let mention = &mentions[at];
        let wanted: Vec<String> = mention.roles.iter().flat_map(|role| role_words(role)).collect();
        let holders = |before: &[usize], strict: bool| {
            before.iter().rev().copied().find(|&member| {
                let member = &self.members[member];
                let country_fits =
                    mention.country.is_none() || member.country.is_none() || member.country == mention.country;
                member.kind == ActorKind::Person
                    && country_fits
                    && member.roles.iter().any(|role| {
                        let words = role_words(role);
                        let holds =
                            |word: &String| if strict { word == head } else { lexicon.offices().are_kin(word, head) };
                        words.iter().any(holds)
                            && (!strict || wanted.iter().all(|word| words.contains(word) || mention.country.is_some()))
                    })
            })
        };
        let before: Vec<usize> = self.referents[..at]
            .iter()
            .filter(|referents| referents.len() == 1)
            .map(|referents| referents[0])
            .collect();
        holders(&before, true).or_else(|| holders(&before, false))
    }

    fn body(
        &mut self,
        at: usize,
        head: &str,
        name: &str,
        lexicon: &Lexicon,
        home: Option<CountryCode>,
    ) -> Option<MemberIndex> {
        let is_such = |&member: &usize| {
            let member = &self.members[member];
            member.kind == ActorKind::Organization
                && member.names.iter().any(|name| plain(name).split(' ').any(|word| word == head))
        };
        let before = self.referents[..at]
            .iter()
            .rev()
            .filter(|referents| referents.len() == 1)
            .map(|referents| referents[0])
            .find(is_such);
        if before.is_some() {
            return before;
        }
        if lexicon.references().is_alliance(head) {
            let is_alliance = |&member: &usize| {
                let body = &self.members[member];
                let known = |name: &String| lexicon.organization_key(name).is_some();
                body.kind == ActorKind::Organization && body.country.is_none() && body.names.iter().any(known)
            };
            return self.referents[..at].iter().rev().flatten().copied().find(is_alliance);
        }
        if lexicon.references().is_government(head) {
            return home.map(|home| self.country(home, lexicon.country_name(home)));
        }
        if lexicon.references().stands_for_country(head) {
            return None;
        }
        Some(self.organization(name, home, lexicon))
    }

    /// The person that "he" or "she" most likely is: a subject of this sentence or the last one before any other.
    pub(super) fn person_before(
        &self,
        document: &Document<'_>,
        mentions: &[Mention],
        at: usize,
    ) -> Option<MemberIndex> {
        let pronoun = &mentions[at];
        let other = self.acting_beside(document, mentions, at);
        let fits = |index: usize| -> Option<MemberIndex> {
            let &[member] = self.referents[index].as_slice() else { return None };
            if other == Some(member) {
                return None;
            }
            let person = &self.members[member];
            let gender_fits = person.gender.is_none() || pronoun.gender.is_none() || person.gender == pronoun.gender;
            let quoted = document.passages[mentions[index].passage].quoted[mentions[index].head];
            (person.kind == ActorKind::Person && gender_fits && !quoted).then_some(member)
        };
        let knows = |index: usize| {
            let gender = self.referents[index].first().and_then(|&member| self.members[member].gender);
            pronoun.gender.is_none() || gender == pronoun.gender
        };
        let first = pronoun.passage.saturating_sub(5);
        let inside = |passage: usize| (0..at).filter(move |&index| mentions[index].passage == passage);
        for passage in (first..=pronoun.passage).rev() {
            let is_candidate = |&index: &usize| fits(index).is_some();
            let subject = inside(passage).filter(|&index| is_subject(document, &mentions[index]));
            let subject = subject.filter(is_candidate).max_by_key(|&index| (knows(index), usize::MAX - index));
            let any = || inside(passage).filter(is_candidate).max_by_key(|&index| (knows(index), usize::MAX - index));
            let Some(chosen) = subject.or_else(any) else { continue };
            // Somebody whose sex is known to fit, a sentence further back, is better than somebody who may fit.
            let earlier = || {
                passage.checked_sub(1).filter(|&before| before >= first).and_then(|before| {
                    inside(before)
                        .filter(|&index| is_subject(document, &mentions[index]) && knows(index))
                        .find(is_candidate)
                })
            };
            let chosen = if knows(chosen) { chosen } else { earlier().unwrap_or(chosen) };
            return fits(chosen);
        }
        None
    }

    /// The person whom a pronoun goes before: "“…,” she said. Minister X has led the talks." Nobody where anybody whom
    /// it may mean stands before it.
    pub(super) fn person_behind(
        &self,
        document: &Document<'_>,
        mentions: &[Mention],
        at: usize,
    ) -> Option<MemberIndex> {
        let is_person = |index: &usize| matches!(mentions[*index].naming, Naming::Person(_) | Naming::Unknown(_));
        let is_near = |index: &usize| mentions[*index].passage <= mentions[at].passage + 1;
        let next = (at + 1..mentions.len()).take_while(is_near).find(|index| {
            is_person(index) && !self.referents[*index].is_empty() && is_subject(document, &mentions[*index])
        })?;
        let &[member] = self.referents[next].as_slice() else { return None };
        let gender = self.members[member].gender;
        let fits = gender.is_none() || mentions[at].gender.is_none() || gender == mentions[at].gender;
        let is_before = |index: usize| is_person(&index) && !self.referents[index].is_empty();
        (fits && !(0..at).any(is_before)).then_some(member)
    }

    /// Who acts in the verb that a pronoun is the object of: "X asked him" speaks of somebody else than X.
    fn acting_beside(&self, document: &Document<'_>, mentions: &[Mention], at: usize) -> Option<MemberIndex> {
        let pronoun = &mentions[at];
        let passage = &document.passages[pronoun.passage];
        let is_object = matches!(passage.base_relation(pronoun.head), "obj" | "iobj" | "obl");
        let verb = passage.head(pronoun.head).filter(|_| is_object && passage.tag(pronoun.head) == "PRP")?;
        let subject = passage.dependents(verb, &["nsubj"]).next()?;
        let mention =
            (0..at).find(|&index| mentions[index].passage == pronoun.passage && mentions[index].head == subject)?;
        self.referents[mention].first().copied().filter(|_| self.referents[mention].len() == 1)
    }

    /// The organisation or country that "it" most likely is: the last subject that is one.
    fn thing_before(&self, document: &Document<'_>, mentions: &[Mention], at: usize) -> Option<MemberIndex> {
        let passage = mentions[at].passage;
        let candidates = || (0..at).rev().filter(|&index| mentions[index].passage + 1 >= passage);
        let thing = |index: usize| match self.referents[index].as_slice() {
            &[member] if self.members[member].kind != ActorKind::Person => Some(member),
            _ => None,
        };
        candidates().filter(|&index| is_subject(document, &mentions[index])).find_map(thing)
    }

    /// The last person named before a mention, of one country where it is told.
    fn last_person(&self, mentions: &[Mention], at: usize, country: Option<CountryCode>) -> Option<MemberIndex> {
        let near = (0..at).rev().take_while(|&before| mentions[before].passage + 3 >= mentions[at].passage);
        let persons = near.filter_map(|before| match (&mentions[before].naming, self.referents[before].as_slice()) {
            (Naming::Person(_) | Naming::Unknown(_), &[member]) => Some(member),
            _ => None,
        });
        let fits = |member: &MemberIndex| {
            let person = &self.members[*member];
            person.kind == ActorKind::Person && (country.is_none() || person.country == country)
        };
        persons.into_iter().find(fits)
    }

    /// "her Chilean counterpart", where the holder of her office in Chile is named elsewhere.
    fn counterpart_named(&self, mentions: &[Mention], at: usize, lexicon: &Lexicon) -> Option<MemberIndex> {
        let country = mentions[at].country?;
        let owner = self.last_person(mentions, at, None)?;
        let heads = |member: MemberIndex| -> Vec<String> {
            self.members[member].roles.iter().filter_map(|role| role_words(role).last().cloned()).collect()
        };
        let office = heads(owner);
        (0..self.members.len()).find(|&member| {
            let person = &self.members[member];
            let is_kin = |head: &String| office.iter().any(|word| lexicon.offices().are_kin(word, head));
            person.kind == ActorKind::Person && person.country == Some(country) && heads(member).iter().any(is_kin)
        })
    }

    /// The last two or more actors of one kind that were mentioned close together.
    fn group_before(
        &self,
        mentions: &[Mention],
        at: usize,
        count: Option<usize>,
        are_states: bool,
    ) -> Vec<MemberIndex> {
        let passage = mentions[at].passage;
        let mut kinds = [ActorKind::Person, ActorKind::Country];
        if are_states {
            kinds.reverse();
        }
        for kind in kinds {
            for first in (passage.saturating_sub(3)..=passage).rev() {
                let mut members: Vec<MemberIndex> = Vec::new();
                for index in (0..at).filter(|&index| mentions[index].passage == first) {
                    for &member in &self.referents[index] {
                        if self.members[member].kind == kind && !members.contains(&member) {
                            members.push(member);
                        }
                    }
                }
                if members.len() >= 2 {
                    members.truncate(count.unwrap_or(2));
                    return members;
                }
            }
        }
        Vec::new()
    }
}
