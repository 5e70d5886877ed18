//! What the scorers of the parser see: templates over places of stack, sentence and tree.

use super::{Input, State};
use crate::linear::Hash;

fn distance(from: usize, to: usize) -> u32 {
    match to.abs_diff(from) {
        near @ 0..=4 => near as u32,
        5..=6 => 5,
        7..=10 => 6,
        11..=20 => 7,
        _ => 8,
    }
}

/// Collects what decides the next transition.
#[allow(clippy::too_many_lines, clippy::similar_names)] // One list of templates; the names say place and side.
pub fn action_features(input: &Input, state: &State, features: &mut Vec<u32>) {
    features.clear();
    let (s0, s1, s2) = (state.stacked(0), state.stacked(1), state.stacked(2));
    let (b0, b1, b2) = (state.ahead(0), state.ahead(1), state.ahead(2));
    let w = |at: usize| input.form[at];
    let t = |at: usize| input.tag[at];
    let wt = |at: usize| input.both[at];
    let label = |at: usize| u32::from(state.labels[at]) + u32::from(state.heads[at] != u16::MAX) * 100;
    let (c0, c1, cb) = (&state.children[s0], &state.children[s1], &state.children[b0]);
    let [s0_left, s0_left2] = c0.left.map(|c| state.child(c));
    let [s0_right, s0_right2] = c0.right.map(|c| state.child(c));
    let [s1_left, _] = c1.left.map(|c| state.child(c));
    let [s1_right, s1_right2] = c1.right.map(|c| state.child(c));
    let [b0_left, b0_left2] = cb.left.map(|c| state.child(c));
    let d0 = distance(s0, b0);
    let d1 = distance(s1, s0);
    let between0 = (input.commas[b0].wrapping_sub(input.commas[s0])).min(3) * 4
        + (input.verbs[b0].wrapping_sub(input.verbs[s0])).min(3);
    let between1 = if s1 < s0 {
        (input.commas[s0].wrapping_sub(input.commas[s1])).min(3) * 4
            + (input.verbs[s0].wrapping_sub(input.verbs[s1])).min(3)
    } else {
        99
    };
    let mut template = 200;
    let mut put = |values: &[u32]| {
        template += 1;
        features.push(values.iter().fold(Hash::of(template), |hash, &value| hash.with(value)).finish());
    };
    put(&[]);
    // One place.
    for at in [s0, s1, b0, b1] {
        put(&[w(at)]);
        put(&[t(at)]);
        put(&[wt(at)]);
    }
    put(&[wt(s2)]);
    put(&[t(s2)]);
    put(&[wt(b2)]);
    put(&[t(b2)]);
    put(&[input.suffix[s0]]);
    put(&[input.suffix[b0]]);
    // The top of the stack and the next word.
    put(&[wt(s0), wt(b0)]);
    put(&[wt(s0), t(b0)]);
    put(&[t(s0), wt(b0)]);
    put(&[w(s0), w(b0)]);
    put(&[t(s0), t(b0)]);
    put(&[t(s0), t(b0), d0]);
    put(&[wt(s0), t(b0), d0]);
    put(&[t(s0), wt(b0), d0]);
    put(&[t(s0), t(b0), between0]);
    put(&[w(s0), between0]);
    // The two topmost.
    put(&[wt(s1), wt(s0)]);
    put(&[wt(s1), t(s0)]);
    put(&[t(s1), wt(s0)]);
    put(&[w(s1), w(s0)]);
    put(&[t(s1), t(s0)]);
    put(&[t(s1), t(s0), d1]);
    put(&[t(s1), t(s0), between1]);
    put(&[wt(s1), t(s0), d1]);
    // The one below and the next word.
    put(&[t(s1), t(b0)]);
    put(&[wt(s1), t(b0)]);
    put(&[t(s1), wt(b0)]);
    put(&[wt(b0), t(b1)]);
    put(&[t(b0), wt(b1)]);
    put(&[t(b0), t(b1)]);
    put(&[w(s0), w(b1)]);
    // Three places.
    put(&[t(s0), t(b0), t(b1)]);
    put(&[wt(s0), t(b0), t(b1)]);
    put(&[t(s0), wt(b0), t(b1)]);
    put(&[t(s0), t(b0), wt(b1)]);
    put(&[t(b0), t(b1), t(b2)]);
    put(&[t(s0), t(b0), t(b1), t(b2)]);
    put(&[t(s1), t(s0), t(b0)]);
    put(&[wt(s1), t(s0), t(b0)]);
    put(&[t(s1), wt(s0), t(b0)]);
    put(&[t(s1), t(s0), wt(b0)]);
    put(&[t(s2), t(s1), t(s0)]);
    put(&[t(s2), t(s1), t(s0), t(b0)]);
    put(&[t(s1), t(s0), t(b0), t(b1)]);
    put(&[w(s1), w(s0), w(b0)]);
    // Children.
    put(&[t(s0), t(s0_left), t(b0)]);
    put(&[t(s0), t(s0_right), t(b0)]);
    put(&[t(s0), t(b0), t(b0_left)]);
    put(&[t(s0), t(b0), w(b0_left)]);
    put(&[w(s0), t(b0), w(b0_left)]);
    put(&[w(s1), t(b0), w(b0_left)]);
    put(&[w(s1), t(s0), w(b0_left)]);
    put(&[w(s0), w(b0), w(b0_left)]);
    put(&[t(s1), t(s0), t(b0), w(b0_left)]);
    put(&[t(s2), t(s1), t(b0), w(b0_left)]);
    put(&[t(s1), t(s1_left), t(s0)]);
    put(&[t(s1), t(s1_right), t(s0)]);
    put(&[t(s1), t(s0), t(s0_left)]);
    put(&[t(s1), t(s0), t(s0_right)]);
    put(&[t(s1), t(s0), w(s0_left)]);
    put(&[wt(s1), t(s0), w(s0_left)]);
    put(&[t(s1), t(s0), w(s0_left2)]);
    put(&[t(s1), label(s1_right), t(s0), label(s0_left)]);
    for at in [s0_left, s0_right, s1_left, s1_right, b0_left] {
        put(&[w(at)]);
        put(&[t(at), label(at)]);
    }
    put(&[t(s0), label(s0_left), label(s0_left2)]);
    put(&[t(s0), label(s0_right), label(s0_right2)]);
    put(&[t(s1), label(s1_right), label(s1_right2)]);
    put(&[t(b0), label(b0_left), label(b0_left2)]);
    // How many and which children.
    put(&[wt(s0), u32::from(c0.lefts.min(4)), u32::from(c0.rights.min(4))]);
    put(&[wt(s1), u32::from(c1.rights.min(4))]);
    put(&[t(s1), t(s0), u32::from(c1.rights.min(4))]);
    put(&[wt(b0), u32::from(cb.lefts.min(4))]);
    put(&[t(s0), c0.left_set, t(b0)]);
    put(&[t(s0), c0.right_set, t(b0)]);
    put(&[t(s1), c1.right_set, t(s0)]);
    put(&[w(s0), c0.right_set]);
    put(&[w(s1), c1.right_set]);
    put(&[t(b0), cb.left_set]);
    put(&[w(s0), c0.left_set, t(b0)]);
    put(&[t(s1), c1.left_set, t(s0), c0.left_set]);
}

/// Collects what decides the relation of `dependent` to `head`.
pub fn label_features(input: &Input, state: &State, head: usize, dependent: usize, features: &mut Vec<u32>) {
    features.clear();
    let outside = state.outside();
    let w = |at: usize| input.form[at];
    let t = |at: usize| input.tag[at];
    let wt = |at: usize| input.both[at];
    let label = |at: usize| u32::from(state.labels[at]) + u32::from(state.heads[at] != u16::MAX) * 100;
    let (ch, cd) = (&state.children[head], &state.children[dependent]);
    let [dl, dl2] = cd.left.map(|c| state.child(c));
    let [dr, _] = cd.right.map(|c| state.child(c));
    let [hl, hl2] = ch.left.map(|c| state.child(c));
    let [hr, hr2] = ch.right.map(|c| state.child(c));
    let side = u32::from(head < dependent);
    let far = distance(head, dependent) * 2 + side;
    let (low, high) = if head < dependent { (head, dependent) } else { (dependent, head) };
    let between = input.commas[high].wrapping_sub(input.commas[low]).min(3) * 4
        + input.verbs[high].wrapping_sub(input.verbs[low]).min(3);
    let before = if dependent > 1 { dependent - 1 } else { outside };
    let after = (dependent + 1).min(outside);
    let mut template = 400;
    let mut put = |values: &[u32]| {
        template += 1;
        features.push(values.iter().fold(Hash::of(template).with(side), |hash, &value| hash.with(value)).finish());
    };
    put(&[]);
    put(&[w(head)]);
    put(&[t(head)]);
    put(&[wt(head)]);
    put(&[w(dependent)]);
    put(&[t(dependent)]);
    put(&[wt(dependent)]);
    put(&[input.suffix[dependent], t(head)]);
    put(&[input.suffix[head], t(dependent)]);
    put(&[t(head), t(dependent)]);
    put(&[wt(head), t(dependent)]);
    put(&[t(head), wt(dependent)]);
    put(&[w(head), w(dependent)]);
    put(&[t(head), t(dependent), far]);
    put(&[t(head), t(dependent), between]);
    put(&[t(dependent), far]);
    put(&[t(dependent), t(before), t(after)]);
    put(&[t(head), t(dependent), t(before)]);
    put(&[t(head), t(dependent), t(after)]);
    put(&[w(before), t(dependent)]);
    put(&[w(after), t(dependent)]);
    put(&[t(dependent), cd.left_set]);
    put(&[t(dependent), cd.right_set]);
    put(&[t(head), t(dependent), cd.left_set]);
    put(&[t(head), t(dependent), cd.left_set, cd.right_set]);
    put(&[w(dl), t(dependent), t(head)]);
    put(&[w(dl), label(dl), t(dependent)]);
    put(&[w(dl), wt(head)]);
    put(&[w(dl), w(dependent)]);
    put(&[w(dl), w(dl2), t(dependent)]);
    put(&[t(dl), t(dl2), t(dependent), t(head)]);
    put(&[w(dl2), t(dependent)]);
    put(&[t(dr), t(dependent), t(head)]);
    put(&[w(dr), label(dr), t(dependent)]);
    put(&[t(head), t(dependent), ch.left_set]);
    put(&[t(head), t(dependent), ch.right_set]);
    put(&[wt(head), t(dependent), ch.right_set]);
    put(&[wt(head), t(dependent), ch.left_set]);
    put(&[t(head), t(dependent), label(hl), t(hl)]);
    put(&[t(head), t(dependent), label(hr), t(hr)]);
    put(&[w(head), t(dependent), w(hr)]);
    put(&[w(head), label(hr), label(hr2), t(dependent)]);
    put(&[w(head), label(hl), label(hl2), t(dependent)]);
    put(&[t(head), w(hl), t(dependent)]);
    put(&[t(dependent), w(state.ahead(0)), side]);
    put(&[t(head), t(dependent), t(state.ahead(0)), t(state.ahead(1))]);
}
