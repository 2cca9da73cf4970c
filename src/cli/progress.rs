//! Progress of fetching on standard error: a bar on a terminal, plain lines elsewhere, nothing in
//! CI unless it is asked for.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::IsTerminal;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use citecheck::fetch::{Event, Outcome, Progress};
use citecheck::printable::printable_line;
use citecheck::source::Reason;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use url::Url;

use crate::cli::args::units::show_size;
use crate::cli::output;

/// How often the bar is drawn anew, so that waiting can be seen.
const TICK: Duration = Duration::from_millis(200);

/// A page that takes longer than this is named beside the bar.
const SLOW: Duration = Duration::from_secs(3);

/// Slow hosts named beside the bar.
const SLOW_SHOWN: usize = 2;

/// How progress is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Style {
    /// A bar on a terminal, plain lines elsewhere, nothing where `CI` is set.
    #[default]
    Auto,
    /// A bar, if standard error is a terminal.
    Bar,
    /// A line for each page that was asked for.
    Plain,
    /// Nothing.
    None,
}

/// How a command shows its progress.
#[derive(clap::Args, Clone, Copy, Debug, Default)]
pub struct ProgressArg {
    /// How progress is shown on standard error.
    #[arg(
        long,
        value_enum,
        default_value_t,
        env = "CITECHECK_PROGRESS",
        hide_env = true
    )]
    progress: Style,
}

impl ProgressArg {
    /// The style that was asked for.
    pub const fn style(self) -> Style {
        self.progress
    }
}

/// Shows progress in one of the styles.
pub enum Shown {
    Bar(Bar),
    Plain,
    None,
}

impl Shown {
    /// Progress in `style`, as far as standard error allows it.
    pub fn new(style: Style) -> Self {
        let terminal = std::io::stderr().is_terminal();
        match style {
            Style::Auto if output::in_ci() => Self::None,
            Style::Auto | Style::Bar if terminal => Self::Bar(Bar::new()),
            Style::Auto | Style::Plain => Self::Plain,
            Style::Bar | Style::None => Self::None,
        }
    }
}

impl Progress for Shown {
    fn event(&self, event: Event<'_>) {
        match self {
            Self::Bar(bar) => bar.event(event),
            Self::Plain => plain(event),
            Self::None => {}
        }
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        if let Self::Bar(bar) = self {
            bar.bar.finish_and_clear();
        }
    }
}

/// A bar of pages, with bytes, retries and the hosts that are waited for.
pub struct Bar {
    bar: ProgressBar,
    counts: Arc<Counts>,
}

#[derive(Default)]
struct Counts {
    bytes: AtomicU64,
    retries: AtomicU64,
    /// Addresses that were asked for and are not done, since when.
    waiting: Mutex<HashMap<Url, Instant>>,
}

impl Bar {
    fn new() -> Self {
        let counts = Arc::new(Counts::default());
        let shown = Arc::clone(&counts);
        let style = ProgressStyle::with_template("{bar:24} {pos}/{len} pages{notes}")
            // The template is fixed, and well-formed.
            .expect("a template")
            .with_key(
                "notes",
                move |_: &ProgressState, out: &mut dyn std::fmt::Write| {
                    // What can't be drawn now is drawn at the next tick.
                    let _ = out.write_str(&shown.notes());
                },
            );
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
        bar.set_style(style);
        Self { bar, counts }
    }

    fn event(&self, event: Event<'_>) {
        match event {
            Event::Total(total) => self.bar.set_length(total as u64),
            Event::Asking(url) => {
                // A run that the cache answers alone shows no bar.
                self.bar.enable_steady_tick(TICK);
                self.counts
                    .waiting()
                    .entry(url.clone())
                    .or_insert_with(Instant::now);
            }
            Event::Bytes(_, bytes) => {
                self.counts.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
            }
            Event::Retrying(..) => {
                self.counts.retries.fetch_add(1, Ordering::Relaxed);
            }
            Event::Done(url, _) => {
                self.counts.waiting().remove(url);
                self.bar.inc(1);
            }
            _ => {}
        }
    }
}

impl Counts {
    fn waiting(&self) -> std::sync::MutexGuard<'_, HashMap<Url, Instant>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What stands beside the bar.
    fn notes(&self) -> String {
        let mut notes = String::new();
        let bytes = self.bytes.load(Ordering::Relaxed);
        if bytes > 0 {
            // Writing to a String cannot fail.
            let _ = write!(notes, " · {}", show_size(bytes));
        }
        match self.retries.load(Ordering::Relaxed) {
            0 => {}
            1 => notes.push_str(" · 1 retry"),
            retries => {
                let _ = write!(notes, " · {retries} retries");
            }
        }
        let mut slowest: HashMap<String, Duration> = HashMap::new();
        for (url, since) in self.waiting().iter() {
            let host = url.host_str().unwrap_or_default().to_owned();
            let longest = slowest.entry(host).or_default();
            *longest = since.elapsed().max(*longest);
        }
        let mut slowest: Vec<_> = slowest
            .into_iter()
            .filter(|(_, for_)| *for_ > SLOW)
            .collect();
        slowest.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        for (host, for_) in slowest.iter().take(SLOW_SHOWN) {
            let _ = write!(notes, " · {host} {} s", for_.as_secs());
        }
        notes
    }
}

/// One line for each page that the web was asked for, and for each retry.
fn plain(event: Event<'_>) {
    let line = match event {
        Event::Retrying(url, wait, why) => {
            format!("retrying in {:.1} s: {url} ({why})", wait.as_secs_f64())
        }
        Event::Done(url, Outcome::Stored(page)) => {
            format!("fetched {url} ({})", show_size(page.size))
        }
        Event::Done(url, Outcome::Unchanged(_)) => format!("unchanged {url}"),
        Event::Done(url, Outcome::Unavailable(why)) if why.reason != Reason::NotCached => {
            format!("unavailable {url} ({})", why.reason)
        }
        _ => return,
    };
    // Progress that nobody can read is no reason to stop.
    output::tell(&printable_line(&line));
}
