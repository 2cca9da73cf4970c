//! Opposites: rose and fell, before and after, husband and wife.
//!
//! Half of the rows are traps, which must agree in spite of another form, or must not be compared.

mod table;

use citecheck::verify::Kind;
use table::Ends::{Absent, Match, Mismatch, Quiet};
use table::{Row, hold};

#[test]
fn a_word_and_its_opposite_in_the_same_place_are_a_mismatch() {
    hold(Kind::Direction, &ROWS);
}

const ROWS: [Row; 89] = [
    (
        "Sales of the shop rose in 2019.",
        "Sales of the shop fell in 2019.",
        Mismatch("fell"),
    ),
    (
        "Sales of the shop fell in 2019.",
        "In 2019 the shop's sales grew.",
        Mismatch("grew"),
    ),
    (
        "The number of visitors increased.",
        "The number of visitors declined over the year.",
        Mismatch("declined"),
    ),
    (
        "The firm raised the price of bread.",
        "The firm cut the price of bread.",
        Mismatch("cut"),
    ),
    (
        "More than 300 people came to the fair.",
        "Fewer than 300 people came to the fair.",
        Mismatch("Fewer"),
    ),
    (
        "Elm Rovers won the final against Ashby.",
        "Elm Rovers lost the final against Ashby.",
        Mismatch("lost"),
    ),
    (
        "Elm Rovers suffered a defeat in the cup.",
        "Elm Rovers celebrated a victory in the cup.",
        Mismatch("victory"),
    ),
    (
        "The choir sang before the speech.",
        "The choir sang after the speech.",
        Mismatch("after"),
    ),
    (
        "Vera Lind was the first woman to climb the peak.",
        "Vera Lind was the last woman to climb the peak.",
        Mismatch("last"),
    ),
    (
        "It is the oldest mill in the county.",
        "It is the youngest mill in the county.",
        Mismatch("youngest"),
    ),
    (
        "Her elder brother ran the farm.",
        "Her younger brother ran the farm.",
        Mismatch("younger"),
    ),
    (
        "The village lies north of the river.",
        "The village lies south of the river.",
        Mismatch("south"),
    ),
    (
        "The tower stands in the western part of town.",
        "The tower stands in the eastern part of town.",
        Mismatch("eastern"),
    ),
    (
        "He left his wife the house.",
        "He left his husband the house.",
        Mismatch("husband"),
    ),
    (
        "The painter had two daughters.",
        "The painter had two sons.",
        Mismatch("sons"),
    ),
    (
        "The council accepted the plan for the harbour.",
        "The council rejected the plan for the harbour.",
        Mismatch("rejected"),
    ),
    (
        "The union supported the new law.",
        "The union opposed the new law.",
        Mismatch("opposed"),
    ),
    (
        "The trial ended with her acquittal for fraud.",
        "The trial ended with her conviction for fraud.",
        Mismatch("conviction"),
    ),
    (
        "The firm sold the quarry in 1990.",
        "The firm bought the quarry in 1990.",
        Mismatch("bought"),
    ),
    (
        "The firm hired 40 workers in May.",
        "The firm dismissed 40 workers in May.",
        Mismatch("dismissed"),
    ),
    (
        "The station is above the ground.",
        "The station is under the ground.",
        Mismatch("under"),
    ),
    (
        "The mission was a success.",
        "The mission was a failure.",
        Mismatch("failure"),
    ),
    (
        "The lake is the largest in Norrland.",
        "The lake is the smallest in Norrland.",
        Mismatch("smallest"),
    ),
    (
        "The region exports timber.",
        "The region imports timber.",
        Mismatch("imports"),
    ),
    (
        "The paper is published by a private trust.",
        "The paper is published by a public trust.",
        Mismatch("public"),
    ),
    (
        "The path is open in winter.",
        "The path is closed in winter.",
        Mismatch("closed"),
    ),
    (
        "The firm made a profit in spring.",
        "The firm made a loss in spring.",
        Mismatch("loss"),
    ),
    (
        "Critics praised the staging of the opera.",
        "Critics condemned the staging of the opera.",
        Mismatch("condemned"),
    ),
    (
        "The couple married in 1970.",
        "The couple divorced in 1970.",
        Mismatch("divorced"),
    ),
    (
        "The patient was pleased with the care.",
        "The patient was disappointed with the care.",
        Mismatch("disappointed"),
    ),
    (
        "The law was approved by most members.",
        "The law was rejected by most members.",
        Mismatch("rejected"),
    ),
    (
        "The temple is inside the wall.",
        "The temple is outside the wall.",
        Mismatch("outside"),
    ),
    (
        "Exports rose while imports fell.",
        "Exports fell while imports rose.",
        Mismatch("fell"),
    ),
    (
        "Der Umsatz der Firma stieg 2019.",
        "Der Umsatz der Firma sank 2019.",
        Mismatch("sank"),
    ),
    (
        "Der Verein gewann das Spiel gegen Ulm.",
        "Der Verein verlor das Spiel gegen Ulm.",
        Mismatch("verlor"),
    ),
    (
        "Les ventes du groupe ont augmenté en mai.",
        "Les ventes du groupe ont diminué en mai.",
        Mismatch("diminué"),
    ),
    (
        "Las ventas del grupo subieron en mayo.",
        "Las ventas del grupo cayeron en mayo, según el informe de la empresa.",
        Mismatch("cayeron"),
    ),
    ("売上高は増加した。", "売上高は減少した。", Mismatch("減少")),
    (
        "The team won the cup although the captain was ill.",
        "The team lost the cup, for the captain was ill.",
        Mismatch("lost"),
    ),
    // Traps: the same in other words.
    (
        "Sales of the shop rose in 2019.",
        "Sales of the shop grew in 2019.",
        Quiet,
    ),
    (
        "Sales of the shop fell in 2019.",
        "Sales of the shop did not rise in 2019; they fell.",
        Quiet,
    ),
    (
        "Elm Rovers lost the final.",
        "Elm Rovers did not win the final.",
        Quiet,
    ),
    (
        "The council rejected the plan.",
        "The council did not accept the plan.",
        Quiet,
    ),
    (
        "Ashby beat Elm Rovers in the final.",
        "Elm Rovers lost the final to Ashby.",
        Quiet,
    ),
    (
        "The firm acquired the quarry.",
        "The quarry was bought by the firm.",
        Quiet,
    ),
    (
        "She was acquitted of fraud.",
        "She was found innocent of fraud.",
        Quiet,
    ),
    (
        "The firm bought the quarry from the town.",
        "The firm bought the quarry that the town sold.",
        Quiet,
    ),
    (
        "The biggest lake of Norrland freezes.",
        "The largest lake of Norrland freezes.",
        Quiet,
    ),
    // Traps: both words stand in the source, the same one in the same place.
    (
        "Exports rose while imports fell.",
        "Exports rose while imports fell.",
        Quiet,
    ),
    (
        "Exports rose in May.",
        "Exports rose in May, while imports fell.",
        Quiet,
    ),
    (
        "Imports fell in May.",
        "Exports rose in May, while imports fell.",
        Quiet,
    ),
    (
        "Her first novel was a success.",
        "Her first novel was a success, and the last a failure.",
        Match,
    ),
    (
        "The last train leaves at ten.",
        "The first train leaves at five and the last train leaves at ten.",
        Quiet,
    ),
    (
        "He sold the boat in 1990.",
        "He bought the boat in 1980 and sold it in 1990.",
        Quiet,
    ),
    (
        "The elder sister married a baker.",
        "The elder sister married a baker, the younger sister a smith.",
        Quiet,
    ),
    (
        "The north gate is open.",
        "The north gate is open; the south gate is closed.",
        Match,
    ),
    (
        "His wife runs the inn.",
        "His wife runs the inn that her husband built.",
        Quiet,
    ),
    (
        "The temperature fell after sunset.",
        "Before sunset it was warm; the temperature fell after sunset.",
        Quiet,
    ),
    (
        "She left the firm to join the bank.",
        "She joined the bank.",
        Quiet,
    ),
    // Traps: phrases, names and measures.
    (
        "At least 30 people came.",
        "Most of the 30 people came.",
        Quiet,
    ),
    (
        "The band played last year.",
        "The first band played that year.",
        Quiet,
    ),
    (
        "The club North Star plays here.",
        "The club South Park plays there.",
        Quiet,
    ),
    ("The boy is ten years old.", "The young boy is ten.", Quiet),
    (
        "The wall is two metres high.",
        "The low wall measures two metres.",
        Quiet,
    ),
    (
        "The low-cost line flies to Oslo.",
        "The high fares of the line to Oslo fell.",
        Quiet,
    ),
    (
        "She called right after the game.",
        "She left the game early and called.",
        Quiet,
    ),
    (
        "The shop is home to a cat.",
        "The cat ran away from the shop.",
        Quiet,
    ),
    // Traps: opposites of unrelated things.
    (
        "The price of the ticket went down in May.",
        "The new gates increase the efficiency of the line.",
        Quiet,
    ),
    (
        "They lost only one of 13 games.",
        "They won 12 of 13 games.",
        Quiet,
    ),
    (
        "The old mill burned in 1902.",
        "A new road was built in 1950. The old mill burned in 1902.",
        Quiet,
    ),
    (
        "The king opened the canal in 1852.",
        "The king opened the canal in 1852. The queen stayed away.",
        Quiet,
    ),
    (
        "The winner got a medal.",
        "The winner got a medal, the losers got nothing.",
        Quiet,
    ),
    (
        "The women's team took the cup.",
        "The women's team took the cup; the men's team did not.",
        Quiet,
    ),
    (
        "The day shift starts at six.",
        "The day shift starts at six and the night shift at ten.",
        Quiet,
    ),
    (
        "Die Tochter des Malers lebt in Ulm.",
        "Die Tochter des Malers lebt in Ulm, der Sohn in Bern.",
        Quiet,
    ),
    (
        "Les importations ont augmenté.",
        "Les importations ont augmenté, les exportations ont diminué.",
        Quiet,
    ),
    // Not there at all.
    (
        "The shop is the largest in Ulm.",
        "The shop in Ulm was founded in 1909.",
        Absent,
    ),
    (
        "Her elder brother ran the farm.",
        "Her brother ran the farm.",
        Absent,
    ),
    // A verb with its particle is one word.
    (
        "The council accepted the offer of the port.",
        "The council turned down the offer of the port.",
        Mismatch("turned"),
    ),
    (
        "The council accepted the offer of the port.",
        "The port made an offer, and the council turned it down.",
        Mismatch("turned"),
    ),
    (
        "The mill hired forty people in May.",
        "The mill laid off forty people in May.",
        Mismatch("laid"),
    ),
    (
        "The court upheld the ban.",
        "The court struck down the ban.",
        Mismatch("struck"),
    ),
    (
        "The council turned down the offer of the port.",
        "The council rejected the offer of the port.",
        Quiet,
    ),
    (
        "The mayor turned to the port.",
        "The mayor accepted an invitation of the port.",
        Quiet,
    ),
    // Another word for the same further away says nothing.
    (
        "The board called the test adequate.",
        "The board called the test inadequate.",
        Mismatch("inadequate"),
    ),
    (
        "Critics praised the film at the festival.",
        "Critics panned the film at the festival.",
        Mismatch("panned"),
    ),
    (
        "The bank is confident about the harvest in Ulm.",
        "The bank is sceptical about the harvest in Ulm. Farmers hope for rain.",
        Mismatch("sceptical"),
    ),
    // "Expanding" is a word of the claim's own, and does not bear out "increases".
    (
        "Expanding the port increases costs for the town.",
        "Expanding the port reduces costs for the town.",
        Mismatch("reduces"),
    ),
    // What one sells to another, the other buys.
    (
        "The mill in Ulm was bought by Ashby.",
        "The owners made a fortune by selling the mill in Ulm to Ashby.",
        Quiet,
    ),
];
