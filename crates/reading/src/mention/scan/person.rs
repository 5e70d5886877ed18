//! Persons: the offices and titles before a name, the name, and the offices behind it.

use std::ops::Range;

use plenipo_language::Pos;
use plenipo_lexicon::{NameSense, Title};
use plenipo_record::CountryCode;

use super::{Introduction, Scan};
use crate::mention::name::{is_initial, name_run};
use crate::mention::phrase::{is_possessive, organization_at};
use crate::mention::role::{Role, join, role_at};
use crate::mention::{Mention, Naming};

impl Scan<'_> {
    /// A phrase that begins with an office or a title: with a name, or an office alone.
    pub(super) fn introduced(&self, at: usize, start: usize) -> Option<Mention> {
        let introduction = self.introduction(start)?;
        let is_name = |name: &Range<usize>| !introduction.is_plural || !self.is_occasion_of_officers(name);
        if let Some(name) = self.name_after(introduction.end).filter(is_name) {
            let naming = Naming::Person(join(&self.words[name.clone()]));
            let mut mention = self.finish_person(at, name, naming);
            mention.roles.splice(0..0, introduction.roles);
            mention.country = introduction.country.or(mention.country);
            mention.gender = introduction.gender;
            mention.shares_office = introduction.is_plural;
            return Some(mention);
        }
        let office = introduction.office?;
        let end = introduction.office_end;
        // "an official visit" is no official.
        if introduction.is_plural || self.modifies(end - 1, end) {
            return None;
        }
        let mut mention = self.mention(at..end, Naming::Office { head: office });
        mention.body = self.body_in(start..end);
        mention.roles = introduction.roles;
        mention.country = introduction.country;
        Some(mention)
    }

    /// "Foreign Ministers Meeting": what officers gather for is nobody's name.
    fn is_occasion_of_officers(&self, name: &Range<usize>) -> bool {
        name.len() == 1 && self.lexicon.lists().is_occasion_of_officers(&self.words[name.start].to_lowercase())
    }

    /// "Senators X of Ohio, Y of Utah and Z": the office holds for every name of the list.
    pub(super) fn share_office(&self, last: &Mention, mention: &mut Mention) {
        let between = &self.words[last.tokens.end..mention.tokens.start.max(last.tokens.end)];
        let joined = !between.is_empty() && between.iter().all(|word| matches!(*word, "," | "and" | "&"));
        if last.shares_office && joined && matches!(mention.naming, Naming::Person(_)) && mention.roles.is_empty() {
            mention.roles.clone_from(&last.roles);
            mention.country = mention.country.or(last.country);
            mention.shares_office = true;
            mention.is_counterpart |= last.is_counterpart;
        }
    }

    /// "X, Y and Z, the water ministers of Norway, Chile and Peru": each of those in the list just ended holds the office.
    pub(super) fn office_behind_list(&self, found: &mut [Mention]) {
        let Some(end) = found.last().map(|last| last.tokens.end).filter(|&end| self.word(end) == ",") else { return };
        let start = end + 1 + usize::from(self.is_apposition_opener(end + 1));
        let Some(role) = self.role(start).filter(|role| role.is_plural) else { return };
        let is_closed = self.closes_apposition(role.tokens.end) || self.word(role.bare_end) == "of";
        let (Some(singular), true) = (singular(&role.bare_words), is_closed) else { return };
        let is_listed = |at: usize| {
            let between = found.get(at + 1).map(|next| &self.words[found[at].tokens.end..next.tokens.start]);
            let joins = |words: &[&str]| words.iter().all(|word| matches!(*word, "," | "and" | "&"));
            matches!(found[at].naming, Naming::Person(_))
                && found[at].roles.is_empty()
                && found[at].passage == self.index
                && between.is_none_or(|words| !words.is_empty() && joins(words))
        };
        let n_listed = (0..found.len()).rev().take_while(|&at| is_listed(at)).count();
        if n_listed < 2 {
            return;
        }
        let states = self.states_listed(role.bare_end);
        let first = found.len() - n_listed;
        for (at, mention) in found[first..].iter_mut().enumerate() {
            mention.roles.push(singular.clone());
            mention.country = mention.country.or(states.get(at).copied().filter(|_| states.len() == n_listed));
        }
    }

    /// The states of "of Norway, Chile and Peru".
    fn states_listed(&self, of: usize) -> Vec<CountryCode> {
        let mut states = Vec::new();
        let mut at = of + 1;
        while self.word(of) == "of" && at < self.words.len() {
            match self.lexicon.name_at(&self.words[at..]) {
                Some((length, NameSense::Country(code))) => {
                    states.push(*code);
                    at += length;
                }
                _ if matches!(self.words[at], "," | "and" | "the") => at += 1,
                _ => break,
            }
        }
        states
    }

    /// The organisation named inside an office phrase: "an official of the commerce ministry".
    fn body_in(&self, tokens: Range<usize>) -> Option<(String, Option<CountryCode>)> {
        tokens.clone().find_map(|at| {
            if let Some(phrase) = organization_at(self.passage, self.words, self.lexicon, at) {
                let whole = phrase.tokens.end <= tokens.end && (phrase.is_proper || phrase.tokens.len() > 1);
                return whole.then(|| (join(&self.words[phrase.tokens.start..phrase.name_end]), phrase.country));
            }
            // "a Commission official"
            let word = self.words[at];
            self.lexicon.is_organization_head(word).then(|| (word.to_owned(), None))
        })
    }

    fn introduction(&self, start: usize) -> Option<Introduction> {
        let mut introduction = Introduction { end: start, ..Introduction::default() };
        let mut found = false;
        for _ in 0..4 {
            let mut next = introduction.end;
            // "US Special Envoy for X, Ambassador Y"
            next += usize::from(found && self.word(next) == "," && self.opens_with_office(next + 1));
            // "Deputy Prime Minister and Foreign Minister X" holds one office with two names.
            let joined = found && self.word(next) == "and" && self.joins_offices(next + 1);
            next += usize::from(joined);
            if let Some(title) = self.title(next) {
                introduction.gender = introduction.gender.or(title.gender);
                introduction.end = next + title.n_words;
                found = true;
                continue;
            }
            let Some(role) = self.role(next) else { break };
            found = true;
            introduction.country = introduction.country.or(role.country);
            introduction.is_plural = role.is_plural;
            introduction.end = role.tokens.end;
            introduction.office_end = role.office_end;
            introduction.office = Some(role.head);
            // "Senators X and Y": each is a senator.
            let singular = role.words.strip_suffix('s').filter(|_| role.is_plural);
            let words = singular.unwrap_or(&role.words);
            match introduction.roles.last_mut().filter(|_| joined) {
                Some(last) => *last = format!("{last} and {words}"),
                None => introduction.roles.push(words.to_owned()),
            }
        }
        found.then_some(introduction)
    }

    /// The title at a token; "Sri Lankan" begins with none.
    pub(super) fn title(&self, at: usize) -> Option<Title> {
        let rest = self.words.get(at..)?;
        let title = self.lexicon.title_at(rest)?;
        let longer = self.lexicon.name_at(rest).is_some_and(|(length, _)| length > title.n_words);
        (!longer).then_some(title)
    }

    fn role(&self, at: usize) -> Option<Role> {
        (at < self.words.len()).then(|| role_at(self.passage, self.words, self.lexicon, at)).flatten()
    }

    /// Tells whether an office and then a name stand at a token, so that an "and" before it joins offices, not persons.
    fn joins_offices(&self, at: usize) -> bool {
        let Some(role) = self.role(at) else { return false };
        let is_titled = |at: usize| self.words.get(at..).is_some_and(|rest| self.lexicon.title_at(rest).is_some());
        !is_titled(at)
            && self.passage.base_relation(role.tokens.end - 1) != "conj"
            && self.name_after(role.tokens.end).is_some()
            && !self.has_name_before(at)
    }

    /// Tells whether a name stands between the office before an "and" and the "and".
    fn has_name_before(&self, at: usize) -> bool {
        at >= 2 && !name_run(self.passage, self.words, self.lexicon, at - 2).is_empty() && self.in_name(at - 2)
    }

    fn opens_with_office(&self, at: usize) -> bool {
        self.words
            .get(at..)
            .is_some_and(|rest| self.lexicon.office_at(rest).is_some() || self.lexicon.title_at(rest).is_some())
    }

    /// Returns the tokens of a name that stands directly, or behind a comma, after an introduction.
    pub(super) fn name_after(&self, at: usize) -> Option<Range<usize>> {
        let mut direct = name_run(self.passage, self.words, self.lexicon, at);
        // "Minister Mira Talvik Monday met": a day of the week is nobody's name.
        let is_weekday = |token: &usize| self.words[*token].ends_with("day") && self.tells_time(*token);
        let n_kept = usize::from(direct.len() > 1);
        direct.end = direct.clone().skip(n_kept).find(is_weekday).unwrap_or(direct.end);
        if !direct.is_empty() {
            return self.has_full_word(&direct).then_some(direct);
        }
        if let Some(led) = self.name_led_by_place(at) {
            return Some(led);
        }
        if self.word(at) != "," {
            return None;
        }
        let mut start = at + 1;
        // "its special envoy, Chile's X Y"
        if let Some((length, NameSense::Country(_))) =
            self.words.get(start..).and_then(|rest| self.lexicon.name_at(rest))
            && is_possessive(self.word(start + length))
        {
            start += length + 1;
        }
        if let Some(title) = self.words.get(start..).and_then(|rest| self.lexicon.title_at(rest)) {
            start += title.n_words;
        }
        let behind = name_run(self.passage, self.words, self.lexicon, start);
        let closed = matches!(self.word(behind.end), "," | "." | ";" | "" | ")" | "—" | "–");
        (behind.len() > 1 && closed && self.has_full_word(&behind)).then_some(behind)
    }

    /// "President Florence Reyl": a given name that places have as well, with a surname behind it that none has.
    fn name_led_by_place(&self, at: usize) -> Option<Range<usize>> {
        let is_place = matches!(
            self.lexicon.name_at(self.words.get(at..)?),
            Some((
                1,
                NameSense::City { .. } | NameSense::Capital { .. } | NameSense::Region { .. } | NameSense::Country(_)
            ))
        );
        let surname = name_run(self.passage, self.words, self.lexicon, at + 1);
        let is_named = is_place && !surname.is_empty() && self.has_full_word(&surname);
        is_named.then_some(at..surname.end)
    }

    pub(super) fn has_full_word(&self, tokens: &Range<usize>) -> bool {
        self.words[tokens.clone()]
            .iter()
            .any(|word| !is_initial(word) && word.chars().filter(|c| c.is_alphabetic()).count() > 1)
    }

    /// Makes the mention of a named person, with the offices that follow the name.
    pub(super) fn finish_person(&self, at: usize, name: Range<usize>, naming: Naming) -> Mention {
        let mut end = name.end;
        let mut roles = Vec::new();
        let mut country = None;
        let mut is_counterpart = false;
        if matches!(self.word(end), "of" | "from") {
            let is_article = self.word(end + 1) == "the";
            let place = self.words.get(end + 1 + usize::from(is_article)..);
            let place = place.and_then(|rest| self.lexicon.name_at(rest));
            let place = place.map(|(length, sense)| (length + usize::from(is_article), sense));
            if let Some((length, sense)) = place {
                if let (NameSense::Country(code), "of") = (sense, self.word(end)) {
                    country = Some(*code);
                }
                // "Washington state" is no government.
                let is_province = matches!(self.word(end + 1 + length), "state" | "province");
                let is_place =
                    matches!(sense, NameSense::Region { .. } | NameSense::City { .. } | NameSense::Country(_));
                if is_place || is_province {
                    end += 1 + length + usize::from(is_province);
                }
            }
        }
        // "X, 54, the minister"
        let is_aged = self.word(end) == "," && self.word(end + 2) == ",";
        let is_aged = is_aged && self.word(end + 1).len() == 2 && self.word(end + 1).parse::<u8>().is_ok();
        let comma = if is_aged { end + 2 } else { end };
        if self.word(comma) == "," {
            let mut next = comma + 1;
            next += usize::from(self.is_apposition_opener(next));
            if is_possessive(self.word(next + 1)) && self.passage.pos(next) == Pos::Noun {
                next += 2;
            }
            // "X, who is the minister"
            if self.word(next) == "who" && self.is_present_copula(next + 1) {
                next += 2;
                next += usize::from(self.is_apposition_opener(next));
            }
            // "X, until June the ambassador in Oslo"
            let held = self.until_lately(next);
            next = held.map_or(next, |(office, _)| office);
            let told = self.offices_until_close(next).filter(|_| !self.is_aside(name.start, comma, next));
            if let Some((last, mut offices, of_country)) = told {
                end = last;
                country = country.or(of_country);
                if let (Some((_, true)), Some(office)) = (held, offices.first_mut()) {
                    *office = format!("former {office}");
                }
                let of_clause = self.office_of_clause(end);
                // "the Chilean lawyer who serves as UN envoy" acts for the UN.
                let is_trade = |office: &String| {
                    office.split(' ').next_back().is_some_and(|word| self.lexicon.offices().is_trade(word))
                };
                if of_clause.is_some() && offices.iter().all(is_trade) {
                    (offices, country) = (Vec::new(), None);
                }
                roles.extend(offices);
                roles.extend(of_clause);
            } else if let Some(office) = self.office_of_clause(comma + 1) {
                roles.push(office);
            } else if let Some((last, code)) = self.counterpart_behind(next) {
                end = last;
                country = country.or(Some(code));
                is_counterpart = true;
            }
        } else if self.is_present_copula(end) {
            // "X is a former minister."
            let next = end + 1 + usize::from(self.is_apposition_opener(end + 1));
            if let Some((_, offices, of_country)) = self.offices_until_close(next) {
                country = country.or(of_country);
                roles.extend(offices);
            }
        }
        let mut mention = self.mention(at..end, naming);
        mention.head = self.passage.root_of(at..name.end);
        mention.core = name;
        mention.is_counterpart = is_counterpart;
        mention.roles = roles;
        mention.country = country;
        mention
    }

    /// Where an office begins that somebody held until a day or now, and whether he no longer does: "until June the envoy".
    fn until_lately(&self, at: usize) -> Option<(usize, bool)> {
        if !matches!(self.word(at), "until" | "till") {
            return None;
        }
        let is_now = self.lexicon.lists().is_change_adverb(self.word(at + 1));
        let end = if is_now {
            at + 2
        } else {
            (at + 1..self.words.len()).take_while(|&token| self.tells_time(token)).last()? + 1
        };
        Some((end + usize::from(self.is_apposition_opener(end)), !is_now || self.word(at + 1) != "now"))
    }

    /// The office that a clause behind a name or an office tells: "who serves as special envoy", "whom the Council named
    /// in May as its envoy".
    fn office_of_clause(&self, at: usize) -> Option<String> {
        let opener = if self.word(at) == "," { at + 1 } else { at };
        if !matches!(self.word(opener), "who" | "whom") {
            return None;
        }
        let closes = |token: &usize| matches!(self.words[*token], "," | "." | ";" | "—" | "–");
        let end = (opener..self.words.len()).find(closes).unwrap_or(self.words.len());
        let holds = |token: &usize| {
            let lemma = self.passage.lemma(*token);
            let (offices, tag) = (self.lexicon.offices(), self.passage.tag(*token));
            offices.is_naming_verb(lemma) && tag.starts_with("VB") || offices.is_holding_verb(lemma) && tag == "VBZ"
        };
        let verb = (opener + 1..end).find(holds)?;
        let mut office = (verb..end).find(|&token| self.word(token) == "as").unwrap_or(verb) + 1;
        office += usize::from(self.is_apposition_opener(office));
        let role = self.role(office).filter(|role| !role.is_plural)?;
        (role.tokens.start < end).then_some(role.words)
    }

    /// The offices of an apposition up to what closes it: one or two, where two that are not told at length count as one.
    fn offices_until_close(&self, start: usize) -> Option<(usize, Vec<String>, Option<CountryCode>)> {
        // "X, Y and Z, the water ministers" are all of them.
        let first = self.role(start).filter(|role| !role.is_plural)?;
        let joined = Some(first.tokens.end).filter(|&end| self.word(end) == "and").and_then(|end| {
            let opener = usize::from(self.is_apposition_opener(end + 1));
            self.role(end + 1 + opener).filter(|second| self.closes_apposition(second.tokens.end))
        });
        if let Some(second) = joined {
            let is_long = |role: &Role| role.words.contains(" of ") || role.words.contains(" for ");
            let offices = if is_long(&first) || is_long(&second) {
                vec![first.words, second.words]
            } else {
                vec![format!("{} and {}", first.words, second.words)]
            };
            return Some((second.tokens.end, offices, first.country.or(second.country)));
        }
        self.closes_apposition(first.tokens.end).then(|| (first.tokens.end, vec![first.words], first.country))
    }

    /// "X, his Dutch counterpart"
    fn counterpart_behind(&self, start: usize) -> Option<(usize, CountryCode)> {
        let (length, sense) = self.lexicon.name_at(self.words.get(start..)?)?;
        let end = start + length;
        let NameSense::Demonym(code) = sense else { return None };
        let end = end + self.lexicon.references().counterpart_at(self.words.get(end..)?)?;
        self.closes_apposition(end).then_some((end, *code))
    }

    /// Tells whether an office behind a comma is that of somebody else who speaks: "… called X, a US official said".
    fn is_aside(&self, name: usize, comma: usize, office: usize) -> bool {
        let end = self.role(office).map_or(office, |role| role.tokens.end);
        let is_told = (0..name).any(|at| self.passage.is_verb(at));
        let tells = end < self.words.len()
            && self.passage.is_verb(end)
            && self.lexicon.is_reporting_verb(self.passage.lemma(end));
        is_told && tells && comma + 1 < office
    }

    fn is_present_copula(&self, at: usize) -> bool {
        self.word(at) == "is"
    }

    fn is_apposition_opener(&self, at: usize) -> bool {
        at < self.words.len() && (self.is_determiner(at) || matches!(self.words[at], "his" | "her" | "its" | "their"))
    }

    fn closes_apposition(&self, at: usize) -> bool {
        let follows = self.word(at);
        matches!(follows, "" | "," | "." | ";" | ")" | "who" | "whom" | "whose" | "—" | "–" | "and")
            || self.words.get(at).is_some_and(|_| self.passage.is_verb(at))
    }
}

/// Returns one holder's office: "water minister" of "water ministers".
fn singular(offices: &str) -> Option<String> {
    offices
        .strip_suffix("men")
        .map(|stem| format!("{stem}man"))
        .or_else(|| offices.strip_suffix('s').map(str::to_owned))
}
