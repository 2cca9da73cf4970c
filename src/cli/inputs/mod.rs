//! Inputs of a run: paths, folders and patterns to claims.

pub mod bibliographies;
pub mod changed;
pub mod files;
mod named;
pub mod published;
mod read;
pub mod repository;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow};
use citecheck::claims::{Format, Options, Scope};
use citecheck::files::Fence;
use files::shown;

use crate::cli::args::settings::Loaded;

/// What to read, and how.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct InputArgs {
    /// Claims files and articles; folders and patterns such as `posts/**/*.md`; addresses of published
    /// articles; `-` for standard input; by default what the settings name
    #[arg(value_name = "INPUT")]
    inputs: Vec<OsString>,

    // The formats are those of the registry.
    #[arg(
        long,
        help = format!("Read every input as this format, whatever its ending: {}", format_names()),
        value_name = "FORMAT",
        env = "CITECHECK_INPUT_FORMAT",
        hide_env = true
    )]
    input_format: Option<String>,

    /// A source for every claim that cites none of its own: an address or a file; repeatable
    #[arg(long = "source", value_name = "URL|FILE")]
    sources: Vec<OsString>,

    /// BibTeX or CSL-JSON for citations such as [@key]; by default what the article's front matter
    /// names, or references.bib beside it; repeatable
    #[arg(long = "bibliography", value_name = "FILE")]
    bibliographies: Vec<PathBuf>,

    /// Check every sentence: questions, opinions, promises and instructions too
    #[arg(long, env = "CITECHECK_ALL_SENTENCES", hide_env = true)]
    all_sentences: bool,

    /// How much of an article each citation stands for: sentence, paragraph or article; by default
    /// its place tells
    #[arg(long, value_name = "SCOPE", value_parser = parse_scope, env = "CITECHECK_SCOPE", hide_env = true)]
    scope: Option<Scope>,

    /// Let claims files name local files outside of their own folder
    #[arg(long, env = "CITECHECK_ALLOW_OUTSIDE_PATHS", hide_env = true)]
    allow_outside_paths: bool,

    /// Only the claims that differ from those of the inputs where the branch began: at the last commit that it
    /// shares with this one; by git
    #[arg(long, value_name = "BASE")]
    changed: Option<String>,

    /// Where the inputs may lie that the settings name.
    #[arg(skip)]
    within: Option<Fence>,
}

impl InputArgs {
    /// Whether the command line names an input.
    pub fn names_any(&self) -> bool {
        !self.inputs.is_empty()
    }

    /// One file, which lies `within` this fence, with the addresses of sources for claims that cite none.
    #[cfg(feature = "mcp")]
    pub fn of_file(path: &str, format: Option<Format>, sources: &[&str], within: Fence) -> Self {
        Self {
            inputs: vec![path.into()],
            input_format: format.map(|format| format.name().to_owned()),
            sources: sources.iter().map(Into::into).collect(),
            within: Some(within),
            ..Self::default()
        }
    }

    /// The same, with what the settings say where the command line says nothing.
    pub fn with_settings(&self, loaded: &Loaded) -> anyhow::Result<Self> {
        let settings = &loaded.settings.input;
        let mut args = self.clone();
        if args.inputs.is_empty() {
            let paths = settings.paths.iter().flatten();
            args.inputs = paths.map(|path| loaded.resolve(path).into()).collect();
            args.within = Some(loaded.fence()?);
        }
        args.input_format = args.input_format.or_else(|| settings.input_format.clone());
        args.all_sentences |= settings.all_sentences.unwrap_or(false);
        if let (None, Some(name)) = (args.scope, &settings.scope) {
            let scope = parse_scope(name).map_err(|why| anyhow!("`{name}`: {why}"));
            args.scope = Some(scope.context("the settings file's input.scope cannot be used")?);
        }
        Ok(args)
    }

    fn format(&self) -> anyhow::Result<Option<Format>> {
        let Some(name) = &self.input_format else {
            return Ok(None);
        };
        let format = name.parse();
        format
            .map(Some)
            .with_context(|| format!("--input-format takes one of {}", format_names()))
    }

    /// The format of the file at `path`; none that is known.
    pub fn format_of(&self, path: &Path) -> anyhow::Result<Option<Format>> {
        let of_path = || Format::of_path(&shown(path));
        Ok(self.format()?.or_else(of_path))
    }

    fn options(&self) -> anyhow::Result<Options> {
        Ok(Options {
            sources: self.named_sources()?,
            bibliography: bibliographies::given(&self.bibliographies)?,
            all_sentences: self.all_sentences,
            scope: self.scope,
            allow_outside_paths: self.allow_outside_paths,
            is_file: Some(Path::is_file),
            folder: None,
            address: None,
        })
    }
}

/// The names of all input formats.
fn format_names() -> String {
    let names: Vec<&str> = Format::all().map(Format::name).collect();
    names.join(", ")
}

fn parse_scope(name: &str) -> Result<Scope, String> {
    Scope::of_name(name).ok_or_else(|| "it is one of sentence, paragraph, article".to_owned())
}
