//! Whom offices, pronouns, groups and other mentions without a name refer to: the last before them that fits.

use plenipo_lexicon::{Lexicon, Pronoun};
use plenipo_record::{ActorKind, CountryCode};

use super::group::Several;
use super::office::owner_of;
use super::{Cast, MemberIndex, before_in, is_subject, plain, role_words};
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
            Naming::Office { head } => self.office(document, mentions, at, head, lexicon).into_iter().collect(),
            Naming::Body { head, name } => {
                let owner = owner_of(document, mentions, at).and_then(|owner| self.referents[owner].first().copied());
                // "His government" is that of his own state.
                let home = if owner.is_some_and(|owner| self.members[owner].kind == ActorKind::Person)
                    && lexicon.lists().is_government(head)
                {
                    owner.and_then(|owner| self.members[owner].country)
                } else {
                    home
                };
                self.body(at, head, name, lexicon, home).into_iter().collect()
            }
            Naming::Pronoun(Pronoun::Person) => {
                self.person_before(document, mentions, at, lexicon).into_iter().collect()
            }
            Naming::Pronoun(Pronoun::Thing) => self.thing_before(document, mentions, at).into_iter().collect(),
            Naming::Pronoun(Pronoun::Plural) => {
                self.group_before(document, mentions, at, Several::ANYBODY, (lexicon, home))
            }
            Naming::Group { count, are_states, office } => {
                let (gender, country) = (mention.gender, mention.country);
                let several = Several { count: *count, are_states: *are_states, office, gender, country };
                self.group_before(document, mentions, at, several, (lexicon, home))
            }
            Naming::Latter => self.last_person(mentions, at, None).into_iter().collect(),
            Naming::Native => {
                let code = mention.country;
                let person = self.last_person(mentions, at, code);
                // "X has led the talks since March. “…,” the Kenyan said": of whom no other state is told.
                let is_placed = |&member: &MemberIndex| self.members[member].country.is_some();
                let person =
                    person.or_else(|| self.last_person(mentions, at, None).filter(|member| !is_placed(member)));
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

    fn body(
        &mut self,
        at: usize,
        head: &str,
        name: &str,
        lexicon: &Lexicon,
        home: Option<CountryCode>,
    ) -> Option<MemberIndex> {
        let is_armed_group =
            |name: &String| lexicon.organization_key(name).is_some_and(|key| lexicon.lists().is_armed_group(key));
        if lexicon.lists().is_rebels(head) {
            let is_armed = |&member: &usize| self.members[member].names.iter().any(is_armed_group);
            return self.referents[..at].iter().rev().flatten().copied().find(is_armed);
        }
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
        if lexicon.lists().is_alliance(head) {
            let is_alliance = |&member: &usize| {
                let body = &self.members[member];
                let known = |name: &String| lexicon.organization_key(name).is_some();
                let is_armed = body.names.iter().any(is_armed_group);
                body.kind == ActorKind::Organization
                    && body.country.is_none()
                    && body.names.iter().any(known)
                    && !is_armed
            };
            return self.referents[..at].iter().rev().flatten().copied().find(is_alliance);
        }
        if lexicon.lists().is_government(head) {
            return home.map(|home| self.country(home, lexicon.country_name(home)));
        }
        if lexicon.lists().stands_for_country(head) {
            return None;
        }
        Some(self.organization(name, home, lexicon))
    }

    /// The person that "he" or "she" most likely is. "She called on Prime Minister X" speaks of a guest rather than of a
    /// compatriot of X, as long as nothing has told the sex of either.
    pub(super) fn person_before(
        &self,
        document: &Document<'_>,
        mentions: &[Mention],
        at: usize,
        lexicon: &Lexicon,
    ) -> Option<MemberIndex> {
        let nearest = self.nearest_person(document, mentions, at, None)?;
        let host = self.host_met(document, mentions, at, lexicon);
        let is_compatriot = |host: &MemberIndex| {
            self.members[nearest].gender.is_none() && self.members[nearest].country == self.members[*host].country
        };
        // Whoever has been spoken of in the paragraph goes on being spoken of.
        let paragraph = |index: usize| document.passages[mentions[index].passage].paragraph;
        let opens = !(0..at)
            .rev()
            .take_while(|&index| paragraph(index) == paragraph(at))
            .any(|index| self.referents[index].contains(&nearest));
        let guest = host.filter(is_compatriot).filter(|_| opens);
        guest.and_then(|host| self.nearest_person(document, mentions, at, Some(host))).or(Some(nearest))
    }

    /// Whom the subject of a sentence meets: "she called on *X*", "she held talks with *X*".
    fn host_met(
        &self,
        document: &Document<'_>,
        mentions: &[Mention],
        at: usize,
        lexicon: &Lexicon,
    ) -> Option<MemberIndex> {
        let pronoun = &mentions[at];
        let passage = &document.passages[pronoun.passage];
        let verb = passage.head(pronoun.head).filter(|_| is_subject(document, pronoun))?;
        if !lexicon.lists().is_courtesy(passage.lemma(verb)) {
            return None;
        }
        let is_met = |mention: &Mention| {
            let above = passage.head(mention.head);
            let is_partner = above == Some(verb) || above.and_then(|talks| passage.head(talks)) == Some(verb);
            is_partner && matches!(mention.naming, Naming::Person(_)) && !mention.roles.is_empty()
        };
        let here = (at + 1..mentions.len()).take_while(|&index| mentions[index].passage == pronoun.passage);
        let host = here.into_iter().find(|&index| is_met(&mentions[index]))?;
        self.referents[host].first().copied()
    }

    /// A subject of this sentence or the last one before any other; a stranger to the state of `host`, where one is given.
    fn nearest_person(
        &self,
        document: &Document<'_>,
        mentions: &[Mention],
        at: usize,
        host: Option<MemberIndex>,
    ) -> Option<MemberIndex> {
        let pronoun = &mentions[at];
        let other = self.acting_beside(document, mentions, at);
        let told = self.bearer(document, mentions, at).or_else(|| self.subject_behind(document, mentions, at));
        if told.is_some() {
            return told;
        }
        let words = document.passages[pronoun.passage].words(document.text);
        // "Her counterpart X, with whom she had talked": she is somebody else than X.
        let is_whom = |index: usize| {
            let mention = &mentions[index];
            let between = mention.passage == pronoun.passage && mention.tokens.end < pronoun.tokens.start;
            between && {
                let between = &words[mention.tokens.end..pronoun.tokens.start];
                between.len() <= 3 && between.last() == Some(&"whom")
            }
        };
        let fits = |index: usize| -> Option<MemberIndex> {
            let &[member] = self.referents[index].as_slice() else { return None };
            let is_at_home = |host: MemberIndex| {
                let country = self.members[member].country;
                country.is_none() || country == self.members[host].country
            };
            if other == Some(member) || is_whom(index) || host.is_some_and(is_at_home) {
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
        let inside = |passage: usize| before_in(mentions, at, passage);
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
            // Whoever acts in the paragraph so far is more likely meant than somebody of the one before.
            let acts_here = document.passages[passage].paragraph == document.passages[pronoun.passage].paragraph
                && is_subject(document, &mentions[chosen])
                && passage
                    .checked_sub(1)
                    .is_none_or(|before| document.passages[before].paragraph != document.passages[passage].paragraph);
            let chosen = if knows(chosen) || acts_here { chosen } else { earlier().unwrap_or(chosen) };
            return fits(chosen);
        }
        None
    }

    /// "X, a general with two wars behind her": the person to whose name a phrase with a pronoun belongs.
    fn bearer(&self, document: &Document<'_>, mentions: &[Mention], at: usize) -> Option<MemberIndex> {
        let pronoun = &mentions[at];
        let passage = &document.passages[pronoun.passage];
        let above = passage.ancestors(pronoun.head).take_while(|&up| !passage.is_verb(up));
        let named = above.into_iter().find_map(|up| {
            before_in(mentions, at, pronoun.passage).find(|&index| {
                let mention = &mentions[index];
                mention.head == up && matches!(mention.naming, Naming::Person(_))
            })
        })?;
        let &[member] = self.referents[named].as_slice() else { return None };
        let gender = self.members[member].gender;
        (gender.is_none() || pronoun.gender.is_none() || gender == pronoun.gender).then_some(member)
    }

    /// "Before leaving her office, X": who acts in the sentence that a clause or circumstance with a pronoun opens.
    fn subject_behind(&self, document: &Document<'_>, mentions: &[Mention], at: usize) -> Option<MemberIndex> {
        let pronoun = &mentions[at];
        let passage = &document.passages[pronoun.passage];
        let is_object = passage.tag(pronoun.head) == "PRP" && !is_subject(document, pronoun);
        let way: Vec<usize> = std::iter::once(pronoun.head).chain(passage.ancestors(pronoun.head)).collect();
        let (&verb, &opening) = (way.last()?, way.len().checked_sub(2).and_then(|at| way.get(at))?);
        let opens = matches!(passage.base_relation(opening), "advcl" | "obl") && opening < verb;
        let is_plain = way.iter().all(|&up| !matches!(passage.base_relation(up), "ccomp" | "conj" | "parataxis"));
        if is_object || !opens || !is_plain || passage.quoted[pronoun.head] {
            return None;
        }
        let subject = passage.dependents(verb, &["nsubj"]).find(|&subject| subject > pronoun.head)?;
        let is_before =
            |index: &usize| mentions[*index].passage == pronoun.passage && self.referents[*index].len() == 1;
        let mut persons =
            (0..at).filter(is_before).filter(|&index| matches!(mentions[index].naming, Naming::Person(_)));
        let behind = (at + 1..mentions.len())
            .find(|&index| mentions[index].passage == pronoun.passage && mentions[index].head == subject)?;
        let &[member] = self.referents[behind].as_slice() else { return None };
        let person = &self.members[member];
        let fits = person.gender.is_none() || pronoun.gender.is_none() || person.gender == pronoun.gender;
        (person.kind == ActorKind::Person && fits && persons.next().is_none()).then_some(member)
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
        let mention = before_in(mentions, at, pronoun.passage).find(|&index| mentions[index].head == subject)?;
        self.referents[mention].first().copied().filter(|_| self.referents[mention].len() == 1)
    }

    /// The organisation or country that "it" most likely is: the last subject that is one.
    fn thing_before(&self, document: &Document<'_>, mentions: &[Mention], at: usize) -> Option<MemberIndex> {
        let passage = mentions[at].passage;
        let candidates = || (before_in(mentions, at, passage.saturating_sub(1)).start..at).rev();
        let thing = |index: usize| match self.referents[index].as_slice() {
            &[member] if self.members[member].kind != ActorKind::Person => Some(member),
            _ => None,
        };
        // "between Norway and its lenders": its owner stands right before it.
        let words = document.passages[passage].words(document.text);
        let beside = at.checked_sub(1).filter(|&before| {
            let between = mentions[before].tokens.end..mentions[at].tokens.start;
            mentions[before].passage == passage && words.get(between).is_some_and(|between| between == ["and"])
        });
        let owner = beside.filter(|_| document.passages[passage].tag(mentions[at].head) == "PRP$").and_then(thing);
        owner.or_else(|| candidates().filter(|&index| is_subject(document, &mentions[index])).find_map(thing))
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
}
