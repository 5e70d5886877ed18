//! Finds the best tree under scores of arcs: a maximum spanning arborescence with one dependent of the root.
//!
//! Mostly the best governor of each word makes a tree already. Else circles are contracted after Tarjan (1977, "Finding
//! optimum branchings") in the form for dense graphs, in time quadratic in the words of the sentence.

/// Taken off the arcs from the root so that no tree has two of them unless it must.
const DEAR: f32 = 4096.0;

/// Appends the place of the governor of each of `count` words: 0 is the root, 1 the first word.
///
/// `scores` has `count` rows of `count + 1` numbers: for each word the scores of the root and of each word as governor.
pub fn build(scores: &[f32], count: usize, heads: &mut Vec<u16>) {
    let start = heads.len();
    for (word, row) in scores.chunks_exact(count + 1).enumerate() {
        let mut best = (0, f32::NEG_INFINITY);
        for (place, &score) in row.iter().enumerate() {
            if place != word + 1 && score > best.1 {
                best = (place, score);
            }
        }
        heads.push(best.0 as u16);
    }
    if !is_tree(&heads[start..]) {
        heads.truncate(start);
        heads.extend(contract(scores, count).into_iter().map(|place| place as u16));
    }
}

/// Tells whether one word depends on the root and every word on it in the end.
fn is_tree(heads: &[u16]) -> bool {
    if heads.iter().filter(|&&head| head == 0).count() != 1 {
        return false;
    }
    // 0 is unseen, otherwise the number of the walk that came by.
    let mut seen = vec![0; heads.len() + 1];
    for word in 1..=heads.len() {
        let mut at = word;
        while at != 0 && seen[at] == 0 {
            seen[at] = word;
            at = usize::from(heads[at - 1]);
        }
        if at != 0 && seen[at] == word {
            return false;
        }
    }
    true
}

/// A set of words that is contracted to one.
struct Node {
    /// For each place outside, the best arc from there into the set: its score and the word it enters.
    entries: Vec<(f32, u16)>,
    /// The sets it was made of.
    parts: Vec<usize>,
    /// The set that it became part of.
    parent: Option<usize>,
    /// The place that its chosen arc comes from and the word it enters.
    arc: (usize, usize),
}

/// Finds the governors by contraction.
fn contract(scores: &[f32], count: usize) -> Vec<usize> {
    let mut nodes = vec![Node { entries: Vec::new(), parts: Vec::new(), parent: None, arc: (0, 0) }];
    for (word, row) in scores.chunks_exact(count + 1).enumerate() {
        let entry = |(place, &score): (usize, &f32)| match place {
            0 => (score - DEAR, word as u16 + 1),
            _ if place == word + 1 => (f32::NEG_INFINITY, word as u16 + 1),
            _ => (score, word as u16 + 1),
        };
        let entries = row.iter().enumerate().map(entry).collect();
        nodes.push(Node { entries, parts: Vec::new(), parent: None, arc: (0, 0) });
    }
    // Grows a path against the arcs; `set_of` tells the outermost set that holds a place.
    let mut set_of: Vec<usize> = (0..=count).collect();
    let mut path: Vec<usize> = Vec::new();
    let mut on_path = vec![false; 2 * count + 2];
    let mut done = vec![false; 2 * count + 2];
    done[0] = true;
    for word in 1..=count {
        let mut at = set_of[word];
        while !done[at] {
            path.push(at);
            on_path[at] = true;
            let place = best_entry(&nodes[at].entries);
            nodes[at].arc = (place, usize::from(nodes[at].entries[place].1));
            let from = set_of[place];
            if on_path[from] {
                at = merge(&mut nodes, &mut path, &mut on_path, &mut set_of, from);
            } else if done[from] {
                break;
            } else {
                at = from;
            }
        }
        for set in path.drain(..) {
            (done[set], on_path[set]) = (true, false);
        }
        debug_assert!(done[set_of[word]], "every walk ends at what is done");
    }
    expand(&nodes, count)
}

fn best_entry(entries: &[(f32, u16)]) -> usize {
    let mut best = 0;
    for (place, entry) in entries.iter().enumerate() {
        if entry.0 > entries[best].0 {
            best = place;
        }
    }
    best
}

/// Makes one set of the circle at the end of the path that goes back to `from`; returns its number.
fn merge(
    nodes: &mut Vec<Node>,
    path: &mut Vec<usize>,
    on_path: &mut [bool],
    set_of: &mut [usize],
    from: usize,
) -> usize {
    let first = path.iter().rposition(|&set| set == from).expect("the circle is on the path");
    let parts = path.split_off(first);
    let merged = nodes.len();
    let mut entries = vec![(f32::NEG_INFINITY, 0); set_of.len()];
    for &part in &parts {
        on_path[part] = false;
        nodes[part].parent = Some(merged);
        let paid = nodes[part].entries[nodes[part].arc.0].0;
        for (entry, &(score, word)) in entries.iter_mut().zip(&nodes[part].entries) {
            if score - paid > entry.0 {
                *entry = (score - paid, word);
            }
        }
        nodes[part].entries = Vec::new();
    }
    for (place, set) in set_of.iter_mut().enumerate() {
        if parts.contains(set) {
            *set = merged;
            entries[place].0 = f32::NEG_INFINITY;
        }
    }
    nodes.push(Node { entries, parts, parent: None, arc: (0, 0) });
    merged
}

/// Opens the sets from the outermost: where an arc enters a set, it takes the place of the arc inside.
fn expand(nodes: &[Node], count: usize) -> Vec<usize> {
    let mut heads = vec![0; count];
    let mut open: Vec<(usize, (usize, usize))> = Vec::new();
    open.extend((1..nodes.len()).filter(|&set| nodes[set].parent.is_none()).map(|set| (set, nodes[set].arc)));
    while let Some((set, arc)) = open.pop() {
        if nodes[set].parts.is_empty() {
            heads[set - 1] = arc.0;
            continue;
        }
        // The part that holds the entered word.
        let mut entered = arc.1;
        while nodes[entered].parent != Some(set) {
            entered = nodes[entered].parent.expect("the word lies inside the set");
        }
        for &part in &nodes[set].parts {
            open.push((part, if part == entered { arc } else { nodes[part].arc }));
        }
    }
    heads
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Finds the best tree by trying all.
    fn by_trial(scores: &[f32], count: usize) -> f32 {
        let mut best = f32::NEG_INFINITY;
        for mut number in 0..(count + 1).pow(count as u32) {
            let mut heads = Vec::new();
            for _ in 0..count {
                heads.push((number % (count + 1)) as u16);
                number /= count + 1;
            }
            let loops = heads.iter().enumerate().any(|(word, &head)| usize::from(head) == word + 1);
            if !loops && is_tree(&heads) {
                best = best.max(total(scores, count, &heads));
            }
        }
        best
    }

    fn total(scores: &[f32], count: usize, heads: &[u16]) -> f32 {
        heads.iter().enumerate().map(|(word, &head)| scores[word * (count + 1) + usize::from(head)]).sum()
    }

    #[test]
    fn circles_are_broken_where_it_costs_least() {
        // Each of two words wants the other; the second wants the root more.
        let mut heads = Vec::new();
        build(&[1.0, 0.0, 5.0, 3.0, 5.0, 0.0], 2, &mut heads);
        assert_eq!(heads, [2, 0]);
    }

    proptest! {
        #[test]
        fn no_tree_is_better(count in 1_usize..6, seed in prop::collection::vec(-50_i32..50, 30)) {
            let scores: Vec<f32> = (0..count * (count + 1)).map(|at| seed[at % seed.len()] as f32).collect();
            let mut heads = Vec::new();
            build(&scores, count, &mut heads);
            prop_assert!(is_tree(&heads), "{:?}", heads);
            // Sums of small whole numbers are exact.
            prop_assert!(total(&scores, count, &heads) >= by_trial(&scores, count));
        }

        #[test]
        fn long_sentences_have_trees(count in 50_usize..120, seed in prop::collection::vec(-9_i32..9, 101)) {
            let scores: Vec<f32> = (0..count * (count + 1)).map(|at| seed[(at * 37 + at / 11) % seed.len()] as f32).collect();
            let mut heads = Vec::new();
            build(&scores, count, &mut heads);
            prop_assert!(is_tree(&heads));
        }
    }
}
