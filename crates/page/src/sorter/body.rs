//! Blocks of the reporting, and what stands behind its end.

use plenipo_record::PartKind;

use super::{AHEAD, Sorter, Zone, name_outlet};
use crate::article::Draft;
use crate::block::{Block, Region, Shape};
use crate::cues::CueKind;
use crate::words::{count, ends_sentence, is_counter, is_mail, plain};
use crate::{credit, dateline, head, signoff};

impl Sorter<'_> {
    pub(super) fn body(&mut self, i: usize, draft: &mut Draft) {
        let block = &self.blocks[i];
        let mut text = block.text.as_str();
        if self.marked && i > self.last && self.entry.is_none() {
            let headline = block.linked && count(text) >= 4 && self.is_title(i);
            return if headline { draft.related(text, text) } else { draft.push(PartKind::Furniture, text) };
        }
        if !self.marked {
            let Some(rest) = self.timed_entry(i, text, draft) else { return };
            text = rest;
        }
        if self.opens {
            // Behind the hour of an entry the offsets are others.
            let cuts = if text.len() == block.text.len() { block.cuts.as_slice() } else { &[] };
            if let Some(found) = dateline::bare(text) {
                draft.dateline(&found);
                draft.push(PartKind::Credit, text);
                return;
            }
            let set_off = || dateline::set_off(text, block.place_set_off()?);
            if let Some(found) = dateline::run_in(text, cuts, true).or_else(set_off) {
                if found.day.is_none() && found.agency.is_none() && head::named_by_words(&found.place) {
                    // `Coast News – The minister`: the publication itself.
                    draft.outlet(&found.place);
                } else {
                    draft.dateline(&found);
                }
                draft.push(PartKind::Credit, text[..found.end].trim_end());
                text = &text[found.end..];
            } else if let Some((agency, end)) = dateline::credit_alone(text) {
                draft.agency_of_note(Some(agency));
                draft.push(PartKind::Credit, text[..end].trim_end());
                text = &text[end..];
            }
        }
        let heading = matches!(block.shape, Shape::Heading(_));
        let short = heading || block.region == Some(Region::Summary);
        // A heading may ask.
        let asks = heading && text.ends_with(['?', '!', ':', '’', '”', '\'', '"']) && count(text) <= 12;
        if short && !ends_sentence(text) || asks {
            // A crosshead.
            return draft.push(PartKind::Furniture, text);
        }
        if head::is_copyright(text) {
            if let Some(name) = head::outlet_in_service_line(text) {
                name_outlet(&name, draft);
            }
            return draft.push(PartKind::Furniture, text);
        }
        if self.is_crosshead(i, text) || self.is_note_on_writer(i, draft) {
            return draft.push(PartKind::Furniture, text);
        }
        if self.marked && draft.ends_in(PartKind::PullQuote) && credit::lone_name(text).is_some() {
            return draft.push(PartKind::Credit, text);
        }
        // `The Reef Letter is written by Mira Talvik.`
        let own = draft.named().is_some_and(|name| plain(text).starts_with(&plain(name)));
        let introduced = || own.then(|| credit::writer_in_service_line(text)).flatten();
        if let Some(name) = introduced().or_else(|| self.writer_introduced(i, text)) {
            draft.signed(name);
            return draft.push(PartKind::Furniture, text);
        }
        if signoff::find(text).is_some_and(|found| found.start == 0 && found.agency.is_some()) {
            return self.sign_off(i, text, draft);
        }
        if self.marked && self.heads_links(i) {
            self.zone = Zone::Related;
            return draft.push(PartKind::Furniture, text);
        }
        if block.linked && self.marked && !self.is_title(i) {
            return draft.push(PartKind::Furniture, text);
        }
        if block.linked && self.marked && !ends_sentence(text) {
            // One word or two are a topic.
            return if count(text) >= 3 { draft.related(text, text) } else { draft.push(PartKind::Furniture, text) };
        }
        if self.marked && is_counter(text) {
            return draft.push(PartKind::Furniture, text);
        }
        if self.introduces_sender(i) {
            self.zone = Zone::Closed;
            return draft.push(PartKind::Furniture, text);
        }
        if is_mail(text)
            || block.region == Some(Region::Credit)
            || !ends_sentence(text) && credit::read(block).is_some()
        {
            let found = credit::read(block).unwrap_or_default();
            if let Some(name) = head::outlet_in_service_line(text) {
                name_outlet(&name, draft);
            }
            return draft.credit(text, &found, true);
        }
        if self.is_leftover(i, text) && signoff::find(text).is_none() {
            return draft.push(PartKind::Furniture, text);
        }
        if self.is_pull_quote(i) {
            return draft.push(PartKind::PullQuote, text);
        }
        if self.told.denies(i, text) {
            let kind = if block.quoted { PartKind::PullQuote } else { PartKind::Furniture };
            if signoff::find(text).is_none() {
                return draft.push(kind, text);
            }
        }
        self.sign_off(i, text, draft);
    }

    /// Sorts a paragraph, perhaps with a sign-off at its end.
    fn sign_off(&mut self, i: usize, text: &str, draft: &mut Draft) {
        let found = signoff::find(text);
        let signed = || signoff::writer(text).filter(|_| !self.reporting_follows(i + 1));
        let (start, agency, writer) = match found {
            Some(found) => (found.start, found.agency, None),
            None => match signed() {
                Some((start, writer)) => (start, None, Some(writer)),
                None => (text.len(), None, None),
            },
        };
        let reporting = text[..start].trim_end();
        if !reporting.is_empty() {
            draft.push(PartKind::Body, reporting);
            self.opens = false;
        }
        if start == text.len() {
            return;
        }
        draft.agency_of_note(agency);
        if let Some(writer) = writer {
            draft.signed(writer);
        }
        draft.push(PartKind::Credit, text[start..].trim());
        if !self.goes_on(i + 1) {
            self.zone = Zone::Closed;
        }
    }

    /// Sorts what stands behind the sign-off.
    pub(super) fn behind(&mut self, i: usize, draft: &mut Draft) {
        let text = self.blocks[i].text.as_str();
        match signoff::find(text).filter(|found| found.start == 0) {
            Some(found) => {
                draft.agency_of_note(found.agency);
                draft.push(PartKind::Credit, text);
            }
            None if is_mail(text) => draft.push(PartKind::Credit, text),
            None => match credit::read(&self.blocks[i]).filter(|credit| !credit.stamps.is_empty()) {
                Some(found) if !head::is_copyright(text) => draft.credit(text, &found, true),
                _ => draft.push(PartKind::Furniture, text),
            },
        }
    }

    /// Tells whether a paragraph of reporting follows before the next heading of a list.
    pub(super) fn reporting_follows(&self, from: usize) -> bool {
        let ends =
            |block: &&Block| block.cue.is_some_and(|cue| cue.kind != CueKind::Caption && cue.kind != CueKind::Note);
        self.blocks.iter().skip(from).take(AHEAD).take_while(|block| !ends(block)).any(head::is_prose)
    }

    /// Tells whether the block is a short line above links to other stories, such as no sentence of a report is.
    fn heads_links(&self, i: usize) -> bool {
        let block = &self.blocks[i];
        let short =
            count(&block.text) <= 5 && !ends_sentence(&block.text) && !block.linked && block.shape != Shape::Item;
        let next = self.blocks.get(i + 1);
        short && next.is_some_and(|next| next.linked && count(&next.text) >= 3 && !ends_sentence(&next.text))
    }

    /// Tells whether three paragraphs of reporting follow before the next heading of a list.
    pub(super) fn goes_on(&self, from: usize) -> bool {
        let list = |block: &&Block| {
            block.cue.is_some_and(|cue| matches!(cue.kind, CueKind::RelatedHeading | CueKind::CommentsHeading))
        };
        let prose = |block: &&Block| head::is_prose(block) && block.text.chars().count() > 100;
        let ahead = self.blocks.iter().skip(from).take(AHEAD);
        ahead.take_while(|block| !list(block)).filter(prose).take(3).count() == 3
    }

    /// Tells whether the block is a row of marks between two stretches of the reporting, and not behind it.
    pub(super) fn is_divider(&self, i: usize) -> bool {
        let block = &self.blocks[i];
        let next = self.blocks.get(i + 1).filter(|next| next.group == block.group);
        !block.text.chars().any(char::is_alphanumeric) && next.is_some_and(head::is_prose)
    }

    /// Tells whether the block heads what a release says of its sender: `About the Port Office`, and then `The Port Office is`.
    fn introduces_sender(&self, i: usize) -> bool {
        let text = self.blocks[i].text.trim_end_matches(':');
        let sender = text.strip_prefix("About ").filter(|name| count(name) <= 7 && !ends_sentence(name));
        let next = self.blocks.get(i + 1).map_or("", |block| block.text.as_str());
        let bare = |text: &str| plain(text.strip_prefix("the ").or(text.strip_prefix("The ")).unwrap_or(text));
        sender.is_some_and(|name| bare(next).starts_with(&bare(name)))
    }

    /// Tells whether the block is a quotation whose words stand in another paragraph too.
    fn is_pull_quote(&mut self, i: usize) -> bool {
        let text = self.blocks[i].text.trim();
        let quoted = self.blocks[i].quoted;
        let quote = quoted || text.starts_with(['"', '“']) && text.ends_with(['"', '”']);
        if quoted && head::pull_quote(text) {
            return true;
        }
        if !quote || text.len() < 20 || self.compared >= AHEAD {
            return false;
        }
        self.compared += 1;
        let needle = plain(text);
        let needle = needle.trim_matches(|c: char| !c.is_alphanumeric());
        self.blocks
            .iter()
            .enumerate()
            .any(|(k, other)| k != i && other.text.len() > text.len() + 20 && plain(&other.text).contains(needle))
    }
}
