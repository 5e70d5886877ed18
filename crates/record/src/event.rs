//! What happened between actors.

use crate::{ActorId, Place, Span, When};

/// The kinds of event that the record keeps: nine of diplomacy, then those of the wider political record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    /// Parties talk in person.
    Meet,
    /// A party travels to a place in another country, or to a capital on official business.
    Visit,
    /// Parties speak by telephone or video, or exchange messages.
    Call,
    /// A summit, conference or session that parties attend, host or convene.
    Gathering,
    /// Talks over time on a deal or dispute.
    Negotiate,
    /// An accord, deal or joint statement is signed, reached or extended.
    Agree,
    /// Tariffs, sanctions, bans, expulsions, recalls.
    Sanction,
    /// An office changes its holder.
    Appoint,
    /// Money, arms, relief or loans are given or pledged.
    Aid,
    /// A party says that it is willing to cooperate, or that it will: promises, offers, first steps agreed.
    Pledge,
    /// A party backs, recognises, praises or defends another in words.
    Support,
    /// A party gives way in words: eases a rule, apologises, pardons, announces a truce or a withdrawal.
    Concede,
    /// Parties work together in deed: trade, joint exercises, extradition, shared intelligence.
    Cooperate,
    /// A party gives way in deed: releases, pulls out, lays down arms, keeps a truce, lets observers in, steps down.
    Retreat,
    /// A party asks, demands or orders something in words.
    Request,
    /// A party condemns, alleges, sues or investigates.
    Accuse,
    /// A party refuses, declines or vetoes.
    Reject,
    /// A party warns of what it will do to another.
    Threaten,
    /// People act together in public against somebody: marches, strikes, blockades, riots.
    Protest,
    /// Forces are readied, moved or shown, short of their use.
    Mobilize,
    /// A party arrests, seizes, restricts, censors or deports, short of violence.
    Coerce,
    /// A party does what can do serious harm to bodies or property.
    Assault,
}

impl EventKind {
    /// The nine kinds of diplomacy, in the order in which they are documented.
    pub const DIPLOMATIC: [EventKind; 9] = [
        EventKind::Meet,
        EventKind::Visit,
        EventKind::Call,
        EventKind::Gathering,
        EventKind::Negotiate,
        EventKind::Agree,
        EventKind::Sanction,
        EventKind::Appoint,
        EventKind::Aid,
    ];

    /// All kinds, in the order in which they are documented: the nine of diplomacy first.
    pub const ALL: [EventKind; 22] = [
        EventKind::Meet,
        EventKind::Visit,
        EventKind::Call,
        EventKind::Gathering,
        EventKind::Negotiate,
        EventKind::Agree,
        EventKind::Sanction,
        EventKind::Appoint,
        EventKind::Aid,
        EventKind::Pledge,
        EventKind::Support,
        EventKind::Concede,
        EventKind::Cooperate,
        EventKind::Retreat,
        EventKind::Request,
        EventKind::Accuse,
        EventKind::Reject,
        EventKind::Threaten,
        EventKind::Protest,
        EventKind::Mobilize,
        EventKind::Coerce,
        EventKind::Assault,
    ];

    /// Returns the word used in exchange formats and data files.
    pub fn as_str(self) -> &'static str {
        match self {
            EventKind::Meet => "meet",
            EventKind::Visit => "visit",
            EventKind::Call => "call",
            EventKind::Gathering => "gathering",
            EventKind::Negotiate => "negotiate",
            EventKind::Agree => "agree",
            EventKind::Sanction => "sanction",
            EventKind::Appoint => "appoint",
            EventKind::Aid => "aid",
            EventKind::Pledge => "pledge",
            EventKind::Support => "support",
            EventKind::Concede => "concede",
            EventKind::Cooperate => "cooperate",
            EventKind::Retreat => "retreat",
            EventKind::Request => "request",
            EventKind::Accuse => "accuse",
            EventKind::Reject => "reject",
            EventKind::Threaten => "threaten",
            EventKind::Protest => "protest",
            EventKind::Mobilize => "mobilize",
            EventKind::Coerce => "coerce",
            EventKind::Assault => "assault",
        }
    }

    /// Returns the kind that a word of the exchange formats names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Tells whether it is one of the nine kinds of diplomacy.
    pub fn is_diplomatic(self) -> bool {
        Self::DIPLOMATIC.contains(&self)
    }

    /// Tells whether the order of the two sides carries no meaning.
    pub fn is_symmetric(self) -> bool {
        use EventKind::{Agree, Call, Gathering, Meet, Negotiate};
        matches!(self, Meet | Call | Gathering | Negotiate | Agree)
    }

    /// Tells whether an event of this kind happens at one stroke, so that it never goes on: "Chile names a new envoy".
    pub fn is_deed(self) -> bool {
        use EventKind::{Agree, Appoint, Call};
        matches!(self, Agree | Appoint | Call)
    }
}

/// How far an event has come at the time of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It has happened.
    Occurred,
    /// It is under way.
    Ongoing,
    /// It is announced, scheduled or expected.
    Planned,
    /// It is invited, offered, sought or conditional.
    Proposed,
    /// It was called off or put off without a date.
    Cancelled,
    /// Someone who should know says that it did not or will not happen.
    Denied,
}

impl Status {
    /// All six, in the order in which they are documented.
    pub const ALL: [Status; 6] =
        [Status::Occurred, Status::Ongoing, Status::Planned, Status::Proposed, Status::Cancelled, Status::Denied];

    /// Returns the word used in exchange formats.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Occurred => "occurred",
            Status::Ongoing => "ongoing",
            Status::Planned => "planned",
            Status::Proposed => "proposed",
            Status::Cancelled => "cancelled",
            Status::Denied => "denied",
        }
    }

    /// Returns the status that a word of the exchange formats names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == word)
    }
}

/// One real-world event as one article reports it, however often the article mentions it.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Unique inside the reading and stable for equal input.
    pub id: String,
    /// What kind of event it is.
    pub kind: EventKind,
    /// What sort of event of its kind it is, where the words tell: a word that [`details`](crate::details) lists.
    pub detail: Option<String>,
    /// How far it has come.
    pub status: Status,
    /// The acting side; see the kinds for who that is.
    pub by: Vec<ActorId>,
    /// The other side.
    pub with: Vec<ActorId>,
    /// The days, where the article lets them be known.
    pub when: Option<When>,
    /// The place, where the text places the event.
    pub place: Option<Place>,
    /// Topics, or the name of the deal, gathering or office, in the article's words.
    pub what: Vec<String>,
    /// The sentences that prove it, the most telling first; never empty, each inside one sentence of the article's text.
    pub evidence: Vec<Span>,
    /// How sure the reader is, 0 to 1, where that was computed: about how often events that were read like it are right.
    pub confidence: Option<f32>,
}
