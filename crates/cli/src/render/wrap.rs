//! Lines no wider than the terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Breaks words into lines of at most `width` columns; a word that is wider is cut.
///
/// White space of any kind separates words. The result has at least one line.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_whitespace() {
        let word = visible(word);
        let needed = word.width();
        if used > 0 && used + 1 + needed > width {
            lines.push(String::new());
            used = 0;
        } else if used > 0 {
            last(&mut lines).push(' ');
            used += 1;
        }
        if used + needed <= width {
            last(&mut lines).push_str(&word);
            used += needed;
            continue;
        }
        for c in word.chars() {
            let columns = c.width().unwrap_or(0);
            if used > 0 && used + columns > width {
                lines.push(String::new());
                used = 0;
            }
            last(&mut lines).push(c);
            used += columns;
        }
    }
    lines
}

/// Fills text with spaces up to `width` columns.
pub fn pad(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(missing))
}

/// Writes out characters that would act on a terminal, or hide, instead of showing.
///
/// Wire copy comes from strangers: an escape sequence or a change of writing direction in it must not reach the screen.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control()
            || matches!(c, '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

fn last(lines: &mut [String]) -> &mut String {
    lines.last_mut().expect("there is always a line")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_go_to_the_next_line_whole() {
        assert_eq!(wrap("the two ministers met", 10), ["the two", "ministers", "met"]);
        assert_eq!(wrap("", 10), [""]);
        assert_eq!(wrap("外交部长会见", 4), ["外交", "部长", "会见"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
    }

    #[test]
    fn characters_that_act_are_shown() {
        assert_eq!(visible("a\u{1b}[31mb\u{202e}c"), "a\\u{1b}[31mb\\u{202e}c");
        assert_eq!(visible("Erdoğan – “yes” 🇹🇷"), "Erdoğan – “yes” 🇹🇷");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked(text in "\\PC{0,80}", width in 2usize..40) {
            for line in wrap(&text, width) {
                let columns: usize = line.chars().map(|c| c.width().unwrap_or(0)).sum();
                prop_assert!(columns <= width, "{line:?}");
            }
        }

        #[test]
        fn no_word_is_lost(text in "[a-z ]{0,80}", width in 2usize..40) {
            let joined: String = wrap(&text, width).concat();
            let letters = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&joined), letters(&text));
        }
    }
}
