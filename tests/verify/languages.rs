//! Claims and pages in German, French, Spanish and Japanese: most get the verdict that a person gives, and a false one is
//! hardly ever supported.

use std::sync::OnceLock;

use crate::support::page::{outcome, page};
use citecheck::verdict::Verdict::{self, Contradicted, NotFound, Partial, Supported};
use citecheck::verify::Judge;

/// At least `least` of `claims` get their verdict, and at most `most` that are not supported are called so.
fn right(source: &str, claims: &[(&str, Verdict)], least: usize, most: usize) {
    static JUDGE: OnceLock<Judge> = OnceLock::new();
    assert!(claims.len() >= 20, "a language has at least 20 claims");
    let judge = JUDGE.get_or_init(Judge::built_in);
    let page = page(source);
    let (mut wrong, mut passed) = (Vec::new(), 0);
    for (claim, verdict) in claims {
        let outcome = outcome(claim, &page, judge);
        if outcome.verdict != *verdict {
            passed += usize::from(outcome.verdict == Supported);
            wrong.push(format!(
                "{claim}\n  expected {}, got {} ({:.2}): {}",
                verdict.name(),
                outcome.verdict.name(),
                outcome.score,
                outcome.why
            ));
        }
    }
    let all = claims.len();
    assert!(
        wrong.len() + least <= all && passed <= most,
        "{} of {all} claims, {passed} of them let through:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

const GERMAN: &str = "Das Hafenmuseum Lindenau wurde am 4. Mai 1987 von der Stadt eröffnet. \
    Es zeigt auf 1.200 Quadratmetern die Geschichte der Fischerei an der Küste. \
    Die Architektin Marlene Vogt entwarf den Neubau aus Glas und Holz. \
    Im Jahr 2019 zählte das Haus 84.000 Besucher, 12 Prozent mehr als im Jahr zuvor. \
    Der Umbau kostete 3,6 Millionen Euro und dauerte zwei Jahre. \
    Der Stadtrat lehnte eine Erhöhung der Eintrittspreise ab. \
    Kinder zahlen keinen Eintritt. \
    Das Museum ist montags nicht geöffnet. \
    Direktor Jonas Thiele sagte: „Wir wollen die Menschen vom Meer erzählen lassen.“ \
    Der Kutter Seestern liegt seit 1994 im Hof und darf nicht betreten werden.";

#[test]
fn german_claims_get_right_verdicts() {
    right(
        GERMAN,
        &[
            (
                "Das Hafenmuseum Lindenau wurde am 4. Mai 1987 von der Stadt eröffnet.",
                Supported,
            ),
            (
                "Am 4. Mai 1987 eröffnete die Stadt das Hafenmuseum Lindenau.",
                Supported,
            ),
            (
                "Der Neubau aus Glas und Holz wurde von der Architektin Marlene Vogt entworfen.",
                Supported,
            ),
            (
                "Das Museum zeigt die Geschichte der Fischerei an der Küste.",
                Supported,
            ),
            ("2019 zählte das Museum 84.000 Besucher.", Supported),
            (
                "Der Umbau dauerte zwei Jahre und kostete 3,6 Millionen Euro.",
                Supported,
            ),
            ("Das Museum ist montags nicht geöffnet.", Supported),
            ("Der Kutter Seestern liegt seit 1994 im Hof.", Supported),
            (
                "Das Hafenmuseum Lindenau wurde am 4. Mai 1978 von der Stadt eröffnet.",
                Contradicted,
            ),
            (
                "Das Hafenmuseum Lindenau wurde am 4. März 1987 von der Stadt eröffnet.",
                Contradicted,
            ),
            (
                "Im Jahr 2019 zählte das Haus 48.000 Besucher.",
                Contradicted,
            ),
            (
                "Der Umbau kostete 6,3 Millionen Euro und dauerte zwei Jahre.",
                Contradicted,
            ),
            ("Das Museum ist montags geöffnet.", Contradicted),
            ("Der Kutter Seestern darf betreten werden.", Contradicted),
            (
                "Im Jahr 2019 zählte das Haus 84.000 Besucher, 12 Prozent weniger als im Jahr zuvor.",
                Contradicted,
            ),
            (
                "Jonas Thiele sagte: „Wir wollen die Menschen vom Land erzählen lassen.“",
                Contradicted,
            ),
            (
                "Die Universität Kiel vergab einen Preis für Physik.",
                NotFound,
            ),
            ("Der Fluss trat im Frühjahr über die Ufer.", NotFound),
            (
                "Die Architektin Marlene Vogt entwarf den Neubau und gewann dafür den Holzbaupreis.",
                Partial,
            ),
            (
                "Der Kutter Seestern liegt seit 1994 im Hof und wurde in Dänemark gebaut.",
                Partial,
            ),
        ],
        13,
        2,
    );
}

const FRENCH: &str = "La bibliothèque de Sainte-Aure a ouvert ses portes le 12 octobre 1964. \
    Elle conserve 45 000 livres et une collection de cartes anciennes. \
    L’architecte Hélène Maurois a dessiné la salle de lecture. \
    En 2018, la ville a dépensé 2,4 millions d’euros pour la rénovation du bâtiment. \
    Le nombre de lecteurs a augmenté de 9 % en 2021. \
    Les vélos ne sont pas autorisés dans la cour. \
    La bibliothèque n’est jamais fermée le samedi. \
    La directrice Claire Besson a déclaré : « Un livre prêté est un livre vivant. » \
    Le conseil municipal a rejeté la vente du jardin. \
    Le bibliobus dessert quatorze villages de la vallée.";

#[test]
fn french_claims_get_right_verdicts() {
    right(
        FRENCH,
        &[
            (
                "La bibliothèque de Sainte-Aure a ouvert ses portes le 12 octobre 1964.",
                Supported,
            ),
            (
                "Le 12 octobre 1964, la bibliothèque de Sainte-Aure a ouvert ses portes.",
                Supported,
            ),
            (
                "La salle de lecture a été dessinée par l'architecte Hélène Maurois.",
                Supported,
            ),
            ("La bibliothèque conserve 45 000 livres.", Supported),
            (
                "La rénovation du bâtiment a coûté 2,4 millions d'euros à la ville en 2018.",
                Supported,
            ),
            ("Les vélos ne sont pas autorisés dans la cour.", Supported),
            ("Le bibliobus dessert 14 villages de la vallée.", Supported),
            (
                "Le conseil municipal a rejeté la vente du jardin.",
                Supported,
            ),
            (
                "La bibliothèque de Sainte-Aure a ouvert ses portes le 12 octobre 1946.",
                Contradicted,
            ),
            (
                "La bibliothèque de Sainte-Aure a ouvert ses portes le 12 novembre 1964.",
                Contradicted,
            ),
            (
                "La bibliothèque conserve 54 000 livres et une collection de cartes anciennes.",
                Contradicted,
            ),
            ("Les vélos sont autorisés dans la cour.", Contradicted),
            (
                "Le nombre de lecteurs a diminué de 9 % en 2021.",
                Contradicted,
            ),
            (
                "Le conseil municipal a accepté la vente du jardin.",
                Contradicted,
            ),
            (
                "Le bibliobus dessert seize villages de la vallée.",
                Contradicted,
            ),
            (
                "Claire Besson a déclaré : « Un livre prêté est un livre perdu. »",
                Contradicted,
            ),
            ("Le port de Brest a reçu un navire russe.", NotFound),
            ("Le vaccin protège les enfants contre la grippe.", NotFound),
            (
                "L'architecte Hélène Maurois a dessiné la salle de lecture et le théâtre de Lyon.",
                Partial,
            ),
            (
                "Le bibliobus dessert quatorze villages de la vallée et organise aussi des concerts.",
                Partial,
            ),
        ],
        17,
        0,
    );
}

const SPANISH: &str = "El teatro Alameda fue inaugurado el 3 de marzo de 1921 por el alcalde. \
    La sala tiene 820 butacas y un escenario de madera. \
    El arquitecto Ramiro Salcedo diseñó la fachada del edificio. \
    En 2017 la ciudad gastó 5,2 millones de euros en la restauración. \
    El número de espectadores creció un 15 % durante el año 2022. \
    El teatro no abre los lunes. \
    La directora Inés Robledo dijo: «El teatro es la memoria de este barrio». \
    El ayuntamiento rechazó la venta del edificio. \
    La orquesta nunca tocó en el patio. \
    Una campana del siglo XIX suena antes de cada función.";

#[test]
fn spanish_claims_get_right_verdicts() {
    right(
        SPANISH,
        &[
            (
                "El teatro Alameda fue inaugurado el 3 de marzo de 1921 por el alcalde.",
                Supported,
            ),
            (
                "El 3 de marzo de 1921 el alcalde inauguró el teatro Alameda.",
                Supported,
            ),
            (
                "La fachada del edificio fue diseñada por el arquitecto Ramiro Salcedo.",
                Supported,
            ),
            ("La sala tiene 820 butacas.", Supported),
            (
                "La ciudad gastó 5,2 millones de euros en la restauración en 2017.",
                Supported,
            ),
            ("El teatro no abre los lunes.", Supported),
            ("La orquesta nunca tocó en el patio.", Supported),
            ("El ayuntamiento rechazó la venta del edificio.", Supported),
            (
                "El teatro Alameda fue inaugurado el 3 de marzo de 1912 por el alcalde.",
                Contradicted,
            ),
            (
                "El teatro Alameda fue inaugurado el 3 de mayo de 1921 por el alcalde.",
                Contradicted,
            ),
            (
                "La sala tiene 280 butacas y un escenario de madera.",
                Contradicted,
            ),
            ("El teatro abre los lunes.", Contradicted),
            ("La orquesta tocó en el patio.", Contradicted),
            (
                "El número de espectadores cayó un 15 % durante el año 2022.",
                Contradicted,
            ),
            (
                "El ayuntamiento aceptó la venta del edificio.",
                Contradicted,
            ),
            (
                "Una campana del siglo XIX suena después de cada función.",
                Contradicted,
            ),
            ("El volcán de la isla entró en erupción.", NotFound),
            ("La vacuna protege a los niños contra la gripe.", NotFound),
            (
                "El arquitecto Ramiro Salcedo diseñó la fachada del edificio y el mercado de Cádiz.",
                Partial,
            ),
            (
                "La sala tiene 820 butacas y una biblioteca para los actores.",
                Partial,
            ),
        ],
        13,
        2,
    );
}

const JAPANESE: &str = "青葉図書館は1972年4月10日に開館した。\
    蔵書は約12万冊で、古い地図の収集で知られている。\
    建築家の森田直子が新館を設計した。\
    2019年度の来館者数は38万人で、前年度より8%増加した。\
    改修工事には5億円がかかった。\
    月曜日は開館していない。\
    市議会は図書館の移転案を否決した。\
    館長の佐伯健は「本は町の記憶である」と述べた。\
    駐車場は建物の北側にある。\
    移動図書館は14の地区を回っている。";

#[test]
fn japanese_claims_get_right_verdicts() {
    right(
        JAPANESE,
        &[
            ("青葉図書館は1972年4月10日に開館した。", Supported),
            ("1972年4月10日、青葉図書館が開館した。", Supported),
            ("新館は建築家の森田直子が設計した。", Supported),
            ("青葉図書館の蔵書は約12万冊である。", Supported),
            ("2019年度の来館者数は38万人だった。", Supported),
            ("改修工事には5億円がかかった。", Supported),
            ("市議会は図書館の移転案を否決した。", Supported),
            ("駐車場は建物の北側にある。", Supported),
            ("青葉図書館は1927年4月10日に開館した。", Contradicted),
            ("青葉図書館は1972年6月10日に開館した。", Contradicted),
            (
                "2019年度の来館者数は83万人で、前年度より8%増加した。",
                Contradicted,
            ),
            (
                "2019年度の来館者数は38万人で、前年度より8%減少した。",
                Contradicted,
            ),
            ("改修工事には7億円がかかった。", Contradicted),
            ("月曜日は開館している。", Contradicted),
            ("市議会は図書館の移転案を可決した。", Contradicted),
            ("駐車場は建物の南側にある。", Contradicted),
            ("火山が噴火し、住民が避難した。", NotFound),
            ("新しいワクチンは子どもに有効である。", NotFound),
            ("移動図書館は14の地区を回り、映画も上映している。", Partial),
            (
                "建築家の森田直子が新館を設計し、国際的な賞を受けた。",
                Partial,
            ),
        ],
        15,
        4,
    );
}
