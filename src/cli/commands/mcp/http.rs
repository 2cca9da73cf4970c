//! Serving over HTTP, for hosts that don't start the program themselves.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use rmcp::transport::streamable_http_server::session::local::LocalSessionManager;
use rmcp::transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use super::server::Server;
use crate::cli::output;

/// Connections at once; a client has two.
const MAX_CONNECTIONS: usize = 256;

/// Time to send the head of a request.
const HEAD_TIME: Duration = Duration::from_secs(10);

/// Bytes of the largest request: an article and its envelope.
const MAX_REQUEST: usize = 16 << 20;

/// Serves at `address` until the program is ended. Requests are taken from clients that call the server by a name of
/// this machine, by the address itself, or by one of `hosts`, and from no page in a browser.
pub async fn serve(server: Server, address: SocketAddr, hosts: &[String]) -> anyhow::Result<()> {
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen at {address}"))?;
    let address = listener.local_addr().context("cannot listen")?;
    output::tell(&format!("listening at http://{address}/mcp"));
    let service = StreamableHttpService::new(
        move || Ok(server.clone()),
        Arc::new(LocalSessionManager::default()),
        config(address, hosts),
    );
    let connections = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    loop {
        // The semaphore is never closed.
        let Ok(permit) = Arc::clone(&connections).acquire_owned().await else {
            return Ok(());
        };
        let Ok((stream, _)) = listener.accept().await else {
            // Out of files, or the client has gone again; the next one may do better.
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        let service = service.clone();
        tokio::spawn(async move {
            let answer = service_fn(|request| {
                let service = service.clone();
                async move { Ok::<_, Infallible>(service.handle(request).await) }
            });
            let mut http = hyper::server::conn::http1::Builder::new();
            http.timer(TokioTimer::new()).header_read_timeout(HEAD_TIME);
            // A connection that breaks concerns its client alone.
            let _ = http.serve_connection(TokioIo::new(stream), answer).await;
            drop(permit);
        });
    }
}

fn config(address: SocketAddr, hosts: &[String]) -> StreamableHttpServerConfig {
    let own = ["localhost", "127.0.0.1", "::1"].map(str::to_owned);
    let named = hosts.iter().cloned().chain([address.ip().to_string()]);
    StreamableHttpServerConfig::default()
        .with_allowed_hosts(own.into_iter().chain(named))
        .enforce_origin_validation()
        .with_max_request_body_bytes(MAX_REQUEST)
}
