//! The cast of an article: which mentions are the same person, organisation or country.
//!
//! Names are joined first, over the whole text; then offices, pronouns and groups are settled in text order,
//! each by the most recent actor that fits.

mod person;

use plenipo_lexicon::{Gender, Lexicon};
use plenipo_record::{ActorKind, CountryCode};

use crate::document::Document;
use crate::mention::{Mention, Naming, Pronoun};

pub(crate) use person::same_person;

/// Index of an actor in [`Cast::members`].
pub(crate) type MemberIndex = usize;

/// Someone or something that the article speaks of.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// Person, organisation or country.
    pub kind: ActorKind,
    /// Every form of the name, in text order.
    pub names: Vec<String>,
    /// The state it is, represents or belongs to.
    pub country: Option<CountryCode>,
    /// Offices as printed, in text order.
    pub roles: Vec<String>,
    /// Known from titles and pronouns.
    pub gender: Option<Gender>,
    /// Whether it is a body of travellers, such as a delegation.
    pub is_delegation: bool,
}

impl Member {
    /// Tells whether persons of the same country take this member's place once they are named.
    pub fn stands_for_its_people(&self) -> bool {
        self.kind == ActorKind::Country || self.is_delegation
    }
}

/// Everybody in the article, and who each mention is.
pub(crate) struct Cast {
    /// The actors in the order of their first mention.
    pub members: Vec<Member>,
    /// For each mention, whom it refers to: nobody, one, or the members of a group.
    pub referents: Vec<Vec<MemberIndex>>,
}

impl Cast {
    /// Settles every mention of the document; `home` is the country of the dateline.
    pub fn new(document: &Document<'_>, mentions: &[Mention], lexicon: &Lexicon, home: Option<CountryCode>) -> Self {
        let mut cast = Cast { members: Vec::new(), referents: vec![Vec::new(); mentions.len()] };
        cast.join_names(document, mentions, lexicon);
        for at in 0..mentions.len() {
            if cast.referents[at].is_empty() {
                cast.referents[at] = cast.look_back(document, mentions, at, lexicon, home);
            }
            cast.learn(mentions, at, lexicon);
        }
        cast.settle_pronouns(document, mentions);
        cast
    }

    /// Returns the member that is a country, entering it if need be.
    pub fn country(&mut self, code: CountryCode, name: &str) -> MemberIndex {
        let known =
            self.members.iter().position(|member| member.kind == ActorKind::Country && member.country == Some(code));
        let index = known.unwrap_or_else(|| self.enter(ActorKind::Country, name, Some(code)));
        add_name(&mut self.members[index].names, name);
        index
    }

    /// Returns the state that a member is or represents, where the article speaks of that state.
    pub fn state_of(&self, member: MemberIndex) -> Option<MemberIndex> {
        let code = self.members[member].country?;
        self.members.iter().position(|other| other.kind == ActorKind::Country && other.country == Some(code))
    }

    /// Returns the member whose handle, or whose name written together, is that of an account.
    pub fn owner_of_handle(&self, handle: &str) -> Option<MemberIndex> {
        let plain = |name: &str| name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
        let wanted = plain(handle);
        self.members.iter().position(|member| member.names.iter().any(|name| plain(name) == wanted))
    }

    /// Returns the one organisation with a word in its names: "ministry". Nobody where several have it.
    pub fn only_organization_with(&self, word: &str) -> Option<MemberIndex> {
        let has_word = |name: &String| name.split_whitespace().any(|part| part.eq_ignore_ascii_case(word));
        let mut found = self
            .members
            .iter()
            .enumerate()
            .filter(|(_, member)| member.kind == ActorKind::Organization && member.names.iter().any(has_word));
        found.next().map(|(at, _)| at).filter(|_| found.next().is_none())
    }

    /// Returns the organisation whose main name in the lexicon is `key`, where the article speaks of it.
    pub fn organization_called(&self, key: &str, lexicon: &Lexicon) -> Option<MemberIndex> {
        let is_called = |name: &String| lexicon.organization_key(name) == Some(key);
        self.members
            .iter()
            .position(|member| member.kind == ActorKind::Organization && member.names.iter().any(is_called))
    }

    fn enter(&mut self, kind: ActorKind, name: &str, country: Option<CountryCode>) -> MemberIndex {
        self.members.push(Member {
            kind,
            names: vec![name.to_owned()],
            country,
            roles: Vec::new(),
            gender: None,
            is_delegation: false,
        });
        self.members.len() - 1
    }

    fn join_names(&mut self, document: &Document<'_>, mentions: &[Mention], lexicon: &Lexicon) {
        let quoted = |mention: &Mention| document.passages[mention.passage].quoted[mention.head];
        // Full names first, so that a surname in the lede finds the name given below.
        for full in [true, false] {
            for (at, mention) in mentions.iter().enumerate() {
                let Naming::Person(name) = &mention.naming else { continue };
                if name.contains(' ') == full {
                    let member = self
                        .person(name, mention)
                        .unwrap_or_else(|| self.enter(ActorKind::Person, name, mention.country));
                    self.referents[at] = vec![member];
                    add_name(&mut self.members[member].names, name);
                }
            }
        }
        for (at, mention) in mentions.iter().enumerate() {
            let member = match &mention.naming {
                Naming::Unknown(name) => match self.person(name, mention) {
                    Some(member) => {
                        add_name(&mut self.members[member].names, name);
                        member
                    }
                    None => continue,
                },
                Naming::Organization(name) => self.organization(name, mention.country, lexicon),
                Naming::Country { code, name, is_adjective } => {
                    let name = if *is_adjective { lexicon.country_name(*code) } else { name };
                    self.country(*code, name)
                }
                _ => continue,
            };
            if !quoted(mention) || self.referents[at].is_empty() {
                self.referents[at] = vec![member];
            }
        }
    }

    fn person(&self, name: &str, mention: &Mention) -> Option<MemberIndex> {
        let fits = |member: &&(usize, &Member)| {
            member.1.kind == ActorKind::Person && member.1.names.iter().any(|known| same_person(known, name))
        };
        let candidates: Vec<_> = self.members.iter().enumerate().collect();
        let candidates: Vec<_> = candidates.iter().filter(fits).collect();
        let of_country =
            |candidate: &&&(usize, &Member)| mention.country.is_some() && candidate.1.country == mention.country;
        let of_gender =
            |candidate: &&&(usize, &Member)| mention.gender.is_some() && candidate.1.gender == mention.gender;
        let best = candidates.iter().find(of_country).or_else(|| candidates.iter().find(of_gender));
        best.or_else(|| candidates.last()).map(|candidate| candidate.0)
    }

    fn organization(&mut self, name: &str, country: Option<CountryCode>, lexicon: &Lexicon) -> MemberIndex {
        let canonical = |name: &str| lexicon.organization_key(name).map_or_else(|| plain(name), str::to_owned);
        let key = canonical(name);
        let same = |member: &Member| {
            member.kind == ActorKind::Organization
                && member.names.iter().any(|known| canonical(known) == key)
                && (member.country.is_none() || country.is_none() || member.country == country)
        };
        let known = self.members.iter().position(same);
        let index = known.unwrap_or_else(|| self.enter(ActorKind::Organization, name, country));
        add_name(&mut self.members[index].names, name);
        self.members[index].is_delegation |= lexicon.references().is_delegation(name);
        index
    }

    /// Finds whom a mention without a name refers to, among what was mentioned before it.
    fn look_back(
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
    fn person_before(&self, document: &Document<'_>, mentions: &[Mention], at: usize) -> Option<MemberIndex> {
        let pronoun = &mentions[at];
        let fits = |index: usize| -> Option<MemberIndex> {
            let &[member] = self.referents[index].as_slice() else { return None };
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

    /// Reads pronouns again, now that most of the pronouns and titles of a person have told the sex.
    fn settle_pronouns(&mut self, document: &Document<'_>, mentions: &[Mention]) {
        let mut votes = vec![0_i32; self.members.len()];
        for (mention, referents) in mentions.iter().zip(&self.referents) {
            if let (&[member], Some(gender)) = (referents.as_slice(), mention.gender) {
                let weight = if matches!(mention.naming, Naming::Pronoun(_)) { 1 } else { 5 };
                votes[member] += if gender == Gender::Male { weight } else { -weight };
            }
        }
        // "X met her counterpart": the subject before is she.
        for (at, mention) in mentions.iter().enumerate().filter(|(_, mention)| mention.owner_gender.is_some()) {
            let subject =
                (0..at).rev().take_while(|&before| mentions[before].passage == mention.passage).find(|&before| {
                    let is_person = |&member: &MemberIndex| self.members[member].kind == ActorKind::Person;
                    is_subject(document, &mentions[before]) && self.referents[before].first().is_some_and(is_person)
                });
            if let Some(&member) = subject.and_then(|before| self.referents[before].first()) {
                votes[member] += if mention.owner_gender == Some(Gender::Male) { 3 } else { -3 };
            }
        }
        for (member, votes) in self.members.iter_mut().zip(votes).filter(|(member, _)| member.kind == ActorKind::Person)
        {
            member.gender = match votes {
                0 => member.gender,
                1.. => Some(Gender::Male),
                _ => Some(Gender::Female),
            };
        }
        for (at, mention) in mentions.iter().enumerate() {
            if mention.naming == Naming::Pronoun(Pronoun::Person) {
                self.referents[at] = self.person_before(document, mentions, at).into_iter().collect();
            }
        }
    }

    /// Takes over what the mention tells about its referent: offices, country, sex.
    fn learn(&mut self, mentions: &[Mention], at: usize, lexicon: &Lexicon) {
        let is_bare = |role: &str| lexicon.offices().is_bare(role);
        let mention = &mentions[at];
        let &[member] = self.referents[at].as_slice() else { return };
        let member = &mut self.members[member];
        if member.kind != ActorKind::Person {
            return;
        }
        member.gender = member.gender.or(mention.gender);
        if matches!(mention.naming, Naming::Person(_) | Naming::Unknown(_)) {
            member.country = member.country.or(mention.country);
            for role in &mention.roles {
                if !is_bare(role) && !member.roles.iter().any(|known| plain(known) == plain(role)) {
                    member.roles.push(role.clone());
                }
            }
        }
    }
}

/// Tells whether a mention is the subject of a clause.
pub(crate) fn is_subject(document: &Document<'_>, mention: &Mention) -> bool {
    document.passages[mention.passage].base_relation(mention.head) == "nsubj"
}

/// Returns a name in lower case without dots, articles and possessives, for comparison.
pub(crate) fn plain(name: &str) -> String {
    let lower = name.to_lowercase().replace('.', "").replace(['’', '\''], "'");
    let words = lower.split_whitespace().map(|word| word.trim_end_matches("'s"));
    words.filter(|word| !matches!(*word, "the" | "a" | "an")).collect::<Vec<_>>().join(" ")
}

fn role_words(role: &str) -> Vec<String> {
    plain(role).split([' ', '-']).map(str::to_owned).collect()
}

fn add_name(names: &mut Vec<String>, name: &str) {
    if !names.iter().any(|known| known == name) {
        names.push(name.to_owned());
    }
}
