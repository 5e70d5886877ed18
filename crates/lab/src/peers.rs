//! The `peers` command: other programs, trained on the same treebanks and measured in the same way.
//!
//! The programs run in Python. What they learn from and are measured on is written here, so that there is one reading
//! of the treebanks and one definition of a name; `peers/peers.py` does the rest and answers in JSON.

use crate::language::system::{self, System};
use crate::python::environment;
use crate::treebank::{self, Gold};
use anyhow::{Context, bail};
use clap::Args;
use plenipo_language::NameKind;
use plenipo_language::name::{NONE, begins};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Where the treebanks are and where to work.
#[derive(Args)]
pub struct Options {
    /// Folder with the training and development parts of both treebanks.
    #[arg(long)]
    treebanks: PathBuf,
    /// Folder for the Python environment, the data and the trained models.
    #[arg(long, default_value = "target/peers")]
    work: PathBuf,
}

/// The parts that are measured.
const PARTS: [&str; 2] = ["ewt-dev", "gum-dev"];

/// The programs by the names that `peers.py` knows them by.
const PEERS: [&str; 2] = ["spacy", "udpipe"];

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<()> {
    print!("{}", system::table(&measure(&options.work, &options.treebanks)?));
    Ok(())
}

/// Measures the programs one after the other; installs and trains in the folder `work` what is not there.
pub fn measure(work: &Path, treebanks: &Path) -> anyhow::Result<Vec<System>> {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers");
    write_data(&work.join("data"), treebanks)?;
    let python = environment(&work.join("venv"), &scripts.join("requirements.txt"), &[])?;
    let call = |what: &str, peer: &str| {
        let mut command = Command::new(&python);
        command.arg(scripts.join("peers.py")).args([what, peer]).arg(work);
        output(&mut command)
    };
    let mut peers = Vec::new();
    for peer in PEERS {
        call("train", peer)?;
        let told = call("measure", peer)?;
        peers.push(serde_json::from_str(&told).with_context(|| format!("`peers.py measure {peer}` told `{told}`"))?);
    }
    Ok(peers)
}

/// Writes what the programs learn from and are measured on.
fn write_data(folder: &Path, treebanks: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make `{}`", folder.display()))?;
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).with_context(|| format!("cannot write `{}`", path.display()))
    };
    write("train.tsv", &rows(&treebank::training(treebanks)?))?;
    let mut all = String::new();
    for name in PARTS {
        let gold = treebank::read(treebanks, name)?;
        let text = treebank::raw(&gold).0;
        write(&format!("{name}.tsv"), &rows(&gold))?;
        write(&format!("{name}.txt"), &text)?;
        all += &text;
        all.push('\n');
    }
    write("speed.txt", &all)
}

/// Writes a line a word: form, part of speech, tag, governor, relation, name and whether white space follows.
///
/// A name is `-` where nobody marked names, `O` outside of one. Blank lines end sentences; `# doc` and `# par` open
/// documents and paragraphs.
fn rows(gold: &[Gold]) -> String {
    let mut text = String::new();
    let mut document = "";
    for sentence in gold {
        if sentence.document != document {
            document = &sentence.document;
            writeln!(text, "# doc {document}").expect("strings take all text");
        }
        if sentence.opens_paragraph {
            text.push_str("# par\n");
        }
        for (word, &class) in sentence.words.iter().zip(&sentence.names) {
            let form = word.form.replace(' ', "\u{a0}");
            let name = if sentence.marks_names() { name(class) } else { "-".to_owned() };
            let (pos, tag, head, relation) = (word.pos, word.tag, word.head, word.relation);
            let space = u8::from(word.space_after);
            writeln!(text, "{form}\t{pos}\t{tag}\t{head}\t{relation}\t{name}\t{space}").expect("strings take all text");
        }
        text.push('\n');
    }
    text
}

/// Spells a class of names.
fn name(class: usize) -> String {
    if class == NONE {
        return "O".to_owned();
    }
    let kind = NameKind::ALL[(class - 1) / 2];
    let edge = if class == begins(kind) { 'B' } else { 'I' };
    format!("{edge}-{kind:?}")
}

/// Runs a program on one thread and returns what it prints; its errors go where ours go.
fn output(command: &mut Command) -> anyhow::Result<String> {
    for library in ["OMP", "OPENBLAS", "MKL", "BLIS"] {
        command.env(format!("{library}_NUM_THREADS"), "1");
    }
    command.env("PYTHONHASHSEED", "0").stderr(Stdio::inherit());
    let spelt = format!("{command:?}");
    let ran = command.output().with_context(|| format!("cannot run {spelt}"))?;
    if !ran.status.success() {
        bail!("{spelt}: {}", ran.status);
    }
    String::from_utf8(ran.stdout).with_context(|| format!("{spelt} printed no text"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_mark_names_only_where_people_did() {
        let row = "1\tOslo\tOslo\tPROPN\tNNP\t_\t0\troot\t_\tEntity=(1-place-new)\n\n";
        for (document, wanted) in [("GUM_news_x", "B-Place"), ("weblog_x", "-")] {
            let gold = treebank::parse(&format!("# newdoc id = {document}\n{row}")).expect("a well-formed sentence");
            let expected = format!("# doc {document}\n# par\nOslo\tPROPN\tNNP\t0\troot\t{wanted}\t1\n\n");
            assert_eq!(rows(&gold), expected);
        }
    }
}
