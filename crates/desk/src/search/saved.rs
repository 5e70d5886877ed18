//! Searches that somebody keeps, and the file that holds them: tables `[[search]]` with `name` and `query`.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, TomlError, value};

/// The key of the tables.
const TABLES: &str = "search";

/// A query with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedSearch {
    /// What it is called.
    pub name: String,
    /// The query, as somebody types it.
    pub query: String,
}

/// The searches of a desk, in the order of their file.
///
/// Comments in the file stay when a search is added or taken away.
#[derive(Debug, Default)]
pub struct SavedSearches {
    document: Mutex<DocumentMut>,
    file: Option<PathBuf>,
}

/// Why searches cannot be read or kept.
#[derive(Debug)]
#[non_exhaustive]
pub enum SearchesError {
    /// The file cannot be read or written.
    File(PathBuf, io::Error),
    /// The file is no TOML.
    Syntax(PathBuf, TomlError),
    /// A key of the file is none that it may have, or a search lacks its name or query.
    Form(PathBuf, String),
    /// The desk has no file of searches.
    NoFile,
}

impl SavedSearches {
    /// Reads the searches of a file; one that is missing holds none yet.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be read or is no file of searches.
    pub fn open(file: &Path) -> Result<Self, SearchesError> {
        let text = match std::fs::read_to_string(file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            read => read.map_err(|error| SearchesError::File(file.to_owned(), error))?,
        };
        let document: DocumentMut = text.parse().map_err(|error| SearchesError::Syntax(file.to_owned(), error))?;
        check(&document).map_err(|why| SearchesError::Form(file.to_owned(), why))?;
        Ok(SavedSearches { document: Mutex::new(document), file: Some(file.to_owned()) })
    }

    /// Returns where the searches of a ledger lie if nothing else is said: beside it.
    pub fn beside(ledger: &Path) -> PathBuf {
        let mut name = ledger.as_os_str().to_owned();
        name.push(".searches");
        PathBuf::from(name)
    }

    /// Returns all searches.
    pub fn all(&self) -> Vec<SavedSearch> {
        tables(&self.lock()).map(|list| list.iter().filter_map(read).collect()).unwrap_or_default()
    }

    /// Keeps a search as the last one; one of this name gets the new query.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be written; then nothing has changed.
    pub fn keep(&self, search: &SavedSearch) -> Result<(), SearchesError> {
        self.change(|document| {
            let list = document.entry(TABLES).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
            let list = list.as_array_of_tables_mut().expect("the form was checked when the file was read");
            if let Some(table) = list.iter_mut().find(|table| is_named(table, &search.name)) {
                table["query"] = value(&search.query);
                return true;
            }
            let mut table = Table::new();
            table["name"] = value(&search.name);
            table["query"] = value(&search.query);
            list.push(table);
            true
        })
        .map(|_| ())
    }

    /// Forgets the search of this name, and tells whether there was one.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be written; then nothing has changed.
    pub fn forget(&self, name: &str) -> Result<bool, SearchesError> {
        self.change(|document| {
            let list = document.get_mut(TABLES).and_then(Item::as_array_of_tables_mut);
            let Some((list, at)) = list.and_then(|list| {
                let at = list.iter().position(|table| is_named(table, name))?;
                Some((list, at))
            }) else {
                return false;
            };
            list.remove(at);
            true
        })
    }

    /// Changes the file as a whole or not at all; `change` tells whether there is something to write.
    fn change(&self, change: impl FnOnce(&mut DocumentMut) -> bool) -> Result<bool, SearchesError> {
        let file = self.file.as_ref().ok_or(SearchesError::NoFile)?;
        let mut document = self.lock();
        let mut changed = document.clone();
        if !change(&mut changed) {
            return Ok(false);
        }
        let mut beside = file.clone().into_os_string();
        beside.push(".new");
        let written = std::fs::write(&beside, changed.to_string()).and_then(|()| std::fs::rename(&beside, file));
        written.map_err(|error| SearchesError::File(file.clone(), error))?;
        *document = changed;
        Ok(true)
    }

    fn lock(&self) -> MutexGuard<'_, DocumentMut> {
        // The document is exchanged as a whole, so that it is sound whoever panicked.
        self.document.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn tables(document: &DocumentMut) -> Option<&ArrayOfTables> {
    document.get(TABLES)?.as_array_of_tables()
}

fn read(table: &Table) -> Option<SavedSearch> {
    let text = |key: &str| table.get(key).and_then(Item::as_str).map(str::to_owned);
    Some(SavedSearch { name: text("name")?, query: text("query")? })
}

fn is_named(table: &Table, name: &str) -> bool {
    table.get("name").and_then(Item::as_str) == Some(name)
}

/// Refuses a file with keys that mean nothing, so that a slip of the pen is not passed over.
fn check(document: &DocumentMut) -> Result<(), String> {
    if let Some((key, _)) = document.iter().find(|(key, _)| *key != TABLES) {
        return Err(format!("`{key}` means nothing here"));
    }
    let Some(list) = document.get(TABLES) else { return Ok(()) };
    let list = list.as_array_of_tables().ok_or("`search` is no list of tables `[[search]]`")?;
    for (at, table) in (1..).zip(list) {
        if let Some((key, _)) = table.iter().find(|(key, _)| !["name", "query"].contains(key)) {
            return Err(format!("search {at}: `{key}` means nothing here"));
        }
        read(table).ok_or_else(|| format!("search {at} lacks `name` or `query`, or they are no text"))?;
    }
    Ok(())
}

impl std::fmt::Display for SearchesError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            SearchesError::File(file, error) => write!(f, "cannot read or write `{}`: {error}", file.display()),
            SearchesError::Syntax(file, error) => write!(f, "`{}` is no TOML: {error}", file.display()),
            SearchesError::Form(file, why) => write!(f, "`{}` is no file of searches: {why}", file.display()),
            SearchesError::NoFile => f.write_str("this desk has no file of searches"),
        }
    }
}

impl std::error::Error for SearchesError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(name: &str, query: &str) -> SavedSearch {
        SavedSearch { name: name.to_owned(), query: query.to_owned() }
    }

    #[test]
    fn searches_are_kept_and_forgotten_and_comments_stay() {
        let folder = std::env::temp_dir().join(format!("plenipo-searches-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("plenipo.db.searches");
        std::fs::write(&file, "# Ours.\n\n[[search]]\nname = \"Ferries\" # all of them\nquery = \"ferry\"\n").unwrap();
        let searches = SavedSearches::open(&file).unwrap();
        searches.keep(&search("Say \"no\"\n[[search]]", "kind:reject")).unwrap();
        searches.keep(&search("Ferries", "ferry country:NOR")).unwrap();
        assert!(!searches.forget("Cod").unwrap());
        let all = [search("Ferries", "ferry country:NOR"), search("Say \"no\"\n[[search]]", "kind:reject")];
        assert_eq!(searches.all(), all);
        assert_eq!(SavedSearches::open(&file).unwrap().all(), all);
        assert!(std::fs::read_to_string(&file).unwrap().starts_with("# Ours.\n\n[[search]]\nname = \"Ferries\" # all"));
        assert!(searches.forget("Ferries").unwrap());
        assert_eq!(SavedSearches::open(&file).unwrap().all(), all[1..]);
        assert_eq!(SavedSearches::open(&folder.join("none")).unwrap().all(), []);
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn what_is_no_file_of_searches_is_refused() {
        let refused = |text: &str| check(&text.parse().unwrap()).unwrap_err();
        assert_eq!(refused("serach = 1"), "`serach` means nothing here");
        assert_eq!(refused("search = 1"), "`search` is no list of tables `[[search]]`");
        assert_eq!(refused("[[search]]\nname = \"a\""), "search 1 lacks `name` or `query`, or they are no text");
        assert_eq!(
            refused("[[search]]\nname = \"a\"\nquery = \"b\"\nwho = \"c\""),
            "search 1: `who` means nothing here"
        );
    }

    #[test]
    fn without_a_file_nothing_is_kept() {
        assert!(matches!(SavedSearches::default().keep(&search("a", "b")), Err(SearchesError::NoFile)));
    }
}
