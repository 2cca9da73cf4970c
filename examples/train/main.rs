//! Makes the trained data files again from the development data.
//!
//! ```text
//! cargo run --profile fast --example train -- background BENCH > src/matching/data/background.txt
//! cargo run --profile fast --example train -- rank BENCH
//! cargo run --profile fast --example train -- rivals BENCH > src/verify/judge/data/rivals.json
//! cargo run --profile fast --example train -- judge BENCH > src/verify/judge/data/judge.json
//! cargo run --profile fast --example train -- model BENCH       # judge.json and models/reference.jsonl
//! cargo run --profile fast --example train -- validate BENCH
//! cargo run --profile fast --example train -- dump BENCH
//! ```
//!
//! BENCH is the folder of the development data that `docs/benchmarks.md` names. None of its text ends up in the data
//! files: stems with counts, and coefficients. The answers of the entailment model are kept in `target/answers.json`:
//! the first run takes some minutes, the others seconds.

mod background;
mod dump;
mod examples;
mod judge;
mod logistic;
mod rank;
mod records;
mod reference;
mod rivals;
mod validate;
mod words;

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let step = args.next().unwrap_or_default();
    let bench = args.next().unwrap_or_default();
    let result = match step.as_str() {
        "background" => background::run(&bench),
        "rank" => rank::run(&bench),
        "rivals" => rivals::run(&bench),
        "judge" => judge::run(&bench),
        "validate" => validate::run(&bench),
        "model" => reference::run(&bench),
        "dump" => dump::run(&bench),
        _ => Err("usage: train background|rank|rivals|judge|model|validate|dump BENCH".into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
