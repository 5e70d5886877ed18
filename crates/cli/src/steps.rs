//! From inputs to items: one after the other, with what went wrong between them.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use plenipo_intake::{Fault, Item};

use crate::exit;
use crate::input::Input;
use crate::pipeline::{Failure, guarded};

/// One step through the inputs, in their order.
pub enum Step<T = Item> {
    /// An item.
    Item(T),
    /// The name of an input or a place in it that gave no item, and why.
    Failed(String, Failure),
    /// The end of the input of this name.
    End(String),
}

impl<T> Step<T> {
    /// Does something with an item.
    pub fn map<R>(self, work: impl FnOnce(T) -> Result<R, (String, Failure)>) -> Step<R> {
        match self {
            Step::Item(item) => work(item).map_or_else(|(name, failure)| Step::Failed(name, failure), Step::Item),
            Step::Failed(name, failure) => Step::Failed(name, failure),
            Step::End(name) => Step::End(name),
        }
    }
}

/// Where to go on.
pub struct After {
    /// The item behind which to go on.
    item: String,
    /// Which input holds it.
    input: usize,
}

impl After {
    /// Finds the input that holds the item.
    pub fn find(item: Option<&str>, inputs: &[Input]) -> anyhow::Result<Option<Self>> {
        let Some(item) = item else { return Ok(None) };
        let holds = |input: &Input| {
            item.strip_prefix(&input.name()).is_some_and(|rest| rest.is_empty() || rest.starts_with('#'))
        };
        match inputs.iter().position(holds) {
            Some(input) => Ok(Some(After { item: item.to_owned(), input })),
            None => anyhow::bail!("no input holds `{item}`"),
        }
    }

    /// Returns the offset in the input that the name of the item tells: the number behind the first `#`.
    fn offset(&self, input: &Input) -> u64 {
        let place = self.item.strip_prefix(&input.name()).and_then(|rest| rest.strip_prefix('#')).unwrap_or_default();
        place.split('+').next().and_then(|number| number.parse().ok()).unwrap_or(0)
    }
}

/// Hands over every step through the inputs, until nobody wants more.
pub fn steps(inputs: &[Input], after: Option<&After>, hand_over: &mut dyn FnMut(Step) -> bool) {
    for (i, input) in inputs.iter().enumerate() {
        let here = after.filter(|after| after.input == i);
        if after.is_some_and(|after| i < after.input) || here.is_some_and(|after| after.item == input.name()) {
            continue;
        }
        let mut wanted = true;
        let walked = guarded(|| {
            wanted = walk(input, here, hand_over)?;
            Ok(())
        });
        if let Err(failure) = walked {
            wanted = hand_over(Step::Failed(input.name(), failure));
        }
        if !wanted || !hand_over(Step::End(input.name())) {
            break;
        }
    }
}

/// Hands over the items of one input; returns whether more is wanted.
fn walk(input: &Input, after: Option<&After>, hand_over: &mut dyn FnMut(Step) -> bool) -> Result<bool, Failure> {
    let offset = after.map_or(0, |after| after.offset(input));
    let (stream, offset) = input.open(offset).map_err(|trouble| Failure::of_input(&trouble))?;
    let is_found = matches!(input, Input::Found(_));
    let (mut waiting, mut wanted) = (after, true);
    plenipo_intake::read_from(&input.name(), stream, offset, &mut |item| {
        if let Some(after) = waiting {
            let name = item.as_ref().map_or_else(|error| &error.name, |item| &item.name);
            if *name == after.item {
                waiting = None;
            }
            return ControlFlow::Continue(());
        }
        wanted = match item {
            Ok(item) => hand_over(Step::Item(item)),
            // JSON of other kinds lies in many folders.
            Err(error) if is_found && error.fault == Fault::NoArticle => true,
            Err(error) => hand_over(Step::Failed(error.name, error.fault.into())),
        };
        if wanted { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    match waiting {
        Some(after) => {
            let reason = format!("holds no item `{}`", after.item);
            Err(Failure::Unreadable { kind: "unreadable".to_owned(), reason })
        }
        None => Ok(wanted),
    }
}

/// Counts what became of the items of an input, and of all inputs.
#[derive(Default)]
pub struct Tally {
    items: usize,
    failures: BTreeMap<String, usize>,
    failed: usize,
    code: u8,
}

impl Tally {
    /// Counts an item that was read.
    pub fn item(&mut self) {
        self.items += 1;
    }

    /// Counts one that was not.
    pub fn failure(&mut self, failure: &Failure) {
        *self.failures.entry(failure.kind().to_owned()).or_default() += 1;
        self.failed += 1;
        self.code = self.code.max(match failure {
            Failure::Unreadable { .. } => exit::UNREADABLE,
            Failure::Bug(_) => exit::BUG,
        });
    }

    /// Ends an input; returns what to tell of it if more than one item failed.
    pub fn end(&mut self) -> Option<String> {
        let (items, failures) = (std::mem::take(&mut self.items), std::mem::take(&mut self.failures));
        let failed: usize = failures.values().sum();
        let reasons: Vec<String> = failures.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
        (failed > 1).then(|| format!("{items} articles read, {failed} items passed over: {}", reasons.join(", ")))
    }

    /// Returns how many items of all inputs were not read.
    pub fn failed(&self) -> usize {
        self.failed
    }

    /// Returns the exit code for all inputs.
    pub fn code(&self) -> u8 {
        self.code
    }
}
