//! The weights of the network and their bytes.

use crate::matrix::{LANES, Matrix};
use crate::name;
use crate::network::FAR;
use crate::token::{Pos, Relation, Tag};
use std::borrow::Cow;

/// How many numbers are told for each word at once: tags, parts of speech, classes of names.
const OUTS: usize = Tag::COUNT + Pos::ALL.len() + name::COUNT;

/// The table of looks in eight bits.
#[derive(Clone, Debug)]
pub struct Table {
    /// Row by row, signed.
    codes: Cow<'static, [u8]>,
    /// What one step of a code is worth in each row.
    scales: Vec<f32>,
}

impl Table {
    /// Returns the codes of a row and what one step of them is worth.
    #[allow(clippy::inline_always)] // It has to lie inside loops that are compiled for wide registers.
    #[inline(always)]
    pub fn row(&self, row: usize, width: usize) -> (&[u8], f32) {
        (&self.codes[row * width..][..width], self.scales[row])
    }
}

/// What one layer learns from one side of the words.
#[derive(Clone, Debug)]
pub struct Way {
    /// Makes the values that are averaged and the gates that say how much of the average is kept.
    pub mix: Matrix,
    /// How far the gates are open without any word.
    pub open: Vec<f32>,
    /// The share of the neighbour.
    pub shift: Vec<f32>,
}

/// One layer: from the left and from the right.
#[derive(Clone, Debug)]
pub struct Layer {
    /// From the left, from the right.
    pub ways: [Way; 2],
}

/// All weights of the network.
#[derive(Clone, Debug)]
pub struct Weights {
    /// Numbers of one word.
    pub width: usize,
    /// Rows that are summed up to a word.
    pub table: Table,
    /// The layers from below.
    pub layers: Vec<Layer>,
    /// Scores tags, parts of speech and classes of names.
    pub outs: Matrix,
    /// Makes dependents, before they are turned towards heads.
    pub dependents: Matrix,
    /// Turns dependents towards heads.
    pub turn: Matrix,
    /// Makes heads.
    pub heads: Matrix,
    /// The root as a head.
    pub root_head: Vec<f32>,
    /// Added to arcs by their distance.
    pub far: Vec<f32>,
    /// Makes dependents for relations, with what is added to the sum of both.
    pub label_dependents: Matrix,
    /// Makes heads for relations.
    pub label_heads: Matrix,
    /// The root as a head for relations.
    pub root_label: Vec<f32>,
    /// Scores relations.
    pub labels: Matrix,
}

/// The sizes of a network, at the head of its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Rows of the table.
    pub rows: usize,
    /// Numbers of one word; a multiple of 32.
    pub width: usize,
    /// Layers.
    pub layers: usize,
    /// Numbers of a dependent or head in the scoring of arcs; a multiple of 16.
    pub arc: usize,
    /// Numbers of a dependent and head in the scoring of relations; a multiple of 16.
    pub label: usize,
}

/// The arrays behind the table, in the order they are written, with how many numbers each has.
pub fn arrays(sizes: Sizes) -> Vec<(&'static str, usize)> {
    let Sizes { width, layers, arc, label, .. } = sizes;
    let half = width / 2;
    vec![
        ("mix", layers * 2 * width * width),
        ("open", layers * 2 * half),
        ("shift", layers * 2 * width),
        ("outs", width * OUTS),
        ("outs_b", OUTS),
        ("arc_d", width * arc),
        ("arc_d_b", arc),
        ("arc", arc * arc),
        ("arc_b", arc),
        ("arc_h", width * arc),
        ("arc_h_b", arc),
        ("root_arc", arc),
        ("far", 2 * FAR + 2),
        ("lab_d", width * label),
        ("lab_h", width * label),
        ("lab_b", label),
        ("root_lab", label),
        ("lab", label * Relation::COUNT),
        ("lab_out_b", Relation::COUNT),
    ]
}

/// Writes a network: sizes, the table in eight bits with a scale for each row, all other weights as they are.
///
/// # Panics
///
/// Panics if an array has another length than the sizes say.
pub fn write(sizes: Sizes, table: &[f32], array: impl Fn(&str) -> Vec<f32>) -> Vec<u8> {
    assert_eq!(table.len(), sizes.rows * sizes.width, "a table is written whole");
    let mut bytes = Vec::new();
    for size in [sizes.rows, sizes.width, sizes.layers, sizes.arc, sizes.label] {
        bytes.extend((size as u32).to_le_bytes());
    }
    let scale = |row: &[f32]| row.iter().fold(0.0_f32, |most, value| most.max(value.abs())) / 127.0;
    for row in table.chunks_exact(sizes.width) {
        bytes.extend(scale(row).to_le_bytes());
    }
    for row in table.chunks_exact(sizes.width) {
        let step = scale(row).max(f32::MIN_POSITIVE);
        bytes.extend(row.iter().map(|value| (value / step).round() as i8 as u8));
    }
    for (name, len) in arrays(sizes) {
        let values = array(name);
        assert_eq!(values.len(), len, "the array `{name}` has the length its sizes say");
        bytes.extend(values.iter().flat_map(|value| value.to_le_bytes()));
    }
    bytes
}

/// Reads a network; `None` if the bytes are not one.
pub fn read<'b>(bytes: &'b [u8], keep: impl Fn(&'b [u8]) -> Cow<'static, [u8]>) -> Option<(Sizes, Weights)> {
    let mut rest = bytes;
    let mut take = |len: usize| {
        let (front, back) = rest.split_at_checked(len)?;
        rest = back;
        Some(front)
    };
    let mut size = || Some(u32::from_le_bytes(take(4)?.try_into().ok()?) as usize);
    let sizes = Sizes { rows: size()?, width: size()?, layers: size()?, arc: size()?, label: size()? };
    let Sizes { rows, width, layers, arc, label } = sizes;
    let fits = (1..=1 << 20).contains(&rows)
        && (1..=1024).contains(&width)
        && width.is_multiple_of(2 * LANES)
        && layers <= 16
        && [arc, label].iter().all(|size| (1..=1024).contains(size) && size.is_multiple_of(LANES));
    if !fits {
        return None;
    }
    let scales = floats(take(4 * rows)?);
    let table = Table { codes: keep(take(rows * width)?), scales };
    let mut parts = Vec::new();
    for (_, len) in arrays(sizes) {
        parts.push(floats(take(4 * len)?));
    }
    if !rest.is_empty() || parts.iter().chain([&table.scales]).flatten().any(|value| !value.is_finite()) {
        return None;
    }
    let mut parts = parts.into_iter();
    let mut next = || parts.next().expect("as many parts as were read");
    let half = width / 2;
    let (mixes, opens, shifts) = (next(), next(), next());
    let none = vec![0.0; width.max(label)];
    let way = |at: usize| Way {
        mix: Matrix::new(&mixes[at * width * width..][..width * width], &none[..width]),
        open: opens[at * half..][..half].to_vec(),
        shift: shifts[at * width..][..width].to_vec(),
    };
    let layers = (0..layers).map(|layer| Layer { ways: [way(2 * layer), way(2 * layer + 1)] }).collect();
    let outs = Matrix::new(&next(), &next());
    let dependents = Matrix::new(&next(), &next());
    let turn = Matrix::new(&next(), &next());
    let heads = Matrix::new(&next(), &next());
    let (root_head, far) = (next(), next());
    let (label_dependents, label_heads) = (next(), next());
    let label_dependents = Matrix::new(&label_dependents, &next());
    let label_heads = Matrix::new(&label_heads, &none[..label]);
    let root_label = next();
    let labels = Matrix::new(&next(), &next());
    let weights = Weights {
        width,
        table,
        layers,
        outs,
        dependents,
        turn,
        heads,
        root_head,
        far,
        label_dependents,
        label_heads,
        root_label,
        labels,
    };
    Some((sizes, weights))
}

fn floats(bytes: &[u8]) -> Vec<f32> {
    bytes.chunks_exact(4).map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect()
}
