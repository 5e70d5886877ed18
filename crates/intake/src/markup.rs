//! The words of a piece of HTML, for titles and summaries, and pieces of text as HTML.

use quick_xml::escape::resolve_html5_entity;

/// Returns the text of a piece of HTML on one line: tags are gone, references resolved.
///
/// Text that only looks like HTML (`a < b & c`) passes as it is.
pub(crate) fn text_of(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = if rest.starts_with('<') { tag_length(rest) } else { None };
        if let Some(length) = length {
            text.push(' ');
            rest = &rest[length..];
        } else if let Some((character, length)) = reference(rest) {
            text.push_str(&character);
            rest = &rest[length..];
        } else {
            text.push_str(&rest[..1]);
            rest = &rest[1..];
        }
    }
    text.push_str(rest);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Tells whether a text is marked up: it has a closing tag or a line break of HTML.
pub(crate) fn is_marked_up(text: &str) -> bool {
    text.contains("</") && text.contains('>') || text.contains("<br") || text.contains("<p>")
}

/// Writes text so that HTML reads it as it is.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Resolves the name of a reference, without `&` and `;`.
pub(crate) fn resolve(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| *c != '\0').map(String::from);
    }
    resolve_html5_entity(name).map(str::to_owned)
}

fn tag_length(text: &str) -> Option<usize> {
    let next = text[1..].chars().next()?;
    (next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'))
        .then(|| text.find('>').map_or(text.len(), |at| at + 1))
}

fn reference(text: &str) -> Option<(String, usize)> {
    let end = text.bytes().take(40).position(|byte| byte == b';')?;
    Some((resolve(text.get(1..end)?)?, end + 1))
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_of_html() {
        for (html, text) in [
            ("<p>A &amp; <b>B</b>&nbsp;C&#8217;s</p>", "A & B C’s"),
            ("profit < loss & R&D; 3 > 2", "profit < loss & R&D; 3 > 2"),
            ("cut <a href='x", "cut"),
            ("&#0;&bogus;&", "&#0;&bogus;&"),
        ] {
            assert_eq!(super::text_of(html), text);
        }
    }
}
