//! The two ways in: standard input and output, and HTTP on this machine.

use std::net::SocketAddr;
use std::sync::Arc;
use std::{fmt, io};

use axum::Router;
use rmcp::ServiceExt as _;
use rmcp::transport::stdio;
use rmcp::transport::streamable_http_server::session::local::LocalSessionManager;
use rmcp::transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService};
use tokio::net::TcpListener;
use tokio::runtime;

use crate::server::Agents;

/// The most that a request over HTTP may hold, in bytes: a call is a name and a few words.
const LONGEST_REQUEST: usize = 64 * 1024;

/// Why agents are not served.
#[derive(Debug)]
#[non_exhaustive]
pub enum ServeError {
    /// The address can be reached from other machines.
    NotLoopback(SocketAddr),
    /// The port is taken, or may not be used.
    CannotListen(SocketAddr, io::Error),
    /// The agent does not speak the protocol.
    NoProtocol(String),
    /// The system lets no server run.
    System(io::Error),
}

/// Answers the agent at standard input and output until it goes.
///
/// # Errors
///
/// Fails if what comes in is not the protocol.
pub fn serve_stdio(agents: Agents) -> Result<(), ServeError> {
    runtime()?.block_on(async {
        let told = |error: &dyn fmt::Display| ServeError::NoProtocol(error.to_string());
        let service = agents.serve(stdio()).await.map_err(|error| told(&error))?;
        service.waiting().await.map_err(|error| told(&error))?;
        Ok(())
    })
}

/// Answers agents over HTTP under `/mcp` until the program is interrupted; `ready` is called once with the address.
///
/// # Errors
///
/// Fails if the address is not one of this machine alone, or cannot be listened on.
pub fn serve_http(agents: Agents, address: SocketAddr, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    if !address.ip().is_loopback() {
        return Err(ServeError::NotLoopback(address));
    }
    runtime()?.block_on(async {
        let cannot = |error| ServeError::CannotListen(address, error);
        let listener = TcpListener::bind(address).await.map_err(cannot)?;
        ready(listener.local_addr().map_err(cannot)?);
        // A page in a browser on this machine is no agent: whatever says that it comes from one is refused.
        let config = StreamableHttpServerConfig::default()
            .with_json_response(true)
            .with_legacy_session_mode(false)
            .with_max_request_body_bytes(LONGEST_REQUEST)
            .enforce_origin_validation();
        let service =
            StreamableHttpService::new(move || Ok(agents.clone()), Arc::new(LocalSessionManager::default()), config);
        let router = Router::new().nest_service("/mcp", service);
        let stop = plenipo_desk::stop().map_err(ServeError::System)?;
        axum::serve(listener, router).with_graceful_shutdown(stop).await.map_err(ServeError::System)
    })
}

fn runtime() -> Result<runtime::Runtime, ServeError> {
    runtime::Builder::new_multi_thread().enable_all().build().map_err(ServeError::System)
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ServeError::NotLoopback(address) => {
                write!(f, "`{address}` can be reached from other machines; hint: listen on 127.0.0.1")
            }
            ServeError::CannotListen(address, error) => write!(f, "cannot listen on `{address}`: {error}"),
            ServeError::NoProtocol(reason) => write!(f, "the agent does not speak the protocol: {reason}"),
            ServeError::System(error) => write!(f, "cannot run a server: {error}"),
        }
    }
}

impl std::error::Error for ServeError {}
