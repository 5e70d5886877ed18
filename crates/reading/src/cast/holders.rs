//! Who is named behind the states whose office he holds: "the prime ministers of Norway and Chile, X and Y", "her
//! Norwegian and Chilean counterparts, X and Y", "Norway's defence minister, X, and Chile's, Y".

use plenipo_lexicon::Lexicon;
use plenipo_record::CountryCode;

use super::Cast;
use crate::document::Document;
use crate::mention::{Mention, Naming, is_possessive};

impl Cast {
    /// "a Norwegian delegation led by Minister X": the leader is of the state that has sent it.
    pub(super) fn join_leaders(&mut self, document: &Document<'_>, mentions: &[Mention], lexicon: &Lexicon) {
        for (at, body) in mentions.iter().enumerate() {
            let words = document.passages[body.passage].words(document.text);
            let list = List { words: &words, mentions };
            // "Chilean officials headed by X"
            let passage = &document.passages[body.passage];
            let are_people = |people: usize| {
                people < passage.len()
                    && passage.tag(people) == "NNS"
                    && lexicon.lists().is_representative(passage.lemma(people))
            };
            let is_nation = matches!(body.naming, Naming::Country { is_adjective: true, .. });
            let are_named_so = is_nation && are_people(body.tokens.end);
            let end = body.tokens.end + usize::from(are_named_so);
            let is_body = || lexicon.lists().is_delegation(&list.word(end - 1).to_lowercase());
            let is_sent = body.country.is_some() && (are_named_so || is_body());
            let led = document.passages[body.passage].tokens().get(end + 1).map(|_| end);
            let is_led = led.is_some_and(|led| {
                lexicon.lists().is_leading_verb(document.passages[body.passage].lemma(led))
                    && list.word(led + 1) == "by"
            });
            let Some(leader) = mentions.get(at + 1).filter(|_| is_sent && is_led) else { continue };
            let is_named = leader.passage == body.passage && leader.tokens.start <= end + 3;
            if let (Naming::Person(_), &[member], true) = (&leader.naming, self.referents[at + 1].as_slice(), is_named)
            {
                self.members[member].country = self.members[member].country.or(body.country);
            }
        }
    }

    /// Lets each state of such a list stand for the person named for it, who learns his state and his office.
    pub(super) fn join_holders(&mut self, document: &Document<'_>, mentions: &[Mention], lexicon: &Lexicon) {
        for first in 0..mentions.len() {
            let words = document.passages[mentions[first].passage].words(document.text);
            let list = List { words: &words, mentions };
            let (states, office) = match list.states_from(first) {
                states if states.len() > 1 => {
                    let Some(office) = list.office_of(&states, lexicon) else { continue };
                    (states, office)
                }
                states if list.leaves_office_out(&states) => (states, Vec::new()),
                _ => continue,
            };
            let persons = list.persons_behind(states[states.len() - 1], states.len());
            if persons.len() != states.len() {
                continue;
            }
            for (state, person) in states.into_iter().zip(persons) {
                let &[member] = self.referents[person].as_slice() else { continue };
                let holder = &mut self.members[member];
                holder.country = holder.country.or(code_of(&mentions[state]));
                if holder.roles.is_empty() && !office.is_empty() {
                    holder.roles.push(office.join(" "));
                }
                self.referents[state] = vec![member];
            }
        }
    }
}

/// A sentence in which one list may follow another.
struct List<'w> {
    words: &'w [&'w str],
    mentions: &'w [Mention],
}

impl List<'_> {
    fn word(&self, at: usize) -> &str {
        self.words.get(at).copied().unwrap_or_default()
    }

    /// Whether only commas and "and" stand between a mention and the next one.
    fn is_joined(&self, at: usize) -> bool {
        let Some(next) = self.mentions.get(at + 1) else { return false };
        let mention = &self.mentions[at];
        let between = self.words.get(mention.tokens.end..next.tokens.start).unwrap_or_default();
        next.passage == mention.passage
            && !between.is_empty()
            && between.iter().all(|word| matches!(*word, "," | "and" | "&"))
    }

    fn states_from(&self, first: usize) -> Vec<usize> {
        let is_state = |at: usize| self.mentions.get(at).is_some_and(|mention| code_of(mention).is_some());
        if !is_state(first) || first > 0 && is_state(first - 1) && self.is_joined(first - 1) {
            return Vec::new();
        }
        let n_more = (first..self.mentions.len()).take_while(|&at| self.is_joined(at) && is_state(at + 1)).count();
        (first..=first + n_more).collect()
    }

    /// The office, in the singular, that the words before or behind some states say is held in each of them.
    fn office_of(&self, states: &[usize], lexicon: &Lexicon) -> Option<Vec<String>> {
        let (first, last) = (&self.mentions[states[0]], &self.mentions[states[states.len() - 1]]);
        if matches!(last.naming, Naming::Counterpart) {
            return self.word(last.tokens.end - 1).ends_with('s').then(Vec::new);
        }
        // "the prime ministers of Norway and Chile"
        let before = first.tokens.start - usize::from(first.tokens.start > 0 && self.word(first.tokens.start) == "the");
        let of = before.checked_sub(1).filter(|&of| self.word(of) == "of");
        // "the Norwegian and Chilean prime ministers"
        let head = match of {
            Some(of) => of.checked_sub(1)?,
            None => (last.tokens.end..last.tokens.end + 3).find(|&at| self.is_plural_office(at, lexicon))?,
        };
        if !self.is_plural_office(head, lexicon) {
            return None;
        }
        let is_portfolio = |at: &usize| {
            self.word(*at).starts_with(char::is_lowercase) && lexicon.offices().is_modifier(self.word(*at))
        };
        let floor = if of.is_some() { 0 } else { last.tokens.end };
        let start = (floor..head).rev().take_while(is_portfolio).last().unwrap_or(head);
        let mut office: Vec<String> = self.words[start..=head].iter().map(|word| (*word).to_owned()).collect();
        let plural = office.pop()?;
        office.push(plural.trim_end_matches('s').to_owned());
        Some(office)
    }

    fn is_plural_office(&self, at: usize, lexicon: &Lexicon) -> bool {
        lexicon.office_at(&[self.word(at)]).is_some_and(|office| office.is_plural)
    }

    /// "and Chile's, Y": the office is that of the person before.
    fn leaves_office_out(&self, states: &[usize]) -> bool {
        let &[state] = states else { return false };
        let mention = &self.mentions[state];
        let is_behind_person = state
            .checked_sub(1)
            .is_some_and(|before| self.is_joined(before) && matches!(self.mentions[before].naming, Naming::Person(_)));
        is_behind_person && is_possessive(self.word(mention.tokens.end)) && self.word(mention.tokens.end + 1) == ","
    }

    /// The persons listed behind the last of some states, with nothing between but a comma or dash and the words of the
    /// office.
    fn persons_behind(&self, last: usize, n_states: usize) -> Vec<usize> {
        let Some(next) = self.mentions.get(last + 1) else { return Vec::new() };
        let end = self.mentions[last].tokens.end;
        let between = self.words.get(end..next.tokens.start).unwrap_or_default();
        let is_set_off = matches!(between.last(), Some(&("," | "—" | "–" | "-" | "--" | ":"))) && between.len() <= 4;
        let is_plain =
            between.iter().rev().skip(1).all(|word| is_possessive(word) || word.chars().all(char::is_lowercase));
        let is_person =
            |at: usize| self.mentions.get(at).is_some_and(|mention| matches!(mention.naming, Naming::Person(_)));
        let is_near = next.passage == self.mentions[last].passage && is_set_off && is_plain && is_person(last + 1);
        if !is_near {
            return Vec::new();
        }
        let n_more = (last + 1..self.mentions.len()).take_while(|&at| self.is_joined(at) && is_person(at + 1)).count();
        (last + 1..=last + 1 + n_more).take(if n_states == 1 { 1 } else { usize::MAX }).collect()
    }
}

fn code_of(mention: &Mention) -> Option<CountryCode> {
    match mention.naming {
        Naming::Country { code, .. } => Some(code),
        Naming::Counterpart => mention.country,
        _ => None,
    }
}
