//! The trained network: what it makes of the words of some sentences.
//!
//! A word is the sum of rows of a table, see [`look`](crate::look). Layers of two-way gated averages give it its
//! context: a simple recurrent unit (Lei and others 2018, "Simple Recurrent Units for Highly Parallelizable Recurrence")
//! whose gates see the word and the one beside it. Arcs are scored by a product of dependent and head (after Dozat and
//! Manning 2017, "Deep Biaffine Attention for Neural Dependency Parsing"), relations by a layer over both.
//!
//! `crates/lab/training/student.py` holds the same formulas for training; both have to change together.

mod kernel;
mod weights;

pub use weights::{Layer, Sizes, Table, Way, Weights, arrays, read, write};

use crate::look::ROWS;
use crate::matrix::Matrix;
use crate::name;
use crate::token::{Pos, Relation, Tag};
use crate::tree;
use kernel::{Average, Normalize, SumRows};
use pulp::Arch;
use std::ops::Range;

/// Distances between head and dependent beyond this count as one.
pub const FAR: usize = 10;

/// What the network tells of one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The Penn tag.
    pub tag: Tag,
    /// The universal part of speech.
    pub pos: Pos,
    /// The class in a name, see [`name`].
    pub name: u8,
    /// The place of the governor: 0 is the root, 1 the first word.
    pub head: u16,
    /// The relation to the governor.
    pub relation: Relation,
}

/// Room for numbers, kept from one run to the next.
#[derive(Debug, Default)]
pub struct Room {
    arch: Arch,
    words: Vec<f32>,
    normal: Vec<f32>,
    leaning: Vec<f32>,
    mixed: Vec<f32>,
    outs: Vec<f32>,
    dependents: Vec<f32>,
    turned: Vec<f32>,
    heads: Vec<f32>,
    label_dependents: Vec<f32>,
    label_heads: Vec<f32>,
    hidden: Vec<f32>,
    labels: Vec<f32>,
    head_matrix: Matrix,
    arcs: Vec<f32>,
}

impl Weights {
    /// Annotates sentences, given by the ranges of their words, one behind the other.
    pub fn annotate(&self, looks: &[[u32; ROWS]], sentences: &[Range<usize>], room: &mut Room) -> Vec<Verdict> {
        self.sum_rows(looks, room);
        for layer in &self.layers {
            self.layer(layer, sentences, room);
        }
        let Room { arch, words, normal, .. } = room;
        normalize(*arch, words, self.width, normal);
        let arch = room.arch;
        self.outs.multiply(arch, &room.normal, &mut room.outs);
        self.dependents.multiply(arch, &room.normal, &mut room.dependents);
        rectify(&mut room.dependents);
        self.turn.multiply(arch, &room.dependents, &mut room.turned);
        self.heads.multiply(arch, &room.normal, &mut room.heads);
        rectify(&mut room.heads);
        self.label_dependents.multiply(arch, &room.normal, &mut room.label_dependents);
        self.label_heads.multiply(arch, &room.normal, &mut room.label_heads);
        let mut heads = Vec::with_capacity(looks.len());
        for sentence in sentences {
            self.arcs(sentence, room);
            tree::build(&room.arcs, sentence.len(), &mut heads);
        }
        self.labels(sentences, &heads, room);
        self.verdicts(sentences, &heads, room)
    }

    /// Adds up the rows of each word.
    fn sum_rows(&self, looks: &[[u32; ROWS]], room: &mut Room) {
        room.mixed.clear();
        room.mixed.resize(looks.len() * self.width, 0.0);
        room.arch.dispatch(SumRows { table: &self.table, looks, width: self.width, sums: &mut room.mixed });
        normalize(room.arch, &room.mixed, self.width, &mut room.words);
    }

    /// Adds to each word what a layer sees around it.
    fn layer(&self, layer: &Layer, sentences: &[Range<usize>], room: &mut Room) {
        let arch = room.arch;
        normalize(arch, &room.words, self.width, &mut room.normal);
        for (at, way) in layer.ways.iter().enumerate() {
            let back = at == 1;
            lean(&room.normal, &way.shift, sentences, back, &mut room.leaning);
            way.mix.multiply(arch, &room.leaning, &mut room.mixed);
            let half = self.width / 2;
            let words = &mut room.words[at * half..];
            arch.dispatch(Average { mixed: &room.mixed, open: &way.open, sentences, back, words, width: self.width });
        }
    }

    /// Scores every governor of every word of a sentence; row by row, the root first.
    fn arcs(&self, sentence: &Range<usize>, room: &mut Room) {
        let count = sentence.len();
        let (turned, heads) = (self.turn.stride(), self.heads.stride());
        let head = |at: usize| {
            if at == 0 { &self.root_head[..] } else { &room.heads[(sentence.start + at - 1) * heads..] }
        };
        room.head_matrix.lay_out(turned, count + 1, |input, place| head(place).get(input).copied().unwrap_or(0.0));
        let rows = &room.turned[sentence.start * turned..sentence.end * turned];
        room.head_matrix.multiply(room.arch, rows, &mut room.arcs);
        // The product has filled-up rows; the tree wants them close together.
        let stride = room.head_matrix.stride();
        for word in 0..count {
            for place in 0..=count {
                let score = room.arcs[word * stride + place] + self.far[distance(word, place)];
                room.arcs[word * (count + 1) + place] = score;
            }
        }
        room.arcs.truncate(count * (count + 1));
    }

    /// Scores the relations of all words to their governors.
    fn labels(&self, sentences: &[Range<usize>], heads: &[u16], room: &mut Room) {
        let stride = self.label_dependents.stride();
        room.hidden.clear();
        for sentence in sentences {
            for word in sentence.clone() {
                let dependent = &room.label_dependents[word * stride..][..stride];
                let head = match heads[word] {
                    0 => &self.root_label[..],
                    place => &room.label_heads[(sentence.start + usize::from(place) - 1) * stride..][..stride],
                };
                room.hidden.extend(dependent.iter().zip(head).map(|(dependent, head)| (dependent + head).max(0.0)));
            }
        }
        self.labels.multiply(room.arch, &room.hidden, &mut room.labels);
    }

    fn verdicts(&self, sentences: &[Range<usize>], heads: &[u16], room: &Room) -> Vec<Verdict> {
        let of_root = Relation::from_name("root").expect("the relation of the root is in the list").index();
        let (outs, labels) = (self.outs.stride(), self.labels.stride());
        let mut verdicts = Vec::with_capacity(heads.len());
        let mut scores = Vec::new();
        let mut classes = Vec::new();
        for sentence in sentences {
            scores.clear();
            for word in sentence.clone() {
                let row = &room.outs[word * outs..][..outs];
                let (tags, rest) = row.split_at(Tag::COUNT);
                let (pos, names) = rest.split_at(Pos::ALL.len());
                scores.push(std::array::from_fn(|class| names[class]));
                let relations = &room.labels[word * labels..][..Relation::COUNT];
                let relation = if heads[word] == 0 { of_root } else { best(relations, Some(of_root)) };
                verdicts.push(Verdict {
                    tag: Tag::from_index(best(tags, None)),
                    pos: Pos::ALL[best(pos, None)],
                    name: name::NONE as u8,
                    head: heads[word],
                    relation: Relation::from_index(relation),
                });
            }
            name::decode(&scores, &mut classes);
            for (verdict, class) in verdicts[sentence.start..].iter_mut().zip(&classes) {
                verdict.name = *class;
            }
        }
        verdicts
    }
}

/// Returns the number of the best score but one that is left out; of equal ones the first.
fn best(scores: &[f32], left_out: Option<usize>) -> usize {
    let mut best = (0, f32::NEG_INFINITY);
    for (at, &score) in scores.iter().enumerate() {
        if score > best.1 && Some(at) != left_out {
            best = (at, score);
        }
    }
    best.0
}

/// Returns the number of the distance between a word, from 0, and the place of a governor, 0 being the root.
fn distance(word: usize, place: usize) -> usize {
    match place {
        0 => 2 * FAR + 1,
        _ if place > word => (place - 1 - word).min(FAR) + FAR,
        _ => FAR - (word + 1 - place).min(FAR),
    }
}

/// Brings each row to a mean square of one.
fn normalize(arch: Arch, rows: &[f32], width: usize, normal: &mut Vec<f32>) {
    normal.clear();
    normal.resize(rows.len(), 0.0);
    arch.dispatch(Normalize { rows, width, normal });
}

/// Adds to each word a share of the word before it, or behind it when going `back`.
fn lean(rows: &[f32], shift: &[f32], sentences: &[Range<usize>], back: bool, leaning: &mut Vec<f32>) {
    let width = shift.len();
    leaning.clear();
    leaning.extend_from_slice(rows);
    for sentence in sentences {
        for word in sentence.clone() {
            let beside = if back {
                (word + 1 < sentence.end).then(|| word + 1)
            } else {
                (word > sentence.start).then(|| word - 1)
            };
            let Some(beside) = beside else { continue };
            let row = &mut leaning[word * width..][..width];
            for ((value, beside), share) in row.iter_mut().zip(&rows[beside * width..]).zip(shift) {
                *value += share * beside;
            }
        }
    }
}

/// Cuts off what is below zero.
fn rectify(values: &mut [f32]) {
    for value in values {
        *value = value.max(0.0);
    }
}
