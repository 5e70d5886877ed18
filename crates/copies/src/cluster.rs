//! Puts copies together: the earliest first, each behind the one that it follows.

use std::collections::BTreeMap;

use crate::Text;
use crate::align::{Change, changes};
use crate::form::is_form;
use crate::overlap::{Overlap, between};
use crate::sketch::{Sketch, candidates};
use crate::text::Words;

/// How much of the smaller text must stand in the other. Reports of one event that quote the same words lie under 0.3.
const SHARE: f64 = 0.45;
/// How much of what is shared must stand in long runs. Forms filled in anew lie lower.
const LONG_RUNS: f64 = 0.8;
/// With fewer words in common, chance and forms decide.
const FEWEST_WORDS: usize = 30;
/// Among earlier texts that hold nearly as much of a copy, the earliest is the one that it follows.
const AS_GOOD: f64 = 0.1;
/// A second text that makes up so much of a copy was merged into it.
const MERGED: f64 = 0.2;

/// Texts that are one text: the earliest and its copies.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// The agency that the copy is credited to, by the earliest member that names one.
    pub agency: Option<String>,
    /// The texts, the earliest first; those that tell no time come last.
    pub members: Vec<Member>,
}

/// One text of a cluster.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Its number among the texts given.
    pub text: usize,
    /// The text that it follows; the earliest follows none.
    pub follows: Option<Link>,
    /// Texts of which parts were merged into it besides.
    pub merged: Vec<Link>,
}

/// What a copy has of an earlier text.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The number of the earlier text.
    pub text: usize,
    /// Share of the copy's words that stand in the earlier text.
    pub share: f64,
    /// What became of each paragraph.
    pub changes: Vec<Change>,
}

/// Finds the copies among texts; texts without any are in no cluster. Clusters stand in the order of their first texts.
pub fn copies(texts: &[Text]) -> Vec<Cluster> {
    let words: Vec<Words> = texts.iter().map(|text| Words::of(&text.paragraphs)).collect();
    let sketches: Vec<Sketch> = words.iter().map(Sketch::of).collect();
    let order = in_time(texts);
    let mut earlier: BTreeMap<u32, Vec<(u32, Overlap)>> = BTreeMap::new();
    for (early, late) in candidates(&sketches, &order) {
        let overlap = between(&words[late as usize], &words[early as usize]);
        if is_copy(&overlap) && !is_form(&texts[early as usize], &texts[late as usize]) {
            earlier.entry(late).or_default().push((early, overlap));
        }
    }
    drop(sketches);
    let mut rank = vec![0_u32; texts.len()];
    order.iter().enumerate().for_each(|(place, &text)| rank[text as usize] = place as u32);

    // Each text belongs where the one belongs that it follows; the earliest of them all is the root.
    let mut root: Vec<u32> = (0..texts.len() as u32).collect();
    let mut clusters: BTreeMap<u32, Vec<Member>> = BTreeMap::new();
    for &text in &order {
        let Some(links) = earlier.get(&text) else { continue };
        let most = links.iter().map(|(_, overlap)| overlap.of_first).fold(0.0, f64::max);
        let as_good = links.iter().filter(|(_, overlap)| overlap.of_first >= most - AS_GOOD);
        let Some(&(followed, overlap)) = as_good.min_by_key(|(early, _)| rank[*early as usize]) else { continue };
        root[text as usize] = root[followed as usize];
        let home = root[text as usize];
        let link = |early: u32, overlap: &Overlap| Link {
            text: early as usize,
            share: overlap.of_first,
            changes: changes(&texts[early as usize], &texts[text as usize]),
        };
        let strangers =
            links.iter().filter(|(early, overlap)| root[*early as usize] != home && overlap.of_first >= MERGED);
        let mut merged: Vec<(u32, &Overlap)> = Vec::new();
        for (early, overlap) in strangers {
            // One text of each other cluster is enough: the earliest.
            match merged.iter_mut().find(|(other, _)| root[*other as usize] == root[*early as usize]) {
                Some(known) if rank[*early as usize] < rank[known.0 as usize] => *known = (*early, overlap),
                Some(_) => {}
                None => merged.push((*early, overlap)),
            }
        }
        let member = Member {
            text: text as usize,
            follows: Some(link(followed, &overlap)),
            merged: merged.into_iter().map(|(early, overlap)| link(early, overlap)).collect(),
        };
        let first = || vec![Member { text: home as usize, follows: None, merged: Vec::new() }];
        clusters.entry(rank[home as usize]).or_insert_with(first).push(member);
    }
    let agency = |members: &[Member]| members.iter().find_map(|member| texts[member.text].agency.clone());
    clusters.into_values().map(|members| Cluster { agency: agency(&members), members }).collect()
}

/// Tells whether one of two texts was made from the other.
fn is_copy(overlap: &Overlap) -> bool {
    let share = overlap.of_first.max(overlap.of_second);
    overlap.words >= FEWEST_WORDS && share >= SHARE && overlap.in_long_runs >= LONG_RUNS
}

/// Returns the numbers of the texts in the order of their times: those without one last, the wire's own before outlets.
fn in_time(texts: &[Text]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..texts.len() as u32).collect();
    order.sort_by_key(|&i| {
        let text = &texts[i as usize];
        (text.minute().unwrap_or(i64::MAX), text.outlet.is_some(), i)
    });
    order
}
