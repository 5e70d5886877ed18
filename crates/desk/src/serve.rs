//! The desk on a port of this machine.

use std::future::Future;
use std::net::SocketAddr;
use std::{fmt, io};

use tokio::net::TcpListener;
use tokio::runtime;

use crate::desk::Desk;

/// Why a desk is not served.
#[derive(Debug)]
#[non_exhaustive]
pub enum ServeError {
    /// The address can be reached from other machines, and nobody has to sign in.
    NotLoopback(SocketAddr),
    /// The port is taken, or may not be used.
    CannotListen(SocketAddr, io::Error),
    /// The system lets no server run.
    System(io::Error),
}

/// Serves a desk until the program is told to stop; requests under way are answered first.
///
/// `ready` is called once with the address, whose port is the real one where port 0 was asked for.
///
/// # Errors
///
/// Fails if the address is not one of this machine alone and the desk has no users, or if it cannot be listened on.
pub fn serve(desk: &Desk, address: SocketAddr, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    // Whoever reaches the port reads the whole ledger: no address but this machine's own unless people sign in.
    if !address.ip().is_loopback() && desk.policy.access().is_none() {
        return Err(ServeError::NotLoopback(address));
    }
    let runtime = runtime::Builder::new_multi_thread().enable_all().build().map_err(ServeError::System)?;
    runtime.block_on(async {
        let cannot = |error| ServeError::CannotListen(address, error);
        let listener = TcpListener::bind(address).await.map_err(cannot)?;
        let stop = stop().map_err(ServeError::System)?;
        ready(listener.local_addr().map_err(cannot)?);
        let service = desk.router().into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, service).with_graceful_shutdown(stop).await.map_err(ServeError::System)
    })
}

/// Waits until the program is interrupted or told to end.
///
/// # Errors
///
/// Fails if the system does not tell of signals.
pub fn stop() -> io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    let mut ended = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    Ok(async move {
        let interrupted = async {
            // Without a way to hear of an interruption the program is ended by other means.
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        };
        #[cfg(unix)]
        tokio::select! {
            () = interrupted => {}
            _ = ended.recv() => {}
        }
        #[cfg(not(unix))]
        interrupted.await;
    })
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ServeError::NotLoopback(address) => write!(
                f,
                "`{address}` can be reached from other machines, and the desk has no users; hint: `plenipo users add NAME \
                 --role admin` makes the first one, or listen on 127.0.0.1"
            ),
            ServeError::CannotListen(address, error) => write!(f, "cannot listen on `{address}`: {error}"),
            ServeError::System(error) => write!(f, "cannot run a server: {error}"),
        }
    }
}

impl std::error::Error for ServeError {}
