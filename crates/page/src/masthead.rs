//! What stands above the headline of saved text: masthead and motto, sections, the letterhead of an office.

use crate::block::{Block, Shape};
use crate::credit;
use crate::cues::{CueKind, cues};
use crate::dateline;
use crate::head::{self, HEAD, is_prose, named_by_words, outlet_name, pull_quote};
use crate::words::{self, bare, count, ends_sentence, is_address, is_all_caps, is_capital, plain};

/// Returns the words behind one of the labels.
fn labelled<'t>(line: &'t str, labels: &[String]) -> Option<&'t str> {
    let behind = |label: &String| line.get(..label.len()).filter(|head| head.eq_ignore_ascii_case(label));
    labels.iter().find_map(|label| behind(label).map(|_| line[label.len()..].trim())).filter(|rest| !rest.is_empty())
}

/// Returns the name in the line of the publication.
pub(crate) fn name(line: &str) -> &str {
    let name = outlet_name(labelled(line, &cues().publication_labels).unwrap_or(line));
    let issue = cues().issue_marks.iter().filter_map(|mark| name.find(mark.as_str())).min();
    name[..issue.unwrap_or(name.len())].trim_end()
}

/// Returns the lines of the publication and the headline in the head of plain text.
pub(crate) fn written_title(blocks: &[Block], body: usize) -> (Option<usize>, Option<usize>) {
    let head = &blocks[..body.min(HEAD).min(blocks.len())];
    if let Some(title) = head.iter().position(|block| labelled(&block.text, &cues().headline_labels).is_some()) {
        let outlet = head.iter().position(|block| labelled(&block.text, &cues().publication_labels).is_some());
        return (outlet, Some(title));
    }
    let candidates = candidates(blocks, body);
    let (outlet, above) = letterhead(blocks, &candidates);
    if outlet.is_some() {
        return (outlet, candidates.get(above).copied());
    }
    let Some(&first) = candidates.first() else { return (None, None) };
    let mut rest = &candidates[1..];
    if let [motto, behind @ ..] = rest
        && is_motto(blocks, first, *motto, behind.first().copied())
    {
        rest = behind;
    }
    let line = blocks[first].text.as_str();
    match rest.first() {
        _ if prefix(line).is_some() => (None, Some(first)),
        Some(&second) if is_outlet(blocks, first, second) => (Some(first), Some(second)),
        None if count(line) <= 4 && named_by_words(line) || is_masthead(name(line)) => (Some(first), None),
        _ => (None, Some(first)),
    }
}

/// Returns the lines above the reporting that may be the publication's name or the headline.
fn candidates(blocks: &[Block], body: usize) -> Vec<usize> {
    let mut candidates = Vec::new();
    for (i, block) in blocks.iter().enumerate().take(body.min(HEAD)) {
        let text = block.text.as_str();
        if block.shape == Shape::Item {
            break;
        }
        let skipped = credit::read(block).is_some()
            || dateline::bare(text).is_some()
            || is_address(text)
            || pull_quote(text)
            || is_section(text)
            || !text.chars().any(char::is_alphanumeric);
        match block.cue.map(|cue| cue.kind) {
            Some(CueKind::KeyPointsHeading) => break,
            Some(_) => continue,
            None if skipped => continue,
            None => {}
        }
        if is_prose(block) {
            break;
        }
        candidates.push(i);
    }
    candidates
}

/// Tells whether the first line names the publication, and not the story.
fn is_outlet(blocks: &[Block], first: usize, second: usize) -> bool {
    let (line, next) = (blocks[first].text.as_str(), blocks[second].text.as_str());
    let name = outlet_name(line);
    let words = count(name);
    if words == 0 || words > 6 || ends_sentence(line) || count(next) < 3 {
        return false;
    }
    let divided = name.len() < line.len();
    let capitals = name.split(' ').all(|word| is_capital(word) || cues().particles.contains(word));
    let shouted = is_all_caps(name) && !is_all_caps(next);
    let recurs = name.chars().count() > 4
        && blocks[second + 1..].iter().any(|block| block.text.contains(name) && block.cue.is_some());
    capitals
        && (divided
            || shouted
            || recurs
            || named_by_words(name)
            || words <= 3 && count(next) >= 5 && count(next) > words)
}

/// Tells whether the words are the name of a newsletter, which stands in the place of a headline: `THE FJORD LETTER`.
fn is_masthead(name: &str) -> bool {
    let words = bare(name);
    let known = |word: &String| cues().masthead_words.contains(word) || cues().outlet_words.contains(word);
    (2..=5).contains(&words.len())
        && words.last().is_some_and(known)
        && !ends_sentence(name)
        && name.split(' ').all(|word| is_capital(word) || cues().particles.contains(word))
        && (is_all_caps(name) || name.starts_with("The ") || words.len() <= 3)
}

/// Tells whether the line just below the first one says what the publication is, and not what the story tells.
fn is_motto(blocks: &[Block], first: usize, motto: usize, next: Option<usize>) -> bool {
    let (line, text) = (outlet_name(&blocks[first].text), blocks[motto].text.as_str());
    if motto != first + 1 || count(text) > 16 || !line.split(' ').all(|word| is_capital(word) || words_between(word)) {
        return false;
    }
    let all = bare(text);
    let cues = cues();
    let day = |word: &String| cues.weekdays.contains(word.strip_suffix('s').unwrap_or(word));
    let told = all.iter().any(|word| cues.motto_words.contains(word) || day(word));
    let since = |pair: &[String]| cues.founding_words.contains(&pair[0]) && pair[1].len() == 4;
    let opening = all.first().is_some_and(|word| cues.motto_openers.contains(word));
    let strong = told && (opening || all.windows(2).any(|pair| since(pair) && pair[1].parse::<u16>().is_ok()));
    let stanza = |next: usize| !blocks[motto].gap && blocks[next].gap;
    match next {
        Some(next) => strong || told && stanza(next),
        None => told && is_masthead(line),
    }
}

fn words_between(word: &str) -> bool {
    cues().particles.contains(word)
}

/// Tells whether the line only names sections of a publication: `WORLD`, `Home | World | Nordic`, `OPINION | MIRA TALVIK`.
pub(crate) fn is_section(line: &str) -> bool {
    if line.chars().count() > 90 || ends_sentence(line) {
        return false;
    }
    let known = |piece: &&str| cues().sections.contains(&plain(piece.trim()));
    let pieces: Vec<&str> = pieces(line).collect();
    let name = |piece: &&str| (1..=3).contains(&count(piece)) && piece.split_whitespace().all(is_capital);
    match pieces.as_slice() {
        [] => false,
        [first, rest @ ..] => {
            known(first) && rest.iter().all(|piece| known(piece) || !line.contains(',') && name(piece))
        }
    }
}

/// Returns the writer whom a line names behind a section: `OPINION | MIRA TALVIK`.
pub(crate) fn columnist(line: &str) -> Option<String> {
    let mut pieces = pieces(line);
    let (section, name) = (pieces.next()?, pieces.next()?);
    let alone = pieces.next().is_none() && !line.contains(',') && is_section(line) && !is_section(name);
    alone.then(|| credit::lone_name(name)).flatten().filter(|_| is_section(section))
}

fn pieces(line: &str) -> impl Iterator<Item = &str> {
    let marks = |c: char| matches!(c, '|' | '/' | '>' | '»' | '›' | '•' | '·' | '●' | ',');
    line.split(marks).map(str::trim).filter(|piece| !piece.is_empty())
}

/// Returns the line of an office's letterhead that names the office, and how many of the candidates the letterhead has.
fn letterhead(blocks: &[Block], candidates: &[usize]) -> (Option<usize>, usize) {
    let text = |i: &usize| blocks[*i].text.as_str();
    let length = candidates.iter().take_while(|i| is_letterhead(text(i))).count();
    let Some(last) = length.checked_sub(1) else { return (None, 0) };
    // A line in capitals just below belongs to it: `Plurinational Republic`.
    let below = candidates[length..].iter().zip(&candidates[last..]);
    let below = below.take_while(|(i, before)| {
        **i == **before + 1 && !blocks[**i].gap && count(text(i)) <= 4 && text(i).split(' ').all(is_capital)
    });
    let all = length + below.count();
    if all >= candidates.len() {
        return (None, 0);
    }
    let opens = |i: &&usize| cues().letterhead_lines.iter().any(|opening| plain(text(i)).starts_with(opening.as_str()));
    let named = candidates[..length].iter().find(|i| !opens(i)).copied();
    (named.or(Some(candidates[0])), all)
}

/// Tells whether a line can be of an office's letterhead: `Ministry of Foreign Affairs and Trade`, and not
/// `Ministry of Trade Recalls Envoy`.
fn is_letterhead(line: &str) -> bool {
    let low = plain(line);
    let Some(opening) = cues().letterheads.iter().find(|opening| low.starts_with(opening.as_str())) else {
        return false;
    };
    if count(line) > 9 || ends_sentence(line) {
        return false;
    }
    let small = |word: &str| cues().particles.contains(word) || cues().office_particles.contains(word);
    let words: Vec<&str> = low.split(' ').collect();
    let capitals = line.split(' ').all(|word| is_capital(word) || small(word));
    let known = |at: usize| {
        let word = words[at].trim_end_matches(',');
        small(word) || small(words[at - 1]) || words[at - 1].ends_with(',') || cues().portfolios.contains(word)
    };
    capitals && (count(opening).max(1)..words.len()).all(known)
}

/// Returns the name of a newsletter before a headline: `THE FJORD LETTER: Two ferries, one flag`.
fn prefix(line: &str) -> Option<&str> {
    let (name, headline) = line.split_once(": ")?;
    let set_off = is_all_caps(name) && !is_all_caps(headline) || name.starts_with("The ");
    let sound = set_off && is_masthead(name) && count(headline) >= 3;
    sound.then_some(name)
}

/// Returns the headline in the line of the headline, and the publication that the line names beside it.
pub(crate) fn parted(blocks: &[Block], title: usize) -> (&str, Option<&str>) {
    let line = blocks[title].text.as_str();
    let line = labelled(line, &cues().headline_labels).unwrap_or(line);
    if let Some(name) = prefix(line) {
        return (line, Some(name));
    }
    for mark in [" | ", " — ", " – ", " - "] {
        let Some((headline, name)) = line.rsplit_once(mark) else { continue };
        let sound = count(headline) >= 3
            && (1..=5).contains(&count(name))
            && name.split(' ').all(|word| is_capital(word) || words_between(word));
        let known = mark == " | " && head::is_publication(name) || names_itself(blocks, title, name);
        if sound && known {
            return (headline.trim(), Some(name));
        }
    }
    (line, None)
}

/// Tells whether the page names itself so: in its address, or in a line of service.
fn names_itself(blocks: &[Block], title: usize, name: &str) -> bool {
    let squeezed = |text: &str| bare(text).concat();
    let name_of_site = squeezed(name.strip_prefix("The ").unwrap_or(name));
    let tells = |block: &Block| {
        block.cue.is_some() && block.text.contains(name)
            || is_address(&block.text) && squeezed(words::host(&block.text)).contains(&name_of_site)
    };
    name_of_site.len() >= 4 && blocks.iter().enumerate().any(|(i, block)| i != title && tells(block))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_told_from_headlines() {
        for line in ["WORLD", "LIVE BLOG | Africa", "Home | World | Nordic", "World, Europe", "OPINION | MIRA TALVIK"] {
            assert!(is_section(line), "{line}");
        }
        for line in ["World leaders meet in Oslo", "Europe, united", "Talks | Oslo", "Live: talks go on in Oslo"] {
            assert!(!is_section(line), "{line}");
        }
        assert_eq!(columnist("OPINION | MIRA TALVIK").as_deref(), Some("Mira Talvik"));
        assert_eq!(columnist("LIVE BLOG | Africa"), None);
    }

    #[test]
    fn letterheads_are_told_from_headlines() {
        for line in ["Ministry of Foreign Affairs and Trade", "EMBASSY OF CHILE IN ESTONIA", "Press Office"] {
            assert!(is_letterhead(line), "{line}");
        }
        for line in ["Ministry of Trade Recalls Envoy", "Embassy of Chile Reopens", "Government of Estonia falls"] {
            assert!(!is_letterhead(line), "{line}");
        }
    }
}
