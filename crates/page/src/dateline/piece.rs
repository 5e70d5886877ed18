//! The pieces of a dateline: places, days, agencies and notes, and the marks between them.

use plenipo_record::Day;

use crate::cues::cues;
use crate::head;
use crate::stamp;
use crate::words::{is_all_caps, is_capital};

/// What parts two pieces, from the weakest to the strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// Nothing, or spaces.
    Space,
    /// `OSLO, Norway`
    Comma,
    /// `BAKU, April 9. The`
    Stop,
    /// The end of words in bold or the like: `<b>OSLO</b> The`.
    Cut,
    /// `BEIRUT: The`
    Colon,
    /// `LIMA | The`
    Bar,
    /// `OSLO – The`
    Dash,
}

/// What stands between two marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Day(Day),
    /// A day of the week alone: `ABUJA, Tuesday –`.
    Weekday,
    Agency(String),
    /// A country, the publication, or who wrote it: `(Nigeria)`, `– Agencies –`.
    Note,
}

/// Returns the strongest mark at the beginning of `text`, and the length of all of them and the spaces between.
pub(super) fn gap(text: &str) -> (Mark, usize) {
    let mut strongest = Mark::Space;
    let mut end = 0;
    loop {
        let rest = &text[end..];
        let Some(next) = rest.chars().next() else { break };
        let spaced = end > 0 || rest[next.len_utf8()..].starts_with([' ', '\u{a0}']);
        let (mark, length) = match next {
            c if c.is_whitespace() => (Mark::Space, c.len_utf8()),
            ',' => (Mark::Comma, 1),
            '.' if rest.starts_with("...") => (Mark::Dash, 3),
            '.' => (Mark::Stop, 1),
            ':' if !rest.starts_with("://") => (Mark::Colon, 1),
            ';' => (Mark::Colon, 1),
            '|' => (Mark::Bar, 1),
            '—' | '―' | '…' | '•' | '·' | '»' => (Mark::Dash, next.len_utf8()),
            // Inside a word it is a hyphen.
            '-' | '–' if spaced || rest.starts_with("--") => (Mark::Dash, next.len_utf8()),
            '_' | '>' if spaced => (Mark::Dash, 1),
            '/' if rest.starts_with("//") => (Mark::Dash, 2),
            _ => break,
        };
        // A stop behind a stronger mark opens what follows: `OSLO – .45 calibre`.
        if next == '.' && length == 1 && strongest > Mark::Stop {
            break;
        }
        strongest = strongest.max(mark);
        end += length;
    }
    (strongest, end)
}

/// Returns the piece between brackets or slashes at the beginning of `text`, and the length of all of it.
///
/// Nothing if there is no bracket; no piece if the words in it are none.
pub(super) fn in_brackets(text: &str) -> Option<(Option<Piece>, usize)> {
    let pairs = [('(', ')'), ('[', ']'), ('/', '/')];
    let (inside, is_slash) =
        pairs.iter().find_map(|&(open, close)| Some((bracketed(text, open, close)?, open == '/')))?;
    let piece = if let Some(day) = whole_day(inside) {
        Some(Piece::Day(day))
    } else if let Some(name) = agency(inside) {
        Some(Piece::Agency(name))
    } else if let Some(day) = day_behind_dash(inside) {
        Some(Piece::Day(day))
    } else {
        // Services of releases stand between slashes in their own spelling: `/NewsLine/`.
        let is_named = || place(inside, 0) == Some(inside) || head::is_publication(inside);
        (is_slash || is_note(inside) || is_named()).then_some(Piece::Note)
    };
    Some((piece, inside.len() + 2))
}

/// Returns the day that the words in brackets tell beside an agency: `(Coast News / Sputnik - 3rd May, 2026)`.
pub(super) fn day_beside_agency(text: &str) -> Option<Day> {
    day_behind_dash(bracketed(text, '(', ')')?)
}

fn day_behind_dash(inside: &str) -> Option<Day> {
    inside.rsplit_once("- ").and_then(|(_, day)| whole_day(day))
}

fn whole_day(text: &str) -> Option<Day> {
    stamp::leading_date(text).filter(|(_, length)| *length == text.len()).map(|(day, _)| day)
}

/// Returns the piece at the beginning of `text` that stands without brackets, and its length.
pub(super) fn bare_piece(text: &str) -> Option<(Piece, usize)> {
    if let Some((day, length)) = stamp::leading_date(text) {
        return Some((Piece::Day(day), length));
    }
    let end = text.char_indices().take(40).find(|&(at, _)| gap(&text[at..]).0 > Mark::Space).map(|(at, _)| at)?;
    let words = text[..end].trim_end();
    if stamp::is_weekday(words) {
        return Some((Piece::Weekday, words.len()));
    }
    if let Some(name) = cues().agency(words) {
        return Some((Piece::Agency(name.to_owned()), words.len()));
    }
    is_note(words).then_some((Piece::Note, words.len()))
}

/// Returns the length of a region at the beginning of `text`, which a mark or a bracket closes: `D.C.`, `Pakistan`.
pub(super) fn region(text: &str) -> Option<usize> {
    let name = place(text, 0)?;
    let behind = &text[name.len()..];
    let closed = gap(behind).0 > Mark::Space || behind.trim_start().starts_with(['(', '[']);
    (closed && name.split(' ').count() <= 4).then_some(name.len())
}

/// Returns the name of a place at `at`: up to six capitalised words.
pub(super) fn place(text: &str, at: usize) -> Option<&str> {
    let cues = cues();
    let mut end = at;
    for (count, word) in text[at..].split(' ').enumerate() {
        let cut = word.find([',', ':', ';', '(', '[', '—', '–', '…']).unwrap_or(word.len());
        // `OSLO-The`, `OSLO...`
        let cut = hyphen_behind_capitals(&word[..cut]).or_else(|| word[..cut].find("..")).unwrap_or(cut);
        // The stop of `St.` belongs to the name, the one of `Istanbul.` does not.
        let name = &word[..cut];
        let low = name.to_lowercase();
        let letters = name.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '‘' | '.' | '/' | '`'));
        let particle = count > 0 && cues.particles.contains(&low);
        let known = cues.weekdays.contains(&low) || cues.months.contains_key(low.trim_end_matches('.'));
        if name.is_empty()
            || !letters
            || known
            || !name.starts_with(char::is_alphabetic)
            || !(is_capital(name) || particle || count > 0 && is_elided(name))
        {
            break;
        }
        // `IN THE DIARY —` opens a paragraph of a newsletter.
        let opener = cues.kickers.contains(&low) || cues.stop_words.contains(&low) && low != "the";
        if count >= 6 || count == 0 && opener {
            return None;
        }
        end = if count == 0 { at } else { end + 1 } + name.len();
        if cut < word.len() {
            break;
        }
    }
    let place = text[at..end].trim_end();
    // `Written by Ana May 3, 2024` opens as a place before a day does.
    let low = place.to_lowercase();
    let byline = cues.byline_openers.iter().any(|opener| low.starts_with(opener.as_str())) || is_note(&low);
    let named = place.split(' ').next_back().is_some_and(|word| is_capital(word) || is_elided(word));
    (!byline && place.chars().count() >= 2 && named).then_some(place)
}

/// Returns where the hyphen stands that parts a place in capitals from the first word of the reporting: `OSLO-The`.
fn hyphen_behind_capitals(word: &str) -> Option<usize> {
    let (before, behind) = word.rsplit_once('-')?;
    let opens = behind.starts_with(char::is_uppercase) && !is_all_caps(behind);
    (is_all_caps(before) && before.chars().count() >= 4 && opens).then_some(before.len())
}

/// Tells whether an article or a preposition has lost its vowel before a name: `d’Ivoire`.
fn is_elided(word: &str) -> bool {
    word.split_once(['\'', '’']).is_some_and(|(before, name)| before.chars().count() == 1 && is_capital(name))
}

/// Tells whether words say who wrote the copy without a name: `Agencies`, `Our correspondent`.
pub(super) fn is_note(words: &str) -> bool {
    cues().dateline_notes.contains(&words.trim().to_lowercase())
}

/// Returns the words between two brackets if they are few.
pub(super) fn bracketed(text: &str, open: char, close: char) -> Option<&str> {
    let inside = text.strip_prefix(open)?;
    let end = inside.find(close)?;
    (end > 0 && end <= 60 && !inside.starts_with(' ')).then(|| &inside[..end])
}

/// Returns the agency that the words in brackets name: a known one, or letters that look like one.
pub(super) fn agency(inside: &str) -> Option<String> {
    let first = inside.split(['/', ',', ';', '-']).map(str::trim).find_map(|form| cues().agency(form));
    if let Some(name) = cues().agency(inside).or(first) {
        return Some(name.to_owned());
    }
    let letters = (2..=10).contains(&inside.len()) && inside.chars().all(|c| c.is_uppercase() || c == '/' || c == '-');
    letters.then(|| inside.to_owned())
}
