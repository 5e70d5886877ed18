//! Phrases that name or describe a party: whether one does, of which sector it is, and which words it has.

use std::ops::Range;

use plenipo_language::Pos;
use plenipo_lexicon::Body;

use crate::frame::site::Site;
use crate::mention::Naming;

impl Site<'_> {
    /// Tells whether a token heads a phrase that names or describes somebody who can act.
    pub(super) fn is_party(&self, head: usize) -> bool {
        let passage = self.passage;
        if self.is_in_time(head) {
            return false;
        }
        if let Some(mention) = self.parties.mention_at(self.number, head) {
            return match mention.naming {
                // "gave Chile two boats": a name, though it stands before a noun.
                Naming::Country { is_adjective: true, .. } => {
                    passage.tag(head).starts_with("NNP") || self.describes(head)
                }
                Naming::Pronoun(_) | Naming::Group { .. } | Naming::Latter => false,
                _ => true,
            };
        }
        match passage.pos(head) {
            Pos::Propn => true,
            Pos::Noun | Pos::Num | Pos::Adj => self.describes(head) || self.is_of_nation(head),
            _ => false,
        }
    }

    /// Tells whether a phrase is one of a building, a vehicle or a place without a nation or an owner: "a school".
    pub(super) fn is_mere_place(&self, head: usize) -> bool {
        let passage = self.passage;
        let is_place = self.lexicon.is_of_class("places", &passage.lemma(head).to_lowercase());
        let is_party = |token: usize| self.parties.mention_at(self.number, token).is_some();
        let has_owner =
            || phrase_of(self, head).any(is_party) || passage.dependents(head, &["nmod:poss"]).next().is_some();
        is_place && passage.pos(head) == Pos::Noun && !has_owner()
    }

    /// "Iranian rockets", "Russian trolls": things and people with the name of their nation.
    fn is_of_nation(&self, head: usize) -> bool {
        let passage = self.passage;
        let is_nation = |token: usize| {
            let mention = self.parties.mention_at(self.number, token);
            mention.is_some_and(|mention| matches!(mention.naming, Naming::Country { is_adjective: true, .. }))
        };
        passage.tag(head) == "NNS" && passage.dependents(head, &["amod", "compound"]).any(is_nation)
    }

    /// The noun behind "of" that a word of number or a collective only counts.
    pub(super) fn counted(&self, head: usize) -> Option<usize> {
        let passage = self.passage;
        let is_count = self.lexicon.sectors().is_count(&passage.lemma(head).to_lowercase());
        let of = |child: &usize| passage.dependents(*child, &["case"]).any(|case| passage.lemma(case) == "of");
        passage.dependents(head, &["nmod"]).find(of).filter(|_| is_count)
    }

    /// Tells whether a token is part of a time expression: "Sunday".
    pub(super) fn is_in_time(&self, token: usize) -> bool {
        let span = self.passage.tokens()[token].span;
        self.passage.times.iter().any(|time| time.span.contains(span))
    }

    /// Tells whether a common noun is one of people or of a body: "gunmen", "the coalition", "Israeli bulldozers".
    fn describes(&self, noun: usize) -> bool {
        self.sector_of_noun(noun).is_some() || self.lexicon.sectors().is_agent(&self.passage.lemma(noun).to_lowercase())
    }

    /// Tells whether phrases mean several: two of them, or one in the plural.
    pub(super) fn is_plural(&self, heads: &[usize]) -> bool {
        heads.len() > 1 || heads.first().is_some_and(|&head| matches!(self.passage.tag(head), "NNS" | "NNPS"))
    }

    /// Tells whether the first of some phrases is of one of some sectors; of any where none is asked for.
    pub(super) fn is_of_sector(&self, heads: &[usize], sectors: &[String]) -> bool {
        let Some(&head) = heads.first().filter(|_| !sectors.is_empty()) else { return sectors.is_empty() };
        let sector = self.sector_of(head).unwrap_or("CVL");
        sectors.iter().any(|wanted| wanted == sector)
    }

    /// Returns the sector of whom a phrase names or describes.
    pub(crate) fn sector_of(&self, head: usize) -> Option<&'static str> {
        let sectors = self.lexicon.sectors();
        let mention = self.parties.mention_at(self.number, head);
        let of_noun = || self.sector_of_noun(head);
        let of_offices = || mention?.roles.iter().find_map(|role| sectors.of_office(role));
        let of_name = |name: &str| match sectors.of_body(name) {
            Some(Body::International(_)) => Some("GOV"),
            Some(Body::National(sector)) => Some(sector),
            None => self.lexicon.lists().is_company(name).then_some("BUS"),
        };
        match mention.map(|mention| &mention.naming) {
            Some(Naming::Organization(name) | Naming::Body { name, .. }) => of_name(name).or_else(of_noun),
            // "Guatemalans" are no state.
            Some(Naming::Country { .. }) if matches!(self.passage.tag(head), "NNPS" | "NNS") => Some("CVL"),
            Some(Naming::Country { is_adjective: false, .. } | Naming::Place { .. }) => Some("GOV"),
            Some(Naming::Office { head: office, .. }) => {
                of_offices().or_else(|| sectors.of_office(office)).or_else(of_noun)
            }
            _ => of_offices().or_else(of_noun),
        }
    }

    /// Returns the sector that a common noun tells.
    pub(crate) fn sector_of_noun(&self, noun: usize) -> Option<&'static str> {
        let passage = self.passage;
        let lemma = passage.lemma(noun).to_lowercase();
        let before = noun.checked_sub(1).map(|before| passage.lemma(before).to_lowercase());
        let is_nominal = matches!(passage.pos(noun), Pos::Noun | Pos::Propn | Pos::Num | Pos::Adj);
        self.lexicon.sectors().of_noun(before.as_deref(), &lemma).filter(|_| is_nominal)
    }
}

/// Returns the heads of a list of phrases, the first one's first.
pub(super) fn heads(site: &Site<'_>, phrase: usize) -> Vec<usize> {
    let passage = site.passage;
    let mut heads = vec![phrase];
    let own = site.parties.mention_at(site.number, phrase).map(|mention| mention.tokens.clone());
    let is_outside = |token: &usize| own.as_ref().is_none_or(|own| !own.contains(token));
    let mut next = vec![phrase];
    while let Some(head) = next.pop() {
        let conjuncts = passage.dependents(head, &["conj"]).filter(|&other| !passage.is_verb(other)).filter(is_outside);
        for other in conjuncts.filter(|other| !heads.contains(other)).collect::<Vec<_>>() {
            heads.push(other);
            next.push(other);
        }
    }
    // "soldiers from Turkey, Pakistan and Chile": the names are the parties.
    let named = |token: &usize| {
        let mention = site.parties.mention_at(site.number, *token);
        mention.is_some_and(|mention| {
            matches!(mention.naming, Naming::Country { is_adjective: false, .. } | Naming::Organization(_))
        })
    };
    let behind = passage.dependents(phrase, &["nmod"]).find(named).filter(|&name| {
        let of_many = passage.dependents(name, &["conj"]).next().is_some();
        of_many && heads.len() == 1 && (phrase == 0 || !passage.tag(phrase).starts_with("NNP"))
    });
    if let Some(name) = behind {
        self::heads(site, name)
    } else {
        heads.sort_unstable();
        heads
    }
}

/// Returns the tokens of the phrase around a head: its modifiers and owner, and what "of" adds behind it. Articles, counts and
/// owners that are pronouns are left out.
pub(crate) fn phrase_of(site: &Site<'_>, head: usize) -> Range<usize> {
    let passage = site.passage;
    // "dozens of protesters": who is counted.
    if let Some(counted) = site.counted(head).filter(|&counted| site.is_party(counted)) {
        return phrase_of(site, counted);
    }
    let mention = site.parties.mention_at(site.number, head);
    let own = mention.map_or(head..head + 1, |mention| mention.tokens.clone());
    let (mut start, mut end) = (own.start.min(head), own.end.max(head + 1));
    let is_state = mention.is_some_and(|mention| matches!(mention.naming, Naming::Country { is_adjective: false, .. }));
    // An apposition behind the name is no part of the phrase.
    if let Some(comma) = (head + 1..end).find(|&token| passage.lemma(token) == ",") {
        end = comma;
    }
    // "opposition leader at Carthage airport": where somebody is is no part of it either.
    let is_place = |token: &usize| matches!(passage.lemma(*token), "at" | "in" | "from" | "with");
    let is_behind = |token: &usize| is_place(token) && passage.pos(*token) == Pos::Adp;
    if let Some(behind) = (head + 1..end).find(is_behind) {
        end = behind;
    }
    for child in passage.children(head).iter().copied() {
        match passage.base_relation(child) {
            "amod" | "compound" | "nmod" | "flat" | "advmod" | "det" | "nummod"
                if child < head && !has_case(site, child) =>
            {
                let first = passage.extent(child).start;
                if !(first..head).any(|token| passage.lemma(token) == ",") || passage.base_relation(child) == "amod" {
                    start = start.min(first);
                }
            }
            // "gave Chile two boats": what a state gets is no part of its name.
            "flat" | "compound" if !is_state => end = end.max(passage.extent(child).end),
            _ => {}
        }
        let is_of = |case: usize| passage.lemma(case) == "of" && case == end;
        if child > head && passage.base_relation(child) == "nmod" && passage.dependents(child, &["case"]).any(is_of) {
            end = end.max(phrase_of(site, child).end);
        }
    }
    while start < head && is_opening(site, start) {
        start += 1;
    }
    start..end
}

fn has_case(site: &Site<'_>, token: usize) -> bool {
    let passage = site.passage;
    passage.dependents(token, &["case"]).any(|case| !matches!(passage.lemma(case), "'s" | "’s" | "'" | "’"))
}

/// Tells whether a word that opens a phrase is an article, a count or a possessive pronoun.
fn is_opening(site: &Site<'_>, token: usize) -> bool {
    let passage = site.passage;
    let is_count = passage.pos(token) == Pos::Num || matches!(passage.tag(token), "CD" | "PDT");
    let is_named = site
        .parties
        .mention_at(site.number, token)
        .is_some_and(|mention| mention.is_named() && mention.core.contains(&token));
    let word = passage.lemma(token).to_lowercase();
    // "shot dead 11 protesters"
    let is_known = site.lexicon.sectors().is_count(&word) || word == "dead";
    (matches!(passage.tag(token), "DT" | "PRP$" | "WP$") || is_count || is_known || passage.pos(token) == Pos::Punct)
        && !(is_named && passage.pos(token) == Pos::Propn)
}
