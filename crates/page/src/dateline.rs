//! Reads datelines: the place, day and agency that open wire copy.

use plenipo_record::Day;

use crate::cues::cues;
use crate::stamp;
use crate::words::{is_all_caps, is_capital, title_case};

/// What a dateline says, and where the reporting begins behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RunIn {
    /// The place without country or state, in small letters behind the first of each word.
    pub place: String,
    /// The day, year-less where no year is told.
    pub day: Option<Day>,
    /// The agency's name, or its letters where it is not known.
    pub agency: Option<String>,
    /// Offset of the first byte behind the dateline and the spaces that follow.
    pub end: usize,
}

/// Reads the dateline that opens `text`.
///
/// `opens` says that the text opens the reporting; only there is a place without day, agency and capitals believed.
pub(crate) fn run_in(text: &str, opens: bool) -> Option<RunIn> {
    let mut at = text.len() - text.trim_start().len();
    let opened = agency_before(text, at);
    if let Some((length, _)) = &opened {
        at += length;
    }
    let place = place_at(text, at)?;
    at += place.len();
    // `OSLO. June 23 (Interfax) -`
    let place = place.strip_suffix('.').filter(|place| is_all_caps(place) && !place.contains('.')).unwrap_or(place);
    let mut found = RunIn { place: title_case(place), day: None, agency: opened.map(|(_, name)| name), end: 0 };
    let mut separator = None;
    let mut steps = 0;
    while separator.is_none() && at < text.len() {
        steps += 1;
        if steps > 8 {
            return None;
        }
        let mut spaces = text[at..].len() - text[at..].trim_start().len();
        // `Nouakchott, (APS) –`
        if text[at..].starts_with(", (") {
            spaces = 2;
        }
        let rest = &text[at + spaces..];
        if let Some(inside) = bracketed(rest, '[', ']') {
            at += spaces + inside.len() + 2;
        } else if let Some(inside) = bracketed(rest, '(', ')') {
            let day = stamp::leading_date(inside).filter(|(_, length)| *length == inside.len());
            // `OSLO (Coast News / Sputnik - 3rd May, 2026)`
            let credited = inside.split([' ', ',']).any(|word| word == "-").then(|| inside.rsplit_once("- ")).flatten();
            let dated = credited.and_then(|(_, day)| {
                stamp::leading_date(day).filter(|(_, length)| *length == day.len()).map(|(day, _)| day)
            });
            found.day = found.day.or(dated);
            match agency(inside) {
                // `OSLO (April 9) —`
                _ if day.is_some() && found.day.is_none() => found.day = day.map(|(day, _)| day),
                Some(name) => found.agency = Some(name),
                // A country or the publication itself: `Abuja (Nigeria)`, `NIAMEY, July 3 (Coast Post) -`.
                None if place_at(inside, 0) == Some(inside) || dated.is_some() => {}
                None => return None,
            }
            at += spaces + inside.len() + 2;
        } else if let Some(inside) = bracketed(rest, '/', '/') {
            // Services of releases stand here in their own spelling: `LIMA, Peru, May 3, 2024 /NewsLine/ --`.
            found.agency = agency(inside);
            if found.agency.is_none() && found.day.is_none() {
                return None;
            }
            at += spaces + inside.len() + 2;
            if text[at..].starts_with('.') {
                separator = Some(".");
                at += 1;
            }
        } else if let Some((name, length)) = agency_between_bars(rest) {
            // `Oslo, Norway | Xinhua | The`
            found.agency = Some(name);
            separator = Some("-");
            at += spaces + length;
        } else if rest.starts_with(". /") {
            at += spaces + 1;
        } else if let Some(mark) = separator_at(&text[at..]) {
            separator = Some(mark.0);
            at += mark.1;
        } else if found.day.is_none()
            && let Some((day, length)) = stamp::leading_date(rest.trim_start_matches([',', ' ']))
        {
            let skipped = rest.len() - rest.trim_start_matches([',', ' ']).len();
            found.day = Some(day);
            at += spaces + skipped + length;
        } else if let Some((name, length, stop)) = agency_behind_comma(rest) {
            found.agency = Some(name);
            at += spaces + length;
            if stop {
                separator = Some(".");
                at += 1;
            }
        } else if rest.starts_with(". ") && found.day.is_some() && is_all_caps(place) && found.agency.is_none() {
            // `BAKU, Azerbaijan, April 9. The`
            separator = Some(".");
            at += spaces + 1;
        } else if let Some(length) = region_at(rest) {
            at += spaces + length;
        } else if rest.starts_with(',') && found.day.is_some() {
            at += spaces + 1;
        } else {
            break;
        }
    }
    // `TIRANA – 17 January 2026 – `
    if found.day.is_none()
        && separator.is_some()
        && let Some((day, length, mark)) = day_between_marks(&text[at..])
    {
        found.day = Some(day);
        separator = Some(mark);
        at += length;
    }
    let rest = text[at..].trim_start();
    found.end = text.len() - rest.len();
    believed(&found, place, separator, rest, opens).then_some(found)
}

/// Returns the letters of the service in brackets before the reporting, and where that begins: `(COAST) - The`.
pub(crate) fn credit_alone(text: &str) -> Option<(String, usize)> {
    let inside = bracketed(text, '(', ')')?;
    let name = agency(inside)?;
    let behind = &text[inside.len() + 2..];
    let rest = behind.trim_start().strip_prefix(['-', '–', '—'])?.trim_start_matches(['-', ' ']);
    rest.starts_with(char::is_uppercase).then(|| (name, text.len() - rest.len()))
}

/// Reads a line that is a dateline and nothing else: `New Delhi, January 22`.
pub(crate) fn bare(line: &str) -> Option<RunIn> {
    let line = line.trim().trim_end_matches([':', '-', '–', '—', ' ', '.']);
    // `14:05 | Lima, May 6`
    let line = stamp::opening_clock(line).map_or(line, |(_, length)| &line[length..]);
    if line.chars().count() > 70 {
        return None;
    }
    run_in(line, false).filter(|found| found.end == line.len())
}

/// Decides whether what was read is a dateline and not the beginning of a sentence.
fn believed(found: &RunIn, place: &str, separator: Option<&str>, rest: &str, opens: bool) -> bool {
    if rest.is_empty() {
        return found.day.is_some() || found.agency.is_some();
    }
    let reporting = rest.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "\"'“‘(@[$€£".contains(c));
    let caps = is_all_caps(place) && place.chars().count() >= 3;
    if found.agency.is_some() {
        return separator.is_some() || reporting;
    }
    match separator {
        None => false,
        Some(_) if found.day.is_some() => true,
        Some(":") => opens && reporting && (caps || place.split(' ').count() <= 2),
        Some(_) if caps => reporting,
        // By a bar a section is parted from a headline as well.
        Some(mark) => mark != "|" && opens && reporting && place.split(' ').count() <= 3,
    }
}

/// Returns the name of a place at `at`: up to six capitalised words.
fn place_at(text: &str, at: usize) -> Option<&str> {
    let cues = cues();
    let mut end = at;
    for (count, word) in text[at..].split(' ').enumerate() {
        let cut = word.find([',', ':', '(', '[', '—', '–']).unwrap_or(word.len());
        // The stop of `St.` belongs to the name, the one of `Istanbul.` does not.
        let name = &word[..cut];
        let low = name.to_lowercase();
        let letters = name.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '‘' | '.' | '/' | '`'));
        let particle = count > 0 && cues.particles.contains(&low);
        let known = cues.weekdays.contains(&low) || cues.months.contains_key(low.trim_end_matches('.'));
        if name.is_empty()
            || !letters
            || known
            || !name.starts_with(char::is_alphabetic)
            || !(is_capital(name) || particle || count > 0 && is_elided(name))
        {
            break;
        }
        // `IN THE DIARY —` opens a paragraph of a newsletter.
        let opener = cues.kickers.contains(&low) || cues.stop_words.contains(&low) && low != "the";
        if count >= 6 || count == 0 && opener {
            return None;
        }
        end = if count == 0 { at } else { end + 1 } + name.len();
        if cut < word.len() {
            break;
        }
    }
    let place = text[at..end].trim_end();
    // `Written by Ana May 3, 2024` opens as a place before a day does.
    let low = place.to_lowercase();
    let byline = cues.byline_openers.iter().any(|opener| low.starts_with(opener.as_str()));
    let named = place.split(' ').next_back().is_some_and(|word| is_capital(word) || is_elided(word));
    (!byline && place.chars().count() >= 2 && named).then_some(place)
}

/// Tells whether an article or a preposition has lost its vowel before a name: `d’Ivoire`.
fn is_elided(word: &str) -> bool {
    word.split_once(['\'', '’']).is_some_and(|(before, name)| before.chars().count() == 1 && is_capital(name))
}

/// Returns the agency before the place and the length of both its name and the dash: `APA – Abuja (Nigeria) – `.
fn agency_before(text: &str, at: usize) -> Option<(usize, String)> {
    let end = text[at..].find([' ', '-', '–'])?;
    let name = cues().agency(&text[at..at + end])?;
    let rest = &text[at + end..];
    let behind = rest.trim_start().strip_prefix(['-', '–', '—'])?.trim_start();
    Some((text.len() - at - behind.len(), name.to_owned()))
}

/// Returns the agency in `| Xinhua |` and the length of the three.
fn agency_between_bars(rest: &str) -> Option<(String, usize)> {
    let inside = rest.strip_prefix('|')?;
    let end = inside.find('|')?;
    let name = cues().agency(&inside[..end])?;
    Some((name.to_owned(), end + 2))
}

/// Returns the agency in `, IRNA –` or `, ARMENPRESS.`, its length, and whether a stop follows.
fn agency_behind_comma(rest: &str) -> Option<(String, usize, bool)> {
    let name = rest.strip_prefix([',', '.']).and_then(|name| name.strip_prefix(' '))?;
    let end = name.find([' ', ':', ',', '.'])?;
    let agency = cues().agency(&name[..end])?;
    let stop = name[end..].starts_with(". ") && is_all_caps(&name[..end]);
    (stop || separator_at(&name[end..]).is_some()).then(|| (agency.to_owned(), end + 2, stop))
}

/// Returns the day that stands between the mark before `text` and a further one, with the length of both and that mark.
fn day_between_marks(text: &str) -> Option<(Day, usize, &'static str)> {
    let rest = text.trim_start();
    let (day, length) = stamp::leading_date(rest)?;
    let (mark, behind) = separator_at(&rest[length..])?;
    Some((day, text.len() - rest.len() + length + behind, mark))
}

/// Returns the length of `, Region` before a comma, a bracket or a separator: `, D.C.`, `, Pakistan`.
fn region_at(rest: &str) -> Option<usize> {
    let name = rest.strip_prefix(", ")?;
    let place = place_at(name, 0)?;
    let behind = &name[place.len()..];
    let closed =
        behind.starts_with(',') || behind.trim_start().starts_with(['(', '[', '|']) || separator_at(behind).is_some();
    (closed && place.split(' ').count() <= 4).then_some(2 + place.len())
}

/// Returns the words between two brackets if they are few.
fn bracketed(text: &str, open: char, close: char) -> Option<&str> {
    let inside = text.strip_prefix(open)?;
    let end = inside.find(close)?;
    (end > 0 && end <= 60).then(|| &inside[..end])
}

/// Returns the mark between dateline and reporting, and its length in bytes.
fn separator_at(text: &str) -> Option<(&'static str, usize)> {
    let trimmed = text.trim_start();
    let spaces = text.len() - trimmed.len();
    if let Some(rest) = text.strip_prefix('.').filter(|rest| rest.trim_start().starts_with(['-', '–', '—'])) {
        // `(EFE).- `
        return Some(("-", 1 + rest.len() - rest.trim_start_matches([' ', '-', '–', '—']).len()));
    }
    if let Some(rest) = trimmed.strip_prefix("--") {
        return Some(("-", spaces + 2 + usize::from(rest.starts_with('-'))));
    }
    for dash in ["–", "—", "―"] {
        if trimmed.starts_with(dash) && (spaces > 0 || dash == "—" || trimmed[dash.len()..].starts_with(' ')) {
            return Some(("-", spaces + dash.len()));
        }
    }
    if trimmed.starts_with('-') && (spaces > 0 || trimmed[1..].starts_with(' ')) {
        return Some(("-", spaces + 1));
    }
    if trimmed.starts_with('|') {
        return Some(("|", spaces + 1));
    }
    if trimmed.starts_with(':') && !trimmed.starts_with("://") {
        return Some((":", spaces + 1));
    }
    None
}

/// Returns the agency that the words in brackets name: a known one, or letters that look like one.
fn agency(inside: &str) -> Option<String> {
    let first = inside.split(['/', ',', ';', '-']).map(str::trim).find_map(|form| cues().agency(form));
    if let Some(name) = cues().agency(inside).or(first) {
        return Some(name.to_owned());
    }
    let letters = (2..=10).contains(&inside.len()) && inside.chars().all(|c| c.is_uppercase() || c == '/' || c == '-');
    letters.then(|| inside.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let shown = run_in(text, true).map_or("none".to_owned(), |found| {
            let day = found.day.map_or("-".to_owned(), |day| day.to_string());
            format!("{} {day} {} | {}", found.place, found.agency.as_deref().unwrap_or("-"), &text[found.end..])
        });
        assert_eq!(shown, expect, "{text}");
    }

    #[test]
    fn datelines_are_read_in_the_forms_that_wires_use() {
        check("New Delhi [India], March 11 (ANI): External", "New Delhi --03-11 ANI | External");
        check("NEW DELHI, March 13 (Reuters) - India", "New Delhi --03-13 Reuters | India");
        check("New Delhi, Mar 12 (PTI) Senior officials", "New Delhi --03-12 PTI | Senior officials");
        check("KATHMANDU, Nov 16: Minister", "Kathmandu --11-16 - | Minister");
        check("ASHGABAT, May 21 (Xinhua) -- Turkmen", "Ashgabat --05-21 Xinhua | Turkmen");
        check("BRUSSELS, Oct 15, 2025 (AFP) - The", "Brussels 2025-10-15 AFP | The");
        check("ISTANBUL, November 5. /TASS/. Russia", "Istanbul --11-05 TASS | Russia");
        check("SEOUL (Yonhap) -- South", "Seoul - Yonhap | South");
        check("ASTANA – U.S. Special", "Astana - - | U.S. Special");
        check("WASHINGTON, D.C., Mar. 3 (UPI) -- The", "Washington --03-03 UPI | The");
        check("ST. GALLEN, Switzerland (AP) — Two", "St. Gallen - AP | Two");
        check("GENEVA/NEW YORK, 4 May 2024 – The", "Geneva/New York 2024-05-04 - | The");
        check("PORT-AU-PRINCE, Haiti, Aug. 9 (AP) — A", "Port-Au-Prince --08-09 AP | A");
        check("Rio de Janeiro, 3 June (EFE).- The", "Rio de Janeiro --06-03 EFE | The");
        check("BEIRUT: The cabinet", "Beirut - - | The cabinet");
        check("Lahore, Nov 24 (KNO): Police", "Lahore --11-24 KNO | Police");
        check("APA – Lomé (Togo) – The port", "Lomé - APA | The port");
        check("APA-Lomé (Togo) The port", "Lomé - APA | The port");
        check("Shiraz, IRNA – The port", "Shiraz - IRNA | The port");
        check("DAKAR, July 3 (Coast Post) – The port", "Dakar --07-03 - | The port");
        check("SALALAH—The port", "Salalah - - | The port");
        check("Salalah: The port", "Salalah - - | The port");
        check("LIMA, Peru, May 3, 2024 /NewsLine/ -- The port", "Lima 2024-05-03 - | The port");
        check("Abidjan, July 1, 2024 (NAN) The port", "Abidjan 2024-07-01 NAN | The port");
        check("YEREVAN, MAY 3, ARMENPRESS. The port", "Yerevan --05-03 Armenpress | The port");
        check("BAKU, Azerbaijan, May 3. The port", "Baku --05-03 - | The port");
        check("OSLO (May 3) — The port", "Oslo --05-03 - | The port");
        check("ABIDJAN, Côte d’Ivoire (AP) — The port", "Abidjan - AP | The port");
        check("N’DJAMENA, Chad, May 3 — The port", "N’Djamena --05-03 - | The port");
        check("Nouakchott, (APS) – The port", "Nouakchott - APS | The port");
        check("TIRANA – 3 May 2024 – The port", "Tirana 2024-05-03 - | The port");
        check("LIMA | The port", "Lima - - | The port");
        check("Doha, Qatar | May 3, 2024: The port", "Doha 2024-05-03 - | The port");
        check("OSLO. May 3 (Interfax) - The port", "Oslo --05-03 Interfax | The port");
        check("Oslo, Norway | Xinhua | The port", "Oslo - Xinhua | The port");
        check("OSLO (Coast News Service / Sputnik - 3rd May, 2026) The port", "Oslo 2026-05-03 Sputnik | The port");
    }

    #[test]
    fn a_service_may_stand_alone_before_the_reporting() {
        assert_eq!(credit_alone("(COAST) - The port"), Some(("COAST".to_owned(), 10)));
        assert_eq!(credit_alone("(COAST) -The port"), Some(("COAST".to_owned(), 9)));
        assert_eq!(credit_alone("(The port) - is open"), None);
    }

    #[test]
    fn sentences_are_no_datelines() {
        check("The minister, who met the envoy (AFP) - said", "none");
        check("EXCLUSIVE - The minister", "none");
        check("IN THE DIARY — The minister", "none");
        check("WHO CAME — The minister", "none");
        check("In Geneva, March 3 was a holiday.", "none");
        check("Source: The office", "none");
        check("Written By Ana Writer May 3, 2024 – The", "none");
        check("Monday, March 3 - The", "none");
        check("LIVE | The port", "none");
        check("Trade | The port has a new crane, officials say", "none");
        check("NATO said on Monday - again - that it", "none");
    }
}
