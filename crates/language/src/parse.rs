//! Builds the tree of a sentence: greedy arc-hybrid transitions, then a label for each arc.

use crate::linear::{Hash, Score, best};
use crate::token::{Pos, Relation, Tag};
use crate::word::Word;

/// Columns of the scorer of transitions.
pub const ACTION_CLASSES: usize = 4;
/// Columns of the scorer of relations.
pub const LABEL_CLASSES: usize = 64;

/// Moves the next word onto the stack.
pub const SHIFT: usize = 0;
/// Attaches the top of the stack to the next word.
pub const LEFT: usize = 1;
/// Attaches the top of the stack to the word below it.
pub const RIGHT: usize = 2;

/// What the parser sees of a sentence; place 0 is the root, place `n + 1` is outside.
#[derive(Clone, Debug)]
pub struct Input {
    /// Hashed forms.
    pub form: Vec<u32>,
    /// Tags and parts of speech in one number.
    pub tag: Vec<u32>,
    /// Forms and tags in one number.
    pub both: Vec<u32>,
    /// Hashed ends of three characters.
    pub suffix: Vec<u32>,
    /// How many commas and the like stand before each place.
    pub commas: Vec<u32>,
    /// How many verbs stand before each place.
    pub verbs: Vec<u32>,
}

impl Input {
    /// Prepares a tagged sentence.
    pub fn new(words: &[Word], tags: &[Tag], pos: &[Pos]) -> Self {
        let n = words.len();
        let mut input = Input {
            form: vec![1; n + 2],
            tag: vec![0; n + 2],
            both: vec![1; n + 2],
            suffix: vec![1; n + 2],
            commas: vec![0; n + 2],
            verbs: vec![0; n + 2],
        };
        input.form[n + 1] = 2;
        input.tag[n + 1] = 1;
        input.both[n + 1] = 2;
        for at in 0..n {
            let tag = (tags[at].index() as u32 + 1) * 32 + pos[at] as u32;
            input.form[at + 1] = words[at].form;
            input.tag[at + 1] = tag;
            input.both[at + 1] = Hash::of(tag).with(words[at].form).finish();
            input.suffix[at + 1] = words[at].suffix[2];
        }
        let (mut commas, mut verbs) = (0, 0);
        for at in 0..n {
            input.commas[at + 1] = commas;
            input.verbs[at + 1] = verbs;
            commas += u32::from(pos[at] == Pos::Punct);
            verbs += u32::from(pos[at] == Pos::Verb);
        }
        input.commas[n + 1] = commas;
        input.verbs[n + 1] = verbs;
        input
    }

    /// Returns the number of words.
    pub fn len(&self) -> usize {
        self.form.len() - 2
    }
}

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

    fn from_top(&self, depth: usize) -> usize {
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
pub fn action_features(input: &Input, state: &State, features: &mut Vec<u32>) {
    features.clear();
    let (s0, s1, s2) = (state.from_top(0), state.from_top(1), state.from_top(2));
    let (b0, b1, b2) = (state.ahead(0), state.ahead(1), state.ahead(2));
    let w = |at: usize| input.form[at];
    let t = |at: usize| input.tag[at];
    let wt = |at: usize| input.both[at];
    let label = |at: usize| u32::from(state.labels[at]) + u32::from(state.heads[at] != u16::MAX) * 100;
    let (c0, c1, cb) = (&state.children[s0], &state.children[s1], &state.children[b0]);
    let [s0l, s0l2] = c0.left.map(|c| state.child(c));
    let [s0r, s0r2] = c0.right.map(|c| state.child(c));
    let [s1l, _] = c1.left.map(|c| state.child(c));
    let [s1r, s1r2] = c1.right.map(|c| state.child(c));
    let [b0l, b0l2] = cb.left.map(|c| state.child(c));
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
    put(&[t(s0), t(s0l), t(b0)]);
    put(&[t(s0), t(s0r), t(b0)]);
    put(&[t(s0), t(b0), t(b0l)]);
    put(&[t(s0), t(b0), w(b0l)]);
    put(&[t(s1), t(s1l), t(s0)]);
    put(&[t(s1), t(s1r), t(s0)]);
    put(&[t(s1), t(s0), t(s0l)]);
    put(&[t(s1), t(s0), t(s0r)]);
    put(&[t(s1), t(s0), w(s0l)]);
    put(&[wt(s1), t(s0), w(s0l)]);
    put(&[t(s1), t(s0), w(s0l2)]);
    put(&[t(s1), label(s1r), t(s0), label(s0l)]);
    for at in [s0l, s0r, s1l, s1r, b0l] {
        put(&[w(at)]);
        put(&[t(at), label(at)]);
    }
    put(&[t(s0), label(s0l), label(s0l2)]);
    put(&[t(s0), label(s0r), label(s0r2)]);
    put(&[t(s1), label(s1r), label(s1r2)]);
    put(&[t(b0), label(b0l), label(b0l2)]);
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
