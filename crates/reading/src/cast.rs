//! The cast of an article: which mentions are the same person, organisation or country.
//!
//! Names are joined first, over the whole text; then offices, pronouns and groups are settled in text order,
//! each by the most recent actor that fits.

mod before;
mod group;
mod holders;
mod office;
mod person;

use std::ops::Range;

use plenipo_lexicon::{Gender, Lexicon, Pronoun};
use plenipo_record::{ActorKind, CountryCode};

use crate::document::Document;
use crate::mention::{Mention, Naming};

use person::People;
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
    /// Words of an office that nobody states: that of whoever he is called the counterpart of.
    pub implied: Vec<String>,
    /// Known from titles and pronouns.
    pub gender: Option<Gender>,
    /// Whether it is a body of travellers, such as a delegation.
    pub is_delegation: bool,
}

impl Member {
    /// Tells whether it is a person, called by more than one word, whose office the article states.
    pub fn is_officer(&self) -> bool {
        let is_full = |name: &String| name.contains(' ');
        self.kind == ActorKind::Person && !self.roles.is_empty() && self.names.iter().any(is_full)
    }

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
    people: People,
}

impl Cast {
    /// A cast of nobody, for sentences whose parties are but phrases.
    pub fn empty() -> Self {
        Cast { members: Vec::new(), referents: Vec::new(), people: People::default() }
    }

    /// Settles every mention of the document; `home` is the country of the dateline.
    pub fn new(document: &Document<'_>, mentions: &[Mention], lexicon: &Lexicon, home: Option<CountryCode>) -> Self {
        debug_assert!(mentions.is_sorted_by_key(|mention| mention.passage), "mentions stand in the order of the text");
        let mut cast = Cast { referents: vec![Vec::new(); mentions.len()], ..Cast::empty() };
        cast.join_names(document, mentions, lexicon);
        cast.join_holders(document, mentions, lexicon);
        cast.join_leaders(document, mentions, lexicon);
        for at in 0..mentions.len() {
            if cast.referents[at].is_empty() {
                cast.referents[at] = cast.look_back(document, mentions, at, lexicon, home);
            }
            cast.learn(document, mentions, at, lexicon);
            cast.share_country(document, mentions, at, home, lexicon);
        }
        cast.settle_offices(document, mentions, lexicon);
        cast.settle_pronouns(document, mentions, lexicon);
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
        let member = self.members.len();
        self.members.push(Member {
            kind,
            names: vec![name.to_owned()],
            country,
            roles: Vec::new(),
            implied: Vec::new(),
            gender: None,
            is_delegation: false,
        });
        if kind == ActorKind::Person {
            self.people.add(member, name);
        }
        member
    }

    fn join_names(&mut self, document: &Document<'_>, mentions: &[Mention], lexicon: &Lexicon) {
        let quoted = |mention: &Mention| document.passages[mention.passage].quoted[mention.head];
        // Full names first, so that a surname in the lede finds the name given below.
        for full in [true, false] {
            for (at, mention) in mentions.iter().enumerate() {
                let Naming::Person(name) = &mention.naming else { continue };
                if name.contains(' ') == full {
                    let member = self
                        .person(name, mention, mentions)
                        .unwrap_or_else(|| self.enter(ActorKind::Person, name, mention.country));
                    self.referents[at] = vec![member];
                    self.name_person(member, name);
                }
            }
        }
        for (at, mention) in mentions.iter().enumerate() {
            let member = match &mention.naming {
                // "the Talvik-Reyl summit" names two.
                Naming::Unknown(name) if self.is_pair(name, mention, mentions) => continue,
                // "Reyl", after "Jean Reyl Hoeve", taken for a place that no list knows.
                Naming::Unknown(name) | Naming::Place { name, country: None, .. } => {
                    match self.person(name, mention, mentions) {
                        Some(member) => {
                            self.name_person(member, name);
                            member
                        }
                        None => continue,
                    }
                }
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

    /// Tells whether the two halves of a name with a hyphen are the surnames of two persons.
    fn is_pair(&self, name: &str, mention: &Mention, mentions: &[Mention]) -> bool {
        let Some((one, other)) = name.split_once('-') else { return false };
        let named = |surname: &str| self.person(surname, mention, mentions);
        named(one).zip(named(other)).is_some_and(|(one, other)| one != other)
    }

    fn name_person(&mut self, member: MemberIndex, name: &str) {
        if !self.members[member].names.iter().any(|known| known == name) {
            self.members[member].names.push(name.to_owned());
            self.people.add(member, name);
        }
    }

    fn person(&self, name: &str, mention: &Mention, mentions: &[Mention]) -> Option<MemberIndex> {
        let fits = |&(_, member): &(usize, &Member)| member.names.iter().any(|known| same_person(known, name));
        let sharing = self.people.sharing(name).into_iter().map(|at| (at, &self.members[at]));
        let candidates: Vec<(usize, &Member)> = sharing.filter(fits).collect();
        let of_country =
            |candidate: &&(usize, &Member)| mention.country.is_some() && candidate.1.country == mention.country;
        let of_gender =
            |candidate: &&(usize, &Member)| mention.gender.is_some() && candidate.1.gender == mention.gender;
        let best = candidates.iter().find(of_country).or_else(|| candidates.iter().find(of_gender));
        // "Prime Minister X Reyl and Y Reyl … Reyl": who holds an office goes by the surname.
        let surname = |name: &str| name.split(' ').next_back().map(str::to_owned);
        let titled = || {
            let mut titled = candidates.iter().filter(|candidate| {
                surname(&candidate.1.names[0]) == surname(name) && self.is_titled(mentions, candidate.0)
            });
            titled.next().filter(|_| titled.next().is_none())
        };
        best.or_else(titled).or_else(|| candidates.last()).map(|candidate| candidate.0)
    }

    /// Returns the organisation of a name, entered if it is new.
    pub fn organization(&mut self, name: &str, country: Option<CountryCode>, lexicon: &Lexicon) -> MemberIndex {
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
        // "Group of Seven" is no group of travellers.
        let is_known = lexicon.organization_key(name).is_some();
        self.members[index].is_delegation |= !is_known && lexicon.lists().is_delegation(name);
        index
    }

    /// Reads pronouns again, now that most of the pronouns and titles of a person have told the sex.
    fn settle_pronouns(&mut self, document: &Document<'_>, mentions: &[Mention], lexicon: &Lexicon) {
        let mut votes = vec![0_i32; self.members.len()];
        let quoted = |mention: &Mention| document.passages[mention.passage].quoted[mention.head];
        for (mention, referents) in mentions.iter().zip(&self.referents) {
            // "She should read it again," he said: whom a speaker means is a guess.
            if quoted(mention) && matches!(mention.naming, Naming::Pronoun(_)) {
                continue;
            }
            if let (&[member], Some(gender)) = (referents.as_slice(), mention.gender) {
                let weight = if matches!(mention.naming, Naming::Pronoun(_)) { 1 } else { 5 };
                votes[member] += if gender == Gender::Male { weight } else { -weight };
            }
        }
        // "X met her counterpart": the subject before is she, unless it is known to be he.
        for (at, mention) in mentions.iter().enumerate().filter(|(_, mention)| mention.owner_gender.is_some()) {
            let subject =
                (0..at).rev().take_while(|&before| mentions[before].passage == mention.passage).find(|&before| {
                    let is_person = |&member: &MemberIndex| self.members[member].kind == ActorKind::Person;
                    is_subject(document, &mentions[before]) && self.referents[before].first().is_some_and(is_person)
                });
            if let Some(&member) = subject.and_then(|before| self.referents[before].first()) {
                let vote = if mention.owner_gender == Some(Gender::Male) { 3 } else { -3 };
                votes[member] += if votes[member] * vote < 0 { 0 } else { vote };
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
                let person = self.person_before(document, mentions, at, lexicon);
                self.referents[at] =
                    person.or_else(|| self.person_behind(document, mentions, at)).into_iter().collect();
            }
        }
    }

    /// Takes over the country of whoever a person stands beside: "Fijian President X and Foreign Minister Y", "X and his
    /// adviser, Y". Where the article is dated from a third country, its own ministers go without a nation.
    fn share_country(
        &mut self,
        document: &Document<'_>,
        mentions: &[Mention],
        at: usize,
        home: Option<CountryCode>,
        lexicon: &Lexicon,
    ) {
        let mention = &mentions[at];
        let &[member] = self.referents[at].as_slice() else { return };
        // "African Union envoy X" is of no state.
        let is_of_body = |role: &String| lexicon.name_at(&role.split_whitespace().collect::<Vec<_>>()).is_some();
        let is_officer = |mention: &Mention| matches!(mention.naming, Naming::Person(_)) && !mention.roles.is_empty();
        if self.members[member].country.is_some()
            || !is_officer(mention)
            || mention.body.is_some()
            || mention.roles.iter().any(is_of_body)
        {
            return;
        }
        let Some(before) = at.checked_sub(1).map(|before| &mentions[before]) else { return };
        let &[other] = self.referents[at - 1].as_slice() else { return };
        if before.passage != mention.passage || self.members[other].kind != ActorKind::Person {
            return;
        }
        let words = document.passages[mention.passage].words(document.text);
        let between = &words[before.tokens.end..mention.tokens.start.max(before.tokens.end)];
        let is_his = matches!(before.naming, Naming::Pronoun(Pronoun::Person)) && between.is_empty();
        // "At the invitation of X, Minister Y went": Y begins the clause, and is no part of a list.
        let is_subject_of_clause = || is_subject(document, mention) && !is_subject(document, before);
        let is_listed = is_officer(before)
            && (matches!(between, ["and"] | [",", "and"]) || between == [","] && !is_subject_of_clause());
        let country = self.members[other].country;
        // "X and visiting Minister Y": a guest is of another state.
        let is_guest = words[mention.tokens.start].eq_ignore_ascii_case("visiting");
        let is_listed = is_listed && !is_guest;
        let fits = is_his || is_listed && home.is_none_or(|home| Some(home) == country);
        if fits && member != other {
            self.members[member].country = country;
        }
    }

    /// Takes over what the mention tells about its referent: offices, country, sex.
    fn learn(&mut self, document: &Document<'_>, mentions: &[Mention], at: usize, lexicon: &Lexicon) {
        let is_bare = |role: &str| lexicon.offices().is_bare(role) || is_trade(role, lexicon);
        let mention = &mentions[at];
        let &[member] = self.referents[at].as_slice() else { return };
        if self.members[member].kind != ActorKind::Person {
            return;
        }
        let implied = if mention.is_counterpart { self.office_shared(mentions, at, lexicon) } else { Vec::new() };
        let tells = match &mention.naming {
            Naming::Person(_) | Naming::Unknown(_) => true,
            // "The Chilean minister", where nothing else tells an office of his.
            Naming::Office { head } => {
                lexicon.offices().is_sole(head)
                    && !is_indefinite(document, mention)
                    && self.members[member].roles.is_empty()
                    && !self.is_titled(mentions, member)
            }
            _ => false,
        };
        // "He could have written," she said: whom a speaker means is a guess.
        let is_guess =
            matches!(mention.naming, Naming::Pronoun(_)) && document.passages[mention.passage].quoted[mention.head];
        let person = &mut self.members[member];
        person.gender = person.gender.or(mention.gender.filter(|_| !is_guess));
        person.implied.extend(implied);
        if tells {
            person.country = person.country.or(mention.country);
            for role in &mention.roles {
                if !is_bare(role) && !person.roles.iter().any(|known| plain(known) == plain(role)) {
                    person.roles.push(role.clone());
                }
            }
        }
    }
}

/// Returns which mentions before one stand in a sentence: mentions stand in the order of the text.
pub(crate) fn before_in(mentions: &[Mention], at: usize, passage: usize) -> Range<usize> {
    let before = &mentions[..at];
    let start = before.partition_point(|mention| mention.passage < passage);
    start..start + before[start..].partition_point(|mention| mention.passage == passage)
}

/// Tells whether a mention is the subject of a clause.
pub(crate) fn is_subject(document: &Document<'_>, mention: &Mention) -> bool {
    document.passages[mention.passage].base_relation(mention.head) == "nsubj"
}

/// Tells whether a phrase speaks of one of several whom the text need not have named: "a minister", "another envoy".
pub(crate) fn is_indefinite(document: &Document<'_>, mention: &Mention) -> bool {
    let words = document.passages[mention.passage].words(document.text);
    let is_article = |word: &str| {
        matches!(word.to_lowercase().as_str(), "a" | "an" | "another" | "one" | "some" | "any" | "every" | "no")
    };
    let first = mention.tokens.start;
    is_article(words[first]) || first.checked_sub(1).is_some_and(|before| is_article(words[before]))
}

/// Returns a name in lower case without dots, articles and possessives, for comparison.
pub(crate) fn plain(name: &str) -> String {
    let lower = name.to_lowercase().replace('.', "").replace(['’', '\''], "'");
    let words = lower.split_whitespace().map(|word| word.trim_end_matches("'s"));
    words.filter(|word| !matches!(*word, "the" | "a" | "an")).collect::<Vec<_>>().join(" ")
}

/// Tells whether a role is nothing but a trade: "Chilean diplomat".
fn is_trade(role: &str, lexicon: &Lexicon) -> bool {
    let words: Vec<&str> = role.split_whitespace().collect();
    let nation = lexicon.name_at(&words).map_or(0, |(length, _)| length);
    matches!(&words[nation..], [trade] if lexicon.offices().is_trade(trade))
}

fn role_words(role: &str) -> Vec<String> {
    plain(role).split([' ', '-']).map(str::to_owned).collect()
}

fn add_name(names: &mut Vec<String>, name: &str) {
    if !names.iter().any(|known| known == name) {
        names.push(name.to_owned());
    }
}
