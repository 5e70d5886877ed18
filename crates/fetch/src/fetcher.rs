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

#[cfg(test)]
mod tests {
    use std::io::{BufRead as _, BufReader, Write as _};
    use std::net::{SocketAddr, TcpListener};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    use ureq::config::Config;
    use ureq::http::Uri;
    use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
    use ureq::unversioned::transport::NextTimeout;

    use super::*;
    use crate::address::PublicResolver;

    /// Lets the name `start.example` lead to this machine a number of times, as if that were a public address; after that,
    /// and for all other names, the addresses of this machine are what they are.
    #[derive(Debug)]
    struct Lenient {
        at: SocketAddr,
        left: AtomicUsize,
        strict: PublicResolver,
    }

    impl Resolver for Lenient {
        fn resolve(
            &self,
            uri: &Uri,
            config: &Config,
            timeout: NextTimeout,
        ) -> Result<ResolvedSocketAddrs, ureq::Error> {
            let is_start = uri.host() == Some("start.example");
            if is_start
                && self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok()
            {
                let mut found = self.empty();
                found.push(self.at);
                return Ok(found);
            }
            let here = Uri::builder().scheme("http").authority(self.at.to_string()).path_and_query("/").build();
            self.strict.resolve(if is_start { here.as_ref().unwrap_or(uri) } else { uri }, config, timeout)
        }
    }

    /// Serves a redirect to whatever is asked for under `/to/`, and counts what else is asked but the rules.
    fn serve() -> (SocketAddr, Arc<AtomicUsize>) {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let (at, secrets) = (listener.local_addr().expect("an address"), Arc::new(AtomicUsize::new(0)));
        let told = Arc::clone(&secrets);
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let mut reader = BufReader::new(stream.try_clone().expect("a second handle"));
                let (mut first, mut line) = (String::new(), String::new());
                let _ = reader.read_line(&mut first);
                while reader.read_line(&mut line).is_ok_and(|count| count > 2) {
                    line.clear();
                }
                let path = first.split(' ').nth(1).unwrap_or_default();
                let head = match path.strip_prefix("/to/") {
                    Some(there) => format!("302 Found\r\nLocation: {there}"),
                    None if path == "/robots.txt" => "404 Not Found".to_owned(),
                    None => {
                        told.fetch_add(1, Ordering::SeqCst);
                        "200 OK".to_owned()
                    }
                };
                let _ = write!(stream, "HTTP/1.1 {head}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            }
        });
        (at, secrets)
    }

    fn fetcher(at: SocketAddr, times: usize) -> Fetcher {
        let settings = Settings { pace: Duration::ZERO, timeout: Duration::from_secs(3), ..Settings::default() };
        let resolver = Lenient { at, left: AtomicUsize::new(times), strict: PublicResolver::new(false) };
        let client = Client::resolving_by(&settings, resolver);
        Fetcher { client, settings, robots: Robots::default(), pace: Pace::default() }
    }

    #[test]
    fn a_redirect_to_the_local_network_is_refused() {
        let (at, secrets) = serve();
        let port = at.port();
        for host in
            ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "[::1]", "0.0.0.0", "127.1"]
        {
            let address = format!("http://start.example/to/http://{host}:{port}/secret");
            let error = fetcher(at, 9).get(&address, &Known::default()).expect_err("a private address");
            assert_eq!(error.fault, Fault::Private, "{host}");
        }
        let address = "http://start.example/to/http://169.254.169.254/latest/meta-data";
        let error = fetcher(at, 9).get(address, &Known::default()).expect_err("a private address");
        assert_eq!(error.fault, Fault::Private);
        assert_eq!(secrets.load(Ordering::SeqCst), 0);
    }

    #[test]
    fn a_name_that_leads_to_the_local_network_the_second_time_is_refused() {
        let (at, secrets) = serve();
        // Asked for the rules of the site it leads to a public address, asked for the page to this machine.
        let error =
            fetcher(at, 1).get("http://start.example/secret", &Known::default()).expect_err("a private address");
        assert_eq!(error.fault, Fault::Private);
        assert_eq!(secrets.load(Ordering::SeqCst), 0);
        fetcher(at, 2).get("http://start.example/secret", &Known::default()).expect("it led to a public address twice");
        assert_eq!(secrets.load(Ordering::SeqCst), 1);
    }
}
