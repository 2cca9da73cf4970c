//! What a large run costs. Ignored, since it measures:
//! `cargo test --profile fast --test fetch performance -- --ignored --nocapture`

use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use citecheck::cache::Cache;

use crate::support::program::command;
use crate::support::server::{Reply, Server};

const HOSTS: usize = 20;
const ADDRESSES: usize = 2_000;
const LATENCY: Duration = Duration::from_millis(20);
const AT_ONCE: usize = 64;

/// The most memory that a process has had, in KiB, as Linux tells while it runs.
fn peak_memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[test]
#[ignore = "measures; see the top of the file"]
fn two_thousand_addresses_on_twenty_hosts() {
    let servers: Vec<Server> = (0..HOSTS)
        .map(|_| {
            Server::start(|request| {
                let page = format!("<p>Page {} of the harbour's report.</p>", request.path);
                Reply::html(&page.repeat(600)).late(LATENCY)
            })
        })
        .collect();
    let addresses: Vec<String> = (0..ADDRESSES)
        .map(|n| servers[n % HOSTS].url(&format!("/{n}")))
        .collect();
    let mut args = vec!["fetch", "--allow-private-network", "--host-interval=0"];
    args.extend(addresses.iter().map(String::as_str));
    let bound = LATENCY * u32::try_from(ADDRESSES.div_ceil(AT_ONCE)).unwrap();

    for round in 1..=5 {
        let dir = tempfile::tempdir().unwrap();
        let begun = Instant::now();
        let mut run = command(dir.path(), &args);
        let mut run = run.stdout(Stdio::null()).spawn().unwrap();
        let mut peak = 0;
        while run.try_wait().unwrap().is_none() {
            peak = peak_memory(run.id()).unwrap_or(0).max(peak);
            thread::sleep(Duration::from_millis(2));
        }
        let took = begun.elapsed();
        let sound = Cache::open(dir.path().join("cache"))
            .unwrap()
            .verify()
            .unwrap()
            .sound;
        println!(
            "round {round}: {:.3} s, {:.2} times the bound of {:.3} s; peak {} MiB; {sound} sound",
            took.as_secs_f64(),
            took.as_secs_f64() / bound.as_secs_f64(),
            bound.as_secs_f64(),
            peak / 1_024,
        );
        assert_eq!(sound, ADDRESSES);
    }
    for (n, address) in addresses.iter().enumerate() {
        let path = format!("/{n}");
        assert_eq!(
            servers[n % HOSTS].count(&path),
            5,
            "{address} is asked for once a round"
        );
    }
}
