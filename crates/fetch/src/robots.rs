//! What sites allow: `robots.txt` by RFC 9309.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use texting_robots::Robot;

/// How long a site's answer holds (RFC 9309, 2.4).
const VALID: Duration = Duration::from_secs(24 * 60 * 60);
/// How much of a `robots.txt` is read (RFC 9309, 2.5: at least 500 KiB).
const MOST_BYTES: usize = 512 * 1024;

/// What a site allows.
pub enum Rules {
    /// Everything: the site has no rules.
    Everything,
    /// Nothing: the site cannot tell its rules now.
    Nothing,
    /// What its `robots.txt` says.
    Told(Box<Robot>),
}

impl Rules {
    /// Reads a `robots.txt` for whom it calls by `name`.
    pub fn read(name: &str, text: &[u8]) -> Self {
        let text = &text[..text.len().min(MOST_BYTES)];
        Robot::new(name, text).map_or(Rules::Everything, |robot| Rules::Told(Box::new(robot)))
    }

    /// Tells whether an address may be fetched.
    pub fn allow(&self, address: &str) -> bool {
        match self {
            Rules::Everything => true,
            Rules::Nothing => false,
            Rules::Told(robot) => robot.allowed(address),
        }
    }

    /// Returns how long the site wants to be left alone between two requests.
    pub fn delay(&self) -> Option<Duration> {
        match self {
            Rules::Told(robot) => robot.delay.filter(|delay| delay.is_finite() && *delay > 0.0),
            Rules::Everything | Rules::Nothing => None,
        }
        .map(|seconds| Duration::from_secs_f32(seconds.min(3600.0)))
    }
}

/// The rules of sites that were asked before.
#[derive(Default)]
pub struct Robots {
    known: HashMap<String, (Instant, Rules)>,
}

impl Robots {
    /// Returns the rules of a site, if they are known and not too old.
    pub fn known(&self, site: &str) -> Option<&Rules> {
        self.known.get(site).filter(|(asked, _)| asked.elapsed() < VALID).map(|(_, rules)| rules)
    }

    /// Notes the rules of a site.
    pub fn note(&mut self, site: &str, rules: Rules) {
        self.known.insert(site.to_owned(), (Instant::now(), rules));
    }
}

#[cfg(test)]
mod tests {
    use super::Rules;

    #[test]
    fn rules_for_everybody_and_for_us() {
        let text =
            b"User-agent: *\nDisallow: /private/\nCrawl-delay: 3\n\nUser-agent: plenipo\nDisallow: /\nAllow: /news/\n";
        let others = Rules::read("somebody", text);
        assert!(others.allow("https://a.example/news/1"));
        assert!(!others.allow("https://a.example/private/1"));
        assert_eq!(others.delay().map(|delay| delay.as_secs()), Some(3));
        let ours = Rules::read("plenipo", text);
        assert!(ours.allow("https://a.example/news/1"));
        assert!(!ours.allow("https://a.example/other"));
        assert!(Rules::read("plenipo", b"\xff\x00 no rules at all").allow("https://a.example/"));
    }
}
