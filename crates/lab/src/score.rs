//! The `score` command: reads annotated articles, compares with the annotation, and guards the floors.
//!
//! What a right reading is says `corpus/GUIDE.md`; the comparison itself is `corpus/score.py`, so that the figures
//! are made by the same rules for whatever program is scored.

mod figures;
pub mod floors;
pub mod gold;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, ensure};
use clap::Args;

use floors::{Book, Verdict};
use gold::Gold;

/// Storylines that nobody looks at while working on the reader: their figures count, their misses stay unseen.
pub const UNSEEN: [&str; 3] = ["muscat", "ecowas", "balkans"];

/// What to score.
#[derive(Args)]
pub struct Options {
    /// Folder with annotated articles: NAME.gold.json beside NAME.txt or NAME.html.
    #[arg(long, default_value = "corpus/articles")]
    gold: PathBuf,
    /// The set of floors in `floors.json` to hold the figures against.
    #[arg(long, default_value = "corpus")]
    floors: String,
    /// Write the figures reached as new floors, and the digest of the articles.
    #[arg(long)]
    update: bool,
    /// With `--update`: allow a floor to go down. Say in the change why.
    #[arg(long, requires = "update")]
    lower: bool,
    /// Print the figures only, not what is missed in which article.
    #[arg(long)]
    quiet: bool,
}

/// Runs the command; fails where a figure lies below its floor or the articles changed unannounced.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let corpus = Path::new("corpus");
    ensure!(corpus.join("score.py").is_file(), "no `corpus/score.py` here: run this in the project's root folder");

    let gold = Gold::find(&options.gold)?;
    let readings = std::env::temp_dir().join(format!("plenipo-score-{}.jsonl", std::process::id()));
    std::fs::write(&readings, gold.read_all()?).with_context(|| format!("cannot write `{}`", readings.display()))?;
    let script = |more: &[&str]| {
        let mut command = Command::new("python3");
        command.env("PYTHONDONTWRITEBYTECODE", "1");
        command.arg(corpus.join("score.py")).arg("--gold").arg(&options.gold).arg("--pred").arg(&readings).args(more);
        let output = command.output().context("cannot run `python3`")?;
        ensure!(output.status.success(), "`score.py` failed: {}", String::from_utf8_lossy(&output.stderr));
        Ok(String::from_utf8(output.stdout)?)
    };
    let outcome = script(&[]).and_then(|table| Ok((table, script(&["--json", "--per-article"])?)));
    std::fs::remove_file(&readings).with_context(|| format!("cannot remove `{}`", readings.display()))?;
    let (table, report) = outcome?;
    let report: serde_json::Value = serde_json::from_str(&report)?;

    print!("{table}");
    if !options.quiet {
        print_misses(&report);
    }
    let path = corpus.join("floors.json");
    let mut book = Book::load(&path)?;
    let figures = figures::of(&report);
    if options.update {
        book.update(&options.floors, &gold.basis, &figures, options.lower)?;
        book.save(&path)?;
        println!("\nfloors `{}` written to `{}`", options.floors, path.display());
        return Ok(());
    }
    match book.judge(&options.floors, &gold.basis, &figures)? {
        Verdict::Passed { floors } => println!("\nall {floors} floors of `{}` hold", options.floors),
        Verdict::Failed(reasons) => anyhow::bail!("{}", reasons.join("\n  ")),
    }
    Ok(())
}

fn print_misses(report: &serde_json::Value) {
    let Some(articles) = report["per_article"].as_object() else { return };
    for (name, notes) in articles {
        let unseen = name.split('-').any(|word| UNSEEN.contains(&word));
        let notes: Vec<&str> = notes.as_array().into_iter().flatten().filter_map(|note| note.as_str()).collect();
        if !unseen && !notes.is_empty() {
            println!("\n{name}\n  {}", notes.join("\n  "));
        }
    }
}
