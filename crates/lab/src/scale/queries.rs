//! How long the lists of a ledger take: core time, since others may compute on the machine.

use std::path::Path;

use anyhow::{Context as _, ensure};
use plenipo_ledger::{Filter, Ledger};
use plenipo_record::EventKind;

use crate::clock::thread_time;
use crate::dice::Dice;

/// How often each list is asked for, each time for somebody or something else.
const TIMES: usize = 60;
/// The most milliseconds that a list may take in the middle of all askings.
const MOST_MEDIAN: f64 = 50.0;

/// Prints the median and the 99th percentile of each list, and fails where a median is too long.
pub fn measure(path: &Path) -> anyhow::Result<()> {
    let ledger = Ledger::open_for_reading(path).with_context(|| format!("cannot open `{}`", path.display()))?;
    let actors = ledger.actors(&Filter { limit: Some(2000), ..Filter::default() })?;
    ensure!(!actors.is_empty(), "the ledger knows nobody");
    let events = ledger.events(&Filter { limit: Some(2000), ..Filter::default() })?;
    ensure!(!events.is_empty(), "the ledger holds no events");
    let kinds = [EventKind::Meet, EventKind::Visit, EventKind::Call, EventKind::Agree, EventKind::Sanction];
    let base = || Filter { limit: Some(100), ..Filter::default() };
    let mut dice = Dice(23);
    let mut slow = Vec::new();
    let mut report = |name: &str, ask: &mut dyn FnMut(&mut Dice) -> anyhow::Result<usize>| -> anyhow::Result<()> {
        let (mut times, mut rows) = (Vec::new(), 0);
        for _ in 0..TIMES {
            let begun = thread_time()?;
            rows += ask(&mut dice)?;
            times.push(thread_time()?.saturating_sub(begun).as_secs_f64() * 1000.0);
        }
        times.sort_by(f64::total_cmp);
        let (median, late) = (times[TIMES / 2], times[TIMES * 99 / 100]);
        println!("{name:<28} {:>4} rows   median {median:>6.1} ms   p99 {late:>6.1} ms", rows / TIMES);
        if median > MOST_MEDIAN {
            slow.push(name.to_owned());
        }
        Ok(())
    };
    let code = |row: &plenipo_ledger::ActorRow| row.country.as_deref().and_then(|code| code.parse().ok());
    let name = |dice: &mut Dice| Some(dice.pick(&actors).name.clone());
    report("events", &mut |_| Ok(ledger.events(&base())?.len()))?;
    report("events --who", &mut |dice| Ok(ledger.events(&Filter { who: name(dice), ..base() })?.len()))?;
    report("events --country", &mut |dice| {
        Ok(ledger.events(&Filter { country: code(dice.pick(&actors)), ..base() })?.len())
    })?;
    report("events --country --kind", &mut |dice| {
        let kinds = vec![*dice.pick(&kinds)];
        Ok(ledger.events(&Filter { country: code(dice.pick(&actors)), kinds, ..base() })?.len())
    })?;
    report("events --words", &mut |dice| {
        let word = dice.pick(&events).what.first().cloned().or_else(|| Some("talks".to_owned()));
        Ok(ledger.events(&Filter { words: word, ..base() })?.len())
    })?;
    report("events --reports 4", &mut |_| Ok(ledger.events(&Filter { reports: Some(4), ..base() })?.len()))?;
    report("events --who --said", &mut |dice| {
        let said = Some("progress".to_owned());
        Ok(ledger.events(&Filter { who: name(dice), said, ..base() })?.len())
    })?;
    report("quotes", &mut |_| Ok(ledger.quotes(&base())?.len()))?;
    report("quotes --who", &mut |dice| Ok(ledger.quotes(&Filter { who: name(dice), ..base() })?.len()))?;
    report("quotes --said", &mut |_| {
        Ok(ledger.quotes(&Filter { said: Some("unites than divides".to_owned()), ..base() })?.len())
    })?;
    report("actors", &mut |_| Ok(ledger.actors(&base())?.len()))?;
    report("actors --who", &mut |dice| Ok(ledger.actors(&Filter { who: name(dice), ..base() })?.len()))?;
    report("upcoming", &mut |dice| {
        Ok(ledger.upcoming(&base(), super::plot::FIRST_DAY + dice.below(360) as i32)?.len())
    })?;
    report("overdue", &mut |dice| Ok(ledger.overdue(&base(), super::plot::FIRST_DAY + dice.below(360) as i32)?.len()))?;
    report("show", &mut |dice| {
        ledger.show(&dice.pick(&events).id)?;
        Ok(1)
    })?;
    ensure!(slow.is_empty(), "slower than {MOST_MEDIAN} ms in the middle: {}", slow.join(", "));
    Ok(())
}
