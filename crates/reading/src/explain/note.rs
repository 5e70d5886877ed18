//! Notes that the reader takes about a sentence while it reads it, where somebody asks for them.

use std::cell::RefCell;
use std::ops::Range;

use plenipo_lexicon::{Needs, Slot};
use plenipo_record::{EventKind, Place, Span, Status, When};

use super::Miss;
use crate::cast::MemberIndex;
use crate::time::Tense;

/// One step of the reading, as it happened.
#[derive(Clone, Debug)]
pub(crate) enum Note {
    /// A pattern of a frame is held against a token; what follows belongs to this attempt.
    Tried { frame: String, kind: EventKind, token: usize },
    /// The pattern does not fit, for the sake of these words.
    Missed(Miss, Vec<String>),
    /// Somebody or something that the pattern asks for is not told.
    Lacked(Needs),
    /// A slot of the pattern gave these members of the cast.
    Filled(Slot, Vec<MemberIndex>),
    /// A mention stood for members of the cast.
    StoodFor(usize, Vec<MemberIndex>),
    /// A word says how far the event has come.
    Cue(usize, Status),
    /// A time expression was resolved for the event.
    Dated(Span, Tense, When),
    /// The day was stretched over so many days.
    Stretched(i64),
    /// The mention headed by a token is where the event happens.
    Placed(usize, Place),
    /// "Here" places the event where the copy comes from.
    PlacedHere,
    /// The attempt gave these reports, by their numbers in the article.
    Reported(Range<usize>),
    /// A time expression tells when something was said.
    SaidOn(Span, When),
    /// The phrase headed by a token speaks.
    Spoke(usize, MemberIndex),
    /// The words at a span are attributed by a token, which stands behind them or not.
    Attributed(Span, usize, bool),
}

/// The notes about one sentence; off unless somebody asks, and then writing one costs a comparison.
#[derive(Default)]
pub(crate) struct Notes(Option<RefCell<Vec<Note>>>);

impl Notes {
    /// Returns notes that are kept.
    pub fn kept() -> Self {
        Notes(Some(RefCell::default()))
    }

    /// Writes a note, which is made only where notes are kept.
    pub fn add(&self, note: impl FnOnce() -> Note) {
        if let Some(notes) = &self.0 {
            let note = note();
            notes.borrow_mut().push(note);
        }
    }

    /// Returns the notes in the order in which they were written.
    pub fn taken(&self) -> Vec<Note> {
        self.0.as_ref().map(|notes| notes.borrow().clone()).unwrap_or_default()
    }
}
