//! Who the parties are: from the head of a phrase to the members of the cast.

mod before;
mod described;

use plenipo_language::Pos;
use plenipo_lexicon::Lexicon;
use plenipo_record::EventKind;

use crate::cast::{Cast, MemberIndex};
use crate::document::{Document, Passage};
use crate::mention::{Mention, Naming};

/// Which common nouns under a nation's name stand for the nation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Those that act for it: "Danish officials", not "a Danish shipyard".
    Actors,
    /// All: a tariff on Danish butter is one on Denmark.
    Goods,
}

/// Returns which common nouns count for a kind of event.
pub(crate) fn reach_of(kind: EventKind) -> Reach {
    if matches!(kind, EventKind::Sanction | EventKind::Aid) { Reach::Goods } else { Reach::Actors }
}

/// Finds the members of the cast that a phrase stands for.
pub(crate) struct Parties<'a> {
    document: &'a Document<'a>,
    mentions: &'a [Mention],
    lexicon: &'a Lexicon,
    /// For each passage and token, the mention that covers it.
    covering: Vec<Vec<Option<usize>>>,
}

impl<'a> Parties<'a> {
    /// Indexes the mentions of a document.
    pub fn new(document: &'a Document<'a>, mentions: &'a [Mention], lexicon: &'a Lexicon) -> Self {
        let mut covering: Vec<Vec<Option<usize>>> =
            document.passages.iter().map(|passage| vec![None; passage.len()]).collect();
        for (index, mention) in mentions.iter().enumerate() {
            covering[mention.passage][mention.tokens.clone()].fill(Some(index));
        }
        Parties { document, mentions, lexicon, covering }
    }

    /// Returns the mention that covers a token.
    pub fn mention_at(&self, passage: usize, token: usize) -> Option<&'a Mention> {
        self.index_at(passage, token).map(|index| &self.mentions[index])
    }

    pub(super) fn index_at(&self, passage: usize, token: usize) -> Option<usize> {
        self.covering[passage].get(token).copied().flatten()
    }

    /// Returns whom the phrase headed by `token` stands for, a list of several included.
    pub fn named_by(&self, cast: &mut Cast, passage: usize, token: usize) -> Vec<MemberIndex> {
        self.reached_by(cast, passage, token, Reach::Actors)
    }

    /// Returns whom the phrase headed by `token` stands for, with more or fewer of its common nouns.
    pub fn reached_by(&self, cast: &mut Cast, passage: usize, token: usize, reach: Reach) -> Vec<MemberIndex> {
        let mut members = Vec::new();
        self.collect(cast, passage, token, (0, reach), &mut members);
        members
    }

    /// Returns the nations and organisations that modify a noun directly: "India-US", "Turkish".
    pub fn modifying(&self, cast: &mut Cast, passage: usize, noun: usize) -> Vec<MemberIndex> {
        let here = self.passage(passage);
        let mut members = Vec::new();
        let mut is_venue = false;
        let mut at = noun;
        // Modifiers stand before the noun without a break; the tree of "India-US trade talks" is often wrong.
        while at > 0 {
            at -= 1;
            if let Some(index) = self.index_at(passage, at) {
                let mention = &self.mentions[index];
                if matches!(
                    mention.naming,
                    Naming::Country { .. } | Naming::Organization(_) | Naming::Place { is_capital: true, .. }
                ) && mention.tokens.end <= noun
                {
                    // "the Oslo summit" is held in Oslo, "the Chile round" began there; "Oslo-Lima talks" are between the two.
                    let is_begun = here.lemma(noun).eq_ignore_ascii_case("round") && self.is_called_by_name(mention);
                    is_venue = members.is_empty() && (is_begun || matches!(mention.naming, Naming::Place { .. }));
                    for member in self.members_of(cast, index) {
                        push(&mut members, member);
                    }
                    at = mention.tokens.start;
                    continue;
                }
                // "the Norway-Chile Annual Leaders' Meeting": words of a title that are nobody's name.
                if matches!(mention.naming, Naming::Unknown(_)) && self.members_of(cast, index).is_empty() {
                    at = mention.tokens.start;
                    continue;
                }
                break;
            }
            if self.is_abbreviation_behind(passage, at) || self.is_mark_of_officers(passage, at) {
                continue;
            }
            // Who mediates is no party: "EU-mediated talks".
            if self
                .lexicon
                .lists()
                .is_mediating(&here.sentence.tokens[at].span.slice(self.document.text).to_lowercase())
            {
                break;
            }
            // "Chilean-flagged ships"
            let is_mark = at > 0
                && here.sentence.tokens[at - 1].span.slice(self.document.text) == "-"
                && self.lexicon.lists().is_mark_of_origin(here.lemma(at));
            let bridge = is_mark
                || matches!(here.pos(at), Pos::Adj | Pos::Noun | Pos::Propn | Pos::Num | Pos::Sym)
                || matches!(
                    here.sentence.tokens[at].span.slice(self.document.text),
                    "-" | "–" | "and" | "/" | "‐" | "—"
                );
            if !bridge {
                break;
            }
        }
        if is_venue && members.len() == 1 {
            members.clear();
        }
        members.reverse();
        members
    }

    /// Tells whether a bracket belongs to the abbreviation behind a name: "the Salt Union (SU) meeting".
    fn is_abbreviation_behind(&self, passage: usize, at: usize) -> bool {
        let here = self.passage(passage);
        let is = |at: usize, bracket: &str| at < here.len() && here.lemma(at) == bracket;
        let is_short = |at: usize| here.lemma(at).chars().all(char::is_uppercase);
        let opens = is(at, "(") && is(at + 2, ")") && is_short(at + 1);
        opens || is(at, ")") && at >= 2 && is(at - 2, "(") && is_short(at - 1)
    }

    /// Tells whether a possessive is that of officers who gather: "the Salt Union foreign *ministers'* meeting".
    fn is_mark_of_officers(&self, passage: usize, at: usize) -> bool {
        let here = self.passage(passage);
        let is_plural = |officers: usize| matches!(here.tag(officers), "NNS" | "NNPS");
        here.tag(at) == "POS"
            && at > 0
            && is_plural(at - 1)
            && self.lexicon.lists().is_representative(&here.lemma(at - 1).to_lowercase())
    }

    /// Tells whether a phrase is the name of a country, not of its people: "the *Chile* round".
    fn is_called_by_name(&self, mention: &Mention) -> bool {
        let word = self.passage(mention.passage).lemma(mention.head);
        matches!(mention.naming, Naming::Country { code, .. } if word.eq_ignore_ascii_case(self.lexicon.country_name(code)))
    }

    /// Returns the owner of a noun: "Turkey's visit", "his visit".
    pub fn owning(&self, cast: &mut Cast, passage: usize, noun: usize) -> Vec<MemberIndex> {
        let here = self.passage(passage);
        let owners: Vec<usize> = here.dependents(noun, &["nmod:poss"]).collect();
        owners.into_iter().flat_map(|owner| self.named_by(cast, passage, owner)).collect()
    }

    pub(super) fn passage(&self, passage: usize) -> &'a Passage {
        &self.document.passages[passage]
    }
}

fn is_adjective(mention: &Mention) -> bool {
    matches!(mention.naming, Naming::Country { is_adjective: true, .. })
}

fn push(members: &mut Vec<MemberIndex>, member: MemberIndex) {
    if !members.contains(&member) {
        members.push(member);
    }
}
