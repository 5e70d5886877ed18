//! Who speaks: the phrase beside a reporting word, and whom it means.

use plenipo_language::Pos;
use plenipo_record::{ActorKind, Span};

use super::attribution::{Attributor, Place};
use crate::cast::{Cast, MemberIndex};
use crate::explain::Note;
use crate::frame::agent;
use crate::mention::{Mention, Naming, Pronoun};

/// So many sentences back, somebody may have spoken through the paper that is quoted now.
const PAPER_REACH: usize = 8;

/// Who speaks.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Voice {
    /// The member of the cast; nobody where the phrase means somebody unnamed.
    pub member: Option<MemberIndex>,
    /// The phrase that says who speaks.
    pub phrase: Option<Span>,
}

impl Attributor<'_> {
    /// Who the tree says acts in a verb; participles share the subject of the verb above them.
    pub fn subject(&self, cast: &mut Cast, cue: Place) -> Voice {
        self.cue_subject(cue).map(|subject| self.voice(cast, subject, cue)).unwrap_or_default()
    }

    /// Whom a phrase means, and the phrase.
    pub fn voice(&self, cast: &mut Cast, subject: Place, cue: Place) -> Voice {
        let member = self.speaker(cast, subject);
        if let Some(member) = member {
            self.passage(subject).notes.add(|| Note::Spoke(subject.1, member));
        }
        Voice { member, phrase: Some(self.phrase(subject, cue)) }
    }

    /// The whole phrase around its head, up to the verb or the quotation marks beside it.
    fn phrase(&self, subject: Place, cue: Place) -> Span {
        let passage = self.passage(subject);
        let token = self.whole(subject, cue);
        let own = self.mention(subject).map_or(token..token + 1, |mention| mention.tokens.clone());
        // Behind a dash stands a signature, and a handle or day behind the name.
        let is_signature = self.is_dash(cue) && cue < subject;
        let extent = if is_signature { own.clone() } else { passage.extent(token) };
        let stops = |other: usize| passage.quoted[other] || subject.0 == cue.0 && other == cue.1;
        let first = (extent.start.min(own.start)..token).rev().take_while(|&other| !stops(other)).last();
        let last = (token + 1..extent.end.max(own.end)).take_while(|&other| !stops(other)).last();
        let (mut first, mut last) = (first.unwrap_or(token), last.unwrap_or(token));
        // "according to X": the preposition belongs to the words that attribute.
        let is_own_case = |first: usize| {
            passage.base_relation(first) == "case" && passage.head(first).is_some_and(|head| head >= token)
        };
        while first < token && (passage.pos(first) == Pos::Punct || is_own_case(first)) {
            first += 1;
        }
        while last > token && passage.pos(last) == Pos::Punct && !matches!(self.word((subject.0, last)), ")") {
            last -= 1;
        }
        passage.span(first..last + 1)
    }

    /// The head of the phrase that speaks at a verb.
    pub fn cue_subject(&self, cue: Place) -> Option<Place> {
        let passage = self.passage(cue);
        if let Some(main) = self.added_to(cue) {
            return self.cue_subject(main);
        }
        if let Some(subject) = self.subject_of_aside(cue) {
            return Some(subject);
        }
        if let Some(main) = self.reported_beside(cue) {
            return self.cue_subject(main);
        }
        let passive = passage.dependents(cue.1, &["nsubj:pass"]).next();
        let subjects = || passage.dependents(cue.1, &["nsubj"]);
        let own =
            passive.or_else(|| subjects().filter(|&subject| subject < cue.1).last()).or_else(|| subjects().next());
        let open = |subject: &usize| !passage.quoted[*subject];
        // A name right in front of the verb says more than a subject that the tree lends it from another clause.
        let subject = own
            .filter(open)
            .and_then(|_| agent(passage, cue.1).filter(open).or(own))
            .or_else(|| self.parties.interrupted_subject(cue.0, cue.1))
            .or_else(|| self.parties.subject_before(cue.0, cue.1))
            .or_else(|| agent(passage, cue.1).filter(open))?;
        Some((cue.0, subject))
    }

    /// The verb of saying whose subject goes on to speak: "X said that Y had offered help, but called it late". What
    /// had happened before is told by X, and so is what follows in the simple past.
    fn reported_beside(&self, (number, verb): Place) -> Option<Place> {
        let passage = self.passage((number, verb));
        let has_auxiliary = |verb: usize, lemma: &str| {
            passage.dependents(verb, &["aux"]).any(|auxiliary| passage.lemma(auxiliary) == lemma)
        };
        let told =
            passage.head(verb).filter(|_| passage.base_relation(verb) == "conj" && passage.tag(verb) == "VBD")?;
        let is_told_before = has_auxiliary(told, "have") && passage.base_relation(told) == "ccomp";
        let has_subject = passage.dependents(verb, &["nsubj", "aux"]).next().is_some();
        let main = passage.head(told).filter(|_| is_told_before && !has_subject)?;
        (passage.tag(main) == "VBD" && self.is_cue((number, main))).then_some((number, main))
    }

    pub fn mention(&self, place: Place) -> Option<&Mention> {
        self.parties.mention_at(place.0, place.1)
    }

    /// The first mention in some words that can speak, as the place of its head.
    pub fn mention_between(&self, places: &[Place]) -> Option<Place> {
        // "the military-appointed premier, X": part of a word is nobody.
        let is_part = |(number, token): Place| {
            let tokens = self.passage((number, token)).tokens();
            let is_joined = |next: &plenipo_language::Token| {
                next.span.start == tokens[token].span.end && self.document.text[next.span.start..].starts_with('-')
            };
            tokens.get(token + 1).is_some_and(is_joined)
        };
        let can_be_named = |place: Place| self.mention(place).is_some_and(can_speak) && !is_part(place);
        let named = places.iter().copied().find(|&place| can_be_named(place));
        let described = || places.iter().copied().find(|&place| self.passage(place).base_relation(place.1) == "nsubj");
        named.map(|place| (place.0, self.mention(place).map_or(place.1, |mention| mention.head))).or_else(described)
    }

    /// The noun that a name belongs to: "strategist" of "Obama's former strategist".
    fn whole(&self, (number, token): Place, cue: Place) -> usize {
        let passage = self.passage((number, token));
        let is_above = |&(below, above): &(usize, usize)| {
            let is_part =
                matches!(passage.base_relation(below), "nmod" | "compound" | "flat" | "amod" | "appos" | "nummod");
            let end_of_cue = cue.1 + self.according_at(cue).max(1);
            let same_side =
                number != cue.0 || (above < cue.1 && token < cue.1) || (above >= end_of_cue && token >= end_of_cue);
            is_part
                && same_side
                && !passage.quoted[above]
                && matches!(passage.pos(above), Pos::Noun | Pos::Propn | Pos::Pron)
        };
        let chain = std::iter::once(token).chain(passage.ancestors(token)).zip(passage.ancestors(token));
        chain.take_while(is_above).last().map_or(token, |(_, above)| above)
    }

    /// The mention that begins right behind a verb, a determiner left out.
    pub fn mention_behind(&self, places: &[Place]) -> Option<Place> {
        let near = places.iter().copied().take(3);
        // "read a statement from X": the noun is what speaks.
        let paper = near.clone().take(2).find(|&place| {
            self.lexicon.speech().is_paper(self.passage(place).lemma(place.1)) && self.mention(place).is_none()
        });
        if paper.is_some() {
            return paper;
        }
        let place = near.into_iter().find(|&place| self.mention(place).is_some_and(can_speak))?;
        Some((place.0, self.mention(place).map_or(place.1, |mention| mention.head)))
    }

    /// The member of the cast that a phrase means; nobody for a nameless person or a group.
    fn speaker(&self, cast: &mut Cast, place: Place) -> Option<MemberIndex> {
        let passage = self.passage(place);
        let mention = self.mention(place).filter(|mention| can_speak(mention));
        if let Some(pronoun) = mention.filter(|mention| mention.naming == Naming::Pronoun(Pronoun::Person))
            && let Some(member) = self.told_before(cast, place, pronoun)
        {
            return Some(member);
        }
        if self.lexicon.speech().is_paper(passage.lemma(place.1)) && mention.is_none_or(|mention| !mention.is_named()) {
            return self
                .author_of(cast, place)
                .or_else(|| self.described_before(cast, place))
                .or_else(|| self.issuer_before(cast, place));
        }
        let is_anybody = mention.map_or_else(
            || self.lexicon.speech().is_nameless(passage.lemma(place.1)),
            |mention| matches!(mention.naming, Naming::Office { .. }) && self.is_indefinite(place.0, mention),
        );
        if self.lexicon.speech().is_official(passage.lemma(place.1))
            && mention.is_none_or(|mention| !mention.is_named())
        {
            return self.house_of(cast, place);
        }
        if let Some(house) = self.house_of_desk(cast, place) {
            return Some(house);
        }
        if mention.is_some_and(|mention| mention.naming == Naming::Pronoun(Pronoun::Thing)) {
            return self.house_called_it(cast, place);
        }
        if is_anybody {
            // "One of them": of those who have just spoken.
            let others = passage.dependents(place.1, &["nmod"]).any(|other| passage.pos(other) == Pos::Pron);
            if others && let Some(member) = self.last_teller(cast, place) {
                return Some(member).filter(|&member| cast.members[member].kind != ActorKind::Person);
            }
            let of_body = self.parties.named_by(cast, place.0, place.1).into_iter();
            let body = of_body.into_iter().find(|&member| cast.members[member].kind == ActorKind::Organization);
            // "a ministry source"
            return body.or_else(|| {
                self.house_of(cast, place).filter(|&house| cast.members[house].kind == ActorKind::Organization)
            });
        }
        let members = self.parties.named_by(cast, place.0, place.1);
        match members.as_slice() {
            [] if mention.is_none() => self.described_before(cast, place).or_else(|| self.state_of_office(cast, place)),
            [] => None,
            [one] => Some(*one),
            [first, ..] => {
                let has_name = |mention: &&Mention| mention.is_named() || matches!(mention.naming, Naming::Unknown(_));
                mention.filter(has_name).map(|_| *first)
            }
        }
    }
}

impl Attributor<'_> {
    /// The ministry or state that an unnamed official speaks for, told beside the noun or where it stood before.
    pub fn house_of(&self, cast: &mut Cast, place: Place) -> Option<MemberIndex> {
        let is_house = |cast: &Cast, member: MemberIndex| cast.members[member].kind != ActorKind::Person;
        let passage = self.passage(place);
        let mut beside = self.parties.modifying(cast, place.0, place.1);
        let owners: Vec<usize> = passage.dependents(place.1, &["nmod"]).collect();
        for owner in owners {
            let speech = self.lexicon.speech();
            // "an aide to X"
            let leads = |word: &str| word == "to" || speech.leads_to_house(word);
            let has_house = passage.dependents(owner, &["case"]).any(|case| leads(passage.lemma(case)));
            if has_house && !self.is_place(place.0, owner) {
                beside.extend(self.parties.named_by(cast, place.0, owner));
            }
        }
        // "a ministry official", whatever the tree makes of the ministry.
        let inside = self.mention(place).map_or(0..0, |mention| mention.tokens.start..place.1);
        let parts: Vec<usize> = passage.dependents(place.1, &["compound", "amod"]).chain(inside).collect();
        beside.extend(parts.into_iter().filter_map(|part| cast.only_organization_with(passage.lemma(part))));
        beside.extend(self.parties.named_by(cast, place.0, place.1));
        // "a spokesman for X", "an aide to X" speaks for the state for which X acts.
        let master = beside.iter().find_map(|&member| cast.members[member].country.filter(|_| !is_house(cast, member)));
        let found = beside.into_iter().find(|&member| is_house(cast, member));
        let found = found.or_else(|| master.map(|code| cast.country(code, self.lexicon.country_name(code))));
        found.or_else(|| self.described_before(cast, place).filter(|&member| is_house(cast, member)))
    }

    /// The state for which the office of a person speaks: "her office said".
    pub fn state_of_office(&self, cast: &mut Cast, (number, token): Place) -> Option<MemberIndex> {
        let passage = &self.document.passages[number];
        let owner = passage.dependents(token, &["nmod:poss"]).next();
        let owner = owner.filter(|_| self.lexicon.speech().is_office(passage.lemma(token)))?;
        let &member = self.parties.named_by(cast, number, owner).first()?;
        let code = cast.members[member].country?;
        Some(cast.country(code, self.lexicon.country_name(code)))
    }

    /// Whoever issued a paper: "a statement by X", "the ministry's readout", "a note that X published".
    fn author_of(&self, cast: &mut Cast, (number, token): Place) -> Option<MemberIndex> {
        let passage = &self.document.passages[number];
        let is_issuer = |other: usize| {
            passage.dependents(other, &["case"]).any(|case| {
                let word = passage.lemma(case);
                word == "by" || self.lexicon.speech().leads_to_house(word)
            })
        };
        let mut owners: Vec<usize> = passage.dependents(token, &["nmod:poss", "compound", "amod"]).collect();
        owners.extend(passage.dependents(token, &["nmod"]).filter(|&owner| is_issuer(owner)));
        for clause in passage.dependents(token, &["acl"]) {
            owners.extend(passage.dependents(clause, &["obl"]).filter(|&owner| is_issuer(owner)));
            owners.extend(
                passage.dependents(clause, &["nsubj"]).filter(|&subject| self.mention((number, subject)).is_some()),
            );
        }
        for owner in owners {
            if let Some(&member) = self.parties.named_by(cast, number, owner).first() {
                return Some(member);
            }
            // "a copy of her speech"
            if self.lexicon.speech().is_paper(passage.lemma(owner))
                && let Some(member) = self.author_of(cast, (number, owner))
            {
                return Some(member);
            }
            if let Some(member) = cast.only_organization_with(passage.lemma(owner)) {
                return Some(member);
            }
        }
        None
    }

    /// "The ministry said in a statement … the statement added": a known paper is of whoever was last said to speak
    /// through one, or in the same way: "tweeted … the tweet".
    fn issuer_before(&self, cast: &mut Cast, (number, token): Place) -> Option<MemberIndex> {
        let passage = self.passage((number, token));
        let speech = self.lexicon.speech();
        let article = passage.dependents(token, &["det"]).next().map(|article| passage.lemma(article));
        let is_definite = article == Some("the");
        // "A readout said": one that nobody else is told to have issued goes with what was told just before.
        let is_bare = matches!(article, Some("a" | "an")) && passage.children(token).len() <= 1;
        let reach = if is_definite { PAPER_REACH } else { 1 };
        let lemma = passage.lemma(token).to_owned();
        // "In a statement, the ministry objected"
        let is_told_in_paper = |cue: Place| {
            let before = self.passage(cue);
            before
                .dependents(cue.1, &["obl"])
                .any(|other| !before.quoted[other] && speech.is_paper(before.lemma(other)))
        };
        let is_issuing = |cue: Place| {
            let before = self.passage(cue);
            let is_paper = |&other: &usize| !before.quoted[other] && speech.is_paper(before.lemma(other));
            before.lemma(cue.1) == lemma
                || before.children(cue.1).iter().any(is_paper)
                || (cue.1 + 1..before.len().min(cue.1 + 8)).any(|other| is_paper(&other))
                || (0..cue.1).any(|other| is_paper(&other) && before.base_relation(other) == "obl")
        };
        let first = number.saturating_sub(reach);
        for earlier in (first..=number).rev().filter(|_| is_definite || is_bare) {
            let before = &self.document.passages[earlier];
            let end = if earlier == number { token } else { before.len() };
            for cue in (0..end).rev().map(|other| (earlier, other)) {
                let tells = self.is_cue(cue) || before.is_verb(cue.1) && is_told_in_paper(cue);
                // "X replied that the treaty said": he speaks of the paper, and not through it.
                let speaks_of_it = earlier == number && passage.ancestors(token).any(|up| up == cue.1);
                if before.quoted[cue.1] || speaks_of_it || !tells || !(is_bare || is_issuing(cue)) {
                    continue;
                }
                let subject = self.cue_subject(cue).filter(|&subject| subject != (number, token));
                let is_paper = |&subject: &Place| speech.is_paper(before.lemma(subject.1));
                let Some(subject) = subject.filter(|subject| !is_paper(subject)) else { continue };
                if let Some(&member) = self.parties.named_by(cast, subject.0, subject.1).first() {
                    return Some(member);
                }
            }
        }
        None
    }

    fn is_place(&self, number: usize, token: usize) -> bool {
        self.mention((number, token)).is_some_and(|mention| matches!(mention.naming, Naming::Place { .. }))
    }

    /// "The official" behind "a ministry official" is the same one, and speaks for the same house.
    pub fn described_before(&self, cast: &mut Cast, (number, token): Place) -> Option<MemberIndex> {
        let passage = self.passage((number, token));
        let lemma = passage.lemma(token);
        let is_definite = passage.dependents(token, &["det"]).any(|article| passage.lemma(article) == "the");
        if !is_definite || passage.pos(token) != Pos::Noun {
            return None;
        }
        (number.saturating_sub(4)..number).rev().find_map(|earlier| {
            let before = &self.document.passages[earlier];
            let same = (0..before.len()).rev().find(|&other| before.lemma(other) == lemma)?;
            let is_official = self.lexicon.speech().is_official(lemma);
            let house = if is_official { self.house_of(cast, (earlier, same)) } else { None };
            let named = house.or_else(|| self.parties.named_by(cast, earlier, same).first().copied());
            named.or_else(|| self.state_of_office(cast, (earlier, same)))
        })
    }

    /// Whoever the subject of the last reporting verb before a place is.
    fn last_teller(&self, cast: &mut Cast, (number, token): Place) -> Option<MemberIndex> {
        let places = (number.saturating_sub(2)..=number).rev().flat_map(|earlier| {
            let end = if earlier == number { token } else { self.document.passages[earlier].len() };
            (0..end).rev().map(move |other| (earlier, other))
        });
        let mut cues = places.filter(|&place| !self.passage(place).quoted[place.1] && self.is_cue(place));
        let subject = cues.find_map(|cue| self.cue_subject(cue))?;
        self.parties.named_by(cast, subject.0, subject.1).first().copied()
    }

    /// Who speaks in ", said X," or ", X said,": nobody else than the one between the commas.
    fn subject_of_aside(&self, cue: Place) -> Option<Place> {
        let passage = self.passage(cue);
        let aside = self.aside(cue)?;
        let mentions = aside.clone().filter(|&token| token != cue.1).map(|token| (cue.0, token));
        let tied = passage.dependents(cue.1, &["nsubj"]).find(|subject| aside.contains(subject));
        let named = mentions.into_iter().find(|&place| self.mention(place).is_some_and(can_speak));
        let is_nominal = |&token: &usize| matches!(passage.pos(token), Pos::Noun | Pos::Propn | Pos::Pron);
        tied.map(|subject| (cue.0, subject))
            .or_else(|| named.map(|place| (place.0, self.mention(place).map_or(place.1, |mention| mention.head))))
            .or_else(|| aside.clone().find(is_nominal).map(|token| (cue.0, token)))
    }

    /// The verb to which "adding …" behind a comma adds.
    fn added_to(&self, (number, token): Place) -> Option<Place> {
        let passage = self.passage((number, token));
        let is_added = passage.tag(token) == "VBG" && token > 0 && self.word((number, token - 1)) == ",";
        let is_main =
            |&other: &usize| !passage.quoted[other] && passage.tag(other) != "VBG" && self.is_cue((number, other));
        // "The palace told of a call: “…”, X said, adding": who speaks behind words in marks goes on.
        let marks = (0..token).rev().find(|&other| passage.quoted[other]).map_or(0, |mark| mark + 1);
        let main = (marks..token).chain(0..marks).filter(|_| is_added).find(is_main);
        main.map(|main| (number, main))
    }

    /// "A diplomat" is nobody whom the text has named, unlike "the diplomat".
    fn is_indefinite(&self, number: usize, mention: &Mention) -> bool {
        let passage = &self.document.passages[number];
        let first = mention.tokens.start;
        let article = Some(first).filter(|&first| passage.pos(first) == Pos::Det).or_else(|| first.checked_sub(1));
        article.is_some_and(|article| matches!(passage.lemma(article), "a" | "an" | "another"))
    }

    /// Whoever was said to speak last before a pronoun: "she said" mostly goes on with the same speaker.
    fn told_before(&self, cast: &mut Cast, place: Place, pronoun: &Mention) -> Option<MemberIndex> {
        let first = place.0.saturating_sub(3);
        for number in (first..=place.0).rev() {
            let passage = &self.document.passages[number];
            let last = if number == place.0 { place.1 } else { passage.len() };
            for token in (0..last).rev().filter(|&token| !passage.quoted[token]) {
                if self.is_cue((number, token)) {
                    let tied = self.cue_subject((number, token));
                    let Some(subject) = self.named_behind_marks(number, token).or(tied) else { continue };
                    let Some(mention) = self.mention(subject) else {
                        // "The official denied it. … he said."
                        if self.document.passages[subject.0].pos(subject.1) == Pos::Noun
                            && let Some(member) = self.speaker(cast, subject)
                        {
                            return Some(member);
                        }
                        continue;
                    };
                    if matches!(mention.naming, Naming::Pronoun(_)) {
                        continue;
                    }
                    let member = self.speaker(cast, subject)?;
                    let gender = cast.members[member].gender;
                    let fits = gender.is_none() || pronoun.gender.is_none() || gender == pronoun.gender;
                    let speaks = cast.members[member].kind == ActorKind::Person
                        || matches!(mention.naming, Naming::Office { .. });
                    return (speaks && fits).then_some(member);
                }
                // Another person has come in between.
                let mention = self.mention((number, token)).filter(|mention| mention.head == token);
                let person = mention.is_some_and(|mention| matches!(mention.naming, Naming::Person(_)));
                if person
                    && (number == place.0 || passage.base_relation(token) == "nsubj")
                    && !self.tells(number, token)
                {
                    return None;
                }
            }
        }
        None
    }

    /// "“…,” X, who chaired the talks, told reporters": the first who can speak between the marks and the verb.
    fn named_behind_marks(&self, number: usize, cue: usize) -> Option<Place> {
        let passage = &self.document.passages[number];
        let mark = (0..cue).rev().find(|&token| passage.quoted[token])?;
        let places: Vec<Place> = (mark + 1..cue).map(|token| (number, token)).collect();
        let is_named =
            |place: &&Place| self.mention(**place).is_some_and(|mention| can_speak(mention) && mention.is_named());
        let named = places.iter().find(is_named)?;
        Some((number, self.mention(*named).map_or(named.1, |mention| mention.head)))
    }

    /// Tells whether a token is the subject of a reporting verb.
    fn tells(&self, number: usize, token: usize) -> bool {
        self.document.passages[number].head(token).is_some_and(|head| self.is_cue((number, head)))
    }
}

pub(super) fn can_speak(mention: &Mention) -> bool {
    !matches!(mention.naming, Naming::Country { is_adjective: true, .. } | Naming::Place { is_capital: false, .. })
}
