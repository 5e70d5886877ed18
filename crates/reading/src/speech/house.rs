//! Houses that speak: the desk of a ministry, the office of a president, and "it" that goes on speaking for them.

use plenipo_record::ActorKind;

use super::attribution::{Attributor, Place};
use crate::cast::{Cast, MemberIndex};
use crate::mention::Naming;

/// So many sentences back, a house may have spoken that goes on as "it".
const HOUSE_REACH: usize = 6;

impl Attributor<'_> {
    /// Whom a part of a house speaks for: "the ministry's press service", "the presidential office".
    pub fn house_of_desk(&self, cast: &mut Cast, place: Place) -> Option<MemberIndex> {
        let passage = self.passage(place);
        let speech = self.lexicon.speech();
        let is_named = self.mention(place).is_some_and(|mention| matches!(mention.naming, Naming::Organization(_)));
        if !speech.is_desk(passage.lemma(place.1)) || is_named {
            return None;
        }
        // "Her office": the state for which she acts is told by herself.
        let of_state = self.state_of_office(cast, place);
        let of_state = of_state.or_else(|| self.described_before(cast, place));
        if of_state.is_some() {
            return of_state;
        }
        let adjective = (0..place.1)
            .rev()
            .take_while(|&token| self.mention((place.0, token)).is_none() && passage.head(token) == Some(place.1))
            .find(|&token| speech.is_of_head_of_state(passage.lemma(token)));
        if let Some(adjective) = adjective {
            let name = passage.span(adjective..place.1 + 1).slice(self.document.text).to_owned();
            let country = self.head_of_state(cast).and_then(|head| cast.members[head].country);
            return Some(match country {
                Some(code) => cast.country(code, self.lexicon.country_name(code)),
                None => cast.organization(&name, None, self.lexicon),
            });
        }
        let house = self.house_of(cast, place)?;
        (cast.members[house].kind == ActorKind::Organization).then_some(house)
    }

    /// The only head of state whom the text names so far as one, as told by the first word of the office.
    fn head_of_state(&self, cast: &Cast) -> Option<MemberIndex> {
        let is_head =
            |role: &String| role.split_whitespace().last().is_some_and(|word| self.lexicon.speech().is_head(word));
        let mut heads = (0..cast.members.len()).filter(|&member| cast.members[member].roles.iter().any(is_head));
        heads.next().filter(|_| heads.next().is_none())
    }

    /// Who "it" is that speaks: a house that has just spoken, else what the word refers to, else a house that spoke before.
    pub fn house_called_it(&self, cast: &mut Cast, place: Place) -> Option<MemberIndex> {
        let referent = self.parties.named_by(cast, place.0, place.1).first().copied();
        let near = self.house_told_before(cast, place, 1);
        near.or(referent).or_else(|| self.house_told_before(cast, place, HOUSE_REACH))
    }

    /// The house that spoke last before "it said", so many sentences back: not a person, who is "he" or "she".
    fn house_told_before(&self, cast: &mut Cast, (number, token): Place, reach: usize) -> Option<MemberIndex> {
        for earlier in (number.saturating_sub(reach)..=number).rev() {
            let before = &self.document.passages[earlier];
            let end = if earlier == number { token } else { before.len() };
            for cue in (0..end).rev().map(|other| (earlier, other)) {
                // "The hosts issued a short note. It said"
                let issues = before.dependents(cue.1, &["obj"]).any(|object| self.is_bare_paper((earlier, object)));
                if before.quoted[cue.1] || !self.is_cue(cue) && !issues {
                    continue;
                }
                let Some(subject) = self.cue_subject(cue) else { continue };
                let is_pronoun =
                    self.mention(subject).is_some_and(|mention| matches!(mention.naming, Naming::Pronoun(_)));
                if is_pronoun || subject == (number, token) {
                    continue;
                }
                let speaker = self.voice(cast, subject, cue).member;
                // "The Swiss hosts"
                let speaker = speaker.or_else(|| if issues { self.house_of(cast, subject) } else { None });
                if let Some(house) = speaker.filter(|&speaker| cast.members[speaker].kind != ActorKind::Person) {
                    return Some(house);
                }
            }
        }
        None
    }

    fn is_bare_paper(&self, place: Place) -> bool {
        self.mention(place).is_none() && self.lexicon.speech().is_paper(self.passage(place).lemma(place.1))
    }
}
