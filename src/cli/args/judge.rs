//! Which judge a run has.

use std::path::PathBuf;

use anstyle::{AnsiColor, Style};
use anyhow::Context as _;
use citecheck::cache::Cache;
use citecheck::entailment::{Entailment, ModelError};
use citecheck::verify::{Judge, JudgeKind};

use crate::cli::args::settings::Loaded;
use crate::cli::output;

const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// The judge, and the model that it asks: flags of every command that verifies.
#[derive(clap::Args, Debug, Default)]
#[command(next_help_heading = "Judging")]
pub struct JudgeArgs {
    /// Who judges: the entailment model with everything else, or words and values alone, which is fast [default: entailment].
    #[arg(long, value_name = "JUDGE", value_parser = kind, env = "CITECHECK_JUDGE", hide_env = true)]
    judge: Option<JudgeKind>,
    /// Another entailment model, in the form that models/README.md describes.
    #[arg(
        long,
        value_name = "FILE",
        env = "CITECHECK_MODEL",
        hide_env = true,
        hide_short_help = true
    )]
    model: Option<PathBuf>,
}

fn kind(name: &str) -> Result<JudgeKind, String> {
    name.parse()
}

impl JudgeArgs {
    /// The judge that flag, environment or settings name. It remembers the answers of its model that are in `cache`, if
    /// one is given.
    pub fn resolve(&self, loaded: Option<&Loaded>, cache: Option<&Cache>) -> anyhow::Result<Judge> {
        let set = loaded.and_then(|loaded| loaded.settings.check.judge.as_deref());
        let asked = match (self.judge, set) {
            (None, Some(name)) => Some(name.parse().map_err(|error: String| {
                anyhow::anyhow!("the settings file's check.judge: {error}")
            })?),
            (judge, _) => judge,
        };
        let entailment = match (asked, &self.model) {
            (Some(JudgeKind::Lexical), _) => return Ok(Judge::lexical()),
            (_, Some(file)) => Entailment::from_file(file).context("--model cannot be used")?,
            (_, None) => match Entailment::built_in() {
                Ok(entailment) => entailment,
                // Who asked for the model by name is not served by another judge.
                Err(error) => {
                    let why = hinted(&error);
                    anyhow::ensure!(asked.is_none(), why);
                    output::tell(&format!(
                        "{WARNING}warning{WARNING:#}: judging by words and values alone: {why}"
                    ));
                    return Ok(Judge::lexical());
                }
            },
        };
        let entailment = match cache {
            Some(cache) => {
                let answers = cache.answers(entailment.sha256());
                entailment.remembering(answers)
            }
            None => entailment.forgetting(),
        };
        Ok(Judge::with(entailment))
    }
}

/// Why this build has no model, and what to do about it.
fn hinted(error: &ModelError) -> String {
    let hint = match error {
        ModelError::Missing => {
            "take models/entail.onnx from citecheck's repository and name it with --model, or choose --judge lexical"
        }
        _ => "build with it, or choose --judge lexical",
    };
    format!("{error}: {hint}")
}

/// Keeps in `cache` what the judge's model was asked for the first time. A cache that can't be written costs the next run
/// time, and this one nothing.
pub fn keep_answers(judge: &Judge, cache: &Cache) {
    if let Some(entailment) = judge.entailment()
        && let Err(error) = cache.keep_answers(entailment.sha256(), &entailment.new_answers())
    {
        let error = anyhow::Error::from(error);
        output::tell(&format!(
            "{WARNING}warning{WARNING:#}: the model's answers are not kept: {}",
            output::causes(&error)
        ));
    }
}
