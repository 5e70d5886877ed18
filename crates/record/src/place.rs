//! Countries by code, and places inside them.

use std::fmt;
use std::str::FromStr;

/// An ISO 3166-1 alpha-3 country code: three upper-case letters.
///
/// The type keeps the shape only; which codes exist is known to the lexicon.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode([u8; 3]);

impl CountryCode {
    /// Returns the three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a country code is ASCII")
    }
}

impl fmt::Debug for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The error of text that has not the shape of a country code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseCountryCodeError {
    text: String,
}

impl fmt::Display for ParseCountryCodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no country code: expected three upper-case letters", self.text)
    }
}

impl std::error::Error for ParseCountryCodeError {}

impl FromStr for CountryCode {
    type Err = ParseCountryCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.as_bytes() {
            &[a, b, c] if [a, b, c].iter().all(u8::is_ascii_uppercase) => Ok(CountryCode([a, b, c])),
            _ => Err(ParseCountryCodeError { text: text.to_owned() }),
        }
    }
}

/// Where something happens: a named place, the country it lies in, or either alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The place as the article names it.
    pub name: Option<String>,
    /// The country, or `None` at a border, at sea or where nobody says.
    pub country: Option<CountryCode>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_three_capitals_make_a_code() {
        assert_eq!("KAZ".parse::<CountryCode>().map(|code| code.to_string()), Ok("KAZ".to_owned()));
        for text in ["", "KA", "KAZA", "kaz", "K4Z", "ÄZ"] {
            assert!(text.parse::<CountryCode>().is_err(), "{text}");
        }
    }
}
