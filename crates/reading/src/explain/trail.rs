//! What an explanation is made from, and how words are found in it.

use plenipo_lexicon::Lexicon;
use plenipo_record::{Article, Day, Span};

use super::attempt::{Attempt, attempts};
use super::{Explanation, Fallback, Note, Words};
use crate::cast::{Cast, MemberIndex};
use crate::document::{Document, Passage};
use crate::frame::{Company, EventMention};
use crate::mention::Mention;
use crate::merge::MergedEvent;
use crate::reader::Records;

/// Everything that the steps of the reading have made.
pub(crate) struct Material<'a> {
    pub article: &'a Article,
    pub document: &'a Document<'a>,
    pub mentions: &'a [Mention],
    pub cast: &'a Cast,
    pub reports: &'a [EventMention],
    pub company: &'a Company,
    /// The events in the order of the records.
    pub events: &'a [MergedEvent],
    /// Those of which the reader is too unsure to enter them.
    pub doubted: &'a [MergedEvent],
    pub records: &'a Records,
    pub lexicon: &'a Lexicon,
    pub today: Option<Day>,
}

/// Returns the explanation of a reading.
pub(crate) fn explanation(material: &Material<'_>) -> Explanation {
    let trail = Trail::new(material);
    let numbers = |n: usize| 0..n;
    let records = material.records;
    Explanation {
        reference: material.today.map(|today| (today, reference_origin(material.article))),
        sentences: numbers(material.document.passages.len()).map(|number| trail.sentence(number)).collect(),
        events: material
            .events
            .iter()
            .zip(&records.events)
            .map(|(event, record)| trail.event(event, &record.id))
            .collect(),
        doubted: (1..).zip(material.doubted).map(|(number, event)| trail.event(event, &format!("n{number}"))).collect(),
        quotations: numbers(records.quotations.len()).map(|number| trail.quotation(number)).collect(),
        statements: numbers(records.statements.len()).map(|number| trail.statement(number)).collect(),
        actors: numbers(records.actors.len()).map(|number| trail.actor(number)).collect(),
    }
}

fn reference_origin(article: &Article) -> &'static str {
    let has_dateline = article.dateline.as_ref().is_some_and(|dateline| dateline.day.is_some());
    match (has_dateline, article.published) {
        (true, _) => "dateline",
        (false, Some(_)) => "publication",
        (false, None) => "as-of",
    }
}

/// The material with the notes about each sentence in order.
pub(super) struct Trail<'a> {
    pub material: &'a Material<'a>,
    /// The notes about each passage.
    pub notes: Vec<Vec<Note>>,
    /// The attempts in each passage.
    pub attempts: Vec<Vec<Attempt>>,
}

/// Words for one field, or what stands in for them.
pub(super) struct Origin {
    pub words: Vec<Words>,
    pub fallback: Option<Fallback>,
    pub how: String,
}

impl Origin {
    pub fn words(words: impl IntoIterator<Item = Words>, how: impl Into<String>) -> Self {
        Origin { words: words.into_iter().collect(), fallback: None, how: how.into() }
    }

    /// The origin of what no note tells of; the test over the corpus looks for it.
    pub fn unknown() -> Self {
        Origin::words([], "")
    }

    /// Puts a fallback in front of the words that it rests on.
    pub fn by(self, fallback: Fallback) -> Self {
        Origin { fallback: Some(fallback), ..self }
    }
}

impl<'a> Trail<'a> {
    fn new(material: &'a Material<'a>) -> Self {
        let notes: Vec<Vec<Note>> = material.document.passages.iter().map(|passage| passage.notes.taken()).collect();
        let attempts = notes.iter().cloned().map(attempts).collect();
        Trail { material, notes, attempts }
    }

    pub fn passage(&self, number: usize) -> &'a Passage {
        &self.material.document.passages[number]
    }

    pub fn token(&self, passage: usize, token: usize) -> Words {
        words_in(passage, self.passage(passage).tokens()[token].span)
    }

    pub fn mention(&self, mention: &Mention) -> Words {
        words_in(mention.passage, self.passage(mention.passage).span(mention.tokens.clone()))
    }

    /// Returns the mention that covers a token.
    pub fn mention_at(&self, passage: usize, token: usize) -> Option<&'a Mention> {
        self.material.mentions.iter().find(|mention| mention.passage == passage && mention.tokens.contains(&token))
    }

    /// Returns what a member of the cast is called in the reading, else its first name in the text.
    pub fn name(&self, member: MemberIndex) -> String {
        let records = self.material.records;
        let listed = records.members.iter().position(|known| *known == member);
        let name = listed.and_then(|at| records.actors[at].names.first());
        name.or_else(|| self.material.cast.members[member].names.first()).cloned().unwrap_or_default()
    }

    pub fn names(&self, members: &[MemberIndex]) -> Vec<String> {
        members.iter().map(|&member| self.name(member)).collect()
    }

    /// Returns the mentions that mean a member, in text order, by their indices.
    pub fn mentions_of(&self, member: MemberIndex) -> impl Iterator<Item = usize> + '_ {
        let referents = &self.material.cast.referents;
        (0..self.material.mentions.len()).filter(move |&index| referents[index].contains(&member))
    }

    /// Returns the mention of a sentence that stands for a member or, failing that, for a place in its country.
    pub fn mention_in(&self, passage: usize, member: MemberIndex, near: usize) -> Option<&'a Mention> {
        let mentions = self.material.mentions;
        let inside = |mention: &&Mention| mention.passage == passage;
        let nearest = |mention: &&Mention| mention.head.abs_diff(near);
        let means = self.mentions_of(member).map(|index| &mentions[index]);
        let country = self.material.cast.members[member].country;
        let lies_there = |mention: &&Mention| country.is_some() && mention.names_country() == country;
        let elsewhere = || mentions.iter().filter(inside).filter(lies_there).min_by_key(nearest);
        means.filter(inside).min_by_key(nearest).or_else(elsewhere)
    }
}

/// Returns words of the passage with this index.
pub(super) fn words_in(passage: usize, span: Span) -> Words {
    Words { span, sentence: Some(passage + 1) }
}
