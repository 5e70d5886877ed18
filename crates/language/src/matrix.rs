//! Products of many short rows with one matrix, plus a bias: nearly all of the time that the network takes.
//!
//! Every sum is added up in the same order with separate multiplications and additions, so that each machine gets the
//! same bits, however wide its registers are.

// What is compiled for wide registers has to lie inside the function that is compiled for them.
#![allow(clippy::inline_always)]

use pulp::{Arch, Simd, WithSimd};

/// Columns that are computed together.
pub const LANES: usize = 16;
/// Rows that are computed together.
const BLOCK: usize = 4;

/// A matrix, laid out in panels of [`LANES`] columns; the last panel is filled up with zeros.
#[derive(Clone, Debug, Default)]
pub struct Matrix {
    inputs: usize,
    outputs: usize,
    panels: Vec<[f32; LANES]>,
    /// What each column starts from, in panels too.
    bias: Vec<[f32; LANES]>,
}

impl Matrix {
    /// Lays out weights that are given row by row, one row for each number of the bias' length that comes in.
    ///
    /// # Panics
    ///
    /// Panics if the weights are no whole rows.
    pub fn new(weights: &[f32], bias: &[f32]) -> Self {
        let outputs = bias.len();
        assert!(weights.len().is_multiple_of(outputs), "a matrix is given in whole rows");
        let mut matrix = Self::default();
        matrix.lay_out(weights.len() / outputs, outputs, |input, output| weights[input * outputs + output]);
        for (panel, bias) in matrix.bias.iter_mut().zip(bias.chunks(LANES)) {
            panel[..bias.len()].copy_from_slice(bias);
        }
        matrix
    }

    /// Lays out other weights in the same room, without a bias.
    pub fn lay_out(&mut self, inputs: usize, outputs: usize, weight: impl Fn(usize, usize) -> f32) {
        (self.inputs, self.outputs) = (inputs, outputs);
        self.panels.clear();
        for panel in 0..outputs.div_ceil(LANES) {
            self.panels.extend((0..inputs).map(|input| {
                let columns = |lane| panel * LANES + lane;
                std::array::from_fn(|lane| if columns(lane) < outputs { weight(input, columns(lane)) } else { 0.0 })
            }));
        }
        self.bias.clear();
        self.bias.resize(outputs.div_ceil(LANES), [0.0; LANES]);
    }

    /// Returns how many numbers one row of a product has, those that fill up the last panel too.
    pub fn stride(&self) -> usize {
        self.outputs.div_ceil(LANES) * LANES
    }

    /// Multiplies rows of `inputs` numbers; `product` becomes rows of [`stride`](Self::stride) numbers.
    pub fn multiply(&self, arch: Arch, rows: &[f32], product: &mut Vec<f32>) {
        let count = rows.len() / self.inputs.max(1);
        product.resize(count * self.stride(), 0.0);
        arch.dispatch(Product { matrix: self, rows, out: product });
    }
}

struct Product<'a> {
    matrix: &'a Matrix,
    rows: &'a [f32],
    out: &'a mut [f32],
}

impl WithSimd for Product<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let Matrix { inputs, panels, bias, .. } = self.matrix;
        let stride = self.matrix.stride();
        for (rows, product) in self.rows.chunks(inputs * BLOCK).zip(self.out.chunks_mut(stride * BLOCK)) {
            // Where rows are missing at the end, the last one stands in for them.
            let last = rows.len() / inputs - 1;
            let block = std::array::from_fn(|lane| &rows[lane.min(last) * inputs..][..*inputs]);
            for (at, (panel, bias)) in panels.chunks_exact(*inputs).zip(bias).enumerate() {
                let sums = sums(block, panel, bias);
                for (row, sums) in product.chunks_exact_mut(stride).zip(&sums) {
                    row[at * LANES..][..LANES].copy_from_slice(sums);
                }
            }
        }
    }
}

/// Multiplies a block of rows with one panel, starting from the bias.
#[inline(always)]
fn sums(block: [&[f32]; BLOCK], panel: &[[f32; LANES]], bias: &[f32; LANES]) -> [[f32; LANES]; BLOCK] {
    let mut sums = [*bias; BLOCK];
    let [first, second, third, fourth] = block;
    for ((((weights, first), second), third), fourth) in panel.iter().zip(first).zip(second).zip(third).zip(fourth) {
        for (sums, value) in sums.iter_mut().zip([first, second, third, fourth]) {
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += value * weight;
            }
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_those_of_the_schoolbook() {
        let (inputs, outputs, count) = (5, 19, 8);
        let weights: Vec<f32> = (0..inputs * outputs).map(|at| (at % 7) as f32 - 3.0).collect();
        let rows: Vec<f32> = (0..inputs * count).map(|at| (at % 5) as f32 - 2.0).collect();
        let bias: Vec<f32> = (0..outputs).map(|at| at as f32 / 4.0).collect();
        let matrix = Matrix::new(&weights, &bias);
        let mut product = Vec::new();
        matrix.multiply(Arch::new(), &rows, &mut product);
        assert_eq!(product.len(), count * matrix.stride());
        for row in 0..count {
            for output in 0..matrix.stride() {
                let term = |input| rows[row * inputs + input] * weights[input * outputs + output];
                let wanted =
                    if output < outputs { (0..inputs).fold(bias[output], |sum, at| sum + term(at)) } else { 0.0 };
                assert_eq!(product[row * matrix.stride() + output].to_bits(), wanted.to_bits(), "{row} {output}");
            }
        }
        matrix.multiply(Arch::new(), &[], &mut product);
        assert!(product.is_empty());
    }
}
