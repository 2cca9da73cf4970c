//! Ranks counted from the end.

use super::values::Row;
use super::values::Want::{Absent, Differs, Match, Nothing};

pub const RANKS: &[Row] = &[
    (
        "en",
        "It was the last ship of the fleet.",
        "The fleet sold its last ship.",
        Match,
    ),
    (
        "en",
        "Her final novel is set in Oslo.",
        "Oslo is where her last novel is set.",
        Match,
    ),
    (
        "en",
        "Her final novel is set in Oslo.",
        "Her tenth and final novel is set in Oslo.",
        Match,
    ),
    (
        "en",
        "The Harpers' last concert was in Oslo.",
        "The last concert of the Harpers was in Oslo.",
        Match,
    ),
    (
        "en",
        "The penultimate stage was won by Lind.",
        "Lind won the penultimate stage.",
        Match,
    ),
    (
        "de",
        "Das war das letzte Schiff der Flotte.",
        "Die Flotte verkaufte ihr letztes Schiff.",
        Match,
    ),
    (
        "fr",
        "Son dernier roman se passe à Oslo.",
        "Le dernier roman de Moreau se passe à Oslo.",
        Match,
    ),
    (
        "es",
        "El último barco de la flota fue vendido.",
        "El puerto vendió el último barco de la flota.",
        Match,
    ),
    // The page doesn't say that there came no other.
    (
        "en",
        "The last ship was sold to Norway.",
        "A ship was sold to Norway.",
        Absent,
    ),
    (
        "en",
        "Her final novel is set in Oslo.",
        "Her novel is set in Oslo.",
        Absent,
    ),
    // What is the third may well be the last.
    (
        "en",
        "Her last novel is set in Oslo.",
        "Her third novel is set in Oslo.",
        Absent,
    ),
    (
        "en",
        "The penultimate stage was won by Lind.",
        "Lind won the last stage.",
        Differs("penultimate", "last"),
    ),
    // Time, and no rank.
    (
        "en",
        "Prices rose over the last few months.",
        "Prices rose this spring.",
        Nothing,
    ),
    (
        "en",
        "The lynx was last seen near Oslo.",
        "A lynx was seen near Oslo.",
        Nothing,
    ),
    ("en", "Oslo won the final.", "Oslo won the match.", Nothing),
    (
        "en",
        "It was a last-minute decision.",
        "The decision came late.",
        Nothing,
    ),
    (
        "en",
        "The batteries last all day.",
        "The batteries hold all day.",
        Nothing,
    ),
];
