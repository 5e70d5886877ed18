//! Which pages are asked for: some of every kind, of records that the ledger holds.

use std::path::Path;

use anyhow::{Context as _, ensure};
use plenipo_ledger::{Filter, Ledger};

use crate::dice::Dice;

/// One page to be asked for.
pub struct Page {
    /// What kind of page it is.
    pub kind: &'static str,
    /// Its address.
    pub address: String,
}

/// How many pages of each kind, each of other records.
const EACH: usize = 40;

/// Returns as many pages of each kind.
pub fn mixed(path: &Path, dice: &mut Dice) -> anyhow::Result<Vec<Page>> {
    let ledger = Ledger::open_for_reading(path).with_context(|| format!("cannot open `{}`", path.display()))?;
    let some = |limit| Filter { limit: Some(limit), ..Filter::default() };
    let (events, actors, quotes) =
        (ledger.events(&some(2000))?, ledger.actors(&some(2000))?, ledger.quotes(&some(500))?);
    let stories = ledger.stories(&some(500))?;
    ensure!(!events.is_empty() && !quotes.is_empty() && !stories.is_empty(), "the ledger holds too little");
    let people: Vec<&str> =
        actors.iter().filter(|actor| actor.kind == "person").map(|actor| actor.id.as_str()).collect();
    let mut countries: Vec<&str> = actors.iter().filter_map(|actor| actor.country.as_deref()).collect();
    countries.sort_unstable();
    countries.dedup();
    ensure!(people.len() > 1 && countries.len() > 1, "the ledger knows too few");
    let days: Vec<&str> =
        events.iter().filter_map(|event| event.start.as_deref()).filter(|day| day.len() == 10).collect();
    ensure!(!days.is_empty(), "no event has a day");
    let mut pages = Vec::new();
    for _ in 0..EACH {
        let (event, quote, story) = (&dice.pick(&events).id, dice.pick(&quotes), &dice.pick(&stories).id);
        let (person, country, other, day) =
            (*dice.pick(&people), *dice.pick(&countries), *dice.pick(&countries), *dice.pick(&days));
        let (one, two) = if country < other { (country, other) } else { (other, country) };
        let month = &day[..7];
        let kind = dice.pick(&["meet", "visit", "agree"]);
        pages.extend([
            ("today", "/".to_owned()),
            ("day", format!("/day/{day}")),
            ("event", format!("/event/{event}")),
            ("article", format!("/article/{}", quote.article)),
            ("person", format!("/person/{person}")),
            ("country", format!("/country/{country}")),
            ("story", format!("/story/{story}")),
            ("stories", "/stories".to_owned()),
            ("calendar", format!("/calendar?month={month}")),
            ("statements", format!("/statements?country={country}")),
            ("search", format!("/search?q=country:{country}+kind:{kind}")),
            ("search words", "/search?q=talks".to_owned()),
            ("map", format!("/map?q=country:{country}")),
            ("network", format!("/network?q=date:{month}")),
            ("data", "/search.json?limit=50".to_owned()),
        ]);
        if one != two {
            pages.push(("pair", format!("/pair/{one}-{two}")));
        }
    }
    Ok(pages.into_iter().map(|(kind, address)| Page { kind, address }).collect())
}
