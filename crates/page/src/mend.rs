//! Mends the JSON that pages break: quotes and line breaks inside texts, commas too many, comments around it.

/// Returns the text with its usual breaks mended; sound JSON stays as it is, but for spaces.
pub(crate) fn mended(text: &str) -> String {
    let object = text.find('{').unwrap_or(0);
    let before = text[..object].trim_end();
    let is_list = before.ends_with('[') && !before.ends_with("CDATA[");
    let start = if is_list { before.len() - 1 } else { object };
    let end = text.rfind(if is_list { ']' } else { '}' }).map_or(text.len(), |at| at + 1);
    let Some(text) = text.get(start..end) else { return String::new() };
    let mut out = String::with_capacity(text.len() + 16);
    let mut inside = false;
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        let rest = &text[at + c.len_utf8()..];
        match (inside, c) {
            (true, '\\') => {
                out.push(c);
                out.extend(chars.next().map(|(_, escaped)| escaped));
            }
            (true, '"') if closes(rest) => {
                inside = false;
                out.push(c);
            }
            (true, '"') => out.push_str("\\\""),
            (true, c) if c.is_control() => out.push(' '),
            (false, '"') => {
                inside = true;
                out.push(c);
            }
            (false, ',') if rest.trim_start().starts_with(['}', ']', ',']) || rest.trim().is_empty() => {}
            _ => out.push(c),
        }
    }
    out
}

/// Tells whether the quote before `rest` ends a text: what follows is a colon, an end, or a comma and the next text.
fn closes(rest: &str) -> bool {
    let rest = rest.trim_start();
    let value = |c: char| matches!(c, '"' | '{' | '[' | '}' | ']' | '-' | 't' | 'f' | 'n') || c.is_ascii_digit();
    match rest.chars().next() {
        None | Some(':' | '}' | ']') => true,
        Some(',') => {
            let next = rest[1..].trim_start();
            // The next text of an object is a key, and a colon stands behind it.
            let key = || {
                let end = next[1..].find('"').map(|end| end + 2);
                end.is_some_and(|end| next[end..].trim_start().starts_with([':', ',', ']', '}']))
            };
            next.starts_with(value) && (!next.starts_with('"') || key()) || next.is_empty()
        }
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[track_caller]
    fn check(broken: &str, sound: &str) {
        let mended: Value = serde_json::from_str(&mended(broken)).expect("mended JSON");
        assert_eq!(mended, serde_json::from_str::<Value>(sound).expect("sound JSON"));
    }

    #[test]
    fn what_pages_break_is_mended() {
        check(r#"{"a": "He said "no" twice.", "b": 1}"#, r#"{"a": "He said \"no\" twice.", "b": 1}"#);
        check(
            r#"{"a": "He said "no", and left.", "b": [1, 2,],}"#,
            r#"{"a": "He said \"no\", and left.", "b": [1, 2]}"#,
        );
        check("{\"a\": \"one\ntwo\"}", r#"{"a": "one two"}"#);
        check("//<![CDATA[\n{\"a\": \"b\"}\n//]]>", r#"{"a": "b"}"#);
        check(r#"{"a": "b \"c\" d", "e": "f"}"#, r#"{"a": "b \"c\" d", "e": "f"}"#);
    }
}
