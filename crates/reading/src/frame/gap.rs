//! Second measures under one verb: "Norway has imposed a duty on Chilean salmon, and *Chile a ban* on Norwegian butter".

use plenipo_language::Pos;
use plenipo_lexicon::VerbPattern;
use plenipo_record::{EventKind, Status};

use super::EventMention;
use super::site::Site;
use crate::cast::MemberIndex;
use crate::time::Tense;

/// So many tokens behind whoever acts, the object has been named: "a further 11 million".
const REACH: usize = 6;

impl Site<'_> {
    /// Adds to what a verb tells the measure of somebody else behind "and" for which the verb is left out.
    pub(super) fn with_gapped(
        &mut self,
        verb: usize,
        pattern: &VerbPattern,
        mut told: Vec<EventMention>,
    ) -> Vec<EventMention> {
        let is_measure = matches!(told.as_slice(), [only] if matches!(only.kind, EventKind::Sanction | EventKind::Aid));
        if is_measure && let Some(second) = self.gapped(verb, pattern, &told[0]) {
            told.push(second);
        }
        told
    }

    fn gapped(&mut self, verb: usize, pattern: &VerbPattern, first: &EventMention) -> Option<EventMention> {
        let (actor, object) = (verb + 1..self.passage.len()).find_map(|and| self.gap_at(and, pattern))?;
        let by = self.named(Some(actor));
        let mut with = self.fill(&[object], &pattern.with);
        with.retain(|member| !by.contains(member));
        let is_stranger = by.len() == 1 && !first.by.contains(&by[0]);
        // "Norway a ban on milk from four states": what answers a measure is for whoever took it.
        let state = |member: &MemberIndex| self.cast.members[*member].country;
        let is_answer =
            with.is_empty() && first.with.iter().any(|target| by.iter().any(|one| state(one) == state(target)));
        if is_answer {
            with.clone_from(&first.by);
        }
        if !is_stranger || with.is_empty() && !first.is_open {
            return None;
        }
        let tense =
            if matches!(first.status, Status::Occurred | Status::Ongoing) { Tense::Past } else { Tense::Future };
        let start = self.passage.tokens()[object].span.start;
        let day = self.passage.times.iter().find(|time| time.span.start >= start);
        Some(EventMention {
            trigger: object,
            by,
            with,
            when: day.and_then(|time| time.resolve(tense)),
            place: None,
            what: vec![self.wording(object)],
            ..first.clone()
        })
    }

    /// Whoever acts behind an "and", and the object right behind the name.
    fn gap_at(&self, and: usize, pattern: &VerbPattern) -> Option<(usize, usize)> {
        let passage = self.passage;
        let actor = self.parties.mention_at(self.number, and + 1).filter(|actor| actor.tokens.start == and + 1)?;
        let joins = matches!(passage.lemma(and), "and" | "while");
        let end = passage.len().min(actor.tokens.end + REACH);
        let is_part = |&token: &usize| {
            matches!(passage.pos(token), Pos::Det | Pos::Adj | Pos::Num | Pos::Sym | Pos::Noun | Pos::Propn)
        };
        let opens = actor.tokens.end < end && matches!(passage.pos(actor.tokens.end), Pos::Det | Pos::Num | Pos::Sym);
        let is_object = |&token: &usize| {
            let lemmas = self.object_lemmas(token);
            passage.pos(token) != Pos::Det && lemmas.iter().any(|lemma| pattern.objects.contains(lemma))
        };
        let object = (actor.tokens.end..end).take_while(is_part).find(is_object)?;
        (joins && opens).then_some((actor.head, object))
    }
}
