//! Trains the parser with a dynamic oracle: it follows its own mistakes and learns the best way out of them.

use super::learner::{Dice, Keyed, Learner};
use super::tagger::Tagged;
use crate::treebank::Gold;
use plenipo_language::parse::{
    Input, LABEL_CLASSES, LEFT, RIGHT, SHIFT, State, action_features, best_label, label_features,
};
use plenipo_language::parts::{Score, Word, best};

/// How far the best right transition must stand above the best wrong one.
const MARGIN: f32 = 100.0;
const LABEL_BITS: u32 = 19;

/// Weights of the parser.
pub struct Weights {
    /// Transitions, by hashed feature.
    pub actions: Vec<(u32, [f32; 3])>,
    /// Relations.
    pub labels: Vec<f32>,
}

/// Trains on sentences with tags as the tagger would give them.
pub fn train(gold: &[Gold], words: &[Vec<Word>], tagged: &[Tagged], rounds: usize, seed: u64) -> Weights {
    let mut actions = Keyed::new(24);
    let mut labels = Learner::<LABEL_CLASSES>::new(LABEL_BITS);
    let inputs: Vec<Input> =
        words.iter().zip(tagged).map(|(words, (tags, pos))| Input::new(words, tags, pos)).collect();
    let mut dice = Dice::new(seed);
    for round in 0..rounds {
        for at in dice.order(gold.len()) {
            learn(&gold[at], &inputs[at], round, &mut dice, &mut actions, &mut labels);
        }
    }
    Weights { actions: actions.finish(), labels: labels.finish() }
}

fn learn(
    gold: &Gold,
    input: &Input,
    round: usize,
    dice: &mut Dice,
    actions: &mut Keyed,
    labels: &mut Learner<LABEL_CLASSES>,
) {
    let n = gold.words.len();
    let mut heads = vec![usize::MAX; n + 2];
    for (at, word) in gold.words.iter().enumerate() {
        heads[at + 1] = word.head;
    }
    let mut state = State::new(n);
    let mut features = Vec::new();
    while !state.is_done() {
        action_features(input, &state, &mut features);
        let scores = actions.score(&features);
        let guess = best(&scores, |class| state.allows(class));
        let costs = costs(&state, &heads, n);
        let least = (0..3).filter(|&class| state.allows(class)).map(|class| costs[class]).min().unwrap_or(0);
        let wanted = best(&scores, |class| state.allows(class) && costs[class] == least);
        if (0..3).any(|class| state.allows(class) && costs[class] > least) {
            let bad = best(&scores, |class| state.allows(class) && costs[class] > least);
            if scores[wanted] - scores[bad] <= MARGIN {
                actions.update(&features, wanted, bad);
            }
        }
        actions.step();
        let taken = if round > 0 && dice.below(10) > 0 { guess } else { wanted };
        if let Some((head, dependent)) = state.arc(taken) {
            label_features(input, &state, head, dependent, &mut features);
            let guess = best_label(&labels.score(&features), head);
            let right = gold.words[dependent - 1].relation.index();
            if heads[dependent] == head && head > 0 {
                if guess != right {
                    labels.update(&features, right, guess);
                }
                labels.step();
            }
            state.attach(head, dependent, guess);
        } else {
            state.shift();
        }
    }
}

/// Counts the arcs of the gold tree that each transition would put out of reach.
fn costs(state: &State, heads: &[usize], n: usize) -> [usize; 3] {
    let mut costs = [0; 3];
    let stack = state.stack();
    let next = state.next();
    let Some((&top, below)) = stack.split_last() else { return costs };
    let top = top as usize;
    if next <= n {
        let head = heads[next];
        // Shifting loses a head below the top, and every dependent on the stack.
        costs[SHIFT] += usize::from(below.iter().any(|&place| place as usize == head));
        costs[SHIFT] += stack.iter().filter(|&&place| place > 0 && heads[place as usize] == next).count();
    }
    if top > 0 {
        let below = below.last().map_or(usize::MAX, |&place| place as usize);
        let head = heads[top];
        let ahead = (next..=n).filter(|&place| heads[place] == top).count();
        costs[LEFT] += ahead + usize::from(head == below) + usize::from(head > next && head <= n);
        costs[RIGHT] += ahead + usize::from(head >= next && head <= n);
    }
    costs
}
