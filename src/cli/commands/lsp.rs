//! `citecheck lsp`.

use std::env;
use std::io;
use std::path::Path;

use anyhow::Context as _;
use citecheck::claims::holds_claims;
use citecheck::files::Fence;
use citecheck::lsp::{Article, Check, Checked, Ended, Outcome, serve};
use citecheck::verify::Need;

use crate::cli::args::fetch::FetchArgs;
use crate::cli::args::judge::JudgeArgs;
use crate::cli::args::report::{ReportArgs, ReportPlan};
use crate::cli::args::settings::SettingsArgs;
use crate::cli::exit::Exit;
use crate::cli::guide::Flags;
use crate::cli::inputs::InputArgs;
use crate::cli::live::{Ask, Session};
use crate::cli::output;
use crate::cli::progress::Style;

/// Serve an editor: findings, passages and fixes while an article is written; a language server over standard input
/// and output.
///
/// Pages are got when a document is opened and when it is saved, never while someone types. The settings are those of
/// the editor's folder.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    judge: JudgeArgs,
    #[command(flatten)]
    fetch: FetchArgs,
    #[command(flatten)]
    settings: SettingsArgs,
    /// What editors add by themselves: there is no other way to speak with them.
    #[arg(long, hide = true)]
    stdio: bool,
}

pub fn run(args: Args) -> anyhow::Result<Exit> {
    let checker = Checker { args, ready: None };
    let from = io::BufReader::new(io::stdin());
    let ended = output::stdout_of_messages(|out| serve(from, out, Box::new(checker)))
        .context("the conversation with the editor ended")?;
    Ok(match ended {
        Ended::Asked => Exit::Clean,
        // The protocol's exit code for that is 1.
        Ended::Abruptly => Exit::Findings,
    })
}

/// Checks the documents of one editor.
struct Checker {
    args: Args,
    /// None until the editor has said in which folder.
    ready: Option<Ready>,
}

/// What was made of the settings of the editor's folder.
struct Ready {
    inputs: InputArgs,
    plan: ReportPlan,
    session: Session,
}

impl Checker {
    fn ready(&self, folder: Option<&Path>) -> anyhow::Result<Ready> {
        if let Some(folder) = folder {
            env::set_current_dir(folder)
                .with_context(|| format!("cannot work in {}", folder.display()))?;
        }
        let loaded = self.args.settings.load()?;
        let setup = self.args.fetch.resolve(&loaded)?;
        let judge = self.args.judge.resolve(Some(&loaded), Some(&setup.cache))?;
        let need = Need::from(crate::cli::args::checking::need(None, &loaded)?);
        Ok(Ready {
            inputs: InputArgs::default().with_settings(&loaded)?,
            plan: ReportArgs::default().resolve(&loaded)?,
            session: Session::new(setup, need, judge, Style::None),
        })
    }
}

impl Check for Checker {
    fn begin(&mut self, folder: Option<&Path>) -> Result<(), String> {
        let ready = self.ready(folder).map_err(|error| output::causes(&error))?;
        self.ready = Some(ready);
        Ok(())
    }

    fn check(&mut self, article: &Article, ask: bool) -> Outcome {
        let Some(ready) = &mut self.ready else {
            return Outcome::Nothing;
        };
        let ask = if ask { Ask::AsSet } else { Ask::Nobody };
        let outcome = ready.check(article, ask);
        outcome.unwrap_or_else(|error| Outcome::Failed(output::causes(&error)))
    }
}

impl Ready {
    fn check(&mut self, article: &Article, ask: Ask) -> anyhow::Result<Outcome> {
        let here = env::current_dir().context("the working folder is gone")?;
        let path = article.path.strip_prefix(&here).unwrap_or(&article.path);
        let bytes = article.text.as_bytes();
        let Some(format) = self.inputs.format_of(path)? else {
            return Ok(Outcome::Nothing);
        };
        if format.is_claims_file() && !holds_claims(bytes, format) {
            return Ok(Outcome::Nothing);
        }
        let input = match self.inputs.read_as(path, bytes)? {
            Ok(input) => input,
            Err(errors) => return Ok(Outcome::Wrong(errors)),
        };
        let fence = Fence::around(path.parent().unwrap_or(Path::new("")))?;
        let mut run = self.session.check(vec![input], &fence, ask)?;
        let Some(input) = run.inputs.pop() else {
            return Ok(Outcome::Nothing);
        };
        let (standings, broken, _) = self.plan.standings(&run.report);
        Ok(Outcome::Checked(Box::new(Checked {
            input,
            report: run.report,
            standings,
            broken,
            guide: &Flags,
        })))
    }
}
