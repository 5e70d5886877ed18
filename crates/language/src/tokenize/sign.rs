//! Kinds of characters, and how many of them make one sign.

/// Tells whether the character separates tokens without belonging to one.
pub fn is_gap(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200b}' | '\u{feff}' | '\u{2060}' | '\u{200e}' | '\u{200f}')
}

/// Tells whether the character ends a line.
pub fn is_line_end(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{b}' | '\u{c}')
}

/// Tells whether the character is one of the marks used as an apostrophe.
pub fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | '‘' | '`' | '´' | 'ʼ')
}

/// Tells whether the character may end a sentence.
pub fn is_stop(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…' | '。' | '！' | '？')
}

/// Tells whether the character is a picture, such as a face or a flag.
pub fn is_picture(character: char) -> bool {
    matches!(character, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}')
}

pub(super) fn is_currency(character: char) -> bool {
    matches!(character, '$' | '€' | '£' | '¥' | '₹' | '₽' | '₺' | '₩' | '₦' | '₴' | '¢' | '₪')
}

/// Characters that only change the one before them.
fn is_joiner(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}' | '\u{200d}' | '\u{200c}' | '\u{20e3}'
        | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
}

pub(super) fn is_word(character: char) -> bool {
    character.is_alphanumeric() || is_joiner(character) || matches!(character, '_' | '\u{ad}')
}

/// Half a flag: two of these stand for a country.
fn is_flag_letter(character: char) -> bool {
    matches!(character, '\u{1f1e6}'..='\u{1f1ff}')
}

/// Signs that always separate two tokens.
pub(super) fn is_separator(character: char) -> bool {
    matches!(
        character,
        '—' | '–'
            | '…'
            | '"'
            | '“'
            | '”'
            | '«'
            | '»'
            | '„'
            | '('
            | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | ';'
            | '|'
            | '<'
            | '>'
            | '!'
            | '?'
            | '•'
            | '·'
            | '°'
            | '。'
            | '，'
            | '、'
            | '！'
            | '？'
    ) || is_picture(character) && !is_joiner(character)
}

/// Tells whether two signs side by side are parts of one token: `--`, `...`, `?!`, `’’`, `<<`.
pub(super) fn run_on(first: char, second: char) -> bool {
    match first {
        '-' | '=' => first == second || second == '>',
        '–' | '—' | '*' | '_' | '~' | '\'' | '`' | '+' | '<' | '>' | '$' | '#' | ',' => first == second,
        '.' | '…' => matches!(second, '.' | '!' | '?' | '…'),
        '!' | '?' => matches!(second, '!' | '?'),
        '‘' | '’' => matches!(second, '‘' | '’'),
        _ => false,
    }
}

/// Returns the length of the dots that `stops` starts with if other stops follow them: `...?` is two tokens, `.?` one.
pub(super) fn leading_dots(stops: &str) -> usize {
    let dots = stops.len() - stops.trim_start_matches(['.', '…']).len();
    if dots > 1 { dots } else { 0 }
}

/// Returns the length of the sign token at the start of `rest`.
pub(super) fn sign_len(rest: &str) -> usize {
    let mut characters = rest.char_indices();
    let Some((_, first)) = characters.next() else { return 0 };
    let mut previous = first;
    let mut end = first.len_utf8();
    let mut halves = usize::from(is_flag_letter(first));
    for (at, character) in characters {
        let flag = halves == 1 && is_flag_letter(character);
        if !(flag || is_joiner(character) || previous == '\u{200d}' || run_on(first, character)) {
            break;
        }
        halves += usize::from(flag);
        previous = character;
        end = at + character.len_utf8();
    }
    match leading_dots(&rest[..end]) {
        0 => end,
        dots => dots,
    }
}
