//! From an address to what stands there, politely: rules asked, pace kept, redirects followed.

use std::time::Duration;

use url::Url;

use crate::client::{Client, Known, Page, Reply, Settings};
use crate::error::{Fault, FetchError};
use crate::pace::Pace;
use crate::robots::{Robots, Rules};

/// What stands at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A page that is new or has changed.
    Fresh(Page),
    /// It is as it was.
    Unchanged,
}

/// Fetches addresses; remembers how it was asked to behave at each site.
pub struct Fetcher {
    client: Client,
    settings: Settings,
    robots: Robots,
    pace: Pace,
}

impl Fetcher {
    /// Makes a fetcher that has asked nobody yet.
    pub fn new(settings: Settings) -> Self {
        Fetcher { client: Client::new(&settings), settings, robots: Robots::default(), pace: Pace::default() }
    }

    /// Fetches what stands at an address, unless it is still as `known` says; waits where the site's pace demands it.
    ///
    /// # Errors
    ///
    /// Fails with the address and a [`Fault`] where there is nothing to be had, or nothing that may be had.
    pub fn get(&mut self, address: &str, known: &Known) -> Result<Answer, FetchError> {
        let mut here = parse(address)?;
        for hop in 0..=self.settings.most_redirects {
            let at = |fault| FetchError { address: here.to_string(), fault };
            let gap = self.rules(&here).map_err(at)?;
            self.pace.wait(&site(&here), gap);
            // What a server told of an address says nothing of the one it leads to.
            let known = if hop == 0 { known } else { &Known::default() };
            match self.client.ask(here.as_str(), known).map_err(at)? {
                Reply::Page(page) => return Ok(Answer::Fresh(page)),
                Reply::Unchanged => return Ok(Answer::Unchanged),
                Reply::Elsewhere(there) => {
                    let there = here.join(&there).map_err(|error| at(Fault::BadAddress(error.to_string())))?;
                    here = parse(there.as_str())?;
                }
            }
        }
        Err(FetchError { address: address.to_owned(), fault: Fault::Redirects })
    }

    /// Asks whether the site allows an address; returns how long it is to be left alone afterwards.
    fn rules(&mut self, address: &Url) -> Result<Duration, Fault> {
        let site = site(address);
        if self.robots.known(&site).is_none() {
            let rules = self.ask_rules(address)?;
            self.robots.note(&site, rules);
        }
        let rules = self.robots.known(&site).unwrap_or(&Rules::Everything);
        if !rules.allow(address.as_str()) {
            return Err(Fault::Forbidden);
        }
        Ok(rules.delay().unwrap_or_default().max(self.settings.pace))
    }

    /// Fetches the rules of a site (RFC 9309, 2.3.1): none where it has no such page, nothing allowed where it fails.
    fn ask_rules(&self, address: &Url) -> Result<Rules, Fault> {
        let name = self.settings.user_agent.split('/').next().unwrap_or_default();
        let Ok(mut here) = address.join("/robots.txt") else { return Ok(Rules::Everything) };
        for _ in 0..=self.settings.most_redirects {
            match self.client.ask(here.as_str(), &Known::default()) {
                Ok(Reply::Page(page)) => return Ok(Rules::read(name, &page.bytes)),
                Ok(Reply::Elsewhere(there)) => match here.join(&there) {
                    Ok(there) if is_web(&there) => here = there,
                    _ => return Ok(Rules::Everything),
                },
                Ok(Reply::Unchanged) | Err(Fault::Refused { .. } | Fault::TooLarge { .. }) => {
                    return Ok(Rules::Everything);
                }
                Err(Fault::Busy { .. }) => return Ok(Rules::Nothing),
                Err(fault) => return Err(fault),
            }
        }
        Ok(Rules::Everything)
    }
}

fn parse(address: &str) -> Result<Url, FetchError> {
    let bad = |reason: String| FetchError { address: address.to_owned(), fault: Fault::BadAddress(reason) };
    let mut url = Url::parse(address).map_err(|error| bad(error.to_string()))?;
    if !is_web(&url) {
        return Err(bad("neither http nor https".to_owned()));
    }
    // Names and passwords in addresses are not for logs, and nothing that is fetched needs them.
    if !url.username().is_empty() || url.password().is_some() {
        return Err(bad("a name or password in it".to_owned()));
    }
    url.set_fragment(None);
    Ok(url)
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.has_host()
}

/// Returns what rules and pace are kept for: the scheme, the host and the port.
fn site(url: &Url) -> String {
    url.origin().ascii_serialization()
}
