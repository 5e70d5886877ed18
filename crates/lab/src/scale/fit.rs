//! How the time per article grows with the ledger, and what that means for larger ones.
//!
//! Trees become deeper and indexes longer with the logarithm of what they hold, so the cost of an article is fitted, by least
//! squares, as `a + b ln n` for the n-th article.

/// How many articles the fit is asked for.
const MILLION: f64 = 1e6;

/// Prints how the cost of an article grew over equal parts of a corpus of `count`, and what a million would cost; returns the
/// growth from the first to the last part in per cent.
pub fn growth(costs: &[f64], count: usize) -> f64 {
    let size = count as f64 / costs.len() as f64;
    let points: Vec<(f64, f64)> =
        costs.iter().enumerate().map(|(part, &cost)| (((part as f64 + 0.5) * size).ln(), cost)).collect();
    let (a, b) = line(&points);
    let growth = 100.0 * (costs[costs.len() - 1] / costs[0] - 1.0);
    // The mean of `ln n` up to N is `ln N - 1`.
    let (last, mean) = (a + b * MILLION.ln(), a + b * (MILLION.ln() - 1.0));
    println!(
        "core time per article grew by {growth:.0} %; fit {a:.2} + {b:.3} ln n ms; of a million articles the last {last:.2} ms, \
         all {:.1} hours of a core",
        mean * MILLION / 3.6e6
    );
    growth
}

/// Returns the straight line through points by least squares: where it begins, and its slope.
fn line(points: &[(f64, f64)]) -> (f64, f64) {
    let count = points.len() as f64;
    let (x, y) = points.iter().fold((0.0, 0.0), |(x, y), point| (x + point.0 / count, y + point.1 / count));
    let above: f64 = points.iter().map(|point| (point.0 - x) * (point.1 - y)).sum();
    let below: f64 = points.iter().map(|point| (point.0 - x).powi(2)).sum();
    let slope = above / below;
    (y - slope * x, slope)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_found_again() {
        let points: Vec<(f64, f64)> = [1.0, 2.0, 5.0].map(|x| (x, 3.0 - 0.5 * x)).to_vec();
        let (begin, slope) = line(&points);
        assert!((begin - 3.0).abs() < 1e-9 && (slope + 0.5).abs() < 1e-9);
    }

    #[test]
    fn growth_compares_the_last_part_with_the_first() {
        assert!((growth(&[10.0, 9.0, 11.0], 300) - 10.0).abs() < 1e-9);
    }
}
