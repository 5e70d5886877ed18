//! The `copies` command: which articles are one text, which came first, and what each outlet changed.

use std::io::{self, Write};

use clap::Args;
use plenipo_copies::{Change, Cluster, Link, Member, Text};
use plenipo_intake::Item;
use plenipo_record::Article;
use serde_json::{Value, json};

use crate::batch::{Format, Inputs};
use crate::exit;
use crate::pipeline::{Failure, guarded, note_panics};
use crate::render::visible;

/// What to compare and how to print it.
#[derive(Args)]
#[command(after_help = exit::HELP)]
pub struct Options {
    #[command(flatten)]
    inputs: Inputs,

    /// Lines for people, or one JSON object per text that was copied
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<u8> {
    note_panics();
    let (mut titles, mut texts) = (Vec::new(), Vec::new());
    let work = |item: &Item| guarded(|| Ok(text_of(&item.article().map_err(Failure::from)?.0)));
    let tally = options.inputs.each(None, work, |(title, text)| {
        titles.push(title);
        texts.push(text);
        Ok(())
    })?;

    let mut out = io::BufWriter::new(anstream::AutoStream::auto(io::stdout()));
    let clusters = plenipo_copies::copies(&texts);
    for (i, cluster) in clusters.iter().enumerate() {
        match options.format {
            Format::Json => writeln!(out, "{}", cluster_json(cluster, &texts, &titles))?,
            Format::Text => {
                if i > 0 {
                    writeln!(out)?;
                }
                print_cluster(&mut out, cluster, &texts, &titles)?;
            }
        }
    }
    if clusters.is_empty() && options.format == Format::Text {
        writeln!(out, "no copies among {} articles", texts.len())?;
    }
    out.flush()?;
    Ok(tally.code())
}

fn text_of(article: &Article) -> (Option<String>, Text) {
    let paragraphs = article.paragraphs().map(|span| span.slice(&article.text).to_owned()).collect();
    let text = Text {
        name: article.name.clone(),
        outlet: article.outlet.clone(),
        agency: article.agency.clone(),
        published: article.published,
        paragraphs,
    };
    (article.title.clone(), text)
}

fn print_cluster(out: &mut impl Write, cluster: &Cluster, texts: &[Text], titles: &[Option<String>]) -> io::Result<()> {
    let first = &cluster.members[0];
    let title = titles[first.text].as_deref().unwrap_or("(no headline)");
    let credit = cluster.agency.as_ref().map(|agency| format!(", credited to {agency}")).unwrap_or_default();
    writeln!(out, "{} texts{}: {}", cluster.members.len(), visible(&credit), visible(title))?;
    for member in &cluster.members {
        let text = &texts[member.text];
        let told = [text.outlet.clone(), text.published.map(|published| published.to_string())];
        let told: Vec<String> = told.into_iter().flatten().collect();
        let told = if told.is_empty() { String::new() } else { format!(" ({})", told.join(", ")) };
        writeln!(out, "  {}{}", visible(&text.name), visible(&told))?;
        match &member.follows {
            None => writeln!(out, "    the earliest")?,
            Some(link) => {
                writeln!(out, "    follows {}: {}", visible(&texts[link.text].name), in_words(link))?;
                if titles[member.text] != titles[link.text]
                    && let Some(title) = &titles[member.text]
                {
                    writeln!(out, "    headline now: {}", visible(title))?;
                }
            }
        }
        for link in &member.merged {
            let share = (link.share * 100.0).round();
            writeln!(out, "    merged with {}: {share} % of the words", visible(&texts[link.text].name))?;
        }
    }
    Ok(())
}

/// Tells a link in words: `92 % of the words; 5 paragraphs same, 1 edited, 2 cut`.
fn in_words(link: &Link) -> String {
    let mut counts: Vec<(&str, usize)> = ["same", "edited", "moved", "added", "cut"].map(|kind| (kind, 0)).to_vec();
    for change in &link.changes {
        if let Some((_, count)) = counts.iter_mut().find(|(kind, _)| *kind == kind_of(change)) {
            *count += 1;
        }
    }
    let told: Vec<String> =
        counts.iter().filter(|(_, count)| *count > 0).map(|(kind, count)| format!("{count} {kind}")).collect();
    format!("{} % of the words; paragraphs: {}", (link.share * 100.0).round(), told.join(", "))
}

fn kind_of(change: &Change) -> &'static str {
    match change {
        Change::Same { .. } => "same",
        Change::Moved { .. } => "moved",
        Change::Edited { .. } => "edited",
        Change::Added { .. } => "added",
        Change::Cut { .. } => "cut",
    }
}

fn cluster_json(cluster: &Cluster, texts: &[Text], titles: &[Option<String>]) -> Value {
    let link_json = |link: &Link| {
        json!({
            "source": texts[link.text].name,
            // Three digits: more would pretend to a precision that nobody has.
            "share": (link.share * 1000.0).round() / 1000.0,
            "changes": link.changes.iter().map(change_json).collect::<Vec<_>>(),
        })
    };
    let member_json = |member: &Member| {
        let text = &texts[member.text];
        json!({
            "source": text.name,
            "title": titles[member.text],
            "outlet": text.outlet,
            "agency": text.agency,
            "published": text.published.map(|published| published.to_string()),
            "follows": member.follows.as_ref().map(link_json),
            "merged": member.merged.iter().map(link_json).collect::<Vec<_>>(),
        })
    };
    let members: Vec<Value> = cluster.members.iter().map(member_json).collect();
    json!({ "type": "copies", "agency": cluster.agency, "texts": members })
}

fn change_json(change: &Change) -> Value {
    let (old, new) = match *change {
        Change::Same { old, new } | Change::Moved { old, new } | Change::Edited { old, new } => (Some(old), Some(new)),
        Change::Added { new } => (None, Some(new)),
        Change::Cut { old } => (Some(old), None),
    };
    json!({ "change": kind_of(change), "old": old, "new": new })
}
