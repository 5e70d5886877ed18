//! How sure the reader is of an event: a sum of named reasons, each a fact about how it came to the event.
//!
//! The principal function is [`rate`]. What each reason weighs stands in `data/confidence.toml`; what the sum is good
//! for, how often events with such a sum are right, was fitted on judged readings (`crates/lab/training/confidence.py`).

use plenipo_language::Pos;
use plenipo_lexicon::{Lexicon, Standing};
use plenipo_record::{ActorKind, EventKind, Status};

use crate::cast::{Cast, MemberIndex};
use crate::document::Document;
use crate::frame::{Reports, standing_of};
use crate::mention::{Mention, Naming};
use crate::merge::{MergedEvent, Origin};

/// So many tokens away, a party stands in another part of the sentence.
const FAR: usize = 12;
/// From this paragraph on, an article tells what it is not about.
const LATE: usize = 8;

/// The sum, and the reasons that it is made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Rating {
    /// 0 to 1.
    pub confidence: f32,
    /// The reasons that hold, by their names in the data.
    pub reasons: Vec<&'static str>,
}

/// What an article tells beside one event.
pub(crate) struct Evidence<'a> {
    pub document: &'a Document<'a>,
    pub mentions: &'a [Mention],
    pub cast: &'a Cast,
    pub reports: &'a Reports,
    pub lexicon: &'a Lexicon,
}

/// Says how sure the reader is of an event, and why.
pub(crate) fn rate(event: &MergedEvent, evidence: &Evidence<'_>) -> Rating {
    let mut reasons = vec![of_kind(event.kind), of_status(event.status), evidence.of_trigger(event)];
    reasons.extend(evidence.of_parties(event));
    reasons.extend(evidence.of_names(event));
    reasons.extend(evidence.of_telling(event));
    let weights = evidence.lexicon.confidence();
    let sum: f32 = weights.base() + reasons.iter().map(|reason| weights.of(reason)).sum::<f32>();
    Rating { confidence: sum.clamp(0.01, 0.99), reasons }
}

fn of_kind(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Meet => "meeting",
        EventKind::Visit => "journey",
        EventKind::Call => "message",
        EventKind::Gathering => "gathering",
        EventKind::Negotiate => "negotiation",
        EventKind::Agree => "agreement",
        EventKind::Sanction => "sanction",
        EventKind::Appoint => "office",
        _ => "aid",
    }
}

fn of_status(status: Status) -> &'static str {
    match status {
        Status::Occurred => "occurred",
        Status::Ongoing => "ongoing",
        Status::Planned => "planned",
        Status::Proposed => "proposed",
        Status::Cancelled | Status::Denied => "refused",
    }
}

impl Evidence<'_> {
    /// What sort of word tells the event, and where it stands in its clause.
    fn of_trigger(&self, event: &MergedEvent) -> &'static str {
        let report = &self.reports.mentions[event.reports[0]];
        let passage = &self.document.passages[report.passage];
        if report.is_anaphoric {
            return "pointed-back";
        }
        match (passage.pos(report.trigger), passage.base_relation(report.trigger)) {
            (Pos::Verb, "root" | "ccomp" | "parataxis") => "main-verb",
            (Pos::Verb, _) => "other-verb",
            (_, "obj") => "noun-as-object",
            (_, "nsubj") => "noun-as-subject",
            (_, "obl") => "noun-as-circumstance",
            _ => "noun-in-phrase",
        }
    }

    /// Who takes part: how many, and whether they act for the public.
    fn of_parties(&self, event: &MergedEvent) -> Vec<&'static str> {
        let parties = event.parties();
        let member = |party: &MemberIndex| &self.cast.members[*party];
        let is_officer = |party: &MemberIndex| {
            member(party).kind == ActorKind::Person && standing_of(member(party), self.lexicon) == Standing::Public
        };
        let is_state = |party: &MemberIndex| member(party).kind == ActorKind::Country;
        let is_known_body = |party: &MemberIndex| {
            member(party).kind == ActorKind::Organization
                && member(party).names.iter().any(|name| self.lexicon.organization_key(name).is_some())
        };
        let is_stranger = |party: &MemberIndex| !is_officer(party) && !is_state(party) && !is_known_body(party);
        let mut reasons = Vec::new();
        if parties.iter().any(is_officer) {
            reasons.push("officer");
        }
        if parties.iter().all(is_state) {
            reasons.push("states-only");
        }
        if parties.iter().any(is_known_body) {
            reasons.push("known-body");
        }
        if parties.iter().all(is_stranger) {
            reasons.push("strangers-only");
        } else if parties.iter().any(is_stranger) {
            reasons.push("stranger");
        }
        if parties.len() == 1 && event.kind.is_symmetric() {
            reasons.push("one-sided");
        }
        if parties.len() > 3 {
            reasons.push("many-parties");
        }
        let mut codes: Vec<_> = parties.iter().filter_map(|party| member(party).country).collect();
        codes.sort_unstable();
        codes.dedup();
        if codes.is_empty() {
            reasons.push("no-nation");
        }
        if codes.len() == 1 && parties.len() > 1 {
            reasons.push("one-nation");
        }
        reasons
    }

    /// How the sentence that tells the event first names those who take part.
    fn of_names(&self, event: &MergedEvent) -> Vec<&'static str> {
        let report = &self.reports.mentions[event.reports[0]];
        let meant = |party: MemberIndex| {
            let inside = self.mentions.iter().enumerate().filter(|(_, mention)| mention.passage == report.passage);
            let of_party = inside.filter(move |(index, _)| self.cast.referents[*index].contains(&party));
            of_party.map(|(_, mention)| mention).min_by_key(|mention| mention.head.abs_diff(report.trigger))
        };
        let found: Vec<Option<&Mention>> = event.parties().into_iter().map(meant).collect();
        let any = |is_such: &dyn Fn(&Mention) -> bool| found.iter().flatten().any(|mention| is_such(mention));
        let is_named = |mention: &Mention| mention.is_named() || matches!(mention.naming, Naming::Unknown(_));
        let holds = [
            (found.iter().all(|mention| mention.is_some_and(is_named)), "all-named"),
            (any(&|mention| matches!(mention.naming, Naming::Pronoun(_))), "by-pronoun"),
            (any(&|mention| matches!(mention.naming, Naming::Group { .. })), "by-group"),
            (any(&|mention| matches!(mention.naming, Naming::Office { .. } | Naming::Body { .. })), "by-office"),
            (any(&|mention| mention.head.abs_diff(report.trigger) > FAR), "far-party"),
            (found.iter().any(Option::is_none), "carried-over"),
        ];
        holds.into_iter().filter(|(holds, _)| *holds).map(|(_, reason)| reason).collect()
    }

    /// How and where the article tells it.
    fn of_telling(&self, event: &MergedEvent) -> Vec<&'static str> {
        let first = &self.reports.mentions[event.reports[0]];
        let passage = &self.document.passages[first.passage];
        let statuses = || event.reports.iter().map(|&report| self.reports.mentions[report].status);
        let cues = self.lexicon.status_cues();
        let is_hedge = |token: usize| {
            let lemma = passage.lemma(token);
            cues.is_condition(lemma) || lemma == "whether" || cues.modal(lemma) == Some(Status::Proposed)
        };
        let holds = [
            (passage.paragraph == 0, "in-lede"),
            (passage.paragraph >= LATE, "late"),
            (statuses().any(|status| status != event.status), "reports-differ"),
            ((0..passage.len()).any(is_hedge), "hedged"),
            (event.reports.len() > 1, "told-again"),
            (event.when.is_some() && event.when_origin != Origin::News, "dated"),
            (event.place.is_some(), "placed"),
            (event.is_news, "news"),
            (passage.len() > 45, "long-sentence"),
            (self.reports.is_among_firms, "among-firms"),
        ];
        holds.into_iter().filter(|(holds, _)| *holds).map(|(_, reason)| reason).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every reason that the code can give, as it stands in it.
    #[test]
    fn the_data_weighs_every_reason_and_no_other() {
        let code = include_str!("confidence.rs").split("mod tests").next().unwrap_or_default();
        let weights = Lexicon::builtin().confidence();
        let relations = ["root", "ccomp", "parataxis", "obj", "nsubj", "obl", "whether"];
        let words = code.split('"').skip(1).step_by(2);
        for word in words.filter(|word| !relations.contains(word)) {
            assert!(weights.reasons().any(|reason| reason == word), "`{word}` has no weight");
        }
        for reason in weights.reasons() {
            assert!(code.contains(&format!("\"{reason}\"")), "nothing gives `{reason}`");
        }
    }
}
