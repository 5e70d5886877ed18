//! One sentence on the working paper: its tree, its mentions, its times, its frames.

use plenipo_record::{ActorKind, Status, When};

use super::attempt::Attempt;
use super::trail::{Trail, words_in};
use super::{
    ExplainedFrame, ExplainedMention, ExplainedReport, ExplainedSentence, ExplainedTime, ExplainedToken, Words,
};
use crate::document::Passage;
use crate::mention::{Mention, Naming};
use crate::merge::is_homecoming;
use crate::time::{Tense, TimeMention};

impl Trail<'_> {
    pub(super) fn sentence(&self, number: usize) -> ExplainedSentence {
        let passage = self.passage(number);
        let mentions = self.material.mentions.iter().enumerate().filter(|(_, mention)| mention.passage == number);
        ExplainedSentence {
            number: number + 1,
            paragraph: passage.paragraph + 1,
            span: passage.sentence.span,
            tokens: (0..passage.len()).map(|token| explained_token(passage, token)).collect(),
            mentions: mentions.map(|(index, mention)| self.explained_mention(index, mention)).collect(),
            times: passage.times.iter().map(|time| explained_time(number, time)).collect(),
            frames: self.attempts[number].iter().map(|attempt| self.explained_frame(number, attempt)).collect(),
        }
    }

    fn explained_mention(&self, index: usize, mention: &Mention) -> ExplainedMention {
        let referents = &self.material.cast.referents[index];
        let earlier = referents.first().filter(|_| looks_back(mention)).and_then(|&member| {
            let alone = |other: &usize| self.material.cast.referents[*other].len() == 1;
            let before = self.mentions_of(member).take_while(|&other| other < index).filter(alone);
            before.last().map(|other| self.mention(&self.material.mentions[other]))
        });
        ExplainedMention {
            words: self.mention(mention),
            kind: kind_of(&mention.naming),
            country: mention.names_country(),
            stands_for: self.names(referents),
            rule: self.rule(mention, referents),
            earlier,
        }
    }

    /// By which rule of the cast a mention was understood.
    fn rule(&self, mention: &Mention, referents: &[usize]) -> &'static str {
        let kind = referents.first().map(|&member| self.material.cast.members[member].kind);
        match (&mention.naming, kind) {
            (Naming::Place { is_capital: true, .. }, None) => "place; a capital may stand for its state",
            (Naming::Place { .. }, None) => "place",
            (_, None) => "nobody that the text has named",
            (Naming::Counterpart, _) => "office of another state",
            (Naming::Country { is_adjective: true, .. }, _) => "nation",
            (Naming::Office { .. }, Some(ActorKind::Person)) => "holder of the office, named in the text",
            (Naming::Office { .. }, Some(ActorKind::Organization)) => "speaks for the body",
            (Naming::Office { .. }, _) => "speaks for the state",
            (Naming::Body { .. }, Some(ActorKind::Country)) => "government of the place of the copy",
            (Naming::Body { .. }, _) => "body of this sort",
            (Naming::Pronoun(_), _) => "pronoun: the last that fits, subjects first",
            (Naming::Group { .. }, _) => "group: the last named together",
            (Naming::Latter, _) => "the last person named",
            (Naming::Native, _) => "the person of that nation",
            (Naming::Unknown(_), _) => "surname of somebody named in the text",
            (Naming::Person(_) | Naming::Organization(_) | Naming::Country { .. } | Naming::Place { .. }, _) => "name",
        }
    }

    fn explained_frame(&self, number: usize, attempt: &Attempt) -> ExplainedFrame {
        let slots = attempt.filled.iter().filter(|(_, members)| !members.is_empty());
        let fired = !attempt.reports.is_empty();
        ExplainedFrame {
            frame: attempt.frame.clone(),
            kind: attempt.kind,
            trigger: self.token(number, attempt.token),
            misses: if fired { Vec::new() } else { attempt.misses.clone() },
            slots: slots.map(|(slot, members)| (slot.to_string(), self.names(members))).collect(),
            reports: attempt.reports.clone().map(|report| self.explained_report(report, attempt)).collect(),
        }
    }

    fn explained_report(&self, number: usize, attempt: &Attempt) -> ExplainedReport {
        let report = &self.material.reports[number];
        let dated = attempt.dated.filter(|_| report.when.is_some());
        ExplainedReport {
            number: number + 1,
            status: report.status,
            cues: self.cues(number, report.status),
            by: self.names(&report.by),
            with: self.names(&report.with),
            when: report.when,
            dated: dated.map(|(span, tense, _)| (words_in(report.passage, span), tense)),
            n_days: attempt.n_days.filter(|_| report.when.is_some()),
            place: report.place.clone(),
            fate: self.fate(number),
        }
    }

    /// The event that a report has become part of, or why there is none.
    fn fate(&self, number: usize) -> Result<String, &'static str> {
        let report = &self.material.reports[number];
        self.event_with(number).ok_or_else(|| {
            if self.material.doubted.iter().any(|event| event.reports.contains(&number)) {
                "nearly: too unsure, see there"
            } else if is_homecoming(report, self.material.cast) {
                "an official in his own country is no visitor"
            } else if report.is_anaphoric {
                "points back, to no event that is told"
            } else {
                "nobody takes part"
            }
        })
    }

    /// Returns the identifier of the event that a report is part of.
    pub(super) fn event_with(&self, report: usize) -> Option<String> {
        let event = self.material.events.iter().position(|event| event.reports.contains(&report))?;
        Some(self.material.records.events[event].id.clone())
    }

    /// Returns the words that give a report its status: cues for it, else the verb whose tense does.
    pub(super) fn cues(&self, report: usize, status: Status) -> Vec<Words> {
        let (passage, attempt) = self.attempt_of(report);
        let mut tokens = attempt.cues_for(status);
        if tokens.is_empty() {
            tokens = tensed(self.passage(passage), attempt.token);
        }
        tokens.sort_unstable();
        tokens.into_iter().map(|token| self.token(passage, token)).collect()
    }

    /// Returns the attempt that gave a report, with its passage.
    pub(super) fn attempt_of(&self, report: usize) -> (usize, &Attempt) {
        let passage = self.material.reports[report].passage;
        let attempt = self.attempts[passage].iter().find(|attempt| attempt.reports.contains(&report));
        (passage, attempt.expect("every report comes from an attempt"))
    }
}

/// The verb that carries the tense of a trigger, with its auxiliaries; a noun's preposition tells as much.
fn tensed(passage: &Passage, trigger: usize) -> Vec<usize> {
    let is_predicate = |&token: &usize| passage.is_verb(token) || passage.dependents(token, &["cop"]).next().is_some();
    let verb = std::iter::once(trigger).chain(passage.ancestors(trigger)).find(is_predicate).unwrap_or(trigger);
    let mut tokens: Vec<usize> = passage.dependents(verb, &["aux", "cop"]).collect();
    tokens.push(verb);
    tokens.extend(passage.dependents(trigger, &["case"]).filter(|_| verb != trigger));
    tokens
}

fn explained_time(number: usize, time: &TimeMention) -> ExplainedTime {
    let meanings: [Option<When>; 3] = [Tense::Past, Tense::Present, Tense::Future].map(|tense| time.resolve(tense));
    ExplainedTime { words: words_in(number, time.span), meanings }
}

fn explained_token(passage: &Passage, token: usize) -> ExplainedToken {
    ExplainedToken {
        span: passage.tokens()[token].span,
        lemma: passage.lemma(token).to_owned(),
        pos: passage.pos(token).as_str(),
        tag: passage.tag(token),
        head: passage.head(token),
        relation: passage.relation(token),
        is_quoted: passage.quoted[token],
    }
}

fn kind_of(naming: &Naming) -> &'static str {
    match naming {
        Naming::Person(_) => "person",
        Naming::Unknown(_) => "surname",
        Naming::Organization(_) => "organization",
        Naming::Country { is_adjective: true, .. } => "nation",
        Naming::Country { .. } => "country",
        Naming::Place { .. } => "place",
        Naming::Office { .. } => "office",
        Naming::Body { .. } => "body",
        Naming::Pronoun(_) => "pronoun",
        Naming::Group { .. } => "group",
        Naming::Counterpart => "counterpart",
        Naming::Latter => "latter",
        Naming::Native => "native",
    }
}

/// Tells whether a mention means something only through what was told before it.
fn looks_back(mention: &Mention) -> bool {
    !mention.is_named()
}
