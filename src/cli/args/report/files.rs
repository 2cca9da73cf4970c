//! Reports read from files, and the files that are to be written.

use std::path::Path;

use anyhow::{Context as _, anyhow, bail};
use citecheck::files::{self, Fence};
use citecheck::limits::REPORT_BYTES;
use citecheck::report::{Format, Report};

use crate::cli::inputs::files::read_named;

pub(super) fn read_baseline(path: &Path) -> anyhow::Result<Report> {
    if !path.exists() {
        bail!(
            "there is no baseline {}; `citecheck baseline update` writes one",
            path.display()
        );
    }
    read_report(path)
}

/// Reads a JSON report that an earlier run wrote.
pub fn read_report(path: &Path) -> anyhow::Result<Report> {
    let bytes = read_named(path, REPORT_BYTES)
        .with_context(|| format!("cannot read the report {}", path.display()))?;
    Report::from_json(&bytes).with_context(|| format!("{} cannot be used", path.display()))
}

/// The format and the file of `FORMAT=FILE`.
pub fn parse_output(output: &str) -> anyhow::Result<(Format, &str)> {
    let (format, file) = output.split_once('=').filter(|(_, file)| !file.is_empty()).ok_or_else(|| {
        anyhow!("--output {output} names no file: write FORMAT=FILE, such as --output json=report.json")
    })?;
    let format: Format = format
        .parse()
        .with_context(|| format!("--output {output} cannot be used"))?;
    if file == "-" {
        bail!("--output {output}: standard output has --format {format}");
    }
    Ok((format, file))
}

/// Tells early that a file cannot be written: its folder takes no new file, it is a folder or a
/// link, or its folder is a link that leads out of the working folder.
pub fn writable(path: &Path) -> anyhow::Result<()> {
    Fence::of_chosen(path)?.admit(path)?;
    Ok(files::try_write(path)?)
}
