//! Joins what goes together best on average, until nothing goes together well enough.
//!
//! Each cluster remembers the later one that it goes together with best, so that joining all takes time with the square of the
//! number of clusters; so does memory, four bytes for two pairs at most.

/// Clusters, and how well each goes together with every later one.
pub struct Average {
    /// A cluster goes by its first place; that of one that was joined to another is empty.
    clusters: Vec<Option<Vec<usize>>>,
    /// For each cluster the sums of the scores between its members and those of each later one.
    sums: Vec<Vec<f32>>,
    /// For each cluster the best mean among the later ones that is not too low, and whose it is; of equals the first.
    best: Vec<Option<(f32, usize)>>,
    least: f32,
}

impl Average {
    /// Begins with clusters, the sum of all scores between two of them, and the least mean at which two are joined.
    pub fn new(clusters: Vec<Vec<usize>>, sum: impl Fn(&[usize], &[usize]) -> f32, least: f32) -> Self {
        let row = |(at, one): (usize, &Vec<usize>)| clusters[at + 1..].iter().map(|other| sum(one, other)).collect();
        let sums = clusters.iter().enumerate().map(row).collect();
        let mut average = Average {
            best: vec![None; clusters.len()],
            clusters: clusters.into_iter().map(Some).collect(),
            sums,
            least,
        };
        for at in 0..average.clusters.len() {
            average.look_for_best(at);
        }
        average
    }

    /// Joins the best two as long as there are any; equal means are settled by the order of the clusters.
    pub fn join(mut self) -> Vec<Option<Vec<usize>>> {
        while let Some((a, b)) = self.best_pair() {
            let joined = self.clusters[b].take().expect("the best pair is alive");
            self.clusters[a].as_mut().expect("the best pair is alive").extend(joined);
            for other in (0..self.clusters.len()).filter(|&other| other != a) {
                if self.clusters[other].is_some() {
                    let added = *self.sum(other.min(b), other.max(b));
                    *self.sum(other.min(a), other.max(a)) += added;
                }
            }
            self.sums[b] = Vec::new();
            self.best[b] = None;
            for other in 0..b {
                self.remember(other, a, b);
            }
            self.look_for_best(a);
        }
        self.clusters
    }

    fn best_pair(&self) -> Option<(usize, usize)> {
        let mut best: Option<(f32, usize, usize)> = None;
        for (a, found) in self.best.iter().enumerate() {
            if let Some((mean, b)) = *found
                && best.is_none_or(|(most, ..)| mean > most)
            {
                best = Some((mean, a, b));
            }
        }
        best.map(|(_, a, b)| (a, b))
    }

    /// Brings up to date what a cluster remembers after `b` was joined to `a`.
    fn remember(&mut self, cluster: usize, a: usize, b: usize) {
        if self.clusters[cluster].is_none() {
            return;
        }
        match self.best[cluster] {
            Some((_, at)) if at == a || at == b => self.look_for_best(cluster),
            best if cluster < a => {
                let mean = self.mean(cluster, a);
                let is_better = best.is_none_or(|(most, at)| (mean, at) > (most, a));
                if mean >= self.least && is_better {
                    self.best[cluster] = Some((mean, a));
                }
            }
            _ => {}
        }
    }

    fn look_for_best(&mut self, cluster: usize) {
        let mut best: Option<(f32, usize)> = None;
        for other in cluster + 1..self.clusters.len() {
            if self.clusters[other].is_some() {
                let mean = self.mean(cluster, other);
                if mean >= self.least && best.is_none_or(|(most, _)| mean > most) {
                    best = Some((mean, other));
                }
            }
        }
        self.best[cluster] = best;
    }

    fn mean(&self, one: usize, other: usize) -> f32 {
        let size = |at: usize| self.clusters[at].as_ref().map_or(0, Vec::len);
        self.sums[one][other - one - 1] / (size(one) * size(other)) as f32
    }

    fn sum(&mut self, one: usize, other: usize) -> &mut f32 {
        &mut self.sums[one][other - one - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Joins the best two of all pairs, looked at anew each time.
    fn plainly(count: usize, score: impl Fn(usize, usize) -> f32, least: f32) -> Vec<Vec<usize>> {
        let mut clusters: Vec<Vec<usize>> = (0..count).map(|at| vec![at]).collect();
        loop {
            let mut best: Option<(f32, usize, usize)> = None;
            for a in 0..clusters.len() {
                for b in a + 1..clusters.len() {
                    let pairs =
                        clusters[a].iter().flat_map(|&x| clusters[b].iter().map(move |&y| (x.min(y), x.max(y))));
                    let sum: f32 = pairs.map(|(x, y)| score(x, y)).sum();
                    let mean = sum / (clusters[a].len() * clusters[b].len()) as f32;
                    if mean >= least && best.is_none_or(|(most, ..)| mean > most) {
                        best = Some((mean, a, b));
                    }
                }
            }
            let Some((_, a, b)) = best else { return clusters };
            let joined = clusters.remove(b);
            clusters[a].extend(joined);
        }
    }

    #[test]
    fn remembering_the_best_joins_as_looking_at_all_does() {
        let mut seed = 1_u32;
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            seed >> 24
        };
        for case in 0..400 {
            let count = 2 + case % 14;
            // Few values, so that many are equal, and sums that are exact in whatever order they are made.
            let table: Vec<f32> = (0..count * count)
                .map(|_| match next() % 9 {
                    0 => f32::NEG_INFINITY,
                    eighths => eighths as f32 / 8.0,
                })
                .collect();
            let score = |a: usize, b: usize| table[a * count + b];
            let begun = (0..count).map(|at| vec![at]).collect();
            let found = Average::new(begun, |one, other| score(one[0], other[0]), 0.5).join();
            let found: Vec<Vec<usize>> = found.into_iter().flatten().collect();
            assert_eq!(found, plainly(count, score, 0.5), "case {case}");
        }
    }
}
