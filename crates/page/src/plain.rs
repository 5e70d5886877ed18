//! Cuts saved plain text into blocks.

use crate::block::{Block, Shape};
use crate::cues::cues;
use crate::words::{count, ends_sentence};

/// Returns the lines of the text as blocks, with lines joined that were broken to fit a column.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let only_returns = !text.contains('\n');
    let breaks = |c: char| matches!(c, '\n' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}') || only_returns && c == '\r';
    let lines: Vec<&str> = text.split(breaks).collect();
    let wrapped = is_wrapped(&lines);
    let dashed = dashed(&lines);
    let mut blocks: Vec<Block> = Vec::new();
    let mut gap = false;
    for (line, dashed) in lines.iter().zip(dashed) {
        let words = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'));
        if words.is_empty() {
            gap = true;
            continue;
        }
        let bullet = bullet(words).or_else(|| dashed.then(|| dash(words)).flatten());
        match blocks.last_mut() {
            Some(last) if wrapped && !gap && bullet.is_none() && continues(&last.text, words) => {
                last.text.push(' ');
                last.text.push_str(words);
            }
            _ => {
                let mut block = Block::line(bullet.unwrap_or(words), gap || blocks.is_empty());
                if bullet.is_some() {
                    block.shape = Shape::Item;
                }
                blocks.push(block);
            }
        }
        gap = false;
    }
    blocks.into_iter().map(Block::with_cue).collect()
}

/// Returns the words behind a bullet.
fn bullet(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['•', '·', '∙', '⁃', '➤', '✓', '▪', '●', '◦', '‣', '■', '►', '▶', '*'])?;
    let rest = rest.trim_start();
    (!rest.is_empty() && !rest.starts_with('*')).then_some(rest)
}

/// Returns the words behind a dash that opens the line.
fn dash(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['-', '–', '—'])?.strip_prefix([' ', '\u{a0}', '\t'])?.trim_start();
    (rest.split_whitespace().count() >= 2).then_some(rest)
}

/// Tells for each line whether it is an item of a list with dashes: two such lines at least follow upon another.
fn dashed(lines: &[&str]) -> Vec<bool> {
    let opened = |i: usize| lines.get(i).is_some_and(|line| dash(line.trim()).is_some());
    (0..lines.len()).map(|i| opened(i) && (opened(i + 1) || i > 0 && opened(i - 1))).collect()
}

/// Tells whether the text was broken into lines of a column: most long lines end in the middle of a sentence, or, in a
/// short text, lines break where no line would end.
pub(crate) fn is_wrapped(lines: &[&str]) -> bool {
    let (mut inside, mut other) = (0, 0);
    let (mut broken, mut ended) = (0, 0);
    for pair in lines.windows(2) {
        let (line, next) = (pair[0].trim(), pair[1].trim());
        let length = line.chars().count();
        if length > 100 {
            other += 2;
        } else if length >= 45 && !next.is_empty() {
            if ends_sentence(line) { other += 1 } else { inside += 1 }
        }
        if length >= 60 && !next.is_empty() {
            ended += usize::from(ends_sentence(line));
            broken += usize::from(!ends_sentence(line) && breaks_off(line, next));
        }
    }
    (inside >= 4 && inside > other * 2) || broken > ended * 2
}

/// Tells whether a line cannot end where it does: the next one begins in lower case, or it ends in a comma or small word.
///
/// An address or "by X" below a headline tells nothing: what goes on is a line of several words.
fn breaks_off(line: &str, next: &str) -> bool {
    if count(next) < 5 {
        return false;
    }
    let last = line.rsplit(char::is_whitespace).next().unwrap_or_default();
    next.starts_with(char::is_lowercase) || last.ends_with(',') || cues().stop_words.contains(last)
}

/// Tells whether `next` goes on with the paragraph that `line` ends.
pub(crate) fn continues(paragraph: &str, next: &str) -> bool {
    let last = paragraph.rsplit('\n').next().unwrap_or(paragraph);
    count(last) >= 5 && paragraph.chars().count() >= 45 && !next.starts_with('(')
}
