//! What hangs together by pairs.

/// Numbers that are joined to groups; a group goes by its least number.
#[derive(Default)]
pub struct Groups(Vec<usize>);

impl Groups {
    /// Makes a group of each number below `count`.
    pub fn new(count: usize) -> Self {
        Groups((0..count).collect())
    }

    /// Adds the next number, a group by itself, and returns it.
    pub fn add(&mut self) -> usize {
        self.0.push(self.0.len());
        self.0.len() - 1
    }

    /// Returns the number by which the group of a number goes.
    pub fn first(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    /// Makes one group of those of two numbers.
    pub fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        self.0[one.max(other)] = one.min(other);
    }
}
