//! Frames applied to trees: every report of an event in the sentences of an article.

mod act;
mod company;
mod condition;
mod days;
mod doubt;
mod duration;
mod gap;
mod house;
mod index;
mod journey;
mod members;
mod moment;
mod noun;
mod party;
mod place;
mod post;
mod presence;
mod site;
mod slot;
mod standing;
mod status;
mod syntax;
mod topic;
mod verb;

use plenipo_record::{EventKind, Place, Status, When};

use crate::cast::MemberIndex;

pub(crate) use act::{Act, acts, phrase_of, weight};
pub(crate) use company::Company;
pub(crate) use index::{FrameIndex, event_mentions};
pub(crate) use moment::{day_of_speech, is_of_report, moment_of};
pub(crate) use party::{Parties, Reach};
pub(crate) use post::Posts;
pub(crate) use site::Site;
pub(crate) use standing::standing_of;
pub(crate) use syntax::agent;
pub(crate) use topic::MOST as MOST_TOPICS;

/// Everything that the sentences of an article report.
pub(crate) struct Reports {
    /// Every report of an event, in text order.
    pub mentions: Vec<EventMention>,
    /// Who leads and who accompanies.
    pub company: Company,
    /// Whether the article names firms, or is about a body that is nobody's public.
    pub is_among_firms: bool,
}

/// A day as counted within an occasion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DayOfOccasion {
    /// "the second day"
    Nth(u8),
    /// "the final day"
    Last,
}

/// One report of an event in one sentence.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the wording")]
pub(crate) struct EventMention {
    /// The kind of event.
    pub kind: EventKind,
    /// Index of the sentence among the document's passages.
    pub passage: usize,
    /// The token that reports it.
    pub trigger: usize,
    /// How far it has come.
    pub status: Status,
    /// The acting side.
    pub by: Vec<MemberIndex>,
    /// The other side.
    pub with: Vec<MemberIndex>,
    /// The days told in the sentence.
    pub when: Option<When>,
    /// The place told in the sentence.
    pub place: Option<Place>,
    /// Topics or names.
    pub what: Vec<String>,
    /// Whether the words only point back to an event told before: "the meeting".
    pub is_anaphoric: bool,
    /// Whether the occasion is spoken of as known: "the summit".
    pub is_definite: bool,
    /// Whether the occasion is introduced as one not yet told: "a meeting".
    pub is_introduced: bool,
    /// Whether the words set the event apart from the one told before: "the next round", "the first two rounds".
    pub is_other: bool,
    /// Which day of an occasion told before the sentence speaks of: "on the second day".
    pub day_of_occasion: Option<DayOfOccasion>,
    /// Whether the words take up talks told before: "the talks", "will meet again".
    pub is_resumption: bool,
    /// Whether whom it is for must be learnt from what is told around it: "announced $9 million for a wharf".
    pub is_open: bool,
    /// Whether it takes back what was imposed: "lifted the ban".
    pub is_lifting: bool,
    /// Whether "there" places it where the last event was.
    pub is_there: bool,
    /// Whether the report is the main point of its sentence, in the past without "had" or "earlier".
    pub is_news: bool,
    /// Whether a party tells it in a post: more about an event of the copy, never one by itself.
    pub is_posted: bool,
}
