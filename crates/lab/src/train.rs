//! The `train` command: learns the language model from treebanks, newswire and invented sentences.
//!
//! Rust prepares the examples and packs the model; the learning itself is Python, in `crates/lab/training`.

mod examples;
mod invented;
mod inventory;
mod lemmas;
mod listed;
mod newswire;
mod sets;

use crate::python::{environment, finish};
use crate::treebank;
use anyhow::{Context, bail, ensure};
use clap::Args;
use plenipo_language::gazetteer::Gazetteer;
use plenipo_language::look::Forms;
use plenipo_language::network::{self, Sizes};
use plenipo_language::parts::{Lemmas, Parts};
use plenipo_language::{Pos, Relation, Tag, name};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// What to learn from and where to write the model.
#[derive(Args)]
pub struct Options {
    /// Folder with `treebanks/` and `reuters-1987.txt.gz`.
    #[arg(long)]
    data: PathBuf,
    /// Folder for what comes up on the way.
    #[arg(long, default_value = "target/training")]
    work: PathBuf,
    /// The model file to write.
    #[arg(long, default_value = "models/english.plm")]
    out: PathBuf,
    /// Learn without raw newswire that the teacher annotates.
    #[arg(long)]
    without_newswire: bool,
    /// Learn from this share of the sentences only, to try out.
    #[arg(long, default_value_t = 1.0)]
    share: f64,
    /// Prepare the examples only.
    #[arg(long)]
    prepare: bool,
    /// Pack weights that lie in the working folder already.
    #[arg(long, conflicts_with = "prepare")]
    pack: bool,
}

/// How often each invented sentence is filled.
const FILLINGS: usize = 6;

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let clock = Instant::now();
    let say = |what: &str| eprintln!("{:6.1} s  {what}", clock.elapsed().as_secs_f32());
    std::fs::create_dir_all(&options.work).with_context(|| format!("cannot make `{}`", options.work.display()))?;
    let trees = options.data.join("treebanks");
    let gold = treebank::training(&trees)?;
    if !options.pack {
        let annotated: Vec<_> = gold.iter().map(sets::annotated).collect();
        let invented = invented::fill(&project().join("data"), FILLINGS)?;
        let newswire = newswire::raw(&options.data.join("reuters-1987.txt.gz"))?;
        let forms = sets::forms(&annotated, &invented, &newswire);
        say(&format!("{} annotated, {} invented, {} raw sentences", annotated.len(), invented.len(), newswire.len()));
        let gazetteer = listed::gather(&project().join("data"))?;
        let write = |name: &str, set: &[_]| examples::write(&options.work, name, set, &forms, &gazetteer);
        let known: Vec<u8> = forms.known().iter().flat_map(|form| form.to_le_bytes()).collect();
        std::fs::write(options.work.join("forms.u32"), known).context("cannot write the known forms")?;
        write("annotated", &annotated)?;
        write("recased", &sets::recased(&annotated))?;
        write("invented", &invented)?;
        write("newswire", &newswire)?;
        for name in ["ewt-dev", "gum-dev"] {
            let dev = treebank::read(&trees, name)?;
            write(name, &dev.iter().map(sets::annotated).collect::<Vec<_>>())?;
        }
        say("examples written");
        if options.prepare {
            return Ok(());
        }
        learn(options, forms.table_rows())?;
        say("learnt");
    }
    let parts = packed(&options.work, listed::gather(&project().join("data"))?, lemmas::train(&gold))?;
    let bytes = parts.to_bytes();
    std::fs::write(&options.out, &bytes).with_context(|| format!("cannot write `{}`", options.out.display()))?;
    say(&format!("{} bytes in `{}`", bytes.len(), options.out.display()));
    Ok(())
}

/// Returns the folder of the project.
fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Runs the learning in an environment of its own.
fn learn(options: &Options, rows: usize) -> anyhow::Result<()> {
    let scripts = project().join("crates/lab/training");
    let requirements = scripts.join("requirements.txt");
    let python = environment(&options.work.join("python"), &requirements, &["--no-deps"])?;
    let sizes = [rows, Tag::COUNT, Pos::ALL.len(), Relation::COUNT, name::COUNT].map(|size| size.to_string());
    let mut command = Command::new(&python);
    command.arg(scripts.join("learn.py")).arg(&options.work).arg(options.work.join("weights")).args(sizes);
    command.args(["--share", &options.share.to_string()]);
    if options.without_newswire {
        command.arg("--without-newswire");
    }
    finish(&mut command)
}

/// Packs what the learning has left: `forms.u32`, and in `weights` the arrays `NAME.f32` and `sizes.txt`.
fn packed(work: &Path, gazetteer: Gazetteer, lemmas: Lemmas) -> anyhow::Result<Parts> {
    let bytes = |path: PathBuf| std::fs::read(&path).with_context(|| format!("cannot read `{}`", path.display()));
    let known = bytes(work.join("forms.u32"))?;
    let forms =
        Forms::new(known.chunks_exact(4).map(|four| u32::from_le_bytes(four.try_into().expect("four"))).collect());
    let weights = work.join("weights");
    let text = String::from_utf8(bytes(weights.join("sizes.txt"))?).context("`sizes.txt` is no text")?;
    let numbers: Vec<usize> = text.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
    let [rows, width, layers, arc, label] = numbers[..] else { bail!("`sizes.txt`: expected five sizes") };
    ensure!(rows == forms.table_rows(), "the weights were learnt from other examples");
    let sizes = Sizes { rows, width, layers, arc, label };
    let read = |name: &str, len: usize| -> anyhow::Result<Vec<f32>> {
        let numbers = bytes(weights.join(format!("{name}.f32")))?;
        ensure!(numbers.len() == 4 * len, "`{name}` has {} bytes, not {}", numbers.len(), 4 * len);
        Ok(numbers.chunks_exact(4).map(|four| f32::from_le_bytes(four.try_into().expect("four"))).collect())
    };
    let mut arrays = HashMap::new();
    for (name, len) in network::arrays(sizes) {
        arrays.insert(name, read(name, len)?);
    }
    let network = network::write(sizes, &read("table", rows * width)?, |name| arrays[name].clone());
    Ok(Parts { network, forms, gazetteer, lemmas })
}
