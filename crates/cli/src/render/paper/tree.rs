//! The tree of a sentence as a table: number, word, tag, relation and governor of each token.

use plenipo_reading::explain::ExplainedSentence;
use unicode_width::UnicodeWidthStr;

use crate::render::wrap::{pad, visible};

/// Words wider than this are cut.
const MAX_WORD: usize = 18;

/// Returns lines of at most `width` columns with as many tokens side by side as fit, to be read column by column.
pub(super) fn lines(sentence: &ExplainedSentence, text: &str, width: usize) -> Vec<String> {
    let rows: Vec<[String; 4]> = sentence
        .tokens
        .iter()
        .map(|token| {
            let governor = token.head.map_or_else(|| "0".to_owned(), |head| (head + 1).to_string());
            let word = shortened(&visible(token.span.slice(text)));
            [word, token.tag.to_owned(), token.relation.to_owned(), governor]
        })
        .collect();
    let column = |at: usize| rows.iter().map(|row| row[at].width()).max().unwrap_or(0);
    let widths = [column(0), column(1), column(2), column(3)];
    let number = rows.len().to_string().len();
    let cells: Vec<String> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let parts: Vec<String> = row.iter().zip(widths).map(|(part, width)| pad(part, width)).collect();
            format!("{:>number$} {}", at + 1, parts.join(" "))
        })
        .collect();
    let cell = number + 4 + widths.iter().sum::<usize>();
    let n_columns = ((width + 3) / (cell + 3)).max(1);
    let n_lines = cells.len().div_ceil(n_columns);
    let line = |at: usize| {
        let parts: Vec<&str> = cells.iter().skip(at).step_by(n_lines.max(1)).map(String::as_str).collect();
        parts.join("   ").trim_end().to_owned()
    };
    (0..n_lines).map(line).collect()
}

fn shortened(word: &str) -> String {
    if word.width() <= MAX_WORD {
        return word.to_owned();
    }
    let mut short: String = word.chars().take(MAX_WORD - 1).collect();
    short.push('…');
    short
}
