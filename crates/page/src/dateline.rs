//! Reads datelines: the place, day and agency that open wire copy.
//!
//! A dateline is a row of pieces with marks between them. Each agency orders and marks them in its own way, so that any
//! order is read, and what was found decides whether it is one.

mod piece;
#[cfg(test)]
mod tests;

use plenipo_record::Day;

use crate::cues::cues;
use crate::gazetteer;
use crate::stamp;
use crate::words::{is_all_caps, title_case};
use piece::{Mark, Piece, agency, bare_piece, bracketed, day_beside_agency, gap, in_brackets, is_note, place, region};

/// A dateline has at most so many pieces behind its place.
const MOST_PIECES: usize = 7;

/// What a dateline says, and where the reporting begins behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RunIn {
    /// The place without country or state, in small letters behind the first of each word.
    pub place: String,
    /// The day, year-less where no year is told.
    pub day: Option<Day>,
    /// The agency's name, or its letters where it is not known.
    pub agency: Option<String>,
    /// Offset of the first byte behind the dateline and the spaces that follow.
    pub end: usize,
}

/// Reads the dateline that opens `text`; `cuts` are the byte offsets in it where an inline element begins or ends.
///
/// `opens` says that the text opens the reporting; only there is a place without day, agency and capitals believed.
pub(crate) fn run_in(text: &str, cuts: &[usize], opens: bool) -> Option<RunIn> {
    let start = text.len() - text.trim_start().len();
    in_whole_brackets(text, start).or_else(|| {
        let mut scan = Scan::begin(text, cuts, start)?;
        let mut pieces = 0;
        while scan.step()? {
            pieces += 1;
            if pieces > MOST_PIECES {
                return None;
            }
        }
        scan.finish(opens)
    })
}

/// Returns the letters of the service in brackets before the reporting, and where that begins: `(COAST) - The`.
pub(crate) fn credit_alone(text: &str) -> Option<(String, usize)> {
    let inside = bracketed(text, '(', ')')?;
    let name = agency(inside)?;
    let behind = &text[inside.len() + 2..];
    let rest = behind.trim_start().strip_prefix(['-', '–', '—'])?.trim_start_matches(['-', ' ']);
    rest.starts_with(char::is_uppercase).then(|| (name, text.len() - rest.len()))
}

/// Reads the dateline that the page sets off from the reporting behind it, by bold letters or by its name for the words.
///
/// `length` tells how many bytes are set off.
pub(crate) fn set_off(text: &str, length: usize) -> Option<RunIn> {
    let found = told(text.get(..length)?)?;
    let rest = text[length..].trim_start();
    is_reporting(rest).then(|| RunIn { end: text.len() - rest.len(), ..found })
}

/// Reads what somebody calls a dateline: `Oslo`, `OSLO, Norway, May 3`.
pub(crate) fn told(words: &str) -> Option<RunIn> {
    place_alone(words).or_else(|| bare(words))
}

/// Reads a city that stands alone, with or without its country: `Oslo`, `Oslo, Norway`, `Location: Oslo`.
pub(crate) fn city_alone(line: &str) -> Option<RunIn> {
    let label = line.split_once(": ").filter(|(label, _)| cues().place_labels.contains(&label.to_lowercase()));
    place_alone(label.map_or(line, |(_, place)| place)).filter(|found| gazetteer::is_city(&found.place))
}

/// Reads a place that stands alone.
fn place_alone(line: &str) -> Option<RunIn> {
    let line = trimmed(line);
    let name = place(line, 0)?;
    let country = line[name.len()..].strip_prefix(", ");
    let is_country = |words: &str| place(words, 0) == Some(words) || stamp::is_weekday(words);
    let is_whole = name.len() == line.len() || country.is_some_and(is_country);
    is_whole.then(|| RunIn { place: title_case(name), day: None, agency: None, end: line.len() })
}

fn trimmed(line: &str) -> &str {
    line.trim().trim_end_matches([':', '-', '–', '—', ' ', '.'])
}

/// Reads a line that is a dateline and nothing else: `New Delhi, January 22`.
pub(crate) fn bare(line: &str) -> Option<RunIn> {
    let line = trimmed(line);
    // `14:05 | Lima, May 6`
    let line = stamp::opening_clock(line).map_or(line, |(_, length)| &line[length..]);
    if line.chars().count() > 70 {
        return None;
    }
    run_in(line, &[], false).filter(|found| found.end == line.len())
}

/// `(Oslo, 4 March 2026) – The`, `[OSLO, 4 March] The`: a dateline with a day between brackets.
fn in_whole_brackets(text: &str, start: usize) -> Option<RunIn> {
    let opening = &text[start..];
    let inside = bracketed(opening, '(', ')').or_else(|| bracketed(opening, '[', ']'))?;
    let found = run_in(inside, &[], false).filter(|found| found.end == inside.len() && found.day.is_some())?;
    let behind = &opening[inside.len() + 2..];
    let rest = &behind[gap(behind).1..];
    is_reporting(rest).then(|| RunIn { end: text.len() - rest.len(), ..found })
}

/// A dateline while it is read, piece by piece.
struct Scan<'t> {
    text: &'t str,
    cuts: &'t [usize],
    /// Where the last piece ends.
    at: usize,
    place: &'t str,
    day: Option<Day>,
    has_weekday: bool,
    has_note: bool,
    agency: Option<String>,
    /// Whether the day stands before the place.
    is_day_first: bool,
    /// The strongest mark behind the place.
    mark: Mark,
}

impl<'t> Scan<'t> {
    /// Reads the place, and the agency or day before it: `APA – Abuja (Nigeria) –`, `4 March 2026, Oslo –`.
    fn begin(text: &'t str, cuts: &'t [usize], start: usize) -> Option<Self> {
        let mut at = start;
        let opened = agency_before(text, at);
        if let Some((length, _)) = &opened {
            at += length;
        }
        let day = stamp::leading_date(&text[at..]).and_then(|(day, length)| {
            let (mark, behind) = gap(&text[at + length..]);
            let first = at + length + behind;
            let is_capitals = || place(text, first).is_some_and(|place| is_all_caps(place) && place.len() >= 3);
            (matches!(mark, Mark::Comma | Mark::Dash) || is_capitals()).then_some((day, first))
        });
        at = day.map_or(at, |(_, first)| first);
        let whole = place(text, at)?;
        // `<b>OSLO</b> The`
        let mut cut = cuts.iter().filter_map(|&cut| whole.get(..cut.checked_sub(at)?)).map(str::trim_end);
        let whole = cut.rfind(|before| is_all_caps(before) && before.len() >= 3).unwrap_or(whole);
        at += whole.len();
        // `OSLO. June 23 (Interfax) -`
        let place = whole.strip_suffix('.').filter(|place| is_all_caps(place) && !place.contains('.')).unwrap_or(whole);
        // `OSLO/AGENCIES –`
        let place = place.rsplit_once('/').filter(|(_, note)| is_note(note)).map_or(place, |(place, _)| place);
        // `OSLO BUREAU –`
        let is_writer = |word: &str| cues().correspondents.contains(&word.to_lowercase());
        let place = place.rsplit_once(' ').filter(|(_, last)| is_writer(last)).map_or(place, |(place, _)| place);
        Some(Scan {
            text,
            cuts,
            at,
            place,
            day: day.map(|(day, _)| day),
            has_weekday: false,
            has_note: false,
            agency: opened.map(|(_, name)| name),
            is_day_first: day.is_some(),
            mark: Mark::Space,
        })
    }

    /// Takes the next piece, and tells whether there was one; nothing if this can be no dateline.
    fn step(&mut self) -> Option<bool> {
        let (mark, length) = self.gap();
        let start = self.at + length;
        let rest = &self.text[start..];
        // Behind a strong mark the reporting may begin: only what a further mark closes belongs to the dateline.
        let is_open = mark >= Mark::Colon;
        if let Some((piece, length)) = in_brackets(rest) {
            let is_named = !matches!(piece, None | Some(Piece::Note));
            let Some(piece) = piece.filter(|_| !is_open || is_named || is_note(&rest[1..length - 1])) else {
                return if is_open { Some(false) } else { None };
            };
            // A service of releases is believed behind a day.
            let is_release = rest.starts_with('/') && !is_named;
            if is_release && self.day.is_none() {
                return None;
            }
            self.day = self.day.or_else(|| day_beside_agency(rest));
            self.take(piece, mark, start + length);
            return Some(true);
        }
        let (piece, length) = match bare_piece(rest) {
            Some((Piece::Day(_), _)) if self.day.is_some() => return Some(false),
            Some((piece, length)) => (piece, length),
            None => {
                let is_region = mark == Mark::Comma && self.day.is_none();
                let Some(length) = region(rest).filter(|_| is_region) else { return Some(false) };
                (Piece::Note, length)
            }
        };
        let closing = gap(&rest[length..]).0;
        let behind = rest[length..].trim_start();
        // `Oslo (Norway) | 3 May 2024` is a dateline, `Ana Writer | 3 May 2024` a byline, `TODAY | MAY 3` the head of a page.
        let is_last = behind.is_empty() && self.has_note;
        let is_closed = closing >= Mark::Cut || is_last || behind.starts_with(['(', '[', '/']);
        // `YEREVAN, MAY 3, ARMENPRESS. The`
        let is_stopped = closing == Mark::Stop && (is_all_caps(self.place) || matches!(piece, Piece::Day(_)));
        let belongs = match piece {
            Piece::Day(_) => !is_open || is_closed || is_stopped,
            Piece::Agency(_) | Piece::Weekday => is_closed || is_stopped && !is_open,
            Piece::Note => is_closed || closing == Mark::Comma && !is_open,
        };
        if belongs {
            self.take(piece, mark, start + length);
        }
        Some(belongs)
    }

    fn take(&mut self, piece: Piece, mark: Mark, end: usize) {
        match piece {
            Piece::Day(day) => self.day = self.day.or(Some(day)),
            Piece::Agency(name) => self.agency = self.agency.take().or(Some(name)),
            Piece::Weekday => self.has_weekday = true,
            Piece::Note => self.has_note = true,
        }
        self.mark = self.mark.max(mark);
        self.at = end;
    }

    /// The marks behind the last piece.
    fn gap(&self) -> (Mark, usize) {
        let behind = &self.text[self.at..];
        match hyphen(self.place, behind) {
            Some(length) => (Mark::Dash, length),
            None => gap(behind),
        }
    }

    fn finish(self, opens: bool) -> Option<RunIn> {
        let (mark, length) = self.gap();
        let is_cut = self.cuts.iter().any(|cut| (self.at..=self.at + length).contains(cut));
        let mark = self.mark.max(if is_cut { mark.max(Mark::Cut) } else { mark });
        let rest = &self.text[self.at + length..];
        let end = self.text.len() - rest.len();
        self.is_believed(mark, rest, opens).then(|| RunIn {
            place: title_case(self.place),
            day: self.day,
            agency: self.agency,
            end,
        })
    }

    /// Decides whether what was read is a dateline and not the beginning of a sentence.
    fn is_believed(&self, mark: Mark, rest: &str, opens: bool) -> bool {
        if rest.is_empty() {
            return !self.is_day_first && (self.day.is_some() || self.agency.is_some());
        }
        let reporting = is_reporting(rest);
        let caps = is_all_caps(self.place) && self.place.chars().count() >= 3;
        if self.is_day_first && !(reporting && mark >= Mark::Colon) {
            return false;
        }
        if self.agency.is_some() {
            return mark >= Mark::Stop || reporting;
        }
        match mark {
            // `OSLO (Harbour Post) The`
            Mark::Space if self.has_note && gazetteer::is_city(self.place) => reporting,
            Mark::Space | Mark::Comma => caps && self.day.is_some() && reporting,
            Mark::Stop => caps && self.day.is_some(),
            Mark::Cut => opens && reporting && (caps || self.day.is_some()),
            _ if self.day.is_some() || self.has_weekday => true,
            Mark::Colon => opens && reporting && (caps || self.place.split(' ').count() <= 2),
            _ if caps => reporting || mark == Mark::Dash && gazetteer::is_city(self.place),
            // By a bar a section is parted from a headline as well.
            Mark::Bar => false,
            Mark::Dash => opens && reporting && self.place.split(' ').count() <= 3,
        }
    }
}

/// Tells whether the reporting may begin here.
fn is_reporting(text: &str) -> bool {
    text.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "\"'“‘(@[$€£".contains(c))
}

/// Returns the length of the hyphen that parts a place in capitals from the reporting: `OSLO-The`.
fn hyphen(place: &str, behind: &str) -> Option<usize> {
    let rest = behind.strip_prefix('-')?;
    let opens = rest.starts_with(char::is_uppercase) && rest.chars().nth(1).is_some_and(char::is_lowercase);
    (is_all_caps(place) && opens).then_some(1)
}

/// Returns the agency before the place and the length of both its name and the dash: `APA – Abuja (Nigeria) – `.
fn agency_before(text: &str, at: usize) -> Option<(usize, String)> {
    let end = text[at..].find([' ', '-', '–'])?;
    let name = cues().agency(&text[at..at + end])?;
    let rest = &text[at + end..];
    let behind = rest.trim_start().strip_prefix(['-', '–', '—'])?.trim_start();
    Some((text.len() - at - behind.len(), name.to_owned()))
}
