//! What each value of the settings file may be, in the words of the flag that it stands for.

use std::fmt::Display;
use std::str::FromStr;

use citecheck::claims::{self, Scope};
use citecheck::inner::nearest;
use citecheck::report::{FailOn, Format};
use citecheck::verify::JudgeKind;

use crate::cli::args::fetch::values::header;
use crate::cli::args::report::parse_output;
use crate::cli::args::units::{at_least_one, duration, some_bytes, some_time};
use crate::cli::checked::{Percent, Preset};

/// Looks at `value` of `key` in `section`; of a list at each item.
///
/// # Errors
/// What is wrong with it, and what it may be.
pub fn check(section: &str, key: &str, value: &str) -> Result<(), String> {
    match (section, key) {
        ("input", "input-format") if value.parse::<claims::Format>().is_ok() => Ok(()),
        ("input", "input-format") => one_of(value, claims::Format::all().map(claims::Format::name)),
        ("input", "scope") => one_of(value, Scope::ALL.into_iter().map(Scope::name)),
        ("fetch", "max-age" | "host-interval") | ("host", "interval") => given(duration(value)),
        ("fetch", "timeout" | "max-time" | "connect-timeout" | "idle-timeout")
        | ("host", "timeout") => given(some_time(value)),
        ("fetch", "max-size") => given(some_bytes(value)),
        ("fetch", "max-concurrency" | "host-concurrency") | ("host", "concurrency") => {
            given(at_least_one(value))
        }
        ("fetch", "archive") => one_of(value, ["none", "wayback"]),
        ("host", "headers") => given(header(value)),
        ("check", "need") => one_of(value, ["any", "all"]),
        ("check", "judge") => parses::<JudgeKind>(value),
        ("check" | "path", "fail-on") => parses::<FailOn>(value),
        ("check", "preset") => parses::<Preset>(value),
        ("check", "min-checked") => parses::<Percent>(value),
        ("report", "format") => parses::<Format>(value),
        ("report", "output") => given(parse_output(value)),
        ("report", "color") => one_of(value, ["auto", "always", "never"]),
        _ => Ok(()),
    }
}

fn given<T, E: Display>(read: Result<T, E>) -> Result<(), String> {
    read.map(drop).map_err(|error| format!("{error:#}"))
}

fn parses<T: FromStr<Err: Display>>(value: &str) -> Result<(), String> {
    given(value.parse::<T>())
}

fn one_of(value: &str, known: impl IntoIterator<Item = &'static str>) -> Result<(), String> {
    let known: Vec<&str> = known.into_iter().collect();
    if known.contains(&value) {
        return Ok(());
    }
    let near = nearest(value, known.iter().copied());
    let near = near.map_or_else(String::new, |near| format!(" (did you mean `{near}`?)"));
    Err(format!("`{value}` is none of {}{near}", known.join(", ")))
}
