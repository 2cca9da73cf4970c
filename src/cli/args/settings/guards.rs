//! What a settings file may not do. It comes with the content that is checked, so it may tighten what
//! guards the machine and never loosen it: that is for flags and the environment, which are whose the
//! machine is.

use std::fmt::Display;
use std::time::Duration;

use citecheck::limits::{
    SETTINGS_CONCURRENCY, SETTINGS_HOST_CONCURRENCY, SETTINGS_RETRIES, SETTINGS_SHORT_TIME,
    SETTINGS_SIZE, SETTINGS_TIME,
};
use citecheck::settings::Settings;

use crate::cli::args::units::{duration, show_size, size};

/// Takes out of `settings` what loosens a guard, and gives a sentence for each.
pub fn tighten(settings: &mut Settings) -> Vec<String> {
    let mut told = Vec::new();
    let mut refuse = |key: &str, is_loose: bool| {
        if is_loose {
            told.push(format!(
                "{key} has no effect in a settings file: give --{key}, or set CITECHECK_{}",
                key.replace('-', "_").to_uppercase()
            ));
        }
        !is_loose
    };
    let input = &mut settings.input;
    input.allow_outside_paths = input
        .allow_outside_paths
        .filter(|allow| refuse("allow-outside-paths", *allow));
    let fetch = &mut settings.fetch;
    fetch.allow_private_network = fetch
        .allow_private_network
        .filter(|allow| refuse("allow-private-network", *allow));
    fetch.proxy = fetch.proxy.take().filter(|_| refuse("proxy", true));
    fetch.archive_url = fetch
        .archive_url
        .take()
        .filter(|_| refuse("archive-url", true));

    let mut most = Ceilings(&mut told);
    most.text(
        "timeout",
        &mut fetch.timeout,
        SETTINGS_TIME,
        duration,
        seconds,
    );
    for (key, value) in [
        ("connect-timeout", &mut fetch.connect_timeout),
        ("idle-timeout", &mut fetch.idle_timeout),
    ] {
        most.text(key, value, SETTINGS_SHORT_TIME, duration, seconds);
    }
    most.text(
        "max-size",
        &mut fetch.max_size,
        SETTINGS_SIZE,
        size,
        |most| show_size(most).replace(".0 ", ""),
    );
    most.number("retries", &mut fetch.retries, SETTINGS_RETRIES);
    most.number(
        "max-concurrency",
        &mut fetch.max_concurrency,
        SETTINGS_CONCURRENCY,
    );
    let key = "host-concurrency";
    most.number(key, &mut fetch.host_concurrency, SETTINGS_HOST_CONCURRENCY);
    for host in settings.host.values_mut() {
        most.number(key, &mut host.concurrency, SETTINGS_HOST_CONCURRENCY);
        most.text(
            "timeout",
            &mut host.timeout,
            SETTINGS_TIME,
            duration,
            seconds,
        );
    }
    told
}

fn seconds(most: Duration) -> String {
    format!("{}s", most.as_secs())
}

/// Brings values down to what a settings file may say at most, and tells of each.
struct Ceilings<'t>(&'t mut Vec<String>);

impl Ceilings<'_> {
    fn number<N: PartialOrd + Copy + Display>(
        &mut self,
        key: &str,
        value: &mut Option<N>,
        most: N,
    ) {
        if value.is_some_and(|value| value > most) {
            *value = Some(most);
            self.tell(key, &most.to_string());
        }
    }

    /// The same for a value as text. One that can't be read is left to who uses it.
    fn text<N: PartialOrd + Copy>(
        &mut self,
        key: &str,
        value: &mut Option<String>,
        most: N,
        parse: impl Fn(&str) -> Result<N, String>,
        show: impl Fn(N) -> String,
    ) {
        let given = value.as_deref().and_then(|text| parse(text).ok());
        if given.is_some_and(|given| given > most) {
            let most = show(most);
            self.tell(key, &most);
            *value = Some(most);
        }
    }

    fn tell(&mut self, key: &str, most: &str) {
        self.0.push(format!(
            "{key} is {most} at most in a settings file, which is taken: --{key} goes further"
        ));
    }
}
