//! Denials: what the claim states and the source denies, and the other way round.
//!
//! Half of the rows are traps, which must agree in spite of another form, or must not be compared.

mod table;

use citecheck::verify::Kind;
use table::Ends::{Absent, Match, Mismatch, Quiet};
use table::{Row, hold};

#[test]
fn a_denial_on_one_side_only_is_a_mismatch() {
    hold(Kind::Negation, &ROWS);
}

const ROWS: [Row; 72] = [
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
        "The tower was not, by any account, finished.",
        "The tower was finished in 1880.",
        Mismatch("finished"),
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
    (
        "The vote wasn't officially recorded.",
        "The vote was officially recorded by the clerk.",
        Mismatch("recorded"),
    ),
    // The source denies what the claim states.
    (
        "The bridge was opened in 1931.",
        "The bridge was not opened in 1931.",
        Mismatch("not opened"),
    ),
    (
        "The mayor signed the contract.",
        "The mayor did not sign the contract.",
        Mismatch("not sign"),
    ),
    (
        "Lena Okafor worked at the museum.",
        "Lena Okafor never worked at the museum.",
        Mismatch("never worked"),
    ),
    (
        "The minister resigned over the letter.",
        "The minister hasn’t resigned over the letter.",
        Mismatch("hasn’t resigned"),
    ),
    (
        "The company paid the fine.",
        "The company refused to pay the fine.",
        Mismatch("refused to pay"),
    ),
    (
        "The talks reached an agreement on fishing.",
        "The talks failed to reach an agreement on fishing.",
        Mismatch("failed to reach"),
    ),
    (
        "The study found evidence of lead in the water.",
        "The study found no evidence of lead in the water.",
        Mismatch("no evidence"),
    ),
    (
        "The lake freezes in winter.",
        "The lake never really freezes in winter.",
        Mismatch("never really freezes"),
    ),
    (
        "The ferry runs to the island.",
        "The ferry no longer runs to the island.",
        Mismatch("no longer runs"),
    ),
    (
        "The novel was translated into Danish.",
        "The novel has not yet been translated into Danish.",
        Mismatch("not yet been translated"),
    ),
    (
        "The architect designed the station.",
        "The architect denied that he had designed the station.",
        Mismatch("denied that he had designed"),
    ),
    // Other languages.
    (
        "Die Brücke wurde 1931 nicht eröffnet.",
        "Die Brücke wurde 1931 von der Stadt eröffnet.",
        Mismatch("eröffnet"),
    ),
    (
        "Der Minister hat den Vertrag unterschrieben.",
        "Der Minister hat den Vertrag nicht unterschrieben.",
        Mismatch("nicht unterschrieben"),
    ),
    (
        "Les vélos ne seront pas autorisés sur le pont.",
        "Les vélos seront toutefois autorisés sur le pont. Le maire n’a pas répondu.",
        Mismatch("autorisés"),
    ),
    (
        "Le contrat a été signé par la mairie.",
        "Le contrat n’a jamais été signé par la mairie.",
        Mismatch("n’a jamais été signé"),
    ),
    (
        "El puente no fue abierto en 1931.",
        "El puente fue abierto en 1931 por la ciudad.",
        Mismatch("abierto"),
    ),
    (
        "La empresa pagó la multa.",
        "La empresa no pagó la multa de tráfico que le puso el ayuntamiento.",
        Mismatch("no pagó"),
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
        "The mayor did not attend the opening.",
        "The mayor was unable to attend the opening.",
        Match,
    ),
    (
        "The school has no library.",
        "The school does not have a library.",
        Match,
    ),
    (
        "The sales did not rise in 2019.",
        "The sales fell in 2019.",
        Match,
    ),
    (
        "The team did not win the final.",
        "The team lost the final.",
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
    (
        "The crew could stay, and chose not to.",
        "The crew could stay and chose not to.",
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
        "The hall did not open until May.",
        "The hall opened in May.",
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
        "Nora Weil left the company in 2010.",
        "Why did Nora Weil not leave the company sooner? She left the company in 2010.",
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
    (
        "The dog was not vaccinated.",
        "The dog lives with a family in Turku.",
        Absent,
    ),
    // Nothing but a denial of it.
    (
        "The town has seen such a flood.",
        "It was a flood as the town has never before seen.",
        Mismatch("never before seen"),
    ),
    (
        "The town had never seen such a flood.",
        "It was a flood as the town has never before seen.",
        Match,
    ),
    (
        "The mill needs hardly any workers.",
        "The mill needs many workers.",
        Mismatch("workers"),
    ),
    (
        "The team gained ground in the north.",
        "The team struggled to gain ground in the north.",
        Mismatch("struggled to gain"),
    ),
    (
        "Hugo Stein was a smoker who worked at the mill in Ulm.",
        "Doctors examined Hugo Stein of Ulm. He worked at the mill and wasn't a smoker.",
        Absent,
    ),
    // A prefix denies, too.
    (
        "The licence of the mill is exclusive.",
        "The licence of the mill is non-exclusive.",
        Mismatch("non-exclusive"),
    ),
    (
        "The licence of the mill is non-exclusive.",
        "The licence of the mill is exclusive.",
        Mismatch("exclusive"),
    ),
    (
        "The licence of the mill is non-exclusive.",
        "The mill has a non-exclusive licence.",
        Match,
    ),
    (
        "The non-profit group bought the mill.",
        "The nonprofit group bought the mill.",
        Quiet,
    ),
];
