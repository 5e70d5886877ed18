//! The shapes in which readings leave Plenipo.
//!
//! [`reading_json`] writes one [`Reading`](plenipo_record::Reading) as one line of JSON, so that many readings
//! make a JSON Lines stream. Field names are those of the annotation guide (`corpus/GUIDE.md`); changes are additive.
//!
//! # The object
//!
//! | field | holds |
//! |---|---|
//! | `source` | the name of the input: a path, an address, or `-` |
//! | `article` | `title`, `outlet`, `agency`, `byline`, `published`, `dateline` (`place`, `date`), `first` and `last` (five words of the body), `key_points`, `comments` (`author`, `text`), `related`, `paragraphs` (the body), and where the page tells them `modified`, `language`, `section`, `canonical`, `reading_minutes`, `summary`, `pull_quotes`, `captions`, `notes` (corrections and updates), `posts` (`author`, `handle`, `link`, `text`), `live` (`time`, `title`, and `start`, `end` of each entry) |
//! | `actors` | `id`, `kind`, `names`, `country`, `roles` |
//! | `events` | `id`, `kind`, `status`, `by`, `with` (actor ids), `when` (`start`, `end`), `where` (`place`, `country`), `what`, `evidence` (`text`, `start`, `end`), `plover`, `cameo`, and `confidence` where one is computed |
//! | `quotes` | `id`, `speaker`, `kind`, `medium`, `said`, `text`, `start`, `end`, and `pieces` where an attribution breaks the words |
//! | `statements` | indirect speech: `speaker`, `medium`, `said`, `text`, `start`, `end` |
//! | `diagnostics` | what could not be read; left out when there is nothing to tell |
//! | `text` | the article's plain text, with [`Options::with_text`] |
//!
//! `start` and `end` count bytes of `text`; the slice between them is the words beside them, but for a broken
//! quotation, whose pieces say where each of them stands. A value that the article does not give is `null`.
//!
//! `plover` is an event type of PLOVER 2.0, followed by its mode after a slash where the type has one that fits:
//! `CONSULT/visit`, `AGREE`. `cameo` is a CAMEO code, digits as text: `042`.
//!
//! [`explanation_json`] writes how a reading came about, one object per article as well: `sentences` (`tokens`,
//! `mentions`, `times`, `frames`) and, for `events`, `quotes`, `statements` and `actors`, the `fields` of each record with
//! the `words` that they came from, each with `start`, `end` and the number of its `sentence`, or the `default` that stood
//! in for words: `dateline`, `scene`, `round` (both `of` another event), `news`, `state`, `speech` or `link`.
//!
//! [`brief_sheet`] and [`story_sheet`] lay out a brief or a story once, for text, [Markdown](brief_markdown) and a
//! [web page](brief_html); [`export`] writes the record in the formats of other programs.
//!
//! [`coded_row`] and [`coded_json`] write the events of a coded sentence, for researchers.
//!
//! [`phrase`] and [`calendar`] write events and days as people do; pages, lists and briefs all take their words from there.
//!
//! # What this crate does not do
//!
//! It opens no file and decides nothing: what stands in the line is what stands in the record.

mod brief;
pub mod calendar;
mod coded;
pub mod escape;
mod explanation;
pub mod export;
mod lists;
pub mod phrase;
mod reading;

pub use brief::{
    Entry, Section, Sheet, brief_html, brief_json, brief_markdown, brief_sheet, brief_title, story_json, story_sheet,
    story_view_json,
};
pub use coded::{CODED_COLUMNS, CodedLine, coded_json, coded_row};
pub use explanation::explanation_json;
pub use lists::{actor_json, change_json, event_json, party_json, plan_json, quote_json};
pub use reading::{Options, reading_json};
