//! Finds dates and times of day in the lines around an article.

use jiff::civil::Date;
use plenipo_record::{Day, Published};

use crate::cues::cues;

/// A word, a number or a mark of a line.
#[derive(Clone, Copy, Debug)]
struct Token<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

impl Token<'_> {
    fn number(self, widths: std::ops::RangeInclusive<usize>) -> Option<i16> {
        let digits = self.text.bytes().all(|b| b.is_ascii_digit()) && widths.contains(&self.text.len());
        digits.then(|| self.text.parse().ok()).flatten()
    }

    fn is(self, mark: &str) -> bool {
        self.text == mark
    }
}

/// A time of day: hour, minute, second, and minutes east of Greenwich.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clock {
    pub time: (i8, i8, i8),
    pub offset: Option<i16>,
}

/// A date, a time, or both, in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// The day, year-less where no year is told.
    pub day: Option<Day>,
    /// The time of day.
    pub clock: Option<Clock>,
    /// Whether the line says that it is the time of a change.
    pub updated: bool,
    /// Whether the line says that it is the time of the first publication, which another one may follow.
    pub first: bool,
    /// Where it begins in the line, with the words that introduce it.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

impl Stamp {
    /// Returns the stamp as a time of publication if it has a full date.
    pub fn published(&self) -> Option<Published> {
        let day = self.day.filter(|day| matches!(day, Day::Date(_)))?;
        Some(Published { day, time: self.clock.map(|c| c.time), offset_minutes: self.clock.and_then(|c| c.offset) })
    }
}

/// Returns the stamps of `line` in order.
pub(crate) fn scan(line: &str) -> Vec<Stamp> {
    if !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let tokens = tokens(line);
    let mut stamps: Vec<Stamp> = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        if let Some((day, after)) = date_at(&tokens, i) {
            let (clock, end) = clock_behind(&tokens, after).map_or((None, after), |(clock, end)| (Some(clock), end));
            let mut stamp = stamp(&tokens, i, end, Some(day), clock);
            if let (None, Some(last)) = (clock, stamps.last().filter(|last| last.day.is_none())) {
                // A time just before the date belongs to it: `14:52 June 18, 2023`, `6:25 pm on 20 August 2024`.
                let between = &line[last.end..stamp.start.max(last.end)];
                if between.chars().count() <= 4 {
                    stamp = Stamp { clock: last.clock, start: last.start, updated: last.updated, ..stamp };
                    stamps.pop();
                }
            }
            stamps.push(stamp);
            i = end;
        } else if let Some((clock, end)) = clock_at(&tokens, i) {
            stamps.push(stamp(&tokens, i, end, None, Some(clock)));
            i = end;
        } else {
            i += 1;
        }
    }
    stamps
}

/// Returns the date that begins at the start of `text`, and its length in bytes.
pub(crate) fn leading_date(text: &str) -> Option<(Day, usize)> {
    let window = text.char_indices().nth(48).map_or(text, |(end, _)| &text[..end]);
    let tokens = tokens(window);
    let mut first = 0;
    while tokens.get(first).is_some_and(|t| is_weekday(t.text) || first > 0 && (t.is(",") || t.is("."))) {
        first += 1;
    }
    let (day, end) = date_at(&tokens, first)?;
    Some((day, tokens[end - 1].end))
}

/// Returns the time of day that opens `text`, and the length in bytes of it and the marks behind: `18:10 `, `9:10 p.m. - `.
///
/// Where a date follows the time, as in a line of credit, there is none.
pub(crate) fn leading_clock(text: &str) -> Option<(Clock, usize)> {
    let (clock, length) = opening_clock(text)?;
    let dated = scan(text).first().is_some_and(|stamp| stamp.day.is_some());
    (!dated).then_some((clock, length))
}

/// Returns the time of day that opens `text`, whatever follows, and the length in bytes of it and the marks behind.
pub(crate) fn opening_clock(text: &str) -> Option<(Clock, usize)> {
    // `[18:10] `, `Posted at 18:10`
    let label = ["Posted at ", "Published at ", "Updated at ", "[", "("].iter().find(|label| text.starts_with(**label));
    let skipped = label.map_or(0, |label| label.len());
    let whole = text;
    let text = &text[skipped..];
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let window = text.char_indices().nth(32).map_or(text, |(end, _)| &text[..end]);
    let tokens = tokens(window);
    let (clock, end) = clock_at(&tokens, 0)?;
    let length = tokens[end - 1].end;
    let rest = &text[length..];
    let marks = rest.trim_start_matches([' ', '\u{a0}', '-', '–', '—', ':', '|', '·', ']', ')']);
    let parted = marks.is_empty() || marks.len() < rest.len();
    parted.then_some((clock, whole.len() - marks.len()))
}

fn stamp(tokens: &[Token<'_>], first: usize, end: usize, day: Option<Day>, clock: Option<Clock>) -> Stamp {
    let (start, updated) = introduction(tokens, first);
    let told = tokens[..first].iter().rev().take(6).any(|token| token.text.eq_ignore_ascii_case("first"));
    Stamp { day, clock, updated, first: told && !updated, start, end: tokens[end - 1].end }
}

/// Returns where the words begin that introduce the token, and whether they tell of a change.
fn introduction(tokens: &[Token<'_>], first: usize) -> (usize, bool) {
    let cues = cues();
    let (mut start, mut updated) = (tokens[first].start, false);
    let mut label_start = start;
    for token in tokens[..first].iter().rev().take(6) {
        let low = token.text.to_lowercase();
        if cues.updated.contains(&low) {
            updated = true;
        } else if !(cues.published.contains(&low) || is_weekday(&low) || [",", ":", ".", "("].contains(&token.text)) {
            break;
        }
        label_start = token.start;
        if !matches!(token.text, "(" | "." | ",") {
            start = label_start;
        }
    }
    (start.min(tokens[first].start).max(label_start), updated)
}

fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut chars = line.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        let same =
            |other: char| c.is_ascii_digit() && other.is_ascii_digit() || c.is_alphabetic() && other.is_alphabetic();
        while let Some((at, _)) = chars.next_if(|(_, other)| same(*other)) {
            end = at + line[at..].chars().next().map_or(0, char::len_utf8);
        }
        // Pages that lose their line breaks glue the hour to the year: `April 9, 20265:12 PM`.
        let glued =
            (5..=6).contains(&(end - start)) && line[start..end].starts_with("20") && line[end..].starts_with(':');
        let cut = if glued && c.is_ascii_digit() { start + 4 } else { end };
        tokens.push(Token { text: &line[start..cut], start, end: cut });
        if cut < end {
            tokens.push(Token { text: &line[cut..end], start: cut, end });
        }
    }
    tokens
}

fn is_weekday(word: &str) -> bool {
    cues().weekdays.contains(&word.to_lowercase())
}

fn month(token: Option<&Token<'_>>) -> Option<i8> {
    cues().months.get(&token?.text.to_lowercase()).copied()
}

fn day(year: Option<i16>, month: i8, day: i16) -> Option<Day> {
    let day = i8::try_from(day).ok()?;
    match year {
        Some(year) => Date::new(year, month, day).ok().filter(|_| (1800..2200).contains(&year)).map(Day::Date),
        // 2024 is a leap year: February 29 exists in some year.
        None => Date::new(2024, month, day).ok().map(|_| Day::MonthDay { month, day }),
    }
}

/// Returns the date whose first token is `i`, and the token behind it.
fn date_at(tokens: &[Token<'_>], i: usize) -> Option<(Day, usize)> {
    let first = *tokens.get(i)?;
    if first.text.as_bytes()[0].is_ascii_digit() {
        let glued =
            i > 0 && tokens[i - 1].end == first.start && matches!(tokens[i - 1].text, ":" | "." | "/" | "-" | ",");
        if glued {
            return None;
        }
        numbers_first(tokens, i)
    } else {
        month_first(tokens, i)
    }
}

/// `2025-05-21`, `21/05/2025`, `21.05.2025`, `21 May 2025`, `21-May-2025`, `21st of May`.
fn numbers_first(tokens: &[Token<'_>], i: usize) -> Option<(Day, usize)> {
    let mark = tokens.get(i + 1)?;
    let marked = ["-", "/", "."].contains(&mark.text) && tokens.get(i + 3).is_some_and(|t| t.text == mark.text);
    if marked && let (Some(second), Some(third)) = (tokens[i + 2].number(1..=2), tokens.get(i + 4)) {
        if let (Some(year), Some(third)) = (tokens[i].number(4..=4), third.number(1..=2)) {
            return Some((day(Some(year), i8::try_from(second).ok()?, third)?, i + 5));
        }
        let (a, year) = (tokens[i].number(1..=2)?, third.number(4..=4)?);
        // The first number is the day unless it cannot be.
        let (number, month) = if second > 12 { (second, a) } else { (a, second) };
        return Some((day(Some(year), i8::try_from(month).ok()?, number)?, i + 5));
    }
    let number = tokens[i].number(1..=2)?;
    let mut at = i + 1;
    if ["st", "nd", "rd", "th"].contains(&tokens.get(at)?.text) {
        at += 1;
    }
    while tokens.get(at).is_some_and(|t| t.is("of") || t.is("-") || t.is(".") && at == i + 1) {
        at += 1;
    }
    let month = month(tokens.get(at))?;
    at += 1;
    year_behind(tokens, at).map_or_else(
        || Some((day(None, month, number)?, at)),
        |(year, end)| Some((day(Some(year), month, number)?, end)),
    )
}

/// `May 21, 2025`, `Oct. 21st 2025`, `November 5`.
fn month_first(tokens: &[Token<'_>], i: usize) -> Option<(Day, usize)> {
    let month = month(tokens.get(i))?;
    let mut at = i + 1;
    if tokens.get(at).is_some_and(|t| t.is(".")) {
        at += 1;
    }
    let number = tokens.get(at)?.number(1..=2)?;
    at += 1;
    if tokens.get(at).is_some_and(|t| ["st", "nd", "rd", "th"].contains(&t.text)) {
        at += 1;
    }
    if tokens.get(at).is_some_and(|t| t.is(":")) && tokens.get(at + 1).is_some_and(|t| t.number(2..=2).is_some()) {
        return None; // `May 10:30`: a time.
    }
    year_behind(tokens, at).map_or_else(
        || Some((day(None, month, number)?, at)),
        |(year, end)| Some((day(Some(year), month, number)?, end)),
    )
}

/// Returns the year at `at`, perhaps behind a comma, a stop or a hyphen, and the token behind it.
fn year_behind(tokens: &[Token<'_>], at: usize) -> Option<(i16, usize)> {
    let skip = usize::from(tokens.get(at).is_some_and(|t| t.is(",") || t.is(".") || t.is("-")));
    let year = tokens.get(at + skip)?.number(4..=4)?;
    (1800..2200).contains(&year).then_some((year, at + skip + 1))
}

/// Returns the time that stands behind a date, over commas, dashes and small words.
fn clock_behind(tokens: &[Token<'_>], from: usize) -> Option<(Clock, usize)> {
    for at in from..tokens.len().min(from + 5) {
        if let Some(found) = clock_at(tokens, at) {
            return Some(found);
        }
        let token = tokens[at];
        let low = token.text.to_lowercase();
        let filler = [",", "-", "|", "–", "—", "•", "·", "(", "/", ".", ":"].contains(&token.text);
        if !filler && !cues().between.contains(&low) && !is_weekday(&low) {
            return None;
        }
    }
    None
}

/// Returns the time of day whose first token is `i`, and the token behind it.
fn clock_at(tokens: &[Token<'_>], i: usize) -> Option<(Clock, usize)> {
    let first = *tokens.get(i)?;
    let hour = first.number(1..=2);
    let (mut hour, minute, second, mut at) = match (hour, tokens.get(i + 1)) {
        (Some(hour), Some(mark)) if mark.is(":") || mark.is(".") || mark.text == "h" || mark.text == "H" => {
            let minute = tokens.get(i + 2)?.number(2..=2)?;
            let seconds = tokens.get(i + 3).filter(|t| t.is(":")).and_then(|_| tokens.get(i + 4)?.number(2..=2));
            let at = i + if seconds.is_some() { 5 } else { 3 };
            let told = half(tokens, at).is_some() || hours(tokens.get(at)) || zone_at(tokens, at).is_some();
            if mark.is(".") && !told {
                return None;
            }
            (hour, minute, seconds.unwrap_or(0), at)
        }
        (Some(hour), Some(_)) if half(tokens, i + 1).is_some() => (hour, 0, 0, i + 1),
        _ => {
            let whole = first.number(4..=4)?;
            let zoned = zone_at(tokens, i + 1).is_some() || hours(tokens.get(i + 1));
            if !zoned {
                return None;
            }
            (whole / 100, whole % 100, 0, i + 1)
        }
    };
    // Parts of a second.
    if tokens.get(at).is_some_and(|t| t.is(".")) && tokens.get(at + 1).is_some_and(|t| t.number(1..=9).is_some()) {
        at += 2;
    }
    if let Some((afternoon, end)) = half(tokens, at) {
        hour = hour % 12 + if afternoon { 12 } else { 0 };
        at = end;
    }
    if hours(tokens.get(at)) {
        at += 1;
    }
    let zone = zone_at(tokens, at);
    let (offset, end) = zone.map_or((None, at), |(offset, end)| (Some(offset), end));
    let sound = (0..24).contains(&hour) && (0..60).contains(&minute) && (0..60).contains(&second);
    sound.then_some((Clock { time: (hour as i8, minute as i8, second as i8), offset }, end))
}

fn hours(token: Option<&Token<'_>>) -> bool {
    token.is_some_and(|t| ["hrs", "hours", "Hrs"].contains(&t.text))
}

/// Returns whether `am` or `pm` stands at `at`, true for the afternoon, and the token behind it.
fn half(tokens: &[Token<'_>], at: usize) -> Option<(bool, usize)> {
    let token = tokens.get(at)?;
    match token.text.to_lowercase().as_str() {
        "am" => Some((false, at + 1)),
        "pm" => Some((true, at + 1)),
        letter @ ("a" | "p") => {
            let rest: Vec<&str> = tokens[at + 1..].iter().take(3).map(|t| t.text).collect();
            let meridiem = rest.len() >= 2 && rest[0] == "." && rest[1].eq_ignore_ascii_case("m");
            let dotted = usize::from(rest.get(2) == Some(&"."));
            meridiem.then_some((letter == "p", at + 3 + dotted))
        }
        _ => None,
    }
}

/// Returns the zone at `at` in minutes east of Greenwich, and the token behind it.
fn zone_at(tokens: &[Token<'_>], at: usize) -> Option<(i16, usize)> {
    let bracket = usize::from(tokens.get(at)?.is("("));
    let at = at + bracket;
    let close = |end: usize| end + usize::from(bracket == 1 && tokens.get(end).is_some_and(|t| t.is(")")));
    let token = tokens.get(at)?;
    if let Some(&base) = cues().zones.get(token.text) {
        if base == 0
            && let Some((shift, end)) = shift_at(tokens, at + 1)
        {
            return Some((shift, close(end)));
        }
        return Some((base, close(at + 1)));
    }
    // A bare shift must be glued to the time: `18:32:07+05:30`.
    // or end the line: `6:05 PM -03`.
    let ends = tokens.len() == at + 2 && tokens[at + 1].text.len() == 2;
    let glued = at > 0 && tokens[at - 1].end == token.start || tokens.get(at + 1)?.text.len() == 4 || ends;
    let (shift, end) = shift_at(tokens, at).filter(|_| glued)?;
    Some((shift, close(end)))
}

/// Returns `+10`, `+5:30`, `-0300` in minutes, and the token behind it.
fn shift_at(tokens: &[Token<'_>], at: usize) -> Option<(i16, usize)> {
    let sign = match tokens.get(at)?.text {
        "+" => 1,
        "-" | "−" | "–" => -1,
        _ => return None,
    };
    let number = tokens.get(at + 1)?;
    if tokens[at].end != number.start {
        return None;
    }
    let (minutes, end) = if let Some(both) = number.number(4..=4) {
        (both / 100 * 60 + both % 100, at + 2)
    } else {
        let hours = number.number(1..=2)?;
        let minutes = tokens.get(at + 2).filter(|t| t.is(":")).and_then(|_| tokens.get(at + 3)?.number(2..=2));
        (hours * 60 + minutes.unwrap_or(0), at + if minutes.is_some() { 4 } else { 2 })
    };
    (minutes <= 15 * 60).then_some((sign * minutes, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expect: &str) {
        let stamps = scan(line);
        let shown: Vec<String> = stamps
            .iter()
            .map(|stamp| {
                let time = stamp.published().map_or_else(
                    || format!("{:?} {:?}", stamp.day.map(|d| d.to_string()), stamp.clock.map(|c| c.time)),
                    |published| published.to_string(),
                );
                if stamp.updated { format!("updated {time}") } else { time }
            })
            .collect();
        assert_eq!(shown.join("; "), expect, "{line}");
    }

    #[test]
    fn times_are_read_in_the_forms_that_sites_use() {
        check("29 Jan 2026, 22:04 GMT+10", "2026-01-29T22:04:00+10:00");
        check("March 13, 2026 8:41 PM GMT+5:30", "2026-03-13T20:41:00+05:30");
        check("By A Writer in International on 16 May 2025", "2025-05-16");
        check("Published On: November 16, 2024 04:10 PM NPT", "2024-11-16T16:10:00+05:45");
        check("5 NOV 2025, 20:37", "2025-11-05T20:37:00");
        check("June 18, 2023 4:05 pm KST", "2023-06-18T16:05:00+09:00");
        check(
            "Published 20 November 2025 at 19:48 CET. Modified 20 November 2025 at 22:10 CET.",
            "2025-11-20T19:48:00+01:00; updated 2025-11-20T22:10:00+01:00",
        );
        check("Publish : 18 Nov 2024, 09:05 PM", "2024-11-18T21:05:00");
        check("Tuesday, October 21st 2025 - 10:22 UTC-3", "2025-10-21T10:22:00-03:00");
        check("All News 14:52 June 18, 2023", "2023-06-18T14:52:00");
        check("6:25 pm on 20 August 2024", "2024-08-20T18:25:00");
        check("Source: Xinhua | 2025-05-21 18:32:07 | Editor: x", "2025-05-21T18:32:07");
        check("2026-03-12T20:15:00+05:30", "2026-03-12T20:15:00+05:30");
        check("2026-03-12T14:45:00.123Z", "2026-03-12T14:45:00+00:00");
        check("Wed, 12 Mar 2026 14:45:00 GMT", "2026-03-12T14:45:00+00:00");
        check("Updated: 12 March 2026, 21:02 IST", "updated 2026-03-12T21:02:00+05:30");
        check("Last updated on Mar. 3, 2024 at 9.15 a.m. (GMT)", "updated 2024-03-03T09:15:00+00:00");
        check("03/04/2024 0930 GMT", "2024-04-03T09:30:00+00:00");
        check("3. March 2026 - 18:05", "2026-03-03T18:05:00");
        check("Mar. 3, 2026 at 6:05 PM -03", "2026-03-03T18:05:00-03:00");
        check("12/31/2024", "2024-12-31");
        check("Tue 5 May 2026 16.20 BST", "2026-05-05T16:20:00+01:00");
        check("April 9, 20265:12 PM GMT+3Updated 5 hours ago", "2026-04-09T17:12:00+03:00");
    }

    #[test]
    fn what_is_no_time_is_left_alone() {
        check("Scores: 152-7 (19.4 ov), 86.5 billion, 1-0", "");
        check("He may 32 times ask", "");
        check("30.02.2024", "");
    }
}
