//! How long the pages of a folder take, on one core: parsing alone by scraper, and reading by
//! citecheck, which includes parsing. Prints each one's median over seven rounds.
//!
//! ```text
//! cargo run --release --manifest-path benches/extraction/Cargo.toml -- FOLDER
//! ```

use std::error::Error;
use std::time::{Duration, Instant};

use citecheck::extract::{Hints, read};

const ROUNDS: usize = 7;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("give a folder of pages")?;
    let mut pages = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "html") {
            pages.push(std::fs::read(path)?);
        }
    }
    let bytes: usize = pages.iter().map(Vec::len).sum();
    let mut parsing = Vec::new();
    let mut reading = Vec::new();
    for _ in 0..ROUNDS {
        parsing.push(timed(&pages, |page| {
            let text = String::from_utf8_lossy(page);
            scraper::Html::parse_document(&text).tree.nodes().count()
        }));
        reading.push(timed(&pages, |page| {
            read(page, &Hints::default()).map_or(0, |reading| reading.document.passages.len())
        }));
    }
    println!("{} pages, {:.1} MB", pages.len(), bytes as f64 / 1e6);
    let parsing = median(parsing);
    let reading = median(reading);
    for (name, time) in [("scraper, parsing alone", parsing), ("citecheck, reading", reading)] {
        let seconds = time.as_secs_f64();
        println!("{name:<24} {:8.1} ms {:8.0} pages/s", seconds * 1e3, pages.len() as f64 / seconds);
    }
    println!("ratio {:.2}", reading.as_secs_f64() / parsing.as_secs_f64());
    Ok(())
}

fn timed(pages: &[Vec<u8>], mut run: impl FnMut(&[u8]) -> usize) -> Duration {
    let start = Instant::now();
    for page in pages {
        std::hint::black_box(run(page));
    }
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
