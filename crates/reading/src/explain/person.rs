//! One actor on the working paper: where its names, its country and its offices are told.

use plenipo_record::ActorKind;

use super::event::field;
use super::trail::{Origin, Trail};
use super::{ExplainedField, ExplainedRecord, Fallback};
use crate::mention::{Mention, Naming};

impl Trail<'_> {
    pub(super) fn actor(&self, number: usize) -> ExplainedRecord {
        let records = self.material.records;
        let (actor, member) = (&records.actors[number], records.members[number]);
        let mentions: Vec<&Mention> = self.mentions_of(member).map(|index| &self.material.mentions[index]).collect();
        // A state that acts through others may never be named.
        let spoken_for = || self.material.mentions.iter().find(|mention| mentions_country(mention, actor.country));
        let first = mentions.first().copied().or_else(spoken_for);
        let find = |is_told: &dyn Fn(&Mention) -> bool| {
            let told = mentions.iter().copied().find(|mention| is_told(mention));
            told.or(first).map(|mention| self.mention(mention))
        };
        let is_state = actor.kind == ActorKind::Country;
        let origin = |words, how: &str| {
            let origin = Origin::words(words, how);
            if is_state { origin.by(Fallback::State) } else { origin }
        };
        let mut fields: Vec<ExplainedField> = Vec::new();
        fields.push(field("kind", actor.kind.as_str(), origin(find(&|_| true), "as the phrase refers")));
        fields.extend(actor.names.iter().map(|name| {
            let words = find(&|mention| name_of(mention) == Some(name));
            field("names", name, origin(words, "as printed"))
        }));
        fields.extend(actor.country.map(|code| {
            let words = find(&|mention| mention.country == Some(code));
            field("country", code.to_string(), origin(words, "by the phrase"))
        }));
        fields.extend(actor.roles.iter().map(|role| {
            let words = find(&|mention| mention.roles.contains(role));
            field("roles", role, Origin::words(words, "beside the name"))
        }));
        ExplainedRecord { id: actor.id.as_str().to_owned(), fields, merges: Vec::new() }
    }
}

fn name_of(mention: &Mention) -> Option<&String> {
    match &mention.naming {
        Naming::Person(name) | Naming::Unknown(name) | Naming::Organization(name) => Some(name),
        Naming::Country { name, .. } | Naming::Place { name, .. } | Naming::Body { name, .. } => Some(name),
        _ => None,
    }
}

fn mentions_country(mention: &Mention, country: Option<plenipo_record::CountryCode>) -> bool {
    match &mention.naming {
        Naming::Place { country: place, .. } => country.is_some() && *place == country,
        _ => country.is_some() && mention.country == country,
    }
}
