//! Finds and reads the project's `citecheck.toml`.

use std::path::{Path, PathBuf};

use anstyle::{AnsiColor, Style};
use anyhow::Context as _;
use citecheck::files::Fence;
use citecheck::limits::SETTINGS_BYTES;
use citecheck::settings::{FILE_NAME, Settings, SettingsErrors};

use super::guards;
use super::print_config::{Given, rendered};
use super::values;
use crate::cli::diagnostics::{self, Told, counted};
use crate::cli::exit::Exit;
use crate::cli::inputs::files::read_named;
use crate::cli::output::{self, Kind};

const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// The settings of the project, and the folder that their paths are relative to.
#[derive(Debug, Default)]
pub struct Loaded {
    /// What the file says; all defaults when there is none.
    pub settings: Settings,
    /// The folder of the file; none when there is no file, and paths are relative to the working
    /// folder.
    pub root: Option<PathBuf>,
}

impl Loaded {
    /// `path` of the settings file, as seen from the working folder.
    pub fn resolve(&self, path: &str) -> PathBuf {
        match &self.root {
            Some(root) => root.join(path),
            None => PathBuf::from(path),
        }
    }

    /// The folder of the settings file, else the working folder: what the file names stays in it,
    /// since the file comes with the content that is checked.
    pub fn fence(&self) -> anyhow::Result<Fence> {
        let root = self.root.as_deref().unwrap_or(Path::new(""));
        Ok(Fence::around(root)?)
    }

    /// [`resolve`](Self::resolve) of a `path` that setting `key` names, if it stays inside.
    pub fn inside(&self, key: &str, path: &str) -> anyhow::Result<PathBuf> {
        let resolved = self.resolve(path);
        self.fence()?.admit(&resolved).with_context(|| {
            format!("the settings' {key} stays in their folder; name one elsewhere by its flag")
        })?;
        Ok(resolved)
    }
}

/// Where settings come from: flags that every command with settings has.
#[derive(clap::Args, Debug, Default)]
pub struct SettingsArgs {
    /// Settings file, instead of the nearest citecheck.toml at or above the working folder.
    #[arg(
        long,
        value_name = "FILE",
        env = "CITECHECK_CONFIG",
        hide_env = true,
        help_heading = "Settings"
    )]
    pub config: Option<PathBuf>,
    /// Read no settings file.
    #[arg(long, conflicts_with = "config", help_heading = "Settings")]
    pub no_config: bool,
    /// Print every setting in force and where it comes from, and do nothing else.
    #[arg(long, help_heading = "Settings")]
    print_config: bool,
}

impl SettingsArgs {
    /// Does what `--print-config` asks for, given what the command line says; none when it was not
    /// asked for.
    pub fn printed(&self, given: &Given) -> anyhow::Result<Option<Exit>> {
        if !self.print_config {
            return Ok(None);
        }
        let text = rendered(given, &self.load()?.settings);
        output::stdout(Kind::Quoted, |out| out.write_all(text.as_bytes()))?;
        Ok(Some(Exit::Clean))
    }

    /// The settings that apply in the working folder.
    pub fn load(&self) -> anyhow::Result<Loaded> {
        if self.no_config {
            return Ok(Loaded::default());
        }
        match &self.config {
            Some(file) => read(file),
            None => match find(&std::env::current_dir().context("the working folder is gone")?) {
                Some(file) => read(&file),
                None => Ok(Loaded::default()),
            },
        }
    }
}

/// The settings file of `folder`, the working folder, or that of the nearest folder above; as seen
/// from `folder`, so that what is named relative to it has short names in reports.
fn find(folder: &Path) -> Option<PathBuf> {
    let mut upwards = PathBuf::new();
    for above in folder.ancestors() {
        if above.join(FILE_NAME).is_file() {
            return Some(upwards.join(FILE_NAME));
        }
        upwards.push("..");
    }
    None
}

/// Tells each error of a settings file, and gives the sentence that sums them up.
fn refused(errors: &SettingsErrors, file: &Path, text: &str) -> anyhow::Error {
    let shown = file.display().to_string();
    for error in &errors.errors {
        let help = error.example.as_ref();
        let help = help.map(|example| format!("an example is: {example}"));
        let told = Told {
            message: &error.message,
            file: &shown,
            at: (error.line, error.column),
            span: error.span,
            label: "",
            help: help.as_deref(),
        };
        diagnostics::tell(&told, text);
    }
    let count = counted(errors.errors.len() + errors.more);
    anyhow::anyhow!("{shown} cannot be used: {count}")
}

fn read(file: &Path) -> anyhow::Result<Loaded> {
    let bytes = read_named(file, SETTINGS_BYTES)
        .with_context(|| format!("cannot read the settings file {}", file.display()))?;
    let text =
        String::from_utf8(bytes).with_context(|| format!("{} cannot be used", file.display()))?;
    let read = Settings::parse_checking(&text, &values::check);
    let mut settings = read.map_err(|errors| refused(&errors, file, &text))?;
    for told in guards::tighten(&mut settings) {
        output::tell(&format!(
            "{WARNING}warning{WARNING:#}: {}: {told}",
            file.display()
        ));
    }
    Ok(Loaded {
        settings,
        root: Some(file.parent().map_or_else(PathBuf::new, Path::to_path_buf)),
    })
}
