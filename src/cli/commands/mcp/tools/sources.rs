//! Sources as calls give them, and the input that they make together with a claim.

use citecheck::claims::{self, Errors, Format, Input, Options};
use citecheck::source::Source;
use rmcp::schemars::{self, JsonSchema};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Fault;

/// Sources that a call may name.
const MAX_SOURCES: usize = 64;

/// A source: an address, or a text that is at hand.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(crate = "schemars", inline)]
pub enum SourceArgument {
    /// The http or https address of a page.
    Address(String),
    /// A text to compare with instead of a page.
    Text(GivenText),
}

/// A text that is at hand.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(crate = "schemars", inline)]
pub struct GivenText {
    /// The text itself.
    pub text: String,
    /// What it is called, for "according to …".
    #[serde(default)]
    pub title: Option<String>,
}

/// `claims` that all cite every one of `sources`, read as a claims file would be.
pub fn input(claims: &[&str], sources: &[SourceArgument]) -> Result<Input, Fault> {
    if sources.is_empty() {
        return Err(Fault::Arguments("sources: name at least one".to_owned()));
    }
    if sources.len() > MAX_SOURCES {
        return Err(Fault::Arguments(format!("sources: at most {MAX_SOURCES}")));
    }
    let ids: Vec<String> = (1..=sources.len()).map(|n| format!("source-{n}")).collect();
    let listed: Vec<Value> = sources
        .iter()
        .zip(&ids)
        .map(|(source, id)| match source {
            SourceArgument::Address(url) => json!({"id": id, "url": url}),
            SourceArgument::Text(GivenText { text, title: None }) => {
                json!({"id": id, "text": text})
            }
            SourceArgument::Text(GivenText { text, title }) => {
                json!({"id": id, "text": text, "title": title})
            }
        })
        .collect();
    let claims: Vec<Value> = claims
        .iter()
        .map(|claim| json!({"text": claim, "cites": ids}))
        .collect();
    let file = json!({"source": listed, "claim": claims}).to_string();
    claims::read("call", file.as_bytes(), Format::Json, &Options::default())
        .map_err(|errors| refused(&errors))
}

/// The sources of [`input`] alone, for an article whose sentences cite none of their own.
pub fn of_article(sources: &[SourceArgument]) -> Result<Vec<Source>, Fault> {
    if sources.is_empty() {
        return Ok(Vec::new());
    }
    Ok(input(&["The article cites these sources."], sources)?.sources)
}

/// What is wrong with arguments that no claims file may have either.
pub fn refused(errors: &Errors) -> Fault {
    let told: Vec<String> = errors
        .errors
        .iter()
        .map(|error| match &error.help {
            Some(help) => format!("{} ({help})", error.message),
            None => error.message.clone(),
        })
        .collect();
    Fault::Arguments(told.join("; "))
}
