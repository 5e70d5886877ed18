//! Finds what wire copy ends with: the agency's name, the desk's initials, an end mark.

use crate::cues::cues;
use crate::words::is_mail;

/// A sign-off at the end of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SignOff {
    /// Offset of its first byte; the reporting ends before.
    pub start: usize,
    /// The agency, if it names one.
    pub agency: Option<String>,
}

/// Returns the sign-off that ends `text`, all of it if there are several.
pub(crate) fn find(text: &str) -> Option<SignOff> {
    let mut found: Option<SignOff> = None;
    let mut rest = text.trim_end();
    while let Some((start, agency)) = last(rest) {
        let agency = agency.or_else(|| found.as_ref().and_then(|sign_off| sign_off.agency.clone()));
        found = Some(SignOff { start, agency });
        rest = text[..start].trim_end();
    }
    found
}

/// Returns the agency that a line of credit names: `(With inputs from PTI)`, `ANI`, `Reuters/AFP`.
pub(crate) fn agency_in(line: &str) -> Option<String> {
    let cues = cues();
    let whole = line.trim().trim_matches(['(', ')', '-', '–', '—', '/', '.', ' ', '|', ':', '[', ']']);
    if let Some(name) = cues.agency(whole) {
        return Some(name.to_owned());
    }
    whole
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '(' | ')' | ':' | '|'))
        .map(|word| word.trim_matches(['.', '-', '–', '—']))
        .find_map(|word| cues.agency(word))
        .map(str::to_owned)
}

/// Returns where the last sign-off of `text` begins, and its agency.
fn last(text: &str) -> Option<(usize, Option<String>)> {
    bracket(text)
        .or_else(|| dash(text))
        .or_else(|| signed(text))
        .or_else(|| end_mark(text))
        .or_else(|| ended_with_initials(text))
        .or_else(|| initials(text))
        .or_else(|| agency_and_writer(text))
        .or_else(|| trailing_mail(text))
}

fn closes(before: &str) -> bool {
    before.trim_end().is_empty()
        || before.trim_end().ends_with(['.', '!', '?', '"', '”', '’', '\'', ')', ']', '…', ','])
}

/// `(ANI)`, `(LP)`, `(With inputs from PTI)`, `[ends]`, `/TASS/`.
fn bracket(text: &str) -> Option<(usize, Option<String>)> {
    let (open, inside) = if let Some(inner) = text.strip_suffix(')') {
        (inner.rfind('(')?, ')')
    } else if let Some(inner) = text.strip_suffix(']') {
        (inner.rfind('[')?, ']')
    } else {
        return None;
    };
    let words = text[open + 1..text.len() - inside.len_utf8()].trim();
    if words.len() > 200 {
        return None;
    }
    if words.starts_with("www.") && text[..open].ends_with(')') {
        return Some((open, None));
    }
    let name = cues().agency(words).map(str::to_owned);
    let letters = words.chars().count() <= 12
        && words.chars().all(|c| c.is_uppercase() || matches!(c, '/' | '-' | ' ' | ','))
        && words.chars().any(char::is_uppercase);
    let credit = cues().line(&text[open..]).is_some_and(|cue| cue.kind == crate::cues::CueKind::Credit);
    let agency = name.clone().or_else(|| (letters || credit).then(|| agency_in(words)).flatten());
    (closes(&text[..open]) && (name.is_some() || letters || credit)).then_some((open, agency))
}

/// `- ANI`, `-- Reuters`, `—AFP`.
fn dash(text: &str) -> Option<(usize, Option<String>)> {
    let dash = text.rfind(['-', '–', '—'])?;
    let words = text[dash..].trim_start_matches(['-', '–', '—']).trim();
    let agency = cues().agency(words)?;
    let start = text[..dash].trim_end_matches(['-', '–', '—']).len();
    closes(&text[..start]).then(|| (start, Some(agency.to_owned())))
}

/// `—VAL, Coast Radio News`, `- TVK/RS`: a dash, the desk's initials, and perhaps the publication.
fn signed(text: &str) -> Option<(usize, Option<String>)> {
    let dash = text.rfind(['–', '—']).or_else(|| text.starts_with('-').then_some(0))?;
    let words = text[dash..].trim_start_matches(['-', '–', '—']).trim();
    let (desk, rest) = words.split_once(',').unwrap_or((words, ""));
    let initials = |part: &str| (2..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_uppercase());
    let named = rest.is_empty() && desk.contains('/') || !rest.is_empty() && crate::head::named_by_words(rest);
    let sound = desk.split('/').all(initials) && named && words.split_whitespace().count() <= 6;
    (sound && closes(&text[..dash])).then_some((dash, None))
}

/// `(end) osr.lh`, `(END) LHO/ORE`: an end mark and initials behind it.
fn ended_with_initials(text: &str) -> Option<(usize, Option<String>)> {
    let start = text.rfind(['(', '['])?;
    let (mark, initials) = text[start + 1..].split_once([')', ']'])?;
    let initials = initials.trim();
    let ended = matches!(mark.trim().to_lowercase().as_str(), "end" | "ends");
    let sound = (1..=12).contains(&initials.len())
        && initials.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b'.' | b'/' | b'-'));
    (ended && sound && closes(&text[..start])).then_some((start, None))
}

/// Returns the writer whom a paragraph or a line in brackets behind the reporting names: `(Mira Talvik)`.
pub(crate) fn writer(text: &str) -> Option<(usize, String)> {
    let start = text.strip_suffix(')')?.rfind('(')?;
    let name = &text[start + 1..text.len() - 1];
    let words: Vec<&str> = name.split(' ').collect();
    let letters = |word: &&str| {
        word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.')) && crate::words::is_capital(word)
    };
    let sound = (2..=3).contains(&words.len()) && words.iter().all(letters) && name.chars().any(char::is_lowercase);
    (sound && crate::credit::is_name_of_writer(name) && closes(&text[..start])).then(|| (start, name.to_owned()))
}

/// `Enditem`, `ENDS`.
fn end_mark(text: &str) -> Option<(usize, Option<String>)> {
    let start =
        text.rfind(char::is_whitespace).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let cue = cues().line(&text[start..])?;
    let marked = cue.kind == crate::cues::CueKind::End
        && text[start..].chars().all(|c| !c.is_lowercase() || text[start..].starts_with('E'));
    (marked && closes(&text[..start])).then_some((start, None))
}

/// `PTI RSN ANU`, `UNI XC`, `umb/ks/dro`.
fn initials(text: &str) -> Option<(usize, Option<String>)> {
    let mut start = text.len();
    let mut agency = None;
    for (count, word) in text.split_whitespace().rev().enumerate() {
        let at = text[..start].trim_end().len().checked_sub(word.len())?;
        let desk = word.chars().count() <= 5
            && word.chars().all(|c| c.is_uppercase() || c == '/')
            && word.chars().any(char::is_uppercase);
        let alone = text[..at].trim().is_empty();
        let initials = |part: &str| {
            let short = (2 - usize::from(alone)..=5).contains(&part.len());
            let letters = |b: u8| if alone { b.is_ascii_alphabetic() } else { b.is_ascii_lowercase() };
            short && part.bytes().all(letters) || cues().agency(part).is_some()
        };
        // Alone they may be opened by a slash, and parted by hyphens: `/osr`, `lho-str/cog/pvb`.
        let parts: Vec<&str> = if alone {
            word.strip_prefix('/').unwrap_or(word).split(['/', '-']).collect()
        } else {
            word.split('/').collect()
        };
        let slashed = word.contains('/') && parts.iter().all(|part| initials(part));
        if slashed && count == 0 {
            let agency = parts.iter().find_map(|part| cues().agency(part)).map(str::to_owned);
            return closes(&text[..at]).then_some((at, agency));
        }
        if !(desk || cues().agency(word).is_some()) || count > 4 {
            break;
        }
        start = at;
        if let Some(name) = cues().agency(word) {
            agency = Some(name.to_owned());
            break;
        }
    }
    (agency.is_some() && closes(&text[..start])).then_some((start, agency))
}

/// `WAM/Osman Reyl`: a line of the agency and the writer.
fn agency_and_writer(text: &str) -> Option<(usize, Option<String>)> {
    let (agency, writer) = text.trim().split_once('/')?;
    let agency = cues().agency(agency)?;
    let name = writer.trim();
    let sound = name.chars().count() <= 40 && name.split(' ').all(crate::words::is_capital) && name.contains(' ');
    sound.then(|| (0, Some(agency.to_owned())))
}

/// The reporter's address behind the last sentence.
fn trailing_mail(text: &str) -> Option<(usize, Option<String>)> {
    let start = text.rfind(char::is_whitespace)? + 1;
    let word = text.get(start..)?;
    (is_mail(word) && closes(&text[..start])).then_some((start, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let shown = find(text).map_or("none".to_owned(), |found| {
            format!("{} | {} | {}", &text[..found.start], &text[found.start..], found.agency.as_deref().unwrap_or("-"))
        });
        assert_eq!(shown, expect, "{text}");
    }

    #[test]
    fn sign_offs_are_cut_from_the_last_sentence() {
        check("It ended. (ANI)", "It ended.  | (ANI) | ANI");
        check("It ended. PTI RSN ANU", "It ended.  | PTI RSN ANU | PTI");
        check("It ended. Enditem", "It ended.  | Enditem | -");
        check("She left. (LP)", "She left.  | (LP) | -");
        check("- ANI", " | - ANI | ANI");
        check("JN/lb/as/APA", " | JN/lb/as/APA | APA");
        check("They left. rk/gv", "They left.  | rk/gv | -");
        check("They left. (NAN)(www.nannews.ng)", "They left.  | (NAN)(www.nannews.ng) | NAN");
        check("umb/ks/dro", " | umb/ks/dro | -");
        check("(With inputs from PTI)", " | (With inputs from PTI) | PTI");
        check("He said so. – AFP", "He said so.  | – AFP | AFP");
        check("lho-str/cog/pvb", " | lho-str/cog/pvb | -");
        check("/osr", " | /osr | -");
        check("They left. (end) osr.lh", "They left.  | (end) osr.lh | -");
        check("(END) LHO/ORE", " | (END) LHO/ORE | -");
        check("They left. —LBG, Coast News", "They left.  | —LBG, Coast News | -");
        check("WAM/Osman Reyl", " | WAM/Osman Reyl | WAM");
    }

    #[test]
    fn ordinary_ends_are_left_alone() {
        check("He spoke to the Organisation for Security (OSCE).", "none");
        check("A report by AFP", "none");
        check("The treaty with the EU", "none");
        check("Nepal 152-7 (19.4 ov)", "none");
        check("the choice of either/or", "none");
        check("Two states were there — UK, Norway", "none");
        check("It was over (end of story) at noon", "none");
    }
}
