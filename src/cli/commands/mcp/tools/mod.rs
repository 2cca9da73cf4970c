//! The tools, one file each: what they take and give, as types from which their schemas are made.

mod answer;
mod check_article;
mod check_claim;
mod find_passage;
mod read_page;
mod sources;

use std::any::Any;

use rmcp::handler::server::tool::{schema_for_output, schema_for_type};
use rmcp::model::{JsonObject, Tool, ToolAnnotations};
use rmcp::schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::call::Call;
use super::desk::Desk;

/// Why a call has no answer.
pub enum Fault {
    /// The arguments are not what the tool takes: the client's to mend.
    Arguments(String),
    /// The work could not be done: the model should read why.
    Work(String),
}

impl From<anyhow::Error> for Fault {
    fn from(error: anyhow::Error) -> Self {
        Self::Work(format!("{error:#}"))
    }
}

/// Every tool, as clients list them.
pub fn all() -> Vec<Tool> {
    vec![
        tool::<check_claim::Arguments, answer::Outcome>(
            "check_claim",
            "Check a claim",
            check_claim::ABOUT,
        ),
        tool::<check_article::Arguments, check_article::Answer>(
            "check_article",
            "Check an article",
            check_article::ABOUT,
        ),
        tool::<find_passage::Arguments, find_passage::Answer>(
            "find_passage",
            "Find a quotation",
            find_passage::ABOUT,
        ),
        tool::<read_page::Arguments, read_page::Answer>(
            "read_page",
            "Read a page",
            read_page::ABOUT,
        ),
    ]
}

/// Calls the tool of that name. Blocks for as long as the work takes.
pub fn call(name: &str, arguments: JsonObject, desk: &Desk, call: &Call) -> Result<Value, Fault> {
    match name {
        "check_claim" => answer(arguments, |given| check_claim::run(&given, desk, call)),
        "check_article" => answer(arguments, |given| check_article::run(&given, desk, call)),
        "find_passage" => answer(arguments, |given| find_passage::run(&given, desk, call)),
        "read_page" => answer(arguments, |given| read_page::run(&given, desk, call)),
        _ => Err(Fault::Arguments(format!("there is no tool `{name}`"))),
    }
}

fn answer<A: DeserializeOwned, R: Serialize>(
    arguments: JsonObject,
    run: impl FnOnce(A) -> Result<R, Fault>,
) -> Result<Value, Fault> {
    let given = serde_json::from_value(Value::Object(arguments))
        .map_err(|error| Fault::Arguments(error.to_string()))?;
    let answer = run(given)?;
    serde_json::to_value(answer).map_err(|error| Fault::Work(error.to_string()))
}

fn tool<A: JsonSchema + Any, R: JsonSchema + Any>(
    name: &'static str,
    title: &str,
    about: &'static str,
) -> Tool {
    // They get pages, which ends up in the cache, and change nothing else.
    let kind = ToolAnnotations::new()
        .read_only(true)
        .idempotent(true)
        .open_world(true);
    Tool::new(name, about, schema_for_type::<A>())
        .with_title(title)
        .with_raw_output_schema(schema_for_output::<R>())
        .with_annotations(kind)
}
