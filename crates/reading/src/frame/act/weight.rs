//! Which event a sentence is about.

use super::Act;
use crate::document::Passage;

/// Returns how far an event stands from the main point of its sentence; the lightest is the main one.
pub(crate) fn weight(passage: &Passage, act: &Act) -> usize {
    let chain = std::iter::once(act.trigger).chain(passage.ancestors(act.trigger));
    chain
        .map(|token| match passage.relation(token) {
            "root" => 0,
            "conj" | "xcomp" | "ccomp" | "parataxis" | "obj" | "nsubj" | "nsubj:pass" | "csubj" => 1,
            "obl" => 3,
            "acl:relcl" => 5,
            _ => 4,
        })
        .sum()
}
