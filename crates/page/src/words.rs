//! Small looks at words that several modules share.

/// Returns `line` in lower case with straight quotes and single spaces, without bullets before it or a colon behind it.
pub(crate) fn plain(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '!'..='~' => out.push(c.to_ascii_lowercase()),
            '‘' | '’' => out.push('\''),
            '“' | '”' => out.push('"'),
            c if c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.extend(c.to_lowercase()),
        }
    }
    let trimmed = out.trim_matches(|c: char| c.is_whitespace() || matches!(c, '•' | '·' | '►' | '▶' | '»' | ':' | '→'));
    trimmed.to_owned()
}

/// Returns the words of `text` in lower case without punctuation.
pub(crate) fn bare(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '‘'))
        .map(|word| word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Returns the share of the words of the shorter text that the other one has too.
pub(crate) fn likeness(a: &str, b: &str) -> f64 {
    let (a, b) = (bare(a), bare(b));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if short.is_empty() {
        return 0.0;
    }
    short.iter().filter(|word| long.contains(word)).count() as f64 / short.len() as f64
}

/// Returns the number of words of `a` that `b` has too.
pub(crate) fn shared(a: &str, b: &str) -> usize {
    let (a, b) = (bare(a), bare(b));
    a.iter().filter(|word| b.contains(word)).count()
}

/// Tells whether `text` ends as a sentence does, whatever quotes or brackets close it.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches(['"', '\'', '”', '’', ')', ']', '»']);
    text.ends_with(['.', '!', '?', '…', ':', ';'])
}

/// Returns the number of words between spaces.
pub(crate) fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Tells whether `word` begins with a capital.
pub(crate) fn is_capital(word: &str) -> bool {
    word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
}

/// Tells whether `text` has at least two letters and no small one.
pub(crate) fn is_all_caps(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !text.chars().any(char::is_lowercase)
}

/// Returns all-capital `text` with small letters behind the first of each word; other text as it is.
///
/// What one letter is joined to by an apostrophe is a word of its own: `N’Djamena`, `L’Aquila`, but `Sana’a`.
pub(crate) fn title_case(text: &str) -> String {
    if !is_all_caps(text) || text.contains('.') && !text.contains(". ") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    let mut letters = 0;
    for c in text.chars() {
        let single = letters == 1;
        letters = if c.is_alphabetic() { letters + 1 } else { 0 };
        if inside {
            out.extend(c.to_lowercase());
        } else {
            out.push(c);
        }
        inside = c.is_alphabetic() || inside && matches!(c, '\'' | '’') && !single;
    }
    out
}

/// Tells whether the line is the address of a page and nothing else.
pub(crate) fn is_address(line: &str) -> bool {
    let line = line.trim();
    let known =
        ["https://", "http://", "www.", "pic.twitter.com/", "t.co/"].iter().any(|start| line.starts_with(start));
    known && line.contains('.') && !line.contains(char::is_whitespace)
}

/// Returns the host of an address, without `www.`: `example.com` of `https://www.example.com/a`.
pub(crate) fn host(address: &str) -> &str {
    let rest = address.trim().split_once("://").map_or(address.trim(), |(_, rest)| rest);
    let end = rest.find(['/', '?', '#', ':']).unwrap_or(rest.len());
    rest[..end].trim_start_matches("www.")
}

/// Tells whether the line only counts pages or pictures: `2 of 4`, `2 / 4`.
pub(crate) fn is_counter(line: &str) -> bool {
    let number = |word: &str| !word.is_empty() && word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    let parts = line.split_once(" of ").or_else(|| line.split_once('/'));
    parts.is_some_and(|(at, all)| number(at.trim()) && number(all.trim()))
}

/// Tells whether the line is an e-mail address and nothing else.
pub(crate) fn is_mail(line: &str) -> bool {
    let line = line.trim().trim_matches(['(', ')', '.']);
    line.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.'))
        && !line.contains(char::is_whitespace)
        && !line.starts_with('@')
}
