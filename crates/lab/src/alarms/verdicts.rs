//! What was judged by hand.

use anyhow::Context;
use plenipo_record::{Event, EventKind};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

/// What a judge says of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The story tells this event, of this kind, between these parties.
    Right,
    /// The story tells such an event, but one of the parties is wrong.
    Parties,
    /// The story tells an event, but its kind or status is wrong.
    Kind,
    /// The story tells no event there that the guide knows.
    Nothing,
}

impl Verdict {
    /// All verdicts.
    pub const ALL: [Verdict; 4] = [Verdict::Right, Verdict::Parties, Verdict::Kind, Verdict::Nothing];

    /// Returns the word of the file.
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Right => "right",
            Verdict::Parties => "parties",
            Verdict::Kind => "kind",
            Verdict::Nothing => "nothing",
        }
    }
}

/// By what an event of a story is known: as long as the reader finds it by the same words it was judged.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The number of the story.
    pub story: usize,
    /// The kind of the event.
    pub kind: EventKind,
    /// The bytes of the first evidence in the article's text.
    pub evidence: (usize, usize),
}

impl Key {
    /// Returns the key of an event.
    pub fn new(story: usize, event: &Event) -> Self {
        let first = event.evidence.first().copied().expect("no event is without evidence");
        Self { story, kind: event.kind, evidence: (first.start, first.end) }
    }

    /// Returns a number that decides whether the event is sampled, the same whatever else is found.
    pub fn lot(&self) -> u64 {
        let digest = Sha256::digest(self.to_string());
        u64::from_le_bytes(digest[..8].try_into().expect("a digest has 32 bytes"))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\t{}\t{}-{}", self.story, self.kind.as_str(), self.evidence.0, self.evidence.1)
    }
}

/// Reads the file of judgements: story, kind, bytes of the first evidence, verdict; a line each, `#` opens a comment.
///
/// A file that is not there holds no judgements.
pub fn read(path: &Path) -> anyhow::Result<BTreeMap<Key, Verdict>> {
    if !path.exists() {
        return Ok(BTreeMap::new());
    }
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let mut verdicts = BTreeMap::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        let parsed = parse(line).with_context(|| format!("{}:{}: no judgement: `{line}`", path.display(), at + 1))?;
        verdicts.insert(parsed.0, parsed.1);
    }
    Ok(verdicts)
}

fn parse(line: &str) -> Option<(Key, Verdict)> {
    let mut fields = line.split('\t');
    let (story, kind, evidence, verdict) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
    let (start, end) = evidence.split_once('-')?;
    let evidence = (start.parse().ok()?, end.parse().ok()?);
    let key = Key { story: story.parse().ok()?, kind: EventKind::from_word(kind)?, evidence };
    Some((key, Verdict::ALL.into_iter().find(|known| known.as_str() == verdict)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn judgements_are_read() {
        let key = Key { story: 17, kind: EventKind::Meet, evidence: (120, 260) };
        assert_eq!(parse(&format!("{key}\tright")), Some((key, Verdict::Right)));
        for wrong in ["17\tmeet\t120-260", "17\tparty\t1-2\tright", "17\tmeet\t1-2\tmaybe", "17\tmeet\t12\tright"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
