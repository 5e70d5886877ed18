//! Clicking through the whole site, from Today on.

use std::collections::{BTreeMap, BTreeSet};

use crate::site::{Site, sample};

/// Returns all pages that can be reached by clicking from Today; months and days are endless and taken a few steps only.
pub fn all(site: &Site) -> Vec<String> {
    pages(site).into_keys().collect()
}

#[test]
fn every_link_leads_somewhere() {
    let site = sample();
    let pages = pages(&site);
    let (mut anchors, mut seen) = (0, BTreeMap::new());
    for (address, page) in &pages {
        for link in links(page) {
            let (target, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = if target.is_empty() { address } else { target };
            let body = seen.entry(target.to_owned()).or_insert_with(|| {
                let reply = site.get(target);
                assert_eq!(reply.status, 200, "{address} links to {link}");
                reply.body
            });
            if !anchor.is_empty() {
                assert!(body.contains(&format!("id=\"{anchor}\"")), "{address} links to {link}, which is no place");
                anchors += 1;
            }
        }
    }
    assert!(pages.len() > 60 && anchors > 200, "{} pages, {anchors} anchors", pages.len());
}

#[test]
fn every_kind_of_page_is_reached_from_today() {
    let site = sample();
    let reached: BTreeSet<String> = pages(&site)
        .into_keys()
        .map(|address| address.split(['/', '?', '.']).nth(1).unwrap_or_default().to_owned())
        .collect();
    let document = site.get("/openapi.json").json();
    for path in document["paths"].as_object().unwrap().keys().filter(|path| !path.contains('.')) {
        let kind = path.split('/').nth(1).unwrap();
        // Pages of users are for desks that have any, a draft for whoever handed it in, the rest is only sent to.
        if document["paths"][path]["get"].is_null() || ["login", "account", "admin", "draft"].contains(&kind) {
            continue;
        }
        assert!(reached.contains(kind), "nothing leads to {path}: {reached:?}");
    }
}

fn pages(site: &Site) -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    let mut waiting = vec![("/".to_owned(), 0)];
    while let Some((address, steps)) = waiting.pop() {
        if pages.contains_key(&address) {
            continue;
        }
        let page = site.page(&address);
        for link in links(&page) {
            let target = link.split('#').next().unwrap_or_default().to_owned();
            let is_endless = target.starts_with("/day/") || target.contains("month=") || target.contains("q=");
            // Two steps of days, months or narrower searches show all there is to see.
            let is_twin = [".json", ".csv", ".atom", ".ics", ".css", ".svg"]
                .iter()
                .any(|twin| target.split('?').next().unwrap_or_default().ends_with(twin));
            // Each map and network leads to as many others; one step shows them all.
            let most = if target.starts_with("/map?") || target.starts_with("/network?") { 1 } else { 2 };
            let is_far = is_endless && steps >= most;
            if !target.is_empty() && !is_twin && !is_far {
                waiting.insert(0, (target, if is_endless { steps + 1 } else { 0 }));
            }
        }
        pages.insert(address, page);
    }
    pages
}

/// Returns the addresses inside the site that a page links to.
fn links(page: &str) -> Vec<String> {
    let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    links.filter(|link| link.starts_with(['/', '#'])).map(|link| link.replace("&amp;", "&")).collect()
}
