//! Makes the trained data files again from the development data.
//!
//! ```text
//! cargo run --profile fast --example train -- background FILE.jsonl… > src/matching/data/background.txt
//! cargo run --profile fast --example train -- rank FILE.jsonl…
//! cargo run --profile fast --example train -- judge FILE.jsonl… > src/verify/data/model.json
//! cargo run --profile fast --example train -- validate FILE.jsonl…
//! cargo run --profile fast --example train -- dump FILE.jsonl…
//! ```
//!
//! The files are those that `docs/benchmarks.md` names: records with `claim`, `passages` and labels,
//! one JSON object a line. None of their text ends up in the data files: stems with counts, and
//! coefficients.

mod background;
mod claims;
mod dump;
mod examples;
mod judge;
mod logistic;
mod rank;
mod records;
mod validate;
mod words;

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let step = args.next().unwrap_or_default();
    let files: Vec<String> = args.collect();
    let result = match step.as_str() {
        "background" => background::run(&files),
        "rank" => rank::run(&files),
        "judge" => judge::run(&files),
        "validate" => validate::run(&files),
        "dump" => dump::run(&files),
        _ => Err("usage: train background|rank|judge|validate|dump FILE.jsonl…".into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
