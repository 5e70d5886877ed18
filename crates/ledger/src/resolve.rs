//! Who is who across articles: profiles become actors.
//!
//! Profiles whose full names go together are one actor. A bare surname, or a name with initials, is that of the one
//! actor whose name it fits; where it fits several it stays by itself. As with events, the answer is a function of the
//! set of profiles, and each new profile settles its own namesakes anew.

use std::collections::{BTreeMap, BTreeSet};

use plenipo_record::ActorKind;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::assemble;
use crate::corrections;
use crate::error::Result;
use crate::gather;
use crate::link::{Profile, Tie, likeness, same_person};
use crate::name::Match;

/// Settles who new profiles are.
pub fn resolve(connection: &Connection, new: &BTreeSet<i64>) -> Result<()> {
    let mut seen = BTreeSet::new();
    for &profile in new {
        if !seen.contains(&profile) {
            let namesakes = namesakes(connection, profile)?;
            settle(connection, &namesakes)?;
            seen.extend(namesakes.into_iter().map(|namesake| namesake.id));
        }
    }
    Ok(())
}

/// Returns all profiles that hang together with one by names that may be one.
fn namesakes(connection: &Connection, start: i64) -> Result<Vec<Profile>> {
    let mut found = BTreeMap::from([(start, gather::profile(connection, start)?)]);
    let mut waiting = vec![start];
    while let Some(next) = waiting.pop() {
        let mut others: BTreeSet<i64> = corrections::tied_profiles(connection, next)?.into_iter().collect();
        let mut select = connection.prepare_cached(
            "SELECT other.profile FROM profile_key JOIN profile_key AS other ON other.key = profile_key.key
             WHERE profile_key.profile = ?1 AND other.profile <> ?1",
        )?;
        if found[&next].settled.is_some() {
            let mut select = connection.prepare_cached(
                "SELECT id FROM profile WHERE authority = (SELECT authority FROM profile WHERE id = ?)",
            )?;
            others.extend(select.query_map([next], |row| row.get::<_, i64>(0))?.collect::<rusqlite::Result<Vec<_>>>()?);
        }
        let tied = others.clone();
        others.extend(select.query_map([next], |row| row.get::<_, i64>(0))?.collect::<rusqlite::Result<Vec<_>>>()?);
        for other in others {
            if found.contains_key(&other) {
                continue;
            }
            let profile = gather::profile(connection, other)?;
            if tied.contains(&other) || relation(&found[&next], &profile) != Match::Apart {
                found.insert(other, profile);
                waiting.push(other);
            }
        }
    }
    Ok(found.into_values().collect())
}

fn relation(one: &Profile, other: &Profile) -> Match {
    if let (Some(a), Some(b)) = (one.settled, other.settled) {
        return if a == b { Match::Same } else { Match::Apart };
    }
    match (one.kind, other.kind) {
        (ActorKind::Person, ActorKind::Person) => same_person(one, other),
        (ActorKind::Organization, ActorKind::Organization) if likeness(one, other) >= 1.0 => Match::Same,
        _ => Match::Apart,
    }
}

/// Cuts namesakes into actors and writes them with the reasons.
fn settle(connection: &Connection, profiles: &[Profile]) -> Result<()> {
    let publics = profiles.iter().map(|profile| public(connection, profile.id)).collect::<Result<Vec<String>>>()?;
    let ties = corrections::profile_ties(connection, profiles)?;
    let tie = |a: usize, b: usize| ties.get(&(profiles[a].id.min(profiles[b].id), profiles[a].id.max(profiles[b].id)));
    let mut order: Vec<usize> = (0..profiles.len()).collect();
    // The fullest names first; equal ones by their public names, so that the order of arrival does not count.
    let letters = |at: usize| profiles[at].name.words().iter().map(String::len).sum::<usize>();
    order.sort_by(|&a, &b| {
        let fullness = |at: usize| (profiles[at].name.words().len(), letters(at));
        fullness(b).cmp(&fullness(a)).then_with(|| publics[a].cmp(&publics[b]))
    });
    let mut actors: Vec<Vec<usize>> = Vec::new();
    let mut decisions = Vec::new();
    for &at in &order {
        let mut fits: Vec<(usize, usize, Match)> = Vec::new();
        for (number, members) in actors.iter().enumerate() {
            let apart = members.iter().any(|&member| tie(at, member) == Some(&Tie::Apart));
            let best = members
                .iter()
                .map(|&member| (relation(&profiles[at], &profiles[member]), member))
                .max_by_key(|(relation, _)| *relation);
            if let Some((relation, member)) = best.filter(|(relation, _)| *relation != Match::Apart && !apart) {
                fits.push((number, member, relation));
            }
        }
        let closest = fits.iter().map(|(.., relation)| *relation).max();
        // Two spellings of a full name beat a surname that happens to fit; equals leave it open.
        fits.retain(|(.., relation)| Some(*relation) == closest);
        match fits.as_slice() {
            [(number, member, relation)] => {
                decisions.push((at, *member, true, relation.as_str()));
                actors[*number].push(at);
            }
            several => {
                decisions.extend(several.iter().map(|(_, member, _)| (at, *member, false, "the name fits several")));
                actors.push(vec![at]);
            }
        }
    }
    for (&(one, other), _) in ties.iter().filter(|(_, tie)| **tie == Tie::Same) {
        let holder = |row: i64, actors: &[Vec<usize>]| {
            actors.iter().position(|members| members.iter().any(|&member| profiles[member].id == row))
        };
        if let (Some(a), Some(b)) = (holder(one, &actors), holder(other, &actors))
            && a != b
        {
            let joined = std::mem::take(&mut actors[a.max(b)]);
            decisions.push((actors[a.min(b)][0], joined[0], true, "a correction says so"));
            actors[a.min(b)].extend(joined);
        }
    }
    for members in actors.iter().filter(|members| !members.is_empty()) {
        write(connection, profiles, &publics, members)?;
    }
    for profile in profiles {
        connection.prepare_cached("DELETE FROM decision WHERE one = ?")?.execute([profile.id])?;
    }
    for (one, other, same, reason) in decisions {
        connection
            .prepare_cached("INSERT OR REPLACE INTO decision (one, other, same, reason) VALUES (?, ?, ?, ?)")?
            .execute(params![profiles[one].id, profiles[other].id, same, reason])?;
    }
    Ok(())
}

/// Writes one actor; its first member has the fullest name and lends its public name.
fn write(connection: &Connection, profiles: &[Profile], publics: &[String], members: &[usize]) -> Result<()> {
    let first = &profiles[members[0]];
    let country = members.iter().find_map(|&at| profiles[at].country).map(|country| country.to_string());
    let name: String =
        connection.prepare_cached("SELECT name FROM profile WHERE id = ?")?.query_row([first.id], |row| row.get(0))?;
    let authority = members.iter().find_map(|&at| profiles[at].settled);
    let known = authority.map(|row| {
        connection
            .prepare_cached("SELECT name, wikidata FROM authority WHERE id = ?")?
            .query_row([row], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()
    });
    let (name, wikidata): (String, Option<String>) = known.transpose()?.flatten().unwrap_or((name, None));
    let countries = members.iter().map(|&at| actor_country(connection, &profiles[at])).collect::<Result<Vec<_>>>()?;
    let actor: i64 = connection
        .prepare_cached(
            "INSERT INTO actor (public, kind, name, country, wikidata) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (public) DO UPDATE SET name = excluded.name, country = excluded.country,
                 wikidata = excluded.wikidata
             RETURNING id",
        )?
        .query_row(params![publics[members[0]], first.kind.as_str(), name, country, wikidata], |row| row.get(0))?;
    for (&at, former) in members.iter().zip(countries) {
        let profile = profiles[at].id;
        let before: Option<i64> = connection
            .prepare_cached("SELECT actor FROM profile WHERE id = ?")?
            .query_row([profile], |row| row.get(0))?;
        if before != Some(actor) {
            connection.prepare_cached("UPDATE profile SET actor = ? WHERE id = ?")?.execute([actor, profile])?;
        }
        if profiles[at].country.is_none() && former != country {
            list_events(connection, profile)?;
        }
        if let Some(before) = before.filter(|before| *before != actor) {
            let alone = "DELETE FROM actor WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM profile WHERE actor = ?1)";
            connection.prepare_cached(alone)?.execute([before])?;
        }
    }
    Ok(())
}

/// Returns the country that the actor of the profile has so far.
fn actor_country(connection: &Connection, profile: &Profile) -> Result<Option<String>> {
    let mut select = connection.prepare_cached(
        "SELECT actor.country FROM profile JOIN actor ON actor.id = profile.actor WHERE profile.id = ?",
    )?;
    Ok(select.query_row([profile.id], |row| row.get(0)).optional()?.flatten())
}

/// Lists the events in which the profile takes part anew.
fn list_events(connection: &Connection, profile: i64) -> Result<()> {
    let mut select = connection.prepare_cached("SELECT DISTINCT event FROM event_party WHERE profile = ?")?;
    let events = select.query_map([profile], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
    events.into_iter().try_for_each(|event| assemble::list(connection, event))
}

fn public(connection: &Connection, profile: i64) -> Result<String> {
    Ok(connection.prepare_cached("SELECT public FROM profile WHERE id = ?")?.query_row([profile], |row| row.get(0))?)
}
