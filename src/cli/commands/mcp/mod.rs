//! `citecheck mcp`: the program as a tool of models, over the Model Context Protocol.
//!
//! A call passes these files in order: `server` takes it, tells of its progress and hears that it is no longer wanted,
//! `call` is what it does these things with, `tools` has one file a tool, and `desk` is what they share: cache,
//! fetcher, judge. `http` serves over a port instead of standard input and output.

mod call;
mod desk;
mod http;
mod server;
mod tools;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use rmcp::ServiceExt as _;

use self::desk::Desk;
use self::server::Server;
use crate::cli::args::checking::NeedArg;
use crate::cli::args::fetch::FetchArgs;
use crate::cli::args::judge::JudgeArgs;
use crate::cli::args::settings::SettingsArgs;
use crate::cli::exit::Exit;

/// How long threads may take to end once the client has gone.
const LAST_WRITES: Duration = Duration::from_secs(2);

/// Serve models that write: tools that check a claim or an article, find a quotation, read a page.
///
/// Speaks the Model Context Protocol over standard input and output, as the hosts of models start it; docs/mcp.md has
/// their settings.
#[derive(clap::Args)]
pub struct Args {
    /// Serve over HTTP instead: at a port of this machine alone, or at an address.
    #[arg(long, value_name = "[IP:]PORT", value_parser = address)]
    listen: Option<SocketAddr>,
    /// Name under which clients reach the server, where it is not this machine's own; repeatable.
    #[arg(long = "host", value_name = "NAME", requires = "listen")]
    hosts: Vec<String>,
    /// Sources that must bear a claim out where a call doesn't say: any of them, or all [default: any].
    #[arg(long, value_enum, env = "CITECHECK_NEED", hide_env = true)]
    need: Option<NeedArg>,
    #[command(flatten)]
    judge: JudgeArgs,
    #[command(flatten)]
    fetch: FetchArgs,
    #[command(flatten)]
    settings: SettingsArgs,
}

/// An address to listen at; a port alone is one of this machine.
fn address(text: &str) -> Result<SocketAddr, String> {
    if let Ok(port) = text.parse() {
        return Ok(SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port));
    }
    text.parse().map_err(|_| {
        "write a port, 8000, or an address with one, 127.0.0.1:8000 or [::1]:8000".to_owned()
    })
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let loaded = args.settings.load()?;
    let setup = args.fetch.resolve(&loaded)?;
    let judge = args.judge.resolve(Some(&loaded), Some(&setup.cache))?;
    let desk = Desk {
        need: args.need.unwrap_or_default().into(),
        within: loaded.fence()?,
        takes_paths: args.listen.is_none(),
        setup,
        judge,
    };
    let server = Server::new(Arc::new(desk));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .context("cannot start serving")?;
    let outcome = runtime.block_on(async {
        match args.listen {
            Some(address) => http::serve(server, address, &args.hosts).await,
            None => over_stdio(server).await,
        }
    });
    // What is still under way has nobody to answer to.
    runtime.shutdown_timeout(LAST_WRITES);
    outcome.map(|()| Exit::Clean)
}

/// Serves one client until it closes standard input.
async fn over_stdio(server: Server) -> anyhow::Result<()> {
    let service = match server.serve(rmcp::transport::stdio()).await {
        Ok(service) => service,
        // A client that goes before it has said anything is no failure.
        Err(rmcp::service::ServerInitializeError::ConnectionClosed(_)) => return Ok(()),
        Err(error) => {
            return Err(error).context("the client doesn't speak the Model Context Protocol");
        }
    };
    service.waiting().await.context("serving stopped")?;
    Ok(())
}
