//! Times of day with their zones: `9:10 p.m. GMT+5:30`, `0930 GMT`.

use super::is_weekday;
use super::token::Token;
use crate::cues::cues;

/// A time of day: hour, minute, second, and minutes east of Greenwich.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clock {
    pub time: (i8, i8, i8),
    pub offset: Option<i16>,
}

/// Returns the time that stands behind a date, over commas, dashes and small words.
pub(super) fn clock_behind(tokens: &[Token<'_>], from: usize) -> Option<(Clock, usize)> {
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
pub(super) fn clock_at(tokens: &[Token<'_>], i: usize) -> Option<(Clock, usize)> {
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
