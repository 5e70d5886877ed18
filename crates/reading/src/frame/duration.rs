//! How many days an event takes: "a two-day visit", "ended three days of talks".

use plenipo_language::Pos;
use plenipo_record::{Day, When};

use crate::document::Passage;
use crate::time::number;

/// Returns the number of days that the words around an event give it, if they do.
///
/// `nearby` are the tokens in which the duration is looked for; `is_other` knows the nouns whose length says nothing of it:
/// who is "on a two-day visit" does not meet anybody for two days.
pub(crate) fn days_of(
    passage: &Passage,
    text: &str,
    mut nearby: std::ops::Range<usize>,
    is_other: &dyn Fn(&str) -> bool,
) -> Option<i64> {
    let word = |token: usize| passage.tokens()[token].span.slice(text);
    nearby.end = nearby.end.min(passage.len());
    let is_of_other = |token: usize| {
        let behind = (token + 1..passage.len().min(token + 4)).take_while(|&next| passage.pos(next) != Pos::Verb);
        let mut nouns = behind.filter(|&next| passage.pos(next) == Pos::Noun);
        nouns.any(|noun| is_other(passage.lemma(noun)))
    };
    nearby.filter(|&token| !passage.quoted[token] && !is_of_other(token)).find_map(|token| {
        if !matches!(passage.lemma(token), "day" | "days") || token == 0 {
            // "two-day" may be one token.
            let (count, unit) = word(token).split_once('-')?;
            return (unit == "day").then(|| number(count)).flatten().filter(|count| *count > 1);
        }
        let counted = if matches!(word(token - 1), "-" | "‑") { token.checked_sub(2)? } else { token - 1 };
        let hyphenated = counted + 1 < token;
        let carries =
            passage.pos(token) == Pos::Noun && passage.tokens().get(token + 1).is_some() && word(token + 1) == "of";
        number(word(counted)).filter(|count| *count > 1 && (hyphenated || carries))
    })
}

/// Stretches one day over a duration: forward from the first day, or back from the last where the event `ends` on it.
pub(crate) fn stretched(when: When, n_days: i64, ends: bool) -> When {
    use jiff::ToSpan;
    // "a two-day visit beginning Friday"
    let is_open = when.end.is_none() && !ends;
    let (Day::Date(day), true) = (when.start, is_open || when.end == Some(when.start)) else { return when };
    let by = (n_days - 1).days();
    match if ends { day.checked_sub(by) } else { day.checked_add(by) } {
        Ok(other) if ends => When::between(other, day),
        Ok(other) => When::between(day, other),
        Err(_) => when,
    }
}
