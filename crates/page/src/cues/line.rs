//! What a whole line of a page is by the cues of `data/page/cues.toml`.

use std::collections::{HashMap, HashSet};

use aho_corasick::AhoCorasick;
use toml::{Table, Value};

use super::{strings, tables};
use crate::words::{ends_sentence, plain};

/// What a cue line is or opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CueKind {
    Furniture,
    Credit,
    Caption,
    End,
    RelatedHeading,
    RelatedLine,
    CommentsHeading,
    KeyPointsHeading,
    /// A correction, or a note on a change of the page.
    Note,
}

/// A cue line found: what it is, and where the words behind its opening begin, if there are any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cue {
    pub kind: CueKind,
    pub rest: Option<usize>,
}

struct Rule {
    kind: CueKind,
    whole: HashSet<String>,
    starts: Vec<String>,
    contains: Vec<String>,
    ends: Vec<String>,
    between: Vec<(String, String)>,
    longest: usize,
    /// Whether a line that ends as a sentence does is none.
    unended: bool,
}

/// The rules in their order, and the few of them that may hold for a line.
pub(super) struct Lines {
    rules: Vec<Rule>,
    /// For whole lines the rules that have them.
    whole: HashMap<String, Rules>,
    pieces: AhoCorasick,
    /// For each piece the rules that have it.
    holders: Vec<Holders>,
    /// The longest line that a rule looks into, in characters, and the longest piece that opens one, in bytes.
    longest: usize,
    opening: usize,
}

/// A set of rules, one bit each.
type Rules = u64;

/// The rules that have a piece at the start of a line, at its end, or anywhere.
#[derive(Clone, Copy, Default)]
struct Holders {
    start: Rules,
    end: Rules,
    anywhere: Rules,
}

impl Lines {
    /// Reads the rules from their table.
    pub fn parse(table: &Table) -> Result<Self, String> {
        let rules = tables(table, "cue")?.into_iter().map(rule).collect::<Result<Vec<_>, _>>()?;
        if rules.len() > Rules::BITS as usize {
            return Err(format!("more than {} cues", Rules::BITS));
        }
        let mut whole: HashMap<String, Rules> = HashMap::new();
        let mut holders: HashMap<&str, Holders> = HashMap::new();
        for (at, rule) in rules.iter().enumerate() {
            let bit = 1 << at;
            for line in &rule.whole {
                *whole.entry(line.clone()).or_default() |= bit;
            }
            let openings = rule.whole.iter().filter(|_| rule.is_heading());
            for piece in rule.starts.iter().chain(openings).chain(rule.between.iter().map(|(start, _)| start)) {
                holders.entry(piece).or_default().start |= bit;
            }
            for piece in &rule.ends {
                holders.entry(piece).or_default().end |= bit;
            }
            for piece in &rule.contains {
                holders.entry(piece).or_default().anywhere |= bit;
            }
        }
        let opening = holders.keys().map(|piece| piece.len()).max().unwrap_or_default();
        let (pieces, holders): (Vec<&str>, Vec<Holders>) = holders.into_iter().unzip();
        let pieces = AhoCorasick::new(pieces).map_err(|error| format!("cues.toml: {error}"))?;
        let longest = rules.iter().map(|rule| rule.longest).max().unwrap_or_default();
        Ok(Lines { rules, whole, pieces, holders, longest, opening })
    }

    /// Returns what a whole line is.
    pub fn find(&self, line: &str) -> Option<Cue> {
        let framed = unframed(line);
        let shift = framed.as_ptr() as usize - line.as_ptr() as usize;
        let found = self.find_in(framed).map(|cue| Cue { rest: cue.rest.map(|at| at + shift), ..cue });
        found.or_else(|| if framed.len() < line.len() { self.find_in(line) } else { None })
    }

    fn find_in(&self, line: &str) -> Option<Cue> {
        let low = plain(line);
        if low.is_empty() {
            return None;
        }
        let length = low.chars().count();
        let candidates = self.candidates(&low, length);
        let rules = self.rules.iter().enumerate().filter(|(at, _)| candidates >> at & 1 == 1);
        let found = rules.into_iter().find_map(|(_, rule)| rule.apply(line, &low, length));
        found.or_else(|| self.is_row(&low).then_some(Cue { kind: CueKind::Furniture, rest: None }))
    }

    /// Tells whether the line is a row of lines of furniture: `Subscribe | Log in`, `Share · Print`.
    fn is_row(&self, low: &str) -> bool {
        let furniture = |piece: &str| {
            let rules = self.whole.get(piece.trim()).copied().unwrap_or_default();
            self.rules.iter().enumerate().any(|(at, rule)| rules >> at & 1 == 1 && rule.kind == CueKind::Furniture)
        };
        low.len() <= 120 && low.contains(['|', '·', '•']) && low.split(['|', '·', '•']).all(furniture)
    }

    /// Tells whether the whole line opens a list of other stories.
    pub fn opens_related(&self, line: &str) -> bool {
        let low = plain(line);
        let rules = self.rules.iter().filter(|rule| rule.kind == CueKind::RelatedHeading);
        low.chars().count() <= 60 && rules.into_iter().any(|rule| rule.whole.contains(&low) || rule.frames(&low))
    }

    /// Returns the rules that have a piece of the line where they look for it: no other rule holds for it.
    fn candidates(&self, low: &str, length: usize) -> Rules {
        let whole = |line: &str| self.whole.get(line).copied().unwrap_or_default();
        let mut found = whole(low) | whole(without_count(low));
        let bytes = low.as_bytes();
        // Into a longer line no rule looks further than its opening.
        let window = if length > self.longest { &bytes[..bytes.len().min(self.opening)] } else { bytes };
        for piece in self.pieces.find_overlapping_iter(window) {
            let holders = self.holders[piece.pattern().as_usize()];
            found |= holders.anywhere;
            if piece.start() == 0 {
                found |= holders.start;
            }
            if piece.end() == bytes.len() {
                found |= holders.end;
            }
        }
        found
    }
}

impl Rule {
    fn apply(&self, line: &str, low: &str, length: usize) -> Option<Cue> {
        let found = |rest| Some(Cue { kind: self.kind, rest });
        let heading = self.is_heading();
        if heading {
            let counted = without_count(low);
            if self.whole.contains(low) || self.whole.contains(counted) {
                return found(None);
            }
            let openings = self.whole.iter().filter(|opening| low.starts_with(opening.as_str()));
            if let Some(rest) = openings.filter_map(|opening| run_in(line, opening)).max() {
                return found(Some(rest));
            }
        } else if self.whole.contains(low) {
            return found(None);
        }
        if length > self.longest || self.unended && ends_sentence(low) {
            return None;
        }
        if let Some(opening) = self.starts.iter().find(|opening| starts(low, opening)) {
            // A heading such as "more in" is a heading only where the line does not go on as a sentence.
            let sentence = heading && (low.ends_with('.') || low.contains(", "));
            let rest = (self.kind == CueKind::RelatedLine).then(|| behind(line, opening.len())).flatten();
            if !sentence && (self.kind != CueKind::RelatedLine || rest.is_some()) {
                return found(rest);
            }
        }
        let framed = self.frames(low);
        let ended = self.ends.iter().any(|end| low.ends_with(end.as_str()));
        let contained = self.contains.iter().any(|part| low.contains(part.as_str()));
        if framed || ended || contained { found(None) } else { None }
    }

    fn is_heading(&self) -> bool {
        matches!(self.kind, CueKind::RelatedHeading | CueKind::KeyPointsHeading | CueKind::CommentsHeading)
    }

    fn frames(&self, low: &str) -> bool {
        self.between.iter().any(|(start, end)| low.starts_with(start.as_str()) && low.ends_with(end.as_str()))
    }
}

/// Returns the line without the marks that set it off: `[Read more: ...]`, `>> READ: ...`.
fn unframed(line: &str) -> &str {
    let line = line.trim();
    let inside = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(line);
    inside.trim_start_matches(['>', '»', '→', '▶', '►', '+', '*', '_', ' ']).trim_end_matches(['*', '_', ' '])
}

/// Tells whether `low` begins with `opening`, not inside a word.
fn starts(low: &str, opening: &str) -> bool {
    let ends_word = opening.ends_with(|c: char| !c.is_alphanumeric());
    low.strip_prefix(opening).is_some_and(|rest| ends_word || rest.chars().next().is_none_or(|c| !c.is_alphanumeric()))
}

/// Returns `low` without a count of comments before or behind it: `comments (3)`, `3 comments`.
fn without_count(low: &str) -> &str {
    let count = |c: char| c.is_ascii_digit() || matches!(c, '(' | ')' | ' ' | ',');
    low.trim_matches(count)
}

/// Returns where the words begin that stand behind `opening` and a colon, or glued to it with a capital.
fn run_in(line: &str, opening: &str) -> Option<usize> {
    let start = line.len() - line.trim_start().len();
    let head = line.get(start..start + opening.len())?;
    if head.to_lowercase() != *opening {
        return None;
    }
    let at = start + opening.len();
    let rest = &line[at..];
    let glued = rest.starts_with(|c: char| c.is_uppercase() || c == '(') && !head.ends_with(char::is_uppercase);
    let colon = rest.trim_start().strip_prefix([':', '|']).map(str::trim_start);
    match colon {
        Some(words) if !words.is_empty() => Some(line.len() - words.len()),
        None if glued && rest.len() > 20 => Some(at),
        _ => None,
    }
}

/// Returns where the words behind the first `skip` bytes of the trimmed line begin, if there are any.
fn behind(line: &str, skip: usize) -> Option<usize> {
    let mark = |c: char| c.is_whitespace() || matches!(c, '•' | '·' | '►' | '▶' | '»' | '→');
    let start = line.len() - line.trim_start_matches(mark).len() + skip;
    let rest =
        line.get(start..)?.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '|' | '-' | '–' | '—'));
    (!rest.is_empty()).then(|| line.len() - rest.len())
}

const CUE_KEYS: [&str; 11] =
    ["id", "kind", "whole", "starts", "contains", "ends", "between", "longest", "unended", "finds", "ignores"];

fn rule(cue: &Table) -> Result<Rule, String> {
    let id = cue.get("id").and_then(Value::as_str).ok_or("a cue has no id")?;
    if let Some(key) = cue.keys().find(|key| !CUE_KEYS.contains(&key.as_str())) {
        return Err(format!("cue `{id}`: unknown key `{key}`"));
    }
    let list = |key: &str| if cue.contains_key(key) { strings(cue, key) } else { Ok(Vec::new()) };
    let kind = match cue.get("kind").and_then(Value::as_str) {
        Some("furniture") => CueKind::Furniture,
        Some("credit") => CueKind::Credit,
        Some("caption") => CueKind::Caption,
        Some("end") => CueKind::End,
        Some("related-heading") => CueKind::RelatedHeading,
        Some("related-line") => CueKind::RelatedLine,
        Some("comments-heading") => CueKind::CommentsHeading,
        Some("keypoints-heading") => CueKind::KeyPointsHeading,
        Some("note") => CueKind::Note,
        other => return Err(format!("cue `{id}`: unknown kind {other:?}")),
    };
    let longest = cue.get("longest").and_then(Value::as_integer).unwrap_or(400);
    Ok(Rule {
        kind,
        whole: list("whole")?.into_iter().collect(),
        starts: list("starts")?,
        contains: list("contains")?,
        ends: list("ends")?,
        between: pairs(cue, id)?,
        unended: cue.get("unended").and_then(Value::as_bool).unwrap_or_default(),
        longest: usize::try_from(longest).map_err(|_| format!("cue `{id}`: `longest` is negative"))?,
    })
}

fn pairs(cue: &Table, id: &str) -> Result<Vec<(String, String)>, String> {
    let list = cue.get("between").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let pair = |value: &Value| match value.as_array().map(Vec::as_slice) {
        Some([Value::String(start), Value::String(end)]) => Ok((start.clone(), end.clone())),
        _ => Err(format!("cue `{id}`: `between` holds what is no pair of texts")),
    };
    list.iter().map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{CUES, cues};
    use super::*;

    /// Every cue has a case that it finds and one that it leaves alone, and both hold.
    #[test]
    fn each_cue_finds_and_ignores_its_own_cases() {
        let table: Table = CUES.parse().expect("cues.toml is TOML");
        let mut wrong = Vec::new();
        for cue in tables(&table, "cue").expect("cues") {
            let rule = rule(cue).expect("a cue");
            let (finds, ignores) = (strings(cue, "finds").expect("finds"), strings(cue, "ignores").expect("ignores"));
            assert!(!finds.is_empty() && !ignores.is_empty(), "{:?} has no cases", cue.get("id"));
            for line in finds {
                let found = cues().line(&line).map(|cue| cue.kind);
                if found != Some(rule.kind) {
                    wrong.push(format!("{:?}: `{line}` gives {found:?}", cue["id"]));
                }
            }
            for line in ignores {
                if let Some(found) = cues().line(&line) {
                    wrong.push(format!("{:?}: `{line}` gives {found:?}", cue["id"]));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn headings_run_into_the_first_headline() {
        let line = "More InformationLIMA, Peru: Congress voted on Monday";
        let cue = cues().line(line).expect("a cue");
        assert_eq!((cue.kind, &line[cue.rest.expect("words behind")..]), (CueKind::RelatedHeading, &line[16..]));
    }
}
