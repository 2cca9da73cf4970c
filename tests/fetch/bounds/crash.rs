//! Killed at any instant, a run leaves a sound cache, and the next one finishes the job.
//!
//! `cargo test` tries a few instants. For 200:
//! `CITECHECK_KILLS=200 cargo test --test fetch crash -- --nocapture`

use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use citecheck::cache::{Cache, Verified};

use crate::support::program::{citecheck, command};
use crate::support::server::{Reply, Server};

const PAGES: usize = 40;

fn verify(dir: &Path) -> Verified {
    let cache = Cache::open(dir.join("cache")).unwrap();
    cache.verify().unwrap()
}

#[test]
fn killed_at_any_instant_a_run_leaves_a_sound_cache_that_the_next_one_completes() {
    let kills: u32 = std::env::var("CITECHECK_KILLS").map_or(6, |kills| kills.parse().unwrap());
    let server = Server::start(|request| {
        let page = format!("<p>Page {}.", request.path).repeat(3_000);
        Reply::html(&page).late(Duration::from_millis(3))
    });
    let addresses: Vec<String> = (0..PAGES).map(|n| server.url(&format!("/{n}"))).collect();
    let mut args = vec!["fetch", "--allow-private-network", "--host-interval=0"];
    args.extend(addresses.iter().map(String::as_str));

    let whole_run = || {
        let dir = tempfile::tempdir().unwrap();
        let begun = Instant::now();
        assert_eq!(citecheck(dir.path(), &args).code, Some(0));
        assert_eq!(verify(dir.path()).sound, PAGES);
        begun.elapsed()
    };
    // The first run is slowed by what the system has to load.
    let whole_run = whole_run().min(whole_run());

    let mut stored_at_kill = Vec::new();
    for kill in 0..kills {
        let dir = tempfile::tempdir().unwrap();
        let mut run = command(dir.path(), &args);
        let mut run = run
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(whole_run * kill / kills);
        run.kill().unwrap();
        run.wait().unwrap();
        let after = verify(dir.path());
        assert_eq!(after.damaged, [], "killed at {kill}/{kills} of the run");
        stored_at_kill.push(after.sound);

        let next = citecheck(dir.path(), &args);
        assert_eq!(next.code, Some(0), "{next:?}");
        let after = verify(dir.path());
        assert_eq!((after.sound, after.damaged.len()), (PAGES, 0));
    }
    println!("{kills} kills; snapshots stored at each: {stored_at_kill:?}");
}
