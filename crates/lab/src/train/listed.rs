//! The forms that the model lists beforehand, out of `data/`.

use super::inventory::rows;
use plenipo_language::gazetteer::{Gazetteer, Listing};
use plenipo_language::parts::tokenize;
use std::collections::HashSet;
use std::path::Path;

/// Gathers the lists below `data`.
pub fn gather(data: &Path) -> anyhow::Result<Gazetteer> {
    let mut forms: Vec<(String, Listing)> = Vec::new();
    let mut states: HashSet<String> = HashSet::new();
    let mut add = |field: &str, listing| {
        for form in field.split(';').filter(|form| !form.is_empty()) {
            forms.push((form.to_owned(), listing));
            let plain = super::invented::unaccented(form);
            if plain != form {
                forms.push((plain, listing));
            }
        }
    };
    for row in rows(data, "places/countries.tsv")? {
        let columns = [(1, Listing::Place), (2, Listing::Place), (3, Listing::NoName), (4, Listing::Place)];
        for (column, listing) in columns.into_iter().chain([(5, Listing::Organization)]) {
            let field = row.get(column).map_or("", String::as_str);
            add(field, listing);
            if listing == Listing::Place {
                states.extend(field.split(';').map(str::to_owned));
            }
        }
    }
    for (file, listing) in [("cities", Listing::Place), ("regions", Listing::Place)] {
        for row in rows(data, &format!("places/{file}.tsv"))? {
            add(&row[0], listing);
        }
    }
    for row in rows(data, "organizations.tsv")? {
        add(&row[0], Listing::Organization);
        add(row.get(1).map_or("", String::as_str), Listing::Organization);
    }
    let files = [("organizations", Listing::Organization), ("others", Listing::Other), ("places", Listing::Place)];
    for (file, listing) in files {
        for row in rows(data, &format!("training/{file}.tsv"))? {
            add(&row[1], listing);
        }
    }
    for row in rows(data, "training/titles.txt")? {
        add(&row[0], Listing::NoName);
    }
    for row in rows(data, "training/people.tsv")? {
        let listing = match row[1].as_str() {
            "honorific" | "honorific-after" => Listing::NoName,
            "family" | "particle-family" => Listing::Family,
            _ => Listing::Given,
        };
        // Some people are called as states and capitals are, but the news speaks of the state.
        if !row[2].contains(' ') && !states.contains(&row[2]) {
            add(&row[2], listing);
        }
    }
    for row in rows(data, "names/given.txt")? {
        row[0].split(' ').for_each(|name| add(name, Listing::Given));
    }
    let cut = forms
        .iter()
        .map(|(form, listing)| (tokenize(form).into_iter().map(|span| span.slice(form)).collect::<Vec<_>>(), *listing));
    Ok(Gazetteer::new(cut.filter(|(tokens, _)| !tokens.is_empty())))
}
