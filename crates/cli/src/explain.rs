//! The `explain` command: articles in, how they are read out.

use clap::Args;
use plenipo_reading::Explanation;
use plenipo_reading::explain::ExplainedRecord;

use crate::batch::{self, Batch, Format};
use crate::{exit, render, terminal};

/// What to explain and how to print it.
#[derive(Args)]
#[command(after_help = exit::HELP)]
pub struct Options {
    #[command(flatten)]
    batch: Batch,

    /// Only this sentence of the body, counted from 1, and the records that rest on it
    #[arg(long, value_name = "N", conflicts_with = "event", value_parser = clap::value_parser!(u32).range(1..))]
    sentence: Option<u32>,

    /// Only this event, as e3 or 3, and the sentences that it rests on
    #[arg(long, value_name = "N", value_parser = event_id)]
    event: Option<String>,
}

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<u8> {
    let width = terminal::width();
    batch::print(&options.batch, None, |pipeline, item| {
        pipeline.explained(item, |reading, explanation| {
            let explanation = narrowed(explanation, options)?;
            Ok(match options.batch.format {
                Format::Json => plenipo_exchange::explanation_json(&reading.article, &explanation),
                Format::Text => render::paper(&reading.article, &explanation, width),
            })
        })
    })
}

fn event_id(text: &str) -> Result<String, String> {
    let number = text.trim_start_matches('e').parse::<u32>();
    number.map(|number| format!("e{number}")).map_err(|_| "expected an event such as e3".to_owned())
}

/// Keeps of an explanation what the command line asks for.
fn narrowed(mut explanation: Explanation, options: &Options) -> Result<Explanation, String> {
    if let Some(number) = options.sentence.map(|number| number as usize) {
        let n_sentences = explanation.sentences.len();
        explanation.sentences.retain(|sentence| sentence.number == number);
        if explanation.sentences.is_empty() {
            return Err(format!("no sentence {number}: the body has {n_sentences}"));
        }
        let rests = |record: &ExplainedRecord| sentences_of(record).any(|sentence| sentence == number);
        let told = [&mut explanation.events, &mut explanation.doubted];
        for records in told.into_iter().chain([&mut explanation.quotations, &mut explanation.statements]) {
            records.retain(rests);
        }
        explanation.actors.retain(rests);
    }
    if let Some(id) = &options.event {
        let n_events = explanation.events.len();
        explanation.events.retain(|event| event.id == *id);
        let event = explanation.events.first().ok_or_else(|| format!("no event {id}: the reading has {n_events}"))?;
        let numbers: Vec<usize> = sentences_of(event).collect();
        explanation.sentences.retain(|sentence| numbers.contains(&sentence.number));
        let others = [&mut explanation.quotations, &mut explanation.statements, &mut explanation.actors];
        for records in others.into_iter().chain([&mut explanation.doubted]) {
            records.clear();
        }
    }
    Ok(explanation)
}

/// The numbers of the sentences that a record rests on.
fn sentences_of(record: &ExplainedRecord) -> impl Iterator<Item = usize> + '_ {
    let of_fields = record.fields.iter().flat_map(|field| &field.words);
    of_fields.chain(record.merges.iter().map(|merge| &merge.trigger)).filter_map(|words| words.sentence)
}
