//! Python environments of the laboratory's scripts.

use anyhow::{Context, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Makes an environment with what a file requires unless it is there, and returns its interpreter.
///
/// `options` go to the installer. What was installed last is noted in the environment.
pub fn environment(folder: &Path, requirements: &Path, options: &[&str]) -> anyhow::Result<PathBuf> {
    let wanted =
        std::fs::read_to_string(requirements).with_context(|| format!("cannot read `{}`", requirements.display()))?;
    let python = folder.join("bin/python");
    let note = folder.join("installed.txt");
    if std::fs::read_to_string(&note).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    if !python.exists() {
        finish(Command::new("python3").args(["-m", "venv"]).arg(folder))?;
    }
    let install = ["-m", "pip", "install", "--quiet"];
    finish(Command::new(&python).args(install).args(options).arg("-r").arg(requirements))?;
    std::fs::write(&note, wanted).with_context(|| format!("cannot write `{}`", note.display()))?;
    Ok(python)
}

/// Runs a command to its end; an error names it.
pub fn finish(command: &mut Command) -> anyhow::Result<()> {
    let status = command.status().with_context(|| format!("cannot run {command:?}"))?;
    ensure!(status.success(), "{command:?} failed: {status}");
    Ok(())
}
