//! From the notes about a sentence to attempts: each frame held against a word, with what came of it.

use std::ops::Range;

use plenipo_lexicon::Slot;
use plenipo_record::{EventKind, Place, Span, Status, When};

use super::{Miss, Note};
use crate::cast::MemberIndex;
use crate::time::Tense;

/// A pattern of a frame held against a token.
#[derive(Clone, Debug)]
pub(super) struct Attempt {
    pub frame: String,
    pub kind: EventKind,
    pub token: usize,
    pub misses: Vec<(Miss, Vec<String>)>,
    pub filled: Vec<(Slot, Vec<MemberIndex>)>,
    /// Mentions, by index, and for whom they stood.
    pub stood_for: Vec<(usize, Vec<MemberIndex>)>,
    pub cues: Vec<(usize, Status)>,
    pub dated: Option<(Span, Tense, When)>,
    pub n_days: Option<i64>,
    /// Heads of mentions, and the places that they are.
    pub placed: Vec<(usize, Place)>,
    pub is_here: bool,
    pub reports: Range<usize>,
}

impl Attempt {
    fn new(frame: String, kind: EventKind, token: usize) -> Self {
        Attempt {
            frame,
            kind,
            token,
            misses: Vec::new(),
            filled: Vec::new(),
            stood_for: Vec::new(),
            cues: Vec::new(),
            dated: None,
            n_days: None,
            placed: Vec::new(),
            is_here: false,
            reports: 0..0,
        }
    }

    /// Returns the tokens that say that the event has this status.
    pub fn cues_for(&self, status: Status) -> Vec<usize> {
        // "Not" calls off what was planned and denies what was told.
        let is_off = |status| matches!(status, Status::Cancelled | Status::Denied);
        let says = |told| told == status || (is_off(told) && is_off(status));
        let mut tokens: Vec<usize> =
            self.cues.iter().filter(|(_, told)| says(*told)).map(|(token, _)| *token).collect();
        tokens.dedup();
        tokens
    }

    /// Tells whether both are of one frame and word, and neither gave a report.
    fn shares_fate(&self, other: &Attempt) -> bool {
        let missed = self.reports.is_empty() && other.reports.is_empty();
        missed && self.token == other.token && self.frame == other.frame
    }

    fn add(&mut self, note: Note) {
        match note {
            Note::Missed(miss, words) => self.misses.push((miss, words)),
            Note::Lacked(needs) => self.misses.push((Miss::Lacks(needs), Vec::new())),
            Note::Filled(slot, members) => self.filled.push((slot, members)),
            Note::StoodFor(mention, members) => self.stood_for.push((mention, members)),
            Note::Cue(token, status) if !self.cues.contains(&(token, status)) => self.cues.push((token, status)),
            Note::Dated(span, tense, when) => self.dated = Some((span, tense, when)),
            Note::Stretched(n_days) => self.n_days = Some(n_days),
            Note::Placed(token, place) => self.placed.push((token, place)),
            Note::PlacedHere => self.is_here = true,
            _ => {}
        }
    }
}

/// Returns the attempts that the notes about one sentence tell of; patterns that were never near are left out.
pub(super) fn attempts(notes: Vec<Note>) -> Vec<Attempt> {
    let mut attempts: Vec<Attempt> = Vec::new();
    let mut open: Option<Attempt> = None;
    for note in notes {
        match note {
            Note::Tried { frame, kind, token } => {
                attempts.extend(open.replace(Attempt::new(frame, kind, token)));
            }
            Note::Reported(reports) => {
                attempts.extend(open.take().map(|attempt| Attempt { reports, ..attempt }));
            }
            note => {
                if let Some(attempt) = &mut open {
                    attempt.add(note);
                }
            }
        }
    }
    attempts.extend(open);
    attempts.retain(|attempt| !attempt.misses.is_empty() || !attempt.reports.is_empty());
    attempts.dedup_by(|next, before| {
        let shares_fate = before.shares_fate(next);
        if shares_fate {
            before.misses.append(&mut next.misses);
        }
        shares_fate
    });
    attempts
}
