//! The codes of a party: its country, what stands in the place of one, and its sector.

use plenipo_lexicon::Body;

use super::CodedParty;
use crate::frame::{Site, phrase_of};
use crate::mention::{Mention, Naming};

/// Returns the party whose phrase has this head.
pub(super) fn party(site: &Site<'_>, head: usize) -> CodedParty {
    let tokens = phrase_of(site, head);
    let span = site.passage.span(tokens.clone());
    let mention = site.parties.mention_at(site.number, head);
    // "the Turkish army", "Chile's police": the nation inside the phrase.
    let mut inside = tokens.filter_map(|token| site.parties.mention_at(site.number, token)?.names_country());
    let country = mention.and_then(Mention::names_country).or_else(|| inside.next());
    let body = match mention.map(|mention| &mention.naming) {
        Some(Naming::Organization(name) | Naming::Body { name, .. }) => match site.lexicon.sectors().of_body(name) {
            Some(Body::International(code)) => Some(code),
            _ => None,
        },
        _ => None,
    };
    CodedParty {
        span,
        country: country.filter(|_| body.is_none()),
        body,
        sector: site.sector_of(head).filter(|_| body.is_none()),
    }
}
