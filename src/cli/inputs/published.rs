//! Published articles: pages that are inputs themselves, got as sources are.

use anyhow::{Context as _, anyhow, bail};
use citecheck::cache::Provenance;
use citecheck::claims::{self, Format, Input, Options};
use citecheck::extract::{Hints, read as read_page};
use citecheck::fetch::acquire;
use citecheck::source::Reason;
use url::Url;

use crate::cli::args::fetch::Setup;
use crate::cli::diagnostics;
use crate::cli::guide::hint;
use crate::cli::progress::{Shown, Style};

/// Gets the articles at `urls`, from the cache or the web, and reads them; as `format`, where one is given.
pub fn read(
    urls: &[Url],
    format: Option<Format>,
    options: &Options,
    setup: &Setup,
    style: Style,
) -> anyhow::Result<Vec<Input>> {
    if urls.is_empty() {
        return Ok(Vec::new());
    }
    let shown = Shown::new(style);
    let fetcher = setup.fetcher.as_deref();
    let results =
        acquire(urls, &setup.cache, setup.policy, fetcher, &shown).context("fetching stopped")?;
    drop(shown);
    let mut inputs = Vec::with_capacity(urls.len());
    for (url, result) in urls.iter().zip(results) {
        let found = result
            .map_err(|why| anyhow!("cannot read the article {url}: {why} ({})", hint(&why)))?;
        inputs.push(article(url, &found, format, options, setup)?);
    }
    Ok(inputs)
}

fn article(
    url: &Url,
    found: &Provenance,
    format: Option<Format>,
    options: &Options,
    setup: &Setup,
) -> anyhow::Result<Input> {
    let body = setup
        .cache
        .read(found)
        .with_context(|| format!("cannot read the article {url} in the cache"))?
        .body;
    if body.len() as u64 > setup.max_size {
        bail!("the article {url} is larger than --max-size");
    }
    let content_type = found.content_type();
    let Some(format) = format.or_else(|| format_of(content_type, url)) else {
        let kind = content_type.unwrap_or("without a type");
        bail!(
            "the article {url} is {kind}: one is read from HTML, Markdown, plain text, wikitext or a Word document; \
             --input-format says which it is"
        );
    };
    if format == Format::Html {
        wall(url, found, &body, setup)?;
    }
    let options = Options {
        address: Some(Url::parse(&found.final_url).unwrap_or_else(|_| url.clone())),
        ..options.clone()
    };
    claims::read(url.as_str(), &body, format, &options)
        .map_err(|errors| anyhow!(diagnostics::report(&[errors])))
}

/// Refuses a page that a reader does not get to see: a bot wall, a paywall, an empty shell. One that blocked is forgotten,
/// so that the next run asks again.
fn wall(url: &Url, found: &Provenance, body: &[u8], setup: &Setup) -> anyhow::Result<()> {
    let hints = Hints {
        content_type: found.content_type().map(str::to_owned),
        location: Some(found.final_url.clone()),
    };
    let wall = match read_page(body, &hints) {
        Ok(reading) => reading.wall,
        Err(why) => Some(why),
    };
    let Some(why) = wall else { return Ok(()) };
    if why.reason == Reason::Blocked && setup.fetcher.is_some() {
        setup
            .cache
            .remove(url, Some(&found.sha256))
            .context("cannot forget a page that can't be read")?;
    }
    bail!("cannot read the article {url}: {why} ({})", hint(&why));
}

/// The format that a page's type tells, else its address; a page without either is HTML.
fn format_of(content_type: Option<&str>, url: &Url) -> Option<Format> {
    const TYPES: &[(&str, Format)] = &[
        ("html", Format::Html),
        ("markdown", Format::Markdown),
        ("wiki", Format::Wikitext),
        ("wordprocessingml", Format::Docx),
    ];
    let by_ending = Format::of_path(url.path()).filter(|format| !format.is_claims_file());
    let Some(content_type) = content_type else {
        return Some(by_ending.unwrap_or(Format::Html));
    };
    let media = content_type.split(';').next().unwrap_or_default().trim();
    let media = media.to_ascii_lowercase();
    let by_type = TYPES.iter().find(|(name, _)| media.contains(name));
    match by_type {
        Some((_, format)) => Some(*format),
        // Plain text is how servers give out what they have no type for.
        None if media == "text/plain" => Some(by_ending.unwrap_or(Format::Text)),
        None => None,
    }
}
