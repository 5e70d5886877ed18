//! Finds dates and times of day in the lines around an article.

mod clock;
mod date;
mod token;

use plenipo_record::{Day, Published};

use crate::cues::cues;
pub(crate) use clock::Clock;
use clock::{clock_at, clock_behind};
use date::date_at;
use token::{Token, tokens};

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

/// Tells whether a word is a day of the week.
pub(crate) fn is_weekday(word: &str) -> bool {
    cues().weekdays.contains(&word.to_lowercase())
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
