//! Inputs of a run: paths, folders and patterns to claims.

use std::collections::HashSet;
use std::fs::File;
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};
use citecheck::claims::{self, Bibliography, Errors, Format, Input, Options, Scope};
use citecheck::source::{Source, Target, normalise};
use url::Url;

use super::diagnostics;
use super::settings::Loaded;

/// Bytes of the largest input. A claims file of 100,000 claims has about 20 MB; what is larger is
/// no text that a person wrote.
const MAX_INPUT: u64 = 32 << 20;

/// Files that a folder may hold, levels of folders: bounds for a path given by mistake (`/`).
const MAX_FILES: usize = 100_000;
const MAX_DEPTH: usize = 64;

/// What to read, and how.
#[derive(clap::Args, Clone, Debug)]
pub struct InputArgs {
    /// Claims files and articles; folders and patterns such as `posts/**/*.md`; `-` for standard
    /// input; by default what the settings name
    #[arg(value_name = "INPUT")]
    inputs: Vec<String>,

    /// Read every input as this format, whatever its ending: toml, json, jsonl, csv, markdown, html,
    /// wikitext, docx, text
    #[arg(
        long,
        value_name = "FORMAT",
        env = "CITECHECK_INPUT_FORMAT",
        hide_env = true
    )]
    input_format: Option<String>,

    /// A source for every claim that cites none of its own: an address or a file; repeatable
    #[arg(long = "source", value_name = "URL|FILE")]
    sources: Vec<String>,

    /// BibTeX or CSL-JSON for citations such as [@key]; by default what the article's front matter
    /// names, or references.bib beside it; repeatable
    #[arg(long = "bibliography", value_name = "FILE")]
    bibliographies: Vec<String>,

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
}

impl InputArgs {
    /// The same, with what the settings say where the command line says nothing.
    pub fn with_settings(&self, loaded: &Loaded) -> anyhow::Result<Self> {
        let settings = &loaded.settings.input;
        let mut args = self.clone();
        if args.inputs.is_empty() {
            let paths = settings.paths.iter().flatten();
            args.inputs = paths.map(|path| shown(&loaded.resolve(path))).collect();
        }
        args.input_format = args.input_format.or_else(|| settings.input_format.clone());
        args.all_sentences |= settings.all_sentences.unwrap_or(false);
        args.allow_outside_paths |= settings.allow_outside_paths.unwrap_or(false);
        if let (None, Some(name)) = (args.scope, &settings.scope) {
            let scope = parse_scope(name).map_err(|why| anyhow!("`{name}`: {why}"));
            args.scope = Some(scope.context("the settings file's input.scope cannot be used")?);
        }
        Ok(args)
    }

    /// Reads every input, in the order given; the files of a folder in the order of their names.
    ///
    /// Errors of all files are told on standard error before this fails: a missing file, an unknown
    /// ending, errors in a claims file. A run without any claim fails too.
    pub fn read(&self) -> anyhow::Result<Vec<Input>> {
        if self.inputs.is_empty() {
            bail!("no INPUT: name a claims file, an article, or a folder of them");
        }
        let format = self.format()?;
        let options = self.options()?;
        let files = expand(&self.inputs, format)?;
        let mut inputs = Vec::with_capacity(files.len());
        let mut faulty: Vec<Errors> = Vec::new();
        for file in &files {
            let Some(format) = format.or_else(|| Format::of_path(file)) else {
                bail!(unknown_ending(file));
            };
            let bytes = read_bytes(file)?;
            let beside = self.beside(file, format, &bytes, &options)?;
            match claims::read(file, &bytes, format, beside.as_ref().unwrap_or(&options)) {
                Ok(input) => inputs.push(input),
                Err(errors) => faulty.push(errors),
            }
        }
        if !faulty.is_empty() {
            bail!(diagnostics::report(&faulty));
        }
        if inputs.iter().all(|input| input.claims.is_empty()) {
            bail!("no claims found in {}", self.inputs.join(", "));
        }
        unique_ids(&mut inputs);
        Ok(inputs)
    }

    /// The web addresses among the inputs, and the inputs without them, if any are left: for
    /// commands that take pages themselves besides what cites them.
    pub fn split_addresses(&self) -> anyhow::Result<(Vec<Url>, Option<Self>)> {
        let is_address = |input: &String| input.contains("://");
        let (addresses, inputs): (Vec<String>, _) =
            self.inputs.iter().cloned().partition(is_address);
        let addresses: Vec<Url> = addresses
            .iter()
            .map(|text| normalise(text).with_context(|| format!("cannot read `{text}`")))
            .collect::<anyhow::Result<_>>()?;
        let files = (!inputs.is_empty() || addresses.is_empty()).then(|| Self {
            inputs,
            ..self.clone()
        });
        Ok((addresses, files))
    }

    fn format(&self) -> anyhow::Result<Option<Format>> {
        let Some(name) = &self.input_format else {
            return Ok(None);
        };
        let names: Vec<&str> = Format::all().map(Format::name).collect();
        let format = name.parse();
        format
            .map(Some)
            .with_context(|| format!("--input-format takes one of {}", names.join(", ")))
    }

    /// The options for an article that cites works by key, with the bibliography that it names or
    /// that lies beside it; none where it cites none, or `--bibliography` says which.
    fn beside(
        &self,
        file: &str,
        format: Format,
        bytes: &[u8],
        options: &Options,
    ) -> anyhow::Result<Option<Options>> {
        if format != Format::Markdown || !self.bibliographies.is_empty() || !bytes.contains(&b'@') {
            return Ok(None);
        }
        let folder = Path::new(file).parent().unwrap_or(Path::new(""));
        let named = claims::named_bibliographies(&String::from_utf8_lossy(bytes));
        let mut files: Vec<PathBuf> = Vec::new();
        for name in &named {
            let inside = Path::new(name)
                .components()
                .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
            if !inside && !self.allow_outside_paths {
                bail!(
                    "{file}: its bibliography {name} lies outside of its folder: give --bibliography, or --allow-outside-paths"
                );
            }
            files.push(folder.join(name));
        }
        if named.is_empty() {
            let stem = Path::new(file).with_extension("bib");
            let usual = BIBLIOGRAPHIES.iter().map(|name| folder.join(name));
            files.extend(usual.chain([stem]).filter(|path| path.is_file()));
        }
        if files.is_empty() {
            return Ok(None);
        }
        Ok(Some(Options {
            bibliography: bibliography(&files)?,
            ..options.clone()
        }))
    }

    fn options(&self) -> anyhow::Result<Options> {
        let sources: anyhow::Result<Vec<Source>> = self.sources.iter().map(|s| source(s)).collect();
        Ok(Options {
            sources: sources?,
            bibliography: bibliography(&self.bibliographies)?,
            all_sentences: self.all_sentences,
            scope: self.scope,
            allow_outside_paths: self.allow_outside_paths,
        })
    }
}

/// Names under which a bibliography lies beside its article.
const BIBLIOGRAPHIES: &[&str] = &[
    "references.bib",
    "bibliography.bib",
    "refs.bib",
    "references.json",
    "bibliography.json",
];

/// The works of all these files.
fn bibliography(files: &[impl AsRef<Path>]) -> anyhow::Result<Bibliography> {
    let mut works = Bibliography::default();
    for file in files {
        let bytes = read_bytes(&shown(file.as_ref()))?;
        works.add(Bibliography::parse(&String::from_utf8_lossy(&bytes)));
    }
    Ok(works)
}

fn parse_scope(name: &str) -> Result<Scope, String> {
    Scope::of_name(name).ok_or_else(|| "it is one of sentence, paragraph, article".to_owned())
}

/// A source given on the command line: what has a scheme is an address, everything else a file.
fn source(given: &str) -> anyhow::Result<Source> {
    let target = if given.contains("://") {
        let url = normalise(given).with_context(|| format!("cannot take --source {given}"))?;
        Target::Url(url)
    } else {
        if !Path::new(given).is_file() {
            bail!("--source {given}: no such file");
        }
        Target::Path(PathBuf::from(given))
    };
    let id = match &target {
        Target::Url(url) => url.to_string(),
        _ => given.replace('\\', "/"),
    };
    Ok(Source {
        id,
        target,
        title: None,
    })
}

/// The files that the arguments mean, each once, with forward slashes.
fn expand(arguments: &[String], format: Option<Format>) -> anyhow::Result<Vec<String>> {
    let mut files = Vec::new();
    for argument in arguments {
        let path = Path::new(argument);
        if argument == "-" || path.is_file() {
            files.push(argument.replace('\\', "/"));
        } else if path.is_dir() {
            let before = files.len();
            walk(path, format, &mut files)?;
            if files.len() == before {
                bail!(
                    "the folder {argument} holds no claims file and no article ({})",
                    endings()
                );
            }
        } else if argument.contains(['*', '?', '[']) {
            let before = files.len();
            let pattern =
                glob::glob(argument).with_context(|| format!("bad pattern {argument}"))?;
            for found in pattern.take(MAX_FILES) {
                let found = found.with_context(|| format!("cannot look through {argument}"))?;
                let name = shown(&found);
                if found.is_file() && (format.is_some() || Format::of_path(&name).is_some()) {
                    files.push(name);
                }
            }
            if files.len() == before {
                bail!("no file matches {argument}");
            }
        } else {
            // Opening it tells best why: no such file, or not allowed.
            File::open(path).with_context(|| format!("cannot read {argument}"))?;
            bail!("cannot read {argument}: neither file nor folder");
        }
    }
    let mut seen = HashSet::new();
    files.retain(|file| seen.insert(file.clone()));
    Ok(files)
}

/// The inputs in a folder and below, by name. Hidden files and folders, links to folders, and files
/// of other endings are left out.
fn walk(folder: &Path, format: Option<Format>, files: &mut Vec<String>) -> anyhow::Result<()> {
    let mut pending = vec![(folder.to_owned(), 0)];
    let mut found = Vec::new();
    while let Some((folder, depth)) = pending.pop() {
        let context = || format!("cannot read the folder {}", folder.display());
        for entry in std::fs::read_dir(&folder).with_context(context)? {
            let entry = entry.with_context(context)?;
            let path = entry.path();
            let kind = entry.file_type().with_context(context)?;
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            if kind.is_dir() && depth < MAX_DEPTH {
                pending.push((path, depth + 1));
            } else if path.is_file() {
                let name = shown(&path);
                if format.is_some() || Format::of_path(&name).is_some() {
                    found.push(name);
                }
            }
            if found.len() > MAX_FILES {
                bail!("{} holds more than {MAX_FILES} inputs", folder.display());
            }
        }
    }
    found.sort();
    files.append(&mut found);
    Ok(())
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn read_bytes(file: &str) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let size = if file == "-" {
        std::io::stdin()
            .lock()
            .take(MAX_INPUT + 1)
            .read_to_end(&mut bytes)
    } else {
        File::open(file).and_then(|opened| opened.take(MAX_INPUT + 1).read_to_end(&mut bytes))
    };
    let size = size.with_context(|| format!("cannot read {file}"))?;
    if size as u64 > MAX_INPUT {
        bail!("{file} is larger than {} MiB: split it", MAX_INPUT >> 20);
    }
    Ok(bytes)
}

fn unknown_ending(file: &str) -> String {
    if file == "-" {
        return "standard input has no ending that tells its format: give --input-format"
            .to_owned();
    }
    format!(
        "{file} has no ending that tells its format ({}): give --input-format",
        endings()
    )
}

fn endings() -> String {
    Format::endings()
        .map(|ending| format!(".{ending}"))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Makes ids unique over all inputs: what an earlier input has taken gets the name of its own file,
/// so that an id does not depend on how many files come before.
fn unique_ids(inputs: &mut [Input]) {
    let mut taken: HashSet<String> = HashSet::new();
    for input in inputs {
        for claim in &mut input.claims {
            if taken.contains(&claim.id) {
                let whole = format!("{}@{}", claim.id, input.path);
                let mut id = whole.clone();
                let mut number = 1;
                while taken.contains(&id) {
                    number += 1;
                    id = format!("{whole}-{number}");
                }
                claim.id = id;
            }
            taken.insert(claim.id.clone());
        }
    }
}
