//! Cuts a text where marks begin and end, so that marks may overlap.

use maud::{Markup, html};
use plenipo_record::Span;

/// Words of a record.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// The record's number.
    pub number: usize,
    /// `event`, `quote`, `statement`.
    pub kind: &'static str,
    /// Where they begin, in bytes.
    pub start: usize,
    /// Where they end.
    pub end: usize,
}

/// Words between two places where a mark begins or ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    words: String,
    /// The kinds of the marks that cover it, as classes of the style.
    class: String,
    /// Names of places that begin here, for links.
    anchors: Vec<String>,
    /// Numbers of the records whose words end here.
    ends: Vec<usize>,
}

impl Piece {
    /// Writes it: plain words, or a mark with its anchors and, where a record's words end, its number.
    pub fn markup(&self) -> Markup {
        if self.class.is_empty() {
            return html! { (self.words) };
        }
        let mark = html! { mark class=(self.class) { (self.words) } };
        let anchored = self.anchors.iter().fold(mark, |inner, anchor| html! { span id=(anchor) { (inner) } });
        html! {
            (anchored)
            @for number in &self.ends { sup { a href={ "#r" (number) } aria-label={ "record " (number) } { (number) } } }
        }
    }
}

/// Returns what the names of a kind's anchors begin with.
pub fn letter(kind: &str) -> char {
    match kind {
        "event" => 's',
        "quote" => 'q',
        _ => 't',
    }
}

/// Cuts a part of a text into pieces.
pub fn pieces(text: &str, part: Span, marks: &[Mark]) -> Vec<Piece> {
    let own: Vec<&Mark> = marks.iter().filter(|mark| mark.start < part.end && part.start < mark.end).collect();
    let mut cuts = vec![part.start, part.end];
    cuts.extend(own.iter().flat_map(|mark| [mark.start.max(part.start), mark.end.min(part.end)]));
    cuts.sort_unstable();
    cuts.dedup();
    let piece = |pair: &[usize]| {
        let (start, end) = (pair[0], pair[1]);
        let over: Vec<&&Mark> = own.iter().filter(|mark| mark.start <= start && end <= mark.end).collect();
        let mut classes: Vec<&str> = over.iter().map(|mark| mark.kind).collect();
        let mut anchors: Vec<String> = over
            .iter()
            .filter(|mark| mark.start == start)
            .map(|mark| format!("{}{start}", letter(mark.kind)))
            .collect();
        let mut ends: Vec<usize> = over.iter().filter(|mark| mark.end == end).map(|mark| mark.number).collect();
        classes.sort_unstable();
        classes.dedup();
        anchors.sort_unstable();
        anchors.dedup();
        ends.sort_unstable();
        ends.dedup();
        let words = text.get(start..end).unwrap_or_default().to_owned();
        Piece { words, class: classes.join(" "), anchors, ends }
    };
    cuts.windows(2).map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Talvik met Reyl and said “yes” — in Ōsaka.";

    fn mark(number: usize, kind: &'static str, words: &str) -> Mark {
        let start = TEXT.find(words).expect("the words stand in the text");
        Mark { number, kind, start, end: start + words.len() }
    }

    #[test]
    fn marks_may_overlap_and_the_words_stay_the_same() {
        let marks = [mark(1, "event", "Talvik met Reyl and said “yes”"), mark(2, "quote", "“yes” — in Ō")];
        let pieces = pieces(TEXT, Span::new(0, TEXT.len()), &marks);
        assert_eq!(pieces.iter().map(|piece| piece.words.as_str()).collect::<String>(), TEXT);
        let classes: Vec<&str> = pieces.iter().map(|piece| piece.class.as_str()).collect();
        assert_eq!(classes, ["event", "event quote", "quote", ""]);
        assert_eq!(pieces[1].ends, [1]);
        assert_eq!(pieces[1].anchors, [format!("q{}", marks[1].start)]);
        assert_eq!(pieces[0].anchors, ["s0"]);
    }

    #[test]
    fn words_are_text_and_never_markup() {
        let text = "<script>alert(1)</script>";
        let marks = [Mark { number: 1, kind: "event", start: 0, end: text.len() }];
        let pieces = pieces(text, Span::new(0, text.len()), &marks);
        let written: String = pieces.iter().map(|piece| piece.markup().into_string()).collect();
        assert!(!written.contains("<script"), "{written}");
    }
}
