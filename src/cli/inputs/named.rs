//! What the command line names: web addresses, and files.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use citecheck::files::{Fence, other_than_file};
use citecheck::source::{Source, Target, normalise};
use url::Url;

use super::InputArgs;
use super::files::{InputFile, shown};

impl InputArgs {
    /// The sources for claims that cite none.
    pub(super) fn named_sources(&self) -> anyhow::Result<Vec<Source>> {
        self.sources.iter().map(|named| source(named)).collect()
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

    pub(super) fn fence(&self, files: &[InputFile]) -> anyhow::Result<Fence> {
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
