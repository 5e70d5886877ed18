//! Walks each sentence from left to right and takes the longest mention at every place.

use std::ops::Range;

use plenipo_language::{NameKind, Pos};
use plenipo_lexicon::{Gender, Lexicon, NameSense, Title};
use plenipo_record::CountryCode;

use super::name::{is_initial, name_run};
use super::phrase::{is_possessive, organization_at};
use super::role::{Role, join, role_at};
use super::{Mention, Naming, Pronoun};
use crate::document::{Document, Passage};

/// Returns every mention of the document's body in text order; mentions do not overlap.
pub(crate) fn mentions(document: &Document<'_>, lexicon: &Lexicon) -> Vec<Mention> {
    let mut found = Vec::new();
    for (index, passage) in document.passages.iter().enumerate() {
        let words = passage.words(document.text);
        let scan = Scan { index, passage, words: &words, lexicon };
        let mut at = 0;
        while at < words.len() {
            match scan.mention_at(at) {
                Some(mut mention) => {
                    at = mention.tokens.end.max(at + 1);
                    if let Some(last) = found.last().filter(|last: &&Mention| last.passage == index) {
                        scan.share_office(last, &mut mention);
                    }
                    found.push(mention);
                }
                None => at += 1,
            }
        }
    }
    found
}

struct Scan<'s> {
    index: usize,
    passage: &'s Passage,
    words: &'s [&'s str],
    lexicon: &'s Lexicon,
}

/// Offices, country and gender gathered in front of a name.
#[derive(Default)]
struct Introduction {
    roles: Vec<String>,
    country: Option<CountryCode>,
    gender: Option<Gender>,
    /// The head word of the last office.
    office: Option<String>,
    is_plural: bool,
    end: usize,
}

impl Scan<'_> {
    fn mention_at(&self, at: usize) -> Option<Mention> {
        let references = self.lexicon.references();
        // "the leaders of Chile and Peru" are told by the words themselves.
        let group = references.group_at(&self.words[at..]);
        if let Some(group) = group.filter(|group| !matches!(self.word(at + group.n_words), "of" | "from" | "to")) {
            let naming = Naming::Group { count: group.count, are_states: group.are_states };
            return Some(self.mention(at..at + group.n_words, naming));
        }
        if let Some(length) = references.latter_at(&self.words[at..]) {
            // "the latter's flight" is his, "the latter visit" is none of his.
            let is_noun = !matches!(self.passage.base_relation(at + length - 1), "amod");
            return is_noun.then(|| self.mention(at..at + length, Naming::Latter));
        }
        if let Some(mention) = self.pronoun(at) {
            // "his Australian counterpart" is one phrase, and tells whose counterpart it is.
            let owner_gender = mention.gender;
            let counterpart = self.counterpart(at, at + 1).map(|counterpart| Mention { owner_gender, ..counterpart });
            return counterpart.or(Some(mention));
        }
        let start = if self.is_determiner(at) { at + 1 } else { at };
        if start >= self.words.len() {
            return None;
        }
        self.counterpart(at, start)
            .or_else(|| self.introduced(at, start))
            .or_else(|| self.organization(at, start))
            .or_else(|| self.known(at, start))
            .or_else(|| self.name(at, start))
    }

    fn mention(&self, tokens: Range<usize>, naming: Naming) -> Mention {
        Mention {
            passage: self.index,
            core: tokens.clone(),
            head: self.passage.root_of(tokens.clone()),
            tokens,
            naming,
            roles: Vec::new(),
            country: None,
            body: None,
            shares_office: false,
            owner_gender: None,
            gender: None,
        }
    }

    fn word(&self, at: usize) -> &str {
        self.words.get(at).copied().unwrap_or_default()
    }

    fn is_determiner(&self, at: usize) -> bool {
        self.passage.pos(at) == Pos::Det
    }

    fn pronoun(&self, at: usize) -> Option<Mention> {
        let (pronoun, gender) = match self.words[at].to_lowercase().as_str() {
            "he" | "him" | "his" | "himself" => (Pronoun::Person, Some(Gender::Male)),
            "she" | "her" | "hers" | "herself" => (Pronoun::Person, Some(Gender::Female)),
            "it" | "its" | "itself" => (Pronoun::Thing, None),
            "they" | "them" | "their" | "theirs" => (Pronoun::Plural, None),
            _ => return None,
        };
        // "him" tells the sex, a title such as "Her Excellency" is none of these.
        let mut mention = self.mention(at..at + 1, Naming::Pronoun(pronoun));
        mention.gender = gender;
        Some(mention)
    }

    /// "[his] Turkish counterpart, X": the name is a person's of that country.
    fn counterpart(&self, at: usize, start: usize) -> Option<Mention> {
        let mut next = start;
        let mut country = None;
        if let Some((length, NameSense::Country(code) | NameSense::Demonym(code))) =
            self.lexicon.name_at(&self.words[next..])
        {
            country = Some(*code);
            next += length;
            next += usize::from(is_possessive(self.word(next)));
        }
        if !self.lexicon.references().is_counterpart(self.word(next)) {
            return None;
        }
        next += 1;
        let of_country = match (self.word(next), self.lexicon.name_at(self.words.get(next + 1..)?)) {
            ("from" | "of", Some((length, NameSense::Country(code)))) => {
                next += 1 + length;
                Some(*code)
            }
            _ => None,
        };
        let country = country.or(of_country);
        if let Some(name) = self.name_after(next) {
            let naming = Naming::Person(join(&self.words[name.clone()]));
            let mut mention = self.finish_person(at, name, naming);
            mention.country = country.or(mention.country);
            return Some(mention);
        }
        let mut mention = self.mention(at..next, Naming::Counterpart);
        mention.country = country;
        Some(mention)
    }

    /// A phrase that begins with an office or a title: with a name, or an office alone.
    fn introduced(&self, at: usize, start: usize) -> Option<Mention> {
        let introduction = self.introduction(start)?;
        if let Some(name) = self.name_after(introduction.end) {
            let naming = Naming::Person(join(&self.words[name.clone()]));
            let mut mention = self.finish_person(at, name, naming);
            mention.roles.splice(0..0, introduction.roles);
            mention.country = introduction.country.or(mention.country);
            mention.gender = introduction.gender;
            mention.shares_office = introduction.is_plural;
            return Some(mention);
        }
        let office = introduction.office?;
        // "an official visit" is no official.
        if introduction.is_plural || self.modifies(introduction.end - 1, introduction.end) {
            return None;
        }
        let mut mention = self.mention(at..introduction.end, Naming::Office { head: office });
        mention.body = self.body_in(start..introduction.end);
        mention.roles = introduction.roles;
        mention.country = introduction.country;
        Some(mention)
    }

    /// "Senators X of Ohio, Y of Utah and Z": the office holds for every name of the list.
    fn share_office(&self, last: &Mention, mention: &mut Mention) {
        let between = &self.words[last.tokens.end..mention.tokens.start.max(last.tokens.end)];
        let joined = !between.is_empty() && between.iter().all(|word| matches!(*word, "," | "and" | "&"));
        if last.shares_office && joined && matches!(mention.naming, Naming::Person(_)) && mention.roles.is_empty() {
            mention.roles.clone_from(&last.roles);
            mention.country = mention.country.or(last.country);
            mention.shares_office = true;
        }
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
    fn title(&self, at: usize) -> Option<Title> {
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
    fn name_after(&self, at: usize) -> Option<Range<usize>> {
        let direct = name_run(self.passage, self.words, self.lexicon, at);
        if !direct.is_empty() {
            return self.has_full_word(&direct).then_some(direct);
        }
        if self.word(at) != "," {
            return None;
        }
        let mut start = at + 1;
        if let Some(title) = self.words.get(start..).and_then(|rest| self.lexicon.title_at(rest)) {
            start += title.n_words;
        }
        let behind = name_run(self.passage, self.words, self.lexicon, start);
        let closed = matches!(self.word(behind.end), "," | "." | ";" | "" | ")" | "—" | "–");
        (behind.len() > 1 && closed && self.has_full_word(&behind)).then_some(behind)
    }

    fn has_full_word(&self, tokens: &Range<usize>) -> bool {
        self.words[tokens.clone()]
            .iter()
            .any(|word| !is_initial(word) && word.chars().filter(|c| c.is_alphabetic()).count() > 1)
    }

    /// Makes the mention of a named person, with the offices that follow the name.
    fn finish_person(&self, at: usize, name: Range<usize>, naming: Naming) -> Mention {
        let mut end = name.end;
        let mut roles = Vec::new();
        let mut country = None;
        if matches!(self.word(end), "of" | "from") {
            let place = self.words.get(end + 1..).and_then(|rest| self.lexicon.name_at(rest));
            if let Some((length, sense)) = place {
                // "Washington state" is no government.
                let is_province = matches!(self.word(end + 1 + length), "state" | "province");
                let is_place =
                    matches!(sense, NameSense::Region { .. } | NameSense::City { .. } | NameSense::Country(_));
                if is_place || is_province {
                    end += 1 + length + usize::from(is_province);
                }
            }
        }
        if self.word(end) == "," {
            let mut next = end + 1;
            next += usize::from(self.is_apposition_opener(next));
            if is_possessive(self.word(next + 1)) && self.passage.pos(next) == Pos::Noun {
                next += 2;
            }
            if let Some(role) = self.role(next).filter(|role| self.closes_apposition(role.tokens.end)) {
                end = role.tokens.end;
                country = role.country;
                roles.push(role.words);
            }
        }
        let mut mention = self.mention(at..end, naming);
        mention.head = self.passage.root_of(at..name.end);
        mention.core = name;
        mention.roles = roles;
        mention.country = country;
        mention
    }

    fn is_apposition_opener(&self, at: usize) -> bool {
        at < self.words.len() && (self.is_determiner(at) || matches!(self.words[at], "his" | "her" | "its" | "their"))
    }

    fn closes_apposition(&self, at: usize) -> bool {
        let follows = self.word(at);
        matches!(follows, "" | "," | "." | ";" | ")" | "who" | "—" | "–" | "and")
            || self.words.get(at).is_some_and(|_| self.passage.is_verb(at))
    }

    fn organization(&self, at: usize, start: usize) -> Option<Mention> {
        let phrase = organization_at(self.passage, self.words, self.lexicon, start)?;
        let tokens = at..phrase.tokens.end;
        let last = self.word(phrase.tokens.end - 1).to_lowercase();
        let name = join(&self.words[phrase.tokens.start..phrase.name_end]);
        let naming = match phrase.country {
            Some(code) if !phrase.is_proper && self.lexicon.references().stands_for_country(&last) => {
                Naming::Country { code, name: self.lexicon.country_name(code).to_owned(), is_adjective: false }
            }
            None if !phrase.is_proper => Naming::Body { head: last, name },
            _ => Naming::Organization(name),
        };
        let mut mention = self.mention(tokens, naming);
        mention.country = phrase.country;
        Some(mention)
    }

    /// A name that the lexicon knows.
    fn known(&self, at: usize, start: usize) -> Option<Mention> {
        let (length, sense) = self.lexicon.name_at(&self.words[start..])?;
        if let (NameSense::Demonym(code) | NameSense::Country(code), true) =
            (sense, self.lexicon.references().is_capital(self.word(start + length)))
        {
            // "the Chilean capital"
            let name = self.lexicon.country_name(*code).to_owned();
            let mut mention =
                self.mention(at..start + length + 1, Naming::Country { code: *code, name, is_adjective: false });
            mention.country = Some(*code);
            return Some(mention);
        }
        let tokens = at..start + length;
        let name = join(&self.words[start..start + length]);
        let country = sense.country();
        let is_adjective = self.modifies(start + length - 1, start + length);
        let is_native = matches!(sense, NameSense::Demonym(_))
            && start > at
            && self.word(at).eq_ignore_ascii_case("the")
            && self.passage.tag(start + length - 1) != "NNPS"
            && start + length < self.words.len()
            && matches!(
                self.passage.pos(start + length),
                Pos::Adv | Pos::Verb | Pos::Aux | Pos::Punct | Pos::Sconj | Pos::Pron
            );
        let naming = match (sense, country) {
            (NameSense::Demonym(_), Some(_)) if is_native => Naming::Native,
            (NameSense::Country(_) | NameSense::Demonym(_) | NameSense::Government { .. }, Some(code)) => {
                Naming::Country { code, name, is_adjective }
            }
            (NameSense::Organization { .. }, _) => Naming::Organization(name),
            _ => Naming::Place { name, country, is_capital: matches!(sense, NameSense::Capital { .. }) },
        };
        let mut mention = self.mention(tokens, naming);
        mention.country = country;
        Some(mention)
    }

    /// Tells whether a word modifies the noun behind it.
    fn modifies(&self, token: usize, next: usize) -> bool {
        let relation = self.passage.base_relation(token);
        matches!(relation, "amod" | "compound")
            && next < self.words.len()
            && self.passage.head(token).is_some_and(|head| head >= next)
    }

    /// A capitalised run that no list knows.
    fn name(&self, at: usize, start: usize) -> Option<Mention> {
        let mut run = name_run(self.passage, self.words, self.lexicon, start);
        run.end = run.clone().find(|&token| self.tells_time(token)).unwrap_or(run.end);
        if run.is_empty() || !self.has_full_word(&run) {
            return None;
        }
        if !run.clone().any(|i| self.passage.pos(i) == Pos::Propn || self.in_name(i)) {
            // The tagger does not know every surname: the word counts if somebody is called so.
            let open_class =
                matches!(self.passage.pos(start), Pos::Noun | Pos::Adj | Pos::Adv | Pos::Verb | Pos::Intj | Pos::X);
            let name = join(&self.words[run.clone()]);
            return (run.len() == 1 && open_class).then(|| self.finish_person(at, run, Naming::Unknown(name)));
        }
        let run = if run.start == 0 && run.len() > 1 && self.passage.pos(0) != Pos::Propn && !self.in_name(0) {
            1..run.end
        } else {
            run
        };
        let name = join(&self.words[run.clone()]);
        let at = at.max(run.start.min(at.max(run.start)));
        let kind = self.recognised(&run);
        let owner = self.nation_owning(run.start);
        let is_person = run.len() > 1
            && (kind == Some(NameKind::Person) || owner.is_some() || self.lexicon.is_given_name(self.words[run.start]));
        match kind {
            _ if is_person => {
                let mut mention = self.finish_person(at, run, Naming::Person(name));
                mention.country = mention.country.or(owner);
                Some(mention)
            }
            Some(NameKind::Organization) => Some(self.mention(at..run.end, Naming::Organization(name))),
            Some(NameKind::Place) if self.is_behind_venue(run.start) => {
                Some(self.mention(at..run.end, Naming::Place { name, country: None, is_capital: false }))
            }
            _ => Some(self.finish_person(at, run, Naming::Unknown(name))),
        }
    }

    /// "China's X Y": a nation in the possessive before a name.
    fn nation_owning(&self, at: usize) -> Option<CountryCode> {
        if at < 2 || !is_possessive(self.word(at - 1)) {
            return None;
        }
        (1..4).filter(|length| at > *length).find_map(|length| {
            let start = at - 1 - length;
            match self.lexicon.name_at(&self.words[start..at - 1]) {
                Some((found, NameSense::Country(code))) if found == length => Some(*code),
                _ => None,
            }
        })
    }

    fn is_behind_venue(&self, at: usize) -> bool {
        at > 0 && matches!(self.words[at - 1], "in" | "at" | "to" | "from" | "near" | "for" | "of")
    }

    fn tells_time(&self, token: usize) -> bool {
        let span = self.passage.sentence.tokens[token].span;
        self.passage.times.iter().any(|time| time.span.contains(span))
    }

    fn in_name(&self, token: usize) -> bool {
        self.passage.sentence.names.iter().any(|name| name.tokens.contains(&token))
    }

    fn recognised(&self, run: &Range<usize>) -> Option<NameKind> {
        let overlap = |name: &&plenipo_language::Name| name.tokens.start < run.end && run.start < name.tokens.end;
        self.passage.sentence.names.iter().filter(overlap).max_by_key(|name| name.tokens.len()).map(|name| name.kind)
    }
}
