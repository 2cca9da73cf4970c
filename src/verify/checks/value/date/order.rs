//! Whether a text writes dates in figures with the month first.

/// How writers say the order: day first, and month first.
const SAID: [(&str, bool); 8] = [
    ("dd/mm", false),
    ("d/m/y", false),
    ("day/month", false),
    ("tt/mm", false),
    ("jj/mm", false),
    ("mm/dd", true),
    ("m/d/y", true),
    ("month/day", true),
];

/// What `text` shows of the order: true where the month stands first, false where the day does, none where it shows
/// nothing, or both.
pub(super) fn is_month_first(text: &str) -> Option<bool> {
    if !text.contains('/') {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let said = SAID.iter().filter(|(words, _)| lower.contains(words));
    let said = said.map(|(_, month_first)| *month_first);
    let shown = text
        .split(|c: char| !c.is_ascii_digit() && c != '/')
        .filter_map(of_date);
    let mut orders = said.chain(shown);
    let first = orders.next()?;
    orders.all(|order| order == first).then_some(first)
}

/// The order of "27/4/2026", in which one of the two can be no month.
fn of_date(written: &str) -> Option<bool> {
    let parts: Vec<u16> = written
        .split('/')
        .map(str::parse)
        .collect::<Result<_, _>>()
        .ok()?;
    match parts[..] {
        [13..=31, 1..=12, _] => Some(false),
        [1..=12, 13..=31, _] => Some(true),
        _ => None,
    }
}
