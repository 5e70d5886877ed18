//! The `codebook` command: the page on kinds, codes and contexts, written from the data.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, ensure};
use clap::Args;
use plenipo_lexicon::{Contexts, Frame, Lexicon};
use plenipo_record::{EventKind, Status, codes, details, plover_types};

/// How many sentences a kind shows of each sort.
const SHOWN: usize = 3;

/// Where the page lies.
#[derive(Args)]
pub struct Options {
    /// The page.
    #[arg(long, default_value = "docs/codebook.md")]
    page: PathBuf,
    /// Do not write it; fail unless it is what would be written.
    #[arg(long)]
    check: bool,
}

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let page = page(Lexicon::builtin());
    let name = options.page.display();
    if options.check {
        let present = fs::read_to_string(&options.page).with_context(|| format!("cannot read `{name}`"))?;
        ensure!(present == page, "`{name}` is not what the data says: run `lab codebook`");
        return Ok(());
    }
    fs::write(&options.page, page).with_context(|| format!("cannot write `{name}`"))
}

/// What stands above the kinds.
const HEAD: &str = "\
# Codebook

<!-- Written by `lab codebook` from data/frames and data/codes. Change those, and run it again. -->

`plenipo code` and the exports code events by PLOVER 2.0 (a draft of the Open Event Data Alliance, 2021) and CAMEO. Names and
numbers of codes are facts of those schemes; definitions and sentences here are ours.

An event has a *kind*, a *status* (how far it has come) and, where the words tell, a *detail*. Its codes follow from all
three, never from the kind alone: a planned meeting is AGREE, a meeting called off REJECT, a summons of an ambassador ACCUSE.

## Decisions

Where codebook, summary table and CAMEO crosswalk disagree, Plenipo does this:

- Sanctions, embargoes, tariffs and cut relations are SANCTION/discontinue with CAMEO 163, as the text of the codebook has it.
- SANCTION is material conflict (quad class 4), as its section says. ACCUSE scores -3; the draft lost the sign.
- A plan to cooperate is AGREE, a plan to give way CONCEDE. What is done is COOPERATE, AID, SUPPORT or RETREAT.
- A signed, ratified or concluded paper is SUPPORT.
- What did not happen keeps its type and is marked `negated`; meetings and accords called off or refused are REJECT.
- A parties' list stays one event. Where all do the same (meetings, calls, signings, joint exercises) all are actors.
- Modes that only the crosswalk has (`return`, `ease`, `ban`, `political`, `massacre`, `cleansing`) are not used.

## Marks

| mark | from |
|---|---|
| `future` | status planned or proposed |
| `hypothetical` | status proposed: may, might, would, if |
| `negated` | status cancelled or denied |
| `historical` | the day is over a year before that of the copy, or a year is named and the day of the copy is not known |

## Kinds
";

fn page(lexicon: &Lexicon) -> String {
    let mut page = HEAD.to_owned();
    for kind in EventKind::ALL {
        let frames: Vec<&Frame> = lexicon.frames().iter().filter(|frame| frame.kind == kind).collect();
        section(&mut page, kind, &frames);
    }
    page.push_str("\n## Types and modes\n\n| type | modes |\n|---|---|\n");
    for (name, modes) in plover_types() {
        line(&mut page, &format!("| {name} | {} |", modes.join(", ")));
    }
    page.push_str("\n## Contexts\n\nAn event has up to three, each with the words that tell it.\n\n");
    line(&mut page, &Contexts::names().join(", "));
    page
}

fn section(page: &mut String, kind: EventKind, frames: &[&Frame]) {
    line(page, &format!("\n### {}\n", kind.as_str()));
    for frame in frames {
        line(page, &format!("{}\n", frame.why));
    }
    page.push_str("| detail | done | planned | not done |\n|---|---|---|---|\n");
    let some = details(kind).into_iter().map(Some);
    for detail in std::iter::once(None).chain(some) {
        let cell = |status| {
            let codes = codes(kind, status, detail);
            format!("{} {}", codes.plover_path(), codes.cameo)
        };
        let cells = [Status::Occurred, Status::Planned, Status::Denied].map(cell).join(" | ");
        line(page, &format!("| {} | {cells} |", detail.unwrap_or("-")));
    }
    let found = frames.iter().flat_map(|frame| &frame.finds).map(|case| case.text.clone());
    list(page, "Found", found.take(SHOWN));
    let ignored =
        frames.iter().flat_map(|frame| &frame.ignores).map(|case| format!("{} ({})", case.text, case.because));
    list(page, "Left alone", ignored.take(SHOWN));
    let missed = frames.iter().flat_map(|frame| &frame.misses).map(|case| format!("{} ({})", case.text, case.because));
    list(page, "Known misses", missed);
}

fn list(page: &mut String, title: &str, entries: impl Iterator<Item = String>) {
    let entries: Vec<String> = entries.collect();
    if entries.is_empty() {
        return;
    }
    line(page, &format!("\n{title}:\n"));
    for entry in entries {
        line(page, &format!("- {entry}"));
    }
}

fn line(page: &mut String, text: &str) {
    writeln!(page, "{text}").expect("a string takes everything");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_what_the_data_says() {
        let present = include_str!("../../../docs/codebook.md");
        assert!(present == page(Lexicon::builtin()), "docs/codebook.md is old: run `lab codebook`");
    }
}
