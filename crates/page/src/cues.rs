//! The data files of `data/page`: cue lines, agencies, words of time, names of regions, words of English.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use toml::{Table, Value};

use crate::block::Region;
use crate::words::plain;

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
}

/// Names of elements, and words inside such names.
struct Names {
    names: HashSet<String>,
    words: HashSet<String>,
}

impl Names {
    fn hold(&self, name: &str, words: &[String]) -> bool {
        self.names.contains(name) || words.iter().any(|word| self.words.contains(word))
    }
}

/// All that the data files say.
pub(crate) struct Cues {
    rules: Vec<Rule>,
    agencies: HashMap<String, String>,
    pub months: HashMap<String, i8>,
    pub weekdays: HashSet<String>,
    pub updated: HashSet<String>,
    pub published: HashSet<String>,
    pub between: HashSet<String>,
    pub zones: HashMap<String, i16>,
    regions: Vec<(Region, Names)>,
    named: Names,
    hidden: Names,
    entry: Names,
    post: Names,
    languages: HashMap<String, String>,
    pub stop_words: HashSet<String>,
    pub particles: HashSet<String>,
    pub kickers: HashSet<String>,
    pub outlet_words: HashSet<String>,
    pub section_words: HashSet<String>,
    pub section_labels: HashSet<String>,
    pub correspondents: HashSet<String>,
    pub byline_openers: Vec<String>,
    pub outlet_templates: Vec<(String, String)>,
}

/// Returns the built-in data.
pub(crate) fn cues() -> &'static Cues {
    static CUES: OnceLock<Cues> = OnceLock::new();
    CUES.get_or_init(|| Cues::parse().expect("the built-in data files are valid"))
}

const CUES: &str = include_str!("../../../data/page/cues.toml");
const AGENCIES: &str = include_str!("../../../data/page/agencies.toml");
const TIMES: &str = include_str!("../../../data/page/times.toml");
const REGIONS: &str = include_str!("../../../data/page/regions.toml");
const LANGUAGES: &str = include_str!("../../../data/page/languages.toml");
const ENGLISH: &str = include_str!("../../../data/page/english.toml");

impl Cues {
    fn parse() -> Result<Cues, String> {
        let table = |text: &str, name: &str| text.parse::<Table>().map_err(|error| format!("{name}: {error}"));
        let (times, english) = (table(TIMES, "times.toml")?, table(ENGLISH, "english.toml")?);
        let templates = strings(&english, "outlet_templates")?.into_iter().map(|template| {
            let (before, after) = template.split_once("{}").ok_or(format!("`{template}` has no {{}}"))?;
            Ok((before.to_owned(), after.to_owned()))
        });
        Ok(Cues {
            rules: rules(&table(CUES, "cues.toml")?)?,
            agencies: agencies(&table(AGENCIES, "agencies.toml")?)?,
            months: months(&times)?,
            weekdays: set(&times, "weekdays")?,
            updated: set(&times, "updated")?,
            published: set(&times, "published")?,
            between: set(&times, "between")?,
            zones: zones(&times)?,
            regions: regions(&table(REGIONS, "regions.toml")?)?,
            named: names(&table(REGIONS, "regions.toml")?, "named")?,
            hidden: names(&table(REGIONS, "regions.toml")?, "hidden")?,
            entry: names(&table(REGIONS, "regions.toml")?, "entry")?,
            post: names(&table(REGIONS, "regions.toml")?, "post")?,
            languages: languages(&table(LANGUAGES, "languages.toml")?)?,
            stop_words: set(&english, "stop_words")?,
            particles: set(&english, "particles")?,
            kickers: set(&english, "kickers")?,
            outlet_words: set(&english, "outlet_words")?,
            section_words: set(&english, "section_words")?,
            section_labels: set(&english, "section_labels")?,
            correspondents: set(&english, "correspondents")?,
            byline_openers: strings(&english, "byline_openers")?,
            outlet_templates: templates.collect::<Result<_, String>>()?,
        })
    }

    /// Returns the name of the agency that `form` stands for.
    pub fn agency(&self, form: &str) -> Option<&str> {
        self.agencies.get(form.trim()).map(String::as_str)
    }

    /// Returns what the name of an element says that it holds: the whole name, and its words and pairs of words.
    pub fn region(&self, name: &str, words: &[String]) -> Option<Region> {
        self.regions.iter().find(|(_, names)| names.hold(name, words)).map(|(region, _)| *region)
    }

    /// Tells whether the name of an element says that it holds a person's name.
    pub fn is_named(&self, name: &str, words: &[String]) -> bool {
        self.named.hold(name, words)
    }

    /// Returns the code of two letters for one of three, or that one where there is none.
    pub fn language<'l>(&'l self, code: &'l str) -> &'l str {
        self.languages.get(code).map_or(code, String::as_str)
    }

    /// Tells whether an element of this name is shown to nobody.
    pub fn is_hidden(&self, name: &str, words: &[String]) -> bool {
        self.hidden.hold(name, words)
    }

    /// Tells whether an element of this name is an entry of a live blog.
    pub fn is_entry(&self, name: &str, words: &[String]) -> bool {
        self.entry.hold(name, words)
    }

    /// Tells whether an element of this name is a post of a network.
    pub fn is_post(&self, name: &str, words: &[String]) -> bool {
        self.post.hold(name, words)
    }

    /// Tells whether the whole line opens a list of other stories.
    pub fn opens_related(&self, line: &str) -> bool {
        let low = plain(line);
        let rules = self.rules.iter().filter(|rule| rule.kind == CueKind::RelatedHeading);
        low.chars().count() <= 60 && rules.into_iter().any(|rule| rule.whole.contains(&low) || rule.frames(&low))
    }

    /// Returns what a whole line is by the cues.
    pub fn line(&self, line: &str) -> Option<Cue> {
        let low = plain(line);
        if low.is_empty() {
            return None;
        }
        let length = low.chars().count();
        self.rules.iter().find_map(|rule| rule.apply(line, &low, length))
    }
}

impl Rule {
    fn apply(&self, line: &str, low: &str, length: usize) -> Option<Cue> {
        let found = |rest| Some(Cue { kind: self.kind, rest });
        let heading =
            matches!(self.kind, CueKind::RelatedHeading | CueKind::KeyPointsHeading | CueKind::CommentsHeading);
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
        if length > self.longest {
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

    fn frames(&self, low: &str) -> bool {
        self.between.iter().any(|(start, end)| low.starts_with(start.as_str()) && low.ends_with(end.as_str()))
    }
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

fn strings(table: &Table, key: &str) -> Result<Vec<String>, String> {
    let Some(value) = table.get(key) else { return Err(format!("`{key}` is missing")) };
    let list = value.as_array().ok_or(format!("`{key}` is no list"))?;
    list.iter().map(|item| item.as_str().map(str::to_owned).ok_or(format!("`{key}` holds what is no text"))).collect()
}

fn set(table: &Table, key: &str) -> Result<HashSet<String>, String> {
    Ok(strings(table, key)?.into_iter().collect())
}

fn tables<'t>(table: &'t Table, key: &str) -> Result<Vec<&'t Table>, String> {
    let list = table.get(key).and_then(Value::as_array).ok_or(format!("`{key}` is missing"))?;
    list.iter().map(|item| item.as_table().ok_or(format!("`{key}` holds what is no table"))).collect()
}

const CUE_KEYS: [&str; 10] =
    ["id", "kind", "whole", "starts", "contains", "ends", "between", "longest", "finds", "ignores"];

fn rules(table: &Table) -> Result<Vec<Rule>, String> {
    tables(table, "cue")?.into_iter().map(rule).collect()
}

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

fn agencies(table: &Table) -> Result<HashMap<String, String>, String> {
    let mut forms = HashMap::new();
    for agency in tables(table, "agency")? {
        let name = agency.get("name").and_then(Value::as_str).ok_or("an agency has no name")?;
        for form in strings(agency, "forms")? {
            if forms.insert(form.clone(), name.to_owned()).is_some() {
                return Err(format!("two agencies are written `{form}`"));
            }
        }
    }
    Ok(forms)
}

fn months(table: &Table) -> Result<HashMap<String, i8>, String> {
    let list = table.get("months").and_then(Value::as_array).ok_or("`months` is missing")?;
    let mut months = HashMap::new();
    for (number, names) in (1_i8..).zip(list) {
        for name in names.as_array().ok_or("a month is no list")? {
            months.insert(name.as_str().ok_or("a month's name is no text")?.to_owned(), number);
        }
    }
    Ok(months)
}

fn zones(table: &Table) -> Result<HashMap<String, i16>, String> {
    let zones = table.get("zones").and_then(Value::as_table).ok_or("`zones` is missing")?;
    let minutes = |value: &Value| value.as_integer().and_then(|minutes| i16::try_from(minutes).ok());
    zones.iter().map(|(name, value)| Ok((name.clone(), minutes(value).ok_or(format!("zone `{name}`"))?))).collect()
}

fn languages(table: &Table) -> Result<HashMap<String, String>, String> {
    let codes = table.get("codes").and_then(Value::as_table).ok_or("`codes` is missing")?;
    let short = |code: &Value| code.as_str().map(str::to_owned);
    codes.iter().map(|(name, code)| Ok((name.clone(), short(code).ok_or(format!("language `{name}`"))?))).collect()
}

fn regions(table: &Table) -> Result<Vec<(Region, Names)>, String> {
    let known = [
        ("comments", Region::Comments),
        ("related", Region::Related),
        ("keypoints", Region::KeyPoints),
        ("pull", Region::Pull),
        ("caption", Region::Caption),
        ("readingtime", Region::ReadingTime),
        ("section", Region::Section),
        ("furniture", Region::Furniture),
        ("summary", Region::Summary),
        ("credit", Region::Credit),
    ];
    known.iter().map(|(key, region)| Ok((*region, names(table, key)?))).collect()
}

fn names(table: &Table, key: &str) -> Result<Names, String> {
    let entry = table.get(key).and_then(Value::as_table).ok_or(format!("`{key}` is missing"))?;
    Ok(Names { names: set(entry, "names")?, words: set(entry, "words")? })
}

#[cfg(test)]
mod tests {
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
