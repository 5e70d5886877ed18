//! The `extract` command: what is taken from pages of news, against what stands on them.
//!
//! `corpus/pages/README.md` says what is right. The frozen half gives figures only, never misses.

mod body;
mod fields;
mod page;
mod speed;
mod system;

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::ensure;
use clap::Args;

use crate::score::floors::{Book, Verdict};
use body::Tally;
use page::Page;
use system::System;

/// What to measure.
#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "switches of a command line")]
pub struct Options {
    /// Folder with `open` and `frozen` pages: NAME.gold.json beside NAME.html.
    #[arg(long, default_value = "corpus/pages")]
    pages: PathBuf,
    /// Folder with annotated articles, of which the fields of the HTML pages are measured too.
    #[arg(long, default_value = "corpus/articles")]
    articles: PathBuf,
    /// Measure the other extractors too that this program was built with.
    #[arg(long)]
    peers: bool,
    /// Print what is lost, leaked or wrong on the open pages.
    #[arg(long)]
    misses: bool,
    /// Write the figures reached as new floors.
    #[arg(long)]
    update: bool,
    /// With `--update`: allow a floor to go down. Say in the change why.
    #[arg(long, requires = "update")]
    lower: bool,
}

/// Runs the command; fails where a figure lies below its floor or the pages changed unannounced.
pub fn run(options: &Options) -> anyhow::Result<()> {
    ensure!(options.pages.is_dir(), "no `{}` here: run this in the project's root folder", options.pages.display());
    let path = options.pages.join("floors.json");
    let mut book = Book::load(&path)?;
    let mut reasons = Vec::new();
    let sets = [
        ("open", options.pages.join("open")),
        ("frozen", options.pages.join("frozen")),
        ("articles", options.articles.clone()),
    ];
    for (name, folder) in sets {
        let (pages, basis) = page::load(&folder)?;
        println!("{name}: {} pages", pages.len());
        if name != "articles" {
            for system in system::all(options.peers) {
                println!("  {:<28} {}", system.name, row(&system, &pages));
            }
        }
        let figures = figures(&pages, options.misses && name == "open");
        print_fields(&figures);
        if options.update {
            book.update(name, &basis, &figures, options.lower)?;
        } else if let Verdict::Failed(found) = book.judge(name, &basis, &figures)? {
            reasons.extend(found.into_iter().map(|reason| format!("{name}: {reason}")));
        }
    }
    if options.update {
        return book.save(&path);
    }
    ensure!(reasons.is_empty(), "{}", reasons.join("\n  "));
    println!("all floors hold");
    Ok(())
}

/// Returns the figures of one extractor as a row: F1 over words by page and over all, paragraphs, pages a second.
fn row(system: &System, pages: &[Page]) -> String {
    let mut tally = Tally::default();
    for page in pages.iter().filter(|page| page.is_english()) {
        tally.add(&body::compare(&page.gold, &(system.paragraphs)(page)));
    }
    format!("{tally}  {:6.0} pages of 174 kB a second", speed::pages_per_second(system, pages))
}

/// Returns the figures of our own extractor, all between 0 and 1; speed is none of them, as it hangs on the machine.
fn figures(pages: &[Page], misses: bool) -> BTreeMap<String, f64> {
    let mut tally = Tally::default();
    let mut shares: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for page in pages {
        let article = system::article(page);
        let mut notes = Vec::new();
        if page.is_english() && !page.gold["paragraphs"].is_null() {
            let compared = body::compare(&page.gold, &page::strings(&article["paragraphs"]));
            notes.extend(compared.notes());
            tally.add(&compared);
        }
        for (field, right) in fields::compare(&page.gold, &article) {
            let share = shares.entry(field).or_default();
            share.0 += usize::from(right);
            share.1 += 1;
            if !right {
                notes.push(format!("~ {field}: {}\n      for {}", article[field], page.gold[field]));
            }
        }
        if misses && !notes.is_empty() {
            println!("\n{}\n  {}", page.name, notes.join("\n  "));
        }
    }
    let share = |(field, (right, all)): (&str, (usize, usize))| (format!("field.{field}"), right as f64 / all as f64);
    let mut figures: BTreeMap<String, f64> = shares.into_iter().map(share).collect();
    figures.extend(tally.figures());
    figures
}

fn print_fields(figures: &BTreeMap<String, f64>) {
    let shown: Vec<String> = figures
        .iter()
        .filter_map(|(name, value)| Some(format!("{} {:.1}%", name.strip_prefix("field.")?, value * 100.0)))
        .collect();
    println!("  {}\n", shown.join("  "));
}
