//! The `alarms` command: how many events the reader sees in news of all kinds, and how many of them are right.
//!
//! The stories are drawn at random from newswire that is about anything: harvests, shares, accidents. Of the events in
//! them a sample was judged by hand. The judgements lie in `corpus/alarms.tsv` without the texts: an event is known by
//! the number of its story, its kind and the bytes of its first evidence.

mod stories;
mod verdicts;

use anyhow::ensure;
use clap::Args;
use plenipo_exchange::reading_json;
use plenipo_reading::explain::ExplainedRecord;
use plenipo_reading::{Explanation, Reader};
use plenipo_record::{EventKind, Reading};
use std::path::PathBuf;
use stories::Story;
use verdicts::{Key, Verdict};

/// Which stories to read, and what was judged.
#[derive(Args)]
pub struct Options {
    /// The stories: gzip of plain text, an empty line between two.
    #[arg(long)]
    stories: PathBuf,
    /// How many stories are drawn.
    #[arg(long, default_value_t = 1300)]
    count: usize,
    /// How many stories are drawn before these and left out: stories that nobody has looked at yet.
    #[arg(long, default_value_t = 0)]
    skip: usize,
    /// What was judged by hand.
    #[arg(long, default_value = "corpus/alarms.tsv")]
    judged: PathBuf,
    /// Print the sampled events that nobody judged yet, with their stories, as JSON Lines.
    #[arg(long)]
    ask: bool,
    /// Print of each judged event whether it is right, and what the reader gives for and against it, as JSON Lines for
    /// `training/confidence.py`.
    #[arg(long)]
    weigh: bool,
    /// Fail where a smaller share of the judged events is right.
    #[arg(long, value_name = "SHARE")]
    floor: Option<f64>,
}

/// How many of the events are sampled.
const SAMPLE: usize = 200;

/// An event in one of the stories.
struct Alarm {
    key: Key,
    story: usize,
    event: usize,
}

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let stories = stories::draw(&options.stories, options.skip, options.count)?;
    let judged = verdicts::read(&options.judged)?;
    let reader = Reader::new(plenipo_language::Analyzer::builtin(), plenipo_lexicon::Lexicon::builtin());
    let read: Vec<Option<(Reading, Explanation)>> = stories.iter().map(|story| read(&reader, story)).collect();
    let readings: Vec<Option<&Reading>> = read.iter().map(|read| read.as_ref().map(|(reading, _)| reading)).collect();
    let mut alarms = Vec::new();
    for (story, reading) in readings.iter().enumerate() {
        for (at, event) in reading.iter().flat_map(|reading| &reading.events).enumerate() {
            alarms.push(Alarm { key: Key::new(stories[story].number, event), story, event: at });
        }
    }
    let count = |kind: EventKind| alarms.iter().filter(|alarm| alarm.key.kind == kind).count();
    let kinds: Vec<String> = EventKind::ALL.iter().map(|&kind| format!("{} {}", kind.as_str(), count(kind))).collect();
    let rate = 100.0 * alarms.len() as f64 / stories.len() as f64;
    let summary = format!(
        "{} stories, {} events, {rate:.1} in a hundred stories: {}",
        stories.len(),
        alarms.len(),
        kinds.join(", ")
    );

    alarms.sort_by_key(|alarm| alarm.key.lot());
    alarms.truncate(SAMPLE);
    if options.ask {
        for alarm in alarms.iter().filter(|alarm| !judged.contains_key(&alarm.key)) {
            let reading = readings[alarm.story].expect("only stories that were read have events");
            println!("{}", question(&alarm.key, reading, alarm.event, &stories[alarm.story]));
        }
        return Ok(());
    }
    if options.weigh {
        for alarm in &alarms {
            let Some(verdict) = judged.get(&alarm.key) else { continue };
            let (_, explanation) = read[alarm.story].as_ref().expect("only stories that were read have events");
            println!("{}", weighed(*verdict, &explanation.events[alarm.event]));
        }
        return Ok(());
    }
    println!("{summary}");
    let known: Vec<Verdict> = alarms.iter().filter_map(|alarm| judged.get(&alarm.key).copied()).collect();
    ensure!(!known.is_empty(), "none of the sampled events was judged; `--ask` prints them");
    let share = |verdict| known.iter().filter(|&&known| known == verdict).count() as f64 / known.len() as f64;
    println!("of {} sampled events {} were judged by hand:", alarms.len(), known.len());
    for verdict in Verdict::ALL {
        println!("  {:<8} {:>5.1} %", verdict.as_str(), 100.0 * share(verdict));
    }
    let right = share(Verdict::Right);
    if let Some(floor) = options.floor {
        ensure!(right >= floor, "{right:.3} of the judged events are right, at least {floor:.3} were asked");
    }
    Ok(())
}

/// Reads a story; those that are no articles, tables mostly, give nothing.
fn read(reader: &Reader<'_>, story: &Story) -> Option<(Reading, Explanation)> {
    let articles = plenipo_page::read(&format!("story-{}", story.number), story.text.as_bytes()).ok()?;
    articles.into_iter().next().map(|article| reader.explain(article, None))
}

/// Writes a verdict beside the reasons for and against an event; the first of its fields of confidence is their sum.
fn weighed(verdict: Verdict, event: &ExplainedRecord) -> String {
    let fields = event.fields.iter().filter(|field| field.field == "confidence");
    let reasons: Vec<&str> = fields.skip(1).map(|field| field.how.as_str()).collect();
    serde_json::json!({ "right": verdict == Verdict::Right, "reasons": reasons }).to_string()
}

/// Writes what a judge has to see: the key, the event as read, and the story.
fn question(key: &Key, reading: &Reading, event: usize, story: &Story) -> String {
    let line: serde_json::Value =
        serde_json::from_str(&reading_json(reading, plenipo_exchange::Options::default())).expect("a reading is JSON");
    let event = &line["events"][event];
    let actors: Vec<&serde_json::Value> = line["actors"].as_array().into_iter().flatten().collect();
    serde_json::json!({ "key": key.to_string(), "event": event, "actors": actors, "story": story.text }).to_string()
}
