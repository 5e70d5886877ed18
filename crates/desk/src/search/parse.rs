//! From what somebody typed to terms, and back.

use std::fmt;

/// One term of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A word that stands in the record.
    Word(String),
    /// Words that stand there one after the other.
    Phrase(String),
    /// A word or phrase that does not stand there.
    Without(String),
    /// A field with its value.
    Field(Field, String),
    /// At least so many independent reports.
    Reports(u32),
    /// `sure>=70`: so sure at least, in percent.
    Confidence(u8),
}

/// A field of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Somebody who takes part.
    Who,
    /// Somebody else who takes part.
    With,
    /// A country that takes part, is represented or is the place.
    Country,
    /// A kind of event.
    Kind,
    /// How far it has come.
    Status,
    /// A day or a span of days.
    Date,
    /// Words that somebody who takes part said.
    Said,
    /// An outlet that reports it.
    Outlet,
}

impl Field {
    /// All fields.
    pub const ALL: [Field; 8] =
        [Field::Who, Field::With, Field::Country, Field::Kind, Field::Status, Field::Date, Field::Said, Field::Outlet];

    /// Returns what stands before the colon.
    pub fn as_str(self) -> &'static str {
        match self {
            Field::Who => "who",
            Field::With => "with",
            Field::Country => "country",
            Field::Kind => "kind",
            Field::Status => "status",
            Field::Date => "date",
            Field::Said => "said",
            Field::Outlet => "outlet",
        }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A value with blanks needs marks; marks inside were taken away when it was parsed.
        let marked =
            |text: &str| if text.contains(char::is_whitespace) { format!("\"{text}\"") } else { text.to_owned() };
        match self {
            Term::Word(word) => f.write_str(word),
            Term::Phrase(phrase) => write!(f, "\"{phrase}\""),
            Term::Without(words) => write!(f, "-{}", marked(words)),
            Term::Field(field, value) => write!(f, "{}:{}", field.as_str(), marked(value)),
            Term::Reports(least) => write!(f, "n>={least}"),
            Term::Confidence(percent) => write!(f, "sure>={percent}"),
        }
    }
}

/// Parses a query; whatever was typed, something is made of it.
pub fn parse(query: &str) -> Vec<Term> {
    pieces(query).into_iter().filter_map(|piece| term(&piece)).collect()
}

/// Writes terms as a query.
pub fn written(terms: &[Term]) -> String {
    terms.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// A piece between blanks: what stands before quotation marks, and whether there were any.
struct Piece {
    head: String,
    quoted: Option<String>,
}

fn pieces(query: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut letters = query.chars().map(|letter| if is_mark(letter) { '"' } else { letter });
    while let Some(first) = letters.by_ref().find(|letter| !letter.is_whitespace()) {
        let (mut head, mut quoted, mut next) = (String::new(), None, Some(first));
        while let Some(letter) = next {
            match letter {
                '"' => {
                    quoted = Some(letters.by_ref().take_while(|letter| *letter != '"').collect());
                    break;
                }
                letter if letter.is_whitespace() => break,
                letter => head.push(letter),
            }
            next = letters.next();
        }
        pieces.push(Piece { head, quoted });
    }
    pieces
}

/// Marks as telephones and word processors set them.
fn is_mark(letter: char) -> bool {
    matches!(letter, '“' | '”' | '„' | '«' | '»')
}

fn term(piece: &Piece) -> Option<Term> {
    let quoted = piece.quoted.as_deref().map(tidy);
    if let Some((name, value)) = piece.head.split_once(':')
        && let Some(field) = Field::ALL.into_iter().find(|field| field.as_str().eq_ignore_ascii_case(name))
    {
        let value = quoted.unwrap_or_else(|| tidy(value));
        return (!value.is_empty()).then_some(Term::Field(field, value));
    }
    if let Some(least) = piece.head.strip_prefix("n>=").and_then(|least| least.parse().ok()) {
        return Some(Term::Reports(least));
    }
    if let Some(percent) = piece.head.strip_prefix("sure>=").and_then(|percent| percent.parse().ok()) {
        return Some(Term::Confidence(percent));
    }
    let (head, without) = match piece.head.strip_prefix('-') {
        Some(rest) => (rest, true),
        None => (piece.head.as_str(), false),
    };
    let words = quoted.clone().map_or_else(|| tidy(head), |quoted| tidy(&format!("{head} {quoted}")));
    match (without, quoted.is_some()) {
        _ if !words.contains(char::is_alphanumeric) => None,
        (true, _) => Some(Term::Without(words)),
        (_, true) => Some(Term::Phrase(words)),
        _ => Some(Term::Word(words)),
    }
}

fn tidy(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(|letter: char| letter.is_control() || letter == '"', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows terms in their own words, so that both ways are checked at once.
    #[track_caller]
    fn check(query: &str, expected: &[&str]) {
        let terms = parse(query);
        assert_eq!(terms.iter().map(ToString::to_string).collect::<Vec<_>>(), expected);
        assert_eq!(parse(&written(&terms)), terms, "what is written is read as the same");
    }

    #[test]
    fn words_phrases_and_fields_are_told_apart() {
        check("trade talks", &["trade", "talks"]);
        check("\"free trade\" -tariffs", &["\"free trade\"", "-tariffs"]);
        check("who:\"Mira Talvik\" with:osman-reyl-nor", &["who:\"Mira Talvik\"", "with:osman-reyl-nor"]);
        check(
            "KIND:visit date:2026-01..2026-03 n>=2 sure>=70",
            &["kind:visit", "date:2026-01..2026-03", "n>=2", "sure>=70"],
        );
        check("said:“no way back”", &["said:\"no way back\""]);
    }

    #[test]
    fn whatever_is_typed_has_a_meaning() {
        check("", &[]);
        check("  \" ", &[]);
        check("- -- : who: \"\" n>=x", &["n>=x"]);
        check("colour:red", &["colour:red"]);
        check("-\"free trade\"", &["-\"free trade\""]);
        check("\"open", &["\"open\""]);
    }
}
