//! Builds the tree of a sentence: greedy arc-hybrid transitions, then a label for each arc.

mod features;
mod input;

pub use features::{action_features, label_features};
pub use input::Input;

use crate::linear::{Score, best};
use crate::token::Relation;

/// Columns of the scorer of transitions.
pub const ACTION_CLASSES: usize = 3;
/// Columns of the scorer of relations.
pub const LABEL_CLASSES: usize = 64;

/// Moves the next word onto the stack.
pub const SHIFT: usize = 0;
/// Attaches the top of the stack to the next word.
pub const LEFT: usize = 1;
/// Attaches the top of the stack to the word below it.
pub const RIGHT: usize = 2;

/// The children of one place found so far.
#[derive(Clone, Copy, Debug, Default)]
struct Children {
    left: [u16; 2],
    right: [u16; 2],
    lefts: u8,
    rights: u8,
    left_set: u32,
    right_set: u32,
}

/// A tree under construction.
#[derive(Clone, Debug)]
pub struct State {
    /// The governor of each place; `u16::MAX` while unknown.
    pub heads: Vec<u16>,
    /// The relation of each place to its governor.
    pub labels: Vec<u8>,
    children: Vec<Children>,
    stack: Vec<u16>,
    next: usize,
    n: usize,
}

impl State {
    /// Starts on a sentence of `n` words.
    pub fn new(n: usize) -> Self {
        let mut stack = Vec::with_capacity(n + 1);
        stack.push(0);
        Self {
            heads: vec![u16::MAX; n + 2],
            labels: vec![0; n + 2],
            children: vec![Children::default(); n + 2],
            stack,
            next: 1,
            n,
        }
    }

    /// Tells whether the tree is whole.
    pub fn is_done(&self) -> bool {
        self.next > self.n && self.stack.len() == 1
    }

    /// Tells whether the transition is possible; the root takes its one dependent last.
    pub fn allows(&self, action: usize) -> bool {
        let words_left = self.next <= self.n;
        match action {
            SHIFT => words_left,
            LEFT => words_left && self.stack.len() > 1,
            RIGHT => self.stack.len() > 2 || self.stack.len() == 2 && !words_left,
            _ => false,
        }
    }

    /// Returns the places on the stack, the root first.
    pub fn stack(&self) -> &[u16] {
        &self.stack
    }

    /// Returns the place of the next word.
    pub fn next(&self) -> usize {
        self.next
    }

    /// Returns head and dependent of the arc that the transition would draw.
    pub fn arc(&self, action: usize) -> Option<(usize, usize)> {
        let top = *self.stack.last()? as usize;
        match action {
            LEFT => Some((self.next, top)),
            RIGHT => Some((self.stack[self.stack.len() - 2] as usize, top)),
            _ => None,
        }
    }

    /// Moves the next word onto the stack.
    pub fn shift(&mut self) {
        self.stack.push(self.next as u16);
        self.next += 1;
    }

    /// Draws the arc of `LEFT` or `RIGHT` and takes the dependent off the stack.
    pub fn attach(&mut self, head: usize, dependent: usize, label: usize) {
        self.heads[dependent] = head as u16;
        self.labels[dependent] = label as u8;
        let bit = 1u32 << (label as u32 * 7 % 31);
        let children = &mut self.children[head];
        if dependent < head {
            children.left = [dependent as u16, children.left[0]];
            children.lefts = children.lefts.saturating_add(1);
            children.left_set |= bit;
        } else {
            children.right = [dependent as u16, children.right[0]];
            children.rights = children.rights.saturating_add(1);
            children.right_set |= bit;
        }
        self.stack.pop();
    }

    fn outside(&self) -> usize {
        self.n + 1
    }

    fn stacked(&self, depth: usize) -> usize {
        self.stack.len().checked_sub(depth + 1).map_or(self.outside(), |at| self.stack[at] as usize)
    }

    fn ahead(&self, offset: usize) -> usize {
        (self.next + offset).min(self.outside())
    }

    fn child(&self, child: u16) -> usize {
        if child == 0 { self.outside() } else { child as usize }
    }
}

/// Builds the tree with trained scorers.
pub fn parse(input: &Input, actions: &impl Score<ACTION_CLASSES>, labels: &impl Score<LABEL_CLASSES>) -> State {
    let mut state = State::new(input.len());
    let mut features = Vec::with_capacity(128);
    while !state.is_done() {
        action_features(input, &state, &mut features);
        let action = best(&actions.score(&features), |class| state.allows(class));
        if let Some((head, dependent)) = state.arc(action) {
            label_features(input, &state, head, dependent, &mut features);
            let label = best_label(&labels.score(&features), head);
            state.attach(head, dependent, label);
        } else {
            state.shift();
        }
    }
    state
}

/// Returns the best label of an arc; the root's dependent is always `root` and no other is.
pub fn best_label(scores: &[f32; LABEL_CLASSES], head: usize) -> usize {
    let root = Relation::from_name("root").expect("the relation of the root is in the list").index();
    if head == 0 { root } else { best(scores, |class| class < Relation::COUNT && class != root) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_takes_its_one_dependent_last() {
        let mut state = State::new(2);
        assert!(state.allows(SHIFT) && !state.allows(LEFT) && !state.allows(RIGHT));
        state.shift();
        assert!(state.allows(LEFT) && !state.allows(RIGHT));
        assert_eq!(state.arc(LEFT), Some((2, 1)));
        state.attach(2, 1, 0);
        state.shift();
        assert!(!state.allows(SHIFT) && state.allows(RIGHT));
        assert_eq!(state.arc(RIGHT), Some((0, 2)));
        state.attach(0, 2, 0);
        assert!(state.is_done());
    }
}
