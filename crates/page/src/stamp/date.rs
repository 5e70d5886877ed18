//! Dates in the orders that sites use.

use jiff::civil::Date;
use plenipo_record::Day;

use super::token::Token;
use crate::cues::cues;

/// Returns the date whose first token is `i`, and the token behind it.
pub(super) fn date_at(tokens: &[Token<'_>], i: usize) -> Option<(Day, usize)> {
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
