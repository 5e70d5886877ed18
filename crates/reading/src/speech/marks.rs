//! Where quotation marks open and close, in newswire's many shapes.

use plenipo_lexicon::Lexicon;
use plenipo_record::{Article, Span};

/// Words between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quoted {
    /// The words without the marks.
    pub span: Span,
    /// Index of the paragraph among the body's paragraphs.
    pub paragraph: usize,
    /// Whether the words go on in the next paragraph, which opens with a mark of its own.
    pub continues: bool,
}

/// Returns everything between quotation marks in the body, in text order.
///
/// Double marks of any shape count; single ones only in a paragraph that has no double ones. A mark that is never
/// closed ends with its paragraph, or where an attribution begins.
pub(super) fn quoted(article: &Article, lexicon: &Lexicon) -> Vec<Quoted> {
    let paragraphs: Vec<Span> = article.paragraphs().collect();
    let mut found: Vec<Quoted> = Vec::new();
    for (paragraph, &span) in paragraphs.iter().enumerate() {
        let mut span = span;
        // A mark that closes the paragraph before may have slipped to the front of this one.
        let open = found.last().is_some_and(|last| last.continues && last.paragraph + 1 == paragraph);
        let n_marks = span.slice(&article.text).matches(is_double).count();
        if open && n_marks % 2 == 1 && n_marks > 1 {
            span.start += span.slice(&article.text).chars().next().map_or(0, char::len_utf8);
            if let Some(last) = found.last_mut() {
                last.continues = false;
            }
        }
        let text = span.slice(&article.text);
        let goes_on =
            paragraphs.get(paragraph + 1).is_some_and(|next| next.slice(&article.text).starts_with(is_double));
        let pairs = pairs(text, open, goes_on, lexicon);
        for (start, end, continues) in pairs {
            let end = start + words_of_post(&text[start..end]);
            let inside = Span::new(span.start + start, span.start + end).trim(&article.text);
            if !inside.is_empty() {
                found.push(Quoted { span: inside, paragraph, continues });
            }
        }
    }
    found
}

/// Start and end of the words inside the marks of a paragraph, and whether they go on in the next.
fn pairs(text: &str, open: bool, goes_on: bool, lexicon: &Lexicon) -> Vec<(usize, usize, bool)> {
    if text.contains("``") {
        return typed_marks(text);
    }
    if !open && !text.contains(is_double) {
        return single_marks(text);
    }
    // 'He shouted "Stop" and we stopped,' she said: single marks around double ones.
    let first = text.find(is_double).unwrap_or(text.len());
    if !open && text.starts_with(['\'', '‘']) {
        let singles = single_marks(text);
        if singles.first().is_some_and(|&(start, end, _)| start < first && first < end) {
            return singles;
        }
    }
    double_marks(text, goes_on, lexicon)
}

/// Start and end of the words inside the doubled single marks of typescripts.
fn typed_marks(text: &str) -> Vec<(usize, usize, bool)> {
    let mut pairs = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find("``").map(|at| from + at + 2) {
        let end = text[open..].find("''").map_or(text.len(), |at| open + at);
        pairs.push((open, end, false));
        from = end;
    }
    pairs
}

/// The length of the words of an embedded post without the signature: "…— Mira Talvik (@mtalvik) May 8, 2026".
fn words_of_post(text: &str) -> usize {
    let signature = text.rfind(['—', '―', '–']).filter(|&dash| text[dash..].contains("(@"));
    signature.unwrap_or(text.len())
}

fn is_double(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// Start and end of the words inside double marks, and whether they go on in the next paragraph.
fn double_marks(text: &str, goes_on: bool, lexicon: &Lexicon) -> Vec<(usize, usize, bool)> {
    let mut pairs = Vec::new();
    let mut open: Option<usize> = None;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let inside = at + c.len_utf8();
        if is_double(c) {
            let after = text[inside..].chars().next().unwrap_or(' ');
            let looks_open =
                (before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–')) && !after.is_whitespace();
            let attributed = |start: usize| unclosed_end(text, start, at, lexicon) < at;
            match open {
                Some(start) if (c == '“' || (c == '"' && looks_open && at > start + 1)) && attributed(start) => {
                    // Opened again behind an attribution: the first mark was never closed.
                    pairs.push((start, unclosed_end(text, start, at, lexicon), false));
                    open = Some(inside);
                }
                Some(start) => {
                    pairs.push((start, at, false));
                    open = None;
                }
                None if matches!(c, '”' | '»') && !looks_open => {}
                None => open = Some(inside),
            }
        }
        before = c;
    }
    if let Some(start) = open {
        let end = if goes_on { text.len() } else { unclosed_end(text, start, text.len(), lexicon) };
        pairs.push((start, end, goes_on));
    }
    pairs
}

/// Where words end whose closing mark is missing: before ", the minister said", else at `limit`.
fn unclosed_end(text: &str, start: usize, limit: usize, lexicon: &Lexicon) -> usize {
    let inside = &text[start..limit];
    let attribution = inside.rmatch_indices(", ").find(|(at, _)| {
        let clause = inside[at + 2..].split([',', '.']).next().unwrap_or_default();
        clause.split_whitespace().take(7).any(|word| lexicon.speech().may_report(word))
    });
    attribution.map_or(limit, |(at, _)| start + at + 1)
}

/// Start and end of the words inside single marks; apostrophes are told apart by what stands around them.
fn single_marks(text: &str) -> Vec<(usize, usize, bool)> {
    let marks: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| matches!(c, '\'' | '‘' | '’')).collect();
    let before = |at: usize| text[..at].chars().next_back().unwrap_or(' ');
    let after = |at: usize, c: char| text[at + c.len_utf8()..].chars().next().unwrap_or(' ');
    let opens = |&(at, c): &(usize, char)| {
        let front = before(at);
        c != '’' && (front.is_whitespace() || matches!(front, '(' | '[' | '—' | '–')) && !after(at, c).is_whitespace()
    };
    let closes = |&(at, c): &(usize, char)| c != '‘' && !before(at).is_whitespace() && !after(at, c).is_alphanumeric();
    let mut pairs = Vec::new();
    let mut next = 0;
    while let Some(first) = (next..marks.len()).find(|&i| opens(&marks[i])) {
        let start = marks[first].0 + marks[first].1.len_utf8();
        let last = (first + 1..marks.len()).find(|&i| opens(&marks[i])).unwrap_or(marks.len());
        let ends: Vec<usize> = (first + 1..last).filter(|&i| closes(&marks[i])).collect();
        let stopped = ends.iter().find(|&&i| matches!(before(marks[i].0), '.' | ',' | '!' | '?' | '…'));
        let plain = ends.iter().find(|&&i| before(marks[i].0) != 's');
        match stopped.or(plain).or(ends.last()) {
            Some(&end) => {
                pairs.push((start, marks[end].0, false));
                next = end + 1;
            }
            None => next = first + 1,
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use plenipo_lexicon::Lexicon;
    use plenipo_record::{Article, PartKind};

    use super::quoted;

    #[track_caller]
    fn check(paragraphs: &[&str], expect: &[&str]) {
        let mut article = Article::new("case");
        for paragraph in paragraphs {
            article.push(PartKind::Body, paragraph);
        }
        let found = quoted(&article, Lexicon::builtin());
        let found: Vec<&str> = found.iter().map(|quoted| quoted.span.slice(&article.text)).collect();
        assert_eq!(found, expect, "{paragraphs:?}");
    }

    #[test]
    fn marks_of_every_shape() {
        check(&["“Salt is salt,” she said. “It keeps.”"], &["Salt is salt,", "It keeps."]);
        check(&["\"Salt is salt,\" she said. \"It keeps.\""], &["Salt is salt,", "It keeps."]);
        check(&["«Salt is salt», she said."], &["Salt is salt"]);
        check(&["He called it “a ‘salt’ too far”."], &["a ‘salt’ too far"]);
    }

    #[test]
    fn single_marks_stand_alone_or_not_at_all() {
        check(&["'It's the ministers' salt,' she said."], &["It's the ministers' salt,"]);
        check(&["The ‘salt’ road isn’t long."], &["salt"]);
        check(&["He said \"no\" to the 'salt' road."], &["no"]);
        check(&["She said \"yes\".", "He called it ‘salt’."], &["yes", "salt"]);
        check(&["The ministers' talks aren't over."], &[]);
    }

    #[test]
    fn marks_inside_marks() {
        check(&["'He shouted \"Stop\" and we stopped,' she said."], &["He shouted \"Stop\" and we stopped,"]);
        check(&["``Salt is salt,'' she said. ``It keeps.''"], &["Salt is salt,", "It keeps."]);
    }

    #[test]
    fn signatures_are_no_words_of_a_post() {
        check(&["“Salt for all. — Mira Talvik (@mtalvik) May 8, 2026”"], &["Salt for all."]);
    }

    #[test]
    fn marks_that_are_missing() {
        check(&["\"We bring salt, the minister told a reporter by the road."], &["We bring salt,"]);
        check(&["\"We bring salt.", "\"We bring bread,\" she said."], &["We bring salt.", "We bring bread,"]);
        check(&["\"We bring salt, she said. \"And bread.\""], &["We bring salt,", "And bread."]);
    }

    #[test]
    fn marks_that_have_slipped() {
        check(&["Salt was \"dear to all. \"The ministry said bread was \"free\"."], &["dear to all.", "free"]);
        check(
            &["She said, \"We bring salt.", "\"He also asked for \"bread and oil.\""],
            &["We bring salt.", "bread and oil."],
        );
    }

    #[test]
    fn marks_on_the_wrong_side_of_a_space() {
        check(&["He called it \" salt \" and went."], &["salt"]);
    }
}
