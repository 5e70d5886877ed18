//! Who holds an office that stands without a name: "the minister", "its envoy", "the Chilean president".

use plenipo_lexicon::Lexicon;
use plenipo_record::{ActorKind, CountryCode};

use super::{Cast, Member, MemberIndex, before_in, is_indefinite, is_subject, role_words};
use crate::document::Document;
use crate::mention::{Mention, Naming};

/// So many sentences back, a person whose office nobody states may be meant by that of his nation.
const REACH: usize = 12;

impl Cast {
    /// Who holds an office: a person named before, else the body or state for which an unnamed holder speaks.
    pub(super) fn office(
        &mut self,
        document: &Document<'_>,
        mentions: &[Mention],
        at: usize,
        head: &str,
        lexicon: &Lexicon,
    ) -> Option<MemberIndex> {
        let mention = &mentions[at];
        let is_anybody = is_indefinite(document, mention);
        if let Some(member) = self.who_became(document, mentions, at).filter(|_| !is_anybody) {
            return Some(member);
        }
        let owner = owner_of(document, mentions, at);
        let owner = owner.and_then(|owner| self.referents[owner].first().copied());
        // "the EU ambassador" is nobody else's ambassador.
        let is_of_body = |holder: &MemberIndex| {
            let fits = |(name, _): &(String, Option<CountryCode>)| {
                let of = role_words(name);
                self.members[*holder].roles.iter().any(|role| of.iter().all(|word| role_words(role).contains(word)))
            };
            mention.body.as_ref().is_none_or(fits)
        };
        let holder = self.office_holder(document, mentions, at, head, owner, lexicon).filter(is_of_body);
        let holder =
            holder.or_else(|| self.untitled_before(document, mentions, at, lexicon).filter(|_| owner.is_none()));
        if let Some(holder) = holder.filter(|_| !is_anybody) {
            return Some(holder);
        }
        if let Some((name, country)) = &mention.body {
            // "a government spokesman", "a Chilean government spokesman": a government is its state.
            if name.split(' ').next_back().is_some_and(|word| lexicon.lists().is_government(&word.to_lowercase())) {
                let code = country.or_else(|| state_of_scene(document, mentions, at))?;
                return Some(self.country(code, lexicon.country_name(code)));
            }
            let called = |member: &&Member| {
                member.kind == ActorKind::Organization && member.names[0].split(' ').any(|word| word == name)
            };
            let known = (0..self.members.len()).rev().find(|&member| called(&&self.members[member]));
            return Some(known.unwrap_or_else(|| self.organization(name, *country, lexicon)));
        }
        if let Some(code) = mention.country {
            return Some(self.country(code, lexicon.country_name(code)));
        }
        let passage = &document.passages[mention.passage];
        let is_of_government = mention.tokens.clone().any(|token| lexicon.lists().is_government(passage.lemma(token)));
        if let Some(code) = state_of_scene(document, mentions, at).filter(|_| is_of_government) {
            return Some(self.country(code, lexicon.country_name(code)));
        }
        // "Norway denied that its intelligence chief had met Y": whoever holds it acts for the state.
        if let Some(state) = owner.filter(|&owner| self.members[owner].kind == ActorKind::Country) {
            return Some(state);
        }
        // "the official", after "an official of the ministry"
        let same = |other: &usize| matches!(&mentions[*other].naming, Naming::Office { head: other } if other == head);
        let last = (0..at).rev().filter(same).find_map(|other| self.referents[other].first().copied());
        last.filter(|_| !is_anybody && owner.is_none() && mention.roles.iter().all(|role| role_words(role).len() == 1))
    }

    /// "X became the first Norwegian minister to …"
    fn who_became(&self, document: &Document<'_>, mentions: &[Mention], at: usize) -> Option<MemberIndex> {
        let mention = &mentions[at];
        let passage = &document.passages[mention.passage];
        let verb = passage.head(mention.head).filter(|_| passage.base_relation(mention.head) == "xcomp")?;
        let subject = passage.dependents(verb, &["nsubj"]).find(|_| passage.lemma(verb) == "become")?;
        let is_subject = |&index: &usize| mentions[index].passage == mention.passage && mentions[index].head == subject;
        let &[member] = self.referents[(0..at).find(is_subject)?].as_slice() else { return None };
        (self.members[member].kind == ActorKind::Person).then_some(member)
    }

    /// The last person before the mention who holds an office of these words; `owner` is whose office it is.
    fn office_holder(
        &self,
        document: &Document<'_>,
        mentions: &[Mention],
        at: usize,
        head: &str,
        owner: Option<MemberIndex>,
        lexicon: &Lexicon,
    ) -> Option<MemberIndex> {
        // "“… my talks with Minister X,” the minister said": whoever speaks is not whom he speaks of.
        let is_quoted = |mention: &Mention| document.passages[mention.passage].quoted[mention.head];
        let is_open = |index: usize| is_quoted(&mentions[at]) || !is_quoted(&mentions[index]);
        self.office_holder_among(mentions, at, head, owner, lexicon, &is_open)
            .or_else(|| self.office_holder_among(mentions, at, head, owner, lexicon, &|_| true))
    }

    fn office_holder_among(
        &self,
        mentions: &[Mention],
        at: usize,
        head: &str,
        owner: Option<MemberIndex>,
        lexicon: &Lexicon,
        counts: &dyn Fn(usize) -> bool,
    ) -> Option<MemberIndex> {
        let mention = &mentions[at];
        let country = mention.country.or_else(|| self.members[owner?].country);
        let is_his = |member: MemberIndex| country.is_some() && self.members[member].country == country;
        let may_be_his =
            |member: MemberIndex| owner.is_none() && (country.is_none() || self.members[member].country.is_none());
        let before: Vec<(usize, MemberIndex)> = (0..at)
            .filter(|&index| counts(index))
            .filter_map(|index| match self.referents[index].as_slice() {
                &[member] if self.members[member].kind == ActorKind::Person => Some((mentions[index].passage, member)),
                _ => None,
            })
            .collect();
        let last = |fits: &dyn Fn(MemberIndex) -> bool| {
            before.iter().rev().map(|&(_, member)| member).find(|&member| fits(member))
        };
        let holds = |member: MemberIndex| self.holds(member, mention, head, lexicon);
        let is_kin = |member: MemberIndex| {
            let mut words = self.members[member].roles.iter().flat_map(|role| role_words(role));
            words.any(|word| lexicon.offices().are_kin(&word, head))
        };
        let is_untitled = |member: MemberIndex| {
            let is_near = before.iter().any(|&(passage, other)| other == member && passage + REACH >= mention.passage);
            mention.country.is_some() && is_his(member) && is_near && !self.is_titled(mentions, member)
        };
        // "The minister" is the minister rather than a deputy who was named after him.
        let is_bare = country.is_none() && mention.roles.iter().all(|role| role_words(role).len() == 1);
        let is_deputy = |member: MemberIndex| {
            let mut words = self.members[member].roles.iter().flat_map(|role| role_words(role));
            words.any(|word| lexicon.lists().is_deputy(&word))
        };
        last(&|member| is_bare && may_be_his(member) && holds(member) && !is_deputy(member))
            .or_else(|| last(&|member| is_his(member) && holds(member)))
            .or_else(|| last(&is_untitled).filter(|_| lexicon.offices().is_sole(head)))
            .or_else(|| last(&|member| may_be_his(member) && holds(member)))
            .or_else(|| last(&|member| is_his(member) && is_kin(member)))
            .or_else(|| last(&|member| may_be_his(member) && is_kin(member)))
    }

    /// Tells whether one of a person's offices has the words of a mention, the nation left out.
    fn holds(&self, member: MemberIndex, mention: &Mention, head: &str, lexicon: &Lexicon) -> bool {
        let wanted: Vec<String> = mention.roles.iter().flat_map(|role| without_nation(role, lexicon)).collect();
        self.members[member].roles.iter().any(|role| {
            let words = role_words(role);
            let is_plain = without_nation(role, lexicon).len() == 1 && mention.country.is_some();
            words.iter().any(|word| word == head) && (is_plain || wanted.iter().all(|word| words.contains(word)))
        })
    }

    /// Tells whether a person holds an office of some words, its head last: "foreign minister".
    pub(super) fn holds_office(&self, member: MemberIndex, office: &[String], lexicon: &Lexicon) -> bool {
        let Some(head) = office.last() else { return true };
        let has_all = |words: &[String]| {
            let is_head = words.iter().any(|word| lexicon.offices().are_kin(word, head));
            // "The Chilean minister" is one of the foreign ministers as well.
            is_head && (words.len() == 1 || office[..office.len() - 1].iter().all(|word| words.contains(word)))
        };
        let person = &self.members[member];
        person.roles.iter().any(|role| has_all(&without_nation(role, lexicon))) || has_all(&person.implied)
    }

    /// The one person of a state who holds an office of some words, where the text names him: the president of Chile.
    pub fn holder_in(&self, country: CountryCode, office: &[String], lexicon: &Lexicon) -> Option<MemberIndex> {
        let mut holders = (0..self.members.len()).filter(|&member| {
            let person = &self.members[member];
            person.kind == ActorKind::Person
                && person.country == Some(country)
                && self.is_in_office(member, lexicon)
                && self.holds_office(member, office, lexicon)
        });
        holders.next().filter(|_| holders.next().is_none())
    }

    /// Tells whether nothing says of a person that he held his office before or will hold it later.
    fn is_in_office(&self, member: MemberIndex, lexicon: &Lexicon) -> bool {
        let is_other = |role: &String| role_words(role).iter().any(|word| lexicon.lists().is_not_in_office(word));
        !self.members[member].roles.iter().any(is_other)
    }

    /// Tells whether any phrase that names a person states an office of his.
    pub(super) fn is_titled(&self, mentions: &[Mention], member: MemberIndex) -> bool {
        let is_his = |at: usize| self.referents[at].as_slice() == [member];
        mentions.iter().enumerate().any(|(at, mention)| {
            is_his(at) && matches!(mention.naming, Naming::Person(_) | Naming::Unknown(_)) && !mention.roles.is_empty()
        })
    }

    /// "Mira Talvik is in Oslo. The Estonian minister …": somebody named right before, of whom the text tells no office.
    fn untitled_before(
        &self,
        document: &Document<'_>,
        mentions: &[Mention],
        at: usize,
        lexicon: &Lexicon,
    ) -> Option<MemberIndex> {
        let mention = &mentions[at];
        let Naming::Office { head } = &mention.naming else { return None };
        let passage = &document.passages[mention.passage];
        if !lexicon.offices().is_sole(head) || !is_subject(document, mention) {
            return None;
        }
        let persons = |number: usize| {
            let mut members: Vec<(usize, MemberIndex)> = Vec::new();
            for index in before_in(mentions, at, number) {
                if let (Naming::Person(_), &[member]) = (&mentions[index].naming, self.referents[index].as_slice()) {
                    members.push((index, member));
                }
            }
            members
        };
        let clause = passage.head(mention.head)?;
        let is_where = passage.dependents(clause, &["advmod"]).any(|word| passage.lemma(word) == "where");
        let here = persons(mention.passage);
        let found = match here.as_slice() {
            &[(index, member)] if is_where && is_subject(document, &mentions[index]) => (index, member),
            _ => {
                let &[(index, member)] = persons(mention.passage.checked_sub(1)?).as_slice() else { return None };
                let is_titled_here = here.iter().all(|&(_, member)| self.is_titled(mentions, member));
                is_titled_here.then_some((index, member))?
            }
        };
        let (index, member) = found;
        let person = &self.members[member];
        // "X, who teaches law" and "X of the Salt Institute" are told who they are.
        let words = document.passages[mentions[index].passage].words(document.text);
        let end = mentions[index].tokens.end;
        let is_described =
            matches!(words.get(end..end + 2), Some([",", "who" | "whose" | "a" | "an" | "the"] | ["of" | "at", _]));
        let fits = person.country.is_none() || mention.country.is_none() || person.country == mention.country;
        (fits && !is_described && !self.is_titled(mentions, member)).then_some(member)
    }

    /// The words of the office of whoever a person is called the counterpart of.
    pub(super) fn office_shared(&self, mentions: &[Mention], at: usize, lexicon: &Lexicon) -> Vec<String> {
        let near = (0..at).rev().take_while(|&before| mentions[before].passage + 3 >= mentions[at].passage);
        let mut persons = near.filter_map(|before| match self.referents[before].as_slice() {
            &[member] if self.referents[at] != [member] && !self.members[member].roles.is_empty() => Some(member),
            _ => None,
        });
        let owner = persons.next();
        owner
            .and_then(|owner| self.members[owner].roles.first())
            .map(|role| without_nation(role, lexicon))
            .unwrap_or_default()
    }

    /// "The Chilean president stayed at home. … President X of Chile": an office whose one holder is named further down.
    pub(super) fn settle_offices(&mut self, document: &Document<'_>, mentions: &[Mention], lexicon: &Lexicon) {
        for (at, mention) in mentions.iter().enumerate() {
            let Naming::Office { head } = &mention.naming else { continue };
            let &[member] = self.referents[at].as_slice() else { continue };
            let stands_for_state = self.members[member].kind == ActorKind::Country && mention.country.is_some();
            if !stands_for_state || !lexicon.offices().is_sole(head) || is_indefinite(document, mention) {
                continue;
            }
            let is_holder = |&member: &MemberIndex| {
                let person = &self.members[member];
                person.kind == ActorKind::Person
                    && person.country == mention.country
                    && self.is_in_office(member, lexicon)
                    && self.holds(member, mention, head, lexicon)
            };
            let holders: Vec<MemberIndex> = (0..self.members.len()).filter(is_holder).collect();
            if let &[holder] = holders.as_slice() {
                self.referents[at] = vec![holder];
            }
        }
    }
}

/// "In Oslo, a government spokeswoman said": the state in whose capital the sentence is set.
fn state_of_scene(document: &Document<'_>, mentions: &[Mention], at: usize) -> Option<CountryCode> {
    let passage = &document.passages[mentions[at].passage];
    let is_here = |&index: &usize| mentions[index].passage == mentions[at].passage;
    let is_scene = |mention: &Mention| {
        matches!(mention.naming, Naming::Place { is_capital: true, .. })
            && mention.tokens.start == 1
            && passage.lemma(0) == "in"
    };
    let scene = (0..at).rev().take_while(is_here).find(|&index| is_scene(&mentions[index]))?;
    mentions[scene].names_country()
}

/// The possessive pronoun right before a mention: "*its* envoy".
pub(super) fn owner_of(document: &Document<'_>, mentions: &[Mention], at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let (owner, office) = (&mentions[before], &mentions[at]);
    let passage = &document.passages[office.passage];
    let words = passage.words(document.text);
    let between = words.get(owner.tokens.end..office.tokens.start)?;
    let is_owner = matches!(owner.naming, Naming::Pronoun(_)) && passage.tag(owner.head) == "PRP$";
    (owner.passage == office.passage && is_owner && matches!(between, [] | ["own"])).then_some(before)
}

/// The words of an office without the nation that opens it.
pub(super) fn without_nation(role: &str, lexicon: &Lexicon) -> Vec<String> {
    let words: Vec<&str> = role.split_whitespace().collect();
    let nation = lexicon.name_at(&words).filter(|(_, sense)| sense.country().is_some()).map_or(0, |(length, _)| length);
    role_words(&words[nation..].join(" "))
}
