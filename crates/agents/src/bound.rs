//! Keeps answers short: about eight thousand tokens at most.

use serde_json::Value;

/// The most that an answer has, in bytes of JSON; three to four of them are a token.
pub const MOST_BYTES: usize = 24_000;
/// No text inside an answer is longer, in characters, but for an article that was asked for.
const LONGEST: usize = 700;

/// Tells whether an answer is short enough.
pub fn fits(answer: &Value) -> bool {
    answer.to_string().len() <= MOST_BYTES
}

/// Cuts long texts, then takes entries off the end of the largest lists until the answer fits; returns what was cut.
pub fn cut(answer: &mut Value) -> Vec<String> {
    shorten(answer);
    let mut cuts: Vec<(String, usize)> = Vec::new();
    while !fits(answer) {
        let Some(path) = largest(answer, "").map(|(path, _)| path) else { break };
        let Some(Value::Array(list)) = answer.pointer_mut(&path) else { break };
        let before = list.len();
        list.truncate(before / 2);
        if cuts.iter().all(|(known, _)| *known != path) {
            cuts.push((path, before));
        }
    }
    let told = |(path, before): (String, usize)| {
        let kept = answer.pointer(&path).and_then(Value::as_array).map_or(0, Vec::len);
        format!("{kept} of {before} in `{}`", path.trim_start_matches('/').replace('/', "."))
    };
    cuts.into_iter().map(told).collect()
}

fn shorten(value: &mut Value) {
    match value {
        Value::String(text) if text.chars().count() > LONGEST => {
            *text = text.chars().take(LONGEST).chain(['…']).collect();
        }
        Value::Array(items) => items.iter_mut().for_each(shorten),
        Value::Object(fields) => fields.values_mut().for_each(shorten),
        _ => {}
    }
}

/// Returns the list that takes most room and is not inside another list, and how much that is.
fn largest(value: &Value, path: &str) -> Option<(String, usize)> {
    match value {
        Value::Array(items) if !items.is_empty() => Some((path.to_owned(), value.to_string().len())),
        Value::Object(fields) => {
            let inside = fields.iter().filter_map(|(name, field)| largest(field, &format!("{path}/{name}")));
            inside.max_by(|(one, a), (other, b)| a.cmp(b).then_with(|| other.cmp(one)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_too_long_is_cut_and_told() {
        let row = "x".repeat(100);
        let mut answer = json!({ "events": vec![row.clone(); 900], "few": [row], "text": "y".repeat(5000) });
        let cuts = cut(&mut answer);
        assert!(fits(&answer));
        assert_eq!(cuts, ["112 of 900 in `events`"]);
        assert_eq!(answer["few"].as_array().unwrap().len(), 1);
        assert_eq!(answer["text"].as_str().unwrap().chars().count(), LONGEST + 1);
    }

    #[test]
    fn what_fits_is_left_alone() {
        let mut answer = json!({ "events": [1, 2], "told": "All records" });
        let before = answer.clone();
        assert!(cut(&mut answer).is_empty());
        assert_eq!(answer, before);
    }
}
