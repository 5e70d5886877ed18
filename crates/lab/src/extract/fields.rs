//! Compares the fields of an article with those that stand on the page.

use jiff::{Timestamp, civil};
use serde_json::Value;

use super::page::{strings, words};

/// Tells whether a value is right, given what stands on the page and what was taken.
type Comparison = fn(&Value, &Value) -> bool;

/// Returns for each field of the gold whether `mine` is right.
pub fn compare(gold: &Value, mine: &Value) -> Vec<(&'static str, bool)> {
    let compare: [(&str, Comparison); 22] = [
        ("title", same_words),
        ("outlet", same_name),
        ("agency", same_words),
        ("byline", same_name),
        ("published", same_time),
        ("modified", same_time),
        ("language", same_words),
        ("section", same_words),
        ("canonical", same),
        ("reading_minutes", same),
        ("dateline", dateline),
        ("key_points", same_list),
        ("summary", same_words),
        ("pull_quotes", pull_quotes),
        ("captions", captions),
        ("comments", comments),
        ("related", same_set),
        ("notes", same_list),
        ("posts", posts),
        ("live", live),
        ("first", same_words),
        ("last", same_words),
    ];
    let told = compare.into_iter().filter(|(field, _)| gold.get(field).is_some());
    told.map(|(field, right)| (field, right(&gold[field], &mine[field]))).collect()
}

fn same(gold: &Value, mine: &Value) -> bool {
    gold == mine
}

/// The words of a text, or of the texts of a list.
fn all_words(value: &Value) -> Vec<String> {
    value.as_str().map_or_else(|| words(&strings(value).join(" ")), words)
}

fn same_words(gold: &Value, mine: &Value) -> bool {
    all_words(gold) == all_words(mine)
}

fn same_name(gold: &Value, mine: &Value) -> bool {
    let name = |value: &Value| {
        let mut words = all_words(value);
        words.retain(|word| word != "the" && word != "and");
        words
    };
    name(gold) == name(mine)
}

fn same_time(gold: &Value, mine: &Value) -> bool {
    let (Some(gold), Some(mine)) = (gold.as_str(), mine.as_str()) else { return gold.is_null() && mine.is_null() };
    let minute = |text: &str| text.get(..16).map(str::to_owned);
    match (gold.parse::<Timestamp>(), mine.parse::<Timestamp>()) {
        (Ok(gold), Ok(mine)) => gold.as_second() / 60 == mine.as_second() / 60,
        (Err(_), Err(_)) => match (gold.parse::<civil::DateTime>(), mine.parse::<civil::DateTime>()) {
            (Ok(_), Ok(_)) if gold.contains('T') => minute(gold) == minute(mine),
            _ => gold == mine,
        },
        _ => false,
    }
}

fn dateline(gold: &Value, mine: &Value) -> bool {
    all_words(&gold["place"]) == all_words(&mine["place"]) && gold["date"] == mine["date"]
}

fn list(value: &Value) -> Vec<Vec<String>> {
    strings(value).iter().map(|text| words(text)).collect()
}

/// A list, or the number of its items.
fn same_list(gold: &Value, mine: &Value) -> bool {
    gold.as_u64().map_or_else(|| list(gold) == list(mine), |count| strings(mine).len() as u64 == count)
}

fn same_set(gold: &Value, mine: &Value) -> bool {
    let set = |value: &Value| {
        let mut items = list(value);
        items.sort();
        items.dedup();
        items
    };
    gold.as_u64().map_or_else(|| set(gold) == set(mine), |count| strings(mine).len() as u64 == count)
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// Each quotation is found, with or without its speaker, and no other one.
fn pull_quotes(gold: &Value, mine: &Value) -> bool {
    let mine = list(mine);
    let found = |quote: &Value| {
        let text = all_words(&quote["text"]);
        mine.iter().any(|words| words.len() >= text.len() && words.windows(text.len()).any(|part| part == text))
    };
    items(gold).all(found) && mine.len() <= items(gold).count() * 2
}

/// Each caption is found, and nothing is called a caption that is neither one nor a credit.
fn captions(gold: &Value, mine: &Value) -> bool {
    let spaced = |words: Vec<String>| format!(" {} ", words.join(" "));
    let mine: Vec<String> = list(mine).into_iter().map(spaced).collect();
    let right: Vec<String> = items(gold)
        .map(|caption| [all_words(&caption["text"]), all_words(&caption["credit"])].concat())
        .map(spaced)
        .collect();
    let found = |caption: &Value| {
        let text = spaced(all_words(&caption["text"]));
        mine.iter().any(|mine| mine.contains(&text))
    };
    let known = |caption: &String| right.iter().any(|right| right.contains(caption) || caption.contains(right));
    items(gold).all(found) && mine.iter().all(known)
}

fn comments(gold: &Value, mine: &Value) -> bool {
    // An annotation without the words counts the comments only.
    if items(gold).any(|comment| comment.get("text").is_none()) {
        return items(gold).count() == items(mine).count();
    }
    let comment = |value: &Value| (all_words(&value["author"]), all_words(&value["text"]));
    items(gold).map(comment).eq(items(mine).map(comment))
}

fn posts(gold: &Value, mine: &Value) -> bool {
    let post = |value: &Value| (value["handle"].clone(), all_words(&value["text"]), value["link"].clone());
    items(gold).map(post).eq(items(mine).map(post))
}

fn live(gold: &Value, mine: &Value) -> bool {
    let mine: Vec<&Value> = items(mine).collect();
    let same = |(gold, mine): (&Value, &&Value)| {
        same_time(&gold["time"], &mine["time"]) && same_words(&gold["title"], &mine["title"])
    };
    items(gold).count() == mine.len() && items(gold).zip(&mine).all(same)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(field: &str, gold: &Value, mine: &Value, right: bool) {
        let found = compare(&json!({field: gold}), &json!({field: mine}));
        assert_eq!(found.first().map(|(_, right)| *right), Some(right), "{field}: {gold} {mine}");
    }

    #[test]
    fn times_are_compared_to_the_minute() {
        check("published", &json!("2026-01-02T10:00:00+01:00"), &json!("2026-01-02T09:00:30Z"), true);
        check("published", &json!("2026-01-02T10:00:00"), &json!("2026-01-02T10:00:00Z"), false);
        check("published", &json!("2026-01-02"), &json!("2026-01-02T10:00:00"), false);
        check("published", &json!(null), &json!(null), true);
    }

    #[test]
    fn lists_are_compared_by_words_or_by_number() {
        check("related", &json!(["A b", "C d"]), &json!(["c d", "a b"]), true);
        check("related", &json!(2), &json!(["c d", "a b"]), true);
        check("key_points", &json!(["A b", "C d"]), &json!(["c d", "a b"]), false);
        check("captions", &json!([{"text": "A b", "credit": "C"}]), &json!(["A b C"]), true);
        check("captions", &json!([{"text": "A b", "credit": "C"}]), &json!(["A b", "Z"]), false);
    }
}
