//! Joins lines that a page has broken at a column with `<br>`.

use super::walk::Raw;
use crate::plain::{continues, is_wrapped};

/// Joins the lines of each element whose paragraphs are divided by two breaks and broken by one.
pub(super) fn unwrapped(raws: Vec<Raw>) -> Vec<Raw> {
    let mut joined: Vec<Raw> = Vec::with_capacity(raws.len());
    let mut raws = raws.into_iter().peekable();
    while let Some(first) = raws.next() {
        let mut run = vec![first];
        while let Some(next) = raws.next_if(|next| next.breaks > 0 && next.container == run[0].container) {
            run.push(next);
        }
        let mut lines: Vec<&str> = Vec::new();
        for raw in &run {
            lines.extend((raw.breaks > 1).then_some(""));
            lines.push(&raw.text);
        }
        let wrapped = run.len() > 1 && is_wrapped(&lines);
        for raw in run {
            match joined.last_mut() {
                Some(last) if wrapped && raw.breaks == 1 && continues(&last.text, &raw.text) => last.join(raw),
                _ => joined.push(raw),
            }
        }
    }
    joined
}

impl Raw {
    /// Appends the line behind a space.
    fn join(&mut self, line: Raw) {
        self.text.push(' ');
        let at = self.text.len();
        self.text.push_str(&line.text);
        // The space counts as the line's.
        self.pieces.extend(
            line.pieces.iter().enumerate().map(|(i, &(element, length))| (element, length + usize::from(i == 0))),
        );
        self.links.extend(line.links.iter().map(|(start, end)| (start + at, end + at)));
        self.cuts.extend(line.cuts.iter().map(|cut| cut + at));
        self.stamp = self.stamp.take().or(line.stamp);
        self.href = line.href.or(self.href.take());
    }
}
