//! Writes an article as a person can check it: the fields, then the parts in page order.

use std::fmt::Write as _;

use plenipo_record::Article;

/// Returns the fields that are told and all parts, one a line, long parts cut in the middle.
pub(crate) fn show(article: &Article) -> String {
    let mut out = String::new();
    let mut field = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = writeln!(out, "{name}: {value}");
        }
    };
    field("title", article.title.clone());
    field("outlet", article.outlet.clone());
    field("agency", article.agency.clone());
    field("byline", article.byline.clone());
    field("published", article.published.map(|published| published.to_string()));
    field(
        "dateline",
        article.dateline.as_ref().map(|dateline| {
            let day = dateline.day.map_or("-".to_owned(), |day| day.to_string());
            format!("{}, {day}", dateline.place.as_deref().unwrap_or("-"))
        }),
    );
    for point in &article.key_points {
        field("point", Some(point.clone()));
    }
    for comment in &article.comments {
        let words = short(comment.span.slice(&article.text));
        field("comment", Some(format!("{}: {words}", comment.author.as_deref().unwrap_or("-"))));
    }
    for entry in &article.live {
        let time = entry.published.map_or("-".to_owned(), |published| published.to_string());
        let words = short(entry.span.slice(&article.text));
        field("entry", Some(format!("{time}, {}: {words}", entry.title.as_deref().unwrap_or("-"))));
    }
    for headline in &article.related {
        field("related", Some(headline.clone()));
    }
    out.push('\n');
    for part in &article.parts {
        let _ = writeln!(out, "{:?} | {}", part.kind, short(part.span.slice(&article.text)));
    }
    out
}

/// Returns text of more than 64 characters with its middle left out.
fn short(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    if chars.len() <= 64 {
        return text.to_owned();
    }
    let (head, tail): (String, String) = (chars[..40].iter().collect(), chars[chars.len() - 20..].iter().collect());
    format!("{head} ... {tail}")
}
