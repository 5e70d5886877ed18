//! Walks each sentence from left to right and takes the longest mention at every place.

mod person;

use std::ops::Range;

use plenipo_language::{NameKind, Pos};
use plenipo_lexicon::{Gender, Lexicon, NameSense};
use plenipo_record::CountryCode;

use super::name::name_run;
use super::phrase::{is_possessive, organization_at};
use super::role::join;
use super::{Mention, Naming};
use crate::document::{Document, Passage};

/// The letters of "another".
const LONGEST_DETERMINER: usize = 7;

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
                    scan.office_behind_list(&mut found);
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
    /// The end of the last office without what tells where its holder is.
    office_end: usize,
}

impl Scan<'_> {
    fn mention_at(&self, at: usize) -> Option<Mention> {
        let references = self.lexicon.references();
        if let Some(group) = self.group(at) {
            return Some(group);
        }
        if let Some(length) = references.latter_at(&self.words[at..]) {
            // "the latter's flight" is his, "the latter visit" is none of his.
            let is_noun = !matches!(self.passage.base_relation(at + length - 1), "amod");
            return is_noun.then(|| self.mention(at..at + length, Naming::Latter));
        }
        // "His Excellency" is no pronoun.
        if self.title(at).is_some_and(|title| title.n_words > 1) {
            return self.introduced(at, at);
        }
        if let Some(mention) = self.pronoun(at) {
            // "his Australian counterpart" is one phrase, and tells whose counterpart it is.
            let owner_gender = mention.gender;
            let counterpart = self.counterpart(at, at + 1).or_else(|| self.related(at));
            let counterpart = counterpart.map(|counterpart| Mention { owner_gender, ..counterpart });
            return counterpart.or(Some(mention));
        }
        let start = if self.is_determiner(at) { at + 1 } else { at };
        if start >= self.words.len() {
            return None;
        }
        self.counterpart(at, start)
            .or_else(|| self.introduced(at, start))
            .or_else(|| self.rebels(at, start))
            .or_else(|| self.organization(at, start))
            .or_else(|| self.known(at, start))
            .or_else(|| self.name(at, start))
    }

    /// "The two leaders", "both", "the three foreign ministers", "the two Norwegians".
    fn group(&self, at: usize) -> Option<Mention> {
        let references = self.lexicon.references();
        let rest = &self.words[at..];
        let opening = references.group_opener_at(rest);
        if let Some((length, code)) = opening.and_then(|opening| self.people_at(at + opening)) {
            let n_opening = opening.unwrap_or_default();
            let count = references.count_in(&rest[..n_opening]);
            let naming = Naming::Group { count, are_states: false, office: Vec::new() };
            let mut mention = self.mention(at..at + n_opening + length, naming);
            mention.country = Some(code);
            return Some(mention);
        }
        let group = references.group_at(rest)?;
        let end = at + group.n_words;
        // "the leaders of Chile and Peru" are told by the words themselves.
        if matches!(self.word(end), "of" | "from" | "to") {
            return None;
        }
        let modifies = |token: usize| matches!(self.passage.pos(token), Pos::Adj | Pos::Noun | Pos::Propn);
        let between = at + group.n_opening..end.saturating_sub(1);
        if group.has_noun && !between.clone().all(modifies) {
            return None;
        }
        // "the two crossings", "both armies"
        let is_noun = |token: usize| matches!(self.passage.pos(token), Pos::Noun | Pos::Propn);
        let counts = group.count.is_some() && !group.has_noun;
        let runs_on = (end..self.words.len()).take_while(|&token| modifies(token)).any(is_noun);
        if counts && runs_on {
            return None;
        }
        let noun = self.word(end - 1).to_lowercase();
        let office = self.lexicon.office_at(&[&noun]).filter(|office| group.has_noun && office.is_plural);
        let office = office.map(|office| office.head).filter(|head| self.lexicon.offices().is_sole(head));
        // The nation of "the two Norwegian ministers" is none of the words of their office.
        let portfolio =
            between.clone().map(|token| self.words[token]).filter(|word| word.starts_with(char::is_lowercase));
        let office: Vec<String> =
            portfolio.map(str::to_owned).filter(|_| office.is_some()).chain(office.clone()).collect();
        let mut mention =
            self.mention(at..end, Naming::Group { count: group.count, are_states: group.are_states, office });
        mention.gender = group.gender;
        mention.country = between.into_iter().find_map(|token| match self.lexicon.name_at(&self.words[token..]) {
            Some((_, NameSense::Demonym(code))) if !group.are_states => Some(*code),
            _ => None,
        });
        Some(mention)
    }

    /// A nation's people in the plural: "Norwegians".
    fn people_at(&self, at: usize) -> Option<(usize, CountryCode)> {
        let singular = self.words.get(at)?.strip_suffix('s')?;
        match self.lexicon.name_at(&[singular]) {
            Some((1, NameSense::Demonym(code))) if self.passage.pos(at) != Pos::Adj => Some((1, *code)),
            _ => None,
        }
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
            is_counterpart: false,
            gender: None,
        }
    }

    fn word(&self, at: usize) -> &str {
        self.words.get(at).copied().unwrap_or_default()
    }

    /// The tagger takes a rare surname that opens a sentence for a determiner now and then.
    fn is_determiner(&self, at: usize) -> bool {
        let word = self.words[at];
        self.passage.pos(at) == Pos::Det
            && (word.len() <= LONGEST_DETERMINER || self.lexicon.is_organization_head(word))
    }

    fn pronoun(&self, at: usize) -> Option<Mention> {
        let (pronoun, gender) = self.lexicon.references().pronoun(&self.words[at].to_lowercase())?;
        // "him" tells the sex, a title such as "Her Excellency" is none of these.
        let mut mention = self.mention(at..at + 1, Naming::Pronoun(pronoun));
        mention.gender = gender;
        Some(mention)
    }

    /// "her host, X"
    fn related(&self, at: usize) -> Option<Mention> {
        let is_related = self.lexicon.lists().is_related(self.word(at + 1));
        let name = self.name_after(at + 2).filter(|_| is_related);
        // "their host, President X"
        if name.is_none() && is_related && self.word(at + 2) == "," {
            let introduced = self.introduced(at + 3, at + 3)?;
            if let Naming::Person(_) = introduced.naming {
                let tokens = at..introduced.tokens.end;
                return Some(Mention { head: self.passage.root_of(tokens.clone()), tokens, ..introduced });
            }
        }
        let name = name?;
        let naming = Naming::Person(join(&self.words[name.clone()]));
        Some(self.finish_person(at, name, naming))
    }

    /// "[his] Turkish counterpart, X": the name is a person's of that country.
    fn counterpart(&self, at: usize, start: usize) -> Option<Mention> {
        // "her visiting Chilean counterpart"
        let is_guest = self.word(start) == "visiting" && start == at + 1;
        let mut next = start + usize::from(is_guest);
        let mut country = None;
        if let Some((length, NameSense::Country(code) | NameSense::Demonym(code))) =
            self.lexicon.name_at(&self.words[next..])
        {
            country = Some(*code);
            next += length;
            next += usize::from(is_possessive(self.word(next)));
        }
        let length = self.lexicon.references().counterpart_at(&self.words[next.min(self.words.len())..])?;
        next += length;
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
            mention.is_counterpart = true;
            // "his counterparts X and Y"
            mention.shares_office = self.word(next - 1).ends_with('s');
            return Some(mention);
        }
        let mut mention = self.mention(at..next, Naming::Counterpart);
        mention.country = country;
        Some(mention)
    }

    /// "The rebels"
    fn rebels(&self, at: usize, start: usize) -> Option<Mention> {
        let word = self.word(start);
        let is_told = start > at && self.word(at).eq_ignore_ascii_case("the");
        let naming = || Naming::Body { head: word.to_owned(), name: word.to_owned() };
        (is_told && self.lexicon.lists().is_rebels(word)).then(|| self.mention(at..start + 1, naming()))
    }

    fn organization(&self, at: usize, start: usize) -> Option<Mention> {
        let phrase = organization_at(self.passage, self.words, self.lexicon, start)?;
        // "heads of state and government"
        let is_of =
            |of: usize| of > 0 && self.word(of) == "of" && self.lexicon.lists().is_head_of(self.passage.lemma(of - 1));
        let is_theirs = at == start && !phrase.is_proper && (1..=3).any(|back| at >= back && is_of(at - back));
        if is_theirs {
            return None;
        }
        let tokens = at..phrase.tokens.end;
        let last = self.word(phrase.tokens.end - 1).to_lowercase();
        let name = join(&self.words[phrase.tokens.start..phrase.name_end]);
        let naming = match phrase.country {
            Some(code) if !phrase.is_proper && self.lexicon.lists().stands_for_country(&last) => {
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
            (sense, self.lexicon.lists().is_capital(self.word(start + length)))
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
        // "his wife Florence"
        if at == start && at > 0 && self.lexicon.lists().is_relative(self.passage.lemma(at - 1)) {
            return Some(self.finish_person(at, tokens, Naming::Unknown(name)));
        }
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
        // "the American, X Y,"
        if let Some(name) = self.name_after(start + length).filter(|name| is_native && name.start > start + length) {
            let naming = Naming::Person(join(&self.words[name.clone()]));
            let mut mention = self.finish_person(at, name, naming);
            mention.country = country.or(mention.country);
            return Some(mention);
        }
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
                matches!(self.passage.pos(start), Pos::Noun | Pos::Adj | Pos::Adv | Pos::Verb | Pos::Intj | Pos::X)
                    || start > 0
                        && matches!(self.passage.pos(start), Pos::Det | Pos::Pron)
                        && !self.is_determiner(start);
            let name = join(&self.words[run.clone()]);
            let open_class = open_class && !self.opens_with_people(start);
            return (run.len() == 1 && open_class).then(|| self.finish_person(at, run, Naming::Unknown(name)));
        }
        // "Did Talvik": a word that opens a sentence or question is no part of the name.
        let opens = |at: usize| {
            let is_open = matches!(self.passage.pos(at), Pos::Aux | Pos::Adp | Pos::Sconj | Pos::Cconj | Pos::Adv);
            !self.in_name(at) && (at == 0 && self.passage.pos(0) != Pos::Propn || is_open)
        };
        let run = if run.len() > 1 && opens(run.start) { run.start + 1..run.end } else { run };
        let name = join(&self.words[run.clone()]);
        let at = at.max(run.start.min(at.max(run.start)));
        let kind = self.recognised(&run);
        let owner = self.nation_owning(run.start);
        let is_person = run.len() > 1
            && (kind == Some(NameKind::Person)
                || owner.is_some()
                || self.is_sworn_in(run.start)
                || self.lexicon.is_given_name(self.words[run.start]));
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
            _ if self.is_body_of_officers(&run) => Some(self.mention(at..run.end, Naming::Organization(name))),
            _ => Some(self.finish_person(at, run, Naming::Unknown(name))),
        }
    }

    /// "Delegations from Norway", "Envoys of both sides": a common noun that opens the sentence is nobody's surname.
    fn opens_with_people(&self, at: usize) -> bool {
        let lists = self.lexicon.lists();
        let lemma = self.passage.lemma(at).to_lowercase();
        let are_people = lists.is_representative(&lemma) || lists.is_delegation(&lemma);
        at == 0 && self.passage.tag(at) == "NNS" && are_people
    }

    /// "SALTU finance ministers": capitals before people who act for states are a body's.
    fn is_body_of_officers(&self, run: &Range<usize>) -> bool {
        let word = self.words[run.start];
        let is_acronym =
            run.len() == 1 && (3..=7).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase());
        let officers = self.passage.head(run.start).filter(|&head| is_acronym && head > run.start);
        officers.is_some_and(|officers| {
            self.passage.tag(officers) == "NNS" && self.lexicon.lists().is_representative(self.passage.lemma(officers))
        })
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

    /// "swore in X"
    fn is_sworn_in(&self, at: usize) -> bool {
        at > 1 && self.word(at - 1) == "in" && self.passage.lemma(at - 2) == "swear"
    }

    fn is_behind_venue(&self, at: usize) -> bool {
        at > 0
            && !self.is_sworn_in(at)
            && matches!(self.words[at - 1], "in" | "at" | "to" | "from" | "near" | "for" | "of")
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
