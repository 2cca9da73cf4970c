//! Denials: what the claim states and the source denies, and the other way round.
//!
//! Half of the rows are traps, which must agree in spite of another form, or must not be compared.

use crate::support::table::Ends::{Absent, Match, Mismatch, Quiet};
use crate::support::table::{Row, hold};
use citecheck::verify::Kind;

#[test]
fn a_denial_on_one_side_only_is_a_mismatch() {
    hold(Kind::Negation, &ROWS);
}

const ROWS: [Row; 53] = [
    // The claim denies what the source states.
    (
        "The bridge was not opened in 1931.",
        "The bridge was opened in 1931.",
        Mismatch("opened"),
    ),
    (
        "The mayor did not sign the contract.",
        "The mayor signed the contract on Friday.",
        Mismatch("signed"),
    ),
    (
        "Lena Okafor never worked at the museum.",
        "Lena Okafor worked at the museum for ten years.",
        Mismatch("worked"),
    ),
    (
        "The festival isn't held in Porto.",
        "The festival is held in Porto every June.",
        Mismatch("held"),
    ),
    (
        "The school has no library.",
        "The school has a library with a reading room.",
        Mismatch("library"),
    ),
    (
        "Nobody was injured in the collapse.",
        "Twelve people were injured in the collapse.",
        Mismatch("injured"),
    ),
    (
        "The committee failed to approve the budget.",
        "The committee approved the budget on Tuesday.",
        Mismatch("approved"),
    ),
    (
        "The company refused to pay the fine.",
        "The company paid the fine in May.",
        Mismatch("paid"),
    ),
    (
        "Dr Ames does not deny the report.",
        "Dr Ames denies the report.",
        Mismatch("denies"),
    ),
    (
        "Dr Ames never denied the report.",
        "Dr Ames denied the report.",
        Mismatch("denied"),
    ),
    (
        "The ferry is no longer running.",
        "The ferry is running again on Sundays.",
        Mismatch("running"),
    ),
    (
        "The ship cannot carry cars.",
        "The ship can carry cars and lorries.",
        Mismatch("carry"),
    ),
    // The source denies what the claim states.
    (
        "The mayor signed the contract.",
        "The mayor did not sign the contract.",
        Mismatch("not sign the contract"),
    ),
    (
        "Lena Okafor worked at the museum.",
        "Lena Okafor never worked at the museum.",
        Mismatch("never worked at the museum"),
    ),
    (
        "The minister resigned over the letter.",
        "The minister hasn’t resigned over the letter.",
        Mismatch("hasn’t resigned over the letter"),
    ),
    (
        "The company paid the fine.",
        "The company refused to pay the fine.",
        Mismatch("refused to pay the fine"),
    ),
    (
        "The talks reached an agreement on fishing.",
        "The talks failed to reach an agreement on fishing.",
        Mismatch("failed to reach an agreement on fishing"),
    ),
    (
        "The lake freezes in winter.",
        "The lake never really freezes in winter.",
        Mismatch("never really freezes in winter"),
    ),
    (
        "The novel was translated into Danish.",
        "The novel has not yet been translated into Danish.",
        Mismatch("not yet been translated into Danish"),
    ),
    (
        "The architect designed the station.",
        "The architect denied that he had designed the station.",
        Mismatch("denied that he had designed the station"),
    ),
    // Other languages.
    (
        "Die Brücke wurde 1931 nicht eröffnet.",
        "Die Brücke wurde 1931 von der Stadt eröffnet.",
        Absent,
    ),
    (
        "Der Minister hat den Vertrag unterschrieben.",
        "Der Minister hat den Vertrag nicht unterschrieben.",
        Mismatch("Der Minister hat den Vertrag nicht unterschrieben"),
    ),
    (
        "Les vélos ne seront pas autorisés sur le pont.",
        "Les vélos seront toutefois autorisés sur le pont. Le maire n’a pas répondu.",
        Absent,
    ),
    (
        "Le contrat a été signé par la mairie.",
        "Le contrat n’a jamais été signé par la mairie.",
        Mismatch("n’a jamais été signé par la"),
    ),
    (
        "El puente no fue abierto en 1931.",
        "El puente fue abierto en 1931 por la ciudad.",
        Mismatch("abierto"),
    ),
    (
        "La empresa pagó la multa.",
        "La empresa no pagó la multa de tráfico que le puso el ayuntamiento.",
        Mismatch("no pagó la multa de tráfico"),
    ),
    // Traps: both deny, in other words.
    (
        "The bridge was not opened in 1931.",
        "In 1931 the bridge wasn't opened.",
        Match,
    ),
    (
        "The company did not pay the fine.",
        "The company refused to pay the fine.",
        Match,
    ),
    (
        "The company didn't pay the fine.",
        "The company has never paid the fine.",
        Match,
    ),
    (
        "The talks did not reach an agreement.",
        "The talks failed to reach an agreement.",
        Match,
    ),
    (
        "The school has no library.",
        "The school does not have a library.",
        Match,
    ),
    (
        "Nobody was injured in the collapse.",
        "No one was injured in the collapse.",
        Match,
    ),
    (
        "Neither the price nor the size changed.",
        "The price and the size didn't change.",
        Match,
    ),
    (
        "The witness did not speak without a lawyer.",
        "The witness would not speak without a lawyer.",
        Match,
    ),
    (
        "Die Brücke wurde 1931 nicht eröffnet.",
        "1931 ist die Brücke nicht eröffnet worden.",
        Match,
    ),
    (
        "Le contrat n'a pas été signé.",
        "Le contrat n’a jamais été signé.",
        Match,
    ),
    (
        "La empresa no pagó la multa.",
        "La empresa nunca pagó la multa de tráfico que le puso el ayuntamiento.",
        Match,
    ),
    // Traps: no denial.
    (
        "The bridge is not only long but also high.",
        "The bridge is long and high.",
        Quiet,
    ),
    (
        "The bridge is long and high.",
        "The bridge is not only long but also high.",
        Quiet,
    ),
    (
        "No fewer than 40 boats took part.",
        "Forty boats took part.",
        Quiet,
    ),
    (
        "The museum opened in May.",
        "The museum did not open until May.",
        Quiet,
    ),
    (
        "The hut sells nothing but soup.",
        "The hut sells soup.",
        Quiet,
    ),
    (
        "The road is closed whether or not it snows.",
        "The road is closed if it snows.",
        Quiet,
    ),
    (
        "He played Symphony No. 5 at the gala.",
        "At the gala he played the fifth symphony.",
        Quiet,
    ),
    (
        "Oskar doubtless wrote the letter.",
        "There is no doubt that Oskar wrote the letter.",
        Quiet,
    ),
    // Traps: another clause, a question, a condition.
    (
        "The mayor signed the contract.",
        "The mayor signed the contract, but the council did not.",
        Quiet,
    ),
    (
        "The mayor signed the contract.",
        "Although the council did not agree, the mayor signed the contract.",
        Quiet,
    ),
    (
        "The ferry runs on Sundays.",
        "The ferry does not run on Mondays. The ferry runs on Sundays.",
        Quiet,
    ),
    (
        "The ferry runs on Sundays.",
        "If the ferry does not run, a bus does. On Sundays the ferry runs.",
        Quiet,
    ),
    (
        "The crew denied the report.",
        "The crew denied the report of a fire.",
        Quiet,
    ),
    (
        "Les vélos sont autorisés sur le pont.",
        "Les vélos sont autorisés sur le pont. Les voitures ne le sont pas.",
        Quiet,
    ),
    // The source has nothing of it.
    // Nothing but a denial of it.
    (
        "The mill needs hardly any workers.",
        "The mill needs many workers.",
        Mismatch("workers"),
    ),
    // A prefix denies, too.
    (
        "The non-profit group bought the mill.",
        "The nonprofit group bought the mill.",
        Quiet,
    ),
];
