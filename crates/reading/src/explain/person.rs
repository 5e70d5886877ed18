//! One actor on the working paper: where its names, its country and its offices are told.

use plenipo_record::{ActorKind, CountryCode};

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
        let spoken_for = || self.material.mentions.iter().find(|mention| is_of(mention, actor.country));
        let origin = |is_told: &dyn Fn(&Mention) -> bool, how: &str| {
            let told = mentions.iter().copied().find(|mention| is_told(mention));
            let words = told.or_else(|| mentions.first().copied().or_else(spoken_for));
            let origin = Origin::words(words.map(|mention| self.mention(mention)), how);
            let stands_in = told.is_none() && actor.kind == ActorKind::Country;
            if stands_in { origin.by(Fallback::State) } else { origin }
        };
        let mut fields: Vec<ExplainedField> = Vec::new();
        fields.push(field("kind", actor.kind.as_str(), origin(&|_| true, "as the phrase refers")));
        fields.extend(actor.names.iter().map(|name| {
            let is_told = |mention: &Mention| name_of(mention) == Some(name);
            field("names", name, origin(&is_told, "as printed"))
        }));
        fields.extend(actor.country.map(|code| {
            let is_told = |mention: &Mention| is_of(mention, Some(code));
            field("country", code.to_string(), origin(&is_told, "by the phrase"))
        }));
        fields.extend(actor.roles.iter().map(|role| {
            let is_told = |mention: &Mention| mention.roles.contains(role);
            field("roles", role, origin(&is_told, "beside the name"))
        }));
        ExplainedRecord { id: actor.id.as_str().to_owned(), fields, merges: Vec::new() }
    }
}

fn name_of(mention: &Mention) -> Option<&String> {
    match &mention.naming {
        Naming::Person(name)
        | Naming::Unknown(name)
        | Naming::Organization(name)
        | Naming::Country { name, .. }
        | Naming::Place { name, .. }
        | Naming::Body { name, .. } => Some(name),
        _ => None,
    }
}

/// Tells whether a phrase names a country, or somebody or a place that belongs to it.
fn is_of(mention: &Mention, country: Option<CountryCode>) -> bool {
    country.is_some() && mention.names_country() == country
}
