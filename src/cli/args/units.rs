//! Durations and sizes as people write them, on the command line and in settings.

use std::time::Duration;

/// A duration: a number with `ms`, `s`, `m`, `h` or `d`; without a unit, seconds.
pub fn duration(text: &str) -> Result<Duration, String> {
    let (number, unit) = split(text);
    let seconds = match unit {
        "ms" => 0.001,
        "" | "s" => 1.0,
        "m" | "min" => 60.0,
        "h" => 3_600.0,
        "d" => 86_400.0,
        _ => {
            return Err(format!(
                "`{text}` is no duration; write 100ms, 30s, 15m, 12h or 7d"
            ));
        }
    };
    number
        .parse()
        .ok()
        .and_then(|number: f64| Duration::try_from_secs_f64(number * seconds).ok())
        .ok_or_else(|| format!("`{text}` is no duration; write 100ms, 30s, 15m, 12h or 7d"))
}

/// As [`duration`], of time that passes: nought is refused.
pub fn some_time(text: &str) -> Result<Duration, String> {
    match duration(text) {
        Ok(Duration::ZERO) => Err("nought leaves no time at all; write 30s".to_owned()),
        given => given,
    }
}

/// As [`size`], of what has any: nought is refused.
pub fn some_bytes(text: &str) -> Result<u64, String> {
    match size(text) {
        Ok(0) => Err("nothing is that small; write 20MiB".to_owned()),
        given => given,
    }
}

/// How many of something that there must be at least one of.
pub fn at_least_one(text: &str) -> Result<usize, String> {
    match text.trim().parse() {
        Ok(0) => Err("it is at least 1".to_owned()),
        Ok(number) => Ok(number),
        Err(_) => Err(format!("`{text}` is no whole number from 1")),
    }
}

/// A size in bytes: a number with `KiB`, `MiB`, `GiB`, `kB`, `MB` or `GB`; without a unit, bytes.
pub fn size(text: &str) -> Result<u64, String> {
    let (number, unit) = split(text);
    let bytes: u64 = match unit.to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "kib" | "k" => 1 << 10,
        "mib" | "m" => 1 << 20,
        "gib" | "g" => 1 << 30,
        "kb" => 1_000,
        "mb" => 1_000_000,
        "gb" => 1_000_000_000,
        _ => return Err(format!("`{text}` is no size; write 500KiB or 20MiB")),
    };
    number
        .parse()
        .ok()
        .and_then(|number: u64| number.checked_mul(bytes))
        .ok_or_else(|| format!("`{text}` is no size; write 500KiB or 20MiB"))
}

/// A value that is for one host where it begins with `HOST=`.
pub fn for_host<T>(
    text: &str,
    parse: impl Fn(&str) -> Result<T, String>,
) -> Result<(Option<String>, T), String> {
    match text.split_once('=') {
        Some((host, value)) => Ok((Some(host.trim().to_ascii_lowercase()), parse(value)?)),
        None => Ok((None, parse(text)?)),
    }
}

/// A size as people read it.
pub fn show_size(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["B", "KiB", "MiB", "GiB"];
    let mut size = bytes as f64;
    let mut unit = 0;
    while size >= 1_024.0 && unit + 1 < UNITS.len() {
        size /= 1_024.0;
        unit += 1;
    }
    if unit == 0 {
        format!("{bytes} B")
    } else {
        format!("{size:.1} {}", UNITS[unit])
    }
}

fn split(text: &str) -> (&str, &str) {
    let text = text.trim();
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    (&text[..end], text[end..].trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_units_and_are_seconds_without() {
        assert_eq!(duration("100ms"), Ok(Duration::from_millis(100)));
        assert_eq!(duration(" 1.5 h"), Ok(Duration::from_mins(90)));
        assert_eq!(duration("30"), Ok(Duration::from_secs(30)));
        assert_eq!(duration("7d"), Ok(Duration::from_hours(168)));
        for wrong in [
            "",
            "s",
            "-1s",
            "5 weeks",
            "1e400",
            "99999999999999999999999d",
        ] {
            assert!(duration(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn sizes_have_units_and_are_bytes_without() {
        assert_eq!(size("20MiB"), Ok(20 << 20));
        assert_eq!(size("500 kb"), Ok(500_000));
        assert_eq!(size("7"), Ok(7));
        assert!(size("20 pages").is_err() && size("").is_err());
        assert!(size("99999999999GiB").is_err());
        assert_eq!(show_size(999), "999 B");
        assert_eq!(show_size(20 << 20), "20.0 MiB");
    }

    #[test]
    fn a_value_can_be_for_one_host() {
        assert_eq!(for_host("3s", duration), Ok((None, Duration::from_secs(3))));
        assert_eq!(
            for_host("News.example=3s", duration),
            Ok((Some("news.example".into()), Duration::from_secs(3)))
        );
    }
}
