//! Reads the lines that tell who published an article, when, and who wrote it.

use crate::block::{Block, Region};
use crate::cues::{CueKind, cues};
use crate::signoff;
use crate::stamp::{self, Stamp};
use crate::words::{count, ends_sentence, is_all_caps, is_capital, is_mail, plain, title_case};
use crate::{dateline, gazetteer};

/// What a line of credit tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Credit {
    pub stamps: Vec<Stamp>,
    pub agency: Option<String>,
    pub byline: Option<String>,
    pub outlet: Option<String>,
    /// A place that stands beside agency and time as a dateline does.
    pub place: Option<String>,
    /// Another writer, whom a line of its own adds to the byline above it.
    pub helper: Option<String>,
}

/// Reads a block as a line of credit; `None` where it is something else.
pub(crate) fn read(block: &Block) -> Option<Credit> {
    let text = block.text.as_str();
    let length = text.chars().count();
    if length > 220 || block.shape == crate::block::Shape::Heading(1) {
        return None;
    }
    if let Some(helper) = helper(text) {
        return Some(Credit { helper: Some(helper), ..Credit::default() });
    }
    let marked = block.region == Some(Region::Credit);
    let mut credit = Credit { stamps: stamp::scan(text), ..Credit::default() };
    let dated = credit.stamps.iter().any(|stamp| stamp.published().is_some());
    let zoned = credit.stamps.iter().any(|stamp| stamp.clock.is_some_and(|clock| clock.offset.is_some()));
    if !dated {
        // A bare score or hour tells nothing.
        credit.stamps.retain(|stamp| marked && stamp.clock.is_some() || stamp.updated && zoned);
    }
    let segments = segments(block, &credit.stamps);
    let wired = segments.iter().any(|(_, segment)| cues().agency(segment).is_some());
    let mut strange = 0;
    let mut behind_agency = false;
    for (at, segment) in &segments {
        let was_behind_agency = std::mem::replace(&mut behind_agency, false);
        let told_before = credit.byline.is_some();
        if is_label(segment) {
            continue;
        }
        if let Some(agency) = cues().agency(segment) {
            credit.agency = credit.agency.or(Some(agency.to_owned()));
            behind_agency = true;
        } else if let Some((agency, place)) = agency_and_city(segment) {
            credit.agency = credit.agency.or(Some(agency));
            credit.place = credit.place.or(Some(place));
        } else if let Some(name) = opened(segment) {
            let whole = cues().agency(&name);
            let pieces = || segment.split(", ").flat_map(|piece| piece.split(" and ")).skip(1);
            let beside = || pieces().find_map(|piece| cues().agency(piece.trim()));
            let agency = whole.or_else(beside).map(str::to_owned);
            credit.agency = credit.agency.or(agency);
            if whole.is_none() {
                credit.byline = credit.byline.or(Some(name));
            }
        } else if let Some(cue) = cues().line(segment) {
            if cue.kind == CueKind::Credit {
                credit.agency = credit.agency.or_else(|| signoff::agency_in(segment));
            }
        } else if let Some(found) = dateline::city_alone(segment).filter(|_| dated || marked || told_before) {
            let place = Some(found.place).filter(|_| !tells_zone(text, *at, &credit.stamps));
            credit.place = credit.place.or(place);
        } else if is_place(text, (*at, segment), was_behind_agency, &credit.stamps) && (dated || marked) {
            credit.place = credit.place.or(Some(title_case(segment)));
        } else if credit.byline.is_none() && is_correspondent(segment) {
            credit.byline = Some(segment.to_string());
        } else if credit.byline.is_none()
            && (marked && (is_name(segment) || is_name(&cleaned(segment)))
                || (dated || wired) && (*at == 0 || at + segment.len() == text.len()) && is_person(segment))
        {
            credit.byline = Some(cleaned(segment));
        } else if credit.outlet.is_none() && crate::head::is_publication(segment) {
            credit.outlet = Some((*segment).to_owned());
        } else {
            strange += count(segment);
        }
    }
    // A headline may end in a day: `Press Conference of the Spokesperson on March 3, 2024`.
    let headline = strange >= 5
        && credit.stamps.len() == 1
        && credit.stamps[0].clock.is_none()
        && credit.stamps[0].end == text.len()
        && !told_by_label(text, credit.stamps[0].start);
    let sentence = ends_sentence(text) && count(text) > 14 || headline;
    let told = credit.agency.is_some() || credit.byline.is_some();
    let whole = strange == 0 && (told || is_mail(text));
    let known =
        dated && strange <= 8 && !sentence || whole && length <= 120 || told && strange <= 4 && opened(text).is_some();
    (known || marked && !sentence).then_some(credit)
}

/// Returns the pieces of the line between its stamps, marks and inline elements, each with its offset.
fn segments<'b>(block: &'b Block, stamps: &[Stamp]) -> Vec<(usize, &'b str)> {
    let text = block.text.as_str();
    let mut cuts: Vec<usize> = vec![0, text.len()];
    let within = |&cut: &usize| cut < text.len() && text.is_char_boundary(cut) && !joins(&text[..cut], &text[cut..]);
    cuts.extend(block.cuts.iter().copied().filter(within));
    for stamp in stamps {
        cuts.extend([stamp.start, stamp.end]);
    }
    for mark in [" | ", " · ", " • ", " ● ", " — ", " – ", " - ", " // ", " / ", ";", "  "] {
        cuts.extend(text.match_indices(mark).map(|(at, _)| at));
    }
    cuts.sort_unstable();
    cuts.dedup();
    let inside = |at: usize| stamps.iter().any(|stamp| stamp.start <= at && at < stamp.end);
    // An inline element that holds a part of a byline does not divide it: `By <a>A Writer</a>`.
    let mut pieces: Vec<(usize, &str)> = Vec::new();
    let mut from = 0;
    for pair in cuts.windows(2) {
        let (start, end) = (pair[0].max(from), pair[1]);
        if start >= end || inside(start) {
            continue;
        }
        let piece = trimmed(&text[start..end]);
        let low = plain(piece);
        let opens = |opener: &String| opener.trim_end_matches([' ', ':']) == low;
        if cues().byline_openers.iter().any(opens) && !inside(end) {
            // Join with what follows.
            let next = cuts.iter().copied().find(|&cut| cut > end).unwrap_or(text.len());
            pieces.push((start, trimmed(&text[start..next])));
            from = next;
        } else if !piece.is_empty() {
            // The piece is a part of the line, so its place in it is its address less the line's.
            pieces.push((piece.as_ptr() as usize - text.as_ptr() as usize, piece));
        }
    }
    pieces
}

/// Tells whether a list of names goes on at a cut: `<a>A Writer</a> and <a>B Writer</a>`.
fn joins(before: &str, after: &str) -> bool {
    let (before, after) = (before.trim_end(), after.trim_start());
    before.ends_with(" and")
        || before.ends_with(['&', ','])
        || after.starts_with("and ")
        || after.starts_with(['&', ','])
}

fn trimmed(piece: &str) -> &str {
    piece.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '|' | '·' | '•' | '—' | '–' | '-' | ',' | ':' | '/' | ';')
    })
}

/// Tells whether the words only introduce a time.
fn is_label(segment: &str) -> bool {
    let cues = cues();
    let known = |word: &str| {
        let low = word.to_lowercase();
        cues.updated.contains(&low)
            || cues.published.contains(&low)
            || cues.weekdays.contains(&low)
            || cues.between.contains(&low)
    };
    segment.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).all(known)
}

/// A place in a line of credit: capitals behind the time, or a name just behind the agency.
fn is_place(text: &str, (at, segment): (usize, &str), behind_agency: bool, stamps: &[Stamp]) -> bool {
    let words = count(segment);
    let letters = segment.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’' | '.'));
    let behind_time = stamps.last().is_some_and(|stamp| stamp.end <= at);
    let before_day = words == 1 && is_capital(segment) && before_day(text, segment.len() + at, stamps);
    letters
        && words <= 3
        && segment.chars().count() >= 3
        && (is_all_caps(segment) && behind_time && segment.chars().count() >= 4
            || behind_agency && segment.split(' ').all(is_capital)
            || before_day)
}

/// Tells whether the city at `at` stands just behind an hour and says by whose clock it is: `01:15 Cairo`.
fn tells_zone(text: &str, at: usize, stamps: &[Stamp]) -> bool {
    stamps.iter().any(|stamp| stamp.clock.is_some() && text.get(stamp.end..at).is_some_and(|gap| gap.trim().is_empty()))
}

/// Reads an agency and a city that stand together and alone: `PTI, Oslo`, `Oslo, PTI`, `Reuters Oslo`.
fn agency_and_city(segment: &str) -> Option<(String, String)> {
    let (first, second) = segment.split_once(", ").or_else(|| segment.split_once(' '))?;
    let pair = |agency: &str, city: &str| {
        Some((cues().agency(agency)?.to_owned(), gazetteer::is_city(city).then(|| title_case(city))?))
    };
    pair(first, second).or_else(|| pair(second, first))
}

/// Tells whether a comma and a day follow the place that ends at `end`: `Skopje, 14 March 2024`.
fn before_day(text: &str, end: usize, stamps: &[Stamp]) -> bool {
    let comma = text.get(end..end + 2) == Some(", ");
    comma && stamps.first().is_some_and(|stamp| stamp.day.is_some() && !stamp.updated && stamp.start == end + 2)
}

/// Tells whether the words stand for a writer without a name: `Our Diplomatic Correspondent`, `Staff Reporter`.
fn is_correspondent(segment: &str) -> bool {
    let words = crate::words::bare(segment);
    let last = words.last().is_some_and(|word| cues().correspondents.contains(word));
    last && (2..=4).contains(&words.len()) && segment.split(' ').all(is_capital)
}

/// Returns the name behind `By`, `Words:` and the like, without office, section and place.
fn opened(segment: &str) -> Option<String> {
    let low = plain(segment);
    let opener = cues().byline_openers.iter().find(|opener| low.starts_with(opener.as_str()))?;
    let rest = segment.trim_start().get(opener.trim_end().len()..)?.trim_start_matches([':', ' ', '\u{a0}']);
    // `By our Oslo correspondent, Mira Talvik`
    let own = rest
        .split_once(", ")
        .filter(|(office, name)| office.starts_with("our ") && is_office_end(office) && is_capital(name));
    let rest = own.map_or(rest, |(_, name)| name);
    let name = cleaned(rest);
    // A name of one capitalised word may be an agency; anything longer is cut at the first small word.
    let sound = is_capital(&name) && (2..=80).contains(&name.chars().count()) && count(&name) <= 12;
    let weak = cues().weak_byline_openers.contains(opener);
    (sound && (!weak || is_name(&name))).then_some(name)
}

/// Returns the names of a byline without what stands beside them: offices, places, outlets, agencies.
///
/// `Mira Talvik in Perth and Osman Reyl, Editor` gives `Mira Talvik and Osman Reyl`.
pub(crate) fn cleaned(byline: &str) -> String {
    let byline = without_brackets(byline);
    let mut names: Vec<String> = Vec::new();
    let mut from = 0;
    let mut listed = true;
    for (at, mark) in joints(&byline).into_iter().chain([(byline.len(), "")]) {
        let name = one_name(&byline[from..at]);
        let one = !name.contains(' ') && names.first().is_some_and(|first| !first.contains(' '));
        let other = (count(&name) >= 2 || one) && is_capital(&name) && is_name_of_writer(&name);
        if from == 0 || listed && other {
            names.push(name);
        }
        // Behind a comma stands another writer only where an `and` follows, else an office or a place.
        let behind = &byline[at..];
        listed = mark != ", " || [" and ", " & "].iter().any(|and| behind.contains(and));
        from = at + mark.len();
    }
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => String::new(),
    }
}

/// Returns the line without what stands in round brackets.
fn without_brackets(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(open) = rest.find(" (") {
        out.push_str(&rest[..open]);
        match rest[open..].find(')') {
            Some(close) => rest = &rest[open + close + 1..],
            None => return out,
        }
    }
    out + rest
}

/// Returns where the names of a list are joined, and by what.
fn joints(line: &str) -> Vec<(usize, &'static str)> {
    let marks = [", and ", ", with ", ", ", " and ", " & ", " with ", "; "];
    let mut joints: Vec<(usize, &str)> =
        marks.iter().flat_map(|mark| line.match_indices(mark).map(|(at, _)| (at, *mark))).collect();
    joints.sort_by_key(|(at, mark)| (*at, std::cmp::Reverse(mark.len())));
    let mut end = 0;
    joints.retain(|(at, mark)| {
        let sound = *at >= end;
        if sound {
            end = at + mark.len();
        }
        sound
    });
    joints
}

/// Returns one name of a byline without the place and the outlet behind it.
fn one_name(name: &str) -> String {
    let mut name = name.trim();
    for mark in [" in ", " for ", " at ", " from ", " | ", " - ", " – ", " — ", " on ", " on:", " / ", " @", "\u{a0}| "]
    {
        if let Some(at) = name.find(mark) {
            name = &name[..at];
        }
    }
    let name = name.trim_end();
    let kept = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | ':' | '.' | '-' | '*'));
    // The stop of a last initial belongs to the name.
    let initial = kept.split(' ').next_back().is_some_and(|last| last.chars().count() == 1);
    if initial && name.trim_end_matches(',').ends_with('.') {
        return format!("{kept}.");
    }
    if !kept.contains(' ') {
        return kept.to_owned();
    }
    let word = |word: &str| if word.chars().count() > 2 { title_case(word) } else { word.to_owned() };
    kept.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Tells whether none of the words is an office, an agency or a part of a publication's name.
pub(crate) fn is_name_of_writer(name: &str) -> bool {
    let cues = cues();
    let office = |word: &String| cues.writer_offices.contains(word) || cues.outlet_words.contains(word);
    let city = name.split(',').next().is_some_and(|place| gazetteer::is_city(place.trim()));
    cues.agency(name).is_none() && !city && !crate::words::bare(name).iter().any(office)
}

/// Returns the writer whom a line of its own adds to the one above: `with Mira Talvik`, `and Osman Reyl in Perth`.
fn helper(line: &str) -> Option<String> {
    let rest = line.strip_prefix("with ").or_else(|| line.strip_prefix("and "))?;
    let name = cleaned(rest);
    let sound = count(line) <= 8 && !ends_sentence(line) && is_name(&name) && is_name_of_writer(&name);
    sound.then_some(name)
}

/// Tells whether the words that open a line with a date are the name of its writer: no section, place or publication.
pub(crate) fn is_person(segment: &str) -> bool {
    let name = without_brackets(segment);
    let words = crate::words::bare(&name);
    let place = words.first().is_some_and(|word| cues().place_openings.contains(word));
    (2..=6).contains(&words.len())
        && is_name(&name)
        && is_name_of_writer(&name)
        && !place
        && !name.contains(',')
        && !crate::masthead::is_section(&name)
}

/// Returns the publication in brackets behind a name: `Mira Talvik (The Coast Post)`.
pub(crate) fn outlet_in_brackets(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once(" (")?;
    let (name, _) = rest.split_once(')')?;
    crate::head::is_publication(name).then_some(name)
}

/// Returns the writer whom a publication's own line names: `This edition was written by Mira Talvik and edited by ...`.
pub(crate) fn writer_in_service_line(line: &str) -> Option<String> {
    let (_, rest) = line.split_once(" written by ").or_else(|| line.split_once(" compiled by "))?;
    let rest = rest.split(" and edited").next().unwrap_or(rest);
    let end = rest.find(['.', '!', ';']).unwrap_or(rest.len());
    let name = cleaned(&rest[..end]);
    (is_name(&name) && is_name_of_writer(&name)).then_some(name)
}

/// Tells whether the day that begins at `start` stands behind a mark, and not behind `on` or `of` in a headline.
fn told_by_label(text: &str, start: usize) -> bool {
    let day = text[start..].trim_start().to_lowercase();
    let before = text[..start].trim_end();
    !(day.starts_with("on ") || before.ends_with(" on") || before.ends_with(" of"))
}

/// Tells whether the words end in the office of a writer.
fn is_office_end(words: &str) -> bool {
    crate::words::bare(words).last().is_some_and(|word| cues().writer_offices.contains(word))
}

/// Tells whether the line is the office of a writer and nothing else: `Senior Diplomatic Writer`.
pub(crate) fn is_office(line: &str) -> bool {
    is_office_end(line) && (1..=6).contains(&count(line)) && is_capital(line) && !ends_sentence(line)
}

/// Returns the writer's name in a line that holds only it, or it and an office: `Ana Writer`, `Ana Writer, Pacific reporter`.
pub(crate) fn lone_name(line: &str) -> Option<String> {
    let name = cleaned(line);
    let short = count(line) <= 12 && !ends_sentence(line);
    let sound = (2..=9).contains(&count(&name)) && is_name(&name) && is_name_of_writer(&name);
    // What stands beside the name are offices, places and outlets: `With Chile at the table` holds another word.
    let rest = without_brackets(line);
    let known = |word: &str| {
        let low: String = word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        is_capital(word)
            || !word.chars().any(char::is_alphabetic)
            || word.starts_with('@')
            || cues().stop_words.contains(&low)
            || cues().particles.contains(&low)
            || cues().writer_offices.contains(&low)
            || low == "agencies"
    };
    let words: Vec<&str> = rest.split_whitespace().collect();
    let opens = words.first().is_some_and(|word| !cues().stop_words.contains(&word.to_lowercase()));
    let beside = opens && words.iter().all(|word| known(word));
    (short && sound && beside && !crate::masthead::is_section(line)).then_some(name)
}

/// Tells whether the words look like names of persons: two to ten capitalised words.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=10).contains(&words.len())
        && words.iter().all(|word| is_capital(word) || cues().name_particles.contains(*word))
        && !text.chars().any(|c| c.is_ascii_digit() || matches!(c, '>' | '@' | '|' | ':' | '(' | ')' | '/'))
        && is_capital(words[0])
}
