//! The `mcp` command: the record for agents.

use std::io::{self, Write as _};
use std::net::SocketAddr;

use clap::Args;
use plenipo_agents::{Agents, serve_http, serve_stdio};
use plenipo_desk::Answers;

use super::{Place, serve};
use crate::exit;

/// What to serve, and how.
///
/// Speaks the Model Context Protocol over standard input and output. Tools only read.
#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    place: Place,

    /// Serve the sample articles inside the program instead of a ledger
    #[arg(long, conflicts_with = "ledger")]
    demo: bool,

    /// Listen for HTTP on this address instead, under /mcp; only this machine reaches it
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<SocketAddr>,

    /// Where people find the desk, for permalinks, such as `http://127.0.0.1:8080`
    #[arg(long, value_name = "ADDRESS", value_parser = super::parse_site)]
    site: Option<String>,
}

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<u8> {
    // Several readers need a file; it goes with the program.
    let folder = tempfile::tempdir()?;
    let ledger = if options.demo { serve::demo(folder.path())? } else { options.place.existing()?.to_owned() };
    let agents = Agents::new(Answers::new(serve::desk(&ledger)?), options.site.as_deref());
    match options.listen {
        Some(address) => serve_http(agents, address, |address| {
            // The address is what a program that starts this one waits for.
            let _ = writeln!(io::stdout(), "http://{address}/mcp");
        })?,
        None => serve_stdio(agents)?,
    }
    Ok(exit::DONE)
}
