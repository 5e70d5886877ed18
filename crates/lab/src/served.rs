//! A ledger that is served, and how to ask it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, ensure};

/// A program that ends with the measurement.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts a desk; returns it with its address.
pub fn serve(plenipo: &Path, ledger: &Path) -> anyhow::Result<(Running, String)> {
    let mut command = Command::new(plenipo);
    command.args(["serve", "--listen", "127.0.0.1:0", "--ledger"]).arg(ledger);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut desk = Running(child.with_context(|| format!("cannot start `{}`", plenipo.display()))?);
    let mut line = String::new();
    let out = desk.0.stdout.take().context("the desk says nothing")?;
    BufReader::new(out).read_line(&mut line)?;
    let address = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
    ensure!(!address.is_empty(), "the desk did not start");
    Ok((desk, address))
}

/// How often a page may lead on: an event is called anew when an earlier report of it is added.
const LED_ON: usize = 3;

/// Asks for a page that must be there, wherever it leads.
pub fn get(address: &str, path: &str) -> anyhow::Result<()> {
    let mut path = path.to_owned();
    for _ in 0..=LED_ON {
        let mut stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
        let mut reply = Vec::new();
        stream.read_to_end(&mut reply)?;
        let head = String::from_utf8_lossy(&reply[..reply.len().min(2000)]);
        let status = head.lines().next().unwrap_or_default();
        if status.starts_with("HTTP/1.1 200") {
            return Ok(());
        }
        ensure!(status.starts_with("HTTP/1.1 308"), "{path}: {status}");
        let to = head.lines().find_map(|line| line.strip_prefix("location: ")).context("it leads nowhere")?;
        to.clone_into(&mut path);
    }
    anyhow::bail!("{path} leads on and on")
}
