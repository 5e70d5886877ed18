//! Names of fields in exports of news, from `data/intake/fields.toml`.

use std::sync::OnceLock;

use toml::Table;

/// Endings that tell a page or an article in plain text from the scripts and notes that lie beside it in folders.
pub const PAGE_ENDINGS: [&str; 4] = ["txt", "html", "htm", "xhtml"];

/// The names of each field, best first, in small letters and digits.
pub(crate) struct Names {
    pub title: Vec<String>,
    pub text: Vec<String>,
    pub summary: Vec<String>,
    pub address: Vec<String>,
    pub published: Vec<String>,
    pub outlet: Vec<String>,
    pub byline: Vec<String>,
    pub fetched: Vec<String>,
    pub lists: Vec<String>,
    pub wrappers: Vec<String>,
}

/// Returns the names that the data file holds.
pub(crate) fn names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| {
        let table: Table =
            include_str!("../../../data/intake/fields.toml").parse().expect("the data file is checked by tests");
        let list = |key: &str| {
            let values = table.get(key).and_then(|value| value.as_array()).into_iter().flatten();
            values.filter_map(|value| value.as_str()).map(str::to_owned).collect()
        };
        Names {
            title: list("title"),
            text: list("text"),
            summary: list("summary"),
            address: list("address"),
            published: list("published"),
            outlet: list("outlet"),
            byline: list("byline"),
            fetched: list("fetched"),
            lists: list("lists"),
            wrappers: list("wrappers"),
        }
    })
}

/// Returns a name as it is compared: small letters and digits.
pub(crate) fn bare(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_filled_and_its_names_are_bare() {
        let names = names();
        let lists = [
            &names.title,
            &names.text,
            &names.summary,
            &names.address,
            &names.published,
            &names.outlet,
            &names.byline,
            &names.fetched,
            &names.lists,
            &names.wrappers,
        ];
        for list in lists {
            assert!(!list.is_empty());
            assert!(
                list.iter().all(|name| name.split('.').all(|part| !part.is_empty() && bare(part) == part)),
                "{list:?}"
            );
        }
    }
}
