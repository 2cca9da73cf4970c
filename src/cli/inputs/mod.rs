//! Inputs of a run: paths, folders and patterns to claims.

use std::borrow::Cow;
pub mod bibliographies;
pub mod changed;
pub mod files;
pub mod published;
pub mod repository;

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};
use citecheck::claims::{self, Bibliography, Errors, Format, Input, LeftOut, Options, Scope};
use citecheck::files::{Fence, other_than_file};
use citecheck::printable::printable_line;
use citecheck::source::{Source, Target, normalise};
use rayon::prelude::*;
use url::Url;

use crate::cli::args::settings::Loaded;
use crate::cli::diagnostics;
use crate::cli::guide::with_flags;
use crate::cli::output;
use bibliographies::Beside;
use changed::History;
use files::{Bounds, InputFile, expand, shown, unknown_ending};

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

/// What inputs are read by as they were where a branch began.
struct Past {
    history: History,
    options: Options,
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

    /// Reads every input, in the order given; the files of a folder in the order of their names.
    ///
    /// Errors of all files are told on standard error before this fails: a missing file, an unknown
    /// ending, errors in a claims file. A run without any claim fails too.
    pub fn read(&self) -> anyhow::Result<Vec<Input>> {
        Ok(self.read_with(|_, _, _| bail!("an address is no file"))?.0)
    }

    /// The same, with the articles at the addresses among the inputs, which `published` gets and reads; and where
    /// the local files may lie that the inputs cite: in the folders of the inputs, and where the command line says.
    pub fn read_with(
        &self,
        published: impl FnOnce(&[Url], Option<Format>, &Options) -> anyhow::Result<Vec<Input>>,
    ) -> anyhow::Result<(Vec<Input>, Fence)> {
        if self.inputs.is_empty() {
            bail!("no INPUT: name a claims file, an article, or a folder of them");
        }
        let format = self.format()?;
        let options = self.options()?;
        let (addresses, local) = self.split_addresses()?;
        let local = local.map_or_else(Vec::new, |files| files.inputs);
        let bounds = Bounds {
            anywhere: self.allow_outside_paths,
            within: self.within.clone(),
        };
        let files = expand(&local, format, &bounds)?;
        let past = self.past(&options)?;
        let read: Vec<anyhow::Result<Result<(Input, usize), Errors>>> = files
            .par_iter()
            .map(|file| self.read_one(file, format, &options, past.as_ref()))
            .collect();
        let mut inputs = Vec::with_capacity(files.len());
        let mut unchanged = 0;
        let mut faulty: Vec<Errors> = Vec::new();
        let mut unread: Vec<anyhow::Error> = Vec::new();
        for result in read {
            match result {
                Ok(Ok((input, same))) => {
                    inputs.push(input);
                    unchanged += same;
                }
                Ok(Err(errors)) => faulty.push(errors),
                Err(error) => unread.push(error),
            }
        }
        if !faulty.is_empty() {
            unread.push(anyhow!(diagnostics::report(&faulty)));
        }
        if let Some(last) = unread.pop() {
            for error in &unread {
                output::tell(&output::error_text(error));
            }
            return Err(unchecked(last, inputs.len()));
        }
        if !addresses.is_empty() {
            inputs.extend(published(&addresses, format, &options)?);
        }
        if let Some(base) = self.changed.as_deref().filter(|_| unchanged > 0) {
            let count: usize = inputs.iter().map(|input| input.claims.len()).sum();
            output::tell(&format!(
                "{count} of {} claims are new or changed since {}",
                count + unchanged,
                printable_line(base)
            ));
        }
        if unchanged == 0 && inputs.iter().all(|input| input.claims.is_empty()) {
            let names: Vec<String> = self
                .inputs
                .iter()
                .map(|input| shown(input.as_ref()))
                .collect();
            bail!(
                "no claims found in {}{}",
                names.join(", "),
                left_out(&inputs)
            );
        }
        unique_ids(&mut inputs);
        Ok((inputs, self.fence(&files)?))
    }

    fn read_one(
        &self,
        file: &InputFile,
        format: Option<Format>,
        options: &Options,
        past: Option<&Past>,
    ) -> anyhow::Result<Result<(Input, usize), Errors>> {
        let Some(format) = format.or_else(|| Format::of_path(&file.name)) else {
            bail!(unknown_ending(&file.name));
        };
        let bytes = file.read()?;
        self.read_bytes(file, &bytes, format, options, past)
    }

    /// The format of the file at `path`; none that is known.
    pub fn format_of(&self, path: &Path) -> anyhow::Result<Option<Format>> {
        let of_path = || Format::of_path(&shown(path));
        Ok(self.format()?.or_else(of_path))
    }

    /// Reads an input again, from `bytes` that its file at `path` may not have yet.
    pub fn read_as(&self, path: &Path, bytes: &[u8]) -> anyhow::Result<Result<Input, Errors>> {
        let file = InputFile::not_read(path);
        let Some(format) = self.format_of(path)? else {
            bail!(unknown_ending(&file.name));
        };
        let read = self.read_bytes(&file, bytes, format, &self.options()?, None)?;
        Ok(read.map(|(input, _)| input))
    }

    fn read_bytes(
        &self,
        file: &InputFile,
        bytes: &[u8],
        format: Format,
        options: &Options,
        past: Option<&Past>,
    ) -> anyhow::Result<Result<(Input, usize), Errors>> {
        let beside = Beside {
            article: file,
            format,
            anywhere: self.allow_outside_paths,
        };
        let beside = self.bibliographies.is_empty().then_some(beside);
        let read = |bytes: &[u8], options: &Options, works: Option<Bibliography>| {
            let named_otherwise = Path::new(&file.name) != file.path;
            let mut own = Cow::Borrowed(options);
            if works.is_some() || named_otherwise {
                let own = own.to_mut();
                own.folder = named_otherwise.then(|| file.folder().to_owned());
                if let Some(works) = works {
                    own.bibliography = works;
                }
            }
            claims::read(&file.name, bytes, format, &own).map_err(with_flags)
        };
        let works = beside.map(|beside| beside.works(bytes)).transpose()?;
        let mut input = match read(bytes, options, works.flatten()) {
            Ok(input) => input,
            Err(errors) => return Ok(Err(errors)),
        };
        let Some(past) = past else {
            return Ok(Ok((input, 0)));
        };
        let Some(bytes) = past.history.before(&file.path)? else {
            return Ok(Ok((input, 0)));
        };
        let works = beside
            .map(|beside| beside.works_before(&bytes, &past.history))
            .transpose()?;
        // What could not be read before has no claims that are known.
        let unchanged = match read(&bytes, &past.options, works.flatten()) {
            Ok(before) => changed::leave_new(&mut input, &before, &past.history)?,
            Err(_) => 0,
        };
        Ok(Ok((input, unchanged)))
    }

    /// What `--changed` reads the inputs by as they were.
    fn past(&self, options: &Options) -> anyhow::Result<Option<Past>> {
        let Some(base) = &self.changed else {
            return Ok(None);
        };
        let history = History::new(base);
        let options = Options {
            bibliography: bibliographies::given_before(&self.bibliographies, &history)?,
            ..options.clone()
        };
        Ok(Some(Past { history, options }))
    }

    /// The web addresses among the inputs, and the inputs without them, if any are left: for
    /// commands that take pages themselves besides what cites them.
    pub fn split_addresses(&self) -> anyhow::Result<(Vec<Url>, Option<Self>)> {
        let (addresses, inputs): (Vec<_>, Vec<_>) = self
            .inputs
            .iter()
            .cloned()
            .partition(|input| address_in(input).is_some());
        let addresses: Vec<Url> = addresses
            .iter()
            .filter_map(|input| address_in(input))
            .map(|text| normalise(text).with_context(|| format!("cannot read `{text}`")))
            .collect::<anyhow::Result<_>>()?;
        let files = (!inputs.is_empty() || addresses.is_empty()).then(|| Self {
            inputs,
            ..self.clone()
        });
        Ok((addresses, files))
    }

    fn fence(&self, files: &[InputFile]) -> anyhow::Result<Fence> {
        if self.allow_outside_paths {
            return Ok(Fence::nowhere());
        }
        let mut fence = Fence::default();
        for file in files {
            fence.widen(Fence::around(file.folder())?);
        }
        for source in &self.sources {
            if address_in(source).is_none() {
                let file: &Path = source.as_ref();
                Fence::of_named(file)?.admit(file)?;
                fence.widen(Fence::around(file)?);
            }
        }
        Ok(fence)
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

    fn options(&self) -> anyhow::Result<Options> {
        let sources: anyhow::Result<Vec<Source>> = self.sources.iter().map(|s| source(s)).collect();
        Ok(Options {
            sources: sources?,
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

/// A source given on the command line: what has a scheme is an address, everything else a file.
fn source(given: &OsStr) -> anyhow::Result<Source> {
    let name = shown(given.as_ref());
    let (target, id) = if let Some(address) = address_in(given) {
        let url = normalise(address).with_context(|| format!("cannot take --source {name}"))?;
        let id = url.to_string();
        (Target::Url(url), id)
    } else {
        if !Path::new(given).is_file() {
            match other_than_file(Path::new(given)) {
                Some(what) => bail!("--source {name}: it is {what}, not a file"),
                None => bail!("--source {name}: no such file"),
            }
        }
        (Target::Path(PathBuf::from(given)), name)
    };
    Ok(Source {
        id,
        target,
        title: None,
        reference: None,
    })
}

/// An argument that is an address: it has a scheme.
fn address_in(argument: &OsStr) -> Option<&str> {
    argument.to_str().filter(|text| text.contains("://"))
}

/// `error`, and that it stopped the others.
fn unchecked(error: anyhow::Error, others: usize) -> anyhow::Error {
    let others = match others {
        0 => return error,
        1 => "1 other input was".to_owned(),
        others => format!("{others} other inputs were"),
    };
    let text = output::causes(&error);
    anyhow!("{text}\n{others} read, but not checked: every input must be readable")
}

/// What was read of `inputs` and is no claim, as the end of a sentence.
fn left_out(inputs: &[Input]) -> String {
    let sum = |count: fn(&LeftOut) -> usize| inputs.iter().map(|i| count(&i.left_out)).sum();
    let listed: usize = sum(|left_out| left_out.entries);
    let counts: [(usize, &str, &str); 4] = [
        (sum(|left_out| left_out.headings), "heading", "headings"),
        (
            sum(|left_out| left_out.code),
            "block of code",
            "blocks of code",
        ),
        (
            sum(|left_out| left_out.boilerplate),
            "fragment",
            "fragments",
        ),
        (
            listed,
            "entry of a list of sources",
            "entries of lists of sources",
        ),
    ];
    let counts = counts.into_iter().filter(|(count, _, _)| *count > 0);
    let parts: Vec<String> = counts
        .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
        .collect();
    if parts.is_empty() {
        return String::new();
    }
    let why = if listed > 0 {
        " (such a list stands under a heading like \"Sources\" or \"Notes\")"
    } else {
        ""
    };
    format!("; left out: {}{why}", parts.join(", "))
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
