//! Loops over many numbers, compiled for each width of registers that a machine may have.
//!
//! All sums have a fixed order, so that every machine gets the same bits.

// What is compiled for wide registers has to lie inside the function that is compiled for them.
#![allow(clippy::inline_always)]

use crate::look::ROWS;
use crate::network::Table;
use pulp::{Simd, WithSimd};
use std::ops::Range;

/// Adds up the rows of the table that each word looks at.
pub struct SumRows<'a> {
    pub table: &'a Table,
    pub looks: &'a [[u32; ROWS]],
    pub width: usize,
    pub sums: &'a mut [f32],
}

impl WithSimd for SumRows<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        for (sums, look) in self.sums.chunks_exact_mut(self.width).zip(self.looks) {
            for &row in look {
                let (codes, scale) = self.table.row(row as usize, self.width);
                for (sum, code) in sums.iter_mut().zip(codes) {
                    *sum += scale * f32::from(code.cast_signed());
                }
            }
        }
    }
}

/// Brings each row to a mean square of one.
pub struct Normalize<'a> {
    pub rows: &'a [f32],
    pub width: usize,
    pub normal: &'a mut [f32],
}

impl WithSimd for Normalize<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        const PARTS: usize = 16;
        for (row, normal) in self.rows.chunks_exact(self.width).zip(self.normal.chunks_exact_mut(self.width)) {
            let mut parts = [0.0; PARTS];
            for values in row.chunks_exact(PARTS) {
                for (part, value) in parts.iter_mut().zip(values) {
                    *part += value * value;
                }
            }
            let square: f32 = parts.iter().sum::<f32>() / self.width as f32;
            let scale = 1.0 / (square + 1e-6).sqrt();
            for (normal, value) in normal.iter_mut().zip(row) {
                *normal = value * scale;
            }
        }
    }
}

/// Adds to the words the gated running averages along each sentence.
pub struct Average<'a> {
    /// For each word half a width of values, then as many gates.
    pub mixed: &'a [f32],
    pub open: &'a [f32],
    pub sentences: &'a [Range<usize>],
    /// Whether the sentences are gone through from their ends.
    pub back: bool,
    /// Rows of `width` numbers, from the first number that is added to.
    pub words: &'a mut [f32],
    pub width: usize,
}

impl WithSimd for Average<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let half = self.open.len();
        let mut running = vec![0.0_f32; half];
        for sentence in self.sentences {
            running.fill(0.0);
            for step in 0..sentence.len() {
                let word = if self.back { sentence.end - 1 - step } else { sentence.start + step };
                let (values, gates) = self.mixed[word * 2 * half..][..2 * half].split_at(half);
                let row = &mut self.words[word * self.width..][..half];
                let seen = values.iter().zip(gates).zip(self.open);
                for ((running, row), ((value, gate), open)) in running.iter_mut().zip(row).zip(seen) {
                    let gate = gate + open;
                    let keep = 0.5 + 0.5 * gate / (1.0 + gate.abs());
                    *running = keep * *running + (1.0 - keep) * value;
                    *row += *running;
                }
            }
        }
    }
}
