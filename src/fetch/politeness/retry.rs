//! When to try again.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::{rfc2822, strtime};
use jiff::tz::TimeZone;

/// Longest wait that doubling leads to.
const BACKOFF_MAX: Duration = Duration::from_secs(30);

/// Whether a status may be another one on the next try: the server was busy, the request came too
/// early, or it failed inside (RFC 9110, RFC 6585, RFC 8470).
pub const fn is_passing(status: u16) -> bool {
    matches!(status, 408 | 425 | 429 | 500 | 502..=504 | 506..=599)
}

/// The wait before retry number `retry`, counted from 0: between nothing and `base` doubled that
/// often, as `fraction` in 0..1 says, which should be drawn at random.
pub fn backoff(base: Duration, retry: u32, fraction: f64) -> Duration {
    let most = base
        .saturating_mul(2_u32.saturating_pow(retry))
        .min(BACKOFF_MAX.max(base));
    most.mul_f64(fraction.clamp(0.0, 1.0))
}

/// The wait that a `Retry-After` header asks for: a number of seconds, or a date (RFC 9110, 10.2.3).
/// A date that has passed asks for none.
pub fn retry_after(header: &str, now: Timestamp) -> Option<Duration> {
    let header = header.trim();
    if header.bytes().all(|b| b.is_ascii_digit()) && !header.is_empty() {
        return Some(Duration::from_secs(header.parse().unwrap_or(u64::MAX)));
    }
    let wait = now.duration_until(http_date(header)?);
    Some(Duration::try_from(wait).unwrap_or_default())
}

/// A date in one of the three forms that a recipient has to take (RFC 9110, 5.6.7).
pub fn http_date(text: &str) -> Option<Timestamp> {
    rfc2822::parse(text)
        .map(|date| date.timestamp())
        .ok()
        .or_else(|| {
            ["%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"]
                .iter()
                .find_map(|form| strtime::parse(form, text).ok()?.to_datetime().ok())
                .and_then(|date| TimeZone::UTC.to_timestamp(date).ok())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_understood_in_all_its_forms() {
        let now: Timestamp = "2026-04-27T08:49:30Z".parse().unwrap();
        let seven = Some(Duration::from_secs(7));
        assert_eq!(retry_after(" 7 ", now), seven);
        assert_eq!(retry_after("Mon, 27 Apr 2026 08:49:37 GMT", now), seven);
        assert_eq!(retry_after("Monday, 27-Apr-26 08:49:37 GMT", now), seven);
        assert_eq!(retry_after("Mon Apr 27 08:49:37 2026", now), seven);
        assert_eq!(
            retry_after("Mon, 27 Apr 2026 08:00:00 GMT", now),
            Some(Duration::ZERO)
        );
        assert_eq!(retry_after("soon", now), None);
        assert_eq!(retry_after("", now), None);
        assert!(retry_after("99999999999999999999999", now).is_some());
    }

    #[test]
    fn waits_double_up_to_a_limit_and_are_spread_over_the_whole_range() {
        let base = Duration::from_millis(500);
        assert_eq!(backoff(base, 0, 1.0), base);
        assert_eq!(backoff(base, 2, 1.0), base * 4);
        assert_eq!(backoff(base, 2, 0.0), Duration::ZERO);
        assert_eq!(backoff(base, 4_000_000_000, 1.0), BACKOFF_MAX);
    }

    #[test]
    fn a_missing_page_is_not_asked_for_again() {
        assert!(!is_passing(404) && !is_passing(403) && !is_passing(501));
        assert!(is_passing(429) && is_passing(503) && is_passing(522));
    }
}
