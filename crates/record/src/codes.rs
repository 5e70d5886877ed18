//! Codes of the two coding schemes of the field, PLOVER and CAMEO.
//!
//! Code names follow PLOVER 2.0 (Open Event Data Alliance, 2021 draft) and CAMEO 1.1b3 (Schrodt, 2012). PLOVER
//! codes what is done, so a plan to cooperate is `AGREE`, whatever is planned.

use crate::{EventKind, Status};

/// The usual codes of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Codes {
    /// The PLOVER event type: `CONSULT`.
    pub plover: &'static str,
    /// The PLOVER mode, where the type has one that fits: `visit`.
    pub mode: Option<&'static str>,
    /// The CAMEO code, two to four digits: `042`.
    pub cameo: &'static str,
}

/// Returns the usual codes of an event of this kind that has come this far.
///
/// ```
/// use plenipo_record::{EventKind, Status, codes};
///
/// let visit = codes(EventKind::Visit, Status::Occurred);
/// assert_eq!((visit.plover, visit.mode, visit.cameo), ("CONSULT", Some("visit"), "042"));
/// assert_eq!(codes(EventKind::Visit, Status::Planned).plover, "AGREE");
/// ```
#[allow(clippy::match_same_arms, reason = "a table reads best with one row a case")]
pub fn codes(kind: EventKind, status: Status) -> Codes {
    use EventKind::{Agree, Aid, Appoint, Call, Gathering, Meet, Negotiate, Sanction, Visit};
    use Status::{Cancelled, Denied, Occurred, Ongoing, Planned, Proposed};

    let (plover, mode, cameo) = match (kind, status) {
        (Meet, Occurred | Ongoing) => ("CONSULT", None, "040"),
        (Visit, Occurred | Ongoing) => ("CONSULT", Some("visit"), "042"),
        (Call, Occurred | Ongoing) => ("CONSULT", Some("phone"), "041"),
        (Gathering, Occurred | Ongoing) => ("CONSULT", Some("multilateral"), "040"),
        (Negotiate, Occurred | Ongoing) => ("CONSULT", None, "046"),
        (Meet | Visit | Call | Gathering | Negotiate, Planned | Proposed) => ("AGREE", None, "036"),
        (Meet | Visit | Call | Gathering | Negotiate, Cancelled | Denied) => ("REJECT", Some("meet"), "125"),

        (Agree, Occurred | Ongoing) => ("SUPPORT", None, "057"),
        (Agree, Planned | Proposed) => ("AGREE", None, "030"),
        (Agree, Cancelled | Denied) => ("REJECT", None, "120"),

        (Sanction, Occurred | Ongoing) => ("SANCTION", Some("discontinue"), "163"),
        (Sanction, Planned | Proposed) => ("THREATEN", Some("relations"), "131"),
        (Sanction, Cancelled | Denied) => ("CONCEDE", None, "085"),

        (Appoint, Occurred | Ongoing) => ("SUPPORT", None, "050"),
        (Appoint, Planned | Proposed) => ("AGREE", None, "030"),
        (Appoint, Cancelled | Denied) => ("REJECT", None, "120"),

        (Aid, Occurred | Ongoing) => ("AID", None, "070"),
        (Aid, Planned | Proposed) => ("AGREE", None, "033"),
        (Aid, Cancelled | Denied) => ("REJECT", Some("assist"), "122"),
    };
    Codes { plover, mode, cameo }
}
