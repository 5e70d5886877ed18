//! Fills the fields that need the whole page: times, dateline, names, address.

use jiff::civil::Date;
use plenipo_record::{Dateline, Day, PartKind, Published};

use super::Draft;
use crate::block::Meta;
use crate::cues::cues;
use crate::words::{self, likeness};
use crate::{credit, dateline, head, stamp};

/// How many characters of a page are searched for the spelling of its publication.
const SEARCHED: usize = 40_000;

impl Draft {
    /// Fills the fields that need the whole page.
    pub fn settle(&mut self, meta: Option<&Meta>) {
        let published = self.published(meta).map(|published| self.month_first(published));
        self.article.published = published;
        self.settle_entries();
        self.article.live.retain(|entry| entry.span.start < entry.span.end);
        self.article.modified = self.modified(meta);
        self.settle_dateline(meta);
        self.settle_names(meta);
        if let Some(meta) = meta {
            let window = meta.window_title.as_ref();
            if self.article.title.is_none() {
                let title = meta.title.clone().or_else(|| window.map(|title| head::outlet_name(title).to_owned()));
                self.article.title = title;
            }
            let site = || meta.site.clone().filter(|_| meta.outlet.is_none());
            let outlet = meta.outlet.clone().or_else(site);
            let outlet = outlet.or_else(|| window.and_then(|title| self.outlet_in_title(title)));
            self.article.outlet = outlet.or(self.article.outlet.take());
            self.article.section = meta.section.clone().or(self.article.section.take());
            self.article.canonical = meta.canonical.clone().or_else(|| meta.shared.clone());
        }
        if self.article.outlet.is_none() {
            self.article.outlet = self.outlet_in_address().or(self.publisher.take());
        }
        if self.article.byline.is_none() {
            self.article.byline = self.signed.take();
        }
    }

    /// Returns the time with day and month exchanged where that is the day of the dateline: `5/6/2026` below `LIMA, May 6`.
    fn month_first(&self, published: Published) -> Published {
        let (Some(Day::MonthDay { month, day }), Day::Date(date)) =
            (self.run_in.as_ref().and_then(|found| found.day), published.day)
        else {
            return published;
        };
        let exchanged = date.day() == month && date.month() == day && day != month;
        let date = Date::new(date.year(), month, day).ok().filter(|_| exchanged);
        date.map_or(published, |date| Published { day: Day::Date(date), ..published })
    }

    /// Gives the entries of a live blog in plain text the day of the page.
    fn settle_entries(&mut self) {
        let Some(published) = self.article.published.filter(|published| matches!(published.day, Day::Date(_))) else {
            return;
        };
        for (entry, clock) in self.clocks.drain(..) {
            let offset_minutes = clock.offset.or(published.offset_minutes);
            let time = Published { day: published.day, time: Some(clock.time), offset_minutes };
            self.article.live[entry].published.get_or_insert(time);
        }
    }

    /// Returns the publication that the page's address names, in the spelling of the page: `saltroadtimes.com` and
    /// somewhere `Salt Road Times`.
    fn outlet_in_address(&self) -> Option<String> {
        let link = || self.article.words_of(PartKind::Link).next();
        let address = self.article.canonical.as_deref().or_else(link)?;
        let host = words::host(address);
        let label = host.split('.').rev().skip(1).max_by_key(|label| label.len())?.to_lowercase().replace('-', "");
        if label.len() < 6 {
            return None;
        }
        let text: String = self.article.text.chars().take(SEARCHED).collect();
        let all: Vec<&str> = text.split_whitespace().collect();
        let spelling = |words: &[&str]| {
            let name = words.join(" ").trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
            let squeezed = words::bare(&name).concat();
            let sound = words.iter().all(|word| words::is_capital(word) || cues().particles.contains(*word));
            (sound && !words::is_address(&name) && squeezed == label).then_some(name)
        };
        (2..=5).find_map(|length| all.windows(length).find_map(spelling))
    }

    /// Returns the time of the last change that the page shows, made exact by its metadata, or that of the metadata.
    fn modified(&self, meta: Option<&Meta>) -> Option<Published> {
        let told = meta.and_then(|meta| meta.modified.as_ref());
        let told = told.and_then(|text| stamp::scan(text).into_iter().find_map(|stamp| stamp.published()));
        let mut shown = self.times.iter().chain(&self.late_times).filter(|(_, updated)| *updated);
        match (shown.next(), told) {
            (Some((shown, _)), Some(told)) => Some(reconciled(*shown, told)),
            (Some((shown, _)), None) => Some(*shown),
            // Most pages give the time of publication again where nothing was changed.
            (None, told) => told.filter(|told| Some(*told) != self.article.published),
        }
    }

    /// Chooses the time of publication among those that the page shows and its metadata.
    fn published(&self, meta: Option<&Meta>) -> Option<Published> {
        let told = meta.and_then(|meta| meta.published.as_ref().or(meta.time_element.as_ref()));
        let told = told.and_then(|text| stamp::scan(text).into_iter().find_map(|stamp| stamp.published()));
        let shown = self.times.iter().find(|(_, updated)| !updated).map(|(published, _)| *published);
        let full = self.run_in.as_ref().and_then(|found| found.day).filter(|day| matches!(day, Day::Date(_)));
        let dated = full.map(|day| Published { day, time: None, offset_minutes: None });
        let updated = self.times.iter().map(|(published, _)| *published).next();
        let late = self.late_times.iter().find(|(_, updated)| !updated).map(|(published, _)| *published);
        // The headline of a briefing tells its day.
        let titled = || {
            let stamps = self.article.title.as_deref().map(stamp::scan).unwrap_or_default();
            stamps.iter().find_map(stamp::Stamp::published)
        };
        let Some(mut shown) = shown else { return told.or(dated).or(late).or(updated).or_else(titled) };
        if shown.time.is_some() && shown.offset_minutes.is_none() {
            shown.offset_minutes = self.zone;
        }
        let Some(told) = told else { return Some(shown) };
        Some(reconciled(shown, told))
    }

    fn settle_dateline(&mut self, meta: Option<&Meta>) {
        let published = self.article.published.map(|published| published.day);
        if self.run_in.is_none() && self.place.is_none() {
            self.run_in = meta.and_then(|meta| dateline::told(meta.dateline.as_deref()?));
        }
        if let Some(found) = &self.run_in {
            let day = found.day.map(|day| with_year(day, published));
            self.article.dateline = Some(Dateline { place: Some(found.place.clone()), day });
        } else if let Some(place) = self.place.take() {
            self.article.dateline = Some(Dateline { place: Some(place), day: published });
        }
    }

    fn settle_names(&mut self, meta: Option<&Meta>) {
        let agency = |name: &String| cues().agency(name).map(str::to_owned);
        let run_in = self.run_in.as_ref().and_then(|found| found.agency.clone());
        let told = meta.and_then(|meta| meta.agencies.iter().chain(&meta.authors).find_map(agency));
        if let Some(name) = self.article.byline.as_ref().and_then(agency) {
            self.article.byline = None;
            self.credited.get_or_insert(name);
        }
        self.article.agency = run_in.or(self.credited.take()).or(self.noted.take()).or(told);
        if self.article.byline.is_none()
            && let Some(meta) = meta
        {
            let person = |name: &&String| {
                let outlet = meta.outlet.as_ref().is_some_and(|outlet| likeness(outlet, name) > 0.6);
                credit::is_name_of_writer(name) && !outlet && name.contains(' ')
            };
            let names: Vec<String> = meta.authors.iter().filter(person).map(|name| credit::cleaned(name)).collect();
            self.article.byline = Some(names.join(" and ")).filter(|names| !names.is_empty());
        }
    }

    /// Returns the publication behind the headline in the window's title.
    fn outlet_in_title(&self, window: &str) -> Option<String> {
        let headline = self.article.title.as_ref()?;
        let before = window.strip_suffix(headline.as_str()).and_then(|rest| rest.trim_end().strip_suffix(':'));
        if let Some(outlet) = before.map(str::trim).filter(|name| (1..=5).contains(&words::count(name))) {
            return Some(outlet.to_owned());
        }
        let at = [" | ", " - ", " — ", " – ", " :: "]
            .iter()
            .filter_map(|mark| window.rfind(mark).map(|at| (at, mark.len())))
            .max()?;
        let (story, outlet) = (&window[..at.0], window[at.0 + at.1..].trim());
        let known = likeness(story, headline) > 0.7 && words::count(outlet) <= 6 && !outlet.is_empty();
        known.then(|| outlet.to_owned())
    }
}

/// Joins the time that the page shows with the one of its metadata: the shown one wins, the other adds what it lacks.
fn reconciled(shown: Published, told: Published) -> Published {
    let Some((hour, minute, _)) = shown.time else {
        return if shown.day == told.day { told } else { shown };
    };
    let Some((told_hour, told_minute, _)) = told.time else { return shown };
    if shown.day == told.day && (hour, minute) == (told_hour, told_minute) {
        let offset_minutes = shown.offset_minutes.or(told.offset_minutes);
        return if offset_minutes == told.offset_minutes { told } else { shown };
    }
    if shown.offset_minutes.is_none() && told.offset_minutes == Some(0) {
        // The metadata gives the instant at Greenwich, the page the time on its own clock: the difference is its zone.
        let minutes = |published: Published, (hour, minute, _): (i8, i8, i8)| {
            let Day::Date(date) = published.day else { return None };
            let days = date.since(Date::constant(2000, 1, 1)).ok()?.get_days();
            Some(i64::from(days) * 1440 + i64::from(hour) * 60 + i64::from(minute))
        };
        let (Some(here), Some(there)) =
            (minutes(shown, shown.time.unwrap_or_default()), minutes(told, told.time.unwrap_or_default()))
        else {
            return shown;
        };
        let offset = here - there;
        if offset % 15 == 0 && (-12 * 60..=14 * 60).contains(&offset) {
            return Published { offset_minutes: i16::try_from(offset).ok(), ..shown };
        }
    }
    shown
}

/// Gives a day without a year the year of the publication, or the one before where the day would come later.
fn with_year(day: Day, published: Option<Day>) -> Day {
    let (Day::MonthDay { month, day: number }, Some(Day::Date(published))) = (day, published) else { return day };
    // A page's clock may stand a day behind the place of the dateline.
    let limit = published.tomorrow().unwrap_or(published);
    let year = published.year();
    let dates = [year + 1, year, year - 1].into_iter().filter_map(|year| Date::new(year, month, number).ok());
    dates.into_iter().find(|date| *date <= limit).map_or(day, Day::Date)
}
