//! Which event a sentence is about.

use plenipo_record::EventKind;

use super::Act;
use crate::document::Passage;

/// Returns how far an event stands from the main point of its sentence; the lightest is the main one.
pub(crate) fn weight(passage: &Passage, act: &Act) -> usize {
    let first = if is_said(passage, act) { passage.head(act.trigger) } else { Some(act.trigger) };
    let chain = first.into_iter().chain(first.into_iter().flat_map(|first| passage.ancestors(first)));
    chain
        .map(|token| match passage.relation(token) {
            "root" => 0,
            "conj" | "xcomp" | "ccomp" | "parataxis" | "obj" | "nsubj" | "nsubj:pass" | "csubj" => 1,
            "obl" => 3,
            "acl:relcl" => 5,
            _ => 4,
        })
        .sum::<usize>()
        + usize::from(!is_said(passage, act))
}

/// Tells whether an act is one of words that stand behind what is said: "Chile will pay, Norway *warned*".
fn is_said(passage: &Passage, act: &Act) -> bool {
    let is_verbal = matches!(
        act.kind,
        EventKind::Pledge | EventKind::Request | EventKind::Accuse | EventKind::Threaten | EventKind::Reject
    );
    is_verbal && passage.relation(act.trigger) == "parataxis"
}
