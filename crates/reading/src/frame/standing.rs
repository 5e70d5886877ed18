//! Who of the parties acts for the public: what firms do among themselves is no event of the record.

use plenipo_lexicon::{Lexicon, Public, Standing};
use plenipo_record::{ActorKind, EventKind};

use super::EventMention;
use super::party::Parties;
use super::site::Site;
use super::status::is_negated;
use super::syntax::prepositional;
use crate::cast::{Member, MemberIndex};
use crate::document::Document;
use crate::explain::Miss;
use crate::mention::Naming;

/// Tells whether an article names firms, speaks of their affairs, or is about a body that is nobody's public; in one that
/// does, nobody is taken for an officer of a state unseen.
pub(super) fn names_firms(document: &Document<'_>, parties: &Parties<'_>, lexicon: &Lexicon) -> bool {
    let is_firm = |pair: &[&str]| {
        let [name, ending] = pair else { return false };
        name.starts_with(char::is_uppercase) && lexicon.lists().is_company(ending)
    };
    let is_private = |name: &str| lexicon.standing_of_body(name) == Standing::Private;
    let mut lede = document.passages.iter().enumerate().filter(|(_, passage)| passage.paragraph <= 1);
    let is_about_private_body = lede.any(|(number, passage)| {
        let mentions = (0..passage.len()).filter_map(|token| parties.mention_at(number, token));
        mentions.into_iter().any(|mention| matches!(&mention.naming, Naming::Organization(name) if is_private(name)))
    });
    is_about_private_body
        || document.passages.iter().any(|passage| {
            let words = passage.words(document.text);
            words.windows(2).any(is_firm) || lexicon.standings().speaks_of_firms(&words.join(" ").to_lowercase())
        })
}

impl Site<'_> {
    /// Keeps the reports in which those act for the public who must; nothing where there is none.
    pub(super) fn public(&self, mut told: Vec<EventMention>, wanted: Public) -> Option<Vec<EventMention>> {
        let is_laid_before =
            |mention: &EventMention| mention.kind == EventKind::Call && self.is_to_assembly(&mention.with);
        told.retain(|mention| {
            self.is_of_public(mention, wanted) && !is_laid_before(mention) && !self.is_within_state(mention)
        });
        if told.is_empty() { self.missed(Miss::Private, &[]) } else { Some(told) }
    }

    /// Tells whether giver and receiver are of one state: what an agency lends to farmers is its own affair.
    fn is_within_state(&self, mention: &EventMention) -> bool {
        let countries =
            |side: &[MemberIndex]| side.iter().map(|&member| self.cast.members[member].country).collect::<Vec<_>>();
        let (by, with) = (countries(&mention.by), countries(&mention.with));
        let is_same = || by.iter().chain(&with).all(|country| country.is_some() && *country == by[0]);
        mention.kind == EventKind::Aid && !by.is_empty() && !with.is_empty() && is_same()
    }

    /// Words that only point back name nobody.
    fn is_of_public(&self, mention: &EventMention, wanted: Public) -> bool {
        // In an article about firms a nation makes nobody's office a state's: "Oslo Bancorp chairman Osman Reyl".
        let is_of_firm = |member: MemberIndex| {
            let member = &self.cast.members[member];
            let is_office_public = |role: &String| self.lexicon.standing_of_office(role) == Standing::Public;
            mention.kind == EventKind::Appoint
                && self.is_among_firms
                && member.kind == ActorKind::Person
                && !member.roles.is_empty()
                && !member.roles.iter().any(is_office_public)
        };
        let one = |side: &[MemberIndex]| side.iter().any(|&member| self.is_public(member) && !is_of_firm(member));
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

    /// Tells whether a verb is about what is sold, done year by year, or an office that is none of a state's.
    pub(super) fn is_private_matter(
        &self,
        verb: usize,
        kind: EventKind,
        subject: Option<usize>,
        object: Option<usize>,
    ) -> bool {
        match kind {
            EventKind::Aid => self.is_of_commerce(subject) || self.is_traded(verb, object) || self.is_habit(verb),
            EventKind::Appoint => {
                object.is_some_and(|object| self.is_private_post(object)) || self.is_mere_naming(verb, object)
            }
            _ => false,
        }
    }

    /// Tells whether what is given is sold: "will supply Chile under the contract", "Chilean suppliers agreed to supply".
    fn is_of_commerce(&self, giver: Option<usize>) -> bool {
        let passage = self.passage;
        let lists = self.lexicon.lists();
        let is_word = |token: usize| lists.commerce().contains(&passage.lemma(token).to_lowercase());
        let is_seller = |giver: usize| lists.is_seller(passage.lemma(giver));
        (0..passage.len()).any(is_word) || giver.is_some_and(is_seller)
    }

    /// Tells whether goods or papers are sold, though no word of a sale is said: "shipped 6,000 tonnes of corn to Chile",
    /// "offered two billion crowns of bonds".
    fn is_traded(&self, verb: usize, object: Option<usize>) -> bool {
        let passage = self.passage;
        let lists = self.lexicon.lists();
        let Some(object) = object else { return false };
        let is_any = |object: usize, is_one: &dyn Fn(&str) -> bool| {
            is_one(passage.lemma(object))
                || prepositional(passage, object, "of").any(|part| is_one(passage.lemma(part)))
        };
        let is_given = || (0..passage.len()).any(|token| lists.is_giving(&passage.lemma(token).to_lowercase()));
        let are_goods = is_any(object, &|lemma| lists.is_traded(lemma));
        is_any(object, &|lemma| lists.is_security(lemma))
            || are_goods && lists.is_trading_verb(passage.lemma(verb)) && !is_given()
    }

    /// Tells whether a verb says what somebody does year by year: "Norway provides equipment for Chile".
    fn is_habit(&self, verb: usize) -> bool {
        let passage = self.passage;
        let mut auxiliaries = passage.dependents(verb, &["aux", "cop"]);
        let is_emphatic = passage
            .dependents(verb, &["aux"])
            .any(|auxiliary| passage.lemma(auxiliary) == "do" && passage.tag(auxiliary) != "VBD");
        is_emphatic
            || matches!(passage.tag(verb), "VBZ" | "VBP") && auxiliaries.next().is_none() && passage.times.is_empty()
    }

    /// "did not name the leader", "named them as curbs on trade": who or what is only called by a name.
    fn is_mere_naming(&self, verb: usize, object: Option<usize>) -> bool {
        let passage = self.passage;
        let is_thing =
            |object: usize| passage.tag(object) == "PRP" && matches!(passage.lemma(object), "it" | "they" | "them");
        passage.lemma(verb) == "name" && (is_negated(passage, verb) || object.is_some_and(is_thing))
    }

    /// Tells whether a post is one at a firm, a school or the like: "the post of dean at the University of Oslo".
    fn is_private_post(&self, post: usize) -> bool {
        let is_private = |name: &str| self.lexicon.standing_of_body(name) == Standing::Private;
        self.passage.extent(post).filter_map(|token| self.parties.mention_at(self.number, token)).any(|mention| {
            let of_office =
                || mention.roles.iter().any(|role| self.lexicon.standing_of_office(role) == Standing::Private);
            match &mention.naming {
                Naming::Office { .. } => of_office() || mention.body.as_ref().is_some_and(|(name, _)| is_private(name)),
                Naming::Organization(name) => is_private(name),
                _ => false,
            }
        })
    }

    /// Tells whether a paper goes to a parliament, a committee or a board alone: it is laid before them.
    fn is_to_assembly(&self, with: &[MemberIndex]) -> bool {
        let is_assembly = |member: &MemberIndex| {
            let body = &self.cast.members[*member];
            let words = body.names.iter().flat_map(|name| name.split(' '));
            body.kind == ActorKind::Organization
                && words.into_iter().any(|word| self.lexicon.lists().is_assembly(&word.to_lowercase()))
        };
        !with.is_empty() && with.iter().all(is_assembly)
    }

    fn is_public(&self, member: MemberIndex) -> bool {
        let standing = standing_of(&self.cast.members[member], self.lexicon);
        standing == Standing::Public || (standing == Standing::Unknown && !self.is_among_firms)
    }
}

/// Tells for whom a member of the cast acts, by its offices and its name.
pub(crate) fn standing_of(member: &Member, lexicon: &Lexicon) -> Standing {
    match member.kind {
        ActorKind::Person => standing_of_person(member, lexicon),
        ActorKind::Organization => standing_of_body(member, lexicon),
        _ => Standing::Public,
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
