//! Who of the parties acts for the public: what firms do among themselves is no event of the record.

use plenipo_lexicon::{Lexicon, Public, Standing};
use plenipo_record::ActorKind;

use super::EventMention;
use super::site::Site;
use crate::cast::{Member, MemberIndex};
use crate::document::Document;
use crate::explain::Miss;

/// Tells whether an article names firms or speaks of their affairs; in one that does, nobody is taken for an officer of a state unseen.
pub(super) fn names_firms(document: &Document<'_>, lexicon: &Lexicon) -> bool {
    let is_firm = |pair: &[&str]| {
        let [name, ending] = pair else { return false };
        name.starts_with(char::is_uppercase) && lexicon.references().is_company(ending)
    };
    document.passages.iter().any(|passage| {
        let words = passage.words(document.text);
        words.windows(2).any(is_firm) || lexicon.standings().speaks_of_firms(&words.join(" ").to_lowercase())
    })
}

impl Site<'_> {
    /// Keeps the reports in which those act for the public who must; nothing where there is none.
    pub(super) fn public(&self, mut told: Vec<EventMention>, wanted: Public) -> Option<Vec<EventMention>> {
        told.retain(|mention| self.is_of_public(mention, wanted));
        if told.is_empty() { self.missed(Miss::Private, &[]) } else { Some(told) }
    }

    /// Words that only point back name nobody.
    fn is_of_public(&self, mention: &EventMention, wanted: Public) -> bool {
        let one = |side: &[MemberIndex]| side.iter().any(|&member| self.is_public(member));
        mention.is_anaphoric
            || mention.is_open && one(&mention.by)
            || match wanted {
                Public::One => one(&mention.by) || one(&mention.with),
                Public::By => one(&mention.by),
                Public::With => one(&mention.with),
                Public::Both => one(&mention.by) && one(&mention.with),
                Public::Nobody => true,
            }
    }

    fn is_public(&self, member: MemberIndex) -> bool {
        let member = &self.cast.members[member];
        let standing = match member.kind {
            ActorKind::Person => standing_of_person(member, self.lexicon),
            ActorKind::Organization => standing_of_body(member, self.lexicon),
            _ => Standing::Public,
        };
        standing == Standing::Public || (standing == Standing::Unknown && !self.is_among_firms)
    }
}

/// One public office is enough; without any, a nation is, where no office is private.
fn standing_of_person(person: &Member, lexicon: &Lexicon) -> Standing {
    let has = |wanted| person.roles.iter().any(|role| lexicon.standing_of_office(role) == wanted);
    if has(Standing::Public) {
        Standing::Public
    } else if has(Standing::Private) {
        Standing::Private
    } else if person.country.is_some() {
        Standing::Public
    } else {
        Standing::Unknown
    }
}

pub(super) fn standing_of_body(body: &Member, lexicon: &Lexicon) -> Standing {
    let has = |wanted| body.names.iter().any(|name| lexicon.standing_of_body(name) == wanted);
    if body.is_delegation || has(Standing::Public) {
        Standing::Public
    } else if has(Standing::Private) {
        Standing::Private
    } else {
        Standing::Unknown
    }
}
