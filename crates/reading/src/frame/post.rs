//! Posts woven into the copy, in which a party tells an event in the first person: "Pleased to meet X today in Oslo."

use plenipo_language::Pos;
use plenipo_lexicon::Lexicon;
use plenipo_record::{EventKind, Span, Status};

use super::EventMention;
use super::site::Site;
use crate::cast::MemberIndex;
use crate::document::Passage;
use crate::speech::Speech;

/// The posts of an article with those who wrote them.
pub(crate) struct Posts {
    pieces: Vec<(Span, MemberIndex)>,
}

impl Posts {
    /// Takes the posts out of what is said in an article.
    pub fn of(speech: &Speech, lexicon: &Lexicon) -> Self {
        let is_post =
            |medium: &Option<String>| medium.as_ref().is_some_and(|medium| lexicon.speech().is_posted(medium));
        let posts = speech.quotations.iter().filter(|(quotation, _)| is_post(&quotation.medium));
        let pieces = posts.filter_map(|(quotation, writer)| writer.map(|writer| (&quotation.pieces, writer)));
        Posts { pieces: pieces.flat_map(|(pieces, writer)| pieces.iter().map(move |&piece| (piece, writer))).collect() }
    }

    /// Returns who wrote the post in which a token stands.
    pub fn writer_at(&self, passage: &Passage, token: usize) -> Option<MemberIndex> {
        let span = passage.tokens()[token].span;
        self.pieces.iter().find(|(piece, _)| piece.contains(span)).map(|&(_, writer)| writer)
    }
}

impl Site<'_> {
    /// Returns the writer of the post if he is who acts in a verb: "I met", "We held", "Pleased to meet".
    pub(super) fn acting_writer(&self, verb: usize) -> Option<MemberIndex> {
        let passage = self.passage;
        let clauses = std::iter::once(verb).chain(passage.ancestors(verb)).take_while(|&up| passage.quoted[up]);
        let subject = clauses.into_iter().find_map(|up| passage.dependents(up, &["nsubj"]).next());
        let is_writer = |subject: usize| {
            passage.pos(subject) == Pos::Pron && self.lexicon.lists().is_first_person(passage.lemma(subject))
        };
        self.writer.filter(|_| subject.is_none_or(is_writer))
    }

    /// Keeps of what is told in a post what the writer tells of himself: his talks with others, that are over.
    pub(super) fn own_reports(&self, reports: Vec<EventMention>) -> Vec<EventMention> {
        let Some(writer) = self.writer else { return reports };
        let is_own = |report: &EventMention| {
            matches!(report.kind, EventKind::Meet | EventKind::Call | EventKind::Negotiate)
                && report.status == Status::Occurred
                && !report.is_anaphoric
                && report.by.len() + report.with.len() >= 2
                && (report.by.contains(&writer) || report.with.contains(&writer))
        };
        let enjoyed = reports.into_iter().map(|report| {
            let status = if self.is_enjoyed(report.trigger) { Status::Occurred } else { report.status };
            EventMention { status, ..report }
        });
        enjoyed.filter(is_own).collect()
    }

    /// "Pleased to meet X": whoever says in a post how it was has done it.
    fn is_enjoyed(&self, verb: usize) -> bool {
        let passage = self.passage;
        let feeling = passage.head(verb).filter(|_| passage.base_relation(verb) == "xcomp");
        feeling.is_some_and(|feeling| {
            let has_tense = passage.dependents(feeling, &["aux", "cop"]).next().is_some();
            !has_tense && (passage.pos(feeling) == Pos::Adj || passage.tag(feeling) == "VBN")
        })
    }
}
