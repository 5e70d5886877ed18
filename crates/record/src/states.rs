//! The numbers by which political science calls states.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::CountryCode;

/// The numbers of a state in the two lists of the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StateNumbers {
    /// In the list of the Correlates of War project; `None` for a state that it does not have.
    pub cow: Option<u16>,
    /// In the list of Gleditsch and Ward; `None` for a state that it does not have.
    pub gw: Option<u16>,
}

/// Returns the numbers of a state, without any for a territory.
///
/// ```
/// use plenipo_record::state_numbers;
///
/// let germany = state_numbers("DEU".parse()?);
/// assert_eq!((germany.cow, germany.gw), (Some(255), Some(260)));
/// # Ok::<(), plenipo_record::ParseCountryCodeError>(())
/// ```
pub fn state_numbers(code: CountryCode) -> StateNumbers {
    TABLE.get(code.as_str()).copied().unwrap_or(StateNumbers { cow: None, gw: None })
}

static TABLE: LazyLock<HashMap<&'static str, StateNumbers>> = LazyLock::new(|| {
    let lines = include_str!("../../../data/codes/states.tsv").lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let mut columns = line.split('\t');
            let mut next = || columns.next().expect("three columns");
            let code = next();
            let mut number = || match next() {
                "" => None,
                text => Some(text.parse().expect("a number")),
            };
            (code, StateNumbers { cow: number(), gw: number() })
        })
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_names_a_country_once() {
        let n_lines =
            include_str!("../../../data/codes/states.tsv").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(TABLE.len(), n_lines);
        assert!(TABLE.keys().all(|code| code.parse::<CountryCode>().is_ok()));
    }
}
