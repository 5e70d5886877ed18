//! Posts that the copy embeds: the link below them, and the time that its number tells.

use plenipo_record::{Article, Day, PartKind, Span};

/// Milliseconds from 1970 to the moment from which status numbers count.
const EPOCH: i64 = 1_288_834_974_657;

/// Returns the link that stands right below the paragraph with the given words.
pub(super) fn link_below(article: &Article, words: Span) -> Option<&str> {
    let body = article.parts.iter().position(|part| part.span.contains(words))?;
    let next = article.parts.get(body + 1).filter(|part| part.kind == PartKind::Link)?;
    Some(next.span.slice(&article.text))
}

/// Returns the account that a link leads to.
pub(super) fn handle_of(link: &str) -> Option<&str> {
    link.split("//").nth(1)?.split(['/', '?']).nth(1).filter(|handle| handle.len() > 1)
}

/// Returns the day, in universal time, that the status number of a link tells: its upper bits count milliseconds.
pub(super) fn day_of_status(link: &str) -> Option<Day> {
    let number = link.split("/status/").nth(1)?;
    let digits = number.split(|c: char| !c.is_ascii_digit()).next()?;
    let id: i64 = digits.parse().ok()?;
    // Shorter numbers are older than the scheme and tell no time.
    let since = Some(id >> 22).filter(|_| digits.len() >= 15)?;
    let moment = jiff::Timestamp::from_millisecond(since + EPOCH).ok()?;
    Some(Day::Date(moment.to_zoned(jiff::tz::TimeZone::UTC).date()))
}

#[cfg(test)]
mod tests {
    use super::day_of_status;

    #[test]
    fn status_numbers_tell_their_day() {
        let day = |link| day_of_status(link).map(|day| day.to_string());
        assert_eq!(day("https://x.com/someone/status/2051965191582646272?s=20").as_deref(), Some("2026-05-06"));
        assert_eq!(day("https://x.com/someone/status/1"), None);
        assert_eq!(day("https://x.com/someone"), None);
    }
}
