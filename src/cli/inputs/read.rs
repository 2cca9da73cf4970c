//! Inputs read to claims, as they are and as they were where a branch began.

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::Path;

use anyhow::{anyhow, bail};
use citecheck::claims::{self, Bibliography, Errors, Format, Input, LeftOut, Options};
use citecheck::files::Fence;
use citecheck::printable::printable_line;
use rayon::prelude::*;
use url::Url;

use super::InputArgs;
use super::bibliographies::Beside;
use super::changed::History;
use super::files::{Bounds, InputFile, expand, shown, unknown_ending};
use super::{bibliographies, changed};
use crate::cli::diagnostics;
use crate::cli::guide::with_flags;
use crate::cli::output;

/// What inputs are read by as they were where a branch began.
struct Past {
    history: History,
    options: Options,
}

impl InputArgs {
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
