//! Codes of the two coding schemes of the field, PLOVER and CAMEO.
//!
//! Code names follow PLOVER 2.0 (Open Event Data Alliance, 2021 draft) and CAMEO 1.1b3 (Schrodt, 2012). PLOVER
//! codes what is done, so a plan to cooperate is `AGREE`, whatever is planned. Which event has which codes stands in
//! `data/codes`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::{EventKind, Status};

/// The usual codes of an event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Codes {
    /// The PLOVER event type: `CONSULT`.
    pub plover: &'static str,
    /// The PLOVER mode, where the type has one that fits: `visit`.
    pub mode: Option<&'static str>,
    /// The CAMEO code, two to four digits: `042`.
    pub cameo: &'static str,
    /// 1 and 2 are cooperation in words and deeds, 3 and 4 conflict.
    pub quad: u8,
    /// PLOVER's score of the mode, or of the type where the mode has none, −10 to 10.
    pub score: f32,
    /// The value of the CAMEO code on Goldstein's scale, −10 to 10.
    pub goldstein: f32,
}

impl Codes {
    /// Returns type and mode as one word: `CONSULT/visit`.
    pub fn plover_path(&self) -> String {
        self.mode.map_or_else(|| self.plover.to_owned(), |mode| format!("{}/{mode}", self.plover))
    }

    /// Returns the name of the quad class.
    pub fn quad_name(&self) -> &'static str {
        match self.quad {
            1 => "VERBAL COOPERATION",
            2 => "MATERIAL COOPERATION",
            3 => "VERBAL CONFLICT",
            _ => "MATERIAL CONFLICT",
        }
    }
}

/// Returns the usual codes of an event of this kind and detail that has come this far.
///
/// A detail of which the kind knows nothing counts as none.
///
/// ```
/// use plenipo_record::{EventKind, Status, codes};
///
/// let visit = codes(EventKind::Visit, Status::Occurred, None);
/// assert_eq!((visit.plover, visit.mode, visit.cameo), ("CONSULT", Some("visit"), "042"));
/// assert_eq!(codes(EventKind::Visit, Status::Planned, None).plover, "AGREE");
/// ```
pub fn codes(kind: EventKind, status: Status, detail: Option<&str>) -> Codes {
    let rows = TABLE.get(&kind).expect("every kind has rows: a test asks for each");
    let fits = |row: &&Row| row.progress.is_none_or(|progress| progress == Progress::of(status));
    let exact = detail.and_then(|detail| rows.iter().filter(fits).find(|row| row.detail == Some(detail)));
    let row = exact.or_else(|| rows.iter().filter(fits).find(|row| row.detail.is_none()));
    row.expect("every kind has a row for each status: a test asks for each").codes
}

/// Returns the details that a kind of event may have, in the order of the table.
pub fn details(kind: EventKind) -> Vec<&'static str> {
    let mut details: Vec<&str> = TABLE[&kind].iter().filter_map(|row| row.detail).collect();
    details.dedup();
    details
}

/// Returns the types of PLOVER, each with its modes, in the order of the codebook.
pub fn plover_types() -> Vec<(&'static str, Vec<&'static str>)> {
    let mut types: Vec<(&str, Vec<&str>)> = Vec::new();
    for columns in rows(PLOVER) {
        match columns[1] {
            "" => types.push((columns[0], Vec::new())),
            mode => types.last_mut().expect("a type stands before its modes").1.push(mode),
        }
    }
    types
}

/// How far an event has come, as far as codes ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Progress {
    Done,
    Ahead,
    Off,
}

impl Progress {
    fn of(status: Status) -> Self {
        match status {
            Status::Occurred | Status::Ongoing => Progress::Done,
            Status::Planned | Status::Proposed => Progress::Ahead,
            Status::Cancelled | Status::Denied => Progress::Off,
        }
    }
}

struct Row {
    detail: Option<&'static str>,
    progress: Option<Progress>,
    codes: Codes,
}

const EVENTS: &str = include_str!("../../../data/codes/events.tsv");
const PLOVER: &str = include_str!("../../../data/codes/plover.tsv");
const GOLDSTEIN: &str = include_str!("../../../data/codes/goldstein.tsv");

static TABLE: LazyLock<HashMap<EventKind, Vec<Row>>> = LazyLock::new(|| {
    let scores: HashMap<(&str, &str), (u8, f32)> = rows(PLOVER)
        .map(|columns| {
            let quad = columns[2].parse().expect("a quad class");
            ((columns[0], columns[1]), (quad, number(columns[3])))
        })
        .collect();
    let goldstein: HashMap<&str, f32> = rows(GOLDSTEIN).map(|columns| (columns[0], number(columns[1]))).collect();
    let mut table: HashMap<EventKind, Vec<Row>> = HashMap::new();
    for columns in rows(EVENTS) {
        let [kind, detail, progress, plover, mode, cameo] = columns[..] else { panic!("six columns: {columns:?}") };
        let (quad, score) = scores[&(plover, mode)];
        let progress = match progress {
            "done" => Some(Progress::Done),
            "ahead" => Some(Progress::Ahead),
            "off" => Some(Progress::Off),
            "any" => None,
            word => panic!("`{word}` is no progress"),
        };
        let some = |word: &'static str| (!word.is_empty()).then_some(word);
        let codes = Codes { plover, mode: some(mode), cameo, quad, score, goldstein: goldstein[cameo] };
        let kind = EventKind::from_word(kind).expect("a kind of event");
        table.entry(kind).or_default().push(Row { detail: some(detail), progress, codes });
    }
    table
});

/// The rows of a table inside the program, cut into columns; lines that begin with `#` are comments.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| line.split('\t').collect())
}

fn number(text: &str) -> f32 {
    text.parse().expect("a number")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_codes_in_every_status() {
        for kind in EventKind::ALL {
            for status in Status::ALL {
                let plain = codes(kind, status, None);
                assert!((-10.0..=10.0).contains(&plain.score) && (1..=4).contains(&plain.quad), "{plain:?}");
                for detail in details(kind) {
                    codes(kind, status, Some(detail));
                }
            }
        }
    }

    #[test]
    fn every_type_and_mode_of_the_codebook_is_the_code_of_some_event() {
        let known: Vec<String> = TABLE.values().flatten().map(|row| row.codes.plover_path()).collect();
        for (plover, modes) in plover_types() {
            assert!(known.iter().any(|path| path.starts_with(plover)), "{plover}");
            for mode in modes {
                let path = format!("{plover}/{mode}");
                assert!(known.contains(&path), "{path}");
            }
        }
    }

    #[test]
    fn codes_ask_for_detail_and_status() {
        let check = |kind, status, detail, expect: (&str, Option<&str>)| {
            let codes = codes(kind, status, detail);
            assert_eq!((codes.plover, codes.mode), expect, "{kind:?} {status:?} {detail:?}");
        };
        check(EventKind::Agree, Status::Planned, None, ("AGREE", None));
        check(EventKind::Agree, Status::Occurred, None, ("SUPPORT", None));
        check(EventKind::Sanction, Status::Occurred, Some("expel"), ("SANCTION", Some("expel")));
        check(EventKind::Sanction, Status::Occurred, Some("no such detail"), ("SANCTION", Some("discontinue")));
        check(EventKind::Retreat, Status::Planned, Some("withdraw"), ("CONCEDE", None));
        check(EventKind::Retreat, Status::Denied, Some("withdraw"), ("RETREAT", Some("withdraw")));
    }
}
