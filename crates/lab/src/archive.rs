//! The `archive` command: makes a web archive, reads it with `plenipo`, and prints time and memory.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use clap::Args;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::memory;

/// The most memory that reading may take.
const MOST_MEGABYTES: u64 = 250;
/// Every so many pages, one record is broken.
const BROKEN_EVERY: usize = 100;

/// What to make and read.
#[derive(Args)]
pub struct Options {
    /// The program to measure.
    #[arg(long, default_value = "target/release/plenipo")]
    plenipo: PathBuf,
    /// How many pages the archive holds.
    #[arg(long, default_value_t = 10_000)]
    pages: usize,
    /// Where to write it.
    #[arg(long, default_value = "target/made.warc.gz")]
    out: PathBuf,
}

/// Runs the command; fails where records are lost, memory grows, or a stopped run does not go on where it was.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let broken = make(&options.out, options.pages)?;
    let size = options.out.metadata()?.len() / 1_000_000;
    println!("{}: {} pages, {broken} of them broken, {size} MB packed", options.out.display(), options.pages);

    let begun = Instant::now();
    let (whole, peak) = read(options, &[], None)?;
    let seconds = begun.elapsed().as_secs_f64();
    println!("{} articles in {seconds:.1} s, {:.0} a second", whole.len(), whole.len() as f64 / seconds);
    println!("peak memory {peak} MB (at most {MOST_MEGABYTES})");
    ensure!(whole.len() == options.pages - broken, "{} articles, expected {}", whole.len(), options.pages - broken);
    ensure!(peak <= MOST_MEGABYTES, "too much memory");

    // Stopped in the middle, and gone on behind the last line.
    let (mut parts, _) = read(options, &[], Some(whole.len() / 2))?;
    let last = parts.last().context("no line")?.clone();
    let (rest, _) = read(options, &["--after", &last], None)?;
    parts.extend(rest);
    ensure!(parts == whole, "stopped and gone on, the output differs");
    println!("stopped after {} articles and gone on: the same output", whole.len() / 2);
    Ok(())
}

/// Reads the archive; returns the name of each article, and the peak of memory. Stops the program after `most` lines.
fn read(options: &Options, more: &[&str], most: Option<usize>) -> anyhow::Result<(Vec<String>, u64)> {
    let mut child = Command::new(&options.plenipo)
        .args(["read", "--format", "json"])
        .args(more)
        .arg(&options.out)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot run `{}`", options.plenipo.display()))?;
    let watched = watch(&child);
    let mut names = Vec::new();
    let lines = BufReader::new(child.stdout.take().context("piped")?).lines();
    for line in lines.take(most.unwrap_or(usize::MAX)) {
        let value: serde_json::Value = serde_json::from_str(&line?)?;
        names.push(value["source"].as_str().context("a name")?.to_owned());
    }
    if most.is_some() {
        child.kill()?;
    }
    child.wait()?;
    Ok((names, watched.join().unwrap_or(0)))
}

/// Watches the memory of a process until it ends.
fn watch(child: &Child) -> std::thread::JoinHandle<u64> {
    let process = child.id();
    std::thread::spawn(move || {
        let mut peak = 0;
        while let Some(now) = memory::peak_megabytes(process) {
            peak = peak.max(now);
            std::thread::sleep(Duration::from_millis(50));
        }
        peak
    })
}

/// Writes an archive of invented pages, one gzip member to a record; returns how many records are broken.
fn make(path: &Path, pages: usize) -> anyhow::Result<usize> {
    let mut out = BufWriter::new(File::create(path).with_context(|| format!("cannot write `{}`", path.display()))?);
    out.write_all(&member(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n")?)?;
    let mut broken = 0;
    for i in 0..pages {
        let mut length_lie = 0;
        let kind = (i % BROKEN_EVERY == BROKEN_EVERY - 1).then_some(i / BROKEN_EVERY % 3);
        broken += usize::from(kind.is_some());
        if kind == Some(0) {
            length_lie = 50;
        }
        let page = page(i);
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
        let record = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/{i}\r\nWARC-Date: 2025-04-12T06:00:00Z\r\n\
             Content-Type: application/http\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len() + length_lie
        );
        let mut record = member(record.as_bytes())?;
        match kind {
            Some(1) => {
                let middle = record.len() / 2;
                record[middle..middle + 16].fill(0xff);
            }
            Some(2) => record.truncate(record.len() / 2),
            _ => {}
        }
        out.write_all(&record)?;
    }
    out.flush()?;
    Ok(broken)
}

fn member(bytes: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// An invented page of about 200 words, with the furniture that pages have.
fn page(i: usize) -> String {
    let ports = ["Selm", "Ostra", "Vila", "Narrow Point", "Lund Haven"];
    let goods = ["wheat", "copper", "timber", "fish meal", "medicines"];
    let (port, good) = (ports[i % 5], goods[i / 5 % 5]);
    let mut body = format!(
        "<p>PORT {port}, April 7 (Reuters) - Ministers of the two island states met on Monday and agreed to open the ferry line number {i}, \
         officials said after the talks.</p>"
    );
    for k in 0..6 {
        let _ = write!(
            body,
            "<p>The price of {good} rose by {} percent in the {k}th week, and the harbour board said that it would hold a \
             meeting about {} boats before the end of the month, when the new pier is to be ready.</p>",
            (i + k) % 40,
            (i * 7 + k) % 90
        );
    }
    let menu = "<li><a href=\"/section/politics\">Politics</a></li>".repeat(60);
    format!(
        "<!DOCTYPE html><html><head><title>Ferry line {i} to open | Harbour Post</title>\
         <meta property=\"article:published_time\" content=\"2025-04-07T14:10:00Z\"><style>{}</style></head>\
         <body><nav><ul>{menu}</ul></nav><article><h1>Ferry line {i} to open</h1>{body}</article>\
         <footer><ul>{menu}</ul></footer></body></html>",
        ".a { color: red; } ".repeat(200)
    )
}
