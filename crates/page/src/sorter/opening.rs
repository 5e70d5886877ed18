//! What stands between the headline and the reporting: credit, summary, key points.

use plenipo_record::PartKind;

use super::Sorter;
use crate::article::Draft;
use crate::block::{Region, Shape};
use crate::credit;
use crate::cues::{Cue, CueKind};
use crate::dateline::{self, RunIn};
use crate::head;
use crate::masthead;
use crate::words::{count, ends_sentence, is_all_caps, is_mail, likeness};

impl Sorter<'_> {
    /// Takes a key point; false where the list has ended.
    pub(super) fn key_point(&mut self, i: usize, cue: Option<Cue>, draft: &mut Draft) -> bool {
        let block = &self.blocks[i];
        let marked = block.region == Some(Region::KeyPoints);
        if let Some(cue) = cue {
            let heading = cue.kind == CueKind::KeyPointsHeading;
            if heading && marked {
                draft.push(PartKind::Furniture, &block.text);
            }
            return heading && marked;
        }
        let item = block.shape == Shape::Item;
        let first = self.points == 0 && !block.text.is_empty() && !head::is_prose(block) && i < self.layout.body;
        let like_last =
            !self.marked && i > 0 && self.points > 0 && !block.gap && self.blocks[i - 1].shape == Shape::Line;
        let heading = matches!(block.shape, Shape::Heading(_));
        if marked && heading {
            draft.push(PartKind::Furniture, &block.text);
            return true;
        }
        if !(item || marked || first || like_last && !ends_sentence(&block.text)) || heading {
            return false;
        }
        self.points += 1;
        draft.key_point(&block.text);
        true
    }

    pub(super) fn head(&mut self, i: usize, draft: &mut Draft) {
        let block = &self.blocks[i];
        let text = block.text.as_str();
        if let Some(found) = dateline::bare(text).filter(|_| block.region.is_none()) {
            draft.dateline(&found);
            return draft.push(PartKind::Credit, text);
        }
        if let Some(found) = self.city_alone(i) {
            draft.dateline(&found);
            return draft.push(PartKind::Credit, text);
        }
        if let Some(found) = credit::read(block) {
            return draft.credit(text, &found, false);
        }
        if !self.marked && block.shape == Shape::Item && self.layout.title.is_some() {
            return draft.key_point(text);
        }
        if head::pull_quote(text) {
            return draft.push(PartKind::PullQuote, text);
        }
        if !draft.has_outlet() && head::is_publication(text) {
            draft.outlet(text);
            return draft.push(PartKind::Credit, text);
        }
        if !draft.has_byline()
            && (self.beside_time(i) || self.before_office(i) || self.is_name_alone(i))
            && let Some(name) = credit::lone_name(text)
        {
            if let Some(outlet) = credit::outlet_in_brackets(text) {
                draft.outlet(outlet);
            }
            return draft.byline(name, text);
        }
        if draft.has_byline() && credit::is_office(text) {
            return draft.push(PartKind::Credit, text);
        }
        if self.is_place_alone(i) {
            draft.place(text);
            return draft.push(PartKind::Credit, text);
        }
        let again = draft.title().is_some_and(|title| likeness(title, text) >= 0.5) && !ends_sentence(text);
        let kind = if again {
            PartKind::Headline
        } else if self.marked && block.region.is_none() && count(text) < 4 {
            PartKind::Furniture
        } else {
            PartKind::Summary
        };
        draft.push(kind, text);
    }

    /// Tells whether the next line is the office of a writer, or the address or handle of one.
    fn before_office(&self, i: usize) -> bool {
        let next = self.blocks.get(i + 1).filter(|_| i + 1 < self.layout.body);
        let handle = |text: &str| text.starts_with('@') && !text.contains(' ');
        next.is_some_and(|next| credit::is_office(&next.text) || is_mail(&next.text) || handle(&next.text))
    }

    /// Tells whether the line is a name between the headline and the first paragraph, where nothing else stands.
    fn is_name_alone(&self, i: usize) -> bool {
        let text = self.blocks[i].text.as_str();
        let between = i + 1 == self.layout.body && self.layout.title.is_some_and(|title| title + 1 == i);
        !self.marked && between && (2..=3).contains(&count(text)) && credit::is_person(text)
    }

    /// Reads a line that is a city and nothing else, or a city and its country: a dateline of its own.
    fn city_alone(&self, i: usize) -> Option<RunIn> {
        let block = &self.blocks[i];
        let is_named = block.placed == block.text.len() || matches!(block.region, None | Some(Region::Credit));
        dateline::city_alone(&block.text).filter(|_| is_named && !block.linked && !masthead::is_section(&block.text))
    }

    /// Tells whether the line is a place in capitals just above the reporting, as a dateline of its own: `ANKARA`.
    fn is_place_alone(&self, i: usize) -> bool {
        let text = self.blocks[i].text.as_str();
        let letters = text.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '/' | '-' | ',' | '.'));
        !self.marked
            && i + 1 == self.layout.body
            && i > 0
            && is_all_caps(text)
            && letters
            && count(text) <= 3
            && !masthead::is_section(text)
            && (!text.starts_with("THE ") || text == "THE HAGUE")
            && credit::read(&self.blocks[i - 1]).is_some_and(|credit| !credit.stamps.is_empty())
    }

    /// Tells whether a line with the time of publication stands just before or behind the block.
    fn beside_time(&self, i: usize) -> bool {
        let dated = |i: usize| {
            let block = self.blocks.get(i).filter(|_| i < self.layout.body);
            block.and_then(credit::read).is_some_and(|credit| !credit.stamps.is_empty())
        };
        dated(i + 1) || i > 0 && dated(i - 1)
    }
}
