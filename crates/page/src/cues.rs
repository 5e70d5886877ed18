//! The data files of `data/page`: cue lines, agencies, words of time, names of regions, words of English.

mod line;

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;
use toml::{Table, Value};

use crate::block::Region;
use line::Lines;

pub(crate) use line::{Cue, CueKind};

/// What the name of an element, or a word of it, says of what the element holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent marks of a name, each read on its own")]
pub(crate) struct Mark {
    /// The region, with its rank: of several the first one of [`REGIONS_BY_RANK`] is believed.
    region: Option<usize>,
    /// A person's name.
    pub named: bool,
    /// The place of the reporting.
    pub place: bool,
    /// What is shown to nobody.
    pub hidden: bool,
    /// An entry of a live blog.
    pub entry: bool,
    /// A post of a network.
    pub post: bool,
    /// What only points to a note.
    pub pointer: bool,
}

impl Mark {
    /// Returns the region that the name tells of.
    pub fn region(self) -> Option<Region> {
        self.region.map(|rank| REGIONS_BY_RANK[rank].1)
    }

    /// Returns what two words of a name say together.
    fn and(self, other: Mark) -> Mark {
        Mark {
            region: self.region.into_iter().chain(other.region).min(),
            named: self.named || other.named,
            place: self.place || other.place,
            hidden: self.hidden || other.hidden,
            entry: self.entry || other.entry,
            post: self.post || other.post,
            pointer: self.pointer || other.pointer,
        }
    }
}

/// The regions and their keys in `regions.toml`, the more telling ones first.
const REGIONS_BY_RANK: [(&str, Region); 10] = [
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

/// Names of elements, and words inside such names.
#[derive(Default)]
struct Names {
    names: HashMap<String, Mark>,
    words: HashMap<String, Mark>,
}

impl Names {
    fn add(&mut self, table: &Table, key: &str, mark: Mark) -> Result<(), String> {
        let entry = table.get(key).and_then(Value::as_table).ok_or(format!("`{key}` is missing"))?;
        for (marks, list) in [(&mut self.names, "names"), (&mut self.words, "words")] {
            for name in strings(entry, list)? {
                let known = marks.entry(name).or_default();
                *known = known.and(mark);
            }
        }
        Ok(())
    }
}

/// All that the data files say.
pub(crate) struct Cues {
    lines: Lines,
    agencies: HashMap<String, String>,
    pub months: HashMap<String, i8>,
    pub weekdays: HashSet<String>,
    pub updated: HashSet<String>,
    pub published: HashSet<String>,
    pub between: HashSet<String>,
    pub zones: HashMap<String, i16>,
    names: Names,
    languages: HashMap<String, String>,
    pub stop_words: HashSet<String>,
    pub particles: HashSet<String>,
    pub kickers: HashSet<String>,
    pub outlet_words: HashSet<String>,
    pub section_words: HashSet<String>,
    pub section_labels: HashSet<String>,
    pub correspondents: HashSet<String>,
    /// Words of the offices of writers: `editor`, `correspondent`.
    pub writer_offices: HashSet<String>,
    /// What writers are said to do, and what they are called, in the note on them.
    pub writer_deeds: HashSet<String>,
    pub writer_trades: HashSet<String>,
    /// First words of places of several words: `new`, `buenos`.
    pub place_openings: HashSet<String>,
    /// What stands before the place of the reporting in a line of its own: `location`.
    pub place_labels: HashSet<String>,
    /// What stands in a dateline in the place of an agency: `agencies`, `our correspondent`.
    pub dateline_notes: HashSet<String>,
    /// Names of sections of a publication.
    pub sections: HashSet<String>,
    /// What opens the lines by which archives tell headline and publication: `title: `.
    pub headline_labels: Vec<String>,
    pub publication_labels: Vec<String>,
    /// What tells the number of an issue: `, No`.
    pub issue_marks: Vec<String>,
    /// What stands before the year in which a publication began.
    pub founding_words: HashSet<String>,
    /// First words of mottoes.
    pub motto_openers: HashSet<String>,
    /// Small words inside names of offices: `for`.
    pub office_particles: HashSet<String>,
    /// Last words of the names of newsletters.
    pub masthead_words: HashSet<String>,
    /// Words that make a line below a masthead its motto.
    pub motto_words: HashSet<String>,
    /// What opens the lines of an office's letterhead.
    pub letterheads: Vec<String>,
    /// Words that the names of ministries and their offices go on with.
    pub portfolios: HashSet<String>,
    /// Those of them that do not name the office.
    pub letterhead_lines: Vec<String>,
    /// Letters of companies, and last words of the names of houses that publish.
    pub company_words: HashSet<String>,
    pub publisher_words: HashSet<String>,
    pub byline_openers: Vec<String>,
    pub weak_byline_openers: HashSet<String>,
    /// Small words inside names of persons and between them.
    pub name_particles: HashSet<String>,
    pub outlet_templates: Vec<(String, String)>,
    /// What stands before the name in the templates.
    pub outlet_openings: AhoCorasick,
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
        let templates = templates.collect::<Result<Vec<(String, String)>, String>>()?;
        let openings = AhoCorasick::new(templates.iter().map(|(before, _)| before));
        Ok(Cues {
            lines: Lines::parse(&table(CUES, "cues.toml")?)?,
            agencies: agencies(&table(AGENCIES, "agencies.toml")?)?,
            months: months(&times)?,
            weekdays: set(&times, "weekdays")?,
            updated: set(&times, "updated")?,
            published: set(&times, "published")?,
            between: set(&times, "between")?,
            zones: zones(&times)?,
            names: names(&table(REGIONS, "regions.toml")?)?,
            languages: languages(&table(LANGUAGES, "languages.toml")?)?,
            stop_words: set(&english, "stop_words")?,
            particles: set(&english, "particles")?,
            kickers: set(&english, "kickers")?,
            outlet_words: set(&english, "outlet_words")?,
            section_words: set(&english, "section_words")?,
            section_labels: set(&english, "section_labels")?,
            correspondents: set(&english, "correspondents")?,
            writer_offices: set(&english, "writer_offices")?,
            writer_deeds: set(&english, "writer_deeds")?,
            writer_trades: set(&english, "writer_trades")?,
            place_openings: set(&english, "place_openings")?,
            place_labels: set(&english, "place_labels")?,
            dateline_notes: set(&english, "dateline_notes")?,
            sections: set(&english, "sections")?,
            headline_labels: strings(&english, "headline_labels")?,
            publication_labels: strings(&english, "publication_labels")?,
            issue_marks: strings(&english, "issue_marks")?,
            founding_words: set(&english, "founding_words")?,
            motto_openers: set(&english, "motto_openers")?,
            office_particles: set(&english, "office_particles")?,
            masthead_words: set(&english, "masthead_words")?,
            motto_words: set(&english, "motto_words")?,
            letterheads: strings(&english, "letterheads")?,
            portfolios: set(&english, "portfolios")?,
            letterhead_lines: strings(&english, "letterhead_lines")?,
            company_words: set(&english, "company_words")?,
            publisher_words: set(&english, "publisher_words")?,
            byline_openers: strings(&english, "byline_openers")?,
            weak_byline_openers: set(&english, "weak_byline_openers")?,
            name_particles: set(&english, "name_particles")?,
            outlet_templates: templates,
            outlet_openings: openings.map_err(|error| format!("english.toml: {error}"))?,
        })
    }

    /// Returns the name of the agency that `form` stands for.
    pub fn agency(&self, form: &str) -> Option<&str> {
        self.agencies.get(form.trim()).map(String::as_str)
    }

    /// Returns what the name of an element says: the whole name, and its words and pairs of words.
    pub fn mark(&self, name: &str, words: &[String]) -> Mark {
        let whole = self.names.names.get(name).into_iter();
        let inside = words.iter().filter_map(|word| self.names.words.get(word));
        whole.chain(inside).fold(Mark::default(), |mark, other| mark.and(*other))
    }

    /// Returns the code of two letters for one of three, or that one where there is none.
    pub fn language<'l>(&'l self, code: &'l str) -> &'l str {
        self.languages.get(code).map_or(code, String::as_str)
    }

    /// Tells whether the whole line opens a list of other stories.
    pub fn opens_related(&self, line: &str) -> bool {
        self.lines.opens_related(line)
    }

    /// Returns what a whole line is by the cues.
    pub fn line(&self, line: &str) -> Option<Cue> {
        self.lines.find(line)
    }
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

fn names(table: &Table) -> Result<Names, String> {
    let mut names = Names::default();
    for (rank, (key, _)) in REGIONS_BY_RANK.iter().enumerate() {
        names.add(table, key, Mark { region: Some(rank), ..Mark::default() })?;
    }
    names.add(table, "named", Mark { named: true, ..Mark::default() })?;
    names.add(table, "place", Mark { place: true, ..Mark::default() })?;
    names.add(table, "hidden", Mark { hidden: true, ..Mark::default() })?;
    names.add(table, "entry", Mark { entry: true, ..Mark::default() })?;
    names.add(table, "post", Mark { post: true, ..Mark::default() })?;
    names.add(table, "pointer", Mark { pointer: true, ..Mark::default() })?;
    Ok(names)
}
